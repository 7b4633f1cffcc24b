//! The machine: exactly the course text's rules. One match arm is one rule; a condition that a rule
//! asks is the same value that its fact shows.
//!
//! ```text
//!  client ──propose v──▶ Proposer ──prepare n──▶ Acceptors ──promise n (id, v)──▶ Proposer
//!                        Proposer ──propose n v─▶ Acceptors ──accepted n v───────▶ Proposer
//!                        Proposer ──learn v─────▶ Learners
//! ```

use crate::sim::Relation::Equals;
use crate::sim::{Appointment, Condition, Disk, Effects, Input, NodeId, Protocol, Timing};

use super::facts::{Fact, What, Why};
use super::guards::{Guard, Guards};
use super::roles::{Acceptor, Command, Id, Learner, Message, Node, Proposal, Proposer, Timer, Value, Watched};

/// A configuration of Paxos for one value.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Paxos {
    /// How many proposers: nodes 0..
    pub proposers: u8,
    /// How many acceptors: the nodes behind the proposers.
    pub acceptors: u8,
    /// How many learners: the nodes behind the acceptors.
    pub learners: u8,
    /// The values there are, each once.
    pub palette: Vec<String>,
    /// The value that each proposer's client asks for.
    pub own: Vec<Value>,
    /// The wire's habits.
    pub timing: Timing,
    /// The time between two clients' commands, in milliseconds.
    pub stagger_ms: u32,
    /// How long a proposer waits for answers, in milliseconds.
    pub patience_ms: u32,
    /// Whether a proposer that lost patience waits a random while longer each time.
    pub backoff: bool,
    /// Whether acceptors answer what they refuse, or keep silent.
    pub refusals_answered: bool,
    /// Whether acceptors tell the learners (as in "Paxos Made Simple"), or the proposer does (the seed).
    pub acceptors_tell: bool,
    /// The guards that are taken away.
    pub without: Guards,
}

/// The role of a node.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Role {
    /// Proposer.
    Proposer,
    /// Acceptor.
    Acceptor,
    /// Learner.
    Learner,
}

impl Paxos {
    /// The role of a node and its index within the role, from 1.
    pub fn role(&self, node: NodeId) -> (Role, u8) {
        if node.0 < self.proposers {
            (Role::Proposer, node.0 + 1)
        } else if node.0 < self.proposers + self.acceptors {
            (Role::Acceptor, node.0 - self.proposers + 1)
        } else {
            (Role::Learner, node.0 - self.proposers - self.acceptors + 1)
        }
    }

    /// The node's name: `P1`, `A2`, `L1`.
    pub fn name(&self, node: NodeId) -> String {
        let (role, index) = self.role(node);
        let letter = match role {
            Role::Proposer => 'P',
            Role::Acceptor => 'A',
            Role::Learner => 'L',
        };
        format!("{letter}{index}")
    }

    /// The proposers.
    pub fn all_proposers(&self) -> impl Iterator<Item = NodeId> + use<> {
        (0..self.proposers).map(NodeId)
    }

    /// The acceptors.
    pub fn all_acceptors(&self) -> impl Iterator<Item = NodeId> + use<> {
        (self.proposers..self.proposers + self.acceptors).map(NodeId)
    }

    /// The learners.
    pub fn all_learners(&self) -> impl Iterator<Item = NodeId> + use<> {
        let first = self.proposers + self.acceptors;
        (first..first + self.learners).map(NodeId)
    }

    /// A majority (多数派) of the acceptors: floor(A/2) + 1.
    pub fn majority(&self) -> u32 {
        u32::from(self.acceptors) / 2 + 1
    }

    /// F: how many acceptors may be down at the same time: floor((A-1)/2).
    pub fn tolerated(&self) -> u32 {
        (u32::from(self.acceptors) - 1) / 2
    }

    /// How many answers a proposer waits for: a majority, or one when the guard is taken away.
    pub(super) fn needed(&self) -> u32 {
        if self.without.has(Guard::Majority) { 1 } else { self.majority() }
    }

    /// Whether nodes of a role write down what they must not forget, or their guard is taken away.
    pub fn writes(&self, role: Role) -> bool {
        match role {
            Role::Proposer => !self.without.has(Guard::FreshId),
            Role::Acceptor => !self.without.has(Guard::Disk),
            Role::Learner => true,
        }
    }

    /// What is on a node's disk: all that is left of it while it is down.
    pub fn on_disk(&self, node: &Node) -> Node {
        match node {
            Node::Proposer(proposer) => {
                let used = if self.writes(Role::Proposer) { proposer.used } else { Id(0) };
                Node::Proposer(Proposer { used, ..Proposer::default() })
            }
            Node::Acceptor(acceptor) => {
                Node::Acceptor(if self.writes(Role::Acceptor) { acceptor.clone() } else { Acceptor::default() })
            }
            Node::Learner(learner) => Node::Learner(learner.clone()),
        }
    }

    /// A value's word.
    pub fn word(&self, value: Value) -> &str {
        self.palette.get(usize::from(value.0)).map_or("?", String::as_str)
    }
}

pub(super) fn ignore(from: NodeId, message: Message, why: Why, condition: Option<Condition>, fx: &mut Effects<Paxos>) {
    let what = What::Ignores { from, kind: message.kind(), id: message.id(), why };
    fx.ignore(Fact::new(what, condition));
}

impl Protocol for Paxos {
    type Node = Node;
    type Message = Message;
    type Timer = Timer;
    type Command = Command;
    type Fact = Fact;
    type Watched = Watched;

    fn size(&self) -> u8 {
        self.proposers + self.acceptors + self.learners
    }

    fn timing(&self) -> Timing {
        self.timing
    }

    fn linked(&self, a: NodeId, b: NodeId) -> bool {
        match (self.role(a.min(b)).0, self.role(a.max(b)).0) {
            (Role::Proposer, Role::Acceptor | Role::Learner) => true,
            (Role::Acceptor, Role::Learner) => self.acceptors_tell,
            (Role::Proposer, Role::Proposer) | (Role::Acceptor | Role::Learner, _) => false,
        }
    }

    fn boot(&self, me: NodeId, _fx: &mut Effects<Self>) -> Node {
        match self.role(me).0 {
            Role::Proposer => Node::Proposer(Proposer::default()),
            Role::Acceptor => Node::Acceptor(Acceptor::default()),
            Role::Learner => Node::Learner(Learner::default()),
        }
    }

    fn handle(&self, me: NodeId, node: &mut Node, input: Input<Self>, fx: &mut Effects<Self>) {
        match node {
            Node::Proposer(proposer) => self.propose(me, proposer, &input, fx),
            Node::Acceptor(acceptor) => self.accept(acceptor, &input, fx),
            Node::Learner(learner) => self.learn(learner, &input, fx),
        }
    }

    fn wake(&self, me: NodeId, before: &Node, disk: Disk, fx: &mut Effects<Self>) -> Node {
        let disk = if self.writes(self.role(me).0) { disk } else { Disk::Lost };
        let node = if disk == Disk::Kept { self.on_disk(before) } else { self.boot(me, fx) };
        let (promised, holds, used) = match &node {
            Node::Proposer(proposer) => (None, None, Some(proposer.used)),
            Node::Acceptor(acceptor) => (Some(acceptor.promised), acceptor.accepted, None),
            Node::Learner(learner) => (None, learner.learned, None),
        };
        fx.note(Fact::new(What::Wakes { disk, promised, holds, used }, []));
        node
    }

    fn watch(&self, watched: &mut Watched, at: NodeId, fact: &Fact) {
        super::watch::watch(self, watched, at, fact);
    }

    fn commands(&self, me: NodeId) -> Vec<Command> {
        match self.role(me).0 {
            Role::Proposer => (0..self.palette.len()).map(|index| Command::Propose(Value(index as u8))).collect(),
            Role::Acceptor | Role::Learner => Vec::new(),
        }
    }

    fn may(&self, _me: NodeId, node: &Node, _command: &Command) -> Vec<Condition> {
        match node {
            Node::Proposer(proposer) => vec![Condition::new("idle", proposer.phase.number(), Equals, 0)],
            Node::Acceptor(_) | Node::Learner(_) => Vec::new(),
        }
    }

    fn agenda(&self) -> Vec<Appointment> {
        let own = self.all_proposers().zip(&self.own);
        let visits =
            own.map(|(node, value)| Appointment { at_ms: u32::from(node.0) * self.stagger_ms, node, choice: u16::from(value.0) });
        visits.collect()
    }

    fn lies(&self, _from: NodeId, _to: NodeId, message: &Message) -> Vec<Option<Message>> {
        self.lies_about(message).into_iter().map(Some).collect()
    }
}

impl Paxos {
    /// What a traitor could say instead of a message of its own.
    fn lies_about(&self, message: &Message) -> Vec<Message> {
        let values = || (0..self.palette.len()).map(|index| Value(index as u8));
        match *message {
            Message::Promise { id, accepted } => {
                // No proposal has id 0: below the first id there is nothing to have accepted.
                let below = Some(Id(id.0.saturating_sub(1))).filter(|below| *below > Id(0));
                let vote = move |below, value| Message::Promise { id, accepted: Some(Proposal { id: below, value }) };
                let votes = below.into_iter().flat_map(|below| values().map(move |value| vote(below, value)));
                let none = Message::Promise { id, accepted: None };
                let lies = std::iter::once(none).chain(votes).filter(|lie| *lie != Message::Promise { id, accepted });
                lies.chain([Message::Refused { id, promised: id }]).collect()
            }
            Message::Propose(proposal) => values()
                .filter(|value| *value != proposal.value)
                .map(|value| Message::Propose(Proposal { value, ..proposal }))
                .collect(),
            Message::Accepted(proposal) => vec![Message::Refused { id: proposal.id, promised: Id(proposal.id.0 + 1) }],
            Message::Refused { id, .. } => {
                let accepted = values().map(|value| Message::Accepted(Proposal { id, value }));
                std::iter::once(Message::Promise { id, accepted: None }).chain(accepted).collect()
            }
            Message::Learn(proposal) => values()
                .filter(|value| *value != proposal.value)
                .map(|value| Message::Learn(Proposal { value, ..proposal }))
                .collect(),
            Message::Prepare { .. } => Vec::new(),
        }
    }
}
