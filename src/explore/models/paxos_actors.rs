//! Paxos as actors: the example of Stateright, with clients that put a value and then get it.
//!
//! Three servers are proposer, acceptor and learner in one; client k puts to server k mod 3 and, once
//! told that it is done, gets from the next one. Its counts are published for a network that delivers
//! each message once, in any order: they prove [`crate::explore::Timeless`]. It has no facts to tell.

use crate::explore::space::Aim;
use crate::explore::timeless::Inquiry;
use crate::sim::{Condition, Disk, Effects, Evidence, Input, NodeId, Protocol, Sight, SortedMap, SortedSet};

/// How many servers.
const SERVERS: u8 = 3;
/// How many of them are a majority.
const MAJORITY: usize = 2;

/// The model for so many clients.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct PaxosActors {
    /// How many clients.
    pub clients: u8,
}

/// A ballot: a round, and the server that leads it.
pub type Ballot = (u32, NodeId);

/// What is proposed: the client that asks; its value is its name.
pub type Proposal = NodeId;

/// A message.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Message {
    /// A client asks for its value.
    Put,
    /// It is done.
    PutOk,
    /// A client asks what was decided.
    Get,
    /// This was decided.
    GetOk(Proposal),
    /// Phase 1, the question.
    Prepare(Ballot),
    /// Phase 1, the answer, with what was accepted last.
    Prepared(Ballot, Option<(Ballot, Proposal)>),
    /// Phase 2, the question.
    Accept(Ballot, Proposal),
    /// Phase 2, the answer.
    Accepted(Ballot),
    /// The decision.
    Decided(Ballot, Proposal),
}

/// A server or a client.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Node {
    /// A server.
    Server(Server),
    /// A client, and what it waits for.
    Client(Waiting),
}

/// What a server knows.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Server {
    ballot: Ballot,
    proposal: Option<Proposal>,
    prepares: SortedMap<NodeId, Option<(Ballot, Proposal)>>,
    accepts: SortedSet<NodeId>,
    accepted: Option<(Ballot, Proposal)>,
    decided: bool,
}

/// What a client waits for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Waiting {
    /// That its value is put.
    Put,
    /// What was decided.
    Get,
    /// Nothing any more.
    Done,
}

/// The model tells nothing but that it ignores something.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Ignored;

impl Evidence for Ignored {
    fn rule(&self) -> &'static str {
        "ignore"
    }
    fn conditions(&self) -> &[Condition] {
        &[]
    }
    fn refuses(&self) -> bool {
        true
    }
}

fn peers(me: NodeId) -> impl Iterator<Item = NodeId> {
    (0..SERVERS).map(NodeId).filter(move |server| *server != me)
}

impl Server {
    fn hear(&mut self, me: NodeId, from: NodeId, message: Message, fx: &mut Effects<'_, PaxosActors>) {
        match message {
            Message::Get if self.decided => fx.send(from, Message::GetOk(self.accepted.map_or(from, |(_, value)| value))),
            _ if self.decided => fx.ignore(Ignored),
            Message::Put if self.proposal.is_none() => {
                self.proposal = Some(from);
                self.ballot = (self.ballot.0 + 1, me);
                self.prepares = SortedMap::new();
                self.prepares.insert(me, self.accepted);
                self.accepts = SortedSet::new();
                fx.broadcast(peers(me), &Message::Prepare(self.ballot));
            }
            Message::Prepare(ballot) if ballot > self.ballot => {
                self.ballot = ballot;
                fx.send(from, Message::Prepared(ballot, self.accepted));
            }
            Message::Prepared(ballot, accepted) if ballot == self.ballot => self.prepared(me, from, accepted, fx),
            Message::Accept(ballot, proposal) if ballot >= self.ballot => {
                self.ballot = ballot;
                self.accepted = Some((ballot, proposal));
                fx.send(from, Message::Accepted(ballot));
            }
            Message::Accepted(ballot) if ballot == self.ballot => self.count(me, from, fx),
            Message::Decided(ballot, proposal) => {
                self.ballot = ballot;
                self.accepted = Some((ballot, proposal));
                self.decided = true;
            }
            Message::Put
            | Message::PutOk
            | Message::Get
            | Message::GetOk(_)
            | Message::Prepare(_)
            | Message::Prepared(..)
            | Message::Accept(..)
            | Message::Accepted(_) => fx.ignore(Ignored),
        }
    }

    fn prepared(&mut self, me: NodeId, from: NodeId, accepted: Option<(Ballot, Proposal)>, fx: &mut Effects<'_, PaxosActors>) {
        self.prepares.insert(from, accepted);
        if self.prepares.len() == MAJORITY {
            let highest = self.prepares.values().flatten().max().map(|(_, proposal)| *proposal);
            self.proposal = highest.or(self.proposal);
            if let Some(proposal) = self.proposal {
                self.accepted = Some((self.ballot, proposal));
                self.accepts.insert(me);
                fx.broadcast(peers(me), &Message::Accept(self.ballot, proposal));
            }
        }
    }

    fn count(&mut self, me: NodeId, from: NodeId, fx: &mut Effects<'_, PaxosActors>) {
        self.accepts.insert(from);
        if let (MAJORITY, Some(proposal)) = (self.accepts.len(), self.proposal) {
            self.decided = true;
            fx.broadcast(peers(me), &Message::Decided(self.ballot, proposal));
            fx.send(proposal, Message::PutOk);
        }
    }
}

impl PaxosActors {
    /// Looks for two servers that have decided differently, and for an example of a decision.
    pub fn asking(inquiry: Inquiry<PaxosActors>) -> Inquiry<PaxosActors> {
        let inquiry = inquiry.asking(Aim::always("agreement"), |sight| {
            let mut decided = decisions(sight);
            decided.next().is_some_and(|first| decided.any(|other| other != first))
        });
        inquiry.asking(Aim::sometimes("decided"), |sight| decisions(sight).next().is_some())
    }
}

/// What servers have decided.
fn decisions(sight: &Sight<'_, PaxosActors>) -> impl Iterator<Item = Proposal> {
    (0..sight.nodes.len()).filter_map(|node| match sight.nodes[node] {
        Node::Server(server) if server.decided => server.accepted.map(|(_, value)| value),
        Node::Server(_) | Node::Client(_) => None,
    })
}

impl Protocol for PaxosActors {
    type Node = Node;
    type Message = Message;
    type Timer = ();
    type Command = ();
    type Fact = Ignored;
    type Watched = ();

    fn size(&self) -> u8 {
        SERVERS + self.clients
    }

    fn boot(&self, me: NodeId, fx: &mut Effects<'_, Self>) -> Node {
        if me.0 >= SERVERS {
            fx.send(NodeId(me.0 % SERVERS), Message::Put);
            return Node::Client(Waiting::Put);
        }
        Node::Server(Server {
            ballot: (0, NodeId(0)),
            proposal: None,
            prepares: SortedMap::new(),
            accepts: SortedSet::new(),
            accepted: None,
            decided: false,
        })
    }

    fn handle(&self, me: NodeId, node: &mut Node, input: Input<Self>, fx: &mut Effects<'_, Self>) {
        let Input::Message { from, message } = input else { return fx.ignore(Ignored) };
        match node {
            Node::Server(server) => server.hear(me, from, message, fx),
            Node::Client(waiting) => match (*waiting, message) {
                (Waiting::Put, Message::PutOk) => {
                    *waiting = Waiting::Get;
                    fx.send(NodeId((me.0 + 1) % SERVERS), Message::Get);
                }
                (Waiting::Get, Message::GetOk(_)) => *waiting = Waiting::Done,
                (Waiting::Put | Waiting::Get | Waiting::Done, _) => fx.ignore(Ignored),
            },
        }
    }

    fn wake(&self, _me: NodeId, before: &Node, _disk: Disk, _fx: &mut Effects<'_, Self>) -> Node {
        before.clone()
    }

    fn watch(&self, (): &mut (), _at: NodeId, _fact: &Ignored) {}
}
