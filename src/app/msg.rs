//! Everything that can be wished of the page.

use crate::exhibit::file::TextProblem;
use crate::exhibit::json::Json;
use crate::exhibit::{Grain, Leap};
use crate::sim::Act;
use crate::text::Locale;

use super::pursuit::Wish;
use super::{Chip, Menu, Pick, PlotEdit, Sheet, Speed, Standing};

/// A file as the browser has read it.
pub type Reading = Result<Json, TextProblem>;

/// A wish.
#[derive(Clone, PartialEq, Debug)]
pub enum Msg {
    /// One step ahead, at the present grain.
    Forward,
    /// One step back: undoes exactly one [`Msg::Forward`].
    Back,
    /// One frame ahead, whatever the grain.
    FrameAhead,
    /// One frame back.
    FrameBack,
    /// To the next phase.
    NextPhase,
    /// To the phase before.
    LastPhase,
    /// A leap over the next call of the recursion, or out of the present one.
    Leap(Leap),
    /// The order in which the run is gone through: the word of a choice.
    Sequence(&'static str),
    /// A word is typed: it is added to the run, and something is done with it at once.
    Ask(String),
    /// To the start of the run.
    ToStart,
    /// To the end of the run, as far as it is known.
    ToEnd,
    /// To an event.
    Seek(u32),
    /// Play or pause.
    TogglePlay,
    /// So many milliseconds have passed.
    Tick(f64),
    /// The page is hidden, or seen again.
    Hidden(bool),
    /// Do it behind the cursor.
    Do(Act),
    /// Do the nth of what is listed, from 1.
    Numbered(u8),
    /// Take the latest act back.
    Undo,
    /// Do it again.
    Redo,
    /// Go to a branch.
    TakeBranch(usize),

    /// Open a second pane, or close it.
    ToggleBeside,
    /// Let this run stand in the second pane.
    StandBeside(Standing),
    /// Act in this pane from now on.
    Activate(usize),
    /// Act in the other pane from now on.
    OtherPane,
    /// Select something in a pane and open its menu.
    PickIn(usize, Pick),
    /// See with the eyes of the node of this name, or with the watcher's.
    SeeBy(Option<String>),
    /// See with the eyes of the selected node, or lift the veil.
    ToggleVeil,

    /// Select something and open its menu.
    Pick(Pick),
    /// Select something without a menu.
    Show(Pick),
    /// Open the menu of a group of offers.
    Open(Menu),
    /// Open a dialog.
    Sheet(Sheet),
    /// Close what lies on top.
    Close,
    /// Show why a guarantee or an assumption stands as it does, or hide it.
    Chip(Chip),
    /// Put the sentence away.
    Dismiss,

    /// Another speed.
    Speed(Speed),
    /// Another grain.
    Grain(Grain),
    /// Another language.
    Locale(Locale),
    /// The other language.
    NextLocale,
    /// Dark, or light again.
    OtherTheme,
    /// Present, or no longer.
    TogglePresent,
    /// Show the frame as a table, or no longer.
    ToggleTable,
    /// Show what only the watcher knows, or hide it.
    ToggleWatching,
    /// Unfold the course, or fold it.
    ToggleRail,
    /// Unfold the tools of the transport in a narrow window, or fold them.
    ToggleTools,
    /// Whether single keys act.
    Shortcuts(bool),
    /// The window has this size.
    Resized {
        /// Width in CSS pixels.
        width: u32,
        /// Height in CSS pixels.
        height: u32,
    },
    /// Whether the reader wants less motion.
    ReducedMotion(bool),

    /// Whether the system is dark.
    SystemDark(bool),

    /// Go to an address of the page's own making.
    Go(String),
    /// Do what a dot of the stage of this pane is for.
    Point(usize, u32),
    /// What stands beside the stage may be drawn, too.
    Rest,
    /// The address has been changed from outside.
    AddressChanged(String),
    /// The run from its start.
    Again,
    /// The next scenario of the row.
    NextScenario,
    /// Begin the challenge of this name.
    Try(&'static str),
    /// Begin the first challenge that is not solved, or leave the one under way.
    ToggleTry,
    /// Answer the challenge under way.
    Answer(&'static str),
    /// A file has been read.
    FileRead(Reading),
    /// Let a file be chosen.
    PickFile,
    /// Save the run as a file.
    Download,
    /// Put text on the clipboard.
    Copy(String),
    /// It is there, or the browser would not.
    Copied(bool),

    /// A knob of the draft.
    Knob(&'static str, String),
    /// Let a file be chosen that has the list for a knob of the draft, one word a line.
    PickList(&'static str),
    /// It has been read.
    ListRead(&'static str, Result<String, TextProblem>),
    /// A change of a plot of the draft.
    Plot(&'static str, PlotEdit),
    /// The seed of the draft.
    Seed(String),
    /// Ask for a fresh seed for the draft.
    Dice,
    /// Here it is.
    SeedDrawn(u64),
    /// Take a guard away in the draft, or put it back.
    Guard(&'static str),
    /// Make a run of the draft.
    Apply,

    /// About the search for a bad run.
    Pursue(Wish),
}
