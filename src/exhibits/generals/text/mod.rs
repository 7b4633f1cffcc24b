//! The prose of the generals: what a fact says, in both languages, computed from the run.
//!
//! A sentence of a fact knows only what its general knows; what only the watcher knows is said in [`aside`] and
//! [`watcher`], apart from it.

mod reasons;
mod rules;
mod standing;
pub mod teller;
mod words;

pub use reasons::{aside, because, watcher};
pub use rules::{condition, rule};
pub use standing::{moment, phase, phase_key, stack, stuck, summary};
pub use words::{ABOUT, ASSUMPTIONS, CHECKS, KNOBS, PLOT, QUESTION, TITLE, leaves};

use crate::sim::{Ending, NodeId, NodeSet, Step, World};
use crate::text::{Line, Locale, Span};

use super::facts::{Fact, What};
use super::guards::Guard;
use super::machine::{Message, Oral, Value};
use super::path::Path;
use teller::{Teller, count};

/// What happened: the sentence of a fact, its first clause strong. A fold is told once for all its lieutenants.
pub fn fact(world: &World<Oral>, step: &Step<Oral>, at: NodeId, fact: &Fact, locale: Locale) -> Line {
    let teller = Teller::new(&world.protocol, locale);
    match &fact.what {
        What::Calls { path, value, heard, to, .. } => {
            let said = said(step, at, *to);
            let by_the_rules = said.iter().all(|(said, _)| *said == Some(*value));
            let told = if by_the_rules { calls(teller, *path, *value, *heard, *to) } else { says(teller, *path, &said) };
            teller.all([arrived(teller, step), told])
        }
        What::Folds { path, decides, .. } => {
            let first = step.facts.iter().find(|(_, other)| matches!(other.what, What::Folds { .. }));
            if first.is_none_or(|(node, _)| *node != at) {
                return Line::default();
            }
            teller.all([arrived(teller, step), folds(teller, step, *path, *decides)])
        }
        What::Ignores { from, path, late } => {
            let args = [teller.node(at), teller.path(*path), teller.node(*from)];
            if *late {
                teller.say(
                    "*{0} ignores {1} from {2}:* it comes too late, and the default has taken its place.",
                    "*{0} 忽略来自 {2} 的 {1}：*它来得太晚，默认值已取代了它。",
                    &args,
                )
            } else {
                teller.say("*{0} ignores {1} from {2}:* it has it already.", "*{0} 忽略来自 {2} 的 {1}：*已经收到过了。", &args)
            }
        }
        What::Wakes { remembers } => {
            let args = [teller.node(at)];
            if *remembers {
                teller.say("*{0} wakes* and knows what it had heard.", "*{0} 恢复*，仍记得听到过的一切。", &args)
            } else {
                teller.say("*{0} wakes* and has forgotten everything.", "*{0} 恢复*，但什么都忘了。", &args)
            }
        }
    }
}

/// What a general really says in a call: attack to these, retreat to those, nothing to others.
fn said(step: &Step<Oral>, at: NodeId, to: NodeSet) -> Vec<(Option<Value>, NodeSet)> {
    let to_with = |value: Option<Value>| -> NodeSet {
        let said = |to: NodeId| step.sent.iter().find(|flight| flight.name.from == at && flight.name.to == to);
        to.iter().filter(|to| said(*to).map(|flight| flight.message.value) == value).collect()
    };
    let all = [Some(Value::Attack), Some(Value::Retreat), None].map(|value| (value, to_with(value)));
    all.into_iter().filter(|(_, who)| !who.is_empty()).collect()
}

/// A call in which something else is said than the rules would have: what is said is told, and no more.
fn says(teller: Teller, path: Path, said: &[(Option<Value>, NodeSet)]) -> Line {
    let clauses = said.iter().map(|(value, who)| match value {
        Some(value) => teller.say("{0} to {1}", "对 {1} 说 {0}", &[teller.value(*value), teller.nodes(*who)]),
        None => teller.say("nothing to {0}", "对 {0} 什么也不说", &[teller.nodes(*who)]),
    });
    let clauses = crate::text::join(clauses, teller.locale.pick(", ", "，"));
    let (me, level) = (teller.node(path.last()), count(teller.oral.level(path).into()));
    match path.parent() {
        None => teller.say("*{0} says {1}.* This is OM({2}).", "*{0} {1}。*这是 OM({2})。", &[me, clauses, level]),
        Some(above) => teller.say(
            "*Of {3}, {0} says {1}.* It is the commander of OM({2}) now.",
            "*关于 {3}，{0} {1}。*它此时是 OM({2}) 的指挥官。",
            &[me, clauses, level, teller.source(above)],
        ),
    }
}

/// That a round ends: what was in flight has arrived. Of what was lost no general knows.
fn arrived(teller: Teller, step: &Step<Oral>) -> Line {
    let came = step.ended.iter().filter(|(_, ending)| !matches!(ending, Ending::Lost(_))).count() as u32;
    match came {
        0 => Line::default(),
        1 => teller.say("The message arrives.", "消息送达。", &[]),
        _ => teller.say("The {0} messages arrive together.", "{0} 条消息一起送达。", &[count(came)]),
    }
}

fn calls(teller: Teller, path: Path, value: Value, heard: Option<Value>, to: NodeSet) -> Line {
    let me = teller.node(path.last());
    let Some(above) = path.parent() else {
        let args = [me, teller.value(value), teller.nodes(to), count(teller.oral.level(path).into())];
        return teller.say(
            "*{0} orders {1}* and sends it to {2}. This is OM({3}).",
            "*{0} 命令 {1}*，发给 {2}。这是 OM({3})。",
            &args,
        );
    };
    let level = count(teller.oral.level(path).into());
    let args = [me, teller.source(above), teller.value(value), teller.nodes(to), level];
    let first = Path::root(teller.oral.commander);
    let what = if teller.oral.without.has(Guard::Relay) && above != first {
        teller.say(
            "*{0} relays the order that it received itself, {2},* to {3}, and not what it heard as {1}.",
            "*{0} 向 {3} 转述自己收到的命令 {2}*，而不是它听到的 {1}。",
            &args,
        )
    } else if heard.is_none() {
        teller.say(
            "*{0} has received nothing: {1} is missing.* It tells {3} the default, {2}.",
            "*{0} 什么也没收到：缺少 {1}。*它把默认值 {2} 告诉 {3}。",
            &args,
        )
    } else {
        teller.say("*{0} tells {3} what it received as {1}: {2}.*", "*{0} 把收到的 {1} 告诉 {3}：{2}。*", &args)
    };
    teller.all([what, teller.say("It is the commander of OM({4}) now.", "它此时是 OM({4}) 的指挥官。", &args)])
}

fn folds(teller: Teller, step: &Step<Oral>, path: Path, decides: bool) -> Line {
    let mut took = [NodeSet::EMPTY; 2];
    let (mut ties, mut missing) = (NodeSet::EMPTY, 0);
    for (node, fact) in &step.facts {
        if let What::Folds { attack, retreat, worth, missing: gone, .. } = fact.what {
            took[worth as usize].insert(*node);
            missing += gone;
            if attack == retreat {
                ties.insert(*node);
            }
        }
    }
    let both = [Value::Attack, Value::Retreat].into_iter().filter(|value| !took[*value as usize].is_empty());
    let results =
        both.map(|value| teller.say("{0} {1}", "{0} 为 {1}", &[teller.nodes(took[value as usize]), teller.value(value)]));
    let results = crate::text::join(results, teller.locale.pick("; ", "；"));
    let args = [teller.node(path.last()), results, teller.path(path)];
    let what = if decides {
        teller.say("*The order is folded: {1}.* Whoever is loyal does so.", "*对命令取多数：{1}。*忠诚的都照此行动。", &args)
    } else {
        teller.say("*{0}'s call {2} is folded: to {1}.*", "*对 {0} 的调用 {2} 取多数：{1}。*", &args)
    };
    let flat = teller.oral.without.has(Guard::Recursion);
    let (how_en, how_zh) = match (flat, teller.oral.level(path), teller.oral.without.has(Guard::Own)) {
        (true, ..) => ("Each takes one majority of everything that it received.", "各自对收到的一切只取一次多数。"),
        (_, 0, _) => ("Each uses what it received.", "各自采用收到的值。"),
        (_, _, true) => ("Each takes the majority of what the others' calls are worth.", "各自对其他中尉的调用结果取多数。"),
        (_, _, false) => (
            "Each takes the majority of what it received itself and of what the others' calls are worth.",
            "各自对自己收到的值和其他中尉的调用结果取多数。",
        ),
    };
    let tied = if ties.is_empty() {
        Line::default()
    } else if teller.oral.without.has(Guard::Default) {
        teller.say("A tie at {0}: its own received value wins.", "{0} 处是平局：取自己收到的值。", &[teller.nodes(ties)])
    } else {
        let args = [teller.nodes(ties), teller.value(Value::default())];
        teller.say("A tie at {0} is worth {1}.", "{0} 处是平局，取 {1}。", &args)
    };
    let args = [count(missing), teller.value(Value::default())];
    let gone = match missing {
        0 => Line::default(),
        1 => teller.say("One vote never came and counts as {1}.", "有一票没有送达，按 {1} 计。", &args),
        _ => teller.say("{0} votes never came and count as {1}.", "{0} 票没有送达，按 {1} 计。", &args),
    };
    teller.all([what, teller.say(how_en, how_zh, &[]), tied, gone])
}

/// A message in a sentence's terms: "`0·1` attack".
pub fn message(oral: &Oral, message: &Message, locale: Locale) -> Line {
    let teller = Teller::new(oral, locale);
    teller.say("{0} {1}", "{0} {1}", &[teller.path(message.path), teller.value(message.value)])
}

/// What a message says, at length.
pub fn kind_help(message: &Message, locale: Locale) -> Line {
    let spans = match message.path.parent() {
        None => locale.pick(
            "The order, as the commander gives it to this one. Nothing proves to the others what was said here.",
            "指挥官对这一个中尉下达的命令。这里说了什么，没有东西能向别人证明。",
        ),
        Some(_) => locale.pick(
            "An oral message: what its sender says it received from the ones before it on the path. The receiver knows the sender and nothing else for sure.",
            "口头消息：发送者声称从路径上前面的将军收到的值。接收者只能确定发送者是谁。",
        ),
    };
    Line(vec![Span::plain(spans)])
}
