//! The catalogue's view of a message exhibit: [`Exhibit`] for any [`Staged`].

use std::marker::PhantomData;
use std::rc::Rc;

use crate::sim::limits::steps_max;
use crate::sim::{Delivery, NodeId, Protocol, Run};
use crate::text::{Both, Locale};

use super::claim::Claim;
use super::open_error::OpenError;
use super::played::Played;
use super::plot::Spoken;
use super::script::resolve;
use super::session::Session;
use super::staged::Staged;
use super::{ChallengeSpec, Exhibit, GuardSpec, KnobSpec, Knobs, Saved, ScenarioSpec};

/// A message exhibit in the catalogue.
pub struct Catalogued<E: Staged>(PhantomData<fn() -> E>);

impl<E: Staged> Catalogued<E> {
    /// The catalogue's entry.
    pub const fn new() -> Catalogued<E> {
        Catalogued(PhantomData)
    }
}

impl<E: Staged> Default for Catalogued<E> {
    fn default() -> Catalogued<E> {
        Catalogued::new()
    }
}

impl<E: Staged> Exhibit for Catalogued<E> {
    fn name(&self) -> &'static str {
        E::NAME
    }

    fn title(&self) -> Both {
        E::TITLE
    }

    fn question(&self) -> Both {
        E::QUESTION
    }

    fn about(&self) -> &'static [(Both, Both)] {
        E::ABOUT
    }

    fn knobs(&self) -> &'static [KnobSpec] {
        E::KNOBS
    }

    fn guards(&self) -> &'static [GuardSpec] {
        E::GUARDS
    }

    fn scenarios(&self) -> &'static [ScenarioSpec] {
        E::SCENARIOS
    }

    fn challenges(&self) -> &'static [ChallengeSpec] {
        E::CHALLENGES
    }

    fn scenario(&self, name: &str) -> Option<Saved> {
        let spec = E::SCENARIOS.iter().find(|spec| spec.name == name)?;
        let play = E::play(spec.name)?;
        let protocol = Rc::new(E::protocol(&play.knobs, &play.without));
        let mut run = Run::new(protocol, play.seed, &[], None);
        let acts = resolve::<E>(&mut run, play.cues).ok()?;
        let stops = play.stops.then(|| run.cursor());
        Some(Saved {
            exhibit: E::NAME,
            scenario: spec.name,
            knobs: play.knobs,
            without: play.without,
            seed: play.seed,
            acts,
            stops,
            event: 0,
        })
    }

    fn steps_max(&self) -> u32 {
        steps_max(delivery::<E>())
    }

    fn sequence(&self) -> Option<&'static KnobSpec> {
        E::KNOBS.iter().find(|spec| Some(spec.name) == E::SEQUENCE)
    }

    fn messages_of(&self, knobs: &Knobs, node: u8) -> Vec<Spoken> {
        let fits = E::misfit(knobs, &[]).is_none();
        if fits { E::messages_of(&E::protocol(knobs, &[]), NodeId(node)) } else { Vec::new() }
    }

    fn size(&self, knobs: &Knobs) -> u8 {
        E::protocol(knobs, &[]).size()
    }

    fn in_rounds(&self) -> bool {
        delivery::<E>() == Delivery::Rounds
    }

    fn is_searched(&self) -> bool {
        delivery::<E>() == Delivery::Messages || E::TREASON.is_some()
    }

    fn claims(&self, knobs: &Knobs, locale: Locale) -> Vec<Claim> {
        let fits = E::misfit(knobs, &[]).is_none();
        if fits { E::claims(&E::protocol(knobs, &[]), locale) } else { Vec::new() }
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn specification(&self, knobs: &Knobs) -> Option<super::Specification> {
        E::specification(knobs)
    }

    fn open(&self, saved: &Saved) -> Result<Box<dyn Session>, OpenError> {
        Ok(Box::new(Played::<E>::open(saved)?))
    }
}

/// How messages arrive in an exhibit.
fn delivery<E: Staged>() -> Delivery {
    E::protocol(&Knobs::defaults(E::KNOBS), &[]).delivery()
}
