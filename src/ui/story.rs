//! What just happened: one paragraph, the rule in its source's words, its conditions, and apart from
//! that what only the watcher knows.

use super::element::{Element, el};
use super::icons::{Icon, icon};
use super::line::linked;
use super::press::{Send, button};
use super::side::section;
use crate::app::{Msg, Shot};
use crate::exhibit::Story;
use crate::text::{Line, Locale, words};

/// The story of the frame.
pub(super) fn story(shot: &Shot, send: &Send) -> Option<Element> {
    let (story, locale) = (&shot.pane()?.story, shot.locale);
    let rule = || el("blockquote").class("rule").child(linked(&story.rule, send));
    let inside = el("div")
        .class("story")
        .child(el("p").class("what").child(linked(&story.what, send)))
        .maybe((!story.rule.is_empty()).then(rule))
        .maybe((!story.conditions.is_empty()).then(|| conditions(story, locale, send)))
        .maybe((shot.watching && !story.watcher.is_empty()).then(|| note(&story.watcher, locale, send)))
        .maybe(story.cause.map(|cause| caused(cause, locale, send)));
    Some(section("story-head", words::WHAT_HAPPENED.get(locale)).child(inside))
}

fn conditions(story: &Story, locale: Locale, send: &Send) -> Element {
    let entries = story.conditions.iter().enumerate().map(|(index, line)| el("li").index(index).child(linked(line, send)));
    el("ul").class("conditions").attr("aria-label", words::CONDITIONS.get(locale)).each(entries)
}

fn note(line: &Line, locale: Locale, send: &Send) -> Element {
    let who = el("span").class("visually-hidden").text(words::ONLY_WE_KNOW.get(locale)).text(": ");
    el("p").class("watcher-note").child(icon(Icon::Eye)).child(el("span").child(who).child(linked(line, send)))
}

fn caused(cause: u32, locale: Locale, send: &Send) -> Element {
    let words = words::fill(words::CAUSED_BY, locale, &[&cause]);
    el("p").class("causes").child(button(send, "text-link", Msg::Seek(cause)).text(&words))
}
