//! Where everything stands on the three grids, for any number of nodes.
//!
//! The shell sets type and tags in sizes of its own; a spot leaves room for two tags and for as
//! many lines under a figure as `captions` writes. A test measures that nothing overlaps.

use crate::exhibits::paxos::machine::{Paxos, Role};
use crate::scene::{Format, Point, Tag};

/// How much there is room to say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Room {
    /// One word or two.
    Tight,
    /// A few words.
    Short,
    /// A line.
    Full,
}

/// A grid.
pub(super) struct Grid {
    /// Width and height.
    pub(super) size: (i32, i32),
    /// Where the headings of the three roles stand, if there is room for them.
    pub(super) headings: Option<[Point; 3]>,
    /// What captions have room for.
    pub(super) captions: Room,
}

/// With more acceptors than this a phone shows them as a column, and a strip says the least.
const FEW_ACCEPTORS_MAX: u8 = 4;

/// With more acceptors than this a strip goes without headings, so that what is said of each stays large enough to read.
const HEADED_ACCEPTORS_MAX: u8 = 6;

/// The grid of a format.
pub(super) fn grid(paxos: &Paxos, format: Format) -> Grid {
    let columns = |y: i32, xs: [i32; 3]| xs.map(|x| Point::at(x, y));
    let few = paxos.acceptors <= FEW_ACCEPTORS_MAX;
    match format {
        Format::Wide => Grid { size: (884, 600), headings: Some(columns(30, [158, 426, 772])), captions: Room::Full },
        // Next to another one there is so little room that everything is drawn larger; shapes tell the roles.
        Format::Half => Grid { size: (390, 400), headings: None, captions: Room::Short },
        Format::Tall => {
            let rows = [18, 176, 458].map(|y| Point::at(195, y));
            let headings = if few { rows } else { [Point::at(64, 18), Point::at(272, 18), rows[2]] };
            Grid { size: (390, 560), headings: Some(headings), captions: Room::Short }
        }
        Format::Strip => {
            let acceptors = spot(paxos, format, Role::Acceptor, 0).at.x;
            let headings = (paxos.acceptors <= HEADED_ACCEPTORS_MAX).then(|| columns(13, [76, acceptors, 432]));
            Grid { size: (480, 190), headings, captions: Room::Tight }
        }
    }
}

/// The place of one figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Spot {
    /// Its middle.
    pub(super) at: Point,
    /// Half its width.
    pub(super) radius: i32,
    /// What its tags have room for.
    pub(super) tags: Room,
    /// Whether a line fits under it.
    pub(super) captioned: bool,
    /// Where its tags stand.
    side: Side,
}

/// Where the tags of a figure stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    /// At its right: from the outline to the tags, the height of one tag, and from one to the next.
    Right(i32, i32, i32),
    /// Under it: from the outline down to the tags, and how far left of its middle they begin.
    Under(i32, i32),
}

impl Spot {
    /// The upper left corner of the first tag; of tags under a figure below the word that says that it
    /// has crashed.
    pub(super) fn tags_at(&self, tags: &[Tag], crashed: bool) -> Point {
        match self.side {
            Side::Right(gap, height, step) => {
                let high = if tags.len() < 2 { height } else { height + step };
                Point::at(self.at.x + self.radius + gap, self.at.y - high / 2)
            }
            Side::Under(drop, left) => {
                let word = if crashed && self.captioned { 22 } else { 0 };
                Point::at(self.at.x - left, self.at.y + self.radius + drop + word)
            }
        }
    }
}

/// Where the index-th node (from 0) of a role stands.
pub(super) fn spot(paxos: &Paxos, format: Format, role: Role, index: i32) -> Spot {
    match (format, role) {
        (Format::Wide, Role::Proposer) => column(158, index, paxos.proposers.into(), 176, 44, -16),
        (Format::Wide, Role::Acceptor) => wide_acceptor(index, paxos.acceptors.into()),
        (Format::Wide, Role::Learner) => column(772, index, paxos.learners.into(), 160, 40, 0),
        (Format::Tall, Role::Proposer) if paxos.acceptors > FEW_ACCEPTORS_MAX => {
            column(64, index, paxos.proposers.into(), 122, 24, -92)
        }
        (Format::Half, Role::Proposer) if paxos.acceptors > FEW_ACCEPTORS_MAX => {
            column(66, index, paxos.proposers.into(), 110, 22, -166)
        }
        (Format::Tall, Role::Proposer) => row(58, index, paxos.proposers.into(), 26),
        (Format::Half, Role::Proposer) => row(32, index, paxos.proposers.into(), 22),
        (Format::Tall, Role::Acceptor) => tall_acceptor(index, paxos.acceptors.into()),
        (Format::Half, Role::Acceptor) => half_acceptor(index, paxos.acceptors.into()),
        (Format::Tall, Role::Learner) => row(500, index, paxos.learners.into(), 22),
        (Format::Half, Role::Learner) => row(354, index, paxos.learners.into(), 19),
        (Format::Strip, Role::Proposer) => column(76, index, paxos.proposers.into(), 56, 15, -4),
        (Format::Strip, Role::Acceptor) => strip_acceptor(index, paxos.acceptors.into()),
        (Format::Strip, Role::Learner) => column(432, index, paxos.learners.into(), 56, 15, -4),
    }
}

/// A figure without tags.
fn bare(at: Point, radius: i32) -> Spot {
    Spot { at, radius, tags: Room::Full, captioned: true, side: Side::Right(0, 0, 0) }
}

/// The index-th of a column round the middle height of its grid; three stand `pitch` apart, two
/// a little more.
fn column(x: i32, index: i32, count: i32, pitch: i32, radius: i32, lift: i32) -> Spot {
    let apart = if count <= 2 { pitch * 5 / 4 } else { pitch };
    let middle = if pitch > 100 { 304 } else { 102 };
    bare(Point::at(x, middle + lift + apart * (2 * index + 1 - count) / 2), radius)
}

/// The index-th of a row of the tall grid.
fn row(y: i32, index: i32, count: i32, radius: i32) -> Spot {
    bare(Point::at(across(index, count), y), radius)
}

/// The middle of the index-th of `count` equal parts of the tall grid's width.
fn across(index: i32, count: i32) -> i32 {
    390 * (2 * index + 1) / (2 * count)
}

/// One column with two tags beside each; it shrinks so that nine fit, and from six on says nothing
/// under them.
fn wide_acceptor(index: i32, count: i32) -> Spot {
    let pitch = (540 / count).min(180);
    let at = Point::at(426, 306 + pitch * (2 * index + 1 - count) / 2);
    let captioned = count <= 5;
    let radius = if captioned { (pitch * 29 / 100).min(38) } else { (pitch / 2 - 9).min(30) };
    Spot { at, radius, tags: Room::Full, captioned, side: Side::Right(20, 25, 29) }
}

/// Up to four stand in a row with their tags under them; more in a column, tags beside them.
fn tall_acceptor(index: i32, count: i32) -> Spot {
    if count <= i32::from(FEW_ACCEPTORS_MAX) {
        let (radius, tags, left) = if count <= 3 { (30, Room::Full, 60) } else { (26, Room::Short, 44) };
        let at = Point::at(across(index, count), 296);
        return Spot { at, radius, tags, captioned: true, side: Side::Under(14, left) };
    }
    let pitch = (408 / count).min(72);
    let at = Point::at(246, 236 + pitch * (2 * index + 1 - count) / 2);
    let radius = (pitch / 2 - 9).min(20);
    Spot { at, radius, tags: Room::Short, captioned: false, side: Side::Right(14, 20, 23) }
}

/// The same in less height and larger type.
fn half_acceptor(index: i32, count: i32) -> Spot {
    if count <= i32::from(FEW_ACCEPTORS_MAX) {
        let (radius, left) = if count <= 3 { (24, 48) } else { (22, 48) };
        let at = Point::at(across(index, count), 222);
        return Spot { at, radius, tags: Room::Short, captioned: true, side: Side::Under(12, left) };
    }
    let pitch = (306 / count).min(58);
    let at = Point::at(256, 160 + pitch * (2 * index + 1 - count) / 2);
    let radius = (pitch / 2 - 8).min(20);
    Spot { at, radius, tags: Room::Tight, captioned: false, side: Side::Right(14, 24, 27) }
}

/// One column, so that nobody stands in the way of a message; it shrinks so that nine fit, and more
/// than four have one tag each.
fn strip_acceptor(index: i32, count: i32) -> Spot {
    let few = count <= i32::from(FEW_ACCEPTORS_MAX);
    let headed = count <= i32::from(HEADED_ACCEPTORS_MAX);
    let high = (56 * count).min(if few {
        172
    } else if headed {
        166
    } else {
        183
    });
    let (pitch, middle) = (high / count, if headed { 105 } else { 95 } + high * (2 * index + 1 - count) / (2 * count));
    let (x, radius, tags, side) = match count {
        ..=3 => (254, 16, Room::Full, Side::Right(11, 19, 21)),
        _ if few => (254, 14, Room::Short, Side::Right(11, 19, 21)),
        _ => (284, (pitch / 2 - 2).min(12), Room::Tight, Side::Right(7, 16, 18)),
    };
    Spot { at: Point::at(x, middle), radius, tags, captioned: false, side }
}
