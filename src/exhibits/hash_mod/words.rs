//! What hash mod N is called, asks, assumes and can be set to.

use crate::balance::Policy;
use crate::exhibit::{KnobKind, KnobSpec};
use crate::text::{Both, both};

use crate::exhibit::spread::text::{KEYS, OWN_KEYS, PartNames, SERVERS, TYPED, knob};

pub(super) const TITLE: Both = both("Hash mod N", "哈希取模");

pub(super) const QUESTION: Both = both(
    "Number the servers, and the remainder of the hash says which one has the key: what could be simpler? And then one more comes.",
    "给服务器编号，哈希值的余数就是键所在的那台：还有比这更简单的吗？可是又来了一台。",
);

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

pub(super) const PARTS: PartNames = [
    [both("the list", "名单变化"), both("new remainders", "重新取余"), both("keys travel", "键迁移"), both("tally", "清点")],
    [both("hash", "哈希"), both("remainder", "取余"), both("server", "找服务器"), both("owner", "归属")],
];

pub(super) const KNOBS: &[KnobSpec] = &[
    knob(
        "policy",
        both("Hash of", "哈希方式"),
        both("Which hash is divided, and by what.", "用哪个哈希，除以什么。"),
        KnobKind::Choice(&[("modulo", both("xxh64 mod N", "xxh64 取模")), ("nginx-hash", both("nginx (hash)", "nginx 取模"))]),
    ),
    SERVERS,
    KEYS,
    TYPED,
    OWN_KEYS,
];

/// The rule, in the words of its source.
pub(super) fn rule(policy: Policy) -> Both {
    if policy == Policy::NginxHash {
        both("nginx: ((crc32(key) >> 16) & 0x7fff) `mod` the total weight.", "nginx：((crc32(键) >> 16) & 0x7fff) 对总权重取模。")
    } else {
        both("A key belongs to server number hash(key) `mod` N, from 0.", "键属于第 hash(键) `mod` N 台服务器，从 0 数起。")
    }
}
