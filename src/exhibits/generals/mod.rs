//! The generals: OM(m), agreement with oral messages among traitors.
//!
//! Source: the course text, section on the Lamport-Shostak-Pease algorithm; L. Lamport, R. Shostak, M. Pease, "The
//! Byzantine Generals Problem" (1982).
//!
//! Simplifications: two values; the default and the worth of a tie are retreat (0); a general that crashes counts as one of
//! the m faulty ones; a message that somebody holds back is used if it still comes before it is needed.

pub mod challenges;
pub mod checks;
pub mod facts;
pub mod guards;
pub mod machine;
pub mod order;
pub mod path;
pub mod plays;
#[cfg(not(target_arch = "wasm32"))]
mod report;
pub mod scenarios;
pub mod suspects;
pub mod text;
pub mod view;

use crate::exhibit::plot::{Plot, Spoken};
use crate::exhibit::script::Play;
use crate::exhibit::treason::{Row, Treason};
use crate::exhibit::{
    AssumptionSpec, Attempt, ChallengeSpec, GuardSpec, Inspection, KnobSpec, Knobs, Look, Misfit, ScenarioSpec, Staged, Tried,
    Verdict,
};
use crate::scene::{Format, Gaze, Stage, Table};
use crate::sim::{Act, Condition, NodeId, Sight, Step, World};
use crate::text::{Both, Line, Locale, Tone};

use checks::Check;
use facts::Fact;
use guards::{GUARD_SPECS, GUARDS, Guards};
use machine::{Message, Oral, Value};
use order::Moment;

/// The most messages of a run. OM(4) of thirteen generals has 108,384; with earlier commanders not excluded it would have
/// 271,452, which no phone holds.
pub const MESSAGES_MAX: u64 = 120_000;

/// The exhibit of the generals.
#[derive(Clone, Copy, Debug)]
pub struct GeneralsExhibit;

/// The configuration for knobs and removed guards.
pub fn configure(knobs: &Knobs, without: &[&'static str]) -> Oral {
    let removed = GUARDS.iter().zip(GUARD_SPECS).filter(|(_, spec)| without.contains(&spec.name));
    Oral {
        generals: knobs.number("generals") as u8,
        tolerated: knobs.number("traitors_tolerated") as u8,
        order: if knobs.choice("order") == Value::Attack.word() { Value::Attack } else { Value::Retreat },
        commander: NodeId(knobs.number("commander") as u8),
        plot: knobs.plot("traitors").cloned().unwrap_or_else(|| Plot::nobody(&text::PLOT)),
        by_recursion: knobs.choice("sequence") == "recursion",
        without: removed.fold(Guards::default(), |all, (guard, _)| all.with(*guard)),
    }
}

/// A row of the table of lies: OM(1) among so many generals, so many of them traitors.
const fn row(nodes: u8, traitors: u8) -> Row {
    Row { nodes, tolerated: 1, traitors }
}

impl Staged for GeneralsExhibit {
    type Protocol = Oral;

    const NAME: &'static str = "oral-messages";
    const TITLE: Both = text::TITLE;
    const QUESTION: Both = text::QUESTION;
    const ABOUT: &'static [(Both, Both)] = text::ABOUT;
    const KNOBS: &'static [KnobSpec] = text::KNOBS;
    const GUARDS: &'static [GuardSpec] = GUARD_SPECS;
    const CHECKS: &'static [(&'static str, Both)] = text::CHECKS;
    const ASSUMPTIONS: &'static [AssumptionSpec] = text::ASSUMPTIONS;
    const SCENARIOS: &'static [ScenarioSpec] = scenarios::SCENARIOS;

    const CHALLENGES: &'static [ChallengeSpec] = challenges::CHALLENGES;

    fn attempt(challenge: usize, tried: &Tried<'_, Oral>, answer: Option<&str>, locale: Locale) -> Attempt {
        challenges::attempt(challenge, tried, answer, locale)
    }

    fn play(scenario: &str) -> Option<Play> {
        plays::play(scenario)
    }

    fn misfit(knobs: &Knobs, without: &[&'static str]) -> Option<Misfit> {
        let oral = configure(knobs, without);
        let last = oral.generals - 1;
        let named = [("commander", Some(oral.commander.0)), ("traitors", oral.plot.greatest())];
        for (knob, node) in named {
            if let Some(node) = node.filter(|node| *node > last) {
                return Some(Misfit::Node { knob, name: Oral::name(NodeId(node)), last: Oral::name(NodeId(last)) });
            }
        }
        let count = oral.messages();
        (count > MESSAGES_MAX).then_some(Misfit::Messages { count, most: MESSAGES_MAX })
    }

    fn protocol(knobs: &Knobs, without: &[&'static str]) -> Oral {
        configure(knobs, without)
    }

    fn judge(check: usize, sight: &Sight<'_, Oral>) -> Verdict {
        Check::ALL.get(check).map_or(Verdict::Open, |check| check.judge(sight))
    }

    fn because(check: usize, sight: &Sight<'_, Oral>, locale: Locale) -> Line {
        text::because(check, sight, locale)
    }

    fn name(_protocol: &Oral, node: NodeId) -> String {
        Oral::name(node)
    }

    fn decisions(world: &World<Oral>) -> Vec<(String, Option<String>)> {
        view::decisions(world)
    }

    fn stage(world: &World<Oral>, locale: Locale, format: Format, gaze: Gaze) -> Stage {
        view::stage(world, locale, format, gaze)
    }

    fn table(world: &World<Oral>, locale: Locale) -> Table {
        view::table(world, locale)
    }

    fn inspect(world: &World<Oral>, node: NodeId, locale: Locale) -> Inspection {
        view::inspect(world, node, locale)
    }

    fn summary(world: &World<Oral>, locale: Locale) -> Line {
        text::summary(world, locale)
    }

    fn phase(world: &World<Oral>, locale: Locale) -> Line {
        text::phase(world, locale)
    }

    fn phase_key(world: &World<Oral>) -> u64 {
        text::phase_key(world)
    }

    fn watcher(world: &World<Oral>, locale: Locale) -> Line {
        text::watcher(world, locale)
    }

    fn stuck(world: &World<Oral>, locale: Locale) -> Line {
        text::stuck(world, locale)
    }

    fn draws_idle(protocol: &Oral, _a: NodeId, _b: NodeId) -> bool {
        protocol.generals <= 7
    }

    fn messages_of(protocol: &Oral, node: NodeId) -> Vec<Spoken> {
        protocol.spoken_by(node)
    }

    const TREASON: Option<&'static Treason<Oral>> = Some(&Treason {
        plot: "traitors",
        nodes: "generals",
        tolerated: "traitors_tolerated",
        input: "order",
        speaker: |protocol| protocol.commander,
        table: &[row(3, 1), row(4, 1), row(5, 1), row(6, 1), row(3, 2), row(4, 2), row(5, 2), row(6, 2)],
    });

    fn call(protocol: &Oral, round: u32) -> Option<(u32, bool)> {
        protocol.by_recursion.then(|| match protocol.moment(round, 0) {
            Moment::Call(path) => (path.length().into(), false),
            Moment::Fold(path) => (path.length().into(), true),
        })
    }

    fn moment(world: &World<Oral>) -> Option<u64> {
        text::moment(world).map(|moment| match moment {
            Moment::Call(path) => u64::from(path.code()) << 1,
            Moment::Fold(path) => u64::from(path.code()) << 1 | 1,
        })
    }

    const SUMMARY_IS_THE_WATCHERS: bool = true;

    const SEQUENCE: Option<&'static str> = Some("sequence");

    fn look(_protocol: &Oral, message: &Message) -> Look {
        view::look(message)
    }

    fn sort(_protocol: &Oral, message: &Message) -> (&'static str, Tone) {
        let tone = text::teller::tone(message.value);
        (tone.glyph(), tone)
    }

    fn message(protocol: &Oral, message: &Message, locale: Locale) -> Line {
        text::message(protocol, message, locale)
    }

    fn kind_help(message: &Message, locale: Locale) -> Line {
        text::kind_help(message, locale)
    }

    fn command(_protocol: &Oral, _node: NodeId, (): &(), _locale: Locale) -> Line {
        Line::default()
    }

    fn command_word(_protocol: &Oral, (): &()) -> (&'static str, String) {
        ("", String::new())
    }

    fn timer(_protocol: &Oral, _node: NodeId, (): (), _locale: Locale) -> Line {
        Line::default()
    }

    fn fact(world: &World<Oral>, step: &Step<Oral>, at: NodeId, fact: &Fact, locale: Locale) -> Line {
        text::fact(world, step, at, fact, locale)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn fields(_protocol: &Oral, fact: &Fact) -> Vec<(&'static str, crate::exhibit::json::Json)> {
        report::fields(fact)
    }

    fn rule(fact: &Fact, locale: Locale) -> Line {
        text::rule(fact, locale)
    }

    fn condition(condition: &Condition, locale: Locale) -> Line {
        text::condition(condition, locale)
    }

    fn aside(_before: Option<&World<Oral>>, world: &World<Oral>, step: &Step<Oral>, locale: Locale) -> Line {
        text::aside(world, step, locale)
    }

    fn leaves(_protocol: &Oral, assumption: usize, act: &Act) -> bool {
        text::leaves(assumption, act)
    }
}
