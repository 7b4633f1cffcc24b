//! What may be done with what all servers have in common: points, the bound, copies.

use crate::exhibit::{Deed, OfferGroup};
use crate::sim::{Act, NodeId};
use crate::text::{Line, Locale, decimal};

use super::super::machine::dials::{COPIES_MAX, fewer_copies, looser, more_copies, tighter};
use super::super::machine::{POINTS_MAX, State, command};
use super::number;

/// The bound as it is written: "1.25".
pub fn bound(percent: u32) -> Line {
    Line::plain(decimal(u64::from(percent) * 10))
}

/// The points, the bound and the copies, turned either way.
pub(super) fn deeds(state: &State, locale: Locale) -> impl Iterator<Item = Deed> {
    let deed = |(choice, label, closed)| {
        let act = Act::Command { node: NodeId(0), choice };
        Deed { act, group: OfferGroup::Node, label, node: None, closed }
    };
    [of_points(state, locale), of_bound(state, locale), of_copies(state, locale)].into_iter().flatten().map(deed)
}

/// A command, what it is called, and why it is closed if it is.
type Turn = (u16, Line, Option<Line>);

fn of_points(state: &State, locale: Locale) -> [Turn; 2] {
    let points = state.points;
    let (more, fewer) = ((1..=POINTS_MAX / 2).contains(&points), points > 1);
    let own = locale.pick("This ring has as many points as its source says.", "该环的点数由其实现规定。");
    let most = locale.say("{0} points are the most.", "最多 {0} 个点。", &[number(POINTS_MAX)]);
    let closed = |open: bool, why: Line| (!open).then(|| if points == 0 { Line::plain(own) } else { why });
    let doubled = locale.say("Twice the points: {0} each", "点数加倍：每台 {0} 个", &[number(points * 2)]);
    let halved = locale.say("Half the points: {0} each", "点数减半：每台 {0} 个", &[number(points / 2)]);
    let least = Line::plain(locale.pick("One point is the least.", "至少一个点。"));
    [(command::MORE_POINTS, doubled, closed(more, most)), (command::FEWER_POINTS, halved, closed(fewer, least))]
}

fn of_bound(state: &State, locale: Locale) -> [Turn; 2] {
    let (loose, tight) = (looser(state), tighter(state));
    let none = Line::plain(locale.pick("There is no bound to loosen.", "没有上限可放宽。"));
    let looser = match loose {
        Some(Some(percent)) => locale.say("Loosen the bound: c = {0}", "放宽上限：c = {0}", &[bound(percent)]),
        Some(None) => Line::plain(locale.pick("Lift the bound", "取消上限")),
        None => Line::plain(locale.pick("Loosen the bound", "放宽上限")),
    };
    let tightest = locale
        .pick("c = 1 is the tightest: with less there would not be room for all keys.", "c = 1 是最紧的：再小就放不下所有的键。");
    let tighter = match (tight, state.bound) {
        (Some(percent), None) => locale.say("Bound the loads: c = {0}", "给负载设上限：c = {0}", &[bound(percent)]),
        (Some(percent), Some(_)) => locale.say("Tighten the bound: c = {0}", "收紧上限：c = {0}", &[bound(percent)]),
        (None, _) => Line::plain(locale.pick("Tighten the bound", "收紧上限")),
    };
    [
        (command::LOOSER, looser, loose.is_none().then_some(none)),
        (command::TIGHTER, tighter, tight.is_none().then(|| Line::plain(tightest))),
    ]
}

fn of_copies(state: &State, locale: Locale) -> [Turn; 2] {
    let copies = state.replicas;
    let more = locale.say("One copy more: {0} of each key", "多存一份：每个键 {0} 份", &[number(copies + 1)]);
    let less = locale.say("One copy less: {0} of each key", "少存一份：每个键 {0} 份", &[number(copies.saturating_sub(1))]);
    let few = match (more_copies(state), copies >= COPIES_MAX) {
        (Some(_), _) => None,
        (None, true) => Some(locale.say("{0} copies are the most.", "最多 {0} 份。", &[number(COPIES_MAX)])),
        (None, false) => Some(Line::plain(locale.pick("There are no more servers to keep one.", "没有更多服务器可以存放。"))),
    };
    let least = || Line::plain(locale.pick("One is the least: the owner's own.", "至少一份：归属节点自己的那份。"));
    [(command::MORE_COPIES, more, few), (command::FEWER_COPIES, less, fewer_copies(state).is_none().then(least))]
}
