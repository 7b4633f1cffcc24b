//! The menu of a node, of a message or of a group of faults: what can be done, and why the rest
//! cannot. It lies on the stage beside what it is about; opening it does nothing.

use yew::prelude::*;

use super::icons::Icon;
use super::line::plain;
use super::offers;
use super::press::{Send, icon_button};
use crate::app::{Menu, Msg, PaneShot, Shot, listed};
use crate::exhibit::OfferGroup;
use crate::text::{Both, words};

/// The open menu, if there is one.
pub(super) fn menu(shot: &Shot, pane: &PaneShot, send: &Send) -> Html {
    let Some(menu) = shot.menu else { return Html::default() };
    let all = listed(&pane.offers, Some(menu));
    let (title, role) = match (menu, &pane.inspection) {
        (Menu::Of(_), Some(inspection)) => (plain(&inspection.title), Some(plain(&inspection.role))),
        (Menu::Of(_), None) => (Html::default(), None),
        (Menu::Group(group), _) => (html! { { title(group).get(shot.locale) } }, None),
    };
    html! {
        <div class={classes!("menu", matches!(menu, Menu::Group(_)).then_some("list"))} role="dialog" aria-labelledby="menu-head"
            onclick={Callback::from(|event: MouseEvent| event.stop_propagation())}
            onkeydown={Callback::from(|event: KeyboardEvent| walk(&event))}>
            <div class="menu-head">
                <b id="menu-head">{ title }</b>
                { icon_button(send, Icon::Close, words::CLOSE.get(shot.locale), Msg::Close) }
            </div>
            if let Some(role) = role { <p class="role">{ role }</p> }
            { offers::list(&all, shot.shortcuts, shot.locale, send) }
        </div>
    }
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
