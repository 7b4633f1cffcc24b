//! The arguments of the command line, as `clap` reads them.

use std::ffi::OsString;

use clap::{Parser, Subcommand, ValueEnum};

use crate::text::Locale;

/// Watch distributed systems make up their minds, and break them on purpose.
#[derive(Parser)]
#[command(name = "synod", version, arg_required_else_help = true)]
pub(super) struct Args {
    /// What to do.
    #[command(subcommand)]
    pub(super) verb: Verb,
}

/// What to do.
#[derive(Subcommand)]
pub(super) enum Verb {
    /// List the exhibits, their scenarios, knobs and guards
    List(List),
    /// Run a scenario to its end and report what came of it
    ///
    /// Exit code 1: an expectation of the scenario or file is not met. 2: something is bad, told in
    /// one sentence on standard error.
    Run(Run),
    /// Place keys on servers as nginx, libketama, Envoy, HAProxy and others do
    ///
    /// Prints KEY, a tab and the server for each line of keys. Policies: modulo, nginx-hash,
    /// nginx-ip-hash, teaching-ring, nginx-consistent, ketama, envoy-ring, haproxy-consistent, jump,
    /// rendezvous, maglev, envoy-maglev. Exit code 2: something is bad, told in one sentence.
    Place(Place),
}

/// `synod list`.
#[derive(clap::Args)]
pub(super) struct List {
    /// The language: en or zh
    #[arg(long, default_value = "en", value_parser = locale)]
    pub(super) lang: Locale,
}

/// `synod run`.
#[derive(clap::Args)]
pub(super) struct Run {
    /// EXHIBIT, EXHIBIT/SCENARIO, a scenario FILE, or - for a file on standard input
    ///
    /// What ends in .json is a file; else what begins with the name of an exhibit is a scenario of
    /// it; else it is a file.
    #[arg(value_name = "EXHIBIT[/SCENARIO] | FILE")]
    pub(super) what: OsString,
    /// Set a knob
    #[arg(long, value_name = "KNOB=VALUE")]
    pub(super) set: Vec<String>,
    /// Take a guard away
    #[arg(long, value_name = "GUARD")]
    pub(super) without: Vec<String>,
    /// The seed of all chance
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,
    /// The language: en or zh
    #[arg(long, default_value = "en", value_parser = locale)]
    pub(super) lang: Locale,
    /// How to report
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub(super) format: Form,
    /// Tell every frame
    #[arg(long)]
    pub(super) story: bool,
}

/// `synod place`.
#[derive(clap::Args)]
pub(super) struct Place {
    /// How to place: one of the policies above
    pub(super) policy: String,
    /// A server, and its weight if that is not 1; in their order, and HAProxy counts them from 1
    #[arg(long, value_name = "HOST[=WEIGHT]")]
    pub(super) server: Vec<String>,
    /// A file of keys, one a line of at most 65536 bytes of UTF-8; - for standard input
    #[arg(long, value_name = "FILE | -", default_value = "-")]
    pub(super) keys: OsString,
    /// Print the points of the ring, or the slots of the table, instead
    #[arg(long, conflicts_with = "keys")]
    pub(super) points: bool,
    /// Set something of the policy
    #[arg(long, value_name = "NAME=VALUE", help = "Set points, ring_size, ring_size_max or table_size, where the policy has it")]
    pub(super) set: Vec<String>,
    /// The language of complaints: en or zh
    #[arg(long, default_value = "en", value_parser = locale)]
    pub(super) lang: Locale,
}

/// How to report.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum Form {
    /// In words
    Text,
    /// One JSON object
    Json,
}

fn locale(code: &str) -> Result<Locale, &'static str> {
    Locale::from_code(code).ok_or("it is en or zh")
}
