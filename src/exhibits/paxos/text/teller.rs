//! One configuration told in one language: every sentence is given in both, and how nodes, values,
//! ids and proposals are written in it.

use crate::sim::{NodeId, NodeSet};
use crate::text::{Line, Locale, Span, Tone, join, tell};

use crate::exhibits::paxos::machine::Paxos;
use crate::exhibits::paxos::roles::{Id, Proposal, Value};

/// Tells of one configuration in one language.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The configuration: it knows the names.
    pub paxos: &'a Paxos,
    /// The language.
    pub locale: Locale,
}

impl<'a> Teller<'a> {
    /// Tells of `paxos` in `locale`.
    pub fn new(paxos: &'a Paxos, locale: Locale) -> Teller<'a> {
        Teller { paxos, locale }
    }

    /// A sentence: the template in both languages, and what fills either.
    pub fn say(&self, en: &str, zh: &str, args: &[Line]) -> Line {
        tell(self.locale.pick(en, zh), args)
    }

    /// Sentences one behind the other; Chinese needs no space between them.
    pub fn all(&self, sentences: impl IntoIterator<Item = Line>) -> Line {
        join(sentences.into_iter().filter(|line| !line.is_empty()), self.locale.pick(" ", ""))
    }

    /// A node's name.
    pub fn node(&self, node: NodeId) -> Line {
        Span::node(node.0, self.paxos.name(node)).into()
    }

    /// A value in its tone.
    pub fn value(&self, value: Value) -> Line {
        Span::value(Tone::Value(value.0), self.paxos.word(value)).into()
    }

    /// A proposal: `1·red`.
    pub fn proposal(&self, proposal: Proposal) -> Line {
        Line::plain(format!("{}·", proposal.id.0)).then(self.value(proposal.value))
    }

    /// Nodes in a sentence: "A1, A2 and A3".
    pub fn nodes(&self, nodes: impl IntoIterator<Item = NodeId>) -> Line {
        let mut names: Vec<Line> = nodes.into_iter().map(|node| self.node(node)).collect();
        let Some(last) = names.pop() else { return Line::plain(self.locale.pick("nobody", "没有任何节点")) };
        if names.is_empty() {
            return last;
        }
        let head = join(names, self.locale.pick(", ", "、"));
        head.then(Line::plain(self.locale.pick(" and ", " 和 "))).then(last)
    }

    /// Nodes in a caption: "A1, A2".
    pub fn list(&self, nodes: NodeSet) -> Line {
        join(nodes.iter().map(|node| self.node(node)), self.locale.pick(", ", "、"))
    }

    /// Values in a sentence: "red, blue".
    pub fn values(&self, values: impl IntoIterator<Item = Value>) -> Line {
        join(values.into_iter().map(|value| self.value(value)), self.locale.pick(", ", "、"))
    }
}

/// An id in a sentence.
pub fn id(id: Id) -> Line {
    Span::number(id.0).into()
}

/// A count in a sentence.
pub fn count(count: u32) -> Line {
    Span::number(count).into()
}

/// A word of the protocol.
pub fn term(word: &str) -> Line {
    Span::term(word).into()
}
