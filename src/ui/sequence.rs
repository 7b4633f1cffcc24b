//! The order in which a run is gone through, for exhibits that have more than one, and leaps over and out of calls.

use super::element::{Element, el};
use super::press::{Send, button, named};
use crate::app::{Msg, Shot};
use crate::exhibit::{KnobKind, Leap};
use crate::text::words;

/// The row of the sequence; nothing where runs are gone through in one order only.
#[inline(never)]
pub(super) fn sequence(shot: &Shot, send: &Send) -> Option<Element> {
    let (locale, pane) = (shot.locale, shot.pane()?);
    let (spec, at, by_calls) = pane.sequence?;
    let KnobKind::Choice(choices) = spec.kind else { return None };
    let one = |(word, title): &(&'static str, crate::text::Both)| {
        let here = *word == at;
        button(send, "segment", Msg::Sequence(word)).key(word).truth("aria-pressed", here).text(title.get(locale))
    };
    let leap =
        |words: crate::text::Both, msg: Msg| named(button(send, "segment", msg), words.get(locale)).text(words.get(locale));
    let leaps = || {
        el("div")
            .class("segments leaps")
            .attr("role", "group")
            .attr("aria-label", words::LEAPS.get(locale))
            .child(leap(words::INTO, Msg::FrameAhead))
            .child(leap(words::OVER, Msg::Leap(Leap::Over)))
            .child(leap(words::OUT, Msg::Leap(Leap::Out)))
    };
    let orders = el("div")
        .class("segments")
        .attr("role", "group")
        .attr("aria-label", spec.title.get(locale))
        .each(choices.iter().map(one));
    Some(el("div").class("sequence").child(orders).maybe(by_calls.then(leaps)))
}
