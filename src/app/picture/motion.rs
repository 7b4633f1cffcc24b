//! Where every packet is at a playhead: first motion, then the node changes, then answers leave.
//!
//! A step runs from 0 to 1. In a step that ends a message, that message travels first, then the
//! nodes show their new state, then what they send leaves. In any other step the nodes change
//! first: a command comes before what it makes a node send. Playhead 1 is the settled picture.

use super::Sizes;
use super::lanes::{Lane, Rest, fall, lanes};
use crate::scene::{Fate, Packet, Stage};

/// When the message that ends in this step has arrived.
const ARRIVED: f64 = 0.60;
/// When it touches its recipient, and fades into it or bounces.
const TOUCHED: f64 = ARRIVED * 0.8;
/// When the nodes show their new state in a step that ends a message.
const CHANGED: f64 = 0.62;
/// From when answers leave in such a step.
const ANSWERS: f64 = 0.74;
/// From when messages leave in a step that ends none.
const SENDS: f64 = 0.22;
/// Packets start this much after one another (30 ms of a step of 450 ms)..
const STAGGER: f64 = 0.067;
/// ..but the last of them not later than this part of their time.
const STAGGER_MAX: f64 = 0.4;

/// How a packet looks at a playhead, besides its place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// On its way.
    Flying,
    /// Refused: grey.
    Refused,
    /// Ignored: an empty outline.
    Ignored,
    /// Lost: off the wire, with a cross.
    Lost,
    /// Nothing is to be seen of it.
    Gone,
}

/// A packet at a playhead.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Spot {
    /// To the right, in tenths of a grid unit.
    pub x: i32,
    /// Down, in tenths of a grid unit.
    pub y: i32,
    /// Its size in permille.
    pub scale: i32,
    /// Its opacity in percent.
    pub opacity: i32,
    /// How it looks.
    pub state: State,
}

/// The motion of one step: made once, asked at every frame.
#[derive(Clone, Debug)]
pub struct Motion {
    stage: Stage,
    sizes: &'static Sizes,
    ends: bool,
    lanes: Vec<Lane>,
}

impl Motion {
    /// The motion of the step that led to `stage`.
    pub fn new(stage: &Stage, sizes: &'static Sizes) -> Motion {
        let ends = stage.packets.iter().any(|packet| packet.fate.is_end());
        Motion { stage: stage.clone(), sizes, ends, lanes: lanes(stage, sizes) }
    }

    /// Whether it is the motion of the step that led to `stage`, drawn in these sizes.
    pub fn is_of(&self, stage: &Stage, sizes: &Sizes) -> bool {
        self.sizes == sizes && self.stage == *stage
    }

    /// Whether the nodes show their new state.
    pub fn settled(&self, progress: f64) -> bool {
        !self.ends || progress >= CHANGED
    }

    /// Every packet of the stage at `progress` from 0 to 1, in the stage's order.
    pub fn spots(&self, progress: f64) -> impl Iterator<Item = (&Packet, Spot)> + '_ {
        let now = crate::app::between(progress, 0.0, 1.0);
        let leaving = self.stage.packets.iter().filter(|packet| packet.fate == Fate::Leaves).count() as u32;
        let mut turn = 0;
        self.stage.packets.iter().zip(&self.lanes).map(move |(packet, lane)| {
            let mine = turn;
            turn += u32::from(packet.fate == Fate::Leaves);
            (packet, self.spot(packet, lane, (mine, leaving), now))
        })
    }

    fn spot(&self, packet: &Packet, lane: &Lane, turn: (u32, u32), now: f64) -> Spot {
        match packet.fate {
            Fate::Leaves => {
                let part = staggered(share(now, if self.ends { ANSWERS } else { SENDS }, 1.0), turn);
                let on = ease(part);
                let state = if part <= 0.0 { State::Gone } else { State::Flying };
                let scale = mix(0.5, 1.0, share(on, 0.0, 0.6));
                spot(lane, lane.start().to(lane.after, on), (scale, share(part, 0.0, 0.3)), state)
            }
            Fate::Flies => {
                let on = ease(share(now, 0.0, if self.ends { ARRIVED } else { 1.0 }));
                spot(lane, lane.before.to(lane.after, on), (1.0, 1.0), State::Flying)
            }
            Fate::Arrives => {
                let into = share(now, TOUCHED, ARRIVED);
                let at = lane.before.to(lane.last(), ease(share(now, 0.0, TOUCHED))).to(lane.end(), into);
                let state = if into >= 1.0 { State::Gone } else { State::Flying };
                spot(lane, at, (mix(1.0, 0.5, into), 1.0 - into), state)
            }
            Fate::Bounces => {
                let back = share(now, TOUCHED, 1.0);
                let state = if back > 0.0 { State::Refused } else { State::Flying };
                let at = lane.before.to(lane.last(), ease(share(now, 0.0, TOUCHED))).to(lane.after, back * (2.0 - back));
                // It makes room for the answer that says why; without one it stays, grey.
                let answered = self.stage.packets.iter().any(|other| other.fate == Fate::Leaves && other.from == packet.to);
                let faint = if answered { share(now, ANSWERS, 1.0) } else { 0.0 };
                let state = if faint >= 1.0 { State::Gone } else { state };
                spot(lane, at, (1.0, 1.0 - faint), state)
            }
            Fate::Fades => {
                let over = share(now, TOUCHED, ARRIVED);
                let at = lane.before.to(lane.last(), ease(share(now, 0.0, TOUCHED))).to(lane.after, over);
                spot(lane, at, (1.0, 1.0), if over > 0.0 { State::Ignored } else { State::Flying })
            }
            Fate::Falls => {
                let drop = share(now, TOUCHED * 0.6, 1.0);
                let state = if drop > 0.0 { State::Lost } else { State::Flying };
                let at = lane.before.to(lane.after, ease(share(now, 0.0, TOUCHED * 0.6)));
                let seen = spot(lane, at, (mix(1.0, 0.92, drop), mix(1.0, 0.75, drop)), state);
                Spot { y: seen.y + (fall(self.sizes) * drop * drop * 10.0) as i32, ..seen }
            }
        }
    }
}

fn spot(lane: &Lane, at: Rest, (scale, opacity): (f64, f64), state: State) -> Spot {
    let (x, y) = lane.at(at);
    Spot {
        x: (x * 10.0).round() as i32,
        y: (y * 10.0).round() as i32,
        scale: (scale * 1000.0) as i32,
        opacity: (opacity * 100.0) as i32,
        state: if lane.known { state } else { State::Gone },
    }
}

/// What part of the time from `from` to `to` has gone at `now`.
fn share(now: f64, from: f64, to: f64) -> f64 {
    crate::app::between((now - from) / (to - from), 0.0, 1.0)
}

/// The part of its own motion that the turn-th of several has gone through.
fn staggered(part: f64, (turn, turns): (u32, u32)) -> f64 {
    let last = (STAGGER * f64::from(turns.max(1) - 1)).min(STAGGER_MAX);
    let start = last * f64::from(turn) / f64::from(turns.max(2) - 1);
    share(part, start, start + 1.0 - last)
}

pub(super) fn mix(from: f64, to: f64, part: f64) -> f64 {
    from + (to - from) * part
}

/// Eased in and out.
fn ease(part: f64) -> f64 {
    part * part * (3.0 - 2.0 * part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Figure, PacketShape, Point, Shape};
    use crate::text::Tone;

    fn figure(node: u8, x: i32) -> Figure {
        Figure {
            node,
            name: String::new(),
            shape: Shape::Square,
            at: Point::at(x, 100),
            radius: 40,
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

    fn stage(fates: &[Fate]) -> Stage {
        let packet = |(number, fate): (usize, &Fate)| Packet {
            message: number as u32,
            from: 0,
            to: 1,
            shape: PacketShape::Pill,
            tone: Tone::Propose,
            label: "propose 1".to_owned(),
            before: 300,
            after: if matches!(fate, Fate::Arrives | Fate::Fades) { 1000 } else { 500 },
            fate: *fate,
            beside: 0,
            late: false,
            twin: false,
            forged: false,
        };
        Stage {
            figures: vec![figure(0, 100), figure(1, 500)],
            packets: fates.iter().enumerate().map(packet).collect(),
            ..Stage::default()
        }
    }

    fn spots(stage: &Stage, progress: f64) -> Vec<Spot> {
        Motion::new(stage, Sizes::named("wide")).spots(progress).map(|(_, spot)| spot).collect()
    }

    #[test]
    fn a_delivered_packet_is_gone_before_the_node_changes_and_answers_leave_after_it() {
        let stage = stage(&[Fate::Arrives, Fate::Leaves]);
        let motion = Motion::new(&stage, Sizes::named("wide"));
        for step in 0..=100 {
            let progress = f64::from(step) / 100.0;
            let seen = spots(&stage, progress);
            assert!(!motion.settled(progress) || seen[0].state == State::Gone, "{progress}");
            assert!(motion.settled(progress) || seen[1].state == State::Gone, "{progress}");
        }
        assert_eq!(spots(&stage, 1.0)[1].state, State::Flying);
    }

    #[test]
    fn a_resting_packet_touches_neither_figure() {
        let stage = stage(&[Fate::Flies]);
        let half = Sizes::named("wide").packet_half_width("propose 1");
        for progress in [0.0, 0.5, 1.0] {
            let spot = spots(&stage, progress)[0];
            assert!(spot.x - half > 1400 && spot.x + half < 4600, "{spot:?}");
            assert_eq!(spot.y, 1000);
        }
    }

    #[test]
    fn a_refused_packet_bounces_back_and_a_lost_one_falls() {
        let stage = stage(&[Fate::Bounces, Fate::Falls]);
        let (hit, rest) = (spots(&stage, TOUCHED), spots(&stage, 1.0));
        assert!(rest[0].x < hit[0].x && rest[0].state == State::Refused);
        assert!(rest[1].y > hit[1].y && rest[1].state == State::Lost);
    }

    #[test]
    fn an_ignored_packet_arrives_and_stays_as_a_faint_outline() {
        let stage = stage(&[Fate::Fades]);
        let (on_its_way, rest) = (spots(&stage, TOUCHED / 2.0), spots(&stage, 1.0));
        assert!(on_its_way[0].state == State::Flying && rest[0].state == State::Ignored);
        assert_eq!(rest[0].x, spots(&stage, TOUCHED)[0].x, "it does not bounce");
    }

    #[test]
    fn packets_that_leave_together_start_one_after_another_and_all_come_to_rest() {
        let stage = stage(&[Fate::Leaves, Fate::Leaves, Fate::Leaves]);
        let early = spots(&stage, 0.4);
        assert!(early[0].x > early[1].x && early[1].x > early[2].x);
        let last = spots(&stage, 1.0);
        assert!(last.iter().all(|spot| spot.state == State::Flying && spot.opacity == 100 && spot.scale == 1000));
    }

    #[test]
    fn a_packet_without_its_figures_is_not_drawn_and_not_panicked_on() {
        let mut stage = stage(&[Fate::Flies]);
        stage.figures.clear();
        assert_eq!(spots(&stage, 0.5)[0].state, State::Gone);
    }
}
