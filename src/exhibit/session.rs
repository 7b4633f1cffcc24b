//! The one thing that shells hold: a session of an exhibit. Generics stay inside, one `dyn` at the door. What it shows is
//! in [`super::shown`].

use crate::scene::{Diagram, Format, Gaze, Scene};
use crate::sim::{Act, NodeId};
use crate::text::{Line, Locale};

use super::challenge::Attempt;
use super::saved::Saved;
use super::shown::{Assumption, Branch, Guarantee, Inspection, Offer, OfferGroup, Refusal, Seen, Story};

/// A running exhibit, as shells see it.
///
/// Frames and events: `cursor` counts events from 0 (the start). For exhibits of messages a frame
/// is an event; exhibits that group events into frames answer [`Session::stop_after`] accordingly.
pub trait Session {
    /// The setup, the acts, where the cursor is: enough to make this session again.
    fn saved(&self) -> Saved;

    /// The event that the cursor stands on; 0 is the start.
    fn cursor(&self) -> u32;

    /// How far the run is known and whether it ends there.
    fn extent(&self) -> Extent;

    /// Goes to `event` (or as far as the run goes) and returns where that is.
    fn seek(&mut self, event: u32) -> u32;

    /// The event on which one Forward (`ahead`) or Back from the cursor stops, at a grain.
    /// `None` at the end or the start of the run.
    fn stop_after(&mut self, grain: Grain, ahead: bool) -> Option<u32>;

    /// The event on which a leap over or out of a call ends; `None` where the run is not gone through call by call.
    fn leap(&mut self, _leap: Leap) -> Option<u32> {
        None
    }

    /// Whether the run is gone through call by call.
    fn by_calls(&self) -> bool {
        false
    }

    /// What names the turn at the cursor whatever the order of turns; `None` where turns have one order only.
    fn moment(&self) -> Option<u64> {
        None
    }

    /// The event of the turn of this name in this run's order.
    fn find_moment(&mut self, _moment: u64) -> Option<u32> {
        None
    }

    /// Everything that may be done at the cursor, open and closed, in the fixed order of [`Act`].
    fn offers(&self, locale: Locale) -> Vec<Offer>;

    /// Of them those of what may happen next, and the groups of all: as long as no menu is open the others need no words.
    fn offers_next(&self, locale: Locale) -> (Vec<Offer>, Vec<OfferGroup>) {
        let mut offers = self.offers(locale);
        let groups = OfferGroup::of(offers.iter().map(|offer| offer.group));
        offers.retain(|offer| offer.group.is_next());
        (offers, groups)
    }

    /// Does `act` behind the cursor's event and steps onto it. What lay ahead is kept as a branch.
    fn choose(&mut self, act: Act) -> Result<(), Refusal>;

    /// The picture at the cursor; `picked` is the node or message that the user has selected.
    fn scene(&self, locale: Locale, format: Format) -> Scene;

    /// What the reader looks at closely, from the next picture on. It changes nothing of the run.
    fn look_at(&mut self, _gaze: Gaze) {}

    /// What just happened: the event at the cursor.
    fn story(&self, locale: Locale) -> Story;

    /// The story of any event of the run up to the end of its known extent.
    fn story_at(&mut self, event: u32, locale: Locale) -> Story;

    /// The guarantees, coloured at the cursor.
    fn guarantees(&self, locale: Locale) -> Vec<Guarantee>;

    /// The assumptions under which the guarantees are promised.
    fn assumptions(&self, locale: Locale) -> Vec<Assumption>;

    /// How the challenge with this index stands at the cursor, with this answer where it asks for one.
    fn attempt(&self, _challenge: usize, _answer: Option<&str>, _locale: Locale) -> Attempt {
        Attempt::default()
    }

    /// One node in detail.
    fn inspect_node(&self, node: NodeId, locale: Locale) -> Option<Inspection>;

    /// One message in detail, if it exists in the run at the cursor.
    fn inspect_message(&self, message: u32, locale: Locale) -> Option<Inspection>;

    /// What is done when somebody points at a dot of the stage, if anything is.
    fn pointed(&self, _dot: u32) -> Option<Act> {
        None
    }

    /// Whether its nodes know less than the watcher, so that a run can be seen with the eyes of one.
    fn has_eyes(&self) -> bool {
        true
    }

    /// What `node` itself did and received up to the cursor, line by line: nothing that only the watcher knows. Two runs
    /// in which it is equal are the same run to that node.
    fn history(&self, node: NodeId, locale: Locale) -> Vec<Line>;

    /// What the node `by` sees of the run at the cursor, the diagram in a window of frames; everything else is veiled.
    fn seen_by(&self, by: NodeId, locale: Locale, format: Format, window: (u32, u32)) -> Seen;

    /// Of all offers those that `by` itself may see.
    fn offers_by(&self, by: NodeId, locale: Locale) -> Vec<Offer>;

    /// One node as far as `by` knows it.
    fn inspect_node_by(&self, by: NodeId, node: NodeId, locale: Locale) -> Option<Inspection>;

    /// One message, if `by` has sent it or got it.
    fn inspect_message_by(&self, by: NodeId, message: u32, locale: Locale) -> Option<Inspection>;

    /// A window of the space-time diagram; frames beyond the cursor are the run's default future.
    fn diagram(&mut self, first: u32, last: u32) -> Diagram;

    /// The phases of the known run: the event at which each begins and its name.
    fn phases(&mut self, locale: Locale) -> Vec<(u32, Line)>;

    /// A digest of the frame at the cursor: 16 bits, the same natively and in wasm.
    fn digest(&self) -> u16;

    /// The branches of this run, oldest first; the current one is marked.
    fn branches(&self, locale: Locale) -> Vec<Branch>;

    /// Goes to another branch, at the event where it left the one it came from.
    fn take_branch(&mut self, branch: usize);

    /// A branch as a saved run on the cursor's event; `None` where there is no such branch.
    fn branch_saved(&self, branch: usize) -> Option<Saved>;

    /// Takes the latest act back (cursor and branch as they were). False when there is none.
    fn undo(&mut self) -> bool;

    /// Does the act again that was taken back. False when there is none.
    fn redo(&mut self) -> bool;

    /// Whether undo and redo have something to do.
    fn can_undo_redo(&self) -> (bool, bool);

    /// Numbers of the run up to the cursor, and what each node has decided.
    fn tally(&self) -> Tally;

    /// Rounds only: the round that is under way, the reckoning behind the last message counted as one more.
    fn round(&self) -> u32 {
        self.tally().rounds
    }

    /// The names of the nodes, in order.
    fn nodes(&self) -> Vec<String>;

    /// The names of the nodes, and of those that may still come, in order: what acts of this run may name.
    fn named(&self) -> Vec<String> {
        self.nodes()
    }

    /// The messages in flight at the cursor, in the words of files: kind and fields.
    fn in_flight(&self) -> Vec<InFlight>;

    /// The commands that files may give, in the words of files: node, word (`propose`), argument
    /// (`blue`), and the act.
    fn commands(&self) -> Vec<CommandWord>;

    /// The act of a command with this argument, if there is one; also of one that is too much for a list.
    fn called(&self, word: &str, argument: &str) -> Option<Act> {
        let found = self.commands().into_iter().find(|told| told.word == word && told.argument == argument);
        found.map(|told| told.act)
    }

    /// What happened in the event at the cursor, in the words of reports: the act and typed facts.
    /// Only the command line writes reports, and the page need not carry their words.
    #[cfg(not(target_arch = "wasm32"))]
    fn facts(&self) -> super::FactWords;
}

/// A message in flight, in the words of files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InFlight {
    /// Its name in acts.
    pub message: crate::sim::MessageRef,
    /// Its number in the run.
    pub number: u32,
    /// The sender's name.
    pub from: String,
    /// The recipient's name.
    pub to: String,
    /// Its kind: `prepare`.
    pub kind: &'static str,
    /// Its fields: (`id`, `2`), (`value`, `red`).
    pub fields: Vec<(&'static str, String)>,
}

/// A command in the words of files.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CommandWord {
    /// The node's name.
    pub node: String,
    /// What it is told to do: `propose`.
    pub word: &'static str,
    /// With what: `blue`.
    pub argument: String,
    /// The act.
    pub act: Act,
}

/// A leap through a run that is gone through call by call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Leap {
    /// Plays the next call to the value it returns.
    Over,
    /// Plays to the value that the present call returns.
    Out,
}

/// How much one Forward shows.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Grain {
    /// A phase: a run of frames.
    Phase,
    /// A frame.
    #[default]
    Frame,
    /// An event.
    Event,
}

/// How far a run is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Extent {
    /// The last event that has been computed.
    pub last: u32,
    /// How many frames that are, the start included.
    pub frames: u32,
    /// Whether the run ends there, and why; `None`: it goes on.
    pub end: Option<End>,
}

/// Why a run is over.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum End {
    /// Nothing is in flight and no timer will go off.
    Quiet,
    /// The scenario stops here (`"then": "stop"`).
    Stopped,
    /// The limit is reached: so many steps.
    Limit(u32),
}

/// Numbers of a run, for reports.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tally {
    /// Rounds begun (0 for exhibits without rounds).
    pub rounds: u32,
    /// Sent, not counting duplicates.
    pub sent: u32,
    /// Delivered.
    pub delivered: u32,
    /// Lost.
    pub lost: u32,
    /// Duplicates made.
    pub duplicated: u32,
    /// Forged.
    pub forged: u32,
    /// Refused by their recipients.
    pub refused: u32,
    /// What each node has decided, by its name.
    pub decisions: Vec<(String, Option<String>)>,
}
