//! A tree of values beside the figures: what one node heard through whom, and what it makes of it.

use crate::text::{Line, Tone};

use super::stage::Point;

/// A tree on the stage's grid.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Tree {
    /// Whose tree it is: the index of a node.
    pub who: u8,
    /// Whose tree it is, and of what.
    pub title: Line,
    /// The left end of the title's base line.
    pub title_at: Point,
    /// The boxes, each behind the one above it.
    pub boxes: Vec<TreeBox>,
    /// Lines of explanation.
    pub notes: Vec<Line>,
    /// The left end of the first note's base line.
    pub notes_at: Point,
}

/// A box of a tree.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TreeBox {
    /// Its key; what opens it.
    pub key: u32,
    /// Its middle.
    pub at: Point,
    /// Half its width and half its height.
    pub half: Point,
    /// The middle of the box above it.
    pub above: Option<Point>,
    /// What it is called: `0·1`.
    pub name: String,
    /// Its lines: what was received, what it is worth.
    pub lines: Vec<Line>,
    /// The tone of its outline.
    pub tone: Tone,
    /// Whether anything is known of it.
    pub known: bool,
    /// Its place among the votes of this step's fold, from 1; 0 when it is none.
    pub vote: u8,
    /// Whether this step's fold is its own.
    pub folding: bool,
    /// Whether it is known to be a liar's, which only the watcher knows.
    pub liar: bool,
    /// How many boxes lie under it that are not shown: clicking it shows them.
    pub hidden: u8,
    /// What a screen reader says of it.
    pub label: String,
}

/// A vote that is pinned to the wire by which it came.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pin {
    /// Who gave it.
    pub from: u8,
    /// Who takes it.
    pub to: u8,
    /// What it says.
    pub label: String,
    /// Its tone.
    pub tone: Tone,
    /// Its place among the votes, from 1.
    pub vote: u8,
    /// Whether it is a liar's, which only the watcher knows.
    pub liar: bool,
}

/// What a reader has chosen to look at closely; nothing of the run.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Gaze {
    /// Whose tree is shown; otherwise the exhibit chooses.
    pub node: Option<u8>,
    /// Which box of it is open; otherwise the one that the step is about.
    pub open: Option<u32>,
    /// Whether only what `node` knows is shown: then the picture may not tell what others do, or when.
    pub veiled: bool,
}
