//! What is promised: outcomes, conditions, guards.

use super::scenarios;
use std::rc::Rc;
use synod::exhibit::script::{Cue, Play, resolve};
use synod::exhibit::{Session, Staged, Verdict};
use synod::exhibits::generals::GeneralsExhibit;
use synod::exhibits::paxos::PaxosExhibit;
use synod::sim::Evidence as _;
use synod::sim::{Condition, Run};
use synod::text::Locale;

#[test]
fn each_scenario_ends_as_it_declares() {
    for mut opened in scenarios() {
        let name = opened.saved.scenario;
        let spec = opened.exhibit.scenarios().iter().find(|spec| spec.name == name).expect("its own spec");
        assert!(!spec.expect.is_empty(), "{}: declares nothing", opened.name);
        opened.session.seek(u32::MAX);
        let guarantees = opened.session.guarantees(Locale::En);
        for (check, want) in spec.expect {
            let found = guarantees.iter().find(|guarantee| guarantee.name == *check);
            let got = found.unwrap_or_else(|| panic!("{}: no check {check}", opened.name));
            assert_eq!(got.verdict, *want, "{} at {}: {check}: {}", opened.name, opened.session.cursor(), got.because);
        }
        for broken in guarantees.iter().filter(|guarantee| guarantee.verdict == Verdict::Broken) {
            let declared = spec.expect.iter().any(|(check, want)| *check == broken.name && *want == Verdict::Broken);
            assert!(declared || broken.name != "agreement", "{}: {} breaks undeclared", opened.name, broken.name);
        }
    }
}

#[test]
fn a_broken_guarantee_names_the_event_that_broke_it() {
    for mut opened in scenarios() {
        opened.session.seek(u32::MAX);
        let broken = opened.session.guarantees(Locale::En);
        for guarantee in broken.iter().filter(|guarantee| guarantee.verdict == Verdict::Broken) {
            let since = guarantee.since.unwrap_or_else(|| panic!("{}: since when?", opened.name));
            let verdict = |session: &dyn Session| {
                let all = session.guarantees(Locale::En);
                all.iter().find(|other| other.name == guarantee.name).map(|other| (other.verdict, other.since))
            };
            opened.session.seek(since);
            assert_eq!(verdict(&*opened.session), Some((Verdict::Broken, Some(since))), "{}", opened.name);
            opened.session.seek(since - 1);
            let before = verdict(&*opened.session).expect("the same checks");
            assert!(before.0 != Verdict::Broken && before.1.is_none(), "{}", opened.name);
        }
    }
}

#[test]
fn of_a_rule_that_fired_all_conditions_hold_and_of_a_refusal_the_last_fails() {
    let facts = conditions::<PaxosExhibit>() + conditions::<GeneralsExhibit>();
    println!("{facts} facts");
    assert!(facts > 1_000);
}

fn conditions<E: Staged>() -> usize {
    let mut facts = 0;
    for spec in E::SCENARIOS {
        let play = E::play(spec.name).expect("every scenario is played");
        let mut run = play_run::<E>(&play, &play.without);
        let log = resolve::<E>(&mut run, play.cues).expect("every cue is possible");
        let mut run = Run::new(Rc::new(E::protocol(&play.knobs, &play.without)), play.seed, &log, None);
        run.extend(400);
        for step in run.steps() {
            for (at, fact) in &step.facts {
                let (last, before) = match fact.conditions().split_last() {
                    Some((last, before)) => (Some(last), before),
                    None => (None, &[][..]),
                };
                let name = format!("{} event {} node {}: {fact:?}", spec.name, step.event, at.0);
                assert!(before.iter().all(Condition::holds), "{name}");
                assert!(last.is_none_or(|last| last.holds() != fact.refuses()), "{name}");
                facts += 1;
            }
        }
    }
    facts
}

fn play_run<E: Staged>(play: &Play, without: &[&'static str]) -> Run<E::Protocol> {
    Run::new(Rc::new(E::protocol(&play.knobs, without)), play.seed, &[], None)
}

#[test]
fn every_guard_that_is_taken_away_breaks_a_check_and_put_back_breaks_nothing() {
    guards::<PaxosExhibit>();
    guards::<GeneralsExhibit>();
}

fn guards<E: Staged>() {
    for guard in E::GUARDS {
        let name = format!("without-{}", guard.name);
        let spec = E::SCENARIOS.iter().find(|spec| spec.name == name).unwrap_or_else(|| panic!("no scenario {name}"));
        let play = E::play(spec.name).expect("every scenario is played");
        assert_eq!(play.without, [guard.name]);
        let declared: Vec<&str> =
            spec.expect.iter().filter(|(_, want)| *want == Verdict::Broken).map(|(check, _)| *check).collect();
        assert!(!declared.is_empty(), "{name} breaks nothing");
        let mut run = play_run::<E>(&play, &play.without);
        assert!(resolve::<E>(&mut run, play.cues).is_ok(), "{name}");
        let broken = broken::<E>(&run);
        assert!(declared.iter().all(|check| broken.contains(check)), "{name}: {broken:?}");

        let (kept, whole) = put_back::<E>(&play);
        let all = singly(&play).count();
        println!("{name}: breaks {}; put back, {} of {all} cues are possible", broken.join(", "), kept.len());
        assert!(kept.len() * 2 > all, "{name}: put back, hardly anything is left");
        assert_eq!(whole, Vec::<&str>::new(), "{name} put back");
    }
}

fn broken<E: Staged>(run: &Run<E::Protocol>) -> Vec<&'static str> {
    let verdict = |check| run.world().sight(|sight| E::judge(check, &sight));
    let names = E::CHECKS.iter().enumerate().filter(|(check, _)| verdict(*check) == Verdict::Broken);
    names.map(|(_, (name, _))| *name).collect()
}

/// What is done, one thing at a time.
fn singly(play: &Play) -> impl Iterator<Item = Cue> {
    play.cues.iter().flat_map(|cue| cue.singly())
}

/// Plays the same cues with every guard in place, passing over what is not possible any more, and
/// then lets the run go on by itself; what was played, and what is broken at the end.
fn put_back<E: Staged>(play: &Play) -> (Vec<Cue>, Vec<&'static str>) {
    let mut kept: Vec<Cue> = Vec::new();
    for cue in singly(play) {
        kept.push(cue);
        if resolve::<E>(&mut play_run::<E>(play, &[]), &kept).is_err() {
            kept.pop();
        }
    }
    let mut run = play_run::<E>(play, &[]);
    let log = resolve::<E>(&mut run, &kept).expect("what is left is possible");
    let mut whole = broken::<E>(&run);
    let mut on = Run::new(Rc::new(E::protocol(&play.knobs, &[])), play.seed, &log, None);
    on.seek(500);
    whole.extend(broken::<E>(&on));
    (kept, whole)
}
