//! The search of any exhibit whose messages arrive one by one: the very protocol that is animated, asked for the very
//! checks that colour its page; what is found becomes a run of it.
//!
//! Nothing of it is reached from a page that does not search: it has a catalogue of its own.

mod graph;
mod moves;
mod strategies;
mod trail;
mod unsearchable;
mod witness;

pub use strategies::{Counted, STRATEGIES_MAX};
pub use unsearchable::Unsearchable;

use crate::explore::{Aim, Answer, Budget, Inquiry, Limit, Network, Plan, Progress, Quest, Searching, Timeless};
use crate::sim::{Delivery, Protocol, Sight};
use crate::text::Locale;

use super::knobs::Knobs;
use super::saved::Saved;
use super::shown::Verdict;
use super::staged::Staged;
use super::treason::Row;
use strategies::Strategies;

pub use graph::{Atlas, COUNTED_MAX, DRAWN_MAX, Spot};
pub use trail::Trail;

/// What is asked of an exhibit.
#[derive(Clone, Debug)]
pub struct Question {
    /// Its knobs.
    pub knobs: Knobs,
    /// The guards that are taken away.
    pub without: Vec<&'static str>,
    /// The seed of the run that a finding becomes.
    pub seed: u64,
    /// What becomes of messages.
    pub network: Network,
    /// Whether any message may be lost.
    pub lossy: bool,
    /// What else may happen.
    pub budget: Budget,
    /// Which checks, by name; all that are about safety when there are none.
    pub checks: Vec<&'static str>,
    /// What can it be, all at once in one state? Claims of the exhibit, by name.
    pub claims: Vec<String>,
    /// How to go about it.
    pub plan: Plan,
    /// In rounds only: how many traitors there are; as many as are tolerated when nothing is said.
    pub traitors: Option<u8>,
    /// In rounds only: whether the input stays what the knobs say, and not each that there is in turn.
    pub given: bool,
}

/// Why there is no run to show.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unshown {
    /// Nothing was found.
    Nothing,
    /// A run cannot do one of the moves: what its network does with a message is not what the search's did.
    Move,
    /// Played as a run, the moves do not come to what was found.
    Astray,
}

/// A search of an exhibit.
pub trait Hunt: Quest {
    /// The run that comes to what was found of an aim, by its place among [`Quest::answers`]: it has been played once more
    /// from its start, and in its last frame the check is broken, or what can be is so.
    fn run(&mut self, aim: usize) -> Result<Saved, Unshown>;

    /// What was counted, where strategies are searched and not schedules.
    fn counted(&self) -> Option<Counted> {
        None
    }
}

/// An exhibit that can be searched.
pub trait Explorable: Sync {
    /// Its name.
    fn name(&self) -> &'static str;

    /// Its checks, by name.
    fn checks(&self) -> Vec<&'static str>;

    /// The knob whose every word is tried, unless the question says which one is given; there is none where schedules are
    /// searched.
    fn input(&self) -> Option<&'static str>;

    /// The rows of its table of lies, each as the question that counts it.
    fn table(&self) -> Vec<(Row, Question)>;

    /// Begins a search.
    fn explore(&self, question: &Question) -> Result<Box<dyn Hunt>, Unsearchable>;

    /// Draws every state that the question allows, or the first levels of them, with a run among them.
    fn atlas(&self, question: &Question, run: &Saved) -> Result<Atlas, Unsearchable>;

    /// The run that goes a shortest way to a state of that graph and stops there; it has been played once from its start.
    fn run_to(&self, question: &Question, state: u32) -> Result<Saved, Unshown>;
}

/// The check that a run may leave open for ever: it is asked of runs that come to an end.
pub const TERMINATION: &str = "termination";

/// The name of the answer to "can it be?".
pub const CAN_BE: &str = "can-be";

/// Any exhibit of messages.
pub struct Explored<E: Staged>(std::marker::PhantomData<fn() -> E>);

impl<E: Staged> Explored<E> {
    /// The entry of the catalogue.
    pub const fn new() -> Explored<E> {
        Explored(std::marker::PhantomData)
    }
}

impl<E: Staged> Default for Explored<E> {
    fn default() -> Explored<E> {
        Explored::new()
    }
}

impl<E: Staged> Explorable for Explored<E> {
    fn name(&self) -> &'static str {
        E::NAME
    }

    fn checks(&self) -> Vec<&'static str> {
        E::CHECKS.iter().map(|(name, _)| *name).collect()
    }

    fn input(&self) -> Option<&'static str> {
        E::TREASON.map(|treason| treason.input)
    }

    fn table(&self) -> Vec<(Row, Question)> {
        E::TREASON.map_or_else(Vec::new, |treason| strategies::table::<E>(treason))
    }

    fn explore(&self, question: &Question) -> Result<Box<dyn Hunt>, Unsearchable> {
        if let Some(misfit) = E::misfit(&question.knobs, &question.without) {
            return Err(Unsearchable::Misfit(misfit));
        }
        let inquiry = inquiry::<E>(question);
        if inquiry.protocol.delivery() == Delivery::Rounds {
            let treason = E::TREASON.ok_or(Unsearchable::Rounds)?;
            return Ok(Box::new(Strategies::<E>::new(question.clone(), treason)?));
        }
        let asked = inquiry.clone();
        let quest = Searching::new(move || Timeless::new(asked.clone()), question.plan);
        Ok(Box::new(Hunting::<E> { quest, inquiry, question: question.clone() }))
    }

    fn atlas(&self, question: &Question, run: &Saved) -> Result<Atlas, Unsearchable> {
        graph::drawn::<E>(question, run)
    }

    fn run_to(&self, question: &Question, state: u32) -> Result<Saved, Unshown> {
        graph::run_to::<E>(question, state)
    }
}

/// What is asked, in the terms of the search.
fn inquiry<E: Staged>(question: &Question) -> Inquiry<E::Protocol> {
    let protocol = E::protocol(&question.knobs, &question.without);
    let inquiry = Inquiry { lossy: question.lossy, budget: question.budget, ..Inquiry::new(protocol, question.network) };
    let asked = |name: &str| {
        if question.checks.is_empty() {
            question.claims.is_empty() && name != TERMINATION
        } else {
            question.checks.contains(&name)
        }
    };
    let checks = E::CHECKS.iter().enumerate().filter(|(_, (name, _))| asked(name));
    let inquiry = checks.fold(inquiry, |inquiry, (check, (name, _))| {
        let stands = move |sight: &Sight<'_, E::Protocol>, verdict: Verdict| E::judge(check, sight) == verdict;
        if *name == TERMINATION {
            inquiry.asking(Aim::eventually(name), move |sight| stands(sight, Verdict::Holds))
        } else {
            inquiry.asking(Aim::always(name), move |sight| stands(sight, Verdict::Broken))
        }
    });
    if question.claims.is_empty() {
        return inquiry;
    }
    let known = E::claims(&inquiry.protocol, Locale::default());
    let place = |name: &String| known.iter().position(|claim| claim.name == *name).map(|place| place as u16);
    // What nobody knows is never so.
    let places: Option<Vec<u16>> = question.claims.iter().map(place).collect();
    let is_so = move |sight: &Sight<'_, E::Protocol>| {
        places.as_ref().is_some_and(|places| places.iter().all(|place| E::claimed(usize::from(*place), sight)))
    };
    inquiry.asking(Aim::sometimes(CAN_BE), is_so)
}

struct Hunting<E: Staged> {
    quest: Searching<Timeless<E::Protocol>>,
    inquiry: Inquiry<E::Protocol>,
    question: Question,
}

impl<E: Staged> Quest for Hunting<E> {
    fn advance(&mut self, states: usize) -> Progress {
        self.quest.advance(states)
    }

    fn stop(&mut self, limit: Limit) {
        self.quest.stop(limit);
    }

    fn progress(&self) -> Progress {
        self.quest.progress()
    }

    fn has_broken(&self) -> bool {
        self.quest.has_broken()
    }

    fn levels(&self) -> Vec<u64> {
        self.quest.levels()
    }

    fn answers(&mut self) -> Vec<Answer> {
        self.quest.answers()
    }
}

impl<E: Staged> Hunt for Hunting<E> {
    fn run(&mut self, aim: usize) -> Result<Saved, Unshown> {
        let witness = self.quest.witness(aim).ok_or(Unshown::Nothing)?;
        let run = witness::run_of::<E>(&self.question, &self.inquiry, &witness.moves).ok_or(Unshown::Move)?;
        let (aim, judge) = self.inquiry.aims.get(aim).ok_or(Unshown::Nothing)?;
        let comes = witness::comes_to(&self.inquiry.protocol, &run, aim.kind, judge);
        if comes { Ok(run) } else { Err(Unshown::Astray) }
    }
}
