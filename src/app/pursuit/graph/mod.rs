//! The state graph in the dialog of the search: it is asked for, drawn, gone through, and each of its states opens a run.
//!
//! The searcher draws ([`work`]), page and searcher write each other [`letter`]s; where everything stands ([`layout`]) and
//! how it looks ([`paths`]) the page works out once for each graph.

pub mod layout;
pub mod letter;
pub mod paths;
pub mod work;

use std::rc::Rc;

use super::{Cmd, Errand, Focus, Model, Pursuit, beside_the_first, in_place_of_the_first, show_run};
use crate::app::{Notice, address};
use crate::exhibit::explored::Atlas;
use crate::exhibit::{Exhibit, Knobs, Saved};
use crate::text::Both;
use layout::Layout;
use letter::{GRAPH, Said};
use paths::Picture;

/// A state graph with its picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Chart {
    /// The graph.
    pub atlas: Atlas,
    /// Where its states stand.
    pub layout: Layout,
    /// How they look.
    pub picture: Picture,
    /// Settings that would be small enough.
    pub small: Option<Small>,
    /// The knobs that it is about.
    pub knobs: Knobs,
    /// The run that was looked for in it.
    run: Saved,
    /// What it was asked with, for asking for one of its states.
    letter: String,
}

/// Settings that are small enough to draw every state.
#[derive(Clone, PartialEq, Debug)]
pub struct Small {
    /// The knobs that have other values then: what they are called, and the values.
    pub knobs: Vec<(Both, String)>,
    /// How many states there are then.
    pub states: u64,
    run: String,
}

/// How far it has come.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Stage {
    /// Nobody waits for anything.
    #[default]
    Still,
    /// It is being drawn.
    Drawing,
    /// A run to a state is being made; where it is to be shown.
    Opening(Place),
    /// There is none, for the reason that this sentence gives.
    Refused(String),
    /// The searcher could not be started, or broke down.
    Failed,
}

/// Where a run is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// Beside the present run.
    Beside,
    /// In its place.
    Instead,
}

/// The state graph of a pursuit.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Graph {
    /// Whether the dialog shows it, instead of what can be asked.
    pub is_shown: bool,
    /// How far it has come.
    pub stage: Stage,
    /// What was drawn last.
    pub chart: Option<Rc<Chart>>,
    /// The state that is selected.
    pub at: u32,
    /// The present run, as the dialog was opened.
    pub present: Option<Saved>,
    run: Option<Saved>,
    knobs: Knobs,
    letter: String,
}

/// A wish about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Draw it.
    Draw,
    /// Draw that of smaller settings.
    Small,
    /// Back to what can be asked.
    Back,
    /// Select a state.
    At(u32),
    /// Open a run to the selected state.
    Open(Place),
}

/// Which way a key leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// To a state that leads here.
    Back,
    /// To a state that this one leads to.
    On,
    /// To the state above in the same level.
    Up,
    /// To the state below.
    Down,
    /// To the start.
    First,
    /// To the last level.
    Last,
}

impl Graph {
    /// Whether an answer is waited for.
    pub fn is_under_way(&self) -> bool {
        matches!(self.stage, Stage::Drawing | Stage::Opening(_))
    }
}

impl Chart {
    /// The states of a run up to its cursor, if it is the one that was looked for; and whether it is among them there.
    pub fn trail(&self, present: &Saved) -> (&[u32], bool) {
        let same = Saved { event: self.run.event, scenario: self.run.scenario, ..present.clone() } == self.run;
        let states = if same { &self.atlas.trail.states[..] } else { &[] };
        let frames = present.event as usize + 1;
        (&states[..frames.min(states.len())], frames <= states.len())
    }

    /// Where a key leads from a state.
    #[inline(never)]
    pub fn moved(&self, at: u32, way: Way) -> u32 {
        let Layout { order, spots, .. } = &self.layout;
        let height = |state: &u32| spots.get(*state as usize).map_or(0, |spot| spot.1);
        let near = |state: &u32| ((height(state) - height(&at)).abs(), *state);
        let level = self.layout.level(at);
        let states = order.get(level).map_or(&[][..], |level| &level[..]);
        let place = states.iter().position(|state| *state == at).unwrap_or(0);
        let leads = |from: u32, to: u32| {
            self.atlas.states.get(from as usize).is_some_and(|spot| spot.edges.iter().any(|edge| edge.to == to))
        };
        // The nearest that it is joined to, else the nearest.
        let beside = |level: Option<usize>, joined: &dyn Fn(u32) -> bool| {
            let states = level.and_then(|level| order.get(level)).map_or(&[][..], |level| &level[..]);
            let (ours, others): (Vec<u32>, Vec<u32>) = states.iter().partition(|state| joined(**state));
            ours.iter().min_by_key(|state| near(state)).or(others.iter().min_by_key(|state| near(state))).copied()
        };
        let to = match way {
            Way::Back => beside(level.checked_sub(1), &|other| leads(other, at)),
            Way::On => beside(Some(level + 1), &|other| leads(at, other)),
            Way::Up => place.checked_sub(1).and_then(|place| states.get(place)).copied(),
            Way::Down => states.get(place + 1).copied(),
            Way::First => Some(0),
            Way::Last => beside(order.len().checked_sub(1), &|_| true),
        };
        to.unwrap_or(at)
    }
}

/// Does what is wished.
#[inline(never)]
pub(super) fn wished(model: &mut Model, wish: Wish, cmds: &mut Vec<Cmd>) {
    let Some(pursuit) = model.pursuit.as_mut().filter(|pursuit| !pursuit.is_under_way()) else { return };
    let graph = &mut pursuit.graph;
    match wish {
        Wish::Draw => draw(model, None, cmds),
        Wish::Small => {
            let small = graph.chart.as_ref().and_then(|chart| chart.small.clone());
            if let Some(small) = small {
                draw(model, Some(small.run), cmds);
            }
        }
        Wish::Back => {
            if graph.is_under_way() {
                cmds.push(Cmd::Search(Errand::End));
            }
            (graph.is_shown, graph.stage) = (false, Stage::Still);
            cmds.push(Cmd::Focus(Focus::Sheet));
        }
        Wish::At(state) => {
            if graph.chart.as_ref().is_some_and(|chart| (state as usize) < chart.atlas.states.len()) {
                graph.at = state;
                cmds.push(Cmd::Focus(Focus::Graph));
            }
        }
        Wish::Open(place) => {
            if let Some(chart) = graph.chart.as_ref().filter(|_| !graph.is_under_way()) {
                cmds.push(Cmd::Search(Errand::Begin(format!("{GRAPH}open {}\n{}", graph.at, chart.letter))));
                graph.stage = Stage::Opening(place);
            }
        }
    }
}

/// Asks for a graph: with the settings of the present run, or with those of another address.
fn draw(model: &mut Model, other: Option<String>, cmds: &mut Vec<Cmd>) {
    let Some(pane) = model.panes.first() else { return };
    let Some(pursuit) = model.pursuit.as_mut().filter(|pursuit| !pursuit.graph.is_under_way()) else { return };
    let present = pane.session.saved();
    let other = other.and_then(|run| address::parse(model.catalogue, &run).ok());
    let knobs = other.map_or_else(|| present.knobs.clone(), |other| other.saved.knobs);
    let without = pursuit.asked.without.clone();
    let bare = Saved { knobs: knobs.clone(), without, acts: Vec::new(), stops: None, event: 0, ..present.clone() };
    let run = address::run(pane.exhibit, &bare);
    let at = address::run(pane.exhibit, &present);
    if run.len().max(at.len()) > address::ADDRESS_BYTES_MAX {
        model.notice = Some(Notice::Settings);
        return;
    }
    let letter = super::letter::write(&pursuit.asked, &run, model.locale);
    cmds.push(Cmd::Search(Errand::Begin(format!("{GRAPH}at {at}\n{letter}"))));
    cmds.push(Cmd::Focus(Focus::Sheet));
    pursuit.exhibit = pane.exhibit.name();
    let graph = &mut pursuit.graph;
    (graph.is_shown, graph.stage, graph.knobs, graph.letter) = (true, Stage::Drawing, knobs, letter);
    (graph.run, graph.present) = (Some(present.clone()), Some(present));
}

/// An answer has come; one that cannot be read is as if the searcher had broken down.
pub(super) fn heard(model: &mut Model, letter: &str, cmds: &mut Vec<Cmd>) {
    let catalogue = model.catalogue;
    let Some(pursuit) = model.pursuit.as_mut() else { return };
    cmds.push(Cmd::Search(Errand::End));
    let graph = &mut pursuit.graph;
    match (Said::read(letter), graph.stage.clone(), graph.run.clone()) {
        (Some(Said::Atlas(atlas, small)), Stage::Drawing, Some(run)) => {
            let layout = Layout::of(&atlas);
            let (picture, letter, knobs) = (Picture::of(&atlas, &layout), graph.letter.clone(), graph.knobs.clone());
            let small = small.and_then(|(address, states)| smaller(catalogue, address, states, &run));
            let chart = Chart { picture, layout, atlas: *atlas, small, knobs, run: run.clone(), letter };
            let (trail, there) = chart.trail(&run);
            graph.at = trail.last().copied().filter(|_| there).unwrap_or(0);
            (graph.chart, graph.stage) = (Some(Rc::new(chart)), Stage::Still);
            if model.sheet.is_some() {
                cmds.push(Cmd::Focus(Focus::Graph));
            }
        }
        (Some(Said::Found(run)), Stage::Opening(place), _) => {
            graph.stage = Stage::Still;
            match place {
                Place::Beside => show_run(model, &run, cmds, beside_the_first),
                Place::Instead => show_run(model, &run, cmds, in_place_of_the_first),
            }
        }
        (Some(Said::Refused(sentence)), ..) => graph.stage = Stage::Refused(sentence),
        _ => graph.stage = Stage::Failed,
    }
}

/// What smaller settings change.
fn smaller(catalogue: &[&'static dyn Exhibit], run: String, states: u64, present: &Saved) -> Option<Small> {
    let saved = address::parse(catalogue, &run).ok()?.saved;
    let exhibit = catalogue.iter().copied().find(|exhibit| exhibit.name() == saved.exhibit)?;
    let title = |name: &str| exhibit.knobs().iter().find(|spec| spec.name == name).map(|spec| spec.title);
    let differing = saved.knobs.texts().zip(present.knobs.texts()).filter(|(small, here)| small != here);
    let knobs = differing.filter_map(|((name, value), _)| Some((title(name)?, value))).collect();
    Some(Small { knobs, states, run })
}

/// The searcher could not be started, or broke down.
pub(super) fn failed(pursuit: &mut Pursuit, cmds: &mut Vec<Cmd>) {
    cmds.push(Cmd::Search(Errand::End));
    pursuit.graph.stage = Stage::Failed;
}
