//! The scenarios of the ring: the lesson, and what production adds to it.

use crate::exhibit::{Knobs, Routine, ScenarioGroup, ScenarioSpec, Verdict};
use crate::sim::{Act, Disk, NodeId, NodeSet};
use crate::text::{Both, both};

use super::text::KNOBS;
use crate::exhibit::spread::machine::command;

use ScenarioGroup::{Lesson, Schedule};
use Verdict::{Broken, Holds};

type Expect = &'static [(&'static str, Verdict)];

const FINE: Expect = &[("owner", Holds), ("minimal", Holds), ("copies", Holds)];
const LOSES: Expect = &[("owner", Holds), ("minimal", Holds), ("copies", Broken)];
const STRAYS: Expect = &[("owner", Holds), ("minimal", Broken)];
const BOUNDED: Expect = &[("owner", Holds), ("bound", Holds), ("minimal", Broken)];

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
            "S5 joins four servers. Watch which arcs change hands, and that no other key twitches.",
            "S5 加入四台服务器。看哪些弧易主，其余的键纹丝不动。",
        ),
        FINE,
    ),
    spec(
        "look-up",
        Lesson,
        both("Where is my key?", "我的键在哪里？"),
        both(
            "A name is hashed, finds its point, walks to it and has an owner. Type your own in the settings.",
            "一个名字被哈希、找到它的点、走过去，于是有了归属。在设置里输入你自己的名字。",
        ),
        FINE,
    ),
    spec(
        "leaves",
        Lesson,
        both("A server leaves", "一台服务器离开"),
        both(
            "S3 leaves. Its keys travel on to several servers, and only its keys.",
            "S3 离开。它的键分散迁往几台服务器，而且只有它的键迁移。",
        ),
        FINE,
    ),
    spec(
        "one-point",
        Lesson,
        both("One point each", "每台一个点"),
        both(
            "With one point per server the arcs are as chance has it: somebody owns most of the ring. Then each has 2, 4, 8 points.",
            "每台只有一个点时，弧长全凭运气：有的服务器占去大半个环。随后点数加倍到 2、4、8。",
        ),
        FINE,
    ),
    spec(
        "many-points",
        Lesson,
        both("160 points each", "每台 160 个点"),
        both(
            "As nginx and libketama have it: shares within some percent, and a server that joins takes a little from everybody.",
            "nginx 和 libketama 的做法：份额相差百分之几，新服务器从每台都拿走一点。",
        ),
        FINE,
    ),
    spec(
        "weights",
        Lesson,
        both("Weights", "权重"),
        both(
            "S4 is twice as strong and has twice the points. Then S1 is given more weight, too.",
            "S4 的能力是两倍，点数也是两倍。随后 S1 的权重也增加。",
        ),
        FINE,
    ),
    spec(
        "dies",
        Schedule,
        both("A server dies", "一台服务器宕机"),
        both(
            "S2 dies, and nobody else has its keys: they are lost. The next look-ups find an owner that knows nothing of them.",
            "S2 宕机，没有别人存有它的键：它们丢失了。之后的查找会找到一个对此一无所知的归属节点。",
        ),
        LOSES,
    ),
    spec(
        "replicas",
        Schedule,
        both("A server dies, with copies", "有副本时宕机"),
        both(
            "Every key lies on three servers: its owner and the next two others clockwise. S2 dies, and the new owner had a copy all along.",
            "每个键存放在三台服务器上：归属节点和顺时针的下两台。S2 宕机，而新的归属节点早就有副本。",
        ),
        FINE,
    ),
    spec(
        "bounded",
        Schedule,
        both("Bounded loads", "有上限的负载"),
        both(
            "c = 1.25: nobody may have more than 1.25 times the mean. Keys that find no room walk on, and a join moves keys between servers that did not change.",
            "c = 1.25：谁都不能超过均值的 1.25 倍。放不下的键继续往前走；服务器加入时，没有变化的服务器之间也有键迁移。",
        ),
        BOUNDED,
    ),
    spec(
        "hot-key",
        Schedule,
        both("A hot key", "热点键"),
        both(
            "One key is wanted more than all others. Its owner is overloaded however many points there are: no ring can split a key.",
            "有一个键的请求特别多。不论有多少点，它的归属节点都会过载：环拆不开一个键。",
        ),
        FINE,
    ),
    spec(
        "haproxy",
        Schedule,
        both("HAProxy: the nearest point", "HAProxy：最近的点"),
        both(
            "HAProxy takes the nearest point on either side, where others walk clockwise. Follow one key that goes back.",
            "别家顺时针走，HAProxy 取两侧最近的点。跟随一个往回走的键。",
        ),
        FINE,
    ),
    spec(
        "ketama-lost-points",
        Schedule,
        both("ketama's lost points", "ketama 丢失的点"),
        both(
            "Eight servers with weights ought to have 8 · 160 = 1280 points. libketama rounds each share down to whole digests: 1264 are left.",
            "八台带权重的服务器本应有 8 · 160 = 1280 个点。libketama 把每份向下取整到整个摘要：只剩 1264 个。",
        ),
        FINE,
    ),
    spec(
        "envoy",
        Schedule,
        both("Envoy: one ring size for all", "Envoy：总点数固定"),
        both(
            "Envoy shares out one number of points. When a server joins, the others lose points, and keys move between servers that did not change.",
            "Envoy 把固定的总点数分摊下去。服务器加入时，其余服务器的点变少，没有变化的服务器之间也有键迁移。",
        ),
        STRAYS,
    ),
];

/// How a scenario is played.
pub fn routine(scenario: &str) -> Option<Routine> {
    let defaults = || Knobs::defaults(KNOBS);
    let with = |knobs: &[(&'static str, &str)]| knobs.iter().fold(defaults(), |all, (name, text)| all.with(KNOBS, name, text));
    let play = |knobs, acts: &[Act]| Some(Routine { knobs, acts: acts.to_vec() });
    let of = |node: u8, choice| Act::Command { node: NodeId(node), choice };
    let joins = |node| of(node, command::JOIN);
    let look_up = of(0, command::TYPED);
    let dies = |node| Act::Crash { node: NodeId(node), reaches: NodeSet::EMPTY };
    match scenario {
        "joins" => play(defaults(), &[joins(4)]),
        "look-up" => play(defaults(), &[look_up]),
        "leaves" => play(defaults(), &[of(2, command::LEAVE)]),
        "one-point" => play(with(&[("points", "1")]), &[of(0, command::MORE_POINTS); 3]),
        "many-points" => play(with(&[("points", "160"), ("keys", "500")]), &[joins(4)]),
        "weights" => play(with(&[("servers", "S1,S2,S3,S4=2"), ("points", "8")]), &[of(0, command::HEAVIER)]),
        "dies" => play(defaults(), &[dies(1), Act::Wake { node: NodeId(1), disk: Disk::Lost }]),
        "replicas" => play(with(&[("replicas", "3"), ("servers", "S1,S2,S3,S4,S5")]), &[look_up, dies(1), look_up]),
        "bounded" => play(with(&[("bound_percent", "125")]), &[look_up, joins(4)]),
        "hot-key" => {
            let hottest = of(0, command::LOOK_UP);
            play(with(&[("zipf", "on"), ("points", "160"), ("replicas", "3")]), &[hottest, joins(4)])
        }
        "haproxy" => play(with(&[("policy", "haproxy")]), &[look_up, joins(4)]),
        "ketama-lost-points" => {
            let weights = [12, 6, 4, 7, 20, 16, 19, 2];
            let server = |(place, weight)| format!("10.0.1.{place}:11211={weight}");
            let servers: Vec<String> = (1..).zip(weights).map(server).collect();
            play(with(&[("policy", "ketama"), ("points", "0"), ("servers", &servers.join(","))]), &[look_up])
        }
        "envoy" => play(with(&[("policy", "envoy")]), &[joins(4)]),
        _ => None,
    }
}
