//! The space-time diagram of a course: a line for each node, an arrow for what a change moves from one to another.

use std::rc::Rc;

use crate::exhibit::mechanism::{Flow, Made, Mechanism};
use crate::scene::{Arrow, ArrowEnd, Diagram, Lifeline, Mark, MarkKind};
use crate::sim::{Act, NodeId};
use crate::text::Tone;

use super::course::Course;

/// The flows of a run, each with its number and its change.
pub(super) fn flows<M: Mechanism>(made: &[Rc<Made<M>>]) -> impl Iterator<Item = (u32, &Made<M>, Flow)> {
    let all = made.iter().flat_map(|made| M::flows(&made.change).into_iter().map(move |flow| (&**made, flow)));
    all.enumerate().map(|(number, (made, flow))| (number as u32, made, flow))
}

/// The events at which a change is told to its end.
pub(super) fn ends<M: Mechanism>(course: &Course<M>) -> impl Iterator<Item = u32> {
    (0..course.made(u32::MAX).len()).map(|place| course.told(place))
}

/// The window of frames first..=last.
pub(super) fn window<M: Mechanism>(course: &Course<M>, (first, last): (u32, u32)) -> Diagram {
    let all = course.made(u32::MAX);
    let roster = M::roster(course.still(course.last()).state);
    let lifelines = roster.into_iter().enumerate().map(|(node, name)| lifeline(course, (first, last), NodeId(node as u8), name));
    let arrow = |(message, made, flow): (u32, &Made<M>, Flow)| {
        let [sent, ended] = [flow.frames.0, flow.frames.1].map(|frame| made.event + frame - 1);
        // Who acts before a change has been told cuts its arrows short.
        let whole = course.act_at(ended) == Some(Act::Turn(flow.frames.1 as u16));
        let fits = whole && sent <= last && ended >= first;
        fits.then_some(Arrow {
            message,
            from: flow.from.0,
            to: flow.to.0,
            sent,
            ended: ended.min(last),
            end: if ended <= last { ArrowEnd::Delivered } else { ArrowEnd::Flying },
            tone: flow.tone,
            late: false,
            count: flow.count,
        })
    };
    let mark = |made: &Rc<Made<M>>| {
        let (Act::Command { node, .. } | Act::Crash { node, .. } | Act::Wake { node, .. }) = made.act else { return None };
        let kind = if matches!(made.act, Act::Command { .. }) {
            MarkKind::Command
        } else if matches!(made.act, Act::Crash { .. }) {
            MarkKind::Crash
        } else {
            MarkKind::Wake
        };
        Some(Mark { frame: made.event, node: node.0, kind, tone: Tone::Plain })
    };
    let inside = |frame: &u32| (first..=last).contains(frame);
    let broken = (0..M::CHECKS.len()).filter_map(|check| course.broken(check));
    let broken = broken.map(|frame| Mark { frame, node: 0, kind: MarkKind::Broken, tone: Tone::Bad });
    Diagram {
        first,
        last,
        lifelines: lifelines.collect(),
        arrows: flows(all).filter_map(arrow).collect(),
        marks: all.iter().filter_map(mark).chain(broken).filter(|mark| inside(&mark.frame)).collect(),
        phases: all.iter().map(|made| made.event).filter(inside).collect(),
    }
}

/// A node's line, with the spans of frames in which it takes no part.
fn lifeline<M: Mechanism>(course: &Course<M>, (first, last): (u32, u32), node: NodeId, name: String) -> Lifeline {
    let mut down: Vec<(u32, u32)> = Vec::new();
    for event in first..=last {
        let state = course.still(event).state;
        if node.index() < M::roster(state).len() && M::is_up(state, node) {
            continue;
        }
        match down.last_mut() {
            Some((_, end)) if *end + 1 == event => *end = event,
            Some(_) | None => down.push((event, event)),
        }
    }
    Lifeline { name, down }
}
