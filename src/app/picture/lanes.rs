//! The way of every packet along its wire, and where it rests on it.
//!
//! A scene says at how many permille of its way a packet rests. Here that becomes a place: clear
//! of figures and of the words under them, and clear of the other packets: each packet gives way
//! along its own wire.
//! The choice depends on the resting packets alone, and the packets at rest before a step are those at rest after
//! the step before it, so nothing twitches from one step to the next.

use super::motion::mix;
use super::{Face, Sizes, Wire, below, line_width, width};
use crate::scene::{Bundle, Fate, Figure, Packet, Stage};

/// The air between a resting packet and a figure, and between two packets.
const AIR: f64 = 5.0;
/// The places along a wire that are tried: so many to each side, so far apart.
const PLACES: u8 = 40;
const STEP: f64 = 6.0;
/// How often everybody chooses.
const SWEEPS: usize = 3;
/// How bad it is to cover another packet, and to cover a figure or words; a detour of a grid unit
/// counts a thousandth.
const PACKET_WEIGHT: f64 = 10.0;
const BLOCK_WEIGHT: f64 = 4.0;
/// Up to so many packets give way to one another.
const CROWD_MAX: usize = 24;

/// A packet on its wire, in grid units along it from its sender's middle.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lane {
    ends: (u8, u8),
    wire: Wire,
    beside: f64,
    half: (f64, f64),
    /// The nearest place to the sender, and to the recipient, at which a packet touches neither.
    first: f64,
    /// See `first`.
    pub(super) last: f64,
    /// Where it rests before this step..
    pub(super) before: f64,
    /// ..and after it.
    pub(super) after: f64,
    /// Whether both its ends are on the stage.
    pub(super) known: bool,
}

impl Lane {
    fn of(stage: &Stage, sizes: &Sizes, packet: &Packet) -> Option<Lane> {
        let word = if packet.late { sizes.packet_type / 2 } else { 0 };
        let half = (f64::from(sizes.packet_half_width(&packet.label)) / 10.0, f64::from(sizes.packet_half + word) / 10.0);
        let after = if packet.fate == Fate::Falls { packet.after.min(750).max(packet.before) } else { packet.after };
        let lane = Lane::between(stage, (packet.from, packet.to), half, (packet.before, after))?;
        Some(Lane { beside: f64::from(packet.beside), ..lane })
    }

    fn between(stage: &Stage, (from, to): (u8, u8), half: (f64, f64), rests: (u16, u16)) -> Option<Lane> {
        let wire = Wire::between(stage, from, to)?;
        let (mut first, mut last) = wire.rests(half, AIR);
        if first > last {
            (first, last) = (f64::midpoint(wire.start, wire.end), f64::midpoint(wire.start, wire.end));
        }
        let rest = |permille: u16| mix(first, last, f64::from(permille.min(1000)) / 1000.0);
        let (before, after) = (rest(rests.0), rest(rests.1));
        Some(Lane { ends: (from, to), wire, beside: 0.0, half, first, last, before, after, known: true })
    }

    /// The sender's outline.
    pub(super) fn start(&self) -> f64 {
        self.wire.start
    }

    /// The recipient's outline.
    pub(super) fn end(&self) -> f64 {
        self.wire.end
    }

    /// The place at `along`.
    pub(super) fn at(&self, along: f64) -> (f64, f64) {
        self.wire.at(along, self.beside)
    }
}

/// The lane of every packet, in the order of the stage.
pub(super) fn lanes(stage: &Stage, sizes: &Sizes) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = stage.packets.iter().map(|packet| Lane::of(stage, sizes, packet).unwrap_or_default()).collect();
    if lanes.len() <= CROWD_MAX {
        let blocks: Vec<Block> = stage.figures.iter().flat_map(|figure| Block::of(figure, sizes)).collect();
        let resting = |wanted: fn(Fate) -> bool| -> Vec<usize> {
            (0..stage.packets.len()).filter(|at| wanted(stage.packets[*at].fate)).collect()
        };
        let mut before = resting(|fate| fate != Fate::Leaves);
        let mut after = resting(|fate| matches!(fate, Fate::Leaves | Fate::Flies));
        for order in [&mut before, &mut after] {
            order.sort_unstable_by_key(|at| stage.packets[*at].message);
        }
        give_way(&mut lanes, &before, &blocks, |lane| &mut lane.before);
        give_way(&mut lanes, &after, &blocks, |lane| &mut lane.after);
    }
    lanes
}

/// Where every bundle of the stage stands, and half its width and height.
pub fn bundles(stage: &Stage, sizes: &Sizes) -> Vec<Standing> {
    let half = |bundle: &Bundle| {
        let words = bundle.counts.iter().map(|(count, kind, _)| width(&sizes.counted(*count, kind), Face::Mono));
        let rows = u32::try_from(bundle.counts.len()).unwrap_or(0);
        let size = f64::from(sizes.packet_type) / 10.0;
        (f64::from(words.max().unwrap_or(0)) * size / 200.0 + size, (0.75 * f64::from(rows) + 0.25) * size)
    };
    let lane = |bundle: &Bundle| Lane::between(stage, (bundle.from, bundle.to), half(bundle), (bundle.at, bundle.at));
    let mut lanes: Vec<Lane> = stage.bundles.iter().map(|bundle| lane(bundle).unwrap_or_default()).collect();
    let blocks: Vec<Block> = stage.figures.iter().flat_map(|figure| Block::of(figure, sizes)).collect();
    let order: Vec<usize> = (0..lanes.len()).collect();
    give_way(&mut lanes, &order, &blocks, |lane| &mut lane.after);
    let tenths = |(x, y): (f64, f64)| ((x * 10.0) as i32, (y * 10.0) as i32);
    lanes.iter().map(|lane| Standing { at: tenths(lane.at(lane.after)), half: tenths(lane.half) }).collect()
}

/// Something that stands still: its middle and half its extent, in tenths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Standing {
    /// Its middle.
    pub at: (i32, i32),
    /// Half its width and height.
    pub half: (i32, i32),
}

/// What packets keep clear of: a figure, or the words under it.
struct Block {
    node: u8,
    words: bool,
    covered: Covered,
}

impl Block {
    fn of(figure: &Figure, sizes: &Sizes) -> [Block; 2] {
        let (x, y, radius) = (f64::from(figure.at.x), f64::from(figure.at.y), f64::from(figure.radius));
        let wide = figure.caption.iter().map(|line| line_width(line, sizes.caption_type)).max().unwrap_or(0);
        let lines = u32::try_from(figure.caption.len()).unwrap_or(0);
        let high = f64::from(lines) * f64::from(sizes.caption_step) / 20.0;
        let low = y + f64::from(below(figure.shape, figure.radius)) + f64::from(sizes.caption_type) / 20.0 + high;
        let body = Covered { at: (x, y), half: (radius, radius), weight: BLOCK_WEIGHT };
        let words = Covered { at: (x, low), half: (f64::from(wide) / 20.0, high), weight: BLOCK_WEIGHT };
        [Block { node: figure.node, words: false, covered: body }, Block { node: figure.node, words: true, covered: words }]
    }
}

/// Gives every packet of `order` its place, one after another: the best of some places along its
/// wire. The first turn minds those that chose before, the others mind everybody.
fn give_way(lanes: &mut [Lane], order: &[usize], blocks: &[Block], rest: impl Fn(&mut Lane) -> &mut f64) {
    let wanted: Vec<f64> = lanes.iter_mut().map(|lane| *rest(lane)).collect();
    for sweep in 0..SWEEPS {
        for (turn, index) in order.iter().enumerate() {
            let others = order[..if sweep == 0 { turn } else { order.len() }].iter().filter(|other| *other != index);
            let others: Vec<Covered> = others
                .map(|other| {
                    let other = &mut lanes[*other];
                    let along = *rest(other);
                    Covered { at: other.at(along), half: other.half, weight: PACKET_WEIGHT }
                })
                .collect();
            let best = best_place(lanes[*index], wanted[*index], &others, blocks);
            *rest(&mut lanes[*index]) = best;
        }
    }
}

fn best_place(lane: Lane, wanted: f64, others: &[Covered], blocks: &[Block]) -> f64 {
    let foreign = |block: &&Block| block.words || (block.node != lane.ends.0 && block.node != lane.ends.1);
    let blocks = || blocks.iter().filter(foreign).map(|block| &block.covered);
    let burden = |along: f64| {
        let at = lane.at(along);
        others.iter().chain(blocks()).map(|other| other.weight * other.share(at, lane.half)).sum::<f64>()
    };
    let mut best = (wanted, burden(wanted));
    for step in 1..=PLACES {
        let aside = f64::from(step) * STEP;
        if best.1 <= aside / 1000.0 {
            break;
        }
        for along in [wanted + aside, wanted - aside] {
            let found = burden(along) + aside / 1000.0;
            if (lane.first..=lane.last).contains(&along) && found < best.1 {
                best = (along, found);
            }
        }
    }
    best.0
}

/// A box that a packet may cover, and how bad that is.
#[derive(Clone, Copy)]
struct Covered {
    at: (f64, f64),
    half: (f64, f64),
    weight: f64,
}

impl Covered {
    /// What part of a packet with its middle at `at` lies over it, with some air round both.
    fn share(&self, at: (f64, f64), half: (f64, f64)) -> f64 {
        let over = |a: f64, b: f64, half: f64, other: f64| {
            ((half + other + AIR - (a - b).abs()) / (2.0 * half.min(other).max(1.0))).clamp(0.0, 1.0)
        };
        over(at.0, self.at.0, half.0, self.half.0) * over(at.1, self.at.1, half.1, self.half.1)
    }
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
            crashed: false,
            traitor: false,
            glow: None,
            caption: Vec::new(),
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
            assert!((lane.before - lane.after).abs() < 1e-9);
        }
    }
}
