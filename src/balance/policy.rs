//! The policies by name, and what each of them promises when the servers change.

use super::settings::Setting;

/// How keys are placed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Policy {
    /// The key as a number, modulo the total weight.
    Modulo,
    /// nginx `hash $key`.
    NginxHash,
    /// nginx `ip_hash`.
    NginxIpHash,
    /// A ring on which everything is the number that it spells, as in groupcache's own test.
    TeachingRing,
    /// nginx `hash $key consistent`.
    NginxConsistent,
    /// libketama.
    Ketama,
    /// Envoy's ring hash.
    EnvoyRing,
    /// HAProxy's `hash-type consistent`.
    HaproxyConsistent,
    /// Jump consistent hash.
    Jump,
    /// Rendezvous, also called highest random weight.
    Rendezvous,
    /// Maglev as in the paper.
    Maglev,
    /// Maglev as in Envoy.
    EnvoyMaglev,
}

/// What a policy promises of the keys that no changed server is concerned with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Promise {
    /// Nearly all keys move.
    Nothing,
    /// Few other keys move, but some do.
    Little,
    /// No other key moves, as long as the change is at the end of the list.
    AtTheEnd,
    /// No other key moves.
    Minimal,
}

impl Policy {
    /// All of them.
    pub const ALL: [Policy; 12] = [
        Policy::Modulo,
        Policy::NginxHash,
        Policy::NginxIpHash,
        Policy::TeachingRing,
        Policy::NginxConsistent,
        Policy::Ketama,
        Policy::EnvoyRing,
        Policy::HaproxyConsistent,
        Policy::Jump,
        Policy::Rendezvous,
        Policy::Maglev,
        Policy::EnvoyMaglev,
    ];

    /// Its name on the command line and in addresses; it never changes.
    pub fn name(self) -> &'static str {
        match self {
            Policy::Modulo => "modulo",
            Policy::NginxHash => "nginx-hash",
            Policy::NginxIpHash => "nginx-ip-hash",
            Policy::TeachingRing => "teaching-ring",
            Policy::NginxConsistent => "nginx-consistent",
            Policy::Ketama => "ketama",
            Policy::EnvoyRing => "envoy-ring",
            Policy::HaproxyConsistent => "haproxy-consistent",
            Policy::Jump => "jump",
            Policy::Rendezvous => "rendezvous",
            Policy::Maglev => "maglev",
            Policy::EnvoyMaglev => "envoy-maglev",
        }
    }

    /// The policy of this name.
    pub fn from_name(name: &str) -> Option<Policy> {
        Policy::ALL.into_iter().find(|policy| policy.name() == name)
    }

    /// Whether it makes a ring.
    pub fn is_ring(self) -> bool {
        matches!(
            self,
            Policy::TeachingRing | Policy::NginxConsistent | Policy::Ketama | Policy::EnvoyRing | Policy::HaproxyConsistent
        )
    }

    /// Whether it makes a table of slots.
    pub fn is_table(self) -> bool {
        matches!(self, Policy::Maglev | Policy::EnvoyMaglev)
    }

    /// What it promises when a server joins or leaves.
    ///
    /// `ketama` and `envoy-ring` share out a number of points that depends on how many servers there are, so the
    /// others' points come and go with a change, and a few keys with them. A ring of Envoy keeps the promise only while
    /// every server's number of points stays, `ketama` while all weights are equal and no point is lost by rounding.
    pub fn promise(self) -> Promise {
        match self {
            Policy::Modulo | Policy::NginxHash | Policy::NginxIpHash => Promise::Nothing,
            Policy::Ketama | Policy::EnvoyRing | Policy::Maglev | Policy::EnvoyMaglev => Promise::Little,
            Policy::Jump => Promise::AtTheEnd,
            Policy::TeachingRing | Policy::NginxConsistent | Policy::HaproxyConsistent | Policy::Rendezvous => Promise::Minimal,
        }
    }

    /// Whether it takes servers of different weights.
    pub fn weighs(self) -> bool {
        self != Policy::Jump
    }

    /// The settings that it takes.
    pub fn settings(self) -> &'static [Setting] {
        match self {
            Policy::Modulo | Policy::NginxHash | Policy::NginxIpHash | Policy::Jump | Policy::Rendezvous => &[],
            Policy::TeachingRing | Policy::NginxConsistent | Policy::Ketama | Policy::HaproxyConsistent => &[Setting::Points],
            Policy::EnvoyRing => &[Setting::RingSize, Setting::RingSizeMax],
            Policy::Maglev | Policy::EnvoyMaglev => &[Setting::TableSize],
        }
    }
}
