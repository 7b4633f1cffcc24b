//! What those who listen hear: each step that was made by hand; play is silent.

use yew::prelude::*;

use crate::app::Shot;

/// The live region.
pub(super) fn live(shot: &Shot) -> Html {
    html! { <div class="visually-hidden live" aria-live="polite" aria-atomic="true">{ &shot.speech }</div> }
}
