//! Refinement: whether whatever a space does is what a model does, seen through a map from its states to the model's.
//!
//! ```text
//!   the space    s ────── any step ──────▶ t
//!                │                         │
//!              image                     image
//!                ▼                         ▼
//!   the model    S ── a step, or S = T ──▶ T
//! ```
//!
//! It is asked of every edge that can be reached, not of states alone. Where each is a step of the model or a stutter, and
//! starts are mapped to starts, every run of the space is a run of the model with pauses in it: what never is in the model
//! never is in the space (Abadi and Lamport, "The Existence of Refinement Mappings"). Nothing is said of what comes to
//! pass: a space that does nothing refines everything, so whoever asks should look at the numbers of steps and images, too.

use std::collections::VecDeque;

use super::ledger::{Ledger, NOBODY, Origin};
use super::plan::Limit;
use super::pool::ByNumber;
use super::search::{Witness, retraced};
use super::seen::Seen;
use super::space::{Row, Space, Steps};

/// What became of the edges of a space.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refined<M> {
    /// Whether each state that it began at is mapped to a start of the model.
    pub begins: bool,
    /// How many distinct states were met.
    pub states: usize,
    /// How many distinct states of the model they are mapped to.
    pub images: usize,
    /// How many edges were looked at: each step out of each state, wherever it leads to.
    pub edges: u64,
    /// How many of them are steps of the model.
    pub steps: u64,
    /// How many of them leave the image as it is.
    pub stutters: u64,
    /// The way to the first edge that is neither, which is its last move; no way to such an edge is shorter.
    pub stray: Option<Witness<M>>,
    /// What ended it before every edge was looked at, besides a stray one.
    pub limit: Option<Limit>,
}

impl<M> Refined<M> {
    /// Whether every edge was looked at and is a step of the model or a stutter, from a start on.
    pub fn holds(&self) -> bool {
        self.begins && self.stray.is_none() && self.limit.is_none()
    }
}

/// Looks at every edge that can be reached from these states, level by level, until one is neither a step of the model nor
/// a stutter, or so many states are met. `image` must be a function of what tells states apart; it is `None` where a state
/// looks like none of the model's, and an edge that leads there is no step.
pub fn refine<S: Space, A: Space>(
    space: &mut S,
    starts: &[Row],
    model: &mut A,
    image: impl FnMut(&S, &[u32], &A) -> Option<Row>,
    states_max: usize,
) -> Refined<S::Move> {
    let mut refining = Refining {
        image,
        states_max,
        met: ByNumber::default(),
        looks: Vec::new(),
        images: Seen::new(),
        ledger: Ledger::default(),
        waiting: VecDeque::new(),
        refined: Refined { begins: true, states: 0, images: 0, edges: 0, steps: 0, stutters: 0, stray: None, limit: None },
    };
    refining.begin(space, starts, model);
    let mut at = 0;
    while let Some(waiting) = refining.waiting.pop_front().filter(|_| refining.goes_on()) {
        if let Some(step) = refining.look(space, model, at, &waiting) {
            let (start, mut numbers) = refining.ledger.path(at);
            numbers.push(step);
            refining.refined.stray = retraced(space, starts, start, &numbers).map(|moves| Witness { start, moves });
        }
        at += 1;
    }
    Refined { states: refining.looks.len(), images: refining.images.len(), ..refining.refined }
}

/// A state that waits, and what it looks like.
struct Waiting {
    row: Row,
    image: Row,
}

/// Refinement under way.
struct Refining<F, M> {
    image: F,
    states_max: usize,
    /// The number of a state, by its fingerprint.
    met: ByNumber<u32>,
    /// The fingerprint of each state's image, by its number.
    looks: Vec<u64>,
    images: Seen,
    ledger: Ledger,
    waiting: VecDeque<Waiting>,
    refined: Refined<M>,
}

impl<F, M> Refining<F, M> {
    fn goes_on(&self) -> bool {
        self.refined.stray.is_none() && self.refined.limit.is_none()
    }

    fn begin<S: Space, A: Space>(&mut self, space: &S, starts: &[Row], model: &mut A)
    where
        F: FnMut(&S, &[u32], &A) -> Option<Row>,
    {
        let begins: Vec<u64> = model.starts().iter().map(|start| model.fingerprint(start)).collect();
        for (start, row) in starts.iter().enumerate() {
            let fingerprint = space.fingerprint(row);
            if self.met.get(fingerprint).is_some() {
                continue;
            }
            let origin = Origin { parent: NOBODY, step: start as u32 };
            let look = self.enter(space, model, (fingerprint, row.clone()), origin);
            self.refined.begins &= look.is_some_and(|look| begins.contains(&look));
        }
    }

    /// Takes in a new state; the fingerprint of its image, if it has one. Where there is no room for it that is noted.
    fn enter<S: Space, A: Space>(&mut self, space: &S, model: &A, state: (u64, Row), origin: Origin) -> Option<u64>
    where
        F: FnMut(&S, &[u32], &A) -> Option<Row>,
    {
        let (fingerprint, row) = state;
        let image = (self.image)(space, &row, model)?;
        let look = model.fingerprint(&image);
        if self.looks.len() >= self.states_max {
            self.refined.limit = Some(Limit::States);
            return Some(look);
        }
        self.met.insert(fingerprint, self.looks.len() as u32);
        self.looks.push(look);
        self.images.insert(look);
        self.ledger.push(origin);
        self.waiting.push_back(Waiting { row, image });
        Some(look)
    }

    /// Looks at every edge out of a state; the number of the first that is neither a step nor a stutter.
    fn look<S: Space, A: Space>(&mut self, space: &mut S, model: &mut A, at: u32, from: &Waiting) -> Option<u32>
    where
        F: FnMut(&S, &[u32], &A) -> Option<Row>,
    {
        let (mut steps, mut allowed) = (Steps::new(), Vec::new());
        space.learn(&from.row);
        space.steps(&from.row, &mut steps);
        let here = self.looks[at as usize];
        for (number, (fingerprint, step)) in steps.iter().enumerate() {
            let known = self.met.get(*fingerprint).map(|state| self.looks[state as usize]);
            let look = known.or_else(|| {
                let mut row = Row::with_capacity(from.row.len());
                space.carry(&from.row, step, &mut row);
                self.enter(space, model, (*fingerprint, row), Origin { parent: at, step: number as u32 })
            });
            self.refined.edges += 1;
            if look == Some(here) {
                self.refined.stutters += 1;
                continue;
            }
            if allowed.is_empty() {
                allowed = leads(model, &from.image);
            }
            if !look.is_some_and(|look| allowed.contains(&look)) {
                return Some(number as u32);
            }
            self.refined.steps += 1;
        }
        None
    }
}

/// Where the steps out of a state of the model lead to.
fn leads<A: Space>(model: &mut A, image: &[u32]) -> Vec<u64> {
    let mut steps = Steps::new();
    model.learn(image);
    model.steps(image, &mut steps);
    steps.into_iter().map(|(fingerprint, _)| fingerprint).collect()
}
