//! The ring as a machine: servers that come, go and change, keys that have an owner each, and what one change moves.

mod change;
pub mod command;
pub mod dials;
pub mod frame;
pub mod keys;
pub mod lookup;
mod placed;
pub mod race;

use std::rc::Rc;

use crate::balance::{Change as Between, Fate, Placement, Policy, Servers, Settings};
use crate::exhibit::Knobs;
use crate::sim::{Act, NodeId, NodeSet, fingerprint};

pub use change::{Change, Kind, Move};
pub use placed::Placed;

/// The most servers: so many have a tone, a bar and a name on every screen.
pub const SERVERS_MAX: usize = 16;
/// The greatest weight of a server: a ring for it has thirty-two times the points of the lightest.
pub const SLOT_WEIGHT_MAX: u32 = 32;
/// The most points per server and unit of weight, as many as nginx would have for six servers.
pub const POINTS_MAX: u32 = 1_000;
/// How often keys are placed in a run at most: twenty times a million of them, which take some seconds and 200 megabytes.
const KEYS_PLACED_MAX: usize = 20_000_000;
/// No server: what owns a key when nobody is left.
pub const NOBODY: u8 = u8::MAX;

/// What is set before a run.
#[derive(Debug)]
pub struct Setup {
    /// How the ring is built and searched.
    pub policy: Policy,
    /// The keys: those that somebody typed last.
    pub keys: Vec<String>,
    /// How many of them somebody typed.
    pub typed: usize,
    /// How many requests there are for each key.
    pub requests: Vec<u32>,
    /// Whether the keys are wanted unequally.
    pub zipf: bool,
    /// How many servers keep each key when a run begins.
    pub replicas: usize,
    /// How many servers a run begins with.
    pub began: u32,
    /// The bound c in percent when a run begins, if loads are bounded then.
    pub bound: Option<u32>,
}

/// A server.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Slot {
    /// Its name.
    pub name: String,
    /// Its weight.
    pub weight: u32,
    /// Whether it takes part.
    pub standing: Standing,
}

/// Whether a server takes part.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Standing {
    /// It does.
    Up,
    /// It has left, with what it had handed over.
    Left,
    /// It died, and what only it had is gone.
    Dead,
}

/// The ring between two changes.
#[derive(Clone, Debug)]
pub struct State {
    /// What was set.
    pub setup: Rc<Setup>,
    /// The servers, in the order in which they first came.
    pub slots: Vec<Slot>,
    /// Points per server and unit of weight; 0: as many as the source has.
    pub points: u32,
    /// The bound c in percent, if loads are bounded.
    pub bound: Option<u32>,
    /// How many servers keep each key.
    pub replicas: usize,
    /// The ring, while somebody is on it.
    pub placed: Option<Rc<Placed>>,
    /// Keys that moved although neither their old nor their new server had changed, over all changes.
    pub strays: u64,
    /// Keys of which every copy died, over all changes.
    pub lost: u64,
    /// How many changes have been made; looking up is none.
    pub changes: u32,
}

impl Setup {
    /// The keys that are on the stage: as many as there is room for, and those that somebody typed.
    pub fn shown(&self) -> impl ExactSizeIterator<Item = usize> + use<> {
        self.first(keys::KEYS_SHOWN_MAX)
    }

    /// The first so many keys, those that somebody typed always among them.
    pub fn first(&self, most: usize) -> impl ExactSizeIterator<Item = usize> + use<> {
        let others = self.keys.len() - self.typed;
        let first = others.min(most.saturating_sub(self.typed));
        (0..first + self.typed).map(move |place| if place < first { place } else { place + others - first })
    }

    /// The command that looks a key up; some of a million have none.
    pub fn look_up(&self, key: u32) -> Option<u16> {
        let others = (self.keys.len() - self.typed) as u32;
        if key as usize >= self.keys.len() {
            return None;
        }
        let (first, place) = key.checked_sub(others).map_or((command::LOOK_UP, key), |place| (command::TYPED, place));
        first.checked_add(u16::try_from(place).ok()?)
    }

    /// The key that a command looks up.
    pub fn looked_up(&self, choice: u16) -> Option<usize> {
        let others = self.keys.len() - self.typed;
        let key = match choice.checked_sub(command::LOOK_UP) {
            Some(key) => usize::from(key),
            None => others + usize::from(choice.checked_sub(command::TYPED)?),
        };
        (key < self.keys.len()).then_some(key)
    }
}

/// What tells one state from another.
#[derive(Hash)]
struct Digest<'a> {
    slots: &'a [Slot],
    points: u32,
    owners: Option<&'a Vec<u8>>,
    lost: (u64, u64),
}

impl State {
    /// What tells it from another, the same natively and in wasm.
    pub fn digest(&self) -> u64 {
        let digest = fingerprint(&Digest {
            slots: &self.slots,
            points: self.points,
            owners: self.placed.as_ref().map(|placed| &placed.owners),
            lost: (self.strays, self.lost),
        });
        // What was told before there were dials keeps its digest.
        let dials = (self.bound, self.replicas);
        if dials == (self.setup.bound, self.replicas) { digest } else { fingerprint(&(digest, dials)) }
    }

    /// The ring as it is set.
    pub fn new(knobs: &Knobs) -> State {
        let slots = keys::slots(knobs);
        let setup = Rc::new(keys::setup(knobs, slots.len()));
        let (points, bound, replicas) = (knobs.number("points"), setup.bound, setup.replicas);
        State { setup, slots, points, bound, replicas, placed: None, strays: 0, lost: 0, changes: 0 }.settled()
    }

    /// How many points a server of weight one has, as a setting.
    fn settings(&self, points: u32) -> Settings {
        let fours = if self.setup.policy == Policy::Ketama { points.next_multiple_of(4) } else { points };
        match (self.setup.policy, points) {
            (_, 0) => Settings::default(),
            // Envoy shares out one number of points among all servers: as many as the run began with.
            (Policy::EnvoyRing, _) => {
                let size = points * self.setup.began;
                Settings { ring_size: size, ..Settings::default() }
            }
            _ => Settings { points: Some(fours), ..Settings::default() },
        }
    }

    /// The servers that take part, with the ids of their slots, and the slots.
    pub(super) fn servers(&self) -> Option<(Servers, Vec<u8>)> {
        let mut servers = Servers::new(self.slots.iter().map(|slot| (slot.name.clone(), slot.weight))).ok()?;
        let mut slots = Vec::new();
        for (number, slot) in self.slots.iter().enumerate() {
            if slot.standing == Standing::Up {
                slots.push(number as u8);
            } else {
                servers = servers.leave(&slot.name).ok()?;
            }
        }
        Some((servers, slots))
    }

    /// Places every key.
    #[must_use]
    fn settled(mut self) -> State {
        self.placed = self.servers().and_then(|(servers, slots)| {
            let placement = Placement::build(self.setup.policy, servers, &self.settings(self.points)).ok()?;
            Some(Rc::new(Placed::of(&self, placement, slots)))
        });
        self
    }

    /// Whether a server takes part.
    pub fn is_up(&self, slot: usize) -> bool {
        self.slots.get(slot).is_some_and(|slot| slot.standing == Standing::Up)
    }

    /// How many take part.
    pub fn up(&self) -> usize {
        self.slots.iter().filter(|slot| slot.standing == Standing::Up).count()
    }

    /// The slot that owns a key.
    pub fn owner(&self, key: usize) -> u8 {
        self.placed.as_ref().and_then(|placed| placed.owners.get(key)).copied().unwrap_or(NOBODY)
    }

    /// How many keys a slot owns.
    pub fn count(&self, slot: u8) -> u64 {
        self.placed.as_ref().and_then(|placed| placed.counts.get(usize::from(slot))).copied().unwrap_or(0)
    }

    /// How many points a slot has on the ring.
    pub fn points_of(&self, slot: u8) -> usize {
        let Some((placed, ring)) = self.placed.as_ref().and_then(|placed| Some((placed, placed.ring()?))) else { return 0 };
        let own = placed.slots.iter().position(|known| *known == slot);
        own.map_or(0, |own| ring.points().iter().filter(|point| usize::from(point.server) == own).count())
    }

    /// The slots that keep a key, its owner first.
    pub fn keepers(&self, key: usize) -> NodeSet {
        let Some(placed) = &self.placed else { return NodeSet::EMPTY };
        let owner: NodeSet = placed.owners.get(key).map(|owner| NodeId(*owner)).into_iter().collect();
        if self.replicas < 2 {
            return owner;
        }
        let Some(ring) = placed.ring() else { return owner };
        let points = ring.next_distinct(placed.hash(&self.setup.keys[key]), self.replicas);
        points.into_iter().fold(owner, |all, point| all.with(NodeId(placed.slot_of(point))))
    }

    /// How many changes a run of so many keys may have: each keeps where every key was.
    pub fn changes_max(&self) -> u32 {
        (KEYS_PLACED_MAX / self.setup.keys.len().max(1)).min(u32::MAX as usize) as u32
    }

    /// The state with a change made, and what it did; `None` where it is not possible.
    pub fn with(&self, act: Act) -> Option<(State, Change)> {
        let mut next = self.clone();
        let kind = next.make(act)?;
        if matches!(kind, Kind::LookUp(_)) {
            return Some((next, Change::nothing(kind)));
        }
        if self.changes >= self.changes_max() {
            return None;
        }
        let mut next = next.settled();
        next.changes += 1;
        // A ring on which rounding leaves nobody a point is no ring.
        if next.placed.is_none() && next.up() > 0 {
            return None;
        }
        let change = self.change_to(&next, kind);
        next.lost += u64::from(change.lost);
        if kind.slot().is_some() {
            next.strays += u64::from(change.collateral());
        }
        Some((next, change))
    }

    /// Makes the change in the list of servers.
    fn make(&mut self, act: Act) -> Option<Kind> {
        let (Act::Crash { node, .. } | Act::Wake { node, .. } | Act::Command { node, .. }) = act else { return None };
        if let Act::Command { choice, .. } = act {
            self.command(node, choice)
        } else {
            self.fail(node, matches!(act, Act::Crash { .. }))
        }
    }

    /// A server dies, or is back.
    fn fail(&mut self, node: NodeId, dies: bool) -> Option<Kind> {
        let slot = self.slots.get_mut(node.index())?;
        let (before, after) = if dies { (Standing::Up, Standing::Dead) } else { (Standing::Dead, Standing::Up) };
        if slot.standing != before {
            return None;
        }
        slot.standing = after;
        Some(if dies { Kind::Die(node.0) } else { Kind::Wake(node.0) })
    }

    fn command(&mut self, node: NodeId, choice: u16) -> Option<Kind> {
        let (at, all) = (node.index(), self.slots.len());
        match choice {
            command::JOIN if at == all => {
                let name = self.free_name().filter(|_| all < SERVERS_MAX)?;
                self.slots.push(Slot { name, weight: 1, standing: Standing::Up });
                Some(Kind::Join(node.0))
            }
            command::JOIN if self.slots.get(at)?.standing == Standing::Left => {
                self.slots[at].standing = Standing::Up;
                Some(Kind::Join(node.0))
            }
            command::LEAVE if self.is_up(at) => {
                self.slots[at].standing = Standing::Left;
                Some(Kind::Leave(node.0))
            }
            command::HEAVIER | command::LIGHTER if self.is_up(at) => {
                let old = self.slots[at].weight;
                let new = if choice == command::HEAVIER { old + 1 } else { old - 1 };
                self.slots[at].weight = Some(new).filter(|new| (1..=SLOT_WEIGHT_MAX).contains(new))?;
                Some(Kind::Weigh(node.0, old))
            }
            command::MORE_POINTS..command::TYPED if at == 0 => self.dial(choice),
            command::TYPED.. if at == 0 => {
                self.setup.looked_up(choice).filter(|_| self.placed.is_some()).map(|key| Kind::LookUp(key as u32))
            }
            _ => None,
        }
    }

    /// The names of the servers that would join, one after another.
    pub fn newcomers(&self) -> Vec<String> {
        let mut slots = self.slots.clone();
        while slots.len() < SERVERS_MAX
            && let Some(name) = free_name(&slots)
        {
            slots.push(Slot { name, weight: 1, standing: Standing::Up });
        }
        slots.into_iter().skip(self.slots.len()).map(|slot| slot.name).collect()
    }

    /// The name of a server that joins: S5 behind S1 to S4.
    pub fn free_name(&self) -> Option<String> {
        free_name(&self.slots)
    }

    fn change_to(&self, next: &State, kind: Kind) -> Change {
        let mut change = Change::nothing(kind);
        let between = self.servers().zip(next.servers()).map(|((before, _), (after, _))| Between::between(&before, &after));
        if let Some(between) = &between {
            change.least = between.least();
        }
        let place = |state: &State, slot: u8| {
            let slots = state.placed.as_ref().map_or(&[][..], |placed| &placed.slots);
            slots.iter().position(|known| *known == slot).map(|place| place as u16)
        };
        for key in 0..self.setup.keys.len() {
            let (from, to) = (self.owner(key), next.owner(key));
            if from == to {
                continue;
            }
            change.moved.push(Move { key: key as u32, from, to });
            let fate = between.as_ref().zip(place(self, from)).zip(place(next, to));
            let needed = fate.is_none_or(|((between, from), to)| between.fate(from, to) == Fate::Necessary);
            change.necessary += u32::from(needed);
            if key < race::KEYS_RACED_MAX {
                let (necessary, collateral) = change.raced;
                change.raced = if needed { (necessary + 1, collateral) } else { (necessary, collateral + 1) };
            }
        }
        if let Kind::Die(slot) = kind {
            let gone = NodeSet::EMPTY.with(NodeId(slot));
            let owned = (0..self.setup.keys.len()).filter(|key| self.owner(*key) == slot);
            let lost = owned.filter(|key| self.keepers(*key) == gone);
            change.lost = lost.count() as u32;
        }
        change
    }

    /// The race of a change that led here from `before`.
    pub fn race<'a>(&self, before: &State, change: &'a Change) -> &'a [race::Lane] {
        change.race.get_or_init(|| race::race(before, self, change))
    }
}

fn free_name(slots: &[Slot]) -> Option<String> {
    let taken = |name: &String| slots.iter().any(|slot| slot.name == *name);
    (slots.len() + 1..=2 * SERVERS_MAX + 1).map(|number| format!("S{number}")).find(|name| !taken(name))
}
