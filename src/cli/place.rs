//! `synod place`: keys come in by lines and go out with their servers, one at a time, however many there are.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::path::Path;

use super::args::Place;
use super::grievance::Grievance;
use super::run::{path_shown, tell_io_error};
use crate::balance::{Placement, Policy, Ring, Servers, Settings};

/// The most bytes of a key: a line without an end must not fill the memory.
pub(super) const KEY_BYTES_MAX: usize = 65_536;

/// How much is read and written at a time, in bytes.
const CHUNK: usize = 1 << 16;

/// Places keys, or prints points; a sentence when something is bad.
pub(super) fn place(args: &Place) -> Result<(), String> {
    let told = |grievance: Grievance| grievance.tell(args.lang);
    let placement = ready(args).map_err(told)?;
    let mut out = BufWriter::with_capacity(CHUNK, io::stdout().lock());
    let done = if args.points {
        points(&placement, &mut out)
    } else {
        let path = Path::new(&args.keys);
        let complain = |complaint: String| format!("{}: {complaint}", path_shown(path));
        match open(path) {
            Ok(keys) => keyed(&placement, keys, &mut out),
            Err(error) => return Err(complain(tell_io_error(error.kind(), args.lang))),
        }
        .map_err(|problem| match problem {
            Problem::Keys(grievance) => Problem::Told(complain(told(grievance))),
            Problem::Read(error) => Problem::Told(complain(tell_io_error(error.kind(), args.lang))),
            Problem::Told(_) | Problem::Write(_) => problem,
        })
    };
    // What was placed before a bad line is told; then the line is.
    let done = out.flush().map_err(Problem::Write).and(done);
    match done {
        Ok(()) => Ok(()),
        // Whoever closed the pipe has read enough.
        Err(Problem::Write(error)) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        Err(Problem::Write(error)) => Err(format!("Standard output cannot be written: {error}.")),
        Err(Problem::Told(sentence)) => Err(sentence),
        Err(Problem::Keys(grievance)) => Err(told(grievance)),
        Err(Problem::Read(error)) => Err(tell_io_error(error.kind(), args.lang)),
    }
}

/// What ends the placing early.
enum Problem {
    /// The keys.
    Keys(Grievance),
    /// Reading them.
    Read(io::Error),
    /// Writing what came of them.
    Write(io::Error),
    /// Something that is a sentence already.
    Told(String),
}

fn ready(args: &Place) -> Result<Placement, Grievance> {
    let policy = Policy::from_name(&args.policy).ok_or_else(|| Grievance::Policy(args.policy.clone()))?;
    let servers = args.server.iter().map(|option| server(option)).collect::<Result<Vec<_>, _>>()?;
    let servers = Servers::new(servers).map_err(Grievance::Servers)?;
    let mut settings = Settings::default();
    for option in &args.set {
        let wrong = |error| Grievance::Setting { option: option.clone(), policy, error };
        let (name, value) = option.split_once('=').ok_or_else(|| Grievance::NoSetting(option.clone()))?;
        settings.set(policy, name, value).map_err(wrong)?;
    }
    if args.points && !policy.is_ring() && !policy.is_table() {
        return Err(Grievance::NoPoints(policy));
    }
    Placement::build(policy, servers, &settings).map_err(|error| Grievance::Build { policy, error })
}

/// `HOST` or `HOST=WEIGHT`.
fn server(option: &str) -> Result<(String, u32), Grievance> {
    let Some((name, weight)) = option.rsplit_once('=') else { return Ok((option.to_owned(), 1)) };
    let digits = !weight.is_empty() && weight.bytes().all(|byte| byte.is_ascii_digit());
    match weight.parse() {
        Ok(weight) if digits => Ok((name.to_owned(), weight)),
        Ok(_) | Err(_) => Err(Grievance::Weight { option: option.to_owned() }),
    }
}

/// The points of a ring in order, or the slots of a table: `where<TAB>server`.
fn points(placement: &Placement, out: &mut impl Write) -> Result<(), Problem> {
    let name = |server: u16| placement.servers().get(server).map_or("", |server| &server.name);
    let ring = placement.ring().into_iter().flat_map(Ring::points).map(|point| (point.at, point.server));
    let table = placement.table().into_iter().flat_map(|table| (0_u64..).zip(table.slots().iter().copied()));
    for (at, server) in ring.chain(table) {
        writeln!(out, "{at}\t{}", name(server)).map_err(Problem::Write)?;
    }
    Ok(())
}

/// A file, or standard input for `-`; neither a folder, nor a pipe or a device that has a name.
fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    if path == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let about = fs::metadata(path)?;
    if about.is_dir() {
        return Err(ErrorKind::IsADirectory.into());
    }
    if !about.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    Ok(Box::new(File::open(path)?))
}

/// Each line of keys with its server: `key<TAB>server`. One line is in memory at a time.
fn keyed(placement: &Placement, keys: impl Read, out: &mut impl Write) -> Result<(), Problem> {
    let names: Vec<&[u8]> = placement.servers().iter().map(|server| server.name.as_bytes()).collect();
    let mut keys = BufReader::with_capacity(CHUNK, keys);
    let (mut line, mut number) = (Vec::new(), 0_u64);
    loop {
        line.clear();
        // A key, and the end of its line, and one more to tell that it is too long.
        let limit = KEY_BYTES_MAX as u64 + 3;
        keys.by_ref().take(limit).read_until(b'\n', &mut line).map_err(Problem::Read)?;
        if line.is_empty() {
            break;
        }
        number += 1;
        let key = line.strip_suffix(b"\n").unwrap_or(&line);
        let key = key.strip_suffix(b"\r").unwrap_or(key);
        if key.len() > KEY_BYTES_MAX {
            return Err(Problem::Keys(Grievance::LongKey { line: number }));
        }
        if let Err(error) = std::str::from_utf8(key) {
            return Err(Problem::Keys(Grievance::NotUtf8 { line: number, byte: error.valid_up_to() + 1 }));
        }
        let server = placement.place(key).map_err(|error| {
            let policy = placement.policy();
            Problem::Keys(Grievance::Key { line: number, policy, error })
        })?;
        let name = names.get(usize::from(server)).copied().unwrap_or_default();
        for part in [key, b"\t", name, b"\n"] {
            out.write_all(part).map_err(Problem::Write)?;
        }
    }
    if number == 0 { Err(Problem::Keys(Grievance::NoKeys)) } else { Ok(()) }
}
