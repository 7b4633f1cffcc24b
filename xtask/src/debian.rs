//! Packages of Debian and its kin: installed where there is `apt-get` and the right to use it.

use crate::complaint::Complaint;
use crate::place::Place;
use crate::{run, setup};
use std::process::Command;

/// Installs packages; without `apt-get`, or without the right to use it, an error that says nothing.
pub(crate) fn install(place: &Place, packages: &[&str]) -> Result<(), Option<Complaint>> {
    let (Some(mut update), Some(mut install)) = (apt_get(place), apt_get(place)) else { return Err(None) };
    if let Err(why) = setup::install("the list of system packages", "ten seconds", update.args(["update", "-qq"])) {
        println!("{why}; going on with the list as it is.");
    }
    install.args(["install", "-y", "-qq", "--no-install-recommends"]).args(packages);
    setup::install(&packages.join(", "), "a minute", &mut install).map_err(Some)
}

/// `apt-get` with the right to install, if there is one.
fn apt_get(place: &Place) -> Option<Command> {
    place.which("apt-get")?;
    let root = run::try_output_of(place.command("id").arg("-u")).is_some_and(|id| id.trim() == "0");
    let sudo = || run::try_output_of(place.command("sudo").args(["-n", "true"])).is_some();
    let mut command = if root {
        place.command("apt-get")
    } else if sudo() {
        let mut command = place.command("sudo");
        command.args(["-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]);
        command
    } else {
        return None;
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    Some(command)
}
