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
