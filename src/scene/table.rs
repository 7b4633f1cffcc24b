//! A frame as a table: what a screen reader gets, and what an inspector shows of one node.

use crate::text::Line;

/// A table with named columns.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// What the table is of.
    pub title: String,
    /// The heads of its columns.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Row {
    /// The cells; the first is the row's head.
    pub cells: Vec<Line>,
    /// Whether only the watcher knows what this row says.
    pub watcher: bool,
}
