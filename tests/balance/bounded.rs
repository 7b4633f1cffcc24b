//! Bounded loads: nobody above the bound, everybody placed, and the overflow walks on.

use proptest::prelude::*;
use synod::balance::bounded::capacity;
use synod::balance::{Bounded, Placement, Policy, Settings};

use super::build;
use super::oracle::some_servers;

#[test]
fn a_capacity_is_the_ceiling_of_c_times_the_average() {
    assert_eq!(capacity(10, 4, 125), 4);
    assert_eq!((capacity(6, 3, 125), capacity(6, 3, 100), capacity(7, 3, 100), capacity(0, 3, 100)), (3, 2, 3, 0));
    assert_eq!((capacity(1, 0, 100), capacity(u64::MAX, 1, u32::MAX)), (0, u64::MAX));
}

/// The server of each of six keys on the teaching ring, with c as a percentage.
fn six_keys(percent: u32) -> Vec<u64> {
    let placement = build(Policy::TeachingRing, "6 4 2");
    let mut bounded = Bounded::new(placement.ring().expect("a ring"), placement.servers(), 6, percent);
    let name = |point: u32| {
        let ring = placement.ring().expect("a ring");
        let server = placement.servers().get(ring.points()[point as usize].server).expect("a server");
        server.name.parse().expect("a number")
    };
    let mut place = |key| {
        let (_, stays) = bounded.path(key);
        let placed = bounded.place(key);
        assert_eq!(stays, placed);
        name(placed.expect("there is room"))
    };
    [1, 11, 21, 2, 12, 22].map(&mut place).to_vec()
}

#[test]
fn what_overflows_walks_on_clockwise() {
    assert_eq!(six_keys(1_000_000), [2, 2, 2, 2, 2, 2]);
    assert_eq!(six_keys(125), [2, 2, 2, 4, 4, 4]);
    assert_eq!(six_keys(100), [2, 2, 4, 4, 6, 6]);
    assert_eq!(six_keys(0), six_keys(100), "c is at least 1");
}

#[test]
fn the_path_names_every_full_server_once() {
    let placement = build(Policy::TeachingRing, "6 4 2");
    let ring = placement.ring().expect("a ring");
    let mut bounded = Bounded::new(ring, placement.servers(), 3, 100);
    assert_eq!(bounded.path(1), (vec![], Some(0)));
    bounded.place(1);
    bounded.place(1);
    assert_eq!(bounded.path(1), (vec![0, 1], Some(2)));
    assert_eq!((bounded.used(2).to_string(), bounded.used(0).to_string()), ("1/1".to_owned(), "0/1".to_owned()));
    bounded.place(1);
    assert_eq!((bounded.path(1), bounded.place(1)), ((vec![0, 1, 2], None), None));
}

proptest! {
    #[test]
    fn nobody_is_above_the_bound_and_everybody_has_a_place(
        servers in some_servers(9, 3),
        keys in proptest::collection::vec(any::<u32>(), 1..200),
        percent in 100_u32..200,
    ) {
        let placement = Placement::build(Policy::NginxConsistent, servers, &Settings::default()).expect("it can be built");
        let ring = placement.ring().expect("a ring");
        let mut bounded = Bounded::new(ring, placement.servers(), keys.len() as u64, percent);
        for key in &keys {
            // By hand: the loads before, and a walk over the points one by one.
            let room = |server: u16| bounded.loads()[usize::from(server)] < bounded.capacities()[usize::from(server)];
            let start = ring.points().iter().position(|point| point.at >= u64::from(*key)).unwrap_or(0);
            let count = ring.points().len();
            let want = (0..count).map(|step| (start + step) % count).find(|number| room(ring.points()[*number].server));
            prop_assert_eq!(bounded.place(u64::from(*key)).map(|number| number as usize), want);
        }
        prop_assert_eq!(bounded.loads().iter().sum::<u64>(), keys.len() as u64);
        prop_assert!(bounded.loads().iter().zip(bounded.capacities()).all(|(load, capacity)| load <= capacity));
    }
}
