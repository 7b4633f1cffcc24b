//! A line of words inside the picture: spans as `tspan`s.

use yew::prelude::*;

use crate::app::picture::shown;
use crate::text::{Line, Span, SpanKind};

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
