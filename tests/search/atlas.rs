//! The state graph of an exhibit: every state's run ends in that state, and a run is found where it is, or nowhere.

use synod::exhibit::explored::{Atlas, DRAWN_MAX, Explorable, Question, Spot, Unshown};
use synod::exhibit::{Knobs, Saved, Verdict};
use synod::exhibits::{catalogue, explorable};
use synod::explore::{Budget, Network, Plan, Region};
use synod::sim::{Act, Deviation, Lane, MessageRef, NodeId, NodeSet};
use synod::text::Locale;

fn paxos() -> &'static dyn Explorable {
    explorable().iter().copied().find(|exhibit| exhibit.name() == "paxos").expect("it can be searched")
}

fn knobs(set: &[(&str, &str)]) -> Knobs {
    let specs = catalogue()[0].knobs();
    set.iter().fold(Knobs::defaults(specs), |knobs, (name, to)| knobs.with(specs, name, to))
}

fn asking(set: &[(&str, &str)], network: Network, budget: Budget) -> Question {
    let (checks, claims, plan) = (Vec::new(), Vec::new(), Plan::default());
    let (given, traitors) = (false, None);
    Question {
        knobs: knobs(set),
        without: Vec::new(),
        seed: 1,
        network,
        lossy: false,
        budget,
        checks,
        claims,
        plan,
        given,
        traitors,
    }
}

/// The run that nobody touches, but for these acts.
fn run(question: &Question, acts: &[(u32, Act)]) -> Saved {
    let acts = acts.iter().map(|(event, act)| Deviation { event: *event, act: *act }).collect();
    let (knobs, without) = (question.knobs.clone(), question.without.clone());
    Saved { exhibit: "paxos", scenario: "nobody-fails", knobs, without, seed: 1, acts, stops: None, event: 0 }
}

fn atlas(question: &Question, acts: &[(u32, Act)]) -> Atlas {
    paxos().atlas(question, &run(question, acts)).expect("it can be drawn")
}

/// The last frame of a run as its page tells it: which guarantees are broken, and whether a value is chosen.
fn ends(saved: &Saved) -> Vec<&'static str> {
    let session = catalogue()[0].open(saved).expect("it opens");
    assert_eq!(session.saved().event, saved.event);
    session.guarantees(Locale::En).into_iter().filter(|one| one.verdict == Verdict::Broken).map(|one| one.name).collect()
}

/// Every state's run ends in that state; how many states are in the middle of sending, which no run stops in.
fn assert_every_run_ends_in_its_state(name: &str, question: &Question) -> usize {
    let whole = atlas(question, &[]);
    assert_eq!(whole.more, None, "{name}");
    let mut broken = Vec::new();
    let mut between = 0;
    for (state, spot) in (0..).zip(&whole.states) {
        let saved = match paxos().run_to(question, state) {
            Ok(saved) => saved,
            Err(unshown) => panic!("{name}: no run to {state}: {unshown:?}"),
        };
        let named: Vec<&str> =
            whole.checks.iter().enumerate().filter(|(at, _)| spot.broken >> at & 1 == 1).map(|(_, name)| &name[..]).collect();
        assert_eq!(ends(&saved), named, "{name}: {state}");
        broken.extend(named.into_iter().map(str::to_owned));
        let trail = paxos().atlas(question, &saved).expect("it can be drawn").trail;
        let there = trail.states.last() == Some(&state) && !trail.leaves;
        between += usize::from(!there);
    }
    println!("{name}: {} states, {between} in the middle of sending", whole.states.len());
    between
}

#[test]
fn the_run_to_every_state_ends_in_it() {
    let none = Budget::default();
    for (name, network) in Network::ALL {
        // Where messages stay there are many more states.
        let two = &[("proposers", if network.stays() { "1" } else { "2" }), ("acceptors", "1")];
        assert_eq!(assert_every_run_ends_in_its_state(name, &asking(two, network, none)), 0);
    }
    let small = &[("proposers", "1"), ("acceptors", "2")];
    assert_eq!(assert_every_run_ends_in_its_state("a loss", &asking(small, Network::Bag, Budget { losses: 1, ..none })), 0);
    let least = &[("proposers", "1"), ("acceptors", "1")];
    for budget in [Budget { duplications: 1, ..none }, Budget { timeouts: 1, ..none }, Budget { lies: 1, ..none }] {
        assert_eq!(assert_every_run_ends_in_its_state("faults", &asking(least, Network::Bag, budget)), 0);
    }
    let crash = asking(small, Network::Bag, Budget { crashes: 1, wakes: 1, ..none });
    assert!(assert_every_run_ends_in_its_state("a crash", &crash) > 0);
    assert_eq!(paxos().run_to(&crash, 1 << 30), Err(Unshown::Nothing));
}

#[test]
fn what_is_chosen_is_decided_and_two_proposers_may_still_choose_either() {
    let regions = |set: &[(&str, &str)], network| {
        let mut all: Vec<Region> = atlas(&asking(set, network, Budget::default()), &[]).states.iter().map(Spot::region).collect();
        let first = all[0];
        all.sort();
        all.dedup();
        (first, all)
    };
    let one = regions(&[("proposers", "1"), ("acceptors", "3")], Network::Bag);
    assert_eq!(one, (Region::Bound(0), vec![Region::Settled(0), Region::Bound(0)]));
    let (first, two) = regions(&[("proposers", "2"), ("acceptors", "2")], Network::Bag);
    assert_eq!(first, Region::Undecided);
    let every = [0, 1].map(Region::Settled).into_iter().chain([0, 1].map(Region::Bound));
    assert_eq!(two, every.chain([Region::Undecided]).collect::<Vec<_>>());
    let budget = Budget { losses: 1, ..Budget::default() };
    let lossy = atlas(&asking(&[("proposers", "1"), ("acceptors", "1")], Network::Bag, budget), &[]);
    let at = |region: Region| lossy.states.iter().position(|spot| spot.region() == region);
    assert!(at(Region::Bound(0)) == Some(0) && at(Region::Never) > at(Region::Bound(0)), "a lost prepare is the end of it");
}

const P1: NodeId = NodeId(0);
const A1: NodeId = NodeId(1);
const TO_A1: MessageRef = MessageRef { from: P1, to: A1, lane: Lane::Sent, ordinal: 0 };
const ONE: &[(&str, &str)] = &[("proposers", "1"), ("acceptors", "3")];

#[test]
fn a_run_is_followed_event_by_event_until_it_does_what_was_not_asked_for() {
    let none = Budget::default();
    let whole = atlas(&asking(ONE, Network::Bag, none), &[]);
    assert!(!whole.trail.leaves);
    assert_eq!((whole.trail.states[0], whole.trail.states.len()), (0, 15), "a frame each");
    let last = whole.trail.states.last().map(|last| whole.states[*last as usize].region());
    assert_eq!(last, Some(Region::Settled(0)));
    // Each event is one of the steps, or none that the search knows of.
    for pair in whole.trail.states.windows(2) {
        assert!(pair[0] == pair[1] || whole.states[pair[0] as usize].edges.iter().any(|edge| edge.to == pair[1]), "{pair:?}");
    }
    let lost = [(2, Act::Lose(TO_A1))];
    let trail = atlas(&asking(ONE, Network::Bag, none), &lost).trail;
    assert_eq!((trail.states.len(), trail.leaves), (2, true));
    let trail = atlas(&asking(ONE, Network::Bag, Budget { losses: 1, ..none }), &lost).trail;
    assert!(!trail.leaves && trail.states.len() > 10);
    let held = [(2, Act::Hold(TO_A1)), (3, Act::Release(TO_A1)), (4, Act::Cut(P1, A1))];
    let trail = atlas(&asking(ONE, Network::Bag, none), &held).trail;
    assert_eq!(trail.states[1..5].iter().collect::<std::collections::BTreeSet<_>>().len(), 1, "nothing that makes a difference");
}

#[test]
fn a_crash_in_the_middle_of_sending_is_followed_and_one_too_many_is_not() {
    let crash = |reaches: NodeSet| [(2, Act::Crash { node: P1, reaches })];
    let some = NodeSet::EMPTY.with(A1);
    let asked = asking(&[("proposers", "1"), ("acceptors", "2")], Network::Bag, Budget { crashes: 1, ..Budget::default() });
    for reaches in [NodeSet::EMPTY, some, NodeSet(7)] {
        let trail = atlas(&asked, &crash(reaches)).trail;
        assert!(!trail.leaves && trail.states.len() > 2, "{reaches:?}: {trail:?}");
    }
    let none = asking(&[("proposers", "1"), ("acceptors", "2")], Network::Bag, Budget::default());
    assert!(atlas(&none, &crash(some)).trail.leaves);
}

#[test]
fn with_other_settings_or_guards_a_run_is_nowhere() {
    let asked = asking(ONE, Network::Bag, Budget::default());
    let other = Question { without: vec!["promise"], ..asked.clone() };
    let nowhere = paxos().atlas(&asked, &run(&other, &[])).expect("it can be drawn").trail;
    assert!(nowhere.states.is_empty() && nowhere.leaves);
}

#[test]
fn of_too_many_states_the_first_levels_are_drawn_and_smaller_settings_named() {
    let cut = atlas(&asking(&[], Network::Bag, Budget::default()), &[]);
    assert!(cut.states.len() <= DRAWN_MAX && cut.states.len() > DRAWN_MAX / 4);
    assert_eq!(cut.more, Some((100_000, true)));
    let (small, states) = cut.small.expect("something fits");
    assert_eq!((small.number("proposers"), small.number("acceptors"), states), (2, 2, 824));
    assert!(cut.states.iter().any(|spot| spot.region() == Region::Undecided));
    assert!(cut.states.iter().any(|spot| spot.region() == Region::Unknown));
}
