//! The words of the protocol: ids, values, messages, roles and what each role remembers.

use crate::sim::{NodeId, NodeSet, SortedMap, SortedSet};

/// A proposal id (提案编号). 0 stands for "none yet"; a proposer's ids are
/// attempt x proposers + index, attempt from 0, index from 1.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Id(pub u32);

impl From<Id> for i64 {
    fn from(id: Id) -> i64 {
        i64::from(id.0)
    }
}

/// A value: its place in the palette of the configuration.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Value(pub u8);

impl From<Value> for i64 {
    fn from(value: Value) -> i64 {
        i64::from(value.0)
    }
}

/// A proposal (提案): an id and a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Proposal {
    /// Its id.
    pub id: Id,
    /// Its value.
    pub value: Value,
}

/// What nodes say to one another; the seed's words.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Message {
    /// Phase 1, proposer to acceptors.
    Prepare {
        /// The id that a promise is asked for.
        id: Id,
    },
    /// Phase 1, the answer: the promise, with the highest proposal accepted so far.
    Promise {
        /// The id that is promised.
        id: Id,
        /// What the acceptor had accepted.
        accepted: Option<Proposal>,
    },
    /// Phase 2, proposer to acceptors (Lamport: accept request).
    Propose(Proposal),
    /// Phase 2, the answer: accepted.
    Accepted(Proposal),
    /// An answer that refuses a prepare or a propose.
    Refused {
        /// The id that was asked for.
        id: Id,
        /// What the acceptor has promised.
        promised: Id,
    },
    /// Phase 3, the resolution, to the learners.
    Learn(Proposal),
}

impl Message {
    /// Its kind in files.
    pub fn kind(self) -> &'static str {
        match self {
            Message::Prepare { .. } => "prepare",
            Message::Promise { .. } => "promise",
            Message::Propose(_) => "propose",
            Message::Accepted(_) => "accepted",
            Message::Refused { .. } => "refused",
            Message::Learn(_) => "learn",
        }
    }

    /// The id that it speaks of.
    pub fn id(self) -> Id {
        match self {
            Message::Prepare { id } | Message::Promise { id, .. } | Message::Refused { id, .. } => id,
            Message::Propose(proposal) | Message::Accepted(proposal) | Message::Learn(proposal) => proposal.id,
        }
    }
}

/// The timer of a proposer that has asked and waits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Timer {
    /// The proposer loses patience and tries again with a higher id.
    Patience,
}

/// A command of a client.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Command {
    /// Propose this value.
    Propose(Value),
}

/// What one node knows.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Node {
    /// Proposer (提议者).
    Proposer(Proposer),
    /// Acceptor (决策者).
    Acceptor(Acceptor),
    /// Learner (最终决策学习者).
    Learner(Learner),
}

/// What a proposer knows.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Proposer {
    /// The value that a client asked it to propose.
    pub own: Option<Value>,
    /// The highest id that it has used; on its disk.
    pub used: Id,
    /// The highest id that it has seen in any message.
    pub seen: Id,
    /// Where it is.
    pub phase: Phase,
}

/// Where a proposer is with its present id.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum Phase {
    /// It has nothing under way.
    #[default]
    Idle,
    /// Phase 1: it has sent prepare and counts promises.
    Preparing {
        /// Its id.
        id: Id,
        /// Who promised, and what each reported.
        promises: SortedMap<NodeId, Option<Proposal>>,
        /// How many promises it has counted: more than `promises` holds only when the guard
        /// `distinct` is taken away.
        counted: u32,
        /// Who refused.
        refused: NodeSet,
    },
    /// Phase 2: it has sent propose and counts acceptances.
    Proposing {
        /// What it proposes.
        proposal: Proposal,
        /// Who promised.
        promises: NodeSet,
        /// From whom and under which proposal it had to adopt the value.
        adopted: Option<(NodeId, Proposal)>,
        /// Who accepted.
        accepted: NodeSet,
        /// Who refused.
        refused: NodeSet,
    },
    /// Phase 3: it has declared the resolution.
    Resolved {
        /// The resolution.
        proposal: Proposal,
        /// Who accepted it.
        accepted: NodeSet,
    },
}

impl Phase {
    /// The id under way or resolved.
    pub fn id(&self) -> Option<Id> {
        match self {
            Phase::Idle => None,
            Phase::Preparing { id, .. } => Some(*id),
            Phase::Proposing { proposal, .. } | Phase::Resolved { proposal, .. } => Some(proposal.id),
        }
    }

    /// The number of the phase, as the seed counts: 1 prepare, 2 accept, 3 learn; 0 when idle.
    pub fn number(&self) -> u8 {
        match self {
            Phase::Idle => 0,
            Phase::Preparing { .. } => 1,
            Phase::Proposing { .. } => 2,
            Phase::Resolved { .. } => 3,
        }
    }
}

/// What an acceptor knows; all of it is on its disk.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Acceptor {
    /// The highest id that it has promised; 0: none.
    pub promised: Id,
    /// The proposal that it accepted last.
    pub accepted: Option<Proposal>,
}

/// What a learner knows.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Learner {
    /// The resolution that it has learned.
    pub learned: Option<Proposal>,
    /// When acceptors tell learners themselves: who accepted what.
    pub votes: SortedMap<Proposal, NodeSet>,
}

/// What only the watcher knows, over the whole history.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Watched {
    /// Who has ever accepted what, a crash or a lost disk notwithstanding.
    pub votes: SortedMap<Proposal, NodeSet>,
    /// The proposals that a majority has ever accepted, in the order in which they became chosen.
    pub chosen: Vec<Proposal>,
    /// The values that clients asked for.
    pub asked: SortedSet<Value>,
    /// The highest id that each acceptor has ever promised.
    pub promised: SortedMap<NodeId, Id>,
    /// The first promise that was not kept: who, what it had promised, what it then did.
    pub broken: Option<(NodeId, Id, Id)>,
    /// What learners learned and proposers declared without its being chosen.
    pub mistaken: Option<(NodeId, Proposal)>,
    /// Who has woken without what it must not forget: what was promised, accepted, used.
    pub forgot: NodeSet,
}

impl Watched {
    /// Whether two values are chosen.
    pub fn disagrees(&self) -> bool {
        self.chosen.iter().any(|other| other.value != self.chosen[0].value)
    }
}
