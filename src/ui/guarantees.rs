//! The guarantees as chips; a click says why, and where one was broken.

use yew::prelude::*;

use super::icons::{Icon, icon};
use super::line::{linked, plain};
use super::press::{Send, on};
use crate::app::{Chip, Msg, PaneShot, Shot};
use crate::exhibit::{Guarantee, Verdict};
use crate::text::{Both, words};

/// The guarantees with the reason of the one that is asked for.
pub(super) fn guarantees(shot: &Shot, send: &Send) -> Html {
    let Some(pane) = shot.pane() else { return Html::default() };
    html! {
        <section aria-labelledby="guarantees-head">
            <h2 id="guarantees-head">{ words::GUARANTEES.get(shot.locale) }</h2>
            <div class="chips">{ chips(shot, pane, send) }</div>
            if let Some(Chip::Guarantee(index)) = shot.chip {
                if let Some(one) = pane.guarantees.get(index) { { because(one, shot, send) } }
            }
        </section>
    }
}

/// The chips alone.
pub(super) fn chips(shot: &Shot, pane: &PaneShot, send: &Send) -> Html {
    pane.guarantees.iter().enumerate().map(|(index, one)| chip(index, one, shot, send)).collect()
}

fn chip(index: usize, one: &Guarantee, shot: &Shot, send: &Send) -> Html {
    let (class, picture, verdict) = look(one.verdict);
    let chip = Chip::Guarantee(index);
    let shown = shot.chip == Some(chip);
    html! {
        <button key={one.name} type="button" class={classes!("chip", class, shown.then_some("shown"))} data-check={one.name}
            aria-expanded={shown.to_string()} title={one.because.to_string()} onclick={on(send, Msg::Chip(chip))}>
            { icon(picture) }
            <span>
                { plain(&one.title) }
                <span class={(one.verdict == Verdict::Holds).then_some("visually-hidden")}>
                    { shot.locale.pick(": ", "：") }{ verdict.get(shot.locale) }
                </span>
            </span>
        </button>
    }
}

fn look(verdict: Verdict) -> (&'static str, Icon, Both) {
    match verdict {
        Verdict::Holds => ("holds", Icon::Check, words::HOLDS),
        Verdict::Open => ("open", Icon::Open, words::NOT_YET),
        Verdict::Broken => ("broken", Icon::Cross, words::BROKEN),
    }
}

fn because(one: &Guarantee, shot: &Shot, send: &Send) -> Html {
    html! {
        <p class="because">
            { linked(&one.because, send) }
            if let Some(since) = one.since {
                { " " }
                <button type="button" class="text-link" onclick={on(send, Msg::Seek(since))}>
                    { words::fill(words::SINCE_FRAME, shot.locale, &[&since]) }
                </button>
            }
        </p>
    }
}
