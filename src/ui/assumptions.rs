//! The assumptions as chips: an act outside them is not refused, the chip turns red.

use yew::prelude::*;

use super::icons::{Icon, icon};
use super::line::{linked, plain};
use super::press::{Send, on};
use crate::app::{Chip, Msg, Shot};
use crate::exhibit::Assumption;
use crate::text::words;

/// The assumptions with the meaning of the one that is asked for.
pub(super) fn assumptions(shot: &Shot, send: &Send) -> Html {
    let Some(pane) = shot.pane() else { return Html::default() };
    if pane.assumptions.is_empty() {
        return Html::default();
    }
    html! {
        <section aria-labelledby="assumptions-head">
            <h2 id="assumptions-head">{ words::ASSUMPTIONS.get(shot.locale) }</h2>
            <div class="chips">{ for pane.assumptions.iter().enumerate().map(|(index, one)| chip(index, one, shot, send)) }</div>
            if let Some(Chip::Assumption(index)) = shot.chip {
                if let Some(one) = pane.assumptions.get(index) { <p class="because">{ linked(&one.because, send) }</p> }
            }
        </section>
    }
}

fn chip(index: usize, one: &Assumption, shot: &Shot, send: &Send) -> Html {
    let chip = Chip::Assumption(index);
    let shown = shot.chip == Some(chip);
    let (class, words) = if one.left { ("left", words::OUTSIDE) } else { ("kept", words::ASSUMED) };
    html! {
        <button key={index} type="button" class={classes!("chip", class, shown.then_some("shown"))} aria-expanded={shown.to_string()}
            title={one.because.to_string()} onclick={on(send, Msg::Chip(chip))}>
            if one.left { { icon(Icon::Cross) } }
            <span>
                { plain(&one.title) }
                <span class={(!one.left).then_some("visually-hidden")}>{ shot.locale.pick(": ", "：") }{ words.get(shot.locale) }</span>
            </span>
        </button>
    }
}
