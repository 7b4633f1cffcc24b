//! The servers that keys are placed on: in an order, each with a name, a weight and an id.
//!
//! A list of servers is never empty and never holds one of them twice, so that whoever is given one need not ask.

use std::collections::BTreeMap;

use super::limits::{NAME_BYTES_MAX, SERVERS_MAX, WEIGHT_MAX};

/// A server.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Server {
    /// What it is called, and what most policies hash: `host:port`, or whatever the list says.
    pub name: String,
    /// Its weight, from 1.
    pub weight: u32,
    /// Its number, from 1, which it keeps while others come and go: what HAProxy hashes.
    pub id: u32,
}

/// At least one server, at most [`SERVERS_MAX`], in the order in which they were given.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Servers {
    all: Vec<Server>,
}

/// Why a list of servers is none. Places count from 0.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ServersError {
    /// There is no server, or none would be left.
    Empty,
    /// There are more than [`SERVERS_MAX`].
    TooMany,
    /// A server has no name.
    NoName {
        /// Its place.
        place: usize,
    },
    /// A name is longer than [`NAME_BYTES_MAX`].
    LongName {
        /// Its place.
        place: usize,
    },
    /// A name has a blank or a control character in it, which would tear lines of output apart.
    BlankInName {
        /// Its place.
        place: usize,
    },
    /// A weight is 0 or above [`WEIGHT_MAX`].
    Weight {
        /// The server.
        name: String,
        /// The weight.
        weight: u32,
    },
    /// One server stands there twice.
    Twice {
        /// The server.
        name: String,
    },
    /// There is no server of that name.
    Unknown {
        /// The name.
        name: String,
    },
}

impl Servers {
    /// Servers with these names and weights; their ids count from 1.
    pub fn new<N: Into<String>>(servers: impl IntoIterator<Item = (N, u32)>) -> Result<Servers, ServersError> {
        let mut all = Vec::new();
        for (name, weight) in servers {
            if all.len() == SERVERS_MAX {
                return Err(ServersError::TooMany);
            }
            let name = checked(name.into(), weight, all.len())?;
            all.push(Server { name, weight, id: all.len() as u32 + 1 });
        }
        let mut places = BTreeMap::new();
        for (place, server) in all.iter().enumerate() {
            if places.insert(server.name.as_str(), place).is_some() {
                return Err(ServersError::Twice { name: server.name.clone() });
            }
        }
        if all.is_empty() { Err(ServersError::Empty) } else { Ok(Servers { all }) }
    }

    /// How many there are, at least one.
    #[expect(clippy::len_without_is_empty, reason = "it is never empty")]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// All of them, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Server> {
        self.all.iter()
    }

    /// The one at a place.
    pub fn get(&self, place: u16) -> Option<&Server> {
        self.all.get(usize::from(place))
    }

    /// The place of the one with this name.
    pub fn place_of(&self, name: &str) -> Option<u16> {
        self.all.iter().position(|server| server.name == name).map(|place| place as u16)
    }

    /// The sum of all weights.
    pub fn total_weight(&self) -> u64 {
        self.all.iter().map(|server| u64::from(server.weight)).sum()
    }

    /// Whether all weights are the same.
    pub fn are_equal(&self) -> bool {
        self.all.iter().all(|server| server.weight == self.all[0].weight)
    }

    /// These servers and one more at the end, which gets the lowest id that is free, as in a running HAProxy.
    pub fn join(&self, name: &str, weight: u32) -> Result<Servers, ServersError> {
        if self.all.len() == SERVERS_MAX {
            return Err(ServersError::TooMany);
        }
        let name = checked(name.to_owned(), weight, self.all.len())?;
        if self.place_of(&name).is_some() {
            return Err(ServersError::Twice { name });
        }
        let mut taken: Vec<u32> = self.all.iter().map(|server| server.id).collect();
        taken.sort_unstable();
        let id = taken.iter().fold(1, |free, id| if *id == free { free + 1 } else { free });
        let mut all = self.all.clone();
        all.push(Server { name, weight, id });
        Ok(Servers { all })
    }

    /// These servers without one; the others keep their order and their ids.
    pub fn leave(&self, name: &str) -> Result<Servers, ServersError> {
        let gone = self.place_of(name).ok_or_else(|| ServersError::Unknown { name: name.to_owned() })?;
        let mut all = self.all.clone();
        all.remove(usize::from(gone));
        if all.is_empty() { Err(ServersError::Empty) } else { Ok(Servers { all }) }
    }

    /// These servers, one of them with another weight.
    pub fn reweigh(&self, name: &str, weight: u32) -> Result<Servers, ServersError> {
        let place = self.place_of(name).ok_or_else(|| ServersError::Unknown { name: name.to_owned() })?;
        let mut all = self.all.clone();
        all[usize::from(place)].name = checked(name.to_owned(), weight, usize::from(place))?;
        all[usize::from(place)].weight = weight;
        Ok(Servers { all })
    }
}

impl<'a> IntoIterator for &'a Servers {
    type Item = &'a Server;
    type IntoIter = std::slice::Iter<'a, Server>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

fn checked(name: String, weight: u32, place: usize) -> Result<String, ServersError> {
    if name.is_empty() {
        return Err(ServersError::NoName { place });
    }
    if name.len() > NAME_BYTES_MAX {
        return Err(ServersError::LongName { place });
    }
    if name.chars().any(|letter| letter.is_whitespace() || letter.is_control()) {
        return Err(ServersError::BlankInName { place });
    }
    if weight == 0 || weight > WEIGHT_MAX {
        return Err(ServersError::Weight { name, weight });
    }
    Ok(name)
}
