//! The scenarios of the generals: the lesson, cases worth a closer look, and one for each guard.

use crate::exhibit::{Beside, ScenarioGroup, ScenarioSpec, Verdict};
use crate::text::{Both, both};

use ScenarioGroup::{Guard, Lesson, Schedule};
use Verdict::{Broken, Holds};

type Expect = &'static [(&'static str, Verdict)];

const BOTH: Expect = &[("agreement", Holds), ("validity", Holds)];
const SPLIT: Expect = &[("agreement", Broken)];
const DISOBEY: Expect = &[("agreement", Holds), ("validity", Broken)];

const fn spec(name: &'static str, group: ScenarioGroup, title: Both, intro: Both, expect: Expect) -> ScenarioSpec {
    ScenarioSpec { name, title, intro, group, expect, beside: None }
}

const fn beside(spec: ScenarioSpec, scenario: &'static str, eyes: &'static str) -> ScenarioSpec {
    ScenarioSpec { beside: Some(Beside { scenario, eyes: Some(eyes) }), ..spec }
}

/// The scenarios, in the order of the row.
pub const SCENARIOS: &[ScenarioSpec] = &[
    spec(
        "all-loyal",
        Lesson,
        both("All loyal", "全都忠诚"),
        both(
            "Four generals, OM(1). The commander speaks, each lieutenant tells the two others what it heard, and each takes the majority.",
            "四个将军，OM(1)。指挥官下令，每个中尉把听到的值告诉另外两个，各自取多数。",
        ),
        BOTH,
    ),
    spec(
        "lieutenant",
        Lesson,
        both("A traitorous lieutenant", "叛变的中尉"),
        both(
            "G3 says the opposite of what it heard. Two votes against one: the loyal lieutenants obey all the same.",
            "G3 把听到的值反着说。两票对一票：忠诚的中尉照样执行命令。",
        ),
        BOTH,
    ),
    spec(
        "commander",
        Lesson,
        both("A traitorous commander", "叛变的指挥官"),
        both(
            "G0 orders attack here and retreat there. There is no order to obey, but the lieutenants end up together.",
            "G0 对有的说进攻，对有的说撤退。没有命令可执行，但中尉们仍然行动一致。",
        ),
        BOTH,
    ),
    beside(
        spec(
            "three",
            Lesson,
            both("Three generals, one traitor", "三个将军，一个叛徒"),
            both(
                "G2 lies about the order, and G1 disobeys. To G1 this is the very same run as the one in which G0 is the traitor: no rule can be right in every such world.",
                "G2 谎报命令，G1 因而没有执行。在 G1 看来，这与 G0 是叛徒的那次运行完全一样：没有规则能在所有这样的世界里都正确。",
            ),
            DISOBEY,
        ),
        "three-commander",
        "G1",
    ),
    spec(
        "three-commander",
        Lesson,
        both("Three generals: the other world", "三个将军：另一个世界"),
        both(
            "Now G0 is the traitor and G2 is loyal. G1 hears exactly what it heard in the other run.",
            "现在 G0 是叛徒，G2 是忠诚的。G1 听到的与另一次运行中一模一样。",
        ),
        BOTH,
    ),
    spec(
        "two-traitors",
        Lesson,
        both("OM(2): seven generals, two traitors", "OM(2)：七个将军，两个叛徒"),
        both(
            "G0 and G4 are traitors. One more round lets the others find out what each was told, and what each was told that others were told.",
            "G0 和 G4 是叛徒。再多一轮，其余的将军就能弄清每个人被告知了什么，以及每个人被告知别人被告知了什么。",
        ),
        BOTH,
    ),
    spec(
        "tie",
        Schedule,
        both("A tie: three against three", "平局：三比三"),
        both(
            "G0 tells three of them attack and three retreat. Every lieutenant counts three against three, and a tie is worth retreat.",
            "G0 对三个说进攻，对三个说撤退。每个中尉都数出三比三，平局取撤退。",
        ),
        BOTH,
    ),
    spec(
        "not-settled",
        Schedule,
        both("A call that is not settled", "一次未定的调用"),
        both(
            "G1 and G2 are traitors and split. The loyal lieutenants disagree on what G1's call is worth, and obey all the same.",
            "G1 和 G2 是叛徒，对奇偶说不同的话。忠诚的中尉对 G1 的调用看法不一，却照样都执行命令。",
        ),
        BOTH,
    ),
    spec(
        "too-many",
        Schedule,
        both("Two traitors, but OM(1)", "两个叛徒，却只有 OM(1)"),
        both(
            "OM(1) copes with one traitor. With G0 and G2 both splitting, odd lieutenants attack and even ones retreat.",
            "OM(1) 只能应对一个叛徒。G0 和 G2 都分裂，奇数号进攻，偶数号撤退。",
        ),
        SPLIT,
    ),
    spec(
        "six",
        Schedule,
        both("Six generals, two traitors", "六个将军，两个叛徒"),
        both(
            "One general too few for OM(2). G1 and G2 say the opposite, and the loyal ones disobey a loyal commander.",
            "对 OM(2) 来说少了一个将军。G1 和 G2 说反话，忠诚的中尉违背了忠诚的指挥官。",
        ),
        DISOBEY,
    ),
    spec(
        "silent",
        Schedule,
        both("A silent commander", "沉默的指挥官"),
        both(
            "G0 says nothing at all. In a synchronous system silence is noticed, and the default stands in for it.",
            "G0 什么也不说。在同步系统中，沉默会被发现，由默认值代替。",
        ),
        BOTH,
    ),
    spec(
        "ten",
        Schedule,
        both("OM(3): ten generals", "OM(3)：十个将军"),
        both(
            "Three traitors among ten: 3,609 messages in four rounds, and 82 calls to fold. Step by phases.",
            "十个将军中有三个叛徒：四轮共 3609 条消息，再对 82 次调用逐层取多数。请按阶段前进。",
        ),
        BOTH,
    ),
    spec(
        "without-default",
        Guard,
        both("Ties go to the own value", "平局取自己的值"),
        both(
            "Every lieutenant counts two against two. If each breaks the tie by what it received itself, they part.",
            "每个中尉都数出二比二。若平局时各取自己收到的值，就会分道扬镳。",
        ),
        SPLIT,
    ),
    spec(
        "without-own",
        Guard,
        both("The own value left out", "不计自己的值"),
        both(
            "Without what it received itself, one liar among two voters is enough.",
            "不计自己收到的值，两票中有一个说谎者就够了。",
        ),
        DISOBEY,
    ),
    spec(
        "without-recursion",
        Guard,
        both("One flat majority", "只取一次多数"),
        both(
            "Right for OM(1), wrong for OM(2): in one heap the many relays of two liars outweigh a loyal commander's order.",
            "对 OM(1) 是对的，对 OM(2) 就错了：混在一堆里，两个说谎者众多的转述压过了忠诚指挥官的命令。",
        ),
        DISOBEY,
    ),
    spec(
        "without-relay",
        Guard,
        both("Relaying the order", "转述命令本身"),
        both(
            "In the last round everybody repeats the order that it received itself, so nobody finds out whom a lieutenant told something else.",
            "最后一轮中，每个人都重复自己收到的命令，谁也查不出某个中尉对谁说了别的话。",
        ),
        SPLIT,
    ),
    spec(
        "without-exclude",
        Guard,
        both("Earlier commanders vote", "先前的指挥官也投票"),
        both(
            "The traitorous commander takes part in the calls about its own order, and tips them.",
            "叛变的指挥官参与关于它自己命令的调用，并左右其结果。",
        ),
        SPLIT,
    ),
    spec(
        "without-rounds",
        Guard,
        both("One round too few", "少了一轮"),
        both(
            "With one round instead of two nobody compares notes: each does what the commander told it.",
            "只有一轮而不是两轮，没有人互相核对：各自照指挥官对自己说的去做。",
        ),
        SPLIT,
    ),
];
