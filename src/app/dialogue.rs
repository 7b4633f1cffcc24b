//! Dialogues with the page: this is wished, that is seen. Laws loop over the whole catalogue.

mod beside;
mod graph;
mod pursuit;
mod stage_first;
mod trying;
mod veil;

use super::model::Model;
use super::*;
use crate::exhibit::file::fake::CATALOGUE;
use crate::exhibit::{Exhibit, Grain, OfferGroup, Saved};
use crate::exhibits::catalogue;
use crate::sim::{Act, NodeId};
use crate::text::Locale;

fn page_of(catalogue: &'static [&'static dyn Exhibit], hash: &str) -> (Model, Vec<Cmd>) {
    Model::new(catalogue, &Start { hash: hash.to_owned(), size: (1440, 900), ..Start::default() })
}

/// The page of the fake exhibit, without motion.
fn page(hash: &str) -> Model {
    let (mut model, _) = page_of(&CATALOGUE, hash);
    update(&mut model, Msg::ReducedMotion(true));
    model
}

fn cursor(model: &Model) -> u32 {
    model.panes[0].session.cursor()
}

fn wish_all(model: &mut Model, wishes: &[Msg]) {
    for msg in wishes {
        update(model, msg.clone());
    }
}

fn address(cmds: &[Cmd]) -> Option<(&str, bool)> {
    cmds.iter().find_map(|cmd| if let Cmd::Address { hash, push } = cmd { Some((hash.as_str(), *push)) } else { None })
}

fn clock(cmds: &[Cmd]) -> Option<bool> {
    cmds.iter().find_map(|cmd| if let Cmd::Clock(on) = cmd { Some(*on) } else { None })
}

#[test]
fn a_step_runs_the_clock_once_and_then_writes_the_address() {
    let (mut model, _) = page_of(&CATALOGUE, "");
    let cmds = update(&mut model, Msg::Forward);
    assert_eq!((cursor(&model), clock(&cmds), address(&cmds)), (1, Some(true), None));
    assert_eq!(update(&mut model, Msg::Tick(16.0)), Vec::new(), "nothing is drawn anew in mid-motion");
    let revision = model.revision();
    for _ in 0..3 {
        update(&mut model, Msg::Tick(100.0));
    }
    assert_eq!(model.revision(), revision);
    update(&mut model, Msg::Tick(90.0));
    let cmds = update(&mut model, Msg::Tick(90.0));
    let written = address(&cmds).expect("the address is written when it settles");
    assert!(written.0.starts_with("#/chatter/one?v=1&f=1&d=") && !written.1, "{written:?}");
    assert!(update(&mut model, Msg::Tick(16.0)).is_empty());
}

#[test]
fn forward_in_mid_motion_completes_it_and_goes_on() {
    let (mut model, _) = page_of(&CATALOGUE, "");
    wish_all(&mut model, &[Msg::Forward, Msg::Tick(50.0), Msg::Forward]);
    assert!(cursor(&model) == 2 && model.progress() < 0.01);
    update(&mut model, Msg::Back);
    assert!(cursor(&model) == 1 && model.progress() > 0.99);
}

#[test]
fn play_goes_on_to_the_end_and_says_so() {
    let (mut model, _) = page_of(&CATALOGUE, "");
    update(&mut model, Msg::TogglePlay);
    for _ in 0..200 {
        update(&mut model, Msg::Tick(100.0));
    }
    let last = model.panes[0].session.extent().last;
    assert_eq!(cursor(&model), last);
    let shot = model.shot();
    assert!(!shot.playing);
    assert_eq!(shot.notice.expect("it says so").remedies, [Remedy::Again, Remedy::NextScenario]);
    assert!(!model.ledger.clock, "nothing runs any more");
}

#[test]
fn a_hidden_page_stops_its_clock() {
    let (mut model, _) = page_of(&CATALOGUE, "");
    update(&mut model, Msg::TogglePlay);
    assert_eq!(clock(&update(&mut model, Msg::Hidden(true))), Some(false));
    assert_eq!(clock(&update(&mut model, Msg::Hidden(false))), Some(true));
}

#[test]
fn with_reduced_motion_steps_jump() {
    let mut model = page("");
    assert_eq!(clock(&update(&mut model, Msg::Forward)), None);
    assert!(model.progress() > 0.99);
}

#[test]
fn forward_at_the_end_and_back_at_the_start_say_where_they_are() {
    let mut model = page("");
    assert!(model.shot().notice.is_none());
    update(&mut model, Msg::Back);
    assert_eq!(model.notice, Some(Notice::Start));
    wish_all(&mut model, &[Msg::ToEnd, Msg::Forward]);
    assert!(matches!(model.notice, Some(Notice::End(_))));
    update(&mut model, Msg::Again);
    assert_eq!((cursor(&model), &model.notice), (0, &None));
}

#[test]
fn a_bad_address_keeps_what_was_there_and_is_replaced() {
    let mut model = page("#/chatter/two?f=2");
    let cmds = update(&mut model, Msg::AddressChanged("#/chatter/two?v=7".to_owned()));
    assert_eq!((cursor(&model), model.panes[0].session.saved().scenario), (2, "two"));
    let written = address(&cmds).expect("the good address is written in its place");
    assert!(written.0.starts_with("#/chatter/two?v=1&f=2") && !written.1, "{written:?}");
    assert!(model.shot().notice.is_some_and(|told| told.bad && told.text.contains('7')));
}

#[test]
fn a_bad_address_at_the_start_opens_the_first_scenario_in_the_language_it_asks_for() {
    let (mut model, cmds) = page_of(&CATALOGUE, "#/nowhere?l=zh&ui=embed");
    let shot = model.shot();
    assert_eq!((shot.locale, shot.chrome), (Locale::Zh, Chrome::Embed));
    assert!(shot.notice.is_some_and(|told| told.bad && told.text.contains("nowhere")));
    assert!(address(&cmds).is_some_and(|(hash, push)| hash.starts_with("#/chatter/one?v=1&f=0") && !push));
}

#[test]
fn a_frame_that_differs_is_told_of() {
    let mut model = page("");
    update(&mut model, Msg::Forward);
    let good = model.address().expect("it is short");
    assert_eq!(page(&good).notice, None);
    let at = good.find("&d=").expect("it has a digest") + 3;
    let other = if &good[at..=at] == "0" { "1" } else { "0" };
    let bad = [&good[..at], other, &good[at + 1..]].concat();
    assert_eq!(page(&bad).notice, Some(Notice::Digest));
    assert_eq!(page("#/chatter/one?f=9000").notice, Some(Notice::Short { asked: 9000, last: 5 }));
}

#[test]
fn a_click_selects_and_opens_the_menu_and_never_acts() {
    let mut model = page("#/chatter/one?f=1");
    let before = model.panes[0].session.digest();
    let cmds = update(&mut model, Msg::Pick(Pick::Node(1)));
    assert!(cmds.contains(&Cmd::Focus(Focus::Menu)));
    assert_eq!((model.menu, model.picked), (Some(Menu::Of(Pick::Node(1))), Some(Pick::Node(1))));
    assert_eq!(model.panes[0].session.digest(), before);
    let cmds = update(&mut model, Msg::Close);
    assert!(cmds.contains(&Cmd::Focus(Focus::Back)) && model.menu.is_none());
}

#[test]
fn digits_do_what_is_listed_and_unknown_ones_say_so() {
    let mut model = page("#/chatter/one?f=1");
    update(&mut model, Msg::Numbered(1));
    assert_eq!(cursor(&model), 2);
    update(&mut model, Msg::Numbered(9));
    assert_eq!(model.notice, Some(Notice::NoSuchOffer(9)));
    update(&mut model, Msg::Open(Menu::Group(OfferGroup::Link)));
    update(&mut model, Msg::Numbered(1));
    assert_eq!((cursor(&model), &model.notice), (2, &Some(Notice::NoSuchOffer(1))), "the fake offers no links");
}

#[test]
fn an_act_that_is_not_open_changes_nothing() {
    let mut model = page("#/chatter/one?f=1");
    update(&mut model, Msg::Do(Act::Cut(NodeId(0), NodeId(1))));
    assert_eq!(cursor(&model), 1);
    assert!(matches!(model.notice, Some(Notice::Refused(_))));
}

#[test]
fn new_settings_make_a_new_run_and_undo_returns_the_old_one() {
    let mut model = page("#/chatter/one?f=3");
    let old = model.panes[0].session.digest();
    wish_all(&mut model, &[Msg::Sheet(Sheet::Settings), Msg::Knob("nodes", "99".to_owned()), Msg::Apply]);
    let draft = model.draft.as_ref().expect("it stays open");
    assert_eq!((draft.errors.len(), cursor(&model)), (1, 3));
    wish_all(&mut model, &[Msg::Knob("nodes", "5".to_owned()), Msg::Guard("listen"), Msg::SeedDrawn(77)]);
    let cmds = update(&mut model, Msg::Apply);
    assert!(address(&cmds).is_some_and(|(hash, push)| push && hash.contains("k=nodes:5&s=77&w=listen")), "{cmds:?}");
    assert_eq!((cursor(&model), model.sheet), (0, None));
    assert_eq!(model.shot().panes[0].without.len(), 1);
    update(&mut model, Msg::Undo);
    assert_eq!((cursor(&model), model.panes[0].session.digest()), (3, old));
    assert!(!model.shot().panes[0].intro.is_empty());
    update(&mut model, Msg::Redo);
    assert_eq!(model.panes[0].session.saved().seed, 77);
    assert_eq!(model.shot().panes[0].intro, "", "the scenario's sentence does not tell of this run");
    wish_all(&mut model, &[Msg::Redo]);
    assert_eq!(model.notice, Some(Notice::NoRedo));
}

#[test]
fn settings_that_nobody_touches_make_the_same_run() {
    let exhibit = crate::exhibits::find("hash-ring").expect("the ring");
    let old = exhibit.scenario("joins").expect("a scenario");
    for own in ["a,b\n", "a,b\nc", "a,b", "a", ""] {
        let saved = Saved { knobs: old.knobs.clone().with(exhibit.knobs(), "own_keys", own), ..old.clone() };
        let again = Draft::of(exhibit, &saved).saved(exhibit, old.clone());
        assert_eq!(again.map(|saved| saved.knobs), Some(saved.knobs), "{own:?}");
    }
}

#[test]
fn a_long_list_is_shared_by_the_copies_of_the_settings() {
    let mut model = page("#/chatter/one?l=en");
    let list = "a key of a long list\n".repeat(50_000);
    wish_all(&mut model, &[Msg::Sheet(Sheet::Settings), Msg::Knob("nodes", list)]);
    let seen = |model: &mut Model| {
        let draft = model.shot().draft.expect("settings are open");
        draft.knobs.into_iter().find(|(name, _)| *name == "nodes").expect("it is a knob").1
    };
    let before = seen(&mut model);
    assert_eq!(before.words, 50_000);
    wish_all(&mut model, &[Msg::Seed("16".to_owned())]);
    assert!(std::rc::Rc::ptr_eq(&before.text, &seen(&mut model).text), "a letter in another field copies nothing of it");
}

#[test]
fn the_language_switch_tells_the_past_anew() {
    let mut model = page("#/chatter/one?f=2&l=en");
    let english = model.shot().panes[0].story.what.to_string();
    update(&mut model, Msg::NextLocale);
    assert_ne!(model.shot().panes[0].story.what.to_string(), english);
    assert!(model.address().is_some_and(|address| address.ends_with("l=zh")));
}

#[test]
fn a_step_by_hand_is_spoken_and_play_is_silent() {
    let mut model = page("");
    assert_eq!(model.shot().speech, "");
    update(&mut model, Msg::Forward);
    assert_eq!(model.shot().speech, "Frame 1. Event 1.");
    update(&mut model, Msg::TogglePlay);
    assert_eq!(model.shot().speech, "Frame 1. Event 1.");
}

/// What only the watcher knows is in the caption where it is shown, and nowhere when it is hidden.
#[test]
fn what_only_the_watcher_knows_can_be_hidden() {
    for exhibit in catalogue() {
        for scenario in exhibit.scenarios() {
            let (mut model, _) = page_of(catalogue(), &["#/", exhibit.name(), "/", scenario.name].concat());
            wish_all(&mut model, &[Msg::ReducedMotion(true), Msg::ToEnd]);
            let shot = model.shot();
            let (pane, watcher) = (&shot.panes[0], shot.panes[0].story.watcher.to_string());
            assert!(shot.watching);
            update(&mut model, Msg::ToggleWatching);
            update(&mut model, Msg::Seek(pane.cursor));
            let hidden = model.shot();
            assert!(watcher.is_empty() || !hidden.speech.contains(&watcher), "{}", scenario.name);
            assert!(pane.caption(false, Locale::En).0.len() <= pane.caption(true, Locale::En).0.len());
        }
    }
}

#[test]
fn dark_is_always_one_key_away() {
    for dark in [false, true] {
        let (mut model, _) = page_of(&CATALOGUE, "");
        update(&mut model, Msg::SystemDark(dark));
        update(&mut model, Msg::OtherTheme);
        assert_eq!(model.theme, if dark { Theme::Light } else { Theme::Dark });
        update(&mut model, Msg::OtherTheme);
        assert_eq!(model.theme, Theme::System);
    }
}

#[test]
fn preferences_come_back() {
    let prefs = vec![(Pref::Theme, "dark"), (Pref::Locale, "zh"), (Pref::Shortcuts, "off"), (Pref::Speed, "2×")];
    let prefs = prefs.into_iter().map(|(pref, value)| (pref, value.to_owned())).collect();
    let (mut model, _) = Model::new(&CATALOGUE, &Start { prefs, ..Start::default() });
    let shot = model.shot();
    assert_eq!((shot.theme, shot.locale, shot.shortcuts, shot.speed), (Theme::Dark, Locale::Zh, false, Speed::Double));
}

#[test]
fn what_was_drawn_is_not_drawn_again_for_a_menu() {
    let mut model = page("#/chatter/one?f=1");
    let before = model.shot();
    update(&mut model, Msg::ToggleTable);
    assert!(std::rc::Rc::ptr_eq(&before.panes[0], &model.shot().panes[0]));
    update(&mut model, Msg::Forward);
    assert!(!std::rc::Rc::ptr_eq(&before.panes[0], &model.shot().panes[0]));
}

/// Back undoes exactly one Forward at any grain, wherever it began.
#[test]
fn back_undoes_exactly_one_forward_in_every_scenario() {
    for exhibit in catalogue() {
        for scenario in exhibit.scenarios() {
            let (mut model, _) = page_of(catalogue(), &["#/", exhibit.name(), "/", scenario.name].concat());
            update(&mut model, Msg::ReducedMotion(true));
            for grain in [Grain::Event, Grain::Phase, Grain::Frame, Grain::Phase] {
                update(&mut model, Msg::Grain(grain));
                let before = (cursor(&model), model.panes[0].session.digest());
                wish_all(&mut model, &[Msg::Forward]);
                if matches!(model.notice, Some(Notice::End(_))) {
                    break;
                }
                update(&mut model, Msg::Back);
                assert_eq!((cursor(&model), model.panes[0].session.digest()), before, "{} {grain:?}", scenario.name);
                update(&mut model, Msg::Forward);
            }
        }
    }
}

/// One frame or phase back is that, however the cursor came there.
#[test]
fn a_frame_back_and_a_phase_back_do_not_undo_other_steps() {
    let (mut model, _) = page_of(catalogue(), "#/paxos/nobody-fails");
    update(&mut model, Msg::ReducedMotion(true));
    wish_all(&mut model, &[Msg::NextPhase, Msg::NextPhase]);
    let far = cursor(&model);
    update(&mut model, Msg::FrameBack);
    assert_eq!(cursor(&model), far - 1);
    wish_all(&mut model, &[Msg::FrameAhead, Msg::LastPhase]);
    assert!(cursor(&model) + 1 < far, "a phase is more than the frame before it");
}

/// Where nothing happens any more, Forward says what is missing, in the words of the run.
#[test]
fn forward_where_nothing_can_happen_says_what_is_missing() {
    let (mut model, _) = page_of(catalogue(), "#/paxos/f-plus-one?l=en");
    update(&mut model, Msg::ReducedMotion(true));
    wish_all(&mut model, &[Msg::ToEnd, Msg::Forward]);
    let told = model.shot().notice.expect("it is told").text;
    assert!(told.contains("Wake"), "{told}");
    update(&mut model, Msg::NextLocale);
    update(&mut model, Msg::Forward);
    let told = model.shot().notice.expect("it is told").text;
    assert!(told.contains("恢复"), "{told}");
}

/// Every frame has an address, and it opens exactly that frame.
#[test]
fn every_frame_reopens_from_its_address() {
    for exhibit in catalogue() {
        for scenario in exhibit.scenarios() {
            let (mut model, _) = page_of(catalogue(), &["#/", exhibit.name(), "/", scenario.name].concat());
            update(&mut model, Msg::ReducedMotion(true));
            let open = |model: &Model| {
                let address = model.address().expect("it is short");
                let (other, _) = page_of(catalogue(), &address);
                assert_eq!(other.notice, None, "{address}");
                assert_eq!(other.panes[0].session.saved(), model.panes[0].session.saved(), "{address}");
                assert_eq!(other.address().as_ref(), Some(&address));
            };
            for _ in 0..2 {
                open(&model);
                wish_all(&mut model, &[Msg::Forward, Msg::Forward, Msg::Forward]);
            }
            let faults = model.panes[0].session.offers(Locale::En);
            let fault = faults.iter().find(|offer| offer.group == OfferGroup::Fault && offer.closed.is_none());
            if let Some(fault) = fault {
                update(&mut model, Msg::Do(fault.act));
                open(&model);
            }
        }
    }
}
