//! A pane: the stage with its menu and its sentence, the caption, and the frame as a table.

use yew::prelude::*;

use super::line::plain;
use super::press::{Send, on};
use super::stage::StageView;
use super::{menu, present, table, toast};
use crate::app::{Chrome, Msg, PaneShot, Shot};
use crate::text::words;

/// One pane; `stage` is where its picture stands, for the frame loop.
pub(super) fn pane(shot: &Shot, index: usize, pane: &PaneShot, stage: &NodeRef, send: &Send) -> Html {
    let here = index == shot.at;
    let large = shot.presenting || shot.chrome == Chrome::Slide;
    let bare = shot.presenting || shot.chrome != Chrome::Full;
    html! {
        <section key={index} class="pane" aria-label={words::STAGE.get(shot.locale)}>
            if shot.presenting { { present::cues(shot, pane, send) } }
            <div class="stage" ref={stage.clone()} id={(index == 0).then_some("stage")}
                onclick={shot.menu.map(|_| on(send, Msg::Close))}>
                <StageView scene={pane.scene.clone()} format={shot.format} picked={shot.picked.filter(|_| here)} pane={index}
                    locale={shot.locale} {large} on_pick={send.reform(Msg::Pick)} />
                if here {
                    { menu::menu(shot, pane, send) }
                    { toast::toast(shot, send) }
                }
            </div>
            if bare {
                <div class="caption"><p>{ plain(&pane.caption(shot.watching, shot.locale)) }</p></div>
            }
            { table::table(&pane.scene.table, shot) }
        </section>
    }
}
