//! The settings of a run: knobs, seed, guards. A change makes a new run; undo returns to the old one.

use yew::prelude::*;

use super::help::sheet;
use super::icons::{Icon, icon};
use super::press::{Send, on};
use crate::app::{Draft, Msg, PaneShot, Shot};
use crate::exhibit::{Exhibit, GuardSpec, KnobError, KnobKind, KnobSpec};
use crate::text::{Both, Locale, words};

/// The dialog of settings.
pub(super) fn knobs(shot: &Shot, send: &Send) -> Html {
    let (Some(pane), Some(draft)) = (shot.pane(), &shot.draft) else { return Html::default() };
    let submit = send.reform(|event: SubmitEvent| {
        event.prevent_default();
        Msg::Apply
    });
    let body = html! {
        <form onsubmit={submit} novalidate=true>
            { for pane.exhibit.knobs().iter().map(|spec| knob(spec, draft, shot.locale, send)) }
            { seed(draft, shot.locale, send) }
            { guards(pane, draft, shot.locale, send) }
            <div class="buttons">
                <button type="submit" class="button primary">{ words::APPLY.get(shot.locale) }</button>
            </div>
        </form>
    };
    sheet(shot, send, words::SETTINGS, body)
}

fn knob(spec: &'static KnobSpec, draft: &Draft, locale: Locale, send: &Send) -> Html {
    let text = draft.knobs.iter().find(|(name, _)| *name == spec.name).map_or("", |(_, text)| text.as_str());
    let id = ["knob-", spec.name].concat();
    let change = send.reform(|text: String| Msg::Knob(spec.name, text));
    let field = match spec.kind {
        KnobKind::Switch { .. } => {
            let checked = text == "on";
            let onchange = change.reform(move |_: Event| if checked { "off" } else { "on" }.to_owned());
            html! { <input id={id.clone()} type="checkbox" {checked} {onchange} /> }
        }
        KnobKind::Choice(choices) => choice(&id, choices, text, locale, &change),
        KnobKind::Number { .. } => input(&id, text, "numeric", &change),
        KnobKind::Words { .. } => input(&id, text, "text", &change),
    };
    let wrong = draft.errors.iter().find(|error| is_about(error, spec.name));
    html! {
        <div key={spec.name} class={classes!("field", matches!(spec.kind, KnobKind::Switch { .. }).then_some("switch"))}>
            <label for={id}>{ spec.title.get(locale) }{ limits(spec.kind) }</label>
            { field }
            <small class="help">{ spec.help.get(locale) }</small>
            if let Some(error) = wrong { <small class="error">{ error.tell(locale) }</small> }
        </div>
    }
}

fn is_about(error: &KnobError, knob: &str) -> bool {
    match error {
        KnobError::Unknown { name, .. } => name == knob,
        KnobError::Malformed { name, .. } => *name == knob,
    }
}

/// The limits of a number, told before anybody meets them.
fn limits(kind: KnobKind) -> Html {
    match kind {
        KnobKind::Number { min, max, .. } => html! { <span class="limits">{ min }{ "–" }{ max }</span> },
        KnobKind::Switch { .. } | KnobKind::Choice(_) | KnobKind::Words { .. } => Html::default(),
    }
}

fn input(id: &str, text: &str, mode: &'static str, change: &Callback<String>) -> Html {
    let oninput = change.reform(|event: InputEvent| event.target_unchecked_into::<web_sys::HtmlInputElement>().value());
    html! { <input id={id.to_owned()} type="text" inputmode={mode} autocomplete="off" spellcheck="false" value={text.to_owned()} {oninput} /> }
}

fn choice(id: &str, choices: &'static [(&'static str, Both)], text: &str, locale: Locale, change: &Callback<String>) -> Html {
    let onchange = change.reform(|event: Event| event.target_unchecked_into::<web_sys::HtmlSelectElement>().value());
    let option = |(word, title): &(&'static str, Both)| {
        html! { <option key={*word} value={*word} selected={*word == text}>{ title.get(locale) }</option> }
    };
    html! { <select id={id.to_owned()} {onchange}>{ for choices.iter().map(option) }</select> }
}

fn seed(draft: &Draft, locale: Locale, send: &Send) -> Html {
    html! {
        <div class="field">
            <label for="knob-seed">{ words::SEED.get(locale) }</label>
            <div class="snippet">
                { input("knob-seed", &draft.seed, "numeric", &send.reform(Msg::Seed)) }
                <button type="button" class="button" title={words::FRESH_SEED.get(locale)} onclick={on(send, Msg::Dice)}>
                    { icon(Icon::Dice) }<span class="word">{ words::FRESH_SEED.get(locale) }</span>
                </button>
            </div>
            <small class="help">{ words::SEED_HELP.get(locale) }</small>
            if draft.seed_bad { <small class="error">{ words::SEED_BAD.get(locale) }</small> }
        </div>
    }
}

fn guards(pane: &PaneShot, draft: &Draft, locale: Locale, send: &Send) -> Html {
    let exhibit: &dyn Exhibit = pane.exhibit;
    let guard = |guard: &'static GuardSpec| {
        let gone = draft.without.contains(&guard.name);
        let id = ["guard-", guard.name].concat();
        let onchange = send.reform(|_: Event| Msg::Guard(guard.name));
        html! {
            <div key={guard.name} class={classes!("field", "switch", gone.then_some("gone"))}>
                <input id={id.clone()} type="checkbox" checked={!gone} {onchange} />
                <label for={id}>{ guard.title.get(locale) }</label>
                if gone { <small class="error">{ words::fill(words::WITHOUT_IT, locale, &[&guard.without.get(locale)]) }</small> }
            </div>
        }
    };
    html! {
        if !exhibit.guards().is_empty() {
            <fieldset>
                <legend>{ words::GUARDS.get(locale) }</legend>
                { for exhibit.guards().iter().map(guard) }
            </fieldset>
        }
    }
}
