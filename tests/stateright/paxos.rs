//! The exhibit's machine searched twice: sizes that can be searched through, with every guard and without each.

use synod::exhibit::Verdict;
use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::guards::{GUARDS, Guard, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::sim::{Disk, NodeId, NodeSet};

use crate::case::{Case, Found, Judge, Kind, Tally};
use crate::sizes::paxos;
use crate::{model, ours};

const SAFETY: [(&str, Judge<Paxos>); 4] = [
    ("agreement", |sight| Check::Agreement.judge(sight) == Verdict::Broken),
    ("validity", |sight| Check::Validity.judge(sight) == Verdict::Broken),
    ("promises", |sight| Check::Promises.judge(sight) == Verdict::Broken),
    ("learned", |sight| Check::Learned.judge(sight) == Verdict::Broken),
];

fn searched(protocol: Paxos, kind: Kind) -> Case<Paxos> {
    Case { checks: SAFETY.to_vec(), ..Case::new(protocol, kind) }
}

#[test]
fn every_size_has_the_same_states_and_keeps_every_guarantee() {
    // Proposers, acceptors and learners; then unique, generated and levels as a multiset of messages, and as a set.
    let known = [
        ((1, 1, 1), (7, 7, 7), (7, 15, 7)),
        ((1, 2, 1), (19, 27, 11), (19, 71, 11)),
        ((1, 3, 1), (261, 602, 13), (189, 1_262, 13)),
        ((1, 5, 1), (17_493, 69_582, 19), (9_153, 105_962, 19)),
        ((2, 1, 1), (58, 91, 12), (48, 191, 12)),
        ((2, 2, 1), (566, 1_381, 20), (360, 2_651, 20)),
    ];
    for (size, multiset, set) in known {
        assert_same_and_safe(size, Kind::Multiset, multiset);
        assert_same_and_safe(size, Kind::Set, set);
    }
}

#[test]
fn two_proposers_and_three_acceptors_have_the_same_states_in_a_multiset() {
    assert_same_and_safe((2, 3, 1), Kind::Multiset, (181_375, 740_818, 24));
}

#[test]
fn two_proposers_and_three_acceptors_have_the_same_states_in_a_set() {
    assert_same_and_safe((2, 3, 1), Kind::Set, (39_633, 532_177, 24));
}

fn assert_same_and_safe(size: (u8, u8, u8), kind: Kind, (unique, generated, levels): (usize, u64, usize)) {
    let case = searched(paxos(size.0, size.1, size.2), kind);
    let known = Found { tally: Tally { unique, generated, levels }, broken: Vec::new() };
    assert_eq!(model::found(&case), known, "Stateright, {size:?}, {kind:?}");
    assert_eq!(ours::found(&case), known, "ours, {size:?}, {kind:?}");
}

#[test]
fn the_other_ways_to_answer_and_to_tell_have_the_same_states() {
    for (refusals_answered, acceptors_tell) in [(false, true), (true, false), (true, true)] {
        for kind in [Kind::Multiset, Kind::Set] {
            let case = searched(Paxos { refusals_answered, acceptors_tell, ..paxos(1, 2, 1) }, kind);
            assert_same(&with(case, 1, 1), "other ways");
        }
    }
}

#[test]
fn without_a_guard_the_same_states_and_the_same_guarantees_are_left() {
    // What else may happen with a guard taken away (timers, crashes), and what then breaks with two acceptors.
    let known: [(Guard, u8, u8, &[&str]); 11] = [
        (Guard::Promise, 0, 0, &["agreement", "promises"]),
        (Guard::Adopt, 0, 1, &["agreement"]),
        (Guard::Majority, 0, 0, &["learned"]),
        (Guard::Distinct, 0, 1, &[]),
        (Guard::Record, 0, 0, &["agreement", "promises"]),
        (Guard::Raise, 1, 0, &[]),
        (Guard::Highest, 1, 0, &[]),
        (Guard::Stale, 1, 0, &["agreement"]),
        (Guard::Votes, 1, 0, &["learned"]),
        (Guard::FreshId, 0, 1, &[]),
        (Guard::Disk, 0, 1, &["promises"]),
    ];
    assert_eq!(known.map(|(guard, ..)| guard).to_vec(), GUARDS.iter().map(|(guard, _)| *guard).collect::<Vec<_>>());
    for ((guard, timeouts, reboots, broken), (_, spec)) in known.into_iter().zip(GUARDS) {
        for kind in [Kind::Multiset, Kind::Set] {
            let case = with(searched(without(guard, 2, 1), kind), timeouts, reboots);
            assert_eq!(assert_same(&case, spec.name).broken, broken, "without {}, {kind:?}", spec.name);
        }
    }
}

fn assert_same(case: &Case<Paxos>, name: &str) -> Found {
    let (found, ours) = (model::found(case), ours::found(case));
    assert_eq!(ours.broken, found.broken, "{name}, {:?}", case.kind);
    // A reboot is two moves of ours, with states of its own between them.
    assert!(case.reboots_max > 0 || ours.tally == found.tally, "{name}, {:?}: {ours:?}, {found:?}", case.kind);
    found
}

#[test]
fn without_a_guard_three_acceptors_fail_after_equally_many_steps() {
    let shortest = [
        (Guard::Promise, Kind::Multiset, 0, 0, "agreement", 14),
        (Guard::Promise, Kind::Multiset, 0, 0, "promises", 8),
        (Guard::Adopt, Kind::Multiset, 0, 0, "agreement", 14),
        (Guard::Majority, Kind::Multiset, 0, 0, "agreement", 10),
        (Guard::Record, Kind::Multiset, 0, 0, "agreement", 14),
        (Guard::Distinct, Kind::Set, 0, 0, "agreement", 12),
        (Guard::Votes, Kind::Set, 1, 0, "learned", 14),
        (Guard::Disk, Kind::Set, 0, 1, "promises", 4),
    ];
    for (guard, kind, timeouts, reboots, check, steps) in shortest {
        let case = with(searched(without(guard, 3, 0), kind), timeouts, reboots).breaking(check);
        assert_eq!(model::shortest(&case), Some(steps), "Stateright, without {guard:?}, {check}");
        let steps = steps + usize::from(reboots);
        assert_eq!(ours::shortest(&case), Some(steps), "ours, without {guard:?}, {check}");
    }
}

/// Two proposers without a guard.
fn without(guard: Guard, acceptors: u8, learners: u8) -> Paxos {
    Paxos { without: Guards::default().with(guard), ..paxos(2, acceptors, learners) }
}

/// The first proposer may lose patience, and anybody but a learner may crash and find its disk again, so many times.
fn with(case: Case<Paxos>, timeouts_max: u8, reboots_max: u8) -> Case<Paxos> {
    let reboots = (0..case.protocol.proposers + case.protocol.acceptors).map(|node| (NodeId(node), Disk::Kept)).collect();
    Case { timeouts_max, timeouts: NodeSet::EMPTY.with(NodeId(0)), reboots_max, reboots, ..case }
}
