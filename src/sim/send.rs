//! How a message gets onto the wire: what a traitor makes of it, when it is due, whether the wire will lose or double it.

use std::rc::Rc;

use super::chance::{Purpose, below, draw};
use super::ids::{Lane, MessageId, MessageRef, NodeId};
use super::limits::in_flight_max;
use super::protocol::{Delivery, Protocol, Said};
use super::step::{Flight, LossCause, Step};
use super::world::{ROUND_MS, World};

impl<P: Protocol> World<P> {
    /// Puts a message on the wire, or what a traitor makes of it.
    pub(super) fn send(&mut self, from: NodeId, to: NodeId, message: P::Message, step: &mut Step<P>) {
        let said = if self.traitors.has(from) { self.protocol.betray(self.seed, from, to, &message) } else { Said::Truth };
        let (message, forged) = match said {
            Said::Truth => (message, false),
            Said::Lie(lie) => (lie, true),
            Said::Nothing => return,
        };
        self.counters.sent += 1;
        self.counters.forged += u32::from(forged);
        let name = self.name(from, to, Lane::Sent);
        let ordinal = u32::from(name.ordinal);
        let chance = |purpose, percent| below(draw(self.seed, purpose, from.0, to.0, ordinal), 100) < percent;
        let (doomed, doubled) =
            (chance(Purpose::Loss, self.timing.loss_percent), chance(Purpose::Duplicate, self.timing.duplicate_percent));
        let due = self.due(name, Purpose::Delay);
        let flight = Flight {
            id: MessageId(self.messages),
            name,
            message: same(step, message),
            sent: self.now,
            due,
            cause: step.event,
            doomed,
            held: false,
            forged,
        };
        self.messages += 1;
        self.launch(flight.clone(), step);
        if doubled {
            self.double(&flight, step);
        }
    }

    /// The wire makes a second one of a message.
    pub(super) fn double(&mut self, flight: &Flight<P>, step: &mut Step<P>) {
        self.counters.duplicated += 1;
        let name = self.name(flight.name.from, flight.name.to, Lane::Copied);
        let due = self.due(name, Purpose::DuplicateDelay).max(flight.due);
        let twin =
            Flight { id: MessageId(self.messages), name, sent: self.now, due, doomed: false, held: false, ..flight.clone() };
        self.messages += 1;
        self.launch(twin, step);
    }

    fn launch(&mut self, flight: Flight<P>, step: &mut Step<P>) {
        step.sent.push(flight.clone());
        if self.wire.len() >= in_flight_max(self.protocol.delivery()) {
            self.lose(flight, LossCause::WireFull, step);
        } else {
            if let Some(place) = self.places.get_mut(flight.name.from.index()) {
                place.addressed.insert(flight.name.to);
            }
            self.wire.push(flight);
        }
    }

    fn name(&mut self, from: NodeId, to: NodeId, lane: Lane) -> MessageRef {
        let next = self.ordinals.at((from, to, lane), || 0);
        let ordinal = *next;
        *next = next.saturating_add(1);
        MessageRef { from, to, lane, ordinal }
    }

    fn due(&self, name: MessageRef, purpose: Purpose) -> u64 {
        match self.protocol.delivery() {
            Delivery::Rounds => u64::from(self.round + 1) * ROUND_MS,
            Delivery::Messages => {
                let drawn = draw(self.seed, purpose, name.from.0, name.to.0, u32::from(name.ordinal));
                let jitter = below(drawn, self.timing.delay_ms_max + 1);
                self.now + u64::from(self.timing.latency_ms) + u64::from(jitter)
            }
        }
    }
}

/// A message to be sent: a broadcast says one thing many times, and keeps it once.
fn same<P: Protocol>(step: &Step<P>, message: P::Message) -> Rc<P::Message> {
    let last = step.sent.last().map(|flight| &flight.message).filter(|last| ***last == message);
    last.map_or_else(|| Rc::new(message), Rc::clone)
}
