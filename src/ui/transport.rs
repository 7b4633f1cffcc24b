//! The transport: steps, play, speed, grain, where the run is; under it the space-time diagram.

use web_sys::{Event, HtmlSelectElement};
use yew::{Callback, TargetCast};

use super::diagram::DiagramView;
use super::element::{Element, el, group};
use super::icons::Icon;
use super::line::plain;
use super::press::{Send, icon_button, named};
use super::veil;
use crate::app::{Chrome, Msg, PaneShot, Sheet, Shot, Speed};
use crate::exhibit::Grain;
use crate::text::{Both, words};

/// Everything about time.
pub(super) fn time(shot: &Shot, send: &Send) -> Option<Element> {
    let pane = shot.pane()?;
    let full = shot.chrome == Chrome::Full && !shot.presenting;
    let bar = el("div")
        .class("transport")
        .attr("role", "toolbar")
        .attr("aria-label", words::TRANSPORT.get(shot.locale))
        .child(steps(shot, pane, send))
        .maybe(full.then(|| tools(shot, pane, send)))
        .child(count(shot, pane));
    let picture = || {
        DiagramView {
            diagram: &pane.diagram,
            cursor: pane.cursor,
            extent: pane.extent,
            locale: shot.locale,
            on_seek: send.reform(Msg::Seek),
            on_pick: send.reform(Msg::Show),
        }
        .draw()
    };
    Some(el("section").class("time").attr("aria-label", words::TIME.get(shot.locale)).child(bar).maybe(full.then(picture)))
}

fn steps(shot: &Shot, pane: &PaneShot, send: &Send) -> Element {
    let locale = shot.locale;
    let at_start = pane.cursor == 0;
    let (play, words) = if shot.playing { (Icon::Pause, words::PAUSE) } else { (Icon::Play, words::PLAY) };
    group()
        .child(icon_button(send, Icon::ToStart, words::TO_START.get(locale), Msg::ToStart).flag(at_start, "disabled"))
        .child(icon_button(send, Icon::Back, words::BACK.get(locale), Msg::Back).flag(at_start, "disabled"))
        .child(icon_button(send, play, words.get(locale), Msg::TogglePlay).class("play"))
        .child(icon_button(send, Icon::Forward, words::FORWARD.get(locale), Msg::Forward))
        .child(icon_button(send, Icon::NextPhase, words::NEXT_PHASE.get(locale), Msg::NextPhase))
        .child(icon_button(send, Icon::ToEnd, words::TO_END.get(locale), Msg::ToEnd))
}

fn count(shot: &Shot, pane: &PaneShot) -> Element {
    let template = if pane.extent.end.is_some() { words::FRAME_OF } else { words::FRAME_OF_OPEN };
    let count = words::fill(template, shot.locale, &[&pane.cursor, &pane.extent.last]);
    el("div").class("count").child(el("span").text(&count)).child(el("span").class("phase-name").child(plain(&pane.scene.phase)))
}

/// What is folded away where it is narrow, and the button that unfolds it.
fn tools(shot: &Shot, pane: &PaneShot, send: &Send) -> Element {
    let name = words::TOOLS.get(shot.locale);
    let toggle = icon_button(send, Icon::More, name, Msg::ToggleTools).truth("aria-pressed", shot.tools_open);
    let tools = el("div")
        .class("tools")
        .child(speed(shot, send))
        .child(grain(shot, send))
        .maybe(veil::eyes(shot, send))
        .child(runs(shot, pane, send));
    group().child(el("span").class("tools-toggle").child(toggle)).child(tools)
}

fn speed(shot: &Shot, send: &Send) -> Element {
    let options = Speed::ALL.map(|speed| (speed.label(), speed == shot.speed));
    let chosen = send.reform(|index: usize| Msg::Speed(Speed::ALL.get(index).copied().unwrap_or_default()));
    select("speed", words::SPEED.get(shot.locale), &options, chosen)
}

fn grain(shot: &Shot, send: &Send) -> Element {
    const GRAINS: [(Grain, Both); 3] =
        [(Grain::Phase, words::GRAIN_PHASE), (Grain::Frame, words::GRAIN_FRAME), (Grain::Event, words::GRAIN_EVENT)];
    let options = GRAINS.map(|(grain, words)| (words.get(shot.locale), grain == shot.grain));
    let chosen = send.reform(|index: usize| Msg::Grain(GRAINS.get(index).map_or(Grain::Frame, |(grain, _)| *grain)));
    select("grain", words::GRAIN.get(shot.locale), &options, chosen)
}

/// A list to choose one of.
fn select(class: &'static str, name: &'static str, options: &[(&'static str, bool)], chosen: Callback<usize>) -> Element {
    let heard = move |event: &Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        chosen.emit(usize::try_from(select.selected_index()).unwrap_or(0));
    };
    let option = |(words, selected): &(&'static str, bool)| el("option").key(words).flag(*selected, "selected").text(words);
    named(el("select").class(class), name).on("change", heard).each(options.iter().map(option))
}

fn runs(shot: &Shot, pane: &PaneShot, send: &Send) -> Element {
    let locale = shot.locale;
    let watcher = icon_button(send, Icon::Eye, words::WATCHER.get(locale), Msg::ToggleWatching);
    let two = shot.panes.len() > 1;
    let beside = icon_button(send, Icon::Beside, words::BESIDE.get(locale), Msg::ToggleBeside);
    let table = icon_button(send, Icon::Table, words::TABLE.get(locale), Msg::ToggleTable);
    group()
        .child(icon_button(send, Icon::Undo, words::UNDO.get(locale), Msg::Undo).flag(!pane.can_undo, "disabled"))
        .child(icon_button(send, Icon::Redo, words::REDO.get(locale), Msg::Redo).flag(!pane.can_redo, "disabled"))
        .child(beside.truth("aria-pressed", two))
        .maybe(pane.has_eyes.then(|| watcher.truth("aria-pressed", !shot.watching)))
        .child(icon_button(send, Icon::Knobs, words::SETTINGS.get(locale), Msg::Sheet(Sheet::Settings)))
        .child(table.truth("aria-pressed", shot.table))
}
