//! What a handler wants done: recorded, never carried out here.

use super::ids::NodeId;
use super::protocol::Protocol;

/// How a handler took its input.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Outcome {
    /// It did something with it.
    #[default]
    Handled,
    /// It refused it, with a fact that names the reason.
    Refused,
    /// It ignored it: for a search this was no step at all.
    Ignored,
}

/// Where a handler's choices come from: a tape of answers, and, behind its end, a source.
pub struct Tape<'a> {
    source: &'a mut dyn FnMut(u32) -> u32,
}

impl<'a> Tape<'a> {
    /// Choices are answered by `source`, which gets the number of possibilities.
    pub fn new(source: &'a mut dyn FnMut(u32) -> u32) -> Tape<'a> {
        Tape { source }
    }
}

/// The recorder that a handler writes its intentions into.
pub struct Effects<'a, P: Protocol> {
    tape: Tape<'a>,
    /// Messages to send, in order.
    pub sends: Vec<(NodeId, P::Message)>,
    /// Timers to arm, with their time in milliseconds (which a search ignores).
    pub arms: Vec<(P::Timer, u32)>,
    /// Timers to disarm.
    pub disarms: Vec<P::Timer>,
    /// What happened and why.
    pub facts: Vec<P::Fact>,
    /// How the input was taken.
    pub outcome: Outcome,
}

impl<'a, P: Protocol> Effects<'a, P> {
    /// An empty recorder whose choices come from `tape`.
    pub fn new(tape: Tape<'a>) -> Effects<'a, P> {
        Effects { tape, sends: Vec::new(), arms: Vec::new(), disarms: Vec::new(), facts: Vec::new(), outcome: Outcome::Handled }
    }

    /// Wants a message sent.
    pub fn send(&mut self, to: NodeId, message: P::Message) {
        self.sends.push((to, message));
    }

    /// Wants the same message sent to each of `to`, in order.
    pub fn broadcast(&mut self, to: impl IntoIterator<Item = NodeId>, message: &P::Message) {
        self.sends.extend(to.into_iter().map(|node| (node, message.clone())));
    }

    /// Wants a timer armed (anew if it is armed already) to go off after `after_ms`.
    pub fn arm(&mut self, timer: P::Timer, after_ms: u32) {
        self.arms.push((timer, after_ms));
    }

    /// Wants a timer disarmed.
    pub fn disarm(&mut self, timer: P::Timer) {
        self.disarms.push(timer);
    }

    /// Notes what happened and why.
    pub fn note(&mut self, fact: P::Fact) {
        self.facts.push(fact);
    }

    /// Refuses the input, with the fact that says why. An answer may still be sent.
    pub fn refuse(&mut self, fact: P::Fact) {
        self.facts.push(fact);
        self.outcome = Outcome::Refused;
    }

    /// Ignores the input, with the fact that says why: this was no step at all.
    pub fn ignore(&mut self, fact: P::Fact) {
        self.facts.push(fact);
        self.outcome = Outcome::Ignored;
    }

    /// Chooses one of `n` possibilities: the only chance there is.
    pub fn choose(&mut self, n: u32) -> u32 {
        if n <= 1 { 0 } else { (self.tape.source)(n).min(n - 1) }
    }
}
