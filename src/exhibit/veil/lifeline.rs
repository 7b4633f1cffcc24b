//! The diagram through a veil: the node's own steps up to the cursor.

use crate::scene::{Arrow, ArrowEnd, Diagram, Lifeline, Mark, MarkKind};
use crate::sim::{Ending, Flight, NodeId, Protocol, Step};
use crate::text::Tone;

use super::super::history::{Entry, entries, sent};
use super::super::staged::Staged;
use super::Veil;

impl<E: Staged> Veil<'_, E> {
    /// A window of it.
    pub(super) fn diagram(&self, (first, last): (u32, u32)) -> Diagram {
        let protocol = &self.world().protocol;
        let names = (0..protocol.size()).map(|node| E::name(protocol, NodeId(node)));
        let mut diagram = Diagram {
            first,
            last,
            lifelines: names.map(|name| Lifeline { name, down: Vec::new() }).collect(),
            ..Diagram::default()
        };
        let here = last.min(self.run.cursor());
        let mut down = None;
        for step in self.run.steps().iter().take(here as usize + 1).filter(|step| step.act.is_some() && self.is_here()) {
            let event = step.event;
            // Whether a round begins for it is no mark, so it does not matter here whether it is up.
            let mark = entries(step, self.by, false).first().and_then(mark);
            match mark {
                Some((MarkKind::Crash, _)) => down = Some(event),
                Some((MarkKind::Wake, _)) => self.fall(&mut diagram, down.take(), event),
                Some(_) | None => {}
            }
            if event >= first {
                let mark = mark.map(|(kind, tone)| Mark { frame: event, node: self.by.0, kind, tone });
                diagram.marks.extend(mark);
                self.arrows(step, last, &mut diagram.arrows);
            }
        }
        self.fall(&mut diagram, down, here);
        diagram
    }

    fn fall(&self, diagram: &mut Diagram, since: Option<u32>, until: u32) {
        let Some(since) = since.filter(|_| until >= diagram.first) else { return };
        let first = diagram.first;
        if let Some(lifeline) = diagram.lifelines.get_mut(self.by.index()) {
            lifeline.down.push((since.max(first), until));
        }
    }

    /// A message that arrives comes out of the frame before, and one that is sent goes into the next: for how long it is
    /// under way the node cannot know, nor whether it arrives.
    fn arrows(&self, step: &Step<E::Protocol>, last: u32, arrows: &mut Vec<Arrow>) {
        let arrow = |flight: &Flight<E::Protocol>, sent, ended, end| Arrow {
            message: flight.id.0,
            from: flight.name.from.0,
            to: flight.name.to.0,
            sent,
            ended,
            end,
            tone: E::look(&self.world().protocol, &flight.message).tone,
            late: false,
            count: 1,
        };
        for (flight, ending) in step.ended.iter().filter(|(flight, _)| flight.name.to == self.by) {
            let end = match ending {
                Ending::Delivered => ArrowEnd::Delivered,
                Ending::Refused => ArrowEnd::Refused,
                Ending::Ignored => ArrowEnd::Ignored,
                Ending::Lost(_) => continue,
            };
            arrows.push(arrow(flight, step.event.saturating_sub(1), step.event, end));
        }
        let leaving = sent(step, self.by).map(|flight| arrow(flight, step.event, last.min(step.event + 1), ArrowEnd::Flying));
        arrows.extend(leaving);
    }
}

/// The mark that an entry makes on the lifeline.
fn mark<P: Protocol>(entry: &Entry<'_, P>) -> Option<(MarkKind, Tone)> {
    match entry {
        Entry::Told(_) => Some((MarkKind::Command, Tone::Ask)),
        Entry::Timer(_) => Some((MarkKind::Timeout, Tone::Ask)),
        Entry::Crashes => Some((MarkKind::Crash, Tone::Crashed)),
        Entry::Wakes(_) => Some((MarkKind::Wake, Tone::Plain)),
        Entry::Starts | Entry::Gets(_) | Entry::Round(_) | Entry::Reckons(_) | Entry::Says(..) => None,
    }
}
