//! The kernel's own prose: acts as offers, needs that are not met, and events that no handler tells.

use crate::sim::{
    Act, Delivery, Disk, Ending, Flight, LossCause, MessageRef, Need, NodeId, NodeSet, Protocol, Since, Step, World,
};
use crate::text::{Line, Locale, Span};

use super::staged::Staged;

/// A node's name as a span.
pub(super) fn node<E: Staged>(world: &World<E::Protocol>, id: NodeId) -> Line {
    Span::node(id.0, E::name(&world.protocol, id)).into()
}

/// The names of several nodes.
pub(super) fn nodes<E: Staged>(world: &World<E::Protocol>, set: NodeSet, locale: Locale) -> Line {
    locale.listed(set.iter().map(|id| node::<E>(world, id)))
}

fn message<E: Staged>(world: &World<E::Protocol>, name: MessageRef, locale: Locale) -> Line {
    match world.find(name) {
        Some(flight) => flight_line::<E>(world, flight, locale),
        None => Line::plain(locale.pick("message", "消息")),
    }
}

fn flight_line<E: Staged>(world: &World<E::Protocol>, flight: &Flight<E::Protocol>, locale: Locale) -> Line {
    E::message(&world.protocol, &flight.message, locale)
}

fn in_rounds<P: Protocol>(world: &World<P>) -> bool {
    world.protocol.delivery() == Delivery::Rounds
}

/// Whether no other sender has a message in flight to the same node that reads the same. In rounds thousands fly at
/// once, and the sender is always said.
fn alone<E: Staged>(world: &World<E::Protocol>, name: MessageRef) -> bool {
    if in_rounds(world) {
        return false;
    }
    let label = |flight: &Flight<E::Protocol>| E::look(&world.protocol, &flight.message).label;
    let own = world.find(name).map(label);
    let mut others = world.wire().filter(|flight| flight.name.to == name.to && flight.name.from != name.from);
    others.all(|flight| Some(label(flight)) != own)
}

/// What an offer says: "Deliver `propose` 2·red to A1".
pub(super) fn offer<E: Staged>(world: &World<E::Protocol>, act: Act, locale: Locale) -> Line {
    let name = |id| node::<E>(world, id);
    let what = |m: MessageRef| [message::<E>(world, m, locale), name(m.from), name(m.to)];
    // Who sent it is said where another one reads the same.
    let which = |m: MessageRef| {
        let [what, from, to] = what(m);
        let what = if alone::<E>(world, m) { what } else { locale.say("{0} from {1}", "{1} 的 {0}", &[what, from]) };
        [what, to]
    };
    match act {
        Act::Deliver(m) => locale.say("Deliver {0} to {1}", "送达 {0} 给 {1}", &which(m)),
        Act::Lose(m) => locale.say("Lose {0} to {1}", "丢失发给 {1} 的 {0}", &which(m)),
        Act::Duplicate(m) => locale.say("Duplicate {0} to {1}", "重复发给 {1} 的 {0}", &which(m)),
        Act::Hold(m) => locale.say("Hold back {0} to {1}", "扣住发给 {1} 的 {0}", &which(m)),
        Act::Release(m) => locale.say("Release {0} to {1}", "放行发给 {1} 的 {0}", &which(m)),
        Act::Forge { message: m, choice } => {
            let lie = world.find(m).and_then(|flight| world.lies_for(flight).into_iter().nth(usize::from(choice)));
            let [truth, from, to] = what(m);
            match lie.flatten() {
                None => locale.say("{1} keeps {0} from {2}", "{1} 不把 {0} 发给 {2}", &[truth, from, to]),
                Some(lie) => {
                    let lie = E::message(&world.protocol, &lie, locale);
                    locale.say("{1} lies to {2}: {3} instead of {0}", "{1} 对 {2} 说谎：以 {3} 代替 {0}", &[truth, from, to, lie])
                }
            }
        }
        Act::Crash { node: id, reaches } => crash_offer::<E>(world, id, reaches, locale),
        Act::Wake { node: id, disk: Disk::Kept } => locale.say("Wake {0}", "恢复 {0}", &[name(id)]),
        Act::Wake { node: id, disk: Disk::Lost } => locale.say("Wake {0} without its disk", "恢复 {0}，磁盘丢失", &[name(id)]),
        Act::Cut(a, b) => locale.say("Cut the link {0} – {1}", "断开链路 {0} – {1}", &[name(a), name(b)]),
        Act::Heal(a, b) => locale.say("Heal the link {0} – {1}", "修复链路 {0} – {1}", &[name(a), name(b)]),
        Act::Partition(side) => {
            locale.say("Cut {0} off from the rest", "将 {0} 与其余隔开（网络分区）", &[nodes::<E>(world, side, locale)])
        }
        Act::HealAll => locale.say("Heal every link", "修复全部链路", &[]),
        Act::Fire { node: id, timer } => match world.armed(id).nth(usize::from(timer)) {
            Some(timer) => E::timer(&world.protocol, id, timer, locale),
            None => locale.say("{0}'s timer goes off", "{0} 的计时器到时", &[name(id)]),
        },
        Act::Command { node: id, choice } => match world.protocol.commands(id).get(usize::from(choice)) {
            Some(command) => E::command(&world.protocol, id, command, locale),
            None => locale.say("A command to {0}", "给 {0} 的命令", &[name(id)]),
        },
        Act::Betray { node: id, since: Since::Now } => {
            locale.say("{0} turns traitor from now on", "{0} 从现在起成为叛徒", &[name(id)])
        }
        Act::Betray { node: id, since: Since::Start } => {
            locale.say("{0} was a traitor from the start", "{0} 从一开始就是叛徒", &[name(id)])
        }
        Act::Turn(_) => locale.say("Go on with the round", "继续本轮", &[]),
    }
}

fn crash_offer<E: Staged>(world: &World<E::Protocol>, id: NodeId, reaches: NodeSet, locale: Locale) -> Line {
    let name = node::<E>(world, id);
    let pending = world.pending(id);
    let kept = NodeSet(pending.0 & reaches.0);
    if pending.is_empty() {
        locale.say("Crash {0}", "使 {0} 宕机", &[name])
    } else if kept == pending {
        locale.say("Crash {0}; what it has sent stays in flight", "使 {0} 宕机；已发出的消息仍在途", &[name])
    } else if kept.is_empty() && in_rounds(world) {
        locale.say("Crash {0} before anything of this round gets out", "使 {0} 在本轮消息发出之前宕机", &[name])
    } else if kept.is_empty() {
        locale.say("Crash {0} before anything of its latest step gets out", "使 {0} 在最近一步发出之前宕机", &[name])
    } else {
        let who = nodes::<E>(world, kept, locale);
        locale.say("Crash {0} in mid-broadcast: only {1} still gets it", "使 {0} 在广播途中宕机：只有 {1} 还能收到", &[name, who])
    }
}

/// Why an offer is closed: the need that is not met, as a sentence.
pub(super) fn closed<E: Staged>(world: &World<E::Protocol>, need: Need, locale: Locale) -> Line {
    let name = |id| node::<E>(world, id);
    match need {
        Need::Exists(_) => locale.say("There is no such node.", "没有这个节点。", &[]),
        Need::InFlight(_) => locale.say("That message is not in flight.", "该消息不在途中。", &[]),
        Need::OneByOne => locale.say(
            "The system is synchronous: messages arrive together when the round ends.",
            "系统是同步的：消息在一轮结束时一起送达。",
            &[],
        ),
        Need::NotHeld(_) => locale.say("It is held back; release it first.", "它被扣住；请先放行。", &[]),
        Need::Held(_) => locale.say("It is not held back.", "它没有被扣住。", &[]),
        Need::Up(id) => locale.say("{0} is down.", "{0} 已宕机。", &[name(id)]),
        Need::Down(id) => locale.say("{0} is up.", "{0} 在正常运行。", &[name(id)]),
        Need::Linked(a, b) => {
            locale.say("{0} and {1} never talk to each other.", "{0} 与 {1} 之间没有链路。", &[name(a), name(b)])
        }
        Need::LinkWhole(a, b) => locale.say("The link {0} – {1} is cut.", "链路 {0} – {1} 已断开。", &[name(a), name(b)]),
        Need::LinkCut(a, b) => locale.say("The link {0} – {1} is whole.", "链路 {0} – {1} 完好。", &[name(a), name(b)]),
        Need::SomethingCut => locale.say("No link is cut.", "没有断开的链路。", &[]),
        Need::SomethingBetween(side) => {
            locale.say("Nothing is left to cut between {0} and the rest.", "{0} 已经被隔开。", &[nodes::<E>(world, side, locale)])
        }
        Need::Traitor(id) => locale.say("{0} is loyal: it says what it must.", "{0} 是忠诚的：它只说该说的话。", &[name(id)]),
        Need::Loyal(id) => locale.say("{0} is a traitor already.", "{0} 已经是叛徒。", &[name(id)]),
        Need::Lie(..) => locale.say("There is no such lie.", "没有这样的谎言。", &[]),
        Need::Armed(id, _) => locale.say("{0} is not waiting for anything.", "{0} 没有在等待。", &[name(id)]),
        Need::Listed(id, _) => locale.say("{0} takes no such command.", "{0} 不接受这样的命令。", &[name(id)]),
        Need::TurnDue(_) => locale.say("It is not this turn's turn.", "还没轮到这一步。", &[]),
        Need::That(id, condition) => locale.say("{0}: {1}", "{0}：{1}", &[name(id), E::condition(&condition, locale)]),
    }
}

/// What happened in an event that no handler tells of: losses, faults, cuts.
pub(super) fn event<E: Staged>(world: &World<E::Protocol>, step: &Step<E::Protocol>, locale: Locale) -> Line {
    let name = |id| node::<E>(world, id);
    let touched = || step.touched.first().map(|flight| of_flight::<E>(world, flight, locale));
    match step.act {
        None => locale.say(
            "*Nothing has happened yet.* Step forward, or choose below what happens first.",
            "*还什么都没有发生。*前进一步，或在下方选择先发生什么。",
            &[],
        ),
        Some(Act::Lose(_)) => losses::<E>(world, step, locale),
        Some(Act::Duplicate(_)) => touched().map_or_else(Line::default, |args| {
            locale.say(
                "*The wire doubles {0} from {1} to {2}.* There are two of it now.",
                "*从 {1} 到 {2} 的 {0} 被重复。*现在有两份。",
                &args,
            )
        }),
        Some(Act::Hold(_)) => touched().map_or_else(Line::default, |args| {
            locale.say(
                "*{0} from {1} to {2} is held back.* It stays in flight until somebody releases it.",
                "*从 {1} 到 {2} 的 {0} 被扣住。*它一直在途，直到有人放行。",
                &args,
            )
        }),
        Some(Act::Release(_)) => touched().map_or_else(Line::default, |args| {
            locale.say("*{0} from {1} to {2} moves again.*", "*从 {1} 到 {2} 的 {0} 继续前行。*", &args)
        }),
        Some(Act::Forge { .. }) => touched().map_or_else(
            || losses::<E>(world, step, locale),
            |args| {
                locale.say(
                    "*A lie: {1} now says {0} to {2}.* {2} cannot tell.",
                    "*谎言：{1} 现在对 {2} 说 {0}。*{2} 无从分辨。",
                    &args,
                )
            },
        ),
        Some(Act::Crash { node: id, .. }) => crashed::<E>(world, step, id, locale),
        Some(Act::Wake { node: id, .. }) => locale.say("*{0} wakes.*", "*{0} 恢复。*", &[name(id)]),
        Some(Act::Cut(a, b)) => locale.say(
            "*The link {0} – {1} is cut.* What arrives over it from now on is lost.",
            "*链路 {0} – {1} 断开。*此后经它到达的消息都会丢失。",
            &[name(a), name(b)],
        ),
        Some(Act::Heal(a, b)) => locale.say("*The link {0} – {1} is healed.*", "*链路 {0} – {1} 已修复。*", &[name(a), name(b)]),
        Some(Act::Partition(side)) => locale.say(
            "*A partition cuts {0} off from the rest.* Messages between the two sides are lost.",
            "*{0} 与其余节点隔开（网络分区）。*两边之间的消息都会丢失。",
            &[nodes::<E>(world, side, locale)],
        ),
        Some(Act::HealAll) => locale.say("*Every link is whole again.*", "*全部链路都已修复。*", &[]),
        Some(Act::Betray { node: id, .. }) => locale.say(
            "*{0} turns traitor.* It may now say anything to anybody; the others cannot tell.",
            "*{0} 成为叛徒。*它可以对任何人说任何话；其他节点无从分辨。",
            &[name(id)],
        ),
        Some(Act::Deliver(m)) => {
            locale.say("*{0} gets a message and does nothing.*", "*{0} 收到一条消息，什么也没做。*", &[name(m.to)])
        }
        Some(Act::Fire { node: id, .. } | Act::Command { node: id, .. }) => {
            locale.say("*{0} does nothing.*", "*{0} 什么也没做。*", &[name(id)])
        }
        Some(Act::Turn(_)) => locale.say("*The round goes on.*", "*本轮继续。*", &[]),
    }
}

fn of_flight<E: Staged>(world: &World<E::Protocol>, flight: &Flight<E::Protocol>, locale: Locale) -> [Line; 3] {
    [flight_line::<E>(world, flight, locale), node::<E>(world, flight.name.from), node::<E>(world, flight.name.to)]
}

fn losses<E: Staged>(world: &World<E::Protocol>, step: &Step<E::Protocol>, locale: Locale) -> Line {
    let lost = step.ended.iter().filter_map(|(flight, ending)| match ending {
        Ending::Lost(cause) => Some((flight, cause)),
        Ending::Delivered | Ending::Refused | Ending::Ignored => None,
    });
    locale.all(lost.map(|(flight, cause)| {
        let (en, zh) = match cause {
            LossCause::Wire => (
                "*{0} from {1} to {2} is lost on the way.* Neither of them knows.",
                "*从 {1} 到 {2} 的 {0} 在途中丢失。*双方都不知道。",
            ),
            LossCause::RecipientDown => (
                "*{0} from {1} is lost: {2} is down.* Nobody was there to take it.",
                "*{1} 发来的 {0} 丢失：{2} 已宕机。*没有人接收。",
            ),
            LossCause::LinkCut => {
                ("*{0} from {1} to {2} is lost: their link is cut.*", "*从 {1} 到 {2} 的 {0} 丢失：链路已断开。*")
            }
            LossCause::SenderCrashed => (
                "*{0} to {2} never got out: {1} crashed in the middle of sending.*",
                "*发给 {2} 的 {0} 没有发出：{1} 在发送途中宕机。*",
            ),
            LossCause::Withheld => (
                "*{1} keeps silent towards {2}:* {0} is never sent. {2} cannot tell why.",
                "*{1} 对 {2} 保持沉默：*没有发出 {0}。{2} 无从知道原因。",
            ),
            LossCause::WireFull => {
                ("*{0} from {1} to {2} is lost: too much is in flight.*", "*从 {1} 到 {2} 的 {0} 丢失：在途消息过多。*")
            }
        };
        locale.say(en, zh, &of_flight::<E>(world, flight, locale))
    }))
}

fn crashed<E: Staged>(world: &World<E::Protocol>, step: &Step<E::Protocol>, id: NodeId, locale: Locale) -> Line {
    let name = node::<E>(world, id);
    let withdrawn: NodeSet = step.ended.iter().map(|(flight, _)| flight.name.to).collect();
    let line = if withdrawn.is_empty() {
        locale.say(
            "*{0} crashes.* What it has sent stays in flight; what arrives at it is lost.",
            "*{0} 宕机。*它已发出的消息仍在途；到达它的消息都会丢失。",
            &[name],
        )
    } else {
        let args = [name, nodes::<E>(world, withdrawn, locale)];
        if in_rounds(world) {
            locale.say(
                "*{0} crashes in the middle of sending.* What it sent in this round never gets to {1}.",
                "*{0} 在发送途中宕机。*它在这一轮发出的消息到不了 {1}。",
                &args,
            )
        } else {
            locale.say(
                "*{0} crashes in the middle of sending.* Its latest message never gets to {1}.",
                "*{0} 在发送途中宕机。*它最近的消息到不了 {1}。",
                &args,
            )
        }
    };
    let nobody = if world.up().is_empty() {
        locale.say("*Nobody is left.*", "*没有节点还在运行。*", &[])
    } else {
        Line::default()
    };
    locale.all([line, nobody])
}
