//! Somebody just tries.

use super::open;
use super::pictures::on_grid;
use super::words::{complaints, words};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use synod::exhibit::{Grain, Offer, Session};
use synod::exhibits::catalogue;
use synod::scene::Format;
use synod::text::Locale;

/// One thing that somebody does.
#[derive(Clone, Debug)]
enum Whim {
    Choose(usize),
    Seek(u32),
    Undo,
    Redo,
    Branch(usize),
    Forward(Grain),
    Back(Grain),
}

fn whim() -> impl Strategy<Value = Whim> {
    let grain = || prop_oneof![Just(Grain::Phase), Just(Grain::Frame), Just(Grain::Event)];
    prop_oneof![
        8 => any::<usize>().prop_map(Whim::Choose),
        2 => (0..40_u32).prop_map(Whim::Seek),
        1 => Just(Whim::Undo),
        1 => Just(Whim::Redo),
        1 => (0..5_usize).prop_map(Whim::Branch),
        2 => grain().prop_map(Whim::Forward),
        1 => grain().prop_map(Whim::Back),
    ]
}

fn follow(session: &mut dyn Session, whim: &Whim) {
    match whim {
        Whim::Choose(pick) => {
            let offers = session.offers(Locale::En);
            // Every other time whatever is open, closed offers and all; else only what is open.
            let open: Vec<&Offer> = offers.iter().filter(|offer| offer.closed.is_none()).collect();
            let act = if pick % 8 == 0 { offers[pick / 8 % offers.len()].act } else { open[pick / 8 % open.len()].act };
            let closed = offers.iter().any(|offer| offer.act == act && offer.closed.is_some());
            assert_eq!(session.choose(act).is_err(), closed);
        }
        Whim::Seek(event) => drop(session.seek(*event)),
        Whim::Undo => drop(session.undo()),
        Whim::Redo => drop(session.redo()),
        Whim::Branch(branch) => session.take_branch(*branch),
        Whim::Forward(grain) | Whim::Back(grain) => {
            if let Some(event) = session.stop_after(*grain, matches!(whim, Whim::Forward(_))) {
                session.seek(event);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 150,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2026),
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_somebody_tries_can_be_saved_and_opened_again(
        scenario in any::<prop::sample::Index>(),
        whims in prop::collection::vec(whim(), 1..25),
    ) {
        let exhibit = catalogue()[0];
        let spec = scenario.get(exhibit.scenarios());
        let saved = exhibit.scenario(spec.name).expect("every scenario opens");
        let mut session = open(exhibit, &saved);
        for whim in &whims {
            follow(&mut *session, whim);
            let again = open(exhibit, &session.saved());
            prop_assert_eq!((again.cursor(), again.digest()), (session.cursor(), session.digest()));
        }
        let wrong: Vec<String> = words(&*session).iter().flat_map(complaints).collect();
        prop_assert!(wrong.is_empty(), "{:#?}", wrong);
        for format in Format::ALL {
            on_grid(&session.scene(Locale::Zh, format).stage, spec.name);
        }
    }
}
