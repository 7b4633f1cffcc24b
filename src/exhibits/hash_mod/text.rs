//! Hash mod N in words, in both languages.

use crate::balance::{Fraction, Policy, Why, modulo};
use crate::exhibit::{Deed, Flow, OfferGroup, Verdict};
use crate::sim::{Act, Disk, NodeId, NodeSet};
use crate::text::{Line, Locale, Span, Tone, both, percent};

use crate::exhibits::hash_ring::checks::{Check, settled};
use crate::exhibits::hash_ring::machine::frame::{Frame, Part, Told};
use crate::exhibits::hash_ring::machine::{Kind, NOBODY, SERVERS_MAX, Standing, State, command};

/// So many keys that nobody typed are offered to be looked up.
const KEYS_OFFERED: u16 = 3;

pub(super) fn number(number: impl std::fmt::Display) -> Line {
    Span::number(number).into()
}

/// The tone of a server: eight, then they come again.
pub(super) fn tone(slot: u8) -> Tone {
    Tone::Server(slot % 8)
}

pub(super) fn server(state: &State, slot: u8) -> Line {
    let name = state.slots.get(usize::from(slot)).map_or("", |slot| slot.name.as_str());
    if slot == NOBODY { Line::plain("–") } else { Span::node(slot, name).into() }
}

pub(super) fn key(state: &State, key: u32) -> Line {
    Span::term(state.setup.keys.get(key as usize).map_or("", String::as_str)).into()
}

fn keys(count: usize, locale: Locale) -> Line {
    if count == 1 {
        Line::plain(locale.pick("1 key", "1 个键"))
    } else {
        locale.say("{0} keys", "{0} 个键", &[number(count)])
    }
}

/// The number that is divided by: the total weight of those who take part.
fn divisor(state: &State) -> u64 {
    state.slots.iter().filter(|slot| slot.standing == Standing::Up).map(|slot| u64::from(slot.weight)).sum()
}

/// Everything that may and may not be done.
pub(super) fn deeds(state: &State, locale: Locale) -> Vec<Deed> {
    let others = state.setup.keys.len() - state.setup.typed;
    let typed = (0..state.setup.typed as u16).map(|place| command::TYPED + place);
    let untyped = (0..KEYS_OFFERED.min(others as u16)).map(|place| command::LOOK_UP + place);
    let mut deeds = Vec::new();
    let mut add = |act, group, label, node, closed| deeds.push(Deed { act, group, label, node, closed });
    for choice in typed.chain(untyped) {
        let Some(at) = state.setup.looked_up(choice) else { continue };
        let nobody = || Line::plain(locale.pick("No server is left to have it.", "没有服务器可以存放它。"));
        let label = locale.say("Look up {0}", "查找 {0}", &[key(state, at as u32)]);
        let act = Act::Command { node: NodeId(0), choice };
        add(act, OfferGroup::Deliver, label, None, state.placed.is_none().then(nobody));
    }
    let full = (state.slots.len() >= SERVERS_MAX)
        .then(|| locale.say("There is room for {0} servers.", "最多 {0} 台服务器。", &[number(SERVERS_MAX)]));
    let name = Line::plain(state.free_name().unwrap_or_default());
    let join = Act::Command { node: NodeId(state.slots.len() as u8), choice: command::JOIN };
    add(join, OfferGroup::Node, locale.say("{0} joins", "{0} 加入", &[name]), None, full);
    for (slot, standing) in (0_u8..).zip(state.slots.iter().map(|slot| slot.standing)) {
        let (node, name) = (NodeId(slot), || server(state, slot));
        let gone = || locale.say("{0} is not in the list.", "{0} 不在名单上。", &[name()]);
        let command = |choice| Act::Command { node, choice };
        if standing == Standing::Left {
            let label = locale.say("{0} comes back", "{0} 重新加入", &[name()]);
            add(command(command::JOIN), OfferGroup::Node, label, Some(node), None);
        }
        let away = || (standing != Standing::Up).then(gone);
        add(command(command::LEAVE), OfferGroup::Node, locale.say("Remove {0}", "移除 {0}", &[name()]), Some(node), away());
        let dies = Act::Crash { node, reaches: NodeSet::EMPTY };
        add(dies, OfferGroup::Fault, locale.say("{0} dies", "{0} 宕机", &[name()]), Some(node), away());
        if standing == Standing::Dead {
            let label = locale.say("{0} is back, empty", "{0} 恢复，数据已空", &[name()]);
            add(Act::Wake { node, disk: Disk::Lost }, OfferGroup::Fault, label, Some(node), None);
        }
    }
    deeds
}

/// An act in the words of files.
pub(super) fn word(state: &State, act: Act) -> Option<(&'static str, String)> {
    let Act::Command { choice, .. } = act else { return None };
    Some(match choice {
        command::JOIN => ("join", String::new()),
        command::LEAVE => ("leave", String::new()),
        choice => ("look_up", state.setup.keys.get(state.setup.looked_up(choice)?)?.clone()),
    })
}

/// Which frame of a change it is.
pub(super) fn phase(frame: &Frame<'_>, locale: Locale) -> Line {
    let start = || Line::plain(locale.pick("start", "开始"));
    frame.told.map_or_else(start, |told| part(told.change.kind, told.part, locale))
}

pub(super) fn part(kind: Kind, part: Part, locale: Locale) -> Line {
    let looks = matches!(kind, Kind::LookUp(_));
    let words = match part {
        Part::Points if looks => both("hash", "哈希"),
        Part::Arcs if looks => both("remainder", "取余"),
        Part::Travel if looks => both("server", "找服务器"),
        Part::Tally if looks => both("owner", "归属"),
        Part::Points => both("the list", "名单变化"),
        Part::Arcs => both("new remainders", "重新取余"),
        Part::Travel => both("keys travel", "键迁移"),
        Part::Tally => both("tally", "清点"),
    };
    Line::plain(words.get(locale))
}

/// Which change it is.
pub(super) fn title(kind: Kind, state: &State, locale: Locale) -> Line {
    let name = |slot| server(state, slot);
    match kind {
        Kind::Join(slot) | Kind::Wake(slot) => locale.say("{0} joins", "{0} 加入", &[name(slot)]),
        Kind::Leave(slot) => locale.say("{0} leaves", "{0} 离开", &[name(slot)]),
        Kind::Die(slot) => locale.say("{0} dies", "{0} 宕机", &[name(slot)]),
        Kind::Weigh(slot, _) => locale.say("{0} weighed anew", "{0} 改权重", &[name(slot)]),
        Kind::Points(_) => Line::plain(locale.pick("new points", "改点数")),
        Kind::LookUp(at) => key(state, at),
    }
}

/// What happened.
pub(super) fn tell(frame: &Frame<'_>, locale: Locale) -> Line {
    let state = frame.state;
    let Some(told) = frame.told else {
        let args = [keys(state.setup.keys.len(), locale), number(divisor(state))];
        return locale.say(
            "*{0} lie on {1} servers: the remainder of a key's hash is the number of its server.*",
            "*{0} 分在 {1} 台服务器上：键的哈希值的余数就是服务器的编号。*",
            &args,
        );
    };
    match (told.change.kind, told.part) {
        (Kind::LookUp(at), part) => look_up(state, at, part, locale),
        (kind, Part::Points) => {
            let args = [title(kind, state, locale), number(divisor(told.before)), number(divisor(state))];
            let list = locale.say("*{0}: N is {2} instead of {1}.*", "*{0}：N 从 {1} 变为 {2}。*", &args);
            let moves = match kind {
                Kind::Leave(_) | Kind::Die(_) => locale.pick("Those behind it move up by one.", "排在后面的都往前挪一位。"),
                Kind::Join(_) | Kind::Wake(_) | Kind::Weigh(..) | Kind::Points(_) | Kind::LookUp(_) => "",
            };
            locale.all([list, Line::plain(moves)])
        }
        (_, Part::Arcs) if state.placed.is_none() => {
            Line::plain(locale.pick("Nobody is left: there is nothing to divide by.", "没有服务器了：无从相除。"))
        }
        (_, Part::Arcs) => locale.say(
            "*Every key is divided anew, by {0}.* Only where both remainders name the same server does a key stay.",
            "*每个键都重新除以 {0}。* 只有两个余数指向同一台服务器时，键才不动。",
            &[number(divisor(state))],
        ),
        (_, Part::Travel) => travel(state, told, locale),
        (_, Part::Tally) => tally(state, told, locale),
    }
}

fn travel(state: &State, told: Told<'_>, locale: Locale) -> Line {
    let (change, all) = (told.change, keys(told.change.moved.len(), locale));
    if state.placed.is_none() {
        return locale.say("*{0} without a server.*", "*{0} 没有服务器。*", &[all]);
    }
    let args = [all, number(change.necessary), number(change.collateral())];
    locale.say(
        "*{0} travel.* {1} had to; {2} move between servers that had not changed.",
        "*{0} 迁移。* 其中 {1} 个必须迁移；{2} 个在没有变化的服务器之间迁移。",
        &args,
    )
}

fn tally(state: &State, told: Told<'_>, locale: Locale) -> Line {
    let (change, count) = (told.change, state.setup.keys.len());
    if state.placed.is_none() {
        return locale.say("*Nobody is left for {0}.*", "*{0} 没有服务器。*", &[keys(count, locale)]);
    }
    let share = percent(Fraction::new(change.moved.len() as u64, count.max(1) as u64).millionths());
    let what = locale.say(
        "*{0} of {1} moved ({2}).*",
        "*{1}中迁移了 {0} 个（{2}）。*",
        &[number(change.moved.len()), keys(count, locale), Line::plain(share)],
    );
    let lost = if change.lost > 0 {
        locale.say("{0} had no other copy and are lost.", "{0} 没有别的副本，已丢失。", &[keys(change.lost as usize, locale)])
    } else {
        Line::default()
    };
    locale.all([what, lost])
}

/// The decision for a key.
fn why(state: &State, at: u32) -> Option<(u64, u64, u64)> {
    let placed = state.placed.as_ref()?;
    match placed.placement.why(state.setup.keys.get(at as usize)?.as_bytes()).ok()? {
        Why::Remainder { hash, total, remainder, .. } => Some((hash, total, remainder)),
        Why::Ring { .. } | Why::Jump { .. } | Why::Scores { .. } | Why::Slot { .. } => None,
    }
}

fn look_up(state: &State, at: u32, part: Part, locale: Locale) -> Line {
    let Some((hash, total, remainder)) = why(state, at) else { return Line::default() };
    let (name, owner) = (key(state, at), server(state, state.owner(at as usize)));
    match part {
        Part::Points => locale.say("*{0} hashes to {1}.*", "*{0} 的哈希值是 {1}。*", &[name, number(hash)]),
        Part::Arcs => locale.say("*Divided by {0} it leaves {1}.*", "*除以 {0}，余 {1}。*", &[number(total), number(remainder)]),
        Part::Travel => locale.say(
            "*Number {0} in the list, from 0, is {1}.*",
            "*名单上从 0 数起的第 {0} 台是 {1}。*",
            &[number(remainder), owner],
        ),
        Part::Tally => locale.say("*{0} has {1}.*", "*{1} 在 {0} 上。*", &[owner, name]),
    }
}

/// The arithmetic of a frame, line by line.
pub(super) fn reckoning(frame: &Frame<'_>, locale: Locale) -> Vec<Line> {
    let state = frame.state;
    match frame.told {
        Some(Told { change, part, .. }) if matches!(change.kind, Kind::LookUp(_)) => {
            let Kind::LookUp(at) = change.kind else { return Vec::new() };
            let Some((hash, total, remainder)) = why(state, at) else { return Vec::new() };
            let args = [number(hash), number(total), number(remainder)];
            let mut lines = vec![locale.say(
                "{0}({1}) = {2}",
                "哈希值：{0}({1}) = {2}",
                &[
                    Line::plain(if state.setup.policy == Policy::NginxHash { "nginx" } else { "xxh64" }),
                    key(state, at),
                    number(hash),
                ],
            )];
            if part >= Part::Arcs {
                lines.push(locale.say("{0} `mod` {1} = {2}", "余数：{0} `mod` {1} = {2}", &args));
            }
            lines
        }
        Some(told) if told.part == Part::Tally && state.placed.is_some() && told.before.placed.is_some() => {
            let (n, m, count) = (divisor(told.before), divisor(state), state.setup.keys.len());
            let due = modulo::moved(n, m);
            vec![
                locale.say(
                    "1 - `min`({0},{1})/`lcm`({0},{1}) = {2}",
                    "公式：1 - `min`({0},{1})/`lcm`({0},{1}) = {2}",
                    &[number(n), number(m), Line::plain(percent(due.millionths()))],
                ),
                locale.say(
                    "counted: {0} of {1} = {2}",
                    "数出来的：{1} 个里的 {0} 个 = {2}",
                    &[
                        number(told.change.moved.len()),
                        number(count),
                        Line::plain(percent(Fraction::new(told.change.moved.len() as u64, count as u64).millionths())),
                    ],
                ),
                locale.say("least possible: {0}", "最少：{0}", &[Line::plain(percent(told.change.least.millionths()))]),
            ]
        }
        Some(_) | None => Vec::new(),
    }
}

/// Why nothing happens by itself.
pub(super) fn stuck(state: &State, locale: Locale) -> Line {
    Line::plain(if state.placed.is_none() {
        locale.pick("Nobody is in the list: let a server join.", "名单是空的：加入一台服务器吧。")
    } else {
        locale.pick("Nothing moves until somebody changes the list.", "没有人改动名单，就什么也不动。")
    })
}

/// Why a check stands as it does.
pub(super) fn because(check: usize, frame: &Frame<'_>, locale: Locale) -> Line {
    let Some(check) = Check::ALL.get(check).copied() else { return Line::default() };
    let state = settled(frame);
    let all = keys(state.setup.keys.len(), locale);
    match (check, check.judge(frame)) {
        (Check::Owner, Verdict::Broken) => locale.say("Nobody is left for {0}.", "{0} 没有服务器。", &[all]),
        (Check::Owner, _) => locale.say("{0}, each with one living server.", "{0}，各在一台存活的服务器上。", &[all]),
        (Check::Minimal, Verdict::Broken) => locale.say(
            "{0} moved between servers that had not changed.",
            "{0} 在没有变化的服务器之间迁移。",
            &[keys(usize::try_from(state.strays).unwrap_or(usize::MAX), locale)],
        ),
        (Check::Minimal, _) => Line::plain(locale.pick("Nothing has moved for nothing yet.", "还没有键白白迁移。")),
        (Check::Copies, Verdict::Broken) => {
            let lost = keys(usize::try_from(state.lost).unwrap_or(usize::MAX), locale);
            locale.say("{0} lost with the server that had them.", "{0} 随所在的服务器一起丢失。", &[lost])
        }
        (Check::Copies | Check::Bound, _) => {
            Line::plain(locale.pick("Nobody has died with keys of its own.", "没有服务器带着键宕机。"))
        }
    }
}

/// What a change moves between two servers, in detail.
pub(super) fn flow(flow: Flow, state: &State, locale: Locale) -> (Line, Line) {
    let args = [keys(flow.count as usize, locale), server(state, flow.from.0), server(state, flow.to.0)];
    let role = locale.pick("Keys whose new remainder names another server.", "新的余数指向另一台服务器的键。");
    (locale.say("{0} from {1} to {2}", "{0}：{1} → {2}", &args), Line::plain(role))
}

/// The line at the end of the row of scenarios.
pub(super) fn summary(state: &State, locale: Locale) -> Line {
    let args = [number(divisor(state)), number(state.setup.keys.len())];
    locale.say("N = {0} · {1} keys", "N = {0} · {1} 个键", &args)
}
