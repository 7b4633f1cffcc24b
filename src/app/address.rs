//! Addresses: a run on exactly one frame, as the fragment of a link.
//!
//! ```text
//! #/paxos/duel?v=1&k=acceptors:5,values:red%2Cblue&s=7&w=promise&a=AQAB..&e=12&f=11&d=3fa2&g=phase&l=zh&ui=embed
//! ```
//!
//! | | what | when it is missing |
//! |---|---|---|
//! | `v` | version of the address | 1 |
//! | `k` | knobs that differ from the exhibit's defaults | the scenario's own |
//! | `s` | seed | the scenario's own |
//! | `w` | guards that are taken away | the scenario's own |
//! | `a` | every deviation from the default order | the scenario's own, and where it stops |
//! | `e` | the event behind which the run stops; counts with `a` only | it goes on |
//! | `f` | frame, as an event | the start |
//! | `d` | digest of that frame, four hexadecimal digits | not compared |
//! | `g` | grain | frames |
//! | `l` | language | the reader's |
//! | `ui` | chrome | full |
//! | `b` | the run in the second pane: its scenario with `k`, `s`, `w`, `a`, `e`, `d` of its own, percent-encoded; empty: there is none | what the scenario has beside it, if anything |
//! | `at` | the pane that acts are done in, 1 or 2 | 1 |
//! | `by` | the name of the node with whose eyes all is seen | the watcher's |
//! | `c` | the name of the challenge that is under way; behind a colon (`%3A`), the answer that was given | none |
//!
//! Parameters of other names are passed over: a later version may have made them without taking
//! anything away from this one. Whether the acts are possible is for the exhibit to say.

mod write;

pub use write::{format, run, runs};

use crate::exhibit::knobs::shown;
use crate::exhibit::{Exhibit, Grain, Knobs, OpenError, Saved, file};
use crate::text::{Locale, words};

use super::{Chrome, acts, percent};

/// The version that this program reads and writes.
pub const ADDRESS_VERSION: u32 = 1;

/// The longest address that is written or read: what mail programs, chat programs and old proxies
/// let through. The page offers a file beyond it.
pub const ADDRESS_BYTES_MAX: usize = 8_000;

const GRAINS: [(&str, Grain); 3] = [("phase", Grain::Phase), ("frame", Grain::Frame), ("event", Grain::Event)];
const CHROMES: [(&str, Chrome); 3] = [("full", Chrome::Full), ("embed", Chrome::Embed), ("slide", Chrome::Slide)];

/// What an address says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// The run and the event.
    pub saved: Saved,
    /// What the frame there must look like.
    pub digest: Option<u16>,
    /// The grain.
    pub grain: Grain,
    /// The language, if it names one.
    pub locale: Option<Locale>,
    /// What stands around the stage.
    pub chrome: Chrome,
    /// The second pane, if there is one.
    pub second: Option<Second>,
    /// What is wrong with the second pane, if something is: the first is opened all the same.
    pub second_bad: Option<AddressError>,
    /// The name of the node with whose eyes all is seen.
    pub by: Option<String>,
    /// The name of the challenge that is under way and, behind a colon, the answer that was given.
    pub challenge: Option<String>,
}

/// What an address says of the second pane.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Second {
    /// Its run.
    pub saved: Saved,
    /// What its frame must look like.
    pub digest: Option<u16>,
    /// Whether acts are done in it.
    pub active: bool,
}

/// What is wrong with an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum AddressError {
    /// Longer than [`ADDRESS_BYTES_MAX`].
    TooLong,
    /// Of a later version.
    TooNew(u32),
    /// This part is not what was once written.
    Damaged(&'static str),
    /// This part is no number, or none that is possible.
    Number(&'static str, String),
    /// This part is none of the words it takes.
    Word(&'static str, String, [&'static str; 3]),
    /// The run cannot be opened.
    Open(OpenError),
    /// No run on the page has a node of this name.
    Node(String),
    /// The exhibit has no challenge of this name.
    Challenge(String),
}

impl AddressError {
    /// The one sentence.
    pub fn tell(&self, locale: Locale) -> String {
        match self {
            AddressError::TooLong => words::fill(words::ADDRESS_TOO_LONG, locale, &[&ADDRESS_BYTES_MAX]),
            AddressError::TooNew(version) => words::fill(words::ADDRESS_TOO_NEW, locale, &[version, &ADDRESS_VERSION]),
            AddressError::Damaged(part) => words::fill(words::ADDRESS_DAMAGED, locale, &[part]),
            AddressError::Number(part, given) => words::fill(words::ADDRESS_NUMBER, locale, &[part, &shown(given)]),
            AddressError::Word(part, given, known) => {
                words::fill(words::ADDRESS_WORD, locale, &[part, &shown(given), &known.join(", ")])
            }
            AddressError::Node(name) => words::fill(words::NO_SUCH_NODE, locale, &[&shown(name)]),
            AddressError::Challenge(name) => words::fill(words::NO_SUCH_CHALLENGE, locale, &[&shown(name)]),
            AddressError::Open(error) => words::fill(words::ADDRESS_OPEN, locale, &[&file::tell_open_error(error, locale)]),
        }
    }
}

/// Reads an address with the exhibits of a catalogue. One without an exhibit opens the first.
pub fn parse(catalogue: &[&'static dyn Exhibit], text: &str) -> Result<Address, AddressError> {
    if text.len() > ADDRESS_BYTES_MAX {
        return Err(AddressError::TooLong);
    }
    let text = text.strip_prefix('#').unwrap_or(text);
    let (path, query) = text.split_once('?').unwrap_or((text, ""));
    let parts = Parts::of(query)?;
    let version = parts.number("v", ADDRESS_VERSION)?;
    if version > ADDRESS_VERSION {
        return Err(AddressError::TooNew(version));
    }
    let saved = saved(catalogue, path, &parts)?;
    let digest = parts.digest()?;
    let locale = parts.get("l").and_then(Locale::from_code);
    let (second, second_bad) = match second(catalogue, &saved, &parts) {
        Ok(second) => (second, None),
        Err(error) => (None, Some(error)),
    };
    let (by, challenge) = (parts.text("by")?, parts.text("c")?);
    let (grain, chrome) = (parts.word("g", GRAINS)?, parts.word("ui", CHROMES)?);
    Ok(Address { saved, digest, grain, locale, chrome, second, second_bad, by, challenge })
}

/// The second pane: what the address says, or, where it says nothing, what the scenario has beside it.
#[inline(never)]
fn second(catalogue: &[&'static dyn Exhibit], first: &Saved, parts: &Parts) -> Result<Option<Second>, AddressError> {
    let active = match parts.number("at", 1)? {
        1 => false,
        2 => true,
        other => return Err(AddressError::Number("at", other.to_string())),
    };
    let Some(text) = parts.get("b") else {
        let exhibit = catalogue.iter().find(|exhibit| exhibit.name() == first.exhibit);
        let own = exhibit.and_then(|exhibit| own_second(*exhibit, first));
        return Ok(own.map(|saved| Second { saved, digest: None, active }));
    };
    if text.is_empty() { Ok(None) } else { told_second(catalogue, first, text, active).map(Some) }
}

/// The second pane as the address tells it.
#[inline(never)]
fn told_second(catalogue: &[&'static dyn Exhibit], first: &Saved, text: &str, active: bool) -> Result<Second, AddressError> {
    let text = percent::decode(text).ok_or(AddressError::Damaged("b"))?;
    let (path, query) = text.split_once('?').unwrap_or((&text, ""));
    let parts = Parts::of(query)?;
    let saved = saved(catalogue, &[first.exhibit, "/", path].concat(), &parts)?;
    Ok(Second { saved, digest: parts.digest()?, active })
}

/// What a scenario has beside it.
fn own_second(exhibit: &dyn Exhibit, first: &Saved) -> Option<Saved> {
    let spec = exhibit.scenarios().iter().find(|spec| spec.name == first.scenario)?;
    exhibit.scenario(spec.beside?.scenario)
}

/// The language and the chrome that an address asks for, whatever else is wrong with it.
pub fn manners(text: &str) -> (Option<Locale>, Chrome) {
    let query = text.split_once('?').map_or("", |(_, query)| query);
    let value = |name: &str| query.split('&').filter_map(|pair| pair.split_once('=')).find(|(n, _)| *n == name).map(|(_, v)| v);
    let chrome = value("ui").and_then(|word| CHROMES.into_iter().find(|(known, _)| *known == word));
    (value("l").and_then(Locale::from_code), chrome.map_or(Chrome::Full, |(_, chrome)| chrome))
}

fn saved(catalogue: &[&'static dyn Exhibit], path: &str, parts: &Parts) -> Result<Saved, AddressError> {
    let mut names = path.split('/').filter(|name| !name.is_empty());
    let exhibit = match names.next() {
        None => catalogue.first(),
        Some(name) => catalogue.iter().find(|exhibit| exhibit.name() == name),
    };
    let unknown = || AddressError::Open(OpenError::Exhibit(path.trim_matches('/').to_owned()));
    let exhibit = exhibit.ok_or_else(unknown)?;
    let scenario = match names.next() {
        None => exhibit.scenarios().first().map_or("", |first| first.name),
        Some(name) => name,
    };
    if names.next().is_some() {
        return Err(AddressError::Damaged("/"));
    }
    let mut saved = exhibit.scenario(scenario).ok_or_else(|| AddressError::Open(OpenError::Scenario(scenario.to_owned())))?;
    if let Some(text) = parts.get("k") {
        saved.knobs = knobs(*exhibit, text)?;
    }
    if let Some(text) = parts.get("s") {
        saved.seed = text.parse().map_err(|_| AddressError::Number("s", text.to_owned()))?;
    }
    if let Some(text) = parts.get("w") {
        let names: Vec<&str> = text.split(',').filter(|name| !name.is_empty()).collect();
        saved.without = guards(*exhibit, &names)?;
    }
    let most = exhibit.steps_max();
    if let Some(text) = parts.get("a") {
        saved.acts = acts::decode(text, most).ok_or(AddressError::Damaged("a"))?;
        saved.stops = parts.get("e").map(|_| parts.event("e", most)).transpose()?;
    }
    saved.event = if parts.get("f").is_some() { parts.event("f", most)? } else { 0 };
    Ok(saved)
}

/// The guards of these names, in the exhibit's order.
fn guards(exhibit: &dyn Exhibit, names: &[&str]) -> Result<Vec<&'static str>, AddressError> {
    let known = exhibit.guards();
    match names.iter().find(|name| known.iter().all(|guard| guard.name != **name)) {
        Some(name) => Err(AddressError::Open(OpenError::Guard((*name).to_owned()))),
        None => Ok(known.iter().map(|guard| guard.name).filter(|name| names.contains(name)).collect()),
    }
}

/// `acceptors:5,values:red%2Cblue`. A comma that lost its encoding on the way is one all the same.
fn knobs(exhibit: &dyn Exhibit, text: &str) -> Result<Knobs, AddressError> {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    for piece in text.split(',').filter(|piece| !piece.is_empty()) {
        let value = |text: &str| percent::decode(text).ok_or(AddressError::Damaged("k"));
        match (piece.split_once(':'), pairs.last_mut()) {
            (Some((name, text)), _) => pairs.push((name, value(text)?)),
            (None, Some((_, last))) => {
                last.push(',');
                last.push_str(&value(piece)?);
            }
            (None, None) => return Err(AddressError::Damaged("k")),
        }
    }
    let mut knobs = Knobs::defaults(exhibit.knobs());
    for (name, value) in pairs {
        knobs.set(exhibit.knobs(), name, &value).map_err(|error| AddressError::Open(OpenError::Knob(error)))?;
    }
    Ok(knobs)
}

/// A digest as addresses and host pages write it: four hexadecimal digits.
pub fn digits(digest: u16) -> String {
    format!("{digest:04x}")
}

fn digest(text: &str) -> Option<u16> {
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_hexdigit())).then(|| u16::from_str_radix(text, 16).ok())?
}

/// The parameters of an address.
struct Parts<'a>(Vec<(&'a str, &'a str)>);

impl<'a> Parts<'a> {
    fn of(query: &'a str) -> Result<Parts<'a>, AddressError> {
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        pairs.map(|pair| pair.split_once('=').ok_or(AddressError::Damaged("?"))).collect::<Result<_, _>>().map(Parts)
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// A name as it was before it was percent-encoded; empty is none.
    fn text(&self, name: &'static str) -> Result<Option<String>, AddressError> {
        let given = self.get(name).filter(|text| !text.is_empty());
        given.map(|text| percent::decode(text).ok_or(AddressError::Damaged(name))).transpose()
    }

    fn number(&self, name: &'static str, missing: u32) -> Result<u32, AddressError> {
        self.get(name).map_or(Ok(missing), |text| text.parse().map_err(|_| AddressError::Number(name, text.to_owned())))
    }

    fn digest(&self) -> Result<Option<u16>, AddressError> {
        self.get("d").map(|text| digest(text).ok_or(AddressError::Damaged("d"))).transpose()
    }

    fn event(&self, name: &'static str, most: u32) -> Result<u32, AddressError> {
        let event = self.number(name, 0)?;
        if event <= most { Ok(event) } else { Err(AddressError::Number(name, event.to_string())) }
    }

    fn word<T: Copy + Default>(&self, name: &'static str, known: [(&'static str, T); 3]) -> Result<T, AddressError> {
        let Some(given) = self.get(name) else { return Ok(T::default()) };
        let found = known.iter().find(|(word, _)| *word == given);
        found.map(|(_, value)| *value).ok_or_else(|| AddressError::Word(name, given.to_owned(), known.map(|(word, _)| word)))
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
