//! Dialogues about challenges: they begin, stand in the address, are judged with every change, and are left.

use super::*;
use crate::exhibit::AttemptVerdict;

const FIND: &str = "find-traitor";

fn real(hash: &str) -> Model {
    let (mut model, _) = page_of(catalogue(), hash);
    update(&mut model, Msg::ReducedMotion(true));
    model
}

fn verdict(model: &mut Model) -> Option<AttemptVerdict> {
    model.shot().tasks.trying.map(|task| task.attempt.verdict)
}

#[test]
fn a_challenge_begins_in_its_scenario_with_its_eyes_and_is_solved_by_its_answer() {
    let mut model = real("#/oral-messages/three?l=en&f=2");
    assert_eq!(model.panes.len(), 2, "this one has another beside it");
    let cmds = update(&mut model, Msg::Try(FIND));
    assert!(cmds.contains(&Cmd::Focus(Focus::Task)));
    let written = address(&cmds).expect("it is another run").0.to_owned();
    assert!(written.starts_with("#/oral-messages/three-commander?") && written.ends_with("&by=G2&c=find-traitor"), "{written}");
    assert_eq!(verdict(&mut model), Some(AttemptVerdict::Open));
    assert_eq!((model.panes.len(), model.by.as_deref()), (1, Some("G2")));
    update(&mut model, Msg::Answer("unknown"));
    assert_eq!(verdict(&mut model), Some(AttemptVerdict::Open), "G2 has not heard everything");
    wish_all(&mut model, &[Msg::Answer("G0"), Msg::ToEnd]);
    assert_eq!(verdict(&mut model), Some(AttemptVerdict::Failed));
    let cmds = update(&mut model, Msg::Answer("unknown"));
    assert!(cmds.contains(&Cmd::Store(Pref::Solved, "oral-messages/find-traitor".to_owned())));
    let shot = model.shot();
    assert!(shot.speech.starts_with("Solved. "), "{}", shot.speech);
    assert_eq!((verdict(&mut model), shot.tasks.solved), (Some(AttemptVerdict::Solved), vec![FIND]));
    wish_all(&mut model, &[Msg::Back, Msg::Forward]);
    assert_eq!(verdict(&mut model), Some(AttemptVerdict::Solved));
    assert!(!model.shot().speech.starts_with("Solved"), "it is told once");
}

#[test]
fn a_challenge_outlives_undo_settings_language_and_its_address() {
    let mut model = real("#/oral-messages/six?l=en&c=two-traitors-disagree");
    assert_eq!(verdict(&mut model), Some(AttemptVerdict::Open));
    wish_all(
        &mut model,
        &[Msg::Sheet(Sheet::Settings), Msg::Knob("traitors", "G1:split,G4:split".to_owned()), Msg::Apply, Msg::ToEnd],
    );
    assert_eq!(verdict(&mut model), Some(AttemptVerdict::Solved));
    let english = model.shot().tasks.trying.expect("it is under way").attempt.because;
    update(&mut model, Msg::NextLocale);
    assert_ne!(model.shot().tasks.trying.expect("it is under way").attempt.because, english);
    let good = model.address().expect("it is short");
    assert!(good.ends_with("&c=two-traitors-disagree"), "{good}");
    let mut other = real(&good);
    assert_eq!((verdict(&mut other), other.address(), other.notice.clone()), (Some(AttemptVerdict::Solved), Some(good), None));
    assert_eq!(other.shot().speech, "", "who opens an address has not just solved it");
    update(&mut model, Msg::Undo);
    assert_eq!(verdict(&mut model), Some(AttemptVerdict::Open));
    update(&mut model, Msg::ToggleTry);
    assert_eq!(verdict(&mut model), None);
    assert!(model.address().is_some_and(|address| !address.contains("&c=")));
}

#[test]
fn a_challenge_that_there_is_not_costs_one_sentence() {
    let mut model = real("#/paxos/duel?l=en&f=3&c=find-traitor");
    assert_eq!((cursor(&model), verdict(&mut model)), (3, None));
    let told = model.shot().notice.expect("it is told");
    assert!(told.bad && told.text.contains("find-traitor"), "{}", told.text);
    let mut model = page("");
    update(&mut model, Msg::ToggleTry);
    assert_eq!(model.notice, Some(Notice::NoChallenge), "this exhibit has none");
}

#[test]
fn the_end_of_a_run_offers_a_challenge_until_all_are_solved() {
    let mut model = real("#/paxos/nobody-fails?l=en");
    wish_all(&mut model, &[Msg::ToEnd, Msg::Forward]);
    let remedies = |model: &mut Model| model.shot().notice.expect("it says that it is over").remedies;
    assert_eq!(remedies(&mut model), [Remedy::Again, Remedy::NextScenario, Remedy::Challenge]);
    update(&mut model, Msg::ToggleTry);
    assert_eq!(model.shot().tasks.trying.map(|task| task.index), Some(0));
    wish_all(&mut model, &[Msg::ToEnd, Msg::Forward]);
    assert_eq!(remedies(&mut model).len(), 2, "one at a time");
    model.solved = ["forgotten-choice", "break-it"].map(|name| ["paxos/", name].concat()).to_vec();
    wish_all(&mut model, &[Msg::ToggleTry, Msg::ToggleTry]);
    assert_eq!(model.shot().tasks.trying.map(|task| task.index), Some(1), "the first that is not solved");
    model.solved.push("paxos/livelock".to_owned());
    wish_all(&mut model, &[Msg::ToggleTry, Msg::ToEnd, Msg::Forward]);
    assert_eq!(remedies(&mut model).len(), 2, "all are solved");
}

/// The page may be loaded anew, or its link be sent: the verdict is of the answer, and the answer is there.
#[test]
fn an_answer_stands_in_the_address() {
    let mut model = real("#/oral-messages/three-commander?l=en&by=G2&c=find-traitor");
    wish_all(&mut model, &[Msg::ToEnd, Msg::Answer("G0")]);
    let failed = model.address().expect("it is short");
    assert!(failed.ends_with("&by=G2&c=find-traitor%3AG0"), "{failed}");
    assert_eq!(verdict(&mut real(&failed)), Some(AttemptVerdict::Failed));
    update(&mut model, Msg::Answer("unknown"));
    let solved = model.address().expect("it is short");
    let mut other = real(&solved);
    assert_eq!((verdict(&mut other), other.address(), other.notice.clone()), (Some(AttemptVerdict::Solved), Some(solved), None));
    assert!(other.shot().speech.is_empty() && other.solved.is_empty(), "who opens an address has not just solved it");
    for unknown in ["find-traitor%3AG9", "find-traitor%3A"] {
        let mut model = real(&["#/oral-messages/three-commander?c=", unknown].concat());
        assert_eq!((verdict(&mut model), &model.notice), (Some(AttemptVerdict::Open), &None), "{unknown}");
        assert!(model.address().is_some_and(|address| address.ends_with("&c=find-traitor")), "{unknown}");
    }
}

/// Whatever is answered where nothing is asked is passed over.
#[test]
fn an_answer_that_nobody_asked_for_changes_nothing() {
    let mut model = real("#/paxos/nobody-fails?c=forgotten-choice");
    wish_all(&mut model, &[Msg::Answer("G0"), Msg::ToggleTry, Msg::Answer("G1"), Msg::Try("no-such")]);
    assert_eq!((verdict(&mut model), &model.notice), (None, &None));
}
