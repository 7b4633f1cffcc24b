//! The way of every packet along its wire, and where it rests on it.
//!
//! A scene says at how many permille of its way a packet rests. Here that becomes a place: clear
//! of figures and of the words under them, and clear of the other packets: each packet gives way
//! along its own wire.
//! The packets of one step at rest before it are those of the step before at rest after it, so
//! both give way alike and nothing twitches from one step to the next.

use super::motion::mix;
use super::{Sizes, Wire, below, line_width};
use crate::scene::{Fate, Figure, Packet, Stage};

/// The air between a resting packet and a figure, and between two packets.
const AIR: f64 = 5.0;
/// How often packets give way to one another, how far each time, and up to how many of them.
const TURNS: usize = 32;
const NUDGE: f64 = 4.0;
const CROWD_MAX: usize = 24;

/// A packet on its wire, in grid units along it from its sender's middle.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lane {
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
        let wire = Wire::between(stage, packet.from, packet.to)?;
        let half = (f64::from(sizes.packet_half_width(&packet.label)) / 10.0, f64::from(sizes.packet_half) / 10.0);
        let clear = (half.0 / wire.unit.0.abs().max(0.01)).min(half.1 / wire.unit.1.abs().max(0.01)) + AIR;
        let (mut first, mut last) = (wire.start + clear, wire.end - clear);
        if first > last {
            (first, last) = (f64::midpoint(wire.start, wire.end), f64::midpoint(wire.start, wire.end));
        }
        let rest = |permille: u16| mix(first, last, f64::from(permille.min(1000)) / 1000.0);
        let after = if packet.fate == Fate::Falls { packet.after.min(750).max(packet.before) } else { packet.after };
        let (before, after) = (rest(packet.before), rest(after));
        Some(Lane { wire, beside: f64::from(packet.beside), half, first, last, before, after, known: true })
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

/// What packets keep clear of: a figure, or the words under it.
struct Block {
    at: (f64, f64),
    half: (f64, f64),
}

impl Block {
    fn of(figure: &Figure, sizes: &Sizes) -> [Block; 2] {
        let (x, y, radius) = (f64::from(figure.at.x), f64::from(figure.at.y), f64::from(figure.radius));
        let wide = figure.caption.iter().map(|line| line_width(line, sizes.caption_type)).max().unwrap_or(0);
        let lines = u32::try_from(figure.caption.len()).unwrap_or(0);
        let high = f64::from(lines) * f64::from(sizes.caption_step) / 20.0;
        let low = y + f64::from(below(figure.shape, figure.radius)) + f64::from(sizes.caption_type) / 20.0 + high;
        let body = Block { at: (x, y), half: (radius, radius) };
        [body, Block { at: (x, low), half: (f64::from(wide) / 20.0, high) }]
    }
}

fn give_way(lanes: &mut [Lane], order: &[usize], blocks: &[Block], rest: impl Fn(&mut Lane) -> &mut f64) {
    for _ in 0..TURNS {
        let mut moved = false;
        for (turn, a) in order.iter().enumerate() {
            for b in &order[turn + 1..] {
                moved |= part(lanes, (*a, *b), &rest);
            }
            for block in blocks {
                moved |= leave(&mut lanes[*a], block, &rest);
            }
        }
        if !moved {
            return;
        }
    }
}

/// How two boxes lie to each other, in shares of the room that both need; `None` when they are clear.
fn covered(at: (f64, f64), half: (f64, f64), other: (f64, f64), other_half: (f64, f64)) -> Option<(f64, f64)> {
    let room = (half.0 + other_half.0 + AIR, half.1 + other_half.1 + AIR);
    let apart = ((at.0 - other.0) / room.0, (at.1 - other.1) / room.1);
    (apart.0.abs() < 1.0 && apart.1.abs() < 1.0).then_some((apart.0 / room.0, apart.1 / room.1))
}

/// Moves a packet along its wire; whether it could.
fn nudge(lane: &mut Lane, apart: (f64, f64), tie: f64, rest: &impl Fn(&mut Lane) -> &mut f64) -> bool {
    let along = lane.wire.unit.0 * apart.0 + lane.wire.unit.1 * apart.1;
    let by = if along.abs() < 1e-9 { tie } else { along.signum() };
    let (first, last) = (lane.first, lane.last);
    let place = rest(lane);
    let old = *place;
    *place = (old + NUDGE * by).clamp(first, last);
    (*place - old).abs() > 0.01
}

/// Moves two packets that cover each other apart, each along its own wire; whether it did.
fn part(lanes: &mut [Lane], (a, b): (usize, usize), rest: &impl Fn(&mut Lane) -> &mut f64) -> bool {
    let at = place(&mut lanes[a], rest);
    let other = place(&mut lanes[b], rest);
    let Some((x, y)) = covered(at, lanes[a].half, other, lanes[b].half) else { return false };
    let one = nudge(&mut lanes[a], (x, y), 1.0, rest);
    nudge(&mut lanes[b], (-x, -y), -1.0, rest) || one
}

/// Moves a packet off a figure or off words; whether it did.
fn leave(lane: &mut Lane, block: &Block, rest: &impl Fn(&mut Lane) -> &mut f64) -> bool {
    let at = place(lane, rest);
    let Some(apart) = covered(at, lane.half, block.at, block.half) else { return false };
    nudge(lane, apart, 1.0, rest)
}

fn place(lane: &mut Lane, rest: &impl Fn(&mut Lane) -> &mut f64) -> (f64, f64) {
    let along = *rest(lane);
    lane.at(along)
}
