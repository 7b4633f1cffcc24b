//! Every law is shown a file that breaks it, and one like it that does not.

use super::source::Source;
use super::{
    LINES_MAX, Law, as_wide_everywhere, browserless, colourless, determined, floors, introduced, nameless_exhibits, neighbours,
    proseless, short, wordless,
};

/// Each law with a file that breaks it, and one like it that does not.
const PLANTED: [(Law, &str, &str, &str); 25] = [
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
    (determined, "src/balance/ring.rs", "share: f64", "share: u64"),
    (determined, "src/balance/ketama.rs", "HashMap::<u32, f32>::new()", "let share: f32 = 0.5;"),
    (as_wide_everywhere, "src/sim/planted.rs", "acks: Vec<usize>", "acks: Vec<NodeId>, all: usize"),
    (colourless, "src/exhibits/paxos/planted.rs", "let tone = \"#aa00FF\";", "let tone = Tone::Good; // #aa00FF"),
    (colourless, "src/scene/planted.rs", "\"rgb(1, 2, 3)\"", "\"#[derive]\""),
    (wordless, "src/sim/planted.rs", "fn told(locale: Locale)", "fn told(now: u64)"),
    (proseless, "src/exhibits/paxos/machine.rs", "use crate::text::both;", "use crate::sim::Act;"),
    (introduced, "src/sim/planted.rs", "use crate::sim::Act;", "//! What it is."),
    (short, "src/sim/planted.rs", LONG, "//! Short."),
];

/// One line too many.
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
