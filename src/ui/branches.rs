//! The branches of the run: nothing is lost by acting in the past.

use super::element::{Element, el};
use super::icons::{Icon, icon};
use super::line::plain;
use super::press::{Send, button};
use super::side::section;
use crate::app::{Msg, Shot};
use crate::exhibit::Branch;
use crate::text::words;

/// The branches, once there is more than one.
#[inline(never)]
pub(super) fn branches(shot: &Shot, send: &Send) -> Option<Element> {
    let all = &shot.pane()?.branches;
    if all.len() < 2 {
        return None;
    }
    let entries = all.iter().enumerate().map(|(index, one)| branch(index, one, shot, send));
    Some(section("branches-head", words::BRANCHES.get(shot.locale)).child(el("div").class("offers").each(entries)))
}

fn branch(index: usize, branch: &Branch, shot: &Shot, send: &Send) -> Element {
    let current = branch.current.then(|| el("small").text(words::CURRENT.get(shot.locale)));
    button(send, "offer", Msg::TakeBranch(index))
        .index(index)
        .class_if(branch.current, "on")
        .attr_if(branch.current, "aria-current", "true")
        .child(icon(Icon::Branch))
        .child(el("span").class("words").child(plain(&branch.title)).maybe(current))
}
