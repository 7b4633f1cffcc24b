//! What the page shows of the generals: the same history in two worlds.

use synod::exhibit::Staged as _;
use synod::exhibits::generals::machine::General;
use synod::exhibits::generals::{GeneralsExhibit, configure};
use synod::sim::{NodeId, Run};

/// What G1 knows, frame by frame, in one of the two runs of three generals.
fn history(scenario: &str) -> Vec<General> {
    let play = GeneralsExhibit::play(scenario).expect("it is played");
    let mut run = Run::new(std::rc::Rc::new(configure(&play.knobs, &play.without)), play.seed, &[], None);
    run.extend(u32::MAX);
    let frames = 0..=run.last();
    let at = |event| {
        run.seek(event);
        run.world().node(NodeId(1)).expect("G1").clone()
    };
    frames.map(at).collect()
}

#[test]
fn a_loyal_general_cannot_tell_the_two_runs_of_three_apart() {
    assert_eq!(history("three"), history("three-commander"));
}

use synod::exhibit::{Leap, Session};

fn by_recursion(generals: &str, m: &str) -> Box<dyn Session> {
    let exhibit = synod::exhibits::find("oral-messages").expect("it is in the catalogue");
    let mut saved = exhibit.scenario("all-loyal").expect("it has it");
    for (knob, text) in [("generals", generals), ("traitors_tolerated", m), ("sequence", "recursion")] {
        saved.knobs.set(exhibit.knobs(), knob, text).expect("a knob");
    }
    exhibit.open(&saved).expect("it opens")
}

/// Over plays a whole call to the value it returns, out plays to the value of the call it is in.
#[test]
fn over_and_out_play_whole_calls() {
    let mut session = by_recursion("7", "2");
    assert_eq!(session.seek(u32::MAX), 44);
    session.seek(0);
    assert_eq!(session.leap(Leap::Over), Some(44), "the next call is all of it");
    // Frame 1 is OM(2) by G0; each OM(1) under it takes 1 + 5 + 1 frames.
    session.seek(1);
    assert_eq!(session.leap(Leap::Over), Some(8));
    assert_eq!(session.leap(Leap::Out), Some(44));
    session.seek(2);
    assert_eq!(session.leap(Leap::Over), Some(3), "an OM(0) is one frame");
    assert_eq!(session.leap(Leap::Out), Some(8));
    session.seek(4);
    assert_eq!(session.leap(Leap::Out), Some(8), "out of an OM(0) is out of the call above it");
    session.seek(7);
    assert_eq!(session.leap(Leap::Over), Some(8), "a fold is one frame");
    session.seek(8);
    assert_eq!(session.leap(Leap::Out), Some(44));
    session.seek(44);
    assert_eq!((session.leap(Leap::Over), session.leap(Leap::Out)), (None, None));
}

/// Every turn of one order is found in the other.
#[test]
fn a_turn_is_found_in_either_order() {
    let mut deep = by_recursion("4", "1");
    let exhibit = synod::exhibits::find("oral-messages").expect("it is in the catalogue");
    let mut flat = exhibit.open(&exhibit.scenario("all-loyal").expect("it has it")).expect("it opens");
    assert!(deep.by_calls() && !flat.by_calls());
    for event in 1..=5 {
        flat.seek(event);
        let moment = flat.moment().expect("a turn");
        let there = deep.find_moment(moment).expect("it is in the other order");
        deep.seek(there);
        assert_eq!(deep.moment(), Some(moment));
    }
}
