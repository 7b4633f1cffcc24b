//! The proposer: asks for promises, carries the highest reported value, counts acceptances.

use crate::sim::Relation::{Above, AtLeast, Below, Equals};
use crate::sim::{Condition, Effects, Input, NodeId, NodeSet, SortedMap};

use super::facts::{Fact, What, Why};
use super::guards::Guard;
use super::machine::{Paxos, ignore};
use super::roles::{Command, Id, Message, Phase, Proposal, Proposer, Timer, Value};

impl Paxos {
    /// The proposer's least id above every id that it used or saw.
    pub(super) fn next_id(&self, me: NodeId, proposer: &Proposer) -> Id {
        let (step, index) = (u32::from(self.proposers), u32::from(me.0) + 1);
        let above = proposer.used.max(proposer.seen).0;
        let attempt = if above < index { 0 } else { (above - index) / step + 1 };
        Id(attempt * step + index)
    }

    fn prepare(&self, me: NodeId, proposer: &mut Proposer, own: Value, fx: &mut Effects<Self>) {
        let after = proposer.phase.id().unwrap_or_default();
        let id = self.next_id(me, proposer);
        let fresh = [
            Condition::new("id-above-used", id, Above, proposer.used),
            Condition::new("id-above-seen", id, Above, proposer.seen),
        ];
        proposer.own = Some(own);
        proposer.used = id;
        proposer.phase = Phase::Preparing { id, promises: SortedMap::new(), counted: 0, refused: NodeSet::EMPTY };
        fx.note(Fact::new(What::Prepares { id, own, after }, fresh));
        fx.broadcast(self.all_acceptors(), &Message::Prepare { id });
        self.wait(after, fx);
    }

    fn wait(&self, after: Id, fx: &mut Effects<Self>) {
        let longer = if self.backoff && after != Id(0) { fx.choose(8) * self.patience_ms / 2 } else { 0 };
        fx.arm(Timer::Patience, self.patience_ms + longer);
    }

    pub(super) fn propose(&self, me: NodeId, proposer: &mut Proposer, input: &Input<Self>, fx: &mut Effects<Self>) {
        match *input {
            Input::Command(Command::Propose(value)) => self.prepare(me, proposer, value, fx),
            Input::Timer(Timer::Patience) => {
                if let (Some(own), Phase::Preparing { .. } | Phase::Proposing { .. }) = (proposer.own, &proposer.phase) {
                    self.prepare(me, proposer, own, fx);
                }
            }
            Input::Message { from, message } => self.answer(proposer, from, message, fx),
            Input::Turn { .. } => {}
        }
    }

    /// A proposer takes an answer.
    fn answer(&self, proposer: &mut Proposer, from: NodeId, message: Message, fx: &mut Effects<Self>) {
        match message {
            Message::Promise { id, accepted } => self.count_promise(proposer, from, id, accepted, fx),
            Message::Accepted(proposal) => self.count_accepted(proposer, from, proposal, fx),
            Message::Refused { id, promised } => hear_refusal(proposer, from, id, promised, fx),
            Message::Prepare { .. } | Message::Propose(_) | Message::Learn(_) => ignore(from, message, Why::NotMine, None, fx),
        }
    }

    fn count_promise(&self, proposer: &mut Proposer, from: NodeId, of: Id, reported: Option<Proposal>, fx: &mut Effects<Self>) {
        let message = Message::Promise { id: of, accepted: reported };
        let (now, phase) = (proposer.phase.id().unwrap_or_default(), proposer.phase.number());
        let Phase::Preparing { id, promises, counted, .. } = &mut proposer.phase else {
            let same = Condition::new("id-is-mine", of, Equals, now);
            let why = if same.holds() { Why::PhaseOver } else { Why::OtherId { now } };
            return ignore(from, message, why, Some(same_or_phase(same, phase, 1)), fx);
        };
        let same = Condition::new("id-is-mine", of, Equals, *id);
        if !same.holds() && (!self.without.has(Guard::Stale) || of > *id) {
            return ignore(from, message, Why::OtherId { now: *id }, Some(same), fx);
        }
        let first = Condition::new("counted-before", u32::from(promises.contains_key(&from)), Equals, 0);
        if !first.holds() && !self.without.has(Guard::Distinct) {
            return ignore(from, message, Why::CountedAlready, Some(first), fx);
        }
        let id = *id;
        promises.insert(from, reported);
        *counted += 1;
        proposer.seen = proposer.seen.max(reported.map_or(Id(0), |proposal| proposal.id));
        let enough = Condition::new("promises-are-majority", *counted, AtLeast, self.needed());
        if enough.holds() {
            self.open_phase_two(proposer, enough, fx);
        } else {
            let what = What::CountsPromise { id, from, reported, count: *counted, needed: self.needed() };
            let fewer = Condition::new("promises-below-majority", *counted, Below, self.needed());
            fx.note(Fact::new(what, [fewer]));
        }
    }

    /// A majority has promised: carry the value of the highest reported proposal, else one's own.
    fn open_phase_two(&self, proposer: &mut Proposer, enough: Condition, fx: &mut Effects<Self>) {
        let (Phase::Preparing { id, promises, .. }, Some(own)) = (&proposer.phase, proposer.own) else { return };
        let id = *id;
        let reports: Vec<(NodeId, Proposal)> =
            promises.iter().filter_map(|(from, reported)| reported.map(|proposal| (*from, proposal))).collect();
        let highest = reports.iter().copied().max_by_key(|(_, proposal)| proposal.id);
        let adopted = if self.without.has(Guard::Adopt) {
            None
        } else if self.without.has(Guard::Highest) {
            reports.iter().copied().min_by_key(|(_, proposal)| proposal.id)
        } else {
            highest
        };
        let value = adopted.map_or(own, |(_, proposal)| proposal.value);
        let proposal = Proposal { id, value };
        let passed_over = highest.filter(|(_, best)| best.value != value);
        let who: NodeSet = promises.keys().copied().collect();
        proposer.phase = Phase::Proposing { proposal, promises: who, adopted, accepted: NodeSet::EMPTY, refused: NodeSet::EMPTY };
        fx.note(Fact::new(What::Proposes { proposal, own, adopted, passed_over, promises: who }, [enough]));
        fx.broadcast(self.all_acceptors(), &Message::Propose(proposal));
    }

    fn count_accepted(&self, proposer: &mut Proposer, from: NodeId, what: Proposal, fx: &mut Effects<Self>) {
        let message = Message::Accepted(what);
        let (now, phase) = (proposer.phase.id().unwrap_or_default(), proposer.phase.number());
        let same = Condition::new("id-is-mine", what.id, Equals, now);
        let Phase::Proposing { proposal, accepted, .. } = &mut proposer.phase else {
            let why = if same.holds() { Why::PhaseOver } else { Why::OtherId { now } };
            return ignore(from, message, why, Some(same_or_phase(same, phase, 2)), fx);
        };
        if !same.holds() && !self.without.has(Guard::Votes) {
            return ignore(from, message, Why::OtherId { now }, Some(same), fx);
        }
        // "A majority has accepted the proposal": id and value. Loyal acceptors cannot tell of
        // another value under this id, unless the id was used twice; a liar can.
        let value = Condition::new("value-is-mine", what.value, Equals, proposal.value);
        if same.holds() && !value.holds() {
            return ignore(from, message, Why::OtherValue, Some(value), fx);
        }
        let first = Condition::new("counted-before", u32::from(accepted.has(from)), Equals, 0);
        if !accepted.insert(from) {
            return ignore(from, message, Why::CountedAlready, Some(first), fx);
        }
        let (proposal, accepted) = (*proposal, *accepted);
        let count = accepted.len() as u32;
        let enough = Condition::new("accepted-are-majority", count, AtLeast, self.needed());
        if enough.holds() {
            proposer.phase = Phase::Resolved { proposal, accepted };
            fx.disarm(Timer::Patience);
            let tells = !self.acceptors_tell;
            fx.note(Fact::new(What::Declares { proposal, accepted, tells }, [enough]));
            if tells {
                fx.broadcast(self.all_learners(), &Message::Learn(proposal));
            }
        } else {
            let fewer = Condition::new("accepted-below-majority", count, Below, self.needed());
            let what = What::CountsAccepted { proposal: what, from, count, needed: self.needed() };
            fx.note(Fact::new(what, [fewer]));
        }
    }
}

fn hear_refusal(proposer: &mut Proposer, from: NodeId, of: Id, promised: Id, fx: &mut Effects<Paxos>) {
    let message = Message::Refused { id: of, promised };
    let now = proposer.phase.id().unwrap_or_default();
    let news = promised > proposer.seen;
    let same = Condition::new("id-is-mine", of, Equals, now);
    let refused = match &mut proposer.phase {
        Phase::Preparing { refused, .. } | Phase::Proposing { refused, .. } if same.holds() => refused.insert(from),
        Phase::Preparing { .. } | Phase::Proposing { .. } | Phase::Idle | Phase::Resolved { .. } => false,
    };
    if !refused && !news {
        let (why, condition) = match &proposer.phase {
            _ if !same.holds() => (Why::OtherId { now }, same),
            Phase::Preparing { .. } | Phase::Proposing { .. } => {
                (Why::CountedAlready, Condition::new("counted-before", 1, Equals, 0))
            }
            Phase::Idle | Phase::Resolved { .. } => (Why::PhaseOver, same_or_phase(same, proposer.phase.number(), 2)),
        };
        return ignore(from, message, why, Some(condition), fx);
    }
    proposer.seen = proposer.seen.max(promised);
    fx.note(Fact::new(What::HearsRefusal { id: of, from, promised }, []));
}

/// The condition that an answer fails: it is of another id, or its phase is over.
fn same_or_phase(same: Condition, phase: u8, of: u8) -> Condition {
    if same.holds() { Condition::new("phase-is", phase, Equals, of) } else { same }
}
