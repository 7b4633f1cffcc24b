//! `synod explore`: what it counts and finds, its exit codes, its witness in `synod run`, and every bad input in one sentence.

use std::fs;

use serde_json::{Value, json};

use super::{Told, assert_bad, folder, synod};

fn explore(arguments: &[&str]) -> Told {
    synod(&[&["explore"], arguments].concat(), b"")
}

/// What it says as JSON, and its exit code.
fn told(arguments: &[&str]) -> (Value, Option<i32>) {
    let told = explore(&[arguments, &["--format", "json"]].concat());
    assert_eq!(told.err, "", "{arguments:?}");
    (serde_json::from_str(&told.out).expect("it is JSON"), told.code)
}

#[test]
fn the_published_specification_is_counted_as_published() {
    let (told, code) = told(&["paxos-set"]);
    let levels = [1, 2, 7, 12, 29, 72, 139, 234, 341, 464, 646, 780, 670, 372, 126, 24, 2];
    assert_eq!(code, Some(0));
    assert_eq!((&told["distinct"], &told["generated"], &told["levels"]), (&json!(3_921), &json!(23_563), &json!(17)));
    assert_eq!(told["per_level"], json!(levels));
    assert_eq!(told["checks"]["agreement"], json!({ "outcome": "holds", "length": null }));
    assert_eq!(told["checks"]["adopted"], json!({ "outcome": "found", "length": 9 }));
    assert!(["seconds", "states_per_second", "bytes_per_state"].iter().all(|field| told[field].is_number()), "{told}");
}

#[test]
fn a_planted_mistake_is_broken_at_its_length() {
    for threads in ["1", "2"] {
        let (told, code) = told(&["paxos-set", "--without", "distinct", "--threads", threads]);
        assert_eq!((code, &told["checks"]["agreement"]), (Some(1), &json!({ "outcome": "broken", "length": 10 })));
    }
}

#[test]
fn sizes_networks_and_names_are_taken() {
    let count = |arguments: &[&str]| told(arguments).0["distinct"].as_u64();
    assert_eq!(count(&["paxos-set", "--set", "acceptors=2", "--set", "values=2", "--set", "ballots=2"]), Some(145));
    assert_eq!(count(&["paxos-set", "--symmetry"]), Some(443));
    assert_eq!(count(&["paxos-actors", "--set", "clients=1"]), Some(265));
    assert_eq!(count(&["paxos-actors", "--set", "clients=1", "--network", "ordered", "--lossy"]), Some(1_150));
    assert_eq!(count(&["paxos-actors", "--set", "clients=1", "--dfs"]), Some(265));
}

#[test]
fn a_limit_is_told_and_is_no_verdict() {
    for (limit, name) in [(["--max-states", "1000"], "states"), (["--max-depth", "5"], "depth"), (["--max-seconds", "0"], "time")]
    {
        let (told, code) = told(&[&["paxos", "--set", "acceptors=5"][..], &limit].concat());
        assert_eq!((code, &told["limit"]), (Some(3), &json!(name)));
        assert_eq!(told["checks"]["agreement"]["outcome"], json!("limit"), "{name}");
    }
    let (told, code) = told(&["paxos-set", "--walk", "1", "--walks", "5"]);
    assert_eq!((code, &told["limit"]), (Some(3), &json!("sampled")));
}

#[test]
fn what_is_found_is_a_run_that_breaks_the_same() {
    let path = folder("explore").join("witness.json");
    let path = path.to_str().expect("a path");
    let found = explore(&["paxos", "--without", "majority", "--check", "agreement", "--witness", path]);
    assert_eq!(found.code, Some(1), "{}", found.err);
    let run = synod(&["run", path, "--format", "json"], b"");
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(report["checks"]["agreement"], json!("broken"));
    // Ten moves and the start; it breaks in the last frame.
    assert_eq!((&report["frames"], &report["first_broken_frame"]), (&json!(11), &json!(10)));
    assert!(found.out.lines().any(|line| line.trim_start().starts_with("10  ")), "{}", found.out);
    fs::remove_file(path).expect("the file was written");
}

#[test]
fn whether_everything_was_looked_at_is_told() {
    let cases: [(&[&str], bool, &str); 6] = [
        (&["paxos-set"], true, "Looked at everything that can be reached: 3921 states"),
        (&["paxos-set", "--without", "distinct"], false, "because all that was asked for is found"),
        (&["paxos", "--without", "majority", "--check", "agreement"], false, "because all that was asked for is found"),
        (&["paxos-set", "--max-states", "100"], false, "the limit of states was met"),
        (&["paxos-set", "--max-depth", "3"], false, "the limit of depth was met"),
        (&["paxos-set", "--walk", "1", "--walks", "3"], false, "Sampled, not searched: "),
    ];
    for (arguments, complete, sentence) in cases {
        assert_eq!(told(arguments).0["complete"], json!(complete), "{arguments:?}");
        let out = explore(arguments).out;
        assert!(out.lines().next().is_some_and(|line| line.contains(sentence)), "{arguments:?}: {out}");
    }
}

#[test]
fn what_is_found_is_told_even_if_it_cannot_be_written() {
    let cases: [(&[&str], &str); 2] = [
        (&["--witness", "/nowhere/at/all.json"], "/nowhere/at/all.json: "),
        (&["--witness", "/nowhere/at/all.json", "--lang", "zh"], "无法写入"),
    ];
    for (arguments, complaint) in cases {
        let found = explore(&[&["paxos", "--without", "majority", "--check", "agreement"], arguments].concat());
        assert_eq!((found.code, found.err.lines().count()), (Some(2), 1), "{}", found.err);
        assert!(found.err.contains(complaint) && found.out.lines().any(|line| line.trim_start().starts_with("10  ")));
    }
}

#[test]
fn the_odds_of_a_mistake_count_every_naming() {
    // 443 states, each with 6 orders of the acceptors and 2 of the values.
    let odds = |distinct: u128| format!("a chance of one in {}.", (1_u128 << 65) / (distinct * distinct));
    assert!(explore(&["paxos-set", "--symmetry"]).out.contains(&odds(443 * 12)));
    assert!(explore(&["paxos-set"]).out.contains(&odds(3_921)));
}

#[test]
fn both_languages_are_spoken() {
    let [en, zh] = ["en", "zh"].map(|lang| explore(&["paxos-set", "--lang", lang]).out);
    assert!(en.contains("agreement: holds.") && zh.contains("agreement：成立。"), "{en}{zh}");
}

#[test]
fn whatever_is_bad_gets_one_sentence() {
    let bad: &[&[&str]] = &[
        &["raft"],
        &["hash-ring"],
        &["paxos", "--set", "gravity=1"],
        &["paxos", "--set", "acceptors"],
        &["paxos", "--set", "acceptors=99"],
        &["paxos", "--without", "gravity"],
        &["paxos", "--check", "peace"],
        &["paxos", "--network", "pigeons"],
        &["paxos", "--symmetry"],
        &["paxos", "--losses", "32"],
        &["paxos", "--losses", "-1"],
        &["paxos", "--threads", "0"],
        &["paxos", "--max-states", "0"],
        &["paxos", "--max-states", "99999999999999999999"],
        &["paxos", "--dfs", "--walk", "1"],
        &["paxos", "--can", "P9:declared:red"],
        &["paxos", "--can", ""],
        &["paxos", "--can", "P1:adopts", "--can", "P1:down", "--can", "P2:down", "--can", "L1:down"],
        &["paxos-set", "--can", "P1:adopts"],
        &["paxos", "--wakes", "1"],
        &["paxos", "--disk", "lost"],
        &["paxos", "--disk", "lost", "--crashes", "1", "--wakes", "0"],
        &["paxos", "--network", "set", "--losses", "1"],
        &["paxos", "--network", "set", "--lossy"],
        &["paxos", "--lossy", "--losses", "1"],
        &["paxos", "--network", "bag+dup", "--duplications", "1"],
        &["paxos", "--network", "set", "--duplications", "1"],
        &["paxos", "--walks", "5"],
        &["paxos", "--seed", "5"],
        &["paxos", "--dfs", "--threads", "2"],
        &["paxos-actors", "--timeouts", "1"],
        &["paxos-actors", "--lies", "1"],
        &["paxos", "--traitors", "1"],
        &["paxos-set", "--traitors", "1"],
        &["oral-messages", "--traitors", "9"],
        &["oral-messages", "--set", "generals=13", "--set", "traitors_tolerated=4"],
        &["oral-messages", "--network", "set"],
        &["oral-messages", "--lossy"],
        &["oral-messages", "--losses", "1"],
        &["oral-messages", "--crashes", "1"],
        &["oral-messages", "--lies", "1"],
        &["oral-messages", "--timeouts", "1"],
        &["oral-messages", "--can", "G1:attacks"],
        &["oral-messages", "--threads", "2"],
        &["oral-messages", "--dfs"],
        &["oral-messages", "--symmetry"],
        &["paxos-set", "--losses", "1"],
        &["paxos-set", "--wakes", "1"],
        &["paxos-set", "--disk", "any"],
        &["paxos-set", "--set", "acceptors=0"],
        &["paxos-set", "--set", "acceptors=10"],
        &["paxos-set", "--set", "clients=1"],
        &["paxos-set", "--without", "gravity"],
        &["paxos-set", "--network", "bag"],
        &["paxos-set", "--lossy"],
        &["paxos-set", "--timeouts", "1"],
        &["paxos-set", "--symmetry", "--set", "acceptors=9"],
        &["paxos-set", "--witness", "a.json"],
        &["paxos-actors", "--set", "clients=7"],
        &["paxos-actors", "--without", "majority"],
        &["paxos-actors", "--symmetry"],
        &["paxos-actors", "--check", "agreement"],
    ];
    for arguments in bad {
        assert_bad(&format!("{arguments:?}"), &explore(arguments));
    }
}

const GENERALS: [&str; 5] = ["oral-messages", "--set", "generals=4", "--set", "traitors_tolerated=1"];

#[test]
fn strategies_of_lying_are_counted_as_published() {
    let lies = |rest: &[&str]| told(&[&GENERALS[..], rest].concat());
    let (one, code) = lies(&[]);
    let holds = json!({ "outcome": "holds", "length": null, "broken": 0 });
    assert_eq!((code, &one["distinct"], &one["strategies"], &one["complete"]), (Some(0), &json!(32), &json!(32), &json!(true)));
    assert_eq!((&one["checks"]["agreement"], &one["checks"]["validity"]), (&holds, &holds));
    let (two, code) = lies(&["--traitors", "2"]);
    assert_eq!((code, &two["distinct"]), (Some(1), &json!(192)));
    assert_eq!((&two["checks"]["agreement"]["broken"], &two["checks"]["validity"]["broken"]), (&json!(24), &json!(24)));
    let (three, code) = lies(&["--set", "generals=3", "--set", "order=attack", "--check", "validity"]);
    assert_eq!((code, &three["distinct"]), (Some(1), &json!(8)));
    assert_eq!(three["checks"], json!({ "validity": { "outcome": "broken", "length": 1, "broken": 2 } }));
    let (some, code) = lies(&["--max-states", "7"]);
    assert_eq!((code, &some["limit"], &some["distinct"]), (Some(3), &json!("states"), &json!(7)));
    let (sample, code) = lies(&["--walk", "3", "--walks", "40"]);
    assert_eq!((code, &sample["limit"], &sample["distinct"]), (Some(3), &json!("sampled"), &json!(40)));
}

#[test]
fn a_lie_that_is_found_is_a_run_that_breaks_the_same() {
    let path = folder("lies").join("six.json");
    let path = path.to_str().expect("a path");
    let six = ["oral-messages", "--set", "generals=6", "--set", "traitors_tolerated=2", "--walk", "1", "--walks", "500"];
    let found = explore(&[&six[..], &["--check", "agreement", "--witness", path]].concat());
    assert_eq!((found.code, found.err.as_str()), (Some(1), ""));
    assert!(found.out.contains("Sampled, not searched: 500 of "), "{}", found.out);
    let run = synod(&["run", path, "--format", "json"], b"");
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(report["checks"]["agreement"], json!("broken"), "{report}");
    fs::remove_file(path).expect("the file was written");
}

#[test]
fn what_can_be_is_found_with_its_shortest_way_and_its_run_comes_to_it() {
    let small = ["paxos", "--set", "learners=1"];
    let can = |rest: &[&str]| {
        let (told, code) = told(&[&small[..], rest].concat());
        (told["checks"]["can-be"].clone(), told["checks"].as_object().map_or(0, serde_json::Map::len), code)
    };
    let adopts = can(&["--can", "P2:adopts"]);
    assert_eq!((&adopts.0["outcome"], adopts.1, adopts.2), (&json!("found"), 1, Some(0)), "{adopts:?}");
    let both = ["--can", "P1:declared:red", "--can", "P2:declared:blue"];
    let (found, _, code) = can(&[&["--without", "promise"][..], &both].concat());
    assert_eq!((&found["outcome"], code), (&json!("found"), Some(0)));
    let alone = can(&["--set", "proposers=1", "--can", "P1:declared:blue"]);
    assert_eq!((&alone.0, alone.2), (&json!({ "outcome": "never", "length": null }), Some(1)));
    let limited = can(&["--can", "P1:declared:red", "--can", "P1:declared:blue", "--max-states", "2000"]);
    assert_eq!((&limited.0["outcome"], limited.2), (&json!("limit"), Some(3)));

    let folder = folder("can-be");
    let file = folder.join("both.json");
    let path = file.to_str().expect("the folder has a plain name");
    let told = explore(&[&small[..], &["--without", "promise", "--witness", path], &both].concat());
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
    let run = synod(&["run", path, "--format", "json"], b"");
    let report: Value = serde_json::from_str(&run.out).expect("it is JSON");
    assert_eq!(report["checks"]["agreement"], json!("broken"), "{report}");
    fs::remove_dir_all(folder).expect("it was made here");
}
