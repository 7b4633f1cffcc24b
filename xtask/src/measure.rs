//! The figures about the page: what it weighs, whose code it is, how soon it is ready, what a frame costs.
//!
//! Sizes are exact and held against [`crate::budget`]; speeds depend on the machine and are only printed.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::sizes::{self, Need, Weight};
use crate::{browsers, budget, build, crates, run, searching, setup};
use std::process::ExitCode;

/// The verb: builds the page and prints all figures, or with `--check` only holds the sizes against the budget.
pub(crate) fn measure(place: &Place, words: &[&str]) -> Outcome<ExitCode> {
    let only_sizes = match words {
        [] => false,
        ["--check"] => true,
        _ => return Err(Complaint::new("`measure` takes `--check` or nothing")),
    };
    setup::for_building(place)?;
    build::page(place)?;
    let fits = check(place)?;
    if !only_sizes {
        print_shares(place)?;
        browsers::for_testing(place)?;
        let mut node = place.command("node");
        node.current_dir(place.e2e()).arg("measure.mjs").env("SYNOD_DIST", place.dist());
        browsers::name_browsers(place, &mut node);
        run::run("measuring speed", &mut node)?;
        searching::measure(place)?;
    }
    Ok(if fits { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints the sizes of the built page, and says whether the first load fits its budget.
pub(crate) fn check(place: &Place) -> Outcome<bool> {
    let weights = sizes::weigh(&place.dist())?;
    println!("\n{:<44} {:>10} {:>10}", "file", "raw kB", "gzip kB");
    let some = |need: &dyn Fn(&Need) -> bool| weights.iter().filter(|weight| need(&weight.need)).collect::<Vec<_>>();
    print_weights("first load of every exhibit", &some(&|need| *need == Need::First));
    print_weights("of these, what the exhibit in the address needs", &some(&|need| matches!(need, Need::Exhibits(_))));
    print_weights("behind it, or on demand", &some(&|need| *need == Need::Behind));
    println!();
    let loads = sizes::first_loads_gzip(&weights);
    let may = budget::first_load_bytes();
    for (exhibit, is) in &loads {
        let fits = if *is <= may { "fits" } else { "DOES NOT FIT" };
        println!("First load of {exhibit}: {} kB gzip; the budget is {} kB: it {fits}.", kilobytes(*is), kilobytes(may));
    }
    let Some(is) = loads.values().max() else { return Err(Complaint::new("the page has no exhibit")) };
    let ceiling = budget::ceiling_bytes();
    if *is > may {
        println!("The debt may not grow: the check fails above {} kB.", kilobytes(ceiling));
    }
    Ok(*is <= ceiling)
}

fn print_weights(title: &str, weights: &[&Weight]) {
    for weight in weights {
        println!("  {:<42} {:>10} {:>10}", weight.name, kilobytes(weight.raw), kilobytes(weight.gzip));
    }
    let raw = weights.iter().map(|weight| weight.raw).sum();
    let gzip = weights.iter().map(|weight| weight.gzip).sum();
    println!("{title:<44} {:>10} {:>10}", kilobytes(raw), kilobytes(gzip));
}

/// Owners with less than this are added up in one line.
const SHARE_SHOWN_BYTES: u64 = 1_000;

fn print_shares(place: &Place) -> Outcome<()> {
    let shares = crates::shares(place)?;
    println!("\n{:<44} {:>10}", "code by crate, floor and exhibit", "raw kB");
    let (shown, small): (Vec<_>, Vec<_>) = shares.iter().partition(|(_, bytes)| *bytes >= SHARE_SHOWN_BYTES);
    for (owner, bytes) in shown {
        println!("  {owner:<42} {:>10}", kilobytes(*bytes));
    }
    println!("  {:<42} {:>10}", "others", kilobytes(small.iter().map(|(_, bytes)| bytes).sum()));
    println!("{:<44} {:>10}", "code before wasm-opt", kilobytes(shares.iter().map(|(_, bytes)| bytes).sum()));
    Ok(())
}

/// Thousands of bytes with one decimal.
fn kilobytes(bytes: u64) -> String {
    let tenths = (bytes + 50) / 100;
    format!("{}.{}", tenths / 10, tenths % 10)
}
