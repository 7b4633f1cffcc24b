//! How each scenario is played: its knobs and, where one is taken away, its guard. Lies are knobs, so nothing is done by hand.

use crate::exhibit::Knobs;
use crate::exhibit::script::{Cue, Play};

use super::text::KNOBS;

/// A scenario's size, its traitors and the guard that is taken away.
struct Script {
    name: &'static str,
    /// n and m.
    size: (&'static str, &'static str),
    traitors: &'static str,
    without: Option<&'static str>,
}

const fn script(name: &'static str, size: (&'static str, &'static str), traitors: &'static str) -> Script {
    Script { name, size, traitors, without: None }
}

const fn guard(name: &'static str, guard: &'static str, size: (&'static str, &'static str), traitors: &'static str) -> Script {
    Script { name, size, traitors, without: Some(guard) }
}

const SCRIPTS: &[Script] = &[
    script("all-loyal", ("4", "1"), ""),
    script("lieutenant", ("4", "1"), "G3:flip"),
    script("commander", ("4", "1"), "G0:split"),
    script("three", ("3", "1"), "G0.G2>G1:retreat"),
    script("three-commander", ("3", "1"), "G0>G2:retreat"),
    script("two-traitors", ("7", "2"), "G4:flip,G0>G2:retreat,G0>G5:retreat"),
    script("tie", ("7", "1"), "G0:split"),
    script("not-settled", ("7", "2"), "G1:split,G2:split"),
    script("too-many", ("7", "1"), "G0:split,G2:split"),
    script("six", ("6", "2"), "G1:flip,G2:flip"),
    script("silent", ("4", "1"), "G0:silent"),
    script("ten", ("10", "3"), "G0:split,G3:flip,G7:random"),
    guard("without-default", "default", ("5", "1"), "G0:split"),
    guard("without-own", "own", ("4", "1"), "G3:flip"),
    guard("without-recursion", "recursion", ("7", "2"), "G1:flip,G2:flip"),
    guard("without-relay", "relay", ("7", "2"), "G1:flip,G0>G2:retreat,G0>G3:retreat"),
    guard("without-exclude", "exclude", ("7", "2"), "G0:split,G2:split"),
    guard("without-rounds", "rounds", ("4", "1"), "G0:split"),
];

/// How a scenario is played; `None` when there is none of that name.
pub fn play(scenario: &str) -> Option<Play> {
    let script = SCRIPTS.iter().find(|script| script.name == scenario)?;
    let set = [("generals", script.size.0), ("traitors_tolerated", script.size.1), ("traitors", script.traitors)];
    let knobs = set.iter().fold(Knobs::defaults(KNOBS), |knobs, (name, value)| knobs.with(KNOBS, name, value));
    let without = script.without.into_iter().collect();
    Some(Play { knobs, without, seed: 1, cues: &[Cue::RunOut], stops: false })
}
