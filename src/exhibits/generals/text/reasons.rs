//! What only the watcher knows: of a step, of an instant, and why a guarantee stands as it does.

use crate::exhibit::Verdict;
use crate::exhibits::generals::checks::{Check, decided, loyal, loyal_in};
use crate::exhibits::generals::facts::What;
use crate::exhibits::generals::guards::Guards;
use crate::exhibits::generals::machine::{Oral, Value};
use crate::sim::{Act, Ending, LossCause, NodeId, NodeSet, Sight, Step, World};
use crate::text::{Line, Locale};

use super::said;
use super::teller::{Teller, count};

/// What only the watcher knows about this step: who lies, what is lost, and whether a call is settled.
pub fn aside(world: &World<Oral>, step: &Step<Oral>, locale: Locale) -> Line {
    let teller = Teller::new(&world.protocol, locale);
    let told = step.facts.iter().filter_map(|(at, fact)| match &fact.what {
        What::Calls { to, value, .. } if world.traitors().has(*at) => Some(lies(teller, step, *at, (*to, *value))),
        What::Calls { .. } | What::Folds { .. } | What::Ignores { .. } | What::Wakes { .. } => None,
    });
    let lost = matches!(step.act, Some(Act::Turn(_))).then(|| lost(teller, step));
    teller.all(lost.into_iter().chain(told).chain(settled(teller, world, step)))
}

/// Whether a traitor lies in a call, and what the rules would have it say.
fn lies(teller: Teller, step: &Step<Oral>, at: NodeId, (to, value): (NodeSet, Value)) -> Line {
    if said(step, at, to).iter().all(|(said, _)| *said == Some(value)) {
        return teller.say("{0} is a traitor, and tells the truth here.", "{0} 是叛徒，但这里说的是真话。", &[teller.node(at)]);
    }
    let args = [teller.node(at), teller.value(value)];
    teller.say("*{0} is a traitor:* by the rules it would say {1} to all.", "*{0} 是叛徒：*按规则它应对所有人说 {1}。", &args)
}

/// What was lost when a round ended, and why.
fn lost(teller: Teller, step: &Step<Oral>) -> Line {
    let of = |wanted: LossCause| step.ended.iter().filter(|(_, ending)| *ending == Ending::Lost(wanted)).count() as u32;
    let (down, cut) = (of(LossCause::RecipientDown), of(LossCause::LinkCut));
    let args = [count(down), count(cut)];
    let down = match down {
        0 => Line::default(),
        1 => teller.say("One message is lost: its recipient is down.", "一条消息丢失：接收者已宕机。", &args),
        _ => teller.say("{0} messages are lost: their recipients are down.", "{0} 条消息丢失：接收者已宕机。", &args),
    };
    let cut = match cut {
        0 => Line::default(),
        1 => teller.say("One message is lost: its link is cut.", "一条消息丢失：链路已断开。", &args),
        _ => teller.say("{1} messages are lost: their links are cut.", "{1} 条消息丢失：链路已断开。", &args),
    };
    teller.all([down, cut])
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
    } else if oral.without != Guards::default() {
        teller.say("The theorem promises nothing here: a guard is taken away.", "定理在此什么也不保证：去掉了守卫条件。", &[])
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
            teller.say("Holds for want of a case: {0}, the commander, has crashed.", "空洞地成立：指挥官 {0} 宕机过。", &args)
        };
    }
    match lieutenants.len() {
        0 => return teller.say("No loyal lieutenant is left; it holds of nobody.", "没有忠诚的中尉了；对空集成立。", &[]),
        1 if check == Check::Agreement => {
            let args = [teller.nodes(lieutenants)];
            return match check.judge(sight) {
                Verdict::Open => {
                    teller.say("{0}, the only loyal lieutenant, has not decided yet.", "忠诚的中尉只有 {0}，它尚未决定。", &args)
                }
                Verdict::Holds | Verdict::Broken => {
                    teller.say("Holds: {0} is the only loyal lieutenant.", "成立：忠诚的中尉只有 {0}。", &args)
                }
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
        (Check::Agreement, Verdict::Broken) => teller.say(
            "{1}: {0}; {3}: {2}. All of them are loyal, and they part.",
            "{0} {1}，而 {2} {3}：都忠诚，却不一致。",
            &args,
        ),
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
                "{0} is loyal and ordered {1}, but {2}, loyal too, did otherwise.",
                "{0} 是忠诚的，命令 {1}，但忠诚的 {2} 没有执行。",
                &args,
            )
        }
        (Check::Validity, Verdict::Holds) => {
            teller.say("Every loyal lieutenant obeys the order: {4}.", "每个忠诚的中尉都执行了命令：{4}。", &args)
        }
        (_, Verdict::Open) if waiting.len() == 1 => {
            teller.say("One loyal lieutenant has not decided yet.", "还有一个忠诚的中尉尚未决定。", &args)
        }
        (_, Verdict::Open) => teller.say("{5} loyal lieutenants have not decided yet.", "{5} 个忠诚的中尉尚未决定。", &args),
    }
}
