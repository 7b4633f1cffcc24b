//! `synod export`: writes a machine down in TLA+, with the constants of its knobs, for TLC.
//!
//! Exhibits bring their specifications themselves; the published one of Paxos as a set of messages belongs to no
//! exhibit and is named here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::args::Export;
use super::run::path_shown;
use crate::exhibit::knobs::shown;
use crate::exhibit::{Exhibit, KnobError, KnobKind, KnobSpec, Knobs, Specification};
use crate::text::{Both, Locale, both};

/// The published specification, by the name that it has in searches.
const PAXOS_SET: &str = "paxos-set";

/// The most acceptors, values or ballots of the published specification: as many acceptors as the exhibit may have, and
/// with nine of everything there are more states than any number of machines goes through.
const SIZE_MAX: u32 = 9;

const fn size(name: &'static str, title: Both, help: Both, default: u32) -> KnobSpec {
    KnobSpec { name, title, help, kind: KnobKind::Number { min: 1, max: SIZE_MAX, default } }
}

const PAXOS_SET_KNOBS: &[KnobSpec] = &[
    size("acceptors", both("Acceptors", "决策者"), both("How many acceptors there are.", "决策者的个数。"), 3),
    size("values", both("Values", "值"), both("How many values there are.", "值的个数。"), 2),
    size("ballots", both("Ballots", "轮次"), both("How many ballots there are.", "轮次的个数。"), 2),
];

/// What may be bad.
#[derive(Debug)]
pub(super) enum Complaint {
    /// There is nothing of this name, or nobody has written it down.
    NoSpecification {
        /// What was asked for.
        name: String,
        /// Whether it is an exhibit.
        exhibit: bool,
        /// What can be written.
        known: Vec<&'static str>,
    },
    /// An option is not KNOB=VALUE.
    NoSetting(String),
    /// A knob cannot be set so.
    Knob {
        /// The option.
        option: String,
        /// Why not.
        error: KnobError,
    },
    /// The specification knows nothing of a knob of the exhibit.
    NotInIt {
        /// The option.
        option: String,
        /// The knobs that it knows.
        known: &'static [&'static str],
    },
    /// A file or folder cannot be written.
    Unwritten {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

/// What goes to standard output: the specification, or the paths of its files.
pub(super) fn export(catalogue: &[&'static dyn Exhibit], args: &Export) -> Result<String, Complaint> {
    let specification = specification(catalogue, &args.tla, &args.set)?;
    let configuration = specification.configuration();
    let Some(folder) = &args.out else { return Ok(format!("{}\n{configuration}", specification.text)) };
    let folder = Path::new(folder);
    fs::create_dir_all(folder).map_err(|error| Complaint::Unwritten { path: folder.to_owned(), error })?;
    let mut paths = String::new();
    for (ending, text) in [("tla", specification.text), ("cfg", &configuration)] {
        let path = folder.join(format!("{}.{ending}", specification.module));
        fs::write(&path, text).map_err(|error| Complaint::Unwritten { path: path.clone(), error })?;
        paths.extend([path.display().to_string(), "\n".to_owned()]);
    }
    Ok(paths)
}

fn specification(catalogue: &[&'static dyn Exhibit], name: &str, options: &[String]) -> Result<Specification, Complaint> {
    if name == PAXOS_SET {
        return Ok(paxos_set(&knobs(PAXOS_SET_KNOBS, options)?));
    }
    let written = |exhibit: &dyn Exhibit| exhibit.specification(&Knobs::defaults(exhibit.knobs())).is_some();
    let exhibit = catalogue.iter().copied().find(|exhibit| exhibit.name() == name);
    let none = || {
        let known = catalogue.iter().copied().filter(|exhibit| written(*exhibit)).map(Exhibit::name);
        Complaint::NoSpecification {
            name: name.to_owned(),
            exhibit: exhibit.is_some(),
            known: known.chain([PAXOS_SET]).collect(),
        }
    };
    let exhibit = exhibit.filter(|exhibit| written(*exhibit)).ok_or_else(none)?;
    let specification = exhibit.specification(&knobs(exhibit.knobs(), options)?).ok_or_else(none)?;
    for option in options {
        let known = specification.knobs;
        if option.split_once('=').is_some_and(|(name, _)| !known.contains(&name)) {
            return Err(Complaint::NotInIt { option: option.clone(), known });
        }
    }
    Ok(specification)
}

fn knobs(specs: &[KnobSpec], options: &[String]) -> Result<Knobs, Complaint> {
    let mut knobs = Knobs::defaults(specs);
    for option in options {
        let (name, value) = option.split_once('=').ok_or_else(|| Complaint::NoSetting(option.clone()))?;
        knobs.set(specs, name, value).map_err(|error| Complaint::Knob { option: option.clone(), error })?;
    }
    Ok(knobs)
}

fn paxos_set(knobs: &Knobs) -> Specification {
    let names = |letter: char, many: &str| {
        let names: Vec<String> = (1..=knobs.number(many)).map(|nth| format!("{letter}{nth}")).collect();
        format!("{{{}}}", names.join(", "))
    };
    Specification {
        module: "PaxosSet",
        text: include_str!("../explore/models/paxos_set.tla"),
        constants: vec![
            ("Acceptors", names('a', "acceptors")),
            ("Values", names('v', "values")),
            ("Ballots", knobs.number("ballots").to_string()),
        ],
        invariants: &["TypeOK", "Agreement"],
        properties: &[],
        knobs: &["acceptors", "values", "ballots"],
    }
}

impl Complaint {
    /// The sentence.
    pub(super) fn tell(&self, locale: Locale) -> String {
        let list = |known: &[&str]| known.join(locale.pick(", ", "、"));
        let at = |option: &str, sentence: &str| format!("--set {}: {sentence}", shown(option));
        match self {
            Complaint::NoSpecification { name, exhibit, known } => {
                let (name, known) = (shown(name), list(known));
                if *exhibit {
                    return locale.pick(
                        format!("--tla {name}: This exhibit is not written down in TLA+; these are: {known}."),
                        format!("--tla {name}：该展项没有 TLA+ 规约；有规约的是：{known}。"),
                    );
                }
                locale.pick(
                    format!("--tla: There is no “{name}”; written down in TLA+ are: {known}."),
                    format!("--tla：没有“{name}”；有 TLA+ 规约的是：{known}。"),
                )
            }
            Complaint::NoSetting(option) => at(option, locale.pick("Here belongs KNOB=VALUE.", "这里应为 参数=值。")),
            Complaint::Knob { option, error } => at(option, &error.tell(locale)),
            Complaint::NotInIt { option, known } => {
                let known = list(known);
                at(
                    option,
                    &locale.pick(
                        format!("The specification has neither time nor chance, and no such knob; it has: {known}."),
                        format!("规约中没有时间和随机性，也没有这个参数；可用的有：{known}。"),
                    ),
                )
            }
            Complaint::Unwritten { path, error } => {
                let path = path_shown(path);
                locale.pick(format!("{path}: It cannot be written: {error}."), format!("{path}：无法写入：{error}。"))
            }
        }
    }
}
