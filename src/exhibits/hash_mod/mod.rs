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

use crate::exhibit::{Attempt, ChallengeSpec, KnobSpec, Routine, ScenarioSpec, Worked};
use crate::scene::{Format, Stage};
use crate::text::{Both, Line, Locale};

use crate::exhibit::spread::Spread;
use crate::exhibit::spread::machine::State;
use crate::exhibit::spread::machine::frame::Frame;
use crate::exhibit::spread::text::PartNames;

/// The exhibit of hash mod N.
#[derive(Clone, Copy, Debug)]
pub struct HashModExhibit;

impl Spread for HashModExhibit {
    const NAME: &'static str = "hash-mod";
    const TITLE: Both = words::TITLE;
    const QUESTION: Both = words::QUESTION;
    const ABOUT: &'static [(Both, Both)] = words::ABOUT;
    const KNOBS: &'static [KnobSpec] = words::KNOBS;
    const SCENARIOS: &'static [ScenarioSpec] = scenarios::SCENARIOS;
    const CHALLENGES: &'static [ChallengeSpec] = challenges::CHALLENGES;
    const PARTS: PartNames = words::PARTS;

    fn routine(scenario: &str) -> Option<Routine> {
        scenarios::routine(scenario)
    }

    fn attempt(challenge: usize, tried: &Worked<'_, HashModExhibit>, answer: Option<&str>, locale: Locale) -> Attempt {
        challenges::attempt(challenge, tried.setup, &Frame::of(&tried.still), answer, locale)
    }

    fn stage(frame: &Frame<'_>, locale: Locale, format: Format) -> Stage {
        view::stage(frame, locale, format)
    }

    fn summary(state: &State, locale: Locale) -> Line {
        text::summary(state, locale)
    }

    fn tell(frame: &Frame<'_>, locale: Locale) -> Line {
        text::tell(frame, locale)
    }

    fn rule(state: &State) -> Both {
        words::rule(state.setup.policy)
    }

    fn reckoning(frame: &Frame<'_>, locale: Locale) -> Vec<Line> {
        text::reckoning(frame, locale)
    }
}
