//! A saved run: everything needed to make a session again, as plain data.

use crate::sim::Deviation;

use super::knobs::Knobs;

/// A run as data: what an address, a file and the undo list hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// The exhibit's name.
    pub exhibit: &'static str,
    /// The scenario it was opened from (a name in the exhibit's list; its first one by default).
    pub scenario: &'static str,
    /// Every knob.
    pub knobs: Knobs,
    /// The guards that are taken away, by name, in the exhibit's order.
    pub without: Vec<&'static str>,
    /// The seed of all chance.
    pub seed: u64,
    /// Every deviation from the default order, by event, the scenario's own included.
    pub acts: Vec<Deviation>,
    /// The event behind which the run stops instead of going on in the default order, if any.
    pub stops: Option<u32>,
    /// The event that the cursor stands on.
    pub event: u32,
}
