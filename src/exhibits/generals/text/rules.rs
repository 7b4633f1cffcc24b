//! Rules in the words of their source, and the conditions on which they rest.

use crate::exhibits::generals::facts::{Fact, What};
use crate::sim::Condition;
use crate::text::{Line, Locale, Span};

/// The rule that fired, in the words of its source.
pub fn rule(fact: &Fact, locale: Locale) -> Line {
    let (en, zh) = match fact.what {
        What::Calls { level: 0, .. } => (
            "OM(0): the commander sends its value to every lieutenant; each lieutenant uses the value it receives, or retreat if it receives none.",
            "基本情况 OM(0,S)：指挥官 i 向 S-{i} 中的每个中尉 j 发送建议值 v，每个中尉 j 从 i 接受值 v。",
        ),
        What::Calls { .. } => (
            "OM(m): the commander sends its value to every lieutenant; lieutenant j then acts as the commander of OM(m-1) to send v_j, the value \
             it received, or 0 if it received none.",
            "递归情况 OM(m,S)：指挥官 i 向 S-{i} 中的每个中尉 j 发送值 v。v_j 是中尉 j 从指挥官 i 接收的值（如果没有接收到值，则为 0）。中尉 j 使用值 v_j 启动 OM(m-1,S-{i}) 作为指挥官。",
        ),
        What::Folds { level: 0, .. } => (
            "OM(0): each lieutenant uses the value it receives, or retreat if it receives none.",
            "基本情况 OM(0,S)：每个中尉 j 从 i 接受值 v（如果没有接收到值，则为 0）。",
        ),
        What::Folds { .. } => (
            "Each lieutenant takes the majority of the value it received itself and of the values that the others' calls returned; a tie is worth the default, 0.",
            "在所有中尉完成上一步之后，每个中尉 j 收集其收到的对（包含其指挥官的原始值以及其他中尉通过递归调用返回的值），取占多数的值；平局取默认值 0。",
        ),
        What::Ignores { late: true, .. } => (
            "The absence of a message can be detected: what has not come by the time it is needed counts as not sent.",
            "消息的缺失可以被发现：到需要时还没有来的消息，视为没有发送。",
        ),
        What::Ignores { late: false, .. } => (
            "Every message that is sent is delivered correctly, and once: a second one on the same path tells nothing new.",
            "每条发出的消息都正确地送达一次：同一路径上的第二条不带来任何新内容。",
        ),
        What::Wakes { .. } => (
            "A general that was down has missed its rounds: it uses up one of the m that the algorithm copes with.",
            "宕机过的将军错过了若干轮：它用掉算法容错额度 m 中的一个。",
        ),
    };
    Line::plain(locale.pick(en, zh))
}

/// A condition in words, true or not: "3 > 1: more votes for attack".
pub fn condition(condition: &Condition, locale: Locale) -> Line {
    let (yes, no) = match condition.name {
        "more-attack" => (
            locale.pick("more votes for attack than for retreat", "进攻的票多于撤退的票"),
            locale.pick("no more votes for attack than for retreat", "进攻的票不多于撤退的票"),
        ),
        "more-retreat" => (
            locale.pick("more votes for retreat than for attack", "撤退的票多于进攻的票"),
            locale.pick("no more votes for retreat than for attack", "撤退的票不多于进攻的票"),
        ),
        "tie" => {
            (locale.pick("as many votes for attack as for retreat", "进攻与撤退票数相同"), locale.pick("no tie", "不是平局"))
        }
        "arrived" => return Line::plain(locale.pick("the value has arrived", "值已收到")),
        "missing" => return Line::plain(locale.pick("nothing has arrived", "什么也没收到")),
        "in-time" => return Line::plain(locale.pick("it does not come in its round", "它没有在那一轮到达")),
        "first" => return Line::plain(locale.pick("it is not the first on this path", "它不是这条路径上的第一条")),
        name => return Span::term(name).into(),
    };
    locale.compared(condition, if condition.holds() { yes } else { no })
}
