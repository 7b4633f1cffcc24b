//! Placement: which server answers for a key, told by every policy that is in use, one decision at a time.
//!
//! ```text
//!   Servers (names, weights, ids) ─┐
//!   Settings (points, sizes)       ├─▶ Placement ── place(key) ─▶ a server        (quick: a million a second and more)
//!   Policy ────────────────────────┘       │    └── why(key) ───▶ Why             (the arithmetic, typed)
//!                                          ├── Ring  ─ points, walk, replicas, Bounded
//!                                          └── Table ─ Maglev's slots
//!   two Placements and keys ─▶ Moves (necessary, collateral)     many placings ─▶ Tally (shares, evenness)
//! ```
//!
//! Everything here is a pure function: it knows no clock, no chance, no picture and no language, and gives the same
//! bits natively and in wasm. The policies of real programs do what those programs do, down to their rounding; each
//! module names its source and says where it differs from the others. In doubt the source decides.
//!
//! | policy | module | a server's points, or slots | a key belongs to |
//! |---|---|---|---|
//! | `modulo`, `nginx-hash`, `nginx-ip-hash` | [`modulo`] | as many numbers as its weight | the number hash mod total |
//! | `teaching-ring` | [`teaching`] | 3 per weight, numbers themselves | the first point at or after it |
//! | `nginx-consistent` | [`nginx`] | 160 per weight, a chain of crc32 | the first point at or after it |
//! | `ketama` | [`ketama`] | about 160 times its share of n, md5 | the first point at or after it |
//! | `envoy-ring` | [`envoy`] | its share of at least 1,024, xxh64 | the first point at or after it |
//! | `haproxy-consistent` | [`haproxy`] | 16 per weight, of its id | the *nearest* point on either side |
//! | `jump` | [`jump`] | none | where the last jump below n lands |
//! | `rendezvous` | [`rendezvous`] | none | the server with the highest score for it |
//! | `maglev`, `envoy-maglev` | [`maglev`], [`envoy`] | its share of a prime number of slots | the slot hash mod size |

pub mod bounded;
pub mod change;
pub mod envoy;
mod fraction;
pub mod haproxy;
pub mod hash;
pub mod jump;
pub mod ketama;
pub mod limits;
pub mod maglev;
pub mod modulo;
pub mod nginx;
mod placement;
mod policy;
pub mod rendezvous;
mod ring;
mod servers;
mod settings;
pub mod tally;
pub mod teaching;
mod why;

pub use bounded::Bounded;
pub use change::{Change, Fate, Moves};
pub use fraction::Fraction;
pub use maglev::Table;
pub use placement::{BuildError, Placement};
pub use policy::{Policy, Promise};
pub use ring::{Point, Ring, Search, Walk, Width};
pub use servers::{Server, Servers, ServersError};
pub use settings::{Setting, SettingError, Settings};
pub use tally::Tally;
pub use why::Why;
