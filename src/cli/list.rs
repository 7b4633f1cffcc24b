//! `synod list`: every exhibit of the course; what is built with its scenarios, knobs and guards.

use crate::exhibit::{Exhibit, KnobKind, KnobSpec};
use crate::exhibits::COURSE;
use crate::text::Locale;

/// The list.
pub(super) fn list(catalogue: &[&'static dyn Exhibit], locale: Locale) -> String {
    let mut lines: Vec<String> = catalogue.iter().flat_map(|exhibit| built(*exhibit, locale)).collect();
    let coming =
        COURSE.iter().flat_map(|part| part.topics).filter(|topic| !catalogue.iter().any(|known| known.name() == topic.name));
    let coming: Vec<String> = coming.map(|topic| line(2, topic.name, topic.title.get(locale))).collect();
    if !coming.is_empty() {
        lines.push(locale.pick("To come:", "即将推出：").to_owned());
        lines.extend(coming);
    }
    lines.join("\n") + "\n"
}

fn built(exhibit: &dyn Exhibit, locale: Locale) -> Vec<String> {
    let name = exhibit.name();
    let mut lines = vec![line(0, name, exhibit.title().get(locale))];
    let scenarios = exhibit.scenarios().iter();
    lines.extend(scenarios.map(|known| line(2, &format!("{name}/{}", known.name), known.title.get(locale))));
    let knobs = exhibit.knobs().iter();
    lines.extend(knobs.map(|knob| line(2, &format!("--set {}", takes(knob)), knob.title.get(locale))));
    let guards = exhibit.guards().iter();
    lines.extend(guards.map(|guard| line(2, &format!("--without {}", guard.name), guard.title.get(locale))));
    lines.push(String::new());
    lines
}

/// A name and what it means, in columns where that is possible.
fn line(indent: usize, name: &str, title: &str) -> String {
    format!("{:indent$}{name:<width$}  {title}", "", width = 40 - indent)
}

/// What a knob takes: `acceptors=1..9`.
fn takes(knob: &KnobSpec) -> String {
    let takes = match knob.kind {
        KnobKind::Number { min, max, .. } => format!("{min}..{max}"),
        KnobKind::Switch { .. } => "on|off".to_owned(),
        KnobKind::Choice(words) => words.iter().map(|(word, _)| *word).collect::<Vec<_>>().join("|"),
        KnobKind::Words { default, .. } => default.join(","),
        KnobKind::Node { letter, max } => format!("{letter}0..{letter}{max}"),
        KnobKind::Plot(spec) => format!("{0}0:split,{0}1>{0}2:{1}", spec.letter, spec.says.first().unwrap_or(&"")),
    };
    format!("{}={takes}", knob.name)
}
