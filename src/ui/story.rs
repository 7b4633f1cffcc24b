//! What just happened: one paragraph, the rule in its source's words, its conditions, and apart from
//! that what only the watcher knows.

use yew::prelude::*;

use super::icons::{Icon, icon};
use super::line::linked;
use super::press::{Send, on};
use crate::app::{Msg, Shot};
use crate::text::words;

/// The story of the frame.
pub(super) fn story(shot: &Shot, send: &Send) -> Html {
    let Some(pane) = shot.pane() else { return Html::default() };
    let (story, locale) = (&pane.story, shot.locale);
    html! {
        <section aria-labelledby="story-head">
            <h2 id="story-head">{ words::WHAT_HAPPENED.get(locale) }</h2>
            <div class="story">
                <p class="what">{ linked(&story.what, send) }</p>
                if !story.rule.is_empty() { <blockquote class="rule">{ linked(&story.rule, send) }</blockquote> }
                if !story.conditions.is_empty() {
                    <ul class="conditions" aria-label={words::CONDITIONS.get(locale)}>
                        { for story.conditions.iter().enumerate().map(|(index, line)| html! { <li key={index}>{ linked(line, send) }</li> }) }
                    </ul>
                }
                if shot.watching && !story.watcher.is_empty() {
                    <p class="watcher-note">
                        { icon(Icon::Eye) }
                        <span><span class="visually-hidden">{ words::ONLY_WE_KNOW.get(locale) }{ ": " }</span>{ linked(&story.watcher, send) }</span>
                    </p>
                }
                if let Some(cause) = story.cause {
                    <p class="causes">
                        <button type="button" class="text-link" onclick={on(send, Msg::Seek(cause))}>
                            { words::fill(words::CAUSED_BY, locale, &[&cause]) }
                        </button>
                    </p>
                }
            </div>
        </section>
    }
}
