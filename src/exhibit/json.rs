//! A tiny JSON tree: what a scenario file is once somebody else has parsed its text.
//!
//! There is no parser here, so that the page need not carry one: natively the tree is made from
//! text by `serde_json` (in `cli`), on the page from the values that the browser's own parser
//! gives. Both must keep [`JSON_DEPTH_MAX`] and make their numbers with [`Json::number`], so that a
//! file means the same in both. The writer is here: the page downloads what it writes.

use std::fmt::Write;

/// How deep lists and objects may nest. A scenario file needs six levels; whoever meets the limit
/// is told so, and no file can exhaust the stack.
pub const JSON_DEPTH_MAX: usize = 32;

/// The greatest whole number that a browser holds exactly, 2^53 - 1: beyond it a file would mean
/// one thing natively and another on the page.
pub const JSON_WHOLE_MAX: i64 = 9_007_199_254_740_991;

/// How long a list or an object may be to stand on one line of a written file.
const LINE_CHARS_MAX: usize = 100;

/// A JSON value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Json {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number, at most [`JSON_WHOLE_MAX`] away from 0.
    Number(i64),
    /// Any other number: no field takes one, but whoever reads the field can name its place.
    NotWhole,
    /// A text.
    Text(String),
    /// A list.
    List(Vec<Json>),
    /// An object, in the order of the file. A name may stand twice: whoever reads it says so.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// A number as a browser has it: whole and exact, or [`Json::NotWhole`].
    pub fn number(number: f64) -> Json {
        #[expect(clippy::cast_precision_loss, reason = "2^53 - 1 is exact")]
        let limit = JSON_WHOLE_MAX as f64;
        if number.abs() <= limit && number.fract() == 0.0 { Json::Number(number as i64) } else { Json::NotWhole }
    }

    /// A text.
    pub fn text(text: impl Into<String>) -> Json {
        Json::Text(text.into())
    }

    /// An object of these fields.
    pub fn object(fields: Vec<(&'static str, Json)>) -> Json {
        Json::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// The value on one line, without blanks at its ends.
    pub fn to_line(&self) -> String {
        let mut out = String::new();
        self.write_line(&mut out);
        out
    }

    /// The value as a file for people: what fits stands on one line, the rest is indented.
    pub fn to_pretty(&self) -> String {
        let mut out = String::new();
        self.write_pretty(0, &mut out);
        out.push('\n');
        out
    }

    fn write_line(&self, out: &mut String) {
        match self {
            Json::List(items) if items.is_empty() => out.push_str("[]"),
            Json::Object(fields) if fields.is_empty() => out.push_str("{}"),
            Json::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "[" } else { ", " });
                    item.write_line(out);
                }
                out.push(']');
            }
            Json::Object(fields) => {
                for (index, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if index == 0 { "{ " } else { ", " });
                    write_text(name, out);
                    out.push_str(": ");
                    value.write_line(out);
                }
                out.push_str(" }");
            }
            Json::Null | Json::NotWhole => out.push_str("null"),
            Json::Bool(on) => out.push_str(if *on { "true" } else { "false" }),
            Json::Number(number) => out.push_str(&number.to_string()),
            Json::Text(text) => write_text(text, out),
        }
    }

    fn write_pretty(&self, indent: usize, out: &mut String) {
        let line = self.to_line();
        let fits = indent > 0 && indent + line.chars().count() <= LINE_CHARS_MAX;
        let inner = "\n".to_owned() + &" ".repeat(indent + 2);
        match self {
            Json::List(items) if !fits && !items.is_empty() => {
                for (index, item) in items.iter().enumerate() {
                    out.push_str(if index == 0 { "[" } else { "," });
                    out.push_str(&inner);
                    item.write_pretty(indent + 2, out);
                }
                out.push_str(&inner[..=indent]);
                out.push(']');
            }
            Json::Object(fields) if !fits && !fields.is_empty() => {
                for (index, (name, value)) in fields.iter().enumerate() {
                    out.push_str(if index == 0 { "{" } else { "," });
                    out.push_str(&inner);
                    write_text(name, out);
                    out.push_str(": ");
                    value.write_pretty(indent + 2, out);
                }
                out.push_str(&inner[..=indent]);
                out.push('}');
            }
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::NotWhole | Json::Text(_) | Json::List(_) | Json::Object(_) => {
                out.push_str(&line);
            }
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            // Line separators are legal in JSON, but no editor shows them.
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    fn sample() -> Json {
        let act = Json::List(vec![Json::Number(3), Json::text("deliver"), Json::text("P1")]);
        Json::Object(vec![
            ("format".to_owned(), Json::Number(1)),
            ("title".to_owned(), Json::text("say \"hi\"\u{7}\n\\ 七人")),
            ("acts".to_owned(), Json::List(vec![act; 9])),
            ("none".to_owned(), Json::List(Vec::new())),
        ])
    }

    #[test]
    fn what_is_written_is_what_any_parser_reads() {
        let read: serde_json::Value = serde_json::from_str(&sample().to_pretty()).expect("pretty JSON is JSON");
        assert_eq!(read["title"], "say \"hi\"\u{7}\n\\ 七人");
        assert_eq!(read["acts"][8][1], "deliver");
        let line: serde_json::Value = serde_json::from_str(&sample().to_line()).expect("JSON on a line is JSON");
        assert_eq!(line, read);
    }

    #[test]
    fn long_lists_get_a_line_for_each_item() {
        let pretty = sample().to_pretty();
        assert!(pretty.starts_with("{\n  \"format\": 1,\n  \"title\": "), "{pretty}");
        assert!(pretty.contains("  \"acts\": [\n    [3, \"deliver\", \"P1\"],\n"), "{pretty}");
        assert!(pretty.ends_with("    [3, \"deliver\", \"P1\"]\n  ],\n  \"none\": []\n}\n"), "{pretty}");
    }

    #[test]
    fn a_number_is_whole_and_exact_or_it_is_not_taken() {
        assert_eq!(Json::number(7.0), Json::Number(7));
        assert_eq!(Json::number(-9_007_199_254_740_991.0), Json::Number(-JSON_WHOLE_MAX));
        for odd in [0.5, 9_007_199_254_740_992.0, f64::INFINITY, f64::NAN] {
            assert_eq!(Json::number(odd), Json::NotWhole);
        }
    }
}
