//! What may happen besides the rules: the network, and how many faults of each kind.

use crate::sim::{Disk, NodeSet};

/// What becomes of a message.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Network {
    /// It stays for ever: whatever was sent once may arrive again and again, and loss is never arriving.
    Set,
    /// It is gone once it has arrived: what was sent twice arrives at most twice. In any order.
    Bag,
    /// It stays when it has arrived and may arrive again; a loss takes it away.
    Doubling,
    /// It is gone once it has arrived, and waits until everything sent before it on its link has. Only the first of a link
    /// is lost, doubled (its double waits at the end) or made a lie (which keeps its turn).
    Ordered,
}

impl Network {
    /// Every network, with its name on the command line.
    pub const ALL: [(&'static str, Network); 4] =
        [("set", Network::Set), ("bag", Network::Bag), ("bag+dup", Network::Doubling), ("ordered", Network::Ordered)];

    /// Whether a message that has arrived may arrive again, so that no run has an end.
    pub fn stays(self) -> bool {
        self.merges()
    }

    /// Whether two messages that are alike are one.
    pub(super) fn merges(self) -> bool {
        matches!(self, Network::Set | Network::Doubling)
    }
}

/// How many faults of each kind may happen in a run; [`Budget::ANY`] is as many as one likes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Budget {
    /// Messages that are lost.
    pub losses: u8,
    /// Messages that are doubled.
    pub duplications: u8,
    /// Nodes that crash; a node that has just sent something may crash before all of it has left.
    pub crashes: u8,
    /// Nodes that wake again.
    pub wakes: u8,
    /// What a node may find on its disk when it wakes.
    pub disks: &'static [Disk],
    /// Whose crashes.
    pub frail: NodeSet,
    /// Messages that say something else than they should.
    pub lies: u8,
    /// Whose messages.
    pub liars: NodeSet,
    /// Timers that go off.
    pub timeouts: u8,
    /// Whose timers.
    pub impatient: NodeSet,
}

/// A set of every node that there can be.
const EVERYBODY: NodeSet = NodeSet(u32::MAX);

impl Default for Budget {
    /// Nothing happens besides the rules.
    fn default() -> Budget {
        Budget {
            losses: 0,
            duplications: 0,
            crashes: 0,
            wakes: 0,
            disks: &[Disk::Kept],
            frail: EVERYBODY,
            lies: 0,
            liars: EVERYBODY,
            timeouts: 0,
            impatient: EVERYBODY,
        }
    }
}

/// The kinds of faults that are counted.
#[derive(Clone, Copy)]
pub(super) enum Counter {
    Losses,
    Duplications,
    Crashes,
    Wakes,
    Lies,
    Timeouts,
}

impl Budget {
    /// As many as one likes.
    pub const ANY: u8 = MOST as u8;

    fn of(&self, counter: Counter) -> u8 {
        match counter {
            Counter::Losses => self.losses,
            Counter::Duplications => self.duplications,
            Counter::Crashes => self.crashes,
            Counter::Wakes => self.wakes,
            Counter::Lies => self.lies,
            Counter::Timeouts => self.timeouts,
        }
    }

    pub(super) fn affords(&self, spent: Spent, counter: Counter) -> bool {
        let most = self.of(counter);
        most >= Budget::ANY || spent.of(counter) < most
    }

    /// What is spent when one more has happened: without a limit nothing is counted.
    pub(super) fn pay(&self, spent: Spent, counter: Counter) -> Spent {
        if self.of(counter) >= Budget::ANY { spent } else { Spent(spent.0 + (1 << shift(counter))) }
    }
}

/// How many bits a counter has.
const BITS: u32 = 5;

/// The most that a counter holds.
const MOST: u32 = (1 << BITS) - 1;

fn shift(counter: Counter) -> u32 {
    counter as u32 * BITS
}

/// How many faults of each kind have happened, packed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Spent(pub u32);

impl Spent {
    fn of(self, counter: Counter) -> u8 {
        ((self.0 >> shift(counter)) & MOST) as u8
    }
}
