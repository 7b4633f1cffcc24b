//! The stage is shown first, and what stands beside it follows.

use super::*;

fn stage_first(hash: &str) -> (Model, Vec<Cmd>) {
    Model::new(catalogue(), &Start { hash: hash.to_owned(), size: (1440, 900), stage_first: true, ..Start::default() })
}

#[test]
fn what_is_told_beside_a_stage_follows_it() {
    for exhibit in catalogue() {
        let (mut model, cmds) = stage_first(&format!("#/{}", exhibit.name()));
        assert_eq!(address(&cmds), None);
        let first = model.shot();
        assert!(!first.whole && first.address.is_none() && first.panes[0].story.what.is_empty());
        let cmds = update(&mut model, Msg::Rest);
        let (rest, (mut at_once, _)) = (model.shot(), page_of(catalogue(), &format!("#/{}", exhibit.name())));
        assert!(rest.whole && address(&cmds).is_some());
        let at_once = at_once.shot();
        assert_eq!(first.panes[0].scene.stage, at_once.panes[0].scene.stage, "the stage is what it will be");
        assert_eq!(rest.panes[0].story.what, at_once.panes[0].story.what);
        assert_eq!((rest.panes[0].offers.len(), rest.address), (at_once.panes[0].offers.len(), at_once.address));
    }
}

#[test]
fn a_step_before_the_rest_has_come_is_a_step() {
    let (mut model, _) = stage_first("#/paxos/adopt");
    wish_all(&mut model, &[Msg::ReducedMotion(true), Msg::Forward]);
    let _ = model.shot();
    update(&mut model, Msg::Rest);
    let shot = model.shot();
    assert_eq!((cursor(&model), shot.panes[0].story.what.is_empty()), (1, false));
    assert!(shot.speech.starts_with("Frame 1. ") && shot.speech.len() > 12, "{}", shot.speech);
}

#[test]
fn what_one_node_sees_comes_whole() {
    assert!(stage_first("#/paxos/adopt?v=1&by=A1").0.shot().whole);
}

#[test]
fn pointing_at_a_dot_does_what_it_is_for() {
    let (mut model, _) = page_of(catalogue(), "#/hash-ring/joins");
    wish_all(&mut model, &[Msg::ReducedMotion(true), Msg::Point(0, 12)]);
    assert_eq!(cursor(&model), 1);
    let (mut model, _) = page_of(catalogue(), "#/paxos/adopt");
    update(&mut model, Msg::Point(0, 12));
    assert_eq!(cursor(&model), 0, "there is no dot");
}
