//! What is pressed: buttons and links, each of which wishes one thing.

use web_sys::MouseEvent;
use yew::Callback;

use super::element::{Element, el};
use super::icons::{Icon, icon};
use crate::app::Msg;

/// Where wishes go.
pub(super) type Send = Callback<Msg>;

/// A link: a plain click stays on the page, any other is the browser's.
#[inline(never)]
pub(super) fn link(send: &Send, href: String) -> Element {
    let (send, to) = (send.clone(), href.clone());
    let go = move |event: &MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0) {
            event.prevent_default();
            send.emit(Msg::Go(to.clone()));
        }
    };
    el("a").set("href", href).on("click", go)
}

/// A button that wishes this.
#[inline(never)]
pub(super) fn button(send: &Send, class: &'static str, msg: Msg) -> Element {
    el("button").attr("type", "button").class(class).on_click(send, msg)
}

/// A button that shows an icon and is called `name`.
#[inline(never)]
pub(super) fn icon_button(send: &Send, picture: Icon, name: &'static str, msg: Msg) -> Element {
    named(button(send, "icon-button", msg), name).child(icon(picture))
}

/// A button with words, and an icon before them.
#[inline(never)]
pub(super) fn word_button(send: &Send, picture: Option<Icon>, words: &'static str, msg: Msg) -> Element {
    let word = el("span").class("word").text(words);
    named(button(send, "button", msg), words).maybe(picture.map(icon)).child(word)
}

/// Says what something is called, to eyes and to screen readers.
#[inline(never)]
pub(super) fn named(element: Element, name: &'static str) -> Element {
    element.attr("title", name).attr("aria-label", name)
}
