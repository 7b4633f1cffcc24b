//! Search: what can happen at all, in whatever order.
//!
//! ```text
//!   Space (starts, steps, checks) ◀── Timeless<P> (any Protocol without its clock)
//!         │                       ◀── models::* (published specifications, as oracles)
//!         ▼
//!      Search ── breadth first, by levels ──▶ counts, and a shortest witness for each broken check
//! ```
//!
//! The handlers that a run plays are the handlers that are searched here. This floor knows the
//! kernel and nothing of exhibits, pictures or words; a search is a function of its space and its
//! limits alone, so every count in it is a test.

pub mod models;
mod search;
mod seen;
mod space;
mod timeless;

pub use search::{DEPTH_MAX, Limit, Limits, STATES_MAX, Search, Witness, replay};
pub use space::{Onward, Space};
pub use timeless::{Envelope, Happening, Judge, Moment, Move, Network, Spent, Timeless};
