//! A line of words inside the picture: spans as `tspan`s, and how wide they will be.

use yew::prelude::*;

use crate::app::picture::{Face, width};
use crate::text::{Line, Span, SpanKind, Tone};

/// The spans of a line.
pub(super) fn spans(line: &Line) -> Html {
    line.0.iter().map(span).collect()
}

fn span(span: &Span) -> Html {
    let strong = span.strong.then_some("strong");
    html! { <tspan class={classes!(class(span.kind), strong)}>{ shown(span) }</tspan> }
}

fn class(kind: SpanKind) -> Option<String> {
    match kind {
        SpanKind::Term => Some("term".to_owned()),
        SpanKind::Value(tone) => Some(format!("value t-{}", tone.class())),
        SpanKind::Node(_) => Some("name".to_owned()),
        SpanKind::Plain | SpanKind::Message(_) => None,
    }
}

/// A value carries its glyph besides its colour.
fn shown(span: &Span) -> String {
    let glyph = match span.kind {
        SpanKind::Value(tone) => tone.glyph(),
        SpanKind::Plain | SpanKind::Term | SpanKind::Node(_) | SpanKind::Message(_) => Tone::Plain.glyph(),
    };
    if glyph.is_empty() || span.text.contains(glyph) { span.text.clone() } else { format!("{}\u{a0}{glyph}", span.text) }
}

/// The width of a line set in `size` (tenths), in tenths.
pub(super) fn line_width(line: &Line, size: i32) -> i32 {
    let ems = |span: &Span| {
        let face = if span.kind == SpanKind::Term { Face::Mono } else { Face::Sans };
        let heavy = span.strong || matches!(span.kind, SpanKind::Value(_));
        width(&shown(span), face) * if heavy { 106 } else { 100 } / 100
    };
    line.0.iter().map(ems).sum::<i32>() * size / 100
}
