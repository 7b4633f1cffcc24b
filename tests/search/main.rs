//! The search over the same handlers: what it counts, what it proves, and how it breaks Paxos once
//! a guard is taken away.
#![cfg(not(target_arch = "wasm32"))]

mod engine;
mod exhibit;
mod lies;
#[path = "../shared/published.rs"]
mod published;
#[path = "../shared/paxos.rs"]
mod sizes;
mod toys;
