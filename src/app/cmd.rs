//! What the model wants done outside of it. Only `ui` carries it out.

use crate::text::Locale;

use super::pursuit::Errand;
use super::{Chrome, Theme};

/// A wish to the outside.
#[derive(Clone, PartialEq, Debug)]
pub enum Cmd {
    /// Start the clock (`true`) or stop it.
    Clock(bool),
    /// Write the address of the frame; a new run makes a new entry in the history.
    Address {
        /// The fragment, with its `#`.
        hash: String,
        /// Whether it is a new entry.
        push: bool,
    },
    /// Keep a preference.
    Store(Pref, String),
    /// Put text on the clipboard.
    Copy(String),
    /// Let a file be chosen and read.
    PickFile,
    /// Let a file be chosen and read that has the list for this knob.
    PickList(&'static str),
    /// Save a text as a file.
    Download {
        /// The name of the file.
        name: String,
        /// What stands in it.
        text: String,
    },
    /// Draw a fresh seed.
    FreshSeed,
    /// Put the focus somewhere once the page is drawn.
    Focus(Focus),
    /// Dress the page as a whole.
    Dress {
        /// Its theme.
        theme: Theme,
        /// Its language.
        locale: Locale,
        /// Its chrome.
        chrome: Chrome,
        /// Its title.
        title: String,
    },
    /// Tell the host what happened.
    Post(Event),
    /// Send a searcher about, fetching it first.
    Search(Errand),
}

/// A preference that is kept from visit to visit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pref {
    /// The theme.
    Theme,
    /// The language.
    Locale,
    /// Whether single keys act.
    Shortcuts,
    /// The speed.
    Speed,
    /// The exhibits that have been seen.
    Seen,
    /// The challenges that have been solved.
    Solved,
}

impl Pref {
    /// Every preference.
    pub const ALL: [Pref; 6] = [Pref::Theme, Pref::Locale, Pref::Shortcuts, Pref::Speed, Pref::Seen, Pref::Solved];

    /// The name under which it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Pref::Theme => "synod.theme",
            Pref::Locale => "synod.locale",
            Pref::Shortcuts => "synod.shortcuts",
            Pref::Speed => "synod.speed",
            Pref::Seen => "synod.seen",
            Pref::Solved => "synod.solved",
        }
    }
}

/// Where the focus goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Focus {
    /// Into the menu that has opened.
    Menu,
    /// Into the dialog that has opened.
    Sheet,
    /// To the state graph, with its selected state in sight.
    Graph,
    /// To the task that has begun, or to the list of tasks again.
    Task,
    /// Back to where it was before the menu or the dialog.
    Back,
}

/// What a host page can listen to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The frame has settled.
    Frame,
    /// A guarantee is broken that was not.
    Broken(&'static str),
}
