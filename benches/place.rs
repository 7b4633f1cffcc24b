//! What placing keys costs, beside two crates that do the same in the same run: `cargo bench --bench place`.
//! Printed, never asserted. Each figure is the least of several tries: other work on the machine is not what is measured.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

use std::hint::black_box;
use std::net::SocketAddr;
use std::time::Instant;

use pingora_ketama::{Bucket, Continuum};
use synod::balance::jump::jump;
use synod::balance::{Placement, Policy, Servers, Settings};

const SERVERS: u32 = 1_000;
const KEYS: u32 = 1_000_000;
const TRIES: u32 = 40;

fn main() {
    let names: Vec<String> = (0..SERVERS).map(|server| format!("10.1.{}.{}:8080", server / 250, server % 250)).collect();
    let servers = Servers::new(names.iter().map(|name| (name.as_str(), 1))).expect("a thousand servers");
    let build = |policy| Placement::build(policy, servers.clone(), &Settings::default()).expect("it can be built");
    let keys: Vec<String> = (0..KEYS).map(|key| format!("user:{}", key.wrapping_mul(2_654_435_761))).collect();

    let buckets: Vec<Bucket> = names.iter().map(|name| Bucket::new(name.parse::<SocketAddr>().expect("an address"), 1)).collect();
    println!("{SERVERS} servers, {KEYS} keys; milliseconds");
    let ours = build(Policy::NginxConsistent);
    let theirs = Continuum::new(&buckets);
    // Where two servers have a point at the same place, an unstable sort decides there and the order of the list here.
    let name = |key: &String| names[usize::from(ours.place(key.as_bytes()).expect("any key has a place"))].parse().ok();
    let others = keys.iter().filter(|key| theirs.node(key.as_bytes()) != name(key)).count();
    println!("keys that pingora-ketama places elsewhere, points being shared: {others}");
    compare(
        "nginx-consistent, build",
        || drop(black_box(build(Policy::NginxConsistent))),
        ("pingora-ketama", || drop(black_box(Continuum::new(&buckets)))),
    );
    compare(
        "nginx-consistent, look-ups",
        || keys.iter().for_each(|key| _ = black_box(ours.place(key.as_bytes()))),
        ("pingora-ketama", || keys.iter().for_each(|key| _ = black_box(theirs.node(key.as_bytes())))),
    );
    let spread = |key: u32| u64::from(key).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    assert!((0..KEYS).all(|key| jump(spread(key), SERVERS) == jumpch::hash(spread(key), SERVERS)));
    compare(
        "jump, look-ups",
        || (0..KEYS).for_each(|key| _ = black_box(jump(spread(key), SERVERS))),
        ("jumpch", || (0..KEYS).for_each(|key| _ = black_box(jumpch::hash(spread(key), SERVERS)))),
    );

    println!("\n{:<22}{:>10}{:>12}", "all policies", "build", "look-ups");
    let addresses: Vec<String> = (0..KEYS).map(|key| format!("10.{}.{}.1", key >> 8 & 255, key & 255)).collect();
    for policy in Policy::ALL.into_iter().filter(|policy| *policy != Policy::TeachingRing) {
        let keys = if policy == Policy::NginxIpHash { &addresses } else { &keys };
        // Rendezvous asks a thousand servers for each key.
        let some = if policy == Policy::Rendezvous { &keys[..10_000] } else { &keys[..] };
        let placement = build(policy);
        let (built, _) = least(|| drop(black_box(build(policy))), || ());
        let (placed, _) = least(|| some.iter().for_each(|key| _ = black_box(placement.place(key.as_bytes()))), || ());
        let note = if some.len() < keys.len() { format!("  of {} keys", some.len()) } else { String::new() };
        println!("{:<22}{built:>10.2}{placed:>12.2}{note}", policy.name());
    }
}

fn compare(what: &str, ours: impl FnMut(), (name, theirs): (&str, impl FnMut())) {
    let (ours, theirs) = least(ours, theirs);
    println!("{what:<28}{ours:>9.2}   {name:<15}{theirs:>9.2}   ours takes {:.2} of theirs", ours / theirs);
}

/// The least milliseconds of each, tried in turns.
fn least(mut one: impl FnMut(), mut other: impl FnMut()) -> (f64, f64) {
    let timed = |work: &mut dyn FnMut()| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1_000.0
    };
    let infinite = (f64::INFINITY, f64::INFINITY);
    (0..TRIES).fold(infinite, |least, _| (least.0.min(timed(&mut one)), least.1.min(timed(&mut other))))
}
