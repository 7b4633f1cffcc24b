//! Symmetry: states that differ only in the names of acceptors and values are one.

use super::{Acceptor, Message, PaxosSet, plain};

/// The ways to rename acceptors and values: none when names count.
#[derive(Default)]
pub(super) struct Symmetry(Vec<Renaming>);

/// One way.
struct Renaming {
    /// Where the bit of each message goes.
    bits: Vec<u32>,
    /// Which acceptor each one becomes.
    acceptors: Vec<u8>,
    /// What each vote, as a number, becomes.
    votes: Vec<u32>,
}

impl Symmetry {
    pub(super) fn of(space: &PaxosSet) -> Symmetry {
        let (acceptors, values) = (orders(space.sizes.acceptors), orders(space.sizes.values));
        let pairs = acceptors.iter().flat_map(|acceptors| values.iter().map(move |values| (acceptors, values)));
        Symmetry(pairs.map(|(acceptors, values)| Renaming::of(space, acceptors, values)).collect())
    }

    /// The least fingerprint of all the states that count as this one; `None` when names count.
    pub(super) fn images(&self, space: &PaxosSet, row: &[u32]) -> Option<u64> {
        let mut image = vec![0; row.len()];
        self.0.iter().map(|renaming| renaming.print(space, row, &mut image)).min()
    }
}

impl Renaming {
    fn of(space: &PaxosSet, acceptors: &[u8], values: &[u8]) -> Renaming {
        let vote = |(ballot, value): (u8, u8)| (ballot, values[usize::from(value)]);
        let who = |acceptor: u8| acceptors[usize::from(acceptor)];
        let all = || space.all_votes().map(Some).chain([None]);
        let ballots = || 0..space.sizes.ballots;
        let names = || 0..space.sizes.acceptors;
        let mut pairs: Vec<(Message, Message)> =
            ballots().map(|ballot| (Message::Prepare(ballot), Message::Prepare(ballot))).collect();
        for (ballot, acceptor) in ballots().flat_map(|ballot| names().map(move |acceptor| (ballot, acceptor))) {
            let to = who(acceptor);
            pairs.extend(all().map(|of| (Message::Promise(ballot, acceptor, of), Message::Promise(ballot, to, of.map(vote)))));
        }
        pairs.extend(space.all_votes().map(|of| (Message::Propose(of), Message::Propose(vote(of)))));
        for acceptor in names() {
            let to = who(acceptor);
            pairs.extend(space.all_votes().map(|of| (Message::Accepted(acceptor, of), Message::Accepted(to, vote(of)))));
        }
        let mut bits = vec![0; pairs.len()];
        for (from, to) in &pairs {
            bits[space.bit(*from) as usize] = space.bit(*to);
        }
        let mut votes = vec![0; space.votes() as usize + 1];
        all().for_each(|of| votes[space.code(of) as usize] = space.code(of.map(vote)));
        Renaming { bits, acceptors: acceptors.to_vec(), votes }
    }

    /// The fingerprint of a state with other names.
    fn print(&self, space: &PaxosSet, row: &[u32], image: &mut [u32]) -> u64 {
        image.fill(0);
        for (word, mut left) in row[..space.words].iter().copied().enumerate() {
            while left != 0 {
                let to = self.bits[word * 32 + left.trailing_zeros() as usize];
                image[to as usize / 32] |= 1 << (to % 32);
                left &= left - 1;
            }
        }
        for (acceptor, number) in row[space.words..].iter().enumerate() {
            let Acceptor { promised, voted } = Acceptor::of(*number);
            let renamed = Acceptor { promised, voted: self.votes[voted as usize] };
            image[space.words + usize::from(self.acceptors[acceptor])] = renamed.number();
        }
        plain(image)
    }
}

/// Every order of so many things.
pub(in crate::explore) fn orders(n: u8) -> Vec<Vec<u8>> {
    (0..n).fold(vec![Vec::new()], |shorter, next| {
        let put = |order: &Vec<u8>| {
            let order = order.clone();
            (0..=order.len()).map(move |at| [&order[..at], &[next], &order[at..]].concat()).collect::<Vec<_>>()
        };
        shorter.iter().flat_map(put).collect()
    })
}
