//! The same answers by other ways: the definitions written down once more, slowly and plainly.

use proptest::prelude::*;
use synod::balance::hash::{KeyHash, full_hash, xxh64};
use synod::balance::{Placement, Policy, Search, Servers, Settings};

/// Some servers with weights up to `weight`, in any order.
pub(super) fn some_servers(most: usize, weight: u32) -> impl Strategy<Value = Servers> {
    let names = proptest::collection::btree_set(0_u32..100_000, 1..=most).prop_shuffle_names();
    (names, proptest::collection::vec(1..=weight, most)).prop_map(|(names, weights)| {
        let named = names.into_iter().map(|name| format!("10.{}.{}.{}:80", name / 10_000, name / 100 % 100, name % 100));
        Servers::new(named.zip(weights)).expect("names differ")
    })
}

/// A set, in any order.
trait Shuffled {
    fn prop_shuffle_names(self) -> BoxedStrategy<Vec<u32>>;
}

impl<S: Strategy<Value = std::collections::BTreeSet<u32>> + 'static> Shuffled for S {
    fn prop_shuffle_names(self) -> BoxedStrategy<Vec<u32>> {
        self.prop_map(|names| names.into_iter().collect::<Vec<_>>()).prop_shuffle().boxed()
    }
}

/// A ring gone through from end to end.
fn by_linear_scan(points: &[(u64, u16)], search: Search, last: u64, hash: u64) -> u16 {
    let distance = |from: u64, to: u64| to.wrapping_sub(from) & last;
    let after = points.iter().find(|(at, _)| *at >= hash).unwrap_or(&points[0]);
    let before = points.iter().rfind(|(at, _)| *at < hash).unwrap_or(&points[points.len() - 1]);
    let back = search == Search::Nearest && distance(before.0, hash) <= distance(hash, after.0);
    if back { before.1 } else { after.1 }
}

fn pow65599(bytes: &[u8]) -> u32 {
    (0..bytes.len())
        .map(|at| u32::from(bytes[at]).wrapping_mul(65_599_u32.wrapping_pow((bytes.len() - 1 - at) as u32)))
        .fold(0, u32::wrapping_add)
}

/// Maglev by listing 1 of the paper: permutations as tables, turns in a loop; weights by Envoy's comparison.
fn by_listing_1(entries: &[(u16, String, f64)], size: u64) -> Vec<u16> {
    let permutation =
        |name: &str, j: u64| (xxh64(name.as_bytes(), 0) % size + j * (xxh64(name.as_bytes(), 1) % (size - 1) + 1)) % size;
    let most = entries.iter().map(|(_, _, weight)| *weight).fold(0.0, f64::max);
    let mut entry = vec![None; size as usize];
    let (mut next, mut target) = (vec![0; entries.len()], vec![0.0; entries.len()]);
    for round in 1_u32.. {
        for (i, (server, name, weight)) in entries.iter().enumerate() {
            if entry.iter().all(Option::is_some) {
                return entry.into_iter().flatten().collect();
            }
            if f64::from(round) * weight < target[i] {
                continue;
            }
            target[i] += most;
            let mut c = permutation(name, next[i]);
            while entry[c as usize].is_some() {
                next[i] += 1;
                c = permutation(name, next[i]);
            }
            entry[c as usize] = Some(*server);
            next[i] += 1;
        }
    }
    Vec::new()
}

fn entries(servers: &Servers, total: f64) -> Vec<(u16, String, f64)> {
    (0..).zip(servers).map(|(place, server)| (place, server.name.clone(), f64::from(server.weight) / total)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_ring_answers_as_a_linear_scan_does(servers in some_servers(12, 4), hashes in proptest::collection::vec(any::<u64>(), 60)) {
        for policy in Policy::ALL.into_iter().filter(|policy| policy.is_ring() && *policy != Policy::TeachingRing) {
            let placement = Placement::build(policy, servers.clone(), &Settings::default()).expect("it can be built");
            let ring = placement.ring().expect("a ring");
            let last = ring.width().last();
            let points: Vec<(u64, u16)> = ring.points().iter().map(|point| (point.at, point.server)).collect();
            prop_assert!(points.is_sorted_by_key(|(at, _)| *at));
            let near = points.iter().step_by(37).flat_map(|(at, _)| [at.wrapping_sub(1), *at, at.wrapping_add(1)]);
            for hash in hashes.iter().copied().chain(near).chain([0, 1, last, last - 1]).map(|hash| hash & last) {
                let server = ring.server_of(hash);
                prop_assert_eq!(server, by_linear_scan(&points, ring.search(), last, hash), "{} at {}", policy.name(), hash);
                let walk = ring.walk(hash);
                let owner = ring.points()[walk.owner as usize];
                prop_assert_eq!(owner.server, server);
                let apart = owner.at.wrapping_sub(hash) & last;
                prop_assert!(walk.distance == apart || walk.distance == hash.wrapping_sub(owner.at) & last);
                prop_assert_eq!(walk.distance, match ring.search() {
                    Search::AtOrAfter => walk.after.1,
                    Search::Nearest => walk.after.1.min(walk.before.1),
                });
            }
        }
    }

    #[test]
    fn haproxy_finds_the_nearest_of_all_points(servers in some_servers(9, 3), keys in proptest::collection::vec("[ -~]{0,20}", 40)) {
        let placement = Placement::build(Policy::HaproxyConsistent, servers.clone(), &Settings::default()).expect("it can be built");
        for key in keys {
            let hash = pow65599(key.as_bytes());
            let around = |at: u32| u64::from(hash.wrapping_sub(at).min(at.wrapping_sub(hash)));
            let points = servers.iter().zip(0_u16..).flat_map(|(server, place)| {
                (0..server.weight * 16).map(move |i| (place, full_hash((u32::from(place) + 1) * 4096 + i)))
            });
            let all: Vec<(u64, u16)> = points.map(|(place, at)| (around(at), place)).collect();
            let least = all.iter().map(|(distance, _)| *distance).min().expect("points");
            let nearest: Vec<u16> = all.iter().filter(|(distance, _)| *distance == least).map(|(_, place)| *place).collect();
            prop_assert!(nearest.contains(&placement.place(key.as_bytes()).expect("a place")));
        }
    }

    #[test]
    fn rendezvous_is_the_highest_of_all_scores(servers in some_servers(20, 9), keys in proptest::collection::vec(any::<u64>(), 40)) {
        let placement = Placement::build(Policy::Rendezvous, servers.clone(), &Settings::default()).expect("it can be built");
        for key in keys.iter().map(u64::to_string) {
            let score = |place: u16| {
                let server = servers.get(place).expect("a server");
                let hash = xxh64(&xxh64(key.as_bytes(), 0).to_le_bytes(), xxh64(server.name.as_bytes(), 0));
                #[expect(clippy::cast_precision_loss, reason = "52 bits fit")]
                let u = ((hash >> 12) as f64 + 0.5) / 2_f64.powi(52);
                f64::from(server.weight) / -libm::log(u)
            };
            let places = 0..servers.len() as u16;
            let best = places.max_by(|a, b| score(*a).total_cmp(&score(*b)));
            prop_assert_eq!(Some(placement.place(key.as_bytes()).expect("a place")), best);
        }
    }

    #[test]
    fn maglev_fills_as_listing_1_does(servers in some_servers(7, 5), size in prop::sample::select(vec![7_u32, 13, 101, 251])) {
        let settings = Settings { table_size: size, ..Settings::default() };
        let paper = Placement::build(Policy::Maglev, servers.clone(), &settings).expect("it can be built");
        prop_assert_eq!(paper.table().expect("a table").slots(), by_listing_1(&entries(&servers, 1.0), u64::from(size)));
        let envoy = Placement::build(Policy::EnvoyMaglev, servers.clone(), &settings).expect("it can be built");
        let total: u32 = servers.iter().map(|server| server.weight).sum();
        let mut sorted = entries(&servers, f64::from(total));
        sorted.sort_by(|a, b| a.1.cmp(&b.1));
        prop_assert_eq!(envoy.table().expect("a table").slots(), by_listing_1(&sorted, u64::from(size)));
    }

    #[test]
    fn numbers_lie_side_by_side_by_weight(servers in some_servers(9, 7), keys in proptest::collection::vec(any::<u32>(), 40)) {
        let placement = Placement::build(Policy::Modulo, servers.clone(), &Settings::default()).expect("it can be built");
        let all: Vec<u16> = servers.iter().zip(0_u16..).flat_map(|(server, place)| vec![place; server.weight as usize]).collect();
        for key in keys {
            let want = all[key as usize % all.len()];
            prop_assert_eq!(placement.place(key.to_string().as_bytes()), Ok(want));
        }
    }

    #[test]
    fn keys_are_hashed_alike_by_place_and_by_ring(key in any::<Vec<u8>>()) {
        prop_assert_eq!(KeyHash::Sdbm.of(&key), Ok(u64::from(pow65599(&key))));
        prop_assert_eq!(KeyHash::Xxh64.of(&key), Ok(xxh64(&key, 0)));
    }
}
