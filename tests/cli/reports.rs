//! Good input: what is reported of known runs, and that the same input always gives the same report.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};
use synod::exhibit::file::{Title, write};
use synod::exhibits::catalogue;

use super::{assert_bad, folder, paxos, report, scenario, synod};

#[test]
fn the_schedules_of_the_literature_end_as_their_files_expect() {
    let folder = fs::read_dir(Path::new(&scenario("free")).with_file_name("")).expect("the folder of scenarios");
    let mut names: Vec<String> =
        folder.map(|entry| entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    names.sort_unstable();
    assert!(names.len() >= 11, "{names:?}");
    for name in names.iter().filter(|name| *name != "impossible") {
        let file = scenario(name);
        assert_eq!(report(&["run", &file]), report(&["run", &file, "--lang", "zh"]), "{name}");
    }
}

#[test]
fn what_the_literature_calls_impossible_is_refused_at_its_place() {
    let told = synod(&["run", &scenario("impossible")], b"");
    assert_bad("impossible", &told);
    assert!(told.err.contains("schedule[14].deliver: No message is like that; in flight are: "), "{}", told.err);
    assert!(told.err.contains("P2→A2 propose id=2 value=red"), "{}", told.err);
}

#[test]
fn numbers_of_known_runs_are_reported() {
    let free = report(&["run", "paxos"]);
    assert_eq!((&free["frames"], &free["messages"]["sent"]), (&Value::from(15), &Value::from(13)));
    assert_eq!((&free["decisions"]["P1"], &free["decisions"]["L1"]), (&Value::from("red"), &Value::from("red")));
    let duel = report(&["run", &scenario("duel"), "--story"]);
    let sent = duel["story"].as_array().expect("a story").len() as u64;
    // The start, P1's first phase one, four turns of twelve messages and what sets each of them off.
    assert_eq!(sent, 1 + 7 + 4 * 13);
    assert_eq!(duel["messages"]["refused"], 4 * 3);
    let reboot = report(&["run", &scenario("reboot")]);
    let broken = reboot["first_broken_frame"].as_u64().expect("it breaks");
    let story = report(&["run", &scenario("reboot"), "--story"]);
    assert_eq!(story["story"][broken as usize]["act"], "deliver propose P1 A2 id=1 value=red");
}

#[test]
fn the_same_arguments_give_the_same_report() {
    let run = || synod(&["run", "paxos/lossy", "--seed", "12345", "--story", "--format", "json"], b"").out;
    assert_eq!(run(), run());
    assert!(!run().is_empty());
}

#[test]
fn a_schedule_may_begin_with_its_first_message() {
    let file = paxos(
        r#", "schedule": [ { "deliver": { "from": "P1", "to": "A2", "kind": "prepare", "id": 1 } }, { "crash": "A3" },
           { "wake": "A3", "disk": "kept" }, { "command": { "node": "P2", "propose": "blue" } } ], "then": "stop""#,
    );
    let told = synod(&["run", "-", "--format", "json"], &file);
    let report: Value = serde_json::from_str(&told.out).expect("a report is one JSON object");
    assert_eq!((told.code, &report["frames"]), (Some(0), &Value::from(6)));
}

#[test]
fn a_run_that_was_saved_to_a_file_is_the_same_run_on_the_command_line() {
    let folder = folder("saved");
    for exhibit in catalogue() {
        for spec in exhibit.scenarios() {
            let saved = exhibit.scenario(spec.name).expect("a listed scenario");
            let mut session = exhibit.open(&saved).expect("a scenario opens");
            session.seek(12);
            let path = folder.join(format!("{}.json", spec.name));
            fs::write(&path, write(&*session, &Title::default())).expect("a file of the test");
            let path = path.to_str().expect("a path in UTF-8");
            let name = format!("{}/{}", exhibit.name(), spec.name);
            let original = synod(&["run", &name, "--format", "json"], b"");
            let copy = synod(&["run", path, "--format", "json"], b"");
            // The file's digest is checked on the way: a difference would be told and end with 1.
            assert_eq!((copy.code, copy.err.as_str()), (Some(0), ""), "{name}");
            assert_eq!(copy.out, original.out, "{name}");
        }
    }
}

/// The first fact of a story that is told of by a rule.
fn fact<'a>(report: &'a Value, rule: &str) -> &'a Value {
    let frames = report["story"].as_array().expect("a story");
    let facts = frames.iter().flat_map(|frame| frame["facts"].as_array().expect("facts"));
    facts.into_iter().find(|fact| fact["rule"] == rule).unwrap_or_else(|| panic!("no fact tells of {rule}"))
}

#[test]
fn facts_are_typed() {
    let report = report(&["run", "paxos/adopt", "--story"]);
    let above = json!({ "name": "id-above-promised", "left": 1, "relation": ">", "right": 0, "holds": true });
    assert_eq!(
        *fact(&report, "promise"),
        json!({ "rule": "promise", "node": "A1", "id": 1, "before": null, "reported": null, "recorded": true,
                "conditions": [above] })
    );
    let facts = report["story"].as_array().expect("a story").iter().flat_map(|frame| frame["facts"].as_array().expect("facts"));
    let adopts = facts.into_iter().find(|fact| fact["adopted"].is_object()).expect("P2 adopts");
    assert_eq!(adopts["adopted"], json!({ "from": "A1", "id": 1, "value": "red" }));
    assert_eq!((&adopts["value"], &adopts["own"]), (&json!("red"), &json!("blue")));
    assert_eq!(adopts["quorum"], json!(["A1", "A2"]));
    let counts = fact(&report, "count-accepted");
    assert_eq!((&counts["from"], &counts["count"], &counts["needed"]), (&json!("A1"), &json!(1), &json!(2)));
    assert!(report["story"].as_array().expect("a story").iter().all(|frame| {
        let facts = frame["facts"].as_array().expect("facts");
        facts.iter().all(|fact| fact["node"].is_string() && fact["conditions"].is_array())
    }));
}

#[test]
fn the_act_of_a_crash_says_whom_its_last_messages_reach() {
    let act = |crash: &str| {
        let file = paxos(&format!(
            r#", "schedule": [ {{ "command": {{ "node": "P1", "propose": "red" }} }}, {crash} ], "then": "stop""#
        ));
        let told = synod(&["run", "-", "--format", "json", "--story"], &file);
        let report: Value = serde_json::from_str(&told.out).expect("a report is one JSON object");
        (report["story"][2]["act"].clone(), report["messages"]["sent"].clone())
    };
    assert_eq!(act(r#"{ "crash": "P1", "reaches": ["A2"] }"#), (json!("crash P1 reaches=A2"), json!(1)));
    assert_eq!(act(r#"{ "crash": "P1", "reaches": [] }"#), (json!("crash P1 reaches=nobody"), json!(0)));
    assert_eq!(act(r#"{ "crash": "P1" }"#), (json!("crash P1 reaches=A1,A2,A3"), json!(3)));
    assert_eq!(act(r#"{ "crash": "A1" }"#), (json!("crash A1"), json!(3)));
}
