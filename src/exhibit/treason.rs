//! What a search of lies has to know of an exhibit in rounds: whose knobs make a strategy.

use crate::sim::NodeId;

/// Which knobs of an exhibit say who lies and what it is told to say; `P` is its protocol.
#[derive(Debug)]
pub struct Treason<P> {
    /// The knob that holds who is a traitor and what it says.
    pub plot: &'static str,
    /// The knob for how many nodes there are.
    pub nodes: &'static str,
    /// The knob for how many traitors are tolerated.
    pub tolerated: &'static str,
    /// The knob that is set to each of its words in turn, because a lie may only show under one of them.
    pub input: &'static str,
    /// Whose input that is: where it is a traitor itself, what it is told to say changes nothing, and is tried once.
    pub speaker: fn(&P) -> NodeId,
    /// The rows of the table that is counted live: how many nodes, how many traitors are tolerated, how many there are.
    pub table: &'static [Row],
}

/// A row of that table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// How many nodes.
    pub nodes: u8,
    /// How many traitors are tolerated.
    pub tolerated: u8,
    /// How many traitors there are.
    pub traitors: u8,
}
