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
    /// Search every schedule of an exhibit, or of a published model, for a run that breaks it
    ///
    /// Models: paxos-set (acceptors, values, ballots; without majority, one-value, distinct, promise,
    /// record, adopt, again, equal) and paxos-actors (clients). Exit code 0: every check holds. 1: one
    /// is broken. 2: something is bad, told in one sentence. 3: a limit was met before the end.
    Explore(Explore),
    /// Write a machine down in TLA+, with its constants filled in, for TLC
    ///
    /// The model checker TLC counts the states that Synod's own search counts, and spreads its work over as many
    /// machines as there are. Start it with -deadlock: a run that has ended is not an error. Exit code 2: something is
    /// bad, told in one sentence.
    Export(Export),
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

/// `synod explore`.
#[derive(clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct Explore {
    /// What to search
    #[arg(value_name = "EXHIBIT | paxos-set | paxos-actors")]
    pub(super) what: String,
    /// Set a knob, or a size of a model
    #[arg(long, value_name = "KNOB=VALUE")]
    pub(super) set: Vec<String>,
    /// Take a guard away
    #[arg(long, value_name = "GUARD")]
    pub(super) without: Vec<String>,
    /// Search for this check only; without it for all that are about safety
    #[arg(long, value_name = "CHECK")]
    pub(super) check: Vec<String>,
    /// Can it be? A claim about one state, such as P1:declared:red; up to three are to be so all at once
    #[arg(long, value_name = "CLAIM")]
    pub(super) can: Vec<String>,
    /// What becomes of messages: set (they stay for ever), bag (in any order), bag+dup (they may arrive again), ordered
    #[arg(long, value_name = "NETWORK")]
    pub(super) network: Option<String>,
    /// Any message may be lost
    #[arg(long)]
    pub(super) lossy: bool,
    /// So many messages may be lost (31: as many as one likes; so, too, with the others)
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=31))]
    pub(super) losses: u8,
    /// So many messages may be doubled
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=31))]
    pub(super) duplications: u8,
    /// So many times a node may crash, in the middle of sending, too
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=31))]
    pub(super) crashes: u8,
    /// So many times a crashed node may wake; without it as often as nodes crash
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=31))]
    pub(super) wakes: Option<u8>,
    /// What a node finds on its disk when it wakes
    #[arg(long, value_enum, default_value_t = DiskFound::Kept)]
    pub(super) disk: DiskFound,
    /// So many messages may say something else than they should
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=31))]
    pub(super) lies: u8,
    /// In rounds: exactly so many traitors, wherever they are; without it as many as are tolerated
    #[arg(long, value_name = "N")]
    pub(super) traitors: Option<u8>,
    /// So many timers may go off
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=31))]
    pub(super) timeouts: u8,
    /// Take states that differ only in names for one (paxos-set)
    #[arg(long)]
    pub(super) symmetry: bool,
    /// Level by level, so that what is found is shortest; this is the default
    #[arg(long, conflicts_with_all = ["dfs", "walk"])]
    pub(super) bfs: bool,
    /// Each way to its end before the next one
    #[arg(long, conflicts_with = "walk")]
    pub(super) dfs: bool,
    /// Random walks from this seed: a sample, not a search
    #[arg(long, value_name = "SEED")]
    pub(super) walk: Option<u64>,
    /// How many random walks, instead of 10000
    #[arg(long, value_name = "N")]
    pub(super) walks: Option<u32>,
    /// How many threads; every number finds the same
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub(super) threads: Option<u16>,
    /// At most so many distinct states
    #[arg(long, value_name = "N", default_value_t = 50_000_000, value_parser = clap::value_parser!(u32).range(1..=4_000_000_000))]
    pub(super) max_states: u32,
    /// At most so many steps from a start
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    pub(super) max_depth: u32,
    /// At most so many megabytes
    #[arg(long, value_name = "N", default_value_t = 4_096)]
    pub(super) max_megabytes: u32,
    /// At most so many seconds
    #[arg(long, value_name = "N")]
    pub(super) max_seconds: Option<u32>,
    /// How to report
    #[arg(long, value_enum, default_value_t = Form::Text)]
    pub(super) format: Form,
    /// Write the first broken check's run to a file that synod run and the page open
    #[arg(long, value_name = "FILE.json")]
    pub(super) witness: Option<OsString>,
    /// The seed of the run that is written, instead of 1
    #[arg(long, value_name = "N")]
    pub(super) seed: Option<u64>,
    /// The language: en or zh
    #[arg(long, default_value = "en", value_parser = locale)]
    pub(super) lang: Locale,
}

/// `synod export`.
#[derive(clap::Args)]
pub(super) struct Export {
    /// What: an exhibit with a specification, or paxos-set, Paxos as a set of messages
    #[arg(long, value_name = "EXHIBIT | paxos-set")]
    pub(super) tla: String,
    /// Set a knob of the exhibit; paxos-set has acceptors, values and ballots
    #[arg(long, value_name = "KNOB=VALUE")]
    pub(super) set: Vec<String>,
    /// Write MODULE.tla and MODULE.cfg into this folder, in place of what has these names, and print their paths
    ///
    /// Without it both are printed: the module, and behind its last line, where TLA+ no longer reads, the
    /// configuration.
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<OsString>,
    /// The language of complaints: en or zh
    #[arg(long, default_value = "en", value_parser = locale)]
    pub(super) lang: Locale,
}

/// What a node finds on its disk.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(super) enum DiskFound {
    /// What it had written
    Kept,
    /// Nothing
    Lost,
    /// Either
    Any,
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
