//! A node's own history: what it did and what it received, in order, and nothing that only the watcher knows.
//!
//! Made of a run's steps by generic code. Two runs in which a node's histories are equal are the same run to that node.
//! Not in it, because the node cannot tell: when something happened, whether a message of its own arrived, was lost,
//! held or changed by a traitor's mouth, and whether a message that arrives is a double.

use crate::sim::{Act, Disk, Ending, Evidence as _, Flight, Lane, LossCause, NodeId, NodeSet, Protocol, Run, Step, World};
use crate::text::{Line, Locale, Span};

use super::prose;
use super::staged::Staged;

/// One thing that a node does or that comes to it.
pub(super) enum Entry<'a, P: Protocol> {
    /// It starts.
    Starts,
    /// The choice-th of its commands.
    Told(u16),
    /// The index-th of its timers goes off.
    Timer(u16),
    /// A message arrives.
    Gets(&'a Flight<P>),
    /// Rounds only: a round begins.
    Round(u32),
    /// It says the same to these.
    Says(NodeSet, &'a Flight<P>),
    /// Rounds only: it takes its turn and says nothing to anybody; what it does is in the facts.
    Reckons(&'a Step<P>),
    /// It crashes.
    Crashes,
    /// It wakes.
    Wakes(Disk),
}

/// What of a step `node` notices; `up`: whether it is up when the step begins.
pub(super) fn entries<P: Protocol>(step: &Step<P>, node: NodeId, up: bool) -> Vec<Entry<'_, P>> {
    let mut all = Vec::new();
    let here = match step.act {
        None => Some(Entry::Starts),
        Some(Act::Command { node: at, choice }) if at == node => Some(Entry::Told(choice)),
        Some(Act::Fire { node: at, timer }) if at == node => Some(Entry::Timer(timer)),
        Some(Act::Crash { node: at, .. }) if at == node => Some(Entry::Crashes),
        Some(Act::Wake { node: at, disk }) if at == node => Some(Entry::Wakes(disk)),
        Some(
            Act::Command { .. }
            | Act::Fire { .. }
            | Act::Crash { .. }
            | Act::Wake { .. }
            | Act::Deliver(_)
            | Act::Lose(_)
            | Act::Duplicate(_)
            | Act::Hold(_)
            | Act::Release(_)
            | Act::Forge { .. }
            | Act::Cut(..)
            | Act::Heal(..)
            | Act::Partition(_)
            | Act::HealAll
            | Act::Betray { .. }
            | Act::Turn(_),
        ) => None,
    };
    all.extend(here);
    all.extend(arrivals(step, node).map(Entry::Gets));
    if up && step.act == Some(Act::Turn(0)) {
        all.push(Entry::Round(step.round));
    }
    let silent = up && matches!(step.act, Some(Act::Turn(_))) && sent(step, node).next().is_none();
    if silent && step.facts.iter().any(|(at, fact)| *at == node && !fact.refuses()) {
        all.push(Entry::Reckons(step));
    }
    for flight in sent(step, node) {
        match all.last_mut() {
            Some(Entry::Says(to, same)) if same.message == flight.message => *to = to.with(flight.name.to),
            Some(_) | None => all.push(Entry::Says(NodeSet::EMPTY.with(flight.name.to), flight)),
        }
    }
    all
}

/// A step as one node takes part in it: its own facts, what arrives at it and what it sends.
pub(super) fn own<P: Protocol>(step: &Step<P>, node: NodeId) -> Step<P> {
    Step {
        facts: step.facts.iter().filter(|(at, _)| *at == node).cloned().collect(),
        sent: sent(step, node).cloned().collect(),
        ended: step.ended.iter().filter(|(flight, ending)| flight.name.to == node && arrived(*ending)).cloned().collect(),
        touched: Vec::new(),
        ..Step::new(step.event, step.act, step.before)
    }
}

/// The messages that arrive at a node in a step.
pub(super) fn arrivals<P: Protocol>(step: &Step<P>, node: NodeId) -> impl Iterator<Item = &Flight<P>> {
    step.ended.iter().filter(move |(flight, ending)| flight.name.to == node && arrived(*ending)).map(|(flight, _)| flight)
}

fn arrived(ending: Ending) -> bool {
    match ending {
        Ending::Delivered | Ending::Refused | Ending::Ignored => true,
        Ending::Lost(
            LossCause::Wire
            | LossCause::RecipientDown
            | LossCause::LinkCut
            | LossCause::SenderCrashed
            | LossCause::WireFull
            | LossCause::Withheld,
        ) => false,
    }
}

/// The messages that a node sends in a step, as it says them; a double is the wire's, not the node's.
pub(super) fn sent<P: Protocol>(step: &Step<P>, node: NodeId) -> impl Iterator<Item = &Flight<P>> {
    step.sent.iter().filter(move |flight| flight.name.from == node && flight.name.lane == Lane::Sent)
}

/// The history of a node up to the cursor, line by line.
pub(super) fn history<E: Staged>(run: &Run<E::Protocol>, node: NodeId, locale: Locale) -> Vec<Line> {
    let protocol = &run.world().protocol;
    let mut lines = Vec::new();
    let mut up = node.0 < protocol.size();
    let mut walker: Option<World<E::Protocol>> = None;
    for step in run.steps().iter().take(run.cursor() as usize + 1).filter(|_| node.0 < protocol.size()) {
        for entry in entries(step, node, up) {
            match entry {
                Entry::Crashes => up = false,
                Entry::Wakes(_) => up = true,
                // A step does not say which timer an index means: the world before it does.
                Entry::Timer(_) => walk(walker.get_or_insert_with(|| run.origin().clone()), run, step.event),
                Entry::Starts | Entry::Told(_) | Entry::Gets(_) | Entry::Round(_) | Entry::Reckons(_) | Entry::Says(..) => {}
            }
            lines.push(line::<E>(walker.as_ref().unwrap_or(run.origin()), node, &entry, locale));
        }
    }
    lines
}

/// Walks up to the event before `event`.
fn walk<P: Protocol>(walker: &mut World<P>, run: &Run<P>, event: u32) {
    while walker.event() + 1 < event {
        let Some(step) = run.steps().get(walker.event() as usize + 1) else { return };
        let Some(act) = step.act else { return };
        if walker.apply(act, step.chosen).is_err() {
            return;
        }
    }
}

/// An entry in words. `world` knows the configuration and, of a timer, which it is.
pub(super) fn line<E: Staged>(world: &World<E::Protocol>, node: NodeId, entry: &Entry<'_, E::Protocol>, locale: Locale) -> Line {
    let me = prose::node::<E>(world, node);
    let message = |flight: &Flight<E::Protocol>| E::message(&world.protocol, &flight.message, locale);
    match entry {
        Entry::Starts => locale.say("{0} starts", "{0} 启动", &[me]),
        Entry::Told(choice) => prose::offer::<E>(world, Act::Command { node, choice: *choice }, locale),
        Entry::Timer(timer) => prose::offer::<E>(world, Act::Fire { node, timer: *timer }, locale),
        Entry::Gets(flight) => {
            locale.say("from {0}: {1}", "来自 {0}：{1}", &[prose::node::<E>(world, flight.name.from), message(flight)])
        }
        Entry::Round(round) => locale.say("round {0} begins", "第 {0} 轮开始", &[Span::number(round).into()]),
        Entry::Says(to, flight) => {
            locale.say("to {0}: {1}", "发给 {0}：{1}", &[prose::nodes::<E>(world, *to, locale), message(flight)])
        }
        Entry::Reckons(step) => {
            let step = own(step, node);
            let facts = step.facts.iter().map(|(_, fact)| E::fact(world, &step, node, fact, locale));
            let line = facts.fold(Line::default(), Line::then);
            Line(line.0.into_iter().map(|span| Span { strong: false, ..span }).collect())
        }
        Entry::Crashes => locale.say("{0} crashes", "{0} 宕机", &[me]),
        Entry::Wakes(Disk::Kept) => locale.say("{0} wakes, with its disk", "{0} 恢复，磁盘仍在", &[me]),
        Entry::Wakes(Disk::Lost) => locale.say("{0} wakes without its disk", "{0} 恢复，磁盘丢失", &[me]),
    }
}
