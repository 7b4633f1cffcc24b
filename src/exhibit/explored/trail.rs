//! Where a run is in a graph: its events are done again as moves of the search, one by one, and after each the two must
//! agree on what every node knows, on who is up and on what the watcher knows. So no state is taken for the run's that
//! merely looks like it, and where the run does what was not asked for, the trail ends.
//!
//! What the search does not tell apart is no move: holding a message back, cutting a link; a message that was ignored, or
//! came to a node that was down, which for the search is still under way; and, where messages stay for ever, a double or
//! a loss.

use std::rc::Rc;

use crate::explore::{Envelope, Graph, Happening, Inquiry, Network, Timeless};
use crate::sim::{Act, Ending, LossCause, NodeId, NodeSet, Protocol, Run, Step, World};

use crate::exhibit::saved::Saved;

/// A run is followed for so many events: a graph that can be drawn is not as deep, and a run that goes in circles stays.
const TRAIL_MAX: u32 = 400;

/// The states of a run, event by event, as far as it stays in the graph.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Trail {
    /// A state for each event, from 0.
    pub states: Vec<u32>,
    /// Whether the run goes on where the graph does not.
    pub leaves: bool,
}

/// Follows a run.
pub(super) fn of<P: Protocol>(graph: &Graph<Timeless<P>>, inquiry: &Inquiry<P>, saved: &Saved) -> Trail {
    let mut run = Run::new(Rc::new(inquiry.protocol.clone()), saved.seed, &saved.acts, saved.stops);
    run.extend(TRAIL_MAX);
    let starts = 0..graph.levels().first().copied().unwrap_or(0);
    let start = starts.clone().find(|start| agree(graph, *start, run.origin()));
    let mut trail = Trail { states: start.into_iter().collect(), leaves: start.is_none() };
    let mut here = start;
    for event in 1..=run.last() {
        let Some(state) = here else { break };
        let before = run.world().clone();
        run.seek(event);
        let ahead = |event: u32| run.steps().get(event as usize);
        let falls = ahead(event).zip(ahead(event + 1)).is_some_and(|(step, next)| fallen(step, next).is_some());
        here = followed(graph, inquiry, (state, &before), run.world(), falls);
        trail.states.extend(here);
        trail.leaves = here.is_none();
    }
    trail
}

/// Whether a step is the crash of the node of the step before, in the middle of what that sent: whom it still reaches.
fn fallen<P: Protocol>(before: &Step<P>, step: &Step<P>) -> Option<NodeSet> {
    let Some(Act::Crash { node, .. }) = step.act else { return None };
    if before.node != Some(node) || step.ended.is_empty() {
        return None;
    }
    let withdrawn: NodeSet = step.ended.iter().map(|(flight, _)| flight.name.to).collect();
    Some(before.sent.iter().map(|flight| flight.name.to).filter(|to| !withdrawn.has(*to)).collect())
}

/// The state after an event, if the graph has it.
fn followed<P: Protocol>(
    graph: &Graph<Timeless<P>>,
    inquiry: &Inquiry<P>,
    (state, before): (u32, &World<P>),
    world: &World<P>,
    falls: bool,
) -> Option<u32> {
    let Some(what) = happening(inquiry, before, &world.step)? else {
        return agree(graph, state, world).then_some(state);
    };
    // A crash in the middle of sending: the step before was the beginning of it.
    let what = match (what, fallen(&before.step, &world.step)) {
        (Happening::Crash(node, None), Some(reached)) => Happening::Crash(node, Some(reached)),
        (what, _) => what,
    };
    let fits = |by: u32| {
        let step = &graph.moves()[by as usize];
        step.what == what && step.begins == falls
    };
    let edges = graph.edges(state).iter().filter(|edge| fits(edge.by));
    edges.map(|edge| edge.to).find(|to| agree(graph, *to, world))
}

/// An event as the search has it: nothing at all where it makes no difference there, `None` where no move is like it.
#[expect(clippy::option_option, reason = "no move, and no move that there is")]
fn happening<P: Protocol>(inquiry: &Inquiry<P>, before: &World<P>, step: &Step<P>) -> Option<Option<Happening<P>>> {
    let stays = matches!(inquiry.network, Network::Set | Network::Doubling);
    let envelope = |flight: &crate::sim::Flight<P>| Envelope {
        to: flight.name.to,
        from: flight.name.from,
        message: (*flight.message).clone(),
    };
    Some(match step.act? {
        Act::Deliver(_) => {
            let (flight, ending) = step.ended.first()?;
            let gone = *ending != Ending::Ignored || inquiry.network == Network::Ordered;
            gone.then(|| Happening::Deliver(envelope(flight)))
        }
        Act::Lose(_) => {
            let (flight, ending) = step.ended.first()?;
            let nobody = *ending == Ending::Lost(LossCause::RecipientDown);
            (!nobody && inquiry.network != Network::Set).then(|| Happening::Lose(envelope(flight)))
        }
        Act::Duplicate(name) => {
            let flight = before.find(name)?;
            (!stays).then(|| Happening::Duplicate(envelope(flight)))
        }
        Act::Forge { message, choice } => Some(Happening::Forge(envelope(before.find(message)?), choice)),
        Act::Crash { node, .. } => Some(Happening::Crash(node, None)),
        Act::Wake { node, disk } => Some(Happening::Wake(node, disk)),
        Act::Fire { node, timer } => Some(Happening::Fire(node, before.armed(node).nth(usize::from(timer))?)),
        Act::Command { node, choice } => {
            Some(Happening::Command(inquiry.commands.iter().position(|one| *one == (node, choice))?))
        }
        Act::Hold(_) | Act::Release(_) | Act::Cut(..) | Act::Heal(..) | Act::Partition(_) | Act::HealAll | Act::Betray { .. } => {
            None
        }
        Act::Turn(_) => return None,
    })
}

/// Whether a state is as the world is, but for what is under way.
fn agree<P: Protocol>(graph: &Graph<Timeless<P>>, state: u32, world: &World<P>) -> bool {
    let Some(row) = graph.row(state) else { return false };
    let nodes = (0..world.protocol.size()).map(NodeId);
    graph.space().sight(row, |sight| {
        let same = |node: NodeId| sight.nodes.get(node.index()).copied() == world.node(node);
        sight.up == world.up() && sight.watched == world.watched() && nodes.clone().all(same)
    })
}
