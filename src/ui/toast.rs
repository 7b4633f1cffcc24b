//! One sentence at the foot of the stage, with what can be done about it.

use yew::prelude::*;

use super::icons::Icon;
use super::press::{Send, icon_button, word_button};
use crate::app::{Msg, Remedy, Shot};
use crate::text::words;

/// The sentence, if there is one; a dialog says it itself.
pub(super) fn toast(shot: &Shot, send: &Send) -> Html {
    let Some(told) = shot.notice.as_ref().filter(|_| shot.sheet.is_none()) else { return Html::default() };
    html! {
        <div class={classes!("toast", told.bad.then_some("bad"))} role={if told.bad { "alert" } else { "status" }}>
            <p>{ &told.text }</p>
            { for told.remedies.iter().map(|remedy| button(*remedy, shot, send)) }
            { icon_button(send, Icon::Close, words::CLOSE.get(shot.locale), Msg::Dismiss) }
        </div>
    }
}

fn button(remedy: Remedy, shot: &Shot, send: &Send) -> Html {
    let (words, msg) = match remedy {
        Remedy::Again => (words::AGAIN, Msg::Again),
        Remedy::NextScenario => (words::NEXT_SCENARIO, Msg::NextScenario),
        Remedy::Download => (words::DOWNLOAD, Msg::Download),
    };
    html! { <span key={words.en}>{ word_button(send, None, words.get(shot.locale), "", msg) }</span> }
}
