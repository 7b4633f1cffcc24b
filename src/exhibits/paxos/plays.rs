//! How the scenarios of Paxos are played.
//!
//! The schedules are those of `consensus.md`, section 5: "p10 a10v" there is P1's id 1 here, p11 is
//! P2's id 2, p12 is P3's id 3.

use crate::exhibit::Knobs;
use crate::exhibit::script::{Cue, Play};

use super::text::KNOBS;

use Cue::{
    Betray, Command, Crash, Deliver, Duplicate, Each, Fire, Forge, HealAll, Hold, Lose, Partition, Release, Run, RunOut, Wake,
    WakeBlank,
};

/// A scenario's knobs, its guard that is taken away, and what is done.
struct Script {
    name: &'static str,
    knobs: &'static [(&'static str, &'static str)],
    without: Option<&'static str>,
    seed: u64,
    cues: &'static [Cue],
    /// Whether it stops behind the last cue.
    stops: bool,
}

type Set = &'static [(&'static str, &'static str)];
type Names = &'static [&'static str];

const fn free(name: &'static str, knobs: Set, cues: &'static [Cue]) -> Script {
    Script { name, knobs, without: None, seed: 1, cues, stops: false }
}

const fn stopped(name: &'static str, knobs: Set, cues: &'static [Cue]) -> Script {
    Script { stops: true, ..free(name, knobs, cues) }
}

const fn guarded(name: &'static str, knobs: Set, guard: &'static str, cues: &'static [Cue]) -> Script {
    Script { without: Some(guard), ..stopped(name, knobs, cues) }
}

const ONE: Set = &[("proposers", "1"), ("values", "red")];
const TWO: Set = &[("values", "red,blue")];
const THREE: Set = &[("proposers", "3"), ("values", "red,blue,gold")];
const TWO_FIVE: Set = &[("acceptors", "5"), ("values", "red,blue")];
const DUEL: Set = &[("values", "red,blue"), ("timeouts", "on"), ("patience_ms", "30"), ("backoff", "off"), ("stagger_ms", "15")];
const LOSSY: Set = &[
    ("values", "red,blue"),
    ("timeouts", "on"),
    ("delay_ms_max", "30"),
    ("loss_percent", "20"),
    ("duplicate_percent", "20"),
    ("patience_ms", "100"),
];
const CUT: Set = &[("acceptors", "5"), ("values", "red,blue"), ("stagger_ms", "0")];
const ONE_FIVE: Set = &[("proposers", "1"), ("acceptors", "5"), ("values", "red")];

/// A seed for which the lossy scenario loses, delays and doubles, and decides within sixty frames.
const LOSSY_SEED: u64 = 33;

const SCRIPTS: &[Script] = &[
    free("nobody-fails", ONE, &[]),
    free("adopt", TWO, ADOPT),
    free("duel", DUEL, &[]),
    Script { seed: LOSSY_SEED, ..free("lossy", LOSSY, &[]) },
    free("minority-cut", CUT, &[Partition(&["P2", "A4", "A5"]), RunOut, HealAll, Fire("P2"), RunOut]),
    free("f-crashed", ONE_FIVE, &[Crash("A4", &[]), Crash("A5", &[])]),
    free("f-plus-one", TWO_FIVE, &[Crash("A3", &[]), Crash("A4", &[]), Crash("A5", &[]), RunOut]),
    stopped("chosen-unknown", ONE, CHOSEN_UNKNOWN),
    free("in-turn", ONE, IN_TURN),
    stopped("forgets", TWO, &forgets(WakeBlank("A2"))),
    stopped("liar", TWO, LIAR),
    free("impossible", TWO, IMPOSSIBLE),
    stopped("different", TWO, DIFFERENT),
    stopped("same-value", THREE, SAME_VALUE),
    stopped("highest-report", THREE, HIGHEST_REPORT),
    guarded("without-promise", TWO, "promise", WITHOUT_PROMISE),
    guarded("without-adopt", TWO, "adopt", &[RunOut]),
    guarded("without-majority", TWO, "majority", WITHOUT_MAJORITY),
    guarded("without-distinct", TWO, "distinct", WITHOUT_DISTINCT),
    guarded("without-record", TWO, "record", WITHOUT_RECORD),
    guarded("without-raise", THREE, "raise", WITHOUT_RAISE),
    guarded("without-highest", THREE, "highest", WITHOUT_HIGHEST),
    guarded("without-stale", TWO, "stale", WITHOUT_STALE),
    guarded("without-votes", TWO, "votes", WITHOUT_VOTES),
    guarded("without-fresh-id", TWO, "fresh-id", WITHOUT_FRESH_ID),
    guarded("without-disk", TWO, "disk", &forgets(Wake("A2"))),
];

/// How a scenario is played; `None` when there is none of that name.
pub fn play(scenario: &str) -> Option<Play> {
    let script = SCRIPTS.iter().find(|script| script.name == scenario)?;
    let knobs = script.knobs.iter().fold(Knobs::defaults(KNOBS), |knobs, (name, value)| knobs.with(KNOBS, name, value));
    let without = script.without.into_iter().collect();
    Some(Play { knobs, without, seed: script.seed, cues: script.cues, stops: script.stops })
}

const P1: Names = &["P1"];
const P2: Names = &["P2"];
const P3: Names = &["P3"];
const A1: Names = &["A1"];
const A2: Names = &["A2"];
const A3: Names = &["A3"];
const A12: Names = &["A1", "A2"];
const A13: Names = &["A1", "A3"];
const A23: Names = &["A2", "A3"];
const A123: Names = &["A1", "A2", "A3"];

const ADOPT: &[Cue] = &[
    Run(7),
    Each(P1, A1, "propose"),
    Hold("P1", "A2", "propose"),
    Crash("A3", &[]),
    Lose("P1", "A3", "propose"),
    Command("P2", 1),
    Lose("P2", "A3", "prepare"),
    Each(P2, A12, "prepare"),
    Each(A12, P2, "promise"),
    Each(P2, A12, "propose"),
    Release("P1", "A2", "propose"),
];

const CHOSEN_UNKNOWN: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Each(A12, P1, "promise"),
    Each(P1, A12, "propose"),
    Lose("A1", "P1", "accepted"),
    Lose("A2", "P1", "accepted"),
    Crash("A3", &[]),
];

const IN_TURN: &[Cue] =
    &[Run(1), Crash("A1", &[]), Run(5), Wake("A1"), Crash("A2", P1), Run(3), Wake("A2"), Crash("A3", P1), RunOut];

/// S1: p1 a1red / S2: p1 p2 *reboot* a1red a2blue / S3: p2 a2blue.
const fn forgets(wake: Cue) -> [Cue; 11] {
    [
        Command("P1", 0),
        Each(P1, A12, "prepare"),
        Each(A12, P1, "promise"),
        Each(P1, A1, "propose"),
        Command("P2", 1),
        Each(P2, A23, "prepare"),
        Each(A23, P2, "promise"),
        Crash("A2", &["*"]),
        wake,
        Deliver("P1", "A2", "propose"),
        Each(P2, A23, "propose"),
    ]
}

const LIAR: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Each(A12, P1, "promise"),
    Each(P1, A12, "propose"),
    Command("P2", 1),
    Each(P2, A23, "prepare"),
    Betray("A2"),
    Forge("A2", "P2", "promise", 0),
    Each(A23, P2, "promise"),
    Each(P2, A23, "propose"),
];

/// A: p1 a1red / B: p1 p2 / C: p1 a1red p2, and then P2 can only propose red.
const IMPOSSIBLE: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A123, "prepare"),
    Each(A123, P1, "promise"),
    Each(P1, A13, "propose"),
    Command("P2", 1),
    Each(P2, A23, "prepare"),
    Each(A23, P2, "promise"),
];

/// A1: p1 a1red / A2: p1 p2 / A3: p1 p2 a2blue.
const DIFFERENT: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A123, "prepare"),
    Each(A123, P1, "promise"),
    Each(P1, A1, "propose"),
    Command("P2", 1),
    Each(P2, A23, "prepare"),
    Each(A23, P2, "promise"),
    Each(P2, A3, "propose"),
];

/// A1: p1 a1red p3 / A2: p1 p2 a2blue / A3: p1 p2 p3 a3red.
const SAME_VALUE: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A123, "prepare"),
    Each(A123, P1, "promise"),
    Each(P1, A1, "propose"),
    Command("P2", 1),
    Each(P2, A23, "prepare"),
    Each(A23, P2, "promise"),
    Each(P2, A2, "propose"),
    Command("P3", 2),
    Each(P3, A13, "prepare"),
    Each(A13, P3, "promise"),
    Each(P3, A3, "propose"),
];

/// A1: p1 a1red p3 / A2: p1 p2 a2blue / A3: p1 p2 a2blue p3.
const HIGHEST_REPORT: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A123, "prepare"),
    Each(A123, P1, "promise"),
    Each(P1, A1, "propose"),
    Command("P2", 1),
    Each(P2, A23, "prepare"),
    Each(A23, P2, "promise"),
    Each(P2, A23, "propose"),
    Command("P3", 2),
    Each(P3, A13, "prepare"),
    Each(A13, P3, "promise"),
];

const WITHOUT_PROMISE: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Each(A12, P1, "promise"),
    Command("P2", 1),
    Each(P2, A23, "prepare"),
    Each(A23, P2, "promise"),
    Each(P2, A23, "propose"),
    Each(P1, A12, "propose"),
];

/// Red is chosen at A1 and A2; P2 hears of A3 alone.
const WITHOUT_MAJORITY: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Each(A12, P1, "promise"),
    Each(P1, A12, "propose"),
    Command("P2", 1),
    Each(P2, A3, "prepare"),
    Each(A3, P2, "promise"),
    Each(P2, A23, "propose"),
];

/// The same, but A3 is heard twice.
const WITHOUT_DISTINCT: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Each(A12, P1, "promise"),
    Each(P1, A12, "propose"),
    Command("P2", 1),
    Each(P2, A3, "prepare"),
    Duplicate("A3", "P2", "promise"),
    Each(A3, P2, "promise"),
    Each(A3, P2, "promise"),
    Each(P2, A23, "propose"),
];

const WITHOUT_RECORD: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Each(A12, P1, "promise"),
    Command("P2", 1),
    Each(P2, A23, "prepare"),
    Each(A23, P2, "promise"),
    Each(P1, A12, "propose"),
    Each(P2, A23, "propose"),
];

/// Prepare 1 and 2 to A1, A2; accept 2:blue at A2, A3 (chosen); accept 1:red at A3; prepare 3 to
/// A1, A3; accept 3:red.
const WITHOUT_RAISE: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Each(A12, P1, "promise"),
    Command("P2", 1),
    Each(P2, A12, "prepare"),
    Each(A12, P2, "promise"),
    Each(P2, A23, "propose"),
    Each(P1, A3, "propose"),
    Command("P3", 2),
    Each(P3, A13, "prepare"),
    Each(A13, P3, "promise"),
    Each(P3, A13, "propose"),
];

const WITHOUT_HIGHEST: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Each(A12, P1, "promise"),
    Each(P1, A1, "propose"),
    Command("P2", 1),
    Each(P2, A23, "prepare"),
    Each(A23, P2, "promise"),
    Each(P2, A23, "propose"),
    Command("P3", 2),
    Each(P3, A12, "prepare"),
    Each(A12, P3, "promise"),
    Each(P3, A12, "propose"),
];

const WITHOUT_STALE: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Command("P2", 1),
    Each(P2, A12, "prepare"),
    Each(A12, P2, "promise"),
    Each(P2, A12, "propose"),
    Fire("P1"),
    Each(A12, P1, "promise"),
    Each(P1, A12, "propose"),
];

const WITHOUT_VOTES: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Each(A12, P1, "promise"),
    Each(P1, A1, "propose"),
    Lose("P1", "A3", "prepare"),
    Fire("P1"),
    Each(P1, A23, "prepare"),
    Each(A23, P1, "promise"),
    Lose("P1", "A2", "propose"),
    Each(P1, A2, "propose"),
    Each(A12, P1, "accepted"),
];

const WITHOUT_FRESH_ID: &[Cue] = &[
    Command("P1", 0),
    Each(P1, A12, "prepare"),
    Lose("P1", "A3", "prepare"),
    Duplicate("A1", "P1", "promise"),
    Each(A12, P1, "promise"),
    Each(P1, A12, "propose"),
    Lose("P1", "A3", "propose"),
    Crash("P1", &["*"]),
    Wake("P1"),
    Command("P1", 1),
    Each(P1, A3, "prepare"),
    Each(A3, P1, "promise"),
    Each(A1, P1, "promise"),
    Each(P1, A13, "propose"),
];
