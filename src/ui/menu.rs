//! The menu of a node, of a message or of a group of faults: what can be done, and why the rest
//! cannot. It lies on the stage beside what it is about; opening it does nothing.

use web_sys::{Event, KeyboardEvent};

use super::element::{Element, el};
use super::icons::Icon;
use super::line::plain;
use super::offers;
use super::press::{Send, icon_button};
use super::veil;
use crate::app::{Menu, Msg, PaneShot, Shot, listed};
use crate::exhibit::OfferGroup;
use crate::text::{Both, words};

/// The open menu, if there is one.
#[inline(never)]
pub(super) fn menu(shot: &Shot, pane: &PaneShot, send: &Send) -> Option<Element> {
    let menu = shot.menu?;
    let all = listed(&pane.offers, Some(menu));
    let name = el("b").attr("id", "menu-head");
    let (name, role) = match (menu, &pane.inspection) {
        (Menu::Of(_), Some(inspection)) => (name.child(plain(&inspection.title)), Some(plain(&inspection.role))),
        (Menu::Of(_), None) => (name, None),
        (Menu::Group(group), _) => (name.text(title(group).get(shot.locale)), None),
    };
    let head =
        el("div").class("menu-head").child(name).child(icon_button(send, Icon::Close, words::CLOSE.get(shot.locale), Msg::Close));
    Some(
        el("div")
            .class("menu")
            .class_if(matches!(menu, Menu::Group(_)), "list")
            .attr("role", "dialog")
            .attr("aria-labelledby", "menu-head")
            .on("click", |event: &Event| event.stop_propagation())
            .on("keydown", walk)
            .child(head)
            .maybe(role.map(|role| el("p").class("role").child(role)))
            .maybe(veil::become_it(shot, send).filter(|_| matches!(menu, Menu::Of(_))))
            .child(offers::list(&all, shot.shortcuts, shot.locale, send)),
    )
}

fn title(group: OfferGroup) -> Both {
    match group {
        OfferGroup::Deliver | OfferGroup::Node => words::DELIVERIES,
        OfferGroup::Message => words::MESSAGE_FAULTS,
        OfferGroup::Fault => words::NODE_FAULTS,
        OfferGroup::Link => words::LINK_FAULTS,
    }
}

/// Up and down lead from one entry to the next.
fn walk(event: &KeyboardEvent) {
    let ahead = match event.key().as_str() {
        "ArrowDown" => true,
        "ArrowUp" => false,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    super::surroundings::focus_neighbour(".menu", ahead);
}
