//! The rules of OM(m) that can be taken away, to see what each is for.

use crate::exhibit::GuardSpec;
use crate::text::both;

/// A rule of the algorithm. The order is part of addresses: it grows at the end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Guard {
    /// A tie is worth the default, whoever counts.
    Default,
    /// What a general itself received is one of the votes.
    Own,
    /// A call is worth the majority of the calls under it.
    Recursion,
    /// A lieutenant tells what it received in that very call.
    Relay,
    /// Earlier commanders take no part in a call.
    Exclude,
    /// There are m+1 rounds.
    Rounds,
}

/// A set of guards.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Guards(u8);

impl Guards {
    /// Whether `guard` is in it.
    pub fn has(self, guard: Guard) -> bool {
        self.0 >> guard as u8 & 1 == 1
    }

    /// With `guard` in it.
    #[must_use]
    pub fn with(self, guard: Guard) -> Guards {
        Guards(self.0 | 1 << guard as u8)
    }
}

/// Every guard, in the order of [`GUARD_SPECS`].
pub const GUARDS: [Guard; 6] = [Guard::Default, Guard::Own, Guard::Recursion, Guard::Relay, Guard::Exclude, Guard::Rounds];

/// The guards' names and words, in order.
pub const GUARD_SPECS: &[GuardSpec] = &[
    GuardSpec {
        name: "default",
        title: both("A tie is worth retreat, whoever counts", "平局时一律取默认值：撤退"),
        without: both("own value wins ties", "平局时取自己收到的值"),
    },
    GuardSpec {
        name: "own",
        title: both("What a lieutenant itself received counts as a vote", "中尉自己收到的值也算一票"),
        without: both("own received value left out", "不计自己收到的值"),
    },
    GuardSpec {
        name: "recursion",
        title: both("A call is worth the majority of the calls under it", "逐层取多数：每个调用取其下各调用的多数"),
        without: both("one flat majority of everything", "对收到的一切只取一次多数"),
    },
    GuardSpec {
        name: "relay",
        title: both("A lieutenant relays what it received in that call", "中尉转述它在该次调用中收到的值"),
        without: both("relays the commander's order instead", "一律转述指挥官的命令"),
    },
    GuardSpec {
        name: "exclude",
        title: both("Earlier commanders take no part in a call", "先前的指挥官不参与之后的调用"),
        without: both("earlier commanders not excluded", "不排除先前的指挥官"),
    },
    GuardSpec {
        name: "rounds", title: both("There are m+1 rounds", "共有 m+1 轮"), without: both("only m rounds", "只有 m 轮")
    },
];
