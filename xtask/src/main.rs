//! `cargo xtask`: from a clone to a page, and from a page to the figures about it.
//!
//! One module per verb ([`setup`], [`serve`], [`build`], [`seal`], [`mod@test`], [`measure`], [`mod@tlc`], [`against`]); under them [`place`] (where
//! things are), [`run`] (starting other programs), [`pins`] (the versions that were tried together). Nothing here is
//! part of the page, and the page knows nothing of it.

mod against;
mod browsers;
mod budget;
mod build;
mod complaint;
mod crates;
mod debian;
mod first_load;
mod flow;
mod measure;
mod outline;
mod parts;
mod pins;
mod place;
mod run;
mod seal;
mod searching;
mod serve;
mod setup;
mod sizes;
mod squeeze;
mod statics;
mod stopwatch;
mod tally;
mod test;
mod tlc;
mod wasm;

use complaint::{Complaint, Outcome};
use place::Place;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask VERB

  serve [--port N] [--no-open] [--release]   set up what is missing, serve the page on 127.0.0.1 and open it
  build                                      the release page in dist/, sealed, for any static host
  test [STAGE]..                             every check there is; ends with `N passed, N failed`
  measure [--check]                          sizes, time to a ready stage, time per frame; --check: the size budget only
  setup [--tests]                            only set up the tools (--tests: the browsers, npm packages and TLC too)
  record                                     write down, from runs in a browser, what travels with which part
  tlc                                        only compare our searches with TLC's; `test` does it, too
  against-nginx, against-haproxy             send 10,000 keys through the real one and compare with `synod place`
  seal                                       write the security policy into a built page (Trunk calls this itself)
  help                                       this text
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match carry_out(&words) {
        Ok(code) => code,
        Err(complaint) => {
            eprintln!("xtask: {complaint}");
            ExitCode::FAILURE
        }
    }
}

fn carry_out(words: &[String]) -> Outcome<ExitCode> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let Some((verb, rest)) = words.split_first() else {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    if matches!(*verb, "help" | "--help" | "-h") || rest.contains(&"--help") {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    }
    let place = Place::find()?;
    match *verb {
        "serve" => serve::serve(&place, rest),
        "build" => build::build(&place, rest),
        "seal" => seal::seal(&place),
        "record" => first_load::record(&place, rest),
        "setup" => setup::setup(&place, rest),
        "test" => test::test(&place, rest),
        "tlc" => tlc::tlc(&place, rest),
        "against-nginx" => against::nginx(&place, rest),
        "against-haproxy" => against::haproxy(&place, rest),
        "measure" => measure::measure(&place, rest),
        other => Err(Complaint::new(format!("there is no verb `{other}`; `cargo xtask help` lists them"))),
    }
}
