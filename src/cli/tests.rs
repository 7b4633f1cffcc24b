//! The command line against an exhibit of its own.

use std::ffi::OsString;

use super::source::tree;
use super::{Answer, answer};
use crate::exhibit::file::FILE_BYTES_MAX;
use crate::exhibit::file::TextProblem;
use crate::exhibit::file::fake::CATALOGUE;
use crate::exhibit::json::{JSON_DEPTH_MAX, Json};

fn synod(line: &str) -> Answer {
    answer(&CATALOGUE, std::iter::once("synod").chain(line.split_whitespace()).map(OsString::from))
}

fn report(line: &str) -> serde_json::Value {
    serde_json::from_str(&synod(line).out).expect("a report is JSON")
}

#[test]
fn a_report_has_the_names_of_the_contract_in_its_order() {
    let out = synod("run chatter/two --format json --story").out;
    let names = ["format", "exhibit", "scenario", "knobs", "seed", "frames", "rounds", "messages", "decisions", "checks"];
    let places = names.iter().chain(&["first_broken_frame", "story"]).map(|name| out.find(&format!("\n  \"{name}\": ")));
    let places: Vec<usize> = places.map(|place| place.expect("every name stands at the top level")).collect();
    assert!(places.is_sorted(), "{out}");
    let report = report("run chatter --format json");
    assert_eq!(report["scenario"], "one");
    assert_eq!(report["knobs"]["values"][1], "blue");
    assert_eq!(report["frames"], 6);
    assert_eq!(report["messages"]["sent"], 4);
    assert_eq!(report["decisions"]["N2"], "red");
    assert_eq!(report["checks"]["said"], "holds");
    assert!(report["first_broken_frame"].is_null() && report.get("story").is_none());
}

#[test]
fn an_expectation_that_is_not_met_is_told_and_ends_with_one() {
    let told = synod("run chatter/two --format json");
    assert_eq!((told.code, told.err.as_str()), (1, "agreement: Expected holds, found broken."));
    assert_eq!(report("run chatter/two --format json")["first_broken_frame"], 5);
    assert_eq!(synod("run chatter/one").code, 0);
}

#[test]
fn the_story_tells_every_frame_from_the_start() {
    let story = &report("run chatter --format json --story --lang zh")["story"];
    assert_eq!(story.as_array().map(Vec::len), Some(6));
    assert_eq!(story[5]["text"], "事件 5。");
    assert_eq!(story[5]["facts"][0]["rule"], "heard");
    assert_eq!(story[5]["facts"][0]["event"], 5);
}

#[test]
fn options_change_the_setup_and_keep_its_acts() {
    let report = report("run chatter --set nodes=4 --set polite=off --seed 18446744073709551615 --without think --format json");
    assert_eq!(report["frames"], 5);
    assert_eq!(report["seed"], u64::MAX);
    assert_eq!(report["without"], serde_json::json!(["think"]));
    let gone = synod("run chatter/two --set nodes=2 --set values=red");
    assert_eq!(
        (gone.code, gone.err.as_str()),
        (2, "The options do not fit this scenario. What was done at event 2 cannot be done with these settings.")
    );
}

#[test]
fn both_languages_report_in_words() {
    let (en, zh) = (synod("run chatter --story"), synod("run chatter --story --lang zh"));
    assert!(en.out.starts_with("Chatter · One word\n") && zh.out.starts_with("闲聊 · 一个词\n"));
    assert!(en.out.contains("6 frames; messages: 4 sent, 4 delivered.\nDecided: N1 red, N2 red, N3 red.\n"), "{}", en.out);
    assert_eq!(en.out.lines().count(), zh.out.lines().count());
}

#[test]
fn bad_arguments_end_with_two_and_one_line() {
    for line in [
        "run",
        "fly",
        "run --lang fr chatter",
        "run chatter --seed -1",
        "run chatter --seed 1e3",
        "run chatter --format xml",
        "run chatter --bogus",
        "run chatter --set nodes",
        "run chatter --set nodes=99",
        "run chatter --set nodes=",
        "run chatter --set x=1",
        "run chatter --without sleep",
        "run chatter/three",
        "run nothing",
        "run no/such/path",
        "run nothing.json",
        "run /",
        "run chatter one",
    ] {
        let told = synod(line);
        assert_eq!((told.code, told.out.as_str()), (2, ""), "{line}: {}", told.err);
        assert!(!told.err.is_empty() && !told.err.contains('\n') && told.err.ends_with('.'), "{line}: {}", told.err);
    }
}

#[test]
fn the_list_names_everything_that_can_be_asked_for() {
    let out = synod("list").out;
    for name in ["chatter/two", "--set nodes=2..5", "--set mood=calm|loud", "--without listen", "hash-ring", "paxos"] {
        assert!(out.contains(name), "{name} in {out}");
    }
}

#[test]
fn help_is_an_answer() {
    assert!(synod("run --help").out.contains("--story") && synod("run --help").code == 0);
}

#[test]
fn a_text_that_is_not_json_is_told_apart_from_one_that_ends_too_soon() {
    let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert_eq!(tree(b""), Err(TextProblem::Empty));
    assert_eq!(tree(b" \n"), Err(TextProblem::Empty));
    assert_eq!(tree(b"{ \"format\": 1,"), Err(TextProblem::CutOff { line: 1, column: 14 }));
    assert_eq!(tree(b"{ \"format\": 1\n, }"), Err(TextProblem::NotJson { line: 2, column: 3 }));
    assert_eq!(tree(b"{} {}"), Err(TextProblem::NotJson { line: 1, column: 4 }));
    assert_eq!(tree(b"\"\xff\""), Err(TextProblem::NotUtf8 { byte: 2 }));
    assert_eq!(tree("[".repeat(900_000).as_bytes()), Err(TextProblem::TooDeep { depth_max: JSON_DEPTH_MAX }));
    assert_eq!(tree(&vec![b'['; FILE_BYTES_MAX + 1]), Err(TextProblem::TooLong { bytes_max: FILE_BYTES_MAX }));
    assert!(tree(deep(JSON_DEPTH_MAX).as_bytes()).is_ok() && tree(deep(JSON_DEPTH_MAX + 1).as_bytes()).is_err());
}

#[test]
fn a_tree_keeps_what_the_text_says() {
    let text = "\u{feff}{ \"a\": 7.0, \"a\": [-0, 1e3, 9007199254740993, 0.5, null, true], \"\\u4e03\": \"\\n\" }";
    let numbers = [Json::Number(0), Json::Number(1000), Json::NotWhole, Json::NotWhole, Json::Null, Json::Bool(true)];
    let fields = [("a", Json::Number(7)), ("a", Json::List(numbers.to_vec())), ("七", Json::text("\n"))];
    let object = Json::Object(fields.map(|(name, value)| (name.to_owned(), value)).to_vec());
    assert_eq!(tree(text.as_bytes()), Ok(object));
}
