//! What an exhibit of messages brings besides its protocol: looks and words. Everything else (time
//! travel, offers, the diagram, faults, saving) is made of it by [`super::Played`].

use crate::scene::{Format, Gaze, PacketShape, Stage, Table};
use crate::sim::{Act, Condition, NodeId, Protocol, Sight, Step, World};
use crate::text::{Both, Line, Locale, Tone};

use super::challenge::{Attempt, ChallengeSpec, Tried};
use super::claim::Claim;
use super::knobs::{KnobSpec, Knobs};
use super::open_error::Misfit;
use super::plot::Spoken;
use super::script::Play;
use super::shown::{Inspection, Verdict};
use super::treason::Treason;
use super::{GuardSpec, ScenarioSpec};

/// An exhibit of messages: a protocol with looks and words. A type without values.
pub trait Staged: Sized + Sync + 'static {
    /// The protocol.
    type Protocol: Protocol;

    /// Its name in addresses and on the command line.
    const NAME: &'static str;
    /// Its title.
    const TITLE: Both;
    /// The question it opens with.
    const QUESTION: Both;
    /// Paragraphs: a title and a text each (what is assumed, the limit, where to read on).
    const ABOUT: &'static [(Both, Both)];
    /// Its knobs.
    const KNOBS: &'static [KnobSpec];
    /// Its guards.
    const GUARDS: &'static [GuardSpec];
    /// Its checks: the name in files and the title.
    const CHECKS: &'static [(&'static str, Both)];
    /// Its assumptions, as chips.
    const ASSUMPTIONS: &'static [AssumptionSpec];
    /// Its scenarios, in the order of the row.
    const SCENARIOS: &'static [ScenarioSpec];

    /// Its challenges, in the order of the page.
    const CHALLENGES: &'static [ChallengeSpec] = &[];

    /// How the challenge with this index stands: a function of the run alone, and of the answer where it asks for one.
    fn attempt(_challenge: usize, _tried: &Tried<'_, Self::Protocol>, _answer: Option<&str>, _locale: Locale) -> Attempt {
        Attempt::default()
    }

    /// How a scenario is played: its knobs, guards, seed and acts.
    fn play(scenario: &str) -> Option<Play>;

    /// Whether these knobs make no run together, and why.
    fn misfit(_knobs: &Knobs, _without: &[&'static str]) -> Option<Misfit> {
        None
    }

    /// The configuration for knobs and removed guards (by their names).
    fn protocol(knobs: &Knobs, without: &[&'static str]) -> Self::Protocol;

    /// How the check with this index stands.
    fn judge(check: usize, sight: &Sight<'_, Self::Protocol>) -> Verdict;
    /// Why, in a sentence with the values of this instant.
    fn because(check: usize, sight: &Sight<'_, Self::Protocol>, locale: Locale) -> Line;

    /// What can be asked of a state: what "can it be?" is made of.
    fn claims(_protocol: &Self::Protocol, _locale: Locale) -> Vec<Claim> {
        Vec::new()
    }
    /// Whether the claim with this index is so.
    fn claimed(_claim: usize, _sight: &Sight<'_, Self::Protocol>) -> bool {
        false
    }

    /// What a run may come to: the values of which one is decided on, at most 32; the tone of each is that of its place
    /// ([`Tone::Value`]). None where nothing is decided.
    fn outcomes(_protocol: &Self::Protocol) -> Vec<String> {
        Vec::new()
    }
    /// Which of them are settled at this instant, for whoever sees everything: a bit for each.
    fn settled(_sight: &Sight<'_, Self::Protocol>) -> u32 {
        0
    }
    /// Knobs of runs so small that every state can be drawn, the largest first.
    const SMALL: &'static [&'static [(&'static str, &'static str)]] = &[];

    /// A node's name.
    fn name(protocol: &Self::Protocol, node: NodeId) -> String;
    /// What a node has decided, in the words of reports; `None` for roles that decide nothing is
    /// not listed at all.
    fn decisions(world: &World<Self::Protocol>) -> Vec<(String, Option<String>)>;

    /// The stage without links, packets and bundles: figures with captions and tags, headings.
    fn stage(world: &World<Self::Protocol>, locale: Locale, format: Format, gaze: Gaze) -> Stage;
    /// The frame as a table, a row for each node.
    fn table(world: &World<Self::Protocol>, locale: Locale) -> Table;
    /// A node in detail.
    fn inspect(world: &World<Self::Protocol>, node: NodeId, locale: Locale) -> Inspection;
    /// A short line at the end of the scenario row: "majority 2 of 3 · F = 1".
    fn summary(world: &World<Self::Protocol>, locale: Locale) -> Line;
    /// Whether that line tells what only the watcher knows, as a count of traitors does.
    const SUMMARY_IS_THE_WATCHERS: bool = false;
    /// Where the run is in the protocol's terms: "id 2, phase 2 of 3".
    fn phase(world: &World<Self::Protocol>, locale: Locale) -> Line;
    /// What tells one phase from the next: a phase begins where this changes.
    fn phase_key(world: &World<Self::Protocol>) -> u64;
    /// What only the watcher knows at this instant.
    fn watcher(world: &World<Self::Protocol>, locale: Locale) -> Line;
    /// Why nothing will happen by itself, and what would help.
    fn stuck(world: &World<Self::Protocol>, locale: Locale) -> Line;

    /// Whether a link is drawn while nothing is on it; one that would cross other figures is not.
    fn draws_idle(_protocol: &Self::Protocol, _a: NodeId, _b: NodeId) -> bool {
        true
    }

    /// What a node sends: paths, each with its recipients; for exhibits whose lies have paths.
    fn messages_of(_protocol: &Self::Protocol, _node: NodeId) -> Vec<Spoken> {
        Vec::new()
    }
    /// For exhibits in rounds: what a search of lies has to know. Without it they are not searched.
    const TREASON: Option<&'static Treason<Self::Protocol>> = None;
    /// Protocols that are written as calls of calls, when turns go depth first: how deep the call of a turn is (from 1),
    /// and whether this turn is its return.
    fn call(_protocol: &Self::Protocol, _round: u32) -> Option<(u32, bool)> {
        None
    }
    /// What names the latest turn whatever the order in which turns are gone through.
    fn moment(_world: &World<Self::Protocol>) -> Option<u64> {
        None
    }
    /// The knob that changes nothing of a run but that order.
    const SEQUENCE: Option<&'static str> = None;

    /// How a message looks.
    fn look(protocol: &Self::Protocol, message: &<Self::Protocol as Protocol>::Message) -> Look;
    /// A message in a bundle and as an arrow: the word that is counted and the tone, both as in [`Staged::look`].
    /// A round may ask this a hundred thousand times; an exhibit in rounds answers without making a label.
    fn sort(protocol: &Self::Protocol, message: &<Self::Protocol as Protocol>::Message) -> (&'static str, Tone) {
        let look = Self::look(protocol, message);
        (look.kind, look.tone)
    }
    /// A message in a sentence's terms: "`propose` 2·red".
    fn message(protocol: &Self::Protocol, message: &<Self::Protocol as Protocol>::Message, locale: Locale) -> Line;
    /// A kind of message, explained for an inspector: what it asks or answers.
    fn kind_help(message: &<Self::Protocol as Protocol>::Message, locale: Locale) -> Line;
    /// An offer to give a command: "P1's client asks for red".
    fn command(protocol: &Self::Protocol, node: NodeId, command: &<Self::Protocol as Protocol>::Command, locale: Locale) -> Line;
    /// A command in the words of files: (`propose`, `red`).
    fn command_word(protocol: &Self::Protocol, command: &<Self::Protocol as Protocol>::Command) -> (&'static str, String);
    /// An offer to let a timer go off: "P1 loses patience".
    fn timer(protocol: &Self::Protocol, node: NodeId, timer: <Self::Protocol as Protocol>::Timer, locale: Locale) -> Line;

    /// What happened: the sentence of a fact, its first clause strong.
    fn fact(
        world: &World<Self::Protocol>,
        step: &Step<Self::Protocol>,
        at: NodeId,
        fact: &<Self::Protocol as Protocol>::Fact,
        locale: Locale,
    ) -> Line;
    /// What a fact says, as data for reports: values as their words, nodes as their names.
    #[cfg(not(target_arch = "wasm32"))]
    fn fields(protocol: &Self::Protocol, fact: &<Self::Protocol as Protocol>::Fact) -> Vec<(&'static str, super::json::Json)>;
    /// The machine as TLA+ says it, with the constants of these knobs; none where nobody has written it down.
    #[cfg(not(target_arch = "wasm32"))]
    fn specification(_knobs: &Knobs) -> Option<super::Specification> {
        None
    }
    /// The rule that fired, in the words of its source.
    fn rule(fact: &<Self::Protocol as Protocol>::Fact, locale: Locale) -> Line;
    /// A condition in words: "2 > 1: the id is above the promise".
    fn condition(condition: &Condition, locale: Locale) -> Line;
    /// What only the watcher knows about this step: "red is chosen now; nobody knows it yet".
    fn aside(
        before: Option<&World<Self::Protocol>>,
        world: &World<Self::Protocol>,
        step: &Step<Self::Protocol>,
        locale: Locale,
    ) -> Line;

    /// Whether an act is outside the assumption with this index.
    fn leaves(protocol: &Self::Protocol, assumption: usize, act: &Act) -> bool;
}

/// An assumption of an exhibit.
#[derive(Clone, Copy, Debug)]
pub struct AssumptionSpec {
    /// The chip's words: "crash faults only".
    pub title: Both,
    /// What it means here.
    pub help: Both,
    /// Said once an act has left it: "A traitor is outside what the theorem assumes".
    pub left: Both,
}

/// How a message looks: one kind has one shape, one tone and one label.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Look {
    /// Its kind in files and on its label.
    pub kind: &'static str,
    /// What is written on it: `propose 2·red`.
    pub label: String,
    /// Its outline.
    pub shape: PacketShape,
    /// Its tone.
    pub tone: Tone,
    /// Its fields in files: (`id`, `2`).
    pub fields: Vec<(&'static str, String)>,
}
