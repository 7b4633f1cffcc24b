//! The command line as people and scripts meet it: the built binary, on good input and on bad.
#![cfg(not(target_arch = "wasm32"))]

mod bad;
mod explore;
mod export;
mod place;
mod reports;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;

const SYNOD: &str = env!("CARGO_BIN_EXE_synod");

/// How the binary answered, and after how long.
struct Told {
    out: String,
    err: String,
    code: Option<i32>,
    after: Duration,
}

#[expect(clippy::disallowed_methods, reason = "a test may look at the clock; it prints what it sees")]
fn synod(arguments: &[&str], input: &[u8]) -> Told {
    let before = Instant::now();
    let piped = || Stdio::piped();
    let started = Command::new(SYNOD).args(arguments).stdin(piped()).stdout(piped()).stderr(piped()).spawn();
    let mut process = started.expect("the binary starts");
    // The binary may well stop reading early: that is its right.
    let _ = process.stdin.take().expect("its input is a pipe").write_all(input);
    let Output { status, stdout, stderr } = process.wait_with_output().expect("the binary ends");
    Told {
        out: String::from_utf8(stdout).expect("what it tells is UTF-8"),
        err: String::from_utf8(stderr).expect("what it complains of is UTF-8"),
        code: status.code(),
        after: before.elapsed(),
    }
}

/// Exit code 2, one line on standard error, nothing on standard output.
fn assert_bad(name: &str, told: &Told) {
    println!("{:>6.1} ms  {name}: {}", told.after.as_secs_f64() * 1e3, told.err.trim_end());
    assert_eq!(told.code, Some(2), "{name}: {}", told.err);
    assert_eq!(told.out, "", "{name}");
    assert!(told.err.ends_with('\n') && told.err.lines().count() == 1 && told.err.len() < 500, "{name}: {}", told.err);
    assert!(!told.err.contains("panicked"), "{name}: {}", told.err);
}

fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder for the test's files");
    folder
}

/// The text of a file of the Paxos exhibit with these further fields.
fn paxos(fields: &str) -> Vec<u8> {
    format!("{{ \"format\": 1, \"exhibit\": \"paxos\"{fields} }}").into_bytes()
}

#[test]
fn help_and_the_list_are_answers() {
    for arguments in [&["--help"][..], &["run", "--help"], &["list"], &["list", "--lang", "zh"], &["--version"], &[]] {
        let told = synod(arguments, b"");
        assert!(told.code == Some(0) && told.err.is_empty() && !told.out.is_empty(), "{arguments:?}: {}", told.err);
    }
}

/// The report on a run that must be fine.
fn report(arguments: &[&str]) -> Value {
    let told = synod(&[arguments, &["--format", "json"]].concat(), b"");
    println!("{:>6.1} ms  {}", told.after.as_secs_f64() * 1e3, arguments.join(" "));
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{arguments:?}");
    serde_json::from_str(&told.out).expect("a report is one JSON object")
}

fn scenario(name: &str) -> String {
    format!("{}/tests/scenarios/{name}.json", env!("CARGO_MANIFEST_DIR"))
}
