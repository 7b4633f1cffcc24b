//! The graph of a small space: its states and steps against a search from the definition, what is decided in them against
//! what can be reached when every way is gone.

use synod::explore::{
    Aim, Budget, Graph, Inquiry, Moment, Network, Region, Row, Space, Spent, Steps, Timeless, Valence, Witness, replay,
};
use synod::sim::{Disk, Protocol};

use crate::definition::gossip;
use crate::naive::{Drawn, drawn, painted};
use crate::sizes::paxos;

/// The graph as text, as the search from the definition has it.
fn shown<P: Protocol>(inquiry: &Inquiry<P>, graph: &Graph<Timeless<P>>) -> Drawn {
    let text = |state: u32| {
        let moment = graph.space().moment(graph.row(state).expect("it is there"));
        // Faults are counted by kind, five bits each.
        let spent = Spent((0..6).map(|kind| moment.spent.0 >> (5 * kind) & 31).sum());
        painted(inquiry.network, &Moment { spent, ..moment })
    };
    let texts: Vec<String> = (0..graph.len() as u32).map(text).collect();
    let levels = graph.levels().iter().enumerate().flat_map(|(level, states)| (0..*states).map(move |_| level));
    let mut states: Vec<(usize, String)> = levels.zip(texts.iter().cloned()).collect();
    let edges = |state: u32| graph.edges(state).iter().map(move |edge| (state as usize, edge.to as usize));
    let mut steps: Vec<(String, String)> =
        (0..graph.len() as u32).flat_map(edges).map(|(from, to)| (texts[from].clone(), texts[to].clone())).collect();
    states.sort();
    steps.sort();
    (states, steps)
}

fn assert_drawn<P: Protocol>(name: &str, inquiry: &Inquiry<P>) {
    let graph = Graph::of(Timeless::new(inquiry.clone()), usize::MAX);
    let (states, steps) = shown(inquiry, &graph);
    let (all, every) = drawn(inquiry);
    assert!(states == all, "{name}: {} states, not {}", states.len(), all.len());
    assert!(steps == every, "{name}: {} steps, not {}", steps.len(), every.len());
    assert!(!graph.is_cut());
    println!("{name}: {} states, {} steps", states.len(), steps.len());
}

#[test]
fn a_graph_has_the_states_and_the_steps_of_the_definition() {
    for (name, network) in Network::ALL {
        for (proposers, acceptors) in [(1, 1), (1, 2), (2, 1)] {
            assert_drawn(name, &Inquiry::new(paxos(proposers, acceptors, 1), network));
        }
        assert_drawn(name, &gossip(network, Budget::default()));
        assert_drawn(name, &gossip(network, Budget { losses: 1, ..Budget::default() }));
    }
    let none = Budget::default();
    let budgets = [
        Budget { duplications: 1, ..none },
        Budget { crashes: 1, wakes: 1, disks: &[Disk::Kept, Disk::Lost], ..none },
        Budget { timeouts: 2, ..none },
        Budget { lies: 1, ..none },
    ];
    for budget in budgets {
        assert_drawn("gossip", &gossip(Network::Bag, budget));
        assert_drawn("paxos", &Inquiry { budget, ..Inquiry::new(paxos(1, 2, 1), Network::Bag) });
    }
    assert_drawn("bag", &Inquiry::new(paxos(1, 3, 1), Network::Bag));
}

#[test]
fn the_way_to_every_state_ends_there_and_no_way_is_shorter() {
    let budget = Budget { losses: 1, crashes: 1, wakes: 1, timeouts: 1, ..Budget::default() };
    let inquiry = Inquiry { budget, ..Inquiry::new(paxos(1, 2, 1), Network::Bag) };
    let graph = Graph::of(Timeless::new(inquiry.clone()), usize::MAX);
    let levels = graph.levels().iter().enumerate().flat_map(|(level, states)| (0..*states).map(move |_| level));
    let mut space = Timeless::new(inquiry);
    for (state, level) in (0..).zip(levels) {
        let (start, moves) = graph.way(state).expect("it has a way");
        let moves: Vec<_> = moves.into_iter().cloned().collect();
        assert_eq!(moves.len(), level);
        let end = replay(&mut space, &Witness { start: start as usize, moves }).expect("it can be gone");
        assert_eq!(space.fingerprint(&end), graph.space().fingerprint(graph.row(state).expect("it is there")));
    }
}

/// States that are numbers, with the steps of a list.
struct Maze {
    steps: Vec<Vec<u32>>,
}

impl Space for Maze {
    type Step = u32;
    type Move = u32;

    fn width(&self) -> usize {
        1
    }
    fn starts(&mut self) -> Vec<Row> {
        vec![vec![0]]
    }
    fn fingerprint(&self, row: &[u32]) -> u64 {
        u64::from(row[0])
    }
    fn steps(&self, row: &[u32], steps: &mut Steps<u32>) -> bool {
        steps.extend(self.steps[row[0] as usize].iter().map(|to| (u64::from(*to), *to)));
        true
    }
    fn carry(&mut self, _row: &[u32], step: &u32, into: &mut Row) {
        into.push(*step);
    }
    fn tell(&self, _row: &[u32], step: &u32) -> u32 {
        *step
    }
    fn aims(&self) -> Vec<Aim> {
        Vec::new()
    }
    fn hits(&self, _row: &[u32], _wanted: u32) -> u32 {
        0
    }
}

/// A maze of so many places, circles included, and what is settled in each.
fn maze(places: u32, seed: u64) -> (Vec<Vec<u32>>, Vec<u32>) {
    let mut luck = seed;
    let mut draw = |below: u32| {
        luck = luck.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (luck >> 33) as u32 % below
    };
    let steps = (0..places).map(|_| (0..draw(4)).map(|_| draw(places)).collect()).collect();
    let settled = (0..places).map(|_| if draw(5) == 0 { 1 << draw(3) } else { 0 }).collect();
    (steps, settled)
}

/// What can be settled from a place on, by going every way that does not come back.
fn gone(place: u32, steps: &[Vec<u32>], settled: &[u32], been: &mut Vec<u32>) -> u32 {
    if been.contains(&place) {
        return 0;
    }
    been.push(place);
    steps[place as usize].iter().fold(settled[place as usize], |all, next| all | gone(*next, steps, settled, been))
}

fn valences(graph: &Graph<Maze>, settled: &[u32]) -> Vec<Valence> {
    graph.valences(|_, row| settled[row[0] as usize])
}

#[test]
fn what_is_decided_is_what_can_be_reached_on_any_way() {
    let mut seen = Vec::new();
    for seed in 0..400 {
        let (steps, settled) = maze(3 + seed as u32 % 20, seed);
        let graph = Graph::of(Maze { steps: steps.clone() }, usize::MAX);
        for (state, valence) in (0..).zip(valences(&graph, &settled)) {
            let place = graph.row(state).expect("it is there")[0];
            let reachable = gone(place, &steps, &settled, &mut Vec::new());
            assert_eq!(valence, Valence { settled: settled[place as usize], reachable, beyond: false }, "{seed}");
            let region = match (settled[place as usize].count_ones(), reachable.count_ones()) {
                (0, 0) => Region::Never,
                (0, 1) => Region::Bound(reachable.trailing_zeros() as u8),
                (0, _) => Region::Undecided,
                _ => Region::Settled(settled[place as usize].trailing_zeros() as u8),
            };
            assert_eq!(valence.region(), region);
            seen.push(region);
        }
    }
    for region in [Region::Never, Region::Bound(2), Region::Undecided, Region::Settled(0)] {
        assert!(seen.contains(&region), "{region:?}");
    }
}

#[test]
fn a_graph_that_is_cut_keeps_whole_levels_and_never_guesses() {
    let (mut known, mut unknown) = (0, 0);
    for seed in 0..400 {
        let (steps, settled) = maze(20, seed);
        let whole = Graph::of(Maze { steps: steps.clone() }, usize::MAX);
        let sure = valences(&whole, &settled);
        for most in 1..whole.len() {
            let cut = Graph::of(Maze { steps: steps.clone() }, most);
            assert!(cut.is_cut() && cut.len() <= most, "{most}");
            assert_eq!(cut.levels(), &whole.levels()[..cut.levels().len()]);
            assert!(cut.len() + whole.levels()[cut.levels().len()] as usize > most, "one level more would fit");
            for (valence, sure) in valences(&cut, &settled).into_iter().zip(&sure) {
                let region = valence.region();
                assert!(region == Region::Unknown || region == sure.region(), "{region:?}, {sure:?}");
                known += u32::from(valence.beyond && region != Region::Unknown);
                unknown += u32::from(region == Region::Unknown);
            }
        }
    }
    assert!(known > 0 && unknown > 0, "{known}, {unknown}");
}

#[test]
fn where_two_values_are_settled_at_once_it_is_torn() {
    let torn = Valence { settled: 5, reachable: 7, beyond: true };
    assert_eq!(torn.region(), Region::Torn);
    assert_eq!(Valence { settled: 0, reachable: 3, beyond: true }.region(), Region::Undecided);
    assert_eq!(Valence { settled: 2, reachable: 3, beyond: true }.region(), Region::Settled(1));
    assert_eq!(Valence { settled: 0, reachable: 2, beyond: true }.region(), Region::Unknown);
}
