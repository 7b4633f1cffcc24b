//! Exhibits in rounds on the command line: strategies are searched there, and not schedules.

use super::super::args::{DiskFound, Explore};
use super::misplaced;
use crate::exhibit::Exhibit;
use crate::exhibit::explored::Counted;
use crate::text::Locale;

/// Refuses what says nothing of a search of this exhibit.
pub(super) fn refuse(exhibit: &dyn Exhibit, args: &Explore) -> Result<(), String> {
    let useless: &[(bool, &str)] = if exhibit.in_rounds() {
        &[
            (args.network.is_some(), "--network"),
            (args.lossy, "--lossy"),
            (args.losses > 0, "--losses"),
            (args.duplications > 0, "--duplications"),
            (args.crashes > 0, "--crashes"),
            (args.wakes.is_some(), "--wakes"),
            (args.disk != DiskFound::Kept, "--disk"),
            // Traitors say whatever they like.
            (args.lies > 0, "--lies"),
            (args.timeouts > 0, "--timeouts"),
            (!args.can.is_empty(), "--can"),
            (args.symmetry, "--symmetry"),
            (args.bfs, "--bfs"),
            (args.dfs, "--dfs"),
            (args.threads.is_some(), "--threads"),
        ]
    } else {
        &[(args.symmetry, "--symmetry"), (args.traitors.is_some(), "--traitors")]
    };
    let given = useless.iter().find(|(given, _)| *given);
    given.map_or(Ok(()), |(_, option)| Err(misplaced(option, exhibit.name(), args.lang)))
}

/// How much was looked at.
pub(super) fn looked(counted: &Counted, locale: Locale) -> String {
    let Counted { strategies, looked, .. } = counted;
    locale.pick(format!("{looked} of {strategies} strategies"), format!("{strategies} 种策略中的 {looked} 种"))
}

/// What is said of a check that so many strategies break, one of them with so few lies.
pub(super) fn broken(name: &str, broken: u64, lies: usize, fewest: bool, locale: Locale) -> String {
    let fewer = if fewest { locale.pick(", and with no fewer", "，不能更少") } else { "" };
    locale.pick(
        format!("{name}: broken by {broken} of them, with {lies} lies{fewer}."),
        format!("{name}：被其中 {broken} 种破坏，只需 {lies} 句谎言{fewer}。"),
    )
}
