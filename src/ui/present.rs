//! What stands above the stage while it is shown to a back row: where the run is, the fault budget,
//! what only the watcher knows, the guarantees. Nothing else.

use yew::prelude::*;

use super::guarantees;
use super::icons::Icon;
use super::line::plain;
use super::press::{Send, icon_button};
use super::scenarios::guards;
use crate::app::{Msg, PaneShot, Shot};
use crate::text::words;

/// The cues of a presentation.
pub(super) fn cues(shot: &Shot, pane: &PaneShot, send: &Send) -> Html {
    html! {
        <div class="cues">
            { for [&pane.scene.phase, &pane.scene.summary, &pane.scene.watcher].into_iter().enumerate()
                .filter(|(index, line)| !line.is_empty() && (*index < 2 || shot.watching))
                .map(|(index, line)| html! { <span key={index} class="cue">{ plain(line) }</span> }) }
            <div class="spacer" />
            <div class="chips">{ guarantees::chips(shot, pane, send) }{ guards(&pane.without, shot.locale, send) }</div>
            { icon_button(send, Icon::Close, words::STOP_PRESENTING.get(shot.locale), Msg::TogglePresent) }
        </div>
    }
}
