//! The compiled page made ready for its journey: optimised, and parted into what every first stage needs, what each exhibit
//! needs for its own, what is told beside a stage and what the first steps need, and the rest.
//!
//! What goes where is known from a recording, [`LIST`]: which functions ran, to which stretches of them somebody came
//! ([`outline`]), and which data they asked for, while a marked page was opened and stepped in a browser, each scenario of
//! each exhibit once. What is not in the list, because it is new, goes to the first part, which makes that one larger until
//! `cargo xtask record` makes the list anew.

pub(crate) mod list;

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::statics::Statics;
use crate::wasm::{self, Wasm};
use crate::{browsers, outline, parts, pins, run, setup, squeeze};
use list::{List, Recording};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The functions, stretches and data that the first part does without, one a line, sorted.
const LIST: &str = "xtask/may-wait.txt";
/// Whether no first stage needs a part of this name.
pub(crate) fn comes_behind(part: &str) -> bool {
    part.starts_with(list::SOON) || [list::STEPS, list::LATER].contains(&part)
}
/// Set by [`record`]: the page is to be marked.
const RECORDING: &str = "SYNOD_RECORDING";
/// Large functions stay apart even where they have one caller only: it may be needed at once, and they not.
const ONE_CALLER: &str = "--one-caller-inline-max-function-size=60";
/// Nothing lies in the first kilobyte of memory: the stack ends there, a megabyte below where it starts. So adding a small
/// number to an address may be left to the instruction that reads it.
const LOW_MEMORY: &str = "--low-memory-unused";
/// In the script that wasm-bindgen writes: the end of the table of imports.
const IMPORTS_END: &str = "_bg.js\": import0,\n";

/// There, too: where the page is started.
const START: &str = "return __wbg_finalize_init(instance, module);";
/// And what it exports.
const EXPORTS: &str = "export { initSync, __wbg_init as default };";

/// The program of the searcher, which nothing has to be taken out of: it is fetched whole at the first search.
const SEARCHER: &str = "search_bg.wasm";

/// Optimises the searcher, for speed.
fn pack_searcher(place: &Place, directory: &Path) -> Outcome<()> {
    let binary = directory.join(SEARCHER);
    write(&binary, &wasm::without_linking(&read(&binary)?)?)?;
    let mut optimiser = place.command("wasm-opt");
    optimiser.args(["-O3", LOW_MEMORY, "--output"]).arg(&binary).arg(&binary);
    run::run("optimising the searcher", &mut optimiser)
}

/// Optimises and parts the WebAssembly of the page in a directory.
pub(crate) fn pack(place: &Place, directory: &Path) -> Outcome<()> {
    pack_searcher(place, directory)?;
    let binary = the_binary(directory)?;
    write(&binary, &wasm::without_linking(&read(&binary)?)?)?;
    let optimised = place.target.join("synod-optimised.wasm");
    let mut optimiser = place.command("wasm-opt");
    optimiser.args(["-Oz", "--debuginfo", ONE_CALLER, LOW_MEMORY, "--output"]).arg(&optimised).arg(&binary);
    run::run("optimising the page", &mut optimiser)?;
    let whole = read(&optimised)?;
    let whole_wasm = Wasm::read(&whole)?;
    let statics = Statics::read(&read(&linked(place))?, &whole_wasm)?;
    let script = PathBuf::from(binary.to_string_lossy().replace("_bg.wasm", ".js"));
    if env::var_os(RECORDING).is_some() {
        let places = outline::places(&whole)?;
        write(&binary, &parts::mark(&whole_wasm, &statics, &places)?)?;
        return patch(&script, "later: { mark: (at) => (globalThis.synodMarks ??= new Set()).add(at) },", "");
    }
    let list = String::from_utf8_lossy(&read(&place.root.join(LIST))?).into_owned();
    let list = List::read(&list).ok_or_else(|| Complaint::new(format!("{LIST} is no list: `cargo xtask record` writes one")))?;
    let outlined = outline::outlined(&whole, &whole_wasm, list.stretches())?;
    let wasm = Wasm::read(&outlined)?;
    let parts = parts::part(&wasm, &statics, list.parts.len() + 1, |name| list.home(name))?;
    write(&binary, &parts.first)?;
    let mut files = Vec::new();
    for (name, bytes) in list.parts.iter().zip(&parts.others) {
        let file = PathBuf::from(binary.to_string_lossy().replace("_bg.wasm", &format!("_{name}.wasm")));
        write(&file, bytes)?;
        files.push((name, format!("./{}", file.file_name().unwrap_or_default().to_string_lossy())));
    }
    let files = serde_json::to_string(&files).unwrap_or_default();
    patch(
        &script,
        "later: { load: loadPartNow },",
        &include_str!("later.js").replace("PART_FILES", &files).replace("SOON", &format!("{:?}", list::SOON)),
    )?;
    // The other export is for pages that cannot wait; Trunk's loader can.
    let text = String::from_utf8_lossy(&read(&script)?).replace(EXPORTS, "export { __wbg_init as default };");
    let Some((before, after)) = text.rsplit_once(START) else {
        return Err(Complaint::new(format!("{}: wasm-bindgen starts the page in another way now", script.display())));
    };
    let text = format!("{before}await joinOwnParts(instance);\n    {START}{after}");
    write(&script, renamed(&text, &parts.renamed).as_bytes())?;
    squeeze::squeeze(place, &script, squeeze::NEW)
}

/// The verb: opens a marked page in a browser and writes down what ran.
pub(crate) fn record(place: &Place, words: &[&str]) -> Outcome<ExitCode> {
    if !words.is_empty() {
        return Err(Complaint::new("`record` takes no arguments"));
    }
    setup::for_building(place)?;
    browsers::for_testing(place)?;
    let marked = place.target.join("marked");
    let mut trunk = place.command("trunk");
    trunk.args(["build", "--release", "--offline", "--dist"]).arg(&marked).env(RECORDING, "1");
    run::run("building a page that says what runs", &mut trunk)?;
    let mut node = place.command("node");
    node.current_dir(place.e2e())
        .arg("record.mjs")
        .env("SYNOD_DIST", &marked)
        .env("SYNOD_SCENARIOS", scenarios(place)?.join(" "));
    browsers::name_browsers(place, &mut node);
    let printed = run::output_of("recording what the first stage needs", &mut node)?;
    write(&place.target.join("recording.json"), printed.as_bytes())?;
    let whole = read(&place.target.join("synod-optimised.wasm"))?;
    let wasm = Wasm::read(&whole)?;
    let statics = Statics::read(&read(&linked(place))?, &wasm)?;
    let recording = Recording::read(&printed)?;
    let list = place.root.join(LIST);
    write(&list, recording.list(&whole, &wasm, &statics)?.as_bytes())?;
    let marks: Vec<usize> = recording.0.iter().map(|came| came.times[0].len()).collect();
    println!("Marks by exhibit: {marks:?}; what travels with which part is written in {}.", list.display());
    Ok(ExitCode::SUCCESS)
}

/// All scenarios, each as in an address: `paxos/adopt`.
fn scenarios(place: &Place) -> Outcome<Vec<String>> {
    let mut list = place.command("cargo");
    list.args(["run", "--quiet", "--bin", "synod", "--", "list"]);
    let printed = run::output_of("asking for the scenarios", &mut list)?;
    let paths = printed.lines().filter_map(|line| line.strip_prefix("  ")?.split_whitespace().next());
    Ok(paths.filter(|path| path.contains('/')).map(str::to_owned).collect())
}

/// What the linker wrote, which knows more of its data than what is made of it.
fn linked(place: &Place) -> PathBuf {
    place.target.join(pins::TARGET).join("page").join("synod.wasm")
}

fn the_binary(directory: &Path) -> Outcome<PathBuf> {
    let entries = fs::read_dir(directory).map_err(|error| Complaint::file("read", directory, &error))?;
    let mut paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    paths
        .find(|path| path.to_string_lossy().ends_with("_bg.wasm") && !path.ends_with(SEARCHER))
        .ok_or_else(|| Complaint::new(format!("{} holds no compiled page", directory.display())))
}

/// Gives the script one more import, and more text at its end.
fn patch(script: &Path, import: &str, more: &str) -> Outcome<()> {
    let text = String::from_utf8_lossy(&read(script)?).into_owned();
    let Some((before, after)) = text.split_once(IMPORTS_END) else {
        return Err(Complaint::new(format!("{}: wasm-bindgen writes its imports in another way now", script.display())));
    };
    write(script, format!("{before}{IMPORTS_END}        {import}\n{after}\n{more}").as_bytes())
}

/// A script with other names for some of its words.
fn renamed(script: &str, names: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    let mut rest = script;
    let in_word = |letter: char| letter.is_alphanumeric() || letter == '_' || letter == '$';
    while !rest.is_empty() {
        let word = rest.find(|letter| !in_word(letter)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(word);
        text.push_str(names.get(word).map_or(word, String::as_str));
        let between = after.find(in_word).unwrap_or(after.len());
        let (between, next) = after.split_at(between);
        text.push_str(between);
        rest = next;
    }
    text
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| Complaint::file("read", path, &error))
}

fn write(path: &Path, bytes: &[u8]) -> Outcome<()> {
    fs::write(path, bytes).map_err(|error| Complaint::file("write", path, &error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_renamed() {
        let names = BTreeMap::from([("__wbg_log".to_owned(), "h0".to_owned())]);
        assert_eq!(renamed("a.__wbg_log(__wbg_log2, '__wbg_log');", &names), "a.h0(__wbg_log2, 'h0');");
    }
}
