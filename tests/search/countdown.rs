//! A protocol that ends soon or late.

use synod::explore::{Budget, Inquiry, Network};
use synod::sim::{Disk, Effects, Input, NodeId, Protocol};

use crate::toys::Thrown;

/// A node that is asked once, and chooses: it goes on counting by a timer up to 3, or is through at once with 7.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Countdown;

impl Countdown {
    /// It is asked, and its timer goes off as often as it is armed.
    pub(crate) fn inquiry() -> Inquiry<Countdown> {
        let inquiry = Inquiry::new(Countdown, Network::Bag);
        let budget = Budget { timeouts: Budget::ANY, ..inquiry.budget };
        Inquiry { commands: vec![(NodeId(0), 0)], budget, ..inquiry }
    }
}

impl Protocol for Countdown {
    type Node = u8;
    type Message = ();
    type Timer = ();
    type Command = ();
    type Fact = Thrown;
    type Watched = ();

    fn size(&self) -> u8 {
        1
    }
    fn boot(&self, _me: NodeId, _fx: &mut Effects<Self>) -> u8 {
        0
    }
    fn handle(&self, _me: NodeId, node: &mut u8, input: Input<Self>, fx: &mut Effects<Self>) {
        match input {
            Input::Command(()) if fx.choose(2) == 1 => *node = 7,
            Input::Command(()) | Input::Timer(()) => {
                *node += 1;
                if *node < 3 {
                    fx.arm((), 1);
                }
            }
            Input::Message { .. } | Input::Turn { .. } => fx.ignore(Thrown),
        }
    }
    fn wake(&self, _me: NodeId, before: &u8, _disk: Disk, _fx: &mut Effects<Self>) -> u8 {
        *before
    }
    fn watch(&self, (): &mut (), _at: NodeId, _fact: &Thrown) {}
    fn commands(&self, _me: NodeId) -> Vec<()> {
        vec![()]
    }
}
