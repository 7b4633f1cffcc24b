//! What people are asked to do with Paxos, and how it is judged.

use crate::exhibit::{Attempt, ChallengeKind, ChallengeSpec, Tried};
use crate::sim::{Act, NodeId, SortedMap, SortedSet};
use crate::text::{Line, Locale, Span, both};

use super::facts::What;
use super::machine::Paxos;
use super::roles::Id;
use super::text::teller::Teller;

/// So many ids each of two proposers has to try.
const TRIES: usize = 3;

/// The challenges, in the order of the page.
pub const CHALLENGES: &[ChallengeSpec] = &[
    ChallengeSpec {
        name: "forgotten-choice",
        title: both("Chosen behind everybody's back", "无人知晓的批准"),
        task: both(
            "Get a value chosen that no proposer and no learner ever hears of, and that nothing in flight could tell them of.",
            "让一个值被批准，而没有任何提议者或学习者听说，也没有任何在途消息能告诉他们。",
        ),
        scenario: "nobody-fails",
        by: None,
        kind: ChallengeKind::Do,
    },
    ChallengeSpec {
        name: "livelock",
        title: both("A duel by hand", "亲手制造对决"),
        task: both(
            "Let two proposers prepare three ids each while nothing is chosen. Lose no message and crash nobody: order alone is enough.",
            "让两个提议者各自用三个编号发出 Prepare，而什么都没有批准。不许丢消息，也不许让节点宕机：只靠次序就够了。",
        ),
        scenario: "impossible",
        by: None,
        kind: ChallengeKind::Do,
    },
    ChallengeSpec {
        name: "break-it",
        title: both("Break agreement", "破坏协定性"),
        task: both(
            "Get two different values chosen and leave every guard in place. A crash alone is not enough: leave what Paxos assumes.",
            "在保留全部守卫条件的情况下，让两个不同的值都被批准。只靠宕机不够：请越出 Paxos 的假设。",
        ),
        scenario: "impossible",
        by: None,
        kind: ChallengeKind::Do,
    },
];

/// How a challenge stands.
#[inline(never)]
pub fn attempt(challenge: usize, tried: &Tried<'_, Paxos>, _answer: Option<&str>, locale: Locale) -> Attempt {
    let teller = Teller::new(&tried.world.protocol, locale);
    if !tried.setup.without.is_empty() {
        let why = "A guard is taken away; here all must stay in place.";
        return Attempt::failed(teller.say(why, "去掉了守卫条件；本题要求全部保留。", &[]));
    }
    match challenge {
        0 => forgotten(tried, teller),
        1 => livelock(tried, teller),
        2 => disagrees(tried, teller),
        _ => Attempt::default(),
    }
}

/// What has happened up to the cursor, at whom.
fn facts<'a>(tried: &Tried<'a, Paxos>) -> impl Iterator<Item = (NodeId, &'a What)> {
    tried.steps.iter().flat_map(|step| step.facts.iter().map(|(at, fact)| (*at, &fact.what)))
}

fn number(number: usize) -> Line {
    Span::number(number).into()
}

fn forgotten(tried: &Tried<'_, Paxos>, teller: Teller) -> Attempt {
    let knows = facts(tried).find(|(_, what)| matches!(what, What::Declares { .. } | What::Learns { .. }));
    if let Some((who, _)) = knows {
        let why = "{0} knows the resolution now: go back, and keep the word from it.";
        return Attempt::failed(teller.say(why, "{0} 已知道决议：请退回去，别让它得知。", &[teller.node(who)]));
    }
    let Some(chosen) = tried.world.watched().chosen.first() else {
        let why = "Nothing is chosen yet: a majority has to accept the same proposal.";
        return Attempt::open(teller.say(why, "尚未批准任何值：须有多数派接受同一个提案。", &[]));
    };
    let value = teller.value(chosen.value);
    if tried.world.in_flight() > 0 || tried.world.next_default().is_some() {
        let why = "{0} is chosen, but what is still in flight or still to come may tell of it.";
        return Attempt::open(teller.say(why, "{0} 已批准，但在途或将要发生的事还可能泄露它。", &[value]));
    }
    let why = "{0} is chosen, and nobody who asked for it knows: chosen is a fact about the acceptors.";
    Attempt::solved(teller.say(why, "{0} 已批准，而提出者与学习者都不知道：批准是关于决策者的事实。", &[value]))
}

fn livelock(tried: &Tried<'_, Paxos>, teller: Teller) -> Attempt {
    if let Some(chosen) = tried.world.watched().chosen.first() {
        let why = "{0} is chosen: go back, and let a higher prepare arrive before the propose.";
        return Attempt::failed(teller.say(
            why,
            "{0} 已批准：请退回去，让更高的 Prepare 先于 Propose 到达。",
            &[teller.value(chosen.value)],
        ));
    }
    let crash = tried.acts().any(|act| matches!(act, Act::Crash { .. } | Act::Betray { .. }));
    if crash || tried.world.counters.lost > 0 || !tried.world.traitors().is_empty() {
        let why = "A message was lost or a node was harmed; here order alone has to do it.";
        return Attempt::failed(teller.say(why, "有消息丢失或节点受损；本题只许靠次序。", &[]));
    }
    let mut tries: SortedMap<NodeId, SortedSet<Id>> = SortedMap::new();
    for (at, what) in facts(tried) {
        if let What::Prepares { id, .. } = what {
            tries.at(at, SortedSet::new).insert(*id);
        }
    }
    let most = |node: NodeId| tries.get(&node).map_or(0, SortedSet::len);
    let mut counts: Vec<(usize, NodeId)> = teller.paxos.all_proposers().map(|node| (most(node), node)).collect();
    counts.sort_unstable_by(|a, b| b.cmp(a));
    let [(_, first), (fewer, second), ..] = *counts else {
        return Attempt::failed(teller.say("It takes two proposers.", "本题需要两个提议者。", &[]));
    };
    if fewer >= TRIES {
        let why = "{0} and {1} have tried {2} ids each, no message is lost, and nothing is chosen: it could go on for ever.";
        let zh = "{0} 和 {1} 各试了 {2} 个编号，没有丢失消息，也没有批准任何值：这样可以永远继续。";
        return Attempt::solved(teller.say(why, zh, &[teller.node(first), teller.node(second), number(TRIES)]));
    }
    let why = "{0} has prepared {1} of {2} ids; nothing is chosen so far.";
    let zh = "{0} 已用 {1}/{2} 个编号发出 Prepare；尚未批准任何值。";
    Attempt::open(teller.say(why, zh, &[teller.node(second), number(fewer), number(TRIES)]))
}

fn disagrees(tried: &Tried<'_, Paxos>, teller: Teller) -> Attempt {
    let chosen = &tried.world.watched().chosen;
    let Some(first) = chosen.first() else {
        let why = "Nothing is chosen yet: a majority has to accept the same proposal.";
        return Attempt::open(teller.say(why, "尚未批准任何值：须有多数派接受同一个提案。", &[]));
    };
    let Some(other) = chosen.iter().find(|other| other.value != first.value) else {
        let why = "{0} is chosen, and nothing else so far.";
        return Attempt::open(teller.say(why, "{0} 已批准，目前没有别的值被批准。", &[teller.value(first.value)]));
    };
    let why = "{0} and {1} are both chosen: whoever forgets or lies is outside what Paxos is made for.";
    let zh = "{0} 和 {1} 都已批准：遗忘和说谎超出了 Paxos 的设计范围。";
    Attempt::solved(teller.say(why, zh, &[teller.value(first.value), teller.value(other.value)]))
}
