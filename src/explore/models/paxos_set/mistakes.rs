//! What can be left out of the specification, and what comes of it.

/// A rule that can be left out.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Mistake {
    /// A quorum is a majority; without it one acceptor is enough, in both phases.
    Majority,
    /// A ballot proposes one value; without it, as many as it likes.
    OneValue,
    /// An acceptor counts once; without it each promise is counted twice.
    Distinct,
    /// An acceptor votes only in ballots not below its promise; without it in any.
    Promise,
    /// An acceptor records its promise; without it it only answers.
    Record,
    /// A proposal takes the value of the highest vote reported; without it any.
    Adopt,
    /// A promise is given for higher ballots only; without it again for the one promised: harmless.
    Again,
    /// An acceptor votes in the very ballot that it promised; without it only in higher ones: safe, but nothing is chosen.
    Equal,
}

/// Every mistake with its name, in files and on the command line.
pub const MISTAKES: [(&str, Mistake); 8] = [
    ("majority", Mistake::Majority),
    ("one-value", Mistake::OneValue),
    ("distinct", Mistake::Distinct),
    ("promise", Mistake::Promise),
    ("record", Mistake::Record),
    ("adopt", Mistake::Adopt),
    ("again", Mistake::Again),
    ("equal", Mistake::Equal),
];

/// A set of mistakes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Mistakes(u8);

impl Mistakes {
    /// No mistake.
    pub const NONE: Mistakes = Mistakes(0);

    /// One more.
    #[must_use]
    pub fn with(self, mistake: Mistake) -> Mistakes {
        Mistakes(self.0 | 1 << mistake as u8)
    }

    /// Whether this one is made.
    pub fn has(self, mistake: Mistake) -> bool {
        self.0 >> mistake as u8 & 1 == 1
    }
}
