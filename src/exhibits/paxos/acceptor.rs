//! The acceptor: two promises. "No prepare with an id less than or equal to the promised one, no
//! propose with an id less than the promised one."

use crate::sim::Relation::{Above, AtLeast};
use crate::sim::{Condition, Effects, Input, NodeId};

use super::facts::{Fact, What, Why};
use super::guards::Guard;
use super::machine::{Paxos, ignore};
use super::roles::{Acceptor, Id, Message, Proposal, Timer};

impl Paxos {
    pub(super) fn accept(&self, acceptor: &mut Acceptor, input: &Input<Self>, fx: &mut Effects<Self>) {
        match *input {
            Input::Message { from, message: Message::Prepare { id } } => self.take_prepare(acceptor, from, id, fx),
            Input::Message { from, message: Message::Propose(proposal) } => {
                self.take_propose(acceptor, from, proposal, fx);
            }
            Input::Message {
                from,
                message: message @ (Message::Promise { .. } | Message::Accepted(_) | Message::Refused { .. } | Message::Learn(_)),
            } => ignore(from, message, Why::NotMine, None, fx),
            Input::Timer(Timer::Patience) | Input::Command(_) | Input::Turn { .. } => {}
        }
    }

    /// "No prepare with an id less than or equal to the promised one."
    fn take_prepare(&self, acceptor: &mut Acceptor, from: NodeId, id: Id, fx: &mut Effects<Self>) {
        let promised = acceptor.promised;
        let above = Condition::new("id-above-promised", id, Above, promised);
        if above.holds() {
            let recorded = !self.without.has(Guard::Record);
            if recorded {
                acceptor.promised = id;
            }
            let reported = acceptor.accepted;
            fx.note(Fact::new(What::Promises { id, before: promised, reported, recorded }, [above]));
            fx.send(from, Message::Promise { id, accepted: reported });
        } else {
            fx.refuse(Fact::new(What::RefusesPrepare { id, promised }, [above]));
            self.answer_refusal(from, id, promised, fx);
        }
    }

    /// "No propose with an id less than the promised one."
    fn take_propose(&self, acceptor: &mut Acceptor, from: NodeId, proposal: Proposal, fx: &mut Effects<Self>) {
        let promised = acceptor.promised;
        let kept = Condition::new("id-at-least-promised", proposal.id, AtLeast, promised);
        if kept.holds() || self.without.has(Guard::Promise) {
            let before = acceptor.accepted.replace(proposal);
            if !self.without.has(Guard::Raise) {
                // Whoever breaks a promise has given it all the same.
                acceptor.promised = promised.max(proposal.id);
            }
            let conditions = kept.holds().then_some(kept);
            fx.note(Fact::new(What::Accepts { proposal, promised, before }, conditions));
            fx.send(from, Message::Accepted(proposal));
            if self.acceptors_tell {
                fx.broadcast(self.all_learners(), &Message::Accepted(proposal));
            }
        } else {
            fx.refuse(Fact::new(What::RefusesPropose { proposal, promised }, [kept]));
            self.answer_refusal(from, proposal.id, promised, fx);
        }
    }

    fn answer_refusal(&self, to: NodeId, id: Id, promised: Id, fx: &mut Effects<Self>) {
        if self.refusals_answered {
            fx.send(to, Message::Refused { id, promised });
        }
    }
}
