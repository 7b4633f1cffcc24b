//! Makes style sheets and scripts short for their journey, with esbuild.
//!
//! Trunk has a minifier of its own, which fails on wasm-bindgen's script.

use crate::complaint::Outcome;
use crate::place::Place;
use crate::run;
use std::ffi::OsString;
use std::path::Path;

/// What the page's own scripts are written in: they have something to say to browsers that know no later one.
pub(crate) const OLD: &str = "--target=es5";
/// What browsers know that run WebAssembly.
pub(crate) const NEW: &str = "--target=es2022";

/// Writes a style sheet or a script anew, shorter.
pub(crate) fn squeeze(place: &Place, path: &Path, target: &str) -> Outcome<()> {
    let mut esbuild = place.command("esbuild");
    esbuild.args(["--minify", "--tree-shaking=true", "--charset=utf8", "--log-level=warning", "--allow-overwrite", target]);
    let mut to = OsString::from("--outfile=");
    to.push(path);
    esbuild.arg(path).arg(to);
    run::run("squeezing scripts and style sheets", &mut esbuild)
}
