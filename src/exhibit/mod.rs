//! What an exhibit is: it joins a simulation, its pictures and its words behind one object-safe door.

mod branches;
mod catalogued;
mod challenge;
mod chapters;
mod chart;
mod claim;
mod driven;
pub mod explored;
#[cfg(not(target_arch = "wasm32"))]
mod facts;
pub mod file;
mod history;
pub mod json;
pub mod knobs;
mod mechanical;
mod mechanism;
mod offers;
mod open_error;
mod packets;
mod played;
pub mod plot;
mod prose;
mod report;
mod saved;
pub mod script;
mod session;
mod shown;
#[cfg(not(target_arch = "wasm32"))]
mod specification;
pub mod spread;
mod staged;
pub mod treason;
mod veil;

pub use catalogued::Catalogued;
pub use challenge::{Attempt, AttemptVerdict, ChallengeKind, ChallengeSpec, Tried};
pub use claim::{CLAIMS_MAX, Claim};
pub use driven::Driven;
#[cfg(not(target_arch = "wasm32"))]
pub use facts::FactWords;
pub use knobs::{KnobError, KnobKind, KnobSpec, KnobValue, Knobs};
pub use mechanical::Mechanical;
pub use mechanism::{Asking, Deed, Flow, Made, Mechanism, Routine, Still, Worked};
pub use offers::MESSAGES_OFFERED_MAX;
pub use open_error::{Misfit, OpenError};
pub use packets::PACKETS_SHOWN_MAX;
pub use played::Played;
pub use saved::Saved;
pub use session::{CommandWord, End, Extent, Grain, InFlight, Leap, Session, Tally};
pub use shown::{Assumption, Branch, Guarantee, Inspection, Offer, OfferGroup, Refusal, Seen, Story, Verdict};
#[cfg(not(target_arch = "wasm32"))]
pub use specification::Specification;
pub use staged::{AssumptionSpec, Look, Staged};

use crate::text::{Both, Locale};

use plot::Spoken;

/// An exhibit in the catalogue: what menus, routes, the command line and the laws loop over.
pub trait Exhibit: Sync {
    /// Its name in addresses and on the command line: `paxos`.
    fn name(&self) -> &'static str;
    /// Its title: "Paxos: prepare, accept, learn".
    fn title(&self) -> Both;
    /// The question it opens with: "Who has to agree, when ..?".
    fn question(&self) -> Both;
    /// A few sentences on what is assumed, what the limit is and where to read on.
    fn about(&self) -> &'static [(Both, Both)];
    /// Its knobs, in the order of menus.
    fn knobs(&self) -> &'static [KnobSpec];
    /// The guards that can be taken away.
    fn guards(&self) -> &'static [GuardSpec];
    /// Its scenarios, in the order of the row; the first is opened by default.
    fn scenarios(&self) -> &'static [ScenarioSpec];
    /// Its challenges, in the order of the page.
    fn challenges(&self) -> &'static [ChallengeSpec] {
        &[]
    }
    /// The saved run that a scenario opens with.
    fn scenario(&self, name: &str) -> Option<Saved>;
    /// The most events that one of its runs can have: no event beyond it can be named.
    fn steps_max(&self) -> u32 {
        crate::sim::limits::STEPS_PER_RUN_MAX
    }
    /// The knob that stands over the stage: it changes nothing of a run but the order in which it is gone through, or, where
    /// there are no messages, by whose rules it goes.
    fn sequence(&self) -> Option<&'static KnobSpec> {
        None
    }
    /// The knob that takes a word from a reader, and what is done with that word at once.
    fn asked(&self) -> Option<Asked> {
        None
    }
    /// What a node sends in a run with these settings: paths, each with its recipients. Empty where lies have no paths.
    fn messages_of(&self, _knobs: &Knobs, _node: u8) -> Vec<Spoken> {
        Vec::new()
    }
    /// How many nodes a run with these settings has.
    fn size(&self, _knobs: &Knobs) -> u8 {
        0
    }
    /// Whether its runs draw anything from a seed.
    fn has_chance(&self) -> bool {
        true
    }
    /// Whether messages arrive together, round by round.
    fn in_rounds(&self) -> bool {
        false
    }
    /// Whether its schedules can be searched, or, where it goes by rounds, its lies.
    fn is_searched(&self) -> bool {
        false
    }
    /// What can be asked of a state of a run with these settings: what "can it be?" is made of.
    fn claims(&self, _knobs: &Knobs, _locale: Locale) -> Vec<Claim> {
        Vec::new()
    }
    /// Its machine as TLA+ says it, for these settings; none where nobody has written it down.
    #[cfg(not(target_arch = "wasm32"))]
    fn specification(&self, _knobs: &Knobs) -> Option<Specification> {
        None
    }
    /// Makes a session of a saved run.
    fn open(&self, saved: &Saved) -> Result<Box<dyn Session>, OpenError>;
}

/// A word that a reader may type at any frame.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// The knob to whose list it is added.
    pub knob: &'static KnobSpec,
    /// The command that is given with it.
    pub command: &'static str,
    /// What stands in the empty field: "Type a key: your name".
    pub prompt: Both,
    /// What is done with it: "Look up".
    pub verb: Both,
}

/// A guard that can be taken away.
#[derive(Clone, Copy, Debug)]
pub struct GuardSpec {
    /// Its name in addresses and files.
    pub name: &'static str,
    /// What it demands: "An acceptor refuses a propose below its promise".
    pub title: Both,
    /// What happens without it, in a few words, for the chip that is always in sight.
    pub without: Both,
}

/// A scenario's place in the row.
#[derive(Clone, Copy, Debug)]
pub struct ScenarioSpec {
    /// Its name in addresses.
    pub name: &'static str,
    /// Its title in the row.
    pub title: Both,
    /// What to look at, in one or two sentences.
    pub intro: Both,
    /// Where it stands in the row.
    pub group: ScenarioGroup,
    /// The outcome each check must have at its end: (check, verdict).
    pub expect: &'static [(&'static str, Verdict)],
    /// What stands beside it when it opens, if anything does.
    pub beside: Option<Beside>,
}

/// Another scenario of the same exhibit, at a scenario's side.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Beside {
    /// The other scenario's name.
    pub scenario: &'static str,
    /// The name of the node to which the two runs are the same, if that is the point.
    pub eyes: Option<&'static str>,
}

/// The groups of scenarios, in the order of the row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ScenarioGroup {
    /// The lesson, in reading order.
    Lesson,
    /// Schedules worth a closer look.
    Schedule,
    /// One guard taken away.
    Guard,
}
