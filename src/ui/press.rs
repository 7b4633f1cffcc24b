//! What is pressed: buttons, and callbacks that wish one thing.

use yew::prelude::*;

use super::icons::{Icon, icon};
use crate::app::Msg;

/// Where wishes go.
pub(super) type Send = Callback<Msg>;

/// A callback that wishes this.
pub(super) fn on(send: &Send, msg: Msg) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_: MouseEvent| send.emit(msg.clone()))
}

/// A callback for a link: a plain click stays on the page, any other is the browser's.
pub(super) fn go(send: &Send, href: &str) -> Callback<MouseEvent> {
    let (send, href) = (send.clone(), href.to_owned());
    Callback::from(move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0) {
            event.prevent_default();
            send.emit(Msg::Go(href.clone()));
        }
    })
}

/// A button that shows an icon and is called `name`.
pub(super) fn icon_button(send: &Send, picture: Icon, name: &'static str, msg: Msg) -> Html {
    icon_toggle(send, picture, name, msg, None, false)
}

/// An icon button that can be pressed in, or that has nothing to do now.
pub(super) fn icon_toggle(
    send: &Send,
    picture: Icon,
    name: &'static str,
    msg: Msg,
    pressed: Option<bool>,
    disabled: bool,
) -> Html {
    let pressed = pressed.map(|pressed| pressed.to_string());
    html! {
        <button type="button" class="icon-button" title={name} aria-label={name} aria-pressed={pressed} {disabled}
            onclick={on(send, msg)}>{ icon(picture) }</button>
    }
}

/// A button with words, and an icon before them.
pub(super) fn word_button(send: &Send, picture: Option<Icon>, words: &'static str, class: &'static str, msg: Msg) -> Html {
    html! {
        <button type="button" class={classes!("button", class)} title={words} aria-label={words} onclick={on(send, msg)}>
            if let Some(picture) = picture { { icon(picture) } }
            <span class="word">{ words }</span>
        </button>
    }
}
