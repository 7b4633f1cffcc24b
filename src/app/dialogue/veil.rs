//! Dialogues about what one node sees.

use super::*;

fn real(hash: &str) -> Model {
    let (mut model, _) = page_of(catalogue(), hash);
    update(&mut model, Msg::ReducedMotion(true));
    model
}

#[test]
fn the_veil_falls_and_is_lifted_by_one_wish() {
    let mut model = real("#/paxos/adopt?f=12&l=en");
    let whole = model.shot();
    update(&mut model, Msg::ToggleVeil);
    assert_eq!(model.notice, Some(Notice::PickFirst));
    wish_all(&mut model, &[Msg::Show(Pick::Node(0)), Msg::ToggleVeil]);
    let shot = model.shot();
    let pane = &shot.panes[0];
    assert_eq!((shot.by.as_deref(), pane.by), (Some("P1"), Some(NodeId(0))));
    assert_eq!(pane.story.what.to_string(), "Something happens that P1 does not see.");
    let bare = |figure: &crate::scene::Figure| figure.caption.is_empty() && figure.tags.is_empty();
    assert!(pane.scene.stage.figures.iter().all(|figure| figure.node == 0 || bare(figure)));
    assert!(pane.intro.is_empty() && pane.branches.is_empty() && pane.assumptions.iter().all(|one| !one.left));
    assert!(pane.offers.iter().all(|offer| offer.node == Some(0)), "nothing is offered that tells of others");
    assert!(model.address().is_some_and(|address| address.ends_with("&by=P1")));
    update(&mut model, Msg::ToggleVeil);
    assert_eq!(model.shot().panes[0].story, whole.panes[0].story);
}

#[test]
fn an_address_says_whose_eyes_see_and_unknown_ones_get_a_sentence() {
    let mut model = real("#/paxos/adopt?f=9&by=A2&l=en");
    assert_eq!(model.shot().by.as_deref(), Some("A2"));
    let (again, _) = page_of(catalogue(), &model.address().expect("it is short"));
    assert_eq!((again.by, again.notice), (Some("A2".to_owned()), None));
    let mut model = real("#/paxos/adopt?f=9&by=Z9&l=en");
    assert!(model.shot().notice.is_some_and(|told| told.bad && told.text.contains("Z9")));
    assert_eq!((model.by.as_ref(), cursor(&model)), (None, 9));
    update(&mut model, Msg::SeeBy(Some("nobody".to_owned())));
    assert_eq!(model.by, None);
}

/// Under the veil no word on the page is about what the node has not seen: two runs that are the same to it read alike.
#[test]
fn two_runs_that_are_the_same_to_a_node_read_alike() {
    let mut compared = 0;
    for (first, second) in [("f-crashed", "f-plus-one"), ("adopt", "duel"), ("different", "same-value")] {
        for by in ["P1", "P2", "A1", "A2", "L1"] {
            let mut model = real(&["#/paxos/", first, "?l=en&b=", second, "&by=", by].concat());
            for _ in 0..12 {
                let shot = model.shot();
                let Some(twice) = shot.side.as_ref().and_then(|side| side.twice.as_ref()) else { break };
                let [left, right] = [&shot.panes[0], &shot.panes[1]];
                let noticed = |pane: &PaneShot| pane.scene.stage.figures.iter().any(|figure| figure.active);
                if twice.equal() && noticed(left) == noticed(right) && left.cursor == right.cursor {
                    let contrast = shot.contrast.as_ref().expect("there are two");
                    assert!(contrast.nodes[0].is_empty(), "{first} and {second} at {} by {by}", left.cursor);
                    assert_eq!(left.story.what.to_string(), right.story.what.to_string());
                    compared += 1;
                }
                update(&mut model, Msg::Forward);
            }
        }
    }
    assert!(compared > 40, "{compared}");
}

/// With what only the watcher knows hidden, no sentence tells of losses and lies.
#[test]
fn unwatched_the_story_tells_of_no_loss_and_no_lie() {
    let mut hidden = 0;
    for exhibit in catalogue() {
        for scenario in exhibit.scenarios() {
            let mut model = real(&["#/", exhibit.name(), "/", scenario.name, "?l=en"].concat());
            update(&mut model, Msg::ToggleWatching);
            for _ in 0..40 {
                update(&mut model, Msg::Forward);
                let told = model.shot().panes[0].story.what.to_string();
                assert!(
                    !told.contains("lost on the way")
                        && !told.contains("is lost:")
                        && !told.contains("A lie:")
                        && !told.contains("turns traitor"),
                    "{told}"
                );
                hidden += usize::from(told == "No node notices what happens in this step.");
            }
        }
    }
    assert!(hidden > 10, "{hidden}");
}
