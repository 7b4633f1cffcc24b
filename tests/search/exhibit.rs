//! The exhibit's machine: what holds whatever happens, and what each guard is for.

use synod::exhibit::Verdict;
use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::guards::{GUARDS, Guard, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::Message;
use synod::explore::{
    Aim, Budget, Happening, Inquiry, Limits, Network, Plan, Row, Search, Space, Timeless, Witness, apply, told,
};
use synod::sim::{NodeId, NodeSet, Sight};

use crate::sizes::paxos;

const P1: NodeId = NodeId(0);
const P2: NodeId = NodeId(1);
const A1: NodeId = NodeId(2);
const A2: NodeId = NodeId(3);
const A3: NodeId = NodeId(4);

const SAFETY: [Check; 4] = [Check::Agreement, Check::Validity, Check::Promises, Check::Learned];

/// Two proposers and three acceptors, with a learner or none.
fn two(learners: u8) -> Paxos {
    paxos(2, 3, learners)
}

/// What is asked of Paxos: whether these are broken.
fn asking(protocol: Paxos, network: Network, checks: &[Check]) -> Inquiry<Paxos> {
    let ask = |inquiry: Inquiry<Paxos>, check: &Check| {
        let check = *check;
        inquiry.asking(Aim::always(check.name()), move |sight: &Sight<'_, Paxos>| check.judge(sight) == Verdict::Broken)
    };
    checks.iter().fold(Inquiry::new(protocol, network), ask)
}

fn assert_all_hold(network: Network, distinct: usize, levels: usize) {
    let search = Search::new(Timeless::new(asking(two(1), network, &SAFETY)), Limits::default()).finished();
    println!("{network:?}: {} distinct, {} generated, levels {:?}", search.distinct(), search.generated(), search.levels());
    for (check, aim) in SAFETY.iter().enumerate() {
        assert!(!search.has_found(check), "{}", aim.name());
    }
    assert_eq!((search.limit(), search.distinct(), search.levels().len()), (None, distinct, levels));
}

#[test]
fn whatever_the_order_two_ballots_keep_every_guarantee() {
    assert_all_hold(Network::Bag, 181_375, 24);
}

#[test]
fn whatever_the_order_and_however_often_messages_arrive_two_ballots_keep_every_guarantee() {
    assert_all_hold(Network::Set, 39_633, 24);
}

/// What is searched without a guard: one check.
pub(crate) fn broken(guard: Guard, network: Network, check: Check) -> Inquiry<Paxos> {
    asking(Paxos { without: Guards::default().with(guard), ..two(0) }, network, &[check])
}

fn with_impatient_p1(inquiry: Inquiry<Paxos>) -> Inquiry<Paxos> {
    let budget = Budget { timeouts: 1, impatient: NodeSet::EMPTY.with(P1), ..inquiry.budget };
    Inquiry { budget, ..inquiry }
}

fn with_one_reboot(inquiry: Inquiry<Paxos>, frail: &[NodeId]) -> Inquiry<Paxos> {
    let frail = frail.iter().copied().collect();
    Inquiry { budget: Budget { crashes: 1, wakes: 1, frail, ..inquiry.budget }, ..inquiry }
}

/// The check breaks after so many moves and no fewer; the witness played again ends there; and
/// played with the guard put back it breaks nothing.
fn assert_breaks(guard: Guard, inquiry: &Inquiry<Paxos>, moves: usize) {
    assert_breaks_after(&[], guard, inquiry, moves);
}

/// The same from where this was played on.
fn assert_breaks_after(script: &[Scripted], guard: Guard, inquiry: &Inquiry<Paxos>, moves: usize) {
    let name = GUARDS.iter().find(|(known, _)| *known == guard).map_or("?", |(_, spec)| spec.name);
    let (space, start) = played(inquiry.clone(), script);
    let mut search = Search::onward(space, Plan::default(), vec![start.clone()]).finished();
    println!(
        "without {name}: {} distinct, {} generated, {} levels",
        search.distinct(),
        search.generated(),
        search.levels().len()
    );
    let witness: Witness<_> = search.witness(0).unwrap_or_else(|| panic!("without {name} nothing breaks"));
    assert_eq!(witness.moves.len(), moves, "without {name}");
    let mut space = search.into_space();
    let mut row = start;
    for step in &witness.moves {
        assert_eq!(space.hits(&row, 1), 0, "without {name}: broken before its end");
        row = apply(&mut space, &row, step).expect("a witness can be played");
    }
    assert_eq!(space.hits(&row, 1), 1);

    let mut whole = inquiry.clone();
    whole.protocol.without = Guards::default();
    let (mut space, start) = played(whole, script);
    let end = witness.moves.iter().fold(start, |row, step| apply(&mut space, &row, step).unwrap_or(row));
    assert_eq!(space.hits(&end, 1), 0, "with {name} put back");
}

#[test]
fn without_keeping_promises_two_values_are_chosen() {
    assert_breaks(Guard::Promise, &broken(Guard::Promise, Network::Bag, Check::Agreement), 14);
    assert_breaks(Guard::Promise, &broken(Guard::Promise, Network::Bag, Check::Promises), 8);
}

#[test]
fn without_adopting_two_values_are_chosen() {
    assert_breaks(Guard::Adopt, &broken(Guard::Adopt, Network::Bag, Check::Agreement), 14);
}

#[test]
fn without_a_majority_two_values_are_chosen() {
    assert_breaks(Guard::Majority, &broken(Guard::Majority, Network::Bag, Check::Agreement), 10);
}

#[test]
fn without_recording_promises_two_values_are_chosen() {
    assert_breaks(Guard::Record, &broken(Guard::Record, Network::Bag, Check::Agreement), 14);
}

#[test]
fn without_counting_an_acceptor_once_two_values_are_chosen_where_messages_double() {
    assert_breaks(Guard::Distinct, &broken(Guard::Distinct, Network::Set, Check::Agreement), 12);
}

#[test]
fn without_telling_old_promises_apart_two_values_are_chosen_after_a_timeout() {
    assert_breaks(Guard::Stale, &with_impatient_p1(broken(Guard::Stale, Network::Set, Check::Agreement)), 15);
}

#[test]
fn without_counting_votes_per_id_a_proposer_declares_what_was_not_chosen() {
    assert_breaks(Guard::Votes, &with_impatient_p1(broken(Guard::Votes, Network::Set, Check::Learned)), 14);
}

#[test]
fn without_a_disk_two_values_are_chosen_after_one_reboot() {
    let inquiry = broken(Guard::Disk, Network::Set, Check::Agreement);
    assert_breaks(Guard::Disk, &with_one_reboot(inquiry, &[A1, A2, A3]), 16);
}

#[test]
fn without_fresh_ids_two_values_are_chosen_after_one_reboot() {
    let inquiry = Inquiry { commands: vec![(P1, 0), (P1, 1)], ..broken(Guard::FreshId, Network::Set, Check::Agreement) };
    assert_breaks(Guard::FreshId, &with_one_reboot(inquiry, &[P1]), 14);
}

/// What is certain to be played: from whom, to whom, and of which kind.
type Scripted = (NodeId, NodeId, &'static str);

/// Plays deliveries by kind, from the start.
fn played(inquiry: Inquiry<Paxos>, script: &[Scripted]) -> (Timeless<Paxos>, Row) {
    let commands = inquiry.commands.clone();
    let mut space = Timeless::new(inquiry);
    let mut row = space.starts().swap_remove(0);
    for (from, to, kind) in script {
        let fits = |what: &Happening<Paxos>| match what {
            Happening::Deliver(envelope) => (envelope.from, envelope.to, envelope.message.kind()) == (*from, *to, *kind),
            Happening::Command(index) => *kind == "command" && commands[*index].0 == *to,
            Happening::Fire(..)
            | Happening::Crash(..)
            | Happening::Wake(..)
            | Happening::Lose(_)
            | Happening::Duplicate(_)
            | Happening::Forge(..) => false,
        };
        let steps = told(&mut space, &row);
        let next = steps.into_iter().find(|(step, _)| fits(&step.what));
        row = next.unwrap_or_else(|| panic!("no {kind} from {from:?} to {to:?}")).1;
    }
    (space, row)
}

/// A proposer is asked and gets the promises of these two.
fn prepared(proposer: NodeId, with: [NodeId; 2]) -> Vec<Scripted> {
    let mut script = vec![(proposer, proposer, "command")];
    script.extend(with.map(|acceptor| (proposer, acceptor, "prepare")));
    script.extend(with.map(|acceptor| (acceptor, proposer, "promise")));
    script
}

/// What is looked for without raising the promise.
fn without_raising() -> Inquiry<Paxos> {
    with_impatient_p1(broken(Guard::Raise, Network::Set, Check::Agreement))
}

#[test]
fn without_raising_the_promise_two_values_are_chosen_after_a_timeout() {
    // From where both proposers hold the promises of A1 and A2: ten moves of twenty.
    let script = [prepared(P1, [A1, A2]), prepared(P2, [A1, A2])].concat();
    assert_breaks_after(&script, Guard::Raise, &without_raising(), 10);
}

#[test]
#[ignore = "looks at a million states"]
fn without_raising_the_promise_twenty_moves_are_needed() {
    assert_breaks(Guard::Raise, &without_raising(), 20);
}

#[test]
fn without_adopting_the_highest_two_values_are_chosen_after_a_timeout() {
    let inquiry = with_impatient_p1(broken(Guard::Highest, Network::Set, Check::Agreement));
    assert_breaks(Guard::Highest, &inquiry, 20);
}

/// What each guard is for: where it cannot happen, the guard is not missed.
#[test]
fn without_a_guard_nothing_breaks_where_what_it_is_for_cannot_happen() {
    let harmless = [
        // Nothing arrives twice.
        (Guard::Distinct, Network::Bag),
        // There are two ids, so that two acceptors never report different ones.
        (Guard::Highest, Network::Set),
        // No proposer has an earlier id.
        (Guard::Stale, Network::Set),
        (Guard::Votes, Network::Set),
        // Nobody forgets.
        (Guard::FreshId, Network::Set),
        (Guard::Disk, Network::Set),
    ];
    for (guard, network) in harmless {
        let protocol = Paxos { without: Guards::default().with(guard), ..two(0) };
        let search = Search::new(Timeless::new(asking(protocol, network, &SAFETY)), Limits::default()).finished();
        assert!(search.limit().is_none() && (0..SAFETY.len()).all(|check| !search.has_found(check)), "without {guard:?}");
    }
    // Two ids are too few for accepting to have to raise the promise: the promise itself is broken, and agreement is not.
    let search = Search::new(Timeless::new(broken(Guard::Raise, Network::Set, Check::Agreement)), Limits::default()).finished();
    assert!(search.limit().is_none() && !search.has_found(0));
    // What is declared may be wrong, and yet one value is chosen at most.
    let votes = Paxos { acceptors: 2, ..broken(Guard::Votes, Network::Set, Check::Agreement).protocol };
    let inquiry = with_impatient_p1(asking(votes, Network::Set, &[Check::Agreement, Check::Learned]));
    let search = Search::new(Timeless::new(inquiry), Limits::default()).finished();
    assert_eq!((search.limit(), search.has_found(0), search.has_found(1)), (None, false, true));
}

#[test]
fn a_reboot_with_the_disk_kept_adds_nothing_that_an_acceptor_could_do() {
    let inquiry = with_one_reboot(asking(two(0), Network::Set, &SAFETY), &[A1, A2, A3]);
    let search = Search::new(Timeless::new(inquiry), Limits::default()).finished();
    println!("a reboot: {} distinct, {} generated", search.distinct(), search.generated());
    assert!(search.limit().is_none() && (0..SAFETY.len()).all(|check| !search.has_found(check)));
}

#[test]
fn an_ignored_message_is_no_step_and_stays() {
    let script = prepared(P1, [A1, A2]);
    let promises = |space: &Timeless<Paxos>, row: &Row| {
        let wire = space.moment(row).wire;
        let to_p1 = wire.iter().filter(|envelope| envelope.to == P1);
        to_p1.filter(|envelope| matches!(envelope.message, Message::Promise { .. })).count()
    };
    let (space, row) = played(Inquiry::new(two(0), Network::Bag), &script);
    assert_eq!(promises(&space, &row), 0);
    // A3's promise comes when phase 1 is over: it is never a step.
    let (mut space, row) = played(Inquiry::new(two(0), Network::Bag), &[&script[..], &[(P1, A3, "prepare")]].concat());
    assert_eq!(promises(&space, &row), 1);
    let steps = told(&mut space, &row);
    assert!(!steps.iter().any(|(step, _)| matches!(&step.what, Happening::Deliver(envelope) if envelope.to == P1)));
}
