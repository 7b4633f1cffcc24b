//! The right column, and the frame of a region in it.

use super::element::{Element, el};
use super::press::Send;
use super::{about, assumptions, branches, guarantees, inspector, offers, story, tasks};
use crate::app::Shot;

/// The right column.
pub(super) fn side(shot: &Shot, send: &Send) -> Element {
    let side = el("aside").class("side");
    if shot.whole { all(side, shot, send) } else { side }
}

#[inline(never)]
fn all(side: Element, shot: &Shot, send: &Send) -> Element {
    side.maybe(story::story(shot, send))
        .maybe(tasks::now(shot, send))
        .maybe(guarantees::guarantees(shot, send))
        .maybe(assumptions::assumptions(shot, send))
        .maybe(inspector::inspector(shot, send))
        .maybe(offers::offers(shot, send))
        .maybe(branches::branches(shot, send))
        .maybe(tasks::list(shot, send))
        .maybe(about::about(shot))
}

/// A region under its heading, which has this id.
#[inline(never)]
pub(super) fn section(id: &'static str, heading: &'static str) -> Element {
    let heading = el("h2").attr("id", id).text(heading);
    el("section").attr("aria-labelledby", id).child(heading)
}
