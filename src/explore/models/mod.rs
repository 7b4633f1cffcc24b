//! Published specifications with counts that others have published too: they prove the search.

pub mod paxos_actors;
pub mod paxos_set;
