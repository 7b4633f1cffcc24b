//! Laws of the words.
