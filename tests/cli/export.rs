//! `synod export`: specifications for TLC, with their constants; and every bad input in one sentence. What TLC makes of
//! them is in `tests/tlc.rs`.

use std::fs;

use super::{Told, assert_bad, folder, synod};

fn export(arguments: &[&str]) -> Told {
    synod(&[&["export"], arguments].concat(), b"")
}

fn good(arguments: &[&str]) -> String {
    let told = export(arguments);
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""), "{arguments:?}");
    told.out
}

/// What stands behind the last line of the module.
fn configuration(out: &str) -> &str {
    let (module, configuration) = out.rsplit_once("====\n\n").expect("a module, an empty line and a configuration");
    assert!(module.starts_with("----"), "{module}");
    configuration
}

#[test]
fn the_published_specification_is_printed_with_its_sizes() {
    let out = good(&["--tla", "paxos-set", "--set", "acceptors=3", "--set", "values=1", "--set", "ballots=4"]);
    let wanted = "SPECIFICATION Spec\nCONSTANTS\n  Acceptors = {a1, a2, a3}\n  Values = {v1}\n  Ballots = 4\n\
                  INVARIANTS TypeOK Agreement\n";
    assert_eq!(configuration(&out), wanted);
}

#[test]
fn an_exhibit_is_printed_with_its_knobs() {
    let out = good(&["--tla", "paxos", "--set", "acceptors=5", "--set", "values=red", "--set", "learn=acceptors"]);
    let wanted = "SPECIFICATION Spec\nCONSTANTS\n  Proposers = 2\n  Acceptors = 5\n  Learners = 1\n  Wish1 = \"red\"\n  \
                  Wish2 = \"red\"\n  Wish3 = \"red\"\n  RefusalsAnswered = TRUE\n  AcceptorsTell = TRUE\n\
                  INVARIANTS Agreement Validity Learned\nPROPERTIES Promises\n";
    assert_eq!(configuration(&out), wanted);
}

#[test]
fn files_are_named_after_the_module() {
    let folder = folder("export").join("new").join("folder");
    let out = good(&["--tla", "paxos", "--out", folder.to_str().expect("a path in UTF-8")]);
    let [module, configuration] = ["Paxos.tla", "Paxos.cfg"].map(|name| folder.join(name));
    assert_eq!(out, format!("{}\n{}\n", module.display(), configuration.display()));
    let [module, configuration] = [module, configuration].map(|path| fs::read_to_string(path).expect("a file"));
    assert_eq!(good(&["--tla", "paxos"]), format!("{module}\n{configuration}"));
    assert!(module.contains(" MODULE Paxos "), "{module}");
}

#[test]
fn everything_bad_is_told_in_one_sentence() {
    let file = folder("export").join("file");
    fs::write(&file, "").expect("a file of the test");
    let within = file.join("folder");
    let bad: [(&[&str], &str); 11] = [
        (&[], "--tla"),
        (&["paxos"], "unexpected argument"),
        (&["--tla", "oral-messages"], "not written down in TLA+; these are: paxos, paxos-set."),
        (&["--tla", "no\u{7}where"], "There is no “nowhere”"),
        (&["--tla", "paxos", "--set", "acceptors"], "Here belongs KNOB=VALUE."),
        (&["--tla", "paxos", "--set", "acceptors=10"], "a whole number from 1 to 9"),
        (&["--tla", "paxos", "--set", "ballots=2"], "no knob “ballots”"),
        (&["--tla", "paxos", "--set", "loss_percent=5"], "it has: proposers, acceptors, learners, values, refusals, learn."),
        (&["--tla", "paxos-set", "--set", "acceptors=0"], "a whole number from 1 to 9"),
        (&["--tla", "paxos-set", "--set", "learners=1"], "no knob “learners”"),
        (&["--tla", "paxos", "--out", within.to_str().expect("a path in UTF-8")], "It cannot be written"),
    ];
    for (arguments, wanted) in bad {
        let told = export(arguments);
        assert_bad(&arguments.join(" "), &told);
        assert!(told.err.contains(wanted), "{arguments:?}: {}", told.err);
    }
    let told = export(&["--tla", "oral-messages", "--lang", "zh"]);
    assert_bad("zh", &told);
    assert!(told.err.contains("该展项没有 TLA+ 规约"), "{}", told.err);
}
