//! Scenario files: a run as JSON that a course author writes, and that the page writes and reads.
//!
//! ```json
//! { "format": 1, "exhibit": "paxos",
//!   "title": { "en": "Two in a duel", "zh": "两个提议者的对决" },
//!   "scenario": "duel", "knobs": { "acceptors": 3, "values": ["red", "blue"] }, "seed": 7, "without": ["promise"],
//!   "schedule": [ { "command": { "node": "P1", "propose": "red" } },
//!                 { "deliver": { "from": "P1", "to": "A2", "kind": "prepare", "id": 1 } } ],
//!   "then": "stop", "expect": { "agreement": "holds" } }
//! ```
//!
//! Only `format` and `exhibit` are needed. `scenario` names a scenario of the exhibit that the file
//! starts from: its knobs, seed, removed guards and acts count wherever the file does not say
//! otherwise. Without it every knob is at its default, the seed is [`SEED_DEFAULT`], and nothing is
//! done that the ordinary order would not do.
//!
//! **`schedule`** (see [`schedule`]) is for people: each item is the next event, and names a message
//! by who sent it to whom, by its kind and by any of its fields. **`acts`** (see [`acts`]) is what
//! [`write()`] writes: the run's deviations from the ordinary order, each at its event, which
//! brings back the same run exactly. A file has one or the other. What follows them is the ordinary
//! order of the seed, unless `"then": "stop"` (or `{ "stop": 12 }`: behind that event).
//!
//! `event` is the event on which the file opens (0, the start, when it is not given), and `digest`
//! (four hexadecimal digits) what the frame there must look like: a difference is reported like an
//! `expect`ation that is not met, never shown in silence. A seed above 2^53 - 1 is written as text,
//! because a browser would round the number.
//!
//! This module knows neither the catalogue (it is handed in) nor the text of a file (the shells
//! parse it to [`Json`]). Every mistake is a [`FileError`]: its place, and one sentence.

mod acts;
mod at;
#[cfg(all(test, not(target_arch = "wasm32")))]
pub(crate) mod fake;
mod faults;
mod matching;
mod problem;
mod schedule;
mod setup;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
mod write;

pub use problem::{FileError, Kind, Problem, RunProblem, ShapeProblem, TextProblem, Wanted, tell_open_error};
pub use setup::guards;
pub use write::write;

use at::At;

use super::json::Json;
use super::{Exhibit, OpenError, Saved, Session, Verdict};
use crate::text::Locale;

/// The format that this program reads and writes.
pub const FILE_FORMAT: i64 = 1;

/// The greatest file that is read: a run with a million keys of somebody's own, each as long as a key may be.
pub const FILE_BYTES_MAX: usize = 80_000_000;

/// How many items a schedule may have: more than a person writes. Each is looked up in a replay of
/// those before it, which adds up to some tenths of a second; a longer run is written as acts.
pub const SCHEDULE_ITEMS_MAX: usize = 300;

/// How many acts a list of acts, and how many entries any other list may have: as many as a run has steps.
pub const ITEMS_MAX: usize = 10_000;

/// How many characters a title may have: it must fit into the head of a page.
pub const TITLE_CHARS_MAX: usize = 200;

/// The seed of a file that names none.
pub const SEED_DEFAULT: u64 = 0;

/// The names that a file's top level may have, in the order in which they are written.
const FIELDS: &[&str] = &[
    "format", "exhibit", "scenario", "title", "knobs", "seed", "without", "faults", "schedule", "acts", "then", "event",
    "digest", "expect",
];

/// A title in one or both languages.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Title {
    /// In English.
    pub en: Option<String>,
    /// In Chinese.
    pub zh: Option<String>,
}

impl Title {
    /// The title in `locale`, else in the other language, else nothing.
    pub fn get(&self, locale: Locale) -> Option<&str> {
        let (first, second) = locale.pick((&self.en, &self.zh), (&self.zh, &self.en));
        first.as_deref().or(second.as_deref())
    }
}

/// What a file expects of its run.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expectation {
    /// The check: `agreement`.
    pub check: String,
    /// How it must stand at the end of the run.
    pub verdict: Verdict,
}

/// A file that has been understood up to the acts, which need a session to be looked up in.
///
/// A shell may change `saved` (a knob, the seed) before it opens the plan.
pub struct Plan<'a> {
    /// The exhibit.
    pub exhibit: &'static dyn Exhibit,
    /// The scenario that the file names, if it names one.
    pub scenario: Option<&'static str>,
    /// The title.
    pub title: Title,
    /// The setup.
    pub saved: Saved,
    steps: Steps<'a>,
    stops_then: bool,
    stop: Option<At<'a>>,
    event: Option<At<'a>>,
    digest: Option<u16>,
    expect: Option<At<'a>>,
}

/// What a file does besides the ordinary order.
enum Steps<'a> {
    /// What its scenario does.
    Scenario,
    /// Its schedule.
    Schedule(Vec<At<'a>>),
    /// Its exact acts.
    Acts(Vec<At<'a>>),
    /// Crashes, each in its round.
    Crashes(Vec<faults::Crash<'a>>),
}

/// A file's run, opened on the file's event.
pub struct Opened {
    /// The exhibit.
    pub exhibit: &'static dyn Exhibit,
    /// The scenario that the file names, if it names one.
    pub scenario: Option<&'static str>,
    /// The title.
    pub title: Title,
    /// The session.
    pub session: Box<dyn Session>,
    /// What the file expects of the end of its run.
    pub expect: Vec<Expectation>,
    /// The digest that the file expects of the frame it opens on, where the frame has another one.
    pub digest_missed: Option<u16>,
}

/// The text of a file's bytes: short enough, in UTF-8, without the mark that some editors open every file with.
pub fn text(bytes: &[u8]) -> Result<&str, TextProblem> {
    if bytes.len() > FILE_BYTES_MAX {
        return Err(TextProblem::TooLong { bytes_max: FILE_BYTES_MAX });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| TextProblem::NotUtf8 { byte: error.valid_up_to() + 1 })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.trim().is_empty() { Err(TextProblem::Empty) } else { Ok(text) }
}

/// Opens a scenario file with the exhibits of a catalogue.
pub fn open(catalogue: &[&'static dyn Exhibit], json: &Json) -> Result<Opened, FileError> {
    read(catalogue, json)?.open()
}

/// Reads a scenario file up to the point where a session is needed.
pub fn read<'a>(catalogue: &[&'static dyn Exhibit], json: &'a Json) -> Result<Plan<'a>, FileError> {
    let root = At::root(json);
    let fields = root.object(FIELDS)?;
    let format = fields.need("format")?;
    if *format.json != Json::Number(FILE_FORMAT) {
        return Err(format.wrong(ShapeProblem::Format { known: FILE_FORMAT }));
    }
    let exhibit = setup::exhibit(catalogue, &fields.need("exhibit")?)?;
    let (scenario, mut saved) = setup::saved(exhibit, &fields)?;
    let (stops_then, stop) = setup::then(exhibit.steps_max(), &mut saved, &fields)?;
    let crashes = fields.get("faults").map_or(Ok(Vec::new()), |faults| faults::read(exhibit, &mut saved, &faults))?;
    if let Some(other) = fields.get("schedule").or_else(|| fields.get("acts")).filter(|_| !crashes.is_empty()) {
        return Err(other.wrong(ShapeProblem::NotBoth { one: "a crash in faults", other: "acts of its own" }));
    }
    let steps = match (fields.get("schedule"), fields.get("acts")) {
        (Some(_), Some(acts)) => return Err(acts.wrong(ShapeProblem::NotBoth { one: "schedule", other: "acts" })),
        (Some(schedule), None) => Steps::Schedule(schedule.items(SCHEDULE_ITEMS_MAX)?),
        (None, Some(acts)) => Steps::Acts(acts.items(ITEMS_MAX)?),
        (None, None) if !crashes.is_empty() => Steps::Crashes(crashes),
        (None, None) => Steps::Scenario,
    };
    let title = fields.get("title").map(|title| setup::title(&title)).transpose()?.unwrap_or_default();
    let digest = fields.get("digest").map(|digest| setup::digest(&digest)).transpose()?;
    let (event, expect) = (fields.get("event"), fields.get("expect"));
    Ok(Plan { exhibit, scenario, title, saved, steps, stops_then, stop, event, digest, expect })
}

impl Plan<'_> {
    /// Does what the file does and opens its run.
    pub fn open(self) -> Result<Opened, FileError> {
        let Plan { exhibit, scenario, title, mut saved, steps, stops_then, stop, event, digest, expect } = self;
        let mut last = None;
        saved.acts = match &steps {
            Steps::Scenario => saved.acts,
            Steps::Schedule(items) => {
                let played = schedule::play(exhibit, &saved, items)?;
                last = Some(played.event);
                played.acts
            }
            Steps::Crashes(crashes) => faults::crash(exhibit, &saved, crashes)?,
            Steps::Acts(items) => {
                let bare = open_at_start(exhibit, &saved)?;
                acts::read(exhibit.steps_max(), &bare.named(), items)?
            }
        };
        if stops_then {
            saved.stops = last.or_else(|| saved.acts.last().map(|act| act.event)).or(Some(0));
        }
        let mut session = exhibit.open(&saved).map_err(|error| match (&error, &steps) {
            (OpenError::Act { event }, Steps::Acts(items)) => acts::place_of(items, &saved.acts, *event, error.clone()),
            _ => FileError::nowhere(error),
        })?;
        for (at, wanted) in [(stop, saved.stops.unwrap_or(0)), (event, saved.event)] {
            let last = if at.is_some() { session.seek(wanted) } else { wanted };
            if let Some(at) = at.filter(|_| last < wanted) {
                return Err(at.wrong(RunProblem::BeyondEnd { last }));
            }
        }
        session.seek(saved.event);
        let expect = expect.map(|expect| setup::expect(&*session, &expect)).transpose()?.unwrap_or_default();
        let digest_missed = digest.filter(|digest| *digest != session.digest());
        Ok(Opened { exhibit, scenario, title, session, expect, digest_missed })
    }

    /// Forgets the digest and where the run was looked at: it has been changed on purpose, and will
    /// look different and end elsewhere.
    pub fn forget_looks(&mut self) {
        (self.digest, self.event, self.stop) = (None, None, None);
    }
}

/// A session of the setup before anything has been done.
fn open_at_start(exhibit: &'static dyn Exhibit, saved: &Saved) -> Result<Box<dyn Session>, FileError> {
    let bare = Saved { acts: Vec::new(), stops: None, event: 0, ..saved.clone() };
    exhibit.open(&bare).map_err(FileError::nowhere)
}
