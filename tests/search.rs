//! The search over the same handlers: what it counts, what it proves, and how it breaks Paxos once
//! a guard is taken away.

use synod::exhibit::Verdict;
use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::guards::{GUARDS, Guard, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::{Message, Value};
use synod::explore::models::paxos_actors::PaxosActors;
use synod::explore::models::paxos_set::{MISTAKES, Mistakes, PaxosSet, Sizes};
use synod::explore::{
    Aim, Budget, Happening, Inquiry, Limit, Limits, Network, Order, Plan, Row, Search, Space, Steps, Timeless, Witness, apply,
    replay, told,
};
use synod::sim::{Condition, Disk, Effects, Evidence, Input, NodeId, NodeSet, Protocol, Sight, Timing};

// The engine, against counts that others have published.

fn published(acceptors: u8, values: u8, ballots: u8) -> Search<PaxosSet> {
    Search::new(PaxosSet::new(Sizes::new(acceptors, values, ballots)), Limits::default()).finished()
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
        assert_eq!((search.has_found(0), search.limit()), (false, None));
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
    let mut slices = Search::new(PaxosSet::new(Sizes::new(3, 2, 2)), Limits::default());
    while slices.advance(100) {}
    assert_eq!((slices.distinct(), slices.generated(), slices.levels()), (whole.distinct(), whole.generated(), whole.levels()));
}

#[test]
fn a_search_that_meets_a_limit_says_so() {
    let space = || PaxosSet::new(Sizes::new(3, 2, 2));
    let few = Search::new(space(), Limits { states: 100, ..Limits::default() }).finished();
    assert_eq!((few.limit(), few.distinct()), (Some(Limit::States), 100));
    let near = Search::new(space(), Limits { depth: 4, ..Limits::default() }).finished();
    assert_eq!((near.limit(), near.levels()), (Some(Limit::Depth), vec![1, 2, 7, 12, 29]));
    let exact = Search::new(space(), Limits { states: 3_921, depth: 16, ..Limits::default() }).finished();
    assert_eq!((exact.limit(), exact.distinct()), (None, 3_921));
}

#[test]
fn the_published_actors_have_the_published_numbers_of_states() {
    // Clients, distinct, generated, levels: from the published example, without duplication or order.
    for (clients, distinct, generated, levels) in [(1, 265, 482, 14), (2, 16_668, 32_971, 21)] {
        let search =
            Search::new(Timeless::new(Inquiry::new(PaxosActors { clients }, Network::Bag)), Limits::default()).finished();
        println!("{clients} clients: {} distinct, {} generated", search.distinct(), search.generated());
        assert_eq!((search.distinct(), search.generated(), search.levels().len()), (distinct, generated, levels));
    }
}

#[test]
fn each_network_of_the_actors_has_the_states_that_an_independent_checker_counts() {
    // Clients, network, lossy, distinct, generated, levels: counted by Stateright around the same handlers.
    let known = [
        (1, Network::Bag, true, 2_378, 8_197, 15),
        (1, Network::Set, false, 265, 756, 14),
        (1, Network::Doubling, false, 265, 756, 14),
        (1, Network::Ordered, false, 237, 512, 15),
        (1, Network::Ordered, true, 1_150, 3_779, 15),
        (2, Network::Set, false, 16_355, 51_149, 21),
        (2, Network::Ordered, false, 33_328, 110_216, 25),
        (2, Network::Ordered, true, 194_120, 1_031_889, 25),
    ];
    for (clients, network, lossy, distinct, generated, levels) in known {
        let inquiry = Inquiry { lossy, ..Inquiry::new(PaxosActors { clients }, network) };
        let search = Search::new(Timeless::new(inquiry), Limits::default()).finished();
        let counted = (search.distinct(), search.generated(), search.levels().len());
        assert_eq!(counted, (distinct, generated, levels), "{clients} {network:?} {lossy}");
    }
}

#[test]
fn a_set_that_loses_nothing_has_no_losses_to_tell() {
    let lossy = |lossy: bool| Inquiry { lossy, ..Inquiry::new(PaxosActors { clients: 1 }, Network::Set) };
    let counts = [false, true].map(|it| Search::new(Timeless::new(lossy(it)), Limits::default()).finished().generated());
    assert_eq!(counts[0], counts[1]);
}

#[test]
fn each_planted_mistake_is_found_at_its_published_length_and_no_other() {
    let known = [
        ("majority", 8),
        ("one-value", 9),
        ("distinct", 10),
        ("promise", 12),
        ("record", 12),
        ("adopt", 12),
        ("again", 0),
        ("equal", 0),
    ];
    for ((name, mistake), (known, length)) in MISTAKES.into_iter().zip(known) {
        let sizes = Sizes { without: Mistakes::NONE.with(mistake), ..Sizes::new(3, 2, 2) };
        let mut search = Search::new(PaxosSet::new(sizes), Limits::default()).finished();
        let found = search.witness(0).map_or(0, |witness| witness.moves.len());
        println!("without {name}: {} distinct, agreement broken after {found}", search.distinct());
        assert_eq!((name, found, search.limit()), (known, length, None));
        // Accepting in higher ballots only is safe, and nothing is ever chosen.
        assert_eq!(search.has_found(1), name != "equal", "{name}");
    }
}

#[test]
fn the_shortest_ways_of_the_specification_have_their_published_lengths() {
    let mut search = published(3, 2, 2);
    let lengths = [1, 2, 3].map(|aim| search.witness(aim).map(|witness| witness.moves.len()));
    assert_eq!(lengths, [Some(6), Some(9), Some(10)]);
}

#[test]
fn names_that_do_not_count_leave_the_published_number_of_states() {
    let search = Search::new(PaxosSet::alike(Sizes::new(3, 2, 2), true), Limits::default()).finished();
    assert_eq!((search.distinct(), search.has_found(0), search.levels().len()), (443, false, 17));
    for (name, mistake) in MISTAKES {
        let sizes = Sizes { without: Mistakes::NONE.with(mistake), ..Sizes::new(3, 2, 2) };
        let lengths = [false, true].map(|symmetric| {
            let mut search = Search::new(PaxosSet::alike(sizes, symmetric), Limits::default()).finished();
            [0, 1, 2, 3].map(|aim| search.witness(aim).map(|witness| witness.moves.len()))
        });
        assert_eq!(lengths[0], lengths[1], "{name}");
    }
}

/// Everything that a search has to tell.
fn account<S: Space<Move: PartialEq + std::fmt::Debug>>(space: S, plan: Plan) -> impl PartialEq + std::fmt::Debug {
    let mut search = Search::planned(space, plan).finished();
    let aims = 0..search.space().aims().len();
    let witnesses: Vec<_> = aims.map(|aim| search.witness(aim)).collect();
    (search.distinct(), search.generated(), search.levels(), search.limit(), search.progress().ends, witnesses)
}

#[test]
fn any_number_of_threads_gives_the_same_counts_and_the_same_witnesses() {
    let plan =
        |threads: usize, states: usize| Plan { threads, limits: Limits { states, ..Limits::default() }, ..Plan::default() };
    for states in [1, 2, 1_000, 12_345, 4_000_000] {
        let set = |threads| {
            let sizes = Sizes { without: Mistakes::NONE.with(MISTAKES[5].1), ..Sizes::new(3, 2, 2) };
            account(PaxosSet::new(sizes), plan(threads, states))
        };
        let actors =
            |threads| account(Timeless::new(Inquiry::new(PaxosActors { clients: 2 }, Network::Bag)), plan(threads, states));
        let paxos =
            |threads| account(Timeless::new(broken(Guard::Promise, Network::Bag, Check::Agreement)), plan(threads, states));
        for threads in [2, 3, 7] {
            assert_eq!(set(1), set(threads), "{states} states, {threads} threads");
            assert_eq!(actors(1), actors(threads), "{states} states, {threads} threads");
            assert_eq!(paxos(1), paxos(threads), "{states} states, {threads} threads");
        }
    }
}

#[test]
fn by_depth_the_same_states_are_met_as_by_levels() {
    let plan = |order: Order| Plan { order, ..Plan::default() };
    for clients in [1, 2] {
        let count = |order| {
            let search =
                Search::planned(Timeless::new(Inquiry::new(PaxosActors { clients }, Network::Bag)), plan(order)).finished();
            (search.distinct(), search.generated(), search.progress().ends, search.limit())
        };
        assert_eq!(count(Order::Breadth), count(Order::Depth));
    }
    for (name, mistake) in MISTAKES {
        let sizes = Sizes { without: Mistakes::NONE.with(mistake), ..Sizes::new(3, 2, 2) };
        let found = |order| Search::planned(PaxosSet::new(sizes), plan(order)).finished().has_found(0);
        assert_eq!(found(Order::Breadth), found(Order::Depth), "{name}");
    }
}

#[test]
fn what_is_found_by_depth_or_at_random_is_a_way_that_can_be_gone() {
    let sizes = Sizes { without: Mistakes::NONE.with(MISTAKES[0].1), ..Sizes::new(3, 2, 2) };
    for order in [Order::Depth, Order::Walk(7), Order::Walk(8)] {
        let mut search = Search::planned(PaxosSet::new(sizes), Plan { order, ..Plan::default() }).finished();
        let witness = search.witness(0).unwrap_or_else(|| panic!("{order:?} finds nothing"));
        let mut space = search.into_space();
        let end = replay(&mut space, &witness).expect("it can be gone");
        assert_eq!(space.hits(&end, 1), 1, "{order:?}");
    }
    let walk = |seed| {
        let limits = Limits { walks: 50, ..Limits::default() };
        account(PaxosSet::new(Sizes::new(3, 2, 2)), Plan { order: Order::Walk(seed), limits, ..Plan::default() })
    };
    assert_eq!(walk(1), walk(1));
    let sampled = Search::planned(
        PaxosSet::new(Sizes { without: Mistakes::NONE.with(MISTAKES[7].1), ..Sizes::new(3, 2, 2) }),
        Plan { order: Order::Walk(1), limits: Limits { walks: 20, depth: 40, ..Limits::default() }, ..Plan::default() },
    );
    let sampled = sampled.finished();
    assert_eq!((sampled.has_found(0), sampled.limit()), (false, Some(Limit::Sampled)));
}

#[test]
fn what_every_run_should_come_through_is_broken_by_the_runs_that_end_without_it() {
    let terminates = |lossy: bool| {
        let judge = |sight: &Sight<'_, Paxos>| Check::Termination.judge(sight) == Verdict::Holds;
        Inquiry { lossy, ..Inquiry::new(paxos_of(1, 3, 1), Network::Bag).asking(Aim::eventually("termination"), judge) }
    };
    for (lossy, broken) in [(false, false), (true, true)] {
        for order in [Order::Breadth, Order::Depth] {
            let plan = Plan { order, until: Some(0), ..Plan::default() };
            let mut search = Search::planned(Timeless::new(terminates(lossy)), plan).finished();
            assert_eq!((search.has_found(0), search.limit()), (broken, None), "lossy {lossy}, {order:?}");
            assert_eq!(search.witness(0).is_some(), broken);
        }
    }
}

#[test]
fn a_search_can_be_stopped_and_limited_at_any_point() {
    for states in 1..200 {
        let mut search = Search::new(Timeless::new(Inquiry::new(PaxosActors { clients: 1 }, Network::Bag)), Limits::default());
        search.advance(states);
        let (distinct, over) = (search.distinct(), search.progress().over);
        search.stop(Limit::Cancelled);
        assert!(!search.advance(usize::MAX) && search.distinct() == distinct);
        assert_eq!(search.limit(), (!over).then_some(Limit::Cancelled));
        let limits = Limits { states, ..Limits::default() };
        let search = Search::new(Timeless::new(Inquiry::new(PaxosActors { clients: 1 }, Network::Bag)), limits).finished();
        assert_eq!((search.distinct(), search.limit()), (states, Some(Limit::States)));
        assert_eq!(search.levels().iter().sum::<u64>(), states as u64);
    }
    let limits = Limits { bytes: 2_000_000, ..Limits::default() };
    let search = Search::new(Timeless::new(Inquiry::new(PaxosActors { clients: 2 }, Network::Bag)), limits).finished();
    assert_eq!(search.limit(), Some(Limit::Bytes));
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

// Paxos.

const P1: NodeId = NodeId(0);
const P2: NodeId = NodeId(1);
const A1: NodeId = NodeId(2);
const A2: NodeId = NodeId(3);
const A3: NodeId = NodeId(4);

/// Two proposers with a value each, three acceptors that refuse in silence, a learner or none.
fn paxos(learners: u8) -> Paxos {
    paxos_of(2, 3, learners)
}

fn paxos_of(proposers: u8, acceptors: u8, learners: u8) -> Paxos {
    Paxos {
        proposers,
        acceptors,
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

const SAFETY: [Check; 4] = [Check::Agreement, Check::Validity, Check::Promises, Check::Learned];

/// What is asked of Paxos: whether these are broken.
fn asking(protocol: Paxos, network: Network, checks: &[Check]) -> Inquiry<Paxos> {
    let ask = |inquiry: Inquiry<Paxos>, check: &Check| {
        let check = *check;
        inquiry.asking(Aim::always(check.name()), move |sight: &Sight<'_, Paxos>| check.judge(sight) == Verdict::Broken)
    };
    checks.iter().fold(Inquiry::new(protocol, network), ask)
}

fn assert_all_hold(network: Network, distinct: usize, levels: usize) {
    let search = Search::new(Timeless::new(asking(paxos(1), network, &SAFETY)), Limits::default()).finished();
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
fn broken(guard: Guard, network: Network, check: Check) -> Inquiry<Paxos> {
    asking(Paxos { without: Guards::default().with(guard), ..paxos(0) }, network, &[check])
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
fn assert_breaks(guard: Guard, inquiry: &Inquiry<Paxos>, script: &[Scripted], moves: usize) {
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
    assert_breaks(Guard::Promise, &broken(Guard::Promise, Network::Bag, Check::Agreement), &[], 14);
    assert_breaks(Guard::Promise, &broken(Guard::Promise, Network::Bag, Check::Promises), &[], 8);
}

#[test]
fn without_adopting_two_values_are_chosen() {
    assert_breaks(Guard::Adopt, &broken(Guard::Adopt, Network::Bag, Check::Agreement), &[], 14);
}

#[test]
fn without_a_majority_two_values_are_chosen() {
    assert_breaks(Guard::Majority, &broken(Guard::Majority, Network::Bag, Check::Agreement), &[], 10);
}

#[test]
fn without_recording_promises_two_values_are_chosen() {
    assert_breaks(Guard::Record, &broken(Guard::Record, Network::Bag, Check::Agreement), &[], 14);
}

#[test]
fn without_counting_an_acceptor_once_two_values_are_chosen_where_messages_double() {
    assert_breaks(Guard::Distinct, &broken(Guard::Distinct, Network::Set, Check::Agreement), &[], 12);
}

#[test]
fn without_telling_old_promises_apart_two_values_are_chosen_after_a_timeout() {
    assert_breaks(Guard::Stale, &with_impatient_p1(broken(Guard::Stale, Network::Set, Check::Agreement)), &[], 15);
}

#[test]
fn without_counting_votes_per_id_a_proposer_declares_what_was_not_chosen() {
    assert_breaks(Guard::Votes, &with_impatient_p1(broken(Guard::Votes, Network::Set, Check::Learned)), &[], 14);
}

#[test]
fn without_a_disk_two_values_are_chosen_after_one_reboot() {
    let inquiry = broken(Guard::Disk, Network::Set, Check::Agreement);
    assert_breaks(Guard::Disk, &with_one_reboot(inquiry, &[A1, A2, A3]), &[], 16);
}

#[test]
fn without_fresh_ids_two_values_are_chosen_after_one_reboot() {
    let inquiry = Inquiry { commands: vec![(P1, 0), (P1, 1)], ..broken(Guard::FreshId, Network::Set, Check::Agreement) };
    assert_breaks(Guard::FreshId, &with_one_reboot(inquiry, &[P1]), &[], 14);
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

#[test]
fn without_raising_the_promise_two_values_are_chosen_after_a_timeout() {
    // From where both proposers hold the promises of A1 and A2: the twenty moves before are too many to search.
    let script = [prepared(P1, [A1, A2]), prepared(P2, [A1, A2])].concat();
    let inquiry = with_impatient_p1(broken(Guard::Raise, Network::Set, Check::Agreement));
    assert_breaks(Guard::Raise, &inquiry, &script, 10);
}

#[test]
fn without_adopting_the_highest_two_values_are_chosen_after_a_timeout() {
    // From where A1 alone has accepted red.
    let script = [prepared(P1, [A1, A2]), vec![(P1, A1, "propose")]].concat();
    let inquiry = with_impatient_p1(broken(Guard::Highest, Network::Set, Check::Agreement));
    assert_breaks(Guard::Highest, &inquiry, &script, 14);
}

#[test]
fn a_reboot_with_the_disk_kept_adds_nothing_that_an_acceptor_could_do() {
    let inquiry = with_one_reboot(asking(paxos(0), Network::Set, &SAFETY), &[A1, A2, A3]);
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
    let (space, row) = played(Inquiry::new(paxos(0), Network::Bag), &script);
    assert_eq!(promises(&space, &row), 0);
    // A3's promise comes when phase 1 is over: it is never a step.
    let (mut space, row) = played(Inquiry::new(paxos(0), Network::Bag), &[&script[..], &[(P1, A3, "prepare")]].concat());
    assert_eq!(promises(&space, &row), 1);
    let steps = told(&mut space, &row);
    assert!(!steps.iter().any(|(step, _)| matches!(&step.what, Happening::Deliver(envelope) if envelope.to == P1)));
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
