//! The guards of the machine that can be taken away, to see what each is for.

use crate::exhibit::GuardSpec;
use crate::text::both;

/// A guard of the machine. The order is part of addresses: it grows at the end.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Guard {
    /// An acceptor refuses a propose below its promise.
    Promise,
    /// A proposer carries the reported value instead of its own.
    Adopt,
    /// A proposer waits for a majority.
    Majority,
    /// A promise of the same acceptor counts once.
    Distinct,
    /// An acceptor writes its promise down.
    Record,
    /// Accepting an id promises it.
    Raise,
    /// Of the reported values the one with the highest id is carried.
    Highest,
    /// Only promises for the present id count.
    Stale,
    /// Only acceptances of the present id count.
    Votes,
    /// A proposer never uses an id twice: its highest used id is on disk.
    FreshId,
    /// An acceptor's promise and acceptance are on disk.
    Disk,
}

/// A set of guards.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Guards(u16);

impl Guards {
    /// Whether `guard` is in it.
    pub fn has(self, guard: Guard) -> bool {
        self.0 >> guard as u16 & 1 == 1
    }

    /// With `guard` in it.
    #[must_use]
    pub fn with(self, guard: Guard) -> Guards {
        Guards(self.0 | 1 << guard as u16)
    }
}

/// Every guard with its name and words; the index in this list is the guard's place in [`Guard`].
pub const GUARDS: &[(Guard, GuardSpec)] = &[
    (
        Guard::Promise,
        GuardSpec {
            name: "promise",
            title: both("An acceptor refuses a propose below its promise", "决策者拒绝编号小于其承诺的 Propose 请求"),
            without: both("promises are not kept", "不遵守承诺"),
        },
    ),
    (
        Guard::Adopt,
        GuardSpec {
            name: "adopt",
            title: both(
                "A proposer carries the reported value instead of its own",
                "提议者必须沿用承诺中报告的值，而不是自己的值",
            ),
            without: both("own value instead of the adopted one", "坚持自己的值，不沿用已接受的值"),
        },
    ),
    (
        Guard::Majority,
        GuardSpec {
            name: "majority",
            title: both("A proposer waits for a majority", "提议者等待多数派"),
            without: both("one answer is enough", "一个答复就够"),
        },
    ),
    (
        Guard::Distinct,
        GuardSpec {
            name: "distinct",
            title: both("An acceptor's promise counts once", "同一决策者的承诺只计一次"),
            without: both("a doubled promise counts twice", "重复的承诺计两次"),
        },
    ),
    (
        Guard::Record,
        GuardSpec {
            name: "record",
            title: both("An acceptor writes its promise down", "决策者记录自己的承诺"),
            without: both("promises are answered, not recorded", "只答复，不记录承诺"),
        },
    ),
    (
        Guard::Raise,
        GuardSpec {
            name: "raise",
            title: both("Accepting an id also promises it", "接受某编号的提案也就承诺了该编号"),
            without: both("accepting does not raise the promise", "接受不会提高承诺"),
        },
    ),
    (
        Guard::Highest,
        GuardSpec {
            name: "highest",
            title: both("Of the reported values the one with the highest id is carried", "在报告的值中沿用编号最大者"),
            without: both("the lowest reported id is adopted", "沿用编号最小的值"),
        },
    ),
    (
        Guard::Stale,
        GuardSpec {
            name: "stale",
            title: both("Only promises for the present id count", "只计入当前编号的承诺"),
            without: both("promises for older ids count too", "旧编号的承诺也计入"),
        },
    ),
    (
        Guard::Votes,
        GuardSpec {
            name: "votes",
            title: both("Only acceptances of the present id count", "只计入当前编号的接受"),
            without: both("acceptances are added across ids", "不同编号的接受相加"),
        },
    ),
    (
        Guard::FreshId,
        GuardSpec {
            name: "fresh-id",
            title: both("A proposer never uses an id twice, not even after a crash", "提议者从不重复使用编号，宕机恢复后也不"),
            without: both("ids are reused after a crash", "宕机后重复使用编号"),
        },
    ),
    (
        Guard::Disk,
        GuardSpec {
            name: "disk",
            title: both("What an acceptor promised and accepted is on its disk", "决策者的承诺与接受写在磁盘上"),
            without: both("acceptors have no disk", "决策者没有磁盘"),
        },
    ),
];

/// The guards' public descriptions, in order.
pub const GUARD_SPECS: &[GuardSpec] = &{
    let mut specs = [GUARDS[0].1; GUARDS.len()];
    let mut index = 0;
    while index < GUARDS.len() {
        specs[index] = GUARDS[index].1;
        index += 1;
    }
    specs
};
