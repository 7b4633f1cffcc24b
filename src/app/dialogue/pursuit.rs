//! The search for a bad run, from the dialog to the run that is shown, with the searcher itself in the place of its worker.

use super::*;
use crate::app::pursuit::letter::Said;
use crate::app::pursuit::work::{Shelves, Work};
use crate::app::pursuit::{COUNTS, Errand, Fault, STATES, Stage, Wish};
use crate::exhibit::Verdict;
use crate::exhibits::explorable;
use crate::explore::{Limit, Outcome};

const SLICE: usize = 5_000;

fn paxos(hash: &str) -> Model {
    let (mut model, _) = page_of(catalogue(), hash);
    update(&mut model, Msg::ReducedMotion(true));
    update(&mut model, Msg::Sheet(Sheet::Search));
    model
}

fn pursue(model: &mut Model, wish: Wish) -> Vec<Errand> {
    let cmds = update(model, Msg::Pursue(wish));
    cmds.into_iter().filter_map(|cmd| if let Cmd::Search(errand) = cmd { Some(errand) } else { None }).collect()
}

fn begun(model: &mut Model) -> Work {
    let errands = pursue(model, Wish::Go);
    let [Errand::Begin(letter)] = &errands[..] else { panic!("{errands:?}") };
    let shelves = Shelves { catalogue: catalogue(), explorable: explorable() };
    Work::begin(shelves, letter).expect("it can be searched")
}

/// Lets the searcher work so many pieces, or to the end, and hears every letter; how many it wrote.
fn heard(model: &mut Model, work: &mut Work, pieces: usize) -> usize {
    for piece in 1..=pieces {
        let over = work.advance(SLICE);
        pursue(model, Wish::Said(work.said(7).write()));
        if over {
            return piece;
        }
    }
    pieces
}

fn over(model: &Model) -> Said {
    match model.pursuit.as_ref().map(|pursuit| &pursuit.stage) {
        Some(Stage::Over(said)) => said.clone(),
        other => panic!("{other:?}"),
    }
}

fn broken(model: &Model, pane: usize) -> Vec<&'static str> {
    let guarantees = model.panes[pane].session.guarantees(Locale::En);
    guarantees.iter().filter(|one| one.verdict == Verdict::Broken).map(|one| one.name).collect()
}

#[test]
fn a_guard_is_taken_away_and_the_shortest_bad_run_opens_beside_the_present_one() {
    let mut model = paxos("#/paxos/duel?l=en&f=4");
    pursue(&mut model, Wish::Guard("promise"));
    let mut work = begun(&mut model);
    assert!(heard(&mut model, &mut work, usize::MAX) > 1, "it is told how far it has come");
    let said = over(&model);
    assert_eq!(said.checks, [("agreement".to_owned(), Outcome::Broken, 14)]);
    assert!(said.limit.is_none() && said.enough, "{said:?}");
    let before = model.panes[0].session.saved();
    pursue(&mut model, Wish::Beside);
    assert_eq!((model.panes.len(), model.at, model.sheet), (2, 1, None));
    assert!(broken(&model, 1).contains(&"agreement"));
    assert_eq!(Saved { event: before.event, ..model.panes[0].session.saved() }, before, "the present run stays what it is");
    let address = model.address().expect("it is short");
    let (other, _) = page_of(catalogue(), &address);
    assert_eq!(other.panes[1].session.saved(), model.panes[1].session.saved());
    update(&mut model, Msg::Back);
    assert!(!broken(&model, 1).contains(&"agreement"), "it is broken by its last step");
}

#[test]
fn what_was_found_may_also_take_the_place_of_the_run() {
    let mut model = paxos("#/paxos/without-promise?l=en");
    let mut work = begun(&mut model);
    heard(&mut model, &mut work, usize::MAX);
    pursue(&mut model, Wish::Instead);
    assert_eq!(model.panes.len(), 1);
    assert!(broken(&model, 0).contains(&"agreement"));
}

#[test]
fn where_nothing_is_found_everything_has_been_looked_at() {
    let mut model = paxos("#/paxos/nobody-fails?l=en");
    for check in ["validity", "promises", "learned"] {
        pursue(&mut model, Wish::Check(check));
    }
    let mut work = begun(&mut model);
    heard(&mut model, &mut work, usize::MAX);
    let said = over(&model);
    assert!(said.limit.is_none() && !said.enough && said.found.is_none(), "{said:?}");
    assert!(said.checks.iter().all(|(_, outcome, _)| *outcome == Outcome::Holds), "{said:?}");
}

#[test]
fn a_search_can_be_stopped_at_any_time_and_says_what_it_knows() {
    for pieces in [0, 1, 3, 10] {
        let mut model = paxos("#/paxos/duel?l=en");
        let mut work = begun(&mut model);
        assert_eq!(heard(&mut model, &mut work, pieces), pieces);
        let errands = pursue(&mut model, Wish::Go);
        if pieces == 0 {
            assert_eq!((errands, &model.pursuit.as_ref().expect("it stays").stage), (vec![Errand::End], &Stage::Asking));
            continue;
        }
        assert_eq!(errands, [Errand::Stop]);
        work.stop();
        heard(&mut model, &mut work, 1);
        let said = over(&model);
        assert_eq!(said.limit, Some(Limit::Cancelled));
        assert!(said.distinct > 0 && said.checks.iter().all(|(_, outcome, _)| *outcome == Outcome::Limit), "{said:?}");
    }
}

#[test]
fn behind_a_closed_dialog_the_search_goes_on_and_its_end_is_told() {
    let mut model = paxos("#/paxos/without-promise?l=en");
    let mut work = begun(&mut model);
    heard(&mut model, &mut work, 1);
    wish_all(&mut model, &[Msg::Close, Msg::Forward]);
    heard(&mut model, &mut work, usize::MAX);
    let notice = model.shot().notice.expect("it is told");
    assert_eq!(notice.remedies, [Remedy::ShowFound, Remedy::Search]);
    assert_eq!(cursor(&model), 1);
}

#[test]
fn a_limit_of_states_is_told_and_is_no_verdict() {
    let mut model = paxos("#/paxos/duel?l=en");
    pursue(&mut model, Wish::States(0));
    let mut work = begun(&mut model);
    heard(&mut model, &mut work, usize::MAX);
    let said = over(&model);
    assert_eq!((said.limit, said.distinct), (Some(Limit::States), u64::from(STATES[0])));
}

#[test]
fn crashes_and_lost_disks_break_what_holds_without_them() {
    let mut model = paxos("#/paxos/duel?l=en");
    for fault in [Fault::Crash, Fault::Wake] {
        let place = Fault::ALL.iter().position(|(_, one)| *one == fault).expect("it is listed");
        pursue(&mut model, Wish::Count(place, 1));
    }
    pursue(&mut model, Wish::Disks);
    pursue(&mut model, Wish::States(STATES.len() - 1));
    let mut work = begun(&mut model);
    heard(&mut model, &mut work, usize::MAX);
    let said = over(&model);
    assert!(said.checks.iter().any(|(_, outcome, _)| *outcome == Outcome::Broken) && said.found.is_some(), "{said:?}");
}

#[test]
fn without_a_check_there_is_nothing_to_search_and_where_messages_stay_no_end() {
    let mut model = paxos("#/paxos/nobody-fails?l=en");
    let checks = model.pursuit.as_ref().expect("it is open").asked.checks.clone();
    for check in checks {
        pursue(&mut model, Wish::Check(check));
    }
    assert_eq!(pursue(&mut model, Wish::Go), []);
    assert!(model.shot().notice.is_some_and(|notice| notice.text.contains("at least one")));
    pursue(&mut model, Wish::Check("termination"));
    pursue(&mut model, Wish::Network(0));
    let asked = &model.pursuit.as_ref().expect("it is open").asked;
    assert!(!asked.ends() && asked.checks.is_empty());
}

#[test]
fn what_is_no_letter_is_as_if_the_searcher_had_broken_down() {
    for letter in ["nonsense", "distinct many", "check agreement", "check agreement perhaps 3", "limit 4"] {
        assert_eq!(Said::read(letter), None, "{letter}");
        let mut model = paxos("#/paxos/duel?l=en");
        begun(&mut model);
        assert_eq!(pursue(&mut model, Wish::Said(letter.to_owned())), [Errand::End]);
        assert_eq!(model.pursuit.as_ref().map(|pursuit| &pursuit.stage), Some(&Stage::Failed));
    }
    let shelves = Shelves { catalogue: catalogue(), explorable: explorable() };
    for letter in ["", "run", "run #/nowhere", "run #/hash-ring/first", "walk 7\nnetwork none", "losses 900"] {
        assert!(Work::begin(shelves, letter).is_err(), "{letter}");
    }
    assert!(COUNTS.iter().is_sorted());
}

#[test]
fn an_exhibit_without_messages_says_that_it_has_no_schedules() {
    let (mut model, _) = page_of(catalogue(), "#/hash-ring?l=en");
    update(&mut model, Msg::Sheet(Sheet::Search));
    assert_eq!((model.sheet, &model.notice), (None, &Some(Notice::NoSchedules)));
}

fn generals(hash: &str) -> Model {
    paxos(hash)
}

#[test]
fn lies_are_searched_and_what_is_found_opens_beside_the_present_run() {
    let mut model = generals("#/oral-messages?l=en");
    assert_eq!(model.sheet, Some(Sheet::Search));
    pursue(&mut model, Wish::Traitors(2));
    let mut work = begun(&mut model);
    assert!(heard(&mut model, &mut work, usize::MAX) > 1, "it is told how far it has come");
    let said = over(&model);
    assert_eq!(said.counted, Some(vec![192, 24]));
    assert_eq!((said.limit, said.enough, said.distinct), (None, false, 192));
    pursue(&mut model, Wish::Beside);
    assert_eq!((model.panes.len(), model.at), (2, 1));
    assert!(broken(&model, 1).contains(&"agreement"));
}

#[test]
fn the_table_of_lies_is_counted_row_by_row() {
    let mut model = generals("#/oral-messages?l=en");
    let errands = pursue(&mut model, Wish::Table);
    let [Errand::Begin(letter)] = &errands[..] else { panic!("{errands:?}") };
    let mut work = Work::begin(Shelves { catalogue: catalogue(), explorable: explorable() }, letter).expect("it can be counted");
    model.sheet = None;
    heard(&mut model, &mut work, usize::MAX);
    assert_eq!(model.notice, Some(Notice::Counted), "it is told where the dialog was closed");
    let rows = over(&model).rows;
    assert_eq!(rows.len(), 8);
    for row in [vec![3, 1, 1, 12, 0, 2], vec![4, 1, 1, 32, 0, 0], vec![4, 1, 2, 192, 24, 24]] {
        assert!(rows.contains(&row), "{rows:?}");
    }
}
