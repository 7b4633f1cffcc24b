//! Why a key has its server: the arithmetic of one decision in types, for whoever makes sentences or drawings of it.

use super::modulo::Source;
use super::rendezvous::Score;
use super::ring::{Point, Walk};

/// One decision.
#[derive(Clone, PartialEq, Debug)]
pub enum Why {
    /// A number modulo the total weight fell on a server.
    Remainder {
        /// Where the number comes from.
        source: Source,
        /// The number.
        hash: u64,
        /// The total weight.
        total: u64,
        /// What is left.
        remainder: u64,
        /// The remainders that the server has: the first, and how many.
        share: (u64, u32),
        /// The server.
        server: u16,
    },
    /// A place on a ring has an owner.
    Ring {
        /// The walk.
        walk: Walk,
        /// The point that was found.
        owner: Point,
    },
    /// The last jump below n landed on a server.
    Jump {
        /// The key as a number.
        key: u64,
        /// How many servers there are.
        servers: u32,
        /// Where it landed, one after the other; the last is the server.
        jumps: Vec<u32>,
    },
    /// A server has the highest score.
    Scores {
        /// The xxh64 of the key.
        key: u64,
        /// All scores, by place.
        scores: Vec<Score>,
        /// The server.
        server: u16,
    },
    /// A slot is a server's.
    Slot {
        /// The xxh64 of the key.
        hash: u64,
        /// How many slots there are.
        size: u32,
        /// The slot.
        slot: u32,
        /// The server's offset and skip, by which it asked for slots.
        asked: (u32, u32),
        /// The server.
        server: u16,
    },
}

impl Why {
    /// The server that was decided for: a place in the list.
    pub fn server(&self) -> u16 {
        match self {
            Why::Remainder { server, .. } | Why::Scores { server, .. } | Why::Slot { server, .. } => *server,
            Why::Ring { owner, .. } => owner.server,
            Why::Jump { jumps, .. } => jumps.last().map_or(0, |last| *last as u16),
        }
    }
}
