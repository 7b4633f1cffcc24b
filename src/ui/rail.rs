//! The course rail: every topic of the course, those that are built as links.

use yew::prelude::*;

use super::press::{Send, go};
use crate::app::Shot;
use crate::exhibits::{COURSE, Part, Topic};
use crate::text::words;

/// The course.
pub(super) fn rail(shot: &Shot, send: &Send) -> Html {
    html! {
        <nav class="rail" aria-label={words::COURSE.get(shot.locale)}>
            { for COURSE.iter().map(|one| part(one, shot, send)) }
        </nav>
    }
}

fn part(part: &Part, shot: &Shot, send: &Send) -> Html {
    html! {
        <section key={part.title.en}>
            <h2>{ part.title.get(shot.locale) }</h2>
            <ul>{ for part.topics.iter().map(|one| html! { <li key={one.name}>{ topic(one, shot, send) }</li> }) }</ul>
        </section>
    }
}

fn topic(topic: &Topic, shot: &Shot, send: &Send) -> Html {
    let title = topic.title.get(shot.locale);
    if shot.catalogue.iter().all(|exhibit| exhibit.name() != topic.name) {
        return html! { <span class="topic coming">{ title }<small>{ words::TO_COME.get(shot.locale) }</small></span> };
    }
    let current = shot.pane().is_some_and(|pane| pane.exhibit.name() == topic.name);
    let seen = shot.seen.iter().any(|name| name == topic.name);
    let class = classes!("topic", seen.then_some("seen"), current.then_some("current"));
    let href = ["#/", topic.name].concat();
    let onclick = go(send, &href);
    html! {
        <a {class} {href} {onclick} aria-current={current.then_some("page")}>
            { title }
            if seen && !current { <span class="visually-hidden">{ ", " }{ words::SEEN.get(shot.locale) }</span> }
        </a>
    }
}
