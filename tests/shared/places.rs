//! A million placed keys of every policy in one number each, the same natively and in wasm: compiled into a test of each.

use synod::balance::hash::xxh64;
use synod::balance::{Placement, Policy, Servers, Settings};

/// Fourteen servers with weights of 1, 2 and 3, or of 1 for a policy that knows no others.
fn servers(policy: Policy) -> Servers {
    let weight = |server: u32| if policy.weighs() { 1 + server % 3 } else { 1 };
    let name = |server: u32| {
        let spelt = policy == Policy::TeachingRing;
        if spelt { (10_000_000 + server * 6_000_011).to_string() } else { format!("10.0.{}.{server}:8080", server % 5) }
    };
    Servers::new((0..14).map(|server| (name(server), weight(server)))).expect("fourteen servers")
}

/// The xxh64 of where so many keys are placed, two bytes a key.
pub(crate) fn digest(policy: Policy, keys: u32) -> u64 {
    let placement = Placement::build(policy, servers(policy), &Settings::default()).expect("it can be built");
    let mut places = Vec::with_capacity(2 * keys as usize);
    for number in 0..keys {
        let spread = number.wrapping_mul(2_654_435_761);
        let key = if policy == Policy::TeachingRing {
            spread.to_string()
        } else if policy == Policy::NginxIpHash {
            std::net::Ipv4Addr::from(spread).to_string()
        } else {
            format!("user:{spread}")
        };
        places.extend(placement.place(key.as_bytes()).expect("the key has a place").to_le_bytes());
    }
    xxh64(&places, 0)
}

/// Every policy with the digest of a million keys.
pub(crate) const DIGESTS: [(Policy, u64); 12] = [
    (Policy::Modulo, 6_729_109_747_855_311_529),
    (Policy::NginxHash, 2_164_330_038_217_453_907),
    (Policy::NginxIpHash, 16_330_395_304_132_373_167),
    (Policy::TeachingRing, 2_427_833_395_343_131_646),
    (Policy::NginxConsistent, 8_531_083_270_292_854_027),
    (Policy::Ketama, 3_295_300_343_397_127_929),
    (Policy::EnvoyRing, 7_628_862_677_419_757_659),
    (Policy::HaproxyConsistent, 17_252_623_310_882_463_938),
    (Policy::Jump, 3_431_652_202_865_511_498),
    (Policy::Rendezvous, 4_329_365_514_640_173_261),
    (Policy::Maglev, 9_853_898_275_013_311_964),
    (Policy::EnvoyMaglev, 7_925_533_461_877_313_070),
];

/// How many keys a digest is of.
pub(crate) const KEYS: u32 = 1_000_000;
