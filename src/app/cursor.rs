//! One cursor under all panes: every run stands on the same event, or on its last one.

use crate::exhibit::{Grain, Leap};

use super::Pane;
use super::model::Model;

/// The event that the cursor stands on.
pub(super) fn event(model: &Model) -> u32 {
    model.panes.iter().map(|pane| pane.session.cursor()).max().unwrap_or(0)
}

/// The panes whose runs have come as far as the cursor, the active one first.
fn leads(model: &Model) -> Vec<usize> {
    let (here, count) = (event(model), model.panes.len());
    let at = model.at.min(count.saturating_sub(1));
    let order = (0..count).map(|index| (index + at) % count);
    order.filter(|index| model.panes[*index].session.cursor() == here).collect()
}

/// One step ahead; whether any run has one. The active one says how far, and once it has ended the other.
pub(super) fn ahead(model: &mut Model, grain: Grain) -> bool {
    let leads = leads(model);
    let stepped = leads.into_iter().find(|index| model.panes[*index].step_ahead(grain));
    stepped.inspect(|lead| follow(model, *lead)).is_some()
}

/// A leap through the calls; whether there was one.
pub(super) fn leap(model: &mut Model, leap: Leap) -> bool {
    let Some(lead) = leads(model).first().copied() else { return false };
    let leapt = model.panes[lead].leap(leap);
    follow(model, lead);
    leapt
}

/// One step back; whether there was one.
pub(super) fn back(model: &mut Model, grain: Grain, step: fn(&mut Pane, Grain) -> bool) -> bool {
    let Some(lead) = leads(model).first().copied() else { return false };
    let stepped = step(&mut model.panes[lead], grain);
    follow(model, lead);
    stepped
}

/// All runs to an event.
pub(super) fn seek(model: &mut Model, event: u32) {
    for pane in &mut model.panes {
        pane.moved = true;
        pane.seek(event);
    }
}

/// The other runs go where this one has gone.
pub(super) fn follow(model: &mut Model, lead: usize) {
    let Some(event) = model.panes.get(lead).map(|pane| pane.session.cursor()) else { return };
    for (index, pane) in model.panes.iter_mut().enumerate() {
        if index == lead {
            pane.moved = true;
        } else {
            pane.follow(event);
        }
    }
}
