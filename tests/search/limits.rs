//! Limits and stops: each is honoured in every order, told by its name, and never mistaken for an answer.

use synod::explore::models::paxos_actors::PaxosActors;
use synod::explore::models::paxos_set::{PaxosSet, Sizes};
use synod::explore::{Aim, Inquiry, Limit, Limits, Network, Order, Outcome, Plan, Quest, Search, Searching, Timeless};

use crate::countdown::Countdown;

const ORDERS: [Order; 3] = [Order::Breadth, Order::Depth, Order::Walk(3)];

fn actors(clients: u8) -> Timeless<PaxosActors> {
    Timeless::new(PaxosActors::asking(Inquiry::new(PaxosActors { clients }, Network::Bag)))
}

fn limited(order: Order, limits: Limits) -> Plan {
    Plan { order, limits, ..Plan::default() }
}

#[test]
fn no_order_holds_more_bytes_than_it_may() {
    for order in ORDERS {
        let limits = Limits { bytes: 2_000_000, walks: u32::MAX, ..Limits::default() };
        let search =
            Search::planned(Timeless::new(Inquiry::new(PaxosActors { clients: 3 }, Network::Bag)), limited(order, limits));
        let search = search.finished();
        let progress = search.progress();
        println!("{order:?}: {} bytes, {} states", progress.bytes, progress.distinct);
        assert_eq!((search.limit(), progress.limit), (Some(Limit::Bytes), Some(Limit::Bytes)), "{order:?}");
        // Tables double as they grow, and a batch of a level is not looked at between its states.
        assert!(progress.bytes < 3 * limits.bytes, "{order:?}: {} bytes", progress.bytes);
    }
}

#[test]
fn no_order_keeps_more_states_than_it_may() {
    for (order, states) in ORDERS.into_iter().flat_map(|order| [1, 2, 10, 100].map(|states| (order, states))) {
        let limits = Limits { states, ..Limits::default() };
        let search = Search::planned(PaxosSet::new(Sizes::new(3, 2, 2)), limited(order, limits)).finished();
        assert_eq!((search.limit(), search.distinct()), (Some(Limit::States), states), "{order:?}");
    }
}

#[test]
fn the_last_level_is_looked_at_to_its_end() {
    let whole = Search::new(PaxosSet::new(Sizes::new(3, 2, 2)), Limits::default()).finished();
    let levels = whole.levels();
    for depth in 0..=levels.len() as u32 {
        let limits = Limits { depth, ..Limits::default() };
        let search = Search::new(PaxosSet::new(Sizes::new(3, 2, 2)), limits).finished();
        let there = levels.len().min(depth as usize + 1);
        let cut = (there < levels.len()).then_some(Limit::Depth);
        assert_eq!((search.levels(), search.limit()), (levels[..there].to_vec(), cut), "depth {depth}");
        // Every step out of the last level was made, though none of them was kept: as many as a search makes that is
        // stopped when it has looked at all of these states and at nothing else.
        let mut begun = Search::new(PaxosSet::new(Sizes::new(3, 2, 2)), Limits::default());
        begun.advance(levels[..there].iter().sum::<u64>() as usize);
        assert_eq!((search.generated(), search.progress().ends), (begun.generated(), begun.progress().ends), "depth {depth}");
        for threads in [2, 3] {
            let plan = Plan { threads, limits, ..Plan::default() };
            let many = Search::planned(PaxosSet::new(Sizes::new(3, 2, 2)), plan).finished();
            assert_eq!((many.generated(), many.limit()), (search.generated(), search.limit()), "depth {depth}");
        }
    }
}

#[test]
fn an_end_in_the_last_level_is_found_behind_a_state_that_goes_on() {
    // Of the two states of the first level one goes on, the other ends.
    let plan = Plan { until: Some(0), ..limited(Order::Breadth, Limits { depth: 1, ..Limits::default() }) };
    let inquiry = Countdown::inquiry().asking(Aim::eventually("through"), |sight| *sight.nodes[0] == 9);
    let mut search = Search::planned(Timeless::new(inquiry), plan).finished();
    assert_eq!(search.witness(0).map(|witness| witness.moves.len()), Some(1));
}

/// What a quest says of its aims while it is not through.
fn assert_claims_nothing<Q: Quest>(quest: &mut Q, name: &str) {
    for answer in quest.answers() {
        assert!(!matches!(answer.outcome, Outcome::Holds | Outcome::Never), "{name}: {answer:?}");
    }
}

#[test]
fn stopped_after_any_number_of_states_a_search_has_counted_a_part_and_claims_nothing() {
    for order in ORDERS {
        let quest = || Searching::new(|| actors(1), limited(order, Limits { walks: 20, ..Limits::default() }));
        let mut whole = quest();
        while !whole.advance(usize::MAX).over {}
        let (all, levels) = (whole.progress(), whole.levels());
        let mut before = 0;
        for states in 0..400 {
            let name = format!("{order:?}, {states} states");
            let mut part = quest();
            if states > 0 {
                part.advance(states);
            }
            let over = part.progress().over;
            part.stop(Limit::Cancelled);
            let progress = part.progress();
            assert!(progress.over && progress.distinct <= all.distinct && progress.generated <= all.generated, "{name}");
            assert!(progress.distinct >= before, "{name}");
            before = progress.distinct;
            if over {
                assert_eq!((progress, part.levels()), (all, levels.clone()), "{name}: stopped when it was over");
                continue;
            }
            assert_eq!((progress.limit, progress.complete), (Some(Limit::Cancelled), false), "{name}");
            assert_claims_nothing(&mut part, &name);
            let mine = part.levels();
            let full = mine.len().saturating_sub(1);
            assert_eq!(mine[..full], levels[..full], "{name}");
            assert!(mine.last().is_none_or(|last| *last <= levels[full]), "{name}");
            assert!(part.advance(usize::MAX) == progress, "{name}: it went on");
        }
    }
}

#[test]
fn only_a_search_that_has_looked_at_everything_is_complete() {
    let found = |aim: fn(&u8) -> bool| {
        let inquiry = Countdown::inquiry().asking(Aim::sometimes("there"), move |sight| aim(sight.nodes[0]));
        move |order| {
            let inquiry = inquiry.clone();
            let mut quest = Searching::new(move || Timeless::new(inquiry.clone()), limited(order, Limits::default()));
            assert!(!quest.progress().complete, "at its start");
            while !quest.advance(1).over {
                assert!(!quest.progress().complete, "on its way");
            }
            (quest.progress().complete, quest.progress().limit)
        }
    };
    for order in [Order::Breadth, Order::Depth] {
        assert_eq!(found(|node| *node == 5)(order), (true, None), "{order:?}: never so");
        assert_eq!(found(|node| *node == 1)(order), (false, None), "{order:?}: found, and more to see");
    }
    assert_eq!(found(|node| *node == 5)(Order::Walk(1)), (false, Some(Limit::Sampled)));
}

#[test]
fn a_limit_of_the_search_for_an_end_is_told_too() {
    // All states of the first search, but not all of the second: its states are looked at in another order.
    let inquiry = Countdown::inquiry().asking(Aim::eventually("through"), |sight| *sight.nodes[0] >= 2);
    let mut quest = Searching::new(move || Timeless::new(inquiry.clone()), Plan::default());
    let mut slices = 0;
    while !quest.advance(1).over {
        slices += 1;
        if slices == 2 {
            quest.stop(Limit::Time);
        }
    }
    assert_eq!(quest.progress().limit, Some(Limit::Time));
    assert_claims_nothing(&mut quest, "stopped");
}
