//! The assumptions as chips: an act outside them is not refused, the chip turns red.

use super::element::{Element, el, group};
use super::guarantees::verdict;
use super::icons::{Icon, icon};
use super::line::{linked, plain};
use super::press::{Send, button};
use super::side::section;
use crate::app::{Chip, Msg, PaneShot, Shot};
use crate::exhibit::Assumption;
use crate::text::words;

/// The assumptions with the meaning of the one that is asked for.
pub(super) fn assumptions(shot: &Shot, send: &Send) -> Option<Element> {
    let all = &shot.pane()?.assumptions;
    if all.is_empty() {
        return None;
    }
    let chips = all.iter().enumerate().map(|(index, one)| chip(index, one, shot, send));
    let shown = all.iter().enumerate().find(|(index, _)| shot.chip == Some(Chip::Assumption(*index)));
    Some(
        section("assumptions-head", words::ASSUMPTIONS.get(shot.locale))
            .child(el("div").class("chips").each(chips))
            .maybe(shown.map(|(_, one)| el("p").class("because").child(linked(&one.because, send)))),
    )
}

/// Those that do not hold any more, to be seen where there is no room for all.
#[inline(never)]
pub(super) fn left(pane: &PaneShot) -> Element {
    let left = pane.assumptions.iter().enumerate().filter(|(_, one)| one.left);
    group().each(left.map(|(index, one)| {
        el("span")
            .index(index)
            .class("chip left")
            .set("title", one.because.to_string())
            .child(icon(Icon::Cross))
            .child(plain(&one.title))
    }))
}

fn chip(index: usize, one: &Assumption, shot: &Shot, send: &Send) -> Element {
    let chip = Chip::Assumption(index);
    let shown = shot.chip == Some(chip);
    let (class, words) = if one.left { ("left", words::OUTSIDE) } else { ("kept", words::ASSUMED) };
    button(send, "chip", Msg::Chip(chip))
        .index(index)
        .class(class)
        .class_if(shown, "shown")
        .truth("aria-expanded", shown)
        .set("title", one.because.to_string())
        .maybe(one.left.then(|| icon(Icon::Cross)))
        .child(el("span").child(plain(&one.title)).child(verdict(shot.locale, words, !one.left)))
}
