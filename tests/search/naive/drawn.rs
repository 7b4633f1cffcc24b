//! The whole graph of the search from the definition, as text that can be compared.

use synod::explore::{Inquiry, Moment, Network, Spent};
use synod::sim::{NodeId, Protocol};

use super::{State, after, starts};

/// Every state with its level, and every step with the states at its ends, as text and in order: what a graph has to show.
pub(crate) type Drawn = (Vec<(usize, String)>, Vec<(String, String)>);

/// The whole graph.
pub(crate) fn drawn<P: Protocol>(inquiry: &Inquiry<P>) -> Drawn {
    let (mut known, mut states, mut steps) = (Vec::<State<P>>::new(), Vec::new(), Vec::new());
    let (mut level, mut depth) = (starts(inquiry), 0);
    while !level.is_empty() {
        let mut next = Vec::new();
        for state in level {
            if known.contains(&state) {
                continue;
            }
            known.push(state.clone());
            states.push((depth, portrait(inquiry, &state)));
            let after = after(inquiry, &state);
            steps.extend(after.iter().map(|after| (portrait(inquiry, &state), portrait(inquiry, after))));
            next.extend(after);
        }
        (level, depth) = (next, depth + 1);
    }
    states.sort();
    steps.sort();
    (states, steps)
}

fn portrait<P: Protocol>(inquiry: &Inquiry<P>, state: &State<P>) -> String {
    let timers = || (0..).map(NodeId).zip(&state.armed);
    let up = (0..inquiry.protocol.size()).map(NodeId).filter(|node| state.up[node.index()]).collect();
    painted(
        inquiry.network,
        &Moment::<P> {
            nodes: state.nodes.clone(),
            up,
            wire: state.wire.clone(),
            timers: timers().flat_map(|(node, armed)| armed.iter().map(move |timer| (node, *timer))).collect(),
            watched: state.watched.clone(),
            given: state.given.iter().rev().fold(0, |mask, given| mask << 1 | u32::from(*given)),
            // Both count the same faults in another order.
            spent: Spent(state.spent.iter().map(|spent| u32::from(*spent)).sum()),
            begun: state.sending.is_some(),
        },
    )
}

/// A state as text; messages of one link that may arrive in any order stand in order.
pub(crate) fn painted<P: Protocol>(network: Network, moment: &Moment<P>) -> String {
    let mut wire = moment.wire.clone();
    match network {
        Network::Ordered => wire.sort_by_key(|envelope| (envelope.to, envelope.from)),
        Network::Set | Network::Bag | Network::Doubling => wire.sort(),
    }
    format!("{:?}", Moment { wire, ..moment.clone() })
}
