//! The header: where you are, language, theme, share, present.

use yew::prelude::*;

use super::icons::Icon;
use super::press::{Send, go, icon_button, icon_toggle, on, word_button};
use crate::app::{Msg, Sheet, Shot};
use crate::exhibits::COURSE;
use crate::text::{Locale, words};

/// The header of the page.
pub(super) fn header(shot: &Shot, send: &Send) -> Html {
    let locale = shot.locale;
    html! {
        <header class="header">
            <span class="rail-toggle">
                { icon_toggle(send, Icon::Menu, words::COURSE.get(locale), Msg::ToggleRail, Some(shot.rail_open), false) }
            </span>
            <a class="brand" href="#/" aria-label="Synod" onclick={go(send, "#/")}>{ mark() }<span>{ "Synod" }</span></a>
            { crumb(shot) }
            <div class="spacer" />
            <div class="languages" role="group" aria-label={words::LANGUAGE.get(locale)}>
                { for Locale::ALL.into_iter().map(|one| language(one, locale, send)) }
            </div>
            { icon_button(send, Icon::Theme, words::THEME.get(locale), Msg::OtherTheme) }
            { icon_button(send, Icon::Help, words::HELP.get(locale), Msg::Sheet(Sheet::Help)) }
            { word_button(send, Some(Icon::Share), words::SHARE.get(locale), "", Msg::Sheet(Sheet::Share)) }
            { word_button(send, Some(Icon::Present), words::PRESENT.get(locale), "", Msg::TogglePresent) }
        </header>
    }
}

fn language(one: Locale, now: Locale, send: &Send) -> Html {
    let (short, lang) = one.pick(("EN", "en"), ("中文", "zh"));
    let class = classes!("button", (one == now).then_some("on"));
    html! {
        <button key={lang} type="button" {class} {lang} aria-pressed={(one == now).to_string()} onclick={on(send, Msg::Locale(one))}>{ short }</button>
    }
}

fn crumb(shot: &Shot) -> Html {
    let Some(pane) = shot.pane() else { return Html::default() };
    let name = pane.exhibit.name();
    let part = COURSE.iter().find(|part| part.topics.iter().any(|topic| topic.name == name));
    html! {
        <div class="crumb">
            if let Some(part) = part { <span class="part">{ part.title.get(shot.locale) }{ " › " }</span> }
            <h1>{ pane.exhibit.title().get(shot.locale) }</h1>
        </div>
    }
}

/// Three members of a synod round a table.
fn mark() -> Html {
    html! {
        <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
            <circle cx="13" cy="13" r="11.5" fill="none" stroke="currentColor" stroke-width="1.6" />
            <circle cx="13" cy="4.2" r="3.2" fill="#0072b2" />
            <circle cx="5.4" cy="17.4" r="3.2" fill="#009e73" />
            <circle cx="20.6" cy="17.4" r="3.2" fill="#e69f00" />
        </svg>
    }
}
