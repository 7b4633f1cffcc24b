//! Paxos for one value: prepare, accept, learn.
//!
//! Source: the course text, section "PAXOS算法"; L. Lamport, "Paxos Made Simple" (2001), whose
//! accept request is called *propose* here, as in the course text.
//!
//! Simplifications: a proposer sends its propose to every acceptor, not only to those that
//! promised; roles live on separate nodes; a proposer answers no client; a learner keeps the first
//! resolution that it hears.

pub mod abstraction;
mod acceptor;
pub mod challenges;
pub mod checks;
mod claims;
pub mod facts;
pub mod guards;
mod learner;
pub mod machine;
pub mod plays;
mod proposer;
#[cfg(not(target_arch = "wasm32"))]
mod report;
pub mod roles;
pub mod scenarios;
#[cfg(not(target_arch = "wasm32"))]
mod spec;
pub mod text;
pub mod view;
mod watch;

use crate::exhibit::script::Play;
use crate::exhibit::{
    AssumptionSpec, Attempt, ChallengeSpec, Claim, GuardSpec, Inspection, KnobSpec, Knobs, Look, ScenarioSpec, Staged, Tried,
    Verdict,
};
use crate::scene::{Format, Gaze, Stage, Table};
use crate::sim::{Act, Condition, NodeId, Sight, Step, Timing, World};
use crate::text::{Both, Line, Locale};

use checks::Check;
use facts::Fact;
use guards::{GUARD_SPECS, GUARDS, Guards};
use machine::Paxos;
use roles::{Command, Message, Timer, Value};

/// The exhibit of Paxos for one value.
#[derive(Clone, Copy, Debug)]
pub struct PaxosExhibit;

/// The configuration for knobs and removed guards.
pub fn configure(knobs: &Knobs, without: &[&'static str]) -> Paxos {
    let proposers = knobs.number("proposers") as u8;
    let mut palette: Vec<String> = Vec::new();
    let mut own = Vec::new();
    for word in knobs.words("values") {
        let index = palette.iter().position(|known| known == word).unwrap_or_else(|| {
            palette.push(word.clone());
            palette.len() - 1
        });
        own.push(Value(index as u8));
    }
    let own = (0..usize::from(proposers)).filter_map(|index| own.get(index % own.len().max(1)).copied()).collect();
    let removed = GUARDS.iter().filter(|(_, spec)| without.contains(&spec.name));
    Paxos {
        proposers,
        acceptors: knobs.number("acceptors") as u8,
        learners: knobs.number("learners") as u8,
        palette,
        own,
        timing: Timing {
            delay_ms_max: knobs.number("delay_ms_max"),
            loss_percent: knobs.number("loss_percent"),
            duplicate_percent: knobs.number("duplicate_percent"),
            timers_fire: knobs.switch("timeouts"),
            ..Timing::default()
        },
        stagger_ms: knobs.number("stagger_ms"),
        patience_ms: knobs.number("patience_ms"),
        backoff: knobs.switch("backoff"),
        refusals_answered: knobs.choice("refusals") == "answered",
        acceptors_tell: knobs.choice("learn") == "acceptors",
        without: removed.fold(Guards::default(), |all, (guard, _)| all.with(*guard)),
    }
}

impl Staged for PaxosExhibit {
    type Protocol = Paxos;

    const NAME: &'static str = "paxos";
    const TITLE: Both = text::TITLE;
    const QUESTION: Both = text::QUESTION;
    const ABOUT: &'static [(Both, Both)] = text::ABOUT;
    const KNOBS: &'static [KnobSpec] = text::KNOBS;
    const GUARDS: &'static [GuardSpec] = GUARD_SPECS;
    const CHECKS: &'static [(&'static str, Both)] = text::CHECKS;
    const ASSUMPTIONS: &'static [AssumptionSpec] = text::ASSUMPTIONS;
    const SCENARIOS: &'static [ScenarioSpec] = scenarios::SCENARIOS;

    const CHALLENGES: &'static [ChallengeSpec] = challenges::CHALLENGES;

    fn attempt(challenge: usize, tried: &Tried<'_, Paxos>, answer: Option<&str>, locale: Locale) -> Attempt {
        challenges::attempt(challenge, tried, answer, locale)
    }

    fn play(scenario: &str) -> Option<Play> {
        plays::play(scenario)
    }

    fn protocol(knobs: &Knobs, without: &[&'static str]) -> Paxos {
        configure(knobs, without)
    }

    fn judge(check: usize, sight: &Sight<'_, Paxos>) -> Verdict {
        Check::ALL.get(check).map_or(Verdict::Open, |check| check.judge(sight))
    }

    fn because(check: usize, sight: &Sight<'_, Paxos>, locale: Locale) -> Line {
        text::because(check, sight, locale)
    }

    fn claims(protocol: &Paxos, locale: Locale) -> Vec<Claim> {
        claims::claims(protocol, locale)
    }

    fn claimed(claim: usize, sight: &Sight<'_, Paxos>) -> bool {
        claims::claimed(claim, sight)
    }

    fn outcomes(protocol: &Paxos) -> Vec<String> {
        protocol.palette.clone()
    }

    fn settled(sight: &Sight<'_, Paxos>) -> u32 {
        sight.watched.chosen.iter().fold(0, |all, chosen| all | 1 << chosen.value.0)
    }

    const SMALL: &'static [&'static [(&'static str, &'static str)]] = &[
        &[("proposers", "2"), ("acceptors", "2"), ("learners", "1")],
        &[("proposers", "1"), ("acceptors", "3"), ("learners", "1")],
        &[("proposers", "2"), ("acceptors", "1"), ("learners", "1")],
        &[("proposers", "1"), ("acceptors", "2"), ("learners", "1")],
        &[("proposers", "1"), ("acceptors", "1"), ("learners", "1")],
    ];

    fn name(protocol: &Paxos, node: NodeId) -> String {
        protocol.name(node)
    }

    fn decisions(world: &World<Paxos>) -> Vec<(String, Option<String>)> {
        view::decisions(world)
    }

    fn stage(world: &World<Paxos>, locale: Locale, format: Format, _gaze: Gaze) -> Stage {
        view::stage(world, locale, format)
    }

    fn table(world: &World<Paxos>, locale: Locale) -> Table {
        view::table(world, locale)
    }

    fn inspect(world: &World<Paxos>, node: NodeId, locale: Locale) -> Inspection {
        view::inspect(world, node, locale)
    }

    fn summary(world: &World<Paxos>, locale: Locale) -> Line {
        text::summary(world, locale)
    }

    fn phase(world: &World<Paxos>, locale: Locale) -> Line {
        text::phase(world, locale)
    }

    fn phase_key(world: &World<Paxos>) -> u64 {
        text::phase_key(world)
    }

    fn watcher(world: &World<Paxos>, locale: Locale) -> Line {
        text::watcher(world, locale)
    }

    fn stuck(world: &World<Paxos>, locale: Locale) -> Line {
        text::stuck(world, locale)
    }

    fn draws_idle(protocol: &Paxos, _a: NodeId, b: NodeId) -> bool {
        protocol.role(b).0 != machine::Role::Learner
    }

    fn look(protocol: &Paxos, message: &Message) -> Look {
        view::look(protocol, message)
    }

    fn message(protocol: &Paxos, message: &Message, locale: Locale) -> Line {
        text::message(protocol, message, locale)
    }

    fn kind_help(message: &Message, locale: Locale) -> Line {
        text::kind_help(message, locale)
    }

    fn command(protocol: &Paxos, node: NodeId, command: &Command, locale: Locale) -> Line {
        text::command(protocol, node, command, locale)
    }

    fn command_word(protocol: &Paxos, command: &Command) -> (&'static str, String) {
        text::command_word(protocol, command)
    }

    fn timer(protocol: &Paxos, node: NodeId, timer: Timer, locale: Locale) -> Line {
        text::timer(protocol, node, timer, locale)
    }

    fn fact(world: &World<Paxos>, step: &Step<Paxos>, at: NodeId, fact: &Fact, locale: Locale) -> Line {
        text::fact(world, step, at, fact, locale)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn fields(protocol: &Paxos, fact: &Fact) -> Vec<(&'static str, crate::exhibit::json::Json)> {
        report::fields(protocol, fact)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn specification(knobs: &Knobs) -> Option<crate::exhibit::Specification> {
        Some(spec::specification(knobs))
    }

    fn rule(fact: &Fact, locale: Locale) -> Line {
        text::rule(fact, locale)
    }

    fn condition(condition: &Condition, locale: Locale) -> Line {
        text::condition(condition, locale)
    }

    fn aside(before: Option<&World<Paxos>>, world: &World<Paxos>, step: &Step<Paxos>, locale: Locale) -> Line {
        text::aside(before, world, step, locale)
    }

    fn leaves(protocol: &Paxos, assumption: usize, act: &Act) -> bool {
        text::leaves(protocol, assumption, act)
    }
}
