//! Why a saved run cannot be opened.

use super::knobs::KnobError;

/// What opening a saved run can refuse.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OpenError {
    /// No exhibit of that name.
    Exhibit(String),
    /// The exhibit has no scenario of that name.
    Scenario(String),
    /// A knob is unknown or out of its limits.
    Knob(KnobError),
    /// The knobs do not go together.
    Misfit(Misfit),
    /// No guard of that name can be taken away.
    Guard(String),
    /// The act at this event (of the saved run) is not possible there.
    Act {
        /// The event.
        event: u32,
    },
}

/// Knobs that are fine one by one and make no run together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Misfit {
    /// The run would have more messages than a page can carry.
    Messages {
        /// How many it would have.
        count: u64,
        /// How many there may be.
        most: u64,
    },
    /// A knob names a node that there is not.
    Node {
        /// The knob.
        knob: &'static str,
        /// The node.
        name: String,
        /// The last node that there is.
        last: String,
    },
    /// A knob names something twice that may be there only once.
    Twice {
        /// The knob.
        knob: &'static str,
        /// The name.
        name: String,
    },
}
