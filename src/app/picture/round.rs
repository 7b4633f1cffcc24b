//! Rings as paths: arcs, points, keys, and where keys are while they travel.

use std::fmt::Write as _;

use super::tenths;
use crate::scene::{Arc, Dot, Peg, PegKind, Point, Ring, Stage, TURN, Walk};
use crate::text::Tone;

/// How far a point reaches beyond the band, in units.
const PEG_OUT: i32 = 8;
/// How far a point reaches inside the band, in units.
const PEG_IN: i32 = 5;
/// Keys do not leave all at once: the last one starts when so much of the step has passed.
const LAST_START: f64 = 0.35;
/// A key that travels leaves a trace of so much of its way.
const TRACE: f64 = 0.22;
/// Where more keys than this travel, their traces would hide them, and take the time of a frame.
const TRACED_MAX: usize = 3_000;

/// A place at a distance from the middle, in tenths.
fn spot(middle: Point, radius: f64, at: f64) -> (i32, i32) {
    let (sine, cosine) = libm::sincos(at * std::f64::consts::TAU / f64::from(TURN));
    let place = |middle: i32, by: f64| (f64::from(middle * 10) + by * 10.0).round() as i32;
    (place(middle.x, radius * sine), place(middle.y, -radius * cosine))
}

/// A place on a ring, so far from its band to the outside.
pub fn beside_ring(ring: &Ring, at: i32, out: i32) -> (i32, i32) {
    spot(ring.middle, f64::from(ring.radius + out), f64::from(at))
}

fn put(path: &mut String, verb: char, (x, y): (i32, i32)) {
    path.push(verb);
    path.push_str(&tenths(x));
    path.push(' ');
    path.push_str(&tenths(y));
}

/// The same for paths that are written anew in each frame, and drawn at a tenth of their size.
fn put_tenths(path: &mut String, verb: char, (x, y): (i32, i32)) {
    path.push(verb);
    put_whole(path, x);
    path.push(' ');
    put_whole(path, y);
}

fn put_whole(path: &mut String, number: i32) {
    let (mut digits, mut rest, mut at) = ([0_u8; 10], number.unsigned_abs(), 10);
    while at == 10 || rest > 0 {
        at -= 1;
        digits[at] = (rest % 10) as u8;
        rest /= 10;
    }
    if number < 0 {
        path.push('-');
    }
    path.extend(digits[at..].iter().map(|digit| char::from(b'0' + digit)));
}

fn put_arc(path: &mut String, ring: &Ring, radius: i32, from: i32, to: i32) {
    let clockwise = to >= from;
    // An arc cannot end where it begins: a whole turn is two.
    let middle = i32::midpoint(from, to);
    let ends = if (to - from).abs() > TURN / 2 { vec![middle, to] } else { vec![to] };
    put(path, 'M', spot(ring.middle, f64::from(radius), f64::from(from)));
    for end in ends {
        let _ = write!(path, "A{radius} {radius} 0 0 {} ", u8::from(clockwise));
        let (x, y) = spot(ring.middle, f64::from(radius), f64::from(end));
        path.push_str(&tenths(x));
        path.push(' ');
        path.push_str(&tenths(y));
    }
}

/// The stretches of each node, those that change hands apart: (node, fresh, tone, path).
pub fn arc_paths(ring: &Ring) -> Vec<(u8, bool, Tone, String)> {
    let mut paths: Vec<(u8, bool, Tone, String)> = Vec::new();
    for arc in &ring.arcs {
        let Arc { from, to, node, tone, fresh } = *arc;
        let known = paths.iter().position(|path| (path.0, path.1) == (node, fresh));
        let place = known.unwrap_or_else(|| {
            paths.push((node, fresh, tone, String::new()));
            paths.len() - 1
        });
        put_arc(&mut paths[place].3, ring, ring.radius, from, to);
    }
    paths
}

/// The points of one kind, as strokes across the band.
pub fn peg_path(ring: &Ring, kind: PegKind) -> String {
    let (inner, outer) = (ring.radius - ring.band / 2 - PEG_IN, ring.radius + ring.band / 2 + PEG_OUT);
    let mut path = String::new();
    for Peg { at, .. } in ring.pegs.iter().filter(|peg| peg.kind == kind) {
        put(&mut path, 'M', spot(ring.middle, f64::from(inner), f64::from(*at)));
        put(&mut path, 'L', spot(ring.middle, f64::from(outer), f64::from(*at)));
    }
    path
}

/// The way of a key that is looked up, inside the band.
pub fn walk_path(ring: &Ring, walk: &Walk) -> String {
    let mut path = String::new();
    put_arc(&mut path, ring, ring.radius - ring.band / 2 - PEG_IN - 3, walk.from, walk.to);
    path
}

/// Where a key that is looked up stands: at a place, inside the band.
pub fn walker(ring: &Ring, at: i32) -> (i32, i32) {
    beside_ring(ring, at, -ring.band / 2 - PEG_IN - 3)
}

/// A dot's place in tenths.
fn place(stage: &Stage, at: (f64, f64)) -> (i32, i32) {
    match &stage.ring {
        Some(ring) => spot(ring.middle, at.1, at.0),
        None => ((at.0 * 10.0).round() as i32, (at.1 * 10.0).round() as i32),
    }
}

fn square(path: &mut String, (x, y): (i32, i32), size: i32) {
    put(path, 'M', (x - size / 2, y - size / 2));
    let size = tenths(size);
    let _ = write!(path, "h{size}v{size}h-{size}z");
}

/// The dots that rest, a path for each tone, those that a change has moved apart: (moved, tone, path).
pub fn resting(stage: &Stage) -> Vec<(bool, Tone, String)> {
    let mut paths: Vec<(bool, Tone, String)> = Vec::new();
    for dot in stage.dots.iter().filter(|dot| dot.from == dot.to) {
        let known = paths.iter().position(|path| (path.0, path.1) == (dot.moved, dot.tone));
        let slot = known.unwrap_or_else(|| {
            paths.push((dot.moved, dot.tone, String::new()));
            paths.len() - 1
        });
        let at = place(stage, (f64::from(dot.to.x), f64::from(dot.to.y)));
        square(&mut paths[slot].2, at, stage.dot_size * if dot.moved { 5 } else { 4 } / 4);
    }
    paths
}

/// The dot that is nearest to a place, in units, where it comes to rest; `None` where none lies so near.
pub fn nearest_dot(stage: &Stage, (x, y): (f64, f64), within: f64) -> Option<u32> {
    let far = |dot: &Dot| {
        let at = place(stage, (f64::from(dot.to.x), f64::from(dot.to.y)));
        libm::hypot(f64::from(at.0) / 10.0 - x, f64::from(at.1) / 10.0 - y)
    };
    let all = stage.dots.iter().map(|dot| (far(dot), dot.key));
    all.filter(|(far, _)| *far <= within).min_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, key)| key)
}

/// Dots that travel in a step.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Flock {
    dots: Vec<Dot>,
    tones: Vec<Tone>,
}

impl Flock {
    /// Those of a stage.
    pub fn new(stage: &Stage) -> Flock {
        let dots: Vec<Dot> = travelling(stage).copied().collect();
        let mut tones: Vec<Tone> = Vec::new();
        for dot in &dots {
            if !tones.contains(&dot.tone) {
                tones.push(dot.tone);
            }
        }
        Flock { dots, tones }
    }

    /// Whether these are the travellers of this stage.
    pub fn is_of(&self, stage: &Stage) -> bool {
        self.dots.iter().eq(travelling(stage))
    }

    /// Their tones, in the order in which paths are asked for.
    pub fn tones(&self) -> &[Tone] {
        &self.tones
    }

    /// The dots of a tone and their traces at `progress` (0 to 1) of the step, written into two paths in tenths: a dot is a
    /// line of hardly any length, which square ends make a square of.
    pub fn put(&self, stage: &Stage, tone: Tone, progress: f64, dots: &mut String, traces: &mut String) {
        let last = f64::from(u32::try_from(self.dots.len()).unwrap_or(u32::MAX).max(2)) - 1.0;
        for (index, dot) in (0_u32..).zip(&self.dots).filter(|(_, dot)| dot.tone == tone) {
            let start = LAST_START * f64::from(index) / last;
            let share = ((progress - start) / (1.0 - LAST_START)).clamp(0.0, 1.0);
            let at = between(dot, eased(share));
            let here = place(stage, at);
            put_tenths(dots, 'M', here);
            dots.push_str("h1");
            if share > 0.0 && self.dots.len() <= TRACED_MAX {
                put_tenths(traces, 'M', place(stage, between(dot, (eased(share) - TRACE).max(0.0))));
                put_tenths(traces, 'L', here);
            }
        }
    }
}

fn travelling(stage: &Stage) -> impl Iterator<Item = &Dot> {
    stage.dots.iter().filter(|dot| dot.from != dot.to)
}

fn between(dot: &Dot, share: f64) -> (f64, f64) {
    let along = |from: i32, to: i32| f64::from(from) + f64::from(to - from) * share;
    (along(dot.from.x, dot.to.x), along(dot.from.y, dot.to.y))
}

/// Slow at both ends.
fn eased(share: f64) -> f64 {
    share * share * (3.0 - 2.0 * share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> Ring {
        Ring { middle: Point::at(100, 100), radius: 50, band: 10, ..Ring::default() }
    }

    #[test]
    fn a_turn_begins_at_the_top_and_goes_clockwise() {
        let at = |parts: i32| beside_ring(&ring(), parts, 0);
        assert_eq!([at(0), at(TURN / 4), at(TURN / 2), at(3 * TURN / 4)], [(1000, 500), (1500, 1000), (1000, 1500), (500, 1000)]);
    }

    #[test]
    fn an_arc_longer_than_half_a_turn_is_drawn_in_two() {
        let arc = |from, to| {
            let mut path = String::new();
            put_arc(&mut path, &ring(), 50, from, to);
            path
        };
        assert_eq!(arc(0, TURN / 4), "M100 50A50 50 0 0 1 150 100");
        assert_eq!(arc(0, TURN), "M100 50A50 50 0 0 1 100 150A50 50 0 0 1 100 50");
        assert_eq!(arc(TURN / 4, 0), "M150 100A50 50 0 0 0 100 50");
    }

    #[test]
    fn the_nearest_dot_is_meant_where_one_is_near() {
        let dot = |key, at| Dot { key, from: at, to: at, tone: Tone::Good, moved: false };
        let dots = vec![dot(7, Point::at(0, 40)), dot(8, Point::at(TURN / 4, 40))];
        let on_ring = Stage { ring: Some(ring()), dots: dots.clone(), ..Stage::default() };
        assert_eq!(nearest_dot(&on_ring, (101.0, 63.0), 9.0), Some(7), "at the top");
        assert_eq!(nearest_dot(&on_ring, (137.0, 100.0), 9.0), Some(8), "on the right");
        assert_eq!(nearest_dot(&on_ring, (100.0, 100.0), 9.0), None);
        let flat = Stage { dots, ..Stage::default() };
        assert_eq!(nearest_dot(&flat, (3.0, 44.0), 9.0), Some(7));
    }

    #[test]
    fn travellers_start_where_they_were_and_end_where_they_are() {
        let dot = |from, to| Dot { key: 0, from: Point::at(from, 40), to: Point::at(to, 45), tone: Tone::Good, moved: true };
        let still = Dot { to: Point::at(5, 40), ..dot(5, 5) };
        let dots = vec![dot(0, TURN / 4), still, dot(0, TURN)];
        let stage = Stage { ring: Some(ring()), dots, dot_size: 40, ..Stage::default() };
        let flock = Flock::new(&stage);
        assert!(flock.is_of(&stage) && flock.tones() == [Tone::Good]);
        let at = |progress: f64| {
            let (mut dots, mut traces) = (String::new(), String::new());
            flock.put(&stage, Tone::Good, progress, &mut dots, &mut traces);
            (dots, traces.is_empty())
        };
        assert_eq!(at(0.0), ("M1000 600h1M1000 600h1".to_owned(), true));
        assert_eq!(at(1.0).0, "M1450 1000h1M1000 550h1");
        let mut path = String::new();
        put_tenths(&mut path, 'M', (-120, 7));
        assert_eq!(path, "M-120 7");
        assert_eq!(resting(&stage).len(), 1);
    }
}
