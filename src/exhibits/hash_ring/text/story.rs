//! What just happened: a paragraph for each frame.

use crate::balance::Search;
use crate::text::{Line, Locale, both};

use crate::exhibit::spread::machine::frame::{Frame, Part, Told};
use crate::exhibit::spread::machine::lookup::LookUp;
use crate::exhibit::spread::machine::{Kind, State};
use crate::exhibit::spread::text::{bound, exact, few_of_many, key, keys, number, server, tally};

/// What happened.
pub fn tell(frame: &Frame<'_>, locale: Locale) -> Line {
    let Some(told) = frame.told else { return start(frame.state, locale) };
    match (told.change.kind, told.part) {
        (Kind::LookUp(at), part) => look_up(frame.state, at, part, locale),
        (_, Part::Points) => points(frame.state, told, locale),
        (_, Part::Arcs) => arcs(frame.state, told, locale),
        (_, Part::Travel) => travel(frame.state, told, locale),
        (_, Part::Tally) => tally(frame.state, told, locale),
    }
}

fn nearest(state: &State) -> bool {
    state.placed.as_ref().and_then(|placed| placed.ring()).is_some_and(|ring| ring.search() == Search::Nearest)
}

fn start(state: &State, locale: Locale) -> Line {
    let points = state.placed.as_ref().and_then(|placed| placed.ring()).map_or(0, |ring| ring.points().len());
    let args = [number(state.up()), number(points), keys(state.setup.keys.len() as u64, locale)];
    let what = locale.say(
        "*{0} servers have {1} points on the ring, and {2} lie between them.*",
        "*{0} 台服务器在环上有 {1} 个点，{2} 落在其间。*",
        &args,
    );
    let rule = if nearest(state) {
        locale.pick("A key belongs to the nearest point, on whichever side.", "键属于离它最近的点，不论方向。")
    } else {
        locale.pick("A key belongs to the first point clockwise from its place.", "键属于从它的位置顺时针遇到的第一个点。")
    };
    locale.all([what, Line::plain(rule), few_of_many(state, locale)])
}

fn points(state: &State, told: Told<'_>, locale: Locale) -> Line {
    let (name, count) = (|slot| server(state, slot), |state: &State, slot| number(state.points_of(slot)));
    match told.change.kind {
        Kind::Join(slot) | Kind::Wake(slot) => locale.say(
            "*{0} joins: {1} points of its own appear.* Each is a hash of its name; nobody else's point moves.",
            "*{0} 加入：出现属于它的 {1} 个点。* 每个点都由它的名字哈希而来；别人的点都不动。",
            &[name(slot), count(state, slot)],
        ),
        Kind::Leave(slot) => locale.say(
            "*{0} leaves: its {1} points go.* It hands over what it had.",
            "*{0} 离开：它的 {1} 个点消失。* 它会移交手上的键。",
            &[name(slot), count(told.before, slot)],
        ),
        Kind::Die(slot) => locale.say(
            "*{0} dies: its {1} points go.* What only {0} had is gone with it.",
            "*{0} 宕机：它的 {1} 个点消失。* 只有 {0} 保存的键随之丢失。",
            &[name(slot), count(told.before, slot)],
        ),
        Kind::Weigh(slot, _) => locale.say(
            "*{0} has {1} points instead of {2}.* Weight is told in points.",
            "*{0} 的点从 {2} 个变为 {1} 个。* 权重就体现在点数上。",
            &[name(slot), count(state, slot), count(told.before, slot)],
        ),
        Kind::Points(old) => locale.say(
            "*Every server has {0} points per unit of weight instead of {1}.*",
            "*每单位权重的点数从 {1} 变为 {0}。*",
            &[number(state.points), number(old)],
        ),
        Kind::Bound(old) => bounded(state, old, locale),
        Kind::Copies(old) => locale.say(
            "*Each key is to lie on {0} servers instead of {1}:* its owner and the next others clockwise.",
            "*每个键从存 {1} 份变为存 {0} 份：* 归属节点和顺时针的下几台。",
            &[number(state.replicas), number(old)],
        ),
        Kind::LookUp(_) => Line::default(),
    }
}

fn arcs(state: &State, told: Told<'_>, locale: Locale) -> Line {
    let name = |slot| server(state, slot);
    if state.placed.is_none() {
        return Line::plain(locale.pick("Nobody is left to take the arcs.", "没有服务器来接管这些弧。"));
    }
    let near = nearest(state);
    match told.change.kind {
        Kind::Join(slot) | Kind::Wake(slot) if near => locale.say(
            "*Only the arcs round {0}'s points change hands:* half way to each neighbour.",
            "*只有 {0} 的点两侧的弧易主：* 各到与相邻点的中间为止。",
            &[name(slot)],
        ),
        Kind::Join(slot) | Kind::Wake(slot) => locale.say(
            "*Only the arcs just before {0}'s points change hands.* Every other arc keeps its owner.",
            "*只有 {0} 的点之前的弧易主。* 其余的弧归属不变。",
            &[name(slot)],
        ),
        Kind::Leave(slot) | Kind::Die(slot) if near => {
            locale.say("*{0}'s arcs fall to the nearest points that remain.*", "*{0} 的弧归给剩下的最近的点。*", &[name(slot)])
        }
        Kind::Leave(slot) | Kind::Die(slot) => locale.say(
            "*Each of {0}'s arcs falls to the next point clockwise.* With many points these are many servers.",
            "*{0} 的每段弧都归给顺时针的下一个点。* 点越多，接手的服务器就越多。",
            &[name(slot)],
        ),
        Kind::Weigh(slot, old) => {
            let grows = state.slots.get(usize::from(slot)).is_some_and(|slot| slot.weight > old);
            let (en, zh) = if grows {
                ("*{0} gets the arcs before its new points,* and gives none away.", "*{0} 得到新点之前的弧，* 一段也不交出。")
            } else {
                (
                    "*{0} gives away the arcs before the points it lost,* and gets none.",
                    "*{0} 交出失去的点之前的弧，* 一段也不得到。",
                )
            };
            locale.say(en, zh, &[name(slot)])
        }
        Kind::Bound(_) => Line::plain(
            locale.pick("No arc changes hands; who is full lets keys walk past.", "弧都不易主；已满的服务器让键继续往前走。"),
        ),
        Kind::Copies(_) => Line::plain(locale.pick("No arc changes hands: owners stay who they are.", "弧都不易主：归属不变。")),
        Kind::Points(_) | Kind::LookUp(_) => {
            Line::plain(locale.pick("The ring is cut anew, into smaller or greater arcs.", "环被重新划分成更小或更大的弧。"))
        }
    }
}

fn travel(state: &State, told: Told<'_>, locale: Locale) -> Line {
    let change = told.change;
    let moved = change.moved.len() as u64;
    if let Kind::Copies(old) = change.kind {
        return copied(state, old, locale);
    }
    if moved == 0 && matches!(change.kind, Kind::Bound(_)) {
        return Line::plain(
            locale.pick("Every key finds room where it was: nothing travels.", "每个键在原处都放得下：没有迁移。"),
        );
    }
    if moved == 0 {
        return Line::plain(locale.pick("No key lies on those arcs: nothing travels.", "这些弧上没有键：没有迁移。"));
    }
    if state.placed.is_none() {
        return locale.say("*{0} without an owner.*", "*{0} 失去归属。*", &[keys(moved, locale)]);
    }
    let all = keys(moved, locale);
    let what = match change.kind {
        Kind::Join(slot) | Kind::Wake(slot) if change.collateral() == 0 => {
            locale.say("*{0} travel to {1}, and no other moves.*", "*{0} 迁往 {1}，其余的都不动。*", &[all, server(state, slot)])
        }
        Kind::Leave(slot) | Kind::Die(slot) if change.collateral() == 0 => {
            let name = server(state, slot);
            locale.say(
                "*{1}'s {0} travel on to {2}, and no other moves.*",
                "*{1} 的 {0} 迁往 {2}，其余的都不动。*",
                &[all, name, takers(state, told, locale)],
            )
        }
        Kind::Join(_)
        | Kind::Leave(_)
        | Kind::Die(_)
        | Kind::Wake(_)
        | Kind::Weigh(..)
        | Kind::Points(_)
        | Kind::Bound(_)
        | Kind::Copies(_)
        | Kind::LookUp(_) => locale.say("*{0} travel to {1}.*", "*{0} 迁往 {1}。*", &[all, takers(state, told, locale)]),
    };
    let strays = change.collateral();
    let aside = if change.kind.slot().is_some() && strays > 0 {
        locale.say(
            "{0} of them moved between servers that had not changed.",
            "其中 {0} 个在没有变化的服务器之间迁移。",
            &[number(strays)],
        )
    } else {
        Line::default()
    };
    locale.all([what, aside])
}

/// What the bound is now, and what it was.
fn bounded(state: &State, old: Option<u32>, locale: Locale) -> Line {
    let Some(now) = state.bound else {
        return Line::plain(locale.pick("Loads are not bounded any more.", "负载不再有上限。"));
    };
    let most = state.placed.as_ref().and_then(|placed| placed.capacities.iter().max()).copied().unwrap_or(0);
    let args = [bound(now), keys(most, locale), old.map_or_else(Line::default, bound)];
    if old.is_some() {
        locale.say(
            "*c is {0} instead of {2}:* no server may have more than {1}.",
            "*c 从 {2} 变为 {0}：* 每台服务器最多 {1}。",
            &args,
        )
    } else {
        locale.say(
            "*Loads are bounded, c is {0}:* no server may have more than {1}.",
            "*负载设了上限，c 为 {0}：* 每台服务器最多 {1}。",
            &args,
        )
    }
}

/// How many copies are made or dropped; nobody's owner is another one.
fn copied(state: &State, old: u32, locale: Locale) -> Line {
    let up = state.up() as u64;
    let (before, after) = (u64::from(old).min(up), (state.replicas as u64).min(up));
    let args = [number(before.abs_diff(after) * state.setup.keys.len() as u64)];
    if after >= before {
        locale.say("*{0} copies are made, and no key gets another owner.*", "*新增 {0} 份副本，没有键更换归属。*", &args)
    } else {
        locale.say("*{0} copies are dropped, and no key gets another owner.*", "*去掉 {0} 份副本，没有键更换归属。*", &args)
    }
}

/// Who takes the keys that travel, and how many each: "9 to S1, 5 to S2 and 8 to S4".
fn takers(state: &State, told: Told<'_>, locale: Locale) -> Line {
    let slots = 0..state.slots.len() as u8;
    let count = |slot: u8| told.change.moved.iter().filter(|one| one.to == slot).count();
    let each = slots.map(|slot| (slot, count(slot))).filter(|(_, count)| *count > 0);
    let each = each.map(|(slot, count)| locale.say("{0} ({1})", "{0}（{1}）", &[server(state, slot), number(count)]));
    locale.series(each, both("nobody", "没有谁"))
}

fn look_up(state: &State, at: u32, part: Part, locale: Locale) -> Line {
    let Some(found) = LookUp::of(state, at) else { return Line::default() };
    let name = key(state, at);
    match part {
        Part::Points => locale.say(
            "*{0} hashes to {1},* {2} of the way round.",
            "*{0} 的哈希值是 {1}，* 位于整圈的 {2} 处。",
            &[name, exact(found.walk.hash), Line::plain(found.way(found.walk.hash))],
        ),
        Part::Arcs if nearest(state) => locale.say(
            "*The nearest point is {0}'s.* The one before lies {1} back, the one after {2} on.",
            "*最近的点属于 {0}。* 前一个点在其后 {1}，后一个点在其前 {2}。",
            &[
                server(state, found.wished),
                Line::plain(found.way(found.walk.before.1)),
                Line::plain(found.way(found.walk.after.1)),
            ],
        ),
        Part::Arcs => locale.say(
            "*The first point at or after it is {0}'s,* at {1}.",
            "*它之后的第一个点属于 {0}，* 位于 {1}。",
            &[server(state, found.wished), exact(found.at)],
        ),
        Part::Travel => walk(state, &found, locale),
        Part::Tally => owner(state, name, &found, locale),
    }
}

fn walk(state: &State, found: &LookUp, locale: Locale) -> Line {
    let way = Line::plain(found.way(found.walk.distance));
    let what = locale.say("*It walks {0} of the circle to {1}.*", "*它沿环走 {0} 到 {1}。*", &[way, server(state, found.wished)]);
    let over = if found.walk.wrapped {
        Line::plain(locale.pick("Its way leads over the end of the circle.", "途中越过了环的末端。"))
    } else {
        Line::default()
    };
    let full = found.full.iter().map(|slot| server(state, *slot));
    let full = if found.full.is_empty() {
        Line::default()
    } else {
        let all = locale.series(full, both("nobody", "没有谁"));
        locale.say(
            "{0} had no room left, so it walked on to {1}.",
            "{0} 已满，于是继续走到 {1}。",
            &[all, server(state, found.owner)],
        )
    };
    locale.all([what, over, full])
}

fn owner(state: &State, name: Line, found: &LookUp, locale: Locale) -> Line {
    let what = locale.say("*{0} owns {1}.*", "*{1} 归 {0} 所有。*", &[server(state, found.owner), name]);
    let copies = found.copies.iter().map(|slot| server(state, *slot));
    let copies = if found.copies.is_empty() {
        Line::default()
    } else {
        let all = locale.series(copies, both("nobody", "没有谁"));
        locale.say(
            "Copies lie on {0}, the next other servers clockwise.",
            "副本在 {0}，即顺时针方向的下几台不同的服务器。",
            &[all],
        )
    };
    locale.all([what, copies])
}
