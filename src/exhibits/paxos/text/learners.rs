//! What learners do, and what any node ignores, told.

use crate::exhibits::paxos::facts::Why;
use crate::exhibits::paxos::roles::{Id, Message, Node, Proposal};
use crate::sim::NodeId;
use crate::text::Line;

use super::Story;
use super::teller::{count, id, term};

impl Story<'_> {
    pub(super) fn learns(&self, proposal: Proposal, from: NodeId, counted: bool) -> Line {
        let args =
            [self.me(), self.value(proposal.value), self.node(from), self.proposal(proposal), count(self.paxos.majority())];
        if !counted {
            return self.say(
                "*{0} learns the resolution: {1}.* {2} told it. A learner decides nothing and counts in no majority.",
                "*{0} 学习到决议：{1}。*是 {2} 告诉它的。学习者不参与决策，也不计入多数派。",
                &args,
            );
        }
        if !self.learned_just_now(proposal) {
            return self.say(
                "*{0} hears that {2} has accepted {1} too.* It has learned {1} already.",
                "*{0} 得知 {2} 也接受了 {1}。*它早已学习到 {1}。",
                &args,
            );
        }
        let first = self.say("*{0} learns the resolution: {1}.*", "*{0} 学习到决议：{1}。*", &args);
        let second = if self.paxos.needed() < self.paxos.majority() {
            self.say(
                "Only {2} has told it that it accepted {3}; a majority would be {4}, but that guard is taken away.",
                "只有 {2} 告诉它接受了 {3}；多数派应为 {4} 个，但这一守卫条件已被去掉。",
                &args,
            )
        } else if self.paxos.majority() == 1 {
            self.say("{2}, a majority by itself, has accepted {3}.", "{2} 一个就是多数派，它已接受 {3}。", &args)
        } else {
            self.say(
                "With {2} it has heard from {4} acceptors, a majority, that they accepted {3}.",
                "加上 {2}，它已得知 {4} 个决策者（多数派）接受了 {3}。",
                &args,
            )
        };
        self.all([first, second])
    }

    fn learned_just_now(&self, proposal: Proposal) -> bool {
        let Some(Node::Learner(learner)) = self.world.node(self.at) else { return false };
        let said = self.step.ended.first().map(|(flight, _)| *flight.message);
        let votes = learner.votes.get(&proposal).map_or(0, |voters| voters.len() as u32);
        said == Some(Message::Accepted(proposal)) && votes == self.paxos.needed()
    }

    pub(super) fn learner_counts(&self, proposal: Proposal, from: NodeId, (counted, needed): (u32, u32)) -> Line {
        let more = count(needed - counted.min(needed));
        let args = [self.me(), self.node(from), self.proposal(proposal), count(counted), count(needed), more];
        self.say(
            "*{0} hears that {1} has accepted {2}: {3} of {4}.* To learn it, it needs {5} more for the same proposal.",
            "*{0} 得知 {1} 已接受 {2}：{4} 个中的第 {3} 个。*还要有 {5} 个决策者接受同一提案，它才能学习到决议。",
            &args,
        )
    }

    pub(super) fn contradicts(&self, learned: Proposal, heard: Proposal) -> Line {
        let args = [self.me(), self.value(learned.value), self.value(heard.value), id(heard.id)];
        self.say(
            "*{0} is told that {2} is the resolution, but it has learned {1}.* It keeps {1}. One of the two reports is wrong, or \
             two values were chosen; Paxos exists so that neither can be.",
            "*{0} 被告知决议是 {2}，但它已学习到 {1}。*它保留 {1}。要么其中一个消息有误，要么有两个值都被批准；Paxos 正是为了不让这种事发生。",
            &args,
        )
    }

    pub(super) fn ignores(&self, from: NodeId, kind: &str, of: Id, why: Why) -> Line {
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
            Why::OtherValue => self.say(
                "*{0} does not count {2} {3} from {1}.* It names another value than {0} has proposed under this id.",
                "*{0} 不计入来自 {1} 的 {2} {3}。*其中的值不是 {0} 在该编号下提议的值。",
                &args,
            ),
            Why::CountedAlready if kind == "refused" => self.say(
                "*{0} ignores {2} {3} from {1}: it has heard that already.* Once is enough to know it.",
                "*{0} 忽略来自 {1} 的 {2} {3}：它已经听过。*知道一次就够了。",
                &args,
            ),
            Why::CountedAlready => self.say(
                "*{0} ignores {2} {3} from {1}: it has heard that already.* A majority is made of different acceptors.",
                "*{0} 忽略来自 {1} 的 {2} {3}：它已经计过一次。*多数派由不同的决策者组成。",
                &args,
            ),
            Why::PhaseOver => self.say(
                "*{0} ignores {2} {3} from {1}: it has enough already.* One answer more changes nothing.",
                "*{0} 忽略来自 {1} 的 {2} {3}：它已经够了。*再多一个答复也不改变什么。",
                &args,
            ),
            Why::KnownAlready => self.say(
                "*{0} ignores {2} {3} from {1}: that is nothing new.* It knows the resolution already.",
                "*{0} 忽略来自 {1} 的 {2} {3}：这不是新消息。*它早已知道决议。",
                &args,
            ),
            Why::NotMine => self.say(
                "*{0} ignores {2} {3} from {1}.* Its role takes no such message.",
                "*{0} 忽略来自 {1} 的 {2} {3}。*它的角色不处理这种消息。",
                &args,
            ),
        }
    }
}
