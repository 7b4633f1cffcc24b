//! Whose code it is: bytes of compiled code per crate, and within this crate per floor and per exhibit.
//!
//! Counted in the page as wasm-bindgen leaves it, before `wasm-opt` and without data; so the figures tell shares, and
//! the sizes of [`crate::sizes`] tell the truth about what is sent. Generic code counts for the crate that wrote it, not
//! for the one whose types filled it in: the compiler's names do not keep those.

use crate::complaint::{Complaint, Outcome};
use crate::place::Place;
use crate::wasm::{Wasm, plain};
use std::collections::BTreeMap;

const OURS: &str = "synod";

/// Bytes of code by owner, the heaviest first.
pub(crate) fn shares(place: &Place) -> Outcome<Vec<(String, u64)>> {
    let binary = place.target.join("wasm-bindgen").join("release").join("synod_bg.wasm");
    let bytes = std::fs::read(&binary).map_err(|error| Complaint::file("read", &binary, &error))?;
    let mut shares = BTreeMap::<String, u64>::new();
    for (name, bytes) in Wasm::read(&bytes)?.weights() {
        *shares.entry(owner(name)).or_default() += bytes;
    }
    let mut shares: Vec<_> = shares.into_iter().collect();
    shares.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    Ok(shares)
}

/// The owner of a mangled name: an exhibit wherever it is named, else the crate, of ours with its floor.
fn owner(mangled: &str) -> String {
    if mangled.is_empty() {
        return "(no name)".to_owned();
    }
    let name = plain(mangled);
    let exhibits = format!("{OURS}::exhibits::");
    if let Some((_, after)) = name.split_once(&exhibits) {
        return format!("{exhibits}{}", first_word(after));
    }
    let path = match name.strip_prefix('<').and_then(|inside| inside.split_once(" as ")) {
        // An implementation for a bare type, such as `<T as core::fmt::Display>`, belongs to the trait.
        Some((of, what)) if !of.contains("::") => what,
        Some((of, _)) => of,
        None => &name,
    };
    let path = path.trim_start_matches(|mark: char| !mark.is_alphanumeric());
    let path = ["dyn ", "mut ", "const "].iter().fold(path, |path, word| path.strip_prefix(word).unwrap_or(path));
    match path.strip_prefix(OURS).and_then(|after| after.strip_prefix("::")) {
        Some(after) => format!("{OURS}::{}", first_word(after)),
        None if path.contains("::") => match first_word(path) {
            "char" => "core".to_owned(),
            "rustc" => "std".to_owned(),
            other => other.to_owned(),
        },
        None => "(glue)".to_owned(),
    }
}

fn first_word(path: &str) -> &str {
    let end = path.find(|letter: char| !letter.is_alphanumeric() && letter != '_').unwrap_or(path.len());
    path.get(..end).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_function_belongs_to_the_crate_that_its_path_starts_with() {
        assert_eq!(owner("_ZN4core3fmt5write17h0123456789abcdefE"), "core");
        assert_eq!(owner("_ZN5synod3sim5World4step17h0123456789abcdefE"), "synod::sim");
        assert_eq!(
            owner("_ZN70_$LT$synod..exhibits..paxos..Machine$u20$as$u20$core..clone..Clone$GT$5clone17h0123456789abcdefE"),
            "synod::exhibits::paxos"
        );
        assert_eq!(owner("<T as core::fmt::Display>::fmt::h0123456789abcdef"), "core");
        assert_eq!(owner("<&yew::html::VNode as core::fmt::Debug>::fmt"), "yew");
        assert_eq!(owner("__wbindgen_malloc"), "(glue)");
        assert_eq!(owner(""), "(no name)");
    }
}
