//! A run: a start, a log of acts, a cursor. State is a fold over the log.
//!
//! The log holds only *deviations* from the default order. `seek(k)` equals a replay to `k`, made
//! quick by checkpoints every [`EVENTS_PER_CHECKPOINT`] events and behind events that move very much. A run knows nothing of branches:
//! whoever acts in the past makes a new run with another log.

use std::rc::Rc;

use super::act::{Act, Deviation, Since};
use super::ids::NodeId;
use super::limits::{EVENTS_PER_CHECKPOINT, MOVED_PER_CHECKPOINT, steps_max};
use super::protocol::Protocol;
use super::sorted::SortedMap;
use super::step::Step;
use super::world::World;

/// Why a run ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    /// Nothing will happen by itself.
    Quiet,
    /// The run was told to stop there.
    Stopped,
    /// The limit of steps ([`steps_max`]) is reached.
    Limit,
    /// The log wants something that is not possible here: it was not made by this run.
    Astray,
}

/// A run with its cursor.
#[derive(Clone, Debug)]
pub struct Run<P: Protocol> {
    acts: SortedMap<u32, Act>,
    start: Vec<Act>,
    stops: Option<u32>,
    steps: Vec<Rc<Step<P>>>,
    /// In the order of their events; the first is the start.
    checkpoints: Vec<World<P>>,
    head: World<P>,
    end: Option<Ended>,
    cursor: World<P>,
}

impl<P: Protocol> Run<P> {
    /// A run at its start. Deviations at event 0 belong to the start itself (a traitor from the start).
    pub fn new(protocol: Rc<P>, seed: u64, deviations: &[Deviation], stops: Option<u32>) -> Run<P> {
        let mut origin = World::new(protocol, seed);
        let mut start = Vec::new();
        for deviation in deviations.iter().filter(|deviation| deviation.event == 0) {
            if let Act::Betray { node, since: Since::Start } = deviation.act {
                origin = origin.betrayed(node);
                start.push(deviation.act);
            }
        }
        let acts = deviations.iter().filter(|d| d.event > 0).map(|d| (d.event, d.act)).collect();
        Run {
            acts,
            start,
            stops,
            steps: vec![Rc::clone(&origin.step)],
            checkpoints: vec![origin.clone()],
            head: origin.clone(),
            end: None,
            cursor: origin,
        }
    }

    /// Goes on with another log behind the cursor: what has happened is kept, not replayed. The log
    /// must agree with the present one up to the cursor.
    pub fn fork(&mut self, log: &[Deviation], stops: Option<u32>) {
        let here = self.cursor();
        self.acts = log.iter().filter(|d| d.event > 0).map(|d| (d.event, d.act)).collect();
        self.stops = stops;
        self.steps.truncate(here as usize + 1);
        self.checkpoints.truncate(self.checkpoints.partition_point(|world| world.event() <= here));
        self.head = self.cursor.clone();
        self.end = None;
    }

    /// The world at the cursor.
    pub fn world(&self) -> &World<P> {
        &self.cursor
    }

    /// The world at event 0.
    pub fn origin(&self) -> &World<P> {
        &self.checkpoints[0]
    }

    /// The event of the cursor.
    pub fn cursor(&self) -> u32 {
        self.cursor.event()
    }

    /// The last event that has been worked out.
    pub fn last(&self) -> u32 {
        self.head.event()
    }

    /// Whether, and why, the run ends at [`Run::last`]; `None` when that is not known yet.
    pub fn end(&self) -> Option<Ended> {
        self.end
    }

    /// The event behind which the run stops, if it was told to.
    pub fn stops(&self) -> Option<u32> {
        self.stops
    }

    /// The steps that have been worked out; the index is the event.
    pub fn steps(&self) -> &[Rc<Step<P>>] {
        &self.steps
    }

    /// The log.
    pub fn deviations(&self) -> Vec<Deviation> {
        let start = self.start.iter().map(|act| Deviation { event: 0, act: *act });
        start.chain(self.acts.iter().map(|(event, act)| Deviation { event: *event, act: *act })).collect()
    }

    /// Works the run out up to `event`, or to its end.
    pub fn extend(&mut self, event: u32) {
        self.extend_seeing(event, &mut |_| ());
    }

    /// Works the run out up to `event`, or to its end, and shows each new world once.
    pub fn extend_seeing(&mut self, event: u32, see: &mut dyn FnMut(&World<P>)) {
        while self.end.is_none() && self.head.event() < event {
            let next = self.head.event() + 1;
            match self.next_act(&self.head, next) {
                Ok((act, chosen)) if self.head.apply(act, chosen).is_ok() => {
                    let step = &self.head.step;
                    let great = step.sent.len() + step.ended.len() > MOVED_PER_CHECKPOINT;
                    self.steps.push(Rc::clone(step));
                    if great || next.is_multiple_of(EVENTS_PER_CHECKPOINT) {
                        self.checkpoints.push(self.head.clone());
                    }
                    see(&self.head);
                }
                Ok(_) => self.end = Some(Ended::Astray),
                Err(ended) => self.end = Some(ended),
            }
        }
        if self.end.is_none() {
            self.end = self.next_act(&self.head, self.head.event() + 1).err();
        }
    }

    /// Goes to `event`, or as far as the run goes; returns where that is.
    pub fn seek(&mut self, event: u32) -> u32 {
        self.extend(event);
        let target = event.min(self.last());
        let checkpoint = self.checkpoints.partition_point(|world| world.event() <= target) - 1;
        let world = &self.checkpoints[checkpoint];
        if !(world.event()..=target).contains(&self.cursor.event()) {
            self.cursor = world.clone();
        }
        while self.cursor.event() < target {
            let step = &self.steps[self.cursor.event() as usize + 1];
            let (act, chosen) = (step.act, step.chosen);
            let Some(act) = act else { break };
            if self.cursor.apply(act, chosen).is_err() {
                break;
            }
        }
        self.cursor.event()
    }

    /// What the default order would do at the cursor, whatever the log says.
    pub fn next_default(&self) -> Option<Act> {
        self.cursor.next_default()
    }

    /// The log with `act` done right behind the cursor and nothing after it, and where it stops.
    ///
    /// A traitor from the start changes what may be done, not what is done: the future is kept.
    pub fn log_with(&self, act: Act) -> (Vec<Deviation>, Option<u32>) {
        let here = self.cursor();
        if let Act::Betray { node, since: Since::Start } = act {
            return self.log_from_start(node);
        }
        let mut log = self.deviations();
        log.retain(|deviation| deviation.event <= here);
        if self.cursor.next_default() != Some(act) {
            log.push(Deviation { event: here + 1, act });
        }
        (log, None)
    }

    /// The log with a traitor from the start. Where it turned traitor later that event is gone, and
    /// what lies behind moves up by one: turning traitor takes no time.
    fn log_from_start(&self, node: NodeId) -> (Vec<Deviation>, Option<u32>) {
        let late = Act::Betray { node, since: Since::Now };
        let mut log = self.deviations();
        let turned = log.iter().find(|deviation| deviation.act == late).map(|deviation| deviation.event);
        let moved = |event: u32| event - u32::from(turned.is_some_and(|turned| event >= turned));
        log.retain(|deviation| deviation.act != late);
        for deviation in &mut log {
            deviation.event = moved(deviation.event);
        }
        log.insert(0, Deviation { event: 0, act: Act::Betray { node, since: Since::Start } });
        (log, self.stops.map(moved))
    }

    fn next_act(&self, world: &World<P>, event: u32) -> Result<(Act, bool), Ended> {
        if event > steps_max(world.protocol.delivery()) {
            return Err(Ended::Limit);
        }
        if let Some(act) = self.acts.get(&event) {
            return Ok((*act, true));
        }
        if self.stops.is_some_and(|stop| event > stop) {
            return Err(Ended::Stopped);
        }
        let ahead = !self.acts.from(&event).is_empty();
        match world.next_default() {
            Some(act) => Ok((act, false)),
            None if ahead => Err(Ended::Astray),
            None => Err(Ended::Quiet),
        }
    }
}
