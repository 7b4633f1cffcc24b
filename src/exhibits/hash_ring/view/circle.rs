//! The circle: arcs in their owners' tones, points, keys, and the way of the key that is looked up.

use crate::balance::{Ring as Points, Search};
use crate::scene::{Arc, Dot, Peg, PegKind, Point, Ring, TURN, Walk};
use crate::text::Tone;

use super::layout::Layout;
use crate::exhibit::spread::machine::frame::{Frame, Part};
use crate::exhibit::spread::machine::lookup::{LookUp, turn};
use crate::exhibit::spread::machine::{NOBODY, Placed, State};
use crate::exhibit::spread::text::tone;
use crate::exhibit::spread::view::{short, whole};

/// More stretches than this are not told apart: then the ring is shown by samples, as many as this.
const ARCS_MAX: usize = 1_024;
/// So many points are drawn one by one, and more only of the server that changes.
const PEGS_MAX: usize = 120;

/// The ring of a frame, and its keys.
pub(super) fn circle(frame: &Frame<'_>, layout: &Layout) -> (Ring, Vec<Dot>) {
    let ring = Ring {
        middle: layout.middle,
        radius: layout.reach,
        band: layout.band,
        arcs: arcs(frame),
        pegs: pegs(frame, layout),
        walk: walk(frame),
    };
    (ring, dots(frame, layout))
}

fn points(state: &State) -> Option<(&Placed, &Points)> {
    state.placed.as_ref().and_then(|placed| Some((&**placed, placed.ring()?)))
}

/// The stretches of the ring, clockwise from the first point.
fn arcs(frame: &Frame<'_>) -> Vec<Arc> {
    let Some((placed, ring)) = points(frame.standing()) else { return Vec::new() };
    let old = points(frame.told.map_or(frame.state, |told| told.before));
    // The owner of each stretch, and where it ends.
    let mut ends: Vec<(i32, u8)> = Vec::new();
    let place = |number: usize| turn(ring.width(), ring.points()[number].at);
    let count = ring.points().len();
    let owner = |at: i32| placed.slot_of(ring.owner_of(place_of(ring, at)));
    if count > ARCS_MAX {
        let step = TURN / whole(ARCS_MAX);
        ends.extend((0..whole(ARCS_MAX)).map(|sample| ((sample + 1) * step, owner(sample * step + step / 2))));
    } else {
        for number in 0..count {
            let (at, next) = (place(number), if number + 1 < count { place(number + 1) } else { place(0) + TURN });
            let own = placed.slot_of(number as u32);
            match ring.search() {
                Search::AtOrAfter => ends.push((at, own)),
                Search::Nearest => ends.push((i32::midpoint(at, next), own)),
            }
        }
    }
    let mut arcs: Vec<Arc> = Vec::new();
    let Some(mut from) = ends.last().map(|(at, _)| at - TURN) else { return arcs };
    let changing = frame.told.is_some_and(|told| told.part >= Part::Arcs);
    for (to, node) in ends {
        if to <= from {
            continue;
        }
        let was = old.map(|(placed, ring)| placed.slot_of(ring.owner_of(place_of(ring, i32::midpoint(from, to)))));
        let fresh = changing && was != Some(node);
        match arcs.last_mut() {
            Some(arc) if arc.node == node && arc.fresh == fresh => arc.to = to,
            Some(_) | None => arcs.push(Arc { from, to, node, tone: tone(node), fresh }),
        }
        from = to;
    }
    arcs
}

/// The place of a circle at so many parts of a turn.
fn place_of(ring: &Points, at: i32) -> u64 {
    let at = at.rem_euclid(TURN) as u64;
    match ring.width() {
        crate::balance::Width::Bits32 => at << 16,
        crate::balance::Width::Bits64 => at << 48,
    }
}

/// The points, those of a change marked; the first of each crowd have a name.
fn pegs(frame: &Frame<'_>, layout: &Layout) -> Vec<Peg> {
    let changed = frame.told.and_then(|told| told.change.kind.slot());
    let found = frame.look_up().filter(|(_, part)| *part >= Part::Arcs).and_then(|(key, _)| LookUp::of(frame.state, key));
    let own = |state: &State, kind: fn(bool) -> PegKind| -> Vec<Peg> {
        let Some((placed, ring)) = points(state) else { return Vec::new() };
        let peg = |(number, point): (usize, &crate::balance::Point)| {
            let node = placed.slot_of(number as u32);
            Peg { at: turn(ring.width(), point.at), node, name: String::new(), kind: kind(changed == Some(node)) }
        };
        ring.points().iter().enumerate().map(peg).collect()
    };
    let plain = |changed| if changed { PegKind::Fresh } else { PegKind::Plain };
    let mut pegs = own(frame.state, plain);
    // What goes is still to be seen while it goes.
    if let Some(told) = frame.told.filter(|told| told.part == Part::Points) {
        let gone = |changed| if changed { PegKind::Gone } else { PegKind::Plain };
        let known: Vec<(i32, u8)> = pegs.iter().map(|peg| (peg.at, peg.node)).collect();
        let old = own(told.before, gone).into_iter();
        let missing = old.filter(|peg| known.binary_search(&(peg.at, peg.node)).is_err());
        let missing: Vec<Peg> = missing.map(|peg| Peg { kind: PegKind::Gone, ..peg }).collect();
        pegs.extend(missing);
        pegs.sort_by_key(|peg| peg.at);
    }
    if let Some(found) = &found {
        let at = found.turn(found.at);
        for peg in pegs.iter_mut().filter(|peg| peg.at == at) {
            peg.kind = PegKind::Found;
        }
    }
    // Above that number they would be one black band: the arcs tell where they are.
    if pegs.len() > PEGS_MAX {
        pegs.retain(|peg| peg.kind != PegKind::Plain);
    }
    name(&mut pegs, frame.state, layout);
    pegs
}

/// Gives names where there is room: first to what this change is about.
fn name(pegs: &mut [Peg], state: &State, layout: &Layout) {
    let mut taken: Vec<i32> = Vec::new();
    let far = |a: i32, b: i32| {
        let apart = (a - b).rem_euclid(TURN);
        apart.min(TURN - apart) >= layout.names_apart
    };
    // Where there are so many, names say nothing.
    if pegs.len() > PEGS_MAX {
        return;
    }
    for plain in [false, true] {
        for peg in pegs.iter_mut().filter(|peg| (peg.kind == PegKind::Plain) == plain) {
            if taken.len() < layout.names_max && taken.iter().all(|other| far(*other, peg.at)) {
                taken.push(peg.at);
                peg.name = short(state, peg.node);
            }
        }
    }
}

/// The keys. They lie where their hashes say; those that move travel to the point of their new owner, and the others do
/// not twitch.
fn dots(frame: &Frame<'_>, layout: &Layout) -> Vec<Dot> {
    let (state, owning) = (frame.state, frame.owning());
    let shown = points(state).or_else(|| frame.told.and_then(|told| points(told.before)));
    let Some((placed, ring)) = shown else { return Vec::new() };
    let numbers = state.setup.shown();
    let count = numbers.len();
    let travelling = frame.told.is_some_and(|told| told.part == Part::Travel);
    let mut moved = frame.moved();
    let one = |number: usize| {
        let hash = placed.hash(&state.setup.keys[number]);
        let home = Point::at(turn(ring.width(), hash), layout.depth(hash, count));
        let moves = moved.of(number).is_some();
        let owner = owning.owner(number);
        let to = if moves && travelling && state.placed.is_some() {
            Point::at(way(placed, ring, hash, owner), layout.reach - layout.band)
        } else {
            home
        };
        let tone = if owner == NOBODY { Tone::Soft } else { tone(owner) };
        Dot { key: number as u32, from: home, to, tone, moved: moves }
    };
    numbers.map(one).collect()
}

/// Where the way of a key ends that goes to the nearest point of its owner in the direction of the search.
fn way(placed: &Placed, ring: &Points, hash: u64, owner: u8) -> i32 {
    let from = turn(ring.width(), hash);
    let walk = ring.walk(hash);
    let point = ring.clockwise(hash).find(|point| placed.slot_of(*point) == owner).unwrap_or(walk.owner);
    let to = turn(ring.width(), ring.points()[point as usize].at);
    let back = ring.search() == Search::Nearest && point == walk.owner && walk.owner == walk.before.0;
    if back { from - (from - to).rem_euclid(TURN) } else { from + (to - from).rem_euclid(TURN) }
}

/// The way of the key that is looked up, as far as it has come.
fn walk(frame: &Frame<'_>) -> Option<Walk> {
    let (key, part) = frame.look_up()?;
    let state = frame.state;
    let found = LookUp::of(state, key)?;
    let (placed, ring) = points(state)?;
    let from = found.turn(found.walk.hash);
    let to = if part >= Part::Travel { way(placed, ring, found.walk.hash, found.owner) } else { from };
    let copies = if part == Part::Tally { found.copies_at.iter().map(|at| found.turn(*at)).collect() } else { Vec::new() };
    let passed = found.stops.len().saturating_sub(1);
    let full = if part >= Part::Travel { found.stops[..passed].iter().map(|at| found.turn(*at)).collect() } else { Vec::new() };
    let tone = if part == Part::Tally { tone(found.owner) } else { Tone::Plain };
    Some(Walk { from, to, name: state.setup.keys.get(key as usize)?.clone(), tone, copies, full })
}
