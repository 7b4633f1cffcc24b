//! Names and knobs.

use super::words::{chinese, in_both};
use super::{open, scenarios};
use std::collections::BTreeSet;
use synod::exhibit::Knobs;
use synod::exhibit::knobs::{KnobKind, KnobSpec, KnobValue};
use synod::exhibits::catalogue;
use synod::text::Locale;

fn kebab(name: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    name.split(['-', '_']).all(part)
}

fn assert_names<'a>(what: &str, names: impl Iterator<Item = &'a str>) {
    let names: Vec<&str> = names.collect();
    let once: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(once.len(), names.len(), "{what}: {names:?}");
    assert!(names.iter().all(|name| kebab(name)), "{what}: {names:?}");
}

#[test]
fn every_name_of_files_and_addresses_is_used_once_and_is_plain() {
    assert_names("exhibits", catalogue().iter().map(|exhibit| exhibit.name()));
    for exhibit in catalogue() {
        assert!(std::ptr::eq(synod::exhibits::find(exhibit.name()).expect("found by its name"), *exhibit));
        assert_names("scenarios", exhibit.scenarios().iter().map(|spec| spec.name));
        assert_names("knobs", exhibit.knobs().iter().map(|spec| spec.name));
        assert_names("guards", exhibit.guards().iter().map(|spec| spec.name));
        let saved = exhibit.scenario(exhibit.scenarios()[0].name).expect("the first scenario");
        let guarantees = open(*exhibit, &saved).guarantees(Locale::En);
        assert_names("checks", guarantees.iter().map(|guarantee| guarantee.name));
        assert!(exhibit.scenarios().is_sorted_by_key(|spec| spec.group), "{}: groups stand together", exhibit.name());
        assert!(exhibit.scenario("no-such-scenario").is_none());
    }
}

fn assert_round_trip(spec: &KnobSpec, value: &KnobValue) {
    assert_eq!(spec.parse(&value.to_text()).as_ref(), Ok(value), "{}", spec.name);
}

/// What says nothing is no value; but nobody is a fine plot.
fn empty(spec: &KnobSpec) -> &'static [&'static str] {
    match spec.kind {
        KnobKind::Plot(_) | KnobKind::Words { min: 0, .. } => &["\u{0}"],
        KnobKind::Number { .. }
        | KnobKind::Switch { .. }
        | KnobKind::Choice(_)
        | KnobKind::Words { .. }
        | KnobKind::Node { .. } => &["", " ", "\u{0}"],
    }
}

#[test]
fn every_knob_reads_what_it_writes_and_refuses_what_is_beyond_its_limits() {
    for spec in catalogue().iter().flat_map(|exhibit| exhibit.knobs()) {
        assert_round_trip(spec, &spec.default_value());
        let bad: Vec<String> = match spec.kind {
            KnobKind::Number { min, max, default } => {
                assert!((min..=max).contains(&default), "{}", spec.name);
                for number in [min, max] {
                    assert_round_trip(spec, &KnobValue::Number(number));
                }
                vec![(u64::from(max) + 1).to_string(), (i64::from(min) - 1).to_string(), "99999999999999999999".to_owned()]
            }
            KnobKind::Switch { .. } => {
                for on in [false, true] {
                    assert_round_trip(spec, &KnobValue::Switch(on));
                }
                vec!["maybe".to_owned()]
            }
            KnobKind::Choice(words) => {
                for (word, _) in words {
                    assert_round_trip(spec, &KnobValue::Choice(word));
                }
                vec!["neither".to_owned()]
            }
            KnobKind::Words { max, chars, .. } => {
                assert_round_trip(spec, &KnobValue::Words(["红", "blue green"].map(str::to_owned).into()));
                assert_eq!(spec.parse("红\n blue green"), spec.parse("红,blue green"), "a list may be pasted");
                vec!["a,".to_owned(), vec!["w"; max + 1].join(","), "c".repeat(chars + 1), "a\u{7}b".to_owned()]
            }
            KnobKind::Node { letter, max } => {
                assert_round_trip(spec, &KnobValue::Node(letter, max));
                vec![format!("{letter}{}", u32::from(max) + 1), "A0".to_owned(), format!("{letter}-1")]
            }
            KnobKind::Plot(plot) => {
                let text = format!("{0}0:split,{0}1>{0}2:{1}", plot.letter, plot.says[0]);
                assert_round_trip(spec, &spec.parse(&text).expect("a plot"));
                vec![format!("{}0", plot.letter), format!("{}0:maybe", plot.letter), "A0:flip".to_owned()]
            }
        };
        for given in bad.iter().map(String::as_str).chain(empty(spec).iter().copied()) {
            let error = spec.parse(given).expect_err(spec.name);
            let [en, zh] = in_both(|locale| error.tell(locale));
            assert!(en.contains(spec.name) && zh.contains(spec.name) && chinese(&zh), "{en} / {zh}");
        }
    }
}

#[test]
fn the_knobs_of_every_scenario_are_read_back_from_their_texts() {
    for opened in scenarios() {
        let specs = opened.exhibit.knobs();
        let mut read = Knobs::defaults(specs);
        for (name, text) in opened.saved.knobs.texts() {
            assert_eq!(read.set(specs, name, &text), Ok(()), "{}", opened.name);
        }
        assert_eq!(read, opened.saved.knobs, "{}", opened.name);
    }
}
