//! How a world carries acts out, and what handlers intend. How what they send gets onto the wire is in [`super::send`].

use std::rc::Rc;

use super::act::{Act, Disk};
use super::chance::{Purpose, below, draw};
use super::effects::{Effects, Outcome, Tape};
use super::ids::{Lane, MessageId, MessageRef, NodeId, NodeSet};
use super::needs::Need;
use super::protocol::{Delivery, Input, Protocol};
use super::sorted::{SortedMap, SortedSet};
use super::step::{Ending, Flight, LossCause, Step};
use super::wire::Wire;
use super::world::{Counters, Place, ROUND_MS, World};

impl<P: Protocol> World<P> {
    /// The world at event 0: every node has booted.
    pub fn new(protocol: Rc<P>, seed: u64) -> World<P> {
        let mut world = World {
            step: Rc::new(Step::new(0, None, 0)),
            counters: Counters::default(),
            timing: protocol.timing(),
            agenda: Rc::new(protocol.agenda()),
            seed,
            now: 0,
            places: Vec::new(),
            up: (0..protocol.size()).map(NodeId).collect(),
            traitors: protocol.traitors(),
            wire: Wire::new(),
            timers: SortedMap::new(),
            cuts: SortedSet::new(),
            kept: SortedSet::new(),
            ordinals: SortedMap::new(),
            messages: 0,
            round: 0,
            turn: 0,
            turns: Rc::new(Vec::new()),
            watched: P::Watched::default(),
            protocol,
        };
        let mut step = Step::new(0, None, 0);
        for me in (0..world.protocol.size()).map(NodeId) {
            world.record(me, &mut step, |protocol, _, fx| Some(Rc::new(protocol.boot(me, fx))));
        }
        world.step = Rc::new(step);
        world
    }

    /// Turns a node traitor from the start: only a world at event 0 can take it.
    #[must_use]
    pub fn betrayed(mut self, node: NodeId) -> World<P> {
        self.traitors.insert(node);
        self
    }

    /// Carries `act` out as the next event; refuses it with the need that is not met.
    pub fn apply(&mut self, act: Act, chosen: bool) -> Result<(), Need> {
        if let Some(need) = self.closed(act) {
            return Err(need);
        }
        let mut step = Step::new(self.event() + 1, Some(act), self.now);
        step.chosen = chosen;
        self.now = self.when(act);
        step.now = self.now;
        self.carry(act, &mut step);
        step.round = self.round;
        self.step = Rc::new(step);
        Ok(())
    }

    fn carry(&mut self, act: Act, step: &mut Step<P>) {
        match act {
            Act::Deliver(message) => self.deliver(message, step),
            Act::Lose(message) => self.lose_by_act(message, step),
            Act::Duplicate(message) => self.duplicate_by_act(message, step),
            Act::Hold(message) => self.touch(message, step, |flight, _| flight.held = true),
            Act::Release(message) => self.touch(message, step, |flight, now| {
                flight.held = false;
                flight.due = flight.due.max(now);
            }),
            Act::Forge { message, choice } => self.forge(message, choice, step),
            Act::Crash { node, reaches } => self.crash(node, reaches, step),
            Act::Wake { node, disk } => self.wake(node, disk, step),
            Act::Cut(a, b) => drop(self.cuts.insert((a.min(b), a.max(b)))),
            Act::Heal(a, b) => drop(self.cuts.remove(&(a.min(b), a.max(b)))),
            Act::Partition(side) => {
                let between: Vec<_> = self.between(side).collect();
                let within: Vec<_> = self.cut_within(side).collect();
                self.cuts.extend(between);
                for link in &within {
                    self.cuts.remove(link);
                }
            }
            Act::HealAll => self.cuts.clear(),
            Act::Fire { node, timer } => {
                let fired = self.armed(node).nth(usize::from(timer));
                if let Some(timer) = fired {
                    self.timers.remove(&(node, timer));
                    self.handle(node, Input::Timer(timer), step);
                }
            }
            Act::Command { node, choice } => self.command(node, choice, step),
            Act::Betray { node, .. } => {
                step.node = Some(node);
                self.traitors.insert(node);
            }
            Act::Turn(_) => self.take_turn(step),
        }
    }

    fn deliver(&mut self, message: MessageRef, step: &mut Step<P>) {
        let Some(flight) = self.take(message) else { return };
        step.cause = Some(flight.cause);
        self.arrive(flight, step);
    }

    /// Hands a flight that has left the wire to its recipient.
    fn arrive(&mut self, flight: Flight<P>, step: &mut Step<P>) {
        self.counters.delivered += 1;
        let input = Input::Message { from: flight.name.from, message: (*flight.message).clone() };
        let ending = match self.handle(flight.name.to, input, step) {
            Outcome::Handled => Ending::Delivered,
            Outcome::Refused => Ending::Refused,
            Outcome::Ignored => Ending::Ignored,
        };
        self.counters.refused += u32::from(ending == Ending::Refused);
        step.ended.push((flight, ending));
    }

    fn lose_by_act(&mut self, message: MessageRef, step: &mut Step<P>) {
        let Some(flight) = self.take(message) else { return };
        let cause = if flight.due > step.now || step.chosen {
            LossCause::Wire
        } else {
            self.loss_cause(&flight).unwrap_or(LossCause::Wire)
        };
        step.cause = Some(flight.cause);
        self.lose(flight, cause, step);
    }

    fn loss_cause(&self, flight: &Flight<P>) -> Option<LossCause> {
        if !self.up.has(flight.name.to) {
            Some(LossCause::RecipientDown)
        } else if self.is_cut(flight.name.from, flight.name.to) {
            Some(LossCause::LinkCut)
        } else {
            flight.doomed.then_some(LossCause::Wire)
        }
    }

    pub(super) fn lose(&mut self, flight: Flight<P>, cause: LossCause, step: &mut Step<P>) {
        self.counters.lost += 1;
        step.ended.push((flight, Ending::Lost(cause)));
    }

    fn duplicate_by_act(&mut self, message: MessageRef, step: &mut Step<P>) {
        let Some(flight) = self.find(message).cloned() else { return };
        step.cause = Some(flight.cause);
        step.touched.push(flight.clone());
        self.double(&flight, step);
    }

    fn touch(&mut self, message: MessageRef, step: &mut Step<P>, change: impl FnOnce(&mut Flight<P>, u64)) {
        let now = self.now;
        let id = self.find(message).map(|flight| flight.id);
        if let Some(flight) = id.and_then(|id| self.wire.get_mut(id)) {
            change(flight, now);
            step.touched.push(flight.clone());
        }
    }

    fn forge(&mut self, message: MessageRef, choice: u16, step: &mut Step<P>) {
        let lie = self.find(message).and_then(|flight| self.lies_for(flight).into_iter().nth(usize::from(choice)));
        let Some(lie) = lie else { return };
        step.node = Some(message.from);
        let Some(lie) = lie else { return self.withhold(message, step) };
        self.counters.forged += 1;
        self.touch(message, step, |flight, _| {
            flight.message = Rc::new(lie);
            flight.forged = true;
        });
    }

    /// A traitor keeps silent after all: the message was never sent.
    fn withhold(&mut self, message: MessageRef, step: &mut Step<P>) {
        let Some(flight) = self.take(message) else { return };
        match flight.name.lane {
            Lane::Sent => self.counters.sent -= 1,
            Lane::Copied => self.counters.duplicated -= 1,
        }
        step.ended.push((flight, Ending::Lost(LossCause::Withheld)));
    }

    fn crash(&mut self, node: NodeId, reaches: NodeSet, step: &mut Step<P>) {
        step.node = Some(node);
        self.up = self.up.without(node);
        self.timers.retain(|(owner, _), _| *owner != node);
        let withdrawn: Vec<MessageId> =
            self.unsent(node).filter(|flight| !reaches.has(flight.name.to)).map(|flight| flight.id).collect();
        for message in withdrawn {
            let Some(flight) = self.wire.remove(message) else { continue };
            // It never got out, so it was not sent, and neither was its double made.
            match flight.name.lane {
                Lane::Sent => self.counters.sent -= 1,
                Lane::Copied => self.counters.duplicated -= 1,
            }
            step.ended.push((flight, Ending::Lost(LossCause::SenderCrashed)));
        }
    }

    fn wake(&mut self, node: NodeId, disk: Disk, step: &mut Step<P>) {
        step.node = Some(node);
        self.up.insert(node);
        self.record(node, step, |protocol, state, fx| {
            let before = state?;
            Some(Rc::new(protocol.wake(node, before, disk, fx)))
        });
    }

    fn command(&mut self, node: NodeId, choice: u16, step: &mut Step<P>) {
        if let Some((index, _)) = self.appointment(node) {
            self.kept.insert(index);
        }
        if let Some(command) = self.protocol.commands(node).into_iter().nth(usize::from(choice)) {
            self.handle(node, Input::Command(command), step);
        }
    }

    fn take_turn(&mut self, step: &mut Step<P>) {
        let Some((round, index)) = self.next_turn() else { return };
        if round != self.round {
            self.end_round(step);
            self.turns = Rc::new(self.protocol.turns(round));
        }
        let turns = Rc::clone(&self.turns);
        self.round = round;
        self.turn = index + 1;
        self.now = u64::from(round) * ROUND_MS + ROUND_MS * u64::from(index) / turns.len().max(1) as u64;
        step.now = self.now;
        let Some(turn) = turns.get(usize::from(index)) else { return };
        for node in turn.nodes.iter().filter(|node| self.up.has(*node)).collect::<Vec<_>>() {
            self.handle(node, Input::Turn { round, part: turn.part }, step);
        }
    }

    /// Everything in flight arrives, or is lost; what is held stays for a later round.
    fn end_round(&mut self, step: &mut Step<P>) {
        let held = self.wire.iter().filter(|flight| flight.held).cloned().collect();
        let all = std::mem::replace(&mut self.wire, held);
        step.ended.reserve(all.len());
        for place in &mut self.places {
            place.addressed = NodeSet::EMPTY;
        }
        for flight in all.iter().filter(|flight| !flight.held).cloned() {
            self.left(&flight);
            match self.loss_cause(&flight) {
                Some(cause) => self.lose(flight, cause, step),
                None => self.arrive(flight, step),
            }
        }
    }

    fn take(&mut self, message: MessageRef) -> Option<Flight<P>> {
        let id = self.find(message)?.id;
        let flight = self.wire.remove(id)?;
        self.left(&flight);
        if self.protocol.delivery() == Delivery::Rounds {
            let addressed = self.unsent(message.from).map(|flight| flight.name.to).collect();
            if let Some(place) = self.places.get_mut(message.from.index()) {
                place.addressed = addressed;
            }
        }
        Some(flight)
    }

    /// Notes that a flight has left the wire.
    fn left(&mut self, flight: &Flight<P>) {
        let from = self.places.get_mut(flight.name.from.index());
        if let Some(place) = from.filter(|place| place.latest_step == flight.cause) {
            place.reached.insert(flight.name.to);
        }
    }

    fn handle(&mut self, me: NodeId, input: Input<P>, step: &mut Step<P>) -> Outcome {
        if me.index() >= self.places.len() {
            return Outcome::Ignored;
        }
        step.node = Some(me);
        self.record(me, step, |protocol, state, fx| {
            let state = state?;
            // A great table takes thousands of messages at the end of a round: where no other world shares it, it is
            // changed in place. Where one does, what is left as it was stays shared.
            let shared = Rc::strong_count(state) > 1 || protocol.delivery() == Delivery::Messages;
            let before = shared.then(|| Rc::clone(state));
            protocol.handle(me, Rc::make_mut(state), input, fx);
            if let Some(before) = before.filter(|before| fx.outcome == Outcome::Ignored || before == state) {
                *state = before;
            }
            None
        })
    }

    /// Lets `work` change the node's state, or make one, while its intentions are recorded, then carries them out.
    fn record<F>(&mut self, me: NodeId, step: &mut Step<P>, work: F) -> Outcome
    where
        F: FnOnce(&P, Option<&mut Rc<P::Node>>, &mut Effects<'_, P>) -> Option<Rc<P::Node>>,
    {
        let (seed, mut choices) = (self.seed, self.places.get(me.index()).map_or(0, |place| place.choices));
        let mut source = |n| {
            choices += 1;
            below(draw(seed, Purpose::Choice, me.0, me.0, choices), n)
        };
        let mut fx = Effects::new(Tape::new(&mut source));
        let made = work(&self.protocol, self.places.get_mut(me.index()).map(|place| &mut place.state), &mut fx);
        let Effects { sends, arms, disarms, facts, outcome, .. } = fx;
        let (latest_step, reached, next) = (step.event, NodeSet::EMPTY, MessageId(self.messages));
        match (self.places.get_mut(me.index()), made) {
            (Some(place), _) if outcome == Outcome::Ignored => place.choices = choices,
            (Some(place), made) => {
                if let Some(state) = made {
                    place.state = state;
                }
                // At the end of a round one step takes many inputs.
                let first = if place.latest_step == latest_step { place.launched.0 } else { next };
                (place.latest_step, place.reached, place.choices) = (latest_step, reached, choices);
                place.launched = (first, next);
            }
            (None, Some(state)) => {
                let addressed = NodeSet::EMPTY;
                self.places.push(Place { state, latest_step, reached, launched: (next, next), addressed, choices });
            }
            (None, None) => {}
        }
        for timer in disarms {
            self.timers.remove(&(me, timer));
        }
        for (timer, after_ms) in arms {
            self.timers.insert((me, timer), self.now + u64::from(after_ms));
        }
        for fact in facts {
            self.protocol.watch(&mut self.watched, me, &fact);
            step.facts.push((me, fact));
        }
        for (to, message) in sends {
            self.send(me, to, message, step);
        }
        let past = MessageId(self.messages);
        if let Some(place) = self.places.get_mut(me.index()).filter(|place| place.latest_step == step.event) {
            place.launched.1 = past;
        }
        outcome
    }
}
