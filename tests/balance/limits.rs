//! Limits and bad input: typed errors, and never a panic.

use proptest::prelude::*;
use synod::balance::limits::{NAME_BYTES_MAX, POINTS_MAX, SERVERS_MAX, WEIGHT_MAX};
use synod::balance::{BuildError, Placement, Policy, Servers, ServersError, SettingError, Settings};

use super::servers;

fn list(servers: &[(&str, u32)]) -> Result<Servers, ServersError> {
    Servers::new(servers.iter().map(|(name, weight)| (*name, *weight)))
}

#[test]
fn a_list_of_servers_is_refused_for_what_is_wrong_with_it() {
    let name = |name: &str| name.to_owned();
    let long = "x".repeat(NAME_BYTES_MAX + 1);
    assert_eq!(list(&[]), Err(ServersError::Empty));
    assert_eq!(list(&[("a", 1), ("", 1)]), Err(ServersError::NoName { place: 1 }));
    assert_eq!(list(&[(&long, 1)]), Err(ServersError::LongName { place: 0 }));
    assert_eq!(list(&[("a\tb", 1)]), Err(ServersError::BlankInName { place: 0 }));
    assert_eq!(list(&[("a", 0)]), Err(ServersError::Weight { name: name("a"), weight: 0 }));
    assert_eq!(list(&[("a", WEIGHT_MAX + 1)]), Err(ServersError::Weight { name: name("a"), weight: WEIGHT_MAX + 1 }));
    assert_eq!(list(&[("a", 1), ("b", 1), ("a", 2)]), Err(ServersError::Twice { name: name("a") }));
    let many = |count: usize| Servers::new((0..count).map(|server| (server.to_string(), 1)));
    assert_eq!(many(SERVERS_MAX + 1), Err(ServersError::TooMany));
    let full = many(SERVERS_MAX).expect("as many as there may be");
    assert_eq!(full.join("one more", 1), Err(ServersError::TooMany));
    let two = servers("a b");
    assert_eq!(two.join("a", 1), Err(ServersError::Twice { name: name("a") }));
    assert_eq!(two.leave("c"), Err(ServersError::Unknown { name: name("c") }));
    assert_eq!(two.reweigh("a", 0), Err(ServersError::Weight { name: name("a"), weight: 0 }));
    assert_eq!(two.leave("a").expect("b stays").leave("b"), Err(ServersError::Empty));
}

#[test]
fn a_setting_is_refused_for_what_is_wrong_with_it() {
    let set = |policy, name, value| Settings::default().set(policy, name, value);
    assert_eq!(set(Policy::Jump, "points", "3"), Err(SettingError::Unknown));
    assert_eq!(set(Policy::EnvoyRing, "table_size", "7"), Err(SettingError::Unknown));
    assert_eq!(set(Policy::Maglev, "table_size", "8"), Err(SettingError::NotPrime));
    assert_eq!(set(Policy::Maglev, "table_size", "1"), Err(SettingError::Limits { min: 2, max: 5_000_011 }));
    assert_eq!(set(Policy::Ketama, "points", "6"), Err(SettingError::NotFours));
    for value in ["", "-1", "1.5", "x", "99999999999999999999", "0"] {
        assert_eq!(set(Policy::NginxConsistent, "points", value), Err(SettingError::Limits { min: 1, max: 4096 }), "{value}");
    }
    for prime in ["2", "3", "65537", "655373", "5000011"] {
        assert_eq!(set(Policy::EnvoyMaglev, "table_size", prime), Ok(()));
    }
}

#[test]
fn a_policy_is_refused_for_what_is_wrong_with_it() {
    let build = |policy, words: &str| Placement::build(policy, servers(words), &Settings::default()).map(|_| ());
    let server = |name: &str| name.to_owned();
    assert_eq!(build(Policy::Jump, "a b=2"), Err(BuildError::Weights));
    assert_eq!(build(Policy::Jump, "a=2 b=2"), Ok(()));
    assert_eq!(build(Policy::HaproxyConsistent, "a b=257"), Err(BuildError::Weight { server: server("b"), max: 256 }));
    assert_eq!(build(Policy::HaproxyConsistent, "a b=256"), Ok(()));
    for name in ["x", "1.5", "4294967296"] {
        assert_eq!(build(Policy::TeachingRing, name), Err(BuildError::NotANumber { server: server(name) }));
    }
    let points = u64::from(WEIGHT_MAX) * 160;
    assert!(points > POINTS_MAX);
    assert_eq!(build(Policy::NginxConsistent, "a=65535"), Err(BuildError::TooManyPoints { points }));
    let sizes = Settings { ring_size: 9, ring_size_max: 8, ..Settings::default() };
    assert_eq!(Placement::build(Policy::EnvoyRing, servers("a"), &sizes).map(|_| ()), Err(BuildError::RingSizes));
    let bad = Settings { table_size: 0, points: Some(0), ring_size: 0, ring_size_max: u32::MAX };
    for policy in Policy::ALL {
        let refused = matches!(Placement::build(policy, servers("1"), &bad), Err(BuildError::Setting(_)));
        assert_eq!(refused, !policy.settings().is_empty(), "{}", policy.name());
    }
}

#[test]
fn rounding_may_take_every_point_away() {
    // With one digest per server, a share of 1/41 in f32 times 41 is just below 1.
    let settings = Settings { points: Some(4), ..Settings::default() };
    let lost = (1..200_u32).find(|count| {
        let servers = Servers::new((0..*count).map(|server| (server.to_string(), 1))).expect("servers");
        Placement::build(Policy::Ketama, servers, &settings).map(|_| ()) == Err(BuildError::NoPoints)
    });
    assert_eq!(lost, Some(41));
}

#[test]
fn the_heaviest_and_the_lightest_fill_a_table_in_time() {
    let crowd = (0..SERVERS_MAX).map(|server| (server.to_string(), if server == 0 { WEIGHT_MAX } else { 1 }));
    let crowd = Servers::new(crowd).expect("servers");
    for policy in [Policy::Maglev, Policy::EnvoyMaglev] {
        let placement = Placement::build(policy, crowd.clone(), &Settings::default()).expect("it can be built");
        let slots = placement.table().expect("a table").slots();
        assert!(slots.iter().all(|server| usize::from(*server) < SERVERS_MAX));
        assert!(slots.iter().filter(|server| **server == 0).count() > 50_000);
    }
}

#[test]
fn every_name_leads_back_to_its_policy() {
    for policy in Policy::ALL {
        assert_eq!(Policy::from_name(policy.name()), Some(policy));
    }
    assert_eq!(Policy::from_name("round-robin"), None);
}

proptest! {
    #[test]
    fn nothing_that_can_be_typed_makes_a_policy_panic(
        names in proptest::collection::vec(("\\PC{0,12}", 0..=u32::MAX), 0..6),
        keys in proptest::collection::vec(any::<Vec<u8>>(), 8),
        points in 0_u32..64,
        table_size in 0_u32..300,
        ring_size in 0_u32..3_000,
    ) {
        let light = names.into_iter().map(|(name, weight)| (name, weight % 9));
        let settings = Settings { points: Some(points), table_size, ring_size, ring_size_max: 2_000 };
        if let Ok(servers) = Servers::new(light) {
            for policy in Policy::ALL {
                let Ok(placement) = Placement::build(policy, servers.clone(), &settings) else { continue };
                for key in &keys {
                    if let Ok(place) = placement.place(key) {
                        prop_assert!(usize::from(place) < servers.len());
                        prop_assert_eq!(placement.why(key).map(|why| why.server()), Ok(place));
                    } else {
                        prop_assert!(placement.why(key).is_err());
                    }
                }
            }
        }
    }
}
