//! The branches of the run: nothing is lost by acting in the past.

use yew::prelude::*;

use super::icons::{Icon, icon};
use super::line::plain;
use super::press::{Send, on};
use crate::app::{Msg, Shot};
use crate::exhibit::Branch;
use crate::text::words;

/// The branches, once there is more than one.
pub(super) fn branches(shot: &Shot, send: &Send) -> Html {
    let Some(pane) = shot.pane().filter(|pane| pane.branches.len() > 1) else { return Html::default() };
    html! {
        <section aria-labelledby="branches-head">
            <h2 id="branches-head">{ words::BRANCHES.get(shot.locale) }</h2>
            <div class="offers">{ for pane.branches.iter().enumerate().map(|(index, one)| branch(index, one, shot, send)) }</div>
        </section>
    }
}

fn branch(index: usize, branch: &Branch, shot: &Shot, send: &Send) -> Html {
    html! {
        <button key={index} type="button" class={classes!("offer", branch.current.then_some("on"))}
            aria-current={branch.current.then_some("true")} onclick={on(send, Msg::TakeBranch(index))}>
            { icon(Icon::Branch) }
            <span class="words">
                { plain(&branch.title) }
                if branch.current { <small>{ words::CURRENT.get(shot.locale) }</small> }
            </span>
        </button>
    }
}
