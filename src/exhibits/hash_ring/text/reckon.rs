//! The rule of each ring in the words of its source, and the arithmetic of a frame.

use crate::balance::{Fraction, Policy, tally};
use crate::text::{Both, Line, Locale, both, decimal, percent};

use crate::exhibit::spread::machine::frame::{Frame, Part};
use crate::exhibit::spread::machine::lookup::LookUp;
use crate::exhibit::spread::machine::{Kind, State};
use crate::exhibit::spread::text::{exact, key, keys, number};

/// How points and keys come onto the ring, and whose a key is.
pub fn rule(policy: Policy) -> Both {
    match policy {
        Policy::NginxConsistent | Policy::TeachingRing => both(
            "nginx: point = crc32(host NUL port previous point), 160 for each unit of weight; a key belongs to the first point at or after crc32(key).",
            "nginx：点 = crc32(主机 NUL 端口 前一个点)，每单位权重 160 个；键属于 crc32(键) 处或其后的第一个点。",
        ),
        Policy::Ketama => both(
            "libketama: md5(\"server-k\") gives four points; a key belongs to the first point at or after the first four bytes of md5(key).",
            "libketama：md5(\"服务器-k\") 给出四个点；键属于 md5(键) 前四字节处或其后的第一个点。",
        ),
        Policy::EnvoyRing => both(
            "Envoy: point = xxh64(\"server_i\"), one number of points shared out by weight; a key belongs to the first point at or after xxh64(key).",
            "Envoy：点 = xxh64(\"服务器_i\")，总点数按权重分摊；键属于 xxh64(键) 处或其后的第一个点。",
        ),
        Policy::HaproxyConsistent => both(
            "HAProxy: point = `full_hash(id · 4096 + i)`, 16 for each unit of weight; a key belongs to the nearest point on either side, to the one before it in a tie.",
            "HAProxy：点 = `full_hash(id · 4096 + i)`，每单位权重 16 个；键属于两侧最近的点，距离相等时属于前一个。",
        ),
        Policy::Modulo
        | Policy::NginxHash
        | Policy::NginxIpHash
        | Policy::Jump
        | Policy::Rendezvous
        | Policy::Maglev
        | Policy::EnvoyMaglev => {
            both("A key belongs to server number hash(key) `mod` N.", "键属于第 hash(键) `mod` N 台服务器。")
        }
    }
}

/// The arithmetic of a frame, line by line.
pub fn reckoning(frame: &Frame<'_>, locale: Locale) -> Vec<Line> {
    match frame.told {
        None => evenness(frame.state, locale),
        Some(told) => match (told.change.kind, told.part) {
            (Kind::LookUp(at), part) => looked_up(frame.state, at, part, locale),
            (_, Part::Tally) => {
                let mut lines = moved(frame, locale);
                lines.extend(evenness(frame.state, locale));
                lines
            }
            (_, Part::Points | Part::Arcs | Part::Travel) => Vec::new(),
        },
    }
}

/// How even the shares are, against what the formula expects.
fn evenness(state: &State, locale: Locale) -> Vec<Line> {
    let Some(placed) = &state.placed else { return Vec::new() };
    let up: Vec<u64> = placed.slots.iter().map(|slot| placed.loads[usize::from(*slot)]).collect();
    let weights = placed.placement.servers().iter().map(|server| server.weight);
    let even = tally::evenness(up.iter().copied().zip(weights));
    let mut lines = vec![locale.say(
        "max/mean {0}, sd/mean {1}",
        "最大/均值 {0}，标准差/均值 {1}",
        &[Line::plain(decimal(even.max_to_mean)), Line::plain(decimal(even.sd_to_mean))],
    )];
    let points = placed.ring().map_or(0, |ring| ring.points().len() as u32);
    let servers = up.len() as u32;
    if servers > 0 && points > 0 {
        let each = points / servers;
        let expected = Line::plain(decimal(tally::expected_thousandths(servers, each)));
        lines.push(locale.say(
            "sqrt((n-1)/(kn+1)) = {0}, n = {1}, k = {2}",
            "期望：sqrt((n-1)/(kn+1)) = {0}，n = {1}，k = {2}",
            &[expected, number(servers), number(each)],
        ));
    }
    lines
}

/// What moved, against what had to.
fn moved(frame: &Frame<'_>, locale: Locale) -> Vec<Line> {
    let Some(told) = frame.told else { return Vec::new() };
    let (change, count) = (told.change, frame.state.setup.keys.len() as u64);
    let had = locale.say(
        "{0} had to move, {1} moved for nothing",
        "{0} 个必须迁移，{1} 个白白迁移",
        &[number(change.necessary), number(change.collateral())],
    );
    let due = Fraction::new(change.least.parts * count, change.least.of);
    let least = locale.say(
        "least possible: {0} of {1} = {2}",
        "最少：{1} 的 {0} = {2}",
        &[Line::plain(percent(change.least.millionths())), keys(count, locale), Line::plain(decimal(due.parts * 1_000 / due.of))],
    );
    if change.kind.slot().is_some() { vec![had, least] } else { Vec::new() }
}

/// The arithmetic of one look-up, as far as it has come.
fn looked_up(state: &State, at: u32, part: Part, locale: Locale) -> Vec<Line> {
    let Some(found) = LookUp::of(state, at) else { return Vec::new() };
    let name = |slot: u8| Line::plain(state.slots.get(usize::from(slot)).map_or("", |slot| slot.name.as_str()));
    let hash = locale.say(
        "{0}({1}) = {2}",
        "哈希值：{0}({1}) = {2}",
        &[Line::plain(hash_of(state.setup.policy)), key(state, at), exact(found.walk.hash)],
    );
    let mut lines = vec![hash];
    if part >= Part::Arcs {
        let Some(ring) = state.placed.as_ref().and_then(|placed| placed.ring()) else { return lines };
        let place = |point: u32| ring.points().get(point as usize).map_or(0, |point| point.at);
        let slot = |point: u32| state.placed.as_ref().map_or(0, |placed| placed.slot_of(point));
        let ((before, back), (after, on)) = (found.walk.before, found.walk.after);
        let args = [exact(place(before)), name(slot(before)), exact(back)];
        lines.push(locale.say("point before: {0} ({1}), {2} back", "前一个点：{0}（{1}），后退 {2}", &args));
        let args = [exact(place(after)), name(slot(after)), exact(on)];
        lines.push(locale.say("point after: {0} ({1}), {2} on", "后一个点：{0}（{1}），前进 {2}", &args));
    }
    if part >= Part::Travel {
        let way = [exact(found.walk.distance), Line::plain(found.way(found.walk.distance))];
        lines.push(locale.say("walked: {0}, that is {1}", "走过：{0}，即 {1}", &way));
    }
    lines
}

/// The hash of keys under a policy.
fn hash_of(policy: Policy) -> &'static str {
    match policy {
        Policy::NginxConsistent | Policy::NginxHash => "crc32",
        Policy::Ketama => "md5",
        Policy::HaproxyConsistent => "sdbm",
        Policy::TeachingRing | Policy::NginxIpHash => "number",
        Policy::EnvoyRing | Policy::Modulo | Policy::Jump | Policy::Rendezvous | Policy::Maglev | Policy::EnvoyMaglev => "xxh64",
    }
}
