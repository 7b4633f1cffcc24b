//! A second run beside the first: what may stand there, how it is opened and closed, and which of the two acts are about.

use std::rc::Rc;

use crate::exhibit::Saved;
use crate::text::Locale;

use super::model::Model;
use super::{AddressError, Notice, Pane, Pick, Twice, cursor};

/// So many runs stand side by side: a third would be too narrow to read on any screen, and one compares two.
pub const PANES_MAX: usize = 2;

/// What may stand in the second pane.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// The first run once more.
    Copy,
    /// A branch of the first run.
    Branch(usize),
    /// Another scenario of the exhibit.
    Scenario(&'static str),
    /// Something that has been made there.
    Own,
}

/// What is to be seen of two runs at once, beyond what is to be seen of each.
#[derive(Clone, PartialEq, Debug)]
pub struct Side {
    /// What stands in the second pane.
    pub standing: Standing,
    /// The two histories of the node that is looked at, if one is.
    pub twice: Option<Rc<Twice>>,
}

/// What that depends on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct SideFor {
    content: u64,
    locale: Locale,
    node: Option<String>,
}

/// Opens the second pane, on the latest branch that is not the present one, or closes it. The first run stays.
#[inline(never)]
pub(super) fn toggle(model: &mut Model) -> Result<(), Notice> {
    if model.panes.len() > 1 {
        model.panes.truncate(1);
        turned(model, 0);
        return Ok(());
    }
    let branches = model.panes.first().map_or_else(Vec::new, |pane| pane.session.branches(model.locale));
    let other = branches.iter().rposition(|branch| !branch.current);
    stand(model, other.map_or(Standing::Copy, Standing::Branch))
}

/// Lets a run stand in the second pane, on the event of the cursor.
#[inline(never)]
pub(super) fn stand(model: &mut Model, what: Standing) -> Result<(), Notice> {
    let Some(first) = model.panes.first() else { return Ok(()) };
    let saved = match what {
        Standing::Copy => Some(first.session.saved()),
        Standing::Branch(branch) => first.session.branch_saved(branch),
        Standing::Scenario(name) => first.exhibit.scenario(name),
        Standing::Own => None,
    };
    saved.map_or(Ok(()), |saved| open(model, &Saved { event: cursor::event(model), ..saved }))
}

/// Opens a saved run in the second pane.
pub(super) fn open(model: &mut Model, saved: &Saved) -> Result<(), Notice> {
    let Some(first) = model.panes.first() else { return Ok(()) };
    let pane = Pane::open(first.exhibit, saved).map_err(|error| Notice::Second(AddressError::Open(error)))?;
    model.panes.truncate(PANES_MAX - 1);
    model.panes.push(pane);
    let event = cursor::event(model);
    cursor::seek(model, event);
    let at = model.at;
    turned(model, at);
    Ok(())
}

/// Acts and story are about this pane from now on.
#[inline(never)]
pub(super) fn turned(model: &mut Model, at: usize) {
    let at = at.min(model.panes.len().saturating_sub(1));
    if at != model.at {
        model.picked = None;
        model.chip = None;
    }
    model.at = at;
    model.menu = None;
    model.playhead.settle();
    model.touch();
    model.speech_due = true;
}

/// The veil falls, or is lifted.
#[inline(never)]
pub(super) fn see_by(model: &mut Model, by: Option<String>) {
    model.by = by.filter(|name| known(model, name));
    model.menu = None;
    model.playhead.settle();
    model.touch();
    model.speech_due = true;
}

/// Whether a run on the page has a node of this name.
pub(super) fn known(model: &Model, name: &str) -> bool {
    model.panes.iter().filter(|pane| pane.session.has_eyes()).any(|pane| pane.session.nodes().iter().any(|node| node == name))
}

/// The eyes of the selected node, or the watcher's again.
#[inline(never)]
pub(super) fn toggle_veil(model: &mut Model) {
    if model.by.is_some() {
        see_by(model, None);
        return;
    }
    if model.panes.get(model.at).is_some_and(|pane| !pane.session.has_eyes()) {
        model.notice = Some(Notice::NoEyes);
        return;
    }
    match picked(model) {
        Some(name) => see_by(model, Some(name)),
        None => model.notice = Some(Notice::PickFirst),
    }
}

/// The name of the selected node.
fn picked(model: &Model) -> Option<String> {
    let Some(Pick::Node(node)) = model.picked else { return None };
    model.panes.get(model.at)?.session.nodes().get(usize::from(node)).cloned()
}

/// The node whose two histories are compared: whose eyes see, who is selected, or whom the scenario names.
fn compared(model: &Model) -> Option<String> {
    model.by.clone().or_else(|| picked(model)).or_else(|| {
        let [first, second] = &*model.panes else { return None };
        let beside = first.scenario()?.beside?;
        let eyes = beside.eyes?;
        second.scenario().is_some_and(|other| other.name == beside.scenario).then(|| eyes.to_owned())
    })
}

/// What is to be seen of two runs at once.
pub(super) fn side(model: &mut Model) -> Option<Side> {
    if model.panes.len() > 1 { of_two(model) } else { None }
}

#[inline(never)]
fn of_two(model: &mut Model) -> Option<Side> {
    let [first, second] = &*model.panes else { return None };
    let wanted = SideFor { content: model.content, locale: model.locale, node: compared(model) };
    if let Some((known, side)) = &model.side
        && *known == wanted
    {
        return Some(side.clone());
    }
    let twice = wanted.node.as_ref().map(|name| {
        let [left, right] = [first, second].map(|pane| pane.session.history(pane.node(name), model.locale));
        Rc::new(Twice::of(name, left, right))
    });
    let side = Side { standing: standing(first, second), twice };
    model.side = Some((wanted, side.clone()));
    Some(side)
}

fn standing(first: &Pane, second: &Pane) -> Standing {
    let here = second.session.saved();
    let same = |other: &Saved| Saved { event: here.event, ..other.clone() } == here;
    if same(&first.session.saved()) {
        return Standing::Copy;
    }
    let branches = first.session.branches(Locale::default()).len();
    let is = |branch: &usize| first.session.branch_saved(*branch).as_ref().is_some_and(same);
    if let Some(branch) = (0..branches).find(is) {
        return Standing::Branch(branch);
    }
    let own = second.exhibit.scenario(here.scenario);
    if own.as_ref().is_some_and(same) { Standing::Scenario(here.scenario) } else { Standing::Own }
}
