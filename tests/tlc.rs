//! TLC, the model checker of TLA+, as a second opinion: `synod export` writes a specification, TLC goes through it, and
//! what it counts is what our own search counts. `cargo xtask test` sets Java and TLC up and says where they are.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use synod::exhibit::{Knobs, Staged};
use synod::exhibits::paxos::{PaxosExhibit, configure};
use synod::explore::models::paxos_set::{PaxosSet, Sizes};
use synod::explore::{Inquiry, Limits, Network, Search, Space, Timeless};

/// What a search counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Counts {
    /// The states that differ.
    distinct: u64,
    /// Those that were made, one for each step and each start.
    generated: u64,
    /// The steps of the longest shortest way, and one more for its start.
    levels: u64,
}

/// A program or file that `cargo xtask` found.
fn tool(variable: &str) -> PathBuf {
    let named = std::env::var_os(variable);
    PathBuf::from(named.unwrap_or_else(|| panic!("{variable} is not set: run `cargo xtask tlc` or `cargo xtask test`")))
}

/// A specification as `synod export` writes it: its folder and its module.
fn exported(name: &str, what: &str, set: &[(&str, &str)]) -> (PathBuf, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tlc").join(name);
    let mut synod = Command::new(env!("CARGO_BIN_EXE_synod"));
    synod.args(["export", "--tla", what, "--out"]).arg(&folder);
    for (knob, value) in set {
        synod.arg("--set").arg(format!("{knob}={value}"));
    }
    let told = synod.output().expect("synod starts");
    let paths = String::from_utf8(told.stdout).expect("paths in UTF-8");
    assert!(told.status.success(), "{what}: {}", String::from_utf8_lossy(&told.stderr));
    let module = paths.lines().next().and_then(|path| Path::new(path).file_stem()).expect("the module's path");
    (folder.clone(), module.to_str().expect("its name").to_owned())
}

/// What TLC prints about an exported specification.
fn tlc(folder: &Path, module: &str) -> String {
    let mut java = Command::new(tool("SYNOD_JAVA"));
    // These runs take seconds: a compiler in haste and a collector without threads start sooner.
    java.args(["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]);
    // TLC unpacks its modules into the folder for temporary files, and another run would take them away again.
    java.arg(format!("-Djava.io.tmpdir={}", folder.display())).arg("-cp").arg(tool("SYNOD_TLA2TOOLS"));
    java.args(["tlc2.TLC", "-deadlock", "-workers", "1", "-metadir"]).arg(folder.join("states"));
    let told = java.arg(module).current_dir(folder).output().expect("Java starts");
    let _ = fs::remove_dir_all(folder.join("states"));
    String::from_utf8_lossy(&told.stdout).into_owned() + &String::from_utf8_lossy(&told.stderr)
}

/// The number before some words, in the last line that has them.
fn number(said: &str, before: &str) -> Option<u64> {
    let at = said.rfind(before)?;
    let digits: Vec<char> = said[..at].chars().rev().take_while(|letter| letter.is_ascii_digit() || *letter == ',').collect();
    digits.into_iter().rev().filter(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// What TLC counts, when all that is claimed holds.
fn theirs(name: &str, what: &str, set: &[(&str, &str)]) -> Counts {
    let (folder, module) = exported(name, what, set);
    let said = tlc(&folder, &module);
    let counts = || {
        let levels = said.split("The depth of the complete state graph search is ").nth(1)?;
        Some(Counts {
            distinct: number(&said, " distinct states found")?,
            generated: number(&said, " states generated")?,
            levels: levels.split('.').next()?.parse().ok()?,
        })
    };
    let done = said.contains("No error has been found.") && said.contains(" 0 states left on queue.");
    counts().filter(|_| done).unwrap_or_else(|| panic!("TLC on {name}:\n{said}"))
}

fn ours<S: Space>(space: S) -> Counts {
    let search = Search::new(space, Limits::default()).finished();
    assert_eq!(search.limit(), None);
    Counts { distinct: search.distinct() as u64, generated: search.generated(), levels: search.levels().len() as u64 }
}

fn compare(name: &str, ours: Counts, theirs: Counts) {
    println!("{name:<24} ours   {ours:?}\n{:<24} TLC's  {theirs:?}", "");
    assert_eq!(ours, theirs, "{name}: ours and TLC's");
}

#[test]
fn the_published_specification_has_as_many_states_by_tlc() {
    for (acceptors, values, ballots) in [(1, 1, 2), (2, 2, 2), (3, 1, 2), (3, 2, 2)] {
        let name = format!("paxos-set-{acceptors}-{values}-{ballots}");
        let sizes = [acceptors, values, ballots].map(|size: u8| size.to_string());
        let set = [("acceptors", &*sizes[0]), ("values", &*sizes[1]), ("ballots", &*sizes[2])];
        compare(&name, ours(PaxosSet::new(Sizes::new(acceptors, values, ballots))), theirs(&name, "paxos-set", &set));
    }
}

/// The exhibit with these knobs, by both.
fn compare_paxos(name: &str, set: &[(&str, &str)]) {
    let fill = |knobs: Knobs, (knob, value): &(&str, &str)| knobs.with(PaxosExhibit::KNOBS, knob, value);
    let knobs = set.iter().fold(Knobs::defaults(PaxosExhibit::KNOBS), fill);
    let space = Timeless::new(Inquiry::new(configure(&knobs, &[]), Network::Set));
    compare(name, ours(space), theirs(name, "paxos", set));
}

/// So many proposers and acceptors and a learner; refusals are kept silent.
const fn silent<'a>(proposers: &'a str, acceptors: &'a str) -> [(&'a str, &'a str); 3] {
    [("proposers", proposers), ("acceptors", acceptors), ("refusals", "silent")]
}

#[test]
fn one_proposer_alone_has_as_many_states_by_tlc() {
    compare_paxos("paxos-1-3-1", &silent("1", "3"));
    compare_paxos("paxos-1-4-2", &[&silent("1", "4")[..], &[("learners", "2")]].concat());
    compare_paxos("paxos-1-3-2-tell", &[&silent("1", "3")[..], &[("learners", "2"), ("learn", "acceptors")]].concat());
}

#[test]
fn two_proposers_have_as_many_states_by_tlc() {
    compare_paxos("paxos-2-2-1", &silent("2", "2"));
    compare_paxos("paxos-2-2-1-same", &[&silent("2", "2")[..], &[("values", "red")]].concat());
    compare_paxos("paxos-2-2-1-tell", &[&silent("2", "2")[..], &[("learn", "acceptors")]].concat());
    compare_paxos("paxos-2-1-1-answered", &[("proposers", "2"), ("acceptors", "1")]);
}

#[test]
fn two_proposers_and_three_acceptors_have_as_many_states_by_tlc() {
    compare_paxos("paxos-2-3-1", &silent("2", "3"));
}

#[test]
fn three_proposers_have_as_many_states_by_tlc() {
    compare_paxos("paxos-3-2-1", &silent("3", "2"));
}

/// A specification with a rule spoiled, and only one check: TLC must say that this one is broken.
fn assert_breaks(what: &str, set: &[(&str, &str)], check: &str, rule: &str, spoiled: &str) {
    let (folder, module) = exported(&format!("{what}-without-{check}"), what, set);
    let spec = folder.join(format!("{module}.tla"));
    let text = fs::read_to_string(&spec).expect("the exported module");
    assert_eq!(text.matches(rule).count(), 1, "the rule to spoil: {rule}");
    fs::write(&spec, text.replace(rule, spoiled)).expect("the spoiled module");
    let settings = folder.join(format!("{module}.cfg"));
    let text = fs::read_to_string(&settings).expect("the exported configuration");
    let only = |line: &str| match line.split_once(' ') {
        Some((head @ ("INVARIANTS" | "PROPERTIES"), all)) => {
            let named = all.split(' ').any(|name| name == check);
            if named { format!("{head} {check}\n") } else { String::new() }
        }
        Some(_) | None => format!("{line}\n"),
    };
    fs::write(&settings, text.lines().map(only).collect::<String>()).expect("the configuration of one check");
    let said = tlc(&folder, &module);
    let broken = [format!("Invariant {check} is violated"), format!("Action property {check} is violated")];
    let at_once = format!("{check} is violated by the initial state");
    assert!(broken.iter().chain([&at_once]).any(|words| said.contains(words.as_str())), "{what}, {check}:\n{said}");
}

#[test]
fn every_check_of_the_published_specification_can_break() {
    let set = [("acceptors", "2"), ("values", "2"), ("ballots", "2")];
    let guard = "/\\ message.vote[1] >= promised[acceptor]\n";
    assert_breaks("paxos-set", &[("acceptors", "3")], "Agreement", guard, "/\\ TRUE\n");
    assert_breaks("paxos-set", &set, "TypeOK", "[acceptor \\in Acceptors |-> -1]", "[acceptor \\in Acceptors |-> -2]");
}

#[test]
fn every_check_of_the_exhibits_specification_can_break() {
    let guard = "IF message.id >= promised[me]\n";
    assert_breaks("paxos", &silent("2", "2"), "Agreement", guard, "IF TRUE\n");
    assert_breaks("paxos", &silent("2", "2"), "Promises", guard, "IF TRUE\n");
    assert_breaks("paxos", &silent("1", "1"), "Validity", "reports = {} THEN Own(me)", "reports = {} THEN \"none\"");
    assert_breaks("paxos", &silent("1", "3"), "Learned", "Cardinality(votes) >= Majority\n", "Cardinality(votes) >= 1\n");
}
