//! Packets and links of a picture, made of any world: where each message rests, what becomes of it.

use crate::scene::{Bundle, Fate, Link, LinkKind, Packet, Stage};
use crate::sim::{Act, Delivery, Ending, Flight, Lane, MessageId, NodeId, Protocol, World};
use crate::text::Tone;

use super::staged::Staged;

/// Above this number of messages a picture shows bundles: more labels cannot be told apart.
pub const PACKETS_SHOWN_MAX: usize = 12;

/// A message that has just left rests here, in permille of its way; one that is due, there.
pub(super) const REST_FIRST: u16 = 320;
pub(super) const REST_LAST: u16 = 640;
/// How far messages on one directed link stand apart along it, in permille, and how near to its sender the last may stand.
const REST_APART: u16 = 150;
const REST_LEAST: u16 = 80;
/// How far each direction of a link keeps to its own side, in grid units.
const BESIDE: i32 = 9;

/// Adds links, packets and bundles to a stage.
pub(super) fn place<E: Staged>(world: &World<E::Protocol>, stage: &mut Stage) {
    let step = &world.step;
    let rounds = world.protocol.delivery() == Delivery::Rounds;
    // Numbers of messages only grow: what was sent in this step has these and none before them.
    let first = step.sent.first().map_or(MessageId(u32::MAX), |flight| flight.id);
    let ended = step.ended.iter().map(|(flight, ending)| (flight, fate(*ending)));
    let flying = world.wire().map(|flight| (flight, if flight.id < first { Fate::Flies } else { Fate::Leaves }));
    let overtakers = if rounds { Vec::new() } else { overtakers(world) };
    let late = |flight: &Flight<E::Protocol>| flight.held || overtaken(flight, &overtakers);
    let crowd = step.ended.len() + world.in_flight() > PACKETS_SHOWN_MAX;
    // In a crowd only what moves in this step is shown by itself. At the end of a great round that is what leaves.
    let leaving = world.wire().rev().take_while(|flight| flight.id >= first).count();
    let ends = !rounds || step.ended.len() + leaving <= PACKETS_SHOWN_MAX;
    let leaves = rounds && leaving <= PACKETS_SHOWN_MAX;
    let size = usize::from(world.protocol.size());
    let mut lanes: Vec<Traffic> = vec![Traffic::default(); size * size];
    for (place, (flight, fate)) in ended.chain(flying).enumerate() {
        let (from, to) = (flight.name.from.index(), flight.name.to.index());
        let Some(lane) = lanes.get_mut(from * size + to) else { continue };
        let (word, tone) = E::sort(&world.protocol, &flight.message);
        lane.busy.get_or_insert((place, tone));
        let late = late(flight);
        lane.late |= late;
        let alone = !crowd || if fate.is_end() { ends } else { leaves && fate == Fate::Leaves };
        if alone && stage.packets.len() < PACKETS_SHOWN_MAX {
            let ahead = if crowd { 0 } else { lane.waiting };
            stage.packets.push(packet::<E>(world, flight, fate, ahead, late));
        } else if !fate.is_end() {
            lane.counts.add(word, tone);
        }
        lane.waiting += u16::from(!crowd && !fate.is_end());
    }
    stage.links = links::<E>(world, &lanes);
    let lanes =
        (0_u8..).zip(lanes.chunks(size.max(1))).flat_map(|(from, row)| (0_u8..).zip(row).map(move |(to, lane)| (from, to, lane)));
    stage.bundles = lanes.filter_map(|(from, to, lane)| lane.counts.bundle(from, to)).collect();
}

/// What is on one directed link.
#[derive(Clone, Default)]
struct Traffic {
    /// The first message on it: its place in the order of drawing, and its tone.
    busy: Option<(usize, Tone)>,
    late: bool,
    /// How many rest on it.
    waiting: u16,
    /// What rests on it in a crowd.
    counts: Counts,
}

/// Messages on one directed link by their sort.
#[derive(Clone, Default)]
pub(super) struct Counts(Vec<(u32, &'static str, Tone)>);

impl Counts {
    /// Counts one more of a sort.
    pub(super) fn add(&mut self, word: &'static str, tone: Tone) {
        // Of a hundred thousand messages most have the very word of the ones before them: that needs no reading.
        let same = |known: &'static str| std::ptr::eq(known, word) || known == word;
        match self.0.iter_mut().find(|(_, known, _)| same(known)) {
            Some((count, ..)) => *count += 1,
            None => self.0.push((1, word, tone)),
        }
    }

    /// The bundle of them; `None` where there is nothing to bundle.
    pub(super) fn bundle(&self, from: u8, to: u8) -> Option<Bundle> {
        let counts: Vec<_> = self.0.iter().map(|(count, word, tone)| (*count, (*word).to_owned(), *tone)).collect();
        (!counts.is_empty()).then_some(Bundle { from, to, counts, at: if from < to { 360 } else { 300 } })
    }
}

/// What the picture shows of a message that has ended.
pub(super) fn fate(ending: Ending) -> Fate {
    match ending {
        Ending::Delivered => Fate::Arrives,
        Ending::Refused => Fate::Bounces,
        Ending::Ignored => Fate::Fades,
        Ending::Lost(_) => Fate::Falls,
    }
}

/// For each message in flight, oldest first: when it was sent, and when the first of it and of all later ones is due.
fn overtakers<P: Protocol>(world: &World<P>) -> Vec<(u64, u64)> {
    let mut due = u64::MAX;
    let mut all: Vec<_> = world
        .wire()
        .rev()
        .map(|flight| {
            due = due.min(flight.due);
            (flight.sent, due)
        })
        .collect();
    all.reverse();
    all
}

/// Whether something that was sent later is due earlier.
fn overtaken<P: Protocol>(flight: &Flight<P>, overtakers: &[(u64, u64)]) -> bool {
    let later = overtakers.partition_point(|(sent, _)| *sent <= flight.sent);
    overtakers.get(later).is_some_and(|(_, due)| *due < flight.due)
}

fn packet<E: Staged>(world: &World<E::Protocol>, flight: &Flight<E::Protocol>, fate: Fate, ahead: u16, late: bool) -> Packet {
    let step = &world.step;
    let new = step.sent.iter().any(|sent| sent.id == flight.id);
    let before = if new { 0 } else { rest(flight, step.before, ahead) };
    let after = match fate {
        Fate::Arrives | Fate::Bounces | Fate::Fades => 1000,
        Fate::Falls => before.max(rest(flight, step.now, ahead)),
        Fate::Leaves | Fate::Flies => rest(flight, step.now, ahead),
    };
    let plain = drawn::<E>(&world.protocol, flight, fate, (before, after));
    Packet { late, twin: flight.name.lane == Lane::Copied, forged: flight.forged, ..plain }
}

/// A message as its recipient sees it, between the two places where it rests before and after the step.
pub(super) fn drawn<E: Staged>(
    protocol: &E::Protocol,
    flight: &Flight<E::Protocol>,
    fate: Fate,
    (before, after): (u16, u16),
) -> Packet {
    let look = E::look(protocol, &flight.message);
    Packet {
        message: flight.id.0,
        from: flight.name.from.0,
        to: flight.name.to.0,
        shape: look.shape,
        tone: look.tone,
        label: look.label,
        before,
        after,
        fate,
        beside: if flight.name.from < flight.name.to { -BESIDE } else { BESIDE },
        late: false,
        twin: false,
        forged: false,
    }
}

/// Where a message rests at a time: virtual time only orders, so the way is a middle stretch.
fn rest<P: Protocol>(flight: &Flight<P>, now: u64, ahead: u16) -> u16 {
    let whole = flight.due.saturating_sub(flight.sent).max(1);
    let gone = now.saturating_sub(flight.sent).min(whole);
    let place = u64::from(REST_FIRST) + u64::from(REST_LAST - REST_FIRST) * gone / whole;
    queued(place as u16, ahead)
}

/// A place on a link behind so many others that rest on it.
pub(super) fn queued(place: u16, ahead: u16) -> u16 {
    place.saturating_sub(ahead.saturating_mul(REST_APART)).max(REST_LEAST)
}

/// Every two nodes that may talk to each other, the lesser first.
pub(super) fn linked<P: Protocol>(protocol: &P) -> impl Iterator<Item = (NodeId, NodeId)> {
    let size = protocol.size();
    let pairs = (0..size).flat_map(move |a| (a + 1..size).map(move |b| (NodeId(a), NodeId(b))));
    pairs.filter(|(a, b)| protocol.linked(*a, *b))
}

fn links<E: Staged>(world: &World<E::Protocol>, lanes: &[Traffic]) -> Vec<Link> {
    let size = world.protocol.size();
    linked(&*world.protocol)
        .map(|(a, b)| {
            let lane = |from: NodeId, to: NodeId| lanes.get(from.index() * usize::from(size) + to.index());
            let both = || [lane(a, b), lane(b, a)].into_iter().flatten();
            let busy = both().filter_map(|lane| lane.busy).min_by_key(|(place, _)| *place).map(|(_, tone)| tone);
            let late = both().any(|lane| lane.late);
            let kind = match (world.is_cut(a, b), busy, late) {
                (true, ..) => LinkKind::Cut,
                (false, Some(_), true) => LinkKind::Late,
                (false, Some(_), false) => LinkKind::Busy,
                (false, None, _) => LinkKind::Idle,
            };
            Link { from: a.0, to: b.0, kind, tone: busy.unwrap_or_default() }
        })
        .filter(|link| link.kind != LinkKind::Idle || E::draws_idle(&world.protocol, NodeId(link.from), NodeId(link.to)))
        .collect()
}

/// The message that an act is about.
pub(super) fn subject(act: Act) -> Option<crate::sim::MessageRef> {
    match act {
        Act::Deliver(m) | Act::Lose(m) | Act::Duplicate(m) | Act::Hold(m) | Act::Release(m) | Act::Forge { message: m, .. } => {
            Some(m)
        }
        Act::Crash { .. }
        | Act::Wake { .. }
        | Act::Cut(..)
        | Act::Heal(..)
        | Act::Partition(_)
        | Act::HealAll
        | Act::Fire { .. }
        | Act::Command { .. }
        | Act::Betray { .. }
        | Act::Turn(_) => None,
    }
}
