//! A line of words inside the picture: spans as `tspan`s.

use crate::app::picture::shown;
use crate::text::{Line, Span, SpanKind};
use crate::ui::element::{Element, el};

/// A text of the picture with the spans of a line.
#[inline(never)]
pub(super) fn text(line: &Line) -> Element {
    el("text").each(line.0.iter().map(span))
}

fn span(span: &Span) -> Element {
    let element = el("tspan");
    let element = match span.kind {
        SpanKind::Term => element.class("term"),
        SpanKind::Value(tone) => element.class("value").tone(tone),
        SpanKind::Node(_) => element.class("name"),
        SpanKind::Plain | SpanKind::Message(_) => element,
    };
    element.class_if(span.strong, "strong").text(&shown(span))
}
