//! Story lines: spans, and the templates that make them.

use std::fmt;

use super::Tone;

/// What a span of a line is, beyond its words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SpanKind {
    /// Running text.
    Plain,
    /// A word of the protocol (`prepare`, `promise`), set in monospace.
    Term,
    /// A value that is decided on, in its tone.
    Value(Tone),
    /// The name of a node: a shell may link it to the node with this index.
    Node(u8),
    /// A message: a shell may link it to the message with this number in the run.
    Message(u32),
}

/// A piece of a line with one meaning.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Span {
    /// The words.
    pub text: String,
    /// What they are.
    pub kind: SpanKind,
    /// Whether they carry the weight of the line.
    pub strong: bool,
}

impl Span {
    /// Running text.
    pub fn plain(text: impl Into<String>) -> Span {
        Span { text: text.into(), kind: SpanKind::Plain, strong: false }
    }

    /// A number or a name that is said but links to nothing.
    pub fn number(number: impl fmt::Display) -> Span {
        Span::plain(number.to_string())
    }

    /// A word of the protocol.
    pub fn term(text: impl Into<String>) -> Span {
        Span { text: text.into(), kind: SpanKind::Term, strong: false }
    }

    /// A value in its tone.
    pub fn value(tone: Tone, text: impl Into<String>) -> Span {
        Span { text: text.into(), kind: SpanKind::Value(tone), strong: false }
    }

    /// A node's name.
    pub fn node(index: u8, name: impl Into<String>) -> Span {
        Span { text: name.into(), kind: SpanKind::Node(index), strong: false }
    }
}

/// A line of a story: spans in reading order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line(pub Vec<Span>);

impl Line {
    /// A line of running text.
    pub fn plain(text: impl Into<String>) -> Line {
        Line(vec![Span::plain(text)])
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| span.text.is_empty())
    }

    /// Adds another line behind this one.
    #[must_use]
    pub fn then(mut self, other: Line) -> Line {
        self.0.extend(other.0);
        self
    }
}

impl fmt::Display for Line {
    /// The bare words, as a terminal or a screen reader gets them.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|span| out.write_str(&span.text))
    }
}

impl From<Span> for Line {
    fn from(span: Span) -> Line {
        Line(vec![span])
    }
}

/// Fills a template: `*strong words*`, `` `terms` `` and `{0}`, `{1}`.. for the lines in `args`.
///
/// A placeholder without an argument stays as it is written: a shell never panics on a sentence,
/// and the laws over the catalogue find it.
pub fn tell(template: &str, args: &[Line]) -> Line {
    let mut line = Line::default();
    let mut strong = false;
    let mut rest = template;
    while let Some(at) = rest.find(['*', '`', '{']) {
        push(&mut line, &rest[..at], SpanKind::Plain, strong);
        let (mark, behind) = rest[at..].split_at(1);
        rest = behind;
        match mark {
            "*" => strong = !strong,
            "`" => {
                let end = rest.find('`').unwrap_or(rest.len());
                push(&mut line, &rest[..end], SpanKind::Term, strong);
                rest = rest.get(end + 1..).unwrap_or("");
            }
            _ => {
                let end = rest.find('}').unwrap_or(rest.len());
                match rest[..end].parse::<usize>().ok().and_then(|index| args.get(index)) {
                    Some(arg) => {
                        let weighed = arg.0.iter().cloned().map(|mut span| {
                            span.strong |= strong;
                            span
                        });
                        line.0.extend(weighed);
                    }
                    None => push(&mut line, &format!("{{{}}}", &rest[..end]), SpanKind::Plain, strong),
                }
                rest = rest.get(end + 1..).unwrap_or("");
            }
        }
    }
    push(&mut line, rest, SpanKind::Plain, strong);
    line
}

/// Lists lines with a separator: names of nodes, mostly.
pub fn join(lines: impl IntoIterator<Item = Line>, separator: &str) -> Line {
    let mut all = Line::default();
    for line in lines {
        if !all.0.is_empty() {
            all.0.push(Span::plain(separator));
        }
        all.0.extend(line.0);
    }
    all
}

fn push(line: &mut Line, text: &str, kind: SpanKind, strong: bool) {
    if !text.is_empty() {
        line.0.push(Span { text: text.to_owned(), kind, strong });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_keeps_weight_terms_and_arguments_apart() {
        let line = tell("*{0} must* `propose` {1}.", &[Span::node(1, "P2").into(), Span::value(Tone::Value(0), "red").into()]);
        assert_eq!(line.to_string(), "P2 must propose red.");
        assert!(line.0[0].strong && line.0[1].strong && !line.0[2].strong);
        assert_eq!(line.0[0].kind, SpanKind::Node(1));
        assert_eq!(line.0[3].kind, SpanKind::Term);
    }

    #[test]
    fn a_broken_template_is_shown_not_panicked_on() {
        assert_eq!(tell("a {7} `b", &[]).to_string(), "a {7} b");
        assert_eq!(tell("{", &[]).to_string(), "{}");
    }
}
