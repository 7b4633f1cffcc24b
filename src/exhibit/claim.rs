//! What can be asked of a state: the words that a question "can it be?" is made of.

/// Something that can be so in a state, mostly of one node: "P1 has declared red".
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Claim {
    /// Its name in files and on the command line: `P1:declared:red`.
    pub name: String,
    /// What it says.
    pub title: String,
}

/// The most claims of one question: more make no clearer picture of a state.
pub const CLAIMS_MAX: usize = 3;
