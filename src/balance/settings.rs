//! What may be set of a policy: how many points a server has, how great a ring or a table is.

use super::hash::number;
use super::limits::{POINTS_MAX, POINTS_PER_WEIGHT_MAX, TABLE_SIZE_MAX};
use super::policy::Policy;

/// A setting.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// Points per unit of weight; with `ketama` per server, in fours.
    Points,
    /// The least points of Envoy's ring (`minimum_ring_size`).
    RingSize,
    /// The most points of Envoy's ring (`maximum_ring_size`).
    RingSizeMax,
    /// The slots of Maglev's table, a prime.
    TableSize,
}

/// The settings of a policy.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Settings {
    /// Points per unit of weight, where they differ from what the source has.
    pub points: Option<u32>,
    /// The least points of Envoy's ring.
    pub ring_size: u32,
    /// The most points of Envoy's ring.
    pub ring_size_max: u32,
    /// The slots of Maglev's table, a prime.
    pub table_size: u32,
}

impl Default for Settings {
    /// What the sources have: Envoy's ring from 1,024 to 8,388,608 points, Maglev's smaller table of 65,537 slots.
    fn default() -> Settings {
        Settings { points: None, ring_size: 1_024, ring_size_max: POINTS_MAX as u32, table_size: 65_537 }
    }
}

/// Why something cannot be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SettingError {
    /// The policy has no such setting.
    Unknown,
    /// It takes a whole number within limits, both included.
    Limits {
        /// The least.
        min: u32,
        /// The greatest.
        max: u32,
    },
    /// It takes a prime number.
    NotPrime,
    /// One MD5 gives four points, so their number is a multiple of four.
    NotFours,
}

impl Setting {
    /// Its name on the command line and in addresses; it never changes.
    pub fn name(self) -> &'static str {
        match self {
            Setting::Points => "points",
            Setting::RingSize => "ring_size",
            Setting::RingSizeMax => "ring_size_max",
            Setting::TableSize => "table_size",
        }
    }

    /// The least and the greatest number that it takes.
    pub fn limits(self) -> (u32, u32) {
        match self {
            Setting::Points => (1, POINTS_PER_WEIGHT_MAX),
            Setting::RingSize | Setting::RingSizeMax => (1, POINTS_MAX as u32),
            Setting::TableSize => (2, TABLE_SIZE_MAX),
        }
    }
}

impl Settings {
    /// Sets what a policy calls `name` to what `value` spells.
    pub fn set(&mut self, policy: Policy, name: &str, value: &str) -> Result<(), SettingError> {
        let setting = policy.settings().iter().find(|setting| setting.name() == name).ok_or(SettingError::Unknown)?;
        let (min, max) = setting.limits();
        let value = number(value.as_bytes()).and_then(|value| u32::try_from(value).ok());
        let value = value.filter(|value| (min..=max).contains(value)).ok_or(SettingError::Limits { min, max })?;
        match setting {
            Setting::Points => self.points = Some(value),
            Setting::RingSize => self.ring_size = value,
            Setting::RingSizeMax => self.ring_size_max = value,
            Setting::TableSize => self.table_size = value,
        }
        self.check(policy)
    }

    /// Whether a policy can be built with these settings, other than too small a greatest ring.
    pub(super) fn check(&self, policy: Policy) -> Result<(), SettingError> {
        let within = |setting: Setting, value: u32| {
            let (min, max) = setting.limits();
            if (min..=max).contains(&value) { Ok(()) } else { Err(SettingError::Limits { min, max }) }
        };
        for setting in policy.settings() {
            match setting {
                Setting::Points => within(*setting, self.points.unwrap_or(1))?,
                Setting::RingSize => within(*setting, self.ring_size)?,
                Setting::RingSizeMax => within(*setting, self.ring_size_max)?,
                Setting::TableSize => within(*setting, self.table_size)?,
            }
        }
        if policy == Policy::Ketama && self.points.is_some_and(|points| points % 4 != 0) {
            return Err(SettingError::NotFours);
        }
        if policy.is_table() && !is_prime(self.table_size) {
            return Err(SettingError::NotPrime);
        }
        Ok(())
    }
}

fn is_prime(number: u32) -> bool {
    let number = u64::from(number);
    number >= 2 && (2..number).take_while(|divisor| divisor * divisor <= number).all(|divisor| number % divisor != 0)
}
