//! How a run stands: which round or fold, the stack of calls, the fault budget, and what is missing.

use crate::exhibits::generals::checks::faults;
use crate::exhibits::generals::machine::Oral;
use crate::exhibits::generals::order::Moment;
use crate::exhibits::generals::path::Path;
use crate::sim::World;
use crate::text::{Line, Locale, join};

use super::teller::{Teller, count};

/// A short line at the end of the scenario row: "n = 7 > 3m · faults 2 of 2".
pub fn summary(world: &World<Oral>, locale: Locale) -> Line {
    let oral = &world.protocol;
    let teller = Teller::new(oral, locale);
    let sign = Line::plain(if oral.within_bound() { ">" } else { "≤" });
    let args = [count(oral.generals.into()), sign, count(faults(world)), count(oral.tolerated.into())];
    teller.say("n = {0} {1} 3m · faults {2} of {3}", "n = {0} {1} 3m · 容错额度 {2}/{3}", &args)
}

/// What the run is doing, or has done last; `None` at the start.
pub fn moment(world: &World<Oral>) -> Option<Moment> {
    world.latest_turn().map(|(round, part)| world.protocol.moment(round, part.into()))
}

/// Where the run is: "round 2 of 3", "fold 1 of 7", "start".
pub fn phase(world: &World<Oral>, locale: Locale) -> Line {
    let oral = &world.protocol;
    let teller = Teller::new(oral, locale);
    match moment(world) {
        None => teller.say("start", "开始", &[]),
        Some(Moment::Call(path)) => {
            let args = [count(path.length().into()), count(oral.levels().into())];
            teller.say("round {0} of {1}", "第 {0}/{1} 轮", &args)
        }
        Some(Moment::Fold(path)) => {
            let args = [count(oral.fold_number(path)), count(oral.folds())];
            teller.say("fold {0} of {1}", "第 {0}/{1} 次取多数", &args)
        }
    }
}

/// What tells one phase from the next: the round, then the level of the fold. By recursion a phase is a call of the first
/// level with all that belongs to it.
pub fn phase_key(world: &World<Oral>) -> u64 {
    let oral = &world.protocol;
    let second = |path: Path| path.nodes().nth(1).map_or(0, |node| u64::from(node.0) + 1);
    match moment(world) {
        None => 0,
        Some(Moment::Call(path)) if oral.by_recursion => 1 + second(path),
        Some(Moment::Fold(path)) if oral.by_recursion => {
            if path.length() == 1 {
                99
            } else {
                1 + second(path)
            }
        }
        Some(Moment::Call(path)) => path.length().into(),
        Some(Moment::Fold(path)) => 100 - u64::from(path.length()),
    }
}

/// The stack of calls: `OM(2) by G0 › OM(1) by G4, S = {1,2,3,5,6}`.
pub fn stack(world: &World<Oral>, locale: Locale) -> Line {
    let oral = &world.protocol;
    let teller = Teller::new(oral, locale);
    let here = match moment(world) {
        None => Path::root(oral.commander),
        Some(Moment::Call(path) | Moment::Fold(path)) => path,
    };
    let mut calls = Vec::new();
    let mut path = Some(here);
    while let Some(call) = path {
        calls.push(teller.call(call));
        path = call.parent();
    }
    calls.reverse();
    let names: Vec<String> = oral.lieutenants(here).iter().map(|node| node.0.to_string()).collect();
    join(calls, " › ").then(Line::plain(format!("{}S = {{{}}}", locale.pick(", ", "，"), names.join(","))))
}

/// Why nothing will happen by itself, and what would help.
pub fn stuck(world: &World<Oral>, locale: Locale) -> Line {
    let teller = Teller::new(&world.protocol, locale);
    if world.up().is_empty() {
        return teller.say("Nobody is left. Go back, or wake somebody.", "没有将军还在。请退回去，或恢复某个将军。", &[]);
    }
    let m = teller.oral.depth();
    let args = [count(m.into()), count(teller.oral.generals.into())];
    let over = teller.say("Nothing more will happen: the last majority is taken.", "不会再发生什么：最后一次多数已经取过。", &[]);
    let empty = if teller.oral.levels() <= m {
        teller.say(
            "With {1} generals the deeper calls of OM({0}) have nobody to speak to.",
            "只有 {1} 个将军时，OM({0}) 更深的调用没有对象。",
            &args,
        )
    } else {
        Line::default()
    };
    teller.all([over, empty])
}
