//! One configuration told in one language: how generals, values and calls are written.

use std::ops::Deref;

use crate::sim::{NodeId, NodeSet};
pub use crate::text::count;
use crate::text::{Line, Locale, Span, Tone, both};

use crate::exhibits::generals::machine::{Oral, Value};
use crate::exhibits::generals::path::Path;

/// Tells of one configuration in one language.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The configuration.
    pub oral: &'a Oral,
    /// The language.
    pub locale: Locale,
}

/// The tone of a value.
pub fn tone(value: Value) -> Tone {
    match value {
        Value::Attack => Tone::Value(6),
        Value::Retreat => Tone::Value(7),
    }
}

/// A value's word on the page.
pub fn word(value: Value, locale: Locale) -> &'static str {
    match value {
        Value::Attack => locale.pick("attack", "进攻"),
        Value::Retreat => locale.pick("retreat", "撤退"),
    }
}

/// A value with its glyph before it.
pub fn marked(value: Value, locale: Locale) -> String {
    [tone(value).glyph(), " ", word(value, locale)].concat()
}

/// It says sentences as its language does.
impl Deref for Teller<'_> {
    type Target = Locale;

    fn deref(&self) -> &Locale {
        &self.locale
    }
}

impl<'a> Teller<'a> {
    /// Tells of `oral` in `locale`.
    pub fn new(oral: &'a Oral, locale: Locale) -> Teller<'a> {
        Teller { oral, locale }
    }

    /// A general's name.
    pub fn node(&self, node: NodeId) -> Line {
        Span::node(node.0, Oral::name(node)).into()
    }

    /// A value in its tone.
    pub fn value(&self, value: Value) -> Line {
        Span::value(tone(value), marked(value, self.locale)).into()
    }

    /// Generals in a sentence: "G1, G2 and G3".
    pub fn nodes(&self, nodes: NodeSet) -> Line {
        self.series(nodes.iter().map(|node| self.node(node)), both("nobody", "没有任何将军"))
    }

    /// A call: `OM(1) by G4`.
    pub fn call(&self, path: Path) -> Line {
        let level = count(self.oral.level(path).into());
        self.say("OM({0}) by {1}", "{1} 的 OM({0})", &[level, self.node(path.last())])
    }

    /// What a message on a path speaks of: "G1's word of G0's word".
    pub fn source(&self, above: Path) -> Line {
        let mut names = above.nodes();
        let first = names.next().map_or_else(Line::default, |node| self.say("{0}'s word", "{0} 的话", &[self.node(node)]));
        names.fold(first, |line, node| self.say("{1}'s word of {0}", "{1} 转述的 {0}", &[line, self.node(node)]))
    }

    /// A path in a sentence.
    pub fn path(&self, path: Path) -> Line {
        Span::term(path.to_string()).into()
    }
}
