//! JSON text as the tree that scenario files are read from: what a shell's parser makes of it.

use synod::exhibit::json::Json;

/// The tree of a parsed text.
pub(crate) fn tree(value: &serde_json::Value) -> Json {
    match value {
        serde_json::Value::Null => Json::Null,
        serde_json::Value::Bool(on) => Json::Bool(*on),
        serde_json::Value::Number(number) => number.as_f64().map_or(Json::NotWhole, Json::number),
        serde_json::Value::String(text) => Json::text(text),
        serde_json::Value::Array(items) => Json::List(items.iter().map(tree).collect()),
        serde_json::Value::Object(fields) => {
            Json::Object(fields.iter().map(|(name, value)| (name.clone(), tree(value))).collect())
        }
    }
}
