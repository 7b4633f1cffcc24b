//! The selected node or message: its role in the course text's sentence, and what it knows; rows
//! that only the watcher knows are marked.

use yew::prelude::*;

use super::line::{linked, plain};
use super::press::Send;
use super::table::rows;
use crate::app::Shot;

/// What is selected, in detail; nothing when nothing is.
pub(super) fn inspector(shot: &Shot, send: &Send) -> Html {
    let inspection = shot.pane().and_then(|pane| pane.inspection.as_ref());
    let Some(inspection) = inspection else { return Html::default() };
    html! {
        <section aria-labelledby="inspector-head">
            <h2 id="inspector-head">{ plain(&inspection.title) }</h2>
            if !inspection.role.is_empty() { <p class="role">{ linked(&inspection.role, send) }</p> }
            <table class="inspector">
                <tbody>{ for rows(&inspection.table, shot) }</tbody>
            </table>
        </section>
    }
}
