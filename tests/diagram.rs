//! The diagram agrees with a simple one that walks through the whole run for each window, at any window of any run.
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use proptest::prelude::*;
use synod::exhibit::{Knobs, Played, Saved, Session, Staged};
use synod::exhibits::catalogue;
use synod::exhibits::paxos::PaxosExhibit;
use synod::scene::{Arrow, ArrowEnd, Diagram, Lifeline, Mark, MarkKind};
use synod::sim::{Act, Ending, MessageId, NodeId, Protocol, Run, SortedMap, Step};
use synod::text::{Locale, Tone};

/// Above so many arrows nobody can follow one: then there is a bundle for each link, round, tone and kind of end; if
/// that is not enough, one for all rounds.
const ARROWS_MAX: usize = 150;

/// The window of frames first..=last.
fn simple<E: Staged>(
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

/// Compares the diagram of a session with the simple one of the same run.
fn compare(session: &mut Played<PaxosExhibit>, first: u32, last: u32) {
    let saved = session.saved();
    let got = session.diagram(first, last);
    let protocol = Rc::new(PaxosExhibit::protocol(&saved.knobs, &saved.without));
    let mut run = Run::new(protocol, saved.seed, &saved.acts, saved.stops);
    run.extend(session.extent().last);
    let here = session.cursor();
    session.seek(session.extent().last);
    let broken: Vec<u32> = session.guarantees(Locale::En).iter().filter_map(|guarantee| guarantee.since).collect();
    session.seek(here);
    let phases = session.phases(Locale::En).into_iter().map(|(event, _)| event).collect();
    let want = simple::<PaxosExhibit>(&run.world().protocol, run.steps(), (first, last), &broken, phases);
    assert_eq!(got, want, "{} {first}..{last}", saved.scenario);
}

fn wild(saved: &Saved) -> Knobs {
    let knobs = catalogue()[0].knobs();
    let pairs =
        [("proposers", "3"), ("acceptors", "7"), ("duplicate_percent", "60"), ("loss_percent", "20"), ("delay_ms_max", "700")];
    pairs.into_iter().fold(saved.knobs.clone(), |all, (name, value)| all.with(knobs, name, value))
}

#[test]
fn every_scenario_has_the_diagram_that_the_simple_way_makes() {
    for spec in PaxosExhibit::SCENARIOS {
        let saved = catalogue()[0].scenario(spec.name).expect("a scenario");
        for saved in [Saved { knobs: wild(&saved), acts: Vec::new(), stops: None, ..saved.clone() }, saved] {
            let mut session = Played::<PaxosExhibit>::open(&saved).expect("it opens");
            session.seek(60);
            for (first, last) in [(0, 0), (0, 10), (0, 150), (5, 65), (30, 31), (100, 160), (7, 3)] {
                compare(&mut session, first, last);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn branches_have_it_too(choices in prop::collection::vec((0..120_u32, any::<prop::sample::Index>()), 1..12), first in 0..120_u32) {
        let saved = catalogue()[0].scenario("duel").expect("a scenario");
        let saved = Saved { knobs: wild(&saved), ..saved };
        let mut session = Played::<PaxosExhibit>::open(&saved).expect("it opens");
        for (event, choice) in choices {
            session.seek(event);
            let offers = session.offers(Locale::En);
            let open: Vec<Act> = offers.iter().filter(|offer| offer.closed.is_none()).map(|offer| offer.act).collect();
            prop_assert!(session.choose(*choice.get(&open)).is_ok());
        }
        compare(&mut session, first, first + 60);
        compare(&mut session, 0, first + 5);
    }
}
