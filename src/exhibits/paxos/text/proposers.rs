//! What proposers do, told.

use crate::exhibits::paxos::guards::Guard;
use crate::exhibits::paxos::roles::{Id, Node, Proposal, Value};
use crate::sim::{NodeId, NodeSet};
use crate::text::Line;

use super::Story;
use super::teller::{count, id};

impl Story<'_> {
    pub(super) fn prepares(&self, now: Id, own: Value, after: Id) -> Line {
        let args =
            [self.me(), id(now), self.value(own), id(after), count(self.paxos.needed()), count(self.paxos.acceptors.into())];
        if after == Id(0) {
            self.say(
                "*{0} asks for promises: it sends `prepare` {1} to every acceptor.* A client wants {2}, but {0} may propose \
                 nothing before it has the promise of {4} of the {5} acceptors for its id {1}.",
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

    pub(super) fn counts_promise(&self, of: Id, from: NodeId, reported: Option<Proposal>, (counted, needed): (u32, u32)) -> Line {
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
            Some(_) if self.removed(Guard::Adopt) => self.say(
                "{1} reports that it has already accepted {5}. {0} will not carry that value on: that rule is taken away. It \
                 waits for {6} more.",
                "{1} 报告说它已接受 {5}。{0} 不会沿用这个值：这条规则已被去掉。它还要等 {6} 个。",
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

    pub(super) fn proposes(
        &self,
        proposal: Proposal,
        own: Value,
        adopted: Option<(NodeId, Proposal)>,
        promises: NodeSet,
    ) -> Line {
        let source = self.quorum_of_promises(promises);
        let Some((who, best)) = adopted else { return self.proposes_own(proposal, source) };
        let args = [self.me(), self.value(proposal.value), self.value(own), self.node(who), id(best.id), source];
        let first = if own == proposal.value {
            self.say("*{0} must propose {1}, and wanted to.*", "*{0} 必须提议 {1}，这也正是它自己的值。*", &args)
        } else {
            self.say("*{0} must propose {1}, not {2}.*", "*{0} 必须提议 {1}，而不是 {2}。*", &args)
        };
        let second = self.say(
            "{5} {3} reported that it had already accepted {1} under id {4}.",
            "{5}{3} 报告说它已在编号 {4} 下接受了 {1}。",
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
                "{3} it does not ask what they reported: the rule to carry on a reported value is taken away.",
                "{3}它不看这些承诺报告了什么：“必须沿用报告的值”这条规则已被去掉。",
                &args,
            )
        } else {
            self.say(
                "{3} {0} heard of no accepted proposal: it is free to choose.",
                "{3}{0} 没有听到任何已接受的提案：可以自由选值。",
                &args,
            )
        };
        self.all([first, second])
    }

    /// "Its majority of promises came from A1 and A2, and", or how it came to propose without one.
    fn quorum_of_promises(&self, promises: NodeSet) -> Line {
        let args = [self.nodes(promises.iter()), count(self.paxos.majority())];
        if (promises.len() as u32) < self.paxos.majority() {
            return if self.removed(Guard::Majority) {
                self.say(
                    "It has the promise of {0} only; a majority would be {1}, but that guard is taken away. And",
                    "它只有 {0} 的承诺；多数派应为 {1} 个，但这一守卫条件已被去掉。而且",
                    &args,
                )
            } else {
                self.say(
                    "It has counted {0} more than once; a majority is {1} different acceptors, but that guard is taken away. And",
                    "它把 {0} 计了不止一次；多数派是 {1} 个不同的决策者，但这一守卫条件已被去掉。而且",
                    &args,
                )
            };
        }
        if self.removed(Guard::Stale) {
            self.say(
                "Its promises came from {0}, some perhaps for an older id, for that guard is taken away; and",
                "它的承诺来自 {0}，其中可能有对旧编号的承诺，因为这一守卫条件已被去掉；",
                &args,
            )
        } else {
            self.say("Its majority of promises came from {0}, and", "它的多数派承诺来自 {0}；", &args)
        }
    }

    pub(super) fn passes_over(&self, proposal: Proposal, adopted: Option<(NodeId, Proposal)>, best: (NodeId, Proposal)) -> Line {
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

    pub(super) fn counts_accepted(&self, proposal: Proposal, from: NodeId, (counted, needed): (u32, u32)) -> Line {
        let more = count(needed - counted.min(needed));
        let args = [self.me(), self.node(from), self.proposal(proposal), count(counted), count(needed), more];
        self.say(
            "*{0} hears that {1} has accepted {2}: {3} of {4}.* A resolution takes {5} more, from acceptors not yet counted.",
            "*{0} 得知 {1} 已接受 {2}：{4} 个中的第 {3} 个。*在形成决议之前，它还需要另外 {5} 个决策者的接受。",
            &args,
        )
    }

    pub(super) fn declares(&self, proposal: Proposal, accepted: NodeSet, tells: bool) -> Line {
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
                "{2} answered that they accepted; under which id {0} does not ask, for that guard is taken away.",
                "{2} 都答复了已接受；至于是在哪个编号下接受的，{0} 并不过问，因为这一守卫条件已被去掉。",
                &args,
            )
        } else if (accepted.len() as u32) < self.paxos.majority() {
            self.say(
                "Only {2} has accepted {3}; a majority would be {4}, but that guard is taken away.",
                "只有 {2} 接受了 {3}；多数派应为 {4} 个，但这一守卫条件已被去掉。",
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

    pub(super) fn hears_refusal(&self, of: Id, from: NodeId, promised: Id) -> Line {
        let Some(Node::Proposer(proposer)) = self.world.node(self.at) else { return Line::default() };
        let next = self.paxos.next_id(self.at, proposer);
        let args = [self.me(), self.node(from), id(of), id(promised), id(next)];
        if of == promised {
            return self.say(
                "*{0} hears that {1} refuses to promise {2}.* {1} says that it has promised {2} already, by a promise or by \
                 accepting.",
                "*{0} 得知 {1} 拒绝承诺 {2}。*{1} 说它已承诺过 {2}：或是作过承诺，或是因为接受。",
                &args,
            );
        }
        let first = self.say("*{0} hears that {1} refuses id {2}.*", "*{0} 得知 {1} 拒绝了编号 {2}。*", &args);
        let second = if proposer.phase.id() == Some(of) {
            self.say(
                "{1} says that it has promised {3}. If {0} tries again, it will be with id {4}.",
                "{1} 说它已承诺 {3}。{0} 若要重试，将使用编号 {4}。",
                &args,
            )
        } else {
            self.say(
                "That id is past, but now {0} has heard of a promise of {3}: its next id would be {4}.",
                "那个编号已经过去，但 {0} 由此听说有决策者承诺了 {3}：它的下一个编号将是 {4}。",
                &args,
            )
        };
        self.all([first, second])
    }
}
