//! A run written as a scenario file, which brings back the same run when it is read.

use super::{FILE_FORMAT, Title, acts};
use crate::exhibit::json::{JSON_WHOLE_MAX, Json};
use crate::exhibit::{KnobValue, Session};

/// The text of a file that opens the session's run on its present event.
///
/// The acts are exact, and the digest of the frame stands beside them: reading the file gives the
/// same run with the same digest at the same event, or says that it does not.
pub fn write(session: &dyn Session, title: &Title) -> String {
    let saved = session.saved();
    let mut fields = vec![("format", Json::Number(FILE_FORMAT)), ("exhibit", Json::text(saved.exhibit))];
    fields.push(("scenario", Json::text(saved.scenario)));
    let named = [("en", &title.en), ("zh", &title.zh)].into_iter();
    let named: Vec<_> = named.filter_map(|(code, text)| Some((code, Json::text(text.clone()?)))).collect();
    if !named.is_empty() {
        fields.push(("title", Json::object(named)));
    }
    fields.push(("knobs", Json::object(saved.knobs.iter().map(|(name, value)| (name, knob(value))).collect())));
    fields.push(("seed", seed(saved.seed)));
    fields.push(("without", Json::List(saved.without.iter().map(|guard| Json::text(*guard)).collect())));
    fields.push(("acts", acts::write(&session.named(), &saved.acts)));
    if let Some(event) = saved.stops {
        fields.push(("then", Json::object(vec![("stop", Json::Number(event.into()))])));
    }
    fields.push(("event", Json::Number(saved.event.into())));
    fields.push(("digest", Json::text(format!("{:04x}", session.digest()))));
    Json::object(fields).to_pretty()
}

fn knob(value: &KnobValue) -> Json {
    match value {
        KnobValue::Number(number) => Json::Number((*number).into()),
        KnobValue::Switch(on) => Json::Bool(*on),
        KnobValue::Choice(word) => Json::text(*word),
        KnobValue::Words(words) => Json::List(words.iter().map(Json::text).collect()),
        KnobValue::Node(..) => Json::text(value.to_text()),
        KnobValue::Plot(plot) => Json::List(plot.items().map(Json::text).collect()),
    }
}

fn seed(seed: u64) -> Json {
    match i64::try_from(seed) {
        Ok(number) if number <= JSON_WHOLE_MAX => Json::Number(number),
        Ok(_) | Err(_) => Json::text(seed.to_string()),
    }
}
