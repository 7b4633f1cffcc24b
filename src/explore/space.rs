//! What can be searched: states, the steps between them, and what to look for.

/// What is looked for, and what it means when it is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Something that must never be: a state in which it is so breaks the check.
    Always,
    /// Something that should be possible: a state in which it is so is an example.
    Sometimes,
    /// Something that every run that comes to an end must have come through: an end without it breaks the check. A run
    /// that never ends breaks nothing.
    Eventually,
}

/// A question about every state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Aim {
    /// Its name, as in files.
    pub name: &'static str,
    /// What it means to find it.
    pub kind: Kind,
}

impl Aim {
    /// What must never be.
    pub const fn always(name: &'static str) -> Aim {
        Aim { name, kind: Kind::Always }
    }

    /// What should be possible.
    pub const fn sometimes(name: &'static str) -> Aim {
        Aim { name, kind: Kind::Sometimes }
    }

    /// What every run that ends must come through.
    pub const fn eventually(name: &'static str) -> Aim {
        Aim { name, kind: Kind::Eventually }
    }
}

/// The most questions of one search: their answers for a state are the bits of a number.
pub const AIMS_MAX: usize = 32;

/// A state: a row of numbers. What they mean is the space's own; rows are compared by fingerprints alone, which depend
/// on what the numbers stand for and never on the order in which the space came across it.
pub type Row = Vec<u32>;

/// A step and where it leads to, as a fingerprint: most steps lead to where the search has been, and are never carried out.
pub type Steps<T> = Vec<(u64, T)>;

/// A space of states.
///
/// The same space gives the same steps in the same order, always, however many ask it and in whatever order they do:
/// every count of a search is a test. What a space works out once and keeps (interned parts of states, what a handler
/// made of an input) it takes in through `&mut self` only, so that many threads may look at it at once.
pub trait Space: Sync {
    /// One step, enough to carry it out.
    type Step: Copy + Send + Sync;
    /// One step as people are told of it, enough to do it again in a run.
    type Move: Clone;

    /// How many numbers a row has.
    fn width(&self) -> usize;

    /// Where everything begins.
    fn starts(&mut self) -> Vec<Row>;

    /// What tells states apart: 64 bits, the same natively and in wasm, and the same for states that count as one.
    fn fingerprint(&self, row: &[u32]) -> u64;

    /// Works out whatever [`Space::steps`] of this state needs.
    fn learn(&mut self, _row: &[u32]) {}

    /// Every step out of a state, in a fixed order. What changes nothing by being ignored is no step; what is handled
    /// is one, even when it leads back to the same state. `false` when something has to be learned first; what was
    /// pushed until then counts for nothing.
    fn steps(&self, row: &[u32], steps: &mut Steps<Self::Step>) -> bool;

    /// Carries out a step of this state: the row that it leads to is put behind what is in `into`.
    fn carry(&mut self, row: &[u32], step: &Self::Step, into: &mut Row);

    /// A step of this state in words.
    fn tell(&self, row: &[u32], step: &Self::Step) -> Self::Move;

    /// What is asked of states, at most [`AIMS_MAX`].
    fn aims(&self) -> Vec<Aim>;

    /// Which of the aims of `wanted` are so in this state: a bit for each, by its index.
    fn hits(&self, row: &[u32], wanted: u32) -> u32;

    /// How many bytes it holds, more or less.
    fn bytes(&self) -> usize {
        0
    }
}

/// Every step out of a state in words, and where it leads to.
pub fn told<S: Space>(space: &mut S, row: &[u32]) -> Vec<(S::Move, Row)> {
    let mut steps = Steps::new();
    space.learn(row);
    space.steps(row, &mut steps);
    let mut next = |step: &S::Step| {
        let mut into = Row::with_capacity(row.len());
        space.carry(row, step, &mut into);
        (space.tell(row, step), into)
    };
    steps.iter().map(|(_, step)| next(step)).collect()
}
