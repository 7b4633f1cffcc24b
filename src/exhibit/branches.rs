//! Branches of a run: nothing is lost by acting in the past.

use std::rc::Rc;

use crate::sim::Deviation;
use crate::sim::limits::BRANCHES_MAX;

use super::shown::Branch;
use crate::text::{Line, Locale, Span, tell};

/// One branch: a log, and where it left the one it came from.
#[derive(Clone, Debug)]
pub(super) struct Trunk {
    /// The log.
    pub log: Rc<Vec<Deviation>>,
    /// Where the run stops.
    pub stops: Option<u32>,
    /// The event at which it left.
    pub at: u32,
    /// The farthest event that has been looked at.
    pub visited: u32,
    /// The offer that was taken to make it, in each language; `None`: the run as it opened.
    pub taken: Option<Rc<[Line; 2]>>,
}

impl Trunk {
    /// Its title: "from frame 7: Crash A3".
    pub(super) fn title(&self, locale: Locale) -> Line {
        let at: Line = Span::number(self.at).into();
        match &self.taken {
            None => Line::plain(locale.pick("the run as it opened", "最初的运行")),
            Some(taken) => {
                let [en, zh] = &**taken;
                tell(locale.pick("from frame {0}: {1}", "自第 {0} 帧起：{1}"), &[at, locale.pick(en, zh).clone()])
            }
        }
    }
}

/// The branches with their undo and redo lists.
#[derive(Clone, Debug)]
pub(super) struct Branches {
    now: Snapshot,
    undo: Vec<(Snapshot, u32)>,
    redo: Vec<(Snapshot, u32)>,
}

#[derive(Clone, Debug)]
struct Snapshot {
    all: Vec<Trunk>,
    current: usize,
}

impl Branches {
    /// A run that has not branched.
    pub(super) fn new(trunk: Trunk) -> Branches {
        Branches { now: Snapshot { all: vec![trunk], current: 0 }, undo: Vec::new(), redo: Vec::new() }
    }

    /// The branch that the cursor is on.
    pub(super) fn current(&self) -> &Trunk {
        &self.now.all[self.now.current]
    }

    /// A branch by its place in the list.
    pub(super) fn get(&self, branch: usize) -> Option<&Trunk> {
        self.now.all.get(branch)
    }

    /// Notes that an event has been looked at.
    pub(super) fn visit(&mut self, event: u32) {
        let visited = &mut self.now.all[self.now.current].visited;
        *visited = event.max(*visited);
    }

    /// Goes on with `trunk`: as a branch of its own when something lies ahead, else in place.
    pub(super) fn grow(&mut self, trunk: Trunk, ahead: bool, event: u32) {
        self.undo.push((self.now.clone(), event));
        self.redo.clear();
        if ahead {
            if self.now.all.len() >= BRANCHES_MAX {
                let oldest = usize::from(self.now.current == 0);
                self.now.all.remove(oldest);
            }
            self.now.all.push(trunk);
            self.now.current = self.now.all.len() - 1;
        } else {
            let old = &self.now.all[self.now.current];
            self.now.all[self.now.current] = Trunk { at: old.at, taken: old.taken.clone(), ..trunk };
        }
    }

    /// Goes to another branch; the event where it left.
    pub(super) fn take(&mut self, branch: usize, event: u32) -> Option<u32> {
        if branch >= self.now.all.len() || branch == self.now.current {
            return None;
        }
        self.undo.push((self.now.clone(), event));
        self.redo.clear();
        let old = std::mem::replace(&mut self.now.current, branch);
        Some(self.now.all[branch].at.max(if branch < old { self.now.all[old].at } else { 0 }))
    }

    /// Takes the latest act back; the event to go to.
    pub(super) fn undo(&mut self, event: u32) -> Option<u32> {
        let (then, at) = self.undo.pop()?;
        self.redo.push((std::mem::replace(&mut self.now, then), event));
        Some(at)
    }

    /// Does again what was taken back; the event to go to.
    pub(super) fn redo(&mut self, event: u32) -> Option<u32> {
        let (then, at) = self.redo.pop()?;
        self.undo.push((std::mem::replace(&mut self.now, then), event));
        Some(at)
    }

    /// Whether there is something to undo and to redo.
    pub(super) fn can_undo_redo(&self) -> (bool, bool) {
        (!self.undo.is_empty(), !self.redo.is_empty())
    }

    /// The branches as shells list them.
    pub(super) fn list(&self, title: impl Fn(&Trunk) -> Line) -> Vec<Branch> {
        let one = |(index, trunk)| Branch { title: title(trunk), at: trunk.at, current: index == self.now.current };
        self.now.all.iter().enumerate().map(one).collect()
    }
}
