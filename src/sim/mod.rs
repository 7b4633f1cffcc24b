//! The kernel: what a protocol is, and the worlds and runs made of it.
//!
//! ```text
//!   Protocol --handle--> Effects --carried out by--> World --folded over acts by--> Run
//!      (rules)          (intentions)        (one instant)              (a log and a cursor)
//! ```
//!
//! A handler gets the configuration, its own state and an input, and only records what it wants
//! done. Everything that is not determined is one [`Act`] in a fixed order. The kernel knows no
//! exhibit, no pixel, no language, no clock and no chance but its seed.

mod act;
mod carry;
mod chance;
mod condition;
mod effects;
mod fingerprint;
mod ids;
pub mod limits;
mod needs;
mod protocol;
mod run;
mod send;
mod sorted;
mod step;
mod wire;
mod world;

pub use act::{Act, Deviation, Disk, Since};
pub use chance::{Purpose, below, draw};
pub use condition::{Condition, Evidence, Relation};
pub use effects::{Effects, Outcome, Tape};
pub use fingerprint::{Fingerprint, fingerprint};
pub use ids::{Lane, MessageId, MessageRef, NodeId, NodeSet};
pub use needs::Need;
pub use protocol::{Appointment, Delivery, Input, Protocol, Said, Timing, Turn};
pub use run::{Ended, Run};
pub use sorted::{SortedMap, SortedSet};
pub use step::{Ending, Flight, LossCause, Step};
pub use world::{Counters, Place, Sight, World};
