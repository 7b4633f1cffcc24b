//! Packets and links of a picture, made of any world: where each message rests, what becomes of it.

use crate::scene::{Bundle, Fate, Link, LinkKind, Packet, Stage};
use crate::sim::{Act, Ending, Flight, Lane, NodeId, Protocol, SortedMap, World};

use super::staged::Staged;

/// Above this number of messages a picture shows bundles: more labels cannot be told apart.
pub const PACKETS_SHOWN_MAX: usize = 12;

/// A message that has just left rests here, in permille of its way; one that is due, there.
const REST_FIRST: u64 = 320;
const REST_LAST: u64 = 640;
/// How far messages on one directed link stand apart along it, in permille.
const REST_APART: u16 = 150;
/// How far each direction of a link keeps to its own side, in grid units.
const BESIDE: i32 = 9;

/// Adds links, packets and bundles to a stage.
pub(super) fn place<E: Staged>(world: &World<E::Protocol>, stage: &mut Stage) {
    let packets = packets::<E>(world);
    stage.links = links::<E>(world, &packets);
    if packets.len() > PACKETS_SHOWN_MAX {
        let (moving, resting): (Vec<_>, Vec<_>) = packets.into_iter().partition(|packet| packet.fate.is_end());
        stage.bundles = bundles::<E>(world, &resting);
        stage.packets = moving.into_iter().take(PACKETS_SHOWN_MAX).collect();
    } else {
        stage.packets = packets;
    }
}

fn packets<E: Staged>(world: &World<E::Protocol>) -> Vec<Packet> {
    let step = &world.step;
    let mut queue: SortedMap<(NodeId, NodeId), u16> = SortedMap::new();
    let ended = step.ended.iter().map(|(flight, ending)| {
        let fate = match ending {
            Ending::Delivered => Fate::Arrives,
            Ending::Refused => Fate::Bounces,
            Ending::Ignored => Fate::Fades,
            Ending::Lost(_) => Fate::Falls,
        };
        (flight, fate)
    });
    let flying = world.wire().map(|flight| {
        let new = step.sent.iter().any(|sent| sent.id == flight.id);
        (flight, if new { Fate::Leaves } else { Fate::Flies })
    });
    let mut packets: Vec<Packet> = Vec::new();
    for (flight, fate) in ended.chain(flying) {
        let waiting = queue.at((flight.name.from, flight.name.to), || 0);
        let behind = *waiting * REST_APART;
        *waiting += u16::from(matches!(fate, Fate::Leaves | Fate::Flies));
        packets.push(packet::<E>(world, flight, fate, behind));
    }
    packets
}

fn packet<E: Staged>(world: &World<E::Protocol>, flight: &Flight<E::Protocol>, fate: Fate, behind: u16) -> Packet {
    let step = &world.step;
    let look = E::look(&world.protocol, &flight.message);
    let new = step.sent.iter().any(|sent| sent.id == flight.id);
    let before = if new { 0 } else { rest(flight, step.before, behind) };
    let after = match fate {
        Fate::Arrives | Fate::Bounces | Fate::Fades => 1000,
        Fate::Falls => before.max(rest(flight, step.now, behind)),
        Fate::Leaves | Fate::Flies => rest(flight, step.now, behind),
    };
    let overtaken = world.wire().any(|other| other.sent > flight.sent && other.due < flight.due);
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
        late: flight.held || overtaken,
        twin: flight.name.lane == Lane::Copied,
        forged: flight.forged,
    }
}

/// Where a message rests at a time: virtual time only orders, so the way is a middle stretch.
fn rest<P: Protocol>(flight: &Flight<P>, now: u64, behind: u16) -> u16 {
    let whole = flight.due.saturating_sub(flight.sent).max(1);
    let gone = now.saturating_sub(flight.sent).min(whole);
    let place = REST_FIRST + (REST_LAST - REST_FIRST) * gone / whole;
    (place as u16).saturating_sub(behind).max(80)
}

fn links<E: Staged>(world: &World<E::Protocol>, packets: &[Packet]) -> Vec<Link> {
    let size = world.protocol.size();
    let pairs = (0..size).flat_map(|a| (a + 1..size).map(move |b| (NodeId(a), NodeId(b))));
    let linked = pairs.filter(|(a, b)| world.protocol.linked(*a, *b));
    linked
        .map(|(a, b)| {
            let on = |packet: &&Packet| (packet.from, packet.to) == (a.0, b.0) || (packet.from, packet.to) == (b.0, a.0);
            let busy = packets.iter().find(on);
            let late = packets.iter().filter(on).any(|packet| packet.late);
            let kind = match (world.is_cut(a, b), busy, late) {
                (true, ..) => LinkKind::Cut,
                (false, Some(_), true) => LinkKind::Late,
                (false, Some(_), false) => LinkKind::Busy,
                (false, None, _) => LinkKind::Idle,
            };
            Link { from: a.0, to: b.0, kind, tone: busy.map(|packet| packet.tone).unwrap_or_default() }
        })
        .filter(|link| link.kind != LinkKind::Idle || E::draws_idle(&world.protocol, NodeId(link.from), NodeId(link.to)))
        .collect()
}

fn bundles<E: Staged>(world: &World<E::Protocol>, packets: &[Packet]) -> Vec<Bundle> {
    let mut bundles: SortedMap<(u8, u8), Bundle> = SortedMap::new();
    for packet in packets {
        let kind = world.wire().find(|flight| flight.id.0 == packet.message);
        let kind = kind.map_or("", |flight| E::look(&world.protocol, &flight.message).kind);
        let bundle = bundles.at((packet.from, packet.to), || Bundle {
            from: packet.from,
            to: packet.to,
            counts: Vec::new(),
            at: if packet.from < packet.to { 360 } else { 300 },
        });
        match bundle.counts.iter_mut().find(|(_, known, _)| known == kind) {
            Some((count, ..)) => *count += 1,
            None => bundle.counts.push((1, kind.to_owned(), packet.tone)),
        }
    }
    bundles.into_values().collect()
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
