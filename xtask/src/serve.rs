//! The page for trying things out: built for speed of building, served on this machine only, rebuilt on every change.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::{run, setup};
use std::process::ExitCode;

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    port: u16,
    open: bool,
    release: bool,
}

/// The verb. Ends when the person ends it.
pub(crate) fn serve(place: &Place, words: &[&str]) -> Outcome<ExitCode> {
    let wish = Wish::read(words)?;
    setup::for_serving(place)?;
    if let Err(complaint) = setup::wasm_opt(place) {
        if wish.release {
            return Err(complaint);
        }
        println!("Serving needs no wasm-opt, building does: {complaint}");
    }
    let busy = std::net::TcpListener::bind(("127.0.0.1", wish.port)).is_err();
    if busy {
        return Err(Complaint::new(format!(
            "port {0} is taken; try `cargo xtask serve --port {1}`",
            wish.port,
            wish.port.wrapping_add(1).max(1024)
        )));
    }
    let mut trunk = place.command("trunk");
    trunk.args(["serve", "--port", &wish.port.to_string()]);
    // Apart from `dist/`, which holds the release page.
    trunk.arg("--dist").arg(place.target.join("serve"));
    if wish.release {
        trunk.arg("--release");
    }
    if wish.open && has_display() {
        trunk.arg("--open");
    }
    println!("The page will be at http://127.0.0.1:{}/ once it is built; Ctrl-C ends it.", wish.port);
    run::turn_into("serving the page", &mut trunk)?;
    Ok(ExitCode::SUCCESS)
}

impl Wish {
    fn read(words: &[&str]) -> Outcome<Self> {
        let mut wish = Self { port: 8080, open: true, release: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--no-open" => wish.open = false,
                "--release" => wish.release = true,
                "--port" => {
                    let port = words.next().and_then(|port| port.parse().ok()).filter(|port| *port > 0);
                    wish.port = port.ok_or_else(|| Complaint::new("`--port` takes a number from 1 to 65535"))?;
                }
                other => return Err(Complaint::new(format!("`serve` does not know `{other}`; see `cargo xtask help`"))),
            }
        }
        Ok(wish)
    }
}

/// Whether a browser window can be expected to appear.
fn has_display() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !set("CI") && (!cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_a_number_from_1_to_65535() {
        assert!(matches!(Wish::read(&["--port", "9000"]), Ok(Wish { port: 9000, open: true, release: false })));
        for bad in [&["--port"][..], &["--port", "0"], &["--port", "65536"], &["--port", "x"]] {
            assert!(Wish::read(bad).is_err(), "{bad:?}");
        }
    }
}
