//! The report as one JSON object: the names and the order are a contract, names may only be added.
//!
//! A fact of the story is an object with its `rule`, its `node`, and what the exhibit knows of it, in
//! types: numbers as numbers, values as their words, nodes as their names, nothing as `null`; and the
//! `conditions` of the rule, each with its `name`, `left`, `relation`, `right` and whether it `holds`.

use serde::{Serialize, Serializer};

use super::report::{Report, word};
use crate::exhibit::KnobValue;
use crate::exhibit::json::Json;

/// The format of reports.
const REPORT_FORMAT: u32 = 1;

/// The report as text.
pub(super) fn write(report: &Report) -> Result<String, String> {
    let (saved, tally) = (&report.saved, &report.tally);
    let object = Object {
        format: REPORT_FORMAT,
        exhibit: saved.exhibit,
        scenario: report.scenario,
        knobs: Pairs(report.knobs().into_iter().map(|(name, value)| (name, Knob(value))).collect()),
        seed: saved.seed,
        without: &saved.without,
        frames: report.frames,
        rounds: tally.rounds,
        messages: Messages {
            sent: tally.sent,
            delivered: tally.delivered,
            lost: tally.lost,
            duplicated: tally.duplicated,
            forged: tally.forged,
            refused: tally.refused,
        },
        decisions: Pairs(tally.decisions.iter().map(|(node, value)| (node.as_str(), value.as_deref())).collect()),
        checks: Pairs(report.guarantees.iter().map(|check| (check.name, word(check.verdict))).collect()),
        first_broken_frame: report.first_broken_frame,
        story: report.story.as_ref().map(|story| story.iter().map(entry).collect()),
    };
    serde_json::to_string_pretty(&object).map(|text| text + "\n").map_err(|error| error.to_string())
}

#[derive(Serialize)]
struct Object<'a> {
    format: u32,
    exhibit: &'a str,
    scenario: Option<&'a str>,
    knobs: Pairs<'a, Knob<'a>>,
    seed: u64,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    without: &'a [&'static str],
    frames: u32,
    rounds: u32,
    messages: Messages,
    decisions: Pairs<'a, Option<&'a str>>,
    checks: Pairs<'a, &'static str>,
    first_broken_frame: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    story: Option<Vec<Entry<'a>>>,
}

#[derive(Serialize)]
struct Messages {
    sent: u32,
    delivered: u32,
    lost: u32,
    duplicated: u32,
    forged: u32,
    refused: u32,
}

#[derive(Serialize)]
struct Entry<'a> {
    frame: u32,
    act: &'a str,
    facts: Vec<Tree<'a>>,
    text: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    watcher: &'a str,
}

fn entry(told: &super::report::Told) -> Entry<'_> {
    let facts = told.facts.facts.iter().map(Tree).collect();
    Entry { frame: told.frame, act: &told.facts.act, facts, text: &told.text, watcher: &told.watcher }
}

/// A fact: data that the exhibit makes.
struct Tree<'a>(&'a Json);

impl Serialize for Tree<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Json::Null | Json::NotWhole => serializer.serialize_unit(),
            Json::Bool(on) => on.serialize(serializer),
            Json::Number(number) => number.serialize(serializer),
            Json::Text(text) => text.serialize(serializer),
            Json::List(items) => serializer.collect_seq(items.iter().map(Tree)),
            Json::Object(fields) => serializer.collect_map(fields.iter().map(|(name, value)| (name, Tree(value)))),
        }
    }
}

/// An object whose names are data, in their order.
struct Pairs<'a, T>(Vec<(&'a str, T)>);

impl<T: Serialize> Serialize for Pairs<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// A knob's value in the types that a scenario file gives it in.
struct Knob<'a>(&'a KnobValue);

impl Serialize for Knob<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            KnobValue::Number(number) => number.serialize(serializer),
            KnobValue::Switch(on) => on.serialize(serializer),
            KnobValue::Choice(word) => word.serialize(serializer),
            KnobValue::Words(words) => words.serialize(serializer),
            KnobValue::Node(..) => self.0.to_text().serialize(serializer),
            KnobValue::Plot(plot) => plot.items().collect::<Vec<_>>().serialize(serializer),
        }
    }
}
