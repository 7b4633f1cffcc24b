//! Refinement: every edge of the exhibit's search is a step of the published specification or a stutter, and without a
//! guard some edge is neither.

use std::collections::BTreeSet;

use synod::exhibits::paxos::abstraction::{image, sizes};
use synod::exhibits::paxos::guards::{GUARDS, Guard, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::Value;
use synod::explore::models::paxos_set::{Message, Mistake, Mistakes, PaxosSet, Sizes};
use synod::explore::{Budget, Happening, Inquiry, Move, Network, Refined, Row, Space, Timeless, refine, told};
use synod::sim::{Disk, NodeId, NodeSet};

use crate::sizes::paxos;

const P1: NodeId = NodeId(0);

/// What comes of looking at every edge of an inquiry, where the specification has so many ballots and these mistakes. On
/// the way the watcher and the specification must agree on what is chosen.
fn seen_as(inquiry: Inquiry<Paxos>, ids: u8, mistakes: Mistakes, states_max: usize) -> Refined<Move<Paxos>> {
    let protocol = inquiry.protocol.clone();
    let stays = inquiry.network == Network::Set;
    let mut model = PaxosSet::new(Sizes { without: mistakes, ..sizes(&protocol, ids) });
    let mut space = Timeless::new(inquiry);
    let starts = space.starts();
    let look = |space: &Timeless<Paxos>, row: &[u32], model: &PaxosSet| {
        let moment = space.moment(row);
        let image = image(&protocol, &moment, model)?;
        if stays && !mistakes.has(Mistake::Majority) {
            let (chosen, disagrees) = (!moment.watched.chosen.is_empty(), moment.watched.disagrees());
            assert_eq!(model.hits(&image, 0b11), u32::from(disagrees) | u32::from(chosen) << 1, "{moment:?}");
        }
        Some(image)
    };
    refine(&mut space, &starts, &mut model, look, states_max)
}

fn seen(inquiry: Inquiry<Paxos>, ids: u8) -> Refined<Move<Paxos>> {
    seen_as(inquiry, ids, Mistakes::NONE, 1_000_000)
}

/// The exhibit where messages stay for ever, so that what is under way is all that was ever sent.
fn ever_sent(protocol: Paxos) -> Inquiry<Paxos> {
    Inquiry::new(protocol, Network::Set)
}

fn impatient(inquiry: Inquiry<Paxos>, timeouts: u8) -> Inquiry<Paxos> {
    let budget = Budget { timeouts, impatient: NodeSet::EMPTY.with(P1), ..inquiry.budget };
    Inquiry { budget, ..inquiry }
}

/// One of these nodes may crash and wake; the first proposer is asked twice, so that it has something to do when it wakes.
fn rebooting(inquiry: Inquiry<Paxos>, frail: &[u8]) -> Inquiry<Paxos> {
    let frail = frail.iter().map(|node| NodeId(*node)).collect();
    let budget = Budget { crashes: 1, wakes: 1, frail, ..inquiry.budget };
    Inquiry { budget, commands: [vec![(P1, 0), (P1, 1)], inquiry.commands[1..].to_vec()].concat(), ..inquiry }
}

/// Every edge is a step or a stutter; states, images and steps are so many.
fn assert_refines(name: &str, inquiry: Inquiry<Paxos>, ids: u8, counted: (usize, usize, u64)) {
    let refined = seen(inquiry, ids);
    println!("{name}: {refined:?}");
    assert!(refined.holds(), "{name}: {refined:?}");
    assert_eq!((refined.states, refined.images, refined.steps), counted, "{name}");
    assert_eq!(refined.steps + refined.stutters, refined.edges, "{name}");
}

#[test]
fn every_edge_is_a_step_of_the_specification_or_a_stutter() {
    assert_refines("2, 3, 1", ever_sent(paxos(2, 3, 1)), 2, (39_633, 1_777, 53_199));
    let three = Paxos { own: vec![Value(0), Value(1), Value(0)], ..paxos(3, 2, 0) };
    assert_refines("3, 2, 0", ever_sent(three), 3, (5_832, 729, 7_860));
    let tell = Paxos { acceptors_tell: true, ..paxos(2, 2, 1) };
    assert_refines("2, 2, 1, acceptors tell", ever_sent(tell), 2, (1_172, 81, 812));
    let answered = Paxos { refusals_answered: true, ..paxos(2, 1, 1) };
    assert_refines("2, 1, 1, refusals answered", ever_sent(answered), 2, (864, 25, 559));
}

#[test]
fn ids_that_come_of_impatience_are_ballots_like_any_others() {
    assert_refines("1, 3, 0, a timeout", impatient(ever_sent(paxos(1, 3, 0)), 1), 2, (7_289, 1_641, 10_668));
    assert_refines("1, 2, 0, two timeouts", impatient(ever_sent(paxos(1, 2, 0)), 2), 3, (1_278, 585, 1_479));
    assert_refines("2, 2, 0, a timeout", impatient(ever_sent(paxos(2, 2, 0)), 1), 3, (2_772, 657, 3_468));
}

#[test]
fn crashing_and_waking_with_a_disk_are_stutters() {
    assert_refines("1, 3, 0, anybody", rebooting(ever_sent(paxos(1, 3, 0)), &[0, 1, 2, 3]), 2, (16_302, 3_401, 23_040));
    let both = impatient(rebooting(ever_sent(paxos(2, 2, 0)), &[2]), 1);
    assert_refines("2, 2, 0, impatient as well", both, 4, (16_578, 1_077, 18_393));
}

/// What the specification allows besides, the exhibit's proposers never do: where nothing is reported, they propose what
/// their clients asked for. All the rest of it must be the image of something.
#[test]
fn the_images_are_all_states_of_the_specification_in_which_proposers_keep_to_their_clients_values() {
    let mut model = PaxosSet::new(sizes(&paxos(2, 3, 0), 2));
    let (mut waiting, mut met): (Vec<Row>, BTreeSet<Row>) = (model.starts(), model.starts().into_iter().collect());
    while let Some(row) = waiting.pop() {
        let steps = told(&mut model, &row);
        let reasons = |ballot: u8, value: u8| steps.iter().filter(|(step, _)| *step == Message::Propose((ballot, value))).count();
        for (step, after) in &steps {
            // A silent majority is a reason for either value; red was reported where there are more for it than for blue.
            let own = match step {
                Message::Propose((0, value)) => *value == 0,
                Message::Propose((ballot, 0)) => reasons(*ballot, 0) > reasons(*ballot, 1),
                Message::Propose(_) | Message::Prepare(_) | Message::Promise(..) | Message::Accepted(..) => true,
            };
            if own && met.insert(after.clone()) {
                waiting.push(after.clone());
            }
        }
    }
    assert_eq!(seen(ever_sent(paxos(2, 3, 0)), 2).images, met.len());
}

fn without(guard: Guard) -> Paxos {
    Paxos { without: Guards::default().with(guard), ..paxos(2, 3, 0) }
}

/// The same with two acceptors.
fn of_two(guard: Guard) -> Paxos {
    Paxos { acceptors: 2, ..without(guard) }
}

/// What may happen to a configuration.
type May<'a> = &'a dyn Fn(Paxos) -> Inquiry<Paxos>;

/// What the last move of a way is, in a word.
fn kind(step: &Move<Paxos>) -> &'static str {
    match &step.what {
        Happening::Deliver(envelope) => envelope.message.kind(),
        Happening::Command(_) => "command",
        Happening::Fire(..) => "timeout",
        Happening::Crash(..) => "crash",
        Happening::Wake(..) => "wake",
        Happening::Lose(_) | Happening::Duplicate(_) => "mishap",
        Happening::Forge(..) => "lie",
    }
}

/// The length of the way to the first edge that is neither, and what that edge is.
fn stray(refined: &Refined<Move<Paxos>>) -> Option<(usize, &'static str)> {
    let moves = &refined.stray.as_ref()?.moves;
    Some((moves.len(), kind(moves.last()?)))
}

#[test]
fn without_a_guard_that_agreement_needs_some_edge_is_neither_a_step_nor_a_stutter() {
    let plain = |protocol| ever_sent(protocol);
    let late = |protocol| impatient(ever_sent(protocol), 1);
    let known: [(Guard, May<'_>, (usize, &str)); 10] = [
        // It accepts below its promise.
        (Guard::Promise, &plain, (8, "propose")),
        // It proposes its own value although a vote was reported.
        (Guard::Adopt, &plain, (11, "promise")),
        // It proposes after one promise, or after the same one twice.
        (Guard::Majority, &plain, (3, "promise")),
        (Guard::Distinct, &plain, (4, "promise")),
        // It promises, and has promised nothing.
        (Guard::Record, &plain, (2, "prepare")),
        // It accepts, and has not promised what it accepted.
        (Guard::Raise, &plain, (6, "propose")),
        // It proposes the value of the lower of two votes: that takes a third ballot.
        (Guard::Highest, &late, (17, "promise")),
        // It proposes under an id that nobody promised.
        (Guard::Stale, &late, (6, "promise")),
        // It proposes under an id under which it has proposed.
        (Guard::FreshId, &|protocol| rebooting(ever_sent(protocol), &[0]), (10, "promise")),
        // It wakes, and has promised nothing.
        (Guard::Disk, &|protocol| rebooting(ever_sent(protocol), &[2]), (4, "wake")),
    ];
    for (guard, what, way) in known {
        let refined = seen(what(without(guard)), 5);
        assert_eq!((refined.begins, stray(&refined)), (true, Some(way)), "{guard:?}");
        // With the guard put back there is no such edge, as far as this looks.
        let whole = seen_as(what(paxos(2, 3, 0)), 5, Mistakes::NONE, refined.states.clamp(2_000, 5_000));
        assert_eq!(stray(&whole), None, "{guard:?}");
    }
}

/// `votes` is about what a proposer declares, and the specification has no proposers: whatever it counts is a stutter, and
/// nothing else is chosen for it. The others are not missed where what they are for cannot happen.
#[test]
fn without_a_guard_that_agreement_does_not_need_there_every_edge_is_a_step_or_a_stutter() {
    for guard in [Guard::Votes, Guard::Highest] {
        assert_refines(&format!("{guard:?}"), ever_sent(without(guard)), 2, (30_147, 1_777, 43_863));
    }
    for guard in [Guard::Stale, Guard::FreshId, Guard::Disk] {
        assert_refines(&format!("{guard:?}"), ever_sent(of_two(guard)), 2, (324, 81, 372));
    }
    assert_refines("Votes, and a timeout", impatient(ever_sent(of_two(Guard::Votes)), 1), 3, (3_034, 657, 3_837));
    assert_eq!(GUARDS.len(), 11, "each guard is in one of these two tests");
}

#[test]
fn without_a_guard_the_exhibit_is_the_specification_with_the_mistake_of_that_name() {
    let pairs = [(Guard::Adopt, Mistake::Adopt), (Guard::Majority, Mistake::Majority), (Guard::Distinct, Mistake::Distinct)];
    for (guard, mistake) in pairs {
        let right = seen(ever_sent(of_two(guard)), 2);
        let mistaken = seen_as(ever_sent(of_two(guard)), 2, Mistakes::NONE.with(mistake), 1_000_000);
        assert!(right.stray.is_some() && mistaken.holds(), "{guard:?}: {mistaken:?}");
    }
    // Who keeps no record may promise an id twice, with other reports: a ballot of the specification counts both, a proposer
    // of ours the one that came first.
    let twice = seen_as(ever_sent(of_two(Guard::Record)), 2, Mistakes::NONE.with(Mistake::Record), 1_000_000);
    assert_eq!(stray(&twice), Some((12, "promise")));
    // Whoever sticks to its own value has one value a ballot: published are 41 states for each of them.
    let stubborn = seen_as(ever_sent(without(Guard::Adopt)), 2, Mistakes::NONE.with(Mistake::Adopt), 1_000_000);
    assert_eq!((stubborn.holds(), stubborn.images), (true, 41 * 41));
}

#[test]
fn what_the_specification_does_not_know_is_no_step() {
    // Where a message is gone when it has arrived, more was sent than is under way.
    let gone = seen(Inquiry::new(paxos(1, 2, 0), Network::Bag), 1);
    assert_eq!(stray(&gone), Some((3, "promise")));
    let budget = Budget { lies: 1, ..Budget::default() };
    let lied = seen(Inquiry { budget, ..ever_sent(paxos(1, 2, 0)) }, 1);
    assert_eq!(stray(&lied), Some((6, "lie")));
    let rebooted = rebooting(ever_sent(paxos(1, 2, 0)), &[1]);
    let lost = Inquiry { budget: Budget { disks: &[Disk::Lost], ..rebooted.budget }, ..rebooted };
    assert_eq!(stray(&seen(lost, 2)), Some((4, "wake")));
    // The second proposer's id is beyond the only ballot.
    assert_eq!(stray(&seen(ever_sent(paxos(2, 1, 0)), 1)), Some((1, "command")));
}
