//! What an exhibit without messages brings: a state on which one change after another is made, and the words and pictures
//! of each. Everything else (time travel, branches, offers, the diagram, saving) is made of it by [`super::Driven`].
//!
//! A change is done at once and told in several frames: a server has joined as soon as its points appear, and the frames
//! after that show which arcs change hands, which keys travel, and what it came to. Whoever acts before the last of these
//! frames cuts the telling short, not the change.

use std::rc::Rc;

use crate::scene::{Format, Gaze, Stage, Table};
use crate::sim::{Act, NodeId};
use crate::text::{Both, Line, Locale, Tone};

use super::ScenarioSpec;
use super::challenge::{Attempt, ChallengeSpec};
use super::knobs::{KnobSpec, Knobs};
use super::open_error::Misfit;
use super::saved::Saved;
use super::shown::{Inspection, OfferGroup, Verdict};
use super::staged::AssumptionSpec;

/// An exhibit without messages. A type without values.
pub trait Mechanism: Sized + Sync + 'static {
    /// What is there between two changes.
    type State: 'static;
    /// What is kept of one change besides the states before and after it, so that its frames can be told.
    type Change: 'static;

    /// Its name in addresses and on the command line.
    const NAME: &'static str;
    /// Its title.
    const TITLE: Both;
    /// The question it opens with.
    const QUESTION: Both;
    /// Paragraphs: a title and a text each (what is assumed, the limit, where to read on).
    const ABOUT: &'static [(Both, Both)];
    /// Its knobs.
    const KNOBS: &'static [KnobSpec];
    /// Its checks: the name in files and the title.
    const CHECKS: &'static [(&'static str, Both)];
    /// Its assumptions, as chips.
    const ASSUMPTIONS: &'static [AssumptionSpec];
    /// Its scenarios, in the order of the row.
    const SCENARIOS: &'static [ScenarioSpec];
    /// Its challenges, in the order of the page.
    const CHALLENGES: &'static [ChallengeSpec] = &[];

    /// The knob that stands over the stage: by whose rules a run goes.
    const SEQUENCE: Option<&'static str> = None;
    /// What a reader may type at any frame.
    const ASKED: Option<Asking> = None;

    /// How a scenario is played.
    fn routine(scenario: &str) -> Option<Routine>;
    /// Whether these knobs make no run together, and why.
    fn misfit(_knobs: &Knobs) -> Option<Misfit> {
        None
    }

    /// The state before the first change.
    fn start(knobs: &Knobs) -> Self::State;
    /// Makes a change; `None` where it is not possible.
    fn change(state: &Self::State, act: Act) -> Option<(Self::State, Self::Change)>;
    /// How many frames tell it, one at least.
    fn frames(change: &Self::Change) -> u32;
    /// Everything that may and may not be done, in a fixed order.
    fn deeds(state: &Self::State, locale: Locale) -> Vec<Deed>;
    /// A deed that is none of those because there are too many like it: looking up one of ten thousand keys.
    fn deed_beyond(_state: &Self::State, _act: Act, _locale: Locale) -> Option<Deed> {
        None
    }
    /// The act of such a deed in the words of files.
    fn called(_state: &Self::State, _word: &str, _argument: &str) -> Option<Act> {
        None
    }
    /// What is done when somebody points at a dot of the stage.
    fn pointed(_state: &Self::State, _dot: u32) -> Option<Act> {
        None
    }
    /// Whether an act is outside the assumption with this index.
    fn leaves(_assumption: usize, _act: Act) -> bool {
        false
    }

    /// Whether the check with this index says anything of a run with these settings.
    fn applies(_check: usize, _state: &Self::State) -> bool {
        true
    }
    /// How the check with this index stands.
    fn judge(check: usize, still: &Still<'_, Self>) -> Verdict;
    /// Why, in a sentence with the values of this still.
    fn because(check: usize, still: &Still<'_, Self>, locale: Locale) -> Line;
    /// How the challenge with this index stands.
    fn attempt(_challenge: usize, _tried: &Worked<'_, Self>, _answer: Option<&str>, _locale: Locale) -> Attempt {
        Attempt::default()
    }

    /// What is on the stage.
    fn stage(still: &Still<'_, Self>, locale: Locale, format: Format, gaze: Gaze) -> Stage;
    /// The frame as a table.
    fn table(still: &Still<'_, Self>, locale: Locale) -> Table;
    /// A short line at the end of the scenario row.
    fn summary(still: &Still<'_, Self>, locale: Locale) -> Line;
    /// Which frame of which change it is: "keys travel".
    fn phase(still: &Still<'_, Self>, locale: Locale) -> Line;
    /// What happened: one paragraph, its first clause strong.
    fn tell(still: &Still<'_, Self>, locale: Locale) -> Line;
    /// The rule that was followed, in the words of its source; empty where there is none.
    fn rule(still: &Still<'_, Self>, locale: Locale) -> Line;
    /// The arithmetic of that rule, line by line.
    fn reckoning(still: &Still<'_, Self>, locale: Locale) -> Vec<Line>;
    /// Why nothing will happen by itself, and what would help.
    fn stuck(state: &Self::State, locale: Locale) -> Line;
    /// What happens in the next frame of a change, `frame` from 2: "keys travel".
    fn goes_on(change: &Self::Change, frame: u32, locale: Locale) -> Line;

    /// Its nodes: a line each in the diagram.
    fn roster(state: &Self::State) -> Vec<String>;
    /// The names of nodes that may still come, in the order in which they would.
    fn newcomers(_state: &Self::State) -> Vec<String> {
        Vec::new()
    }
    /// Whether a node takes part.
    fn is_up(state: &Self::State, node: NodeId) -> bool;
    /// What a change moves from node to node.
    fn flows(change: &Self::Change) -> Vec<Flow>;
    /// A flow in detail.
    fn inspect_flow(still: &Still<'_, Self>, flow: Flow, locale: Locale) -> Inspection;
    /// A node in detail.
    fn inspect(still: &Still<'_, Self>, node: NodeId, locale: Locale) -> Inspection;
    /// What a node has: the words of reports.
    fn decision(state: &Self::State, node: NodeId) -> Option<String>;
    /// What a change is to one node, if it is anything: for comparing two runs line by line.
    fn felt(still: &Still<'_, Self>, node: NodeId, locale: Locale) -> Option<Line>;
    /// An act in the words of files: (`look_up`, `Ada`).
    fn word(state: &Self::State, act: Act) -> Option<(&'static str, String)>;
    /// What tells one state from another, the same natively and in wasm.
    fn digest(state: &Self::State) -> u64;
}

/// A word that a reader may type at any frame.
#[derive(Clone, Copy, Debug)]
pub struct Asking {
    /// The name of the knob to whose list it is added.
    pub knob: &'static str,
    /// The command that is given with it.
    pub command: &'static str,
    /// What stands in the empty field.
    pub prompt: Both,
    /// What is done with it.
    pub verb: Both,
}

/// How a scenario is played.
#[derive(Clone, Debug)]
pub struct Routine {
    /// Every knob.
    pub knobs: Knobs,
    /// The changes, each told to its end before the next.
    pub acts: Vec<Act>,
}

/// Something that may, or may not, be done.
#[derive(Clone, Debug)]
pub struct Deed {
    /// The act.
    pub act: Act,
    /// Its group in menus.
    pub group: OfferGroup,
    /// Its words: "Remove S3".
    pub label: Line,
    /// The node it is about, if any.
    pub node: Option<NodeId>,
    /// `None`: it is open. Otherwise the condition that fails, as a sentence.
    pub closed: Option<Line>,
}

/// What a change moves between two nodes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flow {
    /// From this node.
    pub from: NodeId,
    /// To that one.
    pub to: NodeId,
    /// How much.
    pub count: u32,
    /// The tone of its arrow.
    pub tone: Tone,
    /// The frames of the change, from 1, in which it leaves and arrives.
    pub frames: (u32, u32),
}

/// A change that has been made.
pub struct Made<M: Mechanism> {
    /// What was done.
    pub act: Act,
    /// The event of its first frame.
    pub event: u32,
    /// What was there before it.
    pub before: Rc<M::State>,
    /// What is there after it.
    pub after: Rc<M::State>,
    /// What else its frames tell.
    pub change: M::Change,
}

/// One frame of a run.
pub struct Still<'a, M: Mechanism> {
    /// The state: behind the change that is being told.
    pub state: &'a M::State,
    /// The change that is being told, and which of its frames this is, from 1; `None` at the start.
    pub told: Option<(&'a Made<M>, u32)>,
}

/// The run that a task is judged by, up to the cursor.
pub struct Worked<'a, M: Mechanism> {
    /// Its settings.
    pub setup: &'a Saved,
    /// The frame at the cursor.
    pub still: Still<'a, M>,
    /// The changes up to there.
    pub made: &'a [Rc<Made<M>>],
}
