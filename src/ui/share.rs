//! Sharing: a link to exactly this frame, a frame for a course page, a file.

use yew::prelude::*;

use super::help::sheet;
use super::press::{Send, on, word_button};
use super::surroundings::base;
use crate::app::{ADDRESS_BYTES_MAX, Msg, Shot};
use crate::text::{Both, words};

/// The dialog for sharing.
pub(super) fn share(shot: &Shot, send: &Send) -> Html {
    let locale = shot.locale;
    let body = html! {
        <>
            if let Some(hash) = &shot.address {
                { link(hash, shot, send) }
            } else {
                <p class="hint" data-bytes-max={ADDRESS_BYTES_MAX.to_string()}>{ words::ADDRESS_CANNOT_HOLD.get(locale) }</p>
            }
            <div class="field">
                <b>{ words::FILE.get(locale) }</b>
                <small class="help">{ words::FILE_HELP.get(locale) }</small>
                <div class="buttons">
                    { word_button(send, None, words::DOWNLOAD.get(locale), "", Msg::Download) }
                    { word_button(send, None, words::OPEN_FILE.get(locale), "", Msg::PickFile) }
                </div>
            </div>
        </>
    };
    sheet(shot, send, words::SHARE, body)
}

fn link(hash: &str, shot: &Shot, send: &Send) -> Html {
    let link = base() + hash;
    let frame = [
        r#"<iframe title="Synod" width="480" height="270" src=""#,
        &base(),
        &hash.replace('&', "&amp;"),
        r#"&amp;ui=embed"></iframe>"#,
    ]
    .concat();
    html! {
        <>
            { snippet("share-link", words::LINK, Some(words::LINK_HELP), link, shot, send) }
            { snippet("share-embed", words::EMBED, None, frame, shot, send) }
        </>
    }
}

/// A text to copy.
fn snippet(id: &'static str, title: Both, help: Option<Both>, text: String, shot: &Shot, send: &Send) -> Html {
    let locale = shot.locale;
    html! {
        <div class="field">
            <label for={id}>{ title.get(locale) }</label>
            if let Some(help) = help { <small class="help">{ help.get(locale) }</small> }
            <div class="snippet">
                <input {id} type="text" readonly=true value={text.clone()} />
                <button type="button" class="button" onclick={on(send, Msg::Copy(text))}>{ words::COPY.get(locale) }</button>
            </div>
        </div>
    }
}
