//! What went wrong, as one sentence that names the place and, where there is one, the remedy.

use std::fmt;
use std::path::Path;

/// What every verb returns.
pub(crate) type Outcome<T> = Result<T, Complaint>;

/// One sentence for the person at the terminal.
#[derive(Debug)]
pub(crate) struct Complaint(String);

impl Complaint {
    /// A complaint in the words of the caller.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// A complaint about a file that could not be read, written or found.
    pub(crate) fn file(did: &str, path: &Path, error: &std::io::Error) -> Self {
        Self(format!("could not {did} {}: {error}", path.display()))
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl std::error::Error for Complaint {}
