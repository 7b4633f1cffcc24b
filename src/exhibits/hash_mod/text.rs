//! Hash mod N in words, in both languages.

use crate::balance::modulo::{self, Source};
use crate::balance::{Fraction, Why};
use crate::text::{Line, Locale, percent};

use crate::exhibit::spread::machine::frame::{Frame, Part, Told};
use crate::exhibit::spread::machine::{Kind, Standing, State};
use crate::exhibit::spread::text::{exact, key, keys, number, server, tally, title};

/// The number that is divided by: the total weight of those who take part.
fn divisor(state: &State) -> u64 {
    state.slots.iter().filter(|slot| slot.standing == Standing::Up).map(|slot| u64::from(slot.weight)).sum()
}

/// What happened.
pub(super) fn tell(frame: &Frame<'_>, locale: Locale) -> Line {
    let state = frame.state;
    let Some(told) = frame.told else {
        let args = [keys(state.setup.keys.len() as u64, locale), number(divisor(state))];
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
                Kind::Join(_)
                | Kind::Wake(_)
                | Kind::Weigh(..)
                | Kind::Points(_)
                | Kind::Bound(_)
                | Kind::Copies(_)
                | Kind::LookUp(_) => "",
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
    let (change, all) = (told.change, keys(told.change.moved.len() as u64, locale));
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

/// The decision for a key.
fn why(state: &State, at: u32) -> Option<(Source, u64, u64, u64)> {
    let placed = state.placed.as_ref()?;
    match placed.placement.why(state.setup.keys.get(at as usize)?.as_bytes()).ok()? {
        Why::Remainder { source, hash, total, remainder, .. } => Some((source, hash, total, remainder)),
        Why::Ring { .. } | Why::Jump { .. } | Why::Scores { .. } | Why::Slot { .. } => None,
    }
}

fn look_up(state: &State, at: u32, part: Part, locale: Locale) -> Line {
    let Some((_, hash, total, remainder)) = why(state, at) else { return Line::default() };
    let (name, owner) = (key(state, at), server(state, state.owner(at as usize)));
    match part {
        Part::Points => locale.say("*{0} hashes to {1}.*", "*{0} 的哈希值是 {1}。*", &[name, exact(hash)]),
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
            let Some((source, hash, total, remainder)) = why(state, at) else { return Vec::new() };
            let args = [exact(hash), number(total), number(remainder)];
            let mut lines = hashed(&source, key(state, at), hash, locale);
            if part >= Part::Arcs {
                lines.push(locale.say("{0} `mod` {1} = {2}", "余数：{0} `mod` {1} = {2}", &args));
            }
            lines
        }
        Some(told) if told.part == Part::Tally && state.placed.is_some() && told.before.placed.is_some() => {
            let (n, m, count) = (divisor(told.before), divisor(state), state.setup.keys.len());
            // The formula is about servers of equal weight: with others, a remainder names some of them more often.
            let even = [told.before, state].iter().all(|state| divisor(state) == state.up() as u64);
            let formula = even.then(|| {
                let due = Line::plain(percent(modulo::moved(n, m).millionths()));
                locale.say(
                    "1 - `min`({0},{1})/`lcm`({0},{1}) = {2}",
                    "公式：1 - `min`({0},{1})/`lcm`({0},{1}) = {2}",
                    &[number(n), number(m), due],
                )
            });
            let share = Fraction::new(told.change.moved.len() as u64, count.max(1) as u64);
            let counted = locale.say(
                "counted: {0} of {1} = {2}",
                "数出来的：{1} 个里的 {0} 个 = {2}",
                &[number(told.change.moved.len()), number(count), Line::plain(percent(share.millionths()))],
            );
            let least = Line::plain(percent(told.change.least.millionths()));
            formula.into_iter().chain([counted, locale.say("least possible: {0}", "最少：{0}", &[least])]).collect()
        }
        Some(_) | None => Vec::new(),
    }
}

/// Where the number comes from that is divided. A key that spells a number needs no line.
fn hashed(source: &Source, key: Line, hash: u64, locale: Locale) -> Vec<Line> {
    match source {
        Source::Xxh64 => vec![locale.say("`xxh64`({0}) = {1}", "哈希值：`xxh64`({0}) = {1}", &[key, exact(hash)])],
        Source::Crc32 { crc } => {
            let args = [key, exact(crc), exact(hash)];
            let bits = locale.say("({1} >> 16) & 0x7fff = {2}", "取十五位：({1} >> 16) & 0x7fff = {2}", &args);
            vec![locale.say("`crc32`({0}) = {1}", "哈希值：`crc32`({0}) = {1}", &args), bits]
        }
        Source::Number | Source::Octets(_) => Vec::new(),
    }
}

/// The line at the end of the row of scenarios.
pub(super) fn summary(state: &State, locale: Locale) -> Line {
    let args = [number(divisor(state)), number(state.setup.keys.len())];
    locale.say("N = {0} · {1} keys", "N = {0} · {1} 个键", &args)
}
