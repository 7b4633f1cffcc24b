//! Paxos as a set of messages: the TLA+ specification of tlaplus/Examples, `specifications/Paxos`.
//!
//! Nothing is remembered but what acceptors promised and voted for, and every message ever sent.
//! Messages are never taken out, so losing one is never receiving it. It deliberately has no
//! proposers and no learners: whoever could send a message may.
//!
//! A row is the messages as bits, and behind them for each acceptor its promise and its vote.

use crate::explore::pool::mix;
use crate::explore::space::{Aim, Row, Space, Steps};

mod mistakes;
mod symmetry;

pub use mistakes::{MISTAKES, Mistake, Mistakes};
use symmetry::Symmetry;

/// The most acceptors, values or ballots.
pub const SIZE_MAX: u8 = 9;

/// A size of the specification, and what is wrong with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sizes {
    /// How many acceptors, from 1 to [`SIZE_MAX`].
    pub acceptors: u8,
    /// How many values, from 1 to [`SIZE_MAX`].
    pub values: u8,
    /// How many ballots, from 1 to [`SIZE_MAX`].
    pub ballots: u8,
    /// What is left out of the rules.
    pub without: Mistakes,
}

impl Sizes {
    /// The specification as it is.
    pub const fn new(acceptors: u8, values: u8, ballots: u8) -> Sizes {
        Sizes { acceptors, values, ballots, without: Mistakes::NONE }
    }
}

/// A vote: a ballot and a value.
pub type Vote = (u8, u8);

/// A message, by the names of the specification; a step is the message that it sends.
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

/// The specification as a space of states.
pub struct PaxosSet {
    sizes: Sizes,
    /// The least majorities of the acceptors, as masks; what counts as one where a mistake is made.
    quorums: Vec<u32>,
    /// How many numbers of a row the messages take.
    words: usize,
    symmetry: Symmetry,
}

/// What an acceptor promised and voted for, as it stands in a row: 0 is nothing yet.
#[derive(Clone, Copy)]
struct Acceptor {
    promised: u32,
    voted: u32,
}

impl Acceptor {
    fn of(number: u32) -> Acceptor {
        Acceptor { promised: number & 0xFFFF, voted: number >> 16 }
    }

    fn number(self) -> u32 {
        self.promised | self.voted << 16
    }
}

impl PaxosSet {
    /// The space of these sizes, each brought between 1 and [`SIZE_MAX`].
    pub fn new(sizes: Sizes) -> PaxosSet {
        PaxosSet::alike(sizes, false)
    }

    /// The same; with symmetry, states that differ only in the names of acceptors and values count as one.
    pub fn alike(sizes: Sizes, symmetric: bool) -> PaxosSet {
        let within = |size: u8| size.clamp(1, SIZE_MAX);
        let sizes = Sizes {
            acceptors: within(sizes.acceptors),
            values: within(sizes.values),
            ballots: within(sizes.ballots),
            without: sizes.without,
        };
        let majority = u32::from(sizes.acceptors) / 2 + 1;
        let enough = match () {
            () if sizes.without.has(Mistake::Majority) => 1,
            () if sizes.without.has(Mistake::Distinct) => majority.div_ceil(2),
            () => majority,
        };
        let quorums = (0..1_u32 << sizes.acceptors).filter(|mask| mask.count_ones() == enough).collect();
        let mut space = PaxosSet { sizes, quorums, words: 0, symmetry: Symmetry::default() };
        space.words = (space.accepted(sizes.acceptors, (0, 0)) as usize).div_ceil(32);
        if symmetric {
            space.symmetry = Symmetry::of(&space);
        }
        space
    }

    /// Its sizes.
    pub fn sizes(&self) -> Sizes {
        self.sizes
    }

    /// The state in which each acceptor has promised and voted like this, and these messages were ever sent; `None` where
    /// something of it is beyond the sizes.
    pub fn state(&self, acceptors: &[(Option<u8>, Option<Vote>)], sent: impl IntoIterator<Item = Message>) -> Option<Row> {
        let Sizes { acceptors: all, values, ballots, .. } = self.sizes;
        let fits = |(ballot, value): Vote| ballot < ballots && value < values;
        let mut row = vec![0; self.width()];
        for message in sent {
            let of_size = match message {
                Message::Prepare(ballot) => ballot < ballots,
                Message::Promise(ballot, acceptor, vote) => ballot < ballots && acceptor < all && vote.is_none_or(fits),
                Message::Propose(vote) => fits(vote),
                Message::Accepted(acceptor, vote) => acceptor < all && fits(vote),
            };
            let bit = of_size.then(|| self.bit(message))?;
            row[bit as usize / 32] |= 1 << (bit % 32);
        }
        for (place, (promised, vote)) in row[self.words..].iter_mut().zip(acceptors) {
            let of_size = promised.is_none_or(|ballot| ballot < ballots) && vote.is_none_or(fits);
            let promised = promised.map_or(0, |ballot| u32::from(ballot) + 1);
            *place = of_size.then(|| Acceptor { promised, voted: self.code(*vote) }.number())?;
        }
        (acceptors.len() == usize::from(all)).then_some(row)
    }

    fn votes(&self) -> u32 {
        u32::from(self.sizes.ballots) * u32::from(self.sizes.values)
    }

    /// A vote as a number from 1; none is 0.
    fn code(&self, vote: Option<Vote>) -> u32 {
        vote.map_or(0, |(ballot, value)| 1 + u32::from(ballot) * u32::from(self.sizes.values) + u32::from(value))
    }

    fn vote(&self, code: u32) -> Option<Vote> {
        let (code, values) = (code.checked_sub(1)?, u32::from(self.sizes.values));
        Some(((code / values) as u8, (code % values) as u8))
    }

    fn promise(&self, ballot: u8, acceptor: u8, vote: u32) -> u32 {
        let who = u32::from(ballot) * u32::from(self.sizes.acceptors) + u32::from(acceptor);
        u32::from(self.sizes.ballots) + who * (1 + self.votes()) + vote
    }

    fn propose(&self, vote: Vote) -> u32 {
        self.promise(self.sizes.ballots, 0, 0) + self.code(Some(vote)) - 1
    }

    fn accepted(&self, acceptor: u8, vote: Vote) -> u32 {
        self.propose((self.sizes.ballots, 0)) + u32::from(acceptor) * self.votes() + self.code(Some(vote)) - 1
    }

    /// The bit of a message.
    fn bit(&self, message: Message) -> u32 {
        match message {
            Message::Prepare(ballot) => u32::from(ballot),
            Message::Promise(ballot, acceptor, vote) => self.promise(ballot, acceptor, self.code(vote)),
            Message::Propose(vote) => self.propose(vote),
            Message::Accepted(acceptor, vote) => self.accepted(acceptor, vote),
        }
    }

    /// Every vote there can be.
    fn all_votes(&self) -> impl Iterator<Item = Vote> + use<> {
        let Sizes { ballots, values, .. } = self.sizes;
        (0..ballots).flat_map(move |ballot| (0..values).map(move |value| (ballot, value)))
    }

    /// What this acceptor reported when it promised this ballot, once for each promise.
    fn reports(&self, row: &[u32], ballot: u8, acceptor: u8) -> impl Iterator<Item = Option<Vote>> {
        let first = self.promise(ballot, acceptor, 0);
        (0..=self.votes()).filter(move |vote| has(row, first + vote)).map(|vote| self.vote(vote))
    }

    /// What a quorum reported for a ballot, if each of it has promised.
    fn reported(&self, row: &[u32], ballot: u8, quorum: u32, into: &mut Vec<Option<Vote>>) -> bool {
        into.clear();
        members(quorum).all(|acceptor| {
            let before = into.len();
            into.extend(self.reports(row, ballot, acceptor));
            into.len() > before
        })
    }

    /// Calls `each` for the proposes that are possible; for the same one once for each reason there is for it.
    fn proposes(&self, row: &[u32], mut each: impl FnMut(Vote)) {
        let Sizes { ballots, values, without, .. } = self.sizes;
        let mut votes = Vec::new();
        let closed = |ballot: u8| (0..values).any(|value| has(row, self.propose((ballot, value))));
        for ballot in (0..ballots).filter(|ballot| without.has(Mistake::OneValue) || !closed(*ballot)) {
            for quorum in &self.quorums {
                if !self.reported(row, ballot, *quorum, &mut votes) {
                    continue;
                }
                match votes.iter().flatten().map(|(of, _)| *of).max() {
                    Some(highest) if !without.has(Mistake::Adopt) => {
                        votes.iter().flatten().filter(|(of, _)| *of == highest).for_each(|(_, value)| each((ballot, *value)));
                    }
                    _ => (0..values).for_each(|value| each((ballot, value))),
                }
            }
        }
    }

    /// Whether some quorum has voted for this.
    fn is_chosen(&self, row: &[u32], vote: Vote) -> bool {
        let cast = (0..self.sizes.acceptors).filter(|acceptor| has(row, self.accepted(*acceptor, vote))).count();
        let majority = usize::from(self.sizes.acceptors) / 2 + 1;
        cast >= if self.sizes.without.has(Mistake::Majority) { 1 } else { majority }
    }

    /// Whether two votes of which `is_so` are for different values.
    fn differ(&self, is_so: impl Fn(Vote) -> bool) -> bool {
        let mut values = self.all_votes().filter(|vote| is_so(*vote)).map(|(_, value)| value);
        values.next().is_some_and(|first| values.any(|value| value != first))
    }

    /// Whether a ballot has proposed of which a quorum had reported votes.
    fn adopted(&self, row: &[u32]) -> bool {
        let mut votes = Vec::new();
        let proposed = |ballot: u8| (0..self.sizes.values).any(|value| has(row, self.propose((ballot, value))));
        let mut reports =
            |ballot: u8, quorum: u32| self.reported(row, ballot, quorum, &mut votes) && votes.iter().any(Option::is_some);
        (0..self.sizes.ballots)
            .filter(|ballot| proposed(*ballot))
            .any(|ballot| self.quorums.iter().any(|quorum| reports(ballot, *quorum)))
    }

    /// The state after a message was sent.
    fn after(&self, row: &mut [u32], message: Message) {
        let without = self.sizes.without;
        let bit = self.bit(message);
        row[bit as usize / 32] |= 1 << (bit % 32);
        match message {
            Message::Promise(ballot, acceptor, _) if !without.has(Mistake::Record) => {
                let place = &mut row[self.words + usize::from(acceptor)];
                *place = Acceptor { promised: u32::from(ballot) + 1, ..Acceptor::of(*place) }.number();
            }
            Message::Accepted(acceptor, vote) => {
                let voted = self.code(Some(vote));
                row[self.words + usize::from(acceptor)] = Acceptor { promised: u32::from(vote.0) + 1, voted }.number();
            }
            Message::Promise(..) | Message::Prepare(_) | Message::Propose(_) => {}
        }
    }

    /// The fingerprint of a state: of states that count as one the least.
    fn print(&self, row: &[u32]) -> u64 {
        self.symmetry.images(self, row).unwrap_or_else(|| plain(row))
    }
}

/// The fingerprint of a row as it is.
fn plain(row: &[u32]) -> u64 {
    let pairs = row.chunks(2).map(|pair| u64::from(pair[0]) << 32 | pair.get(1).map_or(0, |second| u64::from(*second)));
    pairs.fold(0, |sum, pair| mix(sum.wrapping_mul(3) ^ pair))
}

fn has(row: &[u32], bit: u32) -> bool {
    row[bit as usize / 32] >> (bit % 32) & 1 == 1
}

fn members(mask: u32) -> impl Iterator<Item = u8> {
    (0..u32::BITS as u8).filter(move |member| mask >> member & 1 == 1)
}

/// The aims, by their places.
const AIMS: [Aim; 4] =
    [Aim::always("agreement"), Aim::sometimes("chosen"), Aim::sometimes("adopted"), Aim::sometimes("two-votes")];

impl Space for PaxosSet {
    type Step = Message;
    type Move = Message;

    fn width(&self) -> usize {
        self.words + usize::from(self.sizes.acceptors)
    }

    fn starts(&mut self) -> Vec<Row> {
        vec![vec![0; self.width()]]
    }

    fn fingerprint(&self, row: &[u32]) -> u64 {
        self.print(row)
    }

    fn steps(&self, row: &[u32], steps: &mut Steps<Message>) -> bool {
        let Sizes { acceptors, ballots, without, .. } = self.sizes;
        let mut next = row.to_vec();
        let mut push = |message: Message| {
            next.copy_from_slice(row);
            self.after(&mut next, message);
            steps.push((self.print(&next), message));
        };
        (0..ballots).for_each(|ballot| push(Message::Prepare(ballot)));
        for acceptor in 0..acceptors {
            let Acceptor { promised, voted } = Acceptor::of(row[self.words + usize::from(acceptor)]);
            let least = if without.has(Mistake::Again) { promised.saturating_sub(1) } else { promised };
            let vote = self.vote(voted);
            for ballot in (least as u8..ballots).filter(|ballot| has(row, u32::from(*ballot))) {
                push(Message::Promise(ballot, acceptor, vote));
            }
            let least = match () {
                () if without.has(Mistake::Promise) => 0,
                () if without.has(Mistake::Equal) => promised,
                () => promised.saturating_sub(1),
            };
            for vote in self.all_votes().filter(|vote| u32::from(vote.0) >= least && has(row, self.propose(*vote))) {
                push(Message::Accepted(acceptor, vote));
            }
        }
        self.proposes(row, |vote| push(Message::Propose(vote)));
        true
    }

    fn carry(&mut self, row: &[u32], step: &Message, into: &mut Row) {
        let from = into.len();
        into.extend_from_slice(row);
        self.after(&mut into[from..], *step);
    }

    fn tell(&self, _row: &[u32], step: &Message) -> Message {
        *step
    }

    fn aims(&self) -> Vec<Aim> {
        AIMS.to_vec()
    }

    fn hits(&self, row: &[u32], wanted: u32) -> u32 {
        let is_so = |aim: usize| match aim {
            0 => self.differ(|vote| self.is_chosen(row, vote)),
            1 => self.all_votes().any(|vote| self.is_chosen(row, vote)),
            2 => self.adopted(row),
            _ => (0..self.sizes.acceptors).any(|acceptor| self.differ(|vote| has(row, self.accepted(acceptor, vote)))),
        };
        (0..AIMS.len()).filter(|aim| wanted >> aim & 1 == 1 && is_so(*aim)).fold(0, |hits, aim| hits | 1 << aim)
    }
}
