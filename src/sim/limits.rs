//! The limits of the kernel, each with its reason. Whoever meets one is told so in a sentence.

/// The most events of one run: beyond ten thousand nobody steps, and an endless duel must end.
pub const STEPS_PER_RUN_MAX: u32 = 10_000;

/// How many events ahead of the cursor a run is worked out, so that the scrubber can show them;
/// a few hundred events cost a few milliseconds.
pub const EVENTS_AHEAD: u32 = 400;

/// Events between two checkpoints of a run: a seek replays at most this many.
pub const EVENTS_PER_CHECKPOINT: u32 = 64;

/// The most messages in flight at once; a send beyond it is not carried out but lost at once, and
/// told so. Only endless duplication by hand comes near it.
pub const IN_FLIGHT_MAX: usize = 4_096;

/// The most nodes: a set of nodes is a mask of 32 bits.
pub const NODES_MAX: u8 = 32;

/// The most branches of one run that are kept; the oldest that is not in use goes first.
pub const BRANCHES_MAX: usize = 64;
