//! What only the watcher knows, and numbers.

use super::{
    A1, A2, A3, ACCEPTORS, BLUE, Did, L1, P1, P2, RED, Talk, learn, paxos, prepare, promise, promise_with, proposal, propose,
    without,
};
use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::guards::Guard;
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::{Id, Message, Watched};
use synod::sim::Protocol as _;
use synod::sim::{Disk, NodeId};

/// The watcher of what acceptors say as they hear these messages.
fn watched(heard: &[(NodeId, NodeId, Message)]) -> Watched {
    let paxos = paxos();
    let mut watched = Watched::default();
    let mut talks = ACCEPTORS.map(|acceptor| Talk::to(acceptor, paxos.clone()));
    for (from, to, message) in heard {
        let talk = talks.iter_mut().find(|talk| talk.me == *to).expect("an acceptor");
        for fact in talk.hears(*from, *message).facts {
            paxos.watch(&mut watched, *to, &fact);
        }
    }
    watched
}

#[test]
fn a_proposal_is_chosen_when_a_majority_has_ever_accepted_it() {
    let one = [(P1, A1, propose(1, RED))];
    assert!(watched(&one).chosen.is_empty());
    let two = [one[0], (P1, A3, propose(1, RED)), (P1, A3, propose(1, RED))];
    assert_eq!(watched(&two).chosen, [proposal(1, RED)]);
    let other_ids = [(P1, A1, propose(1, RED)), (P2, A2, propose(2, BLUE)), (P1, A3, propose(3, RED))];
    assert!(watched(&other_ids).chosen.is_empty(), "the same value under two ids is not chosen");
}

#[test]
fn chosen_is_a_matter_of_history_even_when_an_acceptor_has_gone_on() {
    // A1 accepts 1 red, then 2 blue; A2 accepts 1 red only afterwards.
    let heard = [(P1, A1, propose(1, RED)), (P2, A1, propose(2, BLUE)), (P1, A2, propose(1, RED))];
    assert_eq!(watched(&heard).chosen, [proposal(1, RED)]);
}

#[test]
fn chosen_stays_chosen_when_an_acceptor_forgets() {
    let paxos = paxos();
    let mut watched = Watched::default();
    let mut a1 = Talk::to(A1, paxos.clone());
    let mut a2 = Talk::to(A2, paxos.clone());
    let mut note = |at, did: Did| did.facts.iter().for_each(|fact| paxos.watch(&mut watched, at, fact));
    note(A1, a1.hears(P1, propose(1, RED)));
    note(A1, a1.wakes(Disk::Lost));
    note(A2, a2.hears(P1, propose(1, RED)));
    note(A1, a1.hears(P2, prepare(1)));
    assert_eq!(watched.chosen, [proposal(1, RED)]);
    assert_eq!(watched.broken, Some((A1, Id(1), Id(1))), "it promised 1 before it forgot");
}

#[test]
fn who_wakes_without_what_it_must_not_forget_is_noted() {
    for (at, config, disk, noted) in [
        (A1, paxos(), Disk::Lost, true),
        (A1, paxos(), Disk::Kept, false),
        (A1, without(Guard::Disk), Disk::Kept, true),
        (P1, paxos(), Disk::Lost, true),
        (P1, without(Guard::FreshId), Disk::Kept, true),
        (P1, without(Guard::Disk), Disk::Kept, false),
        (L1, without(Guard::Disk), Disk::Lost, false),
    ] {
        let mut watched = Watched::default();
        for fact in Talk::to(at, config.clone()).wakes(disk).facts {
            config.watch(&mut watched, at, &fact);
        }
        assert_eq!(watched.forgot.has(at), noted, "{at:?} {disk:?}");
    }
}

#[test]
fn a_learner_that_keeps_its_value_is_not_mistaken() {
    let config = paxos();
    let mut watched = Watched { chosen: vec![proposal(1, RED)], ..Watched::default() };
    let mut l1 = Talk::to(L1, config.clone());
    l1.hears(P1, learn(1, RED));
    for fact in l1.hears(P1, learn(1, BLUE)).facts {
        config.watch(&mut watched, L1, &fact);
    }
    assert_eq!(watched.mistaken, None);
}

#[test]
fn no_lie_speaks_of_a_proposal_that_cannot_be() {
    let config = paxos();
    let reports = |id| {
        let lies = config.lies(A1, P1, &promise(id)).into_iter().flatten();
        lies.filter(|lie| matches!(lie, Message::Promise { accepted: Some(_), .. })).collect::<Vec<_>>()
    };
    assert!(reports(1).is_empty(), "there is no id below the first");
    assert_eq!(reports(2), [RED, BLUE].map(|value| promise_with(2, proposal(1, value))));
}

#[test]
fn checks_have_names_of_files_each_once() {
    let names = Check::ALL.map(Check::name);
    assert_eq!(names, ["agreement", "validity", "promises", "learned", "termination"]);
}

// Numbers.

#[test]
fn a_majority_is_half_and_one_and_two_of_them_always_meet() {
    let known = [(1, 1, 0), (2, 2, 0), (3, 2, 1), (4, 3, 1), (5, 3, 2), (6, 4, 2), (7, 4, 3), (8, 5, 3), (9, 5, 4)];
    for (acceptors, majority, tolerated) in known {
        let paxos = Paxos { acceptors, ..paxos() };
        assert_eq!((paxos.majority(), paxos.tolerated()), (majority, tolerated));
        assert!(2 * paxos.majority() > u32::from(acceptors), "two majorities share an acceptor");
        assert!(u32::from(acceptors) - paxos.tolerated() >= paxos.majority(), "with F down a majority is up");
    }
}
