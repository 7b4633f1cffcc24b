//! The Elm loop without Yew: what the page is ([`Model`]), what can be wished ([`Msg`]), what it
//! answers ([`update()`]), what it wants done outside ([`Cmd`]), and what is to be seen ([`Shot`]).
//!
//! ```text
//!   key, click, clock, host ──► Msg ──► update(&mut Model) ──► Vec<Cmd> ──► ui carries them out
//!                                            │
//!                                            └──► Shot ──► ui draws it
//! ```
//!
//! Nothing here reaches a browser, a clock or a source of chance, so all of it is tested natively.
//! It holds sessions and names no exhibit. Addresses are in [`address`], the clock of a step in
//! [`playhead`], keys in [`keys`], measures of the picture in [`picture`].

mod acts;
pub mod address;
mod beside;
mod cmd;
mod contrast;
mod cursor;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod dialogue;
mod draft;
pub mod keys;
mod model;
mod msg;
mod notice;
mod offered;
mod opening;
mod pane;
mod percent;
pub mod picture;
pub mod playhead;
pub mod pursuit;
mod settle;
mod shot;
mod stepping;
pub mod tokens;
mod told;
mod trying;
mod twice;
mod update;

pub use address::{ADDRESS_BYTES_MAX, Address, AddressError};
pub use beside::{PANES_MAX, Side, Standing};
pub use cmd::{Cmd, Event, Focus, Pref};
pub use contrast::Contrast;
pub use draft::{Draft, PlotEdit, Says, Written};
pub use model::{Chip, Chrome, Model, Sheet, Start, Theme};
pub use msg::{Msg, Reading};
pub use notice::{Notice, Remedy};
pub use offered::{KEYS_MAX, Listed, Menu, listed, unlisted};
pub use pane::Pane;
pub use playhead::{Playhead, Speed};
pub use shot::{PaneShot, Shot};
pub use told::Told;
pub use trying::{Task, Tasks};
pub use twice::Twice;
pub use update::update;

/// Something on the stage that can be selected.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Pick {
    /// The node with this index.
    Node(u8),
    /// The message with this number in the run.
    Message(u32),
    /// The box with this key in the tree beside the figures.
    Box(u32),
}

/// The value between two limits. `f64::clamp` would bring the formatter of floats into the page, for
/// the panic that it may come to.
pub fn between(value: f64, least: f64, most: f64) -> f64 {
    value.max(least).min(most)
}
