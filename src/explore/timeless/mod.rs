//! Any protocol without its clock: what is left are states, and what may happen in whatever order.
//!
//! ```text
//!   row = [ node 0 | node 1 | .. | wire | watched | commands given | faults spent | begun ]
//!            └── each a number of a table: what a node knows, its timers, whether it is up ──┘
//! ```
//!
//! Times are gone: a message may arrive at any time or never, a timer that is armed may go off. Message numbers, due
//! times and facts are no part of a state; what the watcher knows is. What a handler made of an input is worked out once
//! and kept, so that a search of millions asks each handler some thousand times.
//!
//! For protocols whose messages arrive one by one.

mod budget;
mod change;
mod moment;
mod space;
mod tables;
mod wires;

pub use budget::{Budget, Network, Spent};
pub use moment::{Envelope, Happening, Moment, Move};

use std::sync::Arc;

use crate::sim::{NodeId, NodeSet, Protocol, Sight};

use super::space::Aim;
use budget::Counter;
use tables::Tables;
use wires::Wires;

/// Whether something is so at an instant.
pub type Judge<P> = Arc<dyn Fn(&Sight<'_, P>) -> bool + Send + Sync>;

/// What is asked of a protocol, and what may happen to it meanwhile.
#[derive(Clone)]
pub struct Inquiry<P: Protocol> {
    /// The configuration, the removed guards included.
    pub protocol: P,
    /// What becomes of messages.
    pub network: Network,
    /// Whether any message under way may be lost, without a limit.
    pub lossy: bool,
    /// What else may happen, and how often.
    pub budget: Budget,
    /// The commands that may be given: a node and the place in its list. At most 32.
    pub commands: Vec<(NodeId, u16)>,
    /// Whether they may be given again and again, instead of once each.
    pub again: bool,
    /// What is looked for.
    pub aims: Vec<(Aim, Judge<P>)>,
}

impl<P: Protocol> Inquiry<P> {
    /// A protocol whose agenda is given in any order, to which nothing else happens and of which nothing is asked.
    pub fn new(protocol: P, network: Network) -> Inquiry<P> {
        let commands = protocol.agenda().into_iter().map(|appointment| (appointment.node, appointment.choice)).collect();
        let (budget, aims) = (Budget::default(), Vec::new());
        Inquiry { protocol, network, lossy: false, budget, commands, again: false, aims }
    }

    /// Looks for something more.
    #[must_use]
    pub fn asking(mut self, aim: Aim, is_so: impl Fn(&Sight<'_, P>) -> bool + Send + Sync + 'static) -> Inquiry<P> {
        self.aims.push((aim, Arc::new(is_so)));
        self
    }
}

/// A protocol as a space of states.
pub struct Timeless<P: Protocol> {
    inquiry: Inquiry<P>,
    tables: Tables<P>,
    wires: Wires,
    nodes: usize,
}

impl<P: Protocol> Timeless<P> {
    /// The space of an inquiry.
    pub fn new(inquiry: Inquiry<P>) -> Timeless<P> {
        let nodes = usize::from(inquiry.protocol.size());
        Timeless { inquiry, tables: Tables::default(), wires: Wires::default(), nodes }
    }

    /// What is asked.
    pub fn inquiry(&self) -> &Inquiry<P> {
        &self.inquiry
    }

    /// Shows a state to a check.
    pub fn sight<R>(&self, row: &[u32], look: impl FnOnce(&Sight<'_, P>) -> R) -> R {
        let local = |node: usize| self.tables.local(row[node]);
        let nodes: Vec<&P::Node> = (0..self.nodes).map(|node| &local(node).knows).collect();
        let up = (0..self.nodes).filter(|node| local(*node).up).map(|node| NodeId(node as u8)).collect();
        let liars = if self.inquiry.budget.lies > 0 { self.inquiry.budget.liars } else { NodeSet::EMPTY };
        let traitors = (0..self.nodes as u8).map(NodeId).filter(|node| liars.has(*node)).collect();
        look(&Sight {
            protocol: &self.inquiry.protocol,
            nodes: &nodes,
            up,
            traitors,
            watched: self.tables.watched(row[self.watch()]),
        })
    }

    /// A state in words.
    pub fn moment(&self, row: &[u32]) -> Moment<P> {
        let local = |node: usize| self.tables.local(row[node]);
        let armed = |node: usize| local(node).armed.iter().map(move |timer| (NodeId(node as u8), *timer));
        Moment {
            nodes: (0..self.nodes).map(|node| local(node).knows.clone()).collect(),
            up: (0..self.nodes).filter(|node| local(*node).up).map(|node| NodeId(node as u8)).collect(),
            wire: self.wires.list(row[self.wire()]).iter().map(|envelope| self.tables.envelope(*envelope).clone()).collect(),
            timers: (0..self.nodes).flat_map(armed).collect(),
            watched: self.tables.watched(row[self.watch()]).clone(),
            given: row[self.given()],
            spent: Spent(row[self.spent()]),
            begun: row[self.begun()] != 0,
        }
    }

    /// Where in a row the wire stands.
    fn wire(&self) -> usize {
        self.nodes
    }

    /// Where what the watcher knows stands.
    fn watch(&self) -> usize {
        self.nodes + 1
    }

    /// Where the commands that were given stand.
    fn given(&self) -> usize {
        self.nodes + 2
    }

    /// Where the faults that happened stand.
    fn spent(&self) -> usize {
        self.nodes + 3
    }

    /// Where it stands that a node is in the middle of sending: 0, or what it made, from 1.
    fn begun(&self) -> usize {
        self.nodes + 4
    }

    /// Whether one more fault of this kind is allowed.
    fn affords(&self, row: &[u32], counter: Counter) -> bool {
        self.inquiry.budget.affords(Spent(row[self.spent()]), counter)
    }
}
