//! What every exhibit about keys spread over servers has in common: one machine, the same acts, checks and panels. Each has
//! its own picture, its own story, and its own scenarios.

pub mod checks;
pub mod machine;
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
use machine::{Change, State, keys};
use text::PartNames;

/// An exhibit about keys spread over servers. What is not told here, [`Mechanism`] tells.
pub trait Spread: Sized + Sync + 'static {
    /// Its name in addresses and on the command line.
    const NAME: &'static str;
    /// Its title.
    const TITLE: Both;
    /// The question it opens with.
    const QUESTION: Both;
    /// Paragraphs.
    const ABOUT: &'static [(Both, Both)];
    /// Its knobs.
    const KNOBS: &'static [KnobSpec];
    /// Its scenarios.
    const SCENARIOS: &'static [ScenarioSpec];
    /// Its challenges.
    const CHALLENGES: &'static [ChallengeSpec];
    /// What the frames of a change are called.
    const PARTS: PartNames;

    /// How a scenario is played.
    fn routine(scenario: &str) -> Option<Routine>;
    /// How the challenge with this index stands.
    fn attempt(challenge: usize, tried: &Worked<'_, Self>, answer: Option<&str>, locale: Locale) -> Attempt;
    /// What is on the stage.
    fn stage(frame: &Frame<'_>, locale: Locale, format: Format) -> Stage;
    /// A short line at the end of the scenario row.
    fn summary(state: &State, locale: Locale) -> Line;
    /// What happened.
    fn tell(frame: &Frame<'_>, locale: Locale) -> Line;
    /// The rule that was followed, in the words of its source.
    fn rule(state: &State) -> Both;
    /// The arithmetic of that rule, line by line.
    fn reckoning(frame: &Frame<'_>, locale: Locale) -> Vec<Line>;
}

impl<S: Spread> Mechanism for S {
    type State = State;
    type Change = Change;

    const NAME: &'static str = S::NAME;
    const TITLE: Both = S::TITLE;
    const QUESTION: Both = S::QUESTION;
    const ABOUT: &'static [(Both, Both)] = S::ABOUT;
    const KNOBS: &'static [KnobSpec] = S::KNOBS;
    const CHECKS: &'static [(&'static str, Both)] = text::CHECKS;
    const ASSUMPTIONS: &'static [AssumptionSpec] = text::ASSUMPTIONS;
    const SCENARIOS: &'static [ScenarioSpec] = S::SCENARIOS;
    const CHALLENGES: &'static [ChallengeSpec] = S::CHALLENGES;
    const SEQUENCE: Option<&'static str> = Some("policy");
    const ASKED: Option<Asking> = Some(text::ASKING);

    fn routine(scenario: &str) -> Option<Routine> {
        S::routine(scenario)
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

    fn deed_beyond(state: &State, act: Act, locale: Locale) -> Option<Deed> {
        text::any_look_up(state, act, locale)
    }

    fn called(state: &State, word: &str, argument: &str) -> Option<Act> {
        let key = state.setup.keys.iter().rposition(|key| key == argument).filter(|_| word == text::LOOK_UP)?;
        S::pointed(state, key as u32)
    }

    fn pointed(state: &State, dot: u32) -> Option<Act> {
        state.setup.look_up(dot).map(|choice| Act::Command { node: NodeId(0), choice })
    }

    fn applies(check: usize, state: &State) -> bool {
        Check::ALL.get(check).is_some_and(|check| check.applies(state))
    }

    fn judge(check: usize, still: &Still<'_, S>) -> Verdict {
        Check::ALL.get(check).map_or(Verdict::Open, |check| check.judge(&Frame::of(still)))
    }

    fn because(check: usize, still: &Still<'_, S>, locale: Locale) -> Line {
        text::because(check, &Frame::of(still), locale)
    }

    fn attempt(challenge: usize, tried: &Worked<'_, S>, answer: Option<&str>, locale: Locale) -> Attempt {
        S::attempt(challenge, tried, answer, locale)
    }

    fn stage(still: &Still<'_, S>, locale: Locale, format: Format, _gaze: Gaze) -> Stage {
        S::stage(&Frame::of(still), locale, format)
    }

    fn table(still: &Still<'_, S>, locale: Locale) -> Table {
        view::table(&Frame::of(still), locale)
    }

    fn summary(still: &Still<'_, S>, locale: Locale) -> Line {
        S::summary(still.state, locale)
    }

    fn phase(still: &Still<'_, S>, locale: Locale) -> Line {
        text::phase(&S::PARTS, &Frame::of(still), locale)
    }

    fn tell(still: &Still<'_, S>, locale: Locale) -> Line {
        S::tell(&Frame::of(still), locale)
    }

    fn rule(still: &Still<'_, S>, locale: Locale) -> Line {
        crate::text::tell(S::rule(still.state).get(locale), &[])
    }

    fn reckoning(still: &Still<'_, S>, locale: Locale) -> Vec<Line> {
        S::reckoning(&Frame::of(still), locale)
    }

    fn stuck(state: &State, locale: Locale) -> Line {
        text::stuck(state, locale)
    }

    fn goes_on(change: &Change, frame: u32, locale: Locale) -> Line {
        let part = text::part(&S::PARTS, change.kind, Part::of(frame), locale);
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

    fn inspect_flow(still: &Still<'_, S>, flow: Flow, locale: Locale) -> Inspection {
        let (title, role) = text::flow(flow, still.state, locale);
        Inspection { title, role, table: Table::default() }
    }

    fn inspect(still: &Still<'_, S>, node: NodeId, locale: Locale) -> Inspection {
        view::inspect(&Frame::of(still), node, locale)
    }

    fn decision(state: &State, node: NodeId) -> Option<String> {
        let placed = state.placed.as_ref().filter(|_| state.is_up(node.index()))?;
        placed.counts.get(node.index()).map(u64::to_string)
    }

    fn felt(still: &Still<'_, S>, node: NodeId, locale: Locale) -> Option<Line> {
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
