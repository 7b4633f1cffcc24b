//! How wide words will be: an estimate, so that a pill can be drawn without asking a browser.

use crate::text::{Line, Span, SpanKind, Tone};

/// How words are set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Face {
    /// The sans face.
    Sans,
    /// The monospaced face, bold.
    Mono,
}

/// The width of `text` in hundredths of its type size.
///
/// Chinese is one em a character in either face; Latin letters are grouped by their usual widths
/// in the system's sans faces, a little generously, so that words never leave their pill.
pub fn width(text: &str, face: Face) -> i32 {
    text.chars()
        .map(|letter| match (letter, face) {
            (letter, _) if is_full(letter) => 100,
            (_, Face::Mono) => 61,
            ('i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!', Face::Sans) => 28,
            ('f' | 'r' | 't' | '(' | ')' | '[' | ']' | ' ' | '·' | '-' | 'I', Face::Sans) => 35,
            ('m' | 'w' | 'M' | 'W' | '≤' | '≥' | '●' | '■' | '◆' | '▲' | '▽' | '★' | '✚' | '…' | '—', Face::Sans) => {
                90
            }
            ('A'..='Z', Face::Sans) => 66,
            (_, Face::Sans) => 56,
        })
        .sum()
}

/// The width of a line set in `size` (tenths), in tenths.
pub fn line_width(line: &Line, size: i32) -> i32 {
    let ems = |span: &Span| {
        let face = if span.kind == SpanKind::Term { Face::Mono } else { Face::Sans };
        let heavy = span.strong || matches!(span.kind, SpanKind::Value(_));
        width(&shown(span), face) * if heavy { 106 } else { 100 } / 100
    };
    line.0.iter().map(ems).sum::<i32>() * size / 100
}

/// A span as it is written: a value carries its glyph besides its colour.
pub fn shown(span: &Span) -> String {
    let glyph = match span.kind {
        SpanKind::Value(tone) => tone.glyph(),
        SpanKind::Plain | SpanKind::Term | SpanKind::Node(_) | SpanKind::Message(_) => Tone::Plain.glyph(),
    };
    if glyph.is_empty() || span.text.contains(glyph) { span.text.clone() } else { format!("{}\u{a0}{glyph}", span.text) }
}

/// Whether a character takes a full em: Chinese, its punctuation, full-width forms, emoji.
fn is_full(letter: char) -> bool {
    matches!(u32::from(letter), 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFF60 | 0x1F300..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_an_em_a_character_and_latin_about_half() {
        assert_eq!(width("提议者", Face::Sans), 300);
        assert_eq!(width("提案 1", Face::Mono), 322);
        let latin = width("promised 2 to nobody", Face::Sans);
        assert!((850..1150).contains(&latin), "{latin}");
    }
}
