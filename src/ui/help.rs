//! Dialogs have one frame; the sheet of keys is the simplest of them.

use yew::prelude::*;

use super::icons::Icon;
use super::press::{Send, icon_button};
use crate::app::{Msg, Shot};
use crate::text::{Both, words};

/// The frame of a dialog.
pub(super) fn sheet(shot: &Shot, send: &Send, title: Both, body: Html) -> Html {
    let close = send.reform(|_: MouseEvent| Msg::Close);
    html! {
        <div class="curtain" onclick={close}>
            <div class="sheet" role="dialog" aria-modal="true" aria-labelledby="sheet-head" tabindex="-1"
                onclick={Callback::from(|event: MouseEvent| event.stop_propagation())}>
                <div class="sheet-head">
                    <h2 id="sheet-head">{ title.get(shot.locale) }</h2>
                    { icon_button(send, Icon::Close, words::CLOSE.get(shot.locale), Msg::Close) }
                </div>
                <div class="sheet-body">{ body }</div>
                { told(shot) }
            </div>
        </div>
    }
}

/// What there is to say while a dialog is open: the stage, where it would stand, is out of reach.
fn told(shot: &Shot) -> Html {
    let Some(told) = &shot.notice else { return Html::default() };
    let (class, role) = if told.bad { ("error", "alert") } else { ("hint", "status") };
    html! { <p {class} {role}>{ &told.text }</p> }
}

/// Keys, what they do, and whether they are a single character.
const KEYS: [(&[&str], Both); 18] = [
    (&["→", "←"], words::KEY_STEP),
    (&["Space"], words::KEY_PLAY),
    (&["PageDown", "PageUp"], words::KEY_FRAME),
    (&["[", "]"], words::KEY_PHASE),
    (&["Home", "End"], words::KEY_ENDS),
    (&["1", "…", "9"], words::KEY_OFFERS),
    (&["x"], words::KEY_MESSAGE),
    (&["c"], words::KEY_NODE),
    (&["k"], words::KEY_LINK),
    (&["u", "U"], words::KEY_UNDO),
    (&["↑", "↓"], words::KEY_WALK),
    (&["t"], words::KEY_TABLE),
    (&["w"], words::KEY_WATCHER),
    (&["s"], words::KEY_SETTINGS),
    (&["l"], words::KEY_LANGUAGE),
    (&["d"], words::KEY_THEME),
    (&["p"], words::KEY_PRESENT),
    (&["Esc"], words::KEY_CLOSE),
];

/// The sheet of keys.
pub(super) fn help(shot: &Shot, send: &Send) -> Html {
    let row = |(keys, words): &(&'static [&'static str], Both)| {
        html! {
            <tr key={words.en}>
                <th scope="row">{ for keys.iter().map(|key| html! { <kbd key={*key}>{ *key }</kbd> }) }</th>
                <td>{ words.get(shot.locale) }</td>
            </tr>
        }
    };
    let toggle = send.reform({
        let on = shot.shortcuts;
        move |_: Event| Msg::Shortcuts(!on)
    });
    let body = html! {
        <>
            <div class="field switch">
                <input id="single-keys" type="checkbox" checked={shot.shortcuts} onchange={toggle} />
                <label for="single-keys">{ words::SINGLE_KEYS.get(shot.locale) }</label>
            </div>
            <table class="keys"><tbody>{ for KEYS.iter().map(row) }</tbody></table>
        </>
    };
    sheet(shot, send, words::HELP, body)
}
