//! What searches cost, beside Stateright and beside a plain search with whole states: `cargo bench --bench explore`.
//! Printed, never asserted, except that all count the same.
//!
//! Every search runs in a process of its own, so that none finds the memory that another has left behind, and every byte is
//! counted by the same allocator. The counting costs time, too: more of it where more is allocated, and with two threads
//! more than with one.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]
#![expect(clippy::cast_precision_loss, reason = "what is printed has two decimals")]

mod ours;
mod plain;
mod theirs;

use std::alloc::System;
use std::process::Command;
use std::time::Instant;

use cap::Cap;

/// Counts bytes and limits nothing.
#[global_allocator]
static MEMORY: Cap<System> = Cap::new(System, usize::MAX);

/// A search with so many threads: how many distinct states; `None` where it has no such number of threads.
type Count = fn(threads: usize) -> Option<usize>;

/// Every search that can be asked for by name.
const SEARCHES: [(&str, Count); 4] =
    [("actors-ours", ours::actors), ("actors-stateright", theirs::actors), ("set-ours", ours::set), ("set-plain", plain::set)];

/// What is compared.
struct Pair {
    title: &'static str,
    /// How many distinct states there are.
    states: usize,
    /// The name of our search, and with how many threads it is made.
    ours: (&'static str, &'static [usize]),
    /// The other one.
    other: (&'static str, &'static [usize]),
}

const PAIRS: [Pair; 2] = [
    Pair {
        title: "paxos-actors, 3 clients",
        states: 1_194_428,
        ours: ("actors-ours", &[1, 2]),
        other: ("actors-stateright", &[1, 2]),
    },
    Pair {
        title: "paxos-set, 3 acceptors, 1 value, 4 ballots",
        states: 2_825_761,
        ours: ("set-ours", &[1, 2]),
        other: ("set-plain", &[1]),
    },
];

/// Each search so often, in turns; the quickest counts.
const TRIES: usize = 2;

/// What one search took.
#[derive(Clone, Copy)]
struct Cost {
    seconds: f64,
    bytes: usize,
    states: usize,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [mode, name, threads] = &arguments[..]
        && mode == "--one"
    {
        return one(name, threads.parse().expect("a number of threads"));
    }
    for Pair { title, states, ours: (ours, our_threads), other: (other, other_threads) } in PAIRS {
        println!("{title}, {states} states; the quickest of {TRIES}");
        println!("{:<20}{:>8}{:>10}{:>14}{:>14}", "", "threads", "seconds", "states/s", "bytes/state");
        let jobs: Vec<(&str, usize)> = our_threads
            .iter()
            .map(|threads| (ours, *threads))
            .chain(other_threads.iter().map(|threads| (other, *threads)))
            .collect();
        let costs = quickest(&jobs);
        for ((name, threads), cost) in jobs.iter().zip(&costs) {
            let Some(cost) = cost else {
                println!("{name:<20}{threads:>8}{:>10}", "none");
                continue;
            };
            assert_eq!(cost.states, states, "{name} counts other states");
            println!("{name:<20}{threads:>8}{:>10.2}{:>14.0}{:>14.1}", cost.seconds, cost.rate(), cost.bytes_each());
        }
        let of = |wanted: &str, threads: usize| {
            let at = jobs.iter().position(|(name, of)| *name == wanted && *of == threads)?;
            costs[at]
        };
        for threads in our_threads {
            // Whatever has one thread only is compared with that.
            let beside = if other_threads.contains(threads) { *threads } else { 1 };
            if let (Some(mine), Some(theirs)) = (of(ours, *threads), of(other, beside)) {
                println!(
                    "{ours}/{threads} to {other}/{beside}: {:.2} times as many states a second, {:.2} of the bytes",
                    mine.rate() / theirs.rate(),
                    mine.bytes_each() / theirs.bytes_each()
                );
            }
        }
        println!();
    }
}

impl Cost {
    /// States a second.
    fn rate(self) -> f64 {
        self.states as f64 / self.seconds
    }

    /// The most bytes that were held at once, for each state.
    fn bytes_each(self) -> f64 {
        self.bytes as f64 / self.states as f64
    }
}

/// The least cost of each, tried in turns.
fn quickest(jobs: &[(&str, usize)]) -> Vec<Option<Cost>> {
    let mut least: Vec<Option<Cost>> = vec![None; jobs.len()];
    for _ in 0..TRIES {
        for ((name, threads), least) in jobs.iter().zip(&mut least) {
            let cost = elsewhere(name, *threads);
            if let Some(cost) = cost
                && least.is_none_or(|least| cost.seconds < least.seconds)
            {
                *least = Some(cost);
            }
        }
    }
    least
}

/// One search in a process of its own.
fn elsewhere(name: &str, threads: usize) -> Option<Cost> {
    let me = std::env::current_exe().expect("the path of this program");
    let out = Command::new(me).args(["--one", name, &threads.to_string()]).output().expect("a process of its own");
    assert!(out.status.success(), "{name} failed: {}", String::from_utf8_lossy(&out.stderr));
    let out = String::from_utf8_lossy(&out.stdout).into_owned();
    let [seconds, bytes, states] = out.split_whitespace().collect::<Vec<_>>()[..] else { return None };
    let number = |text: &str| text.parse().expect("a whole number");
    Some(Cost { seconds: seconds.parse().expect("seconds"), bytes: number(bytes), states: number(states) })
}

/// Searches here, and prints what it took; nothing where there is no such number of threads.
fn one(name: &str, threads: usize) {
    let (_, count) = SEARCHES.iter().find(|(known, _)| *known == name).expect("a search with this name");
    let (before, start) = (MEMORY.allocated(), Instant::now());
    if let Some(states) = count(threads) {
        println!("{} {} {states}", start.elapsed().as_secs_f64(), MEMORY.max_allocated() - before);
    }
}
