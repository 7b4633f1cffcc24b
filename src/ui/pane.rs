//! A pane: the stage with its menu and its sentence, the caption, and the frame as a table.

use yew::NodeRef;

use super::element::{Element, el};
use super::line::plain;
use super::press::Send;
use super::scenarios::guards;
use super::stage::{StageProps, stage};
use super::{assumptions, beside, menu, present, table, toast};
use crate::app::{Chrome, Msg, PaneShot, Shot};
use crate::text::words;

/// One pane; `place` is where its picture stands, for the frame loop.
pub(super) fn pane(shot: &Shot, index: usize, pane: &PaneShot, place: &NodeRef, send: &Send) -> Element {
    let here = index == shot.at;
    let two = shot.panes.len() > 1;
    let bare = shot.presenting || shot.chrome != Chrome::Full;
    let picture = stage(StageProps {
        scene: pane.scene.clone(),
        format: shot.format,
        picked: shot.picked.filter(|_| here),
        on_pick: send.reform(move |pick| if two { Msg::PickIn(index, pick) } else { Msg::Pick(pick) }),
        on_point: send.reform(move |dot| Msg::Point(index, dot)),
        contrast: shot.contrast.clone(),
        by: pane.by.map(|by| by.0),
        pane: index,
        locale: shot.locale,
        large: shot.presenting || shot.chrome == Chrome::Slide,
    });
    let around = el("div").class("stage").at(place).attr_if(index == 0, "id", "stage");
    let around = if shot.menu.is_some() { around.on_click(send, Msg::Close) } else { around };
    let around = around
        .component(picture)
        .maybe(here.then(|| menu::menu(shot, pane, send)).flatten())
        .maybe(here.then(|| toast::toast(shot, send)).flatten());
    let section = el("section").index(index).class("pane").class_if(index > 0, "second").class_if(two && here, "at");
    let section = if two {
        let name = words::fill(words::RUN_NUMBER, shot.locale, &[&(index + 1)]);
        section.set("aria-label", name).attr_if(here, "aria-current", "true")
    } else {
        section.attr("aria-label", words::STAGE.get(shot.locale))
    };
    let section = if two && !here { section.on_click(send, Msg::Activate(index)) } else { section };
    section
        .maybe((shot.presenting && !two).then(|| present::cues(shot, pane, send)))
        .maybe(two.then(|| beside::head(shot, index, pane, send)))
        .child(around)
        .maybe(unfair(shot, pane, send))
        .maybe((bare && !two).then(|| caption(shot, pane)))
        .child(table::table(&pane.scene.table, shot))
}

/// What the run was given an unfair chance by: never out of sight. Where the page is full and wide it stands over the
/// stage and beside it already, and the style hides it here.
fn unfair(shot: &Shot, pane: &PaneShot, send: &Send) -> Option<Element> {
    let fair = pane.without.is_empty() && pane.assumptions.iter().all(|one| !one.left);
    let chips = || el("div").class("chips unfair").child(guards(&pane.without, shot.locale, send)).child(assumptions::left(pane));
    (!fair && !shot.presenting).then(chips)
}

/// What just happened, in a sentence or two.
#[inline(never)]
pub(super) fn caption(shot: &Shot, pane: &PaneShot) -> Element {
    el("div").class("caption").child(el("p").child(plain(&pane.caption(shot.watching, shot.locale))))
}
