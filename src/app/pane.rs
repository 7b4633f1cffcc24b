//! A pane: one run of one exhibit, with the way that led through it and the runs before it.
//!
//! Several panes can stand side by side under one cursor; a pane knows nothing of the others.

use crate::exhibit::{Exhibit, Grain, OpenError, Refusal, Saved, Session};
use crate::scene::Diagram;
use crate::sim::Act;

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
    past: Vec<Box<dyn Session>>,
    /// Runs that undo has left, latest last.
    future: Vec<Box<dyn Session>>,
    /// The first frame of the diagram's window.
    first: u32,
}

impl Pane {
    /// A pane with this run.
    pub fn new(exhibit: &'static dyn Exhibit, session: Box<dyn Session>) -> Pane {
        Pane { exhibit, session, trail: Vec::new(), past: Vec::new(), future: Vec::new(), first: 0 }
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

    /// One step back: the latest step ahead is undone, at whatever grain it was made.
    pub(super) fn step_back(&mut self, grain: Grain) -> bool {
        let here = self.session.cursor();
        let stop = if let Some((from, _)) = self.trail.pop().filter(|(_, to)| *to == here) {
            Some(from)
        } else {
            self.trail.clear();
            self.session.stop_after(grain, false)
        };
        stop.map(|stop| self.session.seek(stop)).is_some()
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
        self.future.push(std::mem::replace(&mut self.session, before));
        true
    }

    /// Does again what was taken back.
    pub(super) fn redo(&mut self) -> bool {
        self.trail.clear();
        if self.session.redo() {
            return true;
        }
        let Some(after) = self.future.pop() else { return false };
        self.past.push(std::mem::replace(&mut self.session, after));
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
        self.past.push(std::mem::replace(&mut self.session, session));
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
