//! Protocols made for one question each: a die that branches, and a herald that may crash while it speaks.

use synod::explore::{Aim, Budget, Inquiry, Limits, Network, Search, Space, Steps, Timeless, apply, replay, told};
use synod::sim::{Condition, Disk, Effects, Evidence, Input, NodeId, Protocol, Sight};

/// A node that throws a die with three sides, and on the last one a coin.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Dice;

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Thrown;

impl Evidence for Thrown {
    fn rule(&self) -> &'static str {
        "throw"
    }
    fn conditions(&self) -> &[Condition] {
        &[]
    }
    fn refuses(&self) -> bool {
        false
    }
}

impl Protocol for Dice {
    type Node = (u32, u32);
    type Message = ();
    type Timer = ();
    type Command = ();
    type Fact = Thrown;
    type Watched = ();

    fn size(&self) -> u8 {
        1
    }
    fn boot(&self, _me: NodeId, fx: &mut Effects<Self>) -> (u32, u32) {
        (9, fx.choose(2))
    }
    fn handle(&self, _me: NodeId, node: &mut (u32, u32), input: Input<Self>, fx: &mut Effects<Self>) {
        if let Input::Command(()) = input {
            node.0 = fx.choose(3);
            node.1 = if node.0 == 2 { fx.choose(2) } else { 0 };
        }
    }
    fn wake(&self, _me: NodeId, before: &(u32, u32), _disk: Disk, _fx: &mut Effects<Self>) -> (u32, u32) {
        *before
    }
    fn watch(&self, (): &mut (), _at: NodeId, _fact: &Thrown) {}
    fn commands(&self, _me: NodeId) -> Vec<()> {
        vec![()]
    }
}

#[test]
fn every_answer_to_every_choice_is_a_step_of_its_own() {
    let inquiry = Inquiry { commands: vec![(NodeId(0), 0)], ..Inquiry::new(Dice, Network::Bag) };
    let mut space = Timeless::new(inquiry);
    let starts = space.starts();
    assert_eq!(starts.iter().map(|start| space.moment(start).nodes[0]).collect::<Vec<_>>(), [(9, 0), (9, 1)]);
    let steps = told(&mut space, &starts[0]);
    let choices: Vec<&[u32]> = steps.iter().map(|(step, _)| &step.choices[..]).collect();
    assert_eq!(choices, [&[0][..], &[1], &[2, 0], &[2, 1]]);
    for (step, after) in &steps {
        assert_eq!(apply(&mut space, &starts[0], step).as_ref(), Some(after));
    }
    assert_eq!(Search::new(space, Limits::default()).finished().levels(), [2, 4]);
}

/// A node that tells two others, which tell nobody.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Herald;

impl Protocol for Herald {
    type Node = u8;
    type Message = u8;
    type Timer = ();
    type Command = ();
    type Fact = Thrown;
    type Watched = ();

    fn size(&self) -> u8 {
        3
    }
    fn boot(&self, _me: NodeId, _fx: &mut Effects<Self>) -> u8 {
        0
    }
    fn handle(&self, _me: NodeId, node: &mut u8, input: Input<Self>, fx: &mut Effects<Self>) {
        if let Input::Message { message, .. } = &input {
            *node += message;
        } else {
            fx.broadcast([NodeId(1), NodeId(2)], &1);
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

#[test]
fn each_step_told_leads_where_it_says_whatever_may_happen() {
    let budget = Budget { losses: 1, duplications: 1, crashes: 1, wakes: 1, ..Budget::default() };
    for (name, network) in Network::ALL {
        let inquiry = Inquiry { commands: vec![(NodeId(0), 0)], again: true, budget, ..Inquiry::new(Herald, network) };
        let mut space = Timeless::new(inquiry);
        let mut rows = space.starts();
        for _ in 0..4 {
            let mut next = Vec::new();
            for row in &rows {
                let mut steps = Steps::new();
                space.learn(row);
                assert!(space.steps(row, &mut steps), "{name}: a step was not learned");
                let told = told(&mut space, row);
                for ((fingerprint, _), (step, after)) in steps.iter().zip(&told) {
                    assert_eq!(space.fingerprint(after), *fingerprint, "{name}: {step:?}");
                    assert_eq!(apply(&mut space, row, step).as_ref(), Some(after), "{name}: {step:?}");
                }
                next.extend(told.into_iter().map(|(_, after)| after).take(40));
            }
            rows = next;
            rows.truncate(400);
        }
        println!("{name}: {} states at the end", rows.len());
    }
}

#[test]
fn a_node_that_crashes_in_the_middle_reaches_any_of_those_that_it_sends_to() {
    // Told again and again by a herald that crashes once: what each of the two has heard, when everything has arrived.
    let budget = Budget { crashes: 1, ..Budget::default() };
    for (network, crash) in [(Network::Bag, true), (Network::Ordered, true), (Network::Bag, false)] {
        let budget = if crash { budget } else { Budget::default() };
        let inquiry = Inquiry { commands: vec![(NodeId(0), 0)], budget, ..Inquiry::new(Herald, network) };
        let heard = |first: u8, second: u8| {
            move |sight: &Sight<'_, Herald>| (*sight.nodes[1], *sight.nodes[2]) == (first, second) && !sight.up.has(NodeId(0))
        };
        let inquiry = [(0, 0), (1, 0), (0, 1), (1, 1)]
            .into_iter()
            .fold(inquiry, |inquiry, (first, second)| inquiry.asking(Aim::sometimes("heard"), heard(first, second)));
        let mut search = Search::new(Timeless::new(inquiry), Limits::default()).finished();
        for aim in 0..4 {
            assert_eq!(search.has_found(aim), crash, "{network:?}, {aim}");
            if let Some(witness) = search.witness(aim) {
                let mut space = Timeless::new(search.space().inquiry().clone());
                let end = replay(&mut space, &witness).expect("it can be played");
                assert_eq!(space.hits(&end, 1 << aim), 1 << aim);
            }
        }
    }
}
