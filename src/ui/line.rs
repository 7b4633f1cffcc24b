//! A line of a story as HTML: values in their tone, words of the protocol in monospace, nodes and
//! messages as links that select them.

use super::element::{Element, el, group};
use super::press::{Send, button};
use crate::app::picture::shown;
use crate::app::{Msg, Pick};
use crate::text::{Line, Span, SpanKind};

/// A line whose nodes and messages can be selected.
#[inline(never)]
pub(super) fn linked(line: &Line, send: &Send) -> Element {
    line.0.iter().fold(group(), |line, span| add(line, span, Some(send)))
}

/// A line without links, for inside of buttons.
#[inline(never)]
pub(super) fn plain(line: &Line) -> Element {
    line.0.iter().fold(group(), |line, span| add(line, span, None))
}

fn add(line: Element, span: &Span, send: Option<&Send>) -> Element {
    if span.kind == SpanKind::Plain && !span.strong {
        return line.text(&span.text);
    }
    let element = match (span.kind, send) {
        (SpanKind::Plain, _) => el("b"),
        (SpanKind::Term, _) => el("span").class("term"),
        (SpanKind::Value(tone), _) => el("span").class("value").tone(tone),
        (SpanKind::Node(node), Some(send)) => link(send, Pick::Node(node)).class("node"),
        (SpanKind::Message(message), Some(send)) => link(send, Pick::Message(message)).class("message"),
        (SpanKind::Node(_) | SpanKind::Message(_), None) => el("span"),
    };
    let element = element.class_if(span.strong, "strong");
    line.child(match span.kind {
        SpanKind::Value(_) => element.text(&shown(span)),
        SpanKind::Plain | SpanKind::Term | SpanKind::Node(_) | SpanKind::Message(_) => element.text(&span.text),
    })
}

fn link(send: &Send, pick: Pick) -> Element {
    button(send, "text-link", Msg::Show(pick))
}
