//! The transport: steps, play, speed, grain, where the run is; under it the space-time diagram.

use yew::prelude::*;

use super::diagram::DiagramView;
use super::icons::{Icon, icon};
use super::line::plain;
use super::press::{Send, icon_button, icon_toggle, on};
use crate::app::{Chrome, Msg, PaneShot, Sheet, Shot, Speed};
use crate::exhibit::Grain;
use crate::text::{Both, words};

/// Everything about time.
pub(super) fn time(shot: &Shot, send: &Send) -> Html {
    let Some(pane) = shot.pane() else { return Html::default() };
    let full = shot.chrome == Chrome::Full && !shot.presenting;
    html! {
        <section class="time" aria-label={words::TIME.get(shot.locale)}>
            <div class="transport" role="toolbar" aria-label={words::TRANSPORT.get(shot.locale)}>
                { steps(shot, pane, send) }
                if full {
                    <span class="tools-toggle">
                        { icon_toggle(send, Icon::More, words::TOOLS.get(shot.locale), Msg::ToggleTools, Some(shot.tools_open), false) }
                    </span>
                    <div class="tools">
                        { speed(shot, send) }
                        { grain(shot, send) }
                        { runs(shot, pane, send) }
                    </div>
                }
                { count(shot, pane) }
            </div>
            if full {
                <DiagramView diagram={pane.diagram.clone()} cursor={pane.cursor} extent={pane.extent} locale={shot.locale}
                    on_seek={send.reform(Msg::Seek)} on_pick={send.reform(Msg::Show)} />
            }
        </section>
    }
}

fn steps(shot: &Shot, pane: &PaneShot, send: &Send) -> Html {
    let locale = shot.locale;
    let at_start = pane.cursor == 0;
    let (play, words) = if shot.playing { (Icon::Pause, words::PAUSE) } else { (Icon::Play, words::PLAY) };
    html! {
        <>
            { icon_toggle(send, Icon::ToStart, words::TO_START.get(locale), Msg::ToStart, None, at_start) }
            { icon_toggle(send, Icon::Back, words::BACK.get(locale), Msg::Back, None, at_start) }
            <button type="button" class="icon-button play" title={words.get(locale)} aria-label={words.get(locale)}
                onclick={on(send, Msg::TogglePlay)}>{ icon(play) }</button>
            { icon_button(send, Icon::Forward, words::FORWARD.get(locale), Msg::Forward) }
            { icon_button(send, Icon::NextPhase, words::NEXT_PHASE.get(locale), Msg::NextPhase) }
            { icon_button(send, Icon::ToEnd, words::TO_END.get(locale), Msg::ToEnd) }
        </>
    }
}

fn count(shot: &Shot, pane: &PaneShot) -> Html {
    let template = if pane.extent.end.is_some() { words::FRAME_OF } else { words::FRAME_OF_OPEN };
    html! {
        <div class="count">
            <span>{ words::fill(template, shot.locale, &[&pane.cursor, &pane.extent.last]) }</span>
            <span class="phase-name">{ plain(&pane.scene.phase) }</span>
        </div>
    }
}

fn speed(shot: &Shot, send: &Send) -> Html {
    let options = Speed::ALL.map(|speed| (speed.label(), speed == shot.speed));
    let chosen = send.reform(|index: usize| Msg::Speed(Speed::ALL.get(index).copied().unwrap_or_default()));
    select("speed", words::SPEED.get(shot.locale), &options, chosen)
}

fn grain(shot: &Shot, send: &Send) -> Html {
    const GRAINS: [(Grain, Both); 3] =
        [(Grain::Phase, words::GRAIN_PHASE), (Grain::Frame, words::GRAIN_FRAME), (Grain::Event, words::GRAIN_EVENT)];
    let options = GRAINS.map(|(grain, words)| (words.get(shot.locale), grain == shot.grain));
    let chosen = send.reform(|index: usize| Msg::Grain(GRAINS.get(index).map_or(Grain::Frame, |(grain, _)| *grain)));
    select("grain", words::GRAIN.get(shot.locale), &options, chosen)
}

/// A list to choose one of.
fn select(class: &'static str, name: &'static str, options: &[(&'static str, bool)], chosen: Callback<usize>) -> Html {
    let onchange = Callback::from(move |event: Event| {
        let select: web_sys::HtmlSelectElement = event.target_unchecked_into();
        chosen.emit(usize::try_from(select.selected_index()).unwrap_or(0));
    });
    html! {
        <select {class} title={name} aria-label={name} {onchange}>
            { for options.iter().map(|(words, selected)| html! { <option key={*words} selected={*selected}>{ *words }</option> }) }
        </select>
    }
}

fn runs(shot: &Shot, pane: &PaneShot, send: &Send) -> Html {
    let locale = shot.locale;
    html! {
        <>
            { icon_toggle(send, Icon::Undo, words::UNDO.get(locale), Msg::Undo, None, !pane.can_undo) }
            { icon_toggle(send, Icon::Redo, words::REDO.get(locale), Msg::Redo, None, !pane.can_redo) }
            { icon_toggle(send, Icon::Eye, words::WATCHER.get(locale), Msg::ToggleWatching, Some(!shot.watching), false) }
            { icon_button(send, Icon::Knobs, words::SETTINGS.get(locale), Msg::Sheet(Sheet::Settings)) }
            { icon_toggle(send, Icon::Table, words::TABLE.get(locale), Msg::ToggleTable, Some(shot.table), false) }
        </>
    }
}
