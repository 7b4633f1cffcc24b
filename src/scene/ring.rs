//! A ring with its points, and what stands about it: marks that travel, blocks and lines of charts, notes.
//!
//! Places on a ring are parts of a turn, [`TURN`] to the whole, clockwise from the top.

use crate::text::{Line, Tone};

use super::stage::Point;

/// A whole turn.
pub const TURN: i32 = 65_536;

/// A ring on the stage.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Ring {
    /// Its middle.
    pub middle: Point,
    /// Its radius, to the middle of its band.
    pub radius: i32,
    /// How thick the band is.
    pub band: i32,
    /// The stretches of the band, each a node's; neighbours have different nodes.
    pub arcs: Vec<Arc>,
    /// The points, clockwise.
    pub pegs: Vec<Peg>,
    /// The way of the key that is looked at, if one is.
    pub walk: Option<Walk>,
}

/// A stretch of a ring.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Arc {
    /// Where it begins.
    pub from: i32,
    /// Where it ends, clockwise; above [`TURN`] when it leads over the top.
    pub to: i32,
    /// Whose it is: the index of a node.
    pub node: u8,
    /// Its node's tone.
    pub tone: Tone,
    /// Whether it changes hands in this step.
    pub fresh: bool,
}

/// A point of a ring.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Peg {
    /// Where it is.
    pub at: i32,
    /// Whose it is: the index of a node.
    pub node: u8,
    /// What is written at it; empty where there is no room.
    pub name: String,
    /// How it is drawn.
    pub kind: PegKind,
}

/// How a point is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PegKind {
    /// It was there and stays.
    Plain,
    /// It appears with this change.
    Fresh,
    /// It goes with this change.
    Gone,
    /// It is the one that was found.
    Found,
}

/// The way of a key round a ring.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Walk {
    /// Where the key lies.
    pub from: i32,
    /// Where its way ends; before `from` when it leads back.
    pub to: i32,
    /// The key.
    pub name: String,
    /// Its tone: its owner's, once that is found.
    pub tone: Tone,
    /// Where else it is kept: other nodes' points, in order.
    pub copies: Vec<i32>,
    /// The points that had no room for it.
    pub full: Vec<i32>,
}

/// A small thing of which there are many: a key.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dot {
    /// Its number.
    pub key: u32,
    /// Where it was before this step: a place on the grid, or on the ring (x in parts of a turn, y its distance from the
    /// middle).
    pub from: Point,
    /// Where it is after this step.
    pub to: Point,
    /// Its tone.
    pub tone: Tone,
    /// Whether it is one of those that this change moves.
    pub moved: bool,
}

/// A block of a chart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Block {
    /// Its left upper corner.
    pub at: Point,
    /// Its width and height.
    pub size: Point,
    /// Its tone.
    pub tone: Tone,
    /// Whether it is hatched: what should not be there.
    pub hatched: bool,
}

/// A line of a chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// One end.
    pub from: Point,
    /// The other.
    pub to: Point,
}

/// Words on the stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// On the base line: the left end, the middle, or the right end.
    pub at: Point,
    /// The words.
    pub line: Line,
    /// Which of these it is.
    pub anchor: Anchor,
    /// How large.
    pub kind: NoteKind,
    /// Their tone.
    pub tone: Tone,
}

/// Which part of the words stands at their place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Anchor {
    /// The left end.
    Start,
    /// The middle.
    Middle,
    /// The right end.
    End,
}

/// How large words are.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NoteKind {
    /// One number that is the point of the picture.
    Huge,
    /// Ordinary words.
    Plain,
    /// A title over a chart.
    Title,
    /// What need not be read from the back row.
    Small,
}
