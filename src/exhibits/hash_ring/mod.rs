//! The consistent-hash ring: servers and keys on one circle, and what moves when the servers change.
//!
//! Source: the course text, section on hashing and consistent hashing; D. Karger and others, "Consistent Hashing and Random
//! Trees" (1997); the rings of nginx, libketama, Envoy and HAProxy as [`crate::balance`] has them.
//!
//! Simplifications: a change is done at once, nobody looks anything up in mid-change; copies are made at once, too; a bound
//! counts keys, placed in the order in which they are listed.

pub mod challenges;
pub mod checks;
pub mod machine;
pub mod scenarios;
pub mod text;
pub mod view;

use crate::exhibit::{
    Asking, AssumptionSpec, Attempt, ChallengeSpec, Deed, Flow, Inspection, KnobSpec, Knobs, Mechanism, Misfit, Routine,
    ScenarioSpec, Still, Verdict, Worked,
};
use crate::scene::{Format, Gaze, Stage, Table};
use crate::sim::{Act, NodeId};
use crate::text::{Both, Line, Locale};

use checks::Check;
use machine::frame::{Frame, Part};
use machine::{Change, State};

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

    const CHALLENGES: &'static [ChallengeSpec] = challenges::CHALLENGES;
    const SEQUENCE: Option<&'static str> = Some("policy");
    const ASKED: Option<Asking> = Some(text::ASKING);

    fn attempt(challenge: usize, tried: &Worked<'_, HashRingExhibit>, _answer: Option<&str>, locale: Locale) -> Attempt {
        challenges::attempt(challenge, tried, locale)
    }

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

    fn newcomers(state: &State) -> Vec<String> {
        state.newcomers()
    }

    fn is_up(state: &State, node: NodeId) -> bool {
        state.is_up(node.index())
    }

    fn flows(change: &Change) -> Vec<Flow> {
        change.flows(text::tone)
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
        let change = still.told.map(|(made, _)| &made.change)?;
        change.concerns(node.0, still.state).then(|| text::title(change.kind, still.state, locale))
    }

    fn word(state: &State, act: Act) -> Option<(&'static str, String)> {
        text::word(state, act)
    }

    fn digest(state: &State) -> u64 {
        state.digest()
    }
}
