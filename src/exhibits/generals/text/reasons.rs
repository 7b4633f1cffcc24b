//! What only the watcher knows: of a step, of an instant, and why a guarantee stands as it does.

use crate::exhibit::Verdict;
use crate::exhibits::generals::checks::{Check, decided, loyal, loyal_in};
use crate::exhibits::generals::facts::What;
use crate::exhibits::generals::machine::{Oral, Value};
use crate::sim::{NodeId, NodeSet, Sight, Step, World};
use crate::text::{Line, Locale, join};

use super::teller::{Teller, count};

/// What only the watcher knows about this step: who lies to whom, and whether a call is settled.
pub fn aside(world: &World<Oral>, step: &Step<Oral>, locale: Locale) -> Line {
    let teller = Teller::new(&world.protocol, locale);
    let told = step.facts.iter().filter_map(|(at, fact)| match &fact.what {
        What::Calls { to, .. } if world.traitors().has(*at) => Some(lies(teller, step, *at, *to)),
        What::Calls { .. } | What::Folds { .. } | What::Ignores { .. } | What::Wakes { .. } => None,
    });
    let told: Vec<Line> = told.chain(settled(teller, world, step)).collect();
    teller.all(told)
}

/// What a traitor says to whom in a call.
fn lies(teller: Teller, step: &Step<Oral>, at: NodeId, to: NodeSet) -> Line {
    let to_with = |value: Option<Value>| -> NodeSet {
        let said = |node: &NodeId| step.sent.iter().find(|flight| flight.name.to == *node).map(|flight| flight.message.value);
        to.iter().filter(|node| said(node) == value).collect()
    };
    let forged = step.sent.iter().any(|flight| flight.forged);
    let silent = to_with(None);
    if !forged && silent.is_empty() {
        return teller.say("{0} is a traitor, and tells the truth here.", "{0} 是叛徒，但这里说的是真话。", &[teller.node(at)]);
    }
    let said = [Value::Attack, Value::Retreat].map(|value| (to_with(Some(value)), value));
    let said = said.into_iter().filter(|(who, _)| !who.is_empty());
    let said = said.map(|(who, value)| teller.say("{1} to {0}", "对 {0} 说 {1}", &[teller.nodes(who), teller.value(value)]));
    let quiet = (!silent.is_empty()).then(|| teller.say("nothing to {0}", "对 {0} 什么也不说", &[teller.nodes(silent)]));
    let all = join(said.chain(quiet), teller.locale.pick(", ", "，"));
    teller.say("*{0} is a traitor* and says {1}.", "*{0} 是叛徒*，{1}。", &[teller.node(at), all])
}

/// Whether the loyal lieutenants of a call agree on what it is worth: an observation, never a check.
fn settled(teller: Teller, world: &World<Oral>, step: &Step<Oral>) -> Option<Line> {
    let loyal = loyal_in(world);
    let mut worths = step.facts.iter().filter_map(|(at, fact)| match fact.what {
        What::Folds { worth, decides: false, .. } if loyal.has(*at) => Some(worth),
        What::Folds { .. } | What::Calls { .. } | What::Ignores { .. } | What::Wakes { .. } => None,
    });
    let first = worths.next()?;
    Some(if worths.all(|worth| worth == first) {
        teller.say(
            "Settled: to all loyal lieutenants it is worth {0}.",
            "已定：对所有忠诚的中尉都是 {0}。",
            &[teller.value(first)],
        )
    } else {
        teller.say("Not settled: loyal lieutenants differ on this call.", "未定：忠诚的中尉对这次调用看法不一。", &[])
    })
}

/// What only the watcher knows at this instant.
pub fn watcher(world: &World<Oral>, locale: Locale) -> Line {
    let teller = Teller::new(&world.protocol, locale);
    let traitors = world.traitors();
    match traitors.len() {
        0 => Line::default(),
        1 => teller.say("{0} is a traitor", "{0} 是叛徒", &[teller.nodes(traitors)]),
        _ => teller.say("{0} are traitors", "{0} 是叛徒", &[teller.nodes(traitors)]),
    }
}

/// Why a check stands as it does.
pub fn because(check: usize, sight: &Sight<'_, Oral>, locale: Locale) -> Line {
    let Some(check) = Check::ALL.get(check).copied() else { return Line::default() };
    let teller = Teller::new(sight.protocol, locale);
    let said = because_of(check, sight, teller);
    teller.all([said, promise(sight, teller)])
}

/// Where the theorem promises nothing, that it does not.
fn promise(sight: &Sight<'_, Oral>, teller: Teller) -> Line {
    let oral = sight.protocol;
    let faults = (oral.everybody().0 & !loyal(sight).0).count_ones();
    let args = [count(oral.generals.into()), count(oral.tolerated.into()), count(faults)];
    if !oral.within_bound() {
        teller.say(
            "The theorem promises nothing here: n = {0} is not above 3m with m = {1}.",
            "定理在此什么也不保证：n = {0} 不大于 3m，m = {1}。",
            &args,
        )
    } else if faults > u32::from(oral.tolerated) {
        teller.say(
            "The theorem promises nothing here: {2} are faulty, and m is {1}.",
            "定理在此什么也不保证：有 {2} 个出错，而 m 只有 {1}。",
            &args,
        )
    } else {
        Line::default()
    }
}

fn because_of(check: Check, sight: &Sight<'_, Oral>, teller: Teller) -> Line {
    let (oral, loyal) = (sight.protocol, loyal(sight));
    let lieutenants = loyal.without(oral.commander);
    if check == Check::Validity && !loyal.has(oral.commander) {
        let args = [teller.node(oral.commander)];
        return if sight.traitors.has(oral.commander) {
            teller.say(
                "Holds for want of a case: {0}, the commander, is a traitor, and there is no order to obey.",
                "空洞地成立：指挥官 {0} 是叛徒，没有可执行的命令。",
                &args,
            )
        } else {
            teller.say("Holds for want of a case: {0}, the commander, has crashed.", "空洞地成立：指挥官 {0} 已宕机。", &args)
        };
    }
    match lieutenants.len() {
        0 => return teller.say("No loyal lieutenant is left; it holds of nobody.", "没有忠诚的中尉了；对空集成立。", &[]),
        1 if check == Check::Agreement => {
            let args = [teller.nodes(lieutenants)];
            return match check.judge(sight) {
                Verdict::Open => {
                    teller.say("Only {0} is loyal; it has not decided yet.", "只有 {0} 是忠诚的；它尚未决定。", &args)
                }
                Verdict::Holds | Verdict::Broken => teller.say("Holds: only {0} is loyal.", "成立：只有 {0} 是忠诚的。", &args),
            };
        }
        _ => {}
    }
    let decided = decided(sight, lieutenants);
    let with = |value: Option<Value>| -> NodeSet { decided.iter().filter(|(_, v)| *v == value).map(|(node, _)| *node).collect() };
    let (attack, retreat, waiting) = (with(Some(Value::Attack)), with(Some(Value::Retreat)), with(None));
    let args = [
        teller.nodes(attack),
        teller.value(Value::Attack),
        teller.nodes(retreat),
        teller.value(Value::Retreat),
        teller.value(oral.order),
        count(waiting.len() as u32),
    ];
    if waiting == lieutenants {
        return teller.say("No loyal lieutenant has decided yet.", "还没有忠诚的中尉作出决定。", &[]);
    }
    match (check, check.judge(sight)) {
        (Check::Agreement, Verdict::Broken) => {
            teller.say("{0} do {1}, and {2} do {3}: loyal, and not the same.", "{0} {1}，而 {2} {3}：都忠诚，却不一致。", &args)
        }
        (Check::Agreement, Verdict::Holds) if retreat.is_empty() => {
            teller.say("All loyal lieutenants do the same: {1}.", "所有忠诚的中尉行动一致：{1}。", &args)
        }
        (Check::Agreement, Verdict::Holds) => {
            teller.say("All loyal lieutenants do the same: {3}.", "所有忠诚的中尉行动一致：{3}。", &args)
        }
        (Check::Validity, Verdict::Broken) => {
            let wrong = if oral.order == Value::Attack { retreat } else { attack };
            let args = [teller.node(oral.commander), teller.value(oral.order), teller.nodes(wrong)];
            teller.say(
                "{0} is loyal and ordered {1}, but {2} loyally did not do it.",
                "{0} 是忠诚的，命令 {1}，但忠诚的 {2} 没有执行。",
                &args,
            )
        }
        (Check::Validity, Verdict::Holds) => {
            teller.say("Every loyal lieutenant obeys the order: {4}.", "每个忠诚的中尉都执行了命令：{4}。", &args)
        }
        (_, Verdict::Open) => teller.say("{5} loyal lieutenants have not decided yet.", "{5} 个忠诚的中尉尚未决定。", &args),
    }
}
