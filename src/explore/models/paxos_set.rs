//! Paxos as a set of messages: the TLA+ specification of tlaplus/Examples, `specifications/Paxos`.
//!
//! Nothing is remembered but what acceptors promised and voted for, and every message ever sent.
//! Messages are never taken out, so losing one is never receiving it. It deliberately has no
//! proposers and no learners: whoever could send a message may.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use crate::explore::Space;
use crate::sim::Fingerprint;

/// A size of the specification.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PaxosSet {
    /// How many acceptors.
    pub acceptors: u8,
    /// How many values.
    pub values: u8,
    /// How many ballots.
    pub ballots: u8,
}

/// A vote: a ballot and a value.
pub type Vote = (u8, u8);

/// A message, by the names of the specification.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Message {
    /// Phase 1a: a ballot begins.
    Prepare(u8),
    /// Phase 1b: the ballot, the acceptor, and its highest vote.
    Promise(u8, u8, Option<Vote>),
    /// Phase 2a: vote for this.
    Propose(Vote),
    /// Phase 2b: this acceptor votes for this.
    Accepted(u8, Vote),
}

/// A state of the specification.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct State {
    /// What each acceptor has promised, if anything (`maxBal`).
    pub promised: Vec<Option<u8>>,
    /// What each acceptor has voted for (`maxVBal`, `maxVal`).
    pub voted: Vec<Option<Vote>>,
    /// Every message ever sent.
    pub sent: BTreeSet<Message>,
}

impl PaxosSet {
    /// The least majorities of the acceptors, as masks.
    fn quorums(self) -> impl Iterator<Item = u32> {
        let size = u32::from(self.acceptors) / 2 + 1;
        (0..1_u32 << self.acceptors).filter(move |mask| mask.count_ones() == size)
    }

    /// The promises of this ballot by members of a quorum, if every member has promised.
    fn promises(state: &State, ballot: u8, quorum: u32) -> Option<Vec<Option<Vote>>> {
        let within = |message: &Message| match message {
            Message::Promise(of, acceptor, vote) if *of == ballot && quorum >> acceptor & 1 == 1 => Some(*vote),
            Message::Promise(..) | Message::Prepare(_) | Message::Propose(_) | Message::Accepted(..) => None,
        };
        let votes: Vec<Option<Vote>> = state.sent.iter().filter_map(within).collect();
        (votes.len() == quorum.count_ones() as usize).then_some(votes)
    }

    /// The proposes that are possible; the same one once for each reason there is for it.
    fn proposes(self, state: &State) -> Vec<Message> {
        let open = |ballot: &u8| !state.sent.iter().any(|sent| matches!(sent, Message::Propose((of, _)) if of == ballot));
        let mut all = Vec::new();
        for ballot in (0..self.ballots).filter(open) {
            for votes in self.quorums().filter_map(|quorum| PaxosSet::promises(state, ballot, quorum)) {
                match votes.iter().flatten().map(|(of, _)| *of).max() {
                    None => all.extend((0..self.values).map(|value| Message::Propose((ballot, value)))),
                    Some(highest) => {
                        let best = votes.iter().flatten().filter(|(of, _)| *of == highest);
                        all.extend(best.map(|(_, value)| Message::Propose((ballot, *value))));
                    }
                }
            }
        }
        all
    }

    fn possible(self, state: &State) -> Vec<Message> {
        let mut all: Vec<Message> = (0..self.ballots).map(Message::Prepare).collect();
        for acceptor in 0..self.acceptors {
            let (promised, voted) = (state.promised[usize::from(acceptor)], state.voted[usize::from(acceptor)]);
            all.extend(state.sent.iter().filter_map(|message| match message {
                Message::Prepare(ballot) if Some(*ballot) > promised => Some(Message::Promise(*ballot, acceptor, voted)),
                Message::Propose(vote) if Some(vote.0) >= promised => Some(Message::Accepted(acceptor, *vote)),
                Message::Prepare(_) | Message::Propose(_) | Message::Promise(..) | Message::Accepted(..) => None,
            }));
        }
        all.extend(self.proposes(state));
        all
    }

    /// The votes that every member of some majority has cast.
    pub fn chosen(self, state: &State) -> BTreeSet<Vote> {
        let votes: BTreeSet<Vote> = state.sent.iter().filter_map(|message| message.vote()).collect();
        let cast = |vote: &Vote| state.sent.iter().filter(|message| message.vote() == Some(*vote)).count();
        votes.into_iter().filter(|vote| cast(vote) > usize::from(self.acceptors) / 2).collect()
    }
}

impl Message {
    fn vote(self) -> Option<Vote> {
        match self {
            Message::Accepted(_, vote) => Some(vote),
            Message::Prepare(_) | Message::Promise(..) | Message::Propose(_) => None,
        }
    }
}

impl Space for PaxosSet {
    type State = State;
    /// A move is the message that it sends.
    type Move = Message;

    fn starts(&self) -> Vec<State> {
        let acceptors = usize::from(self.acceptors);
        vec![State { promised: vec![None; acceptors], voted: vec![None; acceptors], sent: BTreeSet::new() }]
    }

    fn steps(&self, state: &State) -> Vec<(Message, State)> {
        self.possible(state).into_iter().map(|message| (message, after(state, message))).collect()
    }

    fn apply(&self, state: &State, step: &Message) -> Option<State> {
        self.possible(state).contains(step).then(|| after(state, *step))
    }

    fn fingerprint(&self, state: &State) -> u64 {
        let mut hasher = Fingerprint::default();
        state.hash(&mut hasher);
        hasher.finish()
    }

    fn checks(&self) -> Vec<&'static str> {
        vec!["agreement"]
    }

    fn broken(&self, _check: usize, state: &State) -> bool {
        let values: BTreeSet<u8> = self.chosen(state).into_iter().map(|(_, value)| value).collect();
        values.len() > 1
    }
}

fn after(state: &State, message: Message) -> State {
    let mut after = state.clone();
    after.sent.insert(message);
    match message {
        Message::Promise(ballot, acceptor, _) => after.promised[usize::from(acceptor)] = Some(ballot),
        Message::Accepted(acceptor, vote) => {
            after.promised[usize::from(acceptor)] = Some(vote.0);
            after.voted[usize::from(acceptor)] = Some(vote);
        }
        Message::Prepare(_) | Message::Propose(_) => {}
    }
    after
}
