//! A policy made ready for a list of servers: it places keys, and tells why.

use super::hash::{KeyError, number_or_xxh64, xxh64};
use super::jump::{jump, jumps};
use super::limits::POINTS_MAX;
use super::maglev::{self, Table};
use super::modulo::{self, Source};
use super::policy::Policy;
use super::rendezvous::Rendezvous;
use super::ring::Ring;
use super::servers::Servers;
use super::settings::{SettingError, Settings};
use super::why::Why;
use super::{envoy, haproxy, ketama, nginx, teaching};

/// A policy made ready for a list of servers.
#[derive(Clone, Debug)]
pub struct Placement {
    policy: Policy,
    servers: Servers,
    /// The sum of the weights up to each server, itself included.
    ends: Vec<u64>,
    ready: Ready,
}

#[derive(Clone, Debug)]
enum Ready {
    Modulo,
    NginxHash,
    NginxIpHash,
    Ring(Ring),
    Jump,
    Rendezvous(Rendezvous),
    Table(Table),
}

/// Why a policy cannot be made ready.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum BuildError {
    /// The policy knows no weights, and they differ.
    Weights,
    /// A server of HAProxy's would have more points than lie between two ids.
    Weight {
        /// The server.
        server: String,
        /// The greatest weight that there is room for.
        max: u32,
    },
    /// The policy takes servers whose names are numbers, and no point may lie beyond 2^32.
    NotANumber {
        /// The server.
        server: String,
    },
    /// The ring would have more than [`POINTS_MAX`] points.
    TooManyPoints {
        /// So many.
        points: u64,
    },
    /// No server gets a point: rounding took them all.
    NoPoints,
    /// The least size of the ring is above the greatest.
    RingSizes,
    /// A setting is out of its limits.
    Setting(SettingError),
}

impl Placement {
    /// Makes a policy ready.
    pub fn build(policy: Policy, servers: Servers, settings: &Settings) -> Result<Placement, BuildError> {
        settings.check(policy).map_err(BuildError::Setting)?;
        if !policy.weighs() && !servers.are_equal() {
            return Err(BuildError::Weights);
        }
        let ready = match policy {
            Policy::Modulo => Ready::Modulo,
            Policy::NginxHash => Ready::NginxHash,
            Policy::NginxIpHash => Ready::NginxIpHash,
            Policy::Jump => Ready::Jump,
            Policy::Rendezvous => Ready::Rendezvous(Rendezvous::new(&servers)),
            Policy::Maglev => Ready::Table(maglev::table(&servers, settings.table_size)),
            Policy::EnvoyMaglev => Ready::Table(envoy::table(&servers, settings.table_size)),
            Policy::TeachingRing | Policy::NginxConsistent | Policy::Ketama | Policy::EnvoyRing | Policy::HaproxyConsistent => {
                Ready::Ring(ring(policy, &servers, settings)?.ok_or(BuildError::NoPoints)?)
            }
        };
        let ends = servers.iter().scan(0, |sum, server| {
            *sum += u64::from(server.weight);
            Some(*sum)
        });
        Ok(Placement { policy, ends: ends.collect(), servers, ready })
    }

    /// The policy.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// The servers.
    pub fn servers(&self) -> &Servers {
        &self.servers
    }

    /// The ring, if it is one.
    pub fn ring(&self) -> Option<&Ring> {
        if let Ready::Ring(ring) = &self.ready { Some(ring) } else { None }
    }

    /// The table, if it has one.
    pub fn table(&self) -> Option<&Table> {
        if let Ready::Table(table) = &self.ready { Some(table) } else { None }
    }

    /// The server of a key: its place in the list. Allocates nothing.
    pub fn place(&self, key: &[u8]) -> Result<u16, KeyError> {
        Ok(match &self.ready {
            Ready::Modulo => self.at_weight(number_or_xxh64(key)).0,
            Ready::NginxHash => self.at_weight(u64::from(modulo::nginx_hash(key))).0,
            Ready::NginxIpHash => self.at_weight(u64::from(modulo::nginx_ip_hash(key)?)).0,
            Ready::Ring(ring) => ring.server_of(ring.hash_key(key)?),
            Ready::Jump => jump(number_or_xxh64(key), self.servers.len() as u32) as u16,
            Ready::Rendezvous(rendezvous) => rendezvous.server_of(xxh64(key, 0)),
            Ready::Table(table) => table.server_of(xxh64(key, 0)),
        })
    }

    /// Why a key has its server.
    pub fn why(&self, key: &[u8]) -> Result<Why, KeyError> {
        Ok(match &self.ready {
            Ready::Modulo => {
                let (hash, source) = modulo::plain(key);
                self.remainder(hash, source)
            }
            Ready::NginxHash => {
                let source = Source::Crc32 { crc: super::hash::crc32(key) };
                self.remainder(u64::from(modulo::nginx_hash(key)), source)
            }
            Ready::NginxIpHash => {
                let source = Source::Octets(modulo::nginx_ip_folds(key)?);
                self.remainder(u64::from(modulo::nginx_ip_hash(key)?), source)
            }
            Ready::Ring(ring) => {
                let walk = ring.walk(ring.hash_key(key)?);
                Why::Ring { walk, owner: ring.points()[walk.owner as usize] }
            }
            Ready::Jump => {
                let (key, servers) = (number_or_xxh64(key), self.servers.len() as u32);
                Why::Jump { key, servers, jumps: jumps(key, servers) }
            }
            Ready::Rendezvous(rendezvous) => {
                let key = xxh64(key, 0);
                Why::Scores { key, scores: rendezvous.scores(key), server: rendezvous.server_of(key) }
            }
            Ready::Table(table) => {
                let hash = xxh64(key, 0);
                let server = table.server_of(hash);
                let turn = table.turns().iter().find(|turn| turn.server == server);
                let asked = turn.map_or((0, 0), |turn| (turn.offset, turn.skip));
                Why::Slot { hash, size: table.slots().len() as u32, slot: table.slot_of(hash), asked, server }
            }
        })
    }

    /// The server on which a number falls, the remainder that tells it, and where the server's remainders begin: the
    /// servers lie side by side in their order, each as long as its weight.
    fn at_weight(&self, number: u64) -> (u16, u64, u64) {
        let remainder = number % self.total();
        let place = self.ends.partition_point(|end| *end <= remainder);
        (place as u16, remainder, place.checked_sub(1).map_or(0, |before| self.ends[before]))
    }

    fn total(&self) -> u64 {
        self.ends.last().copied().unwrap_or(1)
    }

    fn remainder(&self, hash: u64, source: Source) -> Why {
        let (server, remainder, start) = self.at_weight(hash);
        let weight = self.servers.get(server).map_or(0, |server| server.weight);
        Why::Remainder { source, hash, total: self.total(), remainder, share: (start, weight), server }
    }
}

/// Builds a ring; `None` when it would have no point, or when the policy has none.
fn ring(policy: Policy, servers: &Servers, settings: &Settings) -> Result<Option<Ring>, BuildError> {
    let points = |standard: u32| settings.points.unwrap_or(standard);
    let few_enough = |units: u64, points: u32| match units * u64::from(points) {
        all if all > POINTS_MAX => Err(BuildError::TooManyPoints { points: all }),
        _ => Ok(points),
    };
    let by_weight = |standard: u32| few_enough(servers.total_weight(), points(standard));
    match policy {
        Policy::TeachingRing => teaching::ring(servers, by_weight(teaching::POINTS)?),
        Policy::NginxConsistent => Ok(nginx::ring(servers, by_weight(nginx::POINTS)?)),
        Policy::Ketama => Ok(ketama::ring(servers, few_enough(servers.len() as u64, points(ketama::POINTS))?)),
        Policy::EnvoyRing if settings.ring_size > settings.ring_size_max => Err(BuildError::RingSizes),
        Policy::EnvoyRing => Ok(envoy::ring(servers, settings.ring_size, settings.ring_size_max)),
        Policy::HaproxyConsistent => {
            let points = by_weight(haproxy::POINTS)?;
            let max = haproxy::POINTS_PER_ID / points;
            match servers.iter().find(|server| server.weight > max) {
                Some(server) => Err(BuildError::Weight { server: server.name.clone(), max }),
                None => Ok(haproxy::ring(servers, points)),
            }
        }
        Policy::Modulo
        | Policy::NginxHash
        | Policy::NginxIpHash
        | Policy::Jump
        | Policy::Rendezvous
        | Policy::Maglev
        | Policy::EnvoyMaglev => Ok(None),
    }
}
