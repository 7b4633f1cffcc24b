//! Rule by rule: the default, ties, late and doubled messages, crashes, silence, and lies made by hand.

use std::process::Command;
use std::rc::Rc;

use super::{decisions, end, oral};
use synod::exhibit::Misfit;
use synod::exhibit::plot::Plot;
use synod::exhibit::{Knobs, Staged as _};
use synod::exhibits::generals::GeneralsExhibit;
use synod::exhibits::generals::machine::{Heard, Oral, Value};
use synod::exhibits::generals::order::Moment;
use synod::exhibits::generals::path::Path;
use synod::exhibits::generals::text::{KNOBS, PLOT};
use synod::sim::{Act, Disk, Ending, Lane, MessageRef, NodeId, NodeSet, Protocol as _, Run, Since};

fn with(generals: u8, m: u8, traitors: &str) -> Oral {
    Oral { plot: Plot::parse(&PLOT, traitors).expect("a plot"), ..oral(generals, m) }
}

fn message(from: u8, to: u8, ordinal: u16) -> MessageRef {
    MessageRef { from: NodeId(from), to: NodeId(to), lane: Lane::Sent, ordinal }
}

/// Plays acts, each at its event, and goes to the end.
fn played(oral: Oral, acts: &[(u32, Act)]) -> Run<Oral> {
    let log: Vec<_> = acts.iter().map(|(event, act)| synod::sim::Deviation { event: *event, act: *act }).collect();
    let mut run = Run::new(Rc::new(oral), 1, &log, None);
    run.seek(u32::MAX);
    assert!(acts.iter().all(|(event, _)| *event <= run.last()), "every act is possible");
    run
}

#[test]
fn nobody_says_anything_to_itself_and_no_name_is_twice_on_a_path() {
    let mut run = Run::new(Rc::new(oral(7, 2)), 1, &[], None);
    run.extend(u32::MAX);
    for flight in run.steps().iter().flat_map(|step| &step.sent) {
        let path: Vec<NodeId> = flight.message.path.nodes().collect();
        assert_eq!(path.last(), Some(&flight.name.from), "the sender is known");
        assert!(!path.contains(&flight.name.to));
        assert!(path.iter().all(|name| path.iter().filter(|other| *other == name).count() == 1));
    }
}

#[test]
fn silence_is_worth_the_default() {
    let world = end(with(4, 1, "G0:silent"), 1);
    assert_eq!((world.counters.sent, world.counters.forged), (6, 0));
    assert!(decisions(&world).iter().all(|(_, does)| !does));
    let heard = world.node(NodeId(1)).expect("G1").heard.get(&Path::root(NodeId(0))).copied();
    assert_eq!(heard, Some(Heard::Nothing));
}

#[test]
fn a_tie_is_worth_retreat() {
    assert!(decisions(&end(with(5, 1, "G0:split"), 1)).iter().all(|(_, does)| !does));
}

#[test]
fn a_message_that_comes_after_its_round_is_ignored() {
    // G0's word to G1 is held in round 1 and released in round 2.
    let held = message(0, 1, 0);
    let run = played(oral(4, 1), &[(2, Act::Hold(held)), (4, Act::Release(held))]);
    let ended = run.steps().iter().flat_map(|step| &step.ended).find(|(flight, _)| flight.name == held);
    assert_eq!(ended.map(|(_, ending)| *ending), Some(Ending::Ignored));
    let relayed = run.steps().iter().flat_map(|step| &step.sent).find(|flight| flight.name.from == NodeId(1)).expect("G1 relays");
    assert_eq!(relayed.message.value, Value::Retreat, "the default has taken its place");
}

#[test]
fn a_doubled_message_counts_once() {
    let run = played(oral(4, 1), &[(2, Act::Duplicate(message(0, 1, 0)))]);
    assert_eq!(run.world().counters.duplicated, 1);
    assert!(run.steps().iter().flat_map(|step| &step.ended).any(|(_, ending)| *ending == Ending::Ignored));
    assert!(decisions(run.world()).iter().all(|(_, does)| *does));
}

#[test]
fn a_crash_in_a_round_withdraws_what_was_sent_in_it() {
    // G1 has spoken in round 2; only G2 still gets it.
    let crash = Act::Crash { node: NodeId(1), reaches: NodeSet::EMPTY.with(NodeId(2)) };
    let run = played(oral(4, 1), &[(3, crash)]);
    let world = run.world();
    assert_eq!(world.counters.sent, 9 - 1);
    let heard =
        |node: u8| world.node(NodeId(node)).expect("it is there").heard.get(&Path::root(NodeId(0)).then(NodeId(1))).copied();
    assert_eq!((heard(2), heard(3)), (Some(Heard::Said(Value::Attack)), Some(Heard::Nothing)));
    assert_eq!(world.node(NodeId(1)).and_then(|general| general.decided), None);
}

#[test]
fn a_lie_by_hand_is_told_to_this_one_only() {
    let betray = Act::Betray { node: NodeId(0), since: Since::Now };
    let lie = Act::Forge { message: message(0, 2, 0), choice: 0 };
    let run = played(oral(4, 1), &[(2, betray), (3, lie)]);
    let heard = |node: u8| run.world().node(NodeId(node)).expect("it is there").heard.get(&Path::root(NodeId(0))).copied();
    assert_eq!(heard(1), Some(Heard::Said(Value::Attack)));
    assert_eq!(heard(2), Some(Heard::Said(Value::Retreat)));
    let silence = Act::Forge { message: message(0, 2, 0), choice: 1 };
    let run = played(oral(4, 1), &[(2, betray), (3, silence)]);
    assert_eq!(run.world().counters.sent, 8, "what was kept back was never sent");
}

#[test]
fn a_general_that_wakes_counts_as_faulty() {
    let crash = Act::Crash { node: NodeId(1), reaches: NodeSet::EMPTY };
    let wake = Act::Wake { node: NodeId(1), disk: Disk::Lost };
    let run = played(oral(4, 1), &[(2, crash), (3, wake)]);
    assert_eq!(synod::exhibits::generals::checks::faults(run.world()), 1);
}

/// Both sequences are the same calls and folds, and a call comes before what it is told of.
#[test]
fn both_sequences_go_through_the_same_calls_and_folds() {
    for (generals, m) in [(2, 1), (3, 1), (3, 3), (4, 1), (5, 2), (7, 2), (4, 0), (6, 4)] {
        let list = |by_recursion| {
            let oral = Oral { by_recursion, ..oral(generals, m) };
            let rounds = 1..=oral.rounds();
            let all = rounds.flat_map(|round| oral.turns(round).into_iter().map(move |turn| (round, turn)));
            all.map(|(round, turn)| oral.moment(round, turn.part)).collect::<Vec<Moment>>()
        };
        let (by_rounds, by_recursion) = (list(false), list(true));
        for moment in &by_rounds {
            assert_eq!(by_recursion.iter().filter(|other| *other == moment).count(), 1, "({generals}, {m}) {moment:?}");
        }
        assert_eq!(by_rounds.len(), by_recursion.len(), "({generals}, {m})");
        for list in [by_rounds, by_recursion] {
            for (place, moment) in list.iter().enumerate() {
                if let Moment::Call(path) = moment
                    && let Some(above) = path.parent()
                {
                    assert!(list[..place].contains(&Moment::Call(above)));
                }
                if let Moment::Fold(path) = moment {
                    let under = |other: &Moment| matches!(other, Moment::Fold(below) | Moment::Call(below) if below.begins(*path) && below != path);
                    assert!(!list[place..].iter().any(under), "({generals}, {m}): {path} is folded last");
                }
            }
        }
    }
}

#[test]
fn a_run_that_is_too_large_is_refused_with_the_number() {
    let knobs = Knobs::defaults(KNOBS).with(KNOBS, "generals", "13").with(KNOBS, "traitors_tolerated", "4");
    assert_eq!(GeneralsExhibit::misfit(&knobs, &[]), None);
    assert_eq!(GeneralsExhibit::misfit(&knobs, &["exclude"]), Some(Misfit::Messages { count: 271_452, most: 120_000 }));
    let knobs = Knobs::defaults(KNOBS).with(KNOBS, "commander", "G9");
    let node = Misfit::Node { knob: "commander", name: "G9".to_owned(), last: "G3".to_owned() };
    assert_eq!(GeneralsExhibit::misfit(&knobs, &[]), Some(node));
}

/// "In round 2 only G1 still gets its message, nobody after that."
#[test]
fn a_crash_in_a_file_falls_in_its_round() {
    let text = include_str!("../scenarios/general-crash.json");
    let json = serde_json::from_str::<serde_json::Value>(text).expect("it is JSON");
    assert_eq!(json["faults"][0]["crash"]["round"], 2);
    let opened = Command::new(env!("CARGO_BIN_EXE_synod"))
        .args(["run", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios/general-crash.json"), "--format", "json"])
        .output()
        .expect("it runs");
    let report: serde_json::Value = serde_json::from_slice(&opened.stdout).expect("a report");
    assert_eq!(report["messages"]["sent"], 9 - 1);
    assert_eq!(report["decisions"]["G3"], serde_json::Value::Null);
    assert_eq!(report["checks"]["agreement"], "holds");
}

/// By recursion the calls of a round lie apart: a turn must not be taken for it.
#[test]
fn a_crash_in_a_round_is_refused_by_recursion() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/scenarios/general-crash.json");
    let told =
        Command::new(env!("CARGO_BIN_EXE_synod")).args(["run", file, "--set", "sequence=recursion"]).output().expect("it runs");
    let err = String::from_utf8_lossy(&told.stderr);
    assert!(told.status.code() == Some(2) && err.contains("needs the sequence rounds"), "{err}");
}
