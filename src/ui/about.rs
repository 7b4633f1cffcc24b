//! The question that the exhibit opens with, what it assumes, its limit, where to read on.

use super::element::{Element, el};
use super::side::section;
use crate::app::Shot;
use crate::text::{Both, words};

/// About the exhibit.
pub(super) fn about(shot: &Shot) -> Option<Element> {
    let exhibit = shot.pane()?.exhibit;
    let entry = |(head, text): &(Both, Both)| {
        el("div").key(head.en).child(el("dt").text(head.get(shot.locale))).child(el("dd").text(text.get(shot.locale)))
    };
    let about = el("div")
        .class("about")
        .child(el("p").class("question").text(exhibit.question().get(shot.locale)))
        .child(el("dl").each(exhibit.about().iter().map(entry)));
    Some(section("about-head", words::ABOUT.get(shot.locale)).child(about))
}
