//! The house keeps its own laws: floors, and what may never happen. It reads the sources as text.
#![cfg(not(target_arch = "wasm32"))]

mod planted;
mod source;

use std::path::Path;

use source::{EXHIBITS, PAGE, Source, TOP, camel, exhibits, floor, imports, sources};

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
    let floats = usize::from(source.path == READS_FLOATS || COUNTS_IN_FLOATS.contains(&source.path.as_str())) * 2;
    source.names(&banned[..banned.len() - floats])
}

/// A browser knows no other numbers than floats: here they become whole ones, or are refused.
const READS_FLOATS: &str = "src/exhibit/json.rs";

/// What their sources define in floats: libketama's share, Envoy's weights, the jumps of the paper, the logarithm of
/// weighted rendezvous (the crate `libm`'s), and the evenness of a tally. The operations of the standard are exact, and a
/// test of a million keys compares the native build with wasm.
const COUNTS_IN_FLOATS: [&str; 5] =
    ["src/balance/envoy.rs", "src/balance/jump.rs", "src/balance/ketama.rs", "src/balance/rendezvous.rs", "src/balance/tally.rs"];

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
    if ["exhibit", "exhibits"].contains(&source.house()) && machine {
        source.names(&["Locale", "Both", "Line", "both", "tell"])
    } else {
        Vec::new()
    }
}

/// A file opens with what it is.
fn introduced(source: &Source) -> Vec<String> {
    let fine = source.text.starts_with("//! ");
    if fine { Vec::new() } else { vec![format!("{}: does not open with //!", source.path)] }
}

/// What fits in a head.
const LINES_MAX: usize = 400;

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
        let lone = matches!(source.path.as_str(), "src/lib.rs" | "src/main.rs" | "src/bin/search.rs");
        assert!(lone || floor(source.house()).is_some(), "{} stands nowhere", source.path);
    }
}

fn keep(law: Law) {
    let sources = sources();
    assert!(sources.len() > 50, "only {} files found", sources.len());
    let complaints: Vec<String> = sources.iter().flat_map(law).collect();
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}
