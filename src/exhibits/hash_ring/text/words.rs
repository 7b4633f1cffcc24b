//! What the ring is called, asks, assumes and can be set to.

use crate::balance::Policy;
use crate::exhibit::{Asking, AssumptionSpec, KnobKind, KnobSpec};
use crate::text::{Both, both};

use crate::exhibits::hash_ring::machine::keys::{KEY_CHARS_MAX, KEYS_MAX, SERVER_CHARS_MAX, TYPED_MAX};
use crate::exhibits::hash_ring::machine::{POINTS_MAX, SERVERS_MAX};

/// The title.
pub const TITLE: Both = both("The consistent-hash ring", "一致性哈希环");

/// The question.
pub const QUESTION: Both = both(
    "Which server has my key, and what happens to all the others' keys when one more server comes?",
    "我的键在哪台服务器上？再来一台服务器时，别人的键会怎样？",
);

/// What may be typed.
pub const ASKING: Asking = Asking {
    knob: "typed",
    command: super::LOOK_UP,
    prompt: both("Type a key: your name", "输入一个键：你的名字"),
    verb: both("Look it up", "查找"),
};

/// What is assumed, what the limit is, where to read on.
pub const ABOUT: &[(Both, Both)] = &[
    (
        both("The idea", "思路"),
        both(
            "Servers and keys are hashed onto the same circle. A server has many points there (virtual nodes); a key belongs to the first point clockwise. When a server joins, it takes only the arcs just before its points: about 1/(n+1) of the keys move, all of them to it.",
            "服务器和键被哈希到同一个环上。每台服务器在环上有许多点（虚拟节点）；键属于顺时针遇到的第一个点。服务器加入时只拿走它的点之前的弧：大约 1/(n+1) 的键迁移，而且都迁往它。",
        ),
    ),
    (
        both("The limit", "局限"),
        both(
            "Arcs are unequal. With k points each, the shares of n servers differ from their mean by sqrt((n-1)/(kn+1)) of it: 28 % with six points and five servers, 5.7 % with 160. No ring can split one hot key.",
            "弧长不等。每台 k 个点时，n 台服务器的份额与均值的相对偏差是 sqrt((n-1)/(kn+1))：五台、每台 6 个点时约 36 %，每台 160 个点时约 7 %。再好的环也拆不开一个热点键。",
        ),
    ),
    (
        both("Where programs differ", "各家实现的差别"),
        both(
            "nginx chains crc32, libketama takes four points from each MD5, Envoy shares out one number of points among all servers, HAProxy takes the nearest point instead of the next one clockwise. The ring here is built and searched as each of them does it.",
            "nginx 串联 crc32；libketama 从每个 MD5 取四个点；Envoy 把总点数分摊给所有服务器；HAProxy 取最近的点，而不是顺时针的下一个点。这里的环按各家的方式构造和查找。",
        ),
    ),
    (
        both("Read on", "延伸阅读"),
        both(
            "D. Karger and others, Consistent Hashing and Random Trees (1997). J. Lamping, E. Veach, A Fast, Minimal Memory, Consistent Hash Algorithm (2014). D. Eisenbud and others, Maglev (2016). V. Mirrokni and others, Consistent Hashing with Bounded Loads (2018).",
            "D. Karger 等：Consistent Hashing and Random Trees（1997）。J. Lamping、E. Veach：A Fast, Minimal Memory, Consistent Hash Algorithm（2014）。D. Eisenbud 等：Maglev（2016）。V. Mirrokni 等：Consistent Hashing with Bounded Loads（2018）。",
        ),
    ),
];

/// The checks.
pub const CHECKS: &[(&str, Both)] = &[
    ("owner", both("One living owner", "唯一存活的归属")),
    ("minimal", both("Only the changed server's keys move", "只迁移变化者的键")),
    ("copies", both("No key is lost", "键不丢失")),
    ("bound", both("Nobody above the bound", "不超过上限")),
];

/// What the frames of a change are called, and those of a look-up.
pub type PartNames = [[Both; 4]; 2];

/// What they are called on the ring.
pub const PARTS: PartNames = [
    [both("points", "点的变化"), both("arcs change hands", "弧易主"), both("keys travel", "键迁移"), both("tally", "清点")],
    [both("hash", "哈希"), both("point", "找点"), both("walk", "行走"), both("owner", "归属")],
];

/// The assumptions.
pub const ASSUMPTIONS: &[AssumptionSpec] = &[
    AssumptionSpec {
        title: both("all see one list", "名单一致"),
        help: both(
            "Everybody who looks a key up has the same list of servers, in the same order.",
            "所有查找者持有同一份服务器名单，顺序也相同。",
        ),
        left: both("The list is not the same for all.", "名单不再一致。"),
    },
    AssumptionSpec {
        title: both("hash spreads evenly", "哈希均匀"),
        help: both(
            "The hash throws names all over its range, each place as likely as any other.",
            "哈希把名字均匀撒满整个值域，每个位置的可能性相同。",
        ),
        left: both("The hash does not spread.", "哈希不均匀。"),
    },
];

/// A knob.
pub const fn knob(name: &'static str, title: Both, help: Both, kind: KnobKind) -> KnobSpec {
    KnobSpec { name, title, help, kind }
}

/// The servers.
pub const SERVERS: KnobSpec = knob(
    "servers",
    both("Servers", "服务器"),
    both("Names with commas between, or one a line; S3=2 has twice the weight.", "用逗号分隔，或每行一个；S3=2 表示权重为二。"),
    KnobKind::Words { chars: SERVER_CHARS_MAX, min: 1, max: SERVERS_MAX, default: &["S1", "S2", "S3", "S4"] },
);

/// How many keys there are.
pub const KEYS: KnobSpec = knob(
    "keys",
    both("Keys", "键数"),
    both(
        "How many made-up keys there are; the stage shows 10,000 of them at most, and all are counted.",
        "有多少个生成的键；画面最多显示一万个，清点时全部计入。",
    ),
    KnobKind::Number { min: 0, max: KEYS_MAX, default: 199 },
);

/// The keys that somebody types.
pub const TYPED: KnobSpec = knob(
    "typed",
    both("Your keys", "你的键"),
    both("Type your name: it is hashed, placed and can be looked up.", "输入你的名字：它会被哈希、放置，并可查找。"),
    KnobKind::Words { chars: KEY_CHARS_MAX, min: 0, max: TYPED_MAX, default: &["Ada"] },
);

/// The keys that somebody brings.
pub const OWN_KEYS: KnobSpec = knob(
    "own_keys",
    both("Keys of your own", "自备的键"),
    both(
        "Instead of made-up ones: paste them or take them from a file, one a line.",
        "代替生成的键：粘贴进来或从文件导入，每行一个。",
    ),
    KnobKind::Words { chars: KEY_CHARS_MAX, min: 0, max: KEYS_MAX as usize, default: &[] },
);

/// The knobs.
pub const KNOBS: &[KnobSpec] = &[
    knob(
        "policy",
        both("Ring of", "环的实现"),
        both("Whose way of building and searching the ring.", "按哪家的方式构造和查找环。"),
        KnobKind::Choice(&[
            ("nginx", both("nginx", "nginx 环")),
            ("ketama", both("libketama", "libketama 环")),
            ("envoy", both("Envoy", "Envoy 环")),
            ("haproxy", both("HAProxy", "HAProxy 环")),
        ]),
    ),
    SERVERS,
    knob(
        "points",
        both("Points per server", "每台的点数"),
        both(
            "Virtual nodes for each unit of weight; 0: as many as the program has.",
            "每单位权重的虚拟节点数；0 表示与该实现相同。",
        ),
        KnobKind::Number { min: 0, max: POINTS_MAX, default: 6 },
    ),
    KEYS,
    TYPED,
    OWN_KEYS,
    knob(
        "replicas",
        both("Copies of a key", "副本数"),
        both("The owner and the next other servers clockwise keep it.", "归属节点和顺时针的下几台不同服务器各存一份。"),
        KnobKind::Number { min: 1, max: 5, default: 1 },
    ),
    knob(
        "bound_percent",
        both("Bound c, in percent", "上限 c（百分数）"),
        both(
            "125: nobody has more than 1.25 times the mean, and keys that find no room walk on. 0: no bound.",
            "125 表示谁都不超过均值的 1.25 倍，放不下的键继续往前走。0 表示不设上限。",
        ),
        KnobKind::Number { min: 0, max: 400, default: 0 },
    ),
    knob(
        "zipf",
        both("A hot key", "热点键"),
        both(
            "The first key is wanted twice as often as the second, three times as often as the third, and so on (Zipf).",
            "第一个键的请求是第二个的两倍、第三个的三倍，依此类推（Zipf）。",
        ),
        KnobKind::Switch { default: false },
    ),
];

/// A policy's name in the race.
pub fn policy(policy: Policy) -> Both {
    match policy {
        Policy::Modulo => both("mod N", "取模"),
        Policy::NginxHash | Policy::NginxIpHash => both("nginx mod N", "nginx 取模"),
        Policy::TeachingRing => both("ring", "环"),
        Policy::NginxConsistent => both("nginx ring", "nginx 环"),
        Policy::Ketama => both("ketama ring", "ketama 环"),
        Policy::EnvoyRing => both("Envoy ring", "Envoy 环"),
        Policy::HaproxyConsistent => both("HAProxy ring", "HAProxy 环"),
        Policy::Jump => both("jump", "jump"),
        Policy::Rendezvous => both("rendezvous", "rendezvous"),
        Policy::Maglev | Policy::EnvoyMaglev => both("Maglev", "Maglev"),
    }
}
