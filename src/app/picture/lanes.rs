//! The way of every packet along its wire, and where it rests on it.
//!
//! A scene says at how many permille of its way a packet rests. Here that becomes a place: clear
//! of both figures, and clear of the other packets, each of which gives way along its own wire.
//! The packets of one step at rest before it are those of the step before at rest after it, so
//! both give way alike and nothing twitches from one step to the next.

use super::motion::mix;
use super::{Sizes, reach};
use crate::scene::{Fate, Figure, Packet, Stage};

/// The air between a resting packet and a figure, and between two packets.
const AIR: f64 = 5.0;
/// How often packets give way to one another, how far each time, and up to how many of them.
const TURNS: usize = 24;
const NUDGE: f64 = 4.0;
const CROWD_MAX: usize = 24;

/// The wire that a packet travels on, in grid units along it from its sender's middle.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lane {
    from: (f64, f64),
    unit: (f64, f64),
    beside: f64,
    half: (f64, f64),
    /// The sender's outline.
    pub(super) start: f64,
    /// The nearest place to the sender, and to the recipient, at which a packet touches neither.
    first: f64,
    /// See `first`.
    pub(super) last: f64,
    /// The recipient's outline.
    pub(super) end: f64,
    /// Where it rests before this step..
    pub(super) before: f64,
    /// ..and after it.
    pub(super) after: f64,
    /// Whether both its ends are on the stage.
    pub(super) known: bool,
}

impl Lane {
    fn of(stage: &Stage, sizes: &Sizes, packet: &Packet) -> Option<Lane> {
        let figure = |node| stage.figures.iter().find(|figure| figure.node == node);
        let (from, to): (&Figure, &Figure) = (figure(packet.from)?, figure(packet.to)?);
        let (dx, dy) = (f64::from(to.at.x - from.at.x), f64::from(to.at.y - from.at.y));
        let length = dx.hypot(dy).max(1.0);
        let unit = (dx / length, dy / length);
        let start = reach(from.shape, from.radius, unit);
        let end = length - reach(to.shape, to.radius, (-unit.0, -unit.1));
        let half = (f64::from(sizes.packet_half_width(&packet.label)) / 10.0, f64::from(sizes.packet_half) / 10.0);
        let clear = (half.0 / unit.0.abs().max(0.01)).min(half.1 / unit.1.abs().max(0.01)) + AIR;
        let (first, last) = if start + clear < end - clear {
            (start + clear, end - clear)
        } else {
            (f64::midpoint(start, end), f64::midpoint(start, end))
        };
        let rest = |permille: u16| mix(first, last, f64::from(permille.min(1000)) / 1000.0);
        let after = if packet.fate == Fate::Falls { packet.after.min(750).max(packet.before) } else { packet.after };
        let (before, after) = (rest(packet.before), rest(after));
        let (from, beside) = ((f64::from(from.at.x), f64::from(from.at.y)), f64::from(packet.beside));
        Some(Lane { from, unit, beside, half, start, first, last, end, before, after, known: true })
    }

    /// The place at `along`.
    pub(super) fn at(&self, along: f64) -> (f64, f64) {
        (
            self.from.0 + self.unit.0 * along - self.unit.1 * self.beside,
            self.from.1 + self.unit.1 * along + self.unit.0 * self.beside,
        )
    }
}

/// The lane of every packet, in the order of the stage.
pub(super) fn lanes(stage: &Stage, sizes: &Sizes) -> Vec<Lane> {
    let mut lanes: Vec<Lane> = stage.packets.iter().map(|packet| Lane::of(stage, sizes, packet).unwrap_or_default()).collect();
    if lanes.len() <= CROWD_MAX {
        let resting = |wanted: fn(Fate) -> bool| -> Vec<usize> {
            (0..stage.packets.len()).filter(|at| wanted(stage.packets[*at].fate)).collect()
        };
        let mut before = resting(|fate| fate != Fate::Leaves);
        let mut after = resting(|fate| matches!(fate, Fate::Leaves | Fate::Flies));
        for order in [&mut before, &mut after] {
            order.sort_unstable_by_key(|at| stage.packets[*at].message);
        }
        give_way(&mut lanes, &before, |lane| &mut lane.before);
        give_way(&mut lanes, &after, |lane| &mut lane.after);
    }
    lanes
}

fn give_way(lanes: &mut [Lane], order: &[usize], rest: impl Fn(&mut Lane) -> &mut f64) {
    for _ in 0..TURNS {
        let mut moved = false;
        for (turn, a) in order.iter().enumerate() {
            for b in &order[turn + 1..] {
                moved |= part(lanes, (*a, *b), &rest);
            }
        }
        if !moved {
            return;
        }
    }
}

/// Moves two packets that cover each other apart, each along its own wire; whether it did.
fn part(lanes: &mut [Lane], (a, b): (usize, usize), rest: &impl Fn(&mut Lane) -> &mut f64) -> bool {
    let place = |lane: &mut Lane| {
        let along = *rest(lane);
        lane.at(along)
    };
    let (at, other) = (place(&mut lanes[a]), place(&mut lanes[b]));
    let room = (lanes[a].half.0 + lanes[b].half.0 + AIR, lanes[a].half.1 + lanes[b].half.1 + AIR);
    let apart = ((at.0 - other.0) / room.0, (at.1 - other.1) / room.1);
    if apart.0.abs() >= 1.0 || apart.1.abs() >= 1.0 {
        return false;
    }
    let mut nudge = |index: usize, apart: (f64, f64), tie: f64| {
        let lane = &mut lanes[index];
        let along = lane.unit.0 * apart.0 / room.0 + lane.unit.1 * apart.1 / room.1;
        let by = if along.abs() < 1e-6 { tie } else { along.signum() };
        let (first, last) = (lane.first, lane.last);
        let place = rest(lane);
        *place = (*place + NUDGE * by).clamp(first, last);
    };
    nudge(a, apart, 1.0);
    nudge(b, (-apart.0, -apart.1), -1.0);
    true
}
