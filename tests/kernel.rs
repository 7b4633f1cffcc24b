//! The kernel with two toy protocols, one for each delivery: what every later exhibit may rely on.

use std::rc::Rc;

use synod::sim::{
    Act, Appointment, Condition, Delivery, Deviation, Disk, Effects, Ended, Ending, Evidence, Input, Lane, LossCause, MessageRef,
    Need, NodeId, NodeSet, Protocol, Run, Timing, World,
};

/// A fact of the toys: just a word.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Said(&'static str);

impl Evidence for Said {
    fn rule(&self) -> &'static str {
        self.0
    }
    fn conditions(&self) -> &[Condition] {
        &[]
    }
    fn refuses(&self) -> bool {
        false
    }
}

/// Asynchronous toy: node 0 is told to greet everybody; whoever is greeted greets back and counts.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Greetings {
    nodes: u8,
    timing: Timing,
}

impl Protocol for Greetings {
    type Node = u32;
    type Message = bool;
    type Timer = u8;
    type Command = ();
    type Fact = Said;
    type Watched = u32;

    fn size(&self) -> u8 {
        self.nodes
    }
    fn timing(&self) -> Timing {
        self.timing
    }
    fn boot(&self, _me: NodeId, _fx: &mut Effects<Self>) -> u32 {
        0
    }
    fn handle(&self, me: NodeId, node: &mut u32, input: Input<Self>, fx: &mut Effects<Self>) {
        match input {
            Input::Command(()) => {
                fx.broadcast((0..self.nodes).map(NodeId).filter(|node| *node != me), &true);
                fx.arm(0, 500);
                fx.note(Said("greets"));
            }
            Input::Message { from, message: true } => {
                *node += 1;
                fx.note(Said("greeted"));
                fx.send(from, false);
            }
            Input::Message { message: false, .. } => {
                *node += 1;
                fx.note(Said("answered"));
            }
            Input::Timer(_) => fx.note(Said("bored")),
            Input::Turn { .. } => {}
        }
    }
    fn wake(&self, _me: NodeId, before: &u32, disk: Disk, fx: &mut Effects<Self>) -> u32 {
        fx.note(Said("wakes"));
        if disk == Disk::Kept { *before } else { 0 }
    }
    fn watch(&self, watched: &mut u32, _at: NodeId, _fact: &Said) {
        *watched += 1;
    }
    fn commands(&self, _me: NodeId) -> Vec<()> {
        vec![()]
    }
    fn agenda(&self) -> Vec<Appointment> {
        vec![Appointment { at_ms: 0, node: NodeId(0), choice: 0 }]
    }
    fn lies(&self, _from: NodeId, _to: NodeId, message: &bool) -> Vec<Option<bool>> {
        vec![Some(!message)]
    }
}

/// Synchronous toy: flooding the minimum for two rounds, then deciding.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Flood(Vec<u32>);

impl Protocol for Flood {
    type Node = (u32, bool);
    type Message = u32;
    type Timer = u8;
    type Command = ();
    type Fact = Said;
    type Watched = ();

    fn size(&self) -> u8 {
        self.0.len() as u8
    }
    fn delivery(&self) -> Delivery {
        Delivery::Rounds
    }
    fn rounds(&self) -> u32 {
        3
    }
    fn boot(&self, me: NodeId, _fx: &mut Effects<Self>) -> (u32, bool) {
        (self.0[me.index()], false)
    }
    fn handle(&self, me: NodeId, node: &mut (u32, bool), input: Input<Self>, fx: &mut Effects<Self>) {
        match input {
            Input::Turn { round: 3, .. } => node.1 = true,
            Input::Turn { .. } => fx.broadcast((0..self.size()).map(NodeId).filter(|node| *node != me), &node.0),
            Input::Message { message, .. } => node.0 = node.0.min(message),
            Input::Timer(_) | Input::Command(()) => {}
        }
        fx.note(Said("steps"));
    }
    fn wake(&self, _me: NodeId, before: &(u32, bool), _disk: Disk, _fx: &mut Effects<Self>) -> (u32, bool) {
        *before
    }
    fn watch(&self, (): &mut (), _at: NodeId, _fact: &Said) {}
}

fn greetings(timing: Timing) -> Run<Greetings> {
    Run::new(Rc::new(Greetings { nodes: 3, timing }), 7, &[], None)
}

fn sent(from: u8, to: u8, ordinal: u16) -> MessageRef {
    MessageRef { from: NodeId(from), to: NodeId(to), lane: Lane::Sent, ordinal }
}

fn with(act: &[(u32, Act)]) -> Run<Greetings> {
    let log: Vec<Deviation> = act.iter().map(|(event, act)| Deviation { event: *event, act: *act }).collect();
    Run::new(Rc::new(Greetings { nodes: 3, timing: Timing::default() }), 7, &log, None)
}

#[test]
fn the_default_order_runs_to_its_end_and_stays_there() {
    let mut run = greetings(Timing::default());
    // Command, two greetings, two answers, and the timer.
    assert_eq!(run.seek(100), 6);
    assert_eq!(run.end(), Some(Ended::Quiet));
    assert_eq!(run.world().node(NodeId(0)), Some(&2));
}

#[test]
fn a_timer_that_does_not_fire_by_itself_stays_an_offer() {
    let mut run = greetings(Timing { timers_fire: false, ..Timing::default() });
    assert_eq!(run.seek(100), 5);
    assert_eq!(run.world().closed(Act::Fire { node: NodeId(0), timer: 0 }), None);
    assert_eq!(run.world().closed(Act::Fire { node: NodeId(1), timer: 0 }), Some(Need::Armed(NodeId(1), 0)));
}

#[test]
fn seeking_equals_replaying_at_every_event() {
    let timing = Timing { delay_ms_max: 40, loss_percent: 20, duplicate_percent: 30, ..Timing::default() };
    let mut run = greetings(timing);
    let last = run.seek(u32::MAX);
    for event in (0..=last).rev() {
        run.seek(event);
        let mut fresh = greetings(timing);
        fresh.seek(event);
        assert_eq!(run.world().fingerprint(), fresh.world().fingerprint(), "event {event}");
    }
}

#[test]
fn losing_one_message_does_not_reshuffle_the_luck_of_the_others() {
    let timing = Timing { delay_ms_max: 1_000, ..Timing::default() };
    let due = |run: &Run<Greetings>| run.world().find(sent(0, 2, 0)).map(|flight| flight.due);
    let mut calm = greetings(timing);
    calm.seek(1);
    let log = [Deviation { event: 2, act: Act::Lose(sent(0, 1, 0)) }];
    let mut lossy = Run::new(Rc::new(Greetings { nodes: 3, timing }), 7, &log, None);
    lossy.seek(2);
    assert_eq!(due(&calm), due(&lossy));
    assert!(due(&calm).is_some());
}

#[test]
fn a_crash_in_mid_broadcast_withdraws_what_is_not_named() {
    let crash = Act::Crash { node: NodeId(0), reaches: NodeSet::EMPTY.with(NodeId(2)) };
    let mut run = with(&[(2, crash)]);
    run.seek(2);
    let gone: Vec<_> = run.world().step.ended.iter().map(|(flight, ending)| (flight.name.to, *ending)).collect();
    assert_eq!(gone, [(NodeId(1), Ending::Lost(LossCause::SenderCrashed))]);
    run.seek(u32::MAX);
    // What was called back was never sent; the answer arrives at a crashed node and is lost.
    assert_eq!((run.world().counters.sent, run.world().counters.lost), (2, 1));
    assert_eq!(run.world().node(NodeId(2)), Some(&1));
}

#[test]
fn a_crash_calls_nothing_back_of_which_a_copy_has_got_out() {
    let crash = Act::Crash { node: NodeId(0), reaches: NodeSet::EMPTY };
    let mut run = with(&[(2, Act::Duplicate(sent(0, 1, 0))), (3, Act::Deliver(sent(0, 1, 0))), (4, crash)]);
    run.seek(4);
    let gone: Vec<_> = run.world().step.ended.iter().map(|(flight, _)| flight.name.to).collect();
    assert_eq!(gone, [NodeId(2)]);
    run.seek(u32::MAX);
    assert_eq!(run.world().node(NodeId(1)), Some(&2), "both copies arrive");
    assert_eq!((run.world().counters.sent, run.world().counters.duplicated), (3, 1));
    let mut run = with(&[(2, Act::Duplicate(sent(0, 1, 0))), (3, crash)]);
    run.seek(3);
    assert_eq!((run.world().counters.sent, run.world().counters.duplicated, run.world().in_flight()), (0, 0, 0));
}

#[test]
fn what_is_in_flight_when_a_node_wakes_arrives() {
    let crash = Act::Crash { node: NodeId(1), reaches: NodeSet::EMPTY };
    let wake = Act::Wake { node: NodeId(1), disk: Disk::Kept };
    let mut run = with(&[(2, crash), (3, wake)]);
    run.seek(u32::MAX);
    assert_eq!(run.world().node(NodeId(1)), Some(&1));
    assert_eq!(run.world().counters.lost, 0);
}

#[test]
fn a_lost_disk_is_blank_and_a_kept_one_is_not() {
    for (disk, want) in [(Disk::Kept, 1), (Disk::Lost, 0)] {
        let crash = Act::Crash { node: NodeId(1), reaches: (0..3).map(NodeId).collect() };
        let mut run = with(&[(3, crash), (4, Act::Wake { node: NodeId(1), disk })]);
        run.seek(4);
        assert_eq!(run.world().node(NodeId(1)), Some(&want));
    }
}

#[test]
fn a_held_message_arrives_only_after_its_release() {
    let mut run = with(&[(2, Act::Hold(sent(0, 1, 0)))]);
    run.seek(u32::MAX);
    assert_eq!(run.world().in_flight(), 1);
    assert_eq!(run.world().closed(Act::Deliver(sent(0, 1, 0))), Some(Need::NotHeld(sent(0, 1, 0))));
    let last = run.last();
    let mut run = with(&[(2, Act::Hold(sent(0, 1, 0))), (last + 1, Act::Release(sent(0, 1, 0)))]);
    run.seek(u32::MAX);
    assert_eq!(run.world().in_flight(), 0);
}

#[test]
fn a_twin_is_a_message_of_its_own() {
    let mut run = with(&[(2, Act::Duplicate(sent(0, 1, 0)))]);
    run.seek(u32::MAX);
    assert_eq!(run.world().counters.duplicated, 1);
    assert_eq!(run.world().node(NodeId(1)), Some(&2));
}

#[test]
fn a_cut_link_loses_what_arrives_over_it_and_a_healed_one_does_not() {
    let mut cut = with(&[(2, Act::Cut(NodeId(1), NodeId(0)))]);
    cut.seek(u32::MAX);
    assert_eq!(cut.world().counters.lost, 1);
    let mut healed = with(&[(2, Act::Cut(NodeId(1), NodeId(0))), (3, Act::Heal(NodeId(0), NodeId(1)))]);
    healed.seek(u32::MAX);
    assert_eq!(healed.world().counters.lost, 0);
    let mut apart = with(&[(2, Act::Partition(NodeSet::EMPTY.with(NodeId(0)))), (3, Act::HealAll)]);
    apart.seek(2);
    assert_eq!(apart.world().cuts().len(), 2);
    apart.seek(3);
    assert!(apart.world().cuts().is_empty());
}

#[test]
fn a_partition_makes_one_island_of_its_side() {
    let side = |nodes: &[u8]| nodes.iter().map(|node| NodeId(*node)).collect::<NodeSet>();
    let mut run = with(&[(2, Act::Partition(side(&[0]))), (3, Act::Partition(side(&[0, 1])))]);
    run.seek(2);
    assert!(run.world().is_cut(NodeId(0), NodeId(1)));
    run.seek(3);
    let cuts: Vec<_> = run.world().cuts().iter().copied().collect();
    assert_eq!(cuts, [(NodeId(0), NodeId(2)), (NodeId(1), NodeId(2))]);
    assert!(run.world().closed(Act::Partition(side(&[0, 1]))).is_some(), "nothing is left to do");
}

#[test]
fn only_a_traitor_can_lie() {
    let lie = Act::Forge { message: sent(0, 1, 0), choice: 0 };
    let mut run = greetings(Timing::default());
    run.seek(1);
    assert_eq!(run.world().closed(lie), Some(Need::Traitor(NodeId(0))));
    let betray = Act::Betray { node: NodeId(0), since: synod::sim::Since::Now };
    let mut run = with(&[(2, betray), (3, lie)]);
    run.seek(3);
    assert!(run.world().find(sent(0, 1, 0)).is_some_and(|flight| flight.forged && !*flight.message));
}

#[test]
fn an_act_that_is_not_possible_ends_the_run_astray_without_a_panic() {
    let mut run = with(&[(1, Act::Deliver(sent(2, 2, 9)))]);
    assert_eq!(run.seek(10), 0);
    assert_eq!(run.end(), Some(Ended::Astray));
    let mut run = with(&[(50, Act::HealAll)]);
    run.seek(60);
    assert_eq!(run.end(), Some(Ended::Astray));
}

#[test]
fn every_need_that_closes_an_offer_is_false_and_every_open_offer_applies() {
    let mut world = World::new(Rc::new(Greetings { nodes: 3, timing: Timing::default() }), 1);
    for _ in 0..6 {
        let acts = [Act::Deliver(sent(0, 1, 0)), Act::Wake { node: NodeId(0), disk: Disk::Kept }, Act::HealAll, Act::Turn(0)];
        for act in acts {
            match world.closed(act) {
                Some(need) => assert!(!world.met(&need)),
                None => assert!(world.clone().apply(act, true).is_ok()),
            }
        }
        let Some(next) = world.next_default() else { break };
        assert!(world.apply(next, false).is_ok());
    }
}

fn flood(log: &[(u32, Act)]) -> Run<Flood> {
    let log: Vec<Deviation> = log.iter().map(|(event, act)| Deviation { event: *event, act: *act }).collect();
    Run::new(Rc::new(Flood(vec![3, 1, 2])), 7, &log, None)
}

#[test]
fn a_round_is_a_turn_each_and_everything_arrives_when_it_ends() {
    let mut run = flood(&[]);
    run.seek(3);
    assert_eq!((run.world().round(), run.world().in_flight()), (1, 6));
    assert_eq!(run.world().node(NodeId(0)), Some(&(3, false)));
    run.seek(4);
    assert_eq!((run.world().round(), run.world().in_flight()), (2, 2));
    assert_eq!(run.world().node(NodeId(0)), Some(&(1, false)));
    assert_eq!(run.seek(u32::MAX), 9);
    assert!((0..3).all(|node| run.world().node(NodeId(node)) == Some(&(1, true))));
}

#[test]
fn in_rounds_a_crash_in_mid_broadcast_reaches_only_those_named() {
    let crash = Act::Crash { node: NodeId(1), reaches: NodeSet::EMPTY.with(NodeId(2)) };
    let mut run = flood(&[(3, crash)]);
    run.seek(5);
    // P1 has taken its turn before P2 crashed, P3 took its own after; then round 2 begins.
    assert_eq!(run.world().node(NodeId(0)), Some(&(2, false)));
    assert_eq!(run.world().node(NodeId(2)), Some(&(1, false)));
    run.seek(u32::MAX);
    assert_eq!(run.world().node(NodeId(0)), Some(&(1, true)));
}

#[test]
fn in_rounds_no_message_arrives_by_itself() {
    let mut run = flood(&[]);
    run.seek(1);
    assert_eq!(run.world().closed(Act::Deliver(sent(0, 1, 0))), Some(Need::OneByOne));
    assert_eq!(run.world().closed(Act::Turn(0)), Some(Need::TurnDue(0)));
    assert_eq!(run.world().closed(Act::Turn(1)), None);
}
