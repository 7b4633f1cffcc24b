//! The space-time diagram of any run: what its steps tell, noted once, and windows of it.
//!
//! A chart learns each step when it is worked out and forgets what a new branch leaves behind, so that a window costs
//! what is in it. What is late is noted with the event that made it so: a window shows it as it stood at its last frame.

use crate::scene::{Arrow, ArrowEnd, Diagram, Lifeline, Mark, MarkKind};
use crate::sim::limits::NODES_MAX;
use crate::sim::{Act, Delivery, Ending, MessageId, NodeId, Protocol, SortedMap, Step};
use crate::text::Tone;

use super::staged::Staged;

/// Above so many arrows nobody can follow one: then there is a bundle for each link, round, tone and kind of end; if
/// that is not enough, one for all rounds.
const ARROWS_MAX: usize = 150;

/// An event that has not come.
const NEVER: u32 = u32::MAX;

/// A message, as far as the run is known.
#[derive(Clone, Copy, Debug)]
struct Way {
    from: u8,
    to: u8,
    tone: Tone,
    end: ArrowEnd,
    sent: u32,
    ended: u32,
    /// Since which event it is late.
    late: u32,
}

/// What is known of a run's messages and marks.
#[derive(Debug, Default)]
pub(super) struct Chart {
    /// By the message's number.
    ways: Vec<Way>,
    /// The messages that ended, in that order.
    ended: Vec<u32>,
    /// The messages that have not, where they may overtake each other: not in rounds.
    open: Vec<u32>,
    marks: Vec<Mark>,
}

impl Chart {
    /// Notes a step: the one after those that are known.
    pub(super) fn learn<E: Staged>(&mut self, protocol: &E::Protocol, step: &Step<E::Protocol>) {
        let overtaking = protocol.delivery() == Delivery::Messages;
        for flight in &step.sent {
            if overtaking {
                self.open.push(flight.id.0);
            }
            self.ways.push(Way {
                from: flight.name.from.0,
                to: flight.name.to.0,
                tone: E::sort(protocol, &flight.message).1,
                end: ArrowEnd::Flying,
                sent: step.event,
                ended: NEVER,
                late: NEVER,
            });
        }
        for flight in step.touched.iter().filter(|flight| flight.held) {
            self.late(flight.id, step.event);
        }
        for (flight, ending) in &step.ended {
            let Some(way) = self.ways.get_mut(flight.id.0 as usize) else { continue };
            (way.ended, way.end) = (step.event, end(*ending));
            let (sent, to) = (way.sent, way.to);
            self.ended.push(flight.id.0);
            if overtaking {
                self.open.retain(|open| *open != flight.id.0);
                for place in 0..self.open.len() {
                    let id = MessageId(self.open[place]);
                    if self.ways.get(id.0 as usize).is_some_and(|other| other.sent < sent && other.to == to) {
                        self.late(id, step.event);
                    }
                }
            }
        }
        self.marks.extend(mark(step));
    }

    fn late(&mut self, message: MessageId, event: u32) {
        if let Some(way) = self.ways.get_mut(message.0 as usize).filter(|way| way.ended == NEVER) {
            way.late = way.late.min(event);
        }
    }

    /// Forgets what lies behind an event.
    pub(super) fn forget(&mut self, here: u32) {
        self.ways.truncate(self.ways.partition_point(|way| way.sent <= here));
        let known = self.ended.partition_point(|id| self.ways.get(*id as usize).is_some_and(|way| way.ended <= here));
        for id in self.ended.drain(known..) {
            if let Some(way) = self.ways.get_mut(id as usize) {
                (way.ended, way.end) = (NEVER, ArrowEnd::Flying);
            }
        }
        for way in self.ways.iter_mut().filter(|way| way.late > here) {
            way.late = NEVER;
        }
        let open = self.ways.iter().enumerate().filter(|(_, way)| way.ended == NEVER);
        self.open = open.map(|(id, _)| id as u32).collect();
        self.marks.retain(|mark| mark.frame <= here);
    }

    /// The event that sent a message, and the one that ended it, if one has.
    pub(super) fn life(&self, message: u32) -> Option<(u32, Option<u32>)> {
        let way = self.ways.get(message as usize)?;
        Some((way.sent, (way.ended != NEVER).then_some(way.ended)))
    }

    /// The window of frames first..=last, which are known.
    pub(super) fn window<E: Staged>(
        &self,
        protocol: &E::Protocol,
        (first, last): (u32, u32),
        broken: impl Iterator<Item = Mark>,
        phases: Vec<u32>,
    ) -> Diagram {
        let names = (0..protocol.size()).map(|node| E::name(protocol, NodeId(node)));
        let mut diagram = Diagram {
            first,
            last,
            lifelines: names.map(|name| Lifeline { name, down: Vec::new() }).collect(),
            arrows: Vec::new(),
            marks: Vec::new(),
            phases: phases.into_iter().filter(|phase| (first..=last).contains(phase)).collect(),
        };
        let more = self.arrows(first, last).nth(ARROWS_MAX).is_some();
        diagram.arrows =
            if more { bundles(self.arrows(first, last), &diagram.phases) } else { self.arrows(first, last).collect() };
        if diagram.arrows.len() > ARROWS_MAX {
            diagram.arrows = bundles(diagram.arrows.into_iter(), &[]);
        }
        let mut down: SortedMap<u8, u32> = SortedMap::new();
        for mark in self.marks.iter().take_while(|mark| mark.frame <= last) {
            match mark.kind {
                MarkKind::Crash => drop(down.insert(mark.node, mark.frame)),
                MarkKind::Wake => {
                    if let Some(since) = down.remove(&mark.node) {
                        fall(&mut diagram, mark.node, since, mark.frame);
                    }
                }
                MarkKind::Command | MarkKind::Timeout | MarkKind::Traitor | MarkKind::Broken => {}
            }
            if mark.frame >= first {
                diagram.marks.push(mark.clone());
            }
        }
        for (node, since) in down {
            fall(&mut diagram, node, since, last);
        }
        diagram.marks.extend(broken.filter(|mark| (first..=last).contains(&mark.frame)));
        diagram
    }

    /// First what ended within the window, in that order, then what is in flight at its end.
    fn arrows(&self, first: u32, last: u32) -> impl Iterator<Item = Arrow> + '_ {
        let way = |id: &u32| self.ways[*id as usize];
        let until = |event: u32| self.ended.partition_point(move |id| way(id).ended < event);
        let done = self.ended[until(first.min(last + 1))..until(last + 1)].iter().map(move |id| (*id, way(id)));
        let sent = &self.ways[..self.ways.partition_point(|way| way.sent <= last)];
        let flying = (0..).zip(sent).filter(move |(_, way)| way.ended > last);
        let flying = flying.map(move |(id, way)| (id, Way { ended: last, end: ArrowEnd::Flying, ..*way }));
        done.chain(flying).map(move |(id, way)| Arrow {
            message: id,
            from: way.from,
            to: way.to,
            sent: way.sent,
            ended: way.ended,
            end: way.end,
            tone: way.tone,
            late: way.late <= last,
            count: 1,
        })
    }
}

fn end(ending: Ending) -> ArrowEnd {
    match ending {
        Ending::Delivered => ArrowEnd::Delivered,
        Ending::Refused => ArrowEnd::Refused,
        Ending::Ignored => ArrowEnd::Ignored,
        Ending::Lost(_) => ArrowEnd::Lost,
    }
}

fn bundles(arrows: impl Iterator<Item = Arrow>, phases: &[u32]) -> Vec<Arrow> {
    // By link, so that a hundred thousand arrows find their bundle among a few.
    let mut links: Vec<Vec<(_, Arrow)>> = vec![Vec::new(); usize::from(NODES_MAX).pow(2)];
    for arrow in arrows {
        let round = phases.partition_point(|phase| *phase <= arrow.sent);
        let alike = (round, arrow.from, arrow.to, arrow.tone, arrow.end as u8);
        let Some(link) = links.get_mut(usize::from(arrow.from) * usize::from(NODES_MAX) + usize::from(arrow.to)) else {
            continue;
        };
        match link.iter_mut().find(|(known, _)| *known == alike) {
            Some((_, bundle)) => {
                bundle.count += arrow.count;
                bundle.sent = bundle.sent.min(arrow.sent);
                bundle.ended = bundle.ended.max(arrow.ended);
                bundle.late |= arrow.late;
            }
            None => link.push((alike, arrow)),
        }
    }
    let mut bundles: Vec<_> = links.into_iter().flatten().collect();
    bundles.sort_by_key(|(alike, _)| *alike);
    bundles.into_iter().map(|(_, bundle)| bundle).collect()
}

/// What a step leaves on a lifeline.
fn mark<P: Protocol>(step: &Step<P>) -> Option<Mark> {
    let (kind, tone, node) = match step.act? {
        Act::Command { node, .. } => (MarkKind::Command, Tone::Ask, node),
        Act::Fire { node, .. } => (MarkKind::Timeout, Tone::Ask, node),
        Act::Crash { node, .. } => (MarkKind::Crash, Tone::Crashed, node),
        Act::Wake { node, .. } => (MarkKind::Wake, Tone::Plain, node),
        Act::Betray { node, .. } => (MarkKind::Traitor, Tone::Traitor, node),
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
        | Act::Turn(_) => return None,
    };
    Some(Mark { frame: step.event, node: node.0, kind, tone })
}

fn fall(diagram: &mut Diagram, node: u8, since: u32, until: u32) {
    if until < diagram.first {
        return;
    }
    if let Some(lifeline) = diagram.lifelines.get_mut(usize::from(node)) {
        lifeline.down.push((since.max(diagram.first), until));
    }
}
