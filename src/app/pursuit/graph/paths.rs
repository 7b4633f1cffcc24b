//! The picture of a graph as paths: one for the states of each region, however many there are.
//!
//! Shapes say what is decided before tones do: a value has a shape of its own; where it can be no other any more it is an
//! outline with a core, where it is chosen it is full. What is undecided is a ring, what can never be decided a cross.

use std::fmt::Write;

use super::layout::{Layout, kind};
use crate::app::picture::tenths;
use crate::exhibit::explored::Atlas;
use crate::explore::Region;

/// How wide a state is, from its middle, in tenths.
const RADIUS: i32 = 48;
/// How far a mark reaches that says that a check is broken: where it breaks, and where it has been.
const CROSSES: (i32, i32) = (85, 40);
/// How far a band reaches beyond its states.
const MARGIN: i32 = 95;

/// The picture of a graph.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Picture {
    /// What lies behind the states of each kind.
    pub bands: Vec<(Region, String)>,
    /// Steps that decide nothing.
    pub steps: String,
    /// Steps out of what is undecided into what is decided.
    pub deciding: String,
    /// The states of each region: outlines, and what is full.
    pub marks: Vec<(Region, Glyph)>,
    /// Where a check has been broken already.
    pub broken: String,
    /// Where one breaks: some step into the state does it.
    pub breaking: String,
}

/// How states of a region look.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Glyph {
    /// Outlines.
    pub outline: String,
    /// What is full in them.
    pub core: String,
}

/// The corners of the shapes of values behind the first, which is round; a hundred is the radius. They are those of the
/// glyphs of values, as far as a few corners can tell them.
const SHAPES: [&[(i32, i32)]; 7] = [
    &[(-88, -88), (88, -88), (88, 88), (-88, 88)],
    &[(0, -120), (120, 0), (0, 120), (-120, 0)],
    &[(-55, -95), (55, -95), (110, 0), (55, 95), (-55, 95), (-110, 0)],
    &[(0, -125), (34, -40), (120, -38), (52, 16), (76, 100), (0, 52), (-76, 100), (-52, 16), (-120, -38), (-34, -40)],
    &[
        (-38, -110),
        (38, -110),
        (38, -38),
        (110, -38),
        (110, 38),
        (38, 38),
        (38, 110),
        (-38, 110),
        (-38, 38),
        (-110, 38),
        (-110, -38),
        (-38, -38),
    ],
    &[(0, -120), (115, 88), (-115, 88)],
    &[(0, 120), (115, -88), (-115, -88)],
];

fn put(path: &mut String, verb: char, (x, y): (i32, i32)) {
    // A string takes whatever is written to it.
    let _ = write!(path, "{verb}{} {}", tenths(x), tenths(y));
}

fn line(path: &mut String, from: (i32, i32), to: (i32, i32)) {
    put(path, 'M', from);
    put(path, 'L', to);
}

/// A ring round a place.
pub fn ring(path: &mut String, (x, y): (i32, i32), radius: i32) {
    put(path, 'M', (x - radius, y));
    let (r, across) = (tenths(radius), tenths(2 * radius));
    let _ = write!(path, "a{r} {r} 0 1 0 {across} 0a{r} {r} 0 1 0 -{across} 0z");
}

fn cross(path: &mut String, (x, y): (i32, i32), reach: i32) {
    line(path, (x - reach, y - reach), (x + reach, y + reach));
    line(path, (x - reach, y + reach), (x + reach, y - reach));
}

/// The shape of a value.
fn shape(path: &mut String, value: u8, (x, y): (i32, i32), radius: i32) {
    let Some(corners) = (usize::from(value) % (SHAPES.len() + 1)).checked_sub(1).map(|shape| SHAPES[shape]) else {
        return ring(path, (x, y), radius);
    };
    for (at, (dx, dy)) in corners.iter().enumerate() {
        put(path, if at == 0 { 'M' } else { 'L' }, (x + dx * radius / 100, y + dy * radius / 100));
    }
    path.push('z');
}

impl Glyph {
    /// One more state of a region.
    pub fn add(&mut self, region: Region, at: (i32, i32)) {
        match region {
            Region::Settled(value) => {
                shape(&mut self.outline, value, at, RADIUS);
                shape(&mut self.core, value, at, RADIUS);
            }
            Region::Bound(value) => {
                shape(&mut self.outline, value, at, RADIUS);
                shape(&mut self.core, value, at, RADIUS * 2 / 5);
            }
            Region::Undecided => ring(&mut self.outline, at, RADIUS),
            Region::Unknown => ring(&mut self.outline, at, RADIUS / 2),
            Region::Never => cross(&mut self.outline, at, RADIUS * 3 / 4),
            Region::Torn => {
                ring(&mut self.outline, at, RADIUS);
                line(&mut self.outline, (at.0, at.1 - RADIUS), (at.0, at.1 + RADIUS));
            }
        }
    }
}

impl Picture {
    /// Draws a graph that is laid out.
    #[inline(never)]
    pub fn of(atlas: &Atlas, layout: &Layout) -> Picture {
        let mut picture = Picture { bands: bands(layout), ..Picture::default() };
        let mut breaks = vec![false; atlas.states.len()];
        for (spot, at) in atlas.states.iter().zip(&layout.spots) {
            let region = spot.region();
            let mut last = None;
            for edge in &spot.edges {
                breaks[edge.to as usize] |= atlas.states[edge.to as usize].broken & !spot.broken != 0;
            }
            for edge in spot.edges.iter().filter(|edge| last.replace(edge.to) != Some(edge.to)) {
                let decides = region == Region::Undecided && atlas.states[edge.to as usize].region() != Region::Undecided;
                let to = layout.spots[edge.to as usize];
                if to != *at {
                    line(if decides { &mut picture.deciding } else { &mut picture.steps }, *at, to);
                }
            }
            let place = picture.marks.iter().position(|(known, _)| *known == region).unwrap_or_else(|| {
                picture.marks.push((region, Glyph::default()));
                picture.marks.len() - 1
            });
            picture.marks[place].1.add(region, *at);
        }
        for ((spot, at), breaks) in atlas.states.iter().zip(&layout.spots).zip(breaks) {
            if breaks {
                cross(&mut picture.breaking, *at, CROSSES.0);
            } else if spot.broken != 0 {
                cross(&mut picture.broken, *at, CROSSES.1);
            }
        }
        picture.marks.sort_by_key(|(region, _)| *region);
        picture
    }
}

/// What lies behind the states of each kind, from level to level.
fn bands(layout: &Layout) -> Vec<(Region, String)> {
    let mut all: Vec<(Region, String)> = Vec::new();
    let mut kinds: Vec<Region> = layout.bands.iter().flatten().map(|(region, _)| kind(*region)).collect();
    kinds.sort();
    kinds.dedup();
    for region in kinds.into_iter().filter(|region| matches!(region, Region::Bound(_) | Region::Undecided)) {
        let of = |level: &usize| layout.bands[*level].iter().find(|(kind, _)| *kind == region).map(|(_, band)| band.clone());
        let levels: Vec<usize> = (0..layout.bands.len()).filter(|level| of(level).is_some()).collect();
        let mut path = String::new();
        for run in levels.chunk_by(|a, b| a + 1 == *b) {
            let (mut above, mut below) = (Vec::new(), Vec::new());
            for level in run {
                let (Some(band), column) = (of(level), &layout.columns[*level]) else { continue };
                let (left, right) = (column.start - MARGIN, column.end + MARGIN);
                above.extend([(left, band.start - MARGIN), (right, band.start - MARGIN)]);
                below.extend([(left, band.end + MARGIN), (right, band.end + MARGIN)]);
            }
            let round = above.into_iter().chain(below.chunks(2).rev().flat_map(|pair| [pair[1], pair[0]]));
            for (at, corner) in round.enumerate() {
                put(&mut path, if at == 0 { 'M' } else { 'L' }, corner);
            }
            path.push('z');
        }
        all.push((region, path));
    }
    all
}

/// A way through states.
pub fn trail(layout: &Layout, states: &[u32]) -> String {
    let mut path = String::new();
    let spots = states.iter().filter_map(|state| layout.spots.get(*state as usize));
    for (at, spot) in spots.enumerate() {
        put(&mut path, if at == 0 { 'M' } else { 'L' }, *spot);
    }
    path
}

/// The steps into and out of a state.
pub fn steps_of(atlas: &Atlas, layout: &Layout, state: u32) -> String {
    let mut path = String::new();
    for (from, spot) in (0..).zip(&atlas.states) {
        for edge in spot.edges.iter().filter(|edge| (from == state) != (edge.to == state)) {
            line(&mut path, layout.spots[from as usize], layout.spots[edge.to as usize]);
        }
    }
    path
}
