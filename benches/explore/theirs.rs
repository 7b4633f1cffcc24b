//! Paxos as actors, written for Stateright as its users write: three servers, each proposer, acceptor and learner, and
//! clients that put their value and then get it. Without a history, so that its states are those of `PaxosActors`.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use stateright::actor::{Actor, ActorModel, Id, Network, Out, model_peers};
use stateright::{Checker, Expectation, Model};

const SERVERS: usize = 3;
const CLIENTS: usize = 3;
const MAJORITY: usize = SERVERS / 2 + 1;

/// A round and its leader.
type Ballot = (u32, Id);

/// The client that asked; its value is its name.
type Proposal = Id;

type Accepted = Option<(Ballot, Proposal)>;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Message {
    Put,
    PutOk,
    Get,
    GetOk(Proposal),
    Prepare(Ballot),
    Prepared(Ballot, Accepted),
    Accept(Ballot, Proposal),
    Accepted(Ballot),
    Decided(Ballot, Proposal),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum State {
    Server(Server),
    Client(Waiting),
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Server {
    ballot: Ballot,
    proposal: Option<Proposal>,
    prepares: BTreeMap<Id, Accepted>,
    accepts: BTreeSet<Id>,
    accepted: Accepted,
    decided: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Waiting {
    Put,
    Get,
    Nothing,
}

enum Paxos {
    Server { peers: Vec<Id> },
    Client,
}

impl Actor for Paxos {
    type Msg = Message;
    type Timer = ();
    type State = State;
    type Storage = ();
    type Random = ();

    fn on_start(&self, id: Id, _storage: &Option<()>, out: &mut Out<Self>) -> State {
        match self {
            Paxos::Client => {
                out.send(Id::from(usize::from(id) % SERVERS), Message::Put);
                State::Client(Waiting::Put)
            }
            Paxos::Server { .. } => State::Server(Server {
                ballot: (0, Id::from(0)),
                proposal: None,
                prepares: BTreeMap::new(),
                accepts: BTreeSet::new(),
                accepted: None,
                decided: false,
            }),
        }
    }

    fn on_msg(&self, id: Id, state: &mut Cow<'_, State>, from: Id, message: Message, out: &mut Out<Self>) {
        match (self, &**state) {
            (Paxos::Server { peers }, State::Server(server)) => {
                if server.takes(&message) {
                    let State::Server(server) = state.to_mut() else { return };
                    server.take(id, peers, from, message, out);
                }
            }
            (Paxos::Client, State::Client(waiting)) => match (waiting, message) {
                (Waiting::Put, Message::PutOk) => {
                    *state.to_mut() = State::Client(Waiting::Get);
                    out.send(Id::from((usize::from(id) + 1) % SERVERS), Message::Get);
                }
                (Waiting::Get, Message::GetOk(_)) => *state.to_mut() = State::Client(Waiting::Nothing),
                (Waiting::Put | Waiting::Get | Waiting::Nothing, _) => {}
            },
            (Paxos::Server { .. } | Paxos::Client, _) => {}
        }
    }
}

impl Server {
    /// Whether a message does anything here: asked before the state is copied.
    fn takes(&self, message: &Message) -> bool {
        if self.decided {
            return *message == Message::Get;
        }
        match message {
            Message::Put => self.proposal.is_none(),
            Message::Prepare(ballot) => *ballot > self.ballot,
            Message::Accept(ballot, _) => *ballot >= self.ballot,
            Message::Prepared(ballot, _) | Message::Accepted(ballot) => *ballot == self.ballot,
            Message::Decided(..) => true,
            Message::Get | Message::PutOk | Message::GetOk(_) => false,
        }
    }

    fn take(&mut self, me: Id, peers: &[Id], from: Id, message: Message, out: &mut Out<Paxos>) {
        match message {
            Message::Put => {
                self.proposal = Some(from);
                self.ballot = (self.ballot.0 + 1, me);
                self.prepares = BTreeMap::from([(me, self.accepted)]);
                self.accepts.clear();
                out.broadcast(peers, &Message::Prepare(self.ballot));
            }
            Message::Prepare(ballot) => {
                self.ballot = ballot;
                out.send(from, Message::Prepared(ballot, self.accepted));
            }
            Message::Prepared(ballot, accepted) => {
                self.prepares.insert(from, accepted);
                if self.prepares.len() != MAJORITY {
                    return;
                }
                let highest = self.prepares.values().max().copied().flatten();
                let Some(proposal) = highest.map(|(_, proposal)| proposal).or(self.proposal) else { return };
                self.proposal = Some(proposal);
                self.accepted = Some((ballot, proposal));
                self.accepts.insert(me);
                out.broadcast(peers, &Message::Accept(ballot, proposal));
            }
            Message::Accept(ballot, proposal) => {
                self.ballot = ballot;
                self.accepted = Some((ballot, proposal));
                out.send(from, Message::Accepted(ballot));
            }
            Message::Accepted(ballot) => {
                self.accepts.insert(from);
                if let (MAJORITY, Some(proposal)) = (self.accepts.len(), self.proposal) {
                    self.decided = true;
                    out.broadcast(peers, &Message::Decided(ballot, proposal));
                    out.send(proposal, Message::PutOk);
                }
            }
            Message::Decided(ballot, proposal) => {
                self.ballot = ballot;
                self.accepted = Some((ballot, proposal));
                self.decided = true;
            }
            Message::Get => {
                if let Some((_, value)) = self.accepted {
                    out.send(from, Message::GetOk(value));
                }
            }
            Message::PutOk | Message::GetOk(_) => {}
        }
    }
}

/// The actors of the example, three clients.
#[expect(clippy::unnecessary_wraps, reason = "it stands in a list with searches that have one thread only")]
pub(crate) fn actors(threads: usize) -> Option<usize> {
    let servers = (0..SERVERS).map(|server| Paxos::Server { peers: model_peers(server, SERVERS) });
    let model = ActorModel::new((), ())
        .actors(servers.chain((0..CLIENTS).map(|_| Paxos::Client)))
        .init_network(Network::new_unordered_nonduplicating([]))
        // Without a property nothing is searched.
        .property(Expectation::Always, "any", |_, _| true);
    Some(model.checker().threads(threads).spawn_bfs().join().unique_state_count())
}
