//! Where generals and boxes stand on the three grids, for any number of them.

use crate::scene::{Format, Point};

/// What the title of a tree takes, and a line of notes under it.
const TITLE: i32 = 24;
pub(super) const NOTE: i32 = 20;

/// Up to so many generals have words under or over them on a phone.
const NAMED_MAX: i32 = 8;

/// Places of one format for so many generals.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Width and height of the grid.
    pub(super) size: (i32, i32),
    /// The middle of the ring.
    middle: Point,
    /// Its radii, across and up.
    reach: (i32, i32),
    /// Half a general's width.
    pub(super) radius: i32,
    /// Whether a line fits under or over a general.
    pub(super) captioned: bool,
    /// Whether that line and the notes have room for more than a value.
    pub(super) wordy: bool,
    /// Whether a value there is a word beside its glyph.
    pub(super) named: bool,
    /// The middle of the stack of calls.
    pub(super) stack: Point,
    /// The left upper corner of the tree, its width and its height.
    pub(super) tree: (Point, i32, i32),
    /// Half the height of its boxes, where there is room.
    pub(super) half: i32,
    /// From a box to those under it, at most.
    pub(super) pitch_max: i32,
    /// The most lines of notes under it.
    pub(super) notes_max: u8,
    /// The widths of a box from which one value, and two, are written as words beside their glyphs.
    pub(super) words_from: (i32, i32),
    /// How many generals.
    count: i32,
}

impl Layout {
    /// The layout of a format for so many generals, and trees of so many rows.
    pub(super) fn of(format: Format, generals: u8, rows: u8) -> Layout {
        let count = i32::from(generals);
        let few = count <= 7;
        // More generals stand so close that words beside one would touch the next; a glyph does not.
        let named = count <= NAMED_MAX;
        // Upright grids are as high as their tree, so that what a step says stands under them in sight.
        let pitch = if rows > 3 { 40 } else { 46 };
        let tree_high = TITLE + NOTE + pitch * i32::from(rows);
        let half_high = TITLE + NOTE + 48 * i32::from(rows);
        match format {
            Format::Wide => Layout {
                size: (884, 520),
                middle: if few { Point::at(220, 274) } else { Point::at(208, 270) },
                reach: if few { (150, 180) } else { (156, 184) },
                radius: if few { 32 } else { 24 },
                captioned: true,
                wordy: few,
                named: count <= 10,
                stack: Point::at(442, 20),
                tree: (Point::at(432, 56), 450, 456),
                half: 25,
                pitch_max: 112,
                notes_max: 3,
                words_from: (66, 84),
                count,
            },
            Format::Tall => {
                // Room for the words over the first general, and for the next general beside a caption.
                let (reach, radius) = match count {
                    ..=7 => ((132, 84), 22),
                    8..=NAMED_MAX => ((140, 84), 17),
                    9..=10 => ((142, 98), 17),
                    _ => ((146, 112), 15),
                };
                let middle = 48 + radius * 112 / 100 + reach.1;
                let top = middle + reach.1 + radius * 5 / 4 + 34;
                Layout {
                    size: (390, top + 4 + tree_high),
                    middle: Point::at(195, middle),
                    reach,
                    radius,
                    captioned: true,
                    wordy: false,
                    named,
                    stack: Point::at(195, 14),
                    tree: (Point::at(8, top), 374, tree_high),
                    half: 17,
                    pitch_max: pitch,
                    notes_max: 1,
                    words_from: (58, 76),
                    count,
                }
            }
            // Next to another one there is so little room that everything is drawn larger than on a phone.
            Format::Half => Layout {
                size: (390, 270 + half_high),
                middle: Point::at(195, 142),
                reach: (134, if few { 66 } else { 72 }),
                radius: if few { 21 } else { 14 },
                captioned: true,
                wordy: false,
                named: few,
                stack: Point::at(195, 15),
                tree: (Point::at(8, 266), 374, half_high),
                half: 19,
                pitch_max: 50,
                notes_max: 1,
                words_from: (70, 98),
                count,
            },
            Format::Strip => Layout {
                size: (480, 190),
                middle: if few { Point::at(104, 106) } else { Point::at(104, 105) },
                reach: if few { (76, 62) } else { (88, 70) },
                radius: if few { 15 } else { 11 },
                captioned: false,
                wordy: false,
                named,
                stack: Point::at(343, 13),
                tree: (Point::at(212, 24), 262, 160),
                half: 17,
                pitch_max: 60,
                notes_max: 0,
                words_from: (54, 72),
                count,
            },
        }
    }

    /// Whether a general's words stand over it: on the outer side of the ring, where no wire passes.
    pub(super) fn is_over(&self, seat: Point) -> bool {
        seat.y < self.middle.y
    }

    /// How far outwards these words stand.
    pub(super) fn lean(&self, seat: Point) -> i32 {
        (seat.x - self.middle.x) * self.radius * 2 / (3 * self.reach.0)
    }

    /// Where the index-th place of the ring is; place 0 is at the top.
    pub(super) fn seat(&self, index: i32) -> Point {
        let (sine, cosine) = turn(index, self.count);
        Point::at(self.middle.x + self.reach.0 * sine / 1000, self.middle.y - self.reach.1 * cosine / 1000)
    }
}

/// Sine and cosine of the index-th of `count` parts of a full turn, in thousandths. The stage knows no float: Bhaskara's
/// formula is right to two thousandths, which is less than half a unit here.
fn turn(index: i32, count: i32) -> (i32, i32) {
    let degrees = 3600 * index.rem_euclid(count) / count;
    (sine(degrees), sine((degrees + 900) % 3600))
}

/// The sine of tenths of degrees, in thousandths.
fn sine(tenths: i32) -> i32 {
    let (half, sign) = if tenths < 1800 { (tenths, 1) } else { (tenths - 1800, -1) };
    let product = i64::from(half) * i64::from(1800 - half);
    let value = 4000 * product / (4_050_000 - product);
    sign * value as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sine_without_floats_is_right_to_some_thousandths() {
        for (tenths, want) in [(0, 0), (300, 500), (450, 707), (900, 1000), (1350, 707), (1800, 0), (2100, -500), (2700, -1000)] {
            assert!((sine(tenths) - want).abs() <= 2, "{tenths}: {} for {want}", sine(tenths));
        }
        for tenths in 0..3600 {
            let (sine, cosine) = (sine(tenths), sine((tenths + 900) % 3600));
            assert!((sine * sine + cosine * cosine - 1_000_000).abs() < 8_000, "{tenths}: {sine} {cosine}");
        }
    }

    #[test]
    fn everybody_has_a_seat_of_its_own_on_the_grid() {
        for format in Format::ALL {
            for generals in 2..=13 {
                let layout = Layout::of(format, generals, 3);
                let seats: Vec<Point> = (0..i32::from(generals)).map(|index| layout.seat(index)).collect();
                for (index, seat) in seats.iter().enumerate() {
                    let r = layout.radius;
                    assert!(seat.x >= r && seat.y >= r && seat.x + r <= layout.size.0 && seat.y + r <= layout.size.1);
                    for other in &seats[..index] {
                        let apart = (seat.x - other.x).pow(2) + (seat.y - other.y).pow(2);
                        assert!(apart > (2 * r).pow(2), "{format:?} {generals}: {seat:?} {other:?}");
                    }
                }
            }
        }
    }
}
