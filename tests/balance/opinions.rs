//! Second opinions: crates that do the same, asked about the same servers and keys.

use std::net::SocketAddr;

use pingora_ketama::{Bucket, Continuum};
use proptest::prelude::*;
use synod::balance::jump::{jump, jumps};
use synod::balance::{Placement, Policy, Settings};

use super::build;
use super::oracle::some_servers;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn pingora_has_the_same_owners_on_the_ring_of_nginx(
        servers in some_servers(24, 5),
        keys in proptest::collection::vec("\\PC{0,24}", 300),
    ) {
        let bucket = |name: &str, weight| Bucket::new(name.parse::<SocketAddr>().expect("an address"), weight);
        let buckets: Vec<Bucket> = servers.iter().map(|server| bucket(&server.name, server.weight)).collect();
        let theirs = Continuum::new(&buckets);
        let ours = Placement::build(Policy::NginxConsistent, servers, &Settings::default()).expect("it can be built");
        for key in &keys {
            let place = ours.place(key.as_bytes()).expect("any key has a place");
            let name = &ours.servers().get(place).expect("a server").name;
            let node = theirs.node(key.as_bytes()).map(|node| node.to_string());
            if node.as_ref() != Some(name) {
                // Where two servers have a point at the same place, an unstable sort decides there, the list here.
                let ring = ours.ring().expect("a ring");
                let shared = ring.points()[ring.owner_of(ring.hash_key(key.as_bytes()).expect("a place")) as usize].at;
                let alone = build(Policy::NginxConsistent, &format!("{}=5", node.expect("a node")));
                prop_assert!(alone.ring().expect("a ring").points().iter().any(|point| point.at == shared), "{}", key);
            }
        }
    }

    #[test]
    fn jumpch_lands_on_the_same_server(key in any::<u64>(), n in 1_u32..=u32::MAX / 2) {
        prop_assert_eq!(jump(key, n), jumpch::hash(key, n));
        let all = jumps(key, n);
        prop_assert_eq!(all.last().copied(), Some(jump(key, n)));
        prop_assert!(all.is_sorted_by(|a, b| a < b) && all[0] == 0);
    }
}
