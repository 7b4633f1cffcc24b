//! Where everything stands on the three grids, for any number of nodes.

use crate::exhibits::paxos::machine::{Paxos, Role};
use crate::scene::{Format, Point};

/// How much a format has room to say.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Room {
    /// One word or two.
    Tight,
    /// A few words.
    Short,
    /// A line.
    Full,
}

/// The place of one figure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Spot {
    /// Its middle.
    pub(super) at: Point,
    /// Half its width.
    pub(super) radius: i32,
    /// The upper left corner of its first tag.
    pub(super) tags_at: Point,
    /// What its tags have room for.
    pub(super) tags: Room,
    /// Whether a line fits under it.
    pub(super) captioned: bool,
}

/// A grid.
pub(super) struct Grid {
    /// Width and height.
    pub(super) size: (i32, i32),
    /// Where the headings of the three roles stand.
    pub(super) headings: [Point; 3],
    /// What captions have room for.
    pub(super) captions: Room,
}

/// The grid of a format.
pub(super) fn grid(format: Format) -> Grid {
    let columns = |y: i32, xs: [i32; 3]| xs.map(|x| Point::at(x, y));
    match format {
        Format::Wide => Grid { size: (884, 600), headings: columns(36, [150, 442, 734]), captions: Room::Full },
        Format::Tall => Grid {
            size: (390, 560),
            headings: [Point::at(195, 16), Point::at(195, 160), Point::at(195, 446)],
            captions: Room::Short,
        },
        Format::Strip => Grid { size: (480, 190), headings: columns(13, [72, 226, 424]), captions: Room::Tight },
    }
}

/// Where the index-th node (from 0) of a role stands.
pub(super) fn spot(paxos: &Paxos, format: Format, role: Role, index: i32) -> Spot {
    match (format, role) {
        (Format::Wide, Role::Proposer) => column(150, index, paxos.proposers.into(), 176, 44, -14),
        (Format::Wide, Role::Acceptor) => wide_acceptor(index, paxos.acceptors.into()),
        (Format::Wide, Role::Learner) => column(734, index, paxos.learners.into(), 150, 40, 0),
        (Format::Tall, Role::Proposer) => row(54, index, paxos.proposers.into(), 26),
        (Format::Tall, Role::Acceptor) => tall_acceptor(index, paxos.acceptors.into()),
        (Format::Tall, Role::Learner) => row(484, index, paxos.learners.into(), 22),
        (Format::Strip, Role::Proposer) => strip_column(72, index, paxos.proposers.into()),
        (Format::Strip, Role::Acceptor) => strip_acceptor(index, paxos.acceptors.into()),
        (Format::Strip, Role::Learner) => strip_column(424, index, paxos.learners.into()),
    }
}

/// The middle of the index-th of `count` equal places between `from` and `to`.
fn share(index: i32, count: i32, from: i32, to: i32) -> i32 {
    from + (to - from) * (2 * index + 1) / (2 * count.max(1))
}

fn bare(at: Point, radius: i32) -> Spot {
    let tags_at = Point::at(at.x + radius + 20, at.y - 12);
    Spot { at, radius, tags_at, tags: Room::Full, captioned: true }
}

/// Beside its tags, which stand `tags` high in all when there are two.
fn beside(at: Point, radius: i32, gap: i32, tags: i32, room: Room, captioned: bool) -> Spot {
    let tags_at = Point::at(at.x + radius + gap, at.y - tags / 2);
    Spot { at, radius, tags_at, tags: room, captioned }
}

/// A column of the wide grid round its middle height, at most `pitch` and a half apart.
fn column(x: i32, index: i32, count: i32, pitch: i32, radius: i32, lift: i32) -> Spot {
    let apart = if count <= 2 { pitch * 5 / 4 } else { pitch };
    bare(Point::at(x, 304 + lift + apart * (2 * index + 1 - count) / 2), radius)
}

fn wide_acceptor(index: i32, count: i32) -> Spot {
    let pitch = (536 / count).min(180);
    let y = 304 + pitch * (2 * index + 1 - count) / 2;
    let radius = (pitch / 2 - 9).min(38);
    beside(Point::at(442, y), radius, 20, 54, Room::Full, count <= 5)
}

fn row(y: i32, index: i32, count: i32, radius: i32) -> Spot {
    bare(Point::at(share(index, count, 0, 390), y), radius)
}

/// Up to four stand in a row with their tags under them; more in rows of three, tags beside them.
fn tall_acceptor(index: i32, count: i32) -> Spot {
    if count <= 4 {
        let (radius, room) = if count <= 3 { (30, Room::Full) } else { (26, Room::Short) };
        let at = Point::at(share(index, count, 0, 390), 250);
        let half = if count <= 3 { 60 } else { 46 };
        return Spot { at, radius, tags_at: Point::at(at.x - half, at.y + radius + 36), tags: room, captioned: true };
    }
    let (rows, across) = ((count + 2) / 3, (count - index / 3 * 3).min(3));
    let inset = (3 - across) * 65;
    let left = inset + 130 * (index % 3);
    let pitch = if rows == 2 { 104 } else { 84 };
    let y = 298 + pitch * (2 * (index / 3) + 1 - rows) / 2;
    beside(Point::at(left + 26, y), 16, 10, 47, Room::Short, false)
}

fn strip_column(x: i32, index: i32, count: i32) -> Spot {
    let apart = if count <= 2 { 72 } else { 54 };
    bare(Point::at(x, 90 + apart * (2 * index + 1 - count) / 2), 15)
}

/// Up to three in a column, up to six in two, more in three with one short tag under each.
fn strip_acceptor(index: i32, count: i32) -> Spot {
    let columns = (count + 2) / 3;
    let rows = (count + columns - 1) / columns;
    let (at_column, at_row) = (index / rows, index % rows);
    let y = 102 + 54 * (2 * at_row + 1 - rows) / 2;
    match columns {
        1 => beside(Point::at(200, y), 16, 12, 40, Room::Full, false),
        2 => beside(Point::at(162 + 116 * at_column, y), 14, 9, 40, Room::Short, false),
        _ => {
            let at = Point::at(164 + 82 * at_column, y - 10);
            Spot { at, radius: 10, tags_at: Point::at(at.x - 36, at.y + 17), tags: Room::Tight, captioned: false }
        }
    }
}
