//! The proposer, rule by rule.

use super::{
    A1, A2, A3, ACCEPTORS, BLUE, L1, L2, P1, P2, RED, Talk, accepted, learn, paxos, prepare, promise, promise_with, proposal,
    propose, refused, set, that, to_all,
};
use std::collections::BTreeSet;
use synod::exhibits::paxos::facts::{Fact, What, Why};
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::{Command, Id, Phase, Timer};
use synod::sim::Protocol as _;
use synod::sim::Relation::{Above, AtLeast, Below, Equals};
use synod::sim::{Condition, Effects, Input, NodeId, Tape};

#[test]
fn a_client_makes_a_proposer_prepare_its_first_id_at_every_acceptor() {
    for (me, value, id) in [(P1, RED, 1), (P2, BLUE, 2)] {
        let mut proposer = Talk::to(me, paxos());
        let did = proposer.is_asked(value);
        assert_eq!(did.sends, to_all(prepare(id)));
        assert_eq!(did.arms, [(Timer::Patience, 100)]);
        let fresh = [that("id-above-used", id, Above, 0), that("id-above-seen", id, Above, 0)];
        assert_eq!(did.facts, [Fact::new(What::Prepares { id: Id(id), own: value, after: Id(0) }, fresh)]);
        assert_eq!((proposer.proposer().used, proposer.proposer().own), (Id(id), Some(value)));
    }
}

#[test]
fn ids_are_attempts_times_proposers_plus_index() {
    for proposers in 1..=3_u8 {
        for index in 0..proposers {
            let paxos = Paxos { proposers, ..paxos() };
            let mut talk = Talk::to(NodeId(index), paxos);
            talk.is_asked(RED);
            for attempt in 0..50 {
                let id = attempt * u32::from(proposers) + u32::from(index) + 1;
                assert_eq!(talk.proposer().used, Id(id));
                talk.loses_patience();
            }
        }
    }
}

#[test]
fn no_two_proposers_ever_use_the_same_id_and_none_uses_one_twice() {
    let mut used = BTreeSet::new();
    for me in [NodeId(0), NodeId(1), NodeId(2)] {
        let mut talk = Talk::to(me, Paxos { proposers: 3, ..paxos() });
        talk.is_asked(RED);
        for seen in 0..60 {
            assert!(used.insert(talk.proposer().used), "id {:?} twice", talk.proposer().used);
            talk.hears(A1, refused(talk.proposer().used.0, seen * 5 % 97));
            talk.loses_patience();
        }
    }
}

#[test]
fn a_retry_takes_the_least_own_id_above_all_used_and_seen() {
    // (seen, the next id of P1, the next id of P2), two proposers: P1 has odd ids, P2 even ones.
    for (seen, next_p1, next_p2) in [(0, 3, 4), (3, 5, 4), (4, 5, 6), (5, 7, 6), (9, 11, 10), (10, 11, 12)] {
        for (me, value, first, next) in [(P1, RED, 1, next_p1), (P2, BLUE, 2, next_p2)] {
            let mut talk = Talk::to(me, paxos());
            talk.is_asked(value);
            talk.hears(A1, refused(first, seen));
            let did = talk.loses_patience();
            assert_eq!(did.sends, to_all(prepare(next)), "having seen {seen}");
            let seen = talk.proposer().seen.0;
            let fresh = [that("id-above-used", next, Above, first), that("id-above-seen", next, Above, seen)];
            assert_eq!(did.facts, [Fact::new(What::Prepares { id: Id(next), own: value, after: Id(first) }, fresh)]);
        }
    }
}

#[test]
fn a_proposer_without_patience_waits_a_chosen_while_longer_only_when_it_backs_off() {
    for (backoff, choice, wait) in [(false, 5, 100), (true, 0, 100), (true, 5, 350)] {
        let paxos = Paxos { backoff, ..paxos() };
        let mut chance = |_| choice;
        let mut fx = Effects::new(Tape::new(&mut chance));
        let mut node = Talk::to(P1, paxos.clone()).promised_by(RED, 1, &[]).node;
        paxos.handle(P1, &mut node, Input::Timer(Timer::Patience), &mut fx);
        assert_eq!(fx.arms, [(Timer::Patience, wait)]);
    }
}

#[test]
fn a_proposer_waits_until_a_majority_of_distinct_acceptors_has_promised() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[]);
    let did = p1.hears(A2, promise(1));
    assert!(did.sends.is_empty() && did.arms.is_empty());
    let what = What::CountsPromise { id: Id(1), from: A2, reported: None, count: 1, needed: 2 };
    assert_eq!(did.facts, [Fact::new(what, [that("promises-below-majority", 1, Below, 2)])]);
    let conditions = p1.ignores(A2, promise(1), Why::CountedAlready);
    assert_eq!(conditions, [that("counted-before", 1, Equals, 0)]);
    assert_eq!(p1.hears(A3, promise(1)).sends, to_all(propose(1, RED)));
}

#[test]
fn nobody_having_accepted_anything_a_proposer_proposes_its_own_value() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[A1]);
    let did = p1.hears(A3, promise(1));
    assert_eq!(did.sends, to_all(propose(1, RED)));
    assert!(did.arms.is_empty() && did.disarms.is_empty(), "its patience is for the whole attempt");
    let promises = set(&[A1, A3]);
    let what = What::Proposes { proposal: proposal(1, RED), own: RED, adopted: None, passed_over: None, promises };
    assert_eq!(did.facts, [Fact::new(what, [that("promises-are-majority", 2, AtLeast, 2)])]);
}

#[test]
fn a_proposer_adopts_the_value_of_the_highest_reported_proposal() {
    let five = || Paxos { proposers: 2, acceptors: 5, learners: 1, ..paxos() };
    let mut p1 = Talk::to(P1, five());
    p1.is_asked(RED);
    p1.loses_patience();
    p1.loses_patience();
    p1.hears(A1, promise_with(5, proposal(1, RED)));
    p1.hears(A2, promise_with(5, proposal(4, BLUE)));
    let did = p1.hears(A3, promise(5));
    let adopted = Some((A2, proposal(4, BLUE)));
    let promises = set(&ACCEPTORS);
    let what = What::Proposes { proposal: proposal(5, BLUE), own: RED, adopted, passed_over: None, promises };
    assert_eq!(did.facts[0].what, what);
    assert!(did.sends.iter().all(|(_, message)| *message == propose(5, BLUE)) && did.sends.len() == 5);
}

#[test]
fn a_promise_for_another_id_is_not_counted() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[A1]);
    p1.loses_patience();
    let conditions = p1.ignores(A2, promise(1), Why::OtherId { now: Id(3) });
    assert_eq!(conditions, [that("id-is-mine", 1, Equals, 3)]);
    let Phase::Preparing { promises, .. } = &p1.proposer().phase else { panic!("still in phase 1") };
    assert!(promises.is_empty(), "a new id starts counting anew");
}

#[test]
fn a_promise_that_comes_when_the_phase_is_over_is_ignored() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[A1, A2]);
    assert_eq!(p1.ignores(A3, promise(1), Why::PhaseOver), [that("phase-is", 2, Equals, 1)]);
    p1.hears(A1, accepted(1, RED));
    p1.hears(A2, accepted(1, RED));
    assert_eq!(p1.ignores(A3, promise(1), Why::PhaseOver), [that("phase-is", 3, Equals, 1)]);
    assert_eq!(p1.ignores(A3, accepted(1, RED), Why::PhaseOver), [that("phase-is", 3, Equals, 2)]);
}

#[test]
fn a_majority_of_acceptances_is_the_resolution_and_goes_to_every_learner() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[A1, A2]);
    let did = p1.hears(A3, accepted(1, RED));
    let what = What::CountsAccepted { proposal: proposal(1, RED), from: A3, count: 1, needed: 2 };
    assert_eq!(did.facts, [Fact::new(what, [that("accepted-below-majority", 1, Below, 2)])]);
    assert!(did.sends.is_empty());
    let did = p1.hears(A1, accepted(1, RED));
    assert_eq!(did.sends, [(L1, learn(1, RED)), (L2, learn(1, RED))]);
    assert_eq!(did.disarms, [Timer::Patience]);
    let what = What::Declares { proposal: proposal(1, RED), accepted: set(&[A1, A3]), tells: true };
    assert_eq!(did.facts, [Fact::new(what, [that("accepted-are-majority", 2, AtLeast, 2)])]);
    assert_eq!(p1.proposer().phase, Phase::Resolved { proposal: proposal(1, RED), accepted: set(&[A1, A3]) });
}

#[test]
fn an_acceptance_counts_once_however_often_it_comes() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[A1, A2]);
    p1.hears(A1, accepted(1, RED));
    assert_eq!(p1.ignores(A1, accepted(1, RED), Why::CountedAlready), [that("counted-before", 1, Equals, 0)]);
}

#[test]
fn an_acceptance_of_another_id_is_not_counted() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[A1, A2]);
    p1.hears(A1, accepted(1, RED));
    p1.loses_patience();
    let conditions = p1.ignores(A2, accepted(1, RED), Why::OtherId { now: Id(3) });
    assert_eq!(conditions, [that("id-is-mine", 1, Equals, 3)]);
    p1.hears(A2, promise(3));
    p1.hears(A3, promise(3));
    p1.ignores(A2, accepted(1, RED), Why::OtherId { now: Id(3) });
}

#[test]
fn an_acceptance_of_another_value_is_not_counted() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[A1, A2]);
    assert_eq!(p1.ignores(A1, accepted(1, BLUE), Why::OtherValue), [that("value-is-mine", 1, Equals, 0)]);
    assert!(p1.hears(A1, accepted(1, RED)).sends.is_empty(), "A1 has not been counted for it");
}

#[test]
fn where_acceptors_tell_the_learners_a_proposer_declares_and_tells_nobody() {
    let mut p1 = Talk::to(P1, Paxos { acceptors_tell: true, ..paxos() }).promised_by(RED, 1, &[A1, A2]);
    p1.hears(A1, accepted(1, RED));
    let did = p1.hears(A2, accepted(1, RED));
    assert!(did.sends.is_empty());
    assert_eq!(did.facts[0].what, What::Declares { proposal: proposal(1, RED), accepted: set(&[A1, A2]), tells: false });
}

#[test]
fn a_refusal_tells_a_proposer_what_it_must_outbid() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[]);
    let did = p1.hears(A1, refused(1, 4));
    assert!(did.sends.is_empty(), "it waits for its patience to end");
    assert_eq!(did.facts, [Fact::new(What::HearsRefusal { id: Id(1), from: A1, promised: Id(4) }, [])]);
    assert_eq!(p1.proposer().seen, Id(4));
    let Phase::Preparing { refused, .. } = &p1.proposer().phase else { panic!("still in phase 1") };
    assert_eq!(*refused, set(&[A1]));
}

#[test]
fn a_refusal_that_says_nothing_new_is_ignored_with_its_reason() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[A1, A2]);
    p1.hears(A3, refused(1, 2));
    assert_eq!(p1.ignores(A3, refused(1, 2), Why::CountedAlready), [that("counted-before", 1, Equals, 0)]);
    p1.hears(A1, accepted(1, RED));
    p1.hears(A2, accepted(1, RED));
    assert_eq!(p1.ignores(A2, refused(1, 2), Why::PhaseOver), [that("phase-is", 3, Equals, 2)]);
    assert_eq!(p1.ignores(A2, refused(9, 2), Why::OtherId { now: Id(1) }), [that("id-is-mine", 9, Equals, 1)]);
}

#[test]
fn impatience_is_nothing_to_a_proposer_that_has_nothing_under_way() {
    let idle = Talk::to(P1, paxos());
    let mut done = Talk::to(P1, paxos()).promised_by(RED, 1, &[A1, A2]);
    done.hears(A1, accepted(1, RED));
    done.hears(A2, accepted(1, RED));
    for mut talk in [idle, done] {
        let before = talk.node.clone();
        let did = talk.loses_patience();
        assert!(did.sends.is_empty() && did.arms.is_empty() && did.facts.is_empty());
        assert_eq!(talk.node, before);
    }
}

#[test]
fn impatience_in_either_phase_asks_again_for_the_own_value() {
    for promises in [&[A1][..], &[A1, A2][..]] {
        let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, promises);
        let did = p1.loses_patience();
        assert_eq!(did.sends, to_all(prepare(3)));
        assert!(matches!(did.facts[0].what, What::Prepares { id: Id(3), own: RED, after: Id(1) }));
    }
}

#[test]
fn a_client_is_heard_only_by_an_idle_proposer() {
    let may = |talk: &Talk| talk.paxos.may(talk.me, &talk.node, &Command::Propose(RED)).iter().all(Condition::holds);
    let mut p1 = Talk::to(P1, paxos());
    assert!(may(&p1));
    p1 = p1.promised_by(RED, 1, &[]);
    assert!(!may(&p1));
    for acceptor in [A1, A2] {
        p1.hears(acceptor, promise(1));
    }
    assert!(!may(&p1));
    for acceptor in [A1, A2] {
        p1.hears(acceptor, accepted(1, RED));
    }
    assert!(!may(&p1), "one value is decided on, once");
}

#[test]
fn a_proposer_ignores_what_is_not_for_proposers() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[]);
    for message in [prepare(1), propose(1, RED), learn(1, RED)] {
        p1.ignores(P2, message, Why::NotMine);
    }
}
