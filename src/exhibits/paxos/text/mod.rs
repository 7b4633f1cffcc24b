//! The prose of Paxos: what a fact says, in both languages, computed from the run.
//!
//! A sentence of a fact knows only what its node knows; what only the watcher knows is said in
//! [`aside`] and [`watcher`], apart from it. The other words: [`rule`] and [`condition`] quote the
//! source, [`because`] and [`stuck`] tell how a run stands, the tables of `words` name things.

mod acceptors;
mod learners;
mod messages;
mod proposers;
mod reasons;
mod rules;
mod standing;
pub mod teller;
mod waking;
mod words;

#[cfg(test)]
mod tests;

pub use messages::{command, command_word, kind_help, message, timer};
pub use reasons::{aside, because, watcher};
pub use rules::{condition, rule};
pub use standing::{phase, phase_key, stuck, summary};
pub use words::{ABOUT, ASSUMPTIONS, CHECKS, KNOBS, QUESTION, TITLE, leaves, role_name, role_sentence};

use crate::sim::{NodeId, Step, World};
use crate::text::{Line, Locale};

use super::facts::{Fact, What};
use super::guards::Guard;
use super::machine::Paxos;
use super::roles::{Node, Phase};
use teller::Teller;

/// What happened: the sentence of a fact, its first clause strong.
pub fn fact(world: &World<Paxos>, step: &Step<Paxos>, at: NodeId, fact: &Fact, locale: Locale) -> Line {
    let teller = Story { teller: Teller::new(&world.protocol, locale), world, step, at };
    match &fact.what {
        What::Prepares { id, own, after } => teller.prepares(*id, *own, *after),
        What::Promises { id, before, reported, recorded } => teller.promises(*id, *before, *reported, *recorded),
        What::RefusesPrepare { id, promised } => teller.refuses_prepare(*id, *promised),
        What::CountsPromise { id, from, reported, count, needed } => {
            teller.counts_promise(*id, *from, *reported, (*count, *needed))
        }
        What::Proposes { proposal, own, adopted, passed_over, promises } => match passed_over {
            Some(best) => teller.passes_over(*proposal, *adopted, *best),
            None => teller.proposes(*proposal, *own, *adopted, *promises),
        },
        What::Accepts { proposal, promised, before } => teller.accepts(*proposal, *promised, *before),
        What::RefusesPropose { proposal, promised } => teller.refuses_propose(*proposal, *promised),
        What::CountsAccepted { proposal, from, count, needed } => teller.counts_accepted(*proposal, *from, (*count, *needed)),
        What::Declares { proposal, accepted, tells } => teller.declares(*proposal, *accepted, *tells),
        What::HearsRefusal { id, from, promised } => teller.hears_refusal(*id, *from, *promised),
        What::Learns { proposal, from, counted } => teller.learns(*proposal, *from, *counted),
        What::LearnerCounts { proposal, from, count, needed } => teller.learner_counts(*proposal, *from, (*count, *needed)),
        What::Contradicts { learned, heard } => teller.contradicts(*learned, *heard),
        What::Ignores { from, kind, id, why } => teller.ignores(*from, kind, *id, *why),
        What::Wakes { disk, promised, holds, used } => teller.wakes(*disk, *promised, *holds, *used),
    }
}

/// A fact in its surroundings: who steps, in which step of which world.
struct Story<'a> {
    teller: Teller<'a>,
    world: &'a World<Paxos>,
    step: &'a Step<Paxos>,
    at: NodeId,
}

impl<'a> std::ops::Deref for Story<'a> {
    type Target = Teller<'a>;

    fn deref(&self) -> &Teller<'a> {
        &self.teller
    }
}

impl Story<'_> {
    fn me(&self) -> Line {
        self.node(self.at)
    }

    fn removed(&self, guard: Guard) -> bool {
        self.paxos.without.has(guard)
    }
}

/// Where a proposer stands, if the node is one.
pub(super) fn phase_of(world: &World<Paxos>, node: NodeId) -> Option<&Phase> {
    match world.node(node) {
        Some(Node::Proposer(proposer)) => Some(&proposer.phase),
        Some(Node::Acceptor(_) | Node::Learner(_)) | None => None,
    }
}
