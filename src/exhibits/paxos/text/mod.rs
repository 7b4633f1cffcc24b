//! The prose of Paxos: what a fact says, in both languages, computed from the run.
//!
//! A sentence of a fact knows only what its node knows; what only the watcher knows is said in
//! [`aside`] and [`watcher`], apart from it. The other words: [`rule`] and [`condition`] quote the
//! source, [`because`] and [`stuck`] tell how a run stands, the tables of `words` name things.

mod messages;
mod reasons;
mod rules;
mod standing;
pub mod teller;
mod words;

#[cfg(test)]
mod tests;

pub use messages::{command, command_word, kind_help, message, timer};
pub use reasons::{aside, because, watcher};
pub use rules::{condition, rule};
pub use standing::{phase, phase_key, stuck, summary};
pub use words::{ABOUT, ASSUMPTIONS, CHECKS, KNOBS, QUESTION, TITLE, leaves, role_name, role_sentence};

use crate::sim::{Disk, NodeId, NodeSet, Step, World};
use crate::text::{Line, Locale};

use super::facts::{Fact, What, Why};
use super::guards::Guard;
use super::machine::{Paxos, Role};
use super::roles::{Id, Node, Phase, Proposal, Value};
use teller::{Teller, count, id, term};

/// What happened: the sentence of a fact, its first clause strong.
pub fn fact(world: &World<Paxos>, step: &Step<Paxos>, at: NodeId, fact: &Fact, locale: Locale) -> Line {
    let teller = Story { teller: Teller::new(&world.protocol, locale), world, step, at };
    match &fact.what {
        What::Prepares { id, own, after } => teller.prepares(*id, *own, *after),
        What::Promises { id, before, reported, recorded } => teller.promises(*id, *before, *reported, *recorded),
        What::RefusesPrepare { id, promised } => teller.refuses_prepare(*id, *promised),
        What::CountsPromise { id, from, reported, count, needed } => {
            teller.counts_promise(*id, *from, *reported, (*count, *needed))
        }
        What::Proposes { proposal, own, adopted, passed_over, promises } => match passed_over {
            Some(best) => teller.passes_over(*proposal, *adopted, *best),
            None => teller.proposes(*proposal, *own, *adopted, *promises),
        },
        What::Accepts { proposal, promised, before } => teller.accepts(*proposal, *promised, *before),
        What::RefusesPropose { proposal, promised } => teller.refuses_propose(*proposal, *promised),
        What::CountsAccepted { proposal, from, count, needed } => teller.counts_accepted(*proposal, *from, (*count, *needed)),
        What::Declares { proposal, accepted, tells } => teller.declares(*proposal, *accepted, *tells),
        What::HearsRefusal { id, from, promised } => teller.hears_refusal(*id, *from, *promised),
        What::Learns { proposal, from, counted } => teller.learns(*proposal, *from, *counted),
        What::LearnerCounts { proposal, from, count, needed } => teller.learner_counts(*proposal, *from, (*count, *needed)),
        What::Contradicts { learned, heard } => teller.contradicts(*learned, *heard),
        What::Ignores { from, kind, id, why } => teller.ignores(*from, kind, *id, *why),
        What::Wakes { disk, promised, holds, used } => teller.wakes(*disk, *promised, *holds, *used),
    }
}

/// A fact in its surroundings: who steps, in which step of which world.
struct Story<'a> {
    teller: Teller<'a>,
    world: &'a World<Paxos>,
    step: &'a Step<Paxos>,
    at: NodeId,
}

impl<'a> std::ops::Deref for Story<'a> {
    type Target = Teller<'a>;

    fn deref(&self) -> &Teller<'a> {
        &self.teller
    }
}

/// Proposers.
impl Story<'_> {
    fn me(&self) -> Line {
        self.node(self.at)
    }

    fn removed(&self, guard: Guard) -> bool {
        self.paxos.without.has(guard)
    }

    fn prepares(&self, now: Id, own: Value, after: Id) -> Line {
        let args =
            [self.me(), id(now), self.value(own), id(after), count(self.paxos.majority()), count(self.paxos.acceptors.into())];
        if after == Id(0) {
            self.say(
                "*{0} asks for promises: it sends `prepare` {1} to every acceptor.* A client wants {2}, but {0} may propose \
                 nothing before {4} of the {5} acceptors have promised its id {1}.",
                "*{0} 请求承诺：向所有决策者发出 `prepare` {1}。*客户端想要 {2}，但在 {5} 个决策者中有 {4} 个承诺编号 {1} 之前，{0} 不能提议任何值。",
                &args,
            )
        } else {
            self.say(
                "*{0} loses patience with id {3} and tries again with id {1}.* {1} is the least of its ids above every id that \
                 it has used or seen. It still wants {2}.",
                "*{0} 不再等待编号 {3}，改用编号 {1} 重试。*在它自己的编号中，{1} 是大于它用过和见过的所有编号的最小者。它仍然想要 {2}。",
                &args,
            )
        }
    }

    fn counts_promise(&self, of: Id, from: NodeId, reported: Option<Proposal>, (counted, needed): (u32, u32)) -> Line {
        let report = reported.map_or_else(Line::default, |proposal| self.proposal(proposal));
        let more = count(needed - counted.min(needed));
        let args = [self.me(), self.node(from), id(of), count(counted), count(needed), report, more];
        let first = self.say(
            "*{0} has {3} of the {4} promises that it needs for id {2}.*",
            "*编号 {2} 需要 {4} 个承诺，{0} 已有 {3} 个。*",
            &args,
        );
        let second = match reported {
            None => self.say(
                "{1} reports that it has accepted nothing. {0} waits for {6} more.",
                "{1} 报告说它还没有接受过任何提案。{0} 还要等 {6} 个。",
                &args,
            ),
            Some(_) => self.say(
                "{1} reports that it has already accepted {5}: {0} may have to carry that value on. It waits for {6} more.",
                "{1} 报告说它已接受 {5}：{0} 可能必须沿用这个值。它还要等 {6} 个。",
                &args,
            ),
        };
        self.all([first, second])
    }

    fn proposes(&self, proposal: Proposal, own: Value, adopted: Option<(NodeId, Proposal)>, promises: NodeSet) -> Line {
        let source = self.quorum_of_promises(proposal.id, promises);
        let Some((who, best)) = adopted else { return self.proposes_own(proposal, source) };
        let args = [self.me(), self.value(proposal.value), self.value(own), self.node(who), id(best.id), source];
        let first = if own == proposal.value {
            self.say("*{0} must propose {1}, and wanted to.*", "*{0} 必须提议 {1}，这也正是它自己的值。*", &args)
        } else {
            self.say("*{0} must propose {1}, not {2}.*", "*{0} 必须提议 {1}，而不是 {2}。*", &args)
        };
        let second = self.say(
            "{5}, and {3} reported that it had already accepted {1} under id {4}.",
            "{5}；{3} 报告说它已在编号 {4} 下接受了 {1}。",
            &args,
        );
        let last = if self.removed(Guard::Highest) {
            self.say(
                "{0} carries on the value of the *lowest* id that it heard of: the rule of the highest id is taken away.",
                "{0} 沿用的是它听到的*最小*编号的值：“沿用编号最大者”这条规则已被去掉。",
                &args,
            )
        } else {
            self.say(
                "{0} has to carry on the value of the highest id that it heard of.",
                "{0} 必须沿用它听到的编号最大的提案的值。",
                &args,
            )
        };
        self.all([first, second, last])
    }

    fn proposes_own(&self, proposal: Proposal, source: Line) -> Line {
        let args = [self.me(), self.value(proposal.value), id(proposal.id), source];
        let first = self.say("*{0} proposes its own value, {1}, under id {2}.*", "*{0} 以编号 {2} 提议自己的值 {1}。*", &args);
        let second = if self.removed(Guard::Adopt) {
            self.say(
                "{3}. What they reported it does not ask: the rule to carry on a reported value is taken away.",
                "{3}。它不看这些承诺报告了什么：“必须沿用报告的值”这条规则已被去掉。",
                &args,
            )
        } else {
            self.say(
                "{3}, and nobody reported an accepted proposal: {0} is free to choose.",
                "{3}，且没有谁报告已接受的提案：{0} 可以自由选值。",
                &args,
            )
        };
        self.all([first, second])
    }

    /// "Its majority of promises came from A1 and A2", or how it came to propose without one.
    fn quorum_of_promises(&self, of: Id, promises: NodeSet) -> Line {
        let who = self.nodes(promises.iter());
        if promises.len() as u32 >= self.paxos.majority() {
            let args = [who, id(of)];
            return if self.removed(Guard::Stale) {
                self.say(
                    "Its promises came from {0}, some perhaps for an older id (the guard against that is taken away)",
                    "它的承诺来自 {0}，其中可能有对旧编号的承诺（这一保护已被去掉）",
                    &args,
                )
            } else {
                self.say("Its majority of promises came from {0}", "它的多数派承诺来自 {0}", &args)
            };
        }
        let args = [who, count(self.paxos.majority())];
        if self.removed(Guard::Majority) {
            self.say(
                "It has promises of {0} only, a majority would be {1}, but that guard is taken away",
                "它只有 {0} 的承诺，多数派应为 {1} 个，但这一保护已被去掉",
                &args,
            )
        } else {
            self.say(
                "It counted doubled promises: they came from {0} only, and a majority is {1} different acceptors",
                "它重复计算了承诺：它们只来自 {0}，而多数派是 {1} 个不同的决策者",
                &args,
            )
        }
    }

    fn passes_over(&self, proposal: Proposal, adopted: Option<(NodeId, Proposal)>, best: (NodeId, Proposal)) -> Line {
        let low = adopted.map_or_else(Line::default, |(_, low)| self.proposal(low));
        let args = [
            self.me(),
            self.value(proposal.value),
            self.node(best.0),
            self.value(best.1.value),
            id(best.1.id),
            low,
            id(proposal.id),
        ];
        match adopted {
            None => self.say(
                "*{0} proposes its own value, {1}, although it must not.* {2} reported that it had already accepted {3} under \
                 id {4}, so {0} should carry {3} on. That rule is taken away, and {3} may have been chosen already.",
                "*{0} 提议自己的值 {1}，这本是不允许的。*{2} 报告说它已在编号 {4} 下接受了 {3}，{0} 应当沿用 {3}。这条规则已被去掉，而 {3} 可能早已被批准。",
                &args,
            ),
            Some(_) => self.say(
                "*{0} carries on the wrong value: {1} instead of {3}.* It took the lowest reported proposal, {5}; but {2} \
                 reported {3} under id {4}, and only the highest id counts. That rule is taken away.",
                "*{0} 沿用了错误的值：{1}，而不是 {3}。*它取了报告中编号最小的提案 {5}；但 {2} 报告了编号 {4} 的 {3}，只有编号最大者才算数。这条规则已被去掉。",
                &args,
            ),
        }
    }

    fn counts_accepted(&self, proposal: Proposal, from: NodeId, (counted, needed): (u32, u32)) -> Line {
        let more = count(needed - counted.min(needed));
        let args = [self.me(), self.node(from), self.proposal(proposal), count(counted), count(needed), more];
        self.say(
            "*{0} hears that {1} has accepted {2}: {3} of {4}.* Before it may declare a resolution it needs {5} more, of other \
             acceptors.",
            "*{0} 得知 {1} 已接受 {2}：{4} 个中的第 {3} 个。*在形成决议之前，它还需要另外 {5} 个决策者的接受。",
            &args,
        )
    }

    fn declares(&self, proposal: Proposal, accepted: NodeSet, tells: bool) -> Line {
        let learners = self.nodes(self.paxos.all_learners());
        let args = [
            self.me(),
            self.value(proposal.value),
            self.nodes(accepted.iter()),
            self.proposal(proposal),
            count(self.paxos.majority()),
            learners,
        ];
        let first = self.say("*{0} declares the resolution: {1}.*", "*{0} 宣布决议形成：{1}。*", &args);
        let second = if self.removed(Guard::Votes) {
            self.say(
                "{2} have accepted something of it; under which id is not asked, for that guard is taken away.",
                "{2} 都回复了接受；至于是在哪个编号下接受的，它并不过问，因为这一保护已被去掉。",
                &args,
            )
        } else if (accepted.len() as u32) < self.paxos.majority() {
            self.say(
                "Only {2} has accepted {3}; a majority would be {4}, but that guard is taken away.",
                "只有 {2} 接受了 {3}；多数派应为 {4} 个，但这一保护已被去掉。",
                &args,
            )
        } else if accepted.len() == 1 {
            self.say("{2}, a majority by itself, has accepted {3}.", "{2} 一个就是多数派，它已接受 {3}。", &args)
        } else {
            self.say("{2}, a majority, have accepted {3}.", "{2} 构成多数派，都已接受 {3}。", &args)
        };
        let last = if tells {
            self.say("It sends `learn` to {5}.", "它向 {5} 发送 `learn`。", &args)
        } else {
            self.say("The learners hear of it from the acceptors themselves.", "学习者直接从决策者那里得知。", &args)
        };
        self.all([first, second, last])
    }

    fn hears_refusal(&self, of: Id, from: NodeId, promised: Id) -> Line {
        let Some(Node::Proposer(proposer)) = self.world.node(self.at) else { return Line::default() };
        let next = self.paxos.next_id(self.at, proposer);
        let args = [self.me(), self.node(from), id(of), id(promised), id(next)];
        let first = self.say("*{0} hears that {1} refuses id {2}.*", "*{0} 得知 {1} 拒绝了编号 {2}。*", &args);
        let second = if proposer.phase.id() == Some(of) {
            self.say(
                "{1} has promised {3}. If {0} tries again, it will be with id {4}.",
                "{1} 已承诺 {3}。{0} 若要重试，将使用编号 {4}。",
                &args,
            )
        } else {
            self.say(
                "That id is past, but now {0} knows that {3} has been promised: its next id would be {4}.",
                "那个编号已经过去，但 {0} 由此知道有决策者承诺了 {3}：它的下一个编号将是 {4}。",
                &args,
            )
        };
        self.all([first, second])
    }
}

/// Acceptors.
impl Story<'_> {
    fn promises(&self, of: Id, before: Id, reported: Option<Proposal>, recorded: bool) -> Line {
        let report = reported.map_or_else(Line::default, |proposal| self.proposal(proposal));
        let args = [self.me(), id(of), id(before), report];
        let first = self.say("*{0} promises {1}.*", "*{0} 承诺 {1}。*", &args);
        let second = if before == Id(0) {
            self.say("It had promised nothing before.", "此前它没有作过任何承诺。", &args)
        } else {
            self.say("{1} is above {2}, which it had promised before.", "{1} 大于它此前承诺的 {2}。", &args)
        };
        let third = match reported {
            None => self.say("It reports that it has accepted nothing.", "它报告：尚未接受任何提案。", &args),
            Some(_) => self.say("It reports the proposal that it has accepted: {3}.", "它同时报告自己已接受的提案：{3}。", &args),
        };
        let last = if recorded {
            Line::default()
        } else {
            self.say(
                "*But it writes nothing down*: that guard is taken away, and {0} will not know of this promise.",
                "*但它没有记录下来*：这一保护已被去掉，{0} 不会记得这个承诺。",
                &args,
            )
        };
        self.all([first, second, third, last])
    }

    fn refuses_prepare(&self, of: Id, promised: Id) -> Line {
        let args = [self.me(), id(of), id(promised)];
        let first = if of == promised {
            self.say(
                "*{0} will not promise {1} a second time.* It has promised {2}.",
                "*{0} 不会第二次承诺 {1}。*它已承诺 {2}。",
                &args,
            )
        } else {
            self.say("*{0} will not promise {1}: it has promised {2}.*", "*{0} 不承诺 {1}：它已承诺 {2}。*", &args)
        };
        self.all([first, self.answer()])
    }

    fn accepts(&self, proposal: Proposal, promised: Id, before: Option<Proposal>) -> Line {
        let old = before.map_or_else(Line::default, |old| self.proposal(old));
        let args = [self.me(), self.proposal(proposal), id(promised), old, id(proposal.id)];
        let raises = !self.removed(Guard::Raise);
        let first = if proposal.id < promised {
            self.say(
                "*{0} accepts {1} although it has promised {2}.* The rule to keep its promise is taken away.",
                "*{0} 已承诺 {2}，却接受了 {1}。*“遵守承诺”这条规则已被去掉。",
                &args,
            )
        } else if before == Some(proposal) {
            self.say(
                "*{0} accepts {1} once more.* It is a second copy; whoever counts, counts {0} once.",
                "*{0} 再次接受 {1}。*这是重复的消息；{0} 的接受只计一次。",
                &args,
            )
        } else if proposal.id == promised {
            self.say(
                "*{0} accepts {1}.* It has promised {2} and nothing above it.",
                "*{0} 接受 {1}。*它承诺的正是 {2}，没有更大的。",
                &args,
            )
        } else if promised == Id(0) {
            self.say(
                "*{0} accepts {1}.* It has promised nothing, so nothing forbids it.",
                "*{0} 接受 {1}。*它没有作过承诺，没有什么阻止它接受。",
                &args,
            )
        } else {
            self.say(
                "*{0} accepts {1}.* It has promised {2}, and {4} is not below that.",
                "*{0} 接受 {1}。*它承诺的是 {2}，{4} 不小于它。",
                &args,
            )
        };
        let second = match before {
            Some(old) if old != proposal => self.say("It held {3} before; that is replaced.", "它此前接受的 {3} 被取代。", &args),
            Some(_) | None => Line::default(),
        };
        let last = match (raises, proposal.id > promised) {
            (true, true) => self.say("By accepting it also promises {4}.", "接受它也就承诺了 {4}。", &args),
            (false, true) => self.say(
                "But its promise stays at {2}: the rule that accepting raises it is taken away.",
                "但它的承诺仍是 {2}：“接受即承诺”这条规则已被去掉。",
                &args,
            ),
            (true | false, false) => Line::default(),
        };
        self.all([first, second, last])
    }

    fn refuses_propose(&self, proposal: Proposal, promised: Id) -> Line {
        let args = [self.me(), self.proposal(proposal), id(promised)];
        let first = self.say("*{0} refuses {1}: it has promised {2}.*", "*{0} 拒绝 {1}：它已承诺 {2}。*", &args);
        self.all([first, self.answer()])
    }

    /// Whether the one who asked will hear of the refusal.
    fn answer(&self) -> Line {
        let Some((flight, _)) = self.step.ended.first() else { return Line::default() };
        let args = [self.me(), self.node(flight.name.from)];
        if self.paxos.refusals_answered {
            self.say("It tells {1} so.", "它把这一点告诉 {1}。", &args)
        } else {
            self.say("It keeps silent: {1} will hear nothing of it.", "它保持沉默：{1} 不会得知。", &args)
        }
    }
}

/// Learners, what is ignored, and waking.
impl Story<'_> {
    fn learns(&self, proposal: Proposal, from: NodeId, counted: bool) -> Line {
        let args =
            [self.me(), self.value(proposal.value), self.node(from), self.proposal(proposal), count(self.paxos.majority())];
        if !counted {
            return self.say(
                "*{0} learns the resolution: {1}.* {2} told it. A learner decides nothing and counts in no majority.",
                "*{0} 学习到决议：{1}。*是 {2} 告诉它的。学习者不参与决策，也不计入多数派。",
                &args,
            );
        }
        if self.learned_just_now(proposal) {
            self.say(
                "*{0} learns the resolution: {1}.* With {2} it has heard from {4} acceptors, a majority, that they accepted {3}.",
                "*{0} 学习到决议：{1}。*加上 {2}，它已得知 {4} 个决策者（多数派）接受了 {3}。",
                &args,
            )
        } else {
            self.say(
                "*{0} hears that {2} has accepted {1} too.* It has learned {1} already.",
                "*{0} 得知 {2} 也接受了 {1}。*它早已学习到 {1}。",
                &args,
            )
        }
    }

    fn learned_just_now(&self, proposal: Proposal) -> bool {
        let Some(Node::Learner(learner)) = self.world.node(self.at) else { return false };
        let said = self.step.ended.first().map(|(flight, _)| *flight.message);
        let votes = learner.votes.get(&proposal).map_or(0, |voters| voters.len() as u32);
        said == Some(super::roles::Message::Accepted(proposal)) && votes == self.paxos.needed()
    }

    fn learner_counts(&self, proposal: Proposal, from: NodeId, (counted, needed): (u32, u32)) -> Line {
        let more = count(needed - counted.min(needed));
        let args = [self.me(), self.node(from), self.proposal(proposal), count(counted), count(needed), more];
        self.say(
            "*{0} hears that {1} has accepted {2}: {3} of {4}.* It learns nothing before {5} more have accepted the same proposal.",
            "*{0} 得知 {1} 已接受 {2}：{4} 个中的第 {3} 个。*还要有 {5} 个决策者接受同一提案，它才能学习到决议。",
            &args,
        )
    }

    fn contradicts(&self, learned: Proposal, heard: Proposal) -> Line {
        let args = [self.me(), self.value(learned.value), self.value(heard.value), id(heard.id)];
        self.say(
            "*{0} is told that {2} is the resolution, but it has learned {1}.* It keeps {1}. One of the two reports is wrong, or \
             two values were chosen; Paxos exists so that neither can be.",
            "*{0} 被告知决议是 {2}，但它已学习到 {1}。*它保留 {1}。要么其中一个消息有误，要么有两个值都被批准；Paxos 正是为了不让这种事发生。",
            &args,
        )
    }

    fn ignores(&self, from: NodeId, kind: &str, of: Id, why: Why) -> Line {
        let now = if let Why::OtherId { now } = why { now } else { of };
        let args = [self.me(), self.node(from), term(kind), id(of), id(now)];
        match why {
            Why::OtherId { now: Id(0) } => self.say(
                "*{0} ignores {2} {3} from {1}.* It has nothing under way.",
                "*{0} 忽略来自 {1} 的 {2} {3}。*它没有正在进行的提案。",
                &args,
            ),
            Why::OtherId { .. } => self.say(
                "*{0} ignores {2} {3} from {1}.* It comes too late: {0} is at id {4} now.",
                "*{0} 忽略来自 {1} 的 {2} {3}。*它来迟了：{0} 现在的编号是 {4}。",
                &args,
            ),
            Why::CountedAlready => self.say(
                "*{0} ignores {2} {3} from {1}: it has heard that already.* A majority is made of different acceptors.",
                "*{0} 忽略来自 {1} 的 {2} {3}：它已经计过一次。*多数派由不同的决策者组成。",
                &args,
            ),
            Why::PhaseOver => self.say(
                "*{0} does not need {2} {3} from {1} any more.* It had a majority without it.",
                "*{0} 不再需要来自 {1} 的 {2} {3}。*没有它也已达到多数派。",
                &args,
            ),
            Why::KnownAlready => self.say(
                "*{0} learns nothing new from {1}.* It knows the resolution already.",
                "*{0} 从 {1} 那里没有得到新消息。*它早已知道决议。",
                &args,
            ),
            Why::NotMine => self.say(
                "*{0} has no use for {2} from {1}.* Its role takes no such message.",
                "*{0} 用不上来自 {1} 的 {2}。*它的角色不处理这种消息。",
                &args,
            ),
        }
    }

    fn wakes(&self, disk: Disk, promised: Option<Id>, holds: Option<Proposal>, used: Option<Id>) -> Line {
        match self.paxos.role(self.at).0 {
            Role::Proposer => self.proposer_wakes(disk, used.unwrap_or_default()),
            Role::Acceptor => self.acceptor_wakes(disk, promised.unwrap_or_default(), holds),
            Role::Learner => self.learner_wakes(disk, holds),
        }
    }

    fn proposer_wakes(&self, disk: Disk, used: Id) -> Line {
        let args = [self.me(), id(used)];
        if disk == Disk::Lost || self.removed(Guard::FreshId) {
            self.say(
                "*{0} wakes and does not know which ids it has used.* It may use one a second time, with another value.",
                "*{0} 恢复，但不知道自己用过哪些编号。*它可能以另一个值重复使用某个编号。",
                &args,
            )
        } else if used == Id(0) {
            self.say(
                "*{0} wakes.* It has used no id yet; a client has to ask it.",
                "*{0} 恢复。*它还没有用过编号；要等客户端来请求。",
                &args,
            )
        } else {
            self.say(
                "*{0} wakes and reads from its disk that {1} is the highest id it has used.* The rest is forgotten; a client has \
                 to ask it again.",
                "*{0} 恢复，从磁盘得知自己用过的最大编号是 {1}。*其余的都忘了；要等客户端再次请求。",
                &args,
            )
        }
    }

    fn acceptor_wakes(&self, disk: Disk, promised: Id, holds: Option<Proposal>) -> Line {
        let held = holds.map_or_else(Line::default, |proposal| self.proposal(proposal));
        let args = [self.me(), id(promised), held];
        match (disk, holds) {
            (Disk::Lost, _) => self.say(
                "*{0} wakes and remembers nothing.* Whatever it had promised or accepted was on its disk, and the disk is gone.",
                "*{0} 恢复，却什么也不记得。*它承诺过、接受过的一切都写在磁盘上，而磁盘没有了。",
                &args,
            ),
            (Disk::Kept, Some(_)) => self.say(
                "*{0} wakes and stands by its word.* It reads from its disk that it has promised {1} and accepted {2}.",
                "*{0} 恢复，并信守承诺。*它从磁盘得知自己已承诺 {1}，已接受 {2}。",
                &args,
            ),
            (Disk::Kept, None) if promised == Id(0) => self.say(
                "*{0} wakes.* Its disk says that it has promised and accepted nothing.",
                "*{0} 恢复。*磁盘上没有任何承诺，也没有接受过提案。",
                &args,
            ),
            (Disk::Kept, None) => self.say(
                "*{0} wakes and stands by its word.* It reads from its disk that it has promised {1} and accepted nothing.",
                "*{0} 恢复，并信守承诺。*它从磁盘得知自己已承诺 {1}，尚未接受任何提案。",
                &args,
            ),
        }
    }

    fn learner_wakes(&self, disk: Disk, holds: Option<Proposal>) -> Line {
        let held = holds.map_or_else(Line::default, |proposal| self.value(proposal.value));
        let args = [self.me(), held];
        match (disk, holds) {
            (_, Some(_)) => self.say(
                "*{0} wakes and still knows {1}.* It was on its disk.",
                "*{0} 恢复，仍然知道 {1}。*它写在磁盘上。",
                &args,
            ),
            (Disk::Kept, None) => {
                self.say("*{0} wakes.* It has learned nothing yet.", "*{0} 恢复。*它还没有学习到任何值。", &args)
            }
            (Disk::Lost, None) => self.say(
                "*{0} wakes and knows of no resolution.* Its disk is gone; somebody has to tell it again.",
                "*{0} 恢复，但不知道任何决议。*磁盘没有了；要有谁再告诉它一次。",
                &args,
            ),
        }
    }
}

/// Where a proposer stands, if the node is one.
pub(super) fn phase_of(world: &World<Paxos>, node: NodeId) -> Option<&Phase> {
    match world.node(node) {
        Some(Node::Proposer(proposer)) => Some(&proposer.phase),
        Some(Node::Acceptor(_) | Node::Learner(_)) | None => None,
    }
}
