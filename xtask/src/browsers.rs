//! What only tests need: two browsers, a driver, a font with Chinese characters, Node.js and the npm packages of
//! `tests/e2e`. Whoever has them elsewhere names them in `CHROME`, `CHROMEDRIVER` and `FIREFOX`.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::{debian, pins, run, setup};
use std::path::PathBuf;
use std::process::Command;

/// A program that tests need, where it may lie, and the Debian package that brings it.
struct Need {
    variable: &'static str,
    programs: &'static [&'static str],
    package: &'static str,
}

const NEEDS: [Need; 3] = [
    Need { variable: "CHROME", programs: &["chromium", "chromium-browser", "google-chrome"], package: "chromium" },
    Need { variable: "CHROMEDRIVER", programs: &["chromedriver"], package: "chromium-driver" },
    Need { variable: "FIREFOX", programs: &["firefox-esr", "firefox"], package: "firefox-esr" },
];

/// Sets up all that testing needs beyond building.
pub(crate) fn for_testing(place: &Place) -> Outcome<()> {
    system_packages(place)?;
    npm_packages(place)
}

/// Tells a program where the browsers are.
pub(crate) fn name_browsers(place: &Place, command: &mut Command) {
    for need in &NEEDS {
        if let Some(program) = find(place, need) {
            command.env(need.variable, program);
        }
    }
}

fn find(place: &Place, need: &Need) -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(need.variable) {
        return Some(PathBuf::from(named));
    }
    need.programs.iter().find_map(|program| place.which(program))
}

fn system_packages(place: &Place) -> Outcome<()> {
    let missing = missing_packages(place);
    if missing.is_empty() {
        return Ok(());
    }
    let remedy = |missing: &[&str]| {
        Complaint::new(format!(
            "tests need {}: install what your system calls so (Debian: `apt-get install {}`), or name the programs in CHROME, CHROMEDRIVER and FIREFOX",
            missing.join(", "),
            missing.join(" ")
        ))
    };
    debian::install(place, &missing).map_err(|why| match why {
        Some(why) => Complaint::new(format!("{why}; {}", remedy(&missing))),
        None => remedy(&missing),
    })?;
    let missing = missing_packages(place);
    if missing.is_empty() { Ok(()) } else { Err(remedy(&missing)) }
}

fn missing_packages(place: &Place) -> Vec<&'static str> {
    let mut missing: Vec<_> = NEEDS.iter().filter(|need| find(place, need).is_none()).map(|need| need.package).collect();
    if !has_chinese_font(place) {
        missing.push("fonts-noto-cjk");
    }
    missing
}

/// Fontconfig knows best, else Debian's own records; where there is neither, the font is not asked for.
fn has_chinese_font(place: &Place) -> bool {
    let fonts = run::try_output_of(place.command("fc-list").args([":lang=zh", "family"]));
    if fonts.is_some_and(|families| !families.trim().is_empty()) {
        return true;
    }
    let mut dpkg = place.command("dpkg-query");
    let status = run::try_output_of(dpkg.args(["--show", "--showformat=${db:Status-Status}", "fonts-noto-cjk"]));
    place.which("dpkg-query").is_none() || status.is_some_and(|status| status == "installed")
}

/// Installs exactly what the lock file names, unless that has been done.
pub(crate) fn npm_packages(place: &Place) -> Outcome<()> {
    let node = setup::version_of(&mut place.command("node"));
    let major = node.as_deref().and_then(|version| version.split('.').next()?.parse::<u32>().ok());
    if major.is_none_or(|major| major < pins::NODE_MAJOR_MIN) || place.which("npm").is_none() {
        return Err(Complaint::new(format!(
            "end-to-end tests need Node.js {} or later with npm (here: {}): install it from your system or from https://nodejs.org",
            pins::NODE_MAJOR_MIN,
            node.as_deref().unwrap_or("none")
        )));
    }
    let directory = place.e2e();
    let lock = directory.join("package-lock.json");
    let wanted = std::fs::read(&lock).map_err(|error| Complaint::file("read", &lock, &error))?;
    let stamp = directory.join("node_modules").join(".installed-lock.json");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = place.command("npm");
    npm.current_dir(&directory).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"]);
    setup::install("the npm packages of tests/e2e", "ten seconds", &mut npm)?;
    std::fs::write(&stamp, wanted).map_err(|error| Complaint::file("write", &stamp, &error))
}
