//! What acceptors do, told.

use crate::exhibits::paxos::guards::Guard;
use crate::exhibits::paxos::roles::{Id, Proposal};
use crate::text::Line;

use super::Story;
use super::teller::id;

impl Story<'_> {
    pub(super) fn promises(&self, of: Id, before: Id, reported: Option<Proposal>, recorded: bool) -> Line {
        let report = reported.map_or_else(Line::default, |proposal| self.proposal(proposal));
        let args = [self.me(), id(of), id(before), report];
        let first = self.say("*{0} promises {1}.*", "*{0} 承诺 {1}。*", &args);
        let second = if before == Id(0) {
            self.say("It remembers no earlier promise.", "它不记得此前作过承诺。", &args)
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
                "*但它没有记录下来*：这一守卫条件已被去掉，{0} 不会记得这个承诺。",
                &args,
            )
        };
        self.all([first, second, third, last])
    }

    pub(super) fn refuses_prepare(&self, of: Id, promised: Id) -> Line {
        let args = [self.me(), id(of), id(promised)];
        let first = if of == promised {
            self.say(
                "*{0} will not promise {1}.* It has promised {2} already, by a promise or by accepting.",
                "*{0} 不承诺 {1}。*它已承诺过 {2}：或是作过承诺，或是因为接受。",
                &args,
            )
        } else {
            self.say("*{0} will not promise {1}: it has promised {2}.*", "*{0} 不承诺 {1}：它已承诺 {2}。*", &args)
        };
        self.all([first, self.answer()])
    }

    pub(super) fn accepts(&self, proposal: Proposal, promised: Id, before: Option<Proposal>) -> Line {
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
                "*{0} accepts {1} once more.* It has accepted it before; whoever counts, counts {0} once.",
                "*{0} 再次接受 {1}。*它此前已接受过；{0} 的接受只计一次。",
                &args,
            )
        } else if proposal.id == promised {
            self.say(
                "*{0} accepts {1}.* It has promised {2} and remembers no higher promise.",
                "*{0} 接受 {1}。*它记得的最大承诺正是 {2}。",
                &args,
            )
        } else if promised == Id(0) {
            self.say(
                "*{0} accepts {1}.* It remembers no promise, so nothing forbids it.",
                "*{0} 接受 {1}。*它不记得作过承诺，没有什么阻止它接受。",
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

    pub(super) fn refuses_propose(&self, proposal: Proposal, promised: Id) -> Line {
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
