//! What happens among the generals and why, typed. `text` makes prose of it.

use crate::sim::{Condition, Evidence, NodeId, NodeSet};

use super::machine::Value;
use super::path::Path;

/// A fact with the conditions of its rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// What happened.
    pub what: What,
    /// The conditions of the rule, with the values they had.
    pub conditions: Vec<Condition>,
}

/// What happened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// The commander of OM(level) sends its value to every lieutenant of the call.
    Calls {
        /// The call; its last name is the one that sends.
        path: Path,
        /// The k of OM(k).
        level: u8,
        /// What it is to say: the order, or what it received, or the default.
        value: Value,
        /// What it received in the call above; `None` when nothing arrived, or when it is the commander of all.
        heard: Option<Value>,
        /// To whom.
        to: NodeSet,
    },
    /// A lieutenant of a call takes the majority.
    Folds {
        /// The call.
        path: Path,
        /// The k of its OM(k).
        level: u8,
        /// What it received in it itself; `None` when nothing arrived.
        own: Option<Value>,
        /// How many votes for attack.
        attack: u32,
        /// How many for retreat.
        retreat: u32,
        /// How many of them are defaults, because nothing arrived.
        missing: u32,
        /// What the call is worth to it.
        worth: Value,
        /// Whether this is what it does, if it is loyal.
        decides: bool,
    },
    /// A message is ignored.
    Ignores {
        /// Who sent it.
        from: NodeId,
        /// Its path.
        path: Path,
        /// Whether it came after its round; else it is a second one.
        late: bool,
    },
    /// A general wakes after a crash.
    Wakes {
        /// Whether it still knows what it heard.
        remembers: bool,
    },
}

impl Fact {
    /// A fact with its conditions.
    pub fn new(what: What, conditions: impl IntoIterator<Item = Condition>) -> Fact {
        Fact { what, conditions: conditions.into_iter().collect() }
    }
}

impl Evidence for Fact {
    fn rule(&self) -> &'static str {
        match self.what {
            What::Calls { level: 0, .. } => "send",
            What::Calls { .. } => "call",
            What::Folds { .. } => "fold",
            What::Ignores { .. } => "ignore",
            What::Wakes { .. } => "wake",
        }
    }

    fn conditions(&self) -> &[Condition] {
        &self.conditions
    }

    fn refuses(&self) -> bool {
        matches!(self.what, What::Ignores { .. })
    }
}
