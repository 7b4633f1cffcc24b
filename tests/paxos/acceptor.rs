//! The acceptor, rule by rule.

use super::{
    A1, BLUE, L1, L2, P1, P2, RED, Talk, accepted, learn, paxos, prepare, promise, promise_with, proposal, propose, refused, that,
};
use synod::exhibits::paxos::facts::{Fact, What, Why};
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::{Acceptor, Id};
use synod::sim::Outcome;
use synod::sim::Relation::{Above, AtLeast};

#[test]
fn an_acceptor_promises_an_id_above_its_promise() {
    let mut a1 = Talk::to(A1, paxos());
    let did = a1.hears(P1, prepare(1));
    assert_eq!(did.sends, [(P1, promise(1))]);
    let what = What::Promises { id: Id(1), before: Id(0), reported: None, recorded: true };
    assert_eq!(did.facts, [Fact::new(what, [that("id-above-promised", 1, Above, 0)])]);
    assert_eq!(a1.acceptor(), &Acceptor { promised: Id(1), accepted: None });
    assert_eq!(a1.hears(P2, prepare(4)).sends, [(P2, promise(4))]);
    assert_eq!(a1.acceptor().promised, Id(4));
}

#[test]
fn an_acceptor_refuses_a_prepare_at_or_below_its_promise() {
    for low in [1, 2] {
        let mut a1 = Talk::to(A1, paxos());
        a1.hears(P2, prepare(2));
        let did = a1.hears(P1, prepare(low));
        assert_eq!(did.outcome, Outcome::Refused);
        assert_eq!(did.sends, [(P1, refused(low, 2))]);
        let what = What::RefusesPrepare { id: Id(low), promised: Id(2) };
        assert_eq!(did.facts, [Fact::new(what, [that("id-above-promised", low, Above, 2)])]);
        assert_eq!(a1.acceptor().promised, Id(2));
    }
}

#[test]
fn an_acceptor_that_keeps_silent_refuses_without_an_answer() {
    let mut a1 = Talk::to(A1, Paxos { refusals_answered: false, ..paxos() });
    a1.hears(P2, prepare(2));
    for low in [prepare(1), propose(1, RED)] {
        let did = a1.hears(P1, low);
        assert_eq!((did.outcome, did.sends.len(), did.facts.len()), (Outcome::Refused, 0, 1));
    }
}

#[test]
fn a_promise_reports_what_the_acceptor_accepted_last() {
    let mut a1 = Talk::to(A1, paxos());
    a1.hears(P1, propose(1, RED));
    assert_eq!(a1.hears(P2, prepare(2)).sends, [(P2, promise_with(2, proposal(1, RED)))]);
    a1.hears(P2, propose(2, BLUE));
    let did = a1.hears(P1, prepare(3));
    assert_eq!(did.sends, [(P1, promise_with(3, proposal(2, BLUE)))]);
    let what = What::Promises { id: Id(3), before: Id(2), reported: Some(proposal(2, BLUE)), recorded: true };
    assert_eq!(did.facts[0].what, what);
}

#[test]
fn an_acceptor_accepts_a_propose_at_or_above_its_promise() {
    for id in [2, 3] {
        let mut a1 = Talk::to(A1, paxos());
        a1.hears(P2, prepare(2));
        let did = a1.hears(P2, propose(id, BLUE));
        assert_eq!((did.outcome, did.sends), (Outcome::Handled, vec![(P2, accepted(id, BLUE))]));
        let what = What::Accepts { proposal: proposal(id, BLUE), promised: Id(2), before: None };
        assert_eq!(did.facts, [Fact::new(what, [that("id-at-least-promised", id, AtLeast, 2)])]);
    }
}

#[test]
fn an_acceptor_refuses_a_propose_below_its_promise() {
    let mut a1 = Talk::to(A1, paxos());
    a1.hears(P2, prepare(2));
    let did = a1.hears(P1, propose(1, RED));
    assert_eq!((did.outcome, did.sends), (Outcome::Refused, vec![(P1, refused(1, 2))]));
    let what = What::RefusesPropose { proposal: proposal(1, RED), promised: Id(2) };
    assert_eq!(did.facts, [Fact::new(what, [that("id-at-least-promised", 1, AtLeast, 2)])]);
    assert_eq!(a1.acceptor(), &Acceptor { promised: Id(2), accepted: None });
}

#[test]
fn accepting_an_id_also_promises_it() {
    let mut a1 = Talk::to(A1, paxos());
    a1.hears(P2, propose(2, BLUE));
    assert_eq!(a1.acceptor(), &Acceptor { promised: Id(2), accepted: Some(proposal(2, BLUE)) });
    assert_eq!(a1.hears(P1, propose(1, RED)).outcome, Outcome::Refused);
    assert_eq!(a1.hears(P2, prepare(2)).outcome, Outcome::Refused);
}

#[test]
fn an_acceptor_may_accept_another_value_under_a_higher_id() {
    let mut a1 = Talk::to(A1, paxos());
    a1.hears(P1, propose(1, RED));
    let did = a1.hears(P2, propose(2, BLUE));
    let what = What::Accepts { proposal: proposal(2, BLUE), promised: Id(1), before: Some(proposal(1, RED)) };
    assert_eq!(did.facts[0].what, what);
    assert_eq!(a1.acceptor().accepted, Some(proposal(2, BLUE)));
}

#[test]
fn a_doubled_propose_of_the_promised_id_is_accepted_again() {
    let mut a1 = Talk::to(A1, paxos());
    let first = a1.hears(P1, propose(1, RED));
    let before = a1.node.clone();
    let second = a1.hears(P1, propose(1, RED));
    assert_eq!(first.sends, second.sends);
    assert_eq!((second.outcome, &a1.node), (Outcome::Handled, &before));
}

#[test]
fn an_acceptor_tells_the_learners_only_where_that_is_its_part() {
    let mut a1 = Talk::to(A1, Paxos { acceptors_tell: true, ..paxos() });
    let word = accepted(1, RED);
    assert_eq!(a1.hears(P1, propose(1, RED)).sends, [(P1, word), (L1, word), (L2, word)]);
}

#[test]
fn an_acceptor_ignores_what_is_not_for_acceptors() {
    let mut a1 = Talk::to(A1, paxos());
    for message in [promise(1), accepted(1, RED), refused(1, 2), learn(1, RED)] {
        a1.ignores(P1, message, Why::NotMine);
    }
}
