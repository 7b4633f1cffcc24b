//! What a ring is set to: its servers, its keys and what is wanted of them, read from knobs.

use crate::balance::Policy;
use crate::exhibit::Knobs;

use super::{SLOT_WEIGHT_MAX, Setup, Slot, Standing};

/// The most keys: without a bound, so many are placed within a second.
pub const KEYS_MAX: u32 = 1_000_000;
/// The most keys that are on the stage; all are counted.
pub const KEYS_SHOWN_MAX: usize = 10_000;
/// The most keys that somebody types.
pub const TYPED_MAX: usize = 8;
/// The most characters of a server's name: an address and a port, and a weight.
pub const SERVER_CHARS_MAX: usize = 24;
/// The most characters of a key.
pub const KEY_CHARS_MAX: usize = 64;
/// The most requests for the most wanted key; the second has half as many, the third a third.
const REQUESTS_MAX: u32 = 10_000;

/// The policies that can be followed: their words in addresses.
pub const POLICIES: [(&str, Policy); 6] = [
    ("modulo", Policy::Modulo),
    ("nginx-hash", Policy::NginxHash),
    ("nginx", Policy::NginxConsistent),
    ("ketama", Policy::Ketama),
    ("envoy", Policy::EnvoyRing),
    ("haproxy", Policy::HaproxyConsistent),
];

/// What the knobs set for so many servers, but for the servers and their points.
pub fn setup(knobs: &Knobs, servers: usize) -> Setup {
    let word = knobs.choice("policy");
    let policy = POLICIES.iter().find(|(name, _)| *name == word).map_or(Policy::NginxConsistent, |(_, policy)| *policy);
    let typed = knobs.words("typed");
    let own = knobs.words("own_keys");
    let mut keys = Vec::new();
    if own.is_empty() {
        keys.extend((0..knobs.number("keys")).map(name));
    } else {
        keys.extend_from_slice(own);
    }
    keys.extend_from_slice(typed);
    let zipf = knobs.switch("zipf");
    let wanted = |place: usize| if zipf { (REQUESTS_MAX / (place as u32 + 1)).max(1) } else { 1 };
    Setup {
        policy,
        requests: (0..keys.len()).map(wanted).collect(),
        typed: typed.len(),
        keys,
        zipf,
        began: servers as u32,
        replicas: knobs.number("replicas").max(1) as usize,
        bound: Some(knobs.number("bound_percent")).filter(|percent| *percent >= 100),
    }
}

/// The servers that a run begins with.
pub fn slots(knobs: &Knobs) -> Vec<Slot> {
    knobs.words("servers").iter().map(|word| slot(word)).collect()
}

/// A server as it is written: `S3`, or `S3=2` with its weight.
fn slot(word: &str) -> Slot {
    let weighed = word.rsplit_once('=').and_then(|(name, weight)| Some((name, weight.parse().ok()?)));
    let (name, weight) = weighed.filter(|(_, weight)| (1..=SLOT_WEIGHT_MAX).contains(weight)).unwrap_or((word, 1));
    Slot { name: name.to_owned(), weight, standing: Standing::Up }
}

/// Two servers of one name, if there are such: no ring can tell them apart.
pub fn twice(knobs: &Knobs) -> Option<String> {
    let slots = slots(knobs);
    let doubled = |(place, slot): (usize, &Slot)| slots[..place].iter().any(|other| other.name == slot.name);
    slots.iter().enumerate().find(|(place, slot)| doubled((*place, slot))).map(|(_, slot)| slot.name.clone())
}

/// The name of the number-th key: three syllables, so that a person can tell keys apart, and different ones from the first
/// letter on, so that even a weak hash spreads them. Behind the 512,000 names that there are, a fourth syllable is added.
pub fn name(number: u32) -> String {
    const CONSONANTS: &[u8; 16] = b"bdfghjklmnprstvz";
    const VOWELS: &[u8; 5] = b"aeiou";
    const SYLLABLES: u32 = 80;
    const NAMES: u32 = SYLLABLES.pow(3);
    // A step that has no factor in common with 80^3 and lies near the golden section of it.
    let place = ((u64::from(number % NAMES) * 316_433 + 123_457) % u64::from(NAMES)) as u32;
    let more = (number / NAMES).checked_sub(1);
    let syllables = [place, place / SYLLABLES, place / SYLLABLES.pow(2)].into_iter().chain(more);
    let mut name = String::new();
    for syllable in syllables.map(|syllable| (syllable % SYLLABLES) as usize) {
        name.push(CONSONANTS[syllable / 5].into());
        name.push(VOWELS[syllable % 5].into());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_keys_have_the_same_name() {
        let names: BTreeSet<String> = (0..KEYS_MAX).map(name).collect();
        assert_eq!(names.len(), KEYS_MAX as usize);
        assert!(names.iter().all(|name| matches!(name.len(), 6 | 8)));
    }

    #[test]
    fn a_server_is_a_name_and_perhaps_a_weight() {
        let told = |word: &str| (slot(word).name, slot(word).weight);
        assert_eq!(told("S3"), ("S3".to_owned(), 1));
        assert_eq!(told("S3=2"), ("S3".to_owned(), 2));
        assert_eq!(told("a=b=12"), ("a=b".to_owned(), 12));
        for odd in ["S3=0", "S3=33", "S3=x", "="] {
            assert_eq!(told(odd), (odd.to_owned(), 1), "it is a name");
        }
    }
}
