//! What a node finds when it wakes, told.

use crate::exhibits::paxos::guards::Guard;
use crate::exhibits::paxos::machine::Role;
use crate::exhibits::paxos::roles::{Id, Proposal};
use crate::sim::Disk;
use crate::text::Line;

use super::Story;
use super::teller::id;

impl Story<'_> {
    pub(super) fn wakes(&self, disk: Disk, promised: Option<Id>, holds: Option<Proposal>, used: Option<Id>) -> Line {
        match self.paxos.role(self.at).0 {
            Role::Proposer => self.proposer_wakes(disk, used.unwrap_or_default()),
            Role::Acceptor => self.acceptor_wakes(disk, promised.unwrap_or_default(), holds),
            Role::Learner => self.learner_wakes(disk, holds),
        }
    }

    fn proposer_wakes(&self, disk: Disk, used: Id) -> Line {
        let args = [self.me(), id(used)];
        if disk == Disk::Lost {
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
            (Disk::Lost, _) if self.removed(Guard::Disk) => self.say(
                "*{0} wakes and remembers nothing.* Acceptors write nothing to a disk: that guard is taken away.",
                "*{0} 恢复，却什么也不记得。*决策者不写磁盘：这一守卫条件已被去掉。",
                &args,
            ),
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
