//! Chapters of a run: where phases begin, what they are called, and where a check first broke.
//!
//! Found by walking the run once behind its head; the run itself knows nothing of phases.

use crate::sim::{Run, World};
use crate::text::{Line, Locale};

use super::session::Verdict;
use super::staged::Staged;

pub(super) struct Chapters<E: Staged> {
    walker: World<E::Protocol>,
    key: u64,
    begun: Vec<(u32, [Line; 2])>,
    broken: Vec<Option<u32>>,
}

impl<E: Staged> Chapters<E> {
    /// Nothing walked yet. The run's cursor must not have moved, or the walk begins at the start anyway.
    pub(super) fn new(run: &Run<E::Protocol>) -> Chapters<E> {
        let walker = run.origin().clone();
        let key = E::phase_key(&walker);
        let names = Locale::ALL.map(|locale| E::phase(&walker, locale));
        Chapters { walker, key, begun: vec![(0, names)], broken: vec![None; E::CHECKS.len()] }
    }

    /// Forgets what lies behind `here`; the run's cursor stands there.
    pub(super) fn forget(&mut self, run: &Run<E::Protocol>) {
        let here = run.cursor();
        self.begun.retain(|(event, _)| *event <= here);
        for since in &mut self.broken {
            *since = since.filter(|event| *event <= here);
        }
        if self.walker.event() > here {
            self.walker = run.world().clone();
            self.key = E::phase_key(&self.walker);
        }
    }

    /// Walks up to the last event that the run has worked out.
    pub(super) fn learn(&mut self, run: &Run<E::Protocol>) {
        while let Some(step) = run.steps().get(self.walker.event() as usize + 1) {
            let Some(act) = step.act else { break };
            if self.walker.apply(act, step.chosen).is_err() {
                break;
            }
            let key = E::phase_key(&self.walker);
            if key != self.key {
                self.key = key;
                self.begun.push((step.event, Locale::ALL.map(|locale| E::phase(&self.walker, locale))));
            }
            let broken = &mut self.broken;
            self.walker.sight(|sight| {
                for (check, since) in broken.iter_mut().enumerate() {
                    if since.is_none() && E::judge(check, &sight) == Verdict::Broken {
                        *since = Some(step.event);
                    }
                }
            });
        }
    }

    /// The events at which phases begin.
    pub(super) fn starts(&self) -> impl Iterator<Item = u32> + '_ {
        self.begun.iter().map(|(event, _)| *event)
    }

    /// The phases with their names.
    pub(super) fn names(&self, locale: Locale) -> Vec<(u32, Line)> {
        self.begun.iter().map(|(event, names)| (*event, names[locale.pick(0, 1)].clone())).collect()
    }

    /// The event that broke a check.
    pub(super) fn broken(&self, check: usize) -> Option<u32> {
        self.broken.get(check).copied().flatten()
    }
}
