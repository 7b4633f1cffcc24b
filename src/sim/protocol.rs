//! What a protocol is: rules as handlers, configuration as the value itself.

use std::fmt::Debug;
use std::hash::Hash;

use super::act::Disk;
use super::condition::{Condition, Evidence};
use super::effects::Effects;
use super::ids::{NodeId, NodeSet};

/// A protocol: the value is its configuration, the removed guards included.
///
/// Handlers are total and see no time: every [`Input`] is matched by name, the only chance is
/// [`Effects::choose`], and a handler only records intentions which the world carries out. The same
/// handlers run in the timed world and in the search.
pub trait Protocol: Clone + Eq + Hash + Debug + Send + Sync + 'static {
    /// What one node knows, its disk included.
    type Node: Clone + Eq + Hash + Debug + Send + Sync;
    /// What nodes say to one another.
    type Message: Clone + Eq + Ord + Hash + Debug + Send + Sync;
    /// The names of timers.
    type Timer: Copy + Eq + Ord + Hash + Debug + Send + Sync;
    /// What may be asked of a node from outside.
    type Command: Clone + Eq + Hash + Debug + Send + Sync;
    /// What happened and why.
    type Fact: Clone + Eq + Debug + Evidence + Send + Sync;
    /// What only the watcher knows: folded over facts, seen by no handler.
    type Watched: Clone + Eq + Hash + Debug + Default + Send + Sync;

    /// How many nodes there are.
    fn size(&self) -> u8;

    /// How messages arrive.
    fn delivery(&self) -> Delivery {
        Delivery::Messages
    }

    /// The wire's habits in the timed world.
    fn timing(&self) -> Timing {
        Timing::default()
    }

    /// Whether two nodes have a link.
    fn linked(&self, _a: NodeId, _b: NodeId) -> bool {
        true
    }

    /// A node at the start.
    fn boot(&self, me: NodeId, fx: &mut Effects<Self>) -> Self::Node;

    /// One step of one node. What is ignored ([`Effects::ignore`]) leaves the node as it was.
    fn handle(&self, me: NodeId, node: &mut Self::Node, input: Input<Self>, fx: &mut Effects<Self>);

    /// A node that wakes after a crash: what it finds on its disk of what it was.
    fn wake(&self, me: NodeId, before: &Self::Node, disk: Disk, fx: &mut Effects<Self>) -> Self::Node;

    /// The watcher notes a fact.
    fn watch(&self, watched: &mut Self::Watched, at: NodeId, fact: &Self::Fact);

    /// Every command that this node can ever be given; a command's place in the list is its name
    /// in addresses, so the list depends on the configuration only.
    fn commands(&self, _me: NodeId) -> Vec<Self::Command> {
        Vec::new()
    }

    /// The conditions under which a command makes sense now; it is open when all hold.
    fn may(&self, _me: NodeId, _node: &Self::Node, _command: &Self::Command) -> Vec<Condition> {
        Vec::new()
    }

    /// Commands that the default order gives by itself.
    fn agenda(&self) -> Vec<Appointment> {
        Vec::new()
    }

    /// What a traitor could say instead of this message of its own, `None` being nothing at all; the
    /// order is part of addresses.
    fn lies(&self, _from: NodeId, _to: NodeId, _message: &Self::Message) -> Vec<Option<Self::Message>> {
        Vec::new()
    }

    /// Who is a traitor from the start because the configuration says so.
    fn traitors(&self) -> NodeSet {
        NodeSet::EMPTY
    }

    /// What a traitor really says where its rules would have it say `message`. The adversary is asked as the message
    /// leaves; the node itself follows its rules and knows nothing of it. `seed` is for lies by chance.
    fn betray(&self, _seed: u64, _from: NodeId, _to: NodeId, _message: &Self::Message) -> Said<Self::Message> {
        Said::Truth
    }

    /// Rounds only: how many rounds there are.
    fn rounds(&self) -> u32 {
        0
    }

    /// Rounds only: in how many of them messages are sent; what follows is reckoning.
    fn message_rounds(&self) -> u32 {
        self.rounds()
    }

    /// Rounds only: the turns of a round, in order. A turn is one frame.
    fn turns(&self, _round: u32) -> Vec<Turn> {
        (0..self.size()).map(|node| Turn { nodes: NodeSet::EMPTY.with(NodeId(node)), part: 0 }).collect()
    }
}

/// What a traitor says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Said<M> {
    /// What its rules would have it say.
    Truth,
    /// Something else.
    Lie(M),
    /// Nothing: no message is sent.
    Nothing,
}

/// How messages arrive.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Delivery {
    /// One by one, in any order: the asynchronous model.
    Messages,
    /// All together at the end of a round: the synchronous model.
    Rounds,
}

/// An input of a handler.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input<P: Protocol> {
    /// A message arrives; the sender is always known.
    Message {
        /// Who sent it.
        from: NodeId,
        /// What it says.
        message: P::Message,
    },
    /// A timer goes off.
    Timer(P::Timer),
    /// A command from outside.
    Command(P::Command),
    /// Rounds only: the node's turn in a round, when everything of the round before has arrived.
    Turn {
        /// The round, from 1.
        round: u32,
        /// Which part of it (a call, a fold): the turn's own number.
        part: u32,
    },
}

/// A turn of a round: these nodes get [`Input::Turn`] in one event.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Turn {
    /// The nodes.
    pub nodes: NodeSet,
    /// What the protocol calls this part of the round.
    pub part: u32,
}

/// A command that the default order gives at a time.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Appointment {
    /// When, in milliseconds from the start.
    pub at_ms: u32,
    /// To whom.
    pub node: NodeId,
    /// Which of the node's commands.
    pub choice: u16,
}

/// The wire's habits in the timed world. The search knows none of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Timing {
    /// What every message takes at least, in milliseconds.
    pub latency_ms: u32,
    /// What it may take beyond that, in milliseconds.
    pub delay_ms_max: u32,
    /// How many of a hundred messages are lost.
    pub loss_percent: u32,
    /// How many of a hundred messages are doubled.
    pub duplicate_percent: u32,
    /// Whether timers go off by themselves, or only when somebody lets them.
    pub timers_fire: bool,
}

impl Default for Timing {
    fn default() -> Timing {
        Timing { latency_ms: 10, delay_ms_max: 0, loss_percent: 0, duplicate_percent: 0, timers_fire: true }
    }
}
