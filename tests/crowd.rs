//! A hundred thousand messages: the kernel and what is made of it for any exhibit carry a run in rounds of the shape of
//! oral messages, and every shortcut leads where the long way leads.
#![cfg(not(target_arch = "wasm32"))]

#[path = "shared/crowd.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with a benchmark")]
mod crowd;

use std::rc::Rc;

use crowd::{Crowd, CrowdExhibit};
use synod::app::address;
use synod::exhibit::{Catalogued, Exhibit, Look, MESSAGES_OFFERED_MAX, PACKETS_SHOWN_MAX, Played, Session, Staged};
use synod::exhibits::catalogue;
use synod::exhibits::paxos::PaxosExhibit;
use synod::scene::{Fate, Format};
use synod::sim::limits::{STEPS_IN_ROUNDS_MAX, STEPS_PER_RUN_MAX};
use synod::sim::{Act, Disk, Effects, Ended, Ending, Flight, Input, NodeId, NodeSet, Protocol, Run, Tape, World};
use synod::text::Locale;

/// Thirteen nodes that pass everything on four times.
const GREAT: Crowd = Crowd { nodes: 13, again: 4 };
const EVENTS: u32 = 14_810;
/// The last event of the round with the most messages, and of those before it.
const ROUND_ENDS: [u32; 5] = [1, 13, 145, 1_465, 13_345];

fn great() -> Played<CrowdExhibit> {
    Played::open(&crowd::saved(4, 13)).expect("it opens")
}

#[test]
fn a_great_run_is_carried_to_its_end_and_every_way_to_a_frame_leads_to_the_same() {
    let mut wanted: Vec<u32> = ROUND_ENDS.into_iter().flat_map(|end| [end - 1, end, end + 1, end + 2]).collect();
    wanted.extend((0..24).map(|leap| leap * 7_919 % EVENTS));
    wanted.push(EVENTS);
    wanted.sort_unstable();
    wanted.dedup();
    // The long way: no checkpoint, no other world that shares anything.
    let mut world = World::new(Rc::new(GREAT), 7);
    let mut prints = Vec::new();
    let mut most = 0;
    loop {
        most = most.max(world.in_flight());
        if wanted.contains(&world.event()) {
            prints.push(world.fingerprint());
        }
        let Some(next) = world.next_default() else { break };
        world.apply(next, false).expect("the default order is possible");
    }
    assert_eq!((world.event(), most, world.in_flight()), (EVENTS, 95_040, 0));
    assert_eq!((world.counters.sent, world.counters.delivered, world.counters.lost), (108_384, 108_384, 0));
    let mut run = Run::new(Rc::new(GREAT), 7, &[], None);
    assert_eq!((run.seek(u32::MAX), run.end()), (EVENTS, Some(Ended::Quiet)));
    for leap in 0..wanted.len() {
        let at = leap * 17 % wanted.len();
        assert_eq!(run.seek(wanted[at]), wanted[at]);
        assert_eq!(run.world().fingerprint(), prints[at], "event {}", wanted[at]);
    }
}

#[test]
fn a_branch_in_the_middle_of_a_round_is_what_it_is_from_the_start() {
    let mut session = great();
    for (event, kind) in [(9_000, 0), (13_345, 1), (1_200, 2), (13_346, 2)] {
        session.seek(event);
        let before = session.digest();
        let offers = session.offers(Locale::En);
        let mut open = offers.iter().filter(|offer| offer.closed.is_none()).map(|offer| offer.act);
        let act = open.rfind(|act| match kind {
            0 => matches!(act, Act::Lose(_)),
            1 => matches!(act, Act::Hold(_)),
            _ => matches!(act, Act::Crash { reaches: NodeSet::EMPTY, .. }),
        });
        session.choose(act.expect("it is offered")).expect("it is open");
        let ends = [event + 1, event + 2, event + 70, 13_500];
        let there = ends.map(|event| (session.seek(event), session.digest()));
        let mut fresh = Played::<CrowdExhibit>::open(&session.saved()).expect("it opens again");
        assert_eq!(ends.map(|event| (fresh.seek(event), fresh.digest())), there, "{act:?} behind {event}");
        assert_eq!(fresh.diagram(event, event + 60), session.diagram(event, event + 60), "{act:?} behind {event}");
        assert!(session.undo());
        session.seek(event);
        assert_eq!(session.digest(), before, "{act:?} behind {event}");
    }
}

/// What is seen of each frame: nothing is left out, and what is sent now is told apart.
#[test]
fn a_crowded_picture_shows_what_moves_now_and_bundles_the_rest() {
    let mut session = great();
    for event in [1, 2, 13, 14, 100, 146, 9_000, 13_345, 13_346, 14_000] {
        session.seek(event);
        let stage = session.scene(Locale::En, Format::Wide).stage;
        assert_eq!(stage.in_flight(), session.in_flight().len(), "{event}");
        assert!(stage.packets.len() <= PACKETS_SHOWN_MAX, "{event}");
        let leaving = stage.packets.iter().filter(|packet| packet.fate == Fate::Leaves).count();
        let arriving = stage.packets.iter().filter(|packet| packet.fate.is_end()).count();
        let want = match event {
            1 => (12, 0),
            // Twelve arrive and eleven leave: together they are too many.
            2 | 13 => (11, 0),
            14 | 100 => (10, 0),
            146 => (9, 0),
            9_000 | 13_345 => (8, 0),
            _ => (0, 0),
        };
        assert_eq!((leaving, arriving), want, "{event}");
    }
}

#[test]
fn what_was_sent_just_now_can_be_lost() {
    let mut session = great();
    for event in [1, 13, 140, 9_000, 13_345] {
        session.seek(event);
        let lost: Vec<_> = session.offers(Locale::En).into_iter().filter(|offer| matches!(offer.act, Act::Lose(_))).collect();
        let flying = session.in_flight();
        assert_eq!(lost.len(), flying.len().min(MESSAGES_OFFERED_MAX), "{event}");
        let of = |flying: &synod::exhibit::InFlight| lost.iter().any(|offer| offer.message == Some(flying.number));
        assert!(flying.iter().rev().take(8).all(of) && flying.iter().take(50).all(of), "{event}");
    }
}

#[test]
fn a_frame_beyond_ten_thousand_has_an_address() {
    static CROWD: Catalogued<CrowdExhibit> = Catalogued::new();
    static ALL: [&dyn Exhibit; 1] = [&CROWD];
    assert_eq!((CROWD.steps_max(), catalogue()[0].steps_max()), (STEPS_IN_ROUNDS_MAX, STEPS_PER_RUN_MAX));
    let parsed = address::parse(&ALL, "#/crowd/all?v=1&k=again:4,nodes:13&f=14000").expect("an address");
    let mut session = CROWD.open(&parsed.saved).expect("it opens");
    assert_eq!((session.cursor(), session.seek(u32::MAX)), (14_000, EVENTS));
    assert_eq!(address::parse(&ALL, &address::format(&CROWD, &parsed).expect("short enough")), Ok(parsed));
    assert!(address::parse(&ALL, "#/crowd/all?f=20001").is_err());
    assert!(address::parse(catalogue(), "#/paxos/duel?f=10001").is_err());
}

#[test]
fn a_message_is_sorted_as_it_looks() {
    let run = Run::new(Rc::new(Crowd { nodes: 7, again: 2 }), 7, &[], None);
    each_sent(run, |protocol, flight| {
        let Look { kind, tone, .. } = CrowdExhibit::look(protocol, &flight.message);
        assert_eq!(CrowdExhibit::sort(protocol, &flight.message), (kind, tone));
    });
}

fn each_sent<P: Protocol>(mut run: Run<P>, see: impl Fn(&P, &Flight<P>)) {
    run.seek(u32::MAX);
    for flight in run.steps().iter().flat_map(|step| &step.sent) {
        see(&run.world().protocol, flight);
    }
}

/// The contract of a handler, held over what happened: a world in which nobody shares a node relies on it.
fn ignoring_changes_nothing<P: Protocol>(run: &Run<P>) -> usize {
    let mut world = run.origin().clone();
    let mut ignored = 0;
    for step in &run.steps()[1..] {
        for (flight, _) in step.ended.iter().filter(|(_, ending)| *ending == Ending::Ignored) {
            let mut node = world.node(flight.name.to).expect("a node").clone();
            let mut source = |_| 0;
            let mut fx = Effects::new(Tape::new(&mut source));
            let input = Input::Message { from: flight.name.from, message: (*flight.message).clone() };
            world.protocol.handle(flight.name.to, &mut node, input, &mut fx);
            assert_eq!(Some(&node), world.node(flight.name.to), "event {}", step.event);
            ignored += 1;
        }
        world.apply(step.act.expect("an act"), step.chosen).expect("it was done");
    }
    ignored
}

#[test]
fn what_is_ignored_leaves_the_node_as_it_was() {
    let mut ignored = 0;
    for spec in PaxosExhibit::SCENARIOS {
        let saved = catalogue()[0].scenario(spec.name).expect("a scenario");
        let protocol = Rc::new(PaxosExhibit::protocol(&saved.knobs, &saved.without));
        let mut run = Run::new(protocol, saved.seed, &saved.acts, saved.stops);
        run.seek(300);
        ignored += ignoring_changes_nothing(&run);
    }
    assert!(ignored > 50, "{ignored}");
}

/// A crash calls back what was sent in this round, whatever the wire holds besides.
#[test]
fn a_crash_in_a_crowd_calls_back_what_was_sent_in_this_round() {
    let mut run = Run::new(Rc::new(GREAT), 7, &[], None);
    run.seek(9_000);
    let sender = run.world().step.node.expect("a turn");
    let sent: Vec<_> = run.world().unsent(sender).map(|flight| flight.id).collect();
    let latest = run.world().step.sent.iter().map(|flight| flight.id);
    assert!(latest.clone().count() > 0 && latest.clone().all(|id| sent.contains(&id)) && sent.len() > latest.count());
    for node in (0..13).map(NodeId) {
        let world = run.world();
        let slow = || world.wire().filter(|flight| flight.name.from == node).map(|flight| flight.name.to);
        assert_eq!(world.unsent(node).count(), slow().count(), "{node:?}: nothing is left of earlier rounds");
        assert_eq!(world.pending(node), slow().collect::<NodeSet>(), "{node:?}");
    }
    let (log, stops) = run.log_with(Act::Crash { node: sender, reaches: NodeSet::EMPTY });
    run.fork(&log, stops);
    run.seek(9_001);
    assert_eq!(run.world().step.ended.len(), sent.len());
    assert_eq!(run.world().closed(Act::Wake { node: sender, disk: Disk::Kept }), None);
}
