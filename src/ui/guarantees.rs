//! The guarantees as chips; a click says why, and where one was broken.

use super::element::{Element, el, group};
use super::icons::{Icon, icon};
use super::line::{linked, plain};
use super::press::{Send, button};
use super::search;
use super::side::section;
use crate::app::{Chip, Msg, PaneShot, Shot};
use crate::exhibit::{Guarantee, Verdict};
use crate::text::{Both, Locale, words};

/// The guarantees with the reason of the one that is asked for.
pub(super) fn guarantees(shot: &Shot, send: &Send) -> Option<Element> {
    let pane = shot.pane()?;
    let shown = pane.guarantees.iter().enumerate().find(|(index, _)| shot.chip == Some(Chip::Guarantee(*index)));
    Some(
        section("guarantees-head", words::GUARANTEES.get(shot.locale))
            .child(el("div").class("chips").child(chips(shot, pane, send)))
            .maybe(shown.map(|(_, one)| because(one, shot, send)))
            .maybe(search::opener(shot, send)),
    )
}

/// The chips alone.
#[inline(never)]
pub(super) fn chips(shot: &Shot, pane: &PaneShot, send: &Send) -> Element {
    group().each(pane.guarantees.iter().enumerate().map(|(index, one)| chip(index, one, shot, send)))
}

fn chip(index: usize, one: &Guarantee, shot: &Shot, send: &Send) -> Element {
    let (class, picture, words) = look(one.verdict);
    if let Some(by) = &shot.by {
        return veiled(index, one, by, shot, send);
    }
    let differs = shot.contrast.as_ref().is_some_and(|contrast| contrast.guarantees.iter().any(|(name, _)| *name == one.name));
    let chip = Chip::Guarantee(index);
    let shown = shot.chip == Some(chip);
    button(send, "chip", Msg::Chip(chip))
        .key(one.name)
        .class(class)
        .class_if(shown, "shown")
        .attr("data-check", one.name)
        .truth("aria-expanded", shown)
        .set("title", one.because.to_string())
        .child(icon(picture))
        .child(el("span").child(plain(&one.title)).child(verdict(shot.locale, words, one.verdict == Verdict::Holds)))
        .maybe(differs.then(|| unequal(shot.locale)))
}

/// The guarantee stands otherwise in the other run.
#[inline(never)]
fn unequal(locale: Locale) -> Element {
    let said = el("span").class("visually-hidden").text(locale.pick(", ", "，")).text(words::DIFFERS.get(locale));
    group().child(el("span").class("unequal-sign").attr("aria-hidden", "true").text("≠")).child(said)
}

/// A guarantee of which the node that looks knows nothing.
#[inline(never)]
fn veiled(index: usize, one: &Guarantee, by: &str, shot: &Shot, send: &Send) -> Element {
    let chip = Chip::Guarantee(index);
    let shown = shot.chip == Some(chip);
    let said = el("span").class("visually-hidden").text(shot.locale.pick(": ", "："));
    let said = said.text(&words::fill(words::NOT_KNOWN, shot.locale, &[&by]));
    button(send, "chip open", Msg::Chip(chip))
        .key(one.name)
        .class_if(shown, "shown")
        .attr("data-check", one.name)
        .truth("aria-expanded", shown)
        .set("title", one.because.to_string())
        .child(el("span").child(plain(&one.title)).child(said))
}

/// What follows the words of a chip; where all is well, only a screen reader says it.
#[inline(never)]
pub(super) fn verdict(locale: Locale, words: Both, well: bool) -> Element {
    el("span").class_if(well, "visually-hidden").text(locale.pick(": ", "：")).text(words.get(locale))
}

fn look(verdict: Verdict) -> (&'static str, Icon, Both) {
    match verdict {
        Verdict::Holds => ("holds", Icon::Check, words::HOLDS),
        Verdict::Open => ("open", Icon::Open, words::NOT_YET),
        Verdict::Broken => ("broken", Icon::Cross, words::BROKEN),
    }
}

#[inline(never)]
fn because(one: &Guarantee, shot: &Shot, send: &Send) -> Element {
    let text = el("p").class("because").child(linked(&one.because, send));
    match one.since {
        None => text,
        Some(since) => {
            let words = words::fill(words::SINCE_FRAME, shot.locale, &[&since]);
            text.text(" ").child(button(send, "text-link", Msg::Seek(since)).text(&words))
        }
    }
}
