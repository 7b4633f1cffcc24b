//! A line of a story as HTML: values in their tone, words of the protocol in monospace, nodes and
//! messages as links that select them.

use std::slice::SliceIndex;

use super::element::{Element, el, group};
use super::press::{Send, button};
use crate::app::picture::shown;
use crate::app::{Msg, Pick};
use crate::text::{Line, Span, SpanKind};

/// A line whose nodes and messages can be selected.
#[inline(never)]
pub(super) fn linked(line: &Line, send: &Send) -> Element {
    let (mut shown, mut said) = (group(), 0);
    for (at, span) in line.0.iter().enumerate() {
        let span = part(span, said..);
        let next = line.0.get(at + 1).filter(|_| is_link(&span));
        said = next.map_or(0, closing);
        shown = match next.filter(|_| said > 0) {
            Some(next) => {
                let kept = add(el("span").class("kept"), &span, Some(send));
                shown.child(add(kept, &part(next, ..said), Some(send)))
            }
            None => add(shown, &span, Some(send)),
        };
    }
    shown
}

/// The same with a part of its words.
fn part(span: &Span, bytes: impl SliceIndex<str, Output = str>) -> Span {
    Span { text: span.text.get(bytes).unwrap_or_default().to_owned(), ..span.clone() }
}

fn is_link(span: &Span) -> bool {
    matches!(span.kind, SpanKind::Node(_) | SpanKind::Message(_))
}

/// How many bytes at the start of a plain span may not begin a line: browsers break lines behind a button wherever they like.
fn closing(span: &Span) -> usize {
    let first = span.text.chars().next().filter(|_| span.kind == SpanKind::Plain);
    match first {
        Some('\'') if span.text.starts_with("'s") => "'s".len(),
        Some(mark) if "、，。；：？！）》」,.;:?!)".contains(mark) => mark.len_utf8(),
        Some(_) | None => 0,
    }
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
