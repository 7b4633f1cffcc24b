//! How the scenarios of Paxos are played.
//!
//! The schedules are those of `consensus.md`, section 5: "p10 a10v" there is P1's id 1 here, p11 is
//! P2's id 2, p12 is P3's id 3.

use crate::exhibit::Knobs;
use crate::exhibit::script::{Cue, Play};

use super::text::KNOBS;

use Cue::{
    Betray, Command, Crash, Deliver, Duplicate, Fire, Forge, HealAll, Hold, Lose, Partition, Release, Run, RunOut, Wake,
    WakeBlank,
};

/// How a scenario is played.
pub fn play(name: &str) -> Option<Play> {
    let two = || knobs(&[("values", "red,blue")]);
    let one = || knobs(&[("proposers", "1"), ("values", "red")]);
    let three = || knobs(&[("proposers", "3"), ("values", "red,blue,gold")]);
    let five = || knobs(&[("acceptors", "5"), ("values", "red,blue")]);
    Some(match name {
        "nobody-fails" => free(one(), Vec::new()),
        "adopt" => free(two(), adopt()),
        "duel" => free(
            knobs(&[("values", "red,blue"), ("timeouts", "on"), ("patience_ms", "30"), ("backoff", "off"), ("stagger_ms", "15")]),
            Vec::new(),
        ),
        "lossy" => Play {
            seed: LOSSY_SEED,
            ..free(
                knobs(&[
                    ("values", "red,blue"),
                    ("timeouts", "on"),
                    ("delay_ms_max", "30"),
                    ("loss_percent", "20"),
                    ("duplicate_percent", "20"),
                    ("patience_ms", "100"),
                ]),
                Vec::new(),
            )
        },
        "minority-cut" => free(
            knobs(&[("acceptors", "5"), ("values", "red,blue"), ("stagger_ms", "0")]),
            vec![Partition(&["P2", "A4", "A5"]), RunOut, HealAll, Fire("P2"), RunOut],
        ),
        "f-crashed" => {
            free(knobs(&[("proposers", "1"), ("acceptors", "5"), ("values", "red")]), vec![Crash("A4", &[]), Crash("A5", &[])])
        }
        "f-plus-one" => free(five(), vec![Crash("A3", &[]), Crash("A4", &[]), Crash("A5", &[]), RunOut]),
        "chosen-unknown" => stopped(one(), chosen_unknown()),
        "in-turn" => free(one(), in_turn()),
        "forgets" => stopped(two(), forgets(WakeBlank("A2"))),
        "liar" => stopped(two(), liar()),
        "impossible" => free(two(), impossible()),
        "different" => stopped(two(), different()),
        "same-value" => stopped(three(), same_value()),
        "highest-report" => stopped(three(), highest_report()),
        "without-promise" => guarded(two(), "promise", without_promise()),
        "without-adopt" => guarded(two(), "adopt", vec![RunOut]),
        "without-majority" => guarded(two(), "majority", red_then_a3(&[])),
        "without-distinct" => guarded(two(), "distinct", red_then_a3(&[Duplicate("A3", "P2", "promise")])),
        "without-record" => guarded(two(), "record", without_record()),
        "without-raise" => guarded(three(), "raise", without_raise()),
        "without-highest" => guarded(three(), "highest", without_highest()),
        "without-stale" => guarded(two(), "stale", without_stale()),
        "without-votes" => guarded(two(), "votes", without_votes()),
        "without-fresh-id" => guarded(two(), "fresh-id", without_fresh_id()),
        "without-disk" => guarded(two(), "disk", forgets(Wake("A2"))),
        _ => return None,
    })
}

/// A seed for which the lossy scenario loses, delays and doubles, and decides within sixty frames.
const LOSSY_SEED: u64 = 33;

fn knobs(set: &[(&str, &str)]) -> Knobs {
    set.iter().fold(Knobs::defaults(KNOBS), |knobs, (name, value)| knobs.with(KNOBS, name, value))
}

fn free(knobs: Knobs, cues: Vec<Cue>) -> Play {
    Play { knobs, without: Vec::new(), seed: 1, cues, stops: false }
}

fn stopped(knobs: Knobs, cues: Vec<Cue>) -> Play {
    Play { stops: true, ..free(knobs, cues) }
}

fn guarded(knobs: Knobs, guard: &'static str, cues: Vec<Cue>) -> Play {
    Play { without: vec![guard], ..stopped(knobs, cues) }
}

/// The proposer's client asks for its value; prepare and promise go between it and `with`.
fn prepared(proposer: &'static str, choice: u16, with: &[&'static str]) -> Vec<Cue> {
    let mut cues = vec![Command(proposer, choice)];
    cues.extend(with.iter().map(|acceptor| Deliver(proposer, acceptor, "prepare")));
    cues.extend(with.iter().map(|acceptor| Deliver(acceptor, proposer, "promise")));
    cues
}

fn proposed(proposer: &'static str, to: &[&'static str]) -> Vec<Cue> {
    to.iter().map(|acceptor| Deliver(proposer, acceptor, "propose")).collect()
}

fn all(parts: &[Vec<Cue>]) -> Vec<Cue> {
    parts.concat()
}

fn adopt() -> Vec<Cue> {
    let p1 = [Run(7), Deliver("P1", "A1", "propose"), Hold("P1", "A2", "propose"), Crash("A3", &[]), Lose("P1", "A3", "propose")];
    let p2 = [Command("P2", 1), Lose("P2", "A3", "prepare"), Deliver("P2", "A1", "prepare"), Deliver("P2", "A2", "prepare")];
    let answers = [Deliver("A1", "P2", "promise"), Deliver("A2", "P2", "promise")];
    let late = [Release("P1", "A2", "propose")];
    all(&[p1.to_vec(), p2.to_vec(), answers.to_vec(), proposed("P2", &["A1", "A2"]), late.to_vec()])
}

fn chosen_unknown() -> Vec<Cue> {
    let lost = vec![Lose("A1", "P1", "accepted"), Lose("A2", "P1", "accepted"), Crash("A3", &[])];
    all(&[prepared("P1", 0, &["A1", "A2"]), proposed("P1", &["A1", "A2"]), lost])
}

fn in_turn() -> Vec<Cue> {
    vec![Run(1), Crash("A1", &[]), Run(5), Wake("A1"), Crash("A2", &["P1"]), Run(3), Wake("A2"), Crash("A3", &["P1"]), RunOut]
}

/// S1: p1 a1red / S2: p1 p2 *reboot* a1red a2blue / S3: p2 a2blue.
fn forgets(wake: Cue) -> Vec<Cue> {
    let p1 = all(&[prepared("P1", 0, &["A1", "A2"]), proposed("P1", &["A1"])]);
    let reboot = vec![Crash("A2", &["*"]), wake, Deliver("P1", "A2", "propose")];
    all(&[p1, prepared("P2", 1, &["A2", "A3"]), reboot, proposed("P2", &["A2", "A3"])])
}

fn liar() -> Vec<Cue> {
    let red = all(&[prepared("P1", 0, &["A1", "A2"]), proposed("P1", &["A1", "A2"])]);
    let asked = vec![Command("P2", 1), Deliver("P2", "A2", "prepare"), Deliver("P2", "A3", "prepare")];
    let lie = vec![Betray("A2"), Forge("A2", "P2", "promise", 0), Deliver("A2", "P2", "promise"), Deliver("A3", "P2", "promise")];
    all(&[red, asked, lie, proposed("P2", &["A2", "A3"])])
}

/// A: p1 a1red / B: p1 p2 / C: p1 a1red p2, and then P2 can only propose red.
fn impossible() -> Vec<Cue> {
    all(&[prepared("P1", 0, &["A1", "A2", "A3"]), proposed("P1", &["A1", "A3"]), prepared("P2", 1, &["A2", "A3"])])
}

/// A1: p1 a1red / A2: p1 p2 / A3: p1 p2 a2blue.
fn different() -> Vec<Cue> {
    all(&[
        prepared("P1", 0, &["A1", "A2", "A3"]),
        proposed("P1", &["A1"]),
        prepared("P2", 1, &["A2", "A3"]),
        proposed("P2", &["A3"]),
    ])
}

/// A1: p1 a1red p3 / A2: p1 p2 a2blue / A3: p1 p2 p3 a3red.
fn same_value() -> Vec<Cue> {
    all(&[
        prepared("P1", 0, &["A1", "A2", "A3"]),
        proposed("P1", &["A1"]),
        prepared("P2", 1, &["A2", "A3"]),
        proposed("P2", &["A2"]),
        prepared("P3", 2, &["A1", "A3"]),
        proposed("P3", &["A3"]),
    ])
}

/// A1: p1 a1red p3 / A2: p1 p2 a2blue / A3: p1 p2 a2blue p3.
fn highest_report() -> Vec<Cue> {
    all(&[
        prepared("P1", 0, &["A1", "A2", "A3"]),
        proposed("P1", &["A1"]),
        prepared("P2", 1, &["A2", "A3"]),
        proposed("P2", &["A2", "A3"]),
        prepared("P3", 2, &["A1", "A3"]),
    ])
}

fn without_promise() -> Vec<Cue> {
    let red_asked = prepared("P1", 0, &["A1", "A2"]);
    let blue = all(&[prepared("P2", 1, &["A2", "A3"]), proposed("P2", &["A2", "A3"])]);
    all(&[red_asked, blue, proposed("P1", &["A1", "A2"])])
}

/// Red is chosen at A1 and A2; P2 hears of A3 alone.
fn red_then_a3(twice: &[Cue]) -> Vec<Cue> {
    let red = all(&[prepared("P1", 0, &["A1", "A2"]), proposed("P1", &["A1", "A2"])]);
    let asked = vec![Command("P2", 1), Deliver("P2", "A3", "prepare")];
    let counted = vec![Deliver("A3", "P2", "promise"); 1 + twice.len()];
    all(&[red, asked, twice.to_vec(), counted, proposed("P2", &["A2", "A3"])])
}

fn without_record() -> Vec<Cue> {
    let asked = all(&[prepared("P1", 0, &["A1", "A2"]), prepared("P2", 1, &["A2", "A3"])]);
    all(&[asked, proposed("P1", &["A1", "A2"]), proposed("P2", &["A2", "A3"])])
}

/// Prepare 1 and 2 to A1, A2; accept 2:blue at A2, A3 (chosen); accept 1:red at A3; prepare 3 to
/// A1, A3; accept 3:red.
fn without_raise() -> Vec<Cue> {
    let asked = all(&[prepared("P1", 0, &["A1", "A2"]), prepared("P2", 1, &["A1", "A2"])]);
    let accepted = all(&[proposed("P2", &["A2", "A3"]), proposed("P1", &["A3"])]);
    all(&[asked, accepted, prepared("P3", 2, &["A1", "A3"]), proposed("P3", &["A1", "A3"])])
}

fn without_highest() -> Vec<Cue> {
    all(&[
        prepared("P1", 0, &["A1", "A2"]),
        proposed("P1", &["A1"]),
        prepared("P2", 1, &["A2", "A3"]),
        proposed("P2", &["A2", "A3"]),
        prepared("P3", 2, &["A1", "A2"]),
        proposed("P3", &["A1", "A2"]),
    ])
}

fn without_stale() -> Vec<Cue> {
    let asked = vec![Command("P1", 0), Deliver("P1", "A1", "prepare"), Deliver("P1", "A2", "prepare")];
    let blue = all(&[prepared("P2", 1, &["A1", "A2"]), proposed("P2", &["A1", "A2"])]);
    let old = vec![Fire("P1"), Deliver("A1", "P1", "promise"), Deliver("A2", "P1", "promise")];
    all(&[asked, blue, old, proposed("P1", &["A1", "A2"])])
}

fn without_votes() -> Vec<Cue> {
    let first = all(&[prepared("P1", 0, &["A1", "A2"]), proposed("P1", &["A1"])]);
    let lost = ["A1", "A2", "A3"].map(|acceptor| Lose("P1", acceptor, "prepare"));
    let again = vec![
        lost[2],
        Fire("P1"),
        Deliver("P1", "A2", "prepare"),
        Deliver("P1", "A3", "prepare"),
        Deliver("A2", "P1", "promise"),
        Deliver("A3", "P1", "promise"),
        Lose("P1", "A2", "propose"),
        Deliver("P1", "A2", "propose"),
        Deliver("A1", "P1", "accepted"),
        Deliver("A2", "P1", "accepted"),
    ];
    all(&[first, again])
}

fn without_fresh_id() -> Vec<Cue> {
    let asked = vec![
        Command("P1", 0),
        Deliver("P1", "A1", "prepare"),
        Deliver("P1", "A2", "prepare"),
        Lose("P1", "A3", "prepare"),
        Duplicate("A1", "P1", "promise"),
        Deliver("A1", "P1", "promise"),
        Deliver("A2", "P1", "promise"),
    ];
    let again = vec![
        Lose("P1", "A3", "propose"),
        Crash("P1", &["*"]),
        Wake("P1"),
        Command("P1", 1),
        Deliver("P1", "A3", "prepare"),
        Deliver("A3", "P1", "promise"),
        Deliver("A1", "P1", "promise"),
    ];
    all(&[asked, proposed("P1", &["A1", "A2"]), again, proposed("P1", &["A1", "A3"])])
}
