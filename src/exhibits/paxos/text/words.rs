//! Tables of words: the title, what the page is about, knobs, checks, assumptions, roles.

use crate::exhibit::knobs::WORD_CHARS_MAX;
use crate::exhibit::{AssumptionSpec, KnobKind, KnobSpec};
use crate::exhibits::paxos::machine::{Paxos, Role};
use crate::sim::{Act, Disk};
use crate::text::{Both, Locale, both};

/// The title.
pub const TITLE: Both = both("Paxos: prepare, accept, learn", "PAXOS 算法：Prepare、Accept、Learn");

/// The question it opens with.
pub const QUESTION: Both = both(
    "How can a group settle on one value, when messages get lost and anyone may crash in the middle of a sentence?",
    "消息会丢失，谁都可能话说到一半就宕机：一群节点怎样才能确定同一个值？",
);

/// What is assumed, what the limit is, and where to read on.
pub const ABOUT: &[(Both, Both)] = &[
    (
        both("Three roles", "三种角色"),
        both(
            "Proposers put values forward, acceptors decide, learners find out. A value is chosen once a majority of the acceptors \
             has accepted one proposal with it. Any two majorities share an acceptor, and through that acceptor the later \
             proposer hears of the earlier one's value: this is the whole secret.",
            "提议者（Proposer）提出提案（proposal），提案由提案编号（proposal id）和值组成；决策者（Acceptor）参与决策；\
             学习者（Learner）只学习形成的决议（resolution）。若提案获得多数派（majority）决策者的接受，则称该提案被批准（chosen）。\
             任意两个多数派必有一个共同的决策者，后来的提议者正是通过它得知先前的值：全部奥秘就在于此。",
        ),
    ),
    (
        both("What is assumed", "假设"),
        both(
            "The system is asynchronous: no clock, no bound on delay. Messages may be lost, late, out of order and doubled, but \
             they say what their senders said. Nodes may crash and wake; what acceptors promised and accepted survives on disk.",
            "系统是异步的：没有时钟，延迟没有上界。消息可能丢失、延迟、乱序以及重复，但内容不会被篡改。节点可能宕机（crash）并恢复；决策者的承诺与接受保存在磁盘上。",
        ),
    ),
    (
        both("The limit", "极限"),
        both(
            "2F+1 acceptors go on deciding while at most F of them are down at the same time: F is the fault budget. With F+1 down nothing can be chosen any \
             more, but nothing goes wrong either. Against acceptors that lie Paxos has no defence: it is made for crashes.",
            "2F+1 个决策者中最多允许 F 个同时宕机，仍能继续决策：F 就是容错额度（fault budget）。若有 F+1 个宕机，就不能再批准任何值，但也不会出错。对说谎的决策者 Paxos 无能为力：它只为宕机故障而设计。",
        ),
    ),
    (
        both("How can this work after FLP?", "有了 FLP，这怎么还行得通？"),
        both(
            "Fischer, Lynch and Paterson proved that no deterministic algorithm decides in every asynchronous run with even one crash. \
             Paxos does not contradict them. Safety never needs time: agreement holds in every run, however slow. That it ends \
             needs a quiet spell: two proposers can outbid each other for ever, and here you can make them.",
            "Fischer、Lynch 和 Paterson 证明：在异步模型中，即使只有一个节点宕机，也没有确定性算法能在每次运行中都作出决定。\
             Paxos 与此并不矛盾。安全性从不依赖时间：无论多慢，协定性在每次运行中都成立。要终止则需要一段平静的时间：\
             两个提议者可以永远互相抬价，在这里你可以亲手让它们这样做。",
        ),
    ),
    (
        both("Where to read on", "延伸阅读"),
        both(
            "L. Lamport, The Part-Time Parliament (1998) and Paxos Made Simple (2001); M. Fischer, N. Lynch, M. Paterson, \
             Impossibility of Distributed Consensus with One Faulty Process (1985); T. Chandra, R. Griesemer, J. Redstone, Paxos \
             Made Live (2007).",
            "L. Lamport：《The Part-Time Parliament》（1998 年）、《Paxos Made Simple》（2001 年）；M. Fischer、N. Lynch、M. Paterson：\
             《Impossibility of Distributed Consensus with One Faulty Process》（1985 年）；T. Chandra、R. Griesemer、J. Redstone：\
             《Paxos Made Live》（2007 年）。",
        ),
    ),
];

const fn number(name: &'static str, title: Both, help: Both, (min, max, default): (u32, u32, u32)) -> KnobSpec {
    KnobSpec { name, title, help, kind: KnobKind::Number { min, max, default } }
}

const fn switch(name: &'static str, title: Both, help: Both, default: bool) -> KnobSpec {
    KnobSpec { name, title, help, kind: KnobKind::Switch { default } }
}

/// The knobs, in the order of menus.
pub const KNOBS: &[KnobSpec] = &[
    number("proposers", both("Proposers", "提议者"), both("How many proposers there are.", "提议者的个数。"), (1, 3, 2)),
    number(
        "acceptors",
        both("Acceptors", "决策者"),
        both(
            "How many acceptors there are. An even number tolerates no more crashes than the odd one below it.",
            "决策者的个数。偶数个并不比少一个的奇数个更能容错。",
        ),
        (1, 9, 3),
    ),
    number("learners", both("Learners", "学习者"), both("How many learners there are.", "学习者的个数。"), (1, 3, 1)),
    KnobSpec {
        name: "values",
        title: both("Values", "值"),
        help: both(
            "What the clients ask for: one value for each proposer in order, from the front again when there are fewer. Two may be the same.",
            "客户端请求的值：依次分给每个提议者，不够时从头再来。可以相同。",
        ),
        kind: KnobKind::Words { chars: WORD_CHARS_MAX, min: 1, max: 6, default: &["red", "blue", "gold"] },
    },
    number(
        "delay_ms_max",
        both("Delay, at most", "最大延迟"),
        both(
            "By how many milliseconds a message may be late. Different delays change the order of arrival.",
            "消息最多延迟多少毫秒。延迟不同，到达就会乱序。",
        ),
        (0, 1_000, 0),
    ),
    number(
        "loss_percent",
        both("Lost messages", "丢失"),
        both("How many of a hundred messages are lost.", "每一百个消息中丢失多少个。"),
        (0, 100, 0),
    ),
    number(
        "duplicate_percent",
        both("Doubled messages", "重复"),
        both("How many of a hundred messages arrive twice.", "每一百个消息中有多少个重复到达。"),
        (0, 100, 0),
    ),
    switch(
        "timeouts",
        both("Proposers lose patience", "提议者会超时"),
        both(
            "On: a proposer that waits too long tries again by itself with a higher id. Off: only when you let it.",
            "开：等待过久的提议者会自行以更大的编号重试。关：只有你让它重试时才重试。",
        ),
        false,
    ),
    number(
        "patience_ms",
        both("Patience", "等待时间"),
        both("How many milliseconds a proposer waits for answers before it tries again.", "提议者等待答复多少毫秒后重试。"),
        (10, 1_000, 60),
    ),
    switch(
        "backoff",
        both("Random back-off", "随机退避"),
        both(
            "On: a retry waits a random while longer, so that a duel ends sooner or later. Off: two proposers may duel for ever.",
            "开：每次重试多等一段随机时间，对决迟早会结束。关：两个提议者可能永远对决下去。",
        ),
        true,
    ),
    number(
        "stagger_ms",
        both("Between two clients", "客户端间隔"),
        both(
            "How many milliseconds after one proposer's client the next one's asks.",
            "一个提议者的客户端提出请求后，隔多少毫秒轮到下一个。",
        ),
        (0, 1_000, 100),
    ),
    KnobSpec {
        name: "refusals",
        title: both("Refusals are", "拒绝时"),
        help: both(
            "Whether an acceptor answers what it refuses, or keeps silent. Safety does not depend on it.",
            "决策者拒绝时是答复还是沉默。安全性与此无关。",
        ),
        kind: KnobKind::Choice(&[("answered", both("answered", "答复")), ("silent", both("kept silent", "沉默"))]),
    },
    KnobSpec {
        name: "learn",
        title: both("Learners hear from", "学习者的消息来自"),
        help: both(
            "The proposer tells the learners the resolution, or, as in Paxos Made Simple, acceptors tell them and they count.",
            "由提议者把决议告诉学习者；或如《Paxos Made Simple》所述，由决策者告诉学习者，学习者自己计数。",
        ),
        kind: KnobKind::Choice(&[("proposer", both("the proposer", "提议者")), ("acceptors", both("the acceptors", "决策者"))]),
    },
];

/// The checks: their names in files and their titles, in the order of [`Check::ALL`].
///
/// [`Check::ALL`]: crate::exhibits::paxos::checks::Check::ALL
pub const CHECKS: &[(&str, Both)] = &[
    ("agreement", both("Agreement", "协定性")),
    ("validity", both("Validity", "有效性")),
    ("promises", both("Promises kept", "信守承诺")),
    ("learned", both("Learned only what was chosen", "只学习已批准的值")),
    ("termination", both("Termination", "终止性")),
];

/// The assumptions, as chips.
pub const ASSUMPTIONS: &[AssumptionSpec] = &[
    AssumptionSpec {
        title: both("crash faults only", "仅宕机故障"),
        help: both(
            "Nodes may stop and start again, but while they run they follow the rules and do not lie.",
            "节点可能停止、再启动，但运行时遵守规则，不说谎。",
        ),
        left: both(
            "A node lies: outside what the theorem assumes. Paxos is made for crashes, not for traitors.",
            "有节点成了叛徒：这超出了定理的假设。Paxos 为宕机故障而设计，不能抵御叛徒。",
        ),
    },
    AssumptionSpec {
        title: both("disks survive", "磁盘不丢失"),
        help: both(
            "Whatever an acceptor promised or accepted, and the ids a proposer used, are still on its disk when it wakes.",
            "决策者的承诺与接受、提议者用过的编号，恢复后仍在磁盘上。",
        ),
        left: both(
            "A node woke without its disk: outside what the theorem assumes. Who forgets a promise may break it.",
            "有节点恢复时丢失了磁盘：这超出了定理的假设。忘记承诺的节点可能违背承诺。",
        ),
    },
    AssumptionSpec {
        title: both("messages may be lost, late, doubled", "消息可丢失、延迟、重复"),
        help: both(
            "Nothing about the wire is assumed except that a message says what its sender said. Lose whatever you like.",
            "对链路不作任何假设，只要求消息的内容就是发送者所说的。尽管让消息丢失。",
        ),
        left: both("This cannot be left: it is what Paxos is made for.", "不会超出这一条：Paxos 正是为此而设计。"),
    },
    AssumptionSpec {
        title: both("asynchronous: no clock", "异步：没有时钟"),
        help: both(
            "No rule asks how long anything took. Patience decides only when a proposer tries again.",
            "没有一条规则问过花了多长时间。超时只决定提议者何时重试。",
        ),
        left: both("This cannot be left: no rule of Paxos reads a clock.", "不会超出这一条：Paxos 的规则从不看时钟。"),
    },
    AssumptionSpec {
        title: both("fully connected", "全连通"),
        help: both(
            "Every proposer reaches every acceptor and learner. That it ends may rest on this; agreement never does.",
            "每个提议者都能到达每个决策者和学习者。终止性可能依赖这一条，协定性从不依赖。",
        ),
        left: both(
            "A link was cut: outside what termination assumes. Agreement does not mind.",
            "有链路被断开：这超出了终止性的假设。协定性不受影响。",
        ),
    },
    AssumptionSpec {
        title: both("sender known", "发送者可知"),
        help: both(
            "Whoever gets a message knows who sent it. A traitor may say anything, but only in its own name.",
            "收到消息的节点知道是谁发的。叛徒可以随意说谎，但只能以自己的名义。",
        ),
        left: both(
            "This cannot be left: nobody here can speak in another's name.",
            "不会超出这一条：这里没有谁能冒用他人的名义。",
        ),
    },
];

/// Whether an act is outside the assumption with this index.
pub fn leaves(paxos: &Paxos, assumption: usize, act: &Act) -> bool {
    match (assumption, *act) {
        (0, Act::Betray { .. } | Act::Forge { .. }) | (4, Act::Cut(..) | Act::Partition(_)) => true,
        (1, Act::Wake { node, disk }) => {
            let role = paxos.role(node).0;
            role != Role::Learner && (disk == Disk::Lost || !paxos.writes(role))
        }
        _ => false,
    }
}

/// The name of a role.
pub fn role_name(role: Role, locale: Locale) -> &'static str {
    match role {
        Role::Proposer => locale.pick("proposer", "提议者"),
        Role::Acceptor => locale.pick("acceptor", "决策者"),
        Role::Learner => locale.pick("learner", "学习者"),
    }
}

/// The course text's sentence on a role.
pub fn role_sentence(role: Role, locale: Locale) -> &'static str {
    match role {
        Role::Proposer => locale.pick(
            "Puts proposals forward. A proposal is made of a proposal id and a proposed value.",
            "提出提案 (Proposal)。Proposal信息包括提案编号 (Proposal ID) 和提议的值 (Value)。",
        ),
        Role::Acceptor => locale.pick(
            "Takes part in the decision and answers the proposers' proposals. It may accept a proposal that it receives; a proposal \
             that a majority of acceptors has accepted is chosen.",
            "参与决策，回应Proposers的提案。收到Proposal后可以接受提案，若Proposal获得多数Acceptors的接受，则称该Proposal被批准。",
        ),
        Role::Learner => locale.pick(
            "Takes no part in the decision. It learns from proposers or acceptors which proposal was agreed on.",
            "不参与决策，从Proposers/Acceptors学习最新达成一致的提案（Value）。",
        ),
    }
}
