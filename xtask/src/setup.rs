//! The tools: looked for first, and only what is missing or of another version is installed, pinned.
//!
//! A tool of another version that belongs to the user is never replaced: ours then goes into a directory of its own.
//! Browsers and npm packages, which only tests need, are in [`crate::browsers`].

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::stopwatch::Stopwatch;
use crate::{browsers, pins, run, tlc};
use std::process::{Command, ExitCode};

/// The verb: sets up what building needs, with `--tests` also what testing needs.
pub(crate) fn setup(place: &Place, words: &[&str]) -> Outcome<ExitCode> {
    let tests = match words {
        [] => false,
        ["--tests"] => true,
        _ => return Err(Complaint::new("`setup` takes `--tests` or nothing")),
    };
    for_building(place)?;
    if tests {
        browsers::for_testing(place)?;
        tlc::for_testing(place)?;
    }
    println!("Everything is there.");
    Ok(ExitCode::SUCCESS)
}

/// All that a release page needs.
pub(crate) fn for_building(place: &Place) -> Outcome<()> {
    for_serving(place)?;
    wasm_opt(place)?;
    npm_tool(place, "esbuild", "esbuild", pins::ESBUILD, pins::ESBUILD)
}

/// All that a page for trying things out needs.
pub(crate) fn for_serving(place: &Place) -> Outcome<()> {
    wasm_target(place)?;
    cargo_tool(place, "trunk", "trunk", pins::TRUNK, &["--no-default-features"], "4 minutes")?;
    cargo_tool(place, "wasm-bindgen-cli", "wasm-bindgen", pins::WASM_BINDGEN, &[], "2 minutes")?;
    run::run("fetching the crates", place.command("cargo").args(["fetch", "--quiet"]))
}

/// `wasm-opt`, which makes the release page small.
pub(crate) fn wasm_opt(place: &Place) -> Outcome<()> {
    npm_tool(place, "binaryen", "wasm-opt", pins::BINARYEN, pins::wasm_opt_version())
}

/// A program that an npm package brings, and what it says that its version is.
fn npm_tool(place: &Place, package: &str, program: &str, pin: &str, says: &str) -> Outcome<()> {
    if version_of(&mut place.command(program)).as_deref() == Some(says) {
        return Ok(());
    }
    if place.which("npm").is_none() {
        return Err(Complaint::new(format!(
            "{program} {says} is missing and there is no npm to fetch it with: install Node.js {} or later (Debian: `apt-get install nodejs npm`)",
            pins::NODE_MAJOR_MIN
        )));
    }
    let directory = place.tool(package, pin);
    std::fs::create_dir_all(&directory).map_err(|error| Complaint::file("make", &directory, &error))?;
    let package = format!("{package}@{pin}");
    let mut npm = place.command("npm");
    npm.current_dir(&directory).arg("install").arg("--prefix").arg(&directory);
    npm.args(["--no-audit", "--no-fund", "--loglevel", "error"]).arg(&package);
    install(&format!("{program} (npm package {package})"), "a few seconds", &mut npm)?;
    match version_of(&mut place.command(program)).as_deref() {
        Some(version) if version == says => Ok(()),
        _ => Err(Complaint::new(format!(
            "{package} was installed, yet its {program} does not run: remove {} and try again",
            directory.display()
        ))),
    }
}

fn wasm_target(place: &Place) -> Outcome<()> {
    let mut rustc = place.command("rustc");
    rustc.args(["--print", "target-libdir", "--target", pins::TARGET]);
    let there = run::try_output_of(&mut rustc).is_some_and(|path| std::path::Path::new(path.trim()).is_dir());
    if there {
        return Ok(());
    }
    if place.which("rustup").is_none() {
        return Err(Complaint::new(format!(
            "the target {} is missing and there is no rustup to add it with: see https://rustup.rs, or install your system's package of it",
            pins::TARGET
        )));
    }
    let mut rustup = place.command("rustup");
    rustup.args(["target", "add", pins::TARGET]);
    install(&format!("the target {}", pins::TARGET), "half a minute", &mut rustup)
}

fn cargo_tool(place: &Place, package: &str, program: &str, pin: &str, extra: &[&str], long: &str) -> Outcome<()> {
    if version_of(&mut place.command(program)).as_deref() == Some(pin) {
        return Ok(());
    }
    let mut cargo = place.command("cargo");
    cargo.args(["install", package, "--version", pin, "--locked", "--quiet"]).args(extra);
    let taken = place.cargo_bin.as_ref().is_none_or(|bin| bin.join(program).exists());
    if taken {
        cargo.arg("--root").arg(place.tool(package, pin));
    }
    // These programs run for a second each: a quick build beats a quick program.
    cargo
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    // A directory of its own, so that an interrupted installation goes on where it stopped.
    let target = place.target.join("tools");
    cargo.env("CARGO_TARGET_DIR", &target);
    install(&format!("{package} {pin}"), long, &mut cargo)?;
    if version_of(&mut place.command(program)).as_deref() != Some(pin) {
        return Err(Complaint::new(format!(
            "{package} {pin} was installed, yet `{program}` on the path is another: put {} first on it",
            place.tool(package, pin).join("bin").display()
        )));
    }
    // What was built on the way is some hundred megabytes; failing to remove it harms nobody.
    let _ = std::fs::remove_dir_all(&target);
    Ok(())
}

/// Says what is being installed and how long that usually takes, does it, and says how long it took.
pub(crate) fn install(what: &str, long: &str, command: &mut Command) -> Outcome<()> {
    println!("Installing {what} (usually {long}) ..");
    let watch = Stopwatch::start();
    run::run(&format!("installing {what}"), command)
        .map_err(|complaint| Complaint::new(format!("{complaint}; is there a network, and a disk with room?")))?;
    println!("Installed {what} in {:.0} s.", watch.seconds());
    Ok(())
}

/// The first word of `--version` that starts with a digit.
pub(crate) fn version_of(command: &mut Command) -> Option<String> {
    let text = run::try_output_of(command.arg("--version"))?;
    let word =
        text.split_whitespace().find(|word| word.trim_start_matches('v').starts_with(|first: char| first.is_ascii_digit()))?;
    Some(word.trim_start_matches('v').to_owned())
}
