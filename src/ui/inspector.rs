//! The selected node or message: its role in the course text's sentence, and what it knows; rows
//! that only the watcher knows are marked.

use super::element::{Element, el};
use super::line::{linked, plain};
use super::press::Send;
use super::table::rows;
use super::veil;
use crate::app::Shot;

/// What is selected, in detail; nothing when nothing is.
#[inline(never)]
pub(super) fn inspector(shot: &Shot, send: &Send) -> Option<Element> {
    let inspection = shot.pane()?.inspection.as_ref()?;
    let role = || el("p").class("role").child(linked(&inspection.role, send));
    let table = el("table").class("inspector").child(rows(&inspection.table, shot));
    Some(
        el("section")
            .attr("aria-labelledby", "inspector-head")
            .child(el("h2").attr("id", "inspector-head").child(plain(&inspection.title)))
            .maybe((!inspection.role.is_empty()).then(role))
            .child(table)
            .maybe(veil::become_it(shot, send)),
    )
}
