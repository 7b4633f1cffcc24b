//! What was worked out once and is kept: what nodes know, envelopes, and what a handler made of an input.

use std::mem;

use crate::explore::pool::{ByNumber, Pool, mix};
use crate::sim::{Condition, Disk, Effects, Input, NodeId, Outcome, Protocol, Tape};

use super::Inquiry;
use super::budget::Network;
use super::moment::Envelope;

/// One node: what it knows, its armed timers, and whether it is up.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Local<P: Protocol> {
    pub(super) me: NodeId,
    pub(super) knows: P::Node,
    pub(super) armed: Vec<P::Timer>,
    pub(super) up: bool,
}

/// What is asked of a node, as a number: what kind, and of which envelope, command, timer or disk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// The envelope with this number arrives.
    Deliver(u32),
    /// The command at this place of the inquiry's list.
    Command(u32),
    /// The timer at this place among its armed ones goes off.
    Fire(u32),
    /// It crashes.
    Crash,
    /// It wakes and finds this on its disk (its place in the budget).
    Wake(u32),
}

impl Asked {
    fn code(self) -> u64 {
        let (kind, of) = match self {
            Asked::Deliver(of) => (0_u64, of),
            Asked::Command(of) => (1, of),
            Asked::Fire(of) => (2, of),
            Asked::Crash => (3, 0),
            Asked::Wake(of) => (4, of),
        };
        kind << 29 | u64::from(of)
    }
}

/// What a handler made of an input, for one tape of answers to its choices.
pub(super) struct Made<P: Protocol> {
    /// The node after it.
    pub(super) local: u32,
    /// The same node when it has crashed in the middle of it.
    pub(super) down: u32,
    /// The envelopes that it sends.
    pub(super) sends: Vec<u32>,
    /// What they add to the sum of a wire.
    pub(super) sum: u64,
    pub(super) facts: Vec<P::Fact>,
    pub(super) choices: Vec<u32>,
}

/// What is known of a protocol.
pub(super) struct Tables<P: Protocol> {
    locals: Pool<Local<P>>,
    envelopes: Pool<Envelope<P::Message>>,
    /// The order of envelopes on a wire: by recipient and sender, then as their hashes have it.
    keys: Vec<u64>,
    watched: Pool<P::Watched>,
    made: Vec<Made<P>>,
    /// Where what was made of (a node, what is asked) stands: the first and how many.
    asked: ByNumber<(u32, u32)>,
    /// What the watcher knows after (what it knew, what was made).
    seen: ByNumber<u32>,
    /// What a traitor could say instead of an envelope; `NOTHING` for silence.
    lies: ByNumber<(u32, u32)>,
    all_lies: Vec<u32>,
}

/// No envelope at all.
pub(super) const NOTHING: u32 = u32::MAX;

impl<P: Protocol> Default for Tables<P> {
    fn default() -> Tables<P> {
        Tables {
            locals: Pool::default(),
            envelopes: Pool::default(),
            keys: Vec::new(),
            watched: Pool::default(),
            made: Vec::new(),
            asked: ByNumber::default(),
            seen: ByNumber::default(),
            lies: ByNumber::default(),
            all_lies: Vec::new(),
        }
    }
}

fn pair(a: u32, b: u64) -> u64 {
    u64::from(a) << 32 | b
}

impl<P: Protocol> Tables<P> {
    pub(super) fn local(&self, id: u32) -> &Local<P> {
        self.locals.value(id)
    }

    pub(super) fn local_hash(&self, id: u32) -> u64 {
        self.locals.hash(id)
    }

    pub(super) fn local_id(&mut self, local: Local<P>) -> u32 {
        self.locals.id(local)
    }

    pub(super) fn envelope(&self, id: u32) -> &Envelope<P::Message> {
        self.envelopes.value(id)
    }

    /// What an envelope adds to the sum of a wire.
    pub(super) fn weight(&self, id: u32) -> u64 {
        mix(self.envelopes.hash(id) ^ 0xE)
    }

    pub(super) fn key(&self, id: u32) -> u64 {
        self.keys[id as usize]
    }

    pub(super) fn envelope_id(&mut self, to: NodeId, from: NodeId, message: P::Message) -> u32 {
        let id = self.envelopes.id(Envelope { to, from, message });
        if self.keys.len() < self.envelopes.len() {
            self.keys.push(u64::from(to.0) << 56 | u64::from(from.0) << 48 | self.envelopes.hash(id) >> 16);
        }
        id
    }

    pub(super) fn watched(&self, id: u32) -> &P::Watched {
        self.watched.value(id)
    }

    pub(super) fn watched_hash(&self, id: u32) -> u64 {
        mix(self.watched.hash(id) ^ 0xA)
    }

    pub(super) fn watched_id(&mut self, watched: P::Watched) -> u32 {
        self.watched.id(watched)
    }

    /// What was made of what is asked of a node, if it was worked out: the numbers of it.
    pub(super) fn answers(&self, local: u32, asked: Asked) -> Option<std::ops::Range<u32>> {
        self.asked.get(pair(local, asked.code())).map(|(first, count)| first..first + count)
    }

    pub(super) fn made(&self, id: u32) -> &Made<P> {
        &self.made[id as usize]
    }

    /// What the watcher knows after this, if it was worked out.
    pub(super) fn after(&self, watched: u32, made: u32) -> Option<u32> {
        if self.made(made).facts.is_empty() || size_of::<P::Watched>() == 0 {
            return Some(watched);
        }
        self.seen.get(pair(watched, u64::from(made)))
    }

    /// What a traitor could say instead, if it was worked out.
    pub(super) fn lies(&self, envelope: u32) -> Option<&[u32]> {
        self.lies.get(u64::from(envelope)).map(|(first, count)| &self.all_lies[first as usize..(first + count) as usize])
    }

    pub(super) fn learn_lies(&mut self, protocol: &P, envelope: u32) {
        if self.lies(envelope).is_some() {
            return;
        }
        let Envelope { to, from, message } = self.envelope(envelope).clone();
        let lies = protocol.lies(from, to, &message);
        let first = self.all_lies.len() as u32;
        for lie in &lies {
            let lie = lie.as_ref().map_or(NOTHING, |lie| self.envelope_id(to, from, lie.clone()));
            self.all_lies.push(lie);
        }
        self.lies.insert(u64::from(envelope), (first, lies.len() as u32));
    }

    /// Works out what the watcher knows after what was made.
    pub(super) fn learn_after(&mut self, protocol: &P, watched: u32, made: u32, me: NodeId) {
        if self.after(watched, made).is_some() {
            return;
        }
        let mut knows = self.watched(watched).clone();
        for fact in &self.made[made as usize].facts {
            protocol.watch(&mut knows, me, fact);
        }
        let after = self.watched_id(knows);
        self.seen.insert(pair(watched, u64::from(made)), after);
    }

    /// Works out what a node makes of what is asked of it; the numbers of it.
    pub(super) fn learn_answers(&mut self, inquiry: &Inquiry<P>, local: u32, asked: Asked) -> std::ops::Range<u32> {
        if let Some(known) = self.answers(local, asked) {
            return known;
        }
        let before = self.local(local).clone();
        let first = self.made.len() as u32;
        let made = match asked {
            Asked::Crash => vec![(Vec::new(), Some((before.crashed(), Vec::new(), Vec::new())))],
            Asked::Deliver(_) | Asked::Command(_) | Asked::Fire(_) | Asked::Wake(_) => {
                branches(|source| self.carried(inquiry, &before, asked, source))
            }
        };
        for (choices, made) in made {
            let Some((after, sends, facts)) = made else { continue };
            let sends: Vec<u32> = sends.into_iter().map(|(to, message)| self.envelope_id(to, before.me, message)).collect();
            let sum = sends.iter().fold(0_u64, |sum, send| sum.wrapping_add(self.weight(*send)));
            let down = after.crashed();
            let local = self.local_id(after);
            let down = if inquiry.budget.crashes > 0 { self.local_id(down) } else { local };
            self.made.push(Made { local, down, sends, sum, facts, choices });
        }
        let count = self.made.len() as u32 - first;
        self.asked.insert(pair(local, asked.code()), (first, count));
        first..first + count
    }

    /// What a node makes of it, with choices answered by `source`; `None` when it was no step.
    fn carried(
        &self,
        inquiry: &Inquiry<P>,
        before: &Local<P>,
        asked: Asked,
        source: &mut dyn FnMut(u32) -> u32,
    ) -> Option<Carried<P>> {
        let (protocol, me) = (&inquiry.protocol, before.me);
        let mut fx = Effects::new(Tape::new(source));
        let mut local = before.clone();
        match asked {
            Asked::Deliver(envelope) => {
                let Envelope { from, message, .. } = self.envelope(envelope).clone();
                protocol.handle(me, &mut local.knows, Input::Message { from, message }, &mut fx);
            }
            Asked::Command(place) => {
                let (_, choice) = *inquiry.commands.get(place as usize)?;
                let command = protocol.commands(me).into_iter().nth(usize::from(choice))?;
                if !protocol.may(me, &local.knows, &command).iter().all(Condition::holds) {
                    return None;
                }
                protocol.handle(me, &mut local.knows, Input::Command(command), &mut fx);
            }
            Asked::Fire(place) => {
                let timer = local.armed.remove(place as usize);
                protocol.handle(me, &mut local.knows, Input::Timer(timer), &mut fx);
            }
            Asked::Wake(disk) => {
                local.knows = protocol.wake(me, &before.knows, *inquiry.budget.disks.get(disk as usize)?, &mut fx);
                local.up = true;
            }
            Asked::Crash => return None,
        }
        if fx.outcome == Outcome::Ignored {
            // On an ordered link whatever is ignored is out of the way all the same.
            let gone = inquiry.network == Network::Ordered && matches!(asked, Asked::Deliver(_));
            return gone.then(|| (before.clone(), Vec::new(), Vec::new()));
        }
        Some(local.settled(fx))
    }
}

/// A node after a handler, what it sends, and what it has to tell.
pub(super) type Carried<P> = (Local<P>, Vec<(NodeId, <P as Protocol>::Message)>, Vec<<P as Protocol>::Fact>);

impl<P: Protocol> Local<P> {
    /// Carries a handler's intentions out as far as they are the node's own.
    pub(super) fn settled(mut self, fx: Effects<'_, P>) -> Carried<P> {
        let Effects { sends, arms, disarms, facts, .. } = fx;
        self.armed.retain(|timer| !disarms.contains(timer));
        for (timer, _) in arms {
            if let Err(at) = self.armed.binary_search(&timer) {
                self.armed.insert(at, timer);
            }
        }
        (self, sends, facts)
    }

    fn crashed(&self) -> Local<P> {
        Local { armed: Vec::new(), up: false, ..self.clone() }
    }
}

/// What a node may find on its disk, by its place in the budget.
pub(super) fn disk<P: Protocol>(inquiry: &Inquiry<P>, place: u32) -> Disk {
    inquiry.budget.disks.get(place as usize).copied().unwrap_or(Disk::Kept)
}

/// Every outcome of `work` over all answers to its choices, with those answers.
pub(super) fn branches<T>(mut work: impl FnMut(&mut dyn FnMut(u32) -> u32) -> T) -> Vec<(Vec<u32>, T)> {
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
        tape = mem::take(&mut asked).into_iter().map(|(answer, _)| answer).collect();
        tape.push(last + 1);
    }
}

impl<P: Protocol> Tables<P> {
    pub(super) fn bytes(&self) -> usize {
        let made: usize = self.made.capacity() * size_of::<Made<P>>();
        self.locals.bytes() + self.envelopes.bytes() + self.watched.bytes() + made + self.asked.bytes() + self.seen.bytes()
    }
}
