//! What a file may say, what it may not, and what is said of it then.

use proptest::prelude::*;

use super::fake::CATALOGUE;
use super::{FileError, Opened, Title, open, write};
use crate::exhibit::json::Json;
use crate::exhibit::{Extent, Verdict};
use crate::text::Locale;

/// Makes a tree of text as the command line does, but for its complaints.
fn json(text: &str) -> Json {
    fn tree(value: serde_json::Value) -> Json {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(on) => Json::Bool(on),
            serde_json::Value::Number(number) => number.as_f64().map_or(Json::NotWhole, Json::number),
            serde_json::Value::String(text) => Json::Text(text),
            serde_json::Value::Array(items) => Json::List(items.into_iter().map(tree).collect()),
            serde_json::Value::Object(fields) => {
                Json::Object(fields.into_iter().map(|(name, value)| (name, tree(value))).collect())
            }
        }
    }
    tree(serde_json::from_str(text).expect("the test's own JSON"))
}

/// Opens a file of the chatter exhibit with these further fields.
fn opened(fields: &str) -> Result<Opened, FileError> {
    open(&CATALOGUE, &json(&format!("{{ \"format\": 1, \"exhibit\": \"chatter\"{fields} }}")))
}

fn run(fields: &str) -> Opened {
    opened(fields).unwrap_or_else(|error| panic!("{}", error.tell(Locale::En)))
}

fn complaint(fields: &str) -> String {
    opened(fields).err().map(|error| error.tell(Locale::En)).unwrap_or_default()
}

/// A schedule that begins with N1 saying red, at its end.
fn scheduled(items: &str) -> Result<Opened, FileError> {
    opened(&format!(r#", "schedule": [ {{ "command": {{ "node": "N1", "say": "red" }} }}{items} ], "then": "stop""#))
}

fn refused(items: &str) -> String {
    scheduled(items).err().map(|error| error.tell(Locale::En)).unwrap_or_default()
}

#[test]
fn a_file_needs_only_its_format_and_its_exhibit() {
    let file = run("");
    assert_eq!(file.session.cursor(), 0);
    assert_eq!(file.session.saved().seed, 0);
    assert!(file.scenario.is_none() && file.expect.is_empty());
}

#[test]
fn a_named_scenario_counts_wherever_the_file_is_silent() {
    let file = run(r#", "scenario": "two", "seed": 9"#);
    let saved = file.session.saved();
    assert_eq!((saved.scenario, saved.seed, saved.acts.len()), ("two", 9, 2));
    let replaced = run(r#", "scenario": "two", "acts": []"#);
    assert_eq!(replaced.session.saved().acts, []);
}

#[test]
fn knobs_are_given_in_the_types_that_belong_to_them() {
    let knobs = r#", "knobs": { "nodes": 4, "polite": false, "mood": "loud", "values": ["七", 3] }"#;
    let saved = run(knobs).session.saved();
    let told: Vec<_> = saved.knobs.texts().map(|(name, text)| format!("{name}={text}")).collect();
    assert_eq!(told, ["mood=loud", "nodes=4", "polite=off", "values=七,3"]);
}

#[test]
fn wrong_setups_are_named_at_their_place() {
    for (fields, wanted) in [
        (r#", "knobs": { "nodes": 9 }"#, "knobs.nodes: Knob “nodes” takes a whole number from 2 to 5, not “9”."),
        (r#", "knobs": { "nodes": "3" }"#, "knobs.nodes: Knob “nodes” takes a whole number from 2 to 5, not “\"3\"”."),
        (r#", "knobs": { "polite": "perhaps" }"#, "knobs.polite: Knob “polite” takes on or off, not “perhaps”."),
        (
            r#", "knobs": { "values": ["a\nb"] }"#,
            "knobs.values: Knob “values” takes 1 to 3 words of at most 12 characters, with commas between, not “[\"a\\nb\"]”.",
        ),
        (
            r#", "knobs": { "values": ["a", 0.5] }"#,
            "knobs.values[1]: Here belongs text or a whole number, not a fraction or a number beyond all limits.",
        ),
        (
            r#", "knobs": { "nodes": 1e99 }"#,
            "knobs.nodes: Here belongs a whole number from 2 to 5, not a fraction or a number beyond all limits.",
        ),
        (r#", "knobs": { "x": 1 }"#, "knobs.x: There is no knob “x”; there are: nodes, polite, mood, values."),
        (r#", "knobs": []"#, "knobs: Here belongs an object, not a list."),
        (r#", "scenario": "three""#, "scenario: There is no “three” here; there are: one, two, both."),
        (r#", "without": ["sleep"]"#, "without[0]: There is no “sleep” here; there are: listen, think."),
        (r#", "expect": { "peace": "holds" }"#, "expect.peace: There is no “peace” here; there are: agreement, said."),
        (r#", "expect": { "said": "maybe" }"#, "expect.said: Here belongs one of holds, broken, open, not “maybe”."),
        (r#", "then": "go""#, "then: Here belongs “stop”, not “go”."),
        (r#", "digest": "12345""#, "digest: Here belongs four hexadecimal digits in quotes, not “12345”."),
        (r#", "event": 4294967296"#, "event: Here belongs a whole number from 0 to 10000, not 4294967296."),
        (r#", "acts": [], "schedule": []"#, "acts: A file has “schedule” or “acts”, not both."),
        (
            r#", "titel": "x""#,
            "There is no “titel” here; there are: format, exhibit, scenario, title, knobs, seed, without, faults, schedule and 5 more.",
        ),
        (r#", "seed": -1"#, "seed: Here belongs a seed from 0 to 18446744073709551615, in quotes above 2^53 - 1, not -1."),
    ] {
        assert_eq!(complaint(fields), wanted, "{fields}");
    }
}

#[test]
fn the_head_of_a_file_must_be_right() {
    let told = |text: &str| open(&CATALOGUE, &json(text)).err().map(|error| error.tell(Locale::En)).unwrap_or_default();
    assert_eq!(told("[]"), "Here belongs an object, not a list.");
    assert_eq!(told("{}"), "“format” is missing.");
    assert_eq!(told(r#"{ "format": 2, "exhibit": "chatter" }"#), "format: This program reads files with \"format\": 1.");
    assert_eq!(told(r#"{ "format": "1" }"#), "format: This program reads files with \"format\": 1.");
    assert_eq!(told(r#"{ "format": 1 }"#), "“exhibit” is missing.");
    assert_eq!(told(r#"{ "format": 1, "exhibit": "x" }"#), "exhibit: There is no “x” here; there are: chatter.");
    let twice = Json::Object(vec![("format".to_owned(), Json::Number(1)), ("format".to_owned(), Json::Number(1))]);
    let told = open(&CATALOGUE, &twice).err().map(|error| error.tell(Locale::En));
    assert_eq!(told.as_deref(), Some("“format” stands here twice."));
}

#[test]
fn every_complaint_is_one_line_and_differs_between_the_languages() {
    for fields in [r#", "seed": -1"#, r#", "knobs": { "a\nb": 1 }"#, r#", "event": "x\u0000""#, r#", "faults": {}"#] {
        let error = opened(fields).err().unwrap_or_else(|| panic!("{fields} is wrong"));
        let (en, zh) = (error.tell(Locale::En), error.tell(Locale::Zh));
        assert_ne!(en, zh);
        assert!(!en.contains('\n') && !zh.contains('\n') && !en.contains('\0'), "{en} {zh}");
    }
}

#[test]
fn a_schedule_finds_messages_by_name_kind_field_and_number() {
    let file = scheduled(
        r#", { "deliver": { "to": "N3" } }, { "command": { "say": "blue", "node": "N2" } },
            { "lose": { "kind": "word", "from": "N1", "value": "red" } },
            { "deliver": { "kind": "word", "ballot": 2, "nth": 2 } },
            { "crash": "N2", "reaches": [] }, { "wake": "N2", "disk": "lost" }"#,
    );
    let mut file = file.unwrap_or_else(|error| panic!("{}", error.tell(Locale::En)));
    let Extent { last, .. } = file.session.extent();
    assert_eq!((file.session.cursor(), last), (0, 7));
    file.session.seek(last);
    let flying: Vec<_> = file.session.in_flight().into_iter().map(|message| message.kind).collect();
    assert_eq!(flying, ["thanks", "thanks"], "N2's word to N1 was withdrawn, N3's two thanks were not");
}

#[test]
fn a_run_that_stops_does_so_behind_its_last_item_even_if_that_would_happen_anyhow() {
    let file = scheduled(r#", { "deliver": { "to": "N2" } }, { "deliver": { "to": "N3" } }"#);
    let file = file.unwrap_or_else(|error| panic!("{}", error.tell(Locale::En)));
    assert_eq!(file.session.extent().last, 3);
}

#[test]
fn duplicates_are_alike_and_the_first_of_them_is_meant() {
    let twice = r#", { "duplicate": { "to": "N2" } }, { "deliver": { "to": "N2" } }, { "deliver": { "to": "N2" } }"#;
    assert!(scheduled(twice).is_ok());
}

#[test]
fn a_message_that_cannot_be_found_is_named_with_those_that_can() {
    for (item, wanted) in [
        (
            r#"{ "deliver": { "kind": "wrod" } }"#,
            "schedule[1].deliver: No message is like that; in flight are: N1→N2 word id=1 value=red, N1→N3 word id=1 value=red.",
        ),
        (
            r#"{ "lose": {} }"#,
            "schedule[1].lose: 2 messages are like that: N1→N2 word id=1 value=red, N1→N3 word id=1 value=red; say more, or which one with “nth”.",
        ),
        (r#"{ "lose": { "nth": 3 } }"#, "schedule[1].lose.nth: Only 2 of the messages in flight are like that."),
        (r#"{ "lose": { "nth": 0 } }"#, "schedule[1].lose.nth: Here belongs a whole number from 1 to 4294967295, not 0."),
        (
            r#"{ "lose": { "colour": "red" } }"#,
            "schedule[1].lose.colour: The message has no field “colour”; besides from, to, kind and nth it has: id, value.",
        ),
        (r#"{ "lose": { "from": "N9" } }"#, "schedule[1].lose.from: There is no “N9” here; there are: N1, N2, N3."),
        (r#"{ "deliver": "N2" }"#, "schedule[1].deliver: Here belongs an object, not “N2”."),
    ] {
        assert_eq!(refused(&format!(", {item}")), wanted);
    }
}

#[test]
fn an_item_that_cannot_be_done_is_named_with_the_reason() {
    let held = r#", { "hold": { "to": "N2" } }, { "deliver": { "to": "N2" } }"#;
    assert_eq!(refused(held), "schedule[2].deliver: The message is held back.");
    let zh = scheduled(held).err().map(|error| error.tell(Locale::Zh));
    assert_eq!(zh.as_deref(), Some("schedule[2].deliver：消息被扣住了。"));
    for (item, wanted) in [
        (r#"{ "cut": ["N1", "N2"] }"#, "schedule[1].cut: This cannot be done at this point of the run."),
        (r#"{ "cut": ["N1"] }"#, "schedule[1].cut: Here belongs a list of two different nodes."),
        (
            r#"{ "command": { "node": "N1", "say": "green" } }"#,
            "schedule[1].command: Nobody can be told that; the commands are: N1 say red, N1 say blue, N2 say red, N2 say blue, N3 say red, N3 say blue.",
        ),
        (r#"{ "crash": "N1", "disk": "lost" }"#, "schedule[1]: There is no “disk” here; there are: crash, reaches."),
    ] {
        assert_eq!(refused(&format!(", {item}")), wanted);
    }
    assert!(
        refused(r#", { "explode": "N1" }"#).starts_with("schedule[1].explode: There is no “explode” here; there are: deliver, ")
    );
    assert!(refused(", {}").starts_with("schedule[1]: Here belongs an object with one of deliver, "));
}

#[test]
fn faults_are_read_in_full_before_they_are_declined() {
    for (fault, wanted) in [
        (
            r#"{ "node": "N1", "traitor": { "otherwise": "truth", "lies": [ { "path": ["N1"], "to": "N2", "say": null } ] } }"#,
            "faults[0].traitor: Exhibit chatter takes no lies; in a schedule, “betray” makes a traitor.",
        ),
        (
            r#"{ "node": "N1", "traitor": { "otherwise": "never" } }"#,
            "faults[0].traitor.otherwise: Here belongs one of truth, flip, split, silent, random, not “never”.",
        ),
        (
            r#"{ "node": "N1", "crash": { "round": 2, "reaches": ["N2"] } }"#,
            "faults[0].crash: Exhibit chatter has no rounds; a crash belongs into its schedule.",
        ),
        (r#"{ "node": "N1" }"#, "faults[0]: Here belongs an object with one of traitor, crash."),
    ] {
        assert_eq!(complaint(&format!(r#", "faults": [ {fault} ]"#)), wanted);
    }
    assert!(opened(r#", "faults": []"#).is_ok());
}

#[test]
fn an_act_that_is_impossible_is_named_at_its_place() {
    let acts = |acts: &str| complaint(&format!(r#", "acts": [ {acts} ]"#));
    let first = r#"[1, "command", "N1", 0]"#;
    let lost = acts(&format!(r#"{first}, [4, "lose", "N3", "N1", "sent", 7]"#));
    assert_eq!(lost, "acts[1]: What was done at event 4 cannot be done with these settings.");
    assert_eq!(acts(&format!("{first}, {first}")), "acts[1][0]: Acts stand in the order of their events, one for each event.");
    let form = "an act such as [7, \"deliver\", \"P1\", \"A2\", \"sent\", 0]";
    assert_eq!(acts(r#"[1, "explode"]"#), format!("acts[0]: Here belongs {form}."));
    assert_eq!(acts(r#"[1, "lose", "N1"]"#), format!("acts[0]: Here belongs {form}."));
    assert_eq!(acts(r#"[1, "wake", "N1", "clean"]"#), "acts[0][3]: Here belongs one of kept, lost, not “clean”.");
}

#[test]
fn a_run_that_is_written_is_the_same_run_when_it_is_read() {
    let items = r#", { "duplicate": { "to": "N3" } }, { "hold": { "to": "N2" } }, { "crash": "N3", "reaches": ["N2"] },
        { "wake": "N3" }, { "release": { "to": "N2" } }, { "lose": { "to": "N3" } }"#;
    for (then, seed, event) in [("", 7, 5), (r#", "then": "stop""#, u64::MAX, 3)] {
        let command = r#"{ "command": { "node": "N1", "say": "red" } }"#;
        let mut file = run(&format!(r#", "seed": "{seed}", "without": ["think"], "schedule": [ {command}{items} ]{then}"#));
        file.session.seek(event);
        let title = Title { en: Some("A \"title\"".to_owned()), zh: None };
        let text = write(&*file.session, &title);
        let read = open(&CATALOGUE, &json(&text)).unwrap_or_else(|error| panic!("{} in {text}", error.tell(Locale::En)));
        assert_eq!(read.session.saved(), file.session.saved());
        assert_eq!((read.session.digest(), read.session.cursor()), (file.session.digest(), event));
        assert_eq!((read.title, read.digest_missed), (title, None));
    }
}

#[test]
fn another_picture_than_the_one_that_was_saved_is_never_shown_in_silence() {
    let digest = run("").session.digest();
    assert_eq!(run(&format!(r#", "digest": "{digest:04x}""#)).digest_missed, None);
    let other = digest ^ 1;
    assert_eq!(run(&format!(r#", "digest": "{other:04x}""#)).digest_missed, Some(other));
}

#[test]
fn a_file_says_what_it_expects() {
    let file = run(r#", "expect": { "said": "open", "agreement": "holds" }"#);
    let mut told: Vec<_> = file.expect.iter().map(|expected| (expected.check.as_str(), expected.verdict)).collect();
    told.sort_unstable();
    assert_eq!(told, [("agreement", Verdict::Holds), ("said", Verdict::Open)]);
}

/// Words that files are made of, so that arbitrary trees come near to real files.
const WORDS: [&str; 40] = [
    "format",
    "exhibit",
    "scenario",
    "title",
    "knobs",
    "seed",
    "without",
    "faults",
    "schedule",
    "acts",
    "then",
    "event",
    "expect",
    "chatter",
    "nodes",
    "values",
    "N1",
    "N2",
    "deliver",
    "lose",
    "duplicate",
    "hold",
    "release",
    "forge",
    "crash",
    "wake",
    "cut",
    "heal",
    "partition",
    "command",
    "timeout",
    "betray",
    "say",
    "red",
    "from",
    "to",
    "kind",
    "nth",
    "node",
    "sent",
];

fn trees() -> impl Strategy<Value = Json> {
    let word = prop_oneof![4 => proptest::sample::select(&WORDS[..]).prop_map(str::to_owned), 1 => ".{0,5}"];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::Bool),
        (-2_i64..9).prop_map(Json::Number),
        any::<i64>().prop_map(Json::Number),
        Just(Json::NotWhole),
        word.clone().prop_map(Json::Text),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Json::List),
            proptest::collection::vec((word.clone(), inner), 0..6).prop_map(Json::Object),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_tree_makes_the_reader_panic(tree in trees(), field in proptest::sample::select(&super::FIELDS[2..])) {
        let head = |name: &str, json| (name.to_owned(), json);
        let _ = open(&CATALOGUE, &tree);
        let file = vec![head("format", Json::Number(1)), head("exhibit", Json::text("chatter")), head(field, tree)];
        let told = open(&CATALOGUE, &Json::Object(file)).err().map(|error| error.tell(Locale::Zh));
        prop_assert!(told.is_none_or(|told| !told.contains('\n')));
    }
}
