//! What the first load may weigh, gzip, in thousands of bytes. Sizes are exact, so they are asserted; speeds are not.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;

/// Yew, glue, shells, kernel.
const BASE_KB: u64 = 95;
/// One exhibit: machine, checks, scenarios, view.
const EXHIBIT_KB: u64 = 8;
/// All words in both languages, all exhibits together.
const WORDS_KB: u64 = 25;
/// Every exhibit in: what a phone may be asked to fetch at most.
const ALL_KB: u64 = 200;

/// The page is over its budget since its shells were first written. Until that debt is paid, a check
/// fails when it grows: this number may only be lowered, and goes when the page fits.
const OWED_UNTIL_PAID_KB: u64 = 188;

/// What the check holds the first load against: the budget, or the debt where that is more.
pub(crate) fn ceiling_bytes(exhibits: u64) -> u64 {
    first_load_bytes(exhibits).max(OWED_UNTIL_PAID_KB * 1000)
}

/// The budget in bytes for a page with so many exhibits.
pub(crate) fn first_load_bytes(exhibits: u64) -> u64 {
    (BASE_KB + EXHIBIT_KB * exhibits + WORDS_KB).min(ALL_KB) * 1000
}

/// How many exhibits there are: one folder each.
pub(crate) fn exhibits(place: &Place) -> Outcome<u64> {
    let directory = place.root.join("src").join("exhibits");
    if !directory.exists() {
        return Ok(0);
    }
    let entries = std::fs::read_dir(&directory).map_err(|error| Complaint::file("read", &directory, &error))?;
    let folders = entries.filter_map(Result::ok).filter(|entry| entry.path().join("mod.rs").is_file());
    Ok(folders.count() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_exhibits_meet_the_limit_of_all() {
        assert_eq!(first_load_bytes(1), 128_000);
        assert_eq!(first_load_bytes(12), 200_000);
    }
}
