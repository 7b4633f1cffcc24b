//! What a session shows at its cursor: what may be done, what just happened, how the guarantees stand, and details.

use crate::scene::{Diagram, Scene, Table};
use crate::sim::Act;
use crate::text::{Line, Tone};

/// One thing that may, or may not, be done at the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Offer {
    /// The act.
    pub act: Act,
    /// Its group in menus.
    pub group: OfferGroup,
    /// Its words: "Deliver propose 2·red to A1".
    pub label: Line,
    /// Its tone.
    pub tone: Tone,
    /// The node it is about, if any: its menu shows it.
    pub node: Option<u8>,
    /// The message it is about, if any.
    pub message: Option<u32>,
    /// `None`: it is open. Otherwise the condition that fails, as a sentence.
    pub closed: Option<Line>,
    /// Whether the default order would do exactly this next.
    pub next: bool,
    /// Whether it lies outside what the exhibit's assumptions allow; it is not refused.
    pub outside: bool,
}

/// The groups of offers, in the order of menus.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum OfferGroup {
    /// Deliver a message.
    Deliver,
    /// Commands and timeouts.
    Node,
    /// Lose, duplicate, hold, release, forge.
    Message,
    /// Crash, wake, betray.
    Fault,
    /// Cut, heal, partition.
    Link,
}

impl OfferGroup {
    /// The groups of these offers, each once.
    pub fn of(groups: impl IntoIterator<Item = OfferGroup>) -> Vec<OfferGroup> {
        let mut all = Vec::new();
        for group in groups {
            if !all.contains(&group) {
                all.push(group);
            }
        }
        all
    }

    /// Whether its offers stand under *what may happen next*; those of the others stand in menus.
    pub fn is_next(self) -> bool {
        matches!(self, OfferGroup::Deliver | OfferGroup::Node)
    }
}

/// A refused act: the condition that fails, as a sentence in both languages is told by the offer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Refusal {
    /// The act's offer is closed.
    Closed(Line),
    /// Nothing like that exists at this frame.
    Unknown,
}

/// What just happened, and why.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Story {
    /// One paragraph; its first clause is strong.
    pub what: Line,
    /// The rule that fired, in the words of its source; empty when there is none.
    pub rule: Line,
    /// The conditions of the rule with the values they had: "2 > 1 (id > promised)".
    pub conditions: Vec<Line>,
    /// What only the watcher knows about this step; empty when there is nothing.
    pub watcher: Line,
    /// What is missing for anything to happen by itself, if nothing can; it is the end of `what`, too.
    pub missing: Line,
    /// The event that caused this one (the step that sent the message), if any.
    pub cause: Option<u32>,
    /// Whether no node notices what happened: all of `what` is the watcher's, too.
    pub unseen: bool,
}

/// A run as one of its nodes sees it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Seen {
    /// The picture.
    pub scene: Scene,
    /// What just happened, if the node noticed.
    pub story: Story,
    /// The guarantees, of which a node knows no verdict.
    pub guarantees: Vec<Guarantee>,
    /// The assumptions; whether one is left, no node knows.
    pub assumptions: Vec<Assumption>,
    /// The node's own steps.
    pub diagram: Diagram,
}

/// The state of a guarantee.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verdict {
    /// It holds.
    Holds,
    /// Not yet.
    Open,
    /// It is broken.
    Broken,
}

/// A guarantee (性质) at the cursor.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guarantee {
    /// Its name in files: `agreement`.
    pub name: &'static str,
    /// Its title.
    pub title: Line,
    /// How it stands.
    pub verdict: Verdict,
    /// Why, in a sentence with the values of this frame.
    pub because: Line,
    /// The event that broke it.
    pub since: Option<u32>,
}

/// An assumption of the exhibit, as a chip.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Assumption {
    /// Its words.
    pub title: Line,
    /// What it means, or, once it is left, which act left it.
    pub because: Line,
    /// Whether an act of this run is outside it: the chip is red.
    pub left: bool,
}

/// A node or a message in detail.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inspection {
    /// "A1 · acceptor".
    pub title: Line,
    /// The role in the course text's sentence.
    pub role: Line,
    /// What it knows, row by row, and, marked, what only the watcher knows.
    pub table: Table,
}

/// A branch of the run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Branch {
    /// "from frame 7: A3 crashes".
    pub title: Line,
    /// The event at which it leaves the branch it came from.
    pub at: u32,
    /// Whether the cursor is on it.
    pub current: bool,
}
