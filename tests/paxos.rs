//! Paxos rule by rule, as a dialogue: this in, exactly that out. One test is one rule of the machine.

use std::collections::BTreeSet;

use synod::exhibits::paxos::checks::Check;
use synod::exhibits::paxos::facts::{Fact, What, Why};
use synod::exhibits::paxos::guards::{Guard, Guards};
use synod::exhibits::paxos::machine::Paxos;
use synod::exhibits::paxos::roles::{
    Acceptor, Command, Id, Learner, Message, Node, Phase, Proposal, Proposer, Timer, Value, Watched,
};
use synod::sim::{Condition, Disk, Effects, Input, NodeId, NodeSet, Outcome, Protocol, Relation, Tape, Timing};

const RED: Value = Value(0);
const BLUE: Value = Value(1);
const P1: NodeId = NodeId(0);
const P2: NodeId = NodeId(1);
const A1: NodeId = NodeId(2);
const A2: NodeId = NodeId(3);
const A3: NodeId = NodeId(4);
const L1: NodeId = NodeId(5);
const L2: NodeId = NodeId(6);
const ACCEPTORS: [NodeId; 3] = [A1, A2, A3];

/// Two proposers, three acceptors, two learners.
fn paxos() -> Paxos {
    Paxos {
        proposers: 2,
        acceptors: 3,
        learners: 2,
        palette: vec!["red".to_owned(), "blue".to_owned()],
        own: vec![RED, BLUE],
        timing: Timing::default(),
        stagger_ms: 5,
        patience_ms: 100,
        backoff: false,
        refusals_answered: true,
        acceptors_tell: false,
        without: Guards::default(),
    }
}

fn without(guard: Guard) -> Paxos {
    Paxos { without: Guards::default().with(guard), ..paxos() }
}

/// One node to talk to.
struct Talk {
    paxos: Paxos,
    me: NodeId,
    node: Node,
}

/// What it did.
struct Did {
    sends: Vec<(NodeId, Message)>,
    arms: Vec<(Timer, u32)>,
    disarms: Vec<Timer>,
    facts: Vec<Fact>,
    outcome: Outcome,
}

fn recorded(work: impl FnOnce(&mut Effects<'_, Paxos>)) -> Did {
    let mut chance = |_| 0;
    let mut fx = Effects::new(Tape::new(&mut chance));
    work(&mut fx);
    let Effects { sends, arms, disarms, facts, outcome, .. } = fx;
    Did { sends, arms, disarms, facts, outcome }
}

impl Talk {
    fn to(me: NodeId, paxos: Paxos) -> Talk {
        let mut node = None;
        let did = recorded(|fx| node = Some(paxos.boot(me, fx)));
        assert!(did.sends.is_empty() && did.facts.is_empty(), "a node boots in silence");
        Talk { node: node.expect("every node boots"), me, paxos }
    }

    fn gets(&mut self, input: Input<Paxos>) -> Did {
        recorded(|fx| self.paxos.handle(self.me, &mut self.node, input, fx))
    }

    fn hears(&mut self, from: NodeId, message: Message) -> Did {
        self.gets(Input::Message { from, message })
    }

    /// Hears something that it must ignore: it stays as it was and says nothing.
    fn ignores(&mut self, from: NodeId, message: Message, why: Why) -> Vec<Condition> {
        let before = self.node.clone();
        let did = self.hears(from, message);
        assert_eq!((did.outcome, &self.node), (Outcome::Ignored, &before));
        assert!(did.sends.is_empty() && did.arms.is_empty() && did.disarms.is_empty());
        let what = What::Ignores { from, kind: message.kind(), id: message.id(), why };
        assert_eq!(did.facts.len(), 1);
        assert_eq!(did.facts[0].what, what);
        did.facts[0].conditions.clone()
    }

    fn is_asked(&mut self, value: Value) -> Did {
        self.gets(Input::Command(Command::Propose(value)))
    }

    fn loses_patience(&mut self) -> Did {
        self.gets(Input::Timer(Timer::Patience))
    }

    fn wakes(&mut self, disk: Disk) -> Did {
        let before = self.node.clone();
        recorded(|fx| self.node = self.paxos.wake(self.me, &before, disk, fx))
    }

    fn acceptor(&self) -> &Acceptor {
        let Node::Acceptor(acceptor) = &self.node else { panic!("not an acceptor") };
        acceptor
    }

    fn proposer(&self) -> &Proposer {
        let Node::Proposer(proposer) = &self.node else { panic!("not a proposer") };
        proposer
    }

    fn learner(&self) -> &Learner {
        let Node::Learner(learner) = &self.node else { panic!("not a learner") };
        learner
    }

    /// A proposer that was asked for its value and has these promises.
    fn promised_by(mut self, value: Value, id: u32, acceptors: &[NodeId]) -> Talk {
        assert_eq!(self.is_asked(value).sends, to_all(prepare(id)));
        for acceptor in acceptors {
            self.hears(*acceptor, promise(id));
        }
        self
    }
}

fn prepare(id: u32) -> Message {
    Message::Prepare { id: Id(id) }
}

fn promise(id: u32) -> Message {
    Message::Promise { id: Id(id), accepted: None }
}

fn promise_with(id: u32, accepted: Proposal) -> Message {
    Message::Promise { id: Id(id), accepted: Some(accepted) }
}

fn proposal(id: u32, value: Value) -> Proposal {
    Proposal { id: Id(id), value }
}

fn propose(id: u32, value: Value) -> Message {
    Message::Propose(proposal(id, value))
}

fn accepted(id: u32, value: Value) -> Message {
    Message::Accepted(proposal(id, value))
}

fn refused(id: u32, promised: u32) -> Message {
    Message::Refused { id: Id(id), promised: Id(promised) }
}

fn learn(id: u32, value: Value) -> Message {
    Message::Learn(proposal(id, value))
}

fn to_all(message: Message) -> Vec<(NodeId, Message)> {
    ACCEPTORS.map(|acceptor| (acceptor, message)).to_vec()
}

fn set(nodes: &[NodeId]) -> NodeSet {
    nodes.iter().copied().collect()
}

/// A comparison with a name, as facts hold it.
fn that(name: &'static str, left: u32, relation: Relation, right: u32) -> Condition {
    Condition::new(name, left, relation, right)
}

use Relation::{Above, AtLeast, Below, Equals};

// The acceptor.

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

// The proposer.

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

// The learner.

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

// After a crash.

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

// What only the watcher knows.

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
        let lies = config.lies(A1, P1, &promise(id));
        lies.into_iter().filter(|lie| matches!(lie, Message::Promise { accepted: Some(_), .. })).collect::<Vec<_>>()
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

// Without a guard: one rule changes, and no other.

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
