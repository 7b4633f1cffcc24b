//! The scenarios of Paxos: the lesson, the schedules of the literature, and one for each guard.

use crate::exhibit::{ScenarioGroup, ScenarioSpec, Verdict};
use crate::text::{Both, both};

use ScenarioGroup::{Guard, Lesson, Schedule};
use Verdict::{Broken, Holds, Open};

type Expect = &'static [(&'static str, Verdict)];

const DECIDES: Expect =
    &[("agreement", Holds), ("validity", Holds), ("promises", Holds), ("learned", Holds), ("termination", Holds)];
const SAFE_NOT_DONE: Expect =
    &[("agreement", Holds), ("validity", Holds), ("promises", Holds), ("learned", Holds), ("termination", Open)];
const DISAGREES: Expect = &[("agreement", Broken)];
const FORGETS: Expect = &[("agreement", Broken), ("promises", Broken)];
const MISTAKEN: Expect = &[("learned", Broken)];

const fn spec(name: &'static str, group: ScenarioGroup, title: Both, intro: Both, expect: Expect) -> ScenarioSpec {
    ScenarioSpec { name, title, intro, group, expect, beside: None }
}

/// The scenarios, in the order of the row.
pub const SCENARIOS: &[ScenarioSpec] = &[
    spec(
        "nobody-fails",
        Lesson,
        both("Nobody fails", "不出错"),
        both(
            "One proposer, three acceptors, a learner. Follow one id through its three phases: prepare, accept, learn.",
            "一个提议者、三个决策者、一个学习者。跟随一个编号走完三个阶段：Prepare、Accept、Learn。",
        ),
        DECIDES,
    ),
    spec(
        "adopt",
        Lesson,
        both("A value must be adopted", "必须沿用已接受的值"),
        both(
            "P1's red is accepted by A1 alone. Watch what P2, who wants blue, has to propose.",
            "P1 的 red 只被 A1 接受。看想要 blue 的 P2 不得不提议什么。",
        ),
        DECIDES,
    ),
    spec(
        "duel",
        Lesson,
        both("Two proposers duel", "两个提议者对决"),
        both(
            "Each prepare outbids the other's propose, for ever. Nothing wrong is ever decided, and nothing at all.",
            "每个 Prepare 都压过对方的 Propose，永无止境。没有错误的决议，也没有任何决议。",
        ),
        SAFE_NOT_DONE,
    ),
    spec(
        "lossy",
        Lesson,
        both("Lost, late, doubled", "丢失、延迟、重复"),
        both(
            "A fifth of all messages is lost, a fifth doubled, each is late by a time of its own. P1 gets red chosen all the same. P2 needs three ids to be heard, and then has to carry red on.",
            "五分之一的消息丢失，五分之一重复，延迟各不相同。P1 仍使 red 被批准。P2 用到第三个编号才得到答复，而且必须沿用 red。",
        ),
        DECIDES,
    ),
    spec(
        "minority-cut",
        Lesson,
        both("A minority cut off", "少数派被隔开"),
        both(
            "P2 sits behind a partition with two of five acceptors: too few promises. The other side chooses red; after the healing P2 tries again and has to carry red on.",
            "P2 与五个决策者中的两个被网络分区隔开，承诺不够。另一边批准了 red；修复之后 P2 再次尝试，必须沿用 red。",
        ),
        DECIDES,
    ),
    spec(
        "f-crashed",
        Lesson,
        both("F of 2F+1 crashed", "2F+1 中宕机 F 个"),
        both(
            "Two of five acceptors are down. Three are a majority: it decides.",
            "五个决策者中宕机两个。其余三个仍是多数派：照样决议。",
        ),
        DECIDES,
    ),
    spec(
        "f-plus-one",
        Lesson,
        both("F+1 crashed", "宕机 F+1 个"),
        both(
            "Three of five acceptors are down. No majority, no progress, and no harm.",
            "五个决策者中宕机三个。没有多数派，没有进展，也没有损害。",
        ),
        SAFE_NOT_DONE,
    ),
    spec(
        "chosen-unknown",
        Lesson,
        both("Chosen, and nobody knows", "已批准，却无人知晓"),
        both(
            "A majority has accepted red, and every answer is lost. Chosen is a fact about the acceptors, not something anybody knows.",
            "多数派已接受 red，而所有答复都丢失。“批准”是关于决策者的事实，并非谁所知晓。",
        ),
        SAFE_NOT_DONE,
    ),
    spec(
        "in-turn",
        Lesson,
        both("All crash, one at a time", "轮流宕机"),
        both(
            "Every acceptor crashes once, never two at the same time. It still decides: F counts those that are down together.",
            "每个决策者都宕机一次，但从不同时两个。仍能决议：F 说的是同时出现故障的节点数。",
        ),
        DECIDES,
    ),
    spec(
        "forgets",
        Lesson,
        both("The acceptor that forgets", "遗忘的决策者"),
        both(
            "A2 loses its disk between a promise and a propose. Two values are chosen: that is what the disk is for.",
            "A2 在承诺之后、Propose 之前丢失磁盘。两个值都被批准：这就是需要磁盘的原因。",
        ),
        FORGETS,
    ),
    spec(
        "liar",
        Lesson,
        both("An acceptor that lies", "说谎的决策者"),
        both(
            "A2 accepted red and tells P2 that it accepted nothing. Paxos is made for crashes only.",
            "A2 接受了 red，却对 P2 说什么都没接受。Paxos 只为宕机故障而设计。",
        ),
        DISAGREES,
    ),
    spec(
        "impossible",
        Schedule,
        both("What cannot happen", "不可能发生的事"),
        both(
            "Red is accepted by A1 and A3. Any majority that promises 2 contains one of them, so accepting blue under 2 is impossible.",
            "A1 和 A3 接受了 red。承诺编号 2 的任何多数派都含有其中之一，因此以编号 2 接受 blue 不可能发生。",
        ),
        DECIDES,
    ),
    spec(
        "different",
        Schedule,
        both("Different values accepted", "接受了不同的值"),
        both(
            "A1 has accepted red, A3 blue, and nothing is chosen: accepting is not choosing.",
            "A1 接受了 red，A3 接受了 blue，什么都没有批准：接受不等于批准。",
        ),
        SAFE_NOT_DONE,
    ),
    spec(
        "same-value",
        Schedule,
        both("The same value twice, not chosen", "同一个值两次，却未批准"),
        both(
            "Red stands at a majority, under two different ids. It is not chosen: acceptances count per id.",
            "red 已在多数派上，却在两个不同的编号之下。它未被批准：接受按编号计数。",
        ),
        SAFE_NOT_DONE,
    ),
    spec(
        "highest-report",
        Schedule,
        both("Take the highest", "取编号最大者"),
        both(
            "P3 hears of red under 1 and of blue under 2. It must carry blue.",
            "P3 听到编号 1 的 red 和编号 2 的 blue。它必须沿用 blue。",
        ),
        SAFE_NOT_DONE,
    ),
    spec(
        "without-promise",
        Guard,
        both("Without keeping promises", "不遵守承诺"),
        both("A2 promised 2 and accepts a late propose 1 all the same.", "A2 承诺了 2，却照样接受迟到的 Propose 1。"),
        FORGETS,
    ),
    spec(
        "without-adopt",
        Guard,
        both("Without adopting", "不沿用"),
        both("Red is chosen. P2 hears of it and proposes its own blue.", "red 已被批准。P2 知道了，却仍提议自己的 blue。"),
        DISAGREES,
    ),
    spec(
        "without-majority",
        Guard,
        both("Without a majority", "不要多数派"),
        both(
            "One promise is enough for P2, and it comes from the one who knows nothing.",
            "P2 只等一个承诺，而给出承诺的恰好一无所知。",
        ),
        DISAGREES,
    ),
    spec(
        "without-distinct",
        Guard,
        both("A promise counted twice", "承诺计两次"),
        both("The wire doubles A3's promise, and P2 takes the two for a majority.", "A3 的承诺被重复，P2 把两份当成了多数派。"),
        DISAGREES,
    ),
    spec(
        "without-record",
        Guard,
        both("A promise not written down", "承诺未记录"),
        both("A2 answers P2's prepare and forgets it at once.", "A2 答复了 P2 的 Prepare，随即忘记。"),
        FORGETS,
    ),
    spec(
        "without-raise",
        Guard,
        both("Paxos Made Simple, read literally", "照字面读论文"),
        both(
            "The paper does not say that accepting an id also promises it. A3, which promised nothing, accepts 2 and then 1.",
            "论文没有说接受某编号也就承诺了它。没有承诺过的 A3 先接受 2，再接受 1。",
        ),
        FORGETS,
    ),
    spec(
        "without-highest",
        Guard,
        both("The lowest adopted", "沿用最小者"),
        both("Blue is chosen under 2. P3 carries red of id 1.", "blue 以编号 2 被批准。P3 却沿用编号 1 的 red。"),
        DISAGREES,
    ),
    spec(
        "without-stale",
        Guard,
        both("Old promises counted", "计入旧的承诺"),
        both("P1 tries id 3 and counts promises that were given for 1.", "P1 尝试编号 3，却计入了对编号 1 的承诺。"),
        DISAGREES,
    ),
    spec(
        "without-votes",
        Guard,
        both("Votes added across ids", "跨编号相加"),
        both(
            "One acceptance under 1 and one under 3 make no majority, but P1 declares.",
            "编号 1 的一次接受加编号 3 的一次接受不是多数派，P1 却宣布了决议。",
        ),
        MISTAKEN,
    ),
    spec(
        "without-fresh-id",
        Guard,
        both("An id used twice", "编号用了两次"),
        both(
            "P1 crashes, forgets that it used id 1, and uses it again for another value.",
            "P1 宕机后忘了用过编号 1，又把它用于另一个值。",
        ),
        DISAGREES,
    ),
    spec(
        "without-disk",
        Guard,
        both("Acceptors without a disk", "没有磁盘的决策者"),
        both(
            "A2 crashes and wakes between a promise and a propose, and has forgotten both.",
            "A2 在承诺与 Propose 之间宕机又恢复，一切都忘了。",
        ),
        FORGETS,
    ),
];
