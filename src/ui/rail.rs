//! The course rail: every topic of the course, those that are built as links.

use super::element::{Element, el};
use super::press::{Send, link};
use crate::app::Shot;
use crate::exhibits::{COURSE, Part, Topic};
use crate::text::words;

/// The course.
pub(super) fn rail(shot: &Shot, send: &Send) -> Element {
    el("nav")
        .class("rail")
        .attr("aria-label", words::COURSE.get(shot.locale))
        .each(COURSE.iter().map(|one| part(one, shot, send)))
}

fn part(part: &Part, shot: &Shot, send: &Send) -> Element {
    let topics = part.topics.iter().map(|one| el("li").key(one.name).child(topic(one, shot, send)));
    el("section").key(part.title.en).child(el("h2").text(part.title.get(shot.locale))).child(el("ul").each(topics))
}

fn topic(topic: &Topic, shot: &Shot, send: &Send) -> Element {
    let title = topic.title.get(shot.locale);
    if shot.catalogue.iter().all(|exhibit| exhibit.name() != topic.name) {
        let small = el("small").text(words::TO_COME.get(shot.locale));
        return el("span").class("topic coming").text(title).child(small);
    }
    let current = shot.pane().is_some_and(|pane| pane.exhibit.name() == topic.name);
    let seen = shot.seen.iter().any(|name| name == topic.name);
    let said = || el("span").class("visually-hidden").text(", ").text(words::SEEN.get(shot.locale));
    link(send, ["#/", topic.name].concat())
        .class("topic")
        .class_if(seen, "seen")
        .class_if(current, "current")
        .attr_if(current, "aria-current", "page")
        .text(title)
        .maybe((seen && !current).then(said))
}
