//! What is asked of a search, as the dialog's controls leave it.

use super::Wish;
use crate::exhibit::explored::TERMINATION;
use crate::exhibit::{CLAIMS_MAX, Exhibit, Saved};
use crate::explore::Network;

/// A kind of fault that a search may try.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// A message is lost.
    Loss,
    /// A message is doubled.
    Duplication,
    /// A node crashes, in the middle of sending, too.
    Crash,
    /// A crashed node wakes.
    Wake,
    /// A message says something else than it should.
    Lie,
    /// A timer goes off.
    Timeout,
}

impl Fault {
    /// Every kind, with its name in letters.
    pub const ALL: [(&'static str, Fault); 6] = [
        ("losses", Fault::Loss),
        ("duplications", Fault::Duplication),
        ("crashes", Fault::Crash),
        ("wakes", Fault::Wake),
        ("timeouts", Fault::Timeout),
        ("lies", Fault::Lie),
    ];
}

/// How many faults of a kind may be asked for; the last is as many as one likes.
pub const COUNTS: [u8; 5] = [0, 1, 2, 3, 31];

/// How many states may be asked for.
pub const STATES: [u32; 3] = [100_000, 1_000_000, 4_000_000];

/// The most traitors that may be asked for.
pub const TRAITORS_MAX: usize = 4;

/// What is asked.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for itself")]
pub struct Asked {
    /// The checks that are to be broken, by name.
    pub checks: Vec<&'static str>,
    /// What is to be so, all at once in one state: claims of the exhibit, by name.
    pub claims: Vec<String>,
    /// The guards that are taken away.
    pub without: Vec<&'static str>,
    /// What becomes of messages: an index into [`Network::ALL`].
    pub network: usize,
    /// How many faults of each kind of [`Fault::ALL`]: indices into [`COUNTS`].
    pub counts: [usize; Fault::ALL.len()],
    /// Whether a disk may be lost with its node.
    pub disks: bool,
    /// Whether it walks at random instead of looking at everything.
    pub sampled: bool,
    /// How many states: an index into [`STATES`].
    pub states: usize,
    /// Whether strategies of lying are searched, and not schedules.
    pub lies: bool,
    /// How many traitors there are; 0 for as many as are tolerated.
    pub traitors: usize,
    /// Whether the exhibit's table is counted instead.
    pub table: bool,
}

impl Asked {
    /// What is asked first of a run of this exhibit: whether its first check can be broken.
    pub(super) fn of(exhibit: &dyn Exhibit, saved: &Saved, checks: impl Iterator<Item = &'static str>) -> Asked {
        Asked {
            checks: checks.filter(|check| *check != TERMINATION).take(1).collect(),
            claims: Vec::new(),
            without: saved.without.clone(),
            network: Network::ALL.iter().position(|(_, network)| *network == Network::Bag).unwrap_or(0),
            counts: [0; Fault::ALL.len()],
            disks: false,
            sampled: false,
            states: 1,
            lies: exhibit.in_rounds(),
            traitors: 0,
            table: false,
        }
    }

    /// Whether runs come to an end at all, so that termination can be asked for: where messages stay for ever, none does.
    pub fn ends(&self) -> bool {
        !Network::ALL.get(self.network).is_some_and(|(_, network)| network.stays())
    }

    /// Puts a claim in its place, or takes it out.
    fn claim(&mut self, place: usize, claim: Option<String>) {
        let rest = self.claims.get(place + 1..).unwrap_or_default().to_vec();
        self.claims.truncate(place);
        self.claims.extend(claim.into_iter().chain(rest));
        self.claims.truncate(CLAIMS_MAX);
    }

    fn toggle(&mut self, check: &'static str) {
        if self.checks.contains(&check) {
            self.checks.retain(|one| *one != check);
        } else {
            self.checks.push(check);
        }
    }

    /// Does what is wished of it.
    pub(super) fn change(&mut self, exhibit: &dyn Exhibit, wish: &Wish) {
        match *wish {
            Wish::Check(check) => self.toggle(check),
            Wish::Claim(place, ref claim) => self.claim(place, claim.clone()),
            Wish::Guard(guard) => {
                let gone = |name: &&'static str| self.without.contains(name) != (*name == guard);
                self.without = exhibit.guards().iter().map(|guard| guard.name).filter(gone).collect();
            }
            Wish::Network(network) => {
                self.network = network;
                if !self.ends() {
                    self.checks.retain(|check| *check != TERMINATION);
                }
            }
            Wish::Count(fault, count) => {
                if let Some(one) = self.counts.get_mut(fault) {
                    *one = count.min(COUNTS.len() - 1);
                }
            }
            Wish::Disks => self.disks = !self.disks,
            Wish::Sampled(sampled) => self.sampled = sampled,
            Wish::States(states) => self.states = states.min(STATES.len() - 1),
            Wish::Traitors(traitors) => self.traitors = traitors.min(TRAITORS_MAX),
            Wish::Go | Wish::Table | Wish::Said(_) | Wish::Failed | Wish::Beside | Wish::Instead | Wish::Graph(_) => {}
        }
    }
}
