//! Offers of any world: everything that may be done at an instant, open and closed, in the fixed order.

use crate::sim::{Act, Delivery, Disk, Flight, NodeId, NodeSet, Protocol, Since, World};
use crate::text::{Locale, Tone};

use super::packets::subject;
use super::prose;
use super::shown::{Offer, OfferGroup};
use super::staged::Staged;

/// Offers are made for so many messages in flight, oldest first: a longer menu helps nobody, and a
/// message beyond it has its turn when older ones have landed. In rounds, where thousands land together, those of the
/// latest step are among them: who wants to lose or forge one sees it leave.
pub const MESSAGES_OFFERED_MAX: usize = 64;

/// Of a broadcast in flight to at most so many, every set of recipients is offered for a crash.
const CRASH_SUBSETS_MAX: usize = 3;

/// More islands than this come from single links that were cut; they are not offered to grow.
const ISLANDS_MAX: usize = 2;

/// Every offer at this instant; `next` is what the run does next if nobody acts.
pub(super) fn offers<E: Staged>(world: &World<E::Protocol>, next: Option<Act>, locale: Locale) -> Vec<Offer> {
    acts_with(world, next).into_iter().map(|act| offer::<E>(world, act, next, locale)).collect()
}

/// Of them those of what may happen next, and the groups of all.
pub(super) fn offers_next<E: Staged>(
    world: &World<E::Protocol>,
    next: Option<Act>,
    locale: Locale,
) -> (Vec<Offer>, Vec<OfferGroup>) {
    let mut acts = acts_with(world, next);
    let groups = OfferGroup::of(acts.iter().map(|act| group(*act)));
    acts.retain(|act| group(*act).is_next());
    (acts.into_iter().map(|act| offer::<E>(world, act, next, locale)).collect(), groups)
}

/// Every act that is offered.
fn acts_with<P: Protocol>(world: &World<P>, next: Option<Act>) -> Vec<Act> {
    let mut acts = acts(world);
    // A scenario may do what no menu lists, such as a partition of its own; what comes next is always offered.
    if let Some(next) = next.filter(|next| !acts.contains(next)) {
        let place = acts.iter().position(|act| *act > next).unwrap_or(acts.len());
        acts.insert(place, next);
    }
    acts
}

fn offer<E: Staged>(world: &World<E::Protocol>, act: Act, next: Option<Act>, locale: Locale) -> Offer {
    let message = subject(act).and_then(|name| world.find(name));
    Offer {
        act,
        group: group(act),
        label: prose::offer::<E>(world, act, locale),
        tone: match act {
            Act::Lose(_) | Act::Duplicate(_) | Act::Hold(_) => Tone::Lost,
            Act::Forge { .. } | Act::Betray { .. } => Tone::Traitor,
            Act::Crash { .. } => Tone::Crashed,
            Act::Deliver(_)
            | Act::Release(_)
            | Act::Wake { .. }
            | Act::Cut(..)
            | Act::Heal(..)
            | Act::Partition(_)
            | Act::HealAll
            | Act::Fire { .. }
            | Act::Command { .. }
            | Act::Turn(_) => message.map_or(Tone::Plain, |flight| E::look(&world.protocol, &flight.message).tone),
        },
        node: about(act).map(|node| node.0),
        message: message.map(|flight| flight.id.0),
        closed: world.closed(act).map(|need| prose::closed::<E>(world, need, locale)),
        next: next == Some(act),
        outside: (0..E::ASSUMPTIONS.len()).any(|assumption| E::leaves(&world.protocol, assumption, &act)),
    }
}

fn acts<P: Protocol>(world: &World<P>) -> Vec<Act> {
    let messages = messages(world);
    let nodes = || (0..world.protocol.size()).map(NodeId);
    let mut acts: Vec<Act> = messages.iter().map(|flight| Act::Deliver(flight.name)).collect();
    acts.extend(messages.iter().map(|flight| Act::Lose(flight.name)));
    acts.extend(messages.iter().map(|flight| Act::Duplicate(flight.name)));
    acts.extend(messages.iter().map(|flight| if flight.held { Act::Release(flight.name) } else { Act::Hold(flight.name) }));
    for flight in &messages {
        let lies = world.lies_for(flight).len() as u16;
        acts.extend((0..lies).map(|choice| Act::Forge { message: flight.name, choice }));
    }
    for node in nodes() {
        if world.up().has(node) {
            let reaches = crash_sets(world.pending(node));
            acts.extend(reaches.into_iter().map(|reaches| Act::Crash { node, reaches }));
        } else {
            acts.push(Act::Crash { node, reaches: NodeSet::EMPTY });
        }
    }
    acts.extend(nodes().flat_map(|node| [Disk::Kept, Disk::Lost].map(|disk| Act::Wake { node, disk })));
    let pairs = || nodes().flat_map(|a| nodes().map(move |b| (a, b))).filter(|(a, b)| a < b && world.protocol.linked(*a, *b));
    acts.extend(pairs().map(|(a, b)| if world.is_cut(a, b) { Act::Heal(a, b) } else { Act::Cut(a, b) }));
    acts.extend(nodes().map(|node| Act::Partition(NodeSet::EMPTY.with(node))));
    for island in islands(world) {
        let others = nodes().filter(|node| !island.has(*node));
        acts.extend(others.map(|node| Act::Partition(island.with(node))));
    }
    acts.push(Act::HealAll);
    for node in nodes() {
        acts.extend((0..world.armed(node).count()).map(|timer| Act::Fire { node, timer: timer as u16 }));
    }
    for node in nodes() {
        acts.extend((0..world.protocol.commands(node).len()).map(|choice| Act::Command { node, choice: choice as u16 }));
    }
    acts.extend(nodes().flat_map(|node| [Since::Now, Since::Start].map(|since| Act::Betray { node, since })));
    acts
}

/// The messages that offers are made for.
fn messages<P: Protocol>(world: &World<P>) -> Vec<&Flight<P>> {
    let mut newest: Vec<_> = match (world.protocol.delivery(), world.step.sent.first()) {
        (Delivery::Rounds, Some(first)) => world.wire().rev().take_while(|flight| flight.id >= first.id).collect(),
        (Delivery::Rounds | Delivery::Messages, _) => Vec::new(),
    };
    newest.reverse();
    newest.truncate(MESSAGES_OFFERED_MAX);
    let older = world.in_flight() - newest.len();
    world.wire().take(older.min(MESSAGES_OFFERED_MAX - newest.len())).chain(newest).collect()
}

/// The islands that a partition has made and that may grow: all but the largest piece, while the pieces are few.
fn islands<P: Protocol>(world: &World<P>) -> Vec<NodeSet> {
    let mut pieces: Vec<NodeSet> = Vec::new();
    if world.cuts().is_empty() {
        return pieces;
    }
    for node in (0..world.protocol.size()).map(NodeId) {
        let near = |piece: &NodeSet| piece.iter().any(|a| world.protocol.linked(a, node) && !world.is_cut(a, node));
        let mut joined = NodeSet::EMPTY.with(node);
        pieces.retain(|piece| {
            let apart = !near(piece);
            if !apart {
                joined.0 |= piece.0;
            }
            apart
        });
        pieces.push(joined);
    }
    let largest = pieces.iter().map(|piece| piece.len()).max().unwrap_or(0);
    let place = pieces.iter().position(|piece| piece.len() == largest).unwrap_or(0);
    pieces.remove(place);
    if pieces.len() > ISLANDS_MAX { Vec::new() } else { pieces }
}

/// The sets of recipients that a crash in mid-broadcast is offered for: all first. Of many recipients these: the first
/// few in the order of sending, one alone, all but one.
fn crash_sets(pending: NodeSet) -> Vec<NodeSet> {
    let who: Vec<NodeId> = pending.iter().collect();
    if who.is_empty() {
        return vec![NodeSet::EMPTY];
    }
    if who.len() <= CRASH_SUBSETS_MAX {
        let subset =
            |mask: usize| who.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1).map(|(_, node)| *node).collect();
        return (0..1 << who.len()).rev().map(subset).collect();
    }
    let firsts = (0..who.len()).map(|count| who.iter().take(count).copied().collect());
    let singles = who.iter().map(|node| NodeSet::EMPTY.with(*node));
    let all_but_one = who.iter().map(|node| pending.without(*node));
    let mut sets: Vec<NodeSet> = Vec::new();
    for set in [pending].into_iter().chain(firsts).chain(singles).chain(all_but_one) {
        if !sets.contains(&set) {
            sets.push(set);
        }
    }
    sets
}

fn group(act: Act) -> OfferGroup {
    match act {
        Act::Deliver(_) | Act::Turn(_) => OfferGroup::Deliver,
        Act::Fire { .. } | Act::Command { .. } => OfferGroup::Node,
        Act::Lose(_) | Act::Duplicate(_) | Act::Hold(_) | Act::Release(_) | Act::Forge { .. } => OfferGroup::Message,
        Act::Crash { .. } | Act::Wake { .. } | Act::Betray { .. } => OfferGroup::Fault,
        Act::Cut(..) | Act::Heal(..) | Act::Partition(_) | Act::HealAll => OfferGroup::Link,
    }
}

fn about(act: Act) -> Option<NodeId> {
    match act {
        Act::Crash { node, .. }
        | Act::Wake { node, .. }
        | Act::Fire { node, .. }
        | Act::Command { node, .. }
        | Act::Betray { node, .. } => Some(node),
        Act::Deliver(m) => Some(m.to),
        Act::Partition(side) => side.iter().next(),
        Act::Lose(_)
        | Act::Duplicate(_)
        | Act::Hold(_)
        | Act::Release(_)
        | Act::Forge { .. }
        | Act::Cut(..)
        | Act::Heal(..)
        | Act::HealAll
        | Act::Turn(_) => None,
    }
}
