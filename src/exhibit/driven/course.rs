//! The course of a run without messages: which frame of which change each event is, worked out from a log of acts.

use std::rc::Rc;

use crate::exhibit::mechanism::{Made, Mechanism, Still};
use crate::exhibit::session::End;
use crate::exhibit::shown::Verdict;
use crate::sim::limits::STEPS_PER_RUN_MAX;
use crate::sim::{Act, Deviation};

/// A run, from its start to the last frame that it has.
pub(super) struct Course<M: Mechanism> {
    origin: Rc<M::State>,
    made: Vec<Rc<Made<M>>>,
    /// Of each event but the start: the place of its change in `made`, and which of its frames it is.
    frames: Vec<(u32, u32)>,
    /// The event that first broke each check.
    broken: Vec<Option<u32>>,
    /// The event behind which it stops.
    stops: Option<u32>,
}

impl<M: Mechanism> Course<M> {
    /// The run of a log; `Err` names the event whose act is not possible.
    pub(super) fn new(origin: Rc<M::State>, log: &[Deviation], stops: Option<u32>) -> Result<Course<M>, u32> {
        let broken = vec![None; M::CHECKS.len()];
        let mut course = Course { origin, made: Vec::new(), frames: Vec::new(), broken, stops };
        course.judge(0);
        for deviation in log {
            if deviation.event > STEPS_PER_RUN_MAX {
                return Err(deviation.event);
            }
            course.go_on(deviation.event.saturating_sub(1));
            if course.last() + 1 != deviation.event || !course.make(deviation.act) {
                return Err(deviation.event);
            }
        }
        course.go_on(u32::MAX);
        Ok(course)
    }

    /// Does `act` behind `event` instead of what came there; whether that is possible.
    pub(super) fn act(&mut self, event: u32, act: Act) -> bool {
        let old = (self.made.len(), self.frames.clone(), self.broken.clone(), self.stops);
        self.frames.truncate(event as usize);
        let made = self.frames.last().map_or(0, |(place, _)| *place as usize + 1);
        let later = self.made.split_off(made);
        for broken in &mut self.broken {
            *broken = broken.filter(|broken| *broken <= event);
        }
        self.stops = None;
        if self.last() < STEPS_PER_RUN_MAX && self.make(act) {
            self.go_on(u32::MAX);
            return true;
        }
        self.made.truncate(made);
        self.made.extend(later);
        debug_assert_eq!(self.made.len(), old.0);
        (self.frames, self.broken, self.stops) = (old.1, old.2, old.3);
        false
    }

    fn make(&mut self, act: Act) -> bool {
        let before = Rc::clone(self.made.last().map_or(&self.origin, |made| &made.after));
        let Some((after, change)) = M::change(&before, act) else { return false };
        let event = self.last() + 1;
        self.made.push(Rc::new(Made { act, event, before, after: Rc::new(after), change }));
        self.frame(1);
        true
    }

    /// Tells the latest change up to `event`, or to its end.
    fn go_on(&mut self, event: u32) {
        let limit = event.min(self.stops.unwrap_or(u32::MAX)).min(STEPS_PER_RUN_MAX);
        while let (Some(made), Some((_, frame))) = (self.made.last(), self.frames.last().copied())
            && frame < M::frames(&made.change)
            && self.last() < limit
        {
            self.frame(frame + 1);
        }
    }

    fn frame(&mut self, frame: u32) {
        self.frames.push((self.made.len() as u32 - 1, frame));
        self.judge(self.last());
    }

    fn judge(&mut self, event: u32) {
        for check in 0..M::CHECKS.len() {
            if self.broken[check].is_none() && M::judge(check, &self.still(event)) == Verdict::Broken {
                self.broken[check] = Some(event);
            }
        }
    }

    /// The last event.
    pub(super) fn last(&self) -> u32 {
        self.frames.len() as u32
    }

    /// Why it is over.
    pub(super) fn end(&self) -> End {
        let whole = self.made.last().zip(self.frames.last()).is_none_or(|(made, (_, frame))| *frame >= M::frames(&made.change));
        if self.last() >= STEPS_PER_RUN_MAX {
            End::Limit(self.last())
        } else if whole {
            End::Quiet
        } else {
            End::Stopped
        }
    }

    /// Where it is made to stop.
    pub(super) fn stops(&self) -> Option<u32> {
        self.stops
    }

    /// What an event shows; the start where there is no such event.
    pub(super) fn still(&self, event: u32) -> Still<'_, M> {
        let told = event.checked_sub(1).and_then(|at| self.frames.get(at as usize));
        let told = told.map(|(place, frame)| (&*self.made[*place as usize], *frame));
        Still { state: told.map_or(&*self.origin, |(made, _)| &*made.after), told }
    }

    /// The changes that have begun at an event, oldest first.
    pub(super) fn made(&self, event: u32) -> &[Rc<Made<M>>] {
        let begun = self.made.partition_point(|made| made.event <= event);
        &self.made[..begun]
    }

    /// The event of the last frame of a change.
    pub(super) fn told(&self, place: usize) -> u32 {
        self.made.get(place + 1).map_or(self.last(), |next| next.event - 1)
    }

    /// What is done at an event: what a person did, or that the telling goes on.
    pub(super) fn act_at(&self, event: u32) -> Option<Act> {
        let (place, frame) = self.frames.get(event.checked_sub(1)? as usize)?;
        Some(if *frame == 1 { self.made[*place as usize].act } else { Act::Turn(*frame as u16) })
    }

    /// Everything that was done, as a log.
    pub(super) fn log(&self) -> Vec<Deviation> {
        self.made.iter().map(|made| Deviation { event: made.event, act: made.act }).collect()
    }

    /// The event that broke a check.
    pub(super) fn broken(&self, check: usize) -> Option<u32> {
        self.broken.get(check).copied().flatten()
    }
}
