//! Chapters of a run: where phases begin, what they are called, where a check first broke, where an assumption was
//! left, and its diagram.
//!
//! Each is learned once, when a world is worked out; the run itself knows nothing of phases.

use crate::scene::{Diagram, Mark, MarkKind};
use crate::sim::{Act, NodeId, Run, World};
use crate::text::{Line, Locale, Tone};

use super::chart::Chart;
use super::shown::Verdict;
use super::staged::Staged;

pub(super) struct Chapters<E: Staged> {
    key: u64,
    begun: Vec<(u32, [Line; 2])>,
    broken: Vec<Option<Broken>>,
    /// The event that first left each assumption.
    left: Vec<Option<u32>>,
    pub(super) chart: Chart,
    exhibit: std::marker::PhantomData<E>,
}

#[derive(Clone, Copy)]
struct Broken {
    event: u32,
    node: NodeId,
}

impl<E: Staged> Chapters<E> {
    /// What is known at the start of a run that has not been worked out.
    pub(super) fn new(run: &Run<E::Protocol>) -> Chapters<E> {
        let origin = run.origin();
        let names = Locale::ALL.map(|locale| E::phase(origin, locale));
        let mut chapters = Chapters {
            key: E::phase_key(origin),
            begun: vec![(0, names)],
            broken: vec![None; E::CHECKS.len()],
            left: vec![None; E::ASSUMPTIONS.len()],
            chart: Chart::default(),
            exhibit: std::marker::PhantomData,
        };
        for deviation in run.deviations().iter().take_while(|deviation| deviation.event == 0) {
            chapters.leave(origin, 0, &deviation.act);
        }
        chapters.chart.learn::<E>(&origin.protocol, &origin.step);
        chapters
    }

    /// Forgets what lies behind the run's cursor.
    pub(super) fn forget(&mut self, run: &Run<E::Protocol>) {
        let here = run.cursor();
        self.begun.retain(|(event, _)| *event <= here);
        for broken in &mut self.broken {
            *broken = broken.filter(|broken| broken.event <= here);
        }
        for left in &mut self.left {
            *left = left.filter(|event| *event <= here);
        }
        self.key = E::phase_key(run.world());
        self.chart.forget(here);
    }

    /// Learns of the next world.
    pub(super) fn learn(&mut self, world: &World<E::Protocol>) {
        let step = &*world.step;
        let key = E::phase_key(world);
        if key != self.key {
            self.key = key;
            self.begun.push((step.event, Locale::ALL.map(|locale| E::phase(world, locale))));
        }
        let broken = &mut self.broken;
        world.sight(|sight| {
            for (check, broken) in broken.iter_mut().enumerate() {
                if broken.is_none() && E::judge(check, &sight) == Verdict::Broken {
                    *broken = Some(Broken { event: step.event, node: step.node.unwrap_or(NodeId(0)) });
                }
            }
        });
        if let Some(act) = &step.act {
            self.leave(world, step.event, act);
        }
        self.chart.learn::<E>(&world.protocol, step);
    }

    fn leave(&mut self, world: &World<E::Protocol>, event: u32, act: &Act) {
        for (assumption, left) in self.left.iter_mut().enumerate() {
            if left.is_none() && E::leaves(&world.protocol, assumption, act) {
                *left = Some(event);
            }
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
        self.broken.get(check).copied().flatten().map(|broken| broken.event)
    }

    /// The event that first left an assumption; 0 where the start did.
    pub(super) fn left(&self, assumption: usize) -> Option<u32> {
        self.left.get(assumption).copied().flatten()
    }

    /// A window of the diagram; its frames are known.
    pub(super) fn diagram(&self, protocol: &E::Protocol, window: (u32, u32)) -> Diagram {
        let broken = self.broken.iter().flatten();
        let broken =
            broken.map(|broken| Mark { frame: broken.event, node: broken.node.0, kind: MarkKind::Broken, tone: Tone::Bad });
        self.chart.window::<E>(protocol, window, broken, self.starts().collect())
    }
}
