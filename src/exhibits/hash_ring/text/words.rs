//! What the ring is called, asks, assumes and can be set to.

use crate::exhibit::spread::machine::POINTS_MAX;
use crate::exhibit::spread::text::{KEYS, OWN_KEYS, PartNames, SERVERS, TYPED, knob};
use crate::exhibit::{KnobKind, KnobSpec};
use crate::text::{Both, both};

/// The title.
pub const TITLE: Both = both("The consistent-hash ring", "一致性哈希环");

/// The question.
pub const QUESTION: Both = both(
    "Which server has my key, and what happens to all the others' keys when one more server comes?",
    "我的键在哪台服务器上？再来一台服务器时，别人的键会怎样？",
);

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

/// What they are called on the ring.
pub const PARTS: PartNames = [
    [both("points", "点的变化"), both("arcs change hands", "弧易主"), both("keys travel", "键迁移"), both("tally", "清点")],
    [both("hash", "哈希"), both("point", "找点"), both("walk", "行走"), both("owner", "归属")],
];

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
