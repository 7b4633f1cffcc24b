//! The learner: decides nothing and counts in no quorum; it learns the resolution.

use crate::sim::Relation::{AtLeast, Below, Equals};
use crate::sim::{Condition, Effects, Input, NodeId, NodeSet};

use super::facts::{Fact, What, Why};
use super::machine::{Paxos, ignore};
use super::roles::{Learner, Message, Proposal, Timer};

impl Paxos {
    pub(super) fn learn(&self, learner: &mut Learner, input: &Input<Self>, fx: &mut Effects<Self>) {
        match *input {
            Input::Message { from, message: Message::Learn(proposal) } => {
                take_resolution(learner, from, proposal, false, None, fx);
            }
            Input::Message { from, message: Message::Accepted(proposal) } => {
                let voters = learner.votes.at(proposal, NodeSet::default);
                let first = Condition::new("counted-before", u32::from(voters.has(from)), Equals, 0);
                if !voters.insert(from) {
                    return ignore(from, Message::Accepted(proposal), Why::CountedAlready, Some(first), fx);
                }
                let count = voters.len() as u32;
                let enough = Condition::new("accepted-are-majority", count, AtLeast, self.needed());
                if enough.holds() {
                    take_resolution(learner, from, proposal, true, Some(enough), fx);
                } else {
                    let fewer = Condition::new("accepted-below-majority", count, Below, self.needed());
                    fx.note(Fact::new(What::LearnerCounts { proposal, from, count, needed: self.needed() }, [fewer]));
                }
            }
            Input::Message {
                from,
                message:
                    message @ (Message::Prepare { .. } | Message::Promise { .. } | Message::Propose(_) | Message::Refused { .. }),
            } => ignore(from, message, Why::NotMine, None, fx),
            Input::Timer(Timer::Patience) | Input::Command(_) | Input::Turn { .. } => {}
        }
    }
}

fn take_resolution(
    learner: &mut Learner,
    from: NodeId,
    proposal: Proposal,
    counted: bool,
    enough: Option<Condition>,
    fx: &mut Effects<Paxos>,
) {
    match learner.learned {
        None => {
            learner.learned = Some(proposal);
            fx.note(Fact::new(What::Learns { proposal, from, counted }, enough));
        }
        Some(known) if known.value == proposal.value => {
            let news = Condition::new("learned-before", 1, Equals, 0);
            if counted {
                // The vote itself was counted: this is a step, though nothing new is learned.
                fx.note(Fact::new(What::Learns { proposal: known, from, counted }, enough));
            } else {
                ignore(from, Message::Learn(proposal), Why::KnownAlready, Some(news), fx);
            }
        }
        Some(learned) => fx.note(Fact::new(What::Contradicts { learned, heard: proposal }, [])),
    }
}
