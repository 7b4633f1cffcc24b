//! Seen by one: the banner that says so, in sight wherever a stage is, and the ways to put a veil on and lift it.

use web_sys::{Event, HtmlSelectElement};
use yew::TargetCast;

use super::element::{Element, el};
use super::icons::{Icon, icon};
use super::press::{Send, button, named};
use crate::app::{Msg, Pick, Shot};
use crate::text::words;

/// Whose eyes see; a click lifts the veil.
#[inline(never)]
pub(super) fn banner(shot: &Shot, by: &str, send: &Send) -> Element {
    let locale = shot.locale;
    let lift = el("span").class("lift").text(words::LIFT.get(locale));
    let chip = button(send, "chip lifts", Msg::SeeBy(None))
        .child(icon(Icon::Eye))
        .child(el("b").text(&words::fill(words::SEEN_BY, locale, &[&by])))
        .text(locale.pick(" – ", "——"))
        .child(lift);
    el("div").class("veil").attr("role", "status").child(chip)
}

/// Every node to choose from, and the watcher.
#[inline(never)]
pub(super) fn eyes(shot: &Shot, send: &Send) -> Option<Element> {
    let figures = &shot.pane().filter(|pane| pane.has_eyes)?.scene.stage.figures;
    let names: Vec<String> = figures.iter().map(|figure| figure.name.clone()).collect();
    let option = |name: &String| el("option").key(name).flag(shot.by.as_ref() == Some(name), "selected").text(name);
    let watcher = el("option").key("").flag(shot.by.is_none(), "selected").text(words::EYES_ALL.get(shot.locale));
    let options: Vec<Element> = names.iter().map(option).collect();
    let send = send.clone();
    let chosen = move |event: &Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let index = usize::try_from(select.selected_index()).unwrap_or(0);
        send.emit(Msg::SeeBy(index.checked_sub(1).and_then(|index| names.get(index)).cloned()));
    };
    let select = named(el("select").class("eyes"), words::EYES.get(shot.locale)).on("change", chosen);
    Some(select.child(watcher).each(options))
}

/// In a node's menu: see with its eyes, or lift the veil.
#[inline(never)]
pub(super) fn become_it(shot: &Shot, send: &Send) -> Option<Element> {
    let Some(Pick::Node(node)) = shot.picked else { return None };
    let name = &shot.pane().filter(|pane| pane.has_eyes)?.scene.stage.figures.iter().find(|figure| figure.node == node)?.name;
    let lifts = shot.by.as_ref() == Some(name);
    let words = if lifts { words::LIFT.get(shot.locale).to_owned() } else { words::fill(words::SEE_WITH, shot.locale, &[name]) };
    let wish = Msg::SeeBy((!lifts).then(|| name.clone()));
    let entry = button(send, "offer sees", wish).child(icon(Icon::Eye)).child(el("span").class("words").text(&words));
    Some(el("div").class("offers become").child(entry.maybe(shot.shortcuts.then(|| el("kbd").text("v")))))
}
