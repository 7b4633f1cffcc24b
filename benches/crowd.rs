//! What a crowded run in rounds costs, in milliseconds: the whole run, and each step with everything that a page draws.
//! Printed, never asserted: `cargo bench --bench crowd`, with `-- whole` for the whole runs only.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::disallowed_methods, reason = "a measurement reads the clock")]

#[path = "../tests/shared/crowd.rs"]
#[allow(dead_code, unreachable_pub, missing_docs, reason = "shared with tests")]
mod crowd;

use std::time::Instant;

use crowd::CrowdExhibit;
use synod::exhibit::{Played, Session};
use synod::scene::Format;
use synod::sim::limits::EVENTS_AHEAD;
use synod::text::Locale;

/// The window of the diagram.
const FRAMES: u32 = 60;
const PARTS: [&str; 10] =
    ["step", "seek", "scene", "offers", "story", "guarantees", "assumptions", "diagram", "digest", "inspect"];

fn main() {
    let whole_only = std::env::args().any(|word| word == "whole");
    for (again, nodes) in [(3, 10), (4, 13)] {
        println!("{again} times again, {nodes} nodes");
        let start = Instant::now();
        let mut session = Played::<CrowdExhibit>::open(&crowd::saved(again, nodes)).expect("it opens");
        println!("  {:<12}{:9.2}", "open", ms(start));
        let start = Instant::now();
        let last = session.seek(u32::MAX);
        println!("  {:<12}{:9.2}  ({last} events, digest {:04x})", "whole run", ms(start), session.digest());
        if whole_only {
            continue;
        }
        let rounds: Vec<u32> = session.phases(Locale::En).into_iter().map(|(event, _)| event).collect();
        drop(session);
        let mut session = Played::<CrowdExhibit>::open(&crowd::saved(again, nodes)).expect("it opens");
        let mut costs: [Vec<f64>; PARTS.len()] = Default::default();
        // As a person goes: forwards and backwards over the end of each round, and where it is worked out ahead; then
        // steps at leaps. How one gets there is not counted.
        for round in rounds.into_iter().chain([last]) {
            for near in [round.saturating_sub(EVENTS_AHEAD), round] {
                let (from, to) = (near.saturating_sub(20), (near + 20).min(last));
                session.seek(from);
                for event in (from..=to).chain((from..to).rev()) {
                    draw(&mut session, event, &mut costs);
                }
            }
        }
        for leap in 0..40 {
            let event = leap * 7_919 % last;
            session.seek(event);
            for event in [event, event + 1, event, event.saturating_sub(1)] {
                draw(&mut session, event, &mut costs);
            }
        }
        println!("  {:<12}{:>9}{:>9}{:>9}  of {}", "", "median", "95 %", "most", costs[0].len());
        for (part, costs) in PARTS.iter().zip(&mut costs) {
            costs.sort_by(f64::total_cmp);
            let at = |percent: usize| costs[(costs.len() - 1) * percent / 100];
            println!("  {part:<12}{:9.2}{:9.2}{:9.2}", at(50), at(95), at(100));
        }
    }
}

fn ms(since: Instant) -> f64 {
    since.elapsed().as_secs_f64() * 1_000.0
}

/// Goes to an event and asks what a page asks there.
fn draw(session: &mut Played<CrowdExhibit>, event: u32, costs: &mut [Vec<f64>; PARTS.len()]) {
    let locale = Locale::En;
    let (mut part, mut sum) = (1, 0.0);
    let mut time = |work: &mut dyn FnMut()| {
        // What is pure is asked three times and the least counts: other work on the machine is not what is measured.
        let tries = if part == 1 { 1 } else { 3 };
        let least = (0..tries).map(|_| {
            let start = Instant::now();
            work();
            ms(start)
        });
        let least = least.fold(f64::INFINITY, f64::min);
        costs[part].push(least);
        sum += least;
        part += 1;
    };
    time(&mut || {
        session.seek(event);
    });
    time(&mut || drop(session.scene(locale, Format::Wide)));
    time(&mut || drop(session.offers(locale)));
    time(&mut || drop(session.story(locale)));
    time(&mut || drop(session.guarantees(locale)));
    time(&mut || drop(session.assumptions(locale)));
    time(&mut || {
        let last = session.extent().last;
        let first = event.saturating_sub(FRAMES / 3).min(last.saturating_sub(FRAMES));
        drop(session.diagram(first, first + FRAMES));
    });
    time(&mut || {
        session.digest();
    });
    time(&mut || drop(session.inspect_message(event, locale)));
    costs[0].push(sum);
}
