//! The limits of the kernel, each with its reason. Whoever meets one is told so in a sentence.

use super::protocol::Delivery;

/// The most events of one run whose messages arrive one by one: beyond ten thousand nobody steps, and an endless duel
/// must end.
pub const STEPS_PER_RUN_MAX: u32 = 10_000;

/// The most events of one run in rounds. Such a run ends by itself, and its turns are known before it begins: thirteen
/// generals who pass everything on four times take 14,810, and there is room for what is done by hand.
pub const STEPS_IN_ROUNDS_MAX: u32 = 20_000;

/// The most events of a run.
pub fn steps_max(delivery: Delivery) -> u32 {
    match delivery {
        Delivery::Messages => STEPS_PER_RUN_MAX,
        Delivery::Rounds => STEPS_IN_ROUNDS_MAX,
    }
}

/// How many events ahead of the cursor a run is worked out, so that the scrubber can show them;
/// a few hundred events cost a few milliseconds.
pub const EVENTS_AHEAD: u32 = 400;

/// Events between two checkpoints of a run: a seek replays at most this many.
pub const EVENTS_PER_CHECKPOINT: u32 = 64;

/// An event that moves more messages than this has a checkpoint of its own: the end of a great round is worked out
/// once, and not with every step nearby.
pub const MOVED_PER_CHECKPOINT: usize = 1_024;

/// The most messages in flight at once where they arrive one by one; a send beyond it is not carried out but lost at
/// once, and told so. Only endless duplication by hand comes near it.
pub const IN_FLIGHT_MAX: usize = 4_096;

/// The most messages in flight at once in rounds: thirteen generals who pass everything on four times have 95,040 when
/// the last of those rounds ends.
pub const IN_FLIGHT_IN_ROUNDS_MAX: usize = 131_072;

/// The most messages in flight at once.
pub fn in_flight_max(delivery: Delivery) -> usize {
    match delivery {
        Delivery::Messages => IN_FLIGHT_MAX,
        Delivery::Rounds => IN_FLIGHT_IN_ROUNDS_MAX,
    }
}

/// The most nodes: a set of nodes is a mask of 32 bits.
pub const NODES_MAX: u8 = 32;

/// The most branches of one run that are kept; the oldest that is not in use goes first.
pub const BRANCHES_MAX: usize = 64;
