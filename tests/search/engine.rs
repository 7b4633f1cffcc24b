//! The engine by itself: orders, threads, limits, and what a run should come through.

use synod::exhibit::Verdict;
use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::guards::Guard;
use synod::exhibits::paxos::machine::Paxos;
use synod::explore::models::paxos_actors::PaxosActors;
use synod::explore::models::paxos_set::{MISTAKES, Mistake, Mistakes, PaxosSet, Sizes};
use synod::explore::{Aim, Inquiry, Limit, Limits, Network, Order, Plan, Search, Space, Timeless, replay};
use synod::sim::Sight;

use crate::exhibit::broken;
use crate::published::published;
use crate::sizes::paxos;

#[test]
fn a_search_in_slices_counts_what_a_search_at_once_counts() {
    let whole = published(3, 2, 2);
    let mut slices = Search::new(PaxosSet::new(Sizes::new(3, 2, 2)), Limits::default());
    while slices.advance(100) {}
    assert_eq!((slices.distinct(), slices.generated(), slices.levels()), (whole.distinct(), whole.generated(), whole.levels()));
}

#[test]
fn a_search_that_meets_a_limit_says_so() {
    let space = || PaxosSet::new(Sizes::new(3, 2, 2));
    let few = Search::new(space(), Limits { states: 100, ..Limits::default() }).finished();
    assert_eq!((few.limit(), few.distinct()), (Some(Limit::States), 100));
    let near = Search::new(space(), Limits { depth: 4, ..Limits::default() }).finished();
    assert_eq!((near.limit(), near.levels()), (Some(Limit::Depth), vec![1, 2, 7, 12, 29]));
    let exact = Search::new(space(), Limits { states: 3_921, depth: 16, ..Limits::default() }).finished();
    assert_eq!((exact.limit(), exact.distinct()), (None, 3_921));
}

/// Everything that a search has to tell.
fn account<S: Space<Move: PartialEq + std::fmt::Debug>>(space: S, plan: Plan) -> impl PartialEq + std::fmt::Debug {
    let mut search = Search::planned(space, plan).finished();
    let aims = 0..search.space().aims().len();
    let witnesses: Vec<_> = aims.map(|aim| search.witness(aim)).collect();
    (search.distinct(), search.generated(), search.levels(), search.limit(), search.progress().ends, witnesses)
}

#[test]
fn any_number_of_threads_gives_the_same_counts_and_the_same_witnesses() {
    let plan =
        |threads: usize, states: usize| Plan { threads, limits: Limits { states, ..Limits::default() }, ..Plan::default() };
    for states in [1, 2, 1_000, 12_345, 4_000_000] {
        let set = |threads| {
            let sizes = Sizes { without: Mistakes::NONE.with(Mistake::Adopt), ..Sizes::new(3, 2, 2) };
            account(PaxosSet::new(sizes), plan(threads, states))
        };
        let actors =
            |threads| account(Timeless::new(Inquiry::new(PaxosActors { clients: 2 }, Network::Bag)), plan(threads, states));
        let paxos =
            |threads| account(Timeless::new(broken(Guard::Promise, Network::Bag, Check::Agreement)), plan(threads, states));
        for threads in [2, 3, 7] {
            assert_eq!(set(1), set(threads), "{states} states, {threads} threads");
            assert_eq!(actors(1), actors(threads), "{states} states, {threads} threads");
            assert_eq!(paxos(1), paxos(threads), "{states} states, {threads} threads");
        }
    }
}

#[test]
fn by_depth_the_same_states_are_met_as_by_levels() {
    let plan = |order: Order| Plan { order, ..Plan::default() };
    for clients in [1, 2] {
        let count = |order| {
            let search =
                Search::planned(Timeless::new(Inquiry::new(PaxosActors { clients }, Network::Bag)), plan(order)).finished();
            (search.distinct(), search.generated(), search.progress().ends, search.limit())
        };
        assert_eq!(count(Order::Breadth), count(Order::Depth));
    }
    for (name, mistake) in MISTAKES {
        let sizes = Sizes { without: Mistakes::NONE.with(mistake), ..Sizes::new(3, 2, 2) };
        let found = |order| Search::planned(PaxosSet::new(sizes), plan(order)).finished().has_found(0);
        assert_eq!(found(Order::Breadth), found(Order::Depth), "{name}");
    }
}

#[test]
fn what_is_found_by_depth_or_at_random_is_a_way_that_can_be_gone() {
    let sizes = Sizes { without: Mistakes::NONE.with(Mistake::Majority), ..Sizes::new(3, 2, 2) };
    for order in [Order::Depth, Order::Walk(7), Order::Walk(8)] {
        let mut search = Search::planned(PaxosSet::new(sizes), Plan { order, ..Plan::default() }).finished();
        let witness = search.witness(0).unwrap_or_else(|| panic!("{order:?} finds nothing"));
        let mut space = search.into_space();
        let end = replay(&mut space, &witness).expect("it can be gone");
        assert_eq!(space.hits(&end, 1), 1, "{order:?}");
    }
    let walk = |seed| {
        let limits = Limits { walks: 50, ..Limits::default() };
        account(PaxosSet::new(Sizes::new(3, 2, 2)), Plan { order: Order::Walk(seed), limits, ..Plan::default() })
    };
    assert_eq!(walk(1), walk(1));
    let sampled = Search::planned(
        PaxosSet::new(Sizes { without: Mistakes::NONE.with(Mistake::Equal), ..Sizes::new(3, 2, 2) }),
        Plan { order: Order::Walk(1), limits: Limits { walks: 20, depth: 40, ..Limits::default() }, ..Plan::default() },
    );
    let sampled = sampled.finished();
    assert_eq!((sampled.has_found(0), sampled.limit()), (false, Some(Limit::Sampled)));
}

#[test]
fn what_every_run_should_come_through_is_broken_by_the_runs_that_end_without_it() {
    let terminates = |lossy: bool| {
        let judge = |sight: &Sight<'_, Paxos>| Check::Termination.judge(sight) == Verdict::Holds;
        Inquiry { lossy, ..Inquiry::new(paxos(1, 3, 1), Network::Bag).asking(Aim::eventually("termination"), judge) }
    };
    for (lossy, broken) in [(false, false), (true, true)] {
        for order in [Order::Breadth, Order::Depth] {
            let plan = Plan { order, until: Some(0), ..Plan::default() };
            let mut search = Search::planned(Timeless::new(terminates(lossy)), plan).finished();
            assert_eq!((search.has_found(0), search.limit()), (broken, None), "lossy {lossy}, {order:?}");
            assert_eq!(search.witness(0).is_some(), broken);
        }
    }
}

#[test]
fn a_search_can_be_stopped_and_limited_at_any_point() {
    for states in 1..200 {
        let mut search = Search::new(Timeless::new(Inquiry::new(PaxosActors { clients: 1 }, Network::Bag)), Limits::default());
        search.advance(states);
        let (distinct, over) = (search.distinct(), search.progress().over);
        search.stop(Limit::Cancelled);
        assert!(!search.advance(usize::MAX) && search.distinct() == distinct);
        assert_eq!(search.limit(), (!over).then_some(Limit::Cancelled));
        let limits = Limits { states, ..Limits::default() };
        let search = Search::new(Timeless::new(Inquiry::new(PaxosActors { clients: 1 }, Network::Bag)), limits).finished();
        assert_eq!((search.distinct(), search.limit()), (states, Some(Limit::States)));
        assert_eq!(search.levels().iter().sum::<u64>(), states as u64);
    }
    let limits = Limits { bytes: 2_000_000, ..Limits::default() };
    let search = Search::new(Timeless::new(Inquiry::new(PaxosActors { clients: 2 }, Network::Bag)), limits).finished();
    assert_eq!(search.limit(), Some(Limit::Bytes));
}
