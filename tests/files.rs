//! Scenario files of a real exhibit: nothing that a file may hold makes it panic, and what can be
//! opened can be written and read again.
#![cfg(not(target_arch = "wasm32"))]

#[path = "shared/json.rs"]
mod json;

use proptest::prelude::*;
use synod::exhibit::file::{Title, open, write};
use synod::exhibit::json::Json;
use synod::exhibits::catalogue;
use synod::text::Locale;

fn text(word: &'static str) -> Json {
    Json::text(word)
}

fn object(fields: Vec<(&str, Json)>) -> Json {
    Json::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

fn node() -> impl Strategy<Value = Json> {
    proptest::sample::select(vec!["P1", "P1", "P2", "A1", "A2", "A3", "L1"]).prop_map(text)
}

fn nodes() -> impl Strategy<Value = Json> {
    proptest::collection::vec(node(), 0..4).prop_map(Json::List)
}

fn small() -> impl Strategy<Value = Json> {
    prop_oneof![4 => (0_i64..4).prop_map(Json::Number), 1 => Just(Json::Number(65_535))]
}

/// A message by its place among those in flight: there nearly always is one.
fn message() -> impl Strategy<Value = Json> {
    (1_i64..4).prop_map(|nth| object(vec![("nth", Json::Number(nth))]))
}

fn item() -> impl Strategy<Value = Json> {
    let of_message =
        proptest::sample::select(vec!["deliver", "deliver", "deliver", "lose", "duplicate", "hold", "release", "forge"]);
    let of_node = proptest::sample::select(vec!["crash", "wake", "timeout", "betray"]);
    let word = proptest::sample::select(vec!["red", "blue", "gold"]);
    prop_oneof![
        8 => (of_message, message()).prop_map(|(name, message)| object(vec![(name, message)])),
        2 => (of_node, node()).prop_map(|(name, node)| object(vec![(name, node)])),
        1 => (node(), nodes()).prop_map(|(node, reaches)| object(vec![("crash", node), ("reaches", reaches)])),
        1 => node().prop_map(|node| object(vec![("wake", node), ("disk", text("lost"))])),
        1 => node().prop_map(|node| object(vec![("betray", node), ("since", text("start"))])),
        1 => (node(), node()).prop_map(|(one, other)| object(vec![("cut", Json::List(vec![one, other]))])),
        1 => nodes().prop_map(|side| object(vec![("partition", side)])),
        1 => Just(object(vec![("heal", text("all"))])),
        2 => (node(), word).prop_map(|(node, word)| {
            object(vec![("command", object(vec![("node", node), ("propose", text(word))]))])
        }),
    ]
}

fn act() -> impl Strategy<Value = Json> {
    let verbs = vec!["deliver", "deliver", "lose", "duplicate", "hold", "release"];
    let lane = || proptest::sample::select(vec!["sent", "sent", "copied"]).prop_map(text);
    let place = || (node(), node(), lane(), small()).prop_map(|(from, to, lane, ordinal)| vec![from, to, lane, ordinal]);
    prop_oneof![
        6 => (proptest::sample::select(verbs), place()).prop_map(|(verb, place)| [vec![text(verb)], place].concat()),
        1 => (place(), small()).prop_map(|(place, choice)| [vec![text("forge")], place, vec![choice]].concat()),
        1 => (node(), nodes()).prop_map(|(node, reaches)| vec![text("crash"), node, reaches]),
        1 => node().prop_map(|node| vec![text("wake"), node, text("kept")]),
        1 => (node(), node()).prop_map(|(one, other)| vec![text("cut"), one, other]),
        1 => (node(), node()).prop_map(|(one, other)| vec![text("heal"), one, other]),
        1 => nodes().prop_map(|side| vec![text("partition"), side]),
        1 => Just(vec![text("heal-all")]),
        1 => (node(), small()).prop_map(|(node, timer)| vec![text("fire"), node, timer]),
        3 => (node(), small()).prop_map(|(node, choice)| vec![text("command"), node, choice]),
        1 => node().prop_map(|node| vec![text("betray"), node, text("now")]),
        1 => small().prop_map(|index| vec![text("turn"), index]),
    ]
    .prop_map(Json::List)
}

/// A file of Paxos with one more field.
fn file(field: &str, value: Json) -> Json {
    let knobs = object(vec![("proposers", Json::Number(2)), ("loss_percent", Json::Number(10)), ("timeouts", Json::Bool(true))]);
    let head = vec![("format", Json::Number(1)), ("exhibit", text("paxos")), ("knobs", knobs)];
    object([head, vec![(field, value), ("seed", Json::Number(3))]].concat())
}

/// Acts with the events that lists of acts need: one after the other, with gaps.
fn numbered(acts: &[(u8, Json)]) -> Json {
    let mut event = 0;
    let number = |(gap, act): &(u8, Json)| {
        event += i64::from(*gap) + 1;
        let Json::List(parts) = act else { return act.clone() };
        Json::List([vec![Json::Number(event)], parts.clone()].concat())
    };
    Json::List(acts.iter().map(number).collect())
}

/// A file that can be opened: of the items only those that are possible where they stand.
fn possible<T: Clone>(items: &[T], file: impl Fn(&[T]) -> Json) -> Json {
    let mut kept = Vec::new();
    for item in items {
        kept.push(item.clone());
        if open(catalogue(), &file(&kept)).is_err() {
            kept.pop();
        }
    }
    file(&kept)
}

fn same_when_written_and_read(json: &Json, event: u32) -> Result<(), TestCaseError> {
    let mut file = open(catalogue(), json).map_err(|error| TestCaseError::fail(error.tell(Locale::En)))?;
    file.session.seek(event);
    let text = write(&*file.session, &Title::default());
    let written = json::tree(&serde_json::from_str(&text).expect("a written file is JSON"));
    let read = open(catalogue(), &written).map_err(|error| TestCaseError::fail(error.tell(Locale::En) + &text))?;
    prop_assert_eq!(read.digest_missed, None);
    prop_assert_eq!(read.session.saved(), file.session.saved());
    prop_assert_eq!(read.session.digest(), file.session.digest());
    Ok(())
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_schedule_opens_or_is_refused_and_comes_back_from_its_file(
        items in proptest::collection::vec(item(), 0..25), event in 0_u32..40,
    ) {
        let first = object(vec![("command", object(vec![("node", text("P1")), ("propose", text("red"))]))]);
        let items = [vec![first], items].concat();
        let json = possible(&items, |items| file("schedule", Json::List(items.to_vec())));
        same_when_written_and_read(&json, event)?;
    }

    #[test]
    fn any_acts_open_or_are_refused_and_come_back_from_their_file(
        acts in proptest::collection::vec((0_u8..4, act()), 0..25), event in 0_u32..40,
    ) {
        let json = possible(&acts, |acts| file("acts", numbered(acts)));
        same_when_written_and_read(&json, event)?;
    }
}
