//! The house keeps its own laws: floors, and what may never happen. It reads the sources as text.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A source file: its path from the top of the repository, and its text.
struct Source {
    path: String,
    text: String,
    /// The text without comments.
    code: String,
}

impl Source {
    fn new(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned(), code: without_comments(text) }
    }

    /// The path below `src/` in parts, without `.rs`: `["sim", "act"]`.
    fn parts(&self) -> Vec<&str> {
        let path = self.path.strip_prefix("src/").unwrap_or(&self.path);
        path.strip_suffix(".rs").unwrap_or(path).split('/').collect()
    }

    /// The top-level module that it belongs to.
    fn house(&self) -> &str {
        self.parts()[0]
    }

    /// Its floor; `lib.rs` and `main.rs` stand on top of everything.
    fn floor(&self) -> u8 {
        floor(self.house()).unwrap_or(TOP)
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        self.code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty())
    }

    fn names(&self, words: &[&str]) -> Vec<String> {
        let known: BTreeSet<&str> = self.words().filter(|word| words.contains(word)).collect();
        known.into_iter().map(|word| format!("{}: names {word}", self.path)).collect()
    }
}

/// Above every floor.
const TOP: u8 = 6;
/// The page: the only floor that knows a browser.
const PAGE: u8 = 5;
/// The shells stand on it.
const EXHIBITS: u8 = 3;

fn floor(house: &str) -> Option<u8> {
    Some(match house {
        "sim" => 0,
        "balance" | "explore" | "text" | "scene" => 1,
        "exhibit" => 2,
        "exhibits" => EXHIBITS,
        "app" | "cli" => 4,
        "ui" => PAGE,
        _ => return None,
    })
}

/// On one floor only this may be used, and only this way round.
const NEIGHBOURS: [(&str, &str); 1] = [("scene", "text")];

// The laws. Each gives its complaints about one file.

/// Imports go down only.
fn floors(source: &Source) -> Vec<String> {
    let complaint = |to: &str| {
        let fine = to == source.house()
            || floor(to).is_some_and(|to| to < source.floor())
            || NEIGHBOURS.contains(&(source.house(), to))
            || floor(to).is_none() && source.floor() == TOP;
        (!fine).then(|| format!("{}: imports crate::{to}", source.path))
    };
    imports(source).iter().filter_map(|to| complaint(to)).collect()
}

/// The page names no exhibit: it learns of them from the catalogue.
fn nameless_exhibits(source: &Source) -> Vec<String> {
    if source.house() != "ui" {
        return Vec::new();
    }
    let exhibits = exhibits();
    let of = |word: &str| exhibits.iter().any(|name| word.to_lowercase() == *name || word == camel(name) + "Exhibit");
    source.words().filter(|word| of(word)).map(|word| format!("{}: names {word}", source.path)).collect()
}

/// Of another exhibit only the machine and its checks may be used.
fn neighbours(source: &Source) -> Vec<String> {
    let parts = source.parts();
    let (Some("exhibits"), Some(mine)) = (parts.first().copied(), parts.get(1).copied()) else { return Vec::new() };
    let paths = source.code.match_indices("crate::exhibits::").map(|(at, start)| &source.code[at + start.len()..]);
    let heads = paths.map(|path| path.split(|letter: char| !letter.is_alphanumeric() && letter != '_' && letter != ':'));
    heads
        .filter_map(|mut head| head.next().map(|path| path.split("::").collect::<Vec<_>>()))
        .filter(|path| path[0] != mine && mine != "mod" && !matches!(path.get(1), Some(&("machine" | "checks"))))
        .map(|path| format!("{}: uses {} of another exhibit", source.path, path.join("::")))
        .collect()
}

/// Below the page nothing knows a browser.
fn browserless(source: &Source) -> Vec<String> {
    if source.floor() >= PAGE {
        return Vec::new();
    }
    source.names(&["yew", "web_sys", "js_sys", "wasm_bindgen", "gloo_timers", "serde_wasm_bindgen"])
}

/// Up to the exhibits there is no clock, no order of a hash map and no float.
fn determined(source: &Source) -> Vec<String> {
    if source.floor() > EXHIBITS {
        return Vec::new();
    }
    let banned = ["HashMap", "HashSet", "Instant", "SystemTime", "getrandom", "rand", "f32", "f64"];
    let floats = usize::from(source.path == READS_FLOATS) * 2;
    source.names(&banned[..banned.len() - floats])
}

/// A browser knows no other numbers than floats: here they become whole ones, or are refused.
const READS_FLOATS: &str = "src/exhibit/json.rs";

/// Up to the exhibits no list holds bare machine words: `std` hashes it as memory, 4 bytes each in wasm and 8 natively.
fn as_wide_everywhere(source: &Source) -> Vec<String> {
    if source.floor() > EXHIBITS {
        return Vec::new();
    }
    let lists = ["Vec<usize>", "Vec<isize>", "[usize]", "[isize]", "[usize;", "[isize;"];
    lists.iter().filter(|list| source.code.contains(**list)).map(|list| format!("{}: {list}", source.path)).collect()
}

/// The core knows tones; colours are the shells'.
fn colourless(source: &Source) -> Vec<String> {
    if source.floor() > EXHIBITS {
        return Vec::new();
    }
    let hex = |rest: &str| rest.len() >= 6 && rest.chars().take(6).all(|letter| letter.is_ascii_hexdigit());
    let colours = source.code.match_indices('#').filter(|(at, _)| hex(&source.code[at + 1..]));
    let rgb = source.code.match_indices("rgb(");
    colours.chain(rgb).map(|(at, _)| format!("{}: a colour at byte {at}", source.path)).collect()
}

/// The kernel knows no language.
fn wordless(source: &Source) -> Vec<String> {
    if source.house() == "sim" { source.names(&["Locale", "Both", "Line"]) } else { Vec::new() }
}

/// A machine holds no prose: its facts are typed, and told elsewhere.
fn proseless(source: &Source) -> Vec<String> {
    let part = source.parts().get(2).copied().unwrap_or_default();
    let machine = ["machine", "facts", "watch", "proposer", "acceptor", "learner", "roles"].contains(&part);
    if source.house() == "exhibits" && machine { source.names(&["Locale", "Both", "Line", "both", "tell"]) } else { Vec::new() }
}

/// A file opens with what it is.
fn introduced(source: &Source) -> Vec<String> {
    let fine = source.text.starts_with("//! ");
    if fine { Vec::new() } else { vec![format!("{}: does not open with //!", source.path)] }
}

/// What fits in a head.
const LINES_MAX: usize = 450;

fn short(source: &Source) -> Vec<String> {
    let lines = source.text.lines().count();
    if lines <= LINES_MAX { Vec::new() } else { vec![format!("{}: {lines} lines", source.path)] }
}

type Law = fn(&Source) -> Vec<String>;

#[test]
fn imports_go_down_only() {
    keep(floors);
}

#[test]
fn the_page_names_no_exhibit() {
    keep(nameless_exhibits);
}

#[test]
fn of_another_exhibit_only_its_machine_and_checks_are_used() {
    keep(neighbours);
}

#[test]
fn below_the_page_nothing_knows_a_browser() {
    keep(browserless);
}

#[test]
fn up_to_the_exhibits_there_is_no_clock_no_hash_map_and_no_float() {
    keep(determined);
}

#[test]
fn up_to_the_exhibits_no_list_holds_words_of_the_machine() {
    keep(as_wide_everywhere);
}

#[test]
fn up_to_the_exhibits_nothing_names_a_colour() {
    keep(colourless);
}

#[test]
fn the_kernel_knows_no_language() {
    keep(wordless);
}

#[test]
fn a_machine_holds_no_prose() {
    keep(proseless);
}

#[test]
fn every_file_opens_with_what_it_is() {
    keep(introduced);
}

#[test]
fn a_file_fits_in_the_head() {
    keep(short);
}

#[test]
fn every_exhibit_has_its_parts() {
    let there = |path: &str| Path::new(env!("CARGO_MANIFEST_DIR")).join(path).exists();
    let exhibits = exhibits();
    assert!(!exhibits.is_empty());
    for exhibit in exhibits {
        assert!(there(&format!("src/exhibits/{exhibit}/mod.rs")), "{exhibit} has no mod.rs");
        for part in ["scenarios", "view", "text"] {
            let [file, folder] = [".rs", "/mod.rs"].map(|end| format!("src/exhibits/{exhibit}/{part}{end}"));
            assert!(there(&file) || there(&folder), "{exhibit} has no {part}");
        }
    }
}

#[test]
fn every_folder_stands_on_a_floor() {
    for source in sources() {
        let lone = matches!(source.path.as_str(), "src/lib.rs" | "src/main.rs");
        assert!(lone || floor(source.house()).is_some(), "{} stands nowhere", source.path);
    }
}

/// Each law with a file that breaks it, and one like it that does not.
const PLANTED: [(Law, &str, &str, &str); 23] = [
    (floors, "src/sim/planted.rs", "use crate::text::Locale;", "use crate::sim::NodeId;"),
    (floors, "src/sim/planted.rs", "use crate::{sim::NodeId, scene::{Scene, Stage}};", "use crate::{sim::{Act, NodeId}};"),
    (floors, "src/sim/deep/planted.rs", "use super::super::super::text::Locale;", "use super::super::NodeId;"),
    (floors, "src/text/planted.rs", "use crate::scene::Scene;", "use crate::sim::Act;"),
    (floors, "src/explore/planted.rs", "use crate::exhibit::Verdict;", "// use crate::exhibit::Verdict;"),
    (floors, "src/exhibit/planted.rs", "fn f() { crate::exhibits::find(\"\"); }", "fn f() -> crate::scene::Scene {}"),
    (floors, "src/app/planted.rs", "use crate::cli::main;", "use crate::exhibits::catalogue;"),
    (floors, "src/scene/planted.rs", "use crate::explore::Space;", "use crate::text::Line;"),
    (nameless_exhibits, "src/ui/planted.rs", "let open = \"paxos\";", "let open = catalogue()[0]; // paxos"),
    (nameless_exhibits, "src/ui/planted.rs", "PaxosExhibit::NAME", "exhibit.name()"),
    (
        neighbours,
        "src/exhibits/other/planted.rs",
        "use crate::exhibits::paxos::view;",
        "use crate::exhibits::paxos::machine::Paxos;",
    ),
    (browserless, "src/app/planted.rs", "use yew::prelude::*;", "/* use yew::prelude::*; */"),
    (browserless, "src/exhibits/paxos/planted.rs", "web_sys::window()", "// web_sys::window()"),
    (determined, "src/exhibit/planted.rs", "use std::collections::HashMap;", "use std::collections::BTreeMap;"),
    (determined, "src/scene/planted.rs", "x: f32", "x: i32"),
    (determined, "src/sim/planted.rs", "std::time::Instant::now()", "\"//\"; let now = 1;"),
    (as_wide_everywhere, "src/sim/planted.rs", "acks: Vec<usize>", "acks: Vec<NodeId>, all: usize"),
    (colourless, "src/exhibits/paxos/planted.rs", "let tone = \"#aa00FF\";", "let tone = Tone::Good; // #aa00FF"),
    (colourless, "src/scene/planted.rs", "\"rgb(1, 2, 3)\"", "\"#[derive]\""),
    (wordless, "src/sim/planted.rs", "fn told(locale: Locale)", "fn told(now: u64)"),
    (proseless, "src/exhibits/paxos/machine.rs", "use crate::text::both;", "use crate::sim::Act;"),
    (introduced, "src/sim/planted.rs", "use crate::sim::Act;", "//! What it is."),
    (short, "src/sim/planted.rs", LONG, "//! Short."),
];

/// 451 lines.
const LONG: &str = {
    const LINES: [u8; LINES_MAX + 1] = [b'\n'; LINES_MAX + 1];
    match std::str::from_utf8(&LINES) {
        Ok(lines) => lines,
        Err(_) => "",
    }
};

#[test]
fn every_law_finds_what_breaks_it_and_nothing_else() {
    for (law, path, broken, kept) in PLANTED {
        assert!(!law(&Source::new(path, broken)).is_empty(), "{path}: nothing found in {broken}");
        assert_eq!(law(&Source::new(path, kept)), Vec::<String>::new(), "{path}: {kept}");
    }
}

#[test]
fn comments_are_taken_out_and_text_is_not() {
    let code = "let a = \"// no\"; // yes\nlet b = '\"'; /* yes */ let c = r#\"/* no \" */\"#; let d: &'static str;";
    let want = "let a = \"// no\"; \nlet b = '\"';  let c = r#\"/* no \" */\"#; let d: &'static str;";
    assert_eq!(without_comments(code), want);
}

// What the laws are made of.

fn keep(law: Law) {
    let sources = sources();
    assert!(sources.len() > 50, "only {} files found", sources.len());
    let complaints: Vec<String> = sources.iter().flat_map(law).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

fn sources() -> Vec<Source> {
    let mut all = Vec::new();
    gather(Path::new(env!("CARGO_MANIFEST_DIR")), "src", &mut all);
    all
}

fn gather(top: &Path, folder: &str, all: &mut Vec<Source>) {
    let entries = fs::read_dir(top.join(folder)).expect("a folder of sources");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        if top.join(&path).is_dir() {
            gather(top, &path, all);
        } else if Path::new(&name).extension().is_some_and(|end| end == "rs") {
            all.push(Source::new(&path, &fs::read_to_string(top.join(&path)).expect("a source file")));
        }
    }
}

/// The folders of exhibits.
fn exhibits() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exhibits");
    let entries = fs::read_dir(folder).expect("the exhibits").map(|entry| entry.expect("an entry"));
    let folders = entries.filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn camel(name: &str) -> String {
    name.split('_').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}

/// The top-level modules that a file names: by `crate::`, or by so many `super::` that they get there.
fn imports(source: &Source) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    for (at, start) in source.code.match_indices("crate::") {
        all.extend(heads(&source.code[at + start.len()..]));
    }
    let parts = source.parts();
    let depth = parts.len() - usize::from(parts.last() == Some(&"mod"));
    let up = "super::".repeat(depth);
    for (at, _) in source.code.match_indices(&up) {
        let named = heads(&source.code[at + up.len()..]);
        all.extend(named.into_iter().filter(|name| floor(name).is_some()));
    }
    all
}

/// The first names of a path or of a group of paths: `a::b` or `{a::b, c::{d, e}}`.
fn heads(path: &str) -> Vec<String> {
    let ident = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let Some(group) = path.strip_prefix('{') else { return vec![ident(path)] };
    let (mut depth, mut names, mut at_head) = (0, Vec::new(), true);
    for (at, letter) in group.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => at_head = true,
            letter if at_head && letter.is_alphabetic() => {
                names.push(ident(&group[at..]));
                at_head = false;
            }
            _ => {}
        }
    }
    names
}

/// A source text with its comments taken out; texts and letters in quotes stay.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else {
            let kept = token(rest, out.chars().last()).unwrap_or(letter.len_utf8());
            out.push_str(&rest[..kept]);
            kept
        };
        rest = &rest[skipped..];
    }
    out
}

/// How long the quoted text or letter is that begins here, if one does.
fn token(rest: &str, before: Option<char>) -> Option<usize> {
    let within_word = before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    if let Some(quoted) = rest.strip_prefix('"') {
        let mut escaped = false;
        let end = quoted.find(|letter| {
            let ends = letter == '"' && !escaped;
            escaped = letter == '\\' && !escaped;
            ends
        })?;
        return Some(end + 2);
    }
    if let Some(raw) = rest.strip_prefix('r').filter(|_| !within_word) {
        let fence: String = raw.chars().take_while(|letter| *letter == '#').collect();
        let inner = raw.strip_prefix(fence.as_str())?.strip_prefix('"')?;
        let end = inner.find(&format!("\"{fence}"))?;
        return Some(1 + fence.len() + 1 + end + 1 + fence.len());
    }
    let quoted = rest.strip_prefix('\'')?;
    if let Some(escape) = quoted.strip_prefix('\\') {
        return escape[1..].find('\'').map(|end| 1 + 1 + 1 + end + 1);
    }
    let letter = quoted.chars().next()?;
    quoted[letter.len_utf8()..].starts_with('\'').then_some(2 + letter.len_utf8())
}
