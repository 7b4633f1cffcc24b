//! The limits of placement, each with its reason. Whoever meets one gets a typed error that names it.

/// The most servers: their places are 16 bits wide, and rendezvous asks every one of them for every key.
pub const SERVERS_MAX: usize = 10_000;

/// The most bytes of a server's name: a host name of DNS has 253, and a port is six more.
pub const NAME_BYTES_MAX: usize = 260;

/// The greatest weight: sums of ten thousand of them, and products of two such sums, stay exact in 64 bits.
pub const WEIGHT_MAX: u32 = 65_535;

/// The most points of a ring, and the greatest ring that Envoy makes: 16 bytes each, with an index of 4 more.
pub const POINTS_MAX: u64 = 8_388_608;

/// The most points per unit of weight, or with `ketama` per server.
pub const POINTS_PER_WEIGHT_MAX: u32 = 4_096;

/// The greatest table of Maglev: the prime that Envoy stops at.
pub const TABLE_SIZE_MAX: u32 = 5_000_011;
