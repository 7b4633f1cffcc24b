//! Words: the languages of the page, and story lines made of spans.
//!
//! A line of a story is not a `String` but spans, so that a shell can set a value in its tone, a
//! protocol word in monospace, and make a link of a node. Sentences are *templates*: plain strings
//! with a tiny markup, filled by [`tell`]; [`Locale::say`] takes one in both languages. It deliberately
//! knows no exhibit and no fact; the prose of an exhibit lives in its own `text.rs`, the words of the
//! page itself in [`words`].

mod line;
mod sentence;
mod tone;
pub mod words;

pub use line::{Line, Span, SpanKind, join, tell};
pub use sentence::{count, decimal, grouped, percent};
pub use tone::Tone;

/// The languages of the page. Both are complete, always.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Chinese, with the terms of the course text.
    Zh,
}

impl Locale {
    /// Every locale, in the order of the switch on the page.
    pub const ALL: [Locale; 2] = [Locale::En, Locale::Zh];

    /// The code used in addresses and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Locale::En => "en",
            Locale::Zh => "zh",
        }
    }

    /// The locale of a code (`en`, `zh`, or a longer tag such as `zh-CN`).
    pub fn from_code(code: &str) -> Option<Locale> {
        let head = code.split(['-', '_']).next()?;
        Locale::ALL.into_iter().find(|locale| head.eq_ignore_ascii_case(locale.code()))
    }

    /// Chooses between the two wordings of one thing.
    pub fn pick<T>(self, en: T, zh: T) -> T {
        match self {
            Locale::En => en,
            Locale::Zh => zh,
        }
    }
}

/// One thing said in both languages: a missing translation does not compile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Both {
    /// The English wording.
    pub en: &'static str,
    /// The Chinese wording.
    pub zh: &'static str,
}

impl Both {
    /// The wording in `locale`.
    pub fn get(self, locale: Locale) -> &'static str {
        locale.pick(self.en, self.zh)
    }
}

/// Pairs an English and a Chinese wording.
pub const fn both(en: &'static str, zh: &'static str) -> Both {
    Both { en, zh }
}
