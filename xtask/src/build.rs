//! The release page: `dist/`, for any static host, under any path.
//!
//! Trunk does the work and calls [`crate::seal`] at its end. Everything is fetched beforehand, so that the build itself
//! needs no network.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::stopwatch::Stopwatch;
use crate::{run, setup};
use std::process::ExitCode;

/// The verb.
pub(crate) fn build(place: &Place, words: &[&str]) -> Outcome<ExitCode> {
    if !words.is_empty() {
        return Err(Complaint::new("`build` takes no arguments"));
    }
    setup::for_building(place)?;
    let watch = Stopwatch::start();
    page(place)?;
    println!("The page is in {} ({:.0} s).", place.dist().display(), watch.seconds());
    Ok(ExitCode::SUCCESS)
}

/// Builds the page; the tools are there already.
pub(crate) fn page(place: &Place) -> Outcome<()> {
    let mut trunk = place.command("trunk");
    trunk.args(["build", "--release", "--offline"]).env("RUST_BACKTRACE", "0");
    run::run("building the page", &mut trunk)?;
    let index = place.dist().join("index.html");
    let html = std::fs::read_to_string(&index).map_err(|error| Complaint::file("read", &index, &error))?;
    if html.contains("Content-Security-Policy") {
        Ok(())
    } else {
        Err(Complaint::new(format!("{} came out without a policy: is the hook in Trunk.toml gone?", index.display())))
    }
}
