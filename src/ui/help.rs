//! Dialogs have one frame; the sheet of keys is the simplest of them.

use web_sys::Event;

use super::element::{Element, el, group};
use super::icons::Icon;
use super::press::{Send, icon_button};
use crate::app::{Msg, Shot};
use crate::text::{Both, words};

/// The frame of a dialog.
#[inline(never)]
pub(super) fn sheet(shot: &Shot, send: &Send, title: Both, body: Element) -> Element {
    let head = el("div")
        .class("sheet-head")
        .child(el("h2").attr("id", "sheet-head").text(title.get(shot.locale)))
        .child(icon_button(send, Icon::Close, words::CLOSE.get(shot.locale), Msg::Close));
    let sheet = el("div")
        .class("sheet")
        .attr("role", "dialog")
        .attr("aria-modal", "true")
        .attr("aria-labelledby", "sheet-head")
        .attr("tabindex", "-1")
        .on("click", |event: &Event| event.stop_propagation())
        .child(head)
        .child(el("div").class("sheet-body").child(body))
        .maybe(told(shot));
    el("div").class("curtain").on_click(send, Msg::Close).child(sheet)
}

/// What there is to say while a dialog is open: the stage, where it would stand, is out of reach.
fn told(shot: &Shot) -> Option<Element> {
    let told = shot.notice.as_ref()?;
    let (class, role) = if told.bad { ("error", "alert") } else { ("hint", "status") };
    Some(el("p").class(class).attr("role", role).text(&told.text))
}

/// Keys, what they do, and whether they are a single character.
const KEYS: [(&[&str], Both); 24] = [
    (&["→", "←"], words::KEY_STEP),
    (&["Space"], words::KEY_PLAY),
    (&["PageDown", "PageUp"], words::KEY_FRAME),
    (&["[", "]"], words::KEY_PHASE),
    (&["i", "n", "r"], words::KEY_LEAPS),
    (&["Home", "End"], words::KEY_ENDS),
    (&["1", "…", "9"], words::KEY_OFFERS),
    (&["x"], words::KEY_MESSAGE),
    (&["c"], words::KEY_NODE),
    (&["k"], words::KEY_LINK),
    (&["u", "U"], words::KEY_UNDO),
    (&["↑", "↓"], words::KEY_WALK),
    (&["t"], words::KEY_TABLE),
    (&["w"], words::KEY_WATCHER),
    (&["v"], words::KEY_VEIL),
    (&["b"], words::KEY_BESIDE),
    (&["o"], words::KEY_OTHER),
    (&["h"], words::KEY_TRY),
    (&["s"], words::KEY_SETTINGS),
    (&["f"], words::KEY_SEARCH),
    (&["l"], words::KEY_LANGUAGE),
    (&["d"], words::KEY_THEME),
    (&["p"], words::KEY_PRESENT),
    (&["Esc"], words::KEY_CLOSE),
];

/// The sheet of keys.
#[inline(never)]
pub(super) fn help(shot: &Shot, send: &Send) -> Element {
    let row = |(keys, words): &(&[&'static str], Both)| {
        let keys = keys.iter().map(|key| el("kbd").key(key).text(key));
        el("tr").key(words.en).child(el("th").attr("scope", "row").each(keys)).child(el("td").text(words.get(shot.locale)))
    };
    let rows = el("tbody").each(KEYS.iter().map(row));
    let body = group().child(single_keys(shot, send)).child(el("table").class("keys").child(rows));
    sheet(shot, send, words::HELP, body)
}

fn single_keys(shot: &Shot, send: &Send) -> Element {
    let (on, send) = (shot.shortcuts, send.clone());
    let tick = el("input")
        .attr("id", "single-keys")
        .attr("type", "checkbox")
        .checked(on)
        .on("change", move |_: &Event| send.emit(Msg::Shortcuts(!on)));
    let label = el("label").attr("for", "single-keys").text(words::SINGLE_KEYS.get(shot.locale));
    el("div").class("field switch").child(tick).child(label)
}
