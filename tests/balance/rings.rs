//! Rings where they are narrow: points that coincide, the way round the end, ties, replicas.

use synod::balance::{Policy, Ring, Search};

use super::{build, owner, owners, set};

#[test]
fn of_two_points_at_one_place_the_later_stays_on_the_teaching_ring() {
    // "01" of 1 and "11" of 1, "011" of 11: both servers have a point at 11.
    let ring = build(Policy::TeachingRing, "1 11");
    let at: Vec<(u64, u16)> = ring.ring().expect("a ring").points().iter().map(|point| (point.at, point.server)).collect();
    assert_eq!(at, [(1, 0), (11, 1), (21, 0), (111, 1), (211, 1)]);
    assert_eq!(owners(&ring, "2 11 12 212"), ["11", "11", "1", "1"]);
}

#[test]
fn haproxy_looks_both_ways_and_a_tie_goes_back() {
    let placement = build(Policy::HaproxyConsistent, "a b c");
    let ring = placement.ring().expect("a ring");
    assert_eq!(ring.search(), Search::Nearest);
    let points = ring.points();
    let pair = points.windows(2).position(|pair| (pair[1].at - pair[0].at) % 2 == 0 && pair[0].server != pair[1].server);
    let at = pair.expect("two points of two servers with a middle between them");
    let middle = u64::midpoint(points[at].at, points[at + 1].at);
    assert_eq!((ring.owner_of(middle), ring.owner_of(middle + 1)), (at as u32, at as u32 + 1));
    let walk = ring.walk(middle);
    assert_eq!((walk.before.1, walk.after.1, walk.wrapped), (walk.distance, walk.distance, false));
}

#[test]
fn the_way_to_the_first_point_leads_over_the_end() {
    for policy in [Policy::NginxConsistent, Policy::EnvoyRing, Policy::HaproxyConsistent, Policy::Ketama] {
        let placement = build(policy, "10.0.0.1:80 10.0.0.2:80");
        let ring = placement.ring().expect("a ring");
        let last = ring.points()[ring.points().len() - 1].at;
        let beyond = ring.walk(last + 1);
        assert_eq!((beyond.before.0 as usize, beyond.before.1), (ring.points().len() - 1, 1), "{policy:?}");
        assert_eq!(beyond.after.0, 0);
        match ring.search() {
            Search::AtOrAfter => assert!(beyond.wrapped && beyond.owner == 0),
            Search::Nearest => assert!(!beyond.wrapped && beyond.distance == 1),
        }
        assert!(!ring.walk(last).wrapped && ring.walk(last).distance == 0);
        assert_eq!(ring.owner_of(0), ring.walk(0).owner);
    }
}

fn distinct(ring: &Ring, hash: u64, replicas: usize) -> Vec<u16> {
    ring.next_distinct(hash, replicas).into_iter().map(|number| ring.points()[number as usize].server).collect()
}

#[test]
fn replicas_lie_on_the_next_distinct_servers() {
    // Points 2 4 6 12 14 16 22 24 26 of the servers 2 4 6 2 4 6 2 4 6, which stand in the order 6 4 2.
    let placement = build(Policy::TeachingRing, "6 4 2");
    let ring = placement.ring().expect("a ring");
    assert_eq!(distinct(ring, 3, 2), [1, 0]);
    assert_eq!(distinct(ring, 25, 3), [0, 2, 1]);
    assert_eq!(distinct(ring, 25, 9), [0, 2, 1]);
    assert_eq!(distinct(ring, 25, 0), [0_u16; 0]);
    let nginx = build(Policy::NginxConsistent, "a b c d e");
    let ring = nginx.ring().expect("a ring");
    for hash in (0..1000_u64).map(|n| n * 4_294_967) {
        let all = distinct(ring, hash, 5);
        assert_eq!(all[0], ring.server_of(hash));
        assert_eq!(all.iter().collect::<std::collections::BTreeSet<_>>().len(), 5);
        // When the first dies its replica has the key: the next on the ring without it.
        let dead = nginx.servers().get(all[0]).expect("a server").name.clone();
        let after = nginx.servers().leave(&dead).expect("four stay");
        let names: Vec<&str> = after.iter().map(|server| server.name.as_str()).collect();
        let without = build(Policy::NginxConsistent, &names.join(" "));
        let heir = without.servers().get(without.ring().expect("a ring").server_of(hash)).expect("a server");
        assert_eq!(heir.name, nginx.servers().get(all[1]).expect("a server").name);
    }
}

#[test]
fn one_server_with_one_point_has_everything() {
    for policy in [Policy::NginxConsistent, Policy::HaproxyConsistent, Policy::TeachingRing] {
        let placement = set(policy, "7", "points", "1");
        let ring = placement.ring().expect("a ring");
        assert_eq!(ring.points().len(), 1);
        for hash in [0, 1, u64::from(u32::MAX), u64::MAX] {
            let walk = ring.walk(hash);
            assert_eq!((walk.owner, ring.server_of(hash), walk.before.0, walk.after.0), (0, 0, 0, 0));
        }
        assert_eq!(owner(&placement, "12"), "7");
    }
}
