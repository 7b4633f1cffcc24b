//! The closed vocabulary of pictures: plain data on an integer grid.
//!
//! A scene says *what* there is to see and what it means; it holds no float, no colour and no
//! pixel. A shell draws it: the stage as SVG, the panels as HTML. Everything is `Eq`, so a law can
//! compare two pictures. Nothing that moves is stored: a packet says where it rested before this
//! step and where it rests after it, and the shell's playhead says how far the step has come.

mod diagram;
mod ring;
mod stage;
mod table;
mod tree;

pub use diagram::{Arrow, ArrowEnd, Diagram, Lifeline, Mark, MarkKind};
pub use ring::{Anchor, Arc, Block, Dot, Note, NoteKind, Peg, PegKind, Ring, Rule, TURN, Walk};
pub use stage::{
    Bundle, Fate, Figure, Glow, GlowKind, Heading, Link, LinkKind, Packet, PacketShape, Point, Shape, Stage, Tag, TagKind,
};
pub use table::{Row, Table};
pub use tree::{Gaze, Pin, Tree, TreeBox};

use crate::text::Line;

/// The outline of the place a picture is drawn for; an exhibit lays its stage out for each.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Format {
    /// A desktop or a projector: wider than high.
    #[default]
    Wide,
    /// A phone held upright.
    Tall,
    /// One of two stages next to each other on a desktop: about as wide as high.
    Half,
    /// A strip of a few hundred units: an embedded frame of 480 x 270.
    Strip,
}

impl Format {
    /// Every format, for laws that look at all of them.
    pub const ALL: [Format; 4] = [Format::Wide, Format::Tall, Format::Half, Format::Strip];
}

/// One picture: the stage and what stands beside it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Scene {
    /// The stage.
    pub stage: Stage,
    /// A short line at the end of the scenario row: "majority 2 of 3 · F = 1".
    pub summary: Line,
    /// Where the run is in the protocol's own terms: "id 2, phase 2 of 3".
    pub phase: Line,
    /// What only the watcher knows at this frame: "chosen: id 1, red", or empty.
    pub watcher: Line,
    /// The frame as a table, a row for each node: what a screen reader gets.
    pub table: Table,
}
