//! A line of a story as HTML: values in their tone, words of the protocol in monospace, nodes and
//! messages as links that select them.

use yew::prelude::*;

use super::press::{Send, on};
use crate::app::picture::shown;
use crate::app::{Msg, Pick};
use crate::text::{Line, Span, SpanKind};

/// A line whose nodes and messages can be selected.
pub(super) fn linked(line: &Line, send: &Send) -> Html {
    line.0.iter().map(|span| one(span, Some(send))).collect()
}

/// A line without links, for inside of buttons.
pub(super) fn plain(line: &Line) -> Html {
    line.0.iter().map(|span| one(span, None)).collect()
}

fn one(span: &Span, send: Option<&Send>) -> Html {
    let strong = span.strong.then_some("strong");
    match (span.kind, send) {
        (SpanKind::Plain, _) if !span.strong => html! { { &span.text } },
        (SpanKind::Plain, _) => html! { <b class="strong">{ &span.text }</b> },
        (SpanKind::Term, _) => html! { <span class={classes!("term", strong)}>{ &span.text }</span> },
        (SpanKind::Value(tone), _) => {
            html! { <span class={classes!("value", tone_class(tone), strong)}>{ shown(span) }</span> }
        }
        (SpanKind::Node(node), Some(send)) => link(span, send, Pick::Node(node), "node"),
        (SpanKind::Message(message), Some(send)) => link(span, send, Pick::Message(message), "message"),
        (SpanKind::Node(_) | SpanKind::Message(_), None) => html! { <span class={classes!(strong)}>{ &span.text }</span> },
    }
}

fn link(span: &Span, send: &Send, pick: Pick, class: &'static str) -> Html {
    let strong = span.strong.then_some("strong");
    html! {
        <button type="button" class={classes!("text-link", class, strong)} onclick={on(send, Msg::Show(pick))}>{ &span.text }</button>
    }
}

/// The class of a tone.
pub(super) fn tone_class(tone: crate::text::Tone) -> String {
    ["t-", tone.class()].concat()
}
