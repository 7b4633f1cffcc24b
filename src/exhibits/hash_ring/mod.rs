//! The consistent-hash ring: servers and keys on one circle, and what moves when the servers change.
//!
//! Source: the course text, section on hashing and consistent hashing; D. Karger and others, "Consistent Hashing and Random
//! Trees" (1997); the rings of nginx, libketama, Envoy and HAProxy as [`crate::balance`] has them.
//!
//! Simplifications: a change is done at once, nobody looks anything up in mid-change; copies are made at once, too; a bound
//! counts keys, placed in the order in which they are listed.

pub mod checks;
pub mod machine;
pub mod scenarios;
pub mod text;
pub mod view;

use std::hash::Hash;

use crate::exhibit::{
    AssumptionSpec, Deed, Flow, Inspection, KnobSpec, Knobs, Mechanism, Misfit, Routine, ScenarioSpec, Still, Verdict,
};
use crate::scene::{Format, Gaze, Stage, Table};
use crate::sim::{Act, NodeId, fingerprint};
use crate::text::{Both, Line, Locale};

use checks::Check;
use machine::frame::{Frame, Part};
use machine::{Change, Kind, NOBODY, State};

/// The exhibit of the ring.
#[derive(Clone, Copy, Debug)]
pub struct HashRingExhibit;

impl Mechanism for HashRingExhibit {
    type State = State;
    type Change = Change;

    const NAME: &'static str = "hash-ring";
    const TITLE: Both = text::TITLE;
    const QUESTION: Both = text::QUESTION;
    const ABOUT: &'static [(Both, Both)] = text::ABOUT;
    const KNOBS: &'static [KnobSpec] = text::KNOBS;
    const CHECKS: &'static [(&'static str, Both)] = text::CHECKS;
    const ASSUMPTIONS: &'static [AssumptionSpec] = text::ASSUMPTIONS;
    const SCENARIOS: &'static [ScenarioSpec] = scenarios::SCENARIOS;

    fn routine(scenario: &str) -> Option<Routine> {
        scenarios::routine(scenario)
    }

    fn misfit(knobs: &Knobs) -> Option<Misfit> {
        machine::keys::twice(knobs).map(|name| Misfit::Twice { knob: "servers", name })
    }

    fn start(knobs: &Knobs) -> State {
        State::new(knobs)
    }

    fn change(state: &State, act: Act) -> Option<(State, Change)> {
        state.with(act)
    }

    fn frames(_change: &Change) -> u32 {
        Part::ALL.len() as u32
    }

    fn deeds(state: &State, locale: Locale) -> Vec<Deed> {
        text::deeds(state, locale)
    }

    fn applies(check: usize, state: &State) -> bool {
        Check::ALL.get(check).is_some_and(|check| check.applies(state))
    }

    fn judge(check: usize, still: &Still<'_, HashRingExhibit>) -> Verdict {
        Check::ALL.get(check).map_or(Verdict::Open, |check| check.judge(&Frame::of(still)))
    }

    fn because(check: usize, still: &Still<'_, HashRingExhibit>, locale: Locale) -> Line {
        text::because(check, &Frame::of(still), locale)
    }

    fn stage(still: &Still<'_, HashRingExhibit>, locale: Locale, format: Format, _gaze: Gaze) -> Stage {
        view::stage(&Frame::of(still), locale, format)
    }

    fn table(still: &Still<'_, HashRingExhibit>, locale: Locale) -> Table {
        view::table(&Frame::of(still), locale)
    }

    fn summary(still: &Still<'_, HashRingExhibit>, locale: Locale) -> Line {
        view::summary(&Frame::of(still), locale)
    }

    fn phase(still: &Still<'_, HashRingExhibit>, locale: Locale) -> Line {
        text::phase(&Frame::of(still), locale)
    }

    fn tell(still: &Still<'_, HashRingExhibit>, locale: Locale) -> Line {
        text::tell(&Frame::of(still), locale)
    }

    fn rule(still: &Still<'_, HashRingExhibit>, locale: Locale) -> Line {
        text::rule(&Frame::of(still), locale)
    }

    fn reckoning(still: &Still<'_, HashRingExhibit>, locale: Locale) -> Vec<Line> {
        text::reckoning(&Frame::of(still), locale)
    }

    fn stuck(state: &State, locale: Locale) -> Line {
        text::stuck(state, locale)
    }

    fn goes_on(change: &Change, frame: u32, locale: Locale) -> Line {
        text::goes_on(change.kind, Part::of(frame), locale)
    }

    fn roster(state: &State) -> Vec<String> {
        state.slots.iter().map(|slot| slot.name.clone()).collect()
    }

    fn is_up(state: &State, node: NodeId) -> bool {
        state.is_up(node.index())
    }

    fn flows(change: &Change) -> Vec<Flow> {
        let mut flows: Vec<Flow> = Vec::new();
        for one in change.moved.iter().filter(|one| one.from != NOBODY && one.to != NOBODY) {
            let (from, to) = (NodeId(one.from), NodeId(one.to));
            match flows.iter_mut().find(|flow| (flow.from, flow.to) == (from, to)) {
                Some(flow) => flow.count += 1,
                None => flows.push(Flow { from, to, count: 1, tone: text::tone(one.to), frames: (2, 3) }),
            }
        }
        flows
    }

    fn inspect_flow(still: &Still<'_, HashRingExhibit>, flow: Flow, locale: Locale) -> Inspection {
        let (title, role) = text::flow(flow, still.state, locale);
        Inspection { title, role, table: Table::default() }
    }

    fn inspect(still: &Still<'_, HashRingExhibit>, node: NodeId, locale: Locale) -> Inspection {
        view::inspect(&Frame::of(still), node, locale)
    }

    fn decision(state: &State, node: NodeId) -> Option<String> {
        let placed = state.placed.as_ref().filter(|_| state.is_up(node.index()))?;
        placed.counts.get(node.index()).map(u64::to_string)
    }

    fn felt(still: &Still<'_, HashRingExhibit>, node: NodeId, locale: Locale) -> Option<Line> {
        let told = still.told.map(|(made, _)| &made.change)?;
        let mine = told.kind.slot() == Some(node.0) || told.moved.iter().any(|one| one.from == node.0 || one.to == node.0);
        let looked = matches!(told.kind, Kind::LookUp(key) if still.state.owner(key as usize) == node.0);
        (mine || looked).then(|| text::title(told.kind, still.state, locale))
    }

    fn word(state: &State, act: Act) -> Option<(&'static str, String)> {
        text::word(state, act)
    }

    fn digest(state: &State) -> u64 {
        fingerprint(&Digest {
            slots: &state.slots,
            points: state.points,
            owners: state.placed.as_ref().map(|placed| &placed.owners),
            lost: (state.strays, state.lost),
        })
    }
}

/// What tells one state from another.
#[derive(Hash)]
struct Digest<'a> {
    slots: &'a [machine::Slot],
    points: u32,
    owners: Option<&'a Vec<u8>>,
    lost: (u64, u64),
}
