//! The figures of the stage: what each shows of its node.

use crate::exhibits::paxos::machine::{Paxos, Role};
use crate::exhibits::paxos::roles::{Node, Phase, Proposal};
use crate::exhibits::paxos::text::role_name;
use crate::exhibits::paxos::text::teller::Teller;
use crate::scene::{Figure, Format, Glow, GlowKind, Heading, Shape, Stage};
use crate::sim::{NodeId, World};
use crate::text::{Locale, Tone};

use super::captions::Scribe;
use super::layout::{grid, spot};
use super::{ROLES, inspect, resolution};

/// The stage without links and packets.
pub fn stage(world: &World<Paxos>, locale: Locale, format: Format) -> Stage {
    let paxos = &world.protocol;
    let grid = grid(paxos, format);
    let counts = [paxos.proposers, paxos.acceptors, paxos.learners];
    let headings = ROLES.into_iter().zip(counts).zip(grid.headings.into_iter().flatten());
    let headings = headings.map(|((role, count), at)| Heading { at, text: heading(role, count, locale).to_owned() });
    let scribe = Scribe { t: Teller::new(paxos, locale), room: grid.captions };
    let nodes = paxos.all_proposers().chain(paxos.all_acceptors()).chain(paxos.all_learners());
    Stage {
        width: grid.size.0,
        height: grid.size.1,
        headings: headings.collect(),
        figures: nodes.filter_map(|node| figure(world, node, format, scribe)).collect(),
        ..Stage::default()
    }
}

fn heading(role: Role, count: u8, locale: Locale) -> &'static str {
    match (role, count) {
        (Role::Proposer, 1) => locale.pick("Proposer", "提议者"),
        (Role::Proposer, _) => locale.pick("Proposers", "提议者"),
        (Role::Acceptor, 1) => locale.pick("Acceptor", "决策者"),
        (Role::Acceptor, _) => locale.pick("Acceptors", "决策者"),
        (Role::Learner, 1) => locale.pick("Learner", "学习者"),
        (Role::Learner, _) => locale.pick("Learners", "学习者"),
    }
}

fn figure(world: &World<Paxos>, node: NodeId, format: Format, scribe: Scribe) -> Option<Figure> {
    let paxos = &world.protocol;
    let (role, number) = paxos.role(node);
    let place = spot(paxos, format, role, i32::from(number) - 1);
    let crashed = !world.up().has(node);
    let state = world.node(node)?;
    let tags = match state {
        Node::Acceptor(_) if crashed && !paxos.writes(role) => Vec::new(),
        Node::Acceptor(acceptor) => scribe.tags(acceptor, crashed, place.tags),
        Node::Proposer(_) | Node::Learner(_) => Vec::new(),
    };
    Some(Figure {
        node: node.0,
        name: paxos.name(node),
        shape: shape(role),
        at: place.at,
        radius: place.radius,
        tone: outline(state, crashed),
        active: world.step.node == Some(node),
        aside: false,
        crashed,
        traitor: world.traitors().has(node),
        glow: if role == Role::Acceptor { glow(world, node) } else { None },
        caption: scribe.caption(state, crashed, place),
        over: false,
        lean: 0,
        tags_at: place.tags_at(&tags, crashed),
        tags,
        label: label(scribe.t, node, state, crashed),
    })
}

fn shape(role: Role) -> Shape {
    match role {
        Role::Proposer => Shape::Triangle,
        Role::Acceptor => Shape::Square,
        Role::Learner => Shape::Circle,
    }
}

fn outline(state: &Node, crashed: bool) -> Tone {
    if crashed {
        return Tone::Crashed;
    }
    match state {
        Node::Learner(_) => resolution(state).map_or(Tone::Plain, |proposal| Tone::Value(proposal.value.0)),
        Node::Proposer(_) | Node::Acceptor(_) => Tone::Plain,
    }
}

/// The quorum that an acceptor belongs to: chosen before accepted before promised, and of several
/// proposers the one with the highest id.
fn glow(world: &World<Paxos>, node: NodeId) -> Option<Glow> {
    let watched = world.watched();
    let voted = |proposal: &&Proposal| watched.votes.get(*proposal).is_some_and(|voters| voters.has(node));
    if let Some(chosen) = watched.chosen.iter().rev().find(voted) {
        return Some(Glow { tone: Tone::Value(chosen.value.0), kind: GlowKind::Chosen });
    }
    let mut phases: Vec<&Phase> = world.protocol.all_proposers().filter_map(|node| phase(world, node)).collect();
    phases.sort_by_key(|phase| std::cmp::Reverse(phase.id()));
    phases.into_iter().find_map(|phase| match phase {
        Phase::Proposing { proposal, accepted, .. } | Phase::Resolved { proposal, accepted } if accepted.has(node) => {
            Some(Glow { tone: Tone::Value(proposal.value.0), kind: GlowKind::Accepted })
        }
        Phase::Proposing { promises, .. } if promises.has(node) => Some(Glow { tone: Tone::Propose, kind: GlowKind::Promised }),
        Phase::Idle | Phase::Preparing { .. } | Phase::Proposing { .. } | Phase::Resolved { .. } => None,
    })
}

/// Where a proposer that is up stands.
fn phase(world: &World<Paxos>, node: NodeId) -> Option<&Phase> {
    match world.node(node) {
        Some(Node::Proposer(proposer)) if world.up().has(node) => Some(&proposer.phase),
        Some(Node::Proposer(_) | Node::Acceptor(_) | Node::Learner(_)) | None => None,
    }
}

/// One sentence that a screen reader says of a node.
fn label(t: Teller, node: NodeId, state: &Node, crashed: bool) -> String {
    let role = role_name(t.paxos.role(node).0, t.locale);
    let down = if crashed { t.locale.pick(", crashed", "，宕机") } else { "" };
    let colon = t.locale.pick(": ", "：");
    format!("{} · {role}{down}{colon}{}", t.paxos.name(node), inspect::knows(t, state, crashed))
}
