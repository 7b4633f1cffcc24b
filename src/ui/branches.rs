//! The branches of the run: nothing is lost by acting in the past.

use super::element::{Element, el};
use super::icons::{Icon, icon};
use super::line::plain;
use super::press::{Send, button, icon_button};
use super::side::section;
use crate::app::{Msg, Shot, Standing};
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
    let beside = (shot.at == 0 && !branch.current).then(|| {
        let wish = Msg::StandBeside(Standing::Branch(index));
        icon_button(send, Icon::Beside, words::BESIDE_THIS.get(shot.locale), wish)
    });
    let current = branch.current.then(|| el("small").text(words::CURRENT.get(shot.locale)));
    let take = button(send, "offer", Msg::TakeBranch(index))
        .class_if(branch.current, "on")
        .attr_if(branch.current, "aria-current", "true")
        .child(icon(Icon::Branch))
        .child(el("span").class("words").child(plain(&branch.title)).maybe(current));
    el("div").index(index).class("branch").child(take).maybe(beside)
}
