//! A field for a word that a reader types, where an exhibit has something to do with it at once.

use web_sys::{Event, HtmlInputElement};
use yew::NodeRef;

use super::element::{Element, el};
use super::press::{Send, named};
use crate::app::{Msg, Shot};

/// The field, and the button that takes what stands in it.
#[inline(never)]
pub(super) fn asking(shot: &Shot, send: &Send) -> Option<Element> {
    let asked = shot.pane()?.exhibit.asked()?;
    let (locale, send, field) = (shot.locale, send.clone(), NodeRef::default());
    let input =
        named(el("input").attr("type", "text").attr("autocomplete", "off").attr("spellcheck", "false"), asked.prompt.get(locale))
            .attr("placeholder", asked.prompt.get(locale))
            .attr("maxlength", "64")
            .at(&field);
    let taken = move |event: &Event| {
        event.prevent_default();
        let Some(input) = field.cast::<HtmlInputElement>() else { return };
        let word = input.value();
        if !word.trim().is_empty() {
            input.set_value("");
            send.emit(Msg::Ask(word));
        }
    };
    let button = el("button").attr("type", "submit").class("button").text(asked.verb.get(locale));
    Some(el("form").class("asking").on("submit", taken).child(input).child(button))
}
