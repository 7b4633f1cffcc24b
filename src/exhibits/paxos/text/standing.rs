//! How a run stands: which id is in which phase, and what is missing when nothing happens.

use crate::exhibits::paxos::machine::Paxos;
use crate::exhibits::paxos::roles::{Id, Message, Node, Phase};
use crate::sim::{NodeId, NodeSet, World};
use crate::text::{Line, Locale, join};

use super::phase_of;
use super::teller::{Teller, count, id};

/// A short line at the end of the scenario row: "majority 2 of 3 · F = 1".
pub fn summary(world: &World<Paxos>, locale: Locale) -> Line {
    let paxos = &world.protocol;
    let args = [count(paxos.majority()), count(paxos.acceptors.into()), count(paxos.tolerated())];
    Teller::new(paxos, locale).say("majority {0} of {1} · F = {2}", "多数派 {0}/{1} · 容错额度 F = {2}", &args)
}

/// Where the run is: "id 2, phase 2 of 3", "start", or that no id is under way.
pub fn phase(world: &World<Paxos>, locale: Locale) -> Line {
    let teller = Teller::new(&world.protocol, locale);
    match at_work(world) {
        Some((of, number)) => teller.say("id {0}, phase {1} of 3", "编号 {0}，第 {1}/3 阶段", &[id(of), count(number.into())]),
        None if world.watched().asked.is_empty() => teller.say("start", "开始", &[]),
        None => teller.say("no id under way", "没有进行中的编号", &[]),
    }
}

/// What tells one phase from the next.
pub fn phase_key(world: &World<Paxos>) -> u64 {
    at_work(world).map_or(0, |(of, number)| u64::from(of.0) << 2 | u64::from(number))
}

/// The id that this step is about and its phase.
///
/// A proposer that steps has its own; a message at an acceptor or a learner has that of the id it
/// speaks of, as far as its proposer has come with it. Any other act (a crash, a cut link) leaves
/// the run where the proposer that stepped last is.
fn at_work(world: &World<Paxos>) -> Option<(Id, u8)> {
    let step = &world.step;
    let own = step.node.and_then(|node| phase_of(world, node)).and_then(present);
    let message = step.ended.iter().map(|(flight, _)| flight).chain(&step.touched).next();
    own.or_else(|| message.map(|flight| phase_of_message(world, &flight.message))).or_else(|| {
        let proposers = world.protocol.all_proposers();
        let latest = proposers.filter(|node| phase_of(world, *node).and_then(present).is_some());
        let latest = latest.max_by_key(|node| world.places().get(node.index()).map(|place| place.latest_step));
        latest.and_then(|node| phase_of(world, node)).and_then(present)
    })
}

fn present(phase: &Phase) -> Option<(Id, u8)> {
    phase.id().map(|of| (of, phase.number()))
}

fn phase_of_message(world: &World<Paxos>, message: &Message) -> (Id, u8) {
    let own = match message {
        Message::Prepare { .. } | Message::Promise { .. } | Message::Refused { .. } => 1,
        Message::Propose(_) | Message::Accepted(_) => 2,
        Message::Learn(_) => 3,
    };
    let of = message.id();
    let mut phases = world.protocol.all_proposers().filter_map(|node| phase_of(world, node).and_then(present));
    phases.find(|(id, number)| *id == of && *number >= own).unwrap_or((of, own))
}

/// Why nothing will happen by itself, and what would help.
pub fn stuck(world: &World<Paxos>, locale: Locale) -> Line {
    let teller = Teller::new(&world.protocol, locale);
    if world.up().is_empty() {
        return teller.say(
            "Nothing can happen: nobody is left. Wake somebody.",
            "什么也不会发生：所有节点都已宕机。请恢复某个节点。",
            &[],
        );
    }
    let ignorant: Vec<NodeId> = learners(world, |knows| !knows);
    if ignorant.is_empty() && !learners(world, |knows| knows).is_empty() {
        return teller.say(
            "Nothing more will happen: every learner that is up has learned the resolution.",
            "不会再发生什么：所有未宕机的学习者都已学习到决议。",
            &[],
        );
    }
    let waits = join(waiting(teller, world), teller.locale.pick(", ", "，"));
    let missing = if waits.is_empty() { idle(teller, world, &ignorant) } else { waits };
    let help = help(teller, world, learners(world, |_| true).is_empty());
    teller.say("Nothing can happen: {0}. {1}", "什么也不会发生：{0}。{1}", &[missing, help])
}

/// The learners that are up and know the resolution, or do not.
fn learners(world: &World<Paxos>, wanted: impl Fn(bool) -> bool) -> Vec<NodeId> {
    let knows = |node: NodeId| matches!(world.node(node), Some(Node::Learner(learner)) if learner.learned.is_some());
    world.protocol.all_learners().filter(|node| world.up().has(*node) && wanted(knows(*node))).collect()
}

/// What each proposer that is up waits for, and how many could answer.
fn waiting(teller: Teller, world: &World<Paxos>) -> Vec<Line> {
    let needed = world.protocol.needed();
    let waits = world.protocol.all_proposers().filter(|node| world.up().has(*node)).filter_map(|node| {
        let (of, more, en, zh) = match phase_of(world, node)? {
            Phase::Preparing { id, counted, .. } => (*id, needed.saturating_sub(*counted), ["promise", "promises"], "承诺"),
            Phase::Proposing { proposal, accepted, .. } => {
                (proposal.id, needed.saturating_sub(accepted.len() as u32), ["acceptance", "acceptances"], "接受")
            }
            Phase::Idle | Phase::Resolved { .. } => return None,
        };
        let word = Line::plain(teller.locale.pick(if more == 1 { en[0] } else { en[1] }, zh));
        let args = [teller.node(node), count(more), word, id(of)];
        Some(teller.say("{0} waits for {1} more {2} of id {3}", "{0} 还在等编号 {3} 的 {1} 个{2}", &args))
    });
    let mut lines: Vec<Line> = waits.collect();
    if !lines.is_empty() {
        lines.push(acceptors_up(teller, world.up()).1);
    }
    lines
}

/// How many acceptors are up, and a clause of it.
pub(super) fn acceptors_up(teller: Teller, up: NodeSet) -> (u32, Line) {
    let up = teller.paxos.all_acceptors().filter(|node| up.has(*node)).count() as u32;
    let args = [count(up), count(teller.paxos.acceptors.into())];
    let line = if up == 1 {
        teller.say("{0} of {1} acceptors is up", "{1} 个决策者中有 {0} 个未宕机", &args)
    } else {
        teller.say("{0} of {1} acceptors are up", "{1} 个决策者中有 {0} 个未宕机", &args)
    };
    (up, line)
}

/// The proposer that has declared the resolution and is up, if there is one.
fn declarer(world: &World<Paxos>) -> Option<NodeId> {
    let declared = |node: &NodeId| matches!(phase_of(world, *node), Some(Phase::Resolved { .. }));
    world.protocol.all_proposers().filter(|node| world.up().has(*node)).find(declared)
}

/// Nobody waits: nothing was asked, or not every learner knows the resolution.
fn idle(teller: Teller, world: &World<Paxos>, ignorant: &[NodeId]) -> Line {
    match declarer(world) {
        Some(node) if ignorant.is_empty() => teller.say(
            "{0} has declared the resolution, but no learner is up",
            "{0} 已宣布决议，但没有未宕机的学习者",
            &[teller.node(node)],
        ),
        Some(node) if ignorant.len() == 1 => teller.say(
            "{0} has declared the resolution, but {1} does not know it",
            "{0} 已宣布决议，但 {1} 不知道",
            &[teller.node(node), teller.nodes(ignorant.iter().copied())],
        ),
        Some(node) => teller.say(
            "{0} has declared the resolution, but {1} do not know it",
            "{0} 已宣布决议，但 {1} 不知道",
            &[teller.node(node), teller.nodes(ignorant.iter().copied())],
        ),
        None => teller.say("no proposer has anything under way", "没有提议者在进行提案", &[]),
    }
}

/// What would help, the most useful first, at most two.
fn help(teller: Teller, world: &World<Paxos>, nobody_learns: bool) -> Line {
    let proposers = || world.protocol.all_proposers();
    let up = |node: &NodeId| world.up().has(*node);
    let down = |nodes: &mut dyn Iterator<Item = NodeId>| nodes.filter(|node| !up(node)).collect::<NodeSet>();
    let acceptors_down = down(&mut world.protocol.all_acceptors());
    let short = (world.protocol.needed() + acceptors_down.len() as u32).saturating_sub(world.protocol.acceptors.into());
    let mut advice = Vec::new();
    if short > 0 {
        let wake = teller.nodes(acceptors_down.iter().take(short as usize));
        advice.push(teller.say("Wake {0}.", "请恢复 {0}。", &[wake]));
    }
    if nobody_learns {
        let learner = teller.nodes(world.protocol.all_learners().take(1));
        advice.push(teller.say("Wake {0}.", "请恢复 {0}。", &[learner]));
    }
    if let Some(held) = world.wire().find(|flight| flight.held) {
        let message = super::message(&world.protocol, &held.message, teller.locale);
        let args = [message, teller.node(held.name.to)];
        advice.push(teller.say("Release {0} to {1}, which is held.", "请放行被扣住的、发往 {1} 的 {0}。", &args));
    }
    if !world.cuts().is_empty() {
        advice.push(teller.say("Heal the links that are cut.", "请修复被断开的链路。", &[]));
    }
    if let Some(node) = proposers().filter(up).find(|node| world.armed(*node).next().is_some()) {
        advice.push(teller.say("Let {0} lose patience.", "让 {0} 放弃等待并重试。", &[teller.node(node)]));
    }
    let idle = |node: &NodeId| matches!(phase_of(world, *node), Some(Phase::Idle));
    if let Some(node) = proposers().filter(up).find(idle) {
        advice.push(teller.say("Ask {0} to propose.", "请 {0} 提议一个值。", &[teller.node(node)]));
    } else if let Some(node) = proposers().find(|node| !up(node)) {
        advice.push(teller.say("Wake {0}.", "请恢复 {0}。", &[teller.node(node)]));
    } else if let Some(node) = declarer(world) {
        advice.push(teller.say(
            "Crash {0}, wake it and ask it again.",
            "请让 {0} 宕机并恢复，再次请它提议。",
            &[teller.node(node)],
        ));
    }
    if advice.is_empty() {
        advice.push(teller.say("Go back and let a message through.", "请退回去，让某个消息通过。", &[]));
    }
    advice.truncate(2);
    teller.all(advice)
}
