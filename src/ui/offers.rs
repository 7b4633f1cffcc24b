//! What may happen next: open offers with their keys, ways into the menus of faults, and the closed
//! ones with the condition that fails.

use super::element::{Element, el, group};
use super::icons::{Icon, icon};
use super::line::plain;
use super::press::{Send, button};
use super::side::section;
use crate::app::{KEYS_MAX, Listed, Menu, Msg, Shot, listed, unlisted};
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
pub(super) fn offers(shot: &Shot, send: &Send) -> Option<Element> {
    let pane = shot.pane()?;
    let all = listed(&pane.offers, None);
    // The digits belong to the menu that lies on top.
    let keys = shot.shortcuts && shot.menu.is_none();
    let ways = MENUS.into_iter().filter(|(group, ..)| pane.ways.contains(group));
    let flying = pane.scene.stage.in_flight();
    let unlisted = unlisted(flying, pane.exhibit.in_rounds(), shot.locale).map(|words| el("p").class("hint").text(&words));
    let lift = || el("p").class("hint").text(words::ONLY_ITSELF.get(shot.locale));
    let hint = || el("p").class("hint").text(words::CLICK_SOMETHING.get(shot.locale));
    Some(
        section("offers-head", words::WHAT_NEXT.get(shot.locale))
            .child(list(&all, keys, shot.locale, send))
            .maybe(unlisted)
            .child(el("div").class("offers more").each(ways.map(|menu| way(menu, shot, send))))
            .maybe(shot.by.is_some().then(lift))
            .maybe(shot.picked.is_none().then(hint)),
    )
}

fn way((group, picture, words, key): (OfferGroup, Icon, Both, &'static str), shot: &Shot, send: &Send) -> Element {
    button(send, "offer", Msg::Open(Menu::Group(group)))
        .key(key)
        .attr("aria-haspopup", "dialog")
        .child(icon(picture))
        .child(el("span").class("words").text(words.get(shot.locale)))
        .maybe(shot.shortcuts.then(|| el("kbd").text(key)))
}

/// A list of offers, the open ones first.
#[inline(never)]
pub(super) fn list(all: &Listed<'_>, keys: bool, locale: Locale, send: &Send) -> Element {
    let one = |(index, offer): (usize, &&Offer)| open(index, offer, keys && index < KEYS_MAX, locale, send);
    let nothing = || el("p").class("hint").text(words::NOTHING_OPEN.get(locale));
    let first = el("div")
        .class("offers")
        .maybe(all.open.is_empty().then(nothing))
        .each(all.open.iter().enumerate().take(KEYS_MAX).map(one));
    let rest = all.open.len().saturating_sub(KEYS_MAX);
    let more = el("div").class("offers").each(all.open.iter().enumerate().skip(KEYS_MAX).map(one));
    let shut = el("div").class("offers").each(all.closed.iter().enumerate().map(|(index, offer)| closed(index, offer)));
    let more = folded(words::MORE_OFFERS, rest, locale, more);
    let alike = || el("p").class("hint").text(&words::fill(words::ALIKE, locale, &[&all.alike]));
    let shut = shut.maybe((all.alike > 0).then(alike));
    let shut = folded(words::WHY_NOT, all.closed.len() + all.alike, locale, shut);
    group().child(first).maybe(more).maybe(shut)
}

/// Offers that are folded away, and how many they are; nothing if there are none.
fn folded(title: Both, count: usize, locale: Locale, offers: Element) -> Option<Element> {
    let summary = || el("summary").text(&words::fill(title, locale, &[&count]));
    (count > 0).then(|| el("details").class("closed-offers").child(summary()).child(offers))
}

// Two offers may read alike: a message and its twin. Their place in the list tells them apart.
#[inline(never)]
fn open(index: usize, offer: &Offer, key: bool, locale: Locale, send: &Send) -> Element {
    let words = el("span")
        .class("words")
        .child(plain(&offer.label))
        .maybe(offer.next.then(|| el("small").text(words::NEXT_BY_ITSELF.get(locale))))
        .maybe(offer.outside.then(|| el("small").text(words::OUTSIDE.get(locale))));
    button(send, "offer", Msg::Do(offer.act))
        .index(index)
        .tone(offer.tone)
        .class_if(offer.next, "next")
        .class_if(offer.outside, "outside")
        .child(icon(picture(offer.act)))
        .child(words)
        .maybe(key.then(|| el("kbd").text(&(index + 1).to_string())))
}

fn closed(index: usize, offer: &Offer) -> Element {
    let why = offer.closed.as_ref().map(|why| el("small").class("why").child(plain(why)));
    el("div")
        .index(index)
        .class("offer closed")
        .tone(offer.tone)
        .child(icon(picture(offer.act)))
        .child(el("span").class("words").child(plain(&offer.label)).maybe(why))
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
