//! What hash mod N is called, asks, assumes and can be set to.

use crate::balance::Policy;
use crate::exhibit::{Asking, AssumptionSpec, KnobKind, KnobSpec};
use crate::text::{Both, both};

use crate::exhibits::hash_ring::machine::SERVERS_MAX;
use crate::exhibits::hash_ring::machine::keys::{KEY_CHARS_MAX, KEYS_MAX, SERVER_CHARS_MAX, TYPED_MAX};

pub(super) const TITLE: Both = both("Hash mod N", "哈希取模");

pub(super) const QUESTION: Both = both(
    "Number the servers, and the remainder of the hash says which one has the key: what could be simpler? And then one more comes.",
    "给服务器编号，哈希值的余数就是键所在的那台：还有比这更简单的吗？可是又来了一台。",
);

pub(super) const ASKING: Asking = Asking {
    knob: "typed",
    command: "look_up",
    prompt: both("Type a key: your name", "输入一个键：你的名字"),
    verb: both("Look it up", "查找"),
};

pub(super) const ABOUT: &[(Both, Both)] = &[
    (
        both("The idea", "思路"),
        both(
            "Hash the key, divide by the number of servers, take the remainder. Shares are as even as the hash is, and nothing has to be kept but the list.",
            "把键哈希，除以服务器数，取余数。哈希有多均匀，份额就有多均匀，除名单外什么都不用保存。",
        ),
    ),
    (
        both("The limit", "局限"),
        both(
            "A key stays only if both remainders name the same server. From n to m servers 1 - min(n,m)/lcm(n,m) of all keys move: 80 % from four to five, where 20 % would do.",
            "只有两个余数指向同一台服务器时键才不动。从 n 台变为 m 台时，1 - min(n,m)/lcm(n,m) 的键要迁移：从四台到五台是 80%，而 20% 就够了。",
        ),
    ),
    (
        both("Read on", "延伸阅读"),
        both(
            "nginx, ngx_http_upstream_hash_module: without the word consistent it does exactly this. The ring is the answer to it.",
            "nginx 的 ngx_http_upstream_hash_module：不写 consistent 时正是如此。一致性哈希环就是对它的回答。",
        ),
    ),
];

pub(super) const CHECKS: &[(&str, Both)] = &[
    ("owner", both("One living owner", "唯一存活的归属")),
    ("minimal", both("Only the changed server's keys move", "只迁移变化者的键")),
    ("copies", both("No key is lost", "键不丢失")),
    ("bound", both("Nobody above the bound", "不超过上限")),
];

pub(super) const ASSUMPTIONS: &[AssumptionSpec] = &[
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
        help: both("Every remainder is as likely as any other.", "每个余数出现的可能性相同。"),
        left: both("The hash does not spread.", "哈希不均匀。"),
    },
];

const fn knob(name: &'static str, title: Both, help: Both, kind: KnobKind) -> KnobSpec {
    KnobSpec { name, title, help, kind }
}

pub(super) const KNOBS: &[KnobSpec] = &[
    knob(
        "policy",
        both("Hash of", "哈希方式"),
        both("Which hash is divided, and by what.", "用哪个哈希，除以什么。"),
        KnobKind::Choice(&[("modulo", both("xxh64 mod N", "xxh64 取模")), ("nginx-hash", both("nginx (hash)", "nginx 取模"))]),
    ),
    knob(
        "servers",
        both("Servers", "服务器"),
        both(
            "Names with commas between, or one a line; S3=2 has twice the weight.",
            "用逗号分隔，或每行一个；S3=2 表示权重为二。",
        ),
        KnobKind::Words { chars: SERVER_CHARS_MAX, min: 1, max: SERVERS_MAX, default: &["S1", "S2", "S3", "S4"] },
    ),
    knob(
        "keys",
        both("Keys", "键数"),
        both("How many made-up keys there are.", "有多少个生成的键。"),
        KnobKind::Number { min: 0, max: KEYS_MAX, default: 199 },
    ),
    knob(
        "typed",
        both("Your keys", "你的键"),
        both("Type your name: it is hashed, placed and can be looked up.", "输入你的名字：它会被哈希、放置，并可查找。"),
        KnobKind::Words { chars: KEY_CHARS_MAX, min: 0, max: TYPED_MAX, default: &["Ada"] },
    ),
    knob(
        "own_keys",
        both("Keys of your own", "自备的键"),
        both("Instead of made-up ones: paste them, one a line.", "代替生成的键：粘贴进来，每行一个。"),
        KnobKind::Words { chars: KEY_CHARS_MAX, min: 0, max: KEYS_MAX as usize, default: &[] },
    ),
];

/// The rule, in the words of its source.
pub(super) fn rule(policy: Policy) -> Both {
    if policy == Policy::NginxHash {
        both("nginx: ((crc32(key) >> 16) & 0x7fff) `mod` the total weight.", "nginx：((crc32(键) >> 16) & 0x7fff) 对总权重取模。")
    } else {
        both("A key belongs to server number hash(key) `mod` N, from 0.", "键属于第 hash(键) `mod` N 台服务器，从 0 数起。")
    }
}
