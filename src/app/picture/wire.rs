//! Wires: the way from one figure's outline to another's, bent round whoever stands in between.

use super::outline::marks;
use super::reach;
use crate::scene::{Figure, Shape, Stage};

/// The air between a bent wire and the figure that it passes, enough for a packet.
const PASSING: f64 = 30.0;

/// A wire, measured in grid units along the straight line from its sender's middle.
#[derive(Clone, Copy, Debug)]
pub struct Wire {
    from: (f64, f64),
    /// Its direction, of length 1.
    pub unit: (f64, f64),
    /// From middle to middle.
    pub(super) length: f64,
    /// How far it is bent aside in its middle.
    bow: f64,
    /// The sender's and the recipient's outline.
    shapes: [(Shape, i32); 2],
    /// Where the sender's outline is.
    pub start: f64,
    /// Where the recipient's outline is.
    pub end: f64,
}

impl Default for Wire {
    /// A wire from nowhere to nowhere.
    fn default() -> Wire {
        Wire { from: (0.0, 0.0), unit: (1.0, 0.0), length: 1.0, bow: 0.0, shapes: [(Shape::Dot, 0); 2], start: 0.0, end: 1.0 }
    }
}

impl Wire {
    /// The wire between two nodes of a stage, if both stand there.
    pub fn between(stage: &Stage, from: u8, to: u8) -> Option<Wire> {
        let figure = |node| stage.figures.iter().find(|figure| figure.node == node);
        let (from, to): (&Figure, &Figure) = (figure(from)?, figure(to)?);
        let (dx, dy) = (f64::from(to.at.x - from.at.x), f64::from(to.at.y - from.at.y));
        let length = dx.hypot(dy).max(1.0);
        let unit = (dx / length, dy / length);
        let start = reach(from.shape, from.radius, unit);
        let end = length - reach(to.shape, to.radius, (-unit.0, -unit.1));
        let wire = Wire {
            from: (f64::from(from.at.x), f64::from(from.at.y)),
            unit,
            length,
            bow: 0.0,
            shapes: [(from.shape, from.radius), (to.shape, to.radius)],
            start,
            end,
        };
        let others = stage.figures.iter().filter(|other| other.node != from.node && other.node != to.node);
        let bow =
            others.map(|other| wire.round(other)).fold(0.0, |most: f64, bow| if bow.abs() > most.abs() { bow } else { most });
        Some(Wire { bow, ..wire })
    }

    /// How far the wire has to be bent so that it passes a figure.
    fn round(&self, other: &Figure) -> f64 {
        let (x, y) = (f64::from(other.at.x) - self.from.0, f64::from(other.at.y) - self.from.1);
        let (along, aside) = (x * self.unit.0 + y * self.unit.1, y * self.unit.0 - x * self.unit.1);
        let radius = f64::from(other.radius);
        let part = along / self.length;
        if !(0.1..0.9).contains(&part) || aside.abs() > radius + 4.0 {
            return 0.0;
        }
        // To the other side of the figure's middle; upwards on the picture when it is in the way squarely.
        let side = if aside > 1.0 || (aside.abs() <= 1.0 && self.unit.0 > 0.0) { -1.0 } else { 1.0 };
        (aside + side * (radius + PASSING)) / (4.0 * part * (1.0 - part))
    }

    /// The first and the last place at which a box of this half width and height touches neither
    /// figure.
    pub fn rests(&self, half: (f64, f64), air: f64) -> (f64, f64) {
        let half = (half.0 + air, half.1 + air);
        let [from, to] = self.shapes;
        let back = (-self.unit.0, -self.unit.1);
        let first = clear(from, self.start, self.unit, half);
        let last = self.length - clear(to, self.length - self.end, back, half);
        let middle = f64::midpoint(self.start, self.end);
        if first <= last { (first, last) } else { (middle, middle) }
    }

    /// The place at `along`, `beside` to the right of the way.
    pub fn at(&self, along: f64, beside: f64) -> (f64, f64) {
        let part = along / self.length.max(1.0);
        let aside = beside + self.bow * 4.0 * part * (1.0 - part);
        (self.from.0 + self.unit.0 * along - self.unit.1 * aside, self.from.1 + self.unit.1 * along + self.unit.0 * aside)
    }

    /// The point that draws the stretch from `a` to `b` towards itself (of a quadratic curve), when
    /// the wire is bent.
    pub fn pull(&self, a: f64, b: f64) -> Option<(f64, f64)> {
        let (from, to, middle) = (self.at(a, 0.0), self.at(b, 0.0), self.at(f64::midpoint(a, b), 0.0));
        let pull = |from: f64, to: f64, middle: f64| 2.0 * middle - f64::midpoint(from, to);
        (self.bow.abs() > 0.5).then(|| (pull(from.0, to.0, middle.0), pull(from.1, to.1, middle.1)))
    }
}

/// How far from a figure's middle a box has left its outline behind.
fn clear((shape, radius): (Shape, i32), reach: f64, unit: (f64, f64), half: (f64, f64)) -> f64 {
    let marks = marks(shape, radius);
    let mut along = reach + half.0.min(half.1);
    let touches = |along: f64| {
        let (x, y) = (unit.0 * along, unit.1 * along);
        marks.iter().any(|mark| (mark.0 - x).abs() < half.0 && (mark.1 - y).abs() < half.1)
    };
    while touches(along) && along < reach + 2.0 * half.0 {
        along += 3.0;
    }
    along
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene::{Point, Shape};
    use crate::text::Tone;

    fn figure(node: u8, x: i32, y: i32) -> Figure {
        Figure {
            node,
            name: String::new(),
            shape: Shape::Circle,
            at: Point::at(x, y),
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

    #[test]
    fn a_wire_keeps_clear_of_a_figure_in_its_way() {
        for y in [260, 290, 300, 310, 340] {
            let stage = Stage { figures: vec![figure(0, 100, 300), figure(1, 700, 300), figure(2, 420, y)], ..Stage::default() };
            for (from, to) in [(0, 1), (1, 0)] {
                let wire = Wire::between(&stage, from, to).expect("both stand there");
                let near = (0..=60).map(|step| wire.at(f64::from(step) * 10.0, 0.0));
                let near = near.map(|(x, at)| (x - 420.0).hypot(at - f64::from(y))).fold(f64::INFINITY, f64::min);
                assert!(near > 55.0, "{y}: {near}");
            }
        }
    }

    #[test]
    fn a_wire_with_nobody_in_its_way_is_straight() {
        let stage = Stage { figures: vec![figure(0, 100, 300), figure(1, 700, 300), figure(2, 420, 400)], ..Stage::default() };
        let wire = Wire::between(&stage, 0, 1).expect("both stand there");
        assert!(wire.pull(wire.start, wire.end).is_none());
    }

    #[test]
    fn both_ways_of_a_link_are_one_wire() {
        let stage = Stage { figures: vec![figure(0, 100, 300), figure(1, 700, 320), figure(2, 420, 300)], ..Stage::default() };
        let (there, back) = (Wire::between(&stage, 0, 1).expect("there"), Wire::between(&stage, 1, 0).expect("back"));
        let (a, b) = (there.at(200.0, 0.0), back.at(there.length - 200.0, 0.0));
        assert!((a.0 - b.0).abs() < 0.01 && (a.1 - b.1).abs() < 0.01);
    }
}
