//! The search for a bad run, as the page sees it: what is asked, how far it has come, and what it said.
//!
//! The search itself goes on elsewhere, in a worker ([`work`]); the two write each other [`letter`]s. The page stays as it
//! is meanwhile, and the dialog may be closed: what was found is told when it is there.

mod asked;
mod census;
pub mod graph;
pub mod letter;
pub mod work;

pub use asked::{Asked, COUNTS, Fault, STATES, TRAITORS_MAX};

use crate::exhibit::{Exhibit, Knobs, Saved};
use crate::explore::{Limit, Outcome};

use super::model::Model;
use super::{Cmd, Focus, Notice, Sheet, address, beside, cursor};
use letter::Said;

/// How far it has come.
#[derive(Clone, PartialEq, Debug)]
pub enum Stage {
    /// It has not begun.
    Asking,
    /// The searcher is being fetched.
    Starting,
    /// It goes on.
    Running(Said),
    /// It is over.
    Over(Said),
    /// The searcher could not be started, or broke down.
    Failed,
}

/// A search for a bad run of the exhibit of the first pane.
#[derive(Clone, PartialEq, Debug)]
pub struct Pursuit {
    /// What is asked.
    pub asked: Asked,
    /// How far it has come.
    pub stage: Stage,
    /// The knobs of the run that it is about: they say of whom something can be claimed.
    pub knobs: Knobs,
    /// The state graph, where one was asked for.
    pub graph: graph::Graph,
    exhibit: &'static str,
}

/// A wish about it.
#[derive(Clone, PartialEq, Debug)]
pub enum Wish {
    /// Look for a run that breaks this check, or no longer.
    Check(&'static str),
    /// What is to be so at this place of the list, or nothing any more.
    Claim(usize, Option<String>),
    /// Take a guard away, or put it back.
    Guard(&'static str),
    /// What becomes of messages.
    Network(usize),
    /// How many faults of a kind.
    Count(usize, usize),
    /// Disks may be lost, or no longer.
    Disks,
    /// Walk at random, or look at everything again.
    Sampled(bool),
    /// How many states.
    States(usize),
    /// So many traitors; 0 for as many as are tolerated.
    Traitors(usize),
    /// Begin, or stop what goes on.
    Go,
    /// Count the table.
    Table,
    /// A letter has come.
    Said(String),
    /// The searcher could not be started, or broke down.
    Failed,
    /// What was found, beside the present run.
    Beside,
    /// What was found, in place of the present run.
    Instead,
    /// Something about the state graph.
    Graph(graph::Wish),
}

/// What is wished of whoever searches.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Errand {
    /// Begin with this letter.
    Begin(String),
    /// Stop, and say what is known.
    Stop,
    /// Go home.
    End,
}

impl Pursuit {
    fn of(exhibit: &dyn Exhibit, saved: &Saved, checks: impl Iterator<Item = &'static str>) -> Pursuit {
        let asked = Asked::of(exhibit, saved, checks);
        let graph = graph::Graph::default();
        Pursuit { asked, stage: Stage::Asking, knobs: saved.knobs.clone(), graph, exhibit: exhibit.name() }
    }

    /// Whether it goes on.
    pub fn is_under_way(&self) -> bool {
        matches!(self.stage, Stage::Starting | Stage::Running(_))
    }

    /// What is known.
    pub fn said(&self) -> Option<&Said> {
        match &self.stage {
            Stage::Running(said) | Stage::Over(said) => Some(said),
            Stage::Asking | Stage::Starting | Stage::Failed => None,
        }
    }
}

/// Opens the dialog: with the search that there is, if it is one of this exhibit, else with a fresh one.
pub(super) fn opened(model: &mut Model) -> bool {
    let Some(pane) = model.panes.first().filter(|pane| pane.exhibit.is_searched()) else {
        model.notice = Some(Notice::NoSchedules);
        return false;
    };
    let (exhibit, saved) = (pane.exhibit, pane.session.saved());
    if model.pursuit.as_ref().is_none_or(|pursuit| pursuit.exhibit != exhibit.name()) {
        let checks = pane.session.guarantees(model.locale).into_iter().map(|guarantee| guarantee.name);
        model.pursuit = Some(Pursuit::of(exhibit, &saved, checks));
    } else if let Some(pursuit) = &mut model.pursuit {
        if pursuit.stage == Stage::Asking {
            pursuit.asked.without.clone_from(&saved.without);
        }
        pursuit.knobs.clone_from(&saved.knobs);
        pursuit.graph.present = Some(saved);
    }
    true
}

/// Does what is wished.
#[inline(never)]
pub(super) fn wished(model: &mut Model, wish: Wish, cmds: &mut Vec<Cmd>) {
    match wish {
        Wish::Beside => return show(model, cmds, beside_the_first),
        Wish::Instead => return show(model, cmds, in_place_of_the_first),
        Wish::Graph(wish) => return graph::wished(model, wish, cmds),
        Wish::Said(letter) if model.is_drawing() => return graph::heard(model, &letter, cmds),
        Wish::Go => return go(model, cmds, false),
        Wish::Table => return go(model, cmds, true),
        Wish::Said(letter) => return heard(model, &letter, cmds),
        Wish::Failed => return failed(model, cmds),
        Wish::Check(_)
        | Wish::Claim(..)
        | Wish::Guard(_)
        | Wish::Network(_)
        | Wish::Count(..)
        | Wish::Disks
        | Wish::Sampled(_)
        | Wish::Traitors(_)
        | Wish::States(_) => {}
    }
    let Some(exhibit) = model.panes.first().map(|pane| pane.exhibit) else { return };
    let Some(pursuit) = model.pursuit.as_mut().filter(|pursuit| !pursuit.is_under_way()) else { return };
    pursuit.asked.change(exhibit, &wish);
}

/// Begins, or stops what goes on.
fn go(model: &mut Model, cmds: &mut Vec<Cmd>, table: bool) {
    let Some(pane) = model.panes.first() else { return };
    let Some(pursuit) = model.pursuit.as_mut().filter(|pursuit| !pursuit.graph.is_under_way()) else { return };
    if pursuit.is_under_way() {
        // Who has not started yet has nothing to say.
        let errand = if pursuit.stage == Stage::Starting { Errand::End } else { Errand::Stop };
        if errand == Errand::End {
            pursuit.stage = Stage::Asking;
        }
        cmds.push(Cmd::Search(errand));
        return;
    }
    // Of what was claimed of another run's nodes nothing may be left.
    let known = pane.exhibit.claims(&pane.session.saved().knobs, model.locale);
    pursuit.asked.claims.retain(|name| known.iter().any(|claim| claim.name == *name));
    pursuit.asked.table = table;
    if pursuit.asked.checks.is_empty() && pursuit.asked.claims.is_empty() && !table {
        model.notice = Some(Notice::NoChecks);
        return;
    }
    let bare = Saved { without: pursuit.asked.without.clone(), acts: Vec::new(), stops: None, event: 0, ..pane.session.saved() };
    let run = address::run(pane.exhibit, &bare);
    if run.len() > address::ADDRESS_BYTES_MAX {
        model.notice = Some(Notice::Settings);
        return;
    }
    pursuit.exhibit = pane.exhibit.name();
    pursuit.stage = Stage::Starting;
    cmds.push(Cmd::Search(Errand::Begin(letter::write(&pursuit.asked, &run, model.locale))));
}

/// A letter has come; one that cannot be read is as if the searcher had broken down.
fn heard(model: &mut Model, letter: &str, cmds: &mut Vec<Cmd>) {
    let Some(pursuit) = model.pursuit.as_mut().filter(|pursuit| pursuit.is_under_way()) else { return };
    let Some(said) = Said::read(letter) else { return failed(model, cmds) };
    if !said.over {
        pursuit.stage = Stage::Running(said);
        return;
    }
    cmds.push(Cmd::Search(Errand::End));
    let told = if pursuit.asked.table {
        Notice::Counted
    } else {
        Notice::Pursued { found: said.found.is_some(), complete: said.limit.is_none() }
    };
    pursuit.stage = Stage::Over(said);
    if model.sheet != Some(Sheet::Search) {
        model.notice = Some(told);
    }
}

fn failed(model: &mut Model, cmds: &mut Vec<Cmd>) {
    if let Some(pursuit) = model.pursuit.as_mut().filter(|pursuit| pursuit.graph.is_under_way()) {
        return graph::failed(pursuit, cmds);
    }
    let Some(pursuit) = model.pursuit.as_mut().filter(|pursuit| pursuit.is_under_way()) else { return };
    cmds.push(Cmd::Search(Errand::End));
    pursuit.stage = Stage::Failed;
    if model.sheet != Some(Sheet::Search) {
        model.notice = Some(Notice::NoSearcher);
    }
}

impl Model {
    /// Whether the searcher is asked about a state graph.
    fn is_drawing(&self) -> bool {
        self.pursuit.as_ref().is_some_and(|pursuit| pursuit.graph.is_under_way())
    }
}

/// Shows what was found, on the frame in which it is broken.
fn show(model: &mut Model, cmds: &mut Vec<Cmd>, open: impl Fn(&mut Model, &Saved) -> Result<(), Notice>) {
    let found = model.pursuit.as_ref().and_then(|pursuit| pursuit.said()?.found.clone());
    if let Some(run) = found {
        show_run(model, &run, cmds, open);
    }
}

fn show_run(model: &mut Model, run: &str, cmds: &mut Vec<Cmd>, open: impl Fn(&mut Model, &Saved) -> Result<(), Notice>) {
    let opened = address::parse(model.catalogue, run).map_err(Notice::Address).and_then(|address| open(model, &address.saved));
    match opened {
        Ok(()) => {
            if model.sheet.take().is_some() {
                cmds.push(Cmd::Focus(Focus::Back));
            }
            model.speech_due = true;
        }
        Err(notice) => model.notice = Some(notice),
    }
}

fn beside_the_first(model: &mut Model, saved: &Saved) -> Result<(), Notice> {
    let here = model.panes.first().map(|pane| pane.exhibit.name());
    if here != Some(saved.exhibit) {
        return in_place_of_the_first(model, saved);
    }
    beside::open(model, saved)?;
    cursor::seek(model, saved.event);
    beside::turned(model, 1);
    Ok(())
}

fn in_place_of_the_first(model: &mut Model, saved: &Saved) -> Result<(), Notice> {
    super::opening::saved(model, saved)
}

/// Why a search ended early, if a word says so.
pub(super) const LIMITS: [(&str, Limit); 6] = [
    ("states", Limit::States),
    ("depth", Limit::Depth),
    ("memory", Limit::Bytes),
    ("time", Limit::Time),
    ("cancelled", Limit::Cancelled),
    ("sampled", Limit::Sampled),
];

/// What is said of a check, by its word.
pub(super) const OUTCOMES: [(&str, Outcome); 5] = [
    ("holds", Outcome::Holds),
    ("broken", Outcome::Broken),
    ("found", Outcome::Found),
    ("never", Outcome::Never),
    ("limit", Outcome::Limit),
];
