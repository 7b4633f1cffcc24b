//! The ring in words, in both languages.

mod reckon;
mod story;
mod words;

pub use reckon::{reckoning, rule};
pub use story::tell;
pub use words::{ABOUT, KNOBS, PARTS, QUESTION, TITLE};
