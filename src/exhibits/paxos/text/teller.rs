//! One configuration told in one language: every sentence is given in both, and how nodes, values,
//! ids and proposals are written in it.

use std::ops::Deref;

use crate::sim::{NodeId, NodeSet};
pub use crate::text::count;
use crate::text::{Line, Locale, Span, Tone, both};

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

/// It says sentences as its language does.
impl Deref for Teller<'_> {
    type Target = Locale;

    fn deref(&self) -> &Locale {
        &self.locale
    }
}

impl<'a> Teller<'a> {
    /// Tells of `paxos` in `locale`.
    pub fn new(paxos: &'a Paxos, locale: Locale) -> Teller<'a> {
        Teller { paxos, locale }
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
        self.series(nodes.into_iter().map(|node| self.node(node)), both("nobody", "没有任何节点"))
    }

    /// Nodes in a caption: "A1, A2".
    pub fn list(&self, nodes: NodeSet) -> Line {
        self.listed(nodes.iter().map(|node| self.node(node)))
    }

    /// Values in a sentence: "red, blue".
    pub fn values(&self, values: impl IntoIterator<Item = Value>) -> Line {
        self.listed(values.into_iter().map(|value| self.value(value)))
    }
}

/// An id in a sentence.
pub fn id(id: Id) -> Line {
    Span::number(id.0).into()
}

/// A word of the protocol.
pub fn term(word: &str) -> Line {
    Span::term(word).into()
}
