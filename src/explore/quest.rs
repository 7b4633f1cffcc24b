//! The door to a search whose space is not known by name: what shells hold, beside a session.

use super::minimise::minimised;
use super::plan::{Limit, Order, Plan, Progress};
use super::search::{Search, Witness};
use super::space::{Aim, Kind, Space};

/// What a search says of an aim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    /// Every state was looked at, and it is nowhere broken; every run that ends comes through it.
    Holds,
    /// It is broken.
    Broken,
    /// There is an example.
    Found,
    /// Every state was looked at, and there is no example.
    Never,
    /// The search was not through: nothing was found as far as it came.
    Limit,
}

impl Outcome {
    /// Whether there is a way to show for it.
    pub fn is_found(self) -> bool {
        matches!(self, Outcome::Broken | Outcome::Found)
    }
}

/// What was found out about an aim.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Answer {
    /// The aim.
    pub aim: Aim,
    /// What is said of it.
    pub outcome: Outcome,
    /// How many moves the way to what was found has; of a search by levels no way is shorter.
    pub length: Option<usize>,
}

/// A search that can be taken further, piece by piece.
pub trait Quest {
    /// Looks at some more states, at most so many.
    fn advance(&mut self, states: usize) -> Progress;

    /// Ends it; what it says then holds only so far.
    fn stop(&mut self, limit: Limit);

    /// Whether anything that must hold is known to be broken.
    fn has_broken(&self) -> bool;

    /// How far the first search has come, which is the one of all states unless only something is asked that every run
    /// should come through; [`Progress::over`], [`Progress::complete`] and [`Progress::limit`] tell of everything that is asked.
    fn progress(&self) -> Progress;

    /// How many distinct states lie so many steps from a start, of a search by levels.
    fn levels(&self) -> Vec<u64>;

    /// What is known of each aim.
    fn answers(&mut self) -> Vec<Answer>;
}

/// A quest in a space: one search for all that must never and that may be, and one more for each aim that every run
/// should come through.
pub struct Searching<S: Space> {
    plan: Plan,
    aims: Vec<Aim>,
    make: Box<dyn Fn() -> S>,
    /// What each search is about: `None` is all that must never be and that may be, else an aim that every run should come
    /// through, by its index.
    tasks: Vec<Option<u8>>,
    /// The searches that were begun; all but the last are over.
    searches: Vec<Search<S>>,
    /// The ways that were asked for, by aim: what was made shorter once is kept.
    ways: Vec<Option<Witness<S::Move>>>,
    stopped: Option<Limit>,
}

impl<S: Space<Move: PartialEq>> Searching<S> {
    /// A quest at its start; `make` makes the space for each of its searches.
    pub fn new(make: impl Fn() -> S + 'static, plan: Plan) -> Searching<S> {
        let space = make();
        let aims = space.aims();
        let untils: Vec<u8> = (0..aims.len()).filter(|aim| aims[*aim].kind == Kind::Eventually).map(|aim| aim as u8).collect();
        // Who asks only whether every run comes through something needs no search of everything else.
        let others = aims.is_empty() || untils.len() < aims.len();
        let tasks: Vec<Option<u8>> = others.then_some(None).into_iter().chain(untils.into_iter().map(Some)).collect();
        let first = Search::planned(space, Plan { until: tasks[0].map(usize::from), ..plan });
        let ways = vec![None; aims.len()];
        Searching { plan, aims, make: Box::new(make), tasks, searches: vec![first], ways, stopped: None }
    }

    /// Which of the searches an aim belongs to.
    fn search_for(&self, aim: usize) -> Option<usize> {
        let until = (self.aims.get(aim)?.kind == Kind::Eventually).then_some(aim as u8);
        self.tasks.iter().position(|task| *task == until)
    }

    /// The way to what was found for the aim with this index, without moves that it can do without.
    pub fn witness(&mut self, aim: usize) -> Option<Witness<S::Move>> {
        if let Some(Some(known)) = self.ways.get(aim) {
            return Some(known.clone());
        }
        let place = self.search_for(aim)?;
        let mut witness = self.searches.get_mut(place)?.witness(aim)?;
        if self.plan.order != Order::Breadth && self.tasks[place].is_none() {
            witness = minimised(&mut (self.make)(), aim, witness);
        }
        self.ways[aim] = Some(witness.clone());
        Some(witness)
    }
}

impl<S: Space<Move: PartialEq>> Quest for Searching<S> {
    fn advance(&mut self, states: usize) -> Progress {
        let begun = self.searches.len();
        if let Some(search) = self.searches.last_mut().filter(|_| self.stopped.is_none())
            && !search.advance(states)
            && let Some(until) = self.tasks.get(begun)
        {
            self.searches.push(Search::planned((self.make)(), Plan { until: until.map(usize::from), ..self.plan }));
        }
        self.progress()
    }

    fn stop(&mut self, limit: Limit) {
        if self.progress().over {
            return;
        }
        self.stopped = Some(limit);
        if let Some(search) = self.searches.last_mut() {
            search.stop(limit);
        }
    }

    fn progress(&self) -> Progress {
        let through = self.searches.len() == self.tasks.len() && self.searches.iter().all(|search| search.progress().over);
        let limit = self.searches.iter().find_map(Search::limit).or(self.stopped);
        let first = self.searches[0].progress();
        let complete = through && limit.is_none() && first.complete;
        Progress { over: self.stopped.is_some() || through, complete, limit, ..first }
    }

    fn has_broken(&self) -> bool {
        let search = |aim: usize| self.search_for(aim).and_then(|place| self.searches.get(place));
        let found = |aim: usize| search(aim).is_some_and(|search| search.has_found(aim));
        (0..self.aims.len()).any(|aim| self.aims[aim].kind != Kind::Sometimes && found(aim))
    }

    fn levels(&self) -> Vec<u64> {
        self.searches[0].levels()
    }

    fn answers(&mut self) -> Vec<Answer> {
        (0..self.aims.len()).map(|aim| self.answer(aim)).collect()
    }
}

impl<S: Space<Move: PartialEq>> Searching<S> {
    fn answer(&mut self, aim: usize) -> Answer {
        let length = self.witness(aim).map(|witness| witness.moves.len());
        let search = self.search_for(aim).and_then(|place| self.searches.get(place));
        let limited = search.is_none_or(|search| search.limit().is_some() || !search.progress().over);
        let outcome = match (self.aims[aim].kind, length.is_some()) {
            (Kind::Always | Kind::Eventually, true) => Outcome::Broken,
            (Kind::Sometimes, true) => Outcome::Found,
            (_, false) if limited => Outcome::Limit,
            (Kind::Always | Kind::Eventually, false) => Outcome::Holds,
            (Kind::Sometimes, false) => Outcome::Never,
        };
        Answer { aim: self.aims[aim], outcome, length }
    }
}
