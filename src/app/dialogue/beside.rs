//! Dialogues about two runs side by side under one cursor.

use super::*;

fn cursors(model: &Model) -> Vec<u32> {
    model.panes.iter().map(|pane| pane.session.cursor()).collect()
}

/// A page of the real catalogue, without motion.
fn real(hash: &str) -> Model {
    let (mut model, _) = page_of(catalogue(), hash);
    update(&mut model, Msg::ReducedMotion(true));
    model
}

fn reopened(model: &Model, with: &'static [&'static dyn Exhibit]) -> Model {
    let address = model.address().expect("it is short");
    let (other, _) = page_of(with, &address);
    assert_eq!(other.notice, None, "{address}");
    assert_eq!(other.address().as_ref(), Some(&address));
    let runs = |model: &Model| model.panes.iter().map(|pane| pane.session.saved()).collect::<Vec<_>>();
    assert_eq!((runs(&other), other.at, &other.by), (runs(model), model.at, &model.by), "{address}");
    other
}

#[test]
fn one_wish_opens_the_run_beside_itself_and_the_same_closes_it() {
    let mut model = page("#/chatter/one?f=2");
    update(&mut model, Msg::ToggleBeside);
    assert_eq!(cursors(&model), [2, 2]);
    let shot = model.shot();
    assert_eq!(shot.side.expect("there are two").standing, Standing::Copy);
    assert!(shot.contrast.expect("there are two").is_none());
    wish_all(&mut model, &[Msg::OtherPane, Msg::ToggleBeside]);
    assert_eq!((cursors(&model), model.at), (vec![2], 0), "the first run stays");
    assert!(model.shot().contrast.is_none());
}

#[test]
fn both_step_under_one_cursor_each_to_its_own_end() {
    let mut model = page("#/chatter/one?b=two");
    update(&mut model, Msg::Forward);
    assert_eq!(cursors(&model), [1, 1]);
    update(&mut model, Msg::ToEnd);
    let ends: Vec<u32> = model.panes.iter().map(|pane| pane.session.extent().last).collect();
    assert!(ends[0] < ends[1], "{ends:?}");
    assert_eq!(cursors(&model), ends);
    update(&mut model, Msg::Forward);
    assert!(matches!(model.notice, Some(Notice::End(_))) && cursors(&model) == ends);
    update(&mut model, Msg::Seek(ends[0]));
    update(&mut model, Msg::Forward);
    assert_eq!(cursors(&model), [ends[0], ends[0] + 1], "the one that has ended stays");
    let shot = model.shot();
    assert_eq!((shot.panes[0].moved, shot.panes[1].moved), (false, true));
    update(&mut model, Msg::Back);
    assert_eq!(cursors(&model), [ends[0], ends[0]]);
    update(&mut model, Msg::Back);
    assert_eq!(cursors(&model), [ends[0] - 1, ends[0] - 1]);
    reopened(&model, &CATALOGUE);
    update(&mut model, Msg::ToEnd);
    reopened(&model, &CATALOGUE);
}

#[test]
fn acts_are_done_in_the_active_pane_alone() {
    let mut model = page("#/chatter/one?f=1&b=one");
    update(&mut model, Msg::OtherPane);
    let act = model.panes[1].session.offers(Locale::En)[1].act;
    let before = model.panes[0].session.saved().acts;
    update(&mut model, Msg::Do(act));
    assert_eq!((cursors(&model), model.panes[0].session.saved().acts), (vec![2, 2], before));
    assert_ne!(model.panes[0].session.digest(), model.panes[1].session.digest());
    assert_eq!(model.shot().side.expect("there are two").standing, Standing::Own);
    let again = reopened(&model, &CATALOGUE);
    assert_eq!(again.at, 1);
    update(&mut model, Msg::PickIn(0, Pick::Node(1)));
    assert_eq!((model.at, model.picked), (0, Some(Pick::Node(1))), "a click in a pane makes it the active one");
}

#[test]
fn a_bad_second_run_costs_one_sentence() {
    let mut model = page("#/chatter/two?f=2&b=three&l=en");
    assert_eq!(cursors(&model), [2]);
    assert!(model.shot().notice.is_some_and(|told| told.bad && told.text.contains("three")));
    let mut model = page("#/chatter/two?f=2&b=one%3Fa%3DBQsB&l=en");
    assert_eq!(cursors(&model), [2], "acts that are not possible");
    assert!(model.shot().notice.is_some_and(|told| told.bad));
}

#[test]
fn a_scenario_opens_with_what_it_has_beside_it() {
    let mut model = page("#/chatter/both?f=4");
    assert_eq!(cursors(&model), [4, 4]);
    assert!(model.address().is_some_and(|address| !address.contains("b=")), "it goes without saying");
    let shot = model.shot();
    let side = shot.side.expect("there are two");
    assert_eq!(side.standing, Standing::Scenario("one"));
    assert_eq!(side.twice.expect("the scenario names a node").name, "N2");
    reopened(&model, &CATALOGUE);
    update(&mut model, Msg::ToggleBeside);
    assert!(model.address().is_some_and(|address| address.ends_with("&b=")), "that it is alone has to be said");
    reopened(&model, &CATALOGUE);
}

#[test]
fn the_latest_other_branch_stands_beside_the_present_one() {
    let mut model = real("#/paxos/nobody-fails?f=7");
    update(&mut model, Msg::Back);
    let open = |model: &Model, group| {
        let offers = model.panes[0].session.offers(Locale::En);
        offers.iter().find(|offer| offer.group == group && offer.closed.is_none()).map(|offer| offer.act).expect("one is open")
    };
    let fault = open(&model, OfferGroup::Fault);
    update(&mut model, Msg::Do(fault));
    update(&mut model, Msg::ToggleBeside);
    let shot = model.shot();
    assert_eq!(shot.side.expect("there are two").standing, Standing::Branch(0));
    let told = shot.contrast.expect("there are two").tell(Locale::En);
    assert!(told.contains("differ") && shot.speech.ends_with(&told), "{told} / {}", shot.speech);
    assert_eq!(cursors(&model), [7, 7]);
    reopened(&model, catalogue());
    update(&mut model, Msg::Undo);
    assert_eq!(cursors(&model), [6, 6], "the other goes where the cursor goes");
    assert!(model.shot().contrast.expect("there are two").is_none());
    update(&mut model, Msg::StandBeside(Standing::Scenario("duel")));
    assert_eq!(model.shot().side.expect("there are two").standing, Standing::Scenario("duel"));
    reopened(&model, catalogue());
}

/// What a node cannot notice leaves its two histories equal; what it gets parts them.
#[test]
fn two_histories_are_the_same_until_something_reaches_the_node() {
    let mut model = real("#/paxos/nobody-fails?f=2");
    update(&mut model, Msg::ToggleBeside);
    update(&mut model, Msg::Do(Act::Crash { node: NodeId(3), reaches: crate::sim::NodeSet(u32::MAX) }));
    update(&mut model, Msg::Show(Pick::Node(0)));
    let twice = |model: &mut Model| model.shot().side.and_then(|side| side.twice).expect("one is selected");
    let told = twice(&mut model);
    assert_eq!((told.name.as_str(), told.equal()), ("P1", true));
    assert!(told.tell(Locale::En).starts_with("To P1 the two runs are the same: "), "{}", told.tell(Locale::En));
    update(&mut model, Msg::Show(Pick::Node(3)));
    assert!(!twice(&mut model).equal(), "it has crashed in one of them");
}
