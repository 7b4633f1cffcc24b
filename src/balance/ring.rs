//! A ring: points on a circle of 2^32 or 2^64 places, each a server's, and the search for the owner of a place.
//!
//! Points lie sorted. Points at the same place stay in the order in which they were made, server after server, unless
//! the builder took all but one away; the modules of the rings say which. The circle is cut into as many equal arcs as
//! there are points, more or less, and an index says where in the list each arc begins: hashes lie evenly, so a search
//! looks at an entry of the index and at a point or two, not at the twenty of a binary search. Where points crowd in
//! one arc, that arc is searched by halves.

use super::hash::{KeyError, KeyHash};

/// A point of a ring.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    /// Where it lies on the circle.
    pub at: u64,
    /// Whose it is: a place in the list of servers.
    pub server: u16,
    /// The how many-th of its server, from 0.
    pub nth: u32,
}

/// How many places a circle has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Width {
    /// 2^32.
    Bits32,
    /// 2^64.
    Bits64,
}

impl Width {
    /// The last place.
    pub fn last(self) -> u64 {
        match self {
            Width::Bits32 => u64::from(u32::MAX),
            Width::Bits64 => u64::MAX,
        }
    }

    /// How far it is clockwise from one place to another.
    pub fn distance(self, from: u64, to: u64) -> u64 {
        to.wrapping_sub(from) & self.last()
    }
}

/// Whose a place is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Search {
    /// That of the first point at or after it, clockwise.
    AtOrAfter,
    /// That of the nearest point on either side; the one before it when both are as far.
    Nearest,
}

/// A ring; it has at least one point.
#[derive(Clone, Debug)]
pub struct Ring {
    points: Vec<Point>,
    /// Where in `points` each arc begins, and at the end how many points there are.
    starts: Vec<u32>,
    /// How far a place is shifted to the right to tell its arc.
    shift: u32,
    /// One more than the last server with a point.
    servers: usize,
    width: Width,
    search: Search,
    key_hash: KeyHash,
}

/// Points in the order in which they are made, server after server.
#[derive(Debug)]
pub(super) struct Made {
    /// Where each lies.
    at: Vec<u64>,
    /// For each server: how many there are with its own.
    ends: Vec<u32>,
}

impl Made {
    /// None yet, with room for so many.
    pub(super) fn with_room(points: u64) -> Made {
        Made { at: Vec::with_capacity(points as usize), ends: Vec::new() }
    }

    /// One more point of the server whose turn it is.
    pub(super) fn push(&mut self, at: u64) {
        self.at.push(at);
    }

    /// It is the next server's turn.
    pub(super) fn next_server(&mut self) {
        self.ends.push(self.at.len() as u32);
    }

    /// One more than the last server with a point.
    fn servers(&self) -> usize {
        self.ends.partition_point(|end| (*end as usize) < self.at.len()) + 1
    }
}

/// Which points a ring keeps where several lie at the same place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Shared {
    /// All, in the order in which they were made.
    All,
    /// The one that was made first.
    First,
    /// The one that was made last.
    Last,
}

/// The walk from a place to its owner, as it is told and drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Walk {
    /// The place.
    pub hash: u64,
    /// The owner: its number in [`Ring::points`].
    pub owner: u32,
    /// How far away the owner lies, in the direction in which it was found.
    pub distance: u64,
    /// The last point before the place, and how far back it lies.
    pub before: (u32, u64),
    /// The first point at or after the place, and how far on it lies.
    pub after: (u32, u64),
    /// Whether the way to the owner leads over the end of the circle.
    pub wrapped: bool,
}

impl Ring {
    /// A ring of points; `None` without any, or with more than an index counts.
    pub(super) fn new(made: &Made, shared: Shared, width: Width, search: Search, key_hash: KeyHash) -> Option<Ring> {
        let made_count = u32::try_from(made.at.len()).ok().filter(|count| *count > 0)?;
        let servers = made.servers();
        let bits = made_count.ilog2().clamp(1, 24);
        let shift = match width {
            Width::Bits32 => 32 - bits,
            Width::Bits64 => 64 - bits,
        };
        let mut starts = starts(made.at.iter().copied(), 1 << bits, shift);
        let (mut points, meet) = sorted(made, &mut starts, shift);
        if meet && shared != Shared::All {
            points.dedup_by(|later, kept| {
                let same = later.at == kept.at;
                if same && shared == Shared::Last {
                    *kept = *later;
                }
                same
            });
            starts = self::starts(points.iter().map(|point| point.at), 1 << bits, shift);
        }
        Some(Ring { points, starts, shift, servers, width, search, key_hash })
    }

    /// The points, sorted by where they lie.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// How great the circle is.
    pub fn width(&self) -> Width {
        self.width
    }

    /// How an owner is found.
    pub fn search(&self) -> Search {
        self.search
    }

    /// How keys are hashed.
    pub fn key_hash(&self) -> KeyHash {
        self.key_hash
    }

    /// Where a key lies.
    pub fn hash_key(&self, key: &[u8]) -> Result<u64, KeyError> {
        self.key_hash.of(key)
    }

    /// The number of the point that owns a place; of a place beyond the circle only the low bits count.
    pub fn owner_of(&self, hash: u64) -> u32 {
        let after = self.at_or_after(hash);
        match self.search {
            Search::AtOrAfter => after,
            Search::Nearest => {
                let before = self.before(after);
                let (back, on) = (self.distance(before, hash), self.distance_to(hash, after));
                if back <= on { before } else { after }
            }
        }
    }

    /// The server that owns a place.
    pub fn server_of(&self, hash: u64) -> u16 {
        self.points[self.owner_of(hash) as usize].server
    }

    /// The walk from a place to its owner.
    pub fn walk(&self, hash: u64) -> Walk {
        let hash = hash & self.width.last();
        let (owner, after) = (self.owner_of(hash), self.at_or_after(hash));
        let before = self.before(after);
        let (back, on) = (self.distance(before, hash), self.distance_to(hash, after));
        let at = self.points[owner as usize].at;
        let backwards = self.search == Search::Nearest && back <= on;
        let wrapped = if backwards { at > hash } else { at < hash };
        Walk { hash, owner, distance: if backwards { back } else { on }, before: (before, back), after: (after, on), wrapped }
    }

    /// All points, each once, clockwise from the owner of a place: their numbers.
    pub fn clockwise(&self, hash: u64) -> impl Iterator<Item = u32> {
        let (owner, count) = (self.owner_of(hash), self.points.len() as u32);
        (owner..count).chain(0..owner)
    }

    /// The owner of a place and the next points clockwise that are other servers', one each, up to so many in all: where
    /// the replicas of a key lie. Fewer when there are not so many servers.
    pub fn next_distinct(&self, hash: u64, replicas: usize) -> Vec<u32> {
        let mut found: Vec<u32> = Vec::new();
        let mut seen = vec![false; self.servers];
        for number in self.clockwise(hash) {
            if found.len() == replicas {
                break;
            }
            let seen = &mut seen[usize::from(self.points[number as usize].server)];
            if !*seen {
                *seen = true;
                found.push(number);
            }
        }
        found
    }

    /// The first point at or after a place, by way of the beginning if there is none before the end.
    fn at_or_after(&self, hash: u64) -> u32 {
        let hash = hash & self.width.last();
        let arc = (hash >> self.shift) as usize;
        let (from, to) = (self.starts[arc], self.starts[arc + 1]);
        let within = &self.points[from as usize..to as usize];
        let found = from + within.partition_point(|point| point.at < hash) as u32;
        if found as usize == self.points.len() { 0 } else { found }
    }

    fn before(&self, number: u32) -> u32 {
        number.checked_sub(1).unwrap_or(self.points.len() as u32 - 1)
    }

    /// How far a place lies after a point.
    fn distance(&self, number: u32, hash: u64) -> u64 {
        self.width.distance(self.points[number as usize].at, hash)
    }

    /// How far a point lies after a place.
    fn distance_to(&self, hash: u64, number: u32) -> u64 {
        self.width.distance(hash, self.points[number as usize].at)
    }
}

/// Where in the sorted list the points of each arc begin, and at the end how many points there are.
fn starts(places: impl Iterator<Item = u64>, arcs: usize, shift: u32) -> Vec<u32> {
    let mut starts = vec![0; arcs + 1];
    for at in places {
        starts[(at >> shift) as usize + 1] += 1;
    }
    let mut before = 0;
    for start in &mut starts {
        before += *start;
        *start = before;
    }
    starts
}

/// Points sorted by where they lie, those at one place in the order in which they were made; and whether any two lie at one
/// place. Each is put straight into its arc, where few others lie: about a third of the time that sorting them all takes.
fn sorted(made: &Made, starts: &mut [u32], shift: u32) -> (Vec<Point>, bool) {
    let mut points = vec![Point { at: 0, server: 0, nth: 0 }; made.at.len()];
    let mut from = 0;
    for (server, to) in made.ends.iter().enumerate() {
        let to = *to as usize;
        for (nth, at) in (0..).zip(&made.at[from..to]) {
            let place = &mut starts[(at >> shift) as usize];
            points[*place as usize] = Point { at: *at, server: server as u16, nth };
            *place += 1;
        }
        from = to;
    }
    // By now each arc's entry says where it ends, which is where the next begins.
    starts.rotate_right(1);
    starts[0] = 0;
    let mut meet = false;
    for arc in starts.windows(2) {
        let arc = &mut points[arc[0] as usize..arc[1] as usize];
        if arc.len() > 1 {
            arc.sort_by_key(|point| point.at);
            meet |= arc.windows(2).any(|pair| pair[0].at == pair[1].at);
        }
    }
    (points, meet)
}
