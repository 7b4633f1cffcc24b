//! The space-time diagram of any run: a pure function of its steps.

use std::rc::Rc;

use crate::scene::{Arrow, ArrowEnd, Diagram, Lifeline, Mark, MarkKind};
use crate::sim::{Act, Ending, MessageId, NodeId, Protocol, SortedMap, Step};
use crate::text::Tone;

use super::staged::Staged;

/// Above so many arrows nobody can follow one: then there is a bundle for each link, round, tone and kind of end; if
/// that is not enough, one for all rounds.
const ARROWS_MAX: usize = 150;

/// The window of frames first..=last.
pub(super) fn diagram<E: Staged>(
    protocol: &E::Protocol,
    steps: &[Rc<Step<E::Protocol>>],
    (first, last): (u32, u32),
    broken: &[u32],
    phases: Vec<u32>,
) -> Diagram {
    let last = last.min(steps.len().saturating_sub(1) as u32);
    let names = (0..protocol.size()).map(|node| E::name(protocol, NodeId(node)));
    let mut diagram = Diagram {
        first,
        last,
        lifelines: names.map(|name| Lifeline { name, down: Vec::new() }).collect(),
        arrows: Vec::new(),
        marks: Vec::new(),
        phases: phases.into_iter().filter(|phase| (first..=last).contains(phase)).collect(),
    };
    let mut down: SortedMap<NodeId, u32> = SortedMap::new();
    let mut open: SortedMap<MessageId, Arrow> = SortedMap::new();
    for step in steps.iter().take(last as usize + 1) {
        arrows::<E>(protocol, step, &mut open, &mut diagram.arrows, first);
        marks(step, &mut diagram, &mut down);
    }
    let flying = open.into_values().map(|arrow| Arrow { ended: last.max(arrow.sent), ..arrow });
    diagram.arrows.extend(flying);
    if diagram.arrows.len() > ARROWS_MAX {
        diagram.arrows = bundles(&diagram.arrows, &diagram.phases);
    }
    if diagram.arrows.len() > ARROWS_MAX {
        diagram.arrows = bundles(&diagram.arrows, &[]);
    }
    for (node, since) in down {
        fall(&mut diagram, node, since, last);
    }
    let broken = broken.iter().filter(|event| (first..=last).contains(event));
    for event in broken {
        let node = steps.get(*event as usize).and_then(|step| step.node).unwrap_or(NodeId(0));
        diagram.marks.push(Mark { frame: *event, node: node.0, kind: MarkKind::Broken, tone: Tone::Bad });
    }
    diagram
}

fn arrows<E: Staged>(
    protocol: &E::Protocol,
    step: &Step<E::Protocol>,
    open: &mut SortedMap<MessageId, Arrow>,
    done: &mut Vec<Arrow>,
    first: u32,
) {
    for flight in &step.sent {
        let arrow = Arrow {
            message: flight.id.0,
            from: flight.name.from.0,
            to: flight.name.to.0,
            sent: step.event,
            ended: step.event,
            end: ArrowEnd::Flying,
            tone: E::look(protocol, &flight.message).tone,
            late: false,
            count: 1,
        };
        open.insert(flight.id, arrow);
    }
    for flight in &step.touched {
        if let Some(arrow) = open.get_mut(&flight.id) {
            arrow.late |= flight.held;
        }
    }
    for (flight, ending) in &step.ended {
        let Some(arrow) = open.remove(&flight.id) else { continue };
        let end = match ending {
            Ending::Delivered => ArrowEnd::Delivered,
            Ending::Refused => ArrowEnd::Refused,
            Ending::Ignored => ArrowEnd::Ignored,
            Ending::Lost(_) => ArrowEnd::Lost,
        };
        let overtook = open.values().any(|other| other.sent < arrow.sent && other.to == arrow.to);
        if overtook {
            for other in open.values_mut().filter(|other| other.sent < arrow.sent && other.to == arrow.to) {
                other.late = true;
            }
        }
        if step.event >= first {
            done.push(Arrow { ended: step.event, end, ..arrow });
        }
    }
}

fn bundles(arrows: &[Arrow], phases: &[u32]) -> Vec<Arrow> {
    let mut bundles: SortedMap<_, Arrow> = SortedMap::new();
    for arrow in arrows {
        let round = phases.iter().filter(|phase| **phase <= arrow.sent).count();
        let alike = (round, arrow.from, arrow.to, arrow.tone, arrow.end as u8);
        let bundle = bundles.at(alike, || Arrow { count: 0, ..arrow.clone() });
        bundle.count += arrow.count;
        bundle.sent = bundle.sent.min(arrow.sent);
        bundle.ended = bundle.ended.max(arrow.ended);
        bundle.late |= arrow.late;
    }
    bundles.into_values().collect()
}

fn marks<P: Protocol>(step: &Step<P>, diagram: &mut Diagram, down: &mut SortedMap<NodeId, u32>) {
    let (kind, tone, node) = match step.act {
        Some(Act::Command { node, .. }) => (MarkKind::Command, Tone::Ask, node),
        Some(Act::Fire { node, .. }) => (MarkKind::Timeout, Tone::Ask, node),
        Some(Act::Crash { node, .. }) => {
            down.insert(node, step.event);
            (MarkKind::Crash, Tone::Crashed, node)
        }
        Some(Act::Wake { node, .. }) => {
            if let Some(since) = down.remove(&node) {
                fall(diagram, node, since, step.event);
            }
            (MarkKind::Wake, Tone::Plain, node)
        }
        Some(Act::Betray { node, .. }) => (MarkKind::Traitor, Tone::Traitor, node),
        Some(
            Act::Deliver(_)
            | Act::Lose(_)
            | Act::Duplicate(_)
            | Act::Hold(_)
            | Act::Release(_)
            | Act::Forge { .. }
            | Act::Cut(..)
            | Act::Heal(..)
            | Act::Partition(_)
            | Act::HealAll
            | Act::Turn(_),
        )
        | None => return,
    };
    if step.event >= diagram.first {
        diagram.marks.push(Mark { frame: step.event, node: node.0, kind, tone });
    }
}

fn fall(diagram: &mut Diagram, node: NodeId, since: u32, until: u32) {
    if until < diagram.first {
        return;
    }
    if let Some(lifeline) = diagram.lifelines.get_mut(node.index()) {
        lifeline.down.push((since.max(diagram.first), until));
    }
}
