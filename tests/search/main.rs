//! The search over the same handlers: what it counts, what it proves, and how it breaks Paxos once
//! a guard is taken away.
#![cfg(not(target_arch = "wasm32"))]

mod atlas;
mod countdown;
mod definition;
mod engine;
mod exhibit;
mod graph;
mod graphs;
mod lies;
mod limits;
mod naive;
mod properties;
#[path = "../shared/published.rs"]
mod published;
mod refinement;
mod runs;
#[path = "../shared/paxos.rs"]
mod sizes;
mod strategies;
mod toys;
