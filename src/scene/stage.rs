//! The stage: figures, links between them, packets on the links.

use super::ring::{Block, Dot, Note, Ring, Rule};
use super::tree::{Pin, Tree};
use crate::text::{Line, Tone};

/// A place on the stage's grid, in grid units from its upper left corner.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Down.
    pub y: i32,
}

impl Point {
    /// The point at (x, y).
    pub const fn at(x: i32, y: i32) -> Point {
        Point { x, y }
    }
}

/// The stage of a picture.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Stage {
    /// Width of the grid in units (the shell scales the grid to its place).
    pub width: i32,
    /// Height of the grid in units.
    pub height: i32,
    /// Words over columns or rows.
    pub headings: Vec<Heading>,
    /// Links, drawn first.
    pub links: Vec<Link>,
    /// Figures: the nodes.
    pub figures: Vec<Figure>,
    /// Messages in flight, and those that end in this step; at most twelve (`PACKETS_SHOWN_MAX`).
    pub packets: Vec<Packet>,
    /// Instead of packets, above that number: one bundle a link with its counts.
    pub bundles: Vec<Bundle>,
    /// Votes of this step, pinned to the wires by which they came.
    pub pins: Vec<Pin>,
    /// Which calls are under way, in the protocol's own words, and the middle of its base line.
    pub stack: Option<(Point, Line)>,
    /// What one node heard, as a tree beside the figures.
    pub tree: Option<Tree>,
    /// A ring behind the figures.
    pub ring: Option<Ring>,
    /// Many small things that travel: on the ring, where there is one, else on the grid.
    pub dots: Vec<Dot>,
    /// How wide such a thing is, in tenths of a unit.
    pub dot_size: i32,
    /// The blocks of charts.
    pub blocks: Vec<Block>,
    /// The lines of charts.
    pub rules: Vec<Rule>,
    /// Words.
    pub notes: Vec<Note>,
}

impl Stage {
    /// How many messages are in flight, in bundles or alone.
    pub fn in_flight(&self) -> usize {
        let alone = self.packets.iter().filter(|packet| !packet.fate.is_end()).count();
        let bundled: u32 = self.bundles.iter().flat_map(|bundle| &bundle.counts).map(|(count, ..)| count).sum();
        alone + bundled as usize
    }
}

/// A word over a column or beside a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// The middle of its base line.
    pub at: Point,
    /// The word.
    pub text: String,
}

/// The outlines of figures. Shapes carry meaning before colours do.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Shape {
    /// A proposer.
    Triangle,
    /// An acceptor.
    Square,
    /// A learner.
    Circle,
    /// A general.
    Shield,
    /// A server.
    Slab,
    /// A client or a process without a role.
    Dot,
}

/// A node on the stage.
#[derive(Clone, PartialEq, Eq, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark of its own, none excludes another")]
pub struct Figure {
    /// The node's index in the run; also its key.
    pub node: u8,
    /// Its name: `A1`.
    pub name: String,
    /// Its outline.
    pub shape: Shape,
    /// Its middle.
    pub at: Point,
    /// Half its width, in grid units.
    pub radius: i32,
    /// The tone of its outline.
    pub tone: Tone,
    /// Whether it takes part in this step (one highlight at a time).
    pub active: bool,
    /// Whether it takes no part in what this step is about: drawn faint.
    pub aside: bool,
    /// Whether it has crashed: hatched, dashed outline.
    pub crashed: bool,
    /// Whether it is a traitor (only the watcher knows): a second, crooked outline and a mask.
    pub traitor: bool,
    /// A quorum that it belongs to.
    pub glow: Option<Glow>,
    /// Lines centred under it, or over it.
    pub caption: Vec<Line>,
    /// Whether these lines stand over it.
    pub over: bool,
    /// How far to the right of its middle they have theirs.
    pub lean: i32,
    /// Pills beside it: its decisive state.
    pub tags: Vec<Tag>,
    /// Where the first tag's left edge stands, and how far the next is below it.
    pub tags_at: Point,
    /// One sentence that a screen reader says of this node.
    pub label: String,
}

/// A glow round a figure that belongs to a quorum.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Glow {
    /// Whose quorum: the tone of the id, or of the value.
    pub tone: Tone,
    /// How strong.
    pub kind: GlowKind,
}

/// How a glow is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum GlowKind {
    /// A quorum of promises: dashed, in the tone of the id.
    Promised,
    /// A quorum of acceptances: solid, in the tone of the value.
    Accepted,
    /// Chosen: the glow closes.
    Chosen,
}

/// A pill beside a figure.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tag {
    /// Its words.
    pub line: Line,
    /// Its tone.
    pub tone: Tone,
    /// Its outline.
    pub kind: TagKind,
}

/// How a tag is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TagKind {
    /// What the node knows.
    Known,
    /// What is on its disk while it is down.
    OnDisk,
    /// What only the watcher knows.
    Watcher,
}

/// A link between two figures.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Link {
    /// One end: the index of a node.
    pub from: u8,
    /// The other end.
    pub to: u8,
    /// How it is drawn.
    pub kind: LinkKind,
    /// Its tone when it is busy.
    pub tone: Tone,
}

/// The states of a link.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LinkKind {
    /// Nothing on it.
    Idle,
    /// A message is on it.
    Busy,
    /// A message on it is late or held: dashed.
    Late,
    /// It has been cut.
    Cut,
}

/// The outline of a message: a kind of message has one shape, one hue and one label.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PacketShape {
    /// A question: square corners.
    Box,
    /// A promise: one end folded in.
    Ribbon,
    /// A proposal: a pill.
    Pill,
    /// An answer: an arrow head to its left.
    Arrow,
    /// A refusal: cut corners.
    Cut,
    /// A result: a double outline.
    Double,
}

/// What becomes of a packet in this step.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Fate {
    /// It appears in this step, leaving its sender.
    Leaves,
    /// It is in flight before and after.
    Flies,
    /// It is delivered in this step.
    Arrives,
    /// It is delivered in this step and refused: it bounces and greys.
    Bounces,
    /// It is delivered in this step and ignored: it arrives, and fades where it is.
    Fades,
    /// It is lost in this step: it falls off the wire with a cross.
    Falls,
}

impl Fate {
    /// Whether this step ends the message.
    pub fn is_end(self) -> bool {
        !matches!(self, Fate::Leaves | Fate::Flies)
    }
}

/// A message on the stage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Packet {
    /// Its number in the run: the key of its element, and what selecting it selects.
    pub message: u32,
    /// The sender's index.
    pub from: u8,
    /// The recipient's index.
    pub to: u8,
    /// Its outline.
    pub shape: PacketShape,
    /// Its tone.
    pub tone: Tone,
    /// Its label: `propose 2·red`.
    pub label: String,
    /// Where it rested before this step, in permille of the way from sender to recipient.
    pub before: u16,
    /// Where it rests after this step, in permille; 1000 when it arrives.
    pub after: u16,
    /// What becomes of it.
    pub fate: Fate,
    /// How far it stands beside the wire, in grid units, so that neighbours do not cover it.
    pub beside: i32,
    /// Held back by somebody, or later than others sent after it.
    pub late: bool,
    /// A twin made by a duplication: shown with a small 2.
    pub twin: bool,
    /// Its content is a lie: shown with a mask.
    pub forged: bool,
}

/// Many messages on one directed link, told by their counts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bundle {
    /// The sender's index.
    pub from: u8,
    /// The recipient's index.
    pub to: u8,
    /// How many, of which kind and in which tone: `3 propose`.
    pub counts: Vec<(u32, String, Tone)>,
    /// Where it stands, in permille of the way.
    pub at: u16,
}
