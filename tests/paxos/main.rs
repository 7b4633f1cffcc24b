//! Paxos rule by rule, as a dialogue: this in, exactly that out. One test is one rule of the machine.

mod acceptor;
mod guards;
mod learner;
mod proposer;
mod waking;
mod watcher;

use synod::exhibits::paxos::facts::{Fact, What, Why};
use synod::exhibits::paxos::guards::{Guard, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::{Acceptor, Command, Id, Learner, Message, Node, Proposal, Proposer, Timer, Value};
use synod::sim::Protocol as _;
use synod::sim::{Condition, Disk, Effects, Input, NodeId, NodeSet, Outcome, Relation, Tape, Timing};

const RED: Value = Value(0);
const BLUE: Value = Value(1);
const P1: NodeId = NodeId(0);
const P2: NodeId = NodeId(1);
const A1: NodeId = NodeId(2);
const A2: NodeId = NodeId(3);
const A3: NodeId = NodeId(4);
const L1: NodeId = NodeId(5);
const L2: NodeId = NodeId(6);
const ACCEPTORS: [NodeId; 3] = [A1, A2, A3];

/// Two proposers, three acceptors, two learners.
fn paxos() -> Paxos {
    Paxos {
        proposers: 2,
        acceptors: 3,
        learners: 2,
        palette: vec!["red".to_owned(), "blue".to_owned()],
        own: vec![RED, BLUE],
        timing: Timing::default(),
        stagger_ms: 5,
        patience_ms: 100,
        backoff: false,
        refusals_answered: true,
        acceptors_tell: false,
        without: Guards::default(),
    }
}

fn without(guard: Guard) -> Paxos {
    Paxos { without: Guards::default().with(guard), ..paxos() }
}

/// One node to talk to.
struct Talk {
    paxos: Paxos,
    me: NodeId,
    node: Node,
}

/// What it did.
struct Did {
    sends: Vec<(NodeId, Message)>,
    arms: Vec<(Timer, u32)>,
    disarms: Vec<Timer>,
    facts: Vec<Fact>,
    outcome: Outcome,
}

fn recorded(work: impl FnOnce(&mut Effects<'_, Paxos>)) -> Did {
    let mut chance = |_| 0;
    let mut fx = Effects::new(Tape::new(&mut chance));
    work(&mut fx);
    let Effects { sends, arms, disarms, facts, outcome, .. } = fx;
    Did { sends, arms, disarms, facts, outcome }
}

impl Talk {
    fn to(me: NodeId, paxos: Paxos) -> Talk {
        let mut node = None;
        let did = recorded(|fx| node = Some(paxos.boot(me, fx)));
        assert!(did.sends.is_empty() && did.facts.is_empty(), "a node boots in silence");
        Talk { node: node.expect("every node boots"), me, paxos }
    }

    fn gets(&mut self, input: Input<Paxos>) -> Did {
        recorded(|fx| self.paxos.handle(self.me, &mut self.node, input, fx))
    }

    fn hears(&mut self, from: NodeId, message: Message) -> Did {
        self.gets(Input::Message { from, message })
    }

    /// Hears something that it must ignore: it stays as it was and says nothing.
    fn ignores(&mut self, from: NodeId, message: Message, why: Why) -> Vec<Condition> {
        let before = self.node.clone();
        let did = self.hears(from, message);
        assert_eq!((did.outcome, &self.node), (Outcome::Ignored, &before));
        assert!(did.sends.is_empty() && did.arms.is_empty() && did.disarms.is_empty());
        let what = What::Ignores { from, kind: message.kind(), id: message.id(), why };
        assert_eq!(did.facts.len(), 1);
        assert_eq!(did.facts[0].what, what);
        did.facts[0].conditions.clone()
    }

    fn is_asked(&mut self, value: Value) -> Did {
        self.gets(Input::Command(Command::Propose(value)))
    }

    fn loses_patience(&mut self) -> Did {
        self.gets(Input::Timer(Timer::Patience))
    }

    fn wakes(&mut self, disk: Disk) -> Did {
        let before = self.node.clone();
        recorded(|fx| self.node = self.paxos.wake(self.me, &before, disk, fx))
    }

    fn acceptor(&self) -> &Acceptor {
        let Node::Acceptor(acceptor) = &self.node else { panic!("not an acceptor") };
        acceptor
    }

    fn proposer(&self) -> &Proposer {
        let Node::Proposer(proposer) = &self.node else { panic!("not a proposer") };
        proposer
    }

    fn learner(&self) -> &Learner {
        let Node::Learner(learner) = &self.node else { panic!("not a learner") };
        learner
    }

    /// A proposer that was asked for its value and has these promises.
    fn promised_by(mut self, value: Value, id: u32, acceptors: &[NodeId]) -> Talk {
        assert_eq!(self.is_asked(value).sends, to_all(prepare(id)));
        for acceptor in acceptors {
            self.hears(*acceptor, promise(id));
        }
        self
    }
}

fn prepare(id: u32) -> Message {
    Message::Prepare { id: Id(id) }
}

fn promise(id: u32) -> Message {
    Message::Promise { id: Id(id), accepted: None }
}

fn promise_with(id: u32, accepted: Proposal) -> Message {
    Message::Promise { id: Id(id), accepted: Some(accepted) }
}

fn proposal(id: u32, value: Value) -> Proposal {
    Proposal { id: Id(id), value }
}

fn propose(id: u32, value: Value) -> Message {
    Message::Propose(proposal(id, value))
}

fn accepted(id: u32, value: Value) -> Message {
    Message::Accepted(proposal(id, value))
}

fn refused(id: u32, promised: u32) -> Message {
    Message::Refused { id: Id(id), promised: Id(promised) }
}

fn learn(id: u32, value: Value) -> Message {
    Message::Learn(proposal(id, value))
}

fn to_all(message: Message) -> Vec<(NodeId, Message)> {
    ACCEPTORS.map(|acceptor| (acceptor, message)).to_vec()
}

fn set(nodes: &[NodeId]) -> NodeSet {
    nodes.iter().copied().collect()
}

/// A comparison with a name, as facts hold it.
fn that(name: &'static str, left: u32, relation: Relation, right: u32) -> Condition {
    Condition::new(name, left, relation, right)
}
