//! Where the ring, the servers and the race stand on the four grids.

use crate::scene::{Format, Point};

/// So many servers stand in one row; more take two.
const ROW_MAX: i32 = 8;

/// Places of one format.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Width and height of the grid.
    pub(super) size: (i32, i32),
    /// The middle of the ring.
    pub(super) middle: Point,
    /// The radius of its band.
    pub(super) reach: i32,
    /// How thick the band is.
    pub(super) band: i32,
    /// How deep inside the band keys lie at most.
    depth: i32,
    /// How many lines of words stand in its middle, and how far one is from the next.
    pub(super) lines: usize,
    /// See `lines`.
    pub(super) step: i32,
    /// How many names of points there is room for, and how far apart, in parts of a turn.
    pub(super) names_max: usize,
    /// See `names_max`.
    pub(super) names_apart: i32,
    /// The left upper corner of the servers with their bars, and the size of all that.
    bars: (Point, i32, i32),
    /// Whether a line fits under a server.
    pub(super) captioned: bool,
    /// The left upper corner of the race, its width, and the height of a lane; `None` where there is no room.
    pub(super) race: Option<(Point, i32, i32)>,
    /// Half a server's height, nearly.
    pub(super) radius: i32,
    /// How many servers.
    count: i32,
}

impl Layout {
    pub(super) fn of(format: Format, count: i32) -> Layout {
        let count = count.max(1);
        let wide = Layout {
            size: (884, 520),
            middle: Point::at(262, 260),
            reach: 200,
            band: 14,
            depth: 64,
            lines: 2,
            step: 26,
            names_max: 48,
            names_apart: 900,
            bars: (Point::at(552, 54), 318, 180),
            captioned: true,
            race: Some((Point::at(552, 296), 318, 35)),
            radius: 0,
            count,
        };
        let layout = match format {
            Format::Wide => wide,
            Format::Tall => Layout {
                size: (390, 572),
                middle: Point::at(195, 140),
                reach: 112,
                band: 11,
                depth: 40,
                lines: 2,
                step: 20,
                names_max: 36,
                names_apart: 1_300,
                bars: (Point::at(20, 300), 350, 112),
                race: Some((Point::at(20, 452), 350, 21)),
                ..wide
            },
            Format::Half => Layout {
                size: (480, 500),
                middle: Point::at(240, 150),
                reach: 120,
                band: 11,
                depth: 40,
                lines: 2,
                step: 20,
                names_max: 36,
                names_apart: 1_300,
                bars: (Point::at(24, 300), 432, 86),
                race: Some((Point::at(24, 420), 432, 16)),
                ..wide
            },
            Format::Strip => Layout {
                size: (480, 190),
                middle: Point::at(98, 96),
                reach: 76,
                band: 8,
                depth: 24,
                lines: 0,
                step: 15,
                names_max: 0,
                names_apart: 0,
                bars: (Point::at(208, 26), 256, 136),
                captioned: false,
                race: None,
                ..wide
            },
        };
        let most = if format == Format::Wide { 18 } else { 13 };
        Layout { radius: (layout.pitch() * 5 / 14).min(most).max(5), ..layout }
    }

    fn rows(&self) -> i32 {
        if self.count > ROW_MAX { 2 } else { 1 }
    }

    /// How many stand in a row.
    fn columns(&self) -> i32 {
        (self.count + self.rows() - 1) / self.rows()
    }

    /// How far one server is from the next.
    pub(super) fn pitch(&self) -> i32 {
        (self.bars.1 / self.columns()).min(66)
    }

    /// How high a row is, bars and all.
    fn row_height(&self) -> i32 {
        self.bars.2 / self.rows()
    }

    /// Where a server stands.
    pub(super) fn seat(&self, index: i32) -> Point {
        let (row, column) = (index / self.columns(), index % self.columns());
        let (at, pitch) = (self.bars.0, self.pitch());
        let under = if self.captioned { 22 } else { 6 };
        Point::at(at.x + pitch / 2 + pitch * column, at.y + self.row_height() * (row + 1) - self.radius - under + 20)
    }

    /// How high the highest bar may be, and how wide a bar is.
    pub(super) fn bar(&self) -> (i32, i32) {
        let caption = if self.captioned { 22 } else { 6 };
        (self.row_height() - 2 * self.radius - caption - 22, (self.pitch() * 3 / 5).min(40))
    }

    /// Where the title over the bars stands.
    pub(super) fn bars_title(&self) -> Point {
        Point::at(self.bars.0.x, self.bars.0.y - 12)
    }

    /// How wide a key is, in tenths.
    pub(super) fn dot_size(&self, keys: usize) -> i32 {
        let most = self.reach * 10 / 25;
        match keys {
            0..=150 => most,
            151..=600 => most * 3 / 4,
            601..=2_000 => most / 2,
            _ => most * 3 / 8,
        }
    }

    /// How far from the middle a key lies whose hash is such, when there are so many.
    pub(super) fn depth(&self, hash: u64, keys: usize) -> i32 {
        let deep = match keys {
            0..=150 => self.depth / 5,
            151..=600 => self.depth / 2,
            _ => self.depth,
        };
        let spread = (hash.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 40) as i32 % (deep + 1);
        self.reach - self.band / 2 - 12 - spread
    }
}
