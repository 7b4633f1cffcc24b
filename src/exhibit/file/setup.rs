//! The setup that a file asks for: exhibit, scenario, knobs, seed, removed guards; and what it
//! expects of the end.

use super::at::{At, Fields};
use super::problem::{FileError, ShapeProblem, Wanted};
use super::{Expectation, ITEMS_MAX, SEED_DEFAULT, TITLE_CHARS_MAX, Title};
use crate::exhibit::json::Json;
use crate::exhibit::knobs::listed;
use crate::exhibit::{Exhibit, KnobError, KnobKind, KnobSpec, Knobs, Saved, Session, Verdict};
use crate::text::Locale;

/// The exhibit that is named.
pub(super) fn exhibit(catalogue: &[&'static dyn Exhibit], at: &At<'_>) -> Result<&'static dyn Exhibit, FileError> {
    let name = at.text()?;
    let found = catalogue.iter().copied().find(|exhibit| exhibit.name() == name);
    found.ok_or_else(|| unknown(at, name, catalogue.iter().map(|exhibit| exhibit.name())))
}

/// The scenario that is named, and the setup: the scenario's wherever the file is silent.
pub(super) fn saved(exhibit: &'static dyn Exhibit, fields: &Fields<'_>) -> Result<(Option<&'static str>, Saved), FileError> {
    let scenario = fields.get("scenario").map(|at| scenario(exhibit, &at)).transpose()?;
    let named = scenario.and_then(|name| exhibit.scenario(name));
    let mut saved = named.unwrap_or_else(|| bare(exhibit));
    if let Some(at) = fields.get("knobs") {
        set_knobs(exhibit.knobs(), &mut saved.knobs, &at)?;
    }
    if let Some(at) = fields.get("seed") {
        saved.seed = seed(&at)?;
    }
    if let Some(at) = fields.get("without") {
        let names = at.items(exhibit.guards().len())?;
        let names = names.iter().map(|at| guard(exhibit, at)).collect::<Result<Vec<_>, _>>()?;
        saved.without = guards(exhibit, &names);
    }
    if fields.get("schedule").is_some() || fields.get("acts").is_some() {
        (saved.acts, saved.stops) = (Vec::new(), None);
    }
    saved.event = fields.get("event").map(|at| at.small(0, exhibit.steps_max())).transpose()?.unwrap_or(0);
    Ok((scenario, saved))
}

/// Whether the run stops behind what the file does, and the place of the event at which it stops
/// where the file names one (`most` at most).
pub(super) fn then<'a>(most: u32, saved: &mut Saved, fields: &Fields<'a>) -> Result<(bool, Option<At<'a>>), FileError> {
    match fields.get("then") {
        Some(at) if matches!(at.json, Json::Object(_)) => {
            let stop = at.object(&["stop"])?.need("stop")?;
            saved.stops = Some(stop.small(0, most)?);
            Ok((false, Some(stop)))
        }
        Some(at) => Ok((at.one_of(&[("stop", true)])?, None)),
        None => Ok((false, None)),
    }
}

/// Names of guards without repetition, in the exhibit's order.
pub fn guards(exhibit: &dyn Exhibit, names: &[&'static str]) -> Vec<&'static str> {
    exhibit.guards().iter().map(|guard| guard.name).filter(|name| names.contains(name)).collect()
}

/// A title: one text for both languages, or one for each.
pub(super) fn title(at: &At<'_>) -> Result<Title, FileError> {
    let short = |at: &At<'_>| {
        let text = at.text()?;
        let fits = text.chars().count() <= TITLE_CHARS_MAX && !text.chars().any(char::is_control);
        if fits { Ok(text.to_owned()) } else { Err(at.wanted(Wanted::ShortText { chars_max: TITLE_CHARS_MAX })) }
    };
    if let Json::Text(_) = at.json {
        let text = short(at)?;
        return Ok(Title { en: Some(text.clone()), zh: Some(text) });
    }
    let fields = at.object(&["en", "zh"])?;
    let of = |name: &str| fields.get(name).map(|at| short(&at)).transpose();
    Ok(Title { en: of("en")?, zh: of("zh")? })
}

/// Four hexadecimal digits.
pub(super) fn digest(at: &At<'_>) -> Result<u16, FileError> {
    let digits = at.text()?;
    let fits = digits.len() == 4 && digits.chars().all(|digit| digit.is_ascii_hexdigit());
    let digest = u16::from_str_radix(digits, 16).ok().filter(|_| fits);
    digest.ok_or_else(|| at.wanted(Wanted::Digest))
}

/// The outcomes that are expected: `{ "agreement": "holds" }`.
pub(super) fn expect(session: &dyn Session, at: &At<'_>) -> Result<Vec<Expectation>, FileError> {
    let checks: Vec<&'static str> = session.guarantees(Locale::En).iter().map(|guarantee| guarantee.name).collect();
    let outcomes = [("holds", Verdict::Holds), ("broken", Verdict::Broken), ("open", Verdict::Open)];
    let each = at.entries()?.into_iter().map(|(check, outcome)| {
        if !checks.contains(&check) {
            return Err(unknown(&outcome, check, checks.iter().copied()));
        }
        Ok(Expectation { check: check.to_owned(), verdict: outcome.one_of(&outcomes)? })
    });
    each.collect()
}

/// That nothing is known by a name.
pub(super) fn unknown<'n>(at: &At<'_>, name: &str, known: impl IntoIterator<Item = &'n str>) -> FileError {
    let known = known.into_iter().map(str::to_owned).collect();
    at.wrong(ShapeProblem::Unknown { name: name.to_owned(), known })
}

/// A run in which nobody has set or done anything.
fn bare(exhibit: &'static dyn Exhibit) -> Saved {
    Saved {
        exhibit: exhibit.name(),
        scenario: exhibit.scenarios().first().map_or("", |scenario| scenario.name),
        knobs: Knobs::defaults(exhibit.knobs()),
        without: Vec::new(),
        seed: SEED_DEFAULT,
        acts: Vec::new(),
        stops: None,
        event: 0,
    }
}

fn scenario(exhibit: &'static dyn Exhibit, at: &At<'_>) -> Result<&'static str, FileError> {
    let name = at.text()?;
    let names = || exhibit.scenarios().iter().map(|scenario| scenario.name);
    names().find(|known| *known == name).ok_or_else(|| unknown(at, name, names()))
}

fn guard(exhibit: &'static dyn Exhibit, at: &At<'_>) -> Result<&'static str, FileError> {
    let name = at.text()?;
    let names = || exhibit.guards().iter().map(|guard| guard.name);
    names().find(|known| *known == name).ok_or_else(|| unknown(at, name, names()))
}

fn set_knobs(specs: &'static [KnobSpec], knobs: &mut Knobs, at: &At<'_>) -> Result<(), FileError> {
    for (name, value) in at.entries()? {
        let text = match specs.iter().find(|spec| spec.name == name) {
            Some(spec) => knob_text(spec, &value)?,
            None => String::new(),
        };
        knobs.set(specs, name, &text).map_err(|error| value.wrong(error))?;
    }
    Ok(())
}

/// The text that the knob reads, of a value of the type that belongs to the knob.
fn knob_text(spec: &KnobSpec, at: &At<'_>) -> Result<String, FileError> {
    match (spec.kind, at.json) {
        (KnobKind::Number { .. } | KnobKind::Node { .. }, Json::Number(number)) => Ok(number.to_string()),
        (KnobKind::Number { min, max, .. }, Json::NotWhole) => Err(at.wanted(Wanted::Whole { min: min.into(), max: max.into() })),
        (KnobKind::Switch { .. }, Json::Bool(on)) => Ok(if *on { "on" } else { "off" }.to_owned()),
        (KnobKind::Switch { .. } | KnobKind::Choice(_) | KnobKind::Node { .. } | KnobKind::Plot(_), Json::Text(text)) => {
            Ok(text.clone())
        }
        (KnobKind::Words { max, .. }, Json::List(_)) => Ok(listed(&words(spec, at, max)?)),
        (KnobKind::Plot(_), Json::List(_)) => {
            let items = words(spec, at, ITEMS_MAX)?;
            if items.iter().any(|item| item.contains(',')) { Err(malformed(spec, at)) } else { Ok(items.join(",")) }
        }
        (
            KnobKind::Number { .. }
            | KnobKind::Switch { .. }
            | KnobKind::Choice(_)
            | KnobKind::Words { .. }
            | KnobKind::Node { .. }
            | KnobKind::Plot(_),
            _,
        ) => Err(malformed(spec, at)),
    }
}

/// A list of words; none of them may be what text with one word a line cannot say.
fn words(spec: &KnobSpec, at: &At<'_>, most: usize) -> Result<Vec<String>, FileError> {
    let words = at.items(most)?.iter().map(At::word).collect::<Result<Vec<String>, FileError>>()?;
    let fits = words.iter().all(|word| !word.trim().is_empty() && !word.contains('\n'));
    if fits { Ok(words) } else { Err(malformed(spec, at)) }
}

fn malformed(spec: &KnobSpec, at: &At<'_>) -> FileError {
    at.wrong(KnobError::Malformed { name: spec.name, given: at.json.to_line(), wanted: spec.wanted() })
}

fn seed(at: &At<'_>) -> Result<u64, FileError> {
    let seed = match at.json {
        Json::Number(number) => u64::try_from(*number).ok(),
        Json::Text(digits) if digits.chars().all(|digit| digit.is_ascii_digit()) => digits.parse().ok(),
        Json::Null | Json::Bool(_) | Json::NotWhole | Json::Text(_) | Json::List(_) | Json::Object(_) => None,
    };
    seed.ok_or_else(|| at.wanted(Wanted::Seed))
}
