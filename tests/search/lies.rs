//! What becomes of a message that is a lie: on ordered links it keeps its turn, and silence takes it out.

use synod::explore::{Aim, Budget, Happening, Inquiry, Limits, Network, Search, Space, Timeless, apply, told};
use synod::sim::{Disk, Effects, Input, NodeId, NodeSet, Protocol, Sight};

use crate::toys::Thrown;

/// A node that says 1, 2 and 3 to another, which keeps what it hears, in order. For each there are two lies: ten more,
/// and silence.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Teller;

impl Protocol for Teller {
    type Node = Vec<u8>;
    type Message = u8;
    type Timer = ();
    type Command = ();
    type Fact = Thrown;
    type Watched = ();

    fn size(&self) -> u8 {
        2
    }
    fn boot(&self, me: NodeId, fx: &mut Effects<Self>) -> Vec<u8> {
        for said in [1, 2, 3].into_iter().filter(|_| me == NodeId(0)) {
            fx.send(NodeId(1), said);
        }
        Vec::new()
    }
    fn handle(&self, _me: NodeId, node: &mut Vec<u8>, input: Input<Self>, _fx: &mut Effects<Self>) {
        if let Input::Message { message, .. } = input {
            node.push(message);
        }
    }
    fn wake(&self, _me: NodeId, before: &Vec<u8>, _disk: Disk, _fx: &mut Effects<Self>) -> Vec<u8> {
        before.clone()
    }
    fn watch(&self, (): &mut (), _at: NodeId, _fact: &Thrown) {}
    fn lies(&self, _from: NodeId, _to: NodeId, message: &u8) -> Vec<Option<u8>> {
        if *message < 10 { vec![Some(message + 10), None] } else { Vec::new() }
    }
}

fn telling(network: Network, lies: u8) -> Inquiry<Teller> {
    Inquiry { budget: Budget { lies, ..Budget::default() }, ..Inquiry::new(Teller, network) }
}

/// Everything that has been heard when nothing is left to hear, each once and sorted.
fn heard_at_ends(lies: u8) -> Vec<Vec<u8>> {
    let mut space = Timeless::new(telling(Network::Ordered, lies));
    let (mut rows, mut ends) = (space.starts(), Vec::new());
    while let Some(row) = rows.pop() {
        let moment = space.moment(&row);
        if moment.wire.is_empty() {
            ends.push(moment.nodes[1].clone());
        }
        rows.extend(told(&mut space, &row).into_iter().map(|(_, after)| after));
    }
    ends.sort();
    ends.dedup();
    ends
}

#[test]
fn on_an_ordered_link_a_lie_is_heard_where_the_truth_would_have_been() {
    // Each of the three is the truth, a lie or nothing, in this order; so many of them are not the truth.
    for lies in 0..=3_u8 {
        let mut expected = Vec::new();
        for fates in 0..27_u32 {
            let fate = |place: u32| fates / 3_u32.pow(place) % 3;
            if (0..3).filter(|place| fate(*place) != 0).count() <= usize::from(lies) {
                let told = |place: u32| [Some(place as u8 + 1), Some(place as u8 + 11), None][fate(place) as usize];
                expected.push((0..3).filter_map(told).collect::<Vec<u8>>());
            }
        }
        expected.sort();
        assert_eq!(heard_at_ends(lies), expected, "{lies} lies");
    }
}

#[test]
fn a_lie_changes_the_message_that_it_is_about_and_no_other() {
    let mut space = Timeless::new(telling(Network::Ordered, 1));
    let start = space.starts().swap_remove(0);
    let said = |space: &Timeless<Teller>, row: &[u32]| -> Vec<u8> {
        space.moment(row).wire.into_iter().map(|envelope| envelope.message).collect()
    };
    let mut lies = Vec::new();
    for (step, after) in told(&mut space, &start) {
        if let Happening::Forge(envelope, lie) = &step.what {
            lies.push((envelope.message, *lie, said(&space, &after)));
            assert_eq!(apply(&mut space, &start, &step), Some(after));
        }
    }
    assert_eq!(lies, [(1, 0, vec![11, 2, 3]), (1, 1, vec![2, 3])]);
}

#[test]
fn a_check_sees_whose_messages_may_be_lies() {
    for lies in [0, 1] {
        let traitors = |sight: &Sight<'_, Teller>| sight.traitors == NodeSet::EMPTY.with(NodeId(0));
        let budget = Budget { lies, liars: NodeSet::EMPTY.with(NodeId(0)), ..Budget::default() };
        let inquiry = Inquiry { budget, ..telling(Network::Ordered, lies) }.asking(Aim::sometimes("seen"), traitors);
        assert_eq!(Search::new(Timeless::new(inquiry), Limits::default()).finished().has_found(0), lies == 1);
    }
}
