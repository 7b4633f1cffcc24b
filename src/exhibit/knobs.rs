//! Knobs: what may be set before a run, with limits that are told and never silently clamped.

use std::sync::Arc;

use super::plot::{Plot, PlotSpec};
use crate::sim::SortedMap;
use crate::text::{Both, Locale};

/// A knob of an exhibit.
#[derive(Clone, Copy, Debug)]
pub struct KnobSpec {
    /// Its name in files, addresses and on the command line.
    pub name: &'static str,
    /// Its title on the page.
    pub title: Both,
    /// One sentence on what it does.
    pub help: Both,
    /// What it takes.
    pub kind: KnobKind,
}

/// What a knob takes.
#[derive(Clone, Copy, Debug)]
pub enum KnobKind {
    /// A whole number within limits (both included), and its default.
    Number {
        /// The least.
        min: u32,
        /// The greatest.
        max: u32,
        /// The default.
        default: u32,
    },
    /// On or off, and its default.
    Switch {
        /// The default.
        default: bool,
    },
    /// One of a few words, the first being the default, with what the page calls them.
    Choice(&'static [(&'static str, Both)]),
    /// A list of words and its default.
    Words {
        /// The most characters of a word.
        chars: usize,
        /// The least number of words.
        min: usize,
        /// The greatest number of words.
        max: usize,
        /// The default.
        default: &'static [&'static str],
    },
    /// A node, by its name: this letter and a number up to `max`; the default is number 0.
    Node {
        /// The letter.
        letter: char,
        /// The greatest number.
        max: u8,
    },
    /// Who is a traitor and what it says (see [`Plot`]); by default nobody.
    Plot(&'static PlotSpec),
}

/// The most characters of a word that is written on a message's label.
pub const WORD_CHARS_MAX: usize = 12;

/// The value of a knob.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum KnobValue {
    /// A number.
    Number(u32),
    /// On or off.
    Switch(bool),
    /// One of the words of a `Choice`.
    Choice(&'static str),
    /// A list of words; it may be long, and a run is copied often.
    Words(Arc<[String]>),
    /// A node: its letter and its number.
    Node(char, u8),
    /// Who is a traitor and what it says.
    Plot(Plot),
}

/// The knobs of one run: a value for every knob of the exhibit.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Knobs(SortedMap<&'static str, KnobValue>);

/// What is wrong with a knob: one sentence names it, the value and the limits.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KnobError {
    /// No knob of that name.
    Unknown {
        /// The name.
        name: String,
        /// The names there are.
        known: Vec<&'static str>,
    },
    /// Not a number, not on or off, not one of the words.
    Malformed {
        /// The knob.
        name: &'static str,
        /// What was given.
        given: String,
        /// What it takes, in words: "a whole number from 1 to 9".
        wanted: KnobKindWords,
    },
}

/// What a knob takes, kept as data so that it can be told in either language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum KnobKindWords {
    /// A whole number from, to.
    Number(u32, u32),
    /// On or off.
    Switch,
    /// One of these words.
    Choice(Vec<&'static str>),
    /// A list of so many to so many words, of so many characters at most.
    Words(usize, usize, usize),
    /// A node from number 0 to this.
    Node(char, u8),
    /// A plot of nodes of this letter, with these words to say.
    Plot(&'static PlotSpec),
}

impl KnobError {
    /// The one sentence.
    pub fn tell(&self, locale: Locale) -> String {
        match self {
            KnobError::Unknown { name, known } => {
                let known = known.join(", ");
                locale.pick(
                    format!("There is no knob \u{201c}{}\u{201d}; there are: {known}.", shown(name)),
                    format!("没有名为“{}”的参数；可用的有：{known}。", shown(name)),
                )
            }
            KnobError::Malformed { name, given, wanted } => {
                let wanted = wanted.tell(locale);
                locale.pick(
                    format!("Knob \u{201c}{name}\u{201d} takes {wanted}, not \u{201c}{}\u{201d}.", shown(given)),
                    format!("参数“{name}”应为{wanted}，而不是“{}”。", shown(given)),
                )
            }
        }
    }
}

impl KnobKindWords {
    fn tell(&self, locale: Locale) -> String {
        match self {
            KnobKindWords::Number(min, max) => {
                locale.pick(format!("a whole number from {min} to {max}"), format!("{min} 到 {max} 的整数"))
            }
            KnobKindWords::Switch => locale.pick("on or off", "on 或 off").to_owned(),
            KnobKindWords::Choice(words) => {
                locale.pick(format!("one of {}", words.join(", ")), format!("{} 之一", words.join("、")))
            }
            KnobKindWords::Words(min, max, chars) => locale.pick(
                format!("{min} to {max} words of at most {chars} characters, with commas between"),
                format!("{min} 到 {max} 个词，以逗号分隔，每个最多 {chars} 个字符"),
            ),
            KnobKindWords::Node(letter, max) => {
                locale.pick(format!("a name from {letter}0 to {letter}{max}"), format!("{letter}0 到 {letter}{max} 之一"))
            }
            KnobKindWords::Plot(spec) => spec.wanted(locale),
        }
    }
}

/// The words of a list: one a line, as a list is pasted or kept in a file, where empty lines say nothing; with commas between
/// where there is one line only.
pub fn unlisted(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.contains('\n');
    let empty = lines || text.trim().is_empty();
    let words = text.split(if lines { '\n' } else { ',' }).map(str::trim);
    words.filter(move |word| !(empty && word.is_empty()))
}

/// A list of words as text that a knob reads back: with commas between, or one a line where a word has a comma of its own.
pub fn listed(words: &[String]) -> String {
    if words.iter().any(|word| word.contains(',')) { words.join("\n") + "\n" } else { words.join(",") }
}

/// At most forty characters of something that a user sent, without control characters.
pub fn shown(text: &str) -> String {
    let mut short: String = text.chars().filter(|letter| !letter.is_control()).take(40).collect();
    if text.chars().count() > 40 {
        short.push('…');
    }
    short
}

impl KnobSpec {
    /// The value that this knob has when nobody sets it.
    pub fn default_value(&self) -> KnobValue {
        match self.kind {
            KnobKind::Number { default, .. } => KnobValue::Number(default),
            KnobKind::Switch { default } => KnobValue::Switch(default),
            KnobKind::Choice(words) => KnobValue::Choice(words.first().map_or("", |(word, _)| word)),
            KnobKind::Words { default, .. } => KnobValue::Words(default.iter().map(|word| (*word).to_owned()).collect()),
            KnobKind::Node { letter, .. } => KnobValue::Node(letter, 0),
            KnobKind::Plot(spec) => KnobValue::Plot(Plot::nobody(spec)),
        }
    }

    /// Reads a value from text: `3`, `on`, `acceptors`, `red,blue`.
    pub fn parse(&self, given: &str) -> Result<KnobValue, KnobError> {
        let value = match self.kind {
            KnobKind::Number { min, max, .. } => {
                given.parse().ok().filter(|number| (min..=max).contains(number)).map(KnobValue::Number)
            }
            KnobKind::Switch { .. } => match given {
                "on" | "true" | "1" => Some(KnobValue::Switch(true)),
                "off" | "false" | "0" => Some(KnobValue::Switch(false)),
                _ => None,
            },
            KnobKind::Choice(words) => words.iter().find(|(word, _)| *word == given).map(|(word, _)| KnobValue::Choice(word)),
            KnobKind::Words { min, max, chars, .. } => {
                let words: Arc<[String]> = unlisted(given).map(str::to_owned).collect();
                let fits =
                    |word: &String| !word.is_empty() && word.chars().count() <= chars && !word.chars().any(char::is_control);
                ((min..=max).contains(&words.len()) && words.iter().all(fits)).then_some(KnobValue::Words(words))
            }
            KnobKind::Node { letter, max } => {
                let number: Option<u8> = given.strip_prefix(letter).unwrap_or(given).parse().ok();
                number.filter(|number| *number <= max).map(|number| KnobValue::Node(letter, number))
            }
            KnobKind::Plot(spec) => Plot::parse(spec, given).map(KnobValue::Plot),
        };
        value.ok_or_else(|| KnobError::Malformed { name: self.name, given: given.to_owned(), wanted: self.wanted() })
    }

    pub(super) fn wanted(&self) -> KnobKindWords {
        match self.kind {
            KnobKind::Number { min, max, .. } => KnobKindWords::Number(min, max),
            KnobKind::Switch { .. } => KnobKindWords::Switch,
            KnobKind::Choice(words) => KnobKindWords::Choice(words.iter().map(|(word, _)| *word).collect()),
            KnobKind::Words { min, max, chars, .. } => KnobKindWords::Words(min, max, chars),
            KnobKind::Node { letter, max } => KnobKindWords::Node(letter, max),
            KnobKind::Plot(spec) => KnobKindWords::Plot(spec),
        }
    }
}

impl Knobs {
    /// Every knob at its default.
    pub fn defaults(specs: &[KnobSpec]) -> Knobs {
        Knobs(specs.iter().map(|spec| (spec.name, spec.default_value())).collect())
    }

    /// Sets one knob from text.
    pub fn set(&mut self, specs: &[KnobSpec], name: &str, given: &str) -> Result<(), KnobError> {
        let spec = specs
            .iter()
            .find(|spec| spec.name == name)
            .ok_or_else(|| KnobError::Unknown { name: name.to_owned(), known: specs.iter().map(|spec| spec.name).collect() })?;
        self.0.insert(spec.name, spec.parse(given)?);
        Ok(())
    }

    /// The knobs with one set from trusted text; a mistake leaves the knob as it was (laws find it).
    #[must_use]
    pub fn with(mut self, specs: &[KnobSpec], name: &str, given: &str) -> Knobs {
        let fine = self.set(specs, name, given);
        debug_assert!(fine.is_ok(), "{name}={given}");
        self
    }

    fn value(&self, name: &str) -> Option<&KnobValue> {
        self.0.iter().find(|(known, _)| **known == name).map(|(_, value)| value)
    }

    /// A number; 0 when there is no such number.
    pub fn number(&self, name: &str) -> u32 {
        match self.value(name) {
            Some(KnobValue::Number(number)) => *number,
            Some(KnobValue::Node(_, number)) => u32::from(*number),
            Some(KnobValue::Switch(_) | KnobValue::Choice(_) | KnobValue::Words(_) | KnobValue::Plot(_)) | None => 0,
        }
    }

    /// A switch; off when there is no such switch.
    pub fn switch(&self, name: &str) -> bool {
        matches!(self.value(name), Some(KnobValue::Switch(true)))
    }

    /// A choice; empty when there is no such choice.
    pub fn choice(&self, name: &str) -> &'static str {
        match self.value(name) {
            Some(KnobValue::Choice(word)) => word,
            Some(
                KnobValue::Number(_) | KnobValue::Switch(_) | KnobValue::Words(_) | KnobValue::Node(..) | KnobValue::Plot(_),
            )
            | None => "",
        }
    }

    /// A list of words; empty when there is no such list.
    pub fn words(&self, name: &str) -> &[String] {
        match self.value(name) {
            Some(KnobValue::Words(words)) => words,
            Some(
                KnobValue::Number(_) | KnobValue::Switch(_) | KnobValue::Choice(_) | KnobValue::Node(..) | KnobValue::Plot(_),
            )
            | None => &[],
        }
    }

    /// A plot, where there is such a knob.
    pub fn plot(&self, name: &str) -> Option<&Plot> {
        match self.value(name) {
            Some(KnobValue::Plot(plot)) => Some(plot),
            Some(
                KnobValue::Number(_) | KnobValue::Switch(_) | KnobValue::Choice(_) | KnobValue::Words(_) | KnobValue::Node(..),
            )
            | None => None,
        }
    }

    /// Sets a plot; a knob of another name or kind is left alone.
    pub fn set_plot(&mut self, name: &'static str, plot: Plot) {
        if let Some(KnobValue::Plot(old)) = self.0.get_mut(&name) {
            *old = plot;
        }
    }

    /// Every knob in the order of names, as (name, text that [`Knobs::set`] reads).
    pub fn texts(&self) -> impl Iterator<Item = (&'static str, String)> + '_ {
        self.0.iter().map(|(name, value)| (*name, value.to_text()))
    }

    /// Every knob in the order of names.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &KnobValue)> + '_ {
        self.0.iter().map(|(name, value)| (*name, value))
    }
}

impl KnobValue {
    /// As text that [`KnobSpec::parse`] reads back.
    pub fn to_text(&self) -> String {
        match self {
            KnobValue::Number(number) => number.to_string(),
            KnobValue::Switch(on) => if *on { "on" } else { "off" }.to_owned(),
            KnobValue::Choice(word) => (*word).to_owned(),
            KnobValue::Words(words) => listed(words),
            KnobValue::Node(letter, number) => format!("{letter}{number}"),
            KnobValue::Plot(plot) => plot.to_text(),
        }
    }
}
