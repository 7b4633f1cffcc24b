//! The same million keys on the same servers, natively; `tests/web.rs` asks the same of wasm.

#[path = "../shared/places.rs"]
mod places;

use places::{DIGESTS, KEYS, digest};

#[test]
fn a_million_keys_are_placed_as_they_always_were() {
    let got = DIGESTS.map(|(policy, _)| (policy, digest(policy, KEYS)));
    assert_eq!(got, DIGESTS);
}
