//! The engine against counts that others have published, or that another checker has counted: natively and in a browser.

use synod::explore::models::paxos_actors::PaxosActors;
use synod::explore::models::paxos_set::{MISTAKES, Mistakes, PaxosSet, Sizes};
use synod::explore::{Inquiry, Limits, Network, Search, Timeless};
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// A search of the published specification, through.
pub(crate) fn published(acceptors: u8, values: u8, ballots: u8) -> Search<PaxosSet> {
    Search::new(PaxosSet::new(Sizes::new(acceptors, values, ballots)), Limits::default()).finished()
}

#[test]
fn the_published_specification_has_the_published_numbers_of_states() {
    // (acceptors, values, ballots), distinct, generated, levels.
    let known =
        [((1, 1, 2), 25, 82, 9), ((2, 2, 2), 145, 611, 13), ((3, 1, 2), 1_681, 9_903, 17), ((3, 2, 2), 3_921, 23_563, 17)];
    for ((acceptors, values, ballots), distinct, generated, levels) in known {
        let search = published(acceptors, values, ballots);
        println!("{acceptors}/{values}/{ballots}: {} distinct, {} generated", search.distinct(), search.generated());
        assert_eq!((search.distinct(), search.generated(), search.levels().len()), (distinct, generated, levels));
        assert_eq!((search.has_found(0), search.limit()), (false, None));
    }
}

#[test]
fn the_published_specification_has_the_published_profile_of_levels() {
    let profile = [1, 2, 7, 12, 29, 72, 139, 234, 341, 464, 646, 780, 670, 372, 126, 24, 2];
    assert_eq!(published(3, 2, 2).levels(), profile);
}

#[test]
fn with_one_value_the_ballots_of_the_specification_are_independent() {
    let [one, two, three] = [1, 2, 3].map(|ballots| published(1, 1, ballots).distinct());
    assert_eq!((two, three), (one * one, one * one * one));
}

#[test]
fn the_published_actors_have_the_published_numbers_of_states() {
    // Clients, distinct, generated, levels: from the published example, without duplication or order.
    for (clients, distinct, generated, levels) in [(1, 265, 482, 14), (2, 16_668, 32_971, 21)] {
        let search =
            Search::new(Timeless::new(Inquiry::new(PaxosActors { clients }, Network::Bag)), Limits::default()).finished();
        println!("{clients} clients: {} distinct, {} generated", search.distinct(), search.generated());
        assert_eq!((search.distinct(), search.generated(), search.levels().len()), (distinct, generated, levels));
    }
}

#[test]
fn each_network_of_the_actors_has_the_states_that_an_independent_checker_counts() {
    // Clients, network, lossy, distinct, generated, levels: counted by Stateright around the same handlers.
    let known = [
        (1, Network::Bag, true, 2_378, 8_197, 15),
        (1, Network::Set, false, 265, 756, 14),
        (1, Network::Doubling, false, 265, 756, 14),
        (1, Network::Ordered, false, 237, 512, 15),
        (1, Network::Ordered, true, 1_150, 3_779, 15),
        (2, Network::Set, false, 16_355, 51_149, 21),
        (2, Network::Ordered, false, 33_328, 110_216, 25),
        (2, Network::Ordered, true, 194_120, 1_031_889, 25),
    ];
    for (clients, network, lossy, distinct, generated, levels) in known {
        let inquiry = Inquiry { lossy, ..Inquiry::new(PaxosActors { clients }, network) };
        let search = Search::new(Timeless::new(inquiry), Limits::default()).finished();
        let counted = (search.distinct(), search.generated(), search.levels().len());
        assert_eq!(counted, (distinct, generated, levels), "{clients} {network:?} {lossy}");
    }
}

#[test]
fn a_set_that_loses_nothing_has_no_losses_to_tell() {
    let lossy = |lossy: bool| Inquiry { lossy, ..Inquiry::new(PaxosActors { clients: 1 }, Network::Set) };
    let counts = [false, true].map(|it| Search::new(Timeless::new(lossy(it)), Limits::default()).finished().generated());
    assert_eq!(counts[0], counts[1]);
}

#[test]
fn each_planted_mistake_is_found_at_its_published_length_and_no_other() {
    let known = [
        ("majority", 8),
        ("one-value", 9),
        ("distinct", 10),
        ("promise", 12),
        ("record", 12),
        ("adopt", 12),
        ("again", 0),
        ("equal", 0),
    ];
    for ((name, mistake), (known, length)) in MISTAKES.into_iter().zip(known) {
        let sizes = Sizes { without: Mistakes::NONE.with(mistake), ..Sizes::new(3, 2, 2) };
        let mut search = Search::new(PaxosSet::new(sizes), Limits::default()).finished();
        let found = search.witness(0).map_or(0, |witness| witness.moves.len());
        println!("without {name}: {} distinct, agreement broken after {found}", search.distinct());
        assert_eq!((name, found, search.limit()), (known, length, None));
        // Accepting in higher ballots only is safe, and nothing is ever chosen.
        assert_eq!(search.has_found(1), name != "equal", "{name}");
    }
}

#[test]
fn the_shortest_ways_of_the_specification_have_their_published_lengths() {
    let mut search = published(3, 2, 2);
    let lengths = [1, 2, 3].map(|aim| search.witness(aim).map(|witness| witness.moves.len()));
    assert_eq!(lengths, [Some(6), Some(9), Some(10)]);
}

#[test]
fn names_that_do_not_count_leave_the_published_number_of_states() {
    let search = Search::new(PaxosSet::alike(Sizes::new(3, 2, 2), true), Limits::default()).finished();
    assert_eq!((search.distinct(), search.has_found(0), search.levels().len()), (443, false, 17));
    for (name, mistake) in MISTAKES {
        let sizes = Sizes { without: Mistakes::NONE.with(mistake), ..Sizes::new(3, 2, 2) };
        let lengths = [false, true].map(|symmetric| {
            let mut search = Search::new(PaxosSet::alike(sizes, symmetric), Limits::default()).finished();
            [0, 1, 2, 3].map(|aim| search.witness(aim).map(|witness| witness.moves.len()))
        });
        assert_eq!(lengths[0], lengths[1], "{name}");
    }
}
