//! Rules in the words of their source, and the conditions on which they rest.
//!
//! English paraphrases "Paxos Made Simple" (its propose is called an accept request there);
//! Chinese quotes the course text where it has a sentence on the rule.

use crate::exhibits::paxos::facts::{Fact, What, Why};
use crate::sim::{Condition, Disk};
use crate::text::{Line, Locale, Span};

/// The rule that fired, in the words of its source.
pub fn rule(fact: &Fact, locale: Locale) -> Line {
    let (en, zh) = match &fact.what {
        What::Prepares { after, .. } if after.0 == 0 => (
            "Phase 1(a): a proposer selects a proposal id and sends a prepare request with it to the acceptors.",
            "第一阶段：Proposer向Acceptors发出Prepare请求，Acceptors针对收到的Prepare请求进行Promise承诺。",
        ),
        What::Prepares { .. } => (
            "A proposer may abandon a proposal at any time and start again with a higher id. It never uses an id twice.",
            "提议者可以随时放弃一个提案，以更大的编号重新开始；编号从不重复使用。",
        ),
        What::Promises { .. } => (
            "Phase 1(b): an id above every one answered so far is answered with a promise to accept nothing below it, and \
             with the highest-numbered proposal that was accepted.",
            "每个承诺指：不再接受小于等于当前 proposal id 的 prepare，不再接受小于当前 proposal id 的 propose。",
        ),
        What::RefusesPrepare { .. } => (
            "The promise, first half: no more prepare with an id less than or equal to the promised one.",
            "承诺：不再接受小于等于当前 proposal id 的 prepare。",
        ),
        What::RefusesPropose { .. } => (
            "The promise, second half: no more propose with an id less than the promised one.",
            "承诺：不再接受小于当前 proposal id 的 propose。",
        ),
        What::CountsPromise { .. } => (
            "Phase 2(a) begins when the prepare request has been answered by a majority of acceptors.",
            "第二阶段：Proposer收到多数Acceptors承诺的Promise后，才向Acceptors发出Propose请求。",
        ),
        What::Proposes { adopted, passed_over, .. } if adopted.is_some() || passed_over.is_some() => (
            "Phase 2(a): carry the value of the highest-numbered proposal among the responses. It is what keeps P2c.",
            "承诺中报告了已接受的提案时，必须沿用其中编号最大者的值；P2c 由此得以保持。",
        ),
        What::Proposes { .. } => (
            "Phase 2(a): if the responses report no proposal, any value may be proposed.",
            "第二阶段：Proposer收到多数Acceptors承诺的Promise后，向Acceptors发出Propose请求；没有报告已接受的提案时，可以提议任何值。",
        ),
        What::Accepts { .. } => (
            "Phase 2(b): an acceptor accepts a proposal unless it has answered a prepare request with a higher id.",
            "第二阶段：Acceptors针对收到的Propose请求进行Accept处理；只拒绝小于当前 proposal id 的 propose。",
        ),
        What::CountsAccepted { .. } | What::LearnerCounts { .. } => (
            "A value is chosen when a majority of acceptors has accepted one proposal with that value.",
            "收到Proposal后可以接受提案，若Proposal获得多数Acceptors的接受，则称该Proposal被批准。",
        ),
        What::Declares { .. } => (
            "Phase 3: once a majority has accepted, the resolution stands, and the learners are told of it.",
            "第三阶段：Proposer在收到多数Acceptors的Accept之后，标志着本次Accept成功，决议形成，将形成的决议发送给所有Learners。",
        ),
        What::HearsRefusal { .. } => (
            "An acceptor may ignore what it will not answer; saying so is only a matter of speed. The next id is above every one seen.",
            "决策者也可以不答复；告知拒绝只是为了更快。下一个编号大于见过的所有编号。",
        ),
        What::Learns { .. } | What::Contradicts { .. } => (
            "A learner takes no part in choosing: it finds out which proposal a majority has accepted.",
            "Learner：不参与决策，从Proposers/Acceptors学习最新达成一致的提案（Value）。",
        ),
        What::Ignores { why, .. } => ignoring(*why),
        What::Wakes { disk: Disk::Kept, used: Some(_), .. } => (
            "A proposer remembers on stable storage the highest id that it has used, and begins phase 1 with a higher one.",
            "提议者把用过的最大编号写入磁盘，恢复后以更大的编号重新开始第一阶段。",
        ),
        What::Wakes { disk: Disk::Kept, promised: Some(_), .. } => (
            "An acceptor records what it will answer on stable storage before it answers, and remembers it after a crash.",
            "决策者在答复之前先把内容写入磁盘，宕机恢复后仍然记得。",
        ),
        What::Wakes { disk: Disk::Kept, .. } => (
            "A learner may keep what it has learned, or be told again: the acceptors still know what was chosen.",
            "学习者可以保存学到的值，也可以再被告知一次：决策者仍然记得被批准的值。",
        ),
        What::Wakes { disk: Disk::Lost, .. } => (
            "Outside the rules: no solution exists unless some information survives a crash and a restart.",
            "超出规则：除非宕机恢复后仍能记住一些信息，否则问题无解。",
        ),
    };
    Line::plain(locale.pick(en, zh))
}

fn ignoring(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::OtherId { .. } => {
            ("An answer counts for the id that it answers, and for no other.", "一个答复只对它所答复的编号有效。")
        }
        Why::OtherValue => (
            "An acceptance counts for the proposal that it names: a proposal is an id and a value.",
            "一次接受只对它所指的提案有效：提案包括提案编号和提议的值。",
        ),
        Why::CountedAlready => (
            "A majority is a set of acceptors: nobody is in it twice, however often a message is doubled.",
            "多数派是决策者的集合：消息再怎么重复，谁也不会被计两次。",
        ),
        Why::PhaseOver => (
            "Any two majorities share an acceptor: one majority is enough, and later answers change nothing.",
            "任意两个多数派必有交集：一个多数派就够了，之后的答复不改变什么。",
        ),
        Why::KnownAlready => (
            "At most one proposal value is agreed on: hearing it again changes nothing.",
            "最多只针对一个确定的提案达成一致：再次听到也不改变什么。",
        ),
        Why::NotMine => (
            "Each role has its own messages: proposers ask, acceptors answer, learners listen.",
            "每个角色有自己的消息：提议者请求，决策者答复，学习者倾听。",
        ),
    }
}

/// A condition in words, true or not: "2 > 1: the id is above the promise".
pub fn condition(condition: &Condition, locale: Locale) -> Line {
    let holds = condition.holds();
    let Some([yes, no]) = words(condition.name, locale) else { return Span::term(condition.name).into() };
    let said = if holds { yes } else { no };
    if COUNTLESS.contains(&condition.name) {
        return Line::plain(said);
    }
    locale.compared(condition, said)
}

/// Conditions whose numbers say nothing to a reader.
const COUNTLESS: [&str; 5] = ["value-is-mine", "counted-before", "learned-before", "phase-is", "idle"];

/// What a condition says when it holds, and when it does not.
pub(super) fn words(name: &str, locale: Locale) -> Option<[&'static str; 2]> {
    let (en, zh) = match name {
        "id-above-used" => (
            [
                "the id is above every one that this proposer has used",
                "the id is not above every one that this proposer has used",
            ],
            ["编号大于该提议者用过的所有编号", "编号没有大于该提议者用过的所有编号"],
        ),
        "id-above-seen" => (
            [
                "the id is above every one that this proposer has seen",
                "the id is not above every one that this proposer has seen",
            ],
            ["编号大于该提议者见过的所有编号", "编号没有大于该提议者见过的所有编号"],
        ),
        "id-above-promised" => (
            ["the id is above the promise", "the id is not above the promise"],
            ["编号大于已承诺的编号", "编号不大于已承诺的编号"],
        ),
        "id-at-least-promised" => (
            ["the id is not below the promise", "the id is below the promise"],
            ["编号不小于已承诺的编号", "编号小于已承诺的编号"],
        ),
        "id-is-mine" => (
            ["it answers the present id", "it answers another id than the present one"],
            ["它答复的是当前编号", "它答复的不是当前编号"],
        ),
        "value-is-mine" => (
            ["it names the proposed value", "it names another value than the proposed one"],
            ["其中的值就是所提议的值", "其中的值不是所提议的值"],
        ),
        "promises-are-majority" => (["the promises are enough", "the promises are too few"], ["承诺已经足够", "承诺还不够"]),
        "promises-below-majority" => {
            (["more promises are needed", "no more promises are needed"], ["还需要更多承诺", "不再需要更多承诺"])
        }
        "accepted-are-majority" => {
            (["a majority has accepted", "no majority has accepted yet"], ["多数派已接受", "还没有多数派接受"])
        }
        "accepted-below-majority" => {
            (["more acceptances are needed", "no more acceptances are needed"], ["还需要更多接受", "不再需要更多接受"])
        }
        "counted-before" => (
            ["this acceptor had not been counted before", "this acceptor has been counted already"],
            ["该决策者此前未被计入", "该决策者已被计入"],
        ),
        "learned-before" => {
            (["the learner did not know it", "the learner knows it already"], ["学习者此前不知道", "学习者早已知道"])
        }
        "phase-is" => (
            ["the phase that it belongs to is under way", "the phase that it belongs to is over"],
            ["它所属的阶段正在进行", "它所属的阶段已经结束"],
        ),
        "idle" => (
            ["the proposer has nothing under way", "the proposer is busy: it has an id under way or has finished"],
            ["提议者没有正在进行的提案", "提议者没有空闲：它的提案正在进行或已经完成"],
        ),
        _ => return None,
    };
    Some(locale.pick(en, zh))
}
