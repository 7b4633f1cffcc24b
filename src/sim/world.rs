//! A world: nodes, wire, timers and faults at one instant.
//!
//! Message ids, times, ordinals and facts live here, never in what handlers see or what a search
//! hashes. Nodes are shared, so a checkpoint shares what did not change.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::act::Act;
use super::fingerprint::Fingerprint;
use super::ids::{Lane, MessageId, MessageRef, NodeId, NodeSet};
use super::protocol::{Appointment, Delivery, Protocol, Timing, Turn};
use super::sorted::{SortedMap, SortedSet};
use super::step::{Flight, Step};
use super::wire::Wire;

/// A round of a synchronous protocol lasts so long in virtual time; it only places packets.
pub(super) const ROUND_MS: u64 = 1_000;

/// A node in its world.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place<P: Protocol> {
    /// What it knows; while it is down, what it knew (its disk is part of that).
    pub state: Rc<P::Node>,
    /// The event of its latest step: what a crash in mid-broadcast withdraws.
    pub latest_step: u32,
    /// To whom a message of the latest step has left the wire already: no crash calls it back.
    pub reached: NodeSet,
    /// The numbers of the messages of its latest step: from the first, up to the second without it.
    pub(super) launched: (MessageId, MessageId),
    /// Rounds only: who may still get something that it has sent in this round.
    pub(super) addressed: NodeSet,
    /// How many choices it has made.
    pub choices: u32,
}

/// Numbers of a run so far.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Counters {
    /// Sent by handlers.
    pub sent: u32,
    /// Delivered.
    pub delivered: u32,
    /// Lost.
    pub lost: u32,
    /// Doubles made.
    pub duplicated: u32,
    /// Forged.
    pub forged: u32,
    /// Refused by their recipients.
    pub refused: u32,
}

/// Everything at one instant of a run.
#[derive(Clone, Debug)]
pub struct World<P: Protocol> {
    /// The configuration.
    pub protocol: Rc<P>,
    /// The event that led here.
    pub step: Rc<Step<P>>,
    /// Numbers so far.
    pub counters: Counters,
    pub(super) timing: Timing,
    pub(super) agenda: Rc<Vec<Appointment>>,
    pub(super) seed: u64,
    pub(super) now: u64,
    pub(super) places: Vec<Place<P>>,
    pub(super) up: NodeSet,
    pub(super) traitors: NodeSet,
    pub(super) wire: Wire<P>,
    pub(super) timers: SortedMap<(NodeId, P::Timer), u64>,
    pub(super) cuts: SortedSet<(NodeId, NodeId)>,
    pub(super) kept: SortedSet<usize>,
    pub(super) ordinals: SortedMap<(NodeId, NodeId, Lane), u16>,
    pub(super) messages: u32,
    pub(super) round: u32,
    pub(super) turn: u16,
    /// The turns of the round that is running: they follow from the configuration, and are many.
    pub(super) turns: Rc<Vec<Turn>>,
    pub(super) watched: P::Watched,
}

/// What a check sees: the same in the timed world and in a search.
#[derive(Clone, Copy, Debug)]
pub struct Sight<'a, P: Protocol> {
    /// The configuration.
    pub protocol: &'a P,
    /// The nodes' states, in order.
    pub nodes: &'a [&'a P::Node],
    /// Who is up.
    pub up: NodeSet,
    /// Who is a traitor.
    pub traitors: NodeSet,
    /// What only the watcher knows.
    pub watched: &'a P::Watched,
}

impl<P: Protocol> World<P> {
    /// The event that led here; 0 at the start.
    pub fn event(&self) -> u32 {
        self.step.event
    }

    /// Virtual time in milliseconds. It orders things; a run has no clock.
    pub fn now(&self) -> u64 {
        self.now
    }

    /// The seed of all chance.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// The nodes, in order.
    pub fn places(&self) -> &[Place<P>] {
        &self.places
    }

    /// What a node knows.
    pub fn node(&self, node: NodeId) -> Option<&P::Node> {
        self.places.get(node.index()).map(|place| &*place.state)
    }

    /// Who is up.
    pub fn up(&self) -> NodeSet {
        self.up
    }

    /// Who is a traitor.
    pub fn traitors(&self) -> NodeSet {
        self.traitors
    }

    /// The messages in flight, oldest first.
    pub fn wire(&self) -> impl DoubleEndedIterator<Item = &Flight<P>> {
        self.wire.iter()
    }

    /// A message in flight, by its number.
    pub fn flight(&self, id: MessageId) -> Option<&Flight<P>> {
        self.wire.get(id)
    }

    /// How many messages are in flight.
    pub fn in_flight(&self) -> usize {
        self.wire.len()
    }

    /// A message in flight, by its name.
    pub fn find(&self, message: MessageRef) -> Option<&Flight<P>> {
        self.wire.find(message)
    }

    /// What a crash of `node` could still call back: the messages of its latest step, as long as no
    /// copy of them has left the wire. What is sent in one round is sent at once, so there the round counts.
    pub fn unsent(&self, node: NodeId) -> impl Iterator<Item = &Flight<P>> {
        let place = self.places.get(node.index());
        let rounds = self.protocol.delivery() == Delivery::Rounds;
        let (first, past) = place.map_or((MessageId(0), MessageId(0)), |place| place.launched);
        // A double that somebody makes later is numbered later.
        let past = if self.counters.duplicated == 0 && !rounds { past } else { MessageId(u32::MAX) };
        let first = if rounds { MessageId(0) } else { first };
        self.wire.from(first).take_while(move |flight| flight.id < past).filter(move |flight| {
            let latest = |place: &Place<P>| {
                if rounds {
                    flight.sent >= u64::from(self.round) * ROUND_MS
                } else {
                    flight.cause == place.latest_step && !place.reached.has(flight.name.to)
                }
            };
            flight.name.from == node && flight.cause > 0 && place.is_some_and(latest)
        })
    }

    /// Who would get something of what a crash of `node` could still call back.
    pub fn pending(&self, node: NodeId) -> NodeSet {
        match self.protocol.delivery() {
            // A round may have a hundred thousand messages in flight; they are not gone through for every offer.
            Delivery::Rounds => self.places.get(node.index()).map_or(NodeSet::EMPTY, |place| place.addressed),
            Delivery::Messages => self.unsent(node).map(|flight| flight.name.to).collect(),
        }
    }

    /// The links that are cut, each with its lesser node first.
    pub fn cuts(&self) -> &SortedSet<(NodeId, NodeId)> {
        &self.cuts
    }

    /// Whether the link between two nodes is cut.
    pub fn is_cut(&self, a: NodeId, b: NodeId) -> bool {
        self.cuts.contains(&(a.min(b), a.max(b)))
    }

    /// The cut links between nodes of `side`.
    pub fn cut_within(&self, side: NodeSet) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        self.cuts.iter().copied().filter(move |&(a, b)| side.has(a) && side.has(b))
    }

    /// The whole links between `side` and the others.
    pub fn between(&self, side: NodeSet) -> impl Iterator<Item = (NodeId, NodeId)> + '_ {
        let size = self.protocol.size();
        let pairs = (0..size).flat_map(move |a| (a + 1..size).map(move |b| (NodeId(a), NodeId(b))));
        pairs.filter(move |&(a, b)| side.has(a) != side.has(b) && self.protocol.linked(a, b) && !self.is_cut(a, b))
    }

    /// The armed timers of a node, in their order.
    pub fn armed(&self, node: NodeId) -> impl Iterator<Item = P::Timer> + '_ {
        self.timers.keys().filter(move |(owner, _)| *owner == node).map(|(_, timer)| *timer)
    }

    /// What the message's sender, were it a traitor, could say instead.
    pub fn lies_for(&self, flight: &Flight<P>) -> Vec<Option<P::Message>> {
        self.protocol.lies(flight.name.from, flight.name.to, &flight.message)
    }

    /// What only the watcher knows.
    pub fn watched(&self) -> &P::Watched {
        &self.watched
    }

    /// The round that is running (0 before the first, and for asynchronous protocols).
    pub fn round(&self) -> u32 {
        self.round
    }

    /// Rounds only: the round and the index of the latest turn that was taken.
    pub fn latest_turn(&self) -> Option<(u32, u16)> {
        Some((self.round, self.turn.checked_sub(1)?))
    }

    /// Shows this instant to a check.
    pub fn sight<R>(&self, look: impl FnOnce(Sight<'_, P>) -> R) -> R {
        let nodes: Vec<&P::Node> = self.places.iter().map(|place| &*place.state).collect();
        look(Sight { protocol: &self.protocol, nodes: &nodes, up: self.up, traitors: self.traitors, watched: &self.watched })
    }

    /// The fingerprint of everything that this instant shows.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = Fingerprint::default();
        (self.event(), self.now, self.up, self.traitors, self.round, self.turn).hash(&mut hasher);
        for place in &self.places {
            place.state.hash(&mut hasher);
        }
        self.wire.write(&mut hasher);
        for ((node, timer), due) in self.timers.iter() {
            (node, timer, due).hash(&mut hasher);
        }
        self.cuts.hash(&mut hasher);
        self.watched.hash(&mut hasher);
        self.counters.hash(&mut hasher);
        hasher.finish()
    }

    /// What the default order does next: the earliest appointment, message or timer; `None` when
    /// nothing will happen by itself.
    pub fn next_default(&self) -> Option<Act> {
        match self.protocol.delivery() {
            Delivery::Rounds => self.next_turn().map(|(_, turn)| Act::Turn(turn)),
            Delivery::Messages => {
                let all = self.due_appointments().chain(self.due_messages()).chain(self.due_timers());
                all.min_by_key(|(when, rank, _)| (*when, *rank)).map(|(_, _, act)| act)
            }
        }
    }

    /// When the default order would do `act`: virtual time does not run backwards.
    pub(super) fn when(&self, act: Act) -> u64 {
        let due = match act {
            Act::Deliver(message) | Act::Lose(message) => self.find(message).map(|flight| flight.due),
            Act::Fire { node, timer } => {
                self.armed(node).nth(usize::from(timer)).and_then(|timer| self.timers.get(&(node, timer)).copied())
            }
            Act::Command { node, .. } => self.appointment(node).map(|(_, appointment)| u64::from(appointment.at_ms)),
            Act::Duplicate(_)
            | Act::Hold(_)
            | Act::Release(_)
            | Act::Forge { .. }
            | Act::Crash { .. }
            | Act::Wake { .. }
            | Act::Cut(..)
            | Act::Heal(..)
            | Act::Partition(_)
            | Act::HealAll
            | Act::Betray { .. }
            | Act::Turn(_) => None,
        };
        due.map_or(self.now, |due| due.max(self.now))
    }

    /// The first appointment of a node that is not kept yet.
    pub(super) fn appointment(&self, node: NodeId) -> Option<(usize, Appointment)> {
        let pending = self.agenda.iter().enumerate().filter(|(index, _)| !self.kept.contains(index));
        pending.map(|(index, appointment)| (index, *appointment)).find(|(_, appointment)| appointment.node == node)
    }

    /// The round and the index of the next turn of somebody who is up.
    pub fn next_turn(&self) -> Option<(u32, u16)> {
        let due = |turns: &[Turn], first: u16| {
            let mut rest = turns.iter().enumerate().skip(first.into());
            rest.find(|(_, turn)| turn.nodes.0 & self.up.0 != 0).map(|(index, _)| index as u16)
        };
        if let Some(index) = due(&self.turns, self.turn) {
            return Some((self.round, index));
        }
        (self.round + 1..=self.protocol.rounds())
            .find_map(|round| due(&self.protocol.turns(round), 0).map(|index| (round, index)))
    }

    fn due_appointments(&self) -> impl Iterator<Item = (u64, (u8, u32), Act)> + '_ {
        let pending = self.agenda.iter().enumerate().filter(|(index, _)| !self.kept.contains(index));
        pending.filter_map(|(index, appointment)| {
            let act = Act::Command { node: appointment.node, choice: appointment.choice };
            let open = self.closed(act).is_none();
            open.then(|| (u64::from(appointment.at_ms).max(self.now), (0, index as u32), act))
        })
    }

    fn due_messages(&self) -> impl Iterator<Item = (u64, (u8, u32), Act)> + '_ {
        self.wire.iter().filter(|flight| !flight.held).map(|flight| {
            let lost = flight.doomed || !self.up.has(flight.name.to) || self.is_cut(flight.name.from, flight.name.to);
            let act = if lost { Act::Lose(flight.name) } else { Act::Deliver(flight.name) };
            (flight.due.max(self.now), (1, flight.id.0), act)
        })
    }

    fn due_timers(&self) -> impl Iterator<Item = (u64, (u8, u32), Act)> + '_ {
        let firing = self.timing.timers_fire;
        self.timers.iter().filter(move |_| firing).map(|(&(node, timer), &due)| {
            let index = self.armed(node).position(|armed| armed == timer).unwrap_or(0);
            (due.max(self.now), (2, u32::from(node.0)), Act::Fire { node, timer: index as u16 })
        })
    }
}
