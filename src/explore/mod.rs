//! Search: what can happen at all, in whatever order.
//!
//! ```text
//!   Space (starts, steps, aims) ◀── Timeless<P> (any Protocol without its clock)
//!         │                     ◀── models::* (published specifications, as oracles)
//!         ▼
//!      Search ── by levels, by depth or at random ──▶ counts, and a witness for what is found
//!      refine ── edge by edge, against another Space ──▶ steps, stutters, and the first that is neither
//! ```
//!
//! The handlers that a run plays are the handlers that are searched here. This floor knows the
//! kernel and nothing of exhibits, pictures or words; a search is a function of its space and its
//! plan alone, so every count in it is a test.

mod breadth;
mod depth;
mod graph;
mod ledger;
mod met;
mod minimise;
pub mod models;
mod plan;
mod pool;
mod quest;
mod refine;
mod search;
mod seen;
mod space;
mod timeless;

pub use graph::{Edge, Graph, Region, Valence};
pub use minimise::minimised;
pub use plan::{DEPTH_MAX, Limit, Limits, Order, Plan, Progress, STATES_MAX};
pub use quest::{Answer, Outcome, Quest, Searching};
pub use refine::{Refined, refine};
pub use search::{Search, Witness, apply, replay};
pub use space::{AIMS_MAX, Aim, Kind, Row, Space, Steps, told};
pub use timeless::{Budget, Envelope, Happening, Inquiry, Judge, Moment, Move, Network, Spent, Timeless};
