//! Placement: known answers of every source, independent oracles, second opinions, and what policies promise.
#![cfg(not(target_arch = "wasm32"))]

mod bounded;
mod changes;
mod known;
mod limits;
mod opinions;
mod oracle;
mod rings;
mod same;

use synod::balance::{Placement, Policy, Servers, Settings};

/// Servers of these names, and weights behind `=`.
fn servers(words: &str) -> Servers {
    let split = |word: &str| match word.split_once('=') {
        Some((name, weight)) => (name.to_owned(), weight.parse().expect("a weight")),
        None => (word.to_owned(), 1),
    };
    Servers::new(words.split_whitespace().map(split)).expect("a list of servers")
}

fn build(policy: Policy, words: &str) -> Placement {
    Placement::build(policy, servers(words), &Settings::default()).expect("it can be built")
}

fn set(policy: Policy, words: &str, name: &str, value: &str) -> Placement {
    let mut settings = Settings::default();
    settings.set(policy, name, value).expect("it can be set");
    Placement::build(policy, servers(words), &settings).expect("it can be built")
}

/// The name of the server of a key.
fn owner<'a>(placement: &'a Placement, key: &str) -> &'a str {
    let place = placement.place(key.as_bytes()).expect("the key has a place");
    let why = placement.why(key.as_bytes()).expect("and a reason");
    assert_eq!(why.server(), place, "{key}: {why:?}");
    &placement.servers().get(place).expect("a server").name
}

fn owners<'a>(placement: &'a Placement, keys: &str) -> Vec<&'a str> {
    keys.split_whitespace().map(|key| owner(placement, key)).collect()
}
