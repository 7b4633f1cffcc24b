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

    /// How far the search of all states has come; [`Progress::over`] tells of everything that is asked.
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
    /// The searches still to come, the first of them being under way.
    make: Box<dyn Fn() -> S>,
    searches: Vec<Search<S>>,
    /// The aims of the searches behind the first.
    untils: Vec<u8>,
    stopped: Option<Limit>,
}

impl<S: Space<Move: PartialEq>> Searching<S> {
    /// A quest at its start; `make` makes the space for each of its searches.
    pub fn new(make: impl Fn() -> S + 'static, plan: Plan) -> Searching<S> {
        let first = Search::planned(make(), plan);
        let aims = first.space().aims();
        let untils = (0..aims.len()).filter(|aim| aims[*aim].kind == Kind::Eventually).map(|aim| aim as u8).collect();
        Searching { plan, aims, make: Box::new(make), searches: vec![first], untils, stopped: None }
    }

    /// Which of the searches an aim belongs to.
    fn search_for(&self, aim: usize) -> usize {
        self.untils.iter().position(|until| usize::from(*until) == aim).map_or(0, |place| place + 1)
    }

    /// The way to what was found for the aim with this index, without moves that it can do without.
    pub fn witness(&mut self, aim: usize) -> Option<Witness<S::Move>> {
        let (place, ends) = (self.search_for(aim), self.untils.iter().any(|until| usize::from(*until) == aim));
        let witness = self.searches.get_mut(place)?.witness(aim)?;
        if self.plan.order == Order::Breadth || ends {
            return Some(witness);
        }
        Some(minimised(&mut (self.make)(), aim, witness))
    }
}

impl<S: Space<Move: PartialEq>> Quest for Searching<S> {
    fn advance(&mut self, states: usize) -> Progress {
        let begun = self.searches.len();
        if let Some(search) = self.searches.last_mut().filter(|_| self.stopped.is_none())
            && !search.advance(states)
            && let Some(until) = self.untils.get(begun - 1)
        {
            self.searches.push(Search::planned((self.make)(), Plan { until: Some(usize::from(*until)), ..self.plan }));
        }
        self.progress()
    }

    fn stop(&mut self, limit: Limit) {
        self.stopped = self.stopped.or(Some(limit));
        if let Some(search) = self.searches.last_mut() {
            search.stop(limit);
        }
    }

    fn progress(&self) -> Progress {
        let through = self.searches.len() > self.untils.len() && self.searches.iter().all(|search| search.progress().over);
        let first = self.searches[0].progress();
        Progress { over: self.stopped.is_some() || through, limit: first.limit.or(self.stopped), ..first }
    }

    fn has_broken(&self) -> bool {
        let found = |aim: usize| self.searches.get(self.search_for(aim)).is_some_and(|search| search.has_found(aim));
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
        let search = self.searches.get(self.search_for(aim));
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
