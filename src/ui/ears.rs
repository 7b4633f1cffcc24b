//! What the page hears from the browser: keys, the address, the window's size, whether it is seen.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, KeyboardEvent, VisibilityState};

use super::press::Send;
use super::surroundings::{self, document, listen, listen_media, window};
use crate::app::Msg;
use crate::app::keys::{self, Mode, Place, Stroke};

pub(super) const REDUCED: &str = "(prefers-reduced-motion: reduce)";
pub(super) const DARK: &str = "(prefers-color-scheme: dark)";

/// Opens every ear, for as long as the page lives.
pub(super) fn hear(send: &Send, mode: Rc<Cell<Mode>>) {
    let (document, window) = (document(), window());
    let to = send.clone();
    listen(&window, "hashchange", move |_| to.emit(Msg::AddressChanged(surroundings::hash())));
    let to = send.clone();
    listen(&window, "resize", move |_| {
        let (width, height) = surroundings::size();
        to.emit(Msg::Resized { width, height });
    });
    let (to, seen) = (send.clone(), document.clone());
    listen(&document, "visibilitychange", move |_| {
        to.emit(Msg::Hidden(seen.visibility_state() == VisibilityState::Hidden));
    });
    let to = send.clone();
    listen(&window, "keydown", move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            pressed(event, &mode, &to);
        }
    });
    listen_media(REDUCED, {
        let to = send.clone();
        move |reduced| to.emit(Msg::ReducedMotion(reduced))
    });
    listen_media(DARK, {
        let to = send.clone();
        move |dark| to.emit(Msg::SystemDark(dark))
    });
}

fn pressed(event: &KeyboardEvent, mode: &Cell<Mode>, send: &Send) {
    let key = event.key();
    // A key that is held down steps on, but does nothing twice; and a word may be under way.
    if event.default_prevented() || event.is_composing() || event.repeat() && key.chars().count() == 1 {
        return;
    }
    let stroke = Stroke {
        key: &key,
        command: event.ctrl_key() || event.meta_key(),
        alt: event.alt_key(),
        shift: event.shift_key(),
        at: place(event),
    };
    if let Some(msg) = keys::wish(stroke, mode.get()) {
        event.prevent_default();
        if msg == Msg::Close && mode.get().sheet {
            // While Yew draws in pieces a wish may wait; the next key is not for the dialog that this one closes.
            mode.set(Mode { sheet: false, ..mode.get() });
            surroundings::blur();
        }
        send.emit(msg);
    }
}

/// What has the focus.
fn place(event: &KeyboardEvent) -> Place {
    let Some(element) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return Place::Page };
    match element.tag_name().as_str() {
        "INPUT" if element.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "checkbox") => Place::Button,
        "INPUT" | "SELECT" | "TEXTAREA" => Place::Field,
        "BUTTON" | "A" | "SUMMARY" => Place::Button,
        _ if element.get_attribute("role").as_deref() == Some("button") => Place::Button,
        _ => Place::Page,
    }
}
