//! The command line: `synod list`, `run`, `place`, `explore` and `export`, the second shell beside the page.
//!
//! It reads ([`source`]), lets the run go to its end ([`run`]) and tells what came of it
//! ([`report`], as JSON or in words). It knows no exhibit: everything comes through the catalogue
//! and the session. `synod place` ([`place`], complaints in [`grievance`]) needs no exhibit: it streams.
//! `synod export` ([`export`]) writes specifications for TLC. Whatever is bad ends with exit code 2 and
//! one sentence on standard error; an expectation that is not met with 1.

mod args;
mod explore;
mod export;
mod grievance;
mod json;
mod list;
mod place;
mod prose;
mod report;
mod run;
mod source;
#[cfg(test)]
mod tests;

use std::ffi::OsString;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind as ClapKind;

use crate::exhibit::Exhibit;
use crate::exhibits::catalogue;
use args::{Args, Verb};

/// Everything is fine.
const FINE: u8 = 0;
/// An expectation is not met.
const UNMET: u8 = 1;
/// Something is bad: the arguments, the file, the world.
const BAD: u8 = 2;
/// A search met a limit before its end.
const LIMIT: u8 = 3;

/// What the command line answers.
#[derive(Debug)]
struct Answer {
    /// For standard output.
    out: String,
    /// For standard error, without a line end.
    err: String,
    /// The exit code.
    code: u8,
}

/// Answers the arguments of this process.
pub fn main() -> ExitCode {
    let Answer { out, err, code } = answer(catalogue(), std::env::args_os());
    let told = io::stdout().lock().write_all(out.as_bytes()).and_then(|()| io::stdout().flush());
    if !err.is_empty() {
        // Nobody is left to be told when standard error is gone.
        let _ = writeln!(io::stderr(), "{err}");
    }
    match told {
        // Whoever closed the pipe has read enough.
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            let _ = writeln!(io::stderr(), "Standard output cannot be written: {error}.");
            ExitCode::from(BAD)
        }
        Ok(()) | Err(_) => ExitCode::from(code),
    }
}

/// Answers arguments, the program's name first.
fn answer(catalogue: &[&'static dyn Exhibit], arguments: impl IntoIterator<Item = OsString>) -> Answer {
    let args = match Args::try_parse_from(arguments) {
        Ok(args) => args,
        Err(error) => return of_clap(&error),
    };
    match args.verb {
        Verb::List(list) => Answer { out: list::list(catalogue, list.lang), err: String::new(), code: FINE },
        Verb::Run(run) => match run::run(catalogue, &run) {
            Ok((out, unmet)) if unmet.is_empty() => Answer { out, err: String::new(), code: FINE },
            Ok((out, unmet)) => Answer { out, err: unmet.join("\n"), code: UNMET },
            Err(complaint) => Answer { out: String::new(), err: complaint, code: BAD },
        },
        Verb::Explore(args) => match explore::explore(catalogue, &args) {
            Ok(answer) => answer,
            Err(complaint) => Answer { out: String::new(), err: complaint, code: BAD },
        },
        Verb::Export(args) => match export::export(catalogue, &args) {
            Ok(out) => Answer { out, err: String::new(), code: FINE },
            Err(complaint) => Answer { out: String::new(), err: complaint.tell(args.lang), code: BAD },
        },
        // Millions of lines do not wait in an answer: they are on standard output already.
        Verb::Place(args) => match place::place(&args) {
            Ok(()) => Answer { out: String::new(), err: String::new(), code: FINE },
            Err(complaint) => Answer { out: String::new(), err: complaint, code: BAD },
        },
    }
}

/// Help and version are answers; anything else of clap's is cut to its one sentence.
fn of_clap(error: &clap::Error) -> Answer {
    let text = error.render().to_string();
    if matches!(
        error.kind(),
        ClapKind::DisplayHelp | ClapKind::DisplayVersion | ClapKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        return Answer { out: text, err: String::new(), code: FINE };
    }
    let sentence: Vec<&str> = text.lines().take_while(|line| !line.trim().is_empty()).map(str::trim).collect();
    let sentence = sentence.join(" ");
    let sentence = sentence.strip_prefix("error: ").unwrap_or(&sentence);
    let sentence: String = sentence.chars().filter(|letter| !letter.is_control()).collect();
    Answer { out: String::new(), err: sentence + "; see synod --help.", code: BAD }
}
