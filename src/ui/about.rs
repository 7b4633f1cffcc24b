//! The question that the exhibit opens with, what it assumes, its limit, where to read on.

use yew::prelude::*;

use crate::app::Shot;
use crate::text::{Both, words};

/// About the exhibit.
pub(super) fn about(shot: &Shot) -> Html {
    let Some(pane) = shot.pane() else { return Html::default() };
    let entry = |(head, text): &(Both, Both)| {
        html! { <div key={head.en}><dt>{ head.get(shot.locale) }</dt><dd>{ text.get(shot.locale) }</dd></div> }
    };
    html! {
        <section aria-labelledby="about-head">
            <h2 id="about-head">{ words::ABOUT.get(shot.locale) }</h2>
            <div class="about">
                <p class="question">{ pane.exhibit.question().get(shot.locale) }</p>
                <dl>{ for pane.exhibit.about().iter().map(entry) }</dl>
            </div>
        </section>
    }
}
