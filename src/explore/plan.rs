//! How a search goes about it, and how far.

/// The most states of one search: with some forty bytes each, and the frontier, it stays within what a phone gives to
/// a page. The command line may raise it.
pub const STATES_MAX: usize = 4_000_000;

/// The most steps from a start: nobody reads a longer witness.
pub const DEPTH_MAX: u32 = 1_000;

/// How far a search may go. It has no clock: whoever has one stops it with [`super::Search::stop`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// The most distinct states.
    pub states: usize,
    /// The most steps from a start. By levels every state up to there is looked at; by depth one that was first met on a
    /// longer way may hide others, and of a walk it is the length.
    pub depth: u32,
    /// The most bytes that states and what is known of them may take, more or less: a search by levels looks at them once
    /// for each batch of states.
    pub bytes: usize,
    /// How many random walks are made, when it walks.
    pub walks: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { states: STATES_MAX, depth: DEPTH_MAX, bytes: usize::MAX, walks: 10_000 }
    }
}

/// What ended a search before it was through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// There are more states than it may keep.
    States,
    /// There are states farther from the start than it may go.
    Depth,
    /// It holds as many bytes as it may.
    Bytes,
    /// Its time is over.
    Time,
    /// Somebody stopped it.
    Cancelled,
    /// It has made its random walks: it looked at a sample.
    Sampled,
}

/// In which order states are looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// Level by level: what is found is found on a shortest way.
    #[default]
    Breadth,
    /// Each way to its end before the next one: what is found may be far.
    Depth,
    /// Random walks from this seed, for spaces that are too large: a sample, not a search.
    Walk(u64),
}

/// How a search goes about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plan {
    /// In which order.
    pub order: Order,
    /// How far.
    pub limits: Limits,
    /// How many threads expand a level; every number gives the same counts and the same witnesses. Only breadth first
    /// has use for more than one, and a page has only one.
    pub threads: usize,
    /// The aim of kind [`super::Kind::Eventually`] that this search is about: it goes on only where it has not come to
    /// pass yet, and an end there breaks it.
    pub until: Option<usize>,
}

impl Default for Plan {
    fn default() -> Plan {
        Plan { order: Order::Breadth, limits: Limits::default(), threads: 1, until: None }
    }
}

/// How far a search has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// How many distinct states it has met.
    pub distinct: usize,
    /// How many states it has made, those met before included.
    pub generated: u64,
    /// How many steps the farthest of them is from a start.
    pub depth: u32,
    /// How many of them wait to be looked at.
    pub waiting: usize,
    /// How many had no step out of them.
    pub ends: u64,
    /// How many bytes it holds.
    pub bytes: usize,
    /// Whether there is nothing more to do.
    pub over: bool,
    /// Whether all that can be reached has been looked at: not where a limit ended it or somebody stopped it, and not
    /// where it ended because all that was asked for is found.
    pub complete: bool,
    /// What ended it early.
    pub limit: Option<Limit>,
}
