//! Keys and servers in words, in both languages.

mod dials;
mod story;
mod words;

pub use dials::bound;
pub use story::{few_of_many, part, phase, stuck, tally, title};
pub use words::{ASKING, ASSUMPTIONS, CHECKS, KEYS, OWN_KEYS, PartNames, SERVERS, TYPED, knob, policy};

use crate::exhibit::{Deed, Flow, OfferGroup, Verdict};
use crate::sim::{Act, Disk, NodeId, NodeSet};
use crate::text::{Line, Locale, Span, Tone, grouped};

use super::checks::{Check, settled};
use super::machine::frame::Frame;
use super::machine::keys::TYPED_MAX;
use super::machine::{NOBODY, SERVERS_MAX, SLOT_WEIGHT_MAX, Standing, State, command};

/// So many keys that nobody typed are offered to be looked up.
const KEYS_OFFERED: usize = 3;

/// A count: from 10,000 on its digits stand in threes.
pub fn number(number: impl std::fmt::Display) -> Line {
    Span::number(grouped(number)).into()
}

/// A number whose digits stay together: a hash, or a place on the ring, which is to be compared with what programs print.
pub fn exact(number: impl std::fmt::Display) -> Line {
    Span::number(number).into()
}

/// A count where there is so much room for it in the picture: in threes where they fit.
pub fn fitting(count: u64, room: i32) -> Line {
    const ROOM_OF_GROUPS: i32 = 44;
    if room < ROOM_OF_GROUPS { exact(count) } else { number(count) }
}

/// The tone of a server: eight, then they come again.
pub fn tone(slot: u8) -> Tone {
    Tone::Server(slot % 8)
}

/// A server's name, which leads to it.
pub fn server(state: &State, slot: u8) -> Line {
    let name = state.slots.get(usize::from(slot)).map_or("", |slot| slot.name.as_str());
    if slot == NOBODY { Line::plain("–") } else { Span::node(slot, name).into() }
}

/// A key.
pub fn key(state: &State, key: u32) -> Line {
    Span::term(state.setup.keys.get(key as usize).map_or("", String::as_str)).into()
}

/// A count of keys: "18 keys".
pub fn keys(count: u64, locale: Locale) -> Line {
    match count {
        1 => Line::plain(locale.pick("1 key", "1 个键")),
        _ => locale.say("{0} keys", "{0} 个键", &[number(count)]),
    }
}

/// Everything that may and may not be done.
pub fn deeds(state: &State, locale: Locale) -> Vec<Deed> {
    let mut deeds = Vec::new();
    let others = state.setup.keys.len() - state.setup.typed;
    let typed = (0..state.setup.typed.min(TYPED_MAX) as u16).map(|place| command::TYPED + place);
    let offered = typed.chain((0..others.min(KEYS_OFFERED) as u16).map(|place| command::LOOK_UP + place));
    for choice in offered {
        deeds.extend(look_up(state, choice, locale));
    }
    let next = NodeId(state.slots.len() as u8);
    let name = Line::plain(state.free_name().unwrap_or_default());
    let join = Act::Command { node: next, choice: command::JOIN };
    let full = state.slots.len() >= SERVERS_MAX;
    let full = full.then(|| locale.say("There is room for {0} servers.", "最多 {0} 台服务器。", &[number(SERVERS_MAX)]));
    deeds.push(deed(join, OfferGroup::Node, locale.say("{0} joins", "{0} 加入", &[name]), None, full));
    if state.setup.policy.is_ring() {
        deeds.extend(dials::deeds(state, locale));
    }
    for slot in 0..state.slots.len() as u8 {
        of_server(state, slot, locale, &mut deeds);
    }
    if state.changes >= state.changes_max() {
        for deed in deeds.iter_mut().filter(|deed| deed.group != OfferGroup::Deliver && deed.closed.is_none()) {
            let args = [keys(state.setup.keys.len() as u64, locale), number(state.changes)];
            deed.closed =
                Some(locale.say("A run with {0} has room for {1} changes.", "有 {0} 时，一次运行最多改动 {1} 次。", &args));
        }
    }
    deeds
}

/// The command that looks a key up.
pub const LOOK_UP: &str = "look_up";

/// The look-up of any key, listed or not.
pub fn any_look_up(state: &State, act: Act, locale: Locale) -> Option<Deed> {
    let Act::Command { node: NodeId(0), choice: choice @ command::TYPED.. } = act else { return None };
    look_up(state, choice, locale)
}

fn look_up(state: &State, choice: u16, locale: Locale) -> Option<Deed> {
    let key = key(state, state.setup.looked_up(choice)? as u32);
    let nobody = || Line::plain(locale.pick("No server is left to own it.", "没有服务器可以拥有它。"));
    let label = locale.say("Look up {0}", "查找 {0}", &[key]);
    let act = Act::Command { node: NodeId(0), choice };
    Some(deed(act, OfferGroup::Deliver, label, None, state.placed.is_none().then(nobody)))
}

fn deed(act: Act, group: OfferGroup, label: Line, node: Option<NodeId>, closed: Option<Line>) -> Deed {
    Deed { act, group, label, node, closed }
}

/// What may and may not be done with one server.
fn of_server(state: &State, slot: u8, locale: Locale, deeds: &mut Vec<Deed>) {
    let (node, at) = (NodeId(slot), &state.slots[usize::from(slot)]);
    let name = || server(state, slot);
    let up = at.standing == Standing::Up;
    let away = |en: &str, zh: &str| (!up).then(|| locale.say(en, zh, &[name()]));
    let command = |choice| Act::Command { node, choice };
    let mut add = |act, group, label, closed| deeds.push(deed(act, group, label, Some(node), closed));
    match at.standing {
        Standing::Up => {
            add(command(command::LEAVE), OfferGroup::Node, locale.say("Remove {0}", "移除 {0}", &[name()]), None);
        }
        Standing::Left => {
            add(command(command::JOIN), OfferGroup::Node, locale.say("{0} comes back", "{0} 重新加入", &[name()]), None);
        }
        Standing::Dead => {}
    }
    let heaviest = (at.weight >= SLOT_WEIGHT_MAX)
        .then(|| locale.say("{0} is the greatest weight.", "权重最大为 {0}。", &[number(SLOT_WEIGHT_MAX)]));
    let gone = || away("{0} is gone.", "{0} 已不在。");
    let more = locale.say("{0} weighs {1}", "{0} 的权重改为 {1}", &[name(), number(at.weight + 1)]);
    add(command(command::HEAVIER), OfferGroup::Node, more, gone().or(heaviest));
    let lightest = (at.weight <= 1).then(|| Line::plain(locale.pick("1 is the least weight.", "权重最小为 1。")));
    let less = locale.say("{0} weighs {1}", "{0} 的权重改为 {1}", &[name(), number(at.weight.saturating_sub(1))]);
    add(command(command::LIGHTER), OfferGroup::Node, less, gone().or(lightest));
    let dies = locale.say("{0} dies", "{0} 宕机", &[name()]);
    add(Act::Crash { node, reaches: NodeSet::EMPTY }, OfferGroup::Fault, dies, gone());
    if at.standing == Standing::Dead {
        let back = locale.say("{0} is back, empty", "{0} 恢复，数据已空", &[name()]);
        add(Act::Wake { node, disk: Disk::Lost }, OfferGroup::Fault, back, None);
    }
}

/// An act in the words of files.
pub fn word(state: &State, act: Act) -> Option<(&'static str, String)> {
    let Act::Command { choice, .. } = act else { return None };
    Some(match choice {
        command::JOIN => ("join", String::new()),
        command::LEAVE => ("leave", String::new()),
        command::HEAVIER => ("weigh", "more".to_owned()),
        command::LIGHTER => ("weigh", "less".to_owned()),
        command::MORE_POINTS => ("points", "more".to_owned()),
        command::FEWER_POINTS => ("points", "fewer".to_owned()),
        command::LOOSER => ("bound", "looser".to_owned()),
        command::TIGHTER => ("bound", "tighter".to_owned()),
        command::MORE_COPIES => ("copies", "more".to_owned()),
        command::FEWER_COPIES => ("copies", "fewer".to_owned()),
        choice => (LOOK_UP, state.setup.keys.get(state.setup.looked_up(choice)?)?.clone()),
    })
}

/// Why a check stands as it does.
pub fn because(check: usize, frame: &Frame<'_>, locale: Locale) -> Line {
    let Some(check) = Check::ALL.get(check).copied() else { return Line::default() };
    let state = settled(frame);
    let (verdict, count) = (check.judge(frame), state.setup.keys.len() as u64);
    let all = keys(count, locale);
    match (check, verdict) {
        (Check::Owner, Verdict::Broken) => {
            locale.say("Nobody is left: {0} without an owner.", "没有服务器了：{0} 没有归属。", &[all])
        }
        (Check::Owner, _) => locale.say("{0}, each with one living owner.", "{0}，各有一个存活的归属节点。", &[all]),
        (Check::Minimal, Verdict::Broken) => {
            let strays = keys(state.strays, locale);
            locale.say("{0} moved between servers that had not changed.", "{0} 在没有变化的服务器之间迁移。", &[strays])
        }
        (Check::Minimal, _) => Line::plain(
            locale.pick("Every key that moved left or joined the server that changed.", "迁移的键都来自或去往发生变化的服务器。"),
        ),
        (Check::Copies, Verdict::Broken) => locale.say(
            "{0} lost with the only servers that had them.",
            "{0} 随唯一保存它们的服务器一起丢失。",
            &[keys(state.lost, locale)],
        ),
        (Check::Copies, _) => match state.replicas {
            1 => Line::plain(
                locale.pick("Each key is on one server, and none of them has died.", "每个键只存一份，尚无服务器宕机丢失数据。"),
            ),
            copies => locale.say("Each key is on {0} servers.", "每个键存放在 {0} 台服务器上。", &[number(copies)]),
        },
        (Check::Bound, _) => {
            let most = state.placed.as_ref().and_then(|placed| placed.capacities.iter().max()).copied().unwrap_or(0);
            let args = [bound(state.bound.unwrap_or(100)), keys(most, locale)];
            locale.say("c = {0}: no server may have more than {1}.", "c = {0}：每台服务器最多 {1}。", &args)
        }
    }
}

/// What a change moves between two servers, in detail.
pub fn flow(flow: Flow, state: &State, locale: Locale) -> (Line, Line) {
    let args = [keys(flow.count.into(), locale), server(state, flow.from.0), server(state, flow.to.0)];
    let title = locale.say("{0} from {1} to {2}", "{0}：{1} → {2}", &args);
    let role = locale.pick("Keys that a change gave to another server.", "一次变化把这些键交给了另一台服务器。");
    (title, Line::plain(role))
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn digits_stand_in_threes_from_ten_thousand_on() {
        let told = [0, 999, 9_999, 10_000, 123_456, 1_000_000].map(grouped);
        assert_eq!(told, ["0", "999", "9999", "10,000", "123,456", "1,000,000"]);
    }
}
