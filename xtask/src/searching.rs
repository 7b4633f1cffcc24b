//! How fast states are looked at: in a browser, and natively with one thread, in one run. The published specification of
//! Paxos is the same for both, and both must count the same.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::{browsers, pins, run};

/// The test that measures, and how it begins what it prints: distinct states, milliseconds.
const TEST: &str = "how_fast_the_published_specification_is_searched";
const PRINTED: &str = "measured: ";
/// The same search on the command line: 3 acceptors, 1 value, 4 ballots.
const NATIVE: [&str; 8] = ["explore", "paxos-set", "--set", "values=1", "--set", "ballots=4", "--threads", "1"];

/// Prints the speed of both.
pub(crate) fn measure(place: &Place) -> Outcome<()> {
    let (states, seconds) = in_a_browser(place)?;
    let (native_states, native_seconds) = natively(place)?;
    if states != native_states {
        return Err(Complaint::new(format!("a browser counts {states} states, natively there are {native_states}")));
    }
    #[expect(clippy::cast_precision_loss, reason = "some millions")]
    let rate = |seconds: f64| states as f64 / seconds;
    println!("\nsearch of paxos-set, 3 acceptors, 1 value, 4 ballots: {states} states");
    println!("  in the browser          {seconds:>6.2} s  {:>9.0} states a second", rate(seconds));
    println!("  natively, one thread    {native_seconds:>6.2} s  {:>9.0} states a second", rate(native_seconds));
    println!("  the browser has {:.2} of the native speed", native_seconds / seconds);
    Ok(())
}

fn in_a_browser(place: &Place) -> Outcome<(u64, f64)> {
    let mut cargo = place.command("cargo");
    cargo.args(["test", "--profile", "search", "--package", "synod", "--target", pins::TARGET, "--test", "web"]);
    // The searcher is made without the page, too.
    cargo.args(["--no-default-features", "--", "--ignored", "--nocapture", TEST]);
    cargo.env("WASM_BINDGEN_TEST_TIMEOUT", "300");
    browsers::name_browsers(place, &mut cargo);
    let printed = run::output_of("searching in a browser", &mut cargo)?;
    let figures = || {
        let line = printed.lines().find_map(|line| line.split_once(PRINTED))?.1;
        let mut words = line.split_whitespace();
        let (states, milliseconds): (u64, f64) = (words.next()?.parse().ok()?, words.next()?.parse().ok()?);
        Some((states, milliseconds / 1000.0))
    };
    figures().ok_or_else(|| Complaint::new(format!("the test {TEST} printed no figures")))
}

fn natively(place: &Place) -> Outcome<(u64, f64)> {
    let mut cargo = place.command("cargo");
    cargo.args(["run", "--quiet", "--release", "--bin", "synod", "--"]).args(NATIVE).args(["--format", "json"]);
    let printed = run::output_of("searching natively", &mut cargo)?;
    let figures = || {
        let report: serde_json::Value = serde_json::from_str(&printed).ok()?;
        Some((report.get("distinct")?.as_u64()?, report.get("seconds")?.as_f64()?))
    };
    figures().ok_or_else(|| Complaint::new("`synod explore` printed no figures"))
}
