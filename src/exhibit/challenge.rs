//! Challenges: small tasks about an exhibit that the page judges itself.
//!
//! Whether one is solved is a function of the run alone: of its settings, its acts and its world at the cursor. Nothing
//! is remembered, so undo, branches and an address lead to the same verdict as the way that somebody came.

use std::rc::Rc;

use crate::sim::{Act, Protocol, Step, World};
use crate::text::{Both, Line};

use super::saved::Saved;

/// A task.
#[derive(Clone, Copy, Debug)]
pub struct ChallengeSpec {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its title in the list.
    pub title: Both,
    /// What is to be done, in one sentence or two.
    pub task: Both,
    /// The scenario that it starts in.
    pub scenario: &'static str,
    /// The name of the node with whose eyes it starts; `None`: with the watcher's.
    pub by: Option<&'static str>,
    /// Whether something is to be brought about or answered.
    pub kind: ChallengeKind,
}

/// What a task asks for.
#[derive(Clone, Copy, Debug)]
pub enum ChallengeKind {
    /// Something must be brought about in the run.
    Do,
    /// One of these answers is right: its name, and its words.
    Answer(&'static [(&'static str, Both)]),
}

impl ChallengeKind {
    /// The answers to choose from.
    pub fn answers(self) -> &'static [(&'static str, Both)] {
        match self {
            ChallengeKind::Do => &[],
            ChallengeKind::Answer(answers) => answers,
        }
    }
}

/// How a task stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Attempt {
    /// Whether it is solved.
    pub verdict: AttemptVerdict,
    /// What is missing, why it is solved, or why this is no solution, in a sentence.
    pub because: Line,
}

impl Attempt {
    /// Something is missing.
    pub fn open(because: Line) -> Attempt {
        Attempt { verdict: AttemptVerdict::Open, because }
    }

    /// It is solved.
    pub fn solved(because: Line) -> Attempt {
        Attempt { verdict: AttemptVerdict::Solved, because }
    }

    /// This is no solution, and going on makes it none.
    pub fn failed(because: Line) -> Attempt {
        Attempt { verdict: AttemptVerdict::Failed, because }
    }
}

/// Whether a task is solved.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum AttemptVerdict {
    /// Something is missing.
    #[default]
    Open,
    /// It is solved.
    Solved,
    /// The answer is wrong, or the run has something that the task forbids.
    Failed,
}

/// The run that a task is judged by, up to the cursor.
#[derive(Clone, Copy, Debug)]
pub struct Tried<'a, P: Protocol> {
    /// Its settings: knobs and removed guards. The acts are in the steps.
    pub setup: &'a Saved,
    /// The world at the cursor.
    pub world: &'a World<P>,
    /// Every step up to the cursor, the start first.
    pub steps: &'a [Rc<Step<P>>],
}

impl<P: Protocol> Tried<'_, P> {
    /// The acts up to the cursor.
    pub fn acts(&self) -> impl Iterator<Item = Act> {
        self.steps.iter().filter_map(|step| step.act)
    }
}
