//! What came of a search, in words and as JSON.

use std::time::Duration;

use serde::Serialize;

use super::{Explored, strategies};
use crate::explore::{Limit, Order, Outcome, Progress};
use crate::text::Locale;

/// The format of what is told.
const FORMAT: u32 = 1;

/// The word of an outcome.
fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Holds => "holds",
        Outcome::Broken => "broken",
        Outcome::Found => "found",
        Outcome::Never => "never",
        Outcome::Limit => "limit",
    }
}

fn limit_word(limit: Limit) -> &'static str {
    match limit {
        Limit::States => "states",
        Limit::Depth => "depth",
        Limit::Bytes => "memory",
        Limit::Time => "time",
        Limit::Cancelled => "cancelled",
        Limit::Sampled => "sampled",
    }
}

#[derive(Serialize)]
struct Object {
    format: u32,
    distinct: usize,
    generated: u64,
    levels: usize,
    per_level: Vec<u64>,
    /// How many strategies there are, where strategies are searched; more than a JSON number holds is told as the most.
    #[serde(skip_serializing_if = "Option::is_none")]
    strategies: Option<u64>,
    ends: u64,
    complete: bool,
    limit: Option<&'static str>,
    checks: serde_json::Map<String, serde_json::Value>,
    seconds: f64,
    states_per_second: u64,
    bytes_per_state: u64,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    way: Vec<String>,
}

#[derive(Serialize)]
struct Check {
    outcome: &'static str,
    length: Option<usize>,
    /// How many strategies break it.
    #[serde(skip_serializing_if = "Option::is_none")]
    broken: Option<u64>,
}

/// States a second.
fn rate(distinct: usize, took: Duration) -> u64 {
    (distinct as u128 * 1_000_000 / took.as_micros().max(1)) as u64
}

fn bytes(progress: &Progress) -> u64 {
    (progress.bytes / progress.distinct.max(1)) as u64
}

/// As one JSON object.
pub(super) fn json(explored: &Explored) -> Result<String, String> {
    let progress = &explored.progress;
    let mut checks = serde_json::Map::new();
    for (place, answer) in explored.answers.iter().enumerate() {
        let broken = explored.counted.as_ref().and_then(|counted| counted.broken.get(place).copied());
        let check = Check { outcome: word(answer.outcome), length: answer.length, broken };
        checks.insert(answer.aim.name.to_owned(), serde_json::to_value(check).map_err(|error| error.to_string())?);
    }
    let object = Object {
        format: FORMAT,
        distinct: progress.distinct,
        generated: progress.generated,
        levels: explored.levels.len(),
        per_level: explored.levels.clone(),
        strategies: explored.counted.as_ref().map(|counted| u64::try_from(counted.strategies).unwrap_or(u64::MAX)),
        ends: progress.ends,
        complete: progress.complete,
        limit: progress.limit.map(limit_word),
        checks,
        seconds: explored.took.as_secs_f64(),
        states_per_second: rate(progress.distinct, explored.took),
        bytes_per_state: bytes(progress),
        way: explored.way.clone(),
    };
    serde_json::to_string_pretty(&object).map(|text| text + "\n").map_err(|error| error.to_string())
}

/// A line of progress.
pub(super) fn progress(progress: &Progress, since: Duration, locale: Locale) -> String {
    let Progress { distinct, depth, waiting, .. } = progress;
    let rate = rate(*distinct, since);
    locale.pick(
        format!("{distinct} states, depth {depth}, {waiting} waiting, {rate} a second"),
        format!("{distinct} 个状态，深度 {depth}，{waiting} 个待查，每秒 {rate} 个"),
    )
}

/// In words.
pub(super) fn prose(explored: &Explored, locale: Locale) -> String {
    let mut lines = vec![looked(explored, locale), cost(explored, locale)];
    if explored.counted.is_none() {
        lines.push(odds(explored, locale));
    }
    lines.extend((0..explored.answers.len()).map(|place| verdict(place, explored, locale)));
    if !explored.way.is_empty() {
        lines.push(String::new());
        lines.extend(explored.way.iter().enumerate().map(|(at, line)| format!("{:>4}  {line}", at + 1)));
    }
    lines.join("\n") + "\n"
}

/// What was looked at, and whether that is everything.
fn looked(explored: &Explored, locale: Locale) -> String {
    let Progress { distinct, generated, depth, ends, limit, complete, .. } = explored.progress;
    let states = || {
        locale.pick(
            format!("{distinct} states up to {depth} steps from the start ({generated} made, {ends} without a step)"),
            format!("{distinct} 个状态，离起点最多 {depth} 步（共生成 {generated} 个，其中 {ends} 个没有后续）"),
        )
    };
    let counts = explored.counted.as_ref().map_or_else(states, |counted| strategies::looked(counted, locale));
    match limit {
        None if complete && explored.counted.is_some() => {
            locale.pick(format!("Looked at everything: {counts}."), format!("查看了全部：{counts}。"))
        }
        None if complete => locale
            .pick(format!("Looked at everything that can be reached: {counts}."), format!("查看了所有可达的状态：{counts}。")),
        None => locale.pick(
            format!("Looked at {counts}; it stopped there because all that was asked for is found, this is not everything."),
            format!("查看了 {counts}；要找的都已找到，因此停止，并非全部。"),
        ),
        Some(Limit::Sampled) => {
            locale.pick(format!("Sampled, not searched: {counts}."), format!("只是抽样，不是搜索：{counts}。"))
        }
        Some(limit) => locale.pick(
            format!("Looked at {counts}; the limit of {} was met, this is not everything.", limit_word(limit)),
            format!("查看了 {counts}；达到了{}上限，并非全部。", limit_zh(limit)),
        ),
    }
}

fn limit_zh(limit: Limit) -> &'static str {
    match limit {
        Limit::States => "状态数",
        Limit::Depth => "深度",
        Limit::Bytes => "内存",
        Limit::Time => "时间",
        Limit::Cancelled => "取消前的",
        Limit::Sampled => "抽样",
    }
}

fn cost(explored: &Explored, locale: Locale) -> String {
    let (progress, seconds) = (&explored.progress, explored.took.as_secs_f64());
    let (rate, bytes) = (rate(progress.distinct, explored.took), bytes(progress));
    locale.pick(
        format!("{seconds:.2} s, {rate} states a second, {bytes} bytes a state."),
        format!("用时 {seconds:.2} 秒，每秒 {rate} 个状态，每个状态 {bytes} 字节。"),
    )
}

/// States are told apart by 64 bits: the chance that two of them were taken for one. Where names do not count, a state is
/// known by the least fingerprint of all its namings, and any of them may be like any of another.
fn odds(explored: &Explored, locale: Locale) -> String {
    let prints = (explored.progress.distinct as u128).max(1) * u128::from(explored.namings);
    let one_in = ((1_u128 << 65) / prints.saturating_mul(prints)).max(1);
    locale.pick(
        format!("Two states taken for one: a chance of one in {one_in}."),
        format!("把两个状态误认为一个的可能性：{one_in} 分之一。"),
    )
}

fn verdict(place: usize, explored: &Explored, locale: Locale) -> String {
    let answer = &explored.answers[place];
    let (name, length) = (answer.aim.name, answer.length.unwrap_or(0));
    let shortest = explored.plan.order == Order::Breadth;
    match answer.outcome {
        Outcome::Holds => locale.pick(format!("{name}: holds."), format!("{name}：成立。")),
        Outcome::Never => locale.pick(format!("{name}: never."), format!("{name}：不可能出现。")),
        Outcome::Broken if explored.counted.is_some() => {
            let broken = explored.counted.as_ref().and_then(|counted| counted.broken.get(place).copied());
            strategies::broken(name, broken.unwrap_or(0), length, explored.progress.complete, locale)
        }
        Outcome::Broken if shortest => locale.pick(
            format!("{name}: broken after {length} moves, and after no fewer."),
            format!("{name}：{length} 步被破坏，不能更少。"),
        ),
        Outcome::Broken => locale.pick(format!("{name}: broken after {length} moves."), format!("{name}：{length} 步后被破坏。")),
        Outcome::Found if shortest => locale.pick(
            format!("{name}: after {length} moves, and after no fewer."),
            format!("{name}：{length} 步可以出现，不能更少。"),
        ),
        Outcome::Found => locale.pick(format!("{name}: after {length} moves."), format!("{name}：{length} 步后出现。")),
        Outcome::Limit => locale.pick(
            format!("{name}: nothing found as far as the search came; that is not \"holds\"."),
            format!("{name}：在已查范围内没有发现问题，但这不等于成立。"),
        ),
    }
}
