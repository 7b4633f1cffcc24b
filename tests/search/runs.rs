//! Whatever is found of the exhibit is a run of it: a page or a command line opens it and sees the same.

use synod::exhibit::explored::Question;
use synod::exhibit::{Knobs, Staged, Verdict};
use synod::exhibits::paxos::PaxosExhibit;
use synod::exhibits::paxos::guards::GUARDS;
use synod::exhibits::{explorable, find};
use synod::explore::{Budget, Limits, Network, Order, Plan};
use synod::sim::{Disk, NodeId, NodeSet};
use synod::text::Locale;

const NOTHING: Budget = Budget {
    losses: 0,
    duplications: 0,
    crashes: 0,
    wakes: 0,
    disks: &[Disk::Kept],
    frail: NodeSet::EMPTY,
    lies: 0,
    liars: NodeSet::EMPTY,
    timeouts: 0,
    impatient: NodeSet::EMPTY,
};

/// Two proposers that ask for red and blue, three acceptors and a learner, where refusals are kept silent.
fn question(guard: &'static str, check: &'static str, network: Network, budget: Budget, order: Order) -> Question {
    let set = [("learners", "1"), ("refusals", "silent"), ("backoff", "off"), ("values", "red,blue")];
    let knobs = set
        .iter()
        .fold(Knobs::defaults(PaxosExhibit::KNOBS), |knobs, (knob, value)| knobs.with(PaxosExhibit::KNOBS, knob, value));
    let limits = Limits { depth: 60, walks: 20_000, ..Limits::default() };
    Question {
        knobs,
        without: vec![guard],
        seed: 7,
        network,
        lossy: false,
        budget,
        checks: vec![check],
        claims: Vec::new(),
        plan: Plan { order, limits, ..Plan::default() },
        traitors: None,
        given: false,
    }
}

#[test]
fn what_is_found_without_each_guard_is_a_run_whose_last_step_breaks_the_check() {
    let late = Budget { timeouts: 1, impatient: NodeSet::EMPTY.with(NodeId(0)), ..NOTHING };
    let acceptors = [2, 3, 4].map(NodeId).into_iter().collect();
    let reboot = Budget { crashes: 1, wakes: 1, frail: acceptors, ..NOTHING };
    let (set, bag, breadth) = (Network::Set, Network::Bag, Order::Breadth);
    let known = [
        ("promise", "agreement", bag, NOTHING, breadth, 14),
        ("adopt", "agreement", bag, NOTHING, breadth, 14),
        ("majority", "agreement", bag, NOTHING, breadth, 10),
        ("distinct", "agreement", set, NOTHING, breadth, 12),
        ("record", "agreement", bag, NOTHING, breadth, 14),
        // Found at random, and made as short as the shortest.
        ("raise", "agreement", bag, late, Order::Walk(1), 20),
        ("highest", "agreement", bag, late, Order::Walk(1), 20),
        ("stale", "agreement", set, late, breadth, 15),
        ("votes", "learned", set, late, breadth, 14),
        ("disk", "agreement", set, reboot, breadth, 16),
    ];
    // A client asks once, so that no proposer has a use for its old id: `fresh-id` is found by `exhibit.rs` alone.
    let named: Vec<&str> = known.iter().map(|(guard, ..)| *guard).collect();
    assert!(GUARDS.iter().all(|(_, spec)| named.contains(&spec.name) || spec.name == "fresh-id"));

    let (searched, opened) = (explorable(), find("paxos").expect("it is in the catalogue"));
    let paxos = searched.iter().find(|one| one.name() == "paxos").expect("it can be searched");
    for (guard, check, network, budget, order, length) in known {
        let mut hunt = paxos.explore(&question(guard, check, network, budget, order)).expect("it can be searched");
        while !hunt.advance(usize::MAX).over {}
        let answers = hunt.answers();
        assert_eq!((answers.len(), answers[0].length), (1, Some(length)), "without {guard}: {:?}", hunt.progress());
        let saved = hunt.run(0).unwrap_or_else(|why| panic!("without {guard}: {why:?}"));
        let mut session = opened.open(&saved).expect("it opens");
        let mut breaks = |event: u32| {
            assert_eq!(session.seek(event), event, "without {guard}");
            session.guarantees(Locale::En).iter().any(|one| one.name == check && one.verdict == Verdict::Broken)
        };
        assert!(breaks(saved.event) && !breaks(saved.event - 1), "without {guard}");
        assert!(saved.event >= length as u32, "without {guard}");
    }
}
