//! What the page and the searcher write each other: lines of a word and what belongs to it.
//!
//! ```text
//! to the searcher                      from the searcher
//! run #/paxos/duel?v=1&w=promise       distinct 120000
//! lang en                              generated 700100
//! network bag                          depth 12
//! losses 1                             waiting 3201
//! check agreement                      millis 240
//! claim P1:declared:red                ..
//! walk (or: traitors 2, table)         over
//! states 1000000                       limit states (or: enough)
//!                                      check agreement broken 14
//!                                      found #/paxos/duel?v=1&w=promise&a=..
//!                                      refused One sentence that says why it cannot be searched.
//! ```
//!
//! Both ends are built together, so nothing here has to be understood by a later version.

use std::fmt::Write;

use crate::exhibit::Saved;
use crate::exhibit::explored::Question;
use crate::explore::{Answer, Budget, Limit, Limits, Network, Order, Outcome, Plan, Progress};
use crate::sim::Disk;
use crate::text::Locale;

use super::{Asked, COUNTS, Fault, LIMITS, OUTCOMES, STATES};

/// What the searcher says when it hears.
pub const READY: &str = "ready";
/// What tells it to stop.
pub const STOP: &str = "stop";

/// The most bytes that a search in a page may hold: what a browser gives to one tab of a phone.
pub const BYTES_MAX: usize = 700 << 20;

/// How many random walks a sample has.
const WALKS: u32 = 20_000;

/// What the searcher says.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Said {
    /// How many states it has looked at.
    pub distinct: u64,
    /// How many it has made.
    pub generated: u64,
    /// How many steps the farthest is from the start.
    pub depth: u32,
    /// How many wait to be looked at.
    pub waiting: u64,
    /// For how many milliseconds it has searched.
    pub millis: u64,
    /// Whether it is over.
    pub over: bool,
    /// What ended it early.
    pub limit: Option<Limit>,
    /// Whether it ended because all that was asked for was found.
    pub enough: bool,
    /// What is known of each check: its name, what is said of it, and the number of moves to it.
    pub checks: Vec<(String, Outcome, u32)>,
    /// Where strategies are searched: how many there are, and how many break each check.
    pub counted: Option<Vec<u64>>,
    /// The rows of the table that are counted: nodes, tolerated, traitors, strategies, and how many break each check.
    pub rows: Vec<Vec<u64>>,
    /// The address of a run in which a check is broken.
    pub found: Option<String>,
    /// Why it cannot be searched, in a sentence.
    pub refused: Option<String>,
}

impl Said {
    /// How many states it looks at in a second.
    pub fn rate(&self) -> u64 {
        self.distinct * 1_000 / self.millis.max(1)
    }

    /// What is known of a search.
    pub fn of(progress: &Progress, answers: &[Answer], millis: u64) -> Said {
        Said {
            distinct: progress.distinct as u64,
            generated: progress.generated,
            depth: progress.depth,
            waiting: progress.waiting as u64,
            millis,
            over: progress.over,
            limit: progress.limit,
            enough: false,
            checks: answers
                .iter()
                .map(|answer| (answer.aim.name.to_owned(), answer.outcome, answer.length.unwrap_or(0) as u32))
                .collect(),
            counted: None,
            rows: Vec::new(),
            found: None,
            refused: None,
        }
    }

    /// As a letter.
    pub fn write(&self) -> String {
        let mut text = String::new();
        let Said { distinct, generated, depth, waiting, millis, .. } = self;
        // A string takes whatever is written to it.
        let _ = write!(text, "distinct {distinct}\ngenerated {generated}\ndepth {depth}\nwaiting {waiting}\nmillis {millis}\n");
        for (is, word) in [(self.over, "over\n"), (self.enough, "enough\n")] {
            text.push_str(if is { word } else { "" });
        }
        if let Some((word, _)) = LIMITS.iter().find(|(_, limit)| Some(*limit) == self.limit) {
            let _ = writeln!(text, "limit {word}");
        }
        for (name, outcome, length) in &self.checks {
            let word = OUTCOMES.iter().find(|(_, known)| known == outcome).map_or("", |(word, _)| word);
            let _ = writeln!(text, "check {name} {word} {length}");
        }
        let counted = self.counted.iter().map(|numbers| ("counted", numbers));
        for (word, numbers) in counted.chain(self.rows.iter().map(|numbers| ("row", numbers))) {
            text.push_str(word);
            for number in numbers {
                let _ = write!(text, " {number}");
            }
            text.push('\n');
        }
        for (word, value) in [("found", &self.found), ("refused", &self.refused)] {
            if let Some(value) = value {
                let _ = writeln!(text, "{word} {value}");
            }
        }
        text
    }

    /// Reads a letter; `None` when it is none.
    pub fn read(text: &str) -> Option<Said> {
        let mut said = Said::default();
        for line in text.lines() {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "distinct" => said.distinct = rest.parse().ok()?,
                "generated" => said.generated = rest.parse().ok()?,
                "depth" => said.depth = rest.parse().ok()?,
                "waiting" => said.waiting = rest.parse().ok()?,
                "millis" => said.millis = rest.parse().ok()?,
                "over" => said.over = true,
                "enough" => said.enough = true,
                "limit" => said.limit = Some(LIMITS.iter().find(|(known, _)| *known == rest)?.1),
                "check" => said.checks.push(checked(rest)?),
                "counted" => said.counted = Some(numbers(rest)?),
                "row" => said.rows.push(numbers(rest)?),
                "found" => said.found = Some(rest.to_owned()),
                "refused" => said.refused = Some(rest.to_owned()),
                _ => return None,
            }
        }
        Some(said)
    }
}

fn numbers(rest: &str) -> Option<Vec<u64>> {
    rest.split(' ').map(|number| number.parse().ok()).collect()
}

fn checked(rest: &str) -> Option<(String, Outcome, u32)> {
    let mut parts = rest.split(' ');
    let (name, word, length) = (parts.next()?, parts.next()?, parts.next()?);
    let outcome = OUTCOMES.iter().find(|(known, _)| *known == word)?.1;
    Some((name.to_owned(), outcome, length.parse().ok()?))
}

/// What is asked, as a letter; `run` is the address of the run whose settings it is about.
pub(super) fn write(asked: &Asked, run: &str, locale: Locale) -> String {
    let network = Network::ALL.get(asked.network).map_or("", |(name, _)| name);
    let states = STATES.get(asked.states).copied().unwrap_or(STATES[0]);
    let mut text = String::new();
    let _ = write!(text, "run {run}\nlang {}\nnetwork {network}\nstates {states}\n", locale.code());
    for ((name, _), count) in Fault::ALL.iter().zip(asked.counts) {
        let _ = writeln!(text, "{name} {}", COUNTS.get(count).copied().unwrap_or(0));
    }
    if asked.lies {
        let _ = writeln!(text, "traitors {}", asked.traitors);
    }
    for (is, word) in [(asked.disks, "disks\n"), (asked.sampled, "walk\n"), (asked.table, "table\n")] {
        text.push_str(if is { word } else { "" });
    }
    for check in &asked.checks {
        let _ = writeln!(text, "check {check}");
    }
    for claim in &asked.claims {
        let _ = writeln!(text, "claim {claim}");
    }
    text
}

/// What the searcher reads in a letter.
pub(super) struct Read<'a> {
    /// The address of the run.
    pub(super) run: &'a str,
    /// The language of sentences.
    pub(super) locale: Locale,
    /// Whether the table is to be counted.
    pub(super) table: bool,
    traitors: Option<u8>,
    network: Network,
    counts: [u8; Fault::ALL.len()],
    disks: bool,
    walk: bool,
    states: usize,
    checks: Vec<&'a str>,
    claims: Vec<String>,
}

impl<'a> Read<'a> {
    /// Reads a letter; `None` when it is none.
    pub(super) fn of(text: &'a str) -> Option<Read<'a>> {
        let mut read = Read {
            run: "",
            locale: Locale::default(),
            table: false,
            traitors: None,
            network: Network::Bag,
            counts: [0; Fault::ALL.len()],
            disks: false,
            walk: false,
            states: 0,
            checks: Vec::new(),
            claims: Vec::new(),
        };
        for line in text.lines() {
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            match word {
                "run" => read.run = rest,
                "lang" => read.locale = Locale::from_code(rest)?,
                "network" => read.network = Network::ALL.iter().find(|(known, _)| *known == rest)?.1,
                "states" => read.states = rest.parse().ok()?,
                "table" => read.table = true,
                "traitors" => read.traitors = Some(rest.parse().ok()?),
                "disks" => read.disks = true,
                "walk" => read.walk = true,
                "check" => read.checks.push(rest),
                "claim" => read.claims.push(rest.to_owned()),
                fault => {
                    let place = Fault::ALL.iter().position(|(known, _)| *known == fault)?;
                    read.counts[place] = rest.parse().ok()?;
                }
            }
        }
        Some(read).filter(|read| !read.run.is_empty())
    }

    /// What is asked of an exhibit, whose checks these are.
    pub(super) fn question(&self, saved: &Saved, checks: &[&'static str]) -> Question {
        let count = |fault: Fault| Fault::ALL.iter().position(|(_, one)| *one == fault).map_or(0, |place| self.counts[place]);
        let any = COUNTS[COUNTS.len() - 1];
        let losses = count(Fault::Loss);
        // Strategies have a bound of their own.
        let states = if self.traitors.is_some() { usize::MAX } else { self.states };
        let limits = Limits { states, bytes: BYTES_MAX, walks: WALKS, ..Limits::default() };
        let order = if self.walk { Order::Walk(saved.seed) } else { Order::Breadth };
        Question {
            knobs: saved.knobs.clone(),
            without: saved.without.clone(),
            seed: saved.seed,
            network: self.network,
            // As many as one likes need not be counted.
            lossy: losses == any,
            budget: Budget {
                losses: if losses == any { 0 } else { losses },
                duplications: count(Fault::Duplication),
                crashes: count(Fault::Crash),
                wakes: count(Fault::Wake),
                disks: if self.disks { &[Disk::Kept, Disk::Lost] } else { &[Disk::Kept] },
                lies: count(Fault::Lie),
                timeouts: count(Fault::Timeout),
                ..Budget::default()
            },
            claims: self.claims.clone(),
            checks: checks.iter().copied().filter(|check| self.checks.contains(check)).collect(),
            plan: Plan { order, limits, ..Plan::default() },
            traitors: self.traitors.filter(|traitors| *traitors > 0),
            given: false,
        }
    }
}
