//! What the page is at an instant.

use std::rc::Rc;

use crate::exhibit::{Exhibit, Grain};
use crate::scene::{Format, Gaze};
use crate::text::Locale;

use super::beside::{Side, SideFor};
use super::pursuit::Pursuit;
use super::trying::Trying;
use super::{Cmd, Draft, Menu, Notice, Pane, PaneShot, Pick, Playhead, Pref, Speed, address, opening};

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// The word under which it is kept; also the value of `data-theme`.
    pub fn word(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a word.
    pub fn from_word(word: &str) -> Theme {
        [Theme::Light, Theme::Dark].into_iter().find(|theme| theme.word() == word).unwrap_or_default()
    }

    /// The other one: what the system has is not named, so that the page follows it again.
    pub(super) fn other(self, system_dark: bool) -> Theme {
        let dark = self == Theme::Dark || self == Theme::System && system_dark;
        match (dark, system_dark) {
            (true, false) | (false, true) => Theme::System,
            (true, true) => Theme::Light,
            (false, false) => Theme::Dark,
        }
    }
}

/// What stands around the stage.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Chrome {
    /// Everything.
    #[default]
    Full,
    /// Stage, caption and transport: a frame on a course site.
    Embed,
    /// Stage and caption: a slide.
    Slide,
}

/// A dialog.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sheet {
    /// Keys.
    Help,
    /// The settings of the run.
    Settings,
    /// Link, embed, file.
    Share,
    /// The search for a bad run.
    Search,
}

/// A chip whose reason is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Chip {
    /// The guarantee with this index.
    Guarantee(usize),
    /// The assumption with this index.
    Assumption(usize),
}

/// What the page knows when it starts.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Start {
    /// The fragment of its address.
    pub hash: String,
    /// The reader's language, as the browser tells it.
    pub language: String,
    /// What was kept from earlier visits.
    pub prefs: Vec<(Pref, String)>,
    /// Whether the reader wants less motion.
    pub reduced_motion: bool,
    /// Whether the system is dark.
    pub dark: bool,
    /// The size of the window in CSS pixels.
    pub size: (u32, u32),
    /// Whether the stage is shown first; all that stands beside it, and the address, then come with [`super::Msg::Rest`].
    pub stage_first: bool,
}

/// The page at an instant.
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own, none excludes another")]
pub struct Model {
    pub(super) catalogue: &'static [&'static dyn Exhibit],
    pub(super) locale: Locale,
    pub(super) theme: Theme,
    pub(super) system_dark: bool,
    pub(super) chrome: Chrome,
    pub(super) presenting: bool,
    pub(super) rail_open: bool,
    pub(super) tools_open: bool,
    pub(super) table: bool,
    pub(super) watching: bool,
    pub(super) shortcuts: bool,
    pub(super) reduced_motion: bool,
    pub(super) hidden: bool,
    /// Whether more than the stage is shown.
    pub(super) whole: bool,
    pub(super) size: (u32, u32),

    pub(super) panes: Vec<Pane>,
    /// The pane that acts are done in.
    pub(super) at: usize,
    /// The name of the node with whose eyes everything is seen, if not with the watcher's.
    pub(super) by: Option<String>,
    pub(super) playhead: Playhead,
    pub(super) speed: Speed,
    pub(super) grain: Grain,

    pub(super) picked: Option<Pick>,
    pub(super) menu: Option<Menu>,
    pub(super) sheet: Option<Sheet>,
    pub(super) chip: Option<Chip>,
    pub(super) notice: Option<Notice>,
    pub(super) draft: Option<Draft>,
    pub(super) pursuit: Option<Pursuit>,
    pub(super) seen: Vec<String>,
    /// The challenge that is under way, those that have been solved, and whether that is to be said.
    pub(super) trying: Option<Trying>,
    pub(super) solved: Vec<String>,
    pub(super) solved_due: bool,

    /// What was said last to those who listen, and whether something is to be said.
    pub(super) speech: String,
    pub(super) speech_due: bool,
    /// Counts visible changes; a tick in mid-motion is none.
    pub(super) revision: u64,
    /// Counts changes of what the sessions show.
    pub(super) content: u64,
    pub(super) ledger: Ledger,
    pub(super) drawn: Vec<(DrawnFor, Rc<PaneShot>)>,
    pub(super) side: Option<(SideFor, Side)>,
}

/// What the outside has been told, so that it is told only what is new.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct Ledger {
    pub(super) clock: bool,
    pub(super) address: Option<String>,
    pub(super) run: String,
    pub(super) dress: Option<(Theme, Locale, Chrome, String)>,
    pub(super) broken: Vec<&'static str>,
    pub(super) posted: Option<(u64, u32)>,
    pub(super) settled: u64,
}

/// What the picture of a pane depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct DrawnFor {
    pub(super) content: u64,
    pub(super) locale: Locale,
    pub(super) format: Format,
    pub(super) picked: Option<Pick>,
    pub(super) gaze: Gaze,
    pub(super) frames: u32,
    pub(super) watching: bool,
    pub(super) by: Option<String>,
    pub(super) whole: bool,
    /// Whether all offers are to be told, or only those of what may happen next.
    pub(super) menus: bool,
}

impl Model {
    /// The page as it opens: on its address, or, where that is bad, on the first exhibit with one
    /// sentence that says what is wrong.
    pub fn new(catalogue: &'static [&'static dyn Exhibit], start: &Start) -> (Model, Vec<Cmd>) {
        let pref = |pref: Pref| start.prefs.iter().find(|(known, _)| *known == pref).map(|(_, value)| value.as_str());
        let (asked, chrome) = address::manners(&start.hash);
        let locale = asked.or_else(|| pref(Pref::Locale).and_then(Locale::from_code));
        let speed = pref(Pref::Speed).and_then(|label| Speed::ALL.into_iter().find(|speed| speed.label() == label));
        let mut model = Model {
            catalogue,
            locale: locale.or_else(|| Locale::from_code(&start.language)).unwrap_or_default(),
            theme: pref(Pref::Theme).map_or(Theme::System, Theme::from_word),
            system_dark: start.dark,
            chrome,
            presenting: false,
            rail_open: false,
            tools_open: false,
            table: false,
            watching: true,
            shortcuts: pref(Pref::Shortcuts) != Some("off"),
            reduced_motion: start.reduced_motion,
            hidden: false,
            whole: !start.stage_first,
            size: start.size,
            panes: Vec::new(),
            at: 0,
            by: None,
            playhead: Playhead::default(),
            speed: speed.unwrap_or_default(),
            grain: Grain::default(),
            picked: None,
            menu: None,
            sheet: None,
            chip: None,
            notice: None,
            draft: None,
            pursuit: None,
            seen: pref(Pref::Seen).map_or_else(Vec::new, names),
            trying: None,
            solved: pref(Pref::Solved).map_or_else(Vec::new, names),
            solved_due: false,
            speech: String::new(),
            speech_due: false,
            revision: 0,
            content: 0,
            ledger: Ledger::default(),
            drawn: Vec::new(),
            side: None,
        };
        let cmds = opening::first(&mut model, &start.hash);
        (model, cmds)
    }

    /// Counts visible changes: a shell draws again when it has changed.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// How far the present step has come, from 0 to 1.
    pub fn progress(&self) -> f64 {
        self.playhead.progress()
    }

    /// The panes.
    pub fn panes(&self) -> &[Pane] {
        &self.panes
    }

    /// The pane that acts are done in.
    pub(super) fn pane(&mut self) -> Option<&mut Pane> {
        self.panes.get_mut(self.at)
    }

    /// The format that the window asks for.
    pub fn format(&self) -> Format {
        let (width, height) = self.size;
        if height <= STRIP_HEIGHT_MAX && width > height {
            Format::Strip
        } else if width < height && (width < TALL_WIDTH_MAX || self.panes.len() > 1) {
            Format::Tall
        } else if self.panes.len() > 1 {
            Format::Half
        } else {
            Format::Wide
        }
    }

    /// How many frames the window of the diagram has: 12 pixels or more for each.
    pub(super) fn diagram_frames(&self) -> u32 {
        if self.size.0 < TALL_WIDTH_MAX { 26 } else { 60 }
    }

    /// What the session shows has changed.
    pub(super) fn touch(&mut self) {
        self.content += 1;
    }
}

/// The names in a preference, with commas between.
fn names(text: &str) -> Vec<String> {
    text.split(',').map(str::to_owned).collect()
}

/// Up to this height a frame in a course page gets the picture for strips.
const STRIP_HEIGHT_MAX: u32 = 420;

/// Up to this width a window that is higher than wide gets the picture for phones; the style sheet
/// changes its layout there too.
const TALL_WIDTH_MAX: u32 = 760;
