//! What holds of every search, whatever is searched: of graphs, whose answers are worked out from the definition, of the
//! exhibit with anything taken away and anything happening to it, and of the published specification with any mistakes.

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use synod::exhibit::Verdict;
use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::guards::{GUARDS, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::explore::models::paxos_set::{MISTAKES, Mistakes, PaxosSet, Sizes};
use synod::explore::{
    Aim, Answer, Budget, Inquiry, Limit, Limits, Network, Order, Plan, Progress, Quest, Search, Searching, Space, Timeless,
    Witness, apply, minimised, replay,
};
use synod::sim::{NodeId, NodeSet, Sight};

use crate::graphs::{AIMS, Graph, graph};
use crate::sizes::paxos;

const BAD: usize = 1;
const GOOD: usize = 2;
const THROUGH: usize = 3;

fn in_order(order: Order, until: Option<usize>) -> Plan {
    Plan { order, until, limits: Limits { walks: 20, depth: 200, states: 12_000, ..Limits::default() }, ..Plan::default() }
}

/// A way that can be gone to where something is found and not before, and none of whose moves can be left out.
fn assert_shows<S: Space<Move: PartialEq + std::fmt::Debug>>(space: &mut S, aim: usize, witness: &Witness<S::Move>) -> usize {
    let hits = |space: &mut S, moves: &[S::Move]| {
        let moves = moves.to_vec();
        let end = replay(space, &Witness { start: witness.start, moves });
        end.map(|end| space.hits(&end, 1 << aim) != 0)
    };
    assert_eq!(hits(space, &witness.moves), Some(true), "it shows nothing: {witness:?}");
    let least = minimised(space, aim, witness.clone());
    assert!(least.start == witness.start && least.moves.len() <= witness.moves.len());
    assert_eq!(hits(space, &least.moves), Some(true), "made shorter, it shows nothing: {least:?}");
    for left_out in 0..least.moves.len() {
        let fewer = [&least.moves[..left_out], &least.moves[left_out + 1..]].concat();
        assert_ne!(hits(space, &fewer), Some(true), "{left_out} of it can be left out: {least:?}");
    }
    least.moves.len()
}

/// What a search counts, and whether it found each aim.
type Counts = (usize, u64, u64, Vec<bool>);

fn counts<S: Space>(search: &Search<S>) -> Counts {
    let found = (0..search.space().aims().len()).map(|aim| search.has_found(aim)).collect();
    (search.distinct(), search.generated(), search.progress().ends, found)
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(2026), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn by_levels_and_by_depth_a_graph_is_searched_as_it_is_defined(graph in graph(12)) {
        let far = graph.distances(|_| true);
        let out = |node: &u32| graph.edges[*node as usize].len();
        let generated = graph.starts.len() + far.keys().map(out).sum::<usize>();
        let ends = far.keys().filter(|node| out(node) == 0).count() as u64;
        let nearest = |aim: usize| far.iter().filter(|(node, _)| graph.marks[**node as usize] >> aim & 1 == 1).map(|(_, at)| *at).min();
        let mut levels = vec![0; far.values().max().map_or(0, |most| most + 1)];
        for at in far.values() {
            levels[*at] += 1;
        }
        for order in [Order::Breadth, Order::Depth] {
            let mut search = Search::planned(graph.clone(), in_order(order, None)).finished();
            let found = [None, nearest(BAD), nearest(GOOD), None].map(|at| at.is_some()).to_vec();
            prop_assert_eq!(counts(&search), (far.len(), generated as u64, ends, found));
            prop_assert!(order == Order::Depth || search.levels() == levels);
            for aim in [BAD, GOOD] {
                let Some(witness) = search.witness(aim) else { continue };
                let length = witness.moves.len();
                let least = assert_shows(&mut graph.clone(), aim, &witness);
                prop_assert!(Some(least) >= nearest(aim));
                prop_assert!(order == Order::Depth || nearest(aim) == Some(length) && least == length);
            }
        }
        let mut walk = Search::planned(graph.clone(), in_order(Order::Walk(7), None)).finished();
        for aim in [BAD, GOOD] {
            if let Some(witness) = walk.witness(aim) {
                assert_shows(&mut graph.clone(), aim, &witness);
            }
        }
    }

    #[test]
    fn an_end_without_what_should_come_to_pass_is_found_where_there_is_one(graph in graph(12)) {
        let marked = |node: u32| graph.marks[node as usize] >> THROUGH & 1 == 1;
        let far = graph.distances(|node| !marked(node));
        let ends = far.iter().filter(|(node, _)| !marked(**node) && graph.edges[**node as usize].is_empty());
        let nearest = ends.map(|(_, at)| *at).min();
        for order in [Order::Breadth, Order::Depth] {
            let mut search = Search::planned(graph.clone(), in_order(order, Some(THROUGH))).finished();
            let witness = search.witness(THROUGH);
            prop_assert_eq!(witness.is_some(), nearest.is_some());
            if let Some(witness) = witness {
                let end = replay(&mut graph.clone(), &witness).expect("it can be gone")[0];
                prop_assert!(graph.edges[end as usize].is_empty() && !marked(end));
                let starts = [graph.starts[witness.start]];
                prop_assert!(starts.iter().chain(&witness.moves).all(|node| !marked(*node)));
                prop_assert!(order == Order::Depth || Some(witness.moves.len()) == nearest);
            }
        }
    }

    #[test]
    fn in_whatever_slices_a_search_is_made_it_says_the_same(
        graph in graph(12),
        order in prop_oneof![Just(Order::Breadth), Just(Order::Depth), Just(Order::Walk(5))],
        threads in 1..4_usize,
        (states, depth, walks) in (1..15_usize, 0..8_u32, 1..6_u32),
        slices in prop::collection::vec(1..5_usize, 1..6),
    ) {
        let limits = Limits { states, depth, walks, ..Limits::default() };
        let quest = |threads: usize| {
            let graph = graph.clone();
            Searching::new(move || graph.clone(), Plan { order, limits, threads, until: None })
        };
        let mut whole = quest(1);
        while !whole.advance(usize::MAX).over {}
        let mut sliced = quest(threads);
        let mut before = sliced.progress();
        for slice in slices.iter().cycle() {
            let progress = sliced.advance(*slice);
            prop_assert!(progress.distinct <= states && progress.distinct >= before.distinct && !progress.complete | progress.over);
            if progress.over {
                break;
            }
            before = progress;
        }
        prop_assert_eq!(told(&mut sliced), told(&mut whole));
        let all: Vec<Option<Witness<u32>>> = (0..AIMS.len()).map(|aim| whole.witness(aim)).collect();
        prop_assert_eq!((0..AIMS.len()).map(|aim| sliced.witness(aim)).collect::<Vec<_>>(), all);
    }

    #[test]
    fn stopped_between_any_slices_a_search_keeps_what_it_found_and_claims_nothing_else(
        graph in graph(12),
        order in prop_oneof![Just(Order::Breadth), Just(Order::Depth), Just(Order::Walk(5))],
        slices in 0..20_usize,
    ) {
        let spare = graph.clone();
        let mut quest = Searching::new(move || spare.clone(), in_order(order, None));
        for _ in 0..slices {
            quest.advance(1);
        }
        let (over, before) = (quest.progress().over, told(&mut quest));
        quest.stop(Limit::Cancelled);
        let after = told(&mut quest);
        prop_assert!(quest.progress().over && quest.advance(usize::MAX) == quest.progress());
        if over {
            prop_assert_eq!(before, after);
        } else {
            prop_assert_eq!((after.0.limit, after.0.complete), (Some(Limit::Cancelled), false));
            prop_assert_eq!(before.1, after.1);
            prop_assert!(quest.answers().iter().all(|answer| answer.outcome.is_found() == answer.length.is_some()));
        }
    }
}

/// Everything that a quest says, without the room that it takes.
fn told<Q: Quest>(quest: &mut Q) -> (Progress, Vec<Answer>, Vec<u64>) {
    (Progress { bytes: 0, ..quest.progress() }, quest.answers(), quest.levels())
}

const SAFETY: [Check; 4] = [Check::Agreement, Check::Validity, Check::Promises, Check::Learned];

/// The exhibit, small, with a guard taken away or none, and what may happen to it.
fn setting() -> impl Strategy<Value = (Paxos, Network, Budget)> {
    let size = prop_oneof![Just((1_u8, 2_u8)), Just((1, 3)), Just((2, 1)), Just((2, 2))];
    let guard = prop_oneof![1 => Just(None), 4 => any::<prop::sample::Index>().prop_map(Some)];
    (size, guard, 0..Network::ALL.len(), 0..5_u8, any::<(bool, bool)>()).prop_map(|(size, guard, network, fault, ways)| {
        let without = guard.map_or(Guards::default(), |guard| Guards::default().with(guard.get(GUARDS).0));
        // Two proposers that hear refusals, too, are a large space.
        let (refusals_answered, acceptors_tell) = (ways.0 && size.0 == 1, ways.1);
        let protocol = Paxos { without, refusals_answered, acceptors_tell, ..paxos(size.0, size.1, 1) };
        let impatient = NodeSet::EMPTY.with(NodeId(0));
        let none = Budget { impatient, ..Budget::default() };
        let budget = match fault {
            0 => Budget { losses: 1, ..none },
            1 => Budget { duplications: 1, ..none },
            2 => Budget { timeouts: 1, ..none },
            3 => Budget { crashes: 1, wakes: 1, ..none },
            _ => none,
        };
        (protocol, Network::ALL[network].1, budget)
    })
}

fn asked((protocol, network, budget): &(Paxos, Network, Budget)) -> Inquiry<Paxos> {
    let inquiry = Inquiry { budget: *budget, ..Inquiry::new(protocol.clone(), *network) };
    SAFETY.into_iter().fold(inquiry.asking(Aim::always("never"), |_| false), |inquiry, check| {
        inquiry.asking(Aim::always(check.name()), move |sight: &Sight<'_, Paxos>| check.judge(sight) == Verdict::Broken)
    })
}

proptest! {
    #![proptest_config(config(50))]

    #[test]
    fn by_levels_and_by_depth_the_same_is_reached_and_every_witness_is_a_way_there(setting in setting()) {
        let inquiry = asked(&setting);
        let search = |order| Search::planned(Timeless::new(inquiry.clone()), in_order(order, None)).finished();
        let [mut breadth, mut depth, mut walk] = [Order::Breadth, Order::Depth, Order::Walk(3)].map(search);
        let through = breadth.limit().is_none() && depth.limit().is_none();
        prop_assert!(!through || counts(&breadth) == counts(&depth));
        for aim in 1..=SAFETY.len() {
            let mut space = Timeless::new(inquiry.clone());
            let shortest = breadth.witness(aim);
            let length = shortest.as_ref().map(|witness| witness.moves.len());
            if let Some(witness) = shortest {
                prop_assert_eq!(Some(assert_shows(&mut space, aim, &witness)), length, "a shortest way was made shorter");
            }
            for witness in [depth.witness(aim), walk.witness(aim)].into_iter().flatten() {
                let least = assert_shows(&mut space, aim, &witness);
                prop_assert!(length.map_or(!through, |length| length <= least), "{least} are fewer than {length:?}");
            }
        }
    }

    #[test]
    fn names_that_do_not_count_change_no_verdict_and_no_length(
        (acceptors, values, ballots) in (1..4_u8, 1..3_u8, 1..3_u8),
        mistakes in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
    ) {
        let without = mistakes.iter().fold(Mistakes::NONE, |all, mistake| all.with(mistake.get(&MISTAKES).1));
        let sizes = Sizes { without, ..Sizes::new(acceptors, values, ballots) };
        let search = |symmetric: bool, order: Order| {
            let plan = Plan { order, limits: Limits { states: 20_000, ..Limits::default() }, ..Plan::default() };
            Search::planned(PaxosSet::alike(sizes, symmetric), plan).finished()
        };
        let mut plain = search(false, Order::Breadth);
        let lengths = [0, 1, 2, 3].map(|aim| plain.witness(aim).map(|way| way.moves.len()));
        let limited = plain.limit().is_some();
        for order in [Order::Breadth, Order::Depth] {
            let mut alike = search(true, order);
            prop_assert!(limited || alike.limit().is_none() && alike.distinct() <= plain.distinct());
            for (aim, length) in lengths.into_iter().enumerate().filter(|_| !limited) {
                prop_assert_eq!(alike.has_found(aim), length.is_some(), "{:?}", sizes);
                let Some(witness) = alike.witness(aim) else { continue };
                prop_assert!(order == Order::Depth || Some(witness.moves.len()) == length);
                // Where names count again it is a way to the same.
                let mut space = PaxosSet::new(sizes);
                let end = witness.moves.iter().try_fold(space.starts().swap_remove(0), |row, step| apply(&mut space, &row, step));
                prop_assert!(end.is_some_and(|end| space.hits(&end, 1 << aim) != 0));
            }
        }
    }
}

#[test]
fn with_one_value_the_ballots_are_independent_however_many_acceptors_there_are() {
    for (acceptors, ballots_max) in [(1, 6), (2, 4), (3, 3)] {
        let distinct = |ballots: u8| {
            let search = Search::new(PaxosSet::new(Sizes::new(acceptors, 1, ballots)), Limits::default()).finished();
            assert_eq!(search.limit(), None);
            search.distinct()
        };
        let one = distinct(1);
        for ballots in 2..=ballots_max {
            assert_eq!(distinct(ballots), one.pow(u32::from(ballots)), "{acceptors} acceptors, {ballots} ballots");
        }
    }
}

#[test]
fn a_graph_with_everything_in_it_is_found_out() {
    // The properties above would hold of searches that find nothing; here something is found of each kind.
    let marks = vec![0, 1 << GOOD, 1 << BAD, 0, 1 << THROUGH];
    let graph = Graph { edges: vec![vec![1, 3], vec![2, 4], vec![], vec![], vec![]], starts: vec![0], marks };
    let mut quest = Searching::new(move || graph.clone(), Plan::default());
    while !quest.advance(1).over {}
    let lengths: Vec<Option<usize>> = quest.answers().into_iter().map(|answer| answer.length).collect();
    assert_eq!(lengths, [None, Some(2), Some(1), Some(1)]);
}
