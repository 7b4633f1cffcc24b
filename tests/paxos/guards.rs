//! Without a guard: one rule changes, and no other.

use super::{
    A1, A2, A3, BLUE, P1, P2, RED, Talk, accepted, prepare, promise, promise_with, proposal, propose, set, to_all, without,
};
use synod::exhibits::paxos::facts::{Fact, What};
use synod::exhibits::paxos::guards::Guard;
use synod::exhibits::paxos::roles::{Acceptor, Id};
use synod::sim::{Disk, Outcome};

#[test]
fn without_promise_an_acceptor_accepts_below_its_promise_and_claims_no_condition() {
    let mut a1 = Talk::to(A1, without(Guard::Promise));
    a1.hears(P2, prepare(2));
    let did = a1.hears(P1, propose(1, RED));
    assert_eq!(did.facts, [Fact::new(What::Accepts { proposal: proposal(1, RED), promised: Id(2), before: None }, [])]);
    assert_eq!(a1.hears(P1, prepare(1)).outcome, Outcome::Refused, "prepares are still refused");
    assert_eq!(a1.acceptor().promised, Id(2), "it breaks its promise, it does not take it back");
}

#[test]
fn without_adopt_a_proposer_passes_the_reported_value_over() {
    let mut p2 = Talk::to(P2, without(Guard::Adopt)).promised_by(BLUE, 2, &[A1]);
    let did = p2.hears(A2, promise_with(2, proposal(1, RED)));
    assert_eq!(did.sends, to_all(propose(2, BLUE)));
    let passed_over = Some((A2, proposal(1, RED)));
    let promises = set(&[A1, A2]);
    let what = What::Proposes { proposal: proposal(2, BLUE), own: BLUE, adopted: None, passed_over, promises };
    assert_eq!(did.facts[0].what, what);
}

#[test]
fn without_majority_one_answer_is_enough_in_both_phases() {
    let mut p1 = Talk::to(P1, without(Guard::Majority)).promised_by(RED, 1, &[]);
    assert_eq!(p1.hears(A1, promise(1)).sends, to_all(propose(1, RED)));
    assert_eq!(p1.hears(A1, accepted(1, RED)).sends.len(), 2);
}

#[test]
fn without_distinct_a_doubled_promise_counts_twice() {
    let mut p1 = Talk::to(P1, without(Guard::Distinct)).promised_by(RED, 1, &[A1]);
    let did = p1.hears(A1, promise(1));
    assert_eq!(did.sends, to_all(propose(1, RED)));
    assert!(matches!(did.facts[0].what, What::Proposes { promises, .. } if promises == set(&[A1])));
}

#[test]
fn without_record_an_acceptor_promises_and_forgets() {
    let mut a1 = Talk::to(A1, without(Guard::Record));
    let did = a1.hears(P2, prepare(2));
    assert_eq!(did.sends, [(P2, promise(2))]);
    assert!(matches!(did.facts[0].what, What::Promises { recorded: false, .. }));
    assert_eq!(a1.acceptor().promised, Id(0));
}

#[test]
fn without_raise_accepting_promises_nothing() {
    let mut a1 = Talk::to(A1, without(Guard::Raise));
    a1.hears(P2, propose(2, BLUE));
    assert_eq!(a1.acceptor(), &Acceptor { promised: Id(0), accepted: Some(proposal(2, BLUE)) });
    assert_eq!(a1.hears(P1, propose(1, RED)).outcome, Outcome::Handled);
}

#[test]
fn without_highest_the_lowest_reported_id_is_adopted() {
    let mut p1 = Talk::to(P1, without(Guard::Highest)).promised_by(RED, 1, &[]);
    p1.loses_patience();
    p1.hears(A1, promise_with(3, proposal(2, BLUE)));
    let did = p1.hears(A2, promise_with(3, proposal(1, RED)));
    assert_eq!(did.sends, to_all(propose(3, RED)));
    assert!(matches!(did.facts[0].what, What::Proposes { passed_over: Some((A1, _)), .. }));
}

#[test]
fn without_stale_a_promise_for_an_older_id_counts() {
    let mut p1 = Talk::to(P1, without(Guard::Stale)).promised_by(RED, 1, &[]);
    p1.loses_patience();
    p1.hears(A1, promise(1));
    assert_eq!(p1.hears(A2, promise(1)).sends, to_all(propose(3, RED)));
}

#[test]
fn without_votes_acceptances_are_added_across_ids() {
    let mut p1 = Talk::to(P1, without(Guard::Votes)).promised_by(RED, 1, &[A1, A2]);
    p1.loses_patience();
    p1.hears(A2, promise(3));
    p1.hears(A3, promise(3));
    p1.hears(A1, accepted(1, RED));
    let did = p1.hears(A2, accepted(3, RED));
    assert!(matches!(did.facts[0].what, What::Declares { .. }));
}

#[test]
fn without_fresh_ids_a_proposer_that_wakes_uses_an_id_again() {
    let mut p1 = Talk::to(P1, without(Guard::FreshId)).promised_by(RED, 1, &[]);
    p1.wakes(Disk::Kept);
    assert_eq!(p1.is_asked(BLUE).sends, to_all(prepare(1)));
}

#[test]
fn without_a_disk_an_acceptor_wakes_blank() {
    let mut a1 = Talk::to(A1, without(Guard::Disk));
    a1.hears(P1, propose(1, RED));
    let did = a1.wakes(Disk::Kept);
    assert_eq!(a1.acceptor(), &Acceptor::default());
    assert!(matches!(did.facts[0].what, What::Wakes { disk: Disk::Lost, .. }));
}
