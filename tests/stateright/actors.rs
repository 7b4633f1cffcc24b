//! A protocol as Stateright's own actors: its network, its bookkeeping, its idea of what a step is. Only the handlers are
//! ours. For protocols to which nothing happens but messages, and which leave nothing to chance.

use std::borrow::Cow;
use std::fmt::{self, Debug};

use stateright::actor::{Actor, ActorModel, Id, LossyNetwork, Network, Out};
use stateright::{Checker, Expectation, Model};
use synod::sim::{Effects, Input, NodeId, Outcome, Protocol, Tape};

use crate::case::Tally;

/// One node of a protocol.
struct Node<P>(P);

/// A timer or a choice: none is used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
enum Never {}

impl<P: Protocol> Debug for Node<P> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.0, out)
    }
}

/// The node that Stateright knows by this number.
fn node(id: Id) -> NodeId {
    NodeId(u8::try_from(usize::from(id)).expect("few nodes"))
}

/// The answer to a choice, of which there are none.
pub(crate) fn no_choice(_of: u32) -> u32 {
    panic!("the second opinion knows no choices")
}

impl<P: Protocol> Actor for Node<P> {
    type Msg = P::Message;
    type Timer = Never;
    type State = P::Node;
    type Storage = ();
    type Random = Never;

    fn on_start(&self, id: Id, _storage: &Option<()>, out: &mut Out<Self>) -> P::Node {
        let mut source = no_choice;
        let mut fx = Effects::new(Tape::new(&mut source));
        let state = self.0.boot(node(id), &mut fx);
        fx.sends.into_iter().for_each(|(to, message)| out.send(Id::from(to.index()), message));
        state
    }

    fn on_msg(&self, id: Id, state: &mut Cow<'_, P::Node>, src: Id, message: P::Message, out: &mut Out<Self>) {
        let mut source = no_choice;
        let mut fx = Effects::new(Tape::new(&mut source));
        let mut after = P::Node::clone(state);
        self.0.handle(node(id), &mut after, Input::Message { from: node(src), message }, &mut fx);
        // An untouched state with nothing sent is what Stateright takes for no step.
        if fx.outcome != Outcome::Ignored {
            *state = Cow::Owned(after);
            fx.sends.into_iter().for_each(|(to, message)| out.send(Id::from(to.index()), message));
        }
    }
}

/// Everything that the protocol's actors can do on this network.
pub(crate) fn explored<P>(protocol: &P, network: Network<P::Message>, lossy: bool) -> Tally
where
    P: Protocol + Send + Sync,
    P::Node: Send + Sync,
    P::Message: Send + Sync,
{
    let actors = (0..protocol.size()).map(|_| Node(protocol.clone()));
    let lossy = if lossy { LossyNetwork::Yes } else { LossyNetwork::No };
    let model = ActorModel::new((), ()).actors(actors).init_network(network).lossy_network(lossy);
    // Without a property nothing is searched.
    let checker = model.property(Expectation::Always, "any", |_, _| true).checker().spawn_bfs().join();
    Tally { unique: checker.unique_state_count(), generated: checker.state_count() as u64, levels: checker.max_depth() }
}
