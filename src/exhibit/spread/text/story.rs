//! What a change is called, what it came to, and what is told of every run.

use crate::balance::Fraction;
use crate::text::{Line, Locale, percent};

use super::super::machine::frame::{Frame, Part, Told};
use super::super::machine::{Kind, State};
use super::{PartNames, key, keys, number, server};

/// Which frame of a change it is: "keys travel".
pub fn phase(names: &PartNames, frame: &Frame<'_>, locale: Locale) -> Line {
    let Some(told) = frame.told else { return Line::plain(locale.pick("start", "开始")) };
    part(names, told.change.kind, told.part, locale)
}

/// Which change it is: "S5 joins".
pub fn title(kind: Kind, state: &State, locale: Locale) -> Line {
    let name = |slot| server(state, slot);
    match kind {
        Kind::Join(slot) => locale.say("{0} joins", "{0} 加入", &[name(slot)]),
        Kind::Leave(slot) => locale.say("{0} leaves", "{0} 离开", &[name(slot)]),
        Kind::Die(slot) => locale.say("{0} dies", "{0} 宕机", &[name(slot)]),
        Kind::Wake(slot) => locale.say("{0} is back", "{0} 恢复", &[name(slot)]),
        Kind::Weigh(slot, _) => locale.say("{0} weighed anew", "{0} 改权重", &[name(slot)]),
        Kind::Points(_) => Line::plain(locale.pick("new points", "改点数")),
        Kind::Bound(_) => Line::plain(locale.pick("another bound", "改上限")),
        Kind::Copies(_) => Line::plain(locale.pick("more or fewer copies", "改副本数")),
        Kind::LookUp(at) => key(state, at),
    }
}

/// What a frame of a change is called.
pub fn part(names: &PartNames, kind: Kind, part: Part, locale: Locale) -> Line {
    let of = usize::from(matches!(kind, Kind::LookUp(_)));
    Line::plain(names[of][part as usize].get(locale))
}

/// What a change came to.
pub fn tally(state: &State, told: Told<'_>, locale: Locale) -> Line {
    let (all, change) = (state.setup.keys.len() as u64, told.change);
    let moved = change.moved.len() as u64;
    if state.placed.is_none() {
        return locale.say("*Nobody is left, and {0} without an owner.*", "*没有服务器了，{0} 没有归属。*", &[keys(all, locale)]);
    }
    let least =
        (u128::from(all) * u128::from(change.least.parts) + u128::from(change.least.of) / 2) / u128::from(change.least.of);
    let share = percent(Fraction::new(moved, all.max(1)).millionths());
    let args = [number(moved), keys(all, locale), Line::plain(share), number(least)];
    let what = locale.say("*{0} of {1} moved ({2}).*", "*{1}中迁移了 {0} 个（{2}）。*", &args);
    let due = match change.kind.slot() {
        None => Line::default(),
        Some(_) if state.setup.policy.is_ring() => {
            locale.say("Were all shares even, it would be {3}.", "若份额均匀，应为 {3} 个。", &args)
        }
        Some(_) => locale.say("Were all shares even, {3} would have been enough.", "若份额均匀，{3} 个就够了。", &args),
    };
    let lost = if change.lost > 0 {
        locale.say("{0} had no other copy and are lost.", "{0} 没有别的副本，已丢失。", &[keys(change.lost.into(), locale)])
    } else if let (Kind::Die(_), true) = (change.kind, state.replicas > 1) {
        Line::plain(locale.pick("Every key had another copy: none is lost.", "每个键都有别的副本：没有丢失。"))
    } else {
        Line::default()
    };
    locale.all([what, due, lost])
}

/// Why nothing happens by itself.
pub fn stuck(state: &State, locale: Locale) -> Line {
    Line::plain(if state.up() == 0 {
        locale.pick("No server is left: let one join.", "没有服务器了：加入一台吧。")
    } else {
        locale.pick("Nothing moves until somebody changes the servers.", "没有人改动服务器，就什么也不动。")
    })
}

/// That not all keys are on the stage, where it is so.
pub fn few_of_many(state: &State, locale: Locale) -> Line {
    let (shown, all) = (state.setup.shown().len(), state.setup.keys.len());
    if shown == all {
        return Line::default();
    }
    locale.say("The stage shows {0} of them; all are counted.", "画面上显示其中的 {0} 个；清点时全部计入。", &[number(shown)])
}
