//! How far a step goes at each grain, where a leap through the calls ends, and where a turn is found again.

use crate::sim::limits::EVENTS_AHEAD;
use crate::sim::{Act, Run};

use super::super::session::{Grain, Leap, Session};
use super::super::staged::Staged;
use super::Played;

impl<E: Staged> Played<E> {
    /// The event on which a step of this grain stops.
    pub(super) fn stride(&mut self, grain: Grain, ahead: bool) -> Option<u32> {
        let here = self.cursor();
        match (grain, ahead) {
            (Grain::Frame | Grain::Event, true) => (here < self.run.last()).then_some(here + 1),
            (Grain::Frame | Grain::Event, false) => here.checked_sub(1),
            (Grain::Phase, true) => {
                // A phase may be longer than what is known ahead.
                let next = loop {
                    let known = self.run.last();
                    let next = self.chapters.starts().find(|start| *start > here);
                    if next.is_some() || self.run.end().is_some() {
                        break next;
                    }
                    self.extend(known.saturating_add(EVENTS_AHEAD));
                };
                next.or_else(|| (here < self.run.last()).then_some(self.run.last()))
            }
            (Grain::Phase, false) => {
                let earlier = self.chapters.starts().filter(|start| *start < here).last();
                earlier.or_else(|| (here > 0).then_some(0))
            }
        }
    }

    /// The event on which a leap over or out of a call ends.
    pub(super) fn landing(&mut self, leap: Leap) -> Option<u32> {
        let here = self.cursor();
        let call = |run: &Run<E::Protocol>, event: u32| {
            let step = run.steps().get(event as usize)?;
            matches!(step.act, Some(Act::Turn(_))).then(|| E::call(&run.world().protocol, step.round)).flatten()
        };
        let mut calls = Vec::new();
        let mut event = here;
        // How deep the call is whose return is looked for: the next one's, or the present one's.
        let mut wanted = match leap {
            Leap::Over => None,
            Leap::Out => {
                let (depth, returned) = (0..=here).rev().find_map(|event| call(&self.run, event)).unwrap_or((1, false));
                Some(depth - u32::from(returned))
            }
        };
        loop {
            event += 1;
            self.extend(event);
            if event > self.run.last() {
                return calls.first().copied().filter(|_| leap == Leap::Over);
            }
            let Some((depth, returns)) = call(&self.run, event) else { continue };
            calls.push(event);
            match wanted {
                Some(wanted) if returns && depth <= wanted => return Some(event),
                // The next call has no call under it: it is over as soon as it is made.
                Some(wanted) if leap == Leap::Over && !returns && depth <= wanted => return calls.first().copied(),
                Some(_) => {}
                None if returns => return Some(event),
                None => wanted = Some(depth),
            }
        }
    }

    /// The event of the turn of this name.
    pub(super) fn event_of(&mut self, moment: u64) -> Option<u32> {
        let here = self.cursor();
        let mut event = 0;
        let found = loop {
            let at = self.go(event);
            if E::moment(self.world()) == Some(moment) {
                break Some(at);
            }
            if at < event {
                break None;
            }
            event += 1;
        };
        self.go(here);
        found
    }
}
