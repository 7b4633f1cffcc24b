//! A proxy that runs while it is asked, and the ports that it runs on. It ends with the value that holds it, also when
//! something fails; it is one process, and only that one is ended.

use crate::complaint::{Complaint, Outcome};
use std::fs::File;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

/// How long it may take to listen: this many tries, so far apart.
const TRIES: u32 = 100;
const APART: Duration = Duration::from_millis(100);

/// Ports of the loopback that were free a moment ago.
pub(super) struct Ports {
    /// Those of the servers.
    pub(super) servers: Vec<u16>,
    /// Those of the cases.
    pub(super) cases: Vec<u16>,
}

impl Ports {
    /// Finds so many.
    pub(super) fn free(servers: usize, cases: usize) -> Outcome<Self> {
        let none = |error| Complaint::new(format!("no free port on the loopback: {error}"));
        // All are held until the last is found, so that none is found twice.
        let held = (0..servers + cases).map(|_| TcpListener::bind(("127.0.0.1", 0))).collect::<Result<Vec<_>, _>>();
        let ports = held.map_err(none)?.iter().map(|held| Ok(held.local_addr()?.port())).collect::<Result<Vec<_>, _>>();
        let mut servers_then_cases: Vec<u16> = ports.map_err(none)?;
        let cases = servers_then_cases.split_off(servers);
        Ok(Self { servers: servers_then_cases, cases })
    }
}

/// What a server on a port is called, there and here.
pub(super) fn server(port: u16) -> String {
    format!("127.0.0.1:{port}")
}

/// A proxy that runs.
pub(super) struct Proxy(Child);

impl Proxy {
    /// Starts it and waits until it listens everywhere.
    pub(super) fn start(program: &Path, arguments: &[String], directory: &Path, ports: &Ports) -> Outcome<Self> {
        let log = directory.join("log");
        let file = File::create(&log).map_err(|error| Complaint::file("write", &log, &error))?;
        let said = file.try_clone().map_err(|error| Complaint::file("write", &log, &error))?;
        let child = Command::new(program).args(arguments).stdin(Stdio::null()).stdout(file).stderr(said).spawn();
        let child = child.map_err(|error| Complaint::new(format!("`{}` could not be started: {error}", program.display())))?;
        let mut proxy = Self(child);
        for port in ports.servers.iter().chain(&ports.cases) {
            proxy.wait_for(*port, program, &log)?;
        }
        Ok(proxy)
    }

    fn wait_for(&mut self, port: u16, program: &Path, log: &Path) -> Outcome<()> {
        for _ in 0..TRIES {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Ok(());
            }
            if let Ok(Some(status)) = self.0.try_wait() {
                let said = std::fs::read_to_string(log).unwrap_or_default();
                let last = said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("it said nothing");
                return Err(Complaint::new(format!("`{}` ended with {status}: {last}", program.display())));
            }
            sleep(APART);
        }
        Err(Complaint::new(format!("`{}` does not listen on port {port}; see {}", program.display(), log.display())))
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
