//! Every check there is, in an order that fails early and still runs to the end: one run tells everything.
//!
//! A stage that could not run has failed; its reason is one sentence. The last line is `N passed, N failed`.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::stopwatch::Stopwatch;
use crate::tally::Tally;
use crate::{browsers, build, measure, pins, run, setup, tlc};
use std::process::{Command, ExitCode};

/// What a stage is called, what it is about, and how it is carried out.
struct Stage {
    name: &'static str,
    about: &'static str,
    carry_out: fn(&Place) -> Outcome<Tally>,
}

const STAGES: [Stage; 12] = [
    Stage { name: "tools", about: "what building needs is there", carry_out: tools },
    Stage { name: "fmt", about: "the code is formatted", carry_out: fmt },
    Stage { name: "clippy", about: "no warning, native", carry_out: clippy },
    Stage { name: "clippy-wasm", about: "no warning, in the page", carry_out: clippy_wasm },
    Stage { name: "doc", about: "the documentation builds without warning", carry_out: doc },
    Stage { name: "tlc", about: "what comparing with TLC needs is there", carry_out: tlc },
    Stage { name: "native", about: "cargo test", carry_out: native },
    Stage { name: "page", about: "the release page builds", carry_out: page },
    Stage { name: "budget", about: "the first load fits", carry_out: budget },
    Stage { name: "browsers", about: "what browser tests need is there", carry_out: browsers },
    Stage { name: "wasm", about: "cargo test in a headless browser", carry_out: wasm },
    Stage { name: "e2e", about: "the built page in two browsers", carry_out: e2e },
];

/// Stages that others stand on: without the first, the second cannot run.
const STANDS_ON: [(&str, &str); 5] =
    [("page", "budget"), ("page", "e2e"), ("tools", "page"), ("browsers", "wasm"), ("browsers", "e2e")];

/// The verb: all stages, or the named ones.
pub(crate) fn test(place: &Place, words: &[&str]) -> Outcome<ExitCode> {
    if let Some(unknown) = words.iter().find(|word| STAGES.iter().all(|stage| stage.name != **word)) {
        let names: Vec<&str> = STAGES.iter().map(|stage| stage.name).collect();
        return Err(Complaint::new(format!("there is no stage `{unknown}`; the stages are {}", names.join(", "))));
    }
    let mut done: Vec<(&Stage, Tally, f64)> = Vec::new();
    for stage in STAGES.iter().filter(|stage| words.is_empty() || words.contains(&stage.name)) {
        println!("\n== {}: {}", stage.name, stage.about);
        let watch = Stopwatch::start();
        let missing = STANDS_ON.iter().find(|(base, above)| {
            *above == stage.name && done.iter().any(|(before, tally, _)| before.name == *base && tally.failed > 0)
        });
        let outcome = match missing {
            Some((base, _)) => Err(Complaint::new(format!("it stands on stage `{base}`, which failed"))),
            None => (stage.carry_out)(place),
        };
        let tally = outcome.unwrap_or_else(|complaint| {
            println!("stage `{}`: {complaint}", stage.name);
            Tally::of_one(false)
        });
        done.push((stage, tally, watch.seconds()));
    }
    Ok(sum_up(&done))
}

fn sum_up(done: &[(&Stage, Tally, f64)]) -> ExitCode {
    println!("\n{:<12} {:>8} {:>8} {:>8}", "stage", "seconds", "passed", "failed");
    for (stage, tally, seconds) in done {
        println!("{:<12} {seconds:>8.1} {:>8} {:>8}", stage.name, tally.passed, tally.failed);
    }
    let all = done.iter().fold(Tally::default(), |sum, (_, tally, _)| sum.and(*tally));
    println!("\n{} passed, {} failed", all.passed, all.failed);
    if all.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn lint(doing: &str, command: &mut Command) -> Outcome<Tally> {
    run::run(doing, command).map(|()| Tally::of_one(true))
}

fn tools(place: &Place) -> Outcome<Tally> {
    setup::for_building(place).map(|()| Tally::of_one(true))
}

fn fmt(place: &Place) -> Outcome<Tally> {
    lint("looking at the format", place.command("cargo").args(["fmt", "--all", "--check"]))
}

fn clippy(place: &Place) -> Outcome<Tally> {
    let words = ["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"];
    lint("linting", place.command("cargo").args(words))
}

fn clippy_wasm(place: &Place) -> Outcome<Tally> {
    let words = ["clippy", "--quiet", "--package", "synod", "--target", pins::TARGET, "--lib", "--bins"];
    lint("linting the page", place.command("cargo").args(words).args(["--test", "web", "--", "-D", "warnings"]))
}

fn doc(place: &Place) -> Outcome<Tally> {
    let natively = ["--workspace"].as_slice();
    let in_the_page = ["--package", "synod", "--lib", "--target", pins::TARGET].as_slice();
    for words in [natively, in_the_page] {
        let mut cargo = place.command("cargo");
        cargo.args(["doc", "--quiet", "--no-deps", "--document-private-items"]).args(words);
        cargo.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private-intra-doc-links");
        run::run("building the documentation", &mut cargo)?;
    }
    Ok(Tally::of_one(true))
}

fn tlc(place: &Place) -> Outcome<Tally> {
    tlc::for_testing(place).map(|()| Tally::of_one(true))
}

fn native(place: &Place) -> Outcome<Tally> {
    let mut cargo = place.command("cargo");
    cargo.args(["test", "--quiet", "--workspace", "--no-fail-fast"]);
    tlc::name_tools(place, &mut cargo);
    let (success, printed) = run::listen("testing", &mut cargo)?;
    Ok(Tally::of_cargo(success, &printed))
}

fn page(place: &Place) -> Outcome<Tally> {
    build::page(place).map(|()| Tally::of_one(true))
}

fn budget(place: &Place) -> Outcome<Tally> {
    measure::check(place).map(Tally::of_one)
}

fn browsers(place: &Place) -> Outcome<Tally> {
    browsers::for_testing(place).map(|()| Tally::of_one(true))
}

fn wasm(place: &Place) -> Outcome<Tally> {
    let mut cargo = place.command("cargo");
    cargo.args(["test", "--package", "synod", "--target", pins::TARGET, "--test", "web"]);
    // Unoptimized code on a busy machine: the runner's own twenty seconds are for smaller tests.
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    browsers::name_browsers(place, &mut cargo);
    let (success, printed) = run::listen("testing in a browser", &mut cargo)?;
    Ok(Tally::of_cargo(success, &printed))
}

fn e2e(place: &Place) -> Outcome<Tally> {
    let directory = place.e2e();
    let entries = std::fs::read_dir(&directory).map_err(|error| Complaint::file("read", &directory, &error))?;
    let names = entries.filter_map(Result::ok).map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut tests: Vec<String> = names.filter(|name| name.ends_with(".test.mjs")).collect();
    tests.sort();
    let report = place.target.join("e2e.tap");
    let mut node = place.command("node");
    // One file at a time: the browsers share two cores on a small machine.
    node.current_dir(&directory).args(["--test", "--test-concurrency=1"]);
    node.args(["--test-reporter=spec", "--test-reporter-destination=stdout"]);
    node.arg("--test-reporter=tap").arg(format!("--test-reporter-destination={}", report.display()));
    node.args(&tests).env("SYNOD_DIST", place.dist());
    browsers::name_browsers(place, &mut node);
    let (success, _) = run::listen("testing the built page", &mut node)?;
    let printed = std::fs::read_to_string(&report).map_err(|error| Complaint::file("read", &report, &error))?;
    Ok(Tally::of_tap(success, &printed))
}
