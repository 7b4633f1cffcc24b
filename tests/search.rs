//! The search over the same handlers: what it counts, what it proves, and how it breaks Paxos once
//! a guard is taken away.

use synod::exhibit::Verdict;
use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::guards::{GUARDS, Guard, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::{Message, Value};
use synod::explore::models::paxos_actors::PaxosActors;
use synod::explore::models::paxos_set::PaxosSet;
use synod::explore::{Happening, Judge, Limit, Limits, Moment, Move, Network, Onward, Search, Space, Timeless, Witness, replay};
use synod::sim::{Condition, Disk, Effects, Evidence, Input, NodeId, NodeSet, Protocol, Timing};

// The engine, against counts that others have published.

fn published(acceptors: u8, values: u8, ballots: u8) -> Search<PaxosSet> {
    Search::new(PaxosSet { acceptors, values, ballots }, Limits::default()).finished()
}

#[test]
fn the_published_specification_has_the_published_numbers_of_states() {
    // (acceptors, values, ballots), distinct, generated, levels.
    let known =
        [((1, 1, 2), 25, 82, 9), ((2, 2, 2), 145, 611, 13), ((3, 1, 2), 1_681, 9_903, 17), ((3, 2, 2), 3_921, 23_563, 17)];
    for ((acceptors, values, ballots), distinct, generated, levels) in known {
        let search = published(acceptors, values, ballots);
        println!("{acceptors}/{values}/{ballots}: {} distinct, {} generated", search.distinct(), search.generated());
        assert_eq!((search.distinct(), search.generated(), search.levels().len()), (distinct, generated, levels));
        assert_eq!((search.witness(0), search.limit()), (None, None));
    }
}

#[test]
fn the_published_specification_has_the_published_profile_of_levels() {
    let profile = [1, 2, 7, 12, 29, 72, 139, 234, 341, 464, 646, 780, 670, 372, 126, 24, 2];
    assert_eq!(published(3, 2, 2).levels(), profile);
}

#[test]
fn with_one_value_the_ballots_of_the_specification_are_independent() {
    let [one, two, three] = [1, 2, 3].map(|ballots| published(1, 1, ballots).distinct());
    assert_eq!((two, three), (one * one, one * one * one));
}

#[test]
fn a_search_in_slices_counts_what_a_search_at_once_counts() {
    let whole = published(3, 2, 2);
    let mut slices = Search::new(PaxosSet { acceptors: 3, values: 2, ballots: 2 }, Limits::default());
    while slices.advance(100) {}
    assert_eq!((slices.distinct(), slices.generated(), slices.levels()), (whole.distinct(), whole.generated(), whole.levels()));
}

#[test]
fn a_search_that_meets_a_limit_says_so() {
    let space = PaxosSet { acceptors: 3, values: 2, ballots: 2 };
    let few = Search::new(space, Limits { states: 100, ..Limits::default() }).finished();
    assert_eq!((few.limit(), few.distinct()), (Some(Limit::States), 100));
    let near = Search::new(space, Limits { depth: 4, ..Limits::default() }).finished();
    assert_eq!((near.limit(), near.levels()), (Some(Limit::Depth), &[1, 2, 7, 12, 29, 72][..]));
    let exact = Search::new(space, Limits { states: 3_921, depth: 16 }).finished();
    assert_eq!((exact.limit(), exact.distinct()), (None, 3_921));
}

#[test]
fn the_published_actors_have_the_published_numbers_of_states() {
    // Clients, distinct, generated, levels: from the published example, without duplication or order.
    for (clients, distinct, generated, levels) in [(1, 265, 482, 14), (2, 16_668, 32_971, 21)] {
        let search = Search::new(Timeless::new(PaxosActors { clients }, Network::Multiset), Limits::default()).finished();
        println!("{clients} clients: {} distinct, {} generated", search.distinct(), search.generated());
        assert_eq!((search.distinct(), search.generated(), search.levels().len()), (distinct, generated, levels));
    }
}

// Choices branch.

/// A node that throws a die with three sides, and on the last one a coin.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Dice;

#[derive(Clone, PartialEq, Eq, Debug)]
struct Thrown;

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
    let space = Timeless { commands: vec![(NodeId(0), 0)], ..Timeless::new(Dice, Network::Multiset) };
    let starts = space.starts();
    assert_eq!(starts.iter().map(|start| *start.nodes[0]).collect::<Vec<_>>(), [(9, 0), (9, 1)]);
    let steps = space.steps(&starts[0]);
    let choices: Vec<&[u32]> = steps.iter().map(|(step, _)| &step.choices[..]).collect();
    assert_eq!(choices, [&[0][..], &[1], &[2, 0], &[2, 1]]);
    for (step, after) in &steps {
        assert_eq!(space.apply(&starts[0], step).as_ref(), Some(after));
    }
    assert_eq!(Search::new(space, Limits::default()).finished().levels(), [2, 4]);
}

// Paxos.

const P1: NodeId = NodeId(0);
const P2: NodeId = NodeId(1);
const A1: NodeId = NodeId(2);
const A2: NodeId = NodeId(3);
const A3: NodeId = NodeId(4);

/// Two proposers with a value each, three acceptors that refuse in silence, a learner or none.
fn paxos(learners: u8) -> Paxos {
    Paxos {
        proposers: 2,
        acceptors: 3,
        learners,
        palette: vec!["red".to_owned(), "blue".to_owned()],
        own: vec![Value(0), Value(1)],
        timing: Timing::default(),
        stagger_ms: 0,
        patience_ms: 100,
        backoff: false,
        refusals_answered: false,
        acceptors_tell: false,
        without: Guards::default(),
    }
}

const SAFETY: [(&str, Judge<Paxos>); 4] = [
    ("agreement", |sight| Check::Agreement.judge(sight) == Verdict::Broken),
    ("validity", |sight| Check::Validity.judge(sight) == Verdict::Broken),
    ("promises", |sight| Check::Promises.judge(sight) == Verdict::Broken),
    ("learned", |sight| Check::Learned.judge(sight) == Verdict::Broken),
];

fn assert_all_hold(network: Network, distinct: usize, levels: usize) {
    let space = Timeless { checks: SAFETY.to_vec(), ..Timeless::new(paxos(1), network) };
    let search = Search::new(space, Limits::default()).finished();
    println!("{network:?}: {} distinct, {} generated, levels {:?}", search.distinct(), search.generated(), search.levels());
    for (check, (name, _)) in SAFETY.iter().enumerate() {
        assert_eq!(search.witness(check), None, "{name}");
    }
    assert_eq!((search.limit(), search.distinct(), search.levels().len()), (None, distinct, levels));
}

#[test]
fn whatever_the_order_two_ballots_keep_every_guarantee() {
    assert_all_hold(Network::Multiset, 181_375, 24);
}

#[test]
fn whatever_the_order_and_however_often_messages_arrive_two_ballots_keep_every_guarantee() {
    assert_all_hold(Network::Set, 39_633, 24);
}

/// What is searched without a guard: one check, and what else may happen besides messages.
fn broken_space(guard: Guard, network: Network, check: &str) -> Timeless<Paxos> {
    let protocol = Paxos { without: Guards::default().with(guard), ..paxos(0) };
    let checks = SAFETY.into_iter().filter(|(name, _)| *name == check).collect();
    Timeless { checks, ..Timeless::new(protocol, network) }
}

fn with_impatient_p1(space: Timeless<Paxos>) -> Timeless<Paxos> {
    Timeless { timeouts_max: 1, timeouts: NodeSet::EMPTY.with(P1), ..space }
}

/// The check breaks after so many moves and no fewer; the witness played again ends there; and
/// played with the guard put back it breaks nothing.
fn assert_breaks(guard: Guard, space: &Onward<Timeless<Paxos>>, moves: usize) {
    let name = GUARDS.iter().find(|(known, _)| *known == guard).map_or("?", |(_, spec)| spec.name);
    let search = Search::new(space.clone(), Limits::default()).finished();
    println!(
        "without {name}: {} distinct, {} generated, {} levels",
        search.distinct(),
        search.generated(),
        search.levels().len()
    );
    let witness = search.witness(0).unwrap_or_else(|| panic!("without {name} nothing breaks"));
    assert_eq!(witness.moves.len(), moves, "without {name}");
    let end = replay(space, &witness).expect("a witness can be played");
    assert!(space.broken(0, &end));
    let before = Witness { start: 0, moves: witness.moves[..moves - 1].to_vec() };
    assert!(!space.broken(0, &replay(space, &before).expect("so can its beginning")));

    let mut whole = space.space.clone();
    whole.protocol.without = Guards::default();
    let end = witness.moves.iter().fold(space.start.clone(), |state, step| whole.apply(&state, step).unwrap_or(state));
    assert!(!whole.broken(0, &end), "with {name} put back");
}

fn from_the_start(space: Timeless<Paxos>) -> Onward<Timeless<Paxos>> {
    let start = space.starts().swap_remove(0);
    Onward { space, start }
}

#[test]
fn without_keeping_promises_two_values_are_chosen() {
    let space = broken_space(Guard::Promise, Network::Multiset, "agreement");
    assert_breaks(Guard::Promise, &from_the_start(space), 14);
    let space = broken_space(Guard::Promise, Network::Multiset, "promises");
    assert_breaks(Guard::Promise, &from_the_start(space), 8);
}

#[test]
fn without_adopting_two_values_are_chosen() {
    assert_breaks(Guard::Adopt, &from_the_start(broken_space(Guard::Adopt, Network::Multiset, "agreement")), 14);
}

#[test]
fn without_a_majority_two_values_are_chosen() {
    assert_breaks(Guard::Majority, &from_the_start(broken_space(Guard::Majority, Network::Multiset, "agreement")), 10);
}

#[test]
fn without_recording_promises_two_values_are_chosen() {
    assert_breaks(Guard::Record, &from_the_start(broken_space(Guard::Record, Network::Multiset, "agreement")), 14);
}

#[test]
fn without_counting_an_acceptor_once_two_values_are_chosen_where_messages_double() {
    assert_breaks(Guard::Distinct, &from_the_start(broken_space(Guard::Distinct, Network::Set, "agreement")), 12);
}

#[test]
fn without_telling_old_promises_apart_two_values_are_chosen_after_a_timeout() {
    let space = with_impatient_p1(broken_space(Guard::Stale, Network::Set, "agreement"));
    assert_breaks(Guard::Stale, &from_the_start(space), 15);
}

#[test]
fn without_counting_votes_per_id_a_proposer_declares_what_was_not_chosen() {
    let space = with_impatient_p1(broken_space(Guard::Votes, Network::Set, "learned"));
    assert_breaks(Guard::Votes, &from_the_start(space), 14);
}

#[test]
fn without_a_disk_two_values_are_chosen_after_one_reboot() {
    let reboots = [A1, A2, A3].map(|acceptor| (acceptor, Disk::Kept)).to_vec();
    let space = Timeless { reboots_max: 1, reboots, ..broken_space(Guard::Disk, Network::Multiset, "agreement") };
    assert_breaks(Guard::Disk, &from_the_start(space), 15);
}

#[test]
fn without_fresh_ids_two_values_are_chosen_after_one_reboot() {
    let commands = vec![(P1, 0), (P1, 1)];
    let reboots = vec![(P1, Disk::Kept)];
    let space = Timeless { commands, reboots_max: 1, reboots, ..broken_space(Guard::FreshId, Network::Set, "agreement") };
    assert_breaks(Guard::FreshId, &from_the_start(space), 13);
}

/// Plays what is certain to be played: deliveries by kind, between these two.
fn played(space: Timeless<Paxos>, script: &[(NodeId, NodeId, &str)]) -> Onward<Timeless<Paxos>> {
    let mut onward = from_the_start(space);
    for (from, to, kind) in script {
        let fits = |what: &Happening<Paxos>| match what {
            Happening::Deliver(envelope) => (envelope.from, envelope.to, envelope.message.kind()) == (*from, *to, *kind),
            Happening::Command(index) => *kind == "command" && onward.space.commands[*index].0 == *to,
            Happening::Fire(..) | Happening::Reboot(..) => false,
        };
        let steps = onward.space.steps(&onward.start);
        let (_, next): (Move<Paxos>, Moment<Paxos>) =
            steps.into_iter().find(|(step, _)| fits(&step.what)).unwrap_or_else(|| panic!("no {kind} from {from:?} to {to:?}"));
        onward.start = next;
    }
    onward
}

/// A proposer is asked and gets the promises of these two.
fn prepared(proposer: NodeId, with: [NodeId; 2]) -> Vec<(NodeId, NodeId, &'static str)> {
    let mut script = vec![(proposer, proposer, "command")];
    script.extend(with.map(|acceptor| (proposer, acceptor, "prepare")));
    script.extend(with.map(|acceptor| (acceptor, proposer, "promise")));
    script
}

#[test]
fn without_raising_the_promise_two_values_are_chosen_after_a_timeout() {
    // From where both proposers hold the promises of A1 and A2: the twenty moves before are too many to search.
    let script = [prepared(P1, [A1, A2]), prepared(P2, [A1, A2])].concat();
    let space = with_impatient_p1(broken_space(Guard::Raise, Network::Set, "agreement"));
    assert_breaks(Guard::Raise, &played(space, &script), 10);
}

#[test]
fn without_adopting_the_highest_two_values_are_chosen_after_a_timeout() {
    // From where A1 alone has accepted red.
    let script = [prepared(P1, [A1, A2]), vec![(P1, A1, "propose")]].concat();
    let space = with_impatient_p1(broken_space(Guard::Highest, Network::Set, "agreement"));
    assert_breaks(Guard::Highest, &played(space, &script), 14);
}

#[test]
fn a_reboot_with_the_disk_kept_adds_nothing_that_an_acceptor_could_do() {
    let reboots = [A1, A2, A3].map(|acceptor| (acceptor, Disk::Kept)).to_vec();
    let space = Timeless { reboots_max: 1, reboots, checks: SAFETY.to_vec(), ..Timeless::new(paxos(0), Network::Set) };
    let calm = Search::new(Timeless::new(paxos(0), Network::Set), Limits::default()).finished();
    let search = Search::new(space, Limits::default()).finished();
    // Each state twice: before the reboot was spent, and after it.
    assert_eq!(search.distinct(), 2 * calm.distinct());
    assert!((0..SAFETY.len()).all(|check| search.witness(check).is_none()));
}

#[test]
fn an_ignored_message_is_no_step_and_stays() {
    let script = prepared(P1, [A1, A2]);
    let onward = played(Timeless::new(paxos(0), Network::Multiset), &script);
    let promise = |onward: &Onward<Timeless<Paxos>>| {
        let to_p1 = onward.start.wire.iter().filter(|envelope| envelope.to == P1);
        to_p1.filter(|envelope| matches!(envelope.message, Message::Promise { .. })).count()
    };
    // A3's promise comes when phase 1 is over: it is never a step.
    let late = played(Timeless::new(paxos(0), Network::Multiset), &[&script[..], &[(P1, A3, "prepare")]].concat());
    assert_eq!((promise(&onward), promise(&late)), (0, 1));
    let steps = late.space.steps(&late.start);
    assert!(!steps.iter().any(|(step, _)| matches!(&step.what, Happening::Deliver(envelope) if envelope.to == P1)));
}
