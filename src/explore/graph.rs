//! The graph of a small space: every state that can be reached, level by level, the steps between them, and what of what
//! may come is decided in each.
//!
//! A search keeps fingerprints and forgets; whoever wants to see a space keeps everything. That is for small ones: where
//! there are more states than asked for, the first levels are kept whole, and the states of the last one are *open*: their
//! steps are unknown. What lies behind an open state is never guessed.

use std::collections::BTreeMap;

use super::space::{Row, Space, Steps};

/// A step out of a state.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Edge {
    /// The state that it leads to.
    pub to: u32,
    /// The move, by its place among [`Graph::moves`].
    pub by: u32,
}

/// A state with what is known of it.
struct Vertex {
    row: Row,
    /// Where it was first met: the state, and the move. A start has none.
    from: Option<(u32, u32)>,
    edges: Vec<Edge>,
}

/// The states of a space, by levels, and the steps between them.
pub struct Graph<S: Space> {
    space: S,
    vertices: Vec<Vertex>,
    moves: Vec<S::Move>,
    levels: Vec<u32>,
    cut: bool,
}

/// What a graph knows of a state by what may come after it: values that are settled, a bit for each.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Valence {
    /// What is settled there already.
    pub settled: u32,
    /// What is settled there or in any state after it.
    pub reachable: u32,
    /// Whether it is open itself or has an open state behind it: then more may be reachable.
    pub beyond: bool,
}

/// What is decided in a state.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Region {
    /// This value is settled.
    Settled(u8),
    /// More than one value is settled.
    Torn,
    /// No value is settled, and no other than this one can be any more (univalent).
    Bound(u8),
    /// More than one value may still be settled (bivalent).
    Undecided,
    /// No value can be settled any more.
    Never,
    /// What may come is not known: the graph ends before.
    Unknown,
}

impl Valence {
    /// What is decided.
    pub fn region(self) -> Region {
        let only = |values: u32| values.trailing_zeros() as u8;
        match (self.settled.count_ones(), self.reachable.count_ones()) {
            (0, 0 | 1) if self.beyond => Region::Unknown,
            (0, 0) => Region::Never,
            (0, 1) => Region::Bound(only(self.reachable)),
            (0, _) => Region::Undecided,
            (1, _) => Region::Settled(only(self.settled)),
            _ => Region::Torn,
        }
    }
}

impl<S: Space<Move: PartialEq>> Graph<S> {
    /// The graph of every state that can be reached, if there are at most `most`; else of the first levels that are no more
    /// together. The starts are always there.
    pub fn of(mut space: S, most: usize) -> Graph<S> {
        let starts = space.starts();
        let mut graph = Graph { space, vertices: Vec::new(), moves: Vec::new(), levels: Vec::new(), cut: false };
        let mut known = BTreeMap::new();
        for row in starts {
            let fingerprint = graph.space.fingerprint(&row);
            graph.met(&mut known, fingerprint, None, |_| row);
        }
        let mut level = 0..graph.vertices.len();
        while !level.is_empty() {
            let end = level.end;
            graph.levels.push(level.len() as u32);
            if !level.clone().all(|at| graph.expand(at, &mut known, most)) {
                graph.close(level);
                break;
            }
            level = end..graph.vertices.len();
        }
        graph
    }

    /// The state of a fingerprint; a new one is made.
    fn met(
        &mut self,
        known: &mut BTreeMap<u64, u32>,
        fingerprint: u64,
        from: Option<(u32, u32)>,
        row: impl FnOnce(&mut S) -> Row,
    ) -> u32 {
        *known.entry(fingerprint).or_insert_with(|| {
            let row = row(&mut self.space);
            self.vertices.push(Vertex { row, from, edges: Vec::new() });
            self.vertices.len() as u32 - 1
        })
    }

    /// Finds every step out of a state; `false` when there are more states than asked for.
    fn expand(&mut self, at: usize, known: &mut BTreeMap<u64, u32>, most: usize) -> bool {
        let (row, mut steps) = (self.vertices[at].row.clone(), Steps::new());
        self.space.learn(&row);
        self.space.steps(&row, &mut steps);
        let mut edges = Vec::with_capacity(steps.len());
        for (fingerprint, step) in steps {
            let told = self.space.tell(&row, &step);
            let by = self.moves.iter().position(|known| *known == told).unwrap_or_else(|| {
                self.moves.push(told);
                self.moves.len() - 1
            }) as u32;
            let to = self.met(known, fingerprint, Some((at as u32, by)), |space| {
                let mut into = Row::with_capacity(row.len());
                space.carry(&row, &step, &mut into);
                into
            });
            edges.push(Edge { to, by });
            if self.vertices.len() > most {
                return false;
            }
        }
        self.vertices[at].edges = edges;
        true
    }

    /// Forgets what lies behind a level that was only begun to be looked at.
    fn close(&mut self, level: std::ops::Range<usize>) {
        self.cut = true;
        self.vertices.truncate(level.end);
        for vertex in &mut self.vertices[level] {
            vertex.edges.clear();
        }
    }

    /// How many states there are.
    pub fn len(&self) -> usize {
        self.vertices.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.vertices.is_empty()
    }

    /// How many states lie so many steps from a start: states are numbered level by level.
    pub fn levels(&self) -> &[u32] {
        &self.levels
    }

    /// Whether there are more states behind the last level.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// Every move that leads anywhere, each once.
    pub fn moves(&self) -> &[S::Move] {
        &self.moves
    }

    /// The space.
    pub fn space(&self) -> &S {
        &self.space
    }

    /// A state, as its space has it.
    pub fn row(&self, state: u32) -> Option<&[u32]> {
        self.vertices.get(state as usize).map(|vertex| &vertex.row[..])
    }

    /// The steps out of a state, in the space's order; none where it is open.
    pub fn edges(&self, state: u32) -> &[Edge] {
        self.vertices.get(state as usize).map_or(&[], |vertex| &vertex.edges)
    }

    /// The first state of the last level, behind which nothing is known, where there is more.
    fn first_open(&self) -> usize {
        let last = if self.cut { self.levels.last().map_or(0, |last| *last as usize) } else { 0 };
        self.vertices.len() - last
    }

    /// A shortest way to a state: its start, and the moves from there.
    pub fn way(&self, state: u32) -> Option<(u32, Vec<&S::Move>)> {
        let (mut at, mut moves) = (state, Vec::new());
        while let Some((from, by)) = self.vertices.get(at as usize)?.from {
            moves.push(self.moves.get(by as usize)?);
            at = from;
        }
        moves.reverse();
        Some((at, moves))
    }

    /// What is decided where, when `settled` says which values are settled in a state.
    pub fn valences(&self, settled: impl Fn(&S, &[u32]) -> u32) -> Vec<Valence> {
        let open = self.first_open();
        let of = |(at, vertex): (usize, &Vertex)| {
            let settled = settled(&self.space, &vertex.row);
            Valence { settled, reachable: settled, beyond: at >= open }
        };
        let mut all: Vec<Valence> = self.vertices.iter().enumerate().map(of).collect();
        // Most steps lead to a later level, so that one pass from the end does nearly everything; where there are circles
        // what is known goes round until nothing is new.
        loop {
            let mut new = false;
            for (at, vertex) in self.vertices.iter().enumerate().rev() {
                let before = all[at];
                let after = vertex.edges.iter().fold(before, |so_far, edge| {
                    let next = all[edge.to as usize];
                    Valence { reachable: so_far.reachable | next.reachable, beyond: so_far.beyond | next.beyond, ..so_far }
                });
                new |= after != before;
                all[at] = after;
            }
            if !new {
                return all;
            }
        }
    }
}
