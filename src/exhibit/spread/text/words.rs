//! What is asked, assumed, checked and set of all keys and servers.

use crate::balance::Policy;
use crate::exhibit::{Asking, AssumptionSpec, KnobKind, KnobSpec};
use crate::text::{Both, both};

use super::super::machine::SERVERS_MAX;
use super::super::machine::keys::{KEY_CHARS_MAX, KEYS_MAX, SERVER_CHARS_MAX, TYPED_MAX};

/// What may be typed.
pub const ASKING: Asking = Asking {
    knob: "typed",
    command: super::LOOK_UP,
    prompt: both("Type a key: your name", "输入一个键：你的名字"),
    verb: both("Look it up", "查找"),
};

/// The checks.
pub const CHECKS: &[(&str, Both)] = &[
    ("owner", both("One living owner", "唯一存活的归属")),
    ("minimal", both("Only the changed server's keys move", "只迁移变化者的键")),
    ("copies", both("No key is lost", "键不丢失")),
    ("bound", both("Nobody above the bound", "不超过上限")),
];

/// What the frames of a change are called, and those of a look-up.
pub type PartNames = [[Both; 4]; 2];

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
