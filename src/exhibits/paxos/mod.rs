//! Paxos for one value: prepare, accept, learn.
//!
//! Source: the course text, section "PAXOS算法"; L. Lamport, "Paxos Made Simple" (2001), whose
//! accept request is called *propose* here, as in the course text.
//!
//! Simplifications: a proposer sends its propose to every acceptor, not only to those that
//! promised; roles live on separate nodes; a proposer answers no client; values do not repeat
//! an id's contents on disk beyond what the rules need.

mod acceptor;
pub mod checks;
pub mod facts;
pub mod guards;
mod learner;
pub mod machine;
mod proposer;
pub mod roles;
pub mod text;
pub mod view;
mod watch;
