//! A pane: one run of one exhibit, with the way that led through it and the runs before it.
//!
//! Several panes can stand side by side under one cursor; a pane knows nothing of the others.

use super::Pick;
use crate::exhibit::file::{Opened, Title};
use crate::exhibit::knobs::listed;
use crate::exhibit::{
    Asked, Exhibit, Grain, Inspection, KnobSpec, Leap, Offer, OpenError, Refusal, Saved, ScenarioSpec, Session,
};
use crate::scene::{Diagram, Gaze};
use crate::sim::{Act, NodeId};
use crate::text::Locale;

/// How many earlier runs (before a change of settings) undo can return to.
const RUNS_KEPT_MAX: usize = 16;

/// How near the cursor may come to an edge of the diagram's window before the window moves on.
const EDGE_FRAMES: u32 = 6;

/// One run of one exhibit.
pub struct Pane {
    /// The exhibit.
    pub exhibit: &'static dyn Exhibit,
    /// Its run.
    pub session: Box<dyn Session>,
    /// Steps ahead that can be undone one by one: from where, to where.
    trail: Vec<(u32, u32)>,
    /// Runs before a change of settings, latest last.
    past: Vec<Left>,
    /// Runs that undo has left, latest last.
    future: Vec<Left>,
    /// The first frame of the diagram's window.
    first: u32,
    /// What introduces the run.
    intro: Intro,
    /// Whether the latest step moved it: under the cursor of another pane it may have ended already.
    pub(super) moved: bool,
    /// Whose tree is shown, and the box that was opened in it at an event: a step closes it again.
    eyes: Option<u8>,
    opened: Option<(u32, u32)>,
}

/// A run that was left.
struct Left {
    session: Box<dyn Session>,
    intro: Intro,
}

/// What introduces a run. No sentence stands over a run that it does not tell of.
enum Intro {
    /// The scenario's own sentence.
    Scenario,
    /// The title in a file; whether the file plays the scenario that its run is saved under.
    File(Title, bool),
    /// Nothing: the run has other settings than its scenario.
    Nothing,
}

impl Intro {
    fn of(exhibit: &dyn Exhibit, session: &dyn Session) -> Intro {
        let saved = session.saved();
        let own = exhibit.scenario(saved.scenario);
        let kept = own.is_some_and(|own| own.knobs == saved.knobs && own.seed == saved.seed && own.without == saved.without);
        if kept { Intro::Scenario } else { Intro::Nothing }
    }
}

impl Pane {
    /// A pane with this run.
    pub fn new(exhibit: &'static dyn Exhibit, session: Box<dyn Session>) -> Pane {
        let intro = Intro::of(exhibit, &*session);
        Pane {
            exhibit,
            session,
            trail: Vec::new(),
            past: Vec::new(),
            future: Vec::new(),
            first: 0,
            intro,
            moved: true,
            eyes: None,
            opened: None,
        }
    }

    /// A run from a file, which may play a scenario or something of its own.
    pub(super) fn of_file(opened: Opened) -> Pane {
        let intro = Intro::File(opened.title, opened.scenario.is_some());
        Pane { intro, ..Pane::new(opened.exhibit, opened.session) }
    }

    /// Goes to another run; the one that was left.
    fn turn_to(&mut self, to: Left) -> Left {
        let session = std::mem::replace(&mut self.session, to.session);
        Left { session, intro: std::mem::replace(&mut self.intro, to.intro) }
    }

    /// The scenario that is played, if it is one.
    pub(super) fn scenario(&self) -> Option<&'static ScenarioSpec> {
        if let Intro::File(_, false) = self.intro {
            return None;
        }
        let saved = self.session.saved();
        self.exhibit.scenarios().iter().find(|scenario| scenario.name == saved.scenario)
    }

    /// The sentence over the stage; empty when there is none.
    pub(super) fn intro(&self, locale: Locale) -> String {
        match &self.intro {
            Intro::Scenario => self.scenario().map_or("", |scenario| scenario.intro.get(locale)).to_owned(),
            Intro::File(title, _) => title.get(locale).unwrap_or_default().to_owned(),
            Intro::Nothing => String::new(),
        }
    }

    /// Opens a saved run.
    pub fn open(exhibit: &'static dyn Exhibit, saved: &Saved) -> Result<Pane, OpenError> {
        exhibit.open(saved).map(|session| Pane::new(exhibit, session))
    }

    /// One step ahead; whether there was one.
    pub(super) fn step_ahead(&mut self, grain: Grain) -> bool {
        let from = self.session.cursor();
        let Some(stop) = self.session.stop_after(grain, true) else { return false };
        let to = self.session.seek(stop);
        self.trail.push((from, to));
        true
    }

    /// A leap through the calls; whether there was one.
    pub(super) fn leap(&mut self, leap: Leap) -> bool {
        let from = self.session.cursor();
        let Some(stop) = self.session.leap(leap) else { return false };
        let to = self.session.seek(stop);
        self.trail.push((from, to));
        true
    }

    /// The same run by other rules, at the same frame, or in another order, at the same turn. What was done by hand between turns is left out, from the event
    /// that comes back on: it belongs between turns that are not neighbours any more.
    pub(super) fn resequence(&mut self, knob: &'static KnobSpec, word: &str) -> Result<Option<u32>, OpenError> {
        let mut saved = self.session.saved();
        saved.knobs.set(self.exhibit.knobs(), knob.name, word).map_err(OpenError::Knob)?;
        if !self.exhibit.in_rounds() {
            // What is done stays possible under other rules, and is told at the same frame.
            let event = saved.event;
            let dropped = self.apply(saved)?;
            self.session.seek(event);
            return Ok(dropped);
        }
        let dropped = saved.acts.iter().map(|act| act.event).find(|event| *event > 0);
        saved.acts.retain(|act| act.event == 0);
        saved.stops = None;
        let moment = self.session.moment();
        self.apply(saved)?;
        if let Some(event) = moment.and_then(|moment| self.session.find_moment(moment)) {
            self.session.seek(event);
        }
        Ok(dropped)
    }

    /// Gives a command with a word at this frame; one that the run does not know is added to the list of a knob before.
    pub(super) fn ask(&mut self, asked: &Asked, word: &str) -> Result<(), OpenError> {
        let mut saved = self.session.saved();
        let mut words = saved.knobs.words(asked.knob.name).to_vec();
        if self.session.called(asked.command, word).is_none() {
            words.push(word.to_owned());
            // As text, so that the knob's own limits hold.
            saved.knobs.set(self.exhibit.knobs(), asked.knob.name, &listed(&words)).map_err(OpenError::Knob)?;
            let event = saved.event;
            self.apply(saved)?;
            self.session.seek(event);
        }
        if let Some(act) = self.session.called(asked.command, word) {
            // A refusal leaves the run as it is.
            let _ = self.choose(act);
        }
        Ok(())
    }

    /// One step back: the latest step ahead is undone, at whatever grain it was made.
    pub(super) fn undo_step(&mut self, grain: Grain) -> bool {
        let here = self.session.cursor();
        match self.trail.pop().filter(|(_, to)| *to == here) {
            Some((from, _)) => {
                self.session.seek(from);
                true
            }
            None => self.step_back(grain),
        }
    }

    /// One frame, phase or event back, however the cursor came here.
    pub(super) fn step_back(&mut self, grain: Grain) -> bool {
        self.trail.clear();
        let stop = self.session.stop_after(grain, false);
        stop.map(|stop| self.session.seek(stop)).is_some()
    }

    /// Looks at something closely: at a node's tree, or into a box of it. Opening an open box closes it.
    pub(super) fn look_at(&mut self, pick: Pick) {
        match pick {
            Pick::Node(node) => (self.eyes, self.opened) = (Some(node), None),
            Pick::Box(key) => {
                let here = (self.session.cursor(), key);
                self.opened = Some(here).filter(|_| self.opened != Some(here));
            }
            Pick::Message(_) => {}
        }
    }

    /// What is looked at closely now.
    pub(super) fn gaze(&self) -> Gaze {
        let here = self.session.cursor();
        let open = self.opened.filter(|(event, _)| *event == here).map(|(_, key)| key);
        Gaze { node: self.eyes, open, veiled: false }
    }

    /// Where the cursor has gone that it shares with another pane, or as far as its run goes.
    pub(super) fn follow(&mut self, event: u32) {
        let before = self.session.cursor();
        self.moved = self.session.seek(event) != before;
    }

    /// The node of this name; one that no run has where there is none.
    pub(super) fn node(&self, name: &str) -> NodeId {
        NodeId(self.session.nodes().iter().position(|known| known == name).map_or(u8::MAX, |node| node as u8))
    }

    /// Everything that may be done, or what a node may see of that.
    pub(super) fn offers(&self, by: Option<&str>, locale: Locale) -> Vec<Offer> {
        by.map_or_else(|| self.session.offers(locale), |by| self.session.offers_by(self.node(by), locale))
    }

    /// A node or a message in detail, as far as a node knows it.
    pub(super) fn inspect(&self, by: Option<&str>, pick: Pick, locale: Locale) -> Option<Inspection> {
        let session = &self.session;
        match (pick, by.map(|by| self.node(by))) {
            (Pick::Node(node), None) => session.inspect_node(NodeId(node), locale),
            (Pick::Node(node), Some(by)) => session.inspect_node_by(by, NodeId(node), locale),
            (Pick::Box(_), _) => None,
            (Pick::Message(message), None) => session.inspect_message(message, locale),
            (Pick::Message(message), Some(by)) => session.inspect_message_by(by, message, locale),
        }
    }

    /// To an event.
    pub(super) fn seek(&mut self, event: u32) {
        self.trail.clear();
        self.session.seek(event);
    }

    /// Does an act behind the cursor.
    pub(super) fn choose(&mut self, act: Act) -> Result<(), Refusal> {
        self.session.choose(act)?;
        self.trail.clear();
        self.future.clear();
        Ok(())
    }

    /// Takes the latest act, or the latest change of settings, back.
    pub(super) fn undo(&mut self) -> bool {
        self.trail.clear();
        if self.session.undo() {
            return true;
        }
        let Some(before) = self.past.pop() else { return false };
        let left = self.turn_to(before);
        self.future.push(left);
        true
    }

    /// Does again what was taken back.
    pub(super) fn redo(&mut self) -> bool {
        self.trail.clear();
        if self.session.redo() {
            return true;
        }
        let Some(after) = self.future.pop() else { return false };
        let left = self.turn_to(after);
        self.past.push(left);
        true
    }

    /// Whether undo and redo have something to do.
    pub(super) fn can_undo_redo(&self) -> (bool, bool) {
        let (undo, redo) = self.session.can_undo_redo();
        (undo || !self.past.is_empty(), redo || !self.future.is_empty())
    }

    /// Goes to another branch.
    pub(super) fn take_branch(&mut self, branch: usize) {
        self.trail.clear();
        self.session.take_branch(branch);
    }

    /// A new run with other settings and the same acts; undo returns to the old one. Where acts are
    /// not possible any more, they are left out from that event on, which is returned.
    pub(super) fn apply(&mut self, mut saved: Saved) -> Result<Option<u32>, OpenError> {
        let mut dropped = None;
        saved.event = 0;
        let session = loop {
            match self.exhibit.open(&saved) {
                Err(OpenError::Act { event }) if !saved.acts.is_empty() => {
                    // Even if the event is later than all acts, the loop must come to an end.
                    let event = event.min(saved.acts.last().map_or(0, |act| act.event));
                    saved.acts.retain(|act| act.event < event);
                    saved.stops = None;
                    dropped = Some(event);
                }
                opened => break opened?,
            }
        };
        let intro = Intro::of(self.exhibit, &*session);
        let left = self.turn_to(Left { session, intro });
        self.past.push(left);
        if self.past.len() > RUNS_KEPT_MAX {
            self.past.remove(0);
        }
        self.future.clear();
        self.trail.clear();
        Ok(dropped)
    }

    /// The window of the diagram round the cursor: it stands still until the cursor nears an edge.
    pub(super) fn diagram(&mut self, frames: u32) -> Diagram {
        let (cursor, last) = (self.session.cursor(), self.session.extent().last);
        if last <= frames {
            self.first = 0;
        } else {
            let near = cursor < self.first + EDGE_FRAMES || cursor + EDGE_FRAMES > self.first + frames;
            if near {
                self.first = cursor.saturating_sub(frames / 3);
            }
            self.first = self.first.min(last - frames);
        }
        self.session.diagram(self.first, last.min(self.first + frames))
    }
}
