//! Sharing: a link to exactly this frame, a frame for a course page, a file.

use super::element::{Element, el, group};
use super::help::sheet;
use super::press::{Send, button, word_button};
use super::surroundings::base;
use crate::app::{ADDRESS_BYTES_MAX, Msg, Shot};
use crate::text::{Both, Locale, words};

/// The dialog for sharing.
#[inline(never)]
pub(super) fn share(shot: &Shot, send: &Send) -> Element {
    let address = match &shot.address {
        Some(hash) => link(hash, shot.locale, send),
        None => el("p")
            .class("hint")
            .set("data-bytes-max", ADDRESS_BYTES_MAX.to_string())
            .text(words::ADDRESS_CANNOT_HOLD.get(shot.locale)),
    };
    sheet(shot, send, words::SHARE, group().child(address).child(file(shot.locale, send)))
}

fn file(locale: Locale, send: &Send) -> Element {
    let buttons = el("div")
        .class("buttons")
        .child(word_button(send, None, words::DOWNLOAD.get(locale), Msg::Download))
        .child(word_button(send, None, words::OPEN_FILE.get(locale), Msg::PickFile));
    el("div")
        .class("field")
        .child(el("b").text(words::FILE.get(locale)))
        .child(el("small").class("help").text(words::FILE_HELP.get(locale)))
        .child(buttons)
}

fn link(hash: &str, locale: Locale, send: &Send) -> Element {
    let link = base() + hash;
    let frame = [
        r#"<iframe title="Synod" width="480" height="270" src=""#,
        &base(),
        &hash.replace('&', "&amp;"),
        r#"&amp;ui=embed"></iframe>"#,
    ]
    .concat();
    group().child(snippet("share-link", words::LINK, Some(words::LINK_HELP), link, locale, send)).child(snippet(
        "share-embed",
        words::EMBED,
        None,
        frame,
        locale,
        send,
    ))
}

/// A text to copy.
fn snippet(id: &'static str, title: Both, help: Option<Both>, text: String, locale: Locale, send: &Send) -> Element {
    let field = el("input").attr("id", id).attr("type", "text").flag(true, "readonly").value(&text);
    let copy = button(send, "button", Msg::Copy(text)).text(words::COPY.get(locale));
    el("div")
        .class("field")
        .child(el("label").attr("for", id).text(title.get(locale)))
        .maybe(help.map(|help| el("small").class("help").text(help.get(locale))))
        .child(el("div").class("snippet").child(field).child(copy))
}
