//! One event of a run, as it is remembered: the act, what it moved, the facts.

use std::rc::Rc;

use super::act::Act;
use super::ids::{MessageId, MessageRef, NodeId};
use super::protocol::Protocol;

/// A message in flight.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Flight<P: Protocol> {
    /// Its number in the run.
    pub id: MessageId,
    /// Its name in acts.
    pub name: MessageRef,
    /// What it says.
    pub message: Rc<P::Message>,
    /// When it was sent, in milliseconds.
    pub sent: u64,
    /// When it is due.
    pub due: u64,
    /// The event whose step sent it.
    pub cause: u32,
    /// The wire will lose it when it is due (chance; nobody in the run knows).
    pub doomed: bool,
    /// Held back until it is released.
    pub held: bool,
    /// A traitor changed what it says.
    pub forged: bool,
}

/// Why a message was lost.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LossCause {
    /// By chance, or by hand.
    Wire,
    /// Its recipient was down when it was due.
    RecipientDown,
    /// Its link was cut when it was due.
    LinkCut,
    /// Its sender crashed in the middle of sending.
    SenderCrashed,
    /// Too many messages were in flight.
    WireFull,
    /// Its sender, a traitor, kept silent after all.
    Withheld,
}

/// How a message's flight ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Ending {
    /// Delivered and handled.
    Delivered,
    /// Delivered and refused.
    Refused,
    /// Delivered and ignored.
    Ignored,
    /// Lost.
    Lost(LossCause),
}

/// One event.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Step<P: Protocol> {
    /// Its number; 0 is the start.
    pub event: u32,
    /// The act; `None` at the start.
    pub act: Option<Act>,
    /// Whether the act was a deviation from the default order.
    pub chosen: bool,
    /// Virtual time before the event, in milliseconds.
    pub before: u64,
    /// Virtual time of the event.
    pub now: u64,
    /// The node that stepped, or that the act was about.
    pub node: Option<NodeId>,
    /// The round (0 for asynchronous protocols).
    pub round: u32,
    /// The event that caused this one: the step that sent the delivered message.
    pub cause: Option<u32>,
    /// What happened and why, by node.
    pub facts: Vec<(NodeId, P::Fact)>,
    /// Messages that came to be.
    pub sent: Vec<Flight<P>>,
    /// Messages whose flight ended.
    pub ended: Vec<(Flight<P>, Ending)>,
    /// Messages that the act was about without ending their flight (held, released, forged).
    pub touched: Vec<Flight<P>>,
}

impl<P: Protocol> Step<P> {
    /// An event with nothing in it yet.
    pub fn new(event: u32, act: Option<Act>, before: u64) -> Step<P> {
        Step {
            event,
            act,
            chosen: false,
            before,
            now: before,
            node: None,
            round: 0,
            cause: None,
            facts: Vec::new(),
            sent: Vec::new(),
            ended: Vec::new(),
            touched: Vec::new(),
        }
    }
}
