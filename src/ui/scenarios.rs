//! The row of scenarios with the summary, the scenario's sentence, and the guards that are taken away.

use web_sys::{Event, HtmlSelectElement};
use yew::TargetCast;

use super::element::{Element, el, group};
use super::icons::{Icon, icon};
use super::line::plain;
use super::press::{Send, button, link};
use crate::app::{Msg, PaneShot, Sheet, Shot};
use crate::exhibit::{GuardSpec, ScenarioGroup, ScenarioSpec};
use crate::text::{Both, Locale, words};

/// The row of scenarios.
pub(super) fn scenarios(shot: &Shot, send: &Send) -> Option<Element> {
    let pane = shot.pane()?;
    let mut last = None;
    let items = pane.exhibit.scenarios().iter().map(|scenario| {
        let begins = last.replace(scenario.group) != Some(scenario.group);
        one(scenario, begins, pane, shot.locale, send)
    });
    let row = el("nav").class("scenarios").attr("aria-label", words::SCENARIOS.get(shot.locale)).each(items);
    let summary = el("div").class("summary").child(plain(&pane.scene.summary));
    Some(el("div").class("scenario-row").child(row).child(all(shot, pane, send)).child(summary))
}

fn one(scenario: &ScenarioSpec, begins: bool, pane: &PaneShot, locale: Locale, send: &Send) -> Element {
    let current = pane.scenario.is_some_and(|now| now.name == scenario.name);
    let title = title(scenario.group);
    let rule = || el("span").key(title.en).class("rule-off").text(title.get(locale));
    let link = link(send, address(pane, scenario.name))
        .key(scenario.name)
        .class("button")
        .class_if(current, "on")
        .attr("title", scenario.intro.get(locale))
        .attr_if(current, "aria-current", "true")
        .text(scenario.title.get(locale));
    group().maybe((begins && scenario.group != ScenarioGroup::Lesson).then(rule)).child(link)
}

fn address(pane: &PaneShot, scenario: &str) -> String {
    ["#/", pane.exhibit.name(), "/", scenario].concat()
}

/// Every scenario as a list: the row shows but a few of them at a time.
fn all(shot: &Shot, pane: &PaneShot, send: &Send) -> Element {
    let (exhibit, locale, send) = (pane.exhibit, shot.locale, send.clone());
    let name = words::fill(words::ALL_SCENARIOS, locale, &[&exhibit.scenarios().len()]);
    let chosen = move |event: &Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        let scenario = select.value();
        // The list always shows its own name; where one is stands in the row.
        select.set_selected_index(0);
        send.emit(Msg::Go(["#/", exhibit.name(), "/", &scenario].concat()));
    };
    let head = el("option").flag(true, "selected").flag(true, "disabled").flag(true, "hidden").attr("value", "").text(&name);
    el("select")
        .class("button all-scenarios")
        .set("aria-label", name)
        .on("change", chosen)
        .child(head)
        .maybe(part(ScenarioGroup::Lesson, pane, locale))
        .maybe(part(ScenarioGroup::Schedule, pane, locale))
        .maybe(part(ScenarioGroup::Guard, pane, locale))
}

#[inline(never)]
fn part(part: ScenarioGroup, pane: &PaneShot, locale: Locale) -> Option<Element> {
    let mut inside = pane.exhibit.scenarios().iter().filter(|one| one.group == part).peekable();
    inside.peek()?;
    let option = |one: &ScenarioSpec| el("option").key(one.name).attr("value", one.name).text(one.title.get(locale));
    Some(el("optgroup").key(title(part).en).attr("label", title(part).get(locale)).each(inside.map(option)))
}

fn title(group: ScenarioGroup) -> Both {
    match group {
        ScenarioGroup::Lesson => words::LESSON,
        ScenarioGroup::Schedule => words::SCHEDULES,
        ScenarioGroup::Guard => words::WITHOUT_GUARD,
    }
}

/// The scenario's sentence; red chips for the guards that are taken away, which are never hidden.
pub(super) fn intro(shot: &Shot, send: &Send) -> Option<Element> {
    let pane = shot.pane()?;
    let sentence = (!pane.intro.is_empty()).then(|| el("p").text(&pane.intro));
    Some(el("div").class("intro").maybe(sentence).child(guards(&pane.without, shot.locale, send)))
}

/// The guards that are taken away as red chips.
#[inline(never)]
pub(super) fn guards(without: &[&'static GuardSpec], locale: Locale, send: &Send) -> Element {
    let chip = |guard: &&'static GuardSpec| {
        button(send, "chip left", Msg::Sheet(Sheet::Settings))
            .key(guard.name)
            .attr("title", guard.title.get(locale))
            .child(icon(Icon::Cross))
            .text(&words::fill(words::WITHOUT, locale, &[&guard.without.get(locale)]))
    };
    group().each(without.iter().map(chip))
}
