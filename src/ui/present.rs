//! What stands above the stage while it is shown to a back row: where the run is, the fault budget,
//! what only the watcher knows, the guarantees. Nothing else.

use super::element::{Element, el};
use super::icons::Icon;
use super::line::plain;
use super::press::{Send, icon_button};
use super::scenarios::guards;
use super::{assumptions, guarantees};
use crate::app::{Msg, PaneShot, Shot};
use crate::text::words;

/// The cues of a presentation.
#[inline(never)]
pub(super) fn cues(shot: &Shot, pane: &PaneShot, send: &Send) -> Element {
    let lines = [&pane.scene.phase, &pane.scene.summary, &pane.scene.watcher];
    let seen = lines.into_iter().enumerate().filter(|(index, line)| !line.is_empty() && (*index < 2 || shot.watching));
    let chips = el("div")
        .class("chips")
        .child(guarantees::chips(shot, pane, send))
        .child(guards(&pane.without, shot.locale, send))
        .child(assumptions::left(pane));
    el("div")
        .class("cues")
        .each(seen.map(|(index, line)| el("span").index(index).class("cue").child(plain(line))))
        .child(el("div").class("spacer"))
        .child(chips)
        .child(icon_button(send, Icon::Close, words::STOP_PRESENTING.get(shot.locale), Msg::TogglePresent))
}
