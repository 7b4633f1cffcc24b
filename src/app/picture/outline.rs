//! Outlines of figures and packets as SVG paths round (0, 0), and how far they reach.

use std::fmt::Write as _;

use super::tenths;
use crate::scene::{PacketShape, Shape};

pub(super) type Spot = (f64, f64);

/// The corners of a figure of half width `radius`, every side moved out by `grow`; clockwise.
/// Round figures give a polygon fine enough to measure with.
fn corners(shape: Shape, radius: f64, grow: f64) -> Vec<Spot> {
    let mirrored = |half: &[Spot]| {
        let back = half.iter().rev().filter(|(x, _)| *x != 0.0).map(|(x, y)| (-x, *y));
        half.iter().copied().chain(back).collect::<Vec<_>>()
    };
    match shape {
        Shape::Triangle => mirrored(&[(0.0, -radius - 2.1 * grow), (1.08 * radius + 1.66 * grow, 0.88 * radius + grow)]),
        Shape::Square => mirrored(&[(radius + grow, -radius - grow), (radius + grow, radius + grow)]),
        Shape::Slab => mirrored(&[(1.3 * radius + grow, -0.72 * radius - grow), (1.3 * radius + grow, 0.72 * radius + grow)]),
        Shape::Shield => {
            let r = radius + grow;
            mirrored(&[(0.0, -1.12 * r), (0.9 * r, -0.76 * r), (0.9 * r, 0.14 * r), (0.62 * r, 0.7 * r), (0.0, 1.14 * r)])
        }
        Shape::Circle | Shape::Dot => round(radius + grow),
    }
}

/// A circle of radius `r` as a polygon of 16 corners, clockwise from the right.
fn round(r: f64) -> Vec<Spot> {
    const EIGHTH: [Spot; 4] = [(1.0, 0.0), (0.924, 0.383), (0.707, 0.707), (0.383, 0.924)];
    let quarter = |turn: fn(Spot) -> Spot| EIGHTH.map(|(x, y)| turn((x * r, y * r)));
    [quarter(|(x, y)| (x, y)), quarter(|(x, y)| (-y, x)), quarter(|(x, y)| (-x, -y)), quarter(|(x, y)| (y, -x))].concat()
}

/// The outline of a figure, every side moved out by `grow`, as the `d` of a path.
pub fn outline(shape: Shape, radius: i32, grow: i32) -> String {
    let (r, g) = (f64::from(radius), f64::from(grow));
    match shape {
        Shape::Circle | Shape::Dot => {
            let r = radius + grow;
            format!("M0-{r}A{r} {r} 0 0 1 0 {r}A{r} {r} 0 0 1 0-{r}Z")
        }
        Shape::Triangle => rounded(&corners(shape, r, g), 9.0 + 0.9 * g),
        Shape::Square => rounded(&corners(shape, r, g), r * 0.46 + 0.7 * g),
        Shape::Slab => rounded(&corners(shape, r, g), r * 0.28 + 0.7 * g),
        Shape::Shield => rounded(&corners(shape, r, g), r * 0.3),
    }
}

/// A second, crooked outline: the corners and the middles of the sides, moved in and out by turns, round
/// what lies `grow` outside the figure.
pub fn crooked(shape: Shape, radius: i32, grow: i32) -> String {
    let (radius, grow) = (f64::from(radius), f64::from(grow));
    let spots = match shape {
        Shape::Circle | Shape::Dot => corners(shape, radius, grow),
        Shape::Triangle | Shape::Square | Shape::Shield | Shape::Slab => halved(&corners(shape, radius, grow)),
    };
    let bent: Vec<Spot> = spots
        .iter()
        .enumerate()
        .map(|(turn, (x, y))| {
            let by = [1.05, 0.95, 1.0, 0.93, 1.06][turn % 5];
            (x * by, y * by)
        })
        .collect();
    rounded(&bent, 2.0)
}

fn halved(spots: &[Spot]) -> Vec<Spot> {
    let next = spots.iter().cycle().skip(1);
    spots.iter().zip(next).flat_map(|(a, b)| [*a, (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))]).collect()
}

/// A closed polygon whose corners are cut off `cut` before each and rounded.
fn rounded(spots: &[Spot], cut: f64) -> String {
    let count = spots.len();
    let mut path = String::new();
    for (at, corner) in spots.iter().enumerate() {
        let into = toward(*corner, spots[(at + count - 1) % count], cut);
        let out = toward(*corner, spots[(at + 1) % count], cut);
        let verb = if at == 0 { 'M' } else { 'L' };
        let _ = write!(path, "{verb}{} Q{} {}", pair(into), pair(*corner), pair(out));
    }
    path.push('Z');
    path
}

/// The spot `cut` from `from` on the way to `to`, at most half way.
fn toward(from: Spot, to: Spot, cut: f64) -> Spot {
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let part = (cut / dx.hypot(dy).max(1.0)).min(0.5);
    (from.0 + dx * part, from.1 + dy * part)
}

fn pair((x, y): Spot) -> String {
    format!("{} {}", tenths((x * 10.0).round() as i32), tenths((y * 10.0).round() as i32))
}

/// How far a figure reaches from its middle in the direction (dx, dy) of length 1.
pub fn reach(shape: Shape, radius: i32, (dx, dy): (f64, f64)) -> f64 {
    let spots = corners(shape, f64::from(radius), 0.0);
    let next = spots.iter().cycle().skip(1);
    spots
        .iter()
        .zip(next)
        .filter_map(|(a, b)| {
            let (ex, ey) = (b.0 - a.0, b.1 - a.1);
            let cross = dx * ey - dy * ex;
            let (along, share) = ((a.0 * ey - a.1 * ex) / cross, (a.0 * dy - a.1 * dx) / cross);
            (cross.abs() > 1e-9 && along > 0.0 && (-1e-6..=1.000_001).contains(&share)).then_some(along)
        })
        .fold(0.0, f64::max)
}

/// Places on a figure's outline, close enough to tell whether a box touches it.
pub(super) fn marks(shape: Shape, radius: i32) -> Vec<Spot> {
    halved(&halved(&halved(&corners(shape, f64::from(radius), 0.0))))
}

/// How far a figure reaches down from its middle.
pub fn below(shape: Shape, radius: i32) -> i32 {
    match shape {
        Shape::Triangle => radius * 88 / 100,
        Shape::Slab => radius * 72 / 100,
        Shape::Shield => radius * 114 / 100,
        Shape::Square | Shape::Circle | Shape::Dot => radius,
    }
}

/// How far a figure reaches up from its middle.
pub(super) fn above(shape: Shape, radius: i32) -> i32 {
    match shape {
        Shape::Slab => radius * 72 / 100,
        Shape::Shield => radius * 112 / 100,
        Shape::Triangle | Shape::Square | Shape::Circle | Shape::Dot => radius,
    }
}

/// How far below the middle a figure's name stands in its optical middle.
pub fn name_drop(shape: Shape, radius: i32) -> i32 {
    match shape {
        Shape::Triangle => radius * 34 / 100,
        Shape::Square | Shape::Circle | Shape::Dot | Shape::Slab | Shape::Shield => 0,
    }
}

/// The outline of a packet of half width `w` and half height `h`, both in tenths.
pub fn packet_outline(shape: PacketShape, w: i32, h: i32) -> String {
    let (left, right, top, low) = (tenths(-w), tenths(w), tenths(-h), tenths(h));
    let (tip, cut) = (tenths(-w - h * 3 / 5), h / 2);
    let [fold, ends] = [w - h * 3 / 10, w + h * 3 / 10].map(tenths);
    match shape {
        PacketShape::Box => rect(w, h, 30),
        PacketShape::Pill => rect(w, h, h),
        PacketShape::Double => rect(w, h, h * 2 / 5),
        PacketShape::Ribbon => format!("M{left} {top}H{ends}L{fold} 0L{ends} {low}H{left}Z"),
        PacketShape::Arrow => format!("M{tip} 0L{left} {top}H{right}V{low}H{left}Z"),
        PacketShape::Cut => {
            let [in_left, in_right, in_top, in_low] = [cut - w, w - cut, cut - h, h - cut].map(tenths);
            format!(
                "M{left} {in_top}L{in_left} {top}H{in_right}L{right} {in_top}V{in_low}L{in_right} {low}H{in_left}L{left} {in_low}Z"
            )
        }
    }
}

/// The second line inside a packet with a double outline; other shapes have none.
pub fn packet_inner(shape: PacketShape, w: i32, h: i32) -> Option<String> {
    (shape == PacketShape::Double).then(|| rect(w - 30, h - 30, (h * 2 / 5 - 25).max(10)))
}

/// A rectangle with rounded corners.
fn rect(w: i32, h: i32, corner: i32) -> String {
    let [left, right, top, low] = [-w, w, -h, h].map(tenths);
    let [in_left, in_right, in_top, in_low] = [corner - w, w - corner, corner - h, h - corner].map(tenths);
    let turn = format!("A{0} {0} 0 0 1 ", tenths(corner));
    format!(
        "M{in_left} {top}H{in_right}{turn}{right} {in_top}V{in_low}{turn}{in_right} {low}H{in_left}{turn}{left} {in_low}V{in_top}{turn}{in_left} {top}Z"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPES: [Shape; 6] = [Shape::Triangle, Shape::Square, Shape::Circle, Shape::Shield, Shape::Slab, Shape::Dot];

    #[test]
    fn every_figure_reaches_out_in_every_direction() {
        for shape in SHAPES {
            for (dx, dy) in round(1.0) {
                let far = reach(shape, 40, (dx, dy));
                assert!((20.0..60.0).contains(&far), "{shape:?} ({dx}, {dy}): {far}");
            }
        }
    }

    #[test]
    fn a_square_reaches_its_radius_sideways_and_its_corner_aslant() {
        assert!((reach(Shape::Square, 40, (1.0, 0.0)) - 40.0).abs() < 0.01);
        assert!((reach(Shape::Square, 40, (0.6, 0.8)) - 50.0).abs() < 0.01);
        assert!((reach(Shape::Circle, 40, (0.0, -1.0)) - 40.0).abs() < 1.0);
    }

    #[test]
    fn a_glow_lies_outside_its_figure() {
        assert_eq!(outline(Shape::Circle, 30, 8), "M0-38A38 38 0 0 1 0 38A38 38 0 0 1 0-38Z");
        for shape in SHAPES {
            assert!(outline(shape, 40, 8) != outline(shape, 40, 0), "{shape:?}");
            assert!(crooked(shape, 40, 8).ends_with('Z'), "{shape:?}");
        }
    }

    #[test]
    fn packets_differ_in_outline() {
        let shapes = [PacketShape::Box, PacketShape::Ribbon, PacketShape::Pill, PacketShape::Arrow, PacketShape::Cut];
        let drawn: std::collections::BTreeSet<_> = shapes.map(|shape| packet_outline(shape, 600, 140)).into_iter().collect();
        assert_eq!(drawn.len(), shapes.len());
        assert!(packet_inner(PacketShape::Double, 600, 140).is_some());
    }
}
