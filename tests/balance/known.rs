//! Answers that are known: from the sources' own tests and papers, or computed by other implementations.

use std::fmt::Write;

use md5::{Digest, Md5};
use synod::balance::hash::{crc32, full_hash, md5_words, sdbm};
use synod::balance::jump::jump;
use synod::balance::maglev::Turn;
use synod::balance::modulo::{moved, nginx_ip_hash};
use synod::balance::tally::expected_sd_to_mean;
use synod::balance::{Fraction, Placement, Policy, Settings, Table};

use super::{build, owner, owners, servers, set};

const KETAMA: &str = "10.0.1.1:11211=600 10.0.1.2:11211=300 10.0.1.3:11211=200 10.0.1.4:11211=350 \
                      10.0.1.5:11211=1000 10.0.1.6:11211=800 10.0.1.7:11211=950 10.0.1.8:11211=100";
const SIX: &str = "127.0.0.1:90 127.0.0.1:91 127.0.0.1:92 127.0.0.1:93 127.0.0.1:94 127.0.0.1:95";

#[test]
fn hash_functions_give_their_published_check_values() {
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    // RFC 1321: the digest of nothing is d41d8cd98f00b204e9800998ecf8427e.
    assert_eq!(md5_words(b"").map(u32::swap_bytes), [0xd41d_8cd9, 0x8f00_b204, 0xe980_0998, 0xecf8_427e]);
    assert_eq!((full_hash(0), full_hash(1)), (2_874_071_335, 881_230_262));
    assert_eq!((sdbm(b""), sdbm(b"a"), sdbm(b"ab")), (0, 97, 97 * 65_599 + 98));
}

#[test]
fn modulo_moves_what_the_formula_says() {
    for (n, m, want) in [(3, 4, (3, 4)), (4, 5, (4, 5)), (10, 11, (10, 11)), (4, 8, (1, 2)), (5, 5, (0, 1))] {
        assert_eq!(moved(n, m), Fraction { parts: want.0, of: want.1 }, "{n} to {m}");
        assert_eq!(moved(n, m), moved(m, n));
        let period = n * m;
        let counted = (0..period).filter(|key| key % n != key % m).count() as u64;
        assert_eq!(Fraction::new(counted, period), moved(n, m));
    }
    assert_eq!(moved(10, 11).millionths(), 909_091);
}

#[test]
fn nginx_hash_places_twenty_keys() {
    let placement = build(Policy::NginxHash, "1 2 3");
    let keys = (1..=20).map(|key| key.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(owners(&placement, &keys).join(","), "2,3,2,1,2,1,1,3,3,1,3,1,3,3,2,3,1,2,2,3");
}

#[test]
fn nginx_ip_hash_looks_at_three_octets() {
    for address in ["192.168.1.10", "192.168.1.200"] {
        assert_eq!(nginx_ip_hash(address.as_bytes()), Ok(154));
    }
    let placement = build(Policy::NginxIpHash, "a=100 b=54 c=50");
    assert_eq!(owners(&placement, "192.168.1.10 192.168.1.200"), ["c", "c"]);
    assert!(placement.place(b"host").is_err() && placement.place(b"::1").is_ok());
}

#[test]
fn the_teaching_ring_is_that_of_groupcache() {
    let ring = build(Policy::TeachingRing, "6 4 2");
    let at: Vec<u64> = ring.ring().expect("a ring").points().iter().map(|point| point.at).collect();
    assert_eq!(at, [2, 4, 6, 12, 14, 16, 22, 24, 26]);
    assert_eq!(owners(&ring, "2 11 23 27"), ["2", "2", "4", "2"]);
    assert_eq!(owners(&build(Policy::TeachingRing, "6 4 2 8"), "2 11 23 27"), ["2", "2", "4", "8"]);
}

#[test]
fn a_ring_of_libketama_is_proved_by_one_number() {
    let placement = build(Policy::Ketama, KETAMA);
    let ring = placement.ring().expect("a ring");
    let count = |server| ring.points().iter().filter(|point| point.server == server).count();
    assert_eq!((0..8).map(count).collect::<Vec<_>>(), [176, 88, 56, 104, 296, 236, 280, 28]);
    assert_eq!(ring.points().len(), 1264);
    let mut all = String::from("\n");
    for key in 0..1_000_000 {
        let key = key.to_string();
        let hash = ring.hash_key(key.as_bytes()).expect("any key has a place");
        let point = ring.points()[ring.owner_of(hash) as usize];
        let name = &placement.servers().get(point.server).expect("a server").name;
        writeln!(all, "{hash} {} {name}", point.at).expect("a text grows");
    }
    assert_eq!(format!("{:x}", Md5::digest(all.as_bytes())), "5672b131391f5aa2b280936aec1eea74");
}

#[test]
fn the_ring_of_nginx_begins_where_its_tests_say() {
    let placement = build(Policy::NginxConsistent, "127.0.0.1:7777 127.0.0.1:7778");
    let points = placement.ring().expect("a ring").points();
    assert_eq!((points.len(), points[0].at, points[0].server), (320, 1_475_464, 0));
    assert_eq!(owners(&placement, "/some/path /g"), ["127.0.0.1:7778", "127.0.0.1:7777"]);
}

#[test]
fn the_ring_of_envoy_begins_where_its_tests_say() {
    let placement = set(Policy::EnvoyRing, SIX, "ring_size", "12");
    let points = placement.ring().expect("a ring").points();
    assert_eq!(points.len(), 12);
    let first: Vec<(u64, u16)> = points[..3].iter().map(|point| (point.at, 90 + point.server)).collect();
    assert_eq!(first, [(833_437_586_790_550_860, 94), (928_266_305_478_181_108, 92), (1_033_482_794_131_418_490, 90)]);
}

#[test]
fn the_ring_of_haproxy_has_sixteen_points_of_an_id_per_unit_of_weight() {
    let placement = build(Policy::HaproxyConsistent, "a=2 b");
    let points = placement.ring().expect("a ring").points();
    assert_eq!(points.len(), 48);
    for point in points {
        assert_eq!(point.at, u64::from(full_hash((u32::from(point.server) + 1) * 4096 + point.nth)));
    }
}

#[test]
fn jump_lands_where_the_paper_says() {
    let want = [0, 55, 62, 8, 45, 59, 86, 97, 82, 59];
    assert_eq!((0..10).map(|key| jump(key, 100)).collect::<Vec<_>>(), want);
    let hundred = (0..100).map(|name| name.to_string()).collect::<Vec<_>>().join(" ");
    let placement = build(Policy::Jump, &hundred);
    assert_eq!(owners(&placement, "0 1 2 3 4 5 6 7 8 9"), want.map(|name| name.to_string()));
    assert_eq!(jump(7, 0), 0);
}

fn turn(server: u16, offset: u32, skip: u32) -> Turn {
    Turn { server, offset, skip }
}

#[test]
fn maglev_fills_the_table_of_the_paper() {
    let (b0, b1, b2) = (turn(0, 3, 4), turn(1, 0, 2), turn(2, 3, 1));
    let before = Table::of_turns(vec![b0, b1, b2], 7);
    let after = Table::of_turns(vec![b0, b2], 7);
    assert_eq!(before.slots(), [1, 0, 1, 0, 2, 2, 0]);
    assert_eq!(after.slots(), [0, 0, 0, 0, 2, 2, 2]);
    let collateral = |slot: &usize| before.slots()[*slot] != 1 && before.slots()[*slot] != after.slots()[*slot];
    assert_eq!((0..7).filter(collateral).collect::<Vec<_>>(), [6]);
}

#[test]
fn maglev_of_envoy_fills_the_table_of_its_tests() {
    let placement = set(Policy::EnvoyMaglev, SIX, "table_size", "7");
    let slots: Vec<u16> = placement.table().expect("a table").slots().iter().map(|server| 90 + server).collect();
    assert_eq!(slots, [92, 94, 90, 91, 95, 90, 93]);
    let names = "127.0.0.1:95 127.0.0.1:91 127.0.0.1:93 127.0.0.1:90 127.0.0.1:94 127.0.0.1:92";
    let other = set(Policy::EnvoyMaglev, names, "table_size", "7");
    for key in (0..500).map(|key| key.to_string()) {
        assert_eq!(owner(&placement, &key), owner(&other, &key), "the order of servers does not matter");
    }
}

#[test]
fn evenness_is_what_the_formula_says() {
    for (points, want) in [(1, "0.905"), (10, "0.299"), (100, "0.095"), (1000, "0.030")] {
        assert_eq!(format!("{:.3}", expected_sd_to_mean(10, points)), want);
    }
}

#[test]
fn a_server_that_joins_haproxy_gets_the_lowest_free_id() {
    let all = servers("a b c").leave("a").expect("two stay").join("d", 1).expect("three");
    assert_eq!(all.iter().map(|server| (server.name.as_str(), server.id)).collect::<Vec<_>>(), [("b", 2), ("c", 3), ("d", 1)]);
    let placement = Placement::build(Policy::HaproxyConsistent, all, &Settings::default()).expect("it can be built");
    let first = build(Policy::HaproxyConsistent, "a b c");
    let at =
        |placement: &Placement| -> Vec<u64> { placement.ring().expect("a ring").points().iter().map(|point| point.at).collect() };
    assert_eq!(at(&placement), at(&first));
}

#[test]
fn points_that_rounding_takes_away_are_counted() {
    assert_eq!(synod::balance::ketama::digests(100, 4300, 8, 40), 7);
    assert_eq!(envoy_points("a b c", "10"), [4, 4, 4]);
    assert_eq!(envoy_points("a=1 b=2", "10"), [4, 8]);
    let mut settings = Settings::default();
    settings.set(Policy::EnvoyRing, "ring_size_max", "6").expect("it can be set");
    settings.set(Policy::EnvoyRing, "ring_size", "6").expect("it can be set");
    // The example in Envoy's own comment: four servers, a ring of six.
    let placement = Placement::build(Policy::EnvoyRing, servers("a b c d"), &settings).expect("it can be built");
    assert_eq!(counts(&placement), [2, 1, 2, 1]);
}

fn envoy_points(words: &str, size: &str) -> Vec<usize> {
    counts(&set(Policy::EnvoyRing, words, "ring_size", size))
}

fn counts(placement: &Placement) -> Vec<usize> {
    let points = placement.ring().expect("a ring").points();
    (0..placement.servers().len())
        .map(|server| points.iter().filter(|point| usize::from(point.server) == server).count())
        .collect()
}

#[test]
fn nginx_takes_a_name_apart_at_its_last_colon_if_digits_follow() {
    use synod::balance::nginx::host_and_port;
    for (name, want) in [
        ("10.0.0.1:80", ("10.0.0.1", "80")),
        ("host", ("host", "")),
        ("host:", ("host", "")),
        ("host:http", ("host:http", "")),
        ("[::1]:80", ("[::1]", "80")),
        ("[::1]", ("[::1]", "")),
        ("unix:/a:1", ("/a:1", "")),
        ("UNIX:/b", ("/b", "")),
        ("中文:8", ("中文", "8")),
        ("uni中:8", ("uni中", "8")),
    ] {
        assert_eq!(host_and_port(name), want, "{name}");
    }
}
