//! The row of scenarios with the summary, the scenario's sentence, and the guards that are taken away.

use yew::prelude::*;

use super::icons::{Icon, icon};
use super::line::plain;
use super::press::{Send, go, on};
use crate::app::{Msg, PaneShot, Sheet, Shot};
use crate::exhibit::{GuardSpec, ScenarioGroup, ScenarioSpec};
use crate::text::{Both, Locale, words};

/// The row of scenarios.
pub(super) fn scenarios(shot: &Shot, send: &Send) -> Html {
    let Some(pane) = shot.pane() else { return Html::default() };
    let mut last = None;
    let items = pane.exhibit.scenarios().iter().map(|scenario| {
        let begins = last.replace(scenario.group) != Some(scenario.group);
        one(scenario, begins, pane, shot.locale, send)
    });
    html! {
        <div class="scenario-row">
            <nav class="scenarios" aria-label={words::SCENARIOS.get(shot.locale)}>{ for items }</nav>
            { all(shot, pane, send) }
            <div class="summary">{ plain(&pane.scene.summary) }</div>
        </div>
    }
}

fn one(scenario: &ScenarioSpec, begins: bool, pane: &PaneShot, locale: Locale, send: &Send) -> Html {
    let current = pane.scenario.is_some_and(|now| now.name == scenario.name);
    let href = ["#/", pane.exhibit.name(), "/", scenario.name].concat();
    let onclick = go(send, &href);
    let class = classes!("button", current.then_some("on"));
    html! {
        <>
            if begins && scenario.group != ScenarioGroup::Lesson {
                <span key={group(scenario.group).en} class="rule-off">{ group(scenario.group).get(locale) }</span>
            }
            <a key={scenario.name} {class} {href} {onclick} title={scenario.intro.get(locale)}
                aria-current={current.then_some("true")}>{ scenario.title.get(locale) }</a>
        </>
    }
}

/// Every scenario as a list: the row shows but a few of them at a time.
fn all(shot: &Shot, pane: &PaneShot, send: &Send) -> Html {
    let (exhibit, locale) = (pane.exhibit, shot.locale);
    let name = words::fill(words::ALL_SCENARIOS, locale, &[&exhibit.scenarios().len()]);
    let chosen = send.reform(move |event: Event| {
        let select: web_sys::HtmlSelectElement = event.target_unchecked_into();
        let scenario = select.value();
        // The list always shows its own name; where one is stands in the row.
        select.set_selected_index(0);
        Msg::Go(["#/", exhibit.name(), "/", &scenario].concat())
    });
    let option = |one: &&ScenarioSpec| html! { <option key={one.name} value={one.name}>{ one.title.get(locale) }</option> };
    let part = |part: ScenarioGroup| {
        let mut inside = exhibit.scenarios().iter().filter(move |one| one.group == part).peekable();
        html! {
            if inside.peek().is_some() {
                <optgroup key={group(part).en} label={group(part).get(locale)}>{ for inside.map(|one| option(&one)) }</optgroup>
            }
        }
    };
    html! {
        <select class="button all-scenarios" aria-label={name.clone()} onchange={chosen}>
            <option selected=true disabled=true hidden=true value="">{ name }</option>
            { for [ScenarioGroup::Lesson, ScenarioGroup::Schedule, ScenarioGroup::Guard].map(part) }
        </select>
    }
}

fn group(group: ScenarioGroup) -> Both {
    match group {
        ScenarioGroup::Lesson => words::LESSON,
        ScenarioGroup::Schedule => words::SCHEDULES,
        ScenarioGroup::Guard => words::WITHOUT_GUARD,
    }
}

/// The scenario's sentence; red chips for the guards that are taken away, which are never hidden.
pub(super) fn intro(shot: &Shot, send: &Send) -> Html {
    let Some(pane) = shot.pane() else { return Html::default() };
    html! {
        <div class="intro">
            if !pane.intro.is_empty() { <p>{ &pane.intro }</p> }
            { guards(&pane.without, shot.locale, send) }
        </div>
    }
}

/// The guards that are taken away as red chips.
pub(super) fn guards(without: &[&'static GuardSpec], locale: Locale, send: &Send) -> Html {
    let chip = |guard: &&'static GuardSpec| {
        html! {
            <button key={guard.name} type="button" class="chip left" title={guard.title.get(locale)}
                onclick={on(send, Msg::Sheet(Sheet::Settings))}>
                { icon(Icon::Cross) }{ words::fill(words::WITHOUT, locale, &[&guard.without.get(locale)]) }
            </button>
        }
    };
    without.iter().map(chip).collect()
}
