//! Bad input: every bad file, option or argument ends with exit code 2 and one sentence that names its place.

use std::fs;
use std::process::Command;

use synod::exhibit::file::SCHEDULE_ITEMS_MAX;

use super::{SYNOD, assert_bad, folder, paxos, scenario, synod};

fn bad_files() -> Vec<(&'static str, Vec<u8>)> {
    let schedule = |items: &str| paxos(&format!(r#", "schedule": [ {items} ]"#));
    let good = paxos(r#", "seed": 7, "schedule": []"#);
    vec![
        ("empty", Vec::new()),
        ("blank", b" \n\t\n".to_vec()),
        ("only a mark", b"\xef\xbb\xbf".to_vec()),
        ("truncated", good[..good.len() - 9].to_vec()),
        ("truncated in a text", b"{ \"format\": 1, \"exhi".to_vec()),
        ("not UTF-8", b"{ \"format\": 1, \"exhibit\": \"\xff\xfe\" }".to_vec()),
        ("UTF-16", "{ \"format\": 1 }".encode_utf16().flat_map(u16::to_le_bytes).collect()),
        ("zeros", vec![0; 4096]),
        ("not JSON", b"hello".to_vec()),
        ("trailing comma", b"{ \"format\": 1, }".to_vec()),
        ("two files in one", [good.clone(), good.clone()].concat()),
        ("half a million open brackets", vec![b'['; 500_000]),
        ("a million open brackets", vec![b'['; 1_000_000]),
        ("two million brackets", ["[".repeat(1_000_000), "]".repeat(1_000_000)].concat().into_bytes()),
        ("a quarter of a million objects", b"{\"a\":".repeat(180_000)),
        ("huge", vec![b' '; 90_000_000]),
        ("a list", b"[]".to_vec()),
        ("null", b"null".to_vec()),
        ("a number", b"1e999".to_vec()),
        ("no format", b"{ \"exhibit\": \"paxos\" }".to_vec()),
        ("another format", b"{ \"format\": 2, \"exhibit\": \"paxos\" }".to_vec()),
        ("format as text", b"{ \"format\": \"1\", \"exhibit\": \"paxos\" }".to_vec()),
        ("no exhibit", b"{ \"format\": 1 }".to_vec()),
        ("unknown exhibit", b"{ \"format\": 1, \"exhibit\": \"raft\" }".to_vec()),
        ("exhibit of a wrong type", b"{ \"format\": 1, \"exhibit\": [\"paxos\"] }".to_vec()),
        ("a name twice", paxos(r#", "seed": 1, "seed": 2"#)),
        ("unknown field", paxos(r#", "sched": []"#)),
        ("a field with a line break", paxos(r#", "a\nb\u0007": []"#)),
        ("unknown scenario", paxos(r#", "scenario": "nothing""#)),
        ("unknown knob", paxos(r#", "knobs": { "generals": 7 }"#)),
        ("knob beyond its limit", paxos(r#", "knobs": { "acceptors": 10 }"#)),
        ("knob far beyond", paxos(r#", "knobs": { "acceptors": 99999999999999999999 }"#)),
        ("negative knob", paxos(r#", "knobs": { "acceptors": -3 }"#)),
        ("knob with a fraction", paxos(r#", "knobs": { "acceptors": 2.5 }"#)),
        ("knob of a wrong type", paxos(r#", "knobs": { "acceptors": {} }"#)),
        ("knobs of a wrong type", paxos(r#", "knobs": 3"#)),
        ("a value that is too long", paxos(r#", "knobs": { "values": ["thirteenchars"] }"#)),
        ("negative seed", paxos(r#", "seed": -1"#)),
        ("a seed that a browser would round", paxos(r#", "seed": 9007199254740993"#)),
        ("a seed beyond its limit", paxos(r#", "seed": "18446744073709551616""#)),
        ("unknown guard", paxos(r#", "without": ["gravity"]"#)),
        ("then what", paxos(r#", "then": "dance""#)),
        ("unknown check", paxos(r#", "expect": { "peace": "holds" }"#)),
        ("unknown outcome", paxos(r#", "expect": { "agreement": "limit" }"#)),
        ("lies", paxos(r#", "faults": [ { "node": "A1", "traitor": { "otherwise": "truth", "lies": [] } } ]"#)),
        ("rounds", paxos(r#", "faults": [ { "node": "A1", "crash": { "round": 1, "reaches": [] } } ]"#)),
        ("a schedule of a wrong type", paxos(r#", "schedule": {}"#)),
        ("an item of a wrong type", schedule("7")),
        ("an item with nothing in it", schedule("{}")),
        ("an item with two deeds", schedule(r#"{ "crash": "A1", "wake": "A2" }"#)),
        ("an unknown item", schedule(r#"{ "explode": "A1" }"#)),
        ("an unknown node", schedule(r#"{ "crash": "A9" }"#)),
        ("a message that is not there", schedule(r#"{ "deliver": { "from": "P1", "to": "A2", "kind": "prepare", "id": 9 } }"#)),
        ("a node that is not down", schedule(r#"{ "wake": "A1" }"#)),
        ("a command that is not known", schedule(r#"{ "command": { "node": "P1", "propose": "mauve" } }"#)),
        ("a timer that is not armed", schedule(r#"{ "timeout": "A1", "nth": 60000 }"#)),
        ("too many items", schedule(&vec!["{}"; SCHEDULE_ITEMS_MAX + 1].join(","))),
        ("very many items", schedule(&vec!["{}"; 200_000].join(","))),
        ("acts that cannot be", paxos(r#", "acts": [ [4000000000, "lose", "P1", "A1", "sent", 65535] ]"#)),
        ("acts out of order", paxos(r#", "acts": [ [2, "heal-all"], [1, "heal-all"] ]"#)),
        ("schedule and acts", paxos(r#", "acts": [], "schedule": []"#)),
        ("acts behind the end of the run", paxos(r#", "acts": [ [2, "crash", "A1", []], [900, "wake", "A1", "kept"] ]"#)),
        ("a side of nobody", schedule(r#"{ "partition": [] }"#)),
        ("a side with a node twice", schedule(r#"{ "partition": ["A1", "A1"] }"#)),
        ("an act with a side of nobody", paxos(r#", "acts": [ [1, "partition", []] ]"#)),
        ("a number beyond all numbers", paxos(r#", "seed": 1e400"#)),
        ("an event behind the end", paxos(r#", "event": 999"#)),
        ("an event behind the longest run", paxos(r#", "event": 10001"#)),
        ("an end behind the end", paxos(r#", "then": { "stop": 999 }"#)),
        ("an end behind the longest run", paxos(r#", "then": { "stop": 10001 }"#)),
        ("an event beyond all limits", paxos(r#", "event": 4294967296"#)),
    ]
}

#[test]
fn every_bad_file_ends_with_two_and_one_sentence() {
    let folder = folder("bad");
    for (name, bytes) in bad_files() {
        let path = folder.join(format!("{}.json", name.replace(' ', "-")));
        fs::write(&path, &bytes).expect("a file of the test");
        let path = path.to_str().expect("a path in UTF-8");
        assert_bad(name, &synod(&["run", path], b""));
    }
}

#[test]
fn the_same_holds_of_standard_input_and_of_the_other_language() {
    for (name, bytes) in bad_files() {
        assert_bad(name, &synod(&["run", "-", "--lang", "zh"], &bytes));
    }
}

#[test]
fn what_is_no_file_is_told_in_one_sentence() {
    let folder = folder("no-file.json");
    let folder = folder.to_str().expect("a path in UTF-8");
    for what in ["missing.json", "no/such/folder/file", folder, "/", "raft", "", "a\nb", "paxos/nothing", "paxos/", "../paxos"] {
        assert_bad(what, &synod(&["run", what], b""));
    }
}

#[test]
fn bad_arguments_are_told_in_one_sentence() {
    for line in [
        "run",
        "jump",
        "run paxos paxos",
        "run paxos --seed x",
        "run paxos --seed 18446744073709551616",
        "run paxos --lang fr",
        "run paxos --format yaml",
        "run paxos --set acceptors",
        "run paxos --set acceptors=0",
        "run paxos --set acceptors=4294967296",
        "run paxos --set generals=3",
        "run paxos --without gravity",
        "run paxos --wihtout promise",
    ] {
        let arguments: Vec<&str> = line.split(' ').collect();
        assert_bad(line, &synod(&arguments, b""));
    }
}

#[cfg(unix)]
#[test]
fn arguments_that_are_no_text_are_told_in_one_sentence() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    for arguments in [["run", "\u{fffd}"], ["run", "--set=\u{fffd}"]] {
        let raw = arguments.map(|argument| argument.replace('\u{fffd}', "?"));
        let mut bytes: Vec<Vec<u8>> = raw.iter().map(|argument| argument.clone().into_bytes()).collect();
        if let Some(last) = bytes.last_mut().and_then(|argument| argument.last_mut()) {
            *last = 0xff;
        }
        let output = Command::new(SYNOD).args(bytes.iter().map(|argument| OsStr::from_bytes(argument))).output();
        let output = output.expect("the binary runs");
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(String::from_utf8_lossy(&output.stderr).lines().count(), 1);
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_panic() {
    let line = format!("{SYNOD} list | true; {SYNOD} run paxos --story | head -c 1 >/dev/null");
    let output = Command::new("sh").args(["-c", &line]).output().expect("a shell runs");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn a_complaint_names_its_place() {
    let bad: Vec<_> = bad_files();
    for (name, place) in [
        ("acts that cannot be", "acts[0][0]: "),
        ("acts behind the end of the run", "acts[1]: What was done at event 900 "),
        ("a side of nobody", "schedule[0].partition: Here belongs a list of at least one node."),
        ("a side with a node twice", "schedule[0].partition[1]: “A1” stands here twice."),
        ("an act with a side of nobody", "acts[0][2]: "),
        ("a number beyond all numbers", "seed: "),
        ("an event behind the end", "event: The run ends at event "),
        ("an event behind the longest run", "event: Here belongs a whole number from 0 to 10000, "),
        ("an end behind the end", "then.stop: The run ends at event "),
        ("an end behind the longest run", "then.stop: Here belongs a whole number from 0 to 10000, "),
    ] {
        let (_, bytes) = bad.iter().find(|(known, _)| *known == name).expect("a bad file of that name");
        let told = synod(&["run", "-"], bytes);
        assert!(told.err.starts_with(&format!("-: {place}")), "{name}: {}", told.err);
    }
}

#[test]
fn an_option_that_does_not_fit_is_blamed_and_not_the_file() {
    let unfit = "The options do not fit this scenario. ";
    let file = scenario("same-value");
    for arguments in [&["run", &file, "--set", "acceptors=1"][..], &["run", "paxos/same-value", "--set", "acceptors=1"]] {
        let told = synod(arguments, b"");
        assert_bad("an option", &told);
        assert!(told.err.contains(unfit), "{}", told.err);
    }
    let told = synod(&["run", "-", "--set", "acceptors=5"], &paxos(r#", "schedule": [ { "wake": "A1" } ]"#));
    assert!(told.code == Some(2) && !told.err.contains(unfit), "{}", told.err);
}

#[cfg(unix)]
#[test]
fn what_is_neither_file_nor_folder_is_refused_at_once() {
    let pipe = folder("pipe").join("pipe.json");
    let _ = fs::remove_file(&pipe);
    let made = Command::new("mkfifo").arg(&pipe).status().expect("mkfifo runs");
    assert!(made.success());
    for what in [pipe.to_str().expect("a path in UTF-8"), "/dev/zero"] {
        let told = synod(&["run", what], b"");
        assert_bad(what, &told);
        assert!(told.err.contains("This is a pipe or a device, not a file."), "{}", told.err);
    }
}
