//! Reading a scenario file: bytes from somewhere, made to a tree by `serde_json`.
//!
//! The tree keeps what the text says (names that stand twice, numbers that no field takes), so that
//! the reader of scenario files can complain with a place.

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::error::Category;

use crate::exhibit::file::{self, FILE_BYTES_MAX, TextProblem};
use crate::exhibit::json::{JSON_DEPTH_MAX, JSON_WHOLE_MAX, Json};

/// All bytes of a file, or of standard input for `-`; at most one more than a file may have. What is
/// neither a file nor a folder (a pipe, a device) is refused as [`io::ErrorKind::InvalidInput`].
pub(super) fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let limit = FILE_BYTES_MAX as u64 + 1;
    if path == Path::new("-") {
        io::stdin().lock().take(limit).read_to_end(&mut bytes)?;
    } else {
        // Opening a pipe would wait for whoever writes into it, and a device may never end.
        let about = fs::metadata(path)?;
        if !about.is_file() && !about.is_dir() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        File::open(path)?.take(limit).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The tree of a file's bytes.
pub(super) fn tree(bytes: &[u8]) -> Result<Json, TextProblem> {
    let text = file::text(bytes)?;
    let too_deep = Cell::new(false);
    let text = &finite(text);
    let mut parser = serde_json::Deserializer::from_str(text);
    let tree = Branch { depth: 0, too_deep: &too_deep }.deserialize(&mut parser);
    tree.and_then(|tree| parser.end().map(|()| tree)).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        match error.classify() {
            _ if too_deep.get() => TextProblem::TooDeep { depth_max: JSON_DEPTH_MAX },
            Category::Eof => TextProblem::CutOff { line, column },
            Category::Io | Category::Syntax | Category::Data => TextProblem::NotJson { line, column },
        }
    })
}

/// The text with every number that no float holds (1e400) made a fraction of the same length: no
/// field takes either, and the reader of the field can name its place, which the parser cannot.
fn finite(text: &str) -> Cow<'_, str> {
    let mut told = Cow::Borrowed(text);
    let (mut in_text, mut escaped, mut from) = (false, false, None);
    for (at, byte) in text.bytes().chain([b' ']).enumerate() {
        let of_number = !in_text && matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E');
        match (of_number, from) {
            (true, None) => from = Some(at),
            (false, Some(first)) => {
                from = None;
                if text[first..at].parse().is_ok_and(f64::is_infinite) {
                    told.to_mut().replace_range(first..at, &format!("{:<1$}", "0.5", at - first));
                }
            }
            (true, Some(_)) | (false, None) => {}
        }
        in_text ^= byte == b'"' && !escaped;
        escaped = in_text && byte == b'\\' && !escaped;
    }
    told
}

/// A value at some depth; it is too deep when it would be deeper than the limit.
#[derive(Clone, Copy)]
struct Branch<'a> {
    depth: usize,
    too_deep: &'a Cell<bool>,
}

impl Branch<'_> {
    fn deeper<E: Error>(self) -> Result<Self, E> {
        if self.depth == JSON_DEPTH_MAX {
            self.too_deep.set(true);
            return Err(E::custom("too deep"));
        }
        Ok(Branch { depth: self.depth + 1, ..self })
    }
}

impl<'de> DeserializeSeed<'de> for Branch<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Branch<'_> {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, on: bool) -> Result<Json, E> {
        Ok(Json::Bool(on))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        let exact = (-JSON_WHOLE_MAX..=JSON_WHOLE_MAX).contains(&number);
        Ok(if exact { Json::Number(number) } else { Json::NotWhole })
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        let number = i64::try_from(number).ok().filter(|number| *number <= JSON_WHOLE_MAX);
        Ok(number.map_or(Json::NotWhole, Json::Number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Json::number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Json, A::Error> {
        let inner = self.deeper()?;
        let mut items = Vec::new();
        while let Some(item) = list.next_element_seed(inner)? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Json, A::Error> {
        let inner = self.deeper()?;
        let mut fields = Vec::new();
        while let Some(name) = object.next_key()? {
            fields.push((name, object.next_value_seed(inner)?));
        }
        Ok(Json::Object(fields))
    }
}
