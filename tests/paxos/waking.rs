//! After a crash: what is on the disk, and what is not.

use super::{A1, BLUE, L1, P1, P2, RED, Talk, learn, paxos, prepare, promise, proposal, propose, to_all};
use synod::exhibits::paxos::facts::{Fact, What};
use synod::exhibits::paxos::roles::{Acceptor, Id, Learner, Proposer};
use synod::sim::Disk;

#[test]
fn an_acceptor_wakes_with_its_promise_and_acceptance_on_its_disk() {
    let mut a1 = Talk::to(A1, paxos());
    a1.hears(P1, propose(1, RED));
    a1.hears(P2, prepare(2));
    let before = a1.acceptor().clone();
    let did = a1.wakes(Disk::Kept);
    assert_eq!(a1.acceptor(), &before);
    let what = What::Wakes { disk: Disk::Kept, promised: Some(Id(2)), holds: Some(proposal(1, RED)), used: None };
    assert_eq!(did.facts, [Fact::new(what, [])]);
    a1.wakes(Disk::Lost);
    assert_eq!(a1.acceptor(), &Acceptor::default());
}

#[test]
fn a_proposer_wakes_knowing_only_the_highest_id_that_it_used() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[]);
    p1.loses_patience();
    p1.hears(A1, promise(3));
    let did = p1.wakes(Disk::Kept);
    assert_eq!(p1.proposer(), &Proposer { used: Id(3), ..Proposer::default() });
    let what = What::Wakes { disk: Disk::Kept, promised: None, holds: None, used: Some(Id(3)) };
    assert_eq!(did.facts, [Fact::new(what, [])]);
    assert_eq!(p1.is_asked(BLUE).sends, to_all(prepare(5)), "never the same id again");
}

#[test]
fn a_proposer_that_lost_its_disk_begins_again() {
    let mut p1 = Talk::to(P1, paxos()).promised_by(RED, 1, &[]);
    p1.wakes(Disk::Lost);
    assert_eq!(p1.proposer(), &Proposer::default());
}

#[test]
fn a_learner_wakes_with_what_it_learned_on_its_disk() {
    let mut l1 = Talk::to(L1, paxos());
    l1.hears(P1, learn(1, RED));
    l1.wakes(Disk::Kept);
    assert_eq!(l1.learner().learned, Some(proposal(1, RED)));
    l1.wakes(Disk::Lost);
    assert_eq!(l1.learner(), &Learner::default());
}
