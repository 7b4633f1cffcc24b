//! The settings of a run: knobs, seed, guards. A change makes a new run; undo returns to the old one.

use gloo_timers::callback::Timeout;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};
use yew::{Callback, TargetCast};

use super::element::{Element, el};
use super::help::sheet;
use super::icons::{Icon, icon};
use super::press::{Send, button, word_button};
use super::surroundings::focus_first;
use crate::app::{Draft, Msg, PaneShot, Shot};
use crate::exhibit::knobs::unlisted;
use crate::exhibit::{Exhibit, GuardSpec, KnobError, KnobKind, KnobSpec};
use crate::text::{Both, Locale, words};

/// The dialog of settings.
#[inline(never)]
pub(super) fn knobs(shot: &Shot, send: &Send) -> Option<Element> {
    let (pane, draft) = (shot.pane()?, shot.draft.as_ref()?);
    let wish = send.clone();
    let submit = move |event: &Event| {
        event.prevent_default();
        wish.emit(Msg::Apply);
    };
    let apply = el("button").attr("type", "submit").class("button primary").text(words::APPLY.get(shot.locale));
    let form = el("form")
        .flag(true, "novalidate")
        .on("submit", submit)
        .each(pane.exhibit.knobs().iter().map(|spec| knob(spec, draft, (pane.exhibit, shot.locale), send)))
        .maybe(pane.exhibit.has_chance().then(|| seed(draft, shot.locale, send)))
        .maybe(guards(pane, draft, shot.locale, send))
        .child(el("div").class("buttons").child(apply));
    Some(sheet(shot, send, words::SETTINGS, form))
}

/// A list of more bytes than this is not shown.
const AREA_BYTES_MAX: usize = 100_000;
/// A list of more words than this has a field of several lines.
const LINE_WORDS_MAX: usize = 8;

fn knob(spec: &'static KnobSpec, draft: &Draft, (exhibit, locale): (&'static dyn Exhibit, Locale), send: &Send) -> Element {
    let written = draft.knobs.iter().find(|(name, _)| *name == spec.name).map(|(_, written)| written);
    let (text, count) = written.map_or(("", 0), |written| (&*written.text, written.words));
    let id = ["knob-", spec.name].concat();
    let change = send.reform(|text: String| Msg::Knob(spec.name, text));
    let field = match spec.kind {
        KnobKind::Switch { .. } => {
            let on = text == "on";
            tick(on, move || change.emit(if on { "off" } else { "on" }.to_owned()))
        }
        KnobKind::Choice(choices) => choice(choices, text, locale, change),
        KnobKind::Number { .. } => input(text, "numeric", change),
        KnobKind::Words { max, .. } if max > LINE_WORDS_MAX => area(spec, (text, count), change.clone(), locale),
        KnobKind::Words { .. } | KnobKind::Node { .. } | KnobKind::Plot(_) => input(text, "text", change),
    };
    let editor = match spec.kind {
        KnobKind::Plot(words) => {
            draft.says(exhibit, spec.name).map(|says| super::plot::plot(spec.name, words, &says, locale, send))
        }
        KnobKind::Words { max, .. } if max > LINE_WORDS_MAX => Some(
            word_button(send, None, words::IMPORT.get(locale), Msg::PickList(spec.name))
                .set("aria-label", of(words::IMPORT, spec, locale)),
        ),
        KnobKind::Number { .. }
        | KnobKind::Switch { .. }
        | KnobKind::Choice(_)
        | KnobKind::Words { .. }
        | KnobKind::Node { .. } => None,
    };
    let label = el("label").set("for", id.clone()).text(spec.title.get(locale)).maybe(limits(spec.kind));
    let wrong = draft.errors.iter().find(|error| is_about(error, spec.name));
    el("div")
        .key(spec.name)
        .class("field")
        .class_if(matches!(spec.kind, KnobKind::Switch { .. }), "switch")
        .child(label)
        .child(field.set("id", id))
        .maybe(editor)
        .child(el("small").class("help").text(spec.help.get(locale)))
        .maybe(wrong.map(|wrong| error(&wrong.tell(locale))))
}

fn is_about(error: &KnobError, knob: &str) -> bool {
    match error {
        KnobError::Unknown { name, .. } => name == knob,
        KnobError::Malformed { name, .. } => *name == knob,
    }
}

/// The limits of a number, told before anybody meets them.
fn limits(kind: KnobKind) -> Option<Element> {
    match kind {
        KnobKind::Number { min, max, .. } => {
            Some(el("span").class("limits").text(&min.to_string()).text("–").text(&max.to_string()))
        }
        KnobKind::Node { letter, max } => {
            Some(el("span").class("limits").text(&format!("{letter}0")).text("–").text(&format!("{letter}{max}")))
        }
        KnobKind::Switch { .. } | KnobKind::Choice(_) | KnobKind::Words { .. } | KnobKind::Plot(_) => None,
    }
}

fn error(words: &str) -> Element {
    el("small").class("error").text(words)
}

fn tick(on: bool, turn: impl Fn() + 'static) -> Element {
    el("input").attr("type", "checkbox").checked(on).on("change", move |_: &Event| turn())
}

fn input(text: &str, mode: &'static str, change: Callback<String>) -> Element {
    let typed = move |event: &Event| change.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    el("input")
        .attr("type", "text")
        .attr("inputmode", mode)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .value(text)
        .on("input", typed)
}

/// A list that may be pasted, one a line. A long one is not shown: a field of a million lines would hold the page up.
fn area(spec: &'static KnobSpec, (text, count): (&str, usize), change: Callback<String>, locale: Locale) -> Element {
    if text.len() > AREA_BYTES_MAX {
        let first: Vec<&str> = unlisted(text).take(3).collect();
        let first = first.join(locale.pick(", ", "、"));
        let told = words::fill(words::LONG_LIST, locale, &[&count, &first]);
        let drop = el("button").attr("type", "button").class("button").text(words::EMPTY_LIST.get(locale));
        let emptied = move |_: &Event| {
            change.emit(String::new());
            // The field is there again once this has been drawn.
            Timeout::new(0, move || _ = focus_first(&["#knob-", spec.name].concat())).forget();
        };
        let drop = drop.set("aria-label", of(words::EMPTY_LIST, spec, locale)).on("click", emptied);
        let list = el("div").class("long-list").attr("role", "group").attr("aria-label", spec.title.get(locale));
        return list.child(el("span").text(&told)).child(drop);
    }
    // What an element has in common with a field of one line is its value.
    let typed = move |event: &Event| change.emit(event.target_unchecked_into::<HtmlInputElement>().value());
    el("textarea").attr("rows", "2").attr("autocomplete", "off").attr("spellcheck", "false").value(text).on("input", typed)
}

/// What a button does, and to which knob, for those who hear it.
fn of(what: Both, spec: &KnobSpec, locale: Locale) -> String {
    [spec.title.get(locale), locale.pick(": ", "："), what.get(locale)].concat()
}

fn choice(choices: &'static [(&'static str, Both)], text: &str, locale: Locale, change: Callback<String>) -> Element {
    let chosen = move |event: &Event| change.emit(event.target_unchecked_into::<HtmlSelectElement>().value());
    let option = |(word, title): &(&'static str, Both)| {
        el("option").key(word).attr("value", word).flag(*word == text, "selected").text(title.get(locale))
    };
    el("select").on("change", chosen).each(choices.iter().map(option))
}

fn seed(draft: &Draft, locale: Locale, send: &Send) -> Element {
    let fresh = words::FRESH_SEED.get(locale);
    let dice = button(send, "button", Msg::Dice)
        .attr("title", fresh)
        .child(icon(Icon::Dice))
        .child(el("span").class("word").text(fresh));
    let field = input(&draft.seed, "numeric", send.reform(Msg::Seed)).attr("id", "knob-seed");
    el("div")
        .class("field")
        .child(el("label").attr("for", "knob-seed").text(words::SEED.get(locale)))
        .child(el("div").class("snippet").child(field).child(dice))
        .child(el("small").class("help").text(words::SEED_HELP.get(locale)))
        .maybe(draft.seed_bad.then(|| error(words::SEED_BAD.get(locale))))
}

fn guards(pane: &PaneShot, draft: &Draft, locale: Locale, send: &Send) -> Option<Element> {
    let all = pane.exhibit.guards();
    if all.is_empty() {
        return None;
    }
    let legend = el("legend").text(words::GUARDS.get(locale));
    Some(el("fieldset").child(legend).each(all.iter().map(|one| guard(one, draft, locale, send))))
}

fn guard(guard: &'static GuardSpec, draft: &Draft, locale: Locale, send: &Send) -> Element {
    let gone = draft.without.contains(&guard.name);
    let id = ["guard-", guard.name].concat();
    let send = send.clone();
    let warning = || error(&words::fill(words::WITHOUT_IT, locale, &[&guard.without.get(locale)]));
    el("div")
        .key(guard.name)
        .class("field switch")
        .class_if(gone, "gone")
        .child(tick(!gone, move || send.emit(Msg::Guard(guard.name))).set("id", id.clone()))
        .child(el("label").set("for", id).text(guard.title.get(locale)))
        .maybe(gone.then(warning))
}
