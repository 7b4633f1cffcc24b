//! Synod: watch distributed systems make up their minds, and break them on purpose.
//!
//! The floors, from the ground up, are told in `ARCHITECTURE.md`: imports go down only.

pub mod app;
pub mod balance;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod exhibit;
pub mod exhibits;
pub mod explore;
pub mod scene;
pub mod sim;
pub mod text;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod worker;
