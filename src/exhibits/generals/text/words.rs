//! Tables of words: the title, what the page is about, knobs, checks, assumptions, roles.

use crate::exhibit::plot::PlotSpec;
use crate::exhibit::{AssumptionSpec, KnobKind, KnobSpec};
use crate::sim::Act;
use crate::text::{Both, both};

/// The title.
pub const TITLE: Both = both("Traitors: OM(m), the recursion of oral messages", "叛徒：口头消息的递归算法 OM(m)");

/// The question it opens with.
pub const QUESTION: Both = both(
    "How can loyal generals act as one, when some of them are traitors who tell different people different things?",
    "有些将军是叛徒，会对不同的人说不同的话：忠诚的将军怎样才能行动一致？",
);

/// What is assumed, what the limit is, and where to read on.
pub const ABOUT: &[(Both, Both)] = &[
    (
        both("What is wanted", "目标"),
        both(
            "One commander gives an order to n-1 lieutenants. IC1: all loyal lieutenants do the same. IC2: if the commander is \
             loyal, they do what it ordered. Nobody knows who is loyal.",
            "一个指挥官（commander）向 n-1 个中尉（lieutenant）下达命令（order）。IC1：所有忠诚的中尉采取同样的行动。\
             IC2：若指挥官是忠诚的，他们都执行其命令。谁也不知道谁是忠诚（loyal）的。",
        ),
    ),
    (
        both("The algorithm", "算法"),
        both(
            "OM(0): the commander sends its value to every lieutenant; each uses what it receives, or retreat when nothing \
             comes. OM(m): the commander sends its value; then each lieutenant acts as the commander of an OM(m-1) among the others \
             to tell them what it received; at the end each takes the majority of its own received value and of what the \
             others' calls are worth. A tie is worth retreat.",
            "OM(0)：指挥官向每个中尉发送值；每个中尉接受收到的值，没有收到则为 0（撤退）。OM(m)：指挥官发送值；然后每个中尉作为指挥官，\
             在其余中尉之间运行 OM(m-1)，告诉他们自己收到的值；最后每个中尉对自己收到的值和其他中尉各次调用的结果取占多数的值（majority），这就是逐层取多数（fold）。\
             平局（tie）时取撤退。",
        ),
    ),
    (
        both("What is assumed", "假设"),
        both(
            "Messages are oral: a traitor may tell two nodes two values, but nobody can speak in another's name. Every message \
             that is sent arrives (reliable), a missing one is noticed (synchronous, in rounds), everybody can reach everybody, and the \
             receiver knows who sent it.",
            "消息是口头（oral）的：叛徒（traitor）可以对两个节点说两个不同的值，但不能冒用他人的名义。发出的消息都会送达（可靠），缺少的消息会被发现（同步，按轮（round）进行），\
             任意两个节点都能通信（全连通），接收者知道是谁发的（发送者可知）。",
        ),
    ),
    (
        both("The limit", "极限"),
        both(
            "OM(m) copes with at most m traitors when there are more than 3m generals, and with oral messages no algorithm can do \
             with fewer: three generals cannot cope with one traitor, because to a loyal one two different worlds look the same. Nothing here \
             forbids you to cross the bound: the theorem then promises nothing, and that is what you see.",
            "当将军多于 3m 个时，OM(m) 能应对至多 m 个叛徒；再少，只用口头消息就没有任何算法能做到：三个将军应付不了一个叛徒，因为在忠诚的将军看来，两个不同的世界完全一样。\
             这里并不禁止越过界限：此时定理什么也不保证，而这正是你会看到的。",
        ),
    ),
    (
        both("Where to read on", "延伸阅读"),
        both(
            "L. Lamport, R. Shostak, M. Pease, The Byzantine Generals Problem (1982); M. Pease, R. Shostak, L. Lamport, Reaching \
             Agreement in the Presence of Faults (1980); N. Lynch, Distributed Algorithms (1996), chapter 6.",
            "L. Lamport、R. Shostak、M. Pease：《The Byzantine Generals Problem》（1982 年）；M. Pease、R. Shostak、L. Lamport：\
             《Reaching Agreement in the Presence of Faults》（1980 年）；N. Lynch：《Distributed Algorithms》（1996 年）第 6 章。",
        ),
    ),
];

/// What plots are made of here.
pub static PLOT: PlotSpec = PlotSpec { letter: 'G', node_max: 12, says: &["attack", "retreat"] };

/// The knobs, in the order of menus.
pub const KNOBS: &[KnobSpec] = &[
    KnobSpec {
        name: "generals",
        title: both("Generals", "将军"),
        help: both("n: how many generals there are, the commander included.", "n：将军的个数，包括指挥官。"),
        kind: KnobKind::Number { min: 2, max: 13, default: 4 },
    },
    KnobSpec {
        name: "traitors_tolerated",
        title: both("Traitors to cope with", "要应对的叛徒数"),
        help: both(
            "m: for how many traitors the algorithm is run. It takes m+1 rounds; the promise needs n > 3m.",
            "m：按多少个叛徒来运行算法。需要 m+1 轮；定理要求 n > 3m。",
        ),
        kind: KnobKind::Number { min: 0, max: 4, default: 1 },
    },
    KnobSpec {
        name: "order",
        title: both("Order", "命令"),
        help: both("What the commander wants.", "指挥官想要的行动。"),
        kind: KnobKind::Choice(&[("attack", both("attack", "进攻")), ("retreat", both("retreat", "撤退"))]),
    },
    KnobSpec {
        name: "commander",
        title: both("Commander", "指挥官"),
        help: both("Who gives the order.", "由谁下达命令。"),
        kind: KnobKind::Node { letter: 'G', max: 12 },
    },
    KnobSpec {
        name: "traitors",
        title: both("Traitors", "叛徒"),
        help: both(
            "Who is a traitor and what it says: G0:split, or one lie, G0.G4>G5:attack (where G4 tells G5 what G0 said). truth, \
             flip (the opposite), split (odd numbers hear attack, even ones retreat), silent, random.",
            "谁是叛徒、说什么：例如 G0:split，或一句谎言 G0.G4>G5:attack（G4 向 G5 转述 G0 的话）。truth 说真话，flip 说反话，\
             split 对奇数号说进攻、对偶数号说撤退，silent 沉默，random 随机。",
        ),
        kind: KnobKind::Plot(&PLOT),
    },
    KnobSpec {
        name: "sequence",
        title: both("Sequence", "次序"),
        help: both(
            "The order in which the page goes through the same run: by rounds, as it really runs, or by recursion, as it is written.",
            "以什么次序走过同一次运行：按轮，即实际运行的次序；或按递归，即算法的写法。",
        ),
        kind: KnobKind::Choice(&[("rounds", both("by rounds", "按轮")), ("recursion", both("by recursion", "按递归"))]),
    },
];

/// The checks: their names in files and their titles, in the order of [`Check::ALL`].
///
/// [`Check::ALL`]: crate::exhibits::generals::checks::Check::ALL
pub const CHECKS: &[(&str, Both)] =
    &[("agreement", both("IC1: agreement", "IC1：协定性")), ("validity", both("IC2: validity", "IC2：有效性"))];

/// The assumptions, as chips.
pub const ASSUMPTIONS: &[AssumptionSpec] = &[
    AssumptionSpec {
        title: both("oral: may tell two nodes two values", "口头：可对两个节点说两个值"),
        help: both(
            "A traitor may say anything to anybody, and something else to the next one. Nothing is signed.",
            "叛徒可以对任何人说任何话，对下一个人又说别的。没有签名。",
        ),
        left: both("This cannot be left: OM(m) is made for traitors.", "不会超出这一条：OM(m) 正是为叛徒而设计。"),
    },
    AssumptionSpec {
        title: both("reliable", "可靠"),
        help: both("Every message that is sent arrives, once, as it was sent.", "每条发出的消息都原样送达一次。"),
        left: both("A message was lost or doubled: outside what the theorem assumes.", "有消息丢失或重复：这超出了定理的假设。"),
    },
    AssumptionSpec {
        title: both("synchronous", "同步"),
        help: both(
            "What is sent in a round arrives before the next one begins, so that what is missing can be noticed.",
            "一轮中发出的消息在下一轮开始之前送达，因此缺少的消息能被发现。",
        ),
        left: both("A message was held back: outside what the theorem assumes.", "有消息被扣住：这超出了定理的假设。"),
    },
    AssumptionSpec {
        title: both("fully connected", "全连通"),
        help: both("Every general reaches every other one directly.", "每个将军都能直接联系其他每个将军。"),
        left: both("A link was cut: outside what the theorem assumes.", "有链路被断开：这超出了定理的假设。"),
    },
    AssumptionSpec {
        title: both("sender known", "发送者可知"),
        help: both(
            "Whoever gets a message knows who sent it: nobody speaks in another's name.",
            "收到消息的将军知道是谁发的：谁也不能冒用他人的名义。",
        ),
        left: both(
            "This cannot be left: nobody here can speak in another's name.",
            "不会超出这一条：这里没有谁能冒用他人的名义。",
        ),
    },
];

/// Whether an act is outside the assumption with this index.
pub fn leaves(assumption: usize, act: &Act) -> bool {
    match assumption {
        1 => matches!(act, Act::Lose(_) | Act::Duplicate(_)),
        2 => matches!(act, Act::Hold(_)),
        3 => matches!(act, Act::Cut(..) | Act::Partition(_)),
        _ => false,
    }
}
