//! The header: where you are, language, theme, share, present.

use super::element::{Element, el};
use super::icons::Icon;
use super::press::{Send, button, icon_button, link, word_button};
use crate::app::{Msg, Sheet, Shot};
use crate::exhibits::COURSE;
use crate::text::{Locale, words};

/// The header of the page.
pub(super) fn header(shot: &Shot, send: &Send) -> Element {
    let locale = shot.locale;
    let course = icon_button(send, Icon::Menu, words::COURSE.get(locale), Msg::ToggleRail).truth("aria-pressed", shot.rail_open);
    let brand =
        link(send, "#/".to_owned()).class("brand").attr("aria-label", "Synod").child(mark()).child(el("span").text("Synod"));
    let languages = el("div")
        .class("languages")
        .attr("role", "group")
        .attr("aria-label", words::LANGUAGE.get(locale))
        .each(Locale::ALL.into_iter().map(|one| language(one, locale, send)));
    el("header")
        .class("header")
        .child(el("span").class("rail-toggle").child(course))
        .child(brand)
        .maybe(crumb(shot))
        .child(el("div").class("spacer"))
        .child(languages)
        .child(icon_button(send, Icon::Theme, words::THEME.get(locale), Msg::OtherTheme))
        .child(icon_button(send, Icon::Help, words::HELP.get(locale), Msg::Sheet(Sheet::Help)))
        .child(word_button(send, Some(Icon::Share), words::SHARE.get(locale), Msg::Sheet(Sheet::Share)))
        .child(word_button(send, Some(Icon::Present), words::PRESENT.get(locale), Msg::TogglePresent))
}

fn language(one: Locale, now: Locale, send: &Send) -> Element {
    let (short, lang) = one.pick(("EN", "en"), ("中文", "zh"));
    button(send, "button", Msg::Locale(one))
        .key(lang)
        .class_if(one == now, "on")
        .attr("lang", lang)
        .truth("aria-pressed", one == now)
        .text(short)
}

fn crumb(shot: &Shot) -> Option<Element> {
    let exhibit = shot.pane()?.exhibit;
    let part = COURSE.iter().find(|part| part.topics.iter().any(|topic| topic.name == exhibit.name()));
    let part = part.map(|part| el("span").class("part").text(part.title.get(shot.locale)).text(" › "));
    let title = el("h1").text(exhibit.title().get(shot.locale));
    Some(el("div").class("crumb").maybe(part).child(title))
}

/// Three members of a synod round a table.
fn mark() -> Element {
    let round = |x: &'static str, y: &'static str, radius: &'static str, fill: &'static str| {
        el("circle").attr("cx", x).attr("cy", y).attr("r", radius).attr("fill", fill)
    };
    let table = round("13", "13", "11.5", "none").attr("stroke", "currentColor").attr("stroke-width", "1.6");
    el("svg")
        .attr("width", "26")
        .attr("height", "26")
        .attr("viewBox", "0 0 26 26")
        .attr("aria-hidden", "true")
        .child(table)
        .child(round("13", "4.2", "3.2", "#0072b2"))
        .child(round("5.4", "17.4", "3.2", "#009e73"))
        .child(round("20.6", "17.4", "3.2", "#e69f00"))
}
