//! The engine against a search that is written from the definition: whatever the network and whatever may happen, both
//! count the same states, steps, ends and levels, and find everything as early.

use synod::exhibit::Verdict;
use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::guards::{Guard, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::explore::{Aim, Budget, Inquiry, Limits, Network, Search, Timeless};
use synod::sim::{Disk, Effects, Input, NodeId, NodeSet, Protocol, Sight};

use crate::naive::{Counts, count};
use crate::sizes::paxos;
use crate::toys::Thrown;

/// Both count the same; how many states.
fn assert_counted<P: Protocol>(name: &str, inquiry: Inquiry<P>) -> usize {
    let naive = count(&inquiry);
    let aims = inquiry.aims.len();
    let mut search = Search::new(Timeless::new(inquiry), Limits::default()).finished();
    let first = (0..aims).map(|aim| search.witness(aim).map(|witness| witness.moves.len())).collect();
    if aims > 0 && naive.first.iter().all(Option::is_some) {
        // A search that has found all that was asked for looks no farther.
        assert_eq!(naive.first, first, "{name}");
        return naive.distinct;
    }
    let counted = Counts {
        distinct: search.distinct(),
        generated: search.generated(),
        ends: search.progress().ends,
        levels: search.levels(),
        first,
    };
    assert_eq!(naive, counted, "{name}");
    println!("{name}: {} states, {} steps, {} levels", naive.distinct, naive.generated, naive.levels.len());
    naive.distinct
}

/// A protocol with something of everything: the first node says two things in an order that it chooses, and one more when
/// its patience is over; the second keeps what is new to it, in order, and answers; who wakes says so.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(crate) struct Gossip;

const TELLER: NodeId = NodeId(0);
const HEARER: NodeId = NodeId(1);

impl Protocol for Gossip {
    type Node = Vec<u8>;
    type Message = u8;
    type Timer = u8;
    type Command = ();
    type Fact = Thrown;
    type Watched = u8;

    fn size(&self) -> u8 {
        3
    }
    fn boot(&self, me: NodeId, fx: &mut Effects<Self>) -> Vec<u8> {
        if me == HEARER {
            fx.arm(7, 10);
        }
        Vec::new()
    }
    fn handle(&self, me: NodeId, node: &mut Vec<u8>, input: Input<Self>, fx: &mut Effects<Self>) {
        match input {
            Input::Command(()) => {
                let words = if fx.choose(2) == 0 { [1, 2] } else { [2, 1] };
                for word in words {
                    fx.send(HEARER, word);
                }
                fx.send(NodeId(2), 1);
                fx.arm(3, 5);
            }
            Input::Timer(timer) => fx.send(if me == TELLER { HEARER } else { TELLER }, timer),
            Input::Message { from, message } => {
                if node.contains(&message) || node.len() >= 3 {
                    return fx.ignore(Thrown);
                }
                node.push(message);
                fx.disarm(7);
                fx.note(Thrown);
                if me == HEARER && message == 2 {
                    fx.send(from, 9);
                }
            }
            Input::Turn { .. } => fx.ignore(Thrown),
        }
    }
    fn wake(&self, _me: NodeId, before: &Vec<u8>, disk: Disk, fx: &mut Effects<Self>) -> Vec<u8> {
        fx.send(NodeId(2), 5);
        if disk == Disk::Kept { before.clone() } else { Vec::new() }
    }
    fn watch(&self, watched: &mut u8, at: NodeId, _fact: &Thrown) {
        *watched |= 1 << at.0;
    }
    fn commands(&self, _me: NodeId) -> Vec<()> {
        vec![()]
    }
    fn lies(&self, _from: NodeId, _to: NodeId, message: &u8) -> Vec<Option<u8>> {
        if *message < 3 { vec![Some(3 - message), Some(8), None] } else { vec![None] }
    }
}

pub(crate) fn gossip(network: Network, budget: Budget) -> Inquiry<Gossip> {
    let in_turn = |sight: &Sight<'_, Gossip>| **sight.nodes[1] == [2, 1];
    let told_while_down = |sight: &Sight<'_, Gossip>| !sight.up.has(TELLER) && sight.nodes[1].contains(&2);
    let never = |sight: &Sight<'_, Gossip>| sight.nodes[0].contains(&1);
    Inquiry { commands: vec![(TELLER, 0)], budget, ..Inquiry::new(Gossip, network) }
        .asking(Aim::sometimes("in turn"), in_turn)
        .asking(Aim::sometimes("told while down"), told_while_down)
        .asking(Aim::always("never"), never)
}

#[test]
fn every_budget_on_every_network_is_counted_as_it_is_defined() {
    let none = Budget::default();
    let both: &[Disk] = &[Disk::Kept, Disk::Lost];
    let budgets = [
        ("nothing", none),
        ("a loss", Budget { losses: 1, ..none }),
        ("losses", Budget { losses: Budget::ANY, ..none }),
        ("two doubles", Budget { duplications: 2, ..none }),
        ("a crash", Budget { crashes: 1, ..none }),
        ("a reboot", Budget { crashes: 1, wakes: 1, disks: both, ..none }),
        ("a lie", Budget { lies: 1, ..none }),
        ("two lies of one", Budget { lies: 2, liars: NodeSet::EMPTY.with(TELLER), ..none }),
        ("lies", Budget { lies: Budget::ANY, ..none }),
        ("a timeout", Budget { timeouts: 1, ..none }),
        ("timeouts", Budget { timeouts: Budget::ANY, ..none }),
        ("a timeout of one", Budget { timeouts: 1, impatient: NodeSet::EMPTY.with(TELLER), ..none }),
        ("a loss and a double", Budget { losses: 1, duplications: 1, ..none }),
        ("a lie and a crash", Budget { lies: 1, crashes: 1, frail: NodeSet::EMPTY.with(TELLER), ..none }),
        ("a timeout and a reboot", Budget { timeouts: 1, crashes: 1, wakes: 1, ..none }),
        ("two reboots", Budget { crashes: 2, wakes: 2, frail: NodeSet::EMPTY.with(TELLER).with(HEARER), ..none }),
        ("a loss, a lie and a timeout", Budget { losses: 1, lies: 1, timeouts: 1, ..none }),
    ];
    for (network_name, network) in Network::ALL {
        for (name, budget) in budgets {
            for lossy in [false, true] {
                let name = format!("{network_name}, {name}{}", if lossy { ", lossy" } else { "" });
                assert_counted(&name, Inquiry { lossy, ..gossip(network, budget) });
            }
        }
    }
    for network in [Network::Set, Network::Doubling] {
        let budget = Budget { crashes: Budget::ANY, wakes: Budget::ANY, disks: both, ..none };
        assert_counted("reboots without end", Inquiry { again: true, ..gossip(network, budget) });
    }
}

fn asked(protocol: Paxos, network: Network) -> Inquiry<Paxos> {
    [Check::Agreement, Check::Validity, Check::Promises, Check::Learned].into_iter().fold(
        Inquiry::new(protocol, network),
        |inquiry, check| {
            inquiry.asking(Aim::always(check.name()), move |sight: &Sight<'_, Paxos>| check.judge(sight) == Verdict::Broken)
        },
    )
}

#[test]
fn paxos_is_counted_as_it_is_defined() {
    let none = Budget::default();
    let budgets = [
        ("nothing", none),
        ("a loss", Budget { losses: 1, ..none }),
        ("a double", Budget { duplications: 1, ..none }),
        ("a reboot", Budget { crashes: 1, wakes: 1, ..none }),
        ("a lie", Budget { lies: 1, ..none }),
        ("a timeout", Budget { timeouts: 1, ..none }),
    ];
    for (network_name, network) in Network::ALL {
        for (name, budget) in budgets {
            let inquiry = Inquiry { budget, ..asked(paxos(1, 2, 1), network) };
            assert_counted(&format!("paxos 1, 2, 1, {network_name}, {name}"), inquiry);
        }
        assert_counted(&format!("paxos 2, 2, 0, {network_name}"), asked(paxos(2, 2, 0), network));
        let broken = Paxos { without: Guards::default().with(Guard::Majority), ..paxos(2, 2, 0) };
        assert_counted(&format!("paxos 2, 2, 0 without a majority, {network_name}"), asked(broken, network));
    }
}
