//! The way of every packet along its wire, and where it rests on it.
//!
//! A scene says at how many permille of its way a packet rests. Here that becomes a place: clear
//! of figures and of words, and clear of the other packets (see [`super::crowd`]). The choice
//! depends on the resting packets alone, and the packets at rest before a step are those at rest
//! after the step before it, so nothing twitches from one step to the next.

use super::crowd::{Block, Covered, blocks, give_way};
use super::motion::mix;
use super::{Face, Sizes, Wire, width};
use crate::scene::{Bundle, Fate, Figure, Packet, Pin, Stage};

/// The air between a resting packet and a figure.
const AIR: f64 = 5.0;
/// Up to so many packets give way to one another.
const CROWD_MAX: usize = 24;
/// Half of what the word above a late packet takes, in grid units for a tenth of its type size.
const LATE_WORD: f64 = 0.06;
/// How far a refused packet bounces back and a lost one falls, in grid units for a tenth of half a
/// packet's height.
const BOUNCE: f64 = 0.24;
const FALL: f64 = 0.33;

/// How far a lost packet falls.
pub(super) fn fall(sizes: &Sizes) -> f64 {
    FALL * f64::from(sizes.packet_half)
}

/// A place on a wire: so far along it, and so far aside of where the packet keeps.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rest {
    /// From the sender's middle.
    pub(super) along: f64,
    /// To the right of the way.
    pub(super) aside: f64,
}

impl Rest {
    fn on(along: f64) -> Rest {
        Rest { along, aside: 0.0 }
    }

    /// The place at this part of the way to another.
    pub(super) fn to(self, other: Rest, part: f64) -> Rest {
        Rest { along: mix(self.along, other.along, part), aside: mix(self.aside, other.aside, part) }
    }
}

/// A packet on its wire.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lane {
    /// The nodes at its ends.
    pub(super) ends: (u8, u8),
    wire: Wire,
    beside: f64,
    /// Half the packet's width and height, with the word above it if it is late.
    pub(super) half: (f64, f64),
    /// How far the middle of all that lies above the packet's own.
    lift: f64,
    /// The nearest places to the sender, and to the recipient, at which the packet touches neither.
    pub(super) touching: (f64, f64),
    /// Where it rests before this step..
    pub(super) before: Rest,
    /// ..and after it.
    pub(super) after: Rest,
    /// Whether it keeps to its wire, however crowded that is.
    pub(super) tied: bool,
    /// Whether both its ends are on the stage.
    pub(super) known: bool,
}

impl Lane {
    fn of(stage: &Stage, sizes: &Sizes, packet: &Packet) -> Option<Lane> {
        let lift = if packet.late { f64::from(sizes.packet_type) * LATE_WORD } else { 0.0 };
        let half = (f64::from(sizes.packet_half_width(&packet.label)) / 10.0, f64::from(sizes.packet_half) / 10.0 + lift);
        let after = if packet.fate == Fate::Falls { packet.after.min(750).max(packet.before) } else { packet.after };
        let mut lane = Lane::between(stage, (packet.from, packet.to), half, (packet.before, after))?;
        (lane.beside, lane.lift) = (f64::from(packet.beside), lift);
        if packet.fate == Fate::Bounces {
            lane.after.along = (lane.touching.1 - BOUNCE * f64::from(sizes.packet_half)).max(lane.touching.0);
        }
        Some(lane)
    }

    fn between(stage: &Stage, ends: (u8, u8), half: (f64, f64), rests: (u16, u16)) -> Option<Lane> {
        let wire = Wire::between(stage, ends.0, ends.1)?;
        let touching = wire.rests(half, AIR);
        let rest = |permille: u16| Rest::on(mix(touching.0, touching.1, f64::from(permille.min(1000)) / 1000.0));
        let (before, after) = (rest(rests.0), rest(rests.1));
        Some(Lane { ends, wire, beside: 0.0, half, lift: 0.0, touching, before, after, tied: false, known: true })
    }

    /// The sender's outline.
    pub(super) fn start(&self) -> Rest {
        Rest::on(self.wire.start)
    }

    /// Where the packet touches its recipient.
    pub(super) fn last(&self) -> Rest {
        Rest::on(self.touching.1)
    }

    /// The recipient's outline.
    pub(super) fn end(&self) -> Rest {
        Rest::on(self.wire.end)
    }

    /// The middle of what the packet covers there.
    pub(super) fn middle(&self, rest: Rest) -> (f64, f64) {
        let (x, y) = self.at(rest);
        (x, y - self.lift)
    }

    /// The place on the stage.
    pub(super) fn at(&self, rest: Rest) -> (f64, f64) {
        self.wire.at(rest.along, self.beside + rest.aside)
    }
}

/// The lane of every packet, in the order of the stage.
pub(super) fn lanes(stage: &Stage, sizes: &Sizes) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = stage.packets.iter().map(|packet| Lane::of(stage, sizes, packet).unwrap_or_default()).collect();
    if lanes.len() > CROWD_MAX {
        return lanes;
    }
    let blocks = blocks(stage, sizes);
    let resting = |wanted: fn(Fate) -> bool| -> Vec<usize> {
        let mut order: Vec<usize> = (0..lanes.len()).filter(|at| wanted(stage.packets[*at].fate)).collect();
        order.sort_unstable_by_key(|at| stage.packets[*at].message);
        order
    };
    let before = resting(|fate| fate != Fate::Leaves);
    let after = resting(|fate| matches!(fate, Fate::Leaves | Fate::Flies));
    let over = resting(|fate| matches!(fate, Fate::Bounces | Fate::Fades | Fate::Falls));
    give_way(&mut lanes, &before, &[], &blocks, |lane| &mut lane.before);
    give_way(&mut lanes, &after, &[], &blocks, |lane| &mut lane.after);
    // What is over gives way to what goes on, a lost packet where it has fallen.
    for (lane, _) in lanes.iter_mut().zip(&stage.packets).filter(|(_, packet)| packet.fate == Fate::Falls) {
        lane.lift = -fall(sizes);
    }
    give_way(&mut lanes, &over, &after, &blocks, |lane| &mut lane.after);
    lanes
}

/// Something that stands still: its middle and half its extent, in tenths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Its middle.
    pub at: (i32, i32),
    /// Half its width and height.
    pub half: (i32, i32),
}

/// Above so many bundles nobody can read one: of a picture with a tree those to the one whose tree it is are drawn, and the
/// others are busy wires.
const BUNDLES_READ_MAX: usize = 12;

/// At how many permille of its wire a pin stands where nothing is in its way.
const PINNED_AT: u16 = 460;

/// Beside a tree a bundle that covers so much of a name, of a packet or of another bundle is a busy wire, too.
const BUNDLE_COVERS_MAX: f64 = 0.3;

/// The bundles of a stage that are read.
fn readable(stage: &Stage) -> Vec<&Bundle> {
    let few = stage.bundles.len() <= BUNDLES_READ_MAX;
    let read = |bundle: &&Bundle| few || stage.tree.as_ref().is_none_or(|tree| tree.who == bundle.to);
    stage.bundles.iter().filter(read).collect()
}

/// The bundles of a stage that are drawn, and where each stands.
pub fn bundles<'a>(stage: &'a Stage, sizes: &Sizes) -> Vec<(&'a Bundle, Standing)> {
    let shown = readable(stage);
    let half = |bundle: &Bundle| {
        let words = bundle.counts.iter().map(|(count, kind, _)| width(&sizes.counted(*count, kind), Face::Mono));
        let rows = u32::try_from(bundle.counts.len()).unwrap_or(0);
        let size = f64::from(sizes.packet_type) / 10.0;
        (f64::from(words.max().unwrap_or(0)) * size / 200.0 + size, (0.75 * f64::from(rows) + 0.25) * size)
    };
    // Beside a tree a bundle has no room but on its wire.
    let tied = stage.tree.is_some();
    let lane = |bundle: &&Bundle| {
        let lane = Lane::between(stage, (bundle.from, bundle.to), half(bundle), (bundle.at, bundle.at)).unwrap_or_default();
        Lane { tied, ..lane }
    };
    let packets = lanes(stage, sizes);
    let name = |figure: &Figure| {
        let (x, y, radius) = (f64::from(figure.at.x), f64::from(figure.at.y), f64::from(figure.radius));
        Covered { at: (x, y), half: (radius / 2.0, radius / 3.0), weight: 1.0 }
    };
    let names = stage.figures.iter().map(name);
    let moving = packets.iter().map(|lane| Covered { at: lane.middle(lane.after), half: lane.half, weight: 1.0 });
    let mut minded: Vec<Covered> = names.chain(moving).collect();
    let places = apart(shown.iter().map(lane).collect(), packets, stage, sizes);
    let has_room = |(_, place): &(&Bundle, Standing)| {
        let units = |(x, y): (i32, i32)| (f64::from(x) / 10.0, f64::from(y) / 10.0);
        let (at, half) = (units(place.at), units(place.half));
        let has_room = !tied || minded.iter().all(|other| other.share(at, half) < BUNDLE_COVERS_MAX);
        minded.extend(has_room.then_some(Covered { at, half, weight: 1.0 }));
        has_room
    };
    shown.into_iter().zip(places).filter(has_room).collect()
}

/// Where every pin of the stage stands: about the middle of its wire.
pub fn pins(stage: &Stage, sizes: &Sizes) -> Vec<Standing> {
    let half = |pin: &Pin| (f64::from(sizes.pin_half_width(&pin.label)) / 10.0, f64::from(sizes.packet_half) / 10.0);
    let lane = |pin: &Pin| {
        let lane = Lane::between(stage, (pin.from, pin.to), half(pin), (PINNED_AT, PINNED_AT)).unwrap_or_default();
        Lane { tied: true, ..lane }
    };
    apart(stage.pins.iter().map(lane).collect(), Vec::new(), stage, sizes)
}

/// Where things stand that do not move: none on another, on a packet, on a figure or on words where there is room.
#[inline(never)]
fn apart(mut lanes: Vec<Lane>, packets: Vec<Lane>, stage: &Stage, sizes: &Sizes) -> Vec<Standing> {
    let blocks: Vec<Block> = blocks(stage, sizes);
    let order: Vec<usize> = (0..lanes.len()).collect();
    lanes.extend(packets.into_iter().filter(|packet| packet.known));
    let fixed: Vec<usize> = (order.len()..lanes.len()).collect();
    give_way(&mut lanes, &order, &fixed, &blocks, |lane| &mut lane.after);
    lanes.truncate(order.len());
    let tenths = |(x, y): (f64, f64)| ((x * 10.0) as i32, (y * 10.0) as i32);
    lanes.iter().map(|lane| Standing { at: tenths(lane.at(lane.after)), half: tenths(lane.half) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{PacketShape, Point, Shape};
    use crate::text::Tone;

    fn figure(node: u8, x: i32, y: i32) -> Figure {
        Figure {
            node,
            name: String::new(),
            shape: Shape::Square,
            at: Point::at(x, y),
            radius: 38,
            tone: Tone::Plain,
            active: false,
            aside: false,
            crashed: false,
            traitor: false,
            glow: None,
            caption: Vec::new(),
            over: false,
            lean: 0,
            tags: Vec::new(),
            tags_at: Point::at(0, 0),
            label: String::new(),
        }
    }

    /// Two proposers and three acceptors with two messages on every link.
    fn crowd() -> Stage {
        let at = [(150, 190), (150, 410), (442, 120), (442, 300), (442, 480)];
        let figures = (0..).zip(at).map(|(node, (x, y))| figure(node, x, y)).collect();
        let links = (0..2).flat_map(|from| (2..5).flat_map(move |to| [(from, to, 350), (to, from, 400)]));
        let packet = |(number, (from, to, at)): (u32, (u8, u8, u16))| Packet {
            message: number,
            from,
            to,
            shape: PacketShape::Pill,
            tone: Tone::Propose,
            label: "prepare 1".to_owned(),
            before: at,
            after: at,
            fate: Fate::Flies,
            beside: 9,
            late: false,
            twin: false,
            forged: false,
        };
        Stage { figures, packets: (0..).zip(links).map(packet).collect(), ..Stage::default() }
    }

    #[test]
    fn twelve_packets_on_six_links_do_not_cover_one_another() {
        let stage = crowd();
        let lanes = lanes(&stage, Sizes::named("wide"));
        let pairs = lanes.iter().enumerate().flat_map(|(turn, one)| lanes[turn + 1..].iter().map(move |other| (one, other)));
        let hidden = pairs.filter(|(one, other)| {
            let other = Covered { at: other.at(other.after), half: other.half, weight: 1.0 };
            other.share(one.at(one.after), one.half) > 0.2
        });
        assert_eq!(hidden.count(), 0);
    }

    #[test]
    fn packets_that_only_fly_rest_where_they_rested() {
        for lane in lanes(&crowd(), Sizes::named("wide")) {
            assert!(lane.at(lane.before) == lane.at(lane.after));
        }
    }
}
