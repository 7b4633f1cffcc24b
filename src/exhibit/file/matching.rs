//! Finding the message that a schedule means: by who sent it to whom, its kind, any of its fields,
//! and `nth` among those alike.

use super::at::At;
use super::problem::{FileError, RunProblem};
use super::schedule::node;
use crate::exhibit::{InFlight, Session};
use crate::sim::MessageRef;

/// Other words that authors use, and the ones that the exhibits use.
const KINDS_ALSO: [(&str, &str); 1] = [("accept", "propose")];
const FIELDS_ALSO: [(&str, &str); 1] = [("ballot", "id")];

/// The message in flight that is meant.
///
/// Messages that agree in everything that can be named (a duplicate and its original) are alike,
/// and the first of them is meant. Of messages that differ, `nth` must choose.
pub(super) fn message(session: &dyn Session, at: &At<'_>) -> Result<MessageRef, FileError> {
    let mut found = session.in_flight();
    let all = words(&found);
    let mut nth = None;
    for (name, value) in at.entries()? {
        match name {
            "from" | "to" => {
                node(&session.nodes(), &value)?;
                let wanted = value.text()?;
                found.retain(|message| wanted == if name == "from" { &message.from } else { &message.to });
            }
            "kind" => {
                let wanted = also(value.text()?, &KINDS_ALSO);
                found.retain(|message| message.kind == wanted);
            }
            "nth" => nth = Some((value.small(1, u32::MAX)?, value)),
            _ => {}
        }
    }
    for (name, value) in at.entries()? {
        if !matches!(name, "from" | "to" | "kind" | "nth") {
            keep_field(&mut found, name, &value)?;
        }
    }
    let Some(first) = found.first() else { return Err(at.wrong(RunProblem::NoMessage { in_flight: all })) };
    if let Some((nth, place)) = nth {
        let chosen = usize::try_from(nth).ok().and_then(|nth| found.get(nth - 1));
        return chosen.map(|message| message.message).ok_or_else(|| place.wrong(RunProblem::FewMessages { count: found.len() }));
    }
    if found.iter().any(|message| word(message) != word(first)) {
        return Err(at.wrong(RunProblem::ManyMessages { alike: words(&found) }));
    }
    Ok(first.message)
}

/// Keeps the messages whose field has the value; at least one of them must have such a field.
fn keep_field(found: &mut Vec<InFlight>, name: &str, at: &At<'_>) -> Result<(), FileError> {
    let field = also(name, &FIELDS_ALSO);
    let has = |message: &InFlight| message.fields.iter().any(|(known, _)| *known == field);
    if !found.is_empty() && !found.iter().any(has) {
        let mut known: Vec<&'static str> =
            found.iter().flat_map(|message| message.fields.iter().map(|(name, _)| *name)).collect();
        known.sort_unstable();
        known.dedup();
        return Err(at.wrong(RunProblem::NoField { name: name.to_owned(), known }));
    }
    let wanted = at.word()?;
    found.retain(|message| message.fields.iter().any(|(known, value)| *known == field && *value == wanted));
    Ok(())
}

fn also<'w>(word: &'w str, others: &[(&str, &'static str)]) -> &'w str {
    others.iter().find(|(other, _)| *other == word).map_or(word, |(_, known)| known)
}

fn words(messages: &[InFlight]) -> Vec<String> {
    messages.iter().map(word).collect()
}

/// A message in few words: `P1→A2 prepare id=1`.
fn word(message: &InFlight) -> String {
    let fields = message.fields.iter().map(|(name, value)| format!(" {name}={value}"));
    format!("{}→{} {}", message.from, message.to, message.kind) + &fields.collect::<String>()
}
