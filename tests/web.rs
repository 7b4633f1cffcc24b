//! What only a browser can tell: the library runs there, and agrees with the native build to the bit.

#![cfg(target_arch = "wasm32")]

#[path = "shared/places.rs"]
mod places;
#[path = "shared/published.rs"]
mod published;
#[path = "shared/vectors.rs"]
mod vectors;

use synod::exhibit::Session;
use synod::exhibits::find;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_page_is_around_us() {
    assert!(web_sys::window().and_then(|window| window.document()).is_some());
}

#[wasm_bindgen_test]
fn chance_and_fingerprints_are_what_they_are_natively() {
    for (what, got, want) in vectors::vectors() {
        assert_eq!(got, want, "{what}");
    }
}

fn scenario(exhibit: &str, name: &str) -> Box<dyn Session> {
    let exhibit = find(exhibit).expect("an exhibit of the catalogue");
    let saved = exhibit.scenario(name).expect("a scenario that can be played");
    exhibit.open(&saved).expect("a scenario that opens")
}

/// The frames and digests of a golden run, as the native build wrote them.
fn kept(golden: &str) -> Vec<(u32, u16)> {
    let frame = |line: &str| {
        let mut words = line.split_whitespace();
        let (event, digest) = (words.next()?.parse().ok()?, words.next()?);
        Some((event, u16::from_str_radix(digest, 16).ok()?))
    };
    golden.lines().filter_map(frame).collect()
}

#[wasm_bindgen_test]
fn runs_are_the_same_to_the_bit_as_natively() {
    let golden = [
        ("nobody-fails", include_str!("golden/paxos-nobody-fails.txt")),
        ("duel", include_str!("golden/paxos-duel.txt")),
        ("lossy", include_str!("golden/paxos-lossy.txt")),
        ("minority-cut", include_str!("golden/paxos-minority-cut.txt")),
        ("in-turn", include_str!("golden/paxos-in-turn.txt")),
        ("liar", include_str!("golden/paxos-liar.txt")),
        ("without-fresh-id", include_str!("golden/paxos-without-fresh-id.txt")),
    ];
    for (name, golden) in golden {
        let (kept, mut session) = (kept(golden), scenario("paxos", name));
        assert!(kept.len() > 10, "{name}");
        for (event, digest) in kept {
            assert_eq!((session.seek(event), session.digest()), (event, digest), "{name}");
        }
    }
}

#[wasm_bindgen_test]
fn a_run_of_ten_thousand_frames_ends_with_a_sentence() {
    let mut duel = scenario("paxos", "duel");
    assert_eq!(duel.seek(u32::MAX), synod::sim::limits::STEPS_PER_RUN_MAX);
    let (last, digest) = (duel.cursor(), duel.digest());
    duel.seek(5_000);
    duel.seek(last);
    assert_eq!(duel.digest(), digest);
}

#[wasm_bindgen_test]
fn a_million_keys_are_placed_as_they_are_natively() {
    for (policy, digest) in places::DIGESTS {
        assert_eq!(places::digest(policy, places::KEYS), digest, "{}", policy.name());
    }
}

/// `cargo xtask measure` runs it as it is made for the searcher, and prints what it says beside the native speed.
#[wasm_bindgen_test]
#[ignore = "it measures: `cargo xtask measure` asks for it"]
fn how_fast_the_published_specification_is_searched() {
    let now = || web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
    let begun = now();
    let states = published::published(3, 1, 4).distinct();
    let took = now() - begun;
    assert_eq!(states, 2_825_761);
    wasm_bindgen_test::console_log!("measured: {states} {took}");
}
