//! One sentence to the reader, kept as data so that it is told in the language of the moment.

use crate::exhibit::End;
use crate::exhibit::file::FileError;
use crate::sim::Act;
use crate::text::{Locale, words};

use super::AddressError;

/// What the page has to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Notice {
    /// The address is bad; what was there stays.
    Address(AddressError),
    /// The file is bad; what was there stays.
    File(FileError),
    /// The frame is not the one that the address or the file was made from.
    Digest,
    /// The run has fewer events than the address asks for.
    Short {
        /// Asked for.
        asked: u32,
        /// There is.
        last: u32,
    },
    /// Forward at the end of the run.
    End(End),
    /// Back at the start of the run.
    Start,
    /// The act is not open.
    Refused(Act),
    /// With the new settings, what was done from this event on cannot be done, and was left out.
    Dropped(u32),
    /// A setting is wrong; it says which beside the field.
    Settings,
    /// Nothing to take back.
    NoUndo,
    /// Nothing to do again.
    NoRedo,
    /// The text is on the clipboard, or is not.
    Copied(bool),
    /// The run no longer fits into an address.
    TooLong,
    /// The run beside this one cannot be opened.
    Second(AddressError),
    /// The run is not gone through call by call.
    NoCalls,
    /// Whatever there is to know, everybody knows.
    NoEyes,
    /// No node is selected.
    PickFirst,
    /// The exhibit has no challenge.
    NoChallenge,
    /// A list has no entry with this number.
    NoSuchOffer(u8),
    /// The exhibit has no messages, and so no schedules.
    NoSchedules,
    /// The searcher could not be started, or broke down.
    NoSearcher,
    /// Nothing is to be broken.
    NoChecks,
    /// The table of small cases is counted, or was stopped.
    Counted,
    /// A search is over.
    Pursued {
        /// Whether a bad run was found.
        found: bool,
        /// Whether everything was looked at.
        complete: bool,
    },
}

/// What a notice offers besides being put away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Remedy {
    /// The run again, from its start.
    Again,
    /// The next scenario.
    NextScenario,
    /// A challenge.
    Challenge,
    /// Save the run as a file.
    Download,
    /// Show what the search found beside the present run.
    ShowFound,
    /// Open the dialog of the search.
    Search,
}

impl Notice {
    /// Whether something went wrong.
    pub fn bad(&self) -> bool {
        match self {
            Notice::Address(_)
            | Notice::Second(_)
            | Notice::File(_)
            | Notice::Digest
            | Notice::Short { .. }
            | Notice::Settings
            | Notice::Dropped(_)
            | Notice::TooLong
            | Notice::NoSearcher
            | Notice::NoChecks
            | Notice::Copied(false) => true,
            Notice::End(_)
            | Notice::Start
            | Notice::Refused(_)
            | Notice::NoUndo
            | Notice::NoRedo
            | Notice::NoCalls
            | Notice::NoEyes
            | Notice::PickFirst
            | Notice::NoChallenge
            | Notice::NoSuchOffer(_)
            | Notice::NoSchedules
            | Notice::Pursued { .. }
            | Notice::Counted
            | Notice::Copied(true) => false,
        }
    }

    /// What it offers.
    pub fn remedies(&self) -> &'static [Remedy] {
        match self {
            Notice::End(_) => &[Remedy::Again, Remedy::NextScenario],
            Notice::TooLong => &[Remedy::Download],
            Notice::Pursued { found: true, .. } => &[Remedy::ShowFound, Remedy::Search],
            Notice::Pursued { found: false, .. } | Notice::Counted | Notice::NoSearcher => &[Remedy::Search],
            Notice::Address(_)
            | Notice::Second(_)
            | Notice::NoCalls
            | Notice::NoEyes
            | Notice::PickFirst
            | Notice::NoChallenge
            | Notice::File(_)
            | Notice::Digest
            | Notice::Short { .. }
            | Notice::Settings
            | Notice::Dropped(_)
            | Notice::Copied(_)
            | Notice::Start
            | Notice::Refused(_)
            | Notice::NoUndo
            | Notice::NoRedo
            | Notice::NoSchedules
            | Notice::NoChecks
            | Notice::NoSuchOffer(_) => &[],
        }
    }

    /// The one sentence. `why` is the run's own word: what closes the act of a [`Notice::Refused`], or what is missing
    /// where nothing happens any more.
    pub fn tell(&self, locale: Locale, why: Option<String>) -> String {
        match self {
            Notice::Address(error) => error.tell(locale),
            Notice::Second(error) => words::fill(words::SECOND_BAD, locale, &[&error.tell(locale)]),
            Notice::NoCalls => words::NO_CALLS.get(locale).to_owned(),
            Notice::NoEyes => words::NO_EYES.get(locale).to_owned(),
            Notice::PickFirst => words::PICK_FIRST.get(locale).to_owned(),
            Notice::NoChallenge => words::NO_CHALLENGE.get(locale).to_owned(),
            Notice::File(error) => words::fill(words::FILE_BAD, locale, &[&error.tell(locale)]),
            Notice::Digest => words::DIGEST_DIFFERS.get(locale).to_owned(),
            Notice::Short { asked, last } => words::fill(words::RUN_IS_SHORT, locale, &[asked, last]),
            Notice::End(End::Quiet) => why.unwrap_or_else(|| words::END_QUIET.get(locale).to_owned()),
            Notice::End(End::Stopped) => words::END_STOPPED.get(locale).to_owned(),
            Notice::End(End::Limit(steps)) => words::fill(words::END_LIMIT, locale, &[steps]),
            Notice::Start => words::AT_START.get(locale).to_owned(),
            Notice::Refused(_) => why.unwrap_or_else(|| words::CANNOT_BE_DONE.get(locale).to_owned()),
            Notice::Dropped(event) => words::fill(words::ACTS_DROPPED, locale, &[event]),
            Notice::Settings => words::SETTINGS_BAD.get(locale).to_owned(),
            Notice::NoUndo => words::NO_UNDO.get(locale).to_owned(),
            Notice::NoRedo => words::NO_REDO.get(locale).to_owned(),
            Notice::Copied(true) => words::COPIED.get(locale).to_owned(),
            Notice::Copied(false) => words::NOT_COPIED.get(locale).to_owned(),
            Notice::TooLong => words::ADDRESS_CANNOT_HOLD.get(locale).to_owned(),
            Notice::NoSchedules => words::NO_SCHEDULES.get(locale).to_owned(),
            Notice::NoChecks => words::NO_CHECKS.get(locale).to_owned(),
            Notice::NoSearcher => words::SEARCH_FAILED.get(locale).to_owned(),
            Notice::Pursued { found: true, .. } => words::SEARCH_FOUND.get(locale).to_owned(),
            Notice::Pursued { complete: true, .. } => words::SEARCH_CLEAN.get(locale).to_owned(),
            Notice::Counted => words::LIES_COUNTED.get(locale).to_owned(),
            Notice::Pursued { .. } => words::SEARCH_PART.get(locale).to_owned(),
            Notice::NoSuchOffer(number) => words::fill(words::NO_SUCH_OFFER, locale, &[number]),
        }
    }
}
