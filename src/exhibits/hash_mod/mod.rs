//! Hash mod N: the same servers, keys and changes as on the ring, and almost everything moves.
//!
//! Source: the course text, section on hashing and consistent hashing; nginx's `hash` and the plain remainder as
//! [`crate::balance::modulo`] has them.
//!
//! Simplifications: those of the ring, of which the machine is.

pub mod challenges;
pub mod scenarios;
pub mod text;
pub mod view;
mod words;

use crate::exhibit::{
    Asking, AssumptionSpec, Attempt, ChallengeSpec, Deed, Flow, Inspection, KnobSpec, Knobs, Mechanism, Misfit, Routine,
    ScenarioSpec, Still, Verdict, Worked,
};
use crate::scene::{Format, Gaze, Stage, Table};
use crate::sim::{Act, NodeId};
use crate::text::{Both, Line, Locale, tell};

use crate::exhibits::hash_ring::checks::Check;
use crate::exhibits::hash_ring::machine::frame::{Frame, Part};
use crate::exhibits::hash_ring::machine::{Change, State, keys};

/// The exhibit of hash mod N.
#[derive(Clone, Copy, Debug)]
pub struct HashModExhibit;

impl Mechanism for HashModExhibit {
    type State = State;
    type Change = Change;

    const NAME: &'static str = "hash-mod";
    const TITLE: Both = words::TITLE;
    const QUESTION: Both = words::QUESTION;
    const ABOUT: &'static [(Both, Both)] = words::ABOUT;
    const KNOBS: &'static [KnobSpec] = words::KNOBS;
    const CHECKS: &'static [(&'static str, Both)] = words::CHECKS;
    const ASSUMPTIONS: &'static [AssumptionSpec] = words::ASSUMPTIONS;
    const SCENARIOS: &'static [ScenarioSpec] = scenarios::SCENARIOS;
    const CHALLENGES: &'static [ChallengeSpec] = challenges::CHALLENGES;
    const SEQUENCE: Option<&'static str> = Some("policy");
    const ASKED: Option<Asking> = Some(words::ASKING);

    fn attempt(challenge: usize, tried: &Worked<'_, HashModExhibit>, answer: Option<&str>, locale: Locale) -> Attempt {
        challenges::attempt(challenge, tried.setup, &Frame::of(&tried.still), answer, locale)
    }

    fn routine(scenario: &str) -> Option<Routine> {
        scenarios::routine(scenario)
    }

    fn misfit(knobs: &Knobs) -> Option<Misfit> {
        keys::twice(knobs).map(|name| Misfit::Twice { knob: "servers", name })
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

    fn judge(check: usize, still: &Still<'_, HashModExhibit>) -> Verdict {
        Check::ALL.get(check).map_or(Verdict::Open, |check| check.judge(&Frame::of(still)))
    }

    fn because(check: usize, still: &Still<'_, HashModExhibit>, locale: Locale) -> Line {
        text::because(check, &Frame::of(still), locale)
    }

    fn stage(still: &Still<'_, HashModExhibit>, locale: Locale, format: Format, _gaze: Gaze) -> Stage {
        view::stage(&Frame::of(still), locale, format)
    }

    fn table(still: &Still<'_, HashModExhibit>, locale: Locale) -> Table {
        view::table(&Frame::of(still), locale)
    }

    fn summary(still: &Still<'_, HashModExhibit>, locale: Locale) -> Line {
        text::summary(still.state, locale)
    }

    fn phase(still: &Still<'_, HashModExhibit>, locale: Locale) -> Line {
        text::phase(&Frame::of(still), locale)
    }

    fn tell(still: &Still<'_, HashModExhibit>, locale: Locale) -> Line {
        text::tell(&Frame::of(still), locale)
    }

    fn rule(still: &Still<'_, HashModExhibit>, locale: Locale) -> Line {
        tell(words::rule(still.state.setup.policy).get(locale), &[])
    }

    fn reckoning(still: &Still<'_, HashModExhibit>, locale: Locale) -> Vec<Line> {
        text::reckoning(&Frame::of(still), locale)
    }

    fn stuck(state: &State, locale: Locale) -> Line {
        text::stuck(state, locale)
    }

    fn goes_on(change: &Change, frame: u32, locale: Locale) -> Line {
        let part = text::part(change.kind, Part::of(frame), locale);
        locale.say("Go on: {0}", "继续：{0}", &[part])
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

    fn inspect_flow(still: &Still<'_, HashModExhibit>, flow: Flow, locale: Locale) -> Inspection {
        let (title, role) = text::flow(flow, still.state, locale);
        Inspection { title, role, table: Table::default() }
    }

    fn inspect(still: &Still<'_, HashModExhibit>, node: NodeId, locale: Locale) -> Inspection {
        view::inspect(&Frame::of(still), node, locale)
    }

    fn decision(state: &State, node: NodeId) -> Option<String> {
        let placed = state.placed.as_ref().filter(|_| state.is_up(node.index()))?;
        placed.counts.get(node.index()).map(u64::to_string)
    }

    fn felt(still: &Still<'_, HashModExhibit>, node: NodeId, locale: Locale) -> Option<Line> {
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
