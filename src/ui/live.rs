//! What those who listen hear: each step that was made by hand; play is silent.

use super::element::{Element, el};
use crate::app::Shot;

/// The live region.
pub(super) fn live(shot: &Shot) -> Element {
    el("div").class("visually-hidden live").attr("aria-live", "polite").attr("aria-atomic", "true").text(&shot.speech)
}
