//! One sentence at the foot of the stage, with what can be done about it.

use super::element::{Element, el};
use super::icons::Icon;
use super::press::{Send, icon_button, word_button};
use crate::app::pursuit::Wish;
use crate::app::{Msg, Remedy, Sheet, Shot};
use crate::text::words;

/// The sentence, if there is one; a dialog says it itself.
#[inline(never)]
pub(super) fn toast(shot: &Shot, send: &Send) -> Option<Element> {
    let told = shot.notice.as_ref().filter(|_| shot.sheet.is_none())?;
    Some(
        el("div")
            .class("toast")
            .class_if(told.bad, "bad")
            .attr("role", if told.bad { "alert" } else { "status" })
            .child(el("p").text(&told.text))
            .each(told.remedies.iter().map(|remedy| button(*remedy, shot, send)))
            .child(icon_button(send, Icon::Close, words::CLOSE.get(shot.locale), Msg::Dismiss)),
    )
}

fn button(remedy: Remedy, shot: &Shot, send: &Send) -> Element {
    let (words, msg) = match remedy {
        Remedy::Again => (words::AGAIN, Msg::Again),
        Remedy::NextScenario => (words::NEXT_SCENARIO, Msg::NextScenario),
        Remedy::Challenge => (words::A_CHALLENGE, Msg::ToggleTry),
        Remedy::Download => (words::DOWNLOAD, Msg::Download),
        Remedy::ShowFound => (words::SHOW_BESIDE, Msg::Pursue(Wish::Beside)),
        Remedy::Search => (words::SEARCH_OPEN, Msg::Sheet(Sheet::Search)),
    };
    el("span").key(words.en).child(word_button(send, None, words.get(shot.locale), msg))
}
