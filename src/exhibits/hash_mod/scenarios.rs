//! The scenarios of hash mod N.

use crate::exhibit::{Knobs, Routine, ScenarioGroup, ScenarioSpec, Verdict};
use crate::sim::{Act, NodeId, NodeSet};
use crate::text::{Both, both};

use super::words::KNOBS;
use crate::exhibit::spread::machine::command;

use ScenarioGroup::{Lesson, Schedule};
use Verdict::{Broken, Holds};

type Expect = &'static [(&'static str, Verdict)];

const FINE: Expect = &[("owner", Holds), ("minimal", Holds), ("copies", Holds)];
const STRAYS: Expect = &[("owner", Holds), ("minimal", Broken), ("copies", Holds)];
const LOSES: Expect = &[("owner", Holds), ("minimal", Broken), ("copies", Broken)];

const fn spec(name: &'static str, group: ScenarioGroup, title: Both, intro: Both, expect: Expect) -> ScenarioSpec {
    ScenarioSpec { name, title, intro, group, expect, beside: None }
}

/// The scenarios, in the order of the row.
pub const SCENARIOS: &[ScenarioSpec] = &[
    spec(
        "joins",
        Lesson,
        both("A server joins", "一台服务器加入"),
        both(
            "S5 joins four servers: N is 5 instead of 4, and four keys of five move. On the ring the same change moves one of five.",
            "S5 加入四台服务器：N 从 4 变为 5，五个键里有四个要迁移。在环上，同样的变化只迁移五分之一。",
        ),
        STRAYS,
    ),
    spec(
        "look-up",
        Lesson,
        both("Where is my key?", "我的键在哪里？"),
        both(
            "A name is hashed, divided, and the remainder is the number of its server.",
            "一个名字被哈希、相除，余数就是服务器的编号。",
        ),
        FINE,
    ),
    spec(
        "leaves",
        Lesson,
        both("A server leaves", "一台服务器离开"),
        both("S2 leaves, and those behind it move up in the list.", "S2 离开，名单上排在它后面的都往前挪一位。"),
        STRAYS,
    ),
    spec(
        "dies",
        Schedule,
        both("A server dies", "一台服务器宕机"),
        both(
            "S4 dies. Its own keys are lost, and most of the others are looked for where they are not.",
            "S4 宕机。它自己的键丢失了，其余的键大多也要到别处去找。",
        ),
        LOSES,
    ),
    spec(
        "twelve",
        Schedule,
        both("From eleven to twelve", "从十一台到十二台"),
        both("The more servers, the more keys move: eleven of twelve.", "服务器越多，迁移的键越多：十二分之十一。"),
        STRAYS,
    ),
    spec(
        "nginx",
        Schedule,
        both("nginx: hash", "nginx 的取模"),
        both("nginx divides another hash, and does the same.", "nginx 用另一个哈希，结果也一样。"),
        STRAYS,
    ),
];

/// How a scenario is played.
pub fn routine(scenario: &str) -> Option<Routine> {
    let defaults = || Knobs::defaults(KNOBS);
    let play = |knobs, acts: &[Act]| Some(Routine { knobs, acts: acts.to_vec() });
    let of = |node: u8, choice| Act::Command { node: NodeId(node), choice };
    match scenario {
        "joins" => play(defaults(), &[of(4, command::JOIN)]),
        "look-up" => play(defaults(), &[of(0, command::TYPED)]),
        "leaves" => play(defaults(), &[of(1, command::LEAVE)]),
        "dies" => play(defaults(), &[Act::Crash { node: NodeId(3), reaches: NodeSet::EMPTY }]),
        "twelve" => {
            let names: Vec<String> = (1..=11).map(|number| format!("S{number}")).collect();
            play(defaults().with(KNOBS, "servers", &names.join(",")), &[of(11, command::JOIN)])
        }
        "nginx" => play(defaults().with(KNOBS, "policy", "nginx-hash"), &[of(4, command::JOIN), of(0, command::TYPED)]),
        _ => None,
    }
}
