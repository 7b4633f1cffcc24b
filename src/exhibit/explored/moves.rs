//! Moves of a search as people are told of them.

use crate::explore::{Envelope, Happening, Inquiry, Move};
use crate::sim::{Disk, NodeId, Protocol};
use crate::text::{Line, Locale, Span};

use crate::exhibit::staged::Staged;

/// What a move says: "A1 gets prepare 1 from P1".
pub(super) fn told<E: Staged>(inquiry: &Inquiry<E::Protocol>, step: &Move<E::Protocol>, locale: Locale) -> Line {
    let protocol = &inquiry.protocol;
    let name = |id: NodeId| Line::from(Span::node(id.0, E::name(protocol, id)));
    let what = |one: &Envelope<<E::Protocol as Protocol>::Message>| {
        [E::message(protocol, &one.message, locale), name(one.from), name(one.to)]
    };
    let line = match &step.what {
        Happening::Deliver(one) => locale.say("{2} gets {0} from {1}", "{2} 收到 {1} 的 {0}", &what(one)),
        Happening::Lose(one) => locale.say("{0} from {1} to {2} is lost", "{1} 发给 {2} 的 {0} 丢失", &what(one)),
        Happening::Duplicate(one) => locale.say("{0} from {1} to {2} is doubled", "{1} 发给 {2} 的 {0} 重复", &what(one)),
        Happening::Forge(one, choice) => {
            let lie = protocol.lies(one.from, one.to, &one.message).into_iter().nth(usize::from(*choice)).flatten();
            let [truth, from, to] = what(one);
            match lie {
                None => locale.say("{1} keeps {0} from {2}", "{1} 不把 {0} 发给 {2}", &[truth, from, to]),
                Some(lie) => {
                    let lie = E::message(protocol, &lie, locale);
                    locale.say("{1} lies to {2}: {3} instead of {0}", "{1} 对 {2} 说谎：以 {3} 代替 {0}", &[truth, from, to, lie])
                }
            }
        }
        Happening::Command(place) => command::<E>(inquiry, *place, locale),
        Happening::Fire(node, timer) => E::timer(protocol, *node, *timer, locale),
        Happening::Crash(node, None) => locale.say("{0} crashes", "{0} 宕机", &[name(*node)]),
        Happening::Crash(node, Some(reached)) if reached.is_empty() => {
            locale.say("{0} crashes before any of its messages is sent", "{0} 在发出任何消息之前宕机", &[name(*node)])
        }
        Happening::Crash(node, Some(reached)) => {
            let reached = locale.listed(reached.iter().map(name));
            locale.say("{0} crashes; its messages reach only {1}", "{0} 宕机；消息只发给了 {1}", &[name(*node), reached])
        }
        Happening::Wake(node, Disk::Kept) => locale.say("{0} wakes", "{0} 恢复", &[name(*node)]),
        Happening::Wake(node, Disk::Lost) => locale.say("{0} wakes without its disk", "{0} 恢复，磁盘丢失", &[name(*node)]),
    };
    if step.begins { locale.say("{0}, and is about to crash", "{0}，且即将宕机", &[line]) } else { line }
}

fn command<E: Staged>(inquiry: &Inquiry<E::Protocol>, place: usize, locale: Locale) -> Line {
    let of = |(node, choice): (NodeId, u16)| {
        let command = inquiry.protocol.commands(node).into_iter().nth(usize::from(choice))?;
        Some(E::command(&inquiry.protocol, node, &command, locale))
    };
    inquiry.commands.get(place).copied().and_then(of).unwrap_or_default()
}
