//! Our placement against the programs whose it is: the real nginx and the real HAProxy, on this machine only.
//!
//! A proxy ([`mod@nginx`], [`mod@haproxy`]) is started with a page of settings that holds every case: a way to place, and
//! servers with weights. The servers are the proxy's own, each on a port of the loopback, and answer with their names.
//! Ten thousand keys go through each case ([`ask`]), and the answers are held against those of `synod place`. Any
//! difference fails the verb. These run by hand: what they compare changes with the proxies, not with each commit.

mod ask;
mod haproxy;
mod nginx;
mod proxy;

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::{debian, run};
use ask::Asked;
use proxy::{Ports, Proxy};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How many keys go through each case.
const KEYS: u32 = 10_000;
/// How many servers there are; a case takes as many as it has weights.
const SERVERS: usize = 10;

/// A proxy that can be asked.
struct Kind {
    /// The program, and the package of Debian that brings it.
    program: &'static str,
    /// What it is configured to, for the person who reads the figures.
    about: &'static str,
    cases: &'static [Case],
    /// How its settings read, for the case and its port.
    settings: fn(&Path, &Ports, &[Case]) -> String,
    /// The arguments that start it in the foreground, in one process.
    arguments: fn(&Path) -> Vec<String>,
    /// The argument that makes it tell its version.
    version: &'static str,
}

/// A way to place keys on some servers.
struct Case {
    /// What `synod place` calls it.
    policy: &'static str,
    /// What the proxy calls it.
    setting: &'static str,
    /// The weights of the first servers.
    weights: &'static [u32],
}

/// The verb `against-nginx`.
pub(crate) fn nginx(place: &Place, words: &[&str]) -> Outcome<ExitCode> {
    compare(place, words, &nginx::KIND)
}

/// The verb `against-haproxy`.
pub(crate) fn haproxy(place: &Place, words: &[&str]) -> Outcome<ExitCode> {
    compare(place, words, &haproxy::KIND)
}

fn compare(place: &Place, words: &[&str], kind: &Kind) -> Outcome<ExitCode> {
    if !words.is_empty() {
        return Err(Complaint::new(format!("`against-{}` takes nothing behind it", kind.program)));
    }
    let program = find_or_install(place, kind)?;
    let directory = place.target.join(format!("against-{}", kind.program));
    std::fs::create_dir_all(&directory).map_err(|error| Complaint::file("make", &directory, &error))?;
    let build = ["build", "--quiet", "--release", "--package", "synod", "--bin", "synod"];
    run::run("building synod", place.command("cargo").args(build))?;
    let synod = place.target.join("release").join(format!("synod{}", std::env::consts::EXE_SUFFIX));

    let ports = Ports::free(SERVERS, kind.cases.len())?;
    let settings = directory.join("settings");
    write(&settings, &(kind.settings)(&directory, &ports, kind.cases))?;
    println!("{}\n{}", version(place, &program, kind), kind.about);
    let proxy = Proxy::start(&program, &(kind.arguments)(&settings), &directory, &ports)?;
    let mut all = 0;
    for (case, port) in kind.cases.iter().zip(&ports.cases) {
        let keys = ask::keys(case.policy, KEYS);
        let asked = Asked::all(*port, &keys)?;
        let placed = placed(place, &synod, case, &ports, &directory, &keys)?;
        if asked.servers.len() != placed.len() {
            return Err(Complaint::new(format!("{} keys were sent and {} came back", placed.len(), asked.servers.len())));
        }
        let pairs = keys.iter().zip(asked.servers.iter().zip(&placed));
        let differ: Vec<_> = pairs.filter(|(_, (theirs, ours))| theirs != ours).collect();
        let weights = case.weights.iter().map(u32::to_string).collect::<Vec<_>>().join(",");
        println!("{:<19} weights {weights:<20} {KEYS} keys, {} differ", case.policy, differ.len());
        for (key, (theirs, ours)) in differ.iter().take(3) {
            println!("    {key}: {theirs} there, {ours} here");
        }
        all += differ.len();
    }
    drop(proxy);
    println!("{all} differences in {} keys.", KEYS as usize * kind.cases.len());
    Ok(if all == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What `synod place` says of the same keys and servers.
fn placed(place: &Place, synod: &Path, case: &Case, ports: &Ports, directory: &Path, keys: &[String]) -> Outcome<Vec<String>> {
    let file = directory.join("keys");
    write(&file, &(keys.join("\n") + "\n"))?;
    let mut command = place.command(synod);
    command.args(["place", case.policy]).arg("--keys").arg(&file);
    for (port, weight) in ports.servers.iter().zip(case.weights) {
        command.arg("--server").arg(format!("{}={weight}", proxy::server(*port)));
    }
    let out = run::output_of("placing the keys", &mut command)?;
    Ok(out.lines().filter_map(|line| line.rsplit_once('\t')).map(|(_, server)| server.to_owned()).collect())
}

/// Programs that serve lie beside those for people, where not every path leads.
const BESIDE: [&str; 2] = ["/usr/sbin", "/usr/local/sbin"];

fn find_or_install(place: &Place, kind: &Kind) -> Outcome<PathBuf> {
    let find = || {
        let beside = || BESIDE.iter().map(|folder| Path::new(folder).join(kind.program)).find(|file| file.is_file());
        place.which(kind.program).or_else(beside)
    };
    if let Some(program) = find() {
        return Ok(program);
    }
    let remedy = format!("{0} is missing: install what your system calls so (Debian: `apt-get install {0}`)", kind.program);
    let why = debian::install(place, &[kind.program]).err().flatten();
    find().ok_or_else(|| Complaint::new(why.map_or(remedy.clone(), |why| format!("{why}; {remedy}"))))
}

/// The first line that it prints of its version, wherever it prints it.
fn version(place: &Place, program: &Path, kind: &Kind) -> String {
    let output = place.command(program).arg(kind.version).output();
    let text = output.map(|output| [output.stdout, output.stderr].concat()).unwrap_or_default();
    String::from_utf8_lossy(&text).lines().next().unwrap_or(kind.program).to_owned()
}

fn write(path: &Path, text: &str) -> Outcome<()> {
    std::fs::write(path, text).map_err(|error| Complaint::file("write", path, &error))
}
