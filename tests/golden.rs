//! Golden runs: the first events of every scenario, and every name that files and addresses rely on.
//!
//! A person reads what changed in the diff; `UPDATE_GOLDEN=1 cargo test --test golden` writes them anew.
#![cfg(not(target_arch = "wasm32"))]

#[path = "shared/vectors.rs"]
mod vectors;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

use synod::exhibit::knobs::{KnobKind, KnobSpec};
use synod::exhibit::{Exhibit, Session};
use synod::exhibits::catalogue;
use synod::text::Locale;

/// So many events of a scenario are kept: the duel goes on for ever.
const EVENTS: u32 = 80;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// Compares a text with what is kept under this name, or keeps it.
fn golden(name: &str, text: &str) -> Result<(), String> {
    let path = folder().join(format!("{name}.txt"));
    if env::var_os("UPDATE_GOLDEN").is_some() {
        return fs::write(&path, text).map_err(|error| format!("{name}: {error}"));
    }
    let kept = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}; UPDATE_GOLDEN=1 writes it"))?;
    if kept == text {
        return Ok(());
    }
    let mut lines = kept.lines().zip(text.lines()).enumerate();
    let first = lines.find(|(_, (old, new))| old != new);
    let (line, (old, new)) = first.unwrap_or((kept.lines().count().min(text.lines().count()), ("(its end)", "(its end)")));
    Err(format!("{name}, line {}:\n  was {old}\n  is  {new}", line + 1))
}

/// One line an event: frame, digest, act, and what just happened.
fn run(session: &mut dyn Session) -> String {
    let mut text = String::new();
    let last = session.seek(EVENTS);
    for event in 0..=last {
        session.seek(event);
        let (act, story) = (session.facts().act, session.story(Locale::En).what);
        writeln!(text, "{event:>3}  {:04x}  {act}  | {story}", session.digest()).expect("a text takes every line");
    }
    let verdicts =
        session.guarantees(Locale::En).into_iter().map(|guarantee| format!("{} {:?}", guarantee.name, guarantee.verdict));
    let (end, verdicts) = (session.extent(), verdicts.collect::<Vec<_>>().join(", "));
    let end = end.end.filter(|_| end.last == last).map_or("goes on".to_owned(), |end| format!("{end:?}"));
    writeln!(text, "     {end}: {verdicts}").expect("a text takes every line");
    text
}

#[test]
fn every_scenario_runs_as_it_did() {
    let mut wrong = Vec::new();
    for exhibit in catalogue() {
        for spec in exhibit.scenarios() {
            let saved = exhibit.scenario(spec.name).expect("every scenario can be played");
            let mut session = exhibit.open(&saved).expect("every scenario opens");
            wrong.extend(golden(&format!("{}-{}", exhibit.name(), spec.name), &run(&mut *session)).err());
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

fn knob(spec: &KnobSpec) -> String {
    let takes = match spec.kind {
        KnobKind::Number { min, max, .. } => format!("{min}..{max}"),
        KnobKind::Switch { .. } => "on|off".to_owned(),
        KnobKind::Choice(words) => words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("|"),
        KnobKind::Words { min, max, .. } => format!("{min}..{max} words"),
        KnobKind::Node { letter, max } => format!("{letter}0..{letter}{max}"),
        KnobKind::Plot(plot) => format!("plot of {}0..{0}{}: {}", plot.letter, plot.node_max, plot.says.join("|")),
    };
    format!("{} = {} ({takes})", spec.name, spec.default_value().to_text())
}

fn names(exhibit: &dyn Exhibit) -> String {
    let saved = exhibit.scenario(exhibit.scenarios()[0].name).expect("the first scenario can be played");
    let session = exhibit.open(&saved).expect("the first scenario opens");
    let list = |title: &str, names: Vec<String>| {
        let lines: Vec<String> = names.iter().map(|name| ["  ", name, "\n"].concat()).collect();
        [title, "\n", &lines.concat()].concat()
    };
    let commands: BTreeSet<&str> = session.commands().iter().map(|command| command.word).collect();
    [
        list("knobs", exhibit.knobs().iter().map(knob).collect()),
        list("guards", exhibit.guards().iter().map(|guard| guard.name.to_owned()).collect()),
        list("scenarios", exhibit.scenarios().iter().map(|spec| spec.name.to_owned()).collect()),
        list("checks", session.guarantees(Locale::En).iter().map(|guarantee| guarantee.name.to_owned()).collect()),
        list("nodes of the first scenario", session.nodes()),
        list("commands", commands.into_iter().map(str::to_owned).collect()),
    ]
    .concat()
}

#[test]
fn names_in_files_and_addresses_stay_what_they_are() {
    let mut wrong = Vec::new();
    for exhibit in catalogue() {
        wrong.extend(golden(&format!("{}.names", exhibit.name()), &names(*exhibit)).err());
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn nothing_is_kept_that_no_scenario_makes() {
    let mut known: BTreeSet<String> = catalogue().iter().map(|exhibit| format!("{}.names.txt", exhibit.name())).collect();
    for exhibit in catalogue() {
        known.extend(exhibit.scenarios().iter().map(|spec| format!("{}-{}.txt", exhibit.name(), spec.name)));
    }
    let entries = fs::read_dir(folder()).expect("the golden runs").map(|entry| entry.expect("an entry"));
    let kept: BTreeSet<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(kept.difference(&known).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn chance_and_fingerprints_never_change() {
    for (what, got, want) in vectors::vectors() {
        assert_eq!(got, want, "{what}");
    }
}
