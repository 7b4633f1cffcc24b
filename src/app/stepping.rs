//! How time passes on the page: steps by hand and by play, leaps through calls, and where the cursor stands.

use crate::exhibit::{Grain, Leap};

use super::model::Model;
use super::playhead::Beat;
use super::{AddressError, Notice, Pane, cursor};

/// Lets time pass. Play that comes to the end of the run stops there and says so.
pub(super) fn tick(model: &mut Model, elapsed_ms: f64) -> Beat {
    let beat = model.playhead.tick(elapsed_ms, model.speed);
    if beat == Beat::Next {
        let grain = model.grain;
        if !step(model, grain) {
            stop_at_end(model);
        }
    }
    beat
}

/// One step ahead by hand. A step under way counts as done: the session is there already.
pub(super) fn ahead(model: &mut Model, grain: Grain) {
    model.playhead.settle();
    model.menu = None;
    if step(model, grain) {
        model.speech_due = true;
    } else {
        stop_at_end(model);
    }
}

/// Leaps over or out of a call.
#[inline(never)]
pub(super) fn leap_on(model: &mut Model, leap: Leap) {
    model.playhead.settle();
    model.menu = None;
    if model.pane().is_some_and(|pane| !pane.session.by_calls()) {
        model.notice = Some(Notice::NoCalls);
    } else if cursor::leap(model, leap) {
        model.touch();
        model.playhead.start(!model.reduced_motion);
        model.speech_due = true;
    } else {
        stop_at_end(model);
    }
}

/// The same run in another order, at the same turn.
#[inline(never)]
pub(super) fn resequence(model: &mut Model, word: &'static str) {
    let Some(pane) = model.panes.get_mut(model.at) else { return };
    let Some(knob) = pane.exhibit.sequence().filter(|knob| pane.session.saved().knobs.choice(knob.name) != word) else { return };
    match pane.resequence(knob, word) {
        Ok(dropped) => {
            model.notice = dropped.map(Notice::Dropped);
            cursor::follow(model, model.at);
            moved(model, false);
        }
        Err(error) => model.notice = Some(Notice::Address(AddressError::Open(error))),
    }
}

fn step(model: &mut Model, grain: Grain) -> bool {
    let stepped = cursor::ahead(model, grain);
    if stepped {
        model.touch();
        model.playhead.start(!model.reduced_motion);
    }
    stepped
}

fn stop_at_end(model: &mut Model) {
    model.playhead.settle();
    model.speech_due = true;
    model.notice = model.pane().and_then(|pane| pane.session.extent().end).map(Notice::End);
}

pub(super) fn back(model: &mut Model, grain: Grain, step: fn(&mut Pane, Grain) -> bool) {
    model.menu = None;
    let stepped = cursor::back(model, grain, step);
    moved(model, false);
    if !stepped {
        model.notice = Some(Notice::Start);
    }
}

pub(super) fn seek(model: &mut Model, event: u32) {
    model.menu = None;
    cursor::seek(model, event);
    moved(model, false);
}

pub(super) fn to_end(model: &mut Model) {
    // A run in rounds has an end of its own; another may go on for ever, and is known so far.
    let end = |pane: &Pane| if pane.exhibit.in_rounds() { pane.exhibit.steps_max() } else { pane.session.extent().last };
    let last = model.panes.iter().map(end).max().unwrap_or(0);
    seek(model, last);
}

/// The cursor stands elsewhere: by a step that is to be seen, or at once.
pub(super) fn moved(model: &mut Model, moving: bool) {
    model.playhead.settle();
    model.touch();
    model.speech_due = true;
    if moving {
        model.playhead.start(!model.reduced_motion);
    }
}

pub(super) fn toggle_play(model: &mut Model) {
    if model.playhead.playing() {
        model.playhead.pause();
        return;
    }
    model.menu = None;
    model.playhead.settle();
    model.playhead.play();
    let grain = model.grain;
    if !step(model, grain) {
        stop_at_end(model);
    }
}
