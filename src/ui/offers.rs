//! What may happen next: open offers with their keys, ways into the menus of faults, and the closed
//! ones with the condition that fails.

use yew::prelude::*;

use super::icons::{Icon, icon};
use super::line::{plain, tone_class};
use super::press::{Send, on};
use crate::app::{KEYS_MAX, Listed, Menu, Msg, Shot, listed};
use crate::exhibit::{Offer, OfferGroup};
use crate::sim::{Act, Disk};
use crate::text::{Both, Locale, words};

/// The ways into menus: group, icon, words, key.
const MENUS: [(OfferGroup, Icon, Both, &str); 3] = [
    (OfferGroup::Message, Icon::Lose, words::MESSAGE_FAULTS, "x"),
    (OfferGroup::Fault, Icon::Crash, words::NODE_FAULTS, "c"),
    (OfferGroup::Link, Icon::Cut, words::LINK_FAULTS, "k"),
];

/// What may happen next.
pub(super) fn offers(shot: &Shot, send: &Send) -> Html {
    let Some(pane) = shot.pane() else { return Html::default() };
    let all = listed(&pane.offers, None);
    // The digits belong to the menu that lies on top.
    let keys = shot.shortcuts && shot.menu.is_none();
    html! {
        <section aria-labelledby="offers-head">
            <h2 id="offers-head">{ words::WHAT_NEXT.get(shot.locale) }</h2>
            { list(&all, keys, shot.locale, send) }
            <div class="offers more">
                { for MENUS.into_iter()
                    .filter(|(group, ..)| pane.offers.iter().any(|offer| offer.group == *group))
                    .map(|menu| way(menu, shot, send)) }
            </div>
            if shot.picked.is_none() { <p class="hint">{ words::CLICK_SOMETHING.get(shot.locale) }</p> }
        </section>
    }
}

fn way((group, picture, words, key): (OfferGroup, Icon, Both, &'static str), shot: &Shot, send: &Send) -> Html {
    html! {
        <button key={key} type="button" class="offer" aria-haspopup="dialog" onclick={on(send, Msg::Open(Menu::Group(group)))}>
            { icon(picture) }
            <span class="words">{ words.get(shot.locale) }</span>
            if shot.shortcuts { <kbd>{ key }</kbd> }
        </button>
    }
}

/// A list of offers, the open ones first.
pub(super) fn list(all: &Listed<'_>, keys: bool, locale: Locale, send: &Send) -> Html {
    let first = all.open.iter().take(KEYS_MAX).enumerate();
    let rest = all.open.len().saturating_sub(KEYS_MAX);
    html! {
        <>
            <div class="offers">
                if all.open.is_empty() { <p class="hint">{ words::NOTHING_OPEN.get(locale) }</p> }
                { for first.map(|(index, offer)| open(index, offer, keys.then_some(index + 1), locale, send)) }
            </div>
            if rest > 0 {
                <details class="closed-offers">
                    <summary>{ words::fill(words::MORE_OFFERS, locale, &[&rest]) }</summary>
                    <div class="offers">{ for all.open.iter().enumerate().skip(KEYS_MAX).map(|(index, offer)| open(index, offer, None, locale, send)) }</div>
                </details>
            }
            if !all.closed.is_empty() {
                <details class="closed-offers">
                    <summary>{ words::fill(words::WHY_NOT, locale, &[&all.closed.len()]) }</summary>
                    <div class="offers">{ for all.closed.iter().enumerate().map(|(index, offer)| closed(index, offer)) }</div>
                </details>
            }
        </>
    }
}

// Two offers may read alike: a message and its twin. Their place in the list tells them apart.
fn open(index: usize, offer: &Offer, key: Option<usize>, locale: Locale, send: &Send) -> Html {
    let class = classes!("offer", tone_class(offer.tone), offer.next.then_some("next"), offer.outside.then_some("outside"));
    html! {
        <button key={index} type="button" {class} onclick={on(send, Msg::Do(offer.act))}>
            { icon(picture(offer.act)) }
            <span class="words">
                { plain(&offer.label) }
                if offer.next { <small>{ words::NEXT_BY_ITSELF.get(locale) }</small> }
                if offer.outside { <small>{ words::OUTSIDE.get(locale) }</small> }
            </span>
            if let Some(key) = key { <kbd>{ key }</kbd> }
        </button>
    }
}

fn closed(index: usize, offer: &Offer) -> Html {
    html! {
        <div key={index} class={classes!("offer", "closed", tone_class(offer.tone))}>
            { icon(picture(offer.act)) }
            <span class="words">
                { plain(&offer.label) }
                if let Some(why) = &offer.closed { <small class="why">{ plain(why) }</small> }
            </span>
        </div>
    }
}

/// What an act looks like: a shape besides its tone.
fn picture(act: Act) -> Icon {
    match act {
        Act::Deliver(_) | Act::Turn(_) => Icon::Deliver,
        Act::Lose(_) => Icon::Lose,
        Act::Duplicate(_) => Icon::Duplicate,
        Act::Hold(_) | Act::Fire { .. } => Icon::Hold,
        Act::Release(_) | Act::Command { .. } => Icon::Release,
        Act::Forge { .. } | Act::Betray { .. } => Icon::Mask,
        Act::Crash { .. } => Icon::Crash,
        Act::Wake { disk: Disk::Kept, .. } => Icon::Wake,
        Act::Wake { disk: Disk::Lost, .. } => Icon::Disk,
        Act::Cut(..) | Act::Partition(_) => Icon::Cut,
        Act::Heal(..) | Act::HealAll => Icon::Heal,
    }
}
