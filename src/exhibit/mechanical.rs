//! The catalogue's view of an exhibit without messages: [`Exhibit`] for any [`Mechanism`].

use std::marker::PhantomData;

use crate::sim::Deviation;
use crate::text::Both;

use super::driven::Driven;
use super::mechanism::Mechanism;
use super::open_error::OpenError;
use super::session::Session;
use super::{Asked, ChallengeSpec, Exhibit, GuardSpec, KnobSpec, Knobs, Saved, ScenarioSpec};

/// An exhibit without messages in the catalogue.
pub struct Mechanical<M: Mechanism>(PhantomData<fn() -> M>);

impl<M: Mechanism> Mechanical<M> {
    /// The catalogue's entry.
    pub const fn new() -> Mechanical<M> {
        Mechanical(PhantomData)
    }
}

impl<M: Mechanism> Default for Mechanical<M> {
    fn default() -> Mechanical<M> {
        Mechanical::new()
    }
}

impl<M: Mechanism> Exhibit for Mechanical<M> {
    fn name(&self) -> &'static str {
        M::NAME
    }

    fn title(&self) -> Both {
        M::TITLE
    }

    fn question(&self) -> Both {
        M::QUESTION
    }

    fn about(&self) -> &'static [(Both, Both)] {
        M::ABOUT
    }

    fn knobs(&self) -> &'static [KnobSpec] {
        M::KNOBS
    }

    fn guards(&self) -> &'static [GuardSpec] {
        &[]
    }

    fn scenarios(&self) -> &'static [ScenarioSpec] {
        M::SCENARIOS
    }

    fn challenges(&self) -> &'static [ChallengeSpec] {
        M::CHALLENGES
    }

    fn sequence(&self) -> Option<&'static KnobSpec> {
        M::KNOBS.iter().find(|spec| Some(spec.name) == M::SEQUENCE)
    }

    fn has_chance(&self) -> bool {
        false
    }

    fn asked(&self) -> Option<Asked> {
        let asking = M::ASKED?;
        let knob = M::KNOBS.iter().find(|knob| knob.name == asking.knob)?;
        Some(Asked { knob, command: asking.command, prompt: asking.prompt, verb: asking.verb })
    }

    fn scenario(&self, name: &str) -> Option<Saved> {
        let spec = M::SCENARIOS.iter().find(|spec| spec.name == name)?;
        let routine = M::routine(spec.name)?;
        let mut saved = Saved {
            exhibit: M::NAME,
            scenario: spec.name,
            knobs: routine.knobs,
            without: Vec::new(),
            seed: 0,
            acts: Vec::new(),
            stops: None,
            event: 0,
        };
        for act in routine.acts {
            let event = Driven::<M>::open(&saved).ok()?.extent().last + 1;
            saved.acts.push(Deviation { event, act });
        }
        Some(saved)
    }

    fn size(&self, knobs: &Knobs) -> u8 {
        M::roster(&M::start(knobs)).len() as u8
    }

    fn open(&self, saved: &Saved) -> Result<Box<dyn Session>, OpenError> {
        Ok(Box::new(Driven::<M>::open(saved)?))
    }
}
