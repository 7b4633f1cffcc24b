//! Values of the browser as the tree that scenario files are read from. The browser's own parser
//! does the parsing, so that the page need not carry one.

use wasm_bindgen::prelude::*;

use crate::app::Reading;
use crate::exhibit::file::{self, TextProblem};
use crate::exhibit::json::{JSON_DEPTH_MAX, Json};

/// A file's bytes as a tree.
pub(super) fn bytes(bytes: &[u8]) -> Reading {
    let text = file::text(bytes)?;
    let value = js_sys::JSON::parse(text).map_err(|error| problem(text, &error))?;
    tree(&value, 0)
}

/// A file's bytes as text.
pub(super) fn text(bytes: &[u8]) -> Result<String, TextProblem> {
    file::text(bytes).map(str::to_owned)
}

/// A value of a script as a tree.
pub(super) fn tree(value: &JsValue, depth: usize) -> Reading {
    if let Some(text) = value.as_string() {
        return Ok(Json::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Ok(Json::number(number));
    }
    if let Some(on) = value.as_bool() {
        return Ok(Json::Bool(on));
    }
    if !value.is_object() {
        return Ok(Json::Null);
    }
    if depth == JSON_DEPTH_MAX {
        return Err(TextProblem::TooDeep { depth_max: JSON_DEPTH_MAX });
    }
    if let Some(list) = value.dyn_ref::<js_sys::Array>() {
        return list.iter().map(|item| tree(&item, depth + 1)).collect::<Result<_, _>>().map(Json::List);
    }
    let entries = js_sys::Object::entries(value.unchecked_ref());
    let field = |entry: JsValue| {
        let entry: js_sys::Array = entry.unchecked_into();
        Ok((entry.get(0).as_string().unwrap_or_default(), tree(&entry.get(1), depth + 1)?))
    };
    entries.iter().map(field).collect::<Result<_, _>>().map(Json::Object)
}

/// Where the text stops being JSON. Browsers say it in words ("line 3 column 5"); one that does not
/// leaves the end of the text, where most files are broken.
fn problem(text: &str, error: &JsValue) -> TextProblem {
    let message = error.dyn_ref::<js_sys::Error>().map_or_else(String::new, |error| String::from(error.message()));
    let end = (text.lines().count().max(1), text.lines().last().map_or(1, |line| line.chars().count() + 1));
    match (behind(&message, "line "), behind(&message, "column ")) {
        (Some(line), Some(column)) if (line, column) < end => TextProblem::NotJson { line, column },
        _ => TextProblem::CutOff { line: end.0, column: end.1 },
    }
}

fn behind(message: &str, word: &str) -> Option<usize> {
    let (_, rest) = message.split_once(word)?;
    let digits = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    rest[..digits].parse().ok()
}
