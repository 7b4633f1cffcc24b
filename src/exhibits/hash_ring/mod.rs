//! The consistent-hash ring: servers and keys on one circle, and what moves when the servers change.
//!
//! Source: the course text, section on hashing and consistent hashing; D. Karger and others, "Consistent Hashing and Random
//! Trees" (1997); the rings of nginx, libketama, Envoy and HAProxy as [`crate::balance`] has them.
//!
//! Simplifications: a change is done at once, nobody looks anything up in mid-change; copies are made at once, too; a bound
//! counts keys, placed in the order in which they are listed.

pub mod challenges;
pub mod scenarios;
pub mod text;
pub mod view;

use crate::exhibit::spread::Spread;
use crate::exhibit::spread::machine::State;
use crate::exhibit::spread::machine::frame::Frame;
use crate::exhibit::spread::text::PartNames;
use crate::exhibit::{Attempt, ChallengeSpec, KnobSpec, Routine, ScenarioSpec, Worked};
use crate::scene::{Format, Stage};
use crate::text::{Both, Line, Locale};

/// The exhibit of the ring.
#[derive(Clone, Copy, Debug)]
pub struct HashRingExhibit;

impl Spread for HashRingExhibit {
    const NAME: &'static str = "hash-ring";
    const TITLE: Both = text::TITLE;
    const QUESTION: Both = text::QUESTION;
    const ABOUT: &'static [(Both, Both)] = text::ABOUT;
    const KNOBS: &'static [KnobSpec] = text::KNOBS;
    const SCENARIOS: &'static [ScenarioSpec] = scenarios::SCENARIOS;
    const CHALLENGES: &'static [ChallengeSpec] = challenges::CHALLENGES;
    const PARTS: PartNames = text::PARTS;

    fn routine(scenario: &str) -> Option<Routine> {
        scenarios::routine(scenario)
    }

    fn attempt(challenge: usize, tried: &Worked<'_, HashRingExhibit>, _answer: Option<&str>, locale: Locale) -> Attempt {
        challenges::attempt(challenge, tried, locale)
    }

    fn stage(frame: &Frame<'_>, locale: Locale, format: Format) -> Stage {
        view::stage(frame, locale, format)
    }

    fn summary(state: &State, locale: Locale) -> Line {
        view::summary(state, locale)
    }

    fn tell(frame: &Frame<'_>, locale: Locale) -> Line {
        text::tell(frame, locale)
    }

    fn rule(state: &State) -> Both {
        text::rule(state.setup.policy)
    }

    fn reckoning(frame: &Frame<'_>, locale: Locale) -> Vec<Line> {
        text::reckoning(frame, locale)
    }
}
