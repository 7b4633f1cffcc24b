//! The space-time diagram, which is also the scrubber: its x is the frame, never time.

use crate::text::Tone;

/// A window of the space-time diagram.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Diagram {
    /// The first frame of the window.
    pub first: u32,
    /// The last frame of the window.
    pub last: u32,
    /// A line for each node, in order.
    pub lifelines: Vec<Lifeline>,
    /// Messages as arrows from the frame in which they were sent to the frame in which they ended.
    pub arrows: Vec<Arrow>,
    /// Marks on the lifelines: commands, timeouts, crashes.
    pub marks: Vec<Mark>,
    /// The frames at which a phase begins.
    pub phases: Vec<u32>,
}

/// The line of one node.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lifeline {
    /// The node's name.
    pub name: String,
    /// Spans of frames (first, last) within the window during which it is down.
    pub down: Vec<(u32, u32)>,
}

/// How an arrow ends.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum ArrowEnd {
    /// Delivered.
    Delivered,
    /// Delivered, and refused.
    Refused,
    /// Delivered, and ignored: nothing came of it.
    Ignored,
    /// Lost: the gap stays in the diagram.
    Lost,
    /// Still in flight at the end of the window or of the run.
    Flying,
}

/// A message in the diagram.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Arrow {
    /// Its number in the run.
    pub message: u32,
    /// The sender's index.
    pub from: u8,
    /// The recipient's index.
    pub to: u8,
    /// The frame in which it was sent.
    pub sent: u32,
    /// The frame in which it ended, or the window's last one.
    pub ended: u32,
    /// How.
    pub end: ArrowEnd,
    /// Its tone.
    pub tone: Tone,
    /// Whether it was late: dashed.
    pub late: bool,
    /// How many messages it stands for: more than one in a bundle.
    pub count: u32,
}

/// A mark on a lifeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mark {
    /// The frame.
    pub frame: u32,
    /// The node's index.
    pub node: u8,
    /// What happened there.
    pub kind: MarkKind,
    /// Its tone.
    pub tone: Tone,
}

/// What a mark stands for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MarkKind {
    /// A command from outside.
    Command,
    /// A timer that went off.
    Timeout,
    /// A crash.
    Crash,
    /// A waking.
    Wake,
    /// It turned traitor.
    Traitor,
    /// A step that broke a guarantee.
    Broken,
}
