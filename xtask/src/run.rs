//! Starting other programs: quietly, in sight, or in sight and listened to. Nothing is ever read from the terminal.

use crate::complaint::{Complaint, Outcome};
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// Runs a program in sight of the person; fails when it fails.
pub(crate) fn run(doing: &str, command: &mut Command) -> Outcome<()> {
    let status = command.stdin(Stdio::null()).status().map_err(|error| not_started(doing, command, &error))?;
    if status.success() { Ok(()) } else { Err(failed(doing, command, &status.to_string())) }
}

/// Turns into a program, where the system can do that, so that what ends this one ends that one; else runs it.
pub(crate) fn turn_into(doing: &str, command: &mut Command) -> Outcome<()> {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        let error = command.stdin(Stdio::null()).exec();
        Err(not_started(doing, command, &error))
    }
    #[cfg(not(unix))]
    run(doing, command)
}

/// Runs a program out of sight and hands back what it printed; fails, with its last words, when it fails.
pub(crate) fn output_of(doing: &str, command: &mut Command) -> Outcome<String> {
    let output = command.stdin(Stdio::null()).output().map_err(|error| not_started(doing, command, &error))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
    Err(failed(doing, command, last.trim()))
}

/// Runs a program out of sight; nothing when it cannot be started or fails.
pub(crate) fn try_output_of(command: &mut Command) -> Option<String> {
    output_of("", command).ok()
}

/// Runs a program in sight and hands back what it printed on its standard output, and whether it succeeded.
pub(crate) fn listen(doing: &str, command: &mut Command) -> Outcome<(bool, String)> {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().map_err(|error| not_started(doing, command, &error))?;
    let mut heard = String::new();
    if let Some(stdout) = child.stdout.take() {
        let mut out = std::io::stdout();
        for line in BufReader::new(stdout).split(b'\n') {
            let Ok(line) = line else { break };
            let line = String::from_utf8_lossy(&line);
            // A closed terminal is no reason to stop a test run.
            let _ = writeln!(out, "{line}");
            heard.push_str(&line);
            heard.push('\n');
        }
    }
    let status = child.wait().map_err(|error| not_started(doing, command, &error))?;
    Ok((status.success(), heard))
}

fn not_started(doing: &str, command: &Command, error: &std::io::Error) -> Complaint {
    Complaint::new(format!("{doing}: `{}` could not be started: {error}", command.get_program().display()))
}

fn failed(doing: &str, command: &Command, why: &str) -> Complaint {
    let words: Vec<String> = std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy().into_owned())
        .collect();
    Complaint::new(format!("{doing}: `{}` failed: {why}", words.join(" ")))
}
