//! What a search found as a run: each move becomes the acts that a person would do for it.

use std::rc::Rc;

use crate::explore::{Envelope, Happening, Inquiry, Judge, Kind, Move, Network};
use crate::sim::{Act, MessageRef, NodeId, NodeSet, Protocol, Run, Since, World};

use super::Question;
use crate::exhibit::saved::Saved;
use crate::exhibit::staged::Staged;

/// The run that goes through these moves and stops; `None` when the world cannot do one of them.
pub(super) fn run_of<E: Staged>(
    question: &Question,
    inquiry: &Inquiry<E::Protocol>,
    moves: &[Move<E::Protocol>],
) -> Option<Saved> {
    let mut run = Run::new(Rc::new(inquiry.protocol.clone()), question.seed, &[], None);
    for (at, step) in moves.iter().enumerate() {
        for act in acts(run.world(), inquiry, step, &moves[at + 1..])? {
            if run.world().closed(act).is_some() {
                return None;
            }
            let (log, stops) = run.log_with(act);
            run.fork(&log, stops);
            run.seek(run.cursor() + 1);
        }
    }
    Some(Saved {
        exhibit: E::NAME,
        scenario: E::SCENARIOS.first().map_or("", |spec| spec.name),
        knobs: question.knobs.clone(),
        without: question.without.clone(),
        seed: question.seed,
        acts: run.deviations(),
        stops: Some(run.cursor()),
        event: run.cursor(),
    })
}

/// Whether a saved run, played from its start, ends where this is broken (or may be so, and is).
pub(super) fn comes_to<P: Protocol>(protocol: &P, saved: &Saved, kind: Kind, judge: &Judge<P>) -> bool {
    let mut run = Run::new(Rc::new(protocol.clone()), saved.seed, &saved.acts, saved.stops);
    run.seek(saved.event);
    let is_so = run.world().sight(|sight| judge(&sight));
    // What every run should come through is broken where one ends without it.
    run.cursor() == saved.event && is_so != (kind == Kind::Eventually)
}

/// The acts of a move in a world.
fn acts<P: Protocol>(world: &World<P>, inquiry: &Inquiry<P>, step: &Move<P>, later: &[Move<P>]) -> Option<Vec<Act>> {
    let everybody: NodeSet = (0..inquiry.protocol.size()).map(NodeId).collect();
    Some(match &step.what {
        Happening::Deliver(envelope) => {
            // Where messages stay, one that is to arrive again needs a second one of itself.
            let stays = matches!(inquiry.network, Network::Set | Network::Doubling);
            let again = later.iter().any(|step| step.what == Happening::Deliver(envelope.clone()));
            let name = oldest(world, envelope)?;
            let copy = (stays && again && flights(world, envelope).count() < 2).then_some(Act::Duplicate(name));
            copy.into_iter().chain([Act::Deliver(name)]).collect()
        }
        Happening::Command(place) => {
            let (node, choice) = *inquiry.commands.get(*place)?;
            vec![Act::Command { node, choice }]
        }
        Happening::Fire(node, timer) => {
            let place = world.armed(*node).position(|armed| armed == *timer)?;
            vec![Act::Fire { node: *node, timer: place as u16 }]
        }
        Happening::Crash(node, reaches) => vec![Act::Crash { node: *node, reaches: reaches.unwrap_or(everybody) }],
        Happening::Wake(node, disk) => vec![Act::Wake { node: *node, disk: *disk }],
        Happening::Lose(envelope) => vec![Act::Lose(oldest(world, envelope)?)],
        Happening::Duplicate(envelope) => vec![Act::Duplicate(oldest(world, envelope)?)],
        Happening::Forge(envelope, choice) => {
            let turns = (!world.traitors().has(envelope.from)).then_some(Act::Betray { node: envelope.from, since: Since::Now });
            let lie = Act::Forge { message: oldest(world, envelope)?, choice: *choice };
            turns.into_iter().chain([lie]).collect()
        }
    })
}

/// The messages in flight that say just this.
fn flights<'a, P: Protocol>(world: &'a World<P>, envelope: &'a Envelope<P::Message>) -> impl Iterator<Item = MessageRef> + 'a {
    let fits = |name: MessageRef| (name.from, name.to) == (envelope.from, envelope.to);
    world.wire().filter(move |flight| fits(flight.name) && *flight.message == envelope.message).map(|flight| flight.name)
}

fn oldest<P: Protocol>(world: &World<P>, envelope: &Envelope<P::Message>) -> Option<MessageRef> {
    flights(world, envelope).next()
}
