//! Synod: watch distributed systems make up their minds, and break them on purpose.
//!
//! The floors, from the ground up, are told in `ARCHITECTURE.md`: imports go down only.
