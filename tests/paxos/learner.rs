//! The learner, rule by rule.

use super::{
    A1, A2, A3, BLUE, L1, P1, P2, RED, Talk, accepted, learn, paxos, prepare, promise, proposal, propose, refused, that,
};
use synod::exhibits::paxos::facts::{Fact, What, Why};
use synod::exhibits::paxos::machine::Paxos;
use synod::sim::Relation::{AtLeast, Below, Equals};

#[test]
fn a_learner_learns_the_resolution_once() {
    let mut l1 = Talk::to(L1, paxos());
    let did = l1.hears(P1, learn(1, RED));
    assert_eq!(did.facts, [Fact::new(What::Learns { proposal: proposal(1, RED), from: P1, counted: false }, [])]);
    assert!(did.sends.is_empty(), "a learner decides nothing and answers nobody");
    assert_eq!(l1.learner().learned, Some(proposal(1, RED)));
    for again in [learn(1, RED), learn(4, RED)] {
        assert_eq!(l1.ignores(P2, again, Why::KnownAlready), [that("learned-before", 1, Equals, 0)]);
    }
}

#[test]
fn a_learner_keeps_what_it_learned_and_notes_a_contradiction() {
    let mut l1 = Talk::to(L1, paxos());
    l1.hears(P1, learn(1, RED));
    let did = l1.hears(P2, learn(2, BLUE));
    let what = What::Contradicts { learned: proposal(1, RED), heard: proposal(2, BLUE) };
    assert_eq!(did.facts, [Fact::new(what, [])]);
    assert_eq!(l1.learner().learned, Some(proposal(1, RED)));
}

#[test]
fn where_acceptors_tell_a_learner_counts_distinct_acceptors_of_one_proposal() {
    let mut l1 = Talk::to(L1, Paxos { acceptors_tell: true, ..paxos() });
    let did = l1.hears(A1, accepted(1, RED));
    let what = What::LearnerCounts { proposal: proposal(1, RED), from: A1, count: 1, needed: 2 };
    assert_eq!(did.facts, [Fact::new(what, [that("accepted-below-majority", 1, Below, 2)])]);
    assert_eq!(l1.ignores(A1, accepted(1, RED), Why::CountedAlready), [that("counted-before", 1, Equals, 0)]);
    let did = l1.hears(A2, accepted(3, RED));
    assert!(matches!(did.facts[0].what, What::LearnerCounts { count: 1, .. }), "another id is counted apart");
    assert_eq!(l1.learner().learned, None);
    let did = l1.hears(A3, accepted(1, RED));
    let what = What::Learns { proposal: proposal(1, RED), from: A3, counted: true };
    assert_eq!(did.facts, [Fact::new(what, [that("accepted-are-majority", 2, AtLeast, 2)])]);
    assert_eq!(l1.learner().learned, Some(proposal(1, RED)));
}

#[test]
fn a_learner_ignores_what_is_not_for_learners() {
    let mut l1 = Talk::to(L1, paxos());
    for message in [prepare(1), promise(1), propose(1, RED), refused(1, 2)] {
        l1.ignores(P1, message, Why::NotMine);
    }
}
