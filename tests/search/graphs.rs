//! Spaces that are nothing but a graph: whatever is claimed of a search, or of a refinement, is claimed of these, and can be
//! worked out here from its definition.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use synod::explore::{Aim, Limit, Refined, Row, Space, Steps, refine};

/// What is asked of a graph's nodes: the bits of their marks. Nothing has the first one, so that no search is over before
/// everything is met.
pub(crate) const AIMS: [Aim; 4] = [Aim::always("never"), Aim::always("bad"), Aim::sometimes("good"), Aim::eventually("through")];

/// A graph: where the edges of each node lead to, where it begins, and how nodes are marked.
#[derive(Clone, Debug)]
pub(crate) struct Graph {
    pub(crate) edges: Vec<Vec<u32>>,
    pub(crate) starts: Vec<u32>,
    pub(crate) marks: Vec<u32>,
}

impl Space for Graph {
    type Step = u32;
    type Move = u32;

    fn width(&self) -> usize {
        1
    }
    fn starts(&mut self) -> Vec<Row> {
        self.starts.iter().map(|start| vec![*start]).collect()
    }
    fn fingerprint(&self, row: &[u32]) -> u64 {
        (u64::from(row[0]) + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
    fn steps(&self, row: &[u32], steps: &mut Steps<u32>) -> bool {
        steps.extend(self.edges[row[0] as usize].iter().map(|to| (self.fingerprint(&[*to]), *to)));
        true
    }
    fn carry(&mut self, _row: &[u32], step: &u32, into: &mut Row) {
        into.push(*step);
    }
    fn tell(&self, _row: &[u32], step: &u32) -> u32 {
        *step
    }
    fn aims(&self) -> Vec<Aim> {
        AIMS.to_vec()
    }
    fn hits(&self, row: &[u32], wanted: u32) -> u32 {
        self.marks[row[0] as usize] & wanted & 0b1110
    }
}

impl Graph {
    /// A ring of so many nodes, from the first one on.
    fn ring(nodes: u32) -> Graph {
        let edges = (0..nodes).map(|node| vec![(node + 1) % nodes]).collect();
        Graph { edges, starts: vec![0], marks: vec![0; nodes as usize] }
    }

    /// How far each node that can be reached is from a start, going on only from those of which `open` is so.
    pub(crate) fn distances(&self, open: impl Fn(u32) -> bool) -> BTreeMap<u32, usize> {
        let mut far: BTreeMap<u32, usize> = self.starts.iter().map(|start| (*start, 0)).collect();
        for depth in 0..self.edges.len() {
            let level: Vec<u32> = far.iter().filter(|(node, at)| **at == depth && open(**node)).map(|(node, _)| *node).collect();
            for to in level.iter().flat_map(|node| &self.edges[*node as usize]) {
                far.entry(*to).or_insert(depth + 1);
            }
        }
        far
    }
}

/// Any graph of at most so many nodes.
pub(crate) fn graph(nodes_max: u32) -> impl Strategy<Value = Graph> {
    (1..=nodes_max).prop_flat_map(|nodes| {
        let edges = prop::collection::vec(prop::collection::vec(0..nodes, 0..4), nodes as usize);
        let starts = prop::collection::vec(0..nodes, 1..3);
        // Few are marked, else everything is found at once.
        let mark = prop_oneof![6 => Just(0_u32), 1 => 0..16_u32];
        let marks = prop::collection::vec(mark, nodes as usize);
        (edges, starts, marks).prop_map(|(edges, starts, marks)| Graph { edges, starts, marks })
    })
}

/// A day of half hours, each seen as its hour.
fn seen(mut halves: Graph, hours_max: usize) -> Refined<u32> {
    let starts = halves.starts();
    let hour = |_: &Graph, row: &[u32], _: &Graph| (row[0] < 24).then(|| vec![row[0] / 2]);
    refine(&mut halves, &starts, &mut Graph::ring(12), hour, hours_max)
}

#[test]
fn a_clock_that_shows_half_hours_is_a_clock_that_shows_hours() {
    let clock = seen(Graph::ring(24), 100);
    assert!(clock.holds());
    assert_eq!((clock.states, clock.images, clock.edges, clock.steps, clock.stutters), (24, 12, 24, 12, 12));
}

#[test]
fn a_clock_that_goes_wrong_is_found_out_where_it_does() {
    let way = |spoil: &dyn Fn(&mut Graph)| {
        let mut clock = Graph::ring(25);
        clock.edges[23] = vec![0];
        spoil(&mut clock);
        let refined = seen(clock, 100);
        assert!(refined.begins && refined.limit.is_none() && !refined.holds());
        assert_eq!(refined.steps + refined.stutters + 1, refined.edges, "it ends with the stray one");
        refined.stray.map(|witness| (witness.start, witness.moves)).expect("it goes wrong")
    };
    let walk = |to: u32, last: u32| (0, (1..=to).chain([last]).collect::<Vec<u32>>());
    assert_eq!(way(&|clock| clock.edges[7].push(10)), walk(7, 10), "an hour is left out");
    assert_eq!(way(&|clock| clock.edges[7].push(5)), walk(7, 5), "it goes back");
    assert_eq!(way(&|clock| clock.edges[7].insert(0, 24)), walk(7, 24), "it shows nothing");
    // The way is a shortest one, and an edge back to what was met before is looked at, too.
    let short = |clock: &mut Graph| (clock.edges[1].push(3), clock.edges[3].push(0)).0;
    assert_eq!(way(&short), (0, vec![1, 3, 0]));
}

#[test]
fn a_clock_that_is_started_late_is_none_and_one_that_was_not_watched_all_day_is_not_known() {
    let late = seen(Graph { starts: vec![0, 8], ..Graph::ring(24) }, 100);
    assert_eq!((late.begins, late.stray.clone(), late.holds()), (false, None, false));
    let part = seen(Graph::ring(24), 10);
    assert_eq!((part.states, part.limit, part.holds()), (10, Some(Limit::States), false));
    assert!(seen(Graph::ring(24), 24).holds());
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 400,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2026),
        ..ProptestConfig::default()
    })]

    #[test]
    fn an_edge_is_stray_where_the_definition_says_so(
        graph in graph(8),
        model in graph(4),
        images in prop::collection::vec(0..5_u32, 8),
    ) {
        let nodes = model.edges.len() as u32;
        let image = |node: u32| Some(images[node as usize]).filter(|image| *image < nodes);
        // A start that looks like nothing is no start to go on from.
        let (seen, unseen): (Vec<u32>, Vec<u32>) = graph.starts.iter().partition(|start| image(**start).is_some());
        let mut graph = Graph { starts: seen.clone(), ..graph };
        let far = graph.distances(|_| true);
        let edges = || far.iter().flat_map(|(from, at)| graph.edges[*from as usize].iter().map(move |to| (*from, *to, *at)));
        let stutters = edges().filter(|(from, to, _)| image(*from) == image(*to)).count() as u64;
        let is_step = |from: u32, to: u32| {
            image(from).zip(image(to)).is_some_and(|(from, to)| model.edges[from as usize].contains(&to))
        };
        let strays = edges().filter(|(from, to, _)| image(*from) != image(*to) && !is_step(*from, *to));
        let nearest = strays.map(|(.., at)| at + 1).min();
        let looks: BTreeSet<Option<u32>> = far.keys().map(|node| image(*node)).collect();

        let starts: Vec<Row> = seen.iter().chain(&unseen).map(|start| vec![*start]).collect();
        let look = |_: &Graph, row: &[u32], _: &Graph| image(row[0]).map(|image| vec![image]);
        let refined = refine(&mut graph.clone(), &starts, &mut model.clone(), look, 100);
        let begins = |start: &u32| image(*start).is_some_and(|image| model.starts.contains(&image));
        prop_assert_eq!(refined.begins, unseen.is_empty() && seen.iter().all(begins));
        prop_assert_eq!(refined.stray.as_ref().map(|witness| witness.moves.len()), nearest);
        if nearest.is_none() {
            let counted = (refined.states, refined.images, refined.edges, refined.stutters);
            prop_assert_eq!(counted, (far.len(), looks.len(), edges().count() as u64, stutters));
            prop_assert_eq!(refined.steps, refined.edges - refined.stutters);
        } else if let Some(witness) = refined.stray {
            let mut at = graph.starts().swap_remove(witness.start)[0];
            for (number, to) in witness.moves.iter().enumerate() {
                prop_assert!(graph.edges[at as usize].contains(to));
                let fine = image(at) == image(*to) || is_step(at, *to);
                prop_assert_eq!(fine, number + 1 < witness.moves.len());
                at = *to;
            }
        }
    }
}
