//! Any protocol without its clock: what is left are states, and what may happen in whatever order.
//!
//! A message may arrive at any time or never, so losing one, being slow and being down need no
//! moves of their own; a crash in mid-broadcast is a reboot and messages that never arrive. Which
//! messages there are is a *multiset* (each arrives at most once) or a *set* (nothing is ever taken
//! out: each arrives as often as it likes). Times are gone: a timer that is armed may go off.
//! Message numbers, due times and facts are no part of a state; what the watcher knows is.
//!
//! For protocols whose messages arrive one by one. Traitors are not searched here.

use std::hash::{Hash, Hasher};
use std::rc::Rc;

use crate::sim::{Disk, Effects, Fingerprint, Input, NodeId, NodeSet, Outcome, Protocol, Sight, Tape};

use super::space::Space;

/// A check of one instant: whether it is broken.
pub type Judge<P> = fn(&Sight<'_, P>) -> bool;

/// What becomes of a message that has arrived.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Network {
    /// It is gone: what was sent twice arrives at most twice.
    Multiset,
    /// It stays: whatever was sent once may arrive again and again.
    Set,
}

/// A protocol as a space of states.
#[derive(Clone, Debug)]
pub struct Timeless<P: Protocol> {
    /// The configuration.
    pub protocol: P,
    /// What becomes of messages.
    pub network: Network,
    /// The commands that may be given, each once: a node and the place in its list.
    pub commands: Vec<(NodeId, u16)>,
    /// How many timers may go off.
    pub timeouts_max: u8,
    /// Whose.
    pub timeouts: NodeSet,
    /// How many times a node may crash and wake.
    pub reboots_max: u8,
    /// Who may, and what it then finds on its disk.
    pub reboots: Vec<(NodeId, Disk)>,
    /// The checks, by name.
    pub checks: Vec<(&'static str, Judge<P>)>,
}

/// A message under way.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Envelope<M> {
    /// The recipient.
    pub to: NodeId,
    /// The sender.
    pub from: NodeId,
    /// What it says.
    pub message: M,
}

/// What has been used up.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Spent {
    /// The commands that were given, as a mask over their list.
    pub commands: u32,
    /// How many timers went off.
    pub timeouts: u8,
    /// How many times a node crashed and woke.
    pub reboots: u8,
}

/// A state: everything that can still make a difference.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Moment<P: Protocol> {
    /// What each node knows.
    pub nodes: Vec<Rc<P::Node>>,
    /// The messages under way, in order; in a multiset the same one may stand there twice.
    pub wire: Vec<Envelope<P::Message>>,
    /// The armed timers, in order.
    pub timers: Vec<(NodeId, P::Timer)>,
    /// What the watcher knows.
    pub watched: Rc<P::Watched>,
    /// What has been used up.
    pub spent: Spent,
}

/// Something that happens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Happening<P: Protocol> {
    /// A message arrives.
    Deliver(Envelope<P::Message>),
    /// A command is given: its place in [`Timeless::commands`].
    Command(usize),
    /// A timer goes off.
    Fire(NodeId, P::Timer),
    /// A node crashes and wakes.
    Reboot(NodeId, Disk),
}

/// A move: what happens, and what the handler chose meanwhile.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Move<P: Protocol> {
    /// What happens.
    pub what: Happening<P>,
    /// The answers to its choices, in order.
    pub choices: Vec<u32>,
}

impl<P: Protocol> Timeless<P> {
    /// A protocol whose agenda is given in any order, and to which nothing else happens.
    pub fn new(protocol: P, network: Network) -> Timeless<P> {
        let commands = protocol.agenda().into_iter().map(|appointment| (appointment.node, appointment.choice)).collect();
        let timeouts = (0..protocol.size()).map(NodeId).collect();
        let (reboots, checks) = (Vec::new(), Vec::new());
        Timeless { protocol, network, commands, timeouts_max: 0, timeouts, reboots_max: 0, reboots, checks }
    }

    /// Shows a state to a check.
    pub fn sight<R>(&self, state: &Moment<P>, look: impl FnOnce(&Sight<'_, P>) -> R) -> R {
        let nodes: Vec<&P::Node> = state.nodes.iter().map(|node| &**node).collect();
        let up = (0..self.protocol.size()).map(NodeId).collect();
        look(&Sight { protocol: &self.protocol, nodes: &nodes, up, traitors: NodeSet::EMPTY, watched: &state.watched })
    }

    /// Everything that could happen, whether or not a node would take it.
    fn happenings(&self, state: &Moment<P>) -> Vec<Happening<P>> {
        let twin = |at: usize| at > 0 && state.wire[at] == state.wire[at - 1];
        let messages = state.wire.iter().enumerate().filter(|(at, _)| !twin(*at));
        let mut all: Vec<Happening<P>> = messages.map(|(_, envelope)| Happening::Deliver(envelope.clone())).collect();
        let commands = (0..self.commands.len()).map(Happening::Command);
        let timers = state.timers.iter().map(|(node, timer)| Happening::Fire(*node, *timer));
        let reboots = self.reboots.iter().map(|(node, disk)| Happening::Reboot(*node, *disk));
        all.extend(commands.chain(timers).chain(reboots).filter(|what| self.may(state, what)));
        all
    }

    fn may(&self, state: &Moment<P>, what: &Happening<P>) -> bool {
        match what {
            Happening::Deliver(envelope) => state.wire.binary_search(envelope).is_ok(),
            Happening::Command(index) => {
                let Some((node, command)) = self.command(*index) else { return false };
                let knows = &state.nodes[node.index()];
                let given = state.spent.commands >> index & 1 == 1;
                !given && self.protocol.may(node, knows, &command).iter().all(crate::sim::Condition::holds)
            }
            Happening::Fire(node, timer) => {
                let patient = state.spent.timeouts >= self.timeouts_max || !self.timeouts.has(*node);
                !patient && state.timers.binary_search(&(*node, *timer)).is_ok()
            }
            Happening::Reboot(node, disk) => state.spent.reboots < self.reboots_max && self.reboots.contains(&(*node, *disk)),
        }
    }

    fn command(&self, index: usize) -> Option<(NodeId, P::Command)> {
        let (node, choice) = *self.commands.get(index)?;
        Some((node, self.protocol.commands(node).into_iter().nth(usize::from(choice))?))
    }

    /// What happens, with choices answered by `source`; `None` when it was no step.
    fn carry(&self, state: &Moment<P>, what: &Happening<P>, source: &mut dyn FnMut(u32) -> u32) -> Option<Moment<P>> {
        let mut fx = Effects::new(Tape::new(source));
        let mut spent = state.spent;
        let (me, input) = match what {
            Happening::Deliver(Envelope { to, from, message }) => {
                (*to, Some(Input::Message { from: *from, message: message.clone() }))
            }
            Happening::Command(index) => {
                spent.commands |= 1 << index;
                let (node, command) = self.command(*index)?;
                (node, Some(Input::Command(command)))
            }
            Happening::Fire(node, timer) => {
                spent.timeouts += 1;
                (*node, Some(Input::Timer(*timer)))
            }
            Happening::Reboot(node, _) => {
                spent.reboots += 1;
                (*node, None)
            }
        };
        let before = state.nodes.get(me.index())?;
        let node = match (input, what) {
            (None, Happening::Reboot(_, disk)) => self.protocol.wake(me, before, *disk, &mut fx),
            (None, _) => return None,
            (Some(input), _) => {
                let mut node = P::Node::clone(before);
                self.protocol.handle(me, &mut node, input, &mut fx);
                node
            }
        };
        let mut after = Moment { spent, ..state.clone() };
        self.consume(&mut after, what);
        self.settle(&mut after, me, node, fx).then_some(after)
    }

    /// What a happening uses up of the state that it happens in.
    fn consume(&self, after: &mut Moment<P>, what: &Happening<P>) {
        match what {
            Happening::Deliver(envelope) => {
                if let (Network::Multiset, Ok(at)) = (self.network, after.wire.binary_search(envelope)) {
                    after.wire.remove(at);
                }
            }
            Happening::Fire(node, timer) => after.timers.retain(|armed| armed != &(*node, *timer)),
            Happening::Reboot(node, _) => after.timers.retain(|(owner, _)| owner != node),
            Happening::Command(_) => {}
        }
    }

    /// Carries a node's intentions out; whether it was a step at all.
    fn settle(&self, after: &mut Moment<P>, me: NodeId, node: P::Node, fx: Effects<'_, P>) -> bool {
        let Effects { sends, arms, disarms, facts, outcome, .. } = fx;
        if outcome == Outcome::Ignored {
            return false;
        }
        after.nodes[me.index()] = Rc::new(node);
        after.timers.retain(|(owner, timer)| *owner != me || !disarms.contains(timer));
        for (timer, _) in arms {
            if let Err(at) = after.timers.binary_search(&(me, timer)) {
                after.timers.insert(at, (me, timer));
            }
        }
        for fact in facts {
            self.protocol.watch(Rc::make_mut(&mut after.watched), me, &fact);
        }
        for (to, message) in sends {
            let envelope = Envelope { to, from: me, message };
            match after.wire.binary_search(&envelope) {
                Ok(_) if self.network == Network::Set => {}
                Ok(at) | Err(at) => after.wire.insert(at, envelope),
            }
        }
        true
    }
}

/// Every outcome of `work` over all answers to its choices, with those answers.
fn branches<T>(mut work: impl FnMut(&mut dyn FnMut(u32) -> u32) -> T) -> Vec<(Vec<u32>, T)> {
    let mut all = Vec::new();
    let mut tape: Vec<u32> = Vec::new();
    loop {
        let (mut asked, mut at) = (Vec::new(), 0);
        let made = work(&mut |n| {
            let answer = tape.get(at).copied().unwrap_or(0);
            at += 1;
            asked.push((answer, n));
            answer
        });
        all.push((asked.iter().map(|(answer, _)| *answer).collect(), made));
        while asked.last().is_some_and(|(answer, n)| answer + 1 >= *n) {
            asked.pop();
        }
        let Some((last, _)) = asked.pop() else { return all };
        tape = asked.into_iter().map(|(answer, _)| answer).collect();
        tape.push(last + 1);
    }
}

impl<P: Protocol> Space for Timeless<P> {
    type State = Moment<P>;
    type Move = Move<P>;

    fn starts(&self) -> Vec<Moment<P>> {
        let boot = |source: &mut dyn FnMut(u32) -> u32| {
            let mut start = Moment {
                nodes: Vec::new(),
                wire: Vec::new(),
                timers: Vec::new(),
                watched: Rc::new(P::Watched::default()),
                spent: Spent::default(),
            };
            for me in (0..self.protocol.size()).map(NodeId) {
                let mut fx = Effects::new(Tape::new(source));
                let node = self.protocol.boot(me, &mut fx);
                start.nodes.push(Rc::new(node.clone()));
                self.settle(&mut start, me, node, fx);
            }
            start
        };
        branches(boot).into_iter().map(|(_, start)| start).collect()
    }

    fn steps(&self, state: &Moment<P>) -> Vec<(Move<P>, Moment<P>)> {
        let mut steps = Vec::new();
        for what in self.happenings(state) {
            for (choices, after) in branches(|source| self.carry(state, &what, source)) {
                steps.extend(after.map(|after| (Move { what: what.clone(), choices }, after)));
            }
        }
        steps
    }

    fn apply(&self, state: &Moment<P>, step: &Move<P>) -> Option<Moment<P>> {
        let mut answers = step.choices.iter().copied();
        let mut source = |_| answers.next().unwrap_or(0);
        if self.may(state, &step.what) { self.carry(state, &step.what, &mut source) } else { None }
    }

    fn fingerprint(&self, state: &Moment<P>) -> u64 {
        let mut hasher = Fingerprint::default();
        state.hash(&mut hasher);
        hasher.finish()
    }

    fn checks(&self) -> Vec<&'static str> {
        self.checks.iter().map(|(name, _)| *name).collect()
    }

    fn broken(&self, check: usize, state: &Moment<P>) -> bool {
        self.checks.get(check).is_some_and(|(_, broken)| self.sight(state, *broken))
    }
}
