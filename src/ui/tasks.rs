//! Challenges: the list of them, and the one that is under way with its verdict. The page judges; nobody says "done".

use super::element::{Element, el, group};
use super::icons::{Icon, icon};
use super::line::linked;
use super::press::{Send, button};
use super::side::section;
use crate::app::{Msg, Shot, Task};
use crate::exhibit::{Attempt, AttemptVerdict, ChallengeSpec};
use crate::text::{Both, words};

/// The challenge under way: it stands where it is seen while the run is changed.
#[inline(never)]
pub(super) fn now(shot: &Shot, send: &Send) -> Option<Element> {
    let task = shot.tasks.trying.as_ref()?;
    let (spec, locale) = (spec(shot, task)?, shot.locale);
    let inside = el("div")
        .class("tasks")
        .attr("tabindex", "-1")
        .attr("data-task", spec.name)
        .child(el("b").text(spec.title.get(locale)))
        .child(el("p").class("what").text(spec.task.get(locale)))
        .maybe(answers(shot, task, spec, send))
        .child(verdict(shot, &task.attempt, send))
        .child(button(send, "button", Msg::ToggleTry).text(words::LEAVE_TASK.get(locale)));
    Some(section("task-head", words::TASK.get(locale)).child(inside))
}

fn spec(shot: &Shot, task: &Task) -> Option<&'static ChallengeSpec> {
    shot.pane()?.exhibit.challenges().get(task.index)
}

#[inline(never)]
fn answers(shot: &Shot, task: &Task, spec: &ChallengeSpec, send: &Send) -> Option<Element> {
    let all = spec.kind.answers();
    let one = |(name, words): &(&'static str, Both)| {
        let given = task.answer == Some(*name);
        button(send, "button", Msg::Answer(name))
            .key(name)
            .class_if(given, "on")
            .attr("data-answer", name)
            .truth("aria-pressed", given)
            .text(words.get(shot.locale))
    };
    let buttons = || {
        let group = el("div").class("answers").attr("role", "group").attr("aria-label", words::ANSWERS.get(shot.locale));
        group.each(all.iter().map(one))
    };
    (!all.is_empty()).then(buttons)
}

#[inline(never)]
fn verdict(shot: &Shot, attempt: &Attempt, send: &Send) -> Element {
    let (class, picture, words) = look(attempt.verdict);
    let chip = el("span").class("chip").class(class).child(icon(picture)).text(words.get(shot.locale));
    group().child(chip).child(el("p").class("because").child(linked(&attempt.because, send)))
}

fn look(verdict: AttemptVerdict) -> (&'static str, Icon, Both) {
    match verdict {
        AttemptVerdict::Solved => ("holds", Icon::Check, words::TASK_SOLVED),
        AttemptVerdict::Open => ("open", Icon::Open, words::TASK_OPEN),
        AttemptVerdict::Failed => ("broken", Icon::Cross, words::TASK_FAILED),
    }
}

/// Every challenge of the exhibit, while none is under way.
#[inline(never)]
pub(super) fn list(shot: &Shot, send: &Send) -> Option<Element> {
    let all = shot.pane()?.exhibit.challenges();
    if all.is_empty() || shot.tasks.trying.is_some() {
        return None;
    }
    let list = el("div").class("tasks").attr("tabindex", "-1").each(all.iter().map(|spec| entry(spec, shot, send)));
    Some(section("try-head", words::TRY_THIS.get(shot.locale)).child(list))
}

fn entry(spec: &'static ChallengeSpec, shot: &Shot, send: &Send) -> Element {
    let (locale, solved) = (shot.locale, shot.tasks.solved.contains(&spec.name));
    let (class, picture, state) =
        if solved { ("chip holds", Icon::Check, words::TASK_SOLVED) } else { ("chip open", Icon::Open, words::TASK_NEW) };
    let start = button(send, "button", Msg::Try(spec.name))
        .set("aria-label", words::fill(words::TRY_IT, locale, &[&spec.title.get(locale)]))
        .text(words::START.get(locale));
    let state = el("span").class(class).child(icon(picture)).text(state.get(locale));
    el("div")
        .key(spec.name)
        .class("task")
        .attr("data-task", spec.name)
        .child(el("b").text(spec.title.get(locale)))
        .child(el("p").text(spec.task.get(locale)))
        .child(el("div").class("task-foot").child(state).child(start))
}

/// The task in one line, where there is no room for more: in a frame, on a slide, before a back row.
#[inline(never)]
pub(super) fn line(shot: &Shot) -> Option<Element> {
    let task = shot.tasks.trying.as_ref()?;
    let (_, picture, state) = look(task.attempt.verdict);
    let state = el("span").class("visually-hidden").text(state.get(shot.locale)).text(shot.locale.pick(". ", "。"));
    let words = el("span").child(state).text(spec(shot, task)?.task.get(shot.locale));
    Some(el("div").class("task-line").child(icon(picture)).child(words))
}
