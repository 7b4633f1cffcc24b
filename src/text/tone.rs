//! What a word or a mark means. The core knows only tones; the style sheet knows colours.

/// The meaning that a shell turns into a colour, a dash or a weight.
///
/// Shapes carry meaning before colours do, so no two things on a picture differ by tone alone.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Tone {
    /// Ordinary ink.
    #[default]
    Plain,
    /// Said in passing.
    Soft,
    /// A question that opens a phase (prepare).
    Ask,
    /// A promise given.
    Promise,
    /// A proposal made.
    Propose,
    /// A proposal accepted.
    Accepted,
    /// A refusal: greyed, with its reason at hand.
    Refused,
    /// A result made known.
    Learn,
    /// One of the values that are decided on; each index has a colour and a glyph of its own.
    Value(u8),
    /// A guarantee that holds.
    Good,
    /// A guarantee that is broken.
    Bad,
    /// A traitor, or a lie: only the watcher knows.
    Traitor,
    /// A message that was lost.
    Lost,
    /// A node that has crashed.
    Crashed,
    /// One of many servers; each index has a colour of its own, and a name wherever it counts.
    Server(u8),
}

impl Tone {
    /// The glyph that a value carries besides its colour; empty for every other tone.
    pub fn glyph(self) -> &'static str {
        const GLYPHS: [&str; 8] = ["●", "■", "◆", "◈", "★", "✚", "▲", "▽"];
        match self {
            Tone::Value(index) => GLYPHS[usize::from(index) % GLYPHS.len()],
            Tone::Plain
            | Tone::Soft
            | Tone::Ask
            | Tone::Promise
            | Tone::Propose
            | Tone::Accepted
            | Tone::Refused
            | Tone::Learn
            | Tone::Good
            | Tone::Bad
            | Tone::Traitor
            | Tone::Lost
            | Tone::Crashed
            | Tone::Server(_) => "",
        }
    }

    /// The class under which the style sheet knows this tone, without any prefix.
    pub fn class(self) -> &'static str {
        const VALUES: [&str; 8] = ["value-0", "value-1", "value-2", "value-3", "value-4", "value-5", "value-6", "value-7"];
        const SERVERS: [&str; 8] =
            ["server-0", "server-1", "server-2", "server-3", "server-4", "server-5", "server-6", "server-7"];
        match self {
            Tone::Plain => "plain",
            Tone::Soft => "soft",
            Tone::Ask => "ask",
            Tone::Promise => "promise",
            Tone::Propose => "propose",
            Tone::Accepted => "accepted",
            Tone::Refused => "refused",
            Tone::Learn => "learn",
            Tone::Value(index) => VALUES[usize::from(index) % VALUES.len()],
            Tone::Good => "good",
            Tone::Bad => "bad",
            Tone::Traitor => "traitor",
            Tone::Lost => "lost",
            Tone::Crashed => "crashed",
            Tone::Server(index) => SERVERS[usize::from(index) % SERVERS.len()],
        }
    }
}
