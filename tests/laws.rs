//! Laws that hold of every exhibit in the catalogue and of every scenario: an exhibit is tested the
//! day its line is added.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::rc::Rc;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use synod::exhibit::knobs::{KnobKind, KnobSpec, KnobValue};
use synod::exhibit::script::{Cue, Play, resolve};
use synod::exhibit::{Exhibit, Grain, Knobs, Offer, PACKETS_SHOWN_MAX, Refusal, Saved, Session, Staged, Verdict};
use synod::exhibits::catalogue;
use synod::exhibits::paxos::PaxosExhibit;
use synod::scene::{ArrowEnd, Fate, Format, Scene, Stage, Table};
use synod::sim::{Act, Condition, Evidence, NodeId, Run, Since};
use synod::text::{Line, Locale, SpanKind};

/// A scenario of an exhibit, opened at its start.
struct Opened {
    name: String,
    exhibit: &'static dyn Exhibit,
    saved: Saved,
    session: Box<dyn Session>,
}

impl Opened {
    fn again(&self) -> Box<dyn Session> {
        open(self.exhibit, &self.saved)
    }

    /// Its first events, so many at most.
    fn events(&mut self, most: u32) -> Vec<u32> {
        let last = self.session.seek(most);
        self.session.seek(0);
        (0..=last).collect()
    }
}

fn open(exhibit: &dyn Exhibit, saved: &Saved) -> Box<dyn Session> {
    exhibit.open(saved).unwrap_or_else(|error| panic!("{}/{}: {error:?}", saved.exhibit, saved.scenario))
}

fn scenarios() -> impl Iterator<Item = Opened> {
    catalogue().iter().flat_map(|exhibit| {
        exhibit.scenarios().iter().map(|spec| {
            let name = format!("{}/{}", exhibit.name(), spec.name);
            let saved = exhibit.scenario(spec.name).unwrap_or_else(|| panic!("{name} has an act that is not possible"));
            let session = open(*exhibit, &saved);
            Opened { name, exhibit: *exhibit, saved, session }
        })
    })
}

/// The digest of each of the first events.
fn digests(session: &mut dyn Session, events: &[u32]) -> Vec<u16> {
    let digest = |event: &u32| {
        assert_eq!(session.seek(*event), *event);
        session.digest()
    };
    events.iter().map(digest).collect()
}

// Time.

#[test]
fn what_is_refused_bounces_and_what_is_only_ignored_fades() {
    let mut seen = BTreeSet::new();
    for mut opened in scenarios() {
        for event in opened.events(60) {
            opened.session.seek(event);
            let stage = opened.session.scene(Locale::En, Format::Wide).stage;
            let arrows = opened.session.diagram(0, event).arrows;
            for packet in stage.packets.iter().filter(|packet| packet.fate.is_end()) {
                let end = arrows.iter().find(|arrow| arrow.message == packet.message).map(|arrow| arrow.end);
                let ends = match packet.fate {
                    Fate::Bounces => ArrowEnd::Refused,
                    Fate::Fades => ArrowEnd::Ignored,
                    Fate::Falls => ArrowEnd::Lost,
                    Fate::Arrives | Fate::Leaves | Fate::Flies => ArrowEnd::Delivered,
                };
                assert_eq!(end, Some(ends), "{} {event}: {}", opened.name, packet.label);
                let story = opened.session.story(Locale::En).what.to_string();
                assert!(packet.fate != Fate::Fades || story.contains("ignores"), "{} {event}: {story}", opened.name);
                seen.insert(format!("{:?}", packet.fate));
            }
        }
    }
    assert_eq!(seen.len(), 4, "{seen:?}");
}

#[test]
fn every_scenario_opens_at_its_start() {
    let mut count = 0;
    for opened in scenarios() {
        assert_eq!(opened.session.cursor(), 0, "{}", opened.name);
        assert_eq!((&opened.saved.exhibit, opened.saved.event), (&opened.exhibit.name(), 0), "{}", opened.name);
        count += 1;
    }
    println!("{count} scenarios");
    assert!(count > 0);
}

#[test]
fn the_same_seed_gives_the_same_run() {
    for mut opened in scenarios() {
        let events = opened.events(300);
        let first = digests(&mut *opened.session, &events);
        assert_eq!(first, digests(&mut *opened.again(), &events), "{}", opened.name);
        let different: BTreeSet<u16> = first.iter().copied().collect();
        assert!(different.len() * 10 >= first.len() * 9, "{}: digests tell frames apart", opened.name);
    }
}

#[test]
fn seeking_equals_replaying_forwards_and_backwards() {
    for mut opened in scenarios() {
        let events = opened.events(200);
        let forwards = digests(&mut *opened.session, &events);
        let backwards: Vec<u32> = events.iter().rev().copied().collect();
        let mut back = digests(&mut *opened.session, &backwards);
        back.reverse();
        assert_eq!(forwards, back, "{}", opened.name);
        // To and fro, and each from a session that has never been anywhere else.
        let leaps: Vec<u32> = events.iter().map(|event| event * 37 % events.len() as u32).collect();
        let want: Vec<u16> = leaps.iter().map(|event| forwards[*event as usize]).collect();
        assert_eq!(digests(&mut *opened.session, &leaps), want, "{}", opened.name);
        for event in events.iter().step_by(13) {
            let mut fresh = opened.again();
            fresh.seek(*event);
            assert_eq!(fresh.digest(), forwards[*event as usize], "{} at {event}", opened.name);
        }
    }
}

#[test]
fn a_saved_run_opens_on_its_frame() {
    for mut opened in scenarios() {
        let events = opened.events(60);
        for event in events.iter().step_by(7) {
            opened.session.seek(*event);
            let saved = opened.session.saved();
            assert_eq!(saved.event, *event);
            let other = open(opened.exhibit, &saved);
            assert_eq!((other.cursor(), other.digest()), (*event, opened.session.digest()), "{}", opened.name);
            assert_eq!(other.saved(), saved, "{}", opened.name);
        }
    }
}

#[test]
fn back_undoes_exactly_one_forward_at_any_grain() {
    for mut opened in scenarios() {
        for grain in [Grain::Phase, Grain::Frame, Grain::Event] {
            opened.session.seek(0);
            assert_eq!(opened.session.stop_after(grain, false), None, "{}: nothing lies before the start", opened.name);
            for _ in 0..60 {
                let here = opened.session.cursor();
                let Some(next) = opened.session.stop_after(grain, true) else { break };
                assert!(next > here, "{}", opened.name);
                opened.session.seek(next);
                let back = opened.session.stop_after(grain, false);
                let known = opened.session.extent().last;
                // The end of the known run is no phase of its own: Back goes to the phase that it is in.
                assert!(
                    back == Some(here) || next == known,
                    "{}: {grain:?} from {here} to {next} and back to {back:?}",
                    opened.name
                );
            }
        }
    }
}

#[test]
fn nobody_fails_in_fifteen_frames() {
    for mut opened in scenarios().filter(|opened| opened.name == "paxos/nobody-fails") {
        opened.session.seek(u32::MAX);
        assert_eq!(opened.session.extent().frames, 15);
    }
}

// Words.

/// A line in both languages, and whether it must be said and must differ.
struct Said {
    what: String,
    lines: [Line; 2],
    must: bool,
}

fn in_both<T>(ask: impl Fn(Locale) -> T) -> [T; 2] {
    Locale::ALL.map(ask)
}

/// Everything that a session says at its cursor.
fn words(session: &dyn Session) -> Vec<Said> {
    let mut all = Vec::new();
    let mut say = |what: &str, must: bool, lines: [Line; 2]| all.push(Said { what: what.to_owned(), lines, must });
    let [en, zh] = in_both(|locale| session.story(locale));
    say("story", true, [en.what, zh.what]);
    say("rule", false, [en.rule, zh.rule]);
    say("watcher's aside", false, [en.watcher, zh.watcher]);
    assert_eq!((en.conditions.len(), en.cause), (zh.conditions.len(), zh.cause));
    for (en, zh) in en.conditions.into_iter().zip(zh.conditions) {
        say("condition", true, [en, zh]);
    }
    let [en, zh] = in_both(|locale| session.guarantees(locale));
    for (en, zh) in en.into_iter().zip(zh) {
        assert_eq!((en.name, en.verdict, en.since), (zh.name, zh.verdict, zh.since));
        say("guarantee", true, [en.title, zh.title]);
        say("reason of a guarantee", true, [en.because, zh.because]);
    }
    let [en, zh] = in_both(|locale| session.assumptions(locale));
    for (en, zh) in en.into_iter().zip(zh) {
        say("assumption", true, [en.title, zh.title]);
        say("meaning of an assumption", true, [en.because, zh.because]);
    }
    let [en, zh] = in_both(|locale| session.offers(locale));
    assert_eq!(en.len(), zh.len());
    for (en, zh) in en.into_iter().zip(zh) {
        assert_eq!((en.act, en.group, en.next, en.outside), (zh.act, zh.group, zh.next, zh.outside));
        say("offer", true, [en.label, zh.label]);
        assert_eq!(en.closed.is_some(), zh.closed.is_some());
        if let (Some(en), Some(zh)) = (en.closed, zh.closed) {
            say("reason of a closed offer", true, [en, zh]);
        }
    }
    for node in 0..session.nodes().len() as u8 {
        let [en, zh] = in_both(|locale| session.inspect_node(NodeId(node), locale).expect("every node can be inspected"));
        say("title of a node", false, [en.title, zh.title]);
        say("role of a node", true, [en.role, zh.role]);
        table("node", &en.table, &zh.table, &mut say);
    }
    for flying in session.in_flight().into_iter().take(8) {
        let inspect = |locale| session.inspect_message(flying.number, locale).expect("what is in flight can be inspected");
        let [en, zh] = in_both(inspect);
        say("title of a message", false, [en.title, zh.title]);
        say("role of a message", true, [en.role, zh.role]);
        table("message", &en.table, &zh.table, &mut say);
    }
    let [en, zh] = in_both(|locale| session.branches(locale));
    for (en, zh) in en.into_iter().zip(zh) {
        say("branch", true, [en.title, zh.title]);
    }
    let [en, zh] = in_both(|locale| session.scene(locale, Format::Wide));
    scene(en, zh, &mut say);
    all
}

fn table(of: &str, en: &Table, zh: &Table, say: &mut impl FnMut(&str, bool, [Line; 2])) {
    assert_eq!((en.heads.len(), en.rows.len()), (zh.heads.len(), zh.rows.len()));
    for (en, zh) in en.heads.iter().zip(&zh.heads) {
        say(&format!("head of the table of a {of}"), false, [Line::plain(en), Line::plain(zh)]);
    }
    for (en, zh) in en.rows.iter().zip(&zh.rows) {
        assert_eq!((en.watcher, en.cells.len()), (zh.watcher, zh.cells.len()));
        for (en, zh) in en.cells.iter().zip(&zh.cells) {
            say(&format!("cell of the table of a {of}"), false, [en.clone(), zh.clone()]);
        }
    }
}

fn scene(en: Scene, zh: Scene, say: &mut impl FnMut(&str, bool, [Line; 2])) {
    table("scene", &en.table, &zh.table, say);
    say("summary", true, [en.summary, zh.summary]);
    say("phase", true, [en.phase, zh.phase]);
    say("watcher's line", false, [en.watcher, zh.watcher]);
    for (en, zh) in en.stage.figures.into_iter().zip(zh.stage.figures) {
        assert_eq!((&en.name, en.at, en.shape, en.active), (&zh.name, zh.at, zh.shape, zh.active));
        say("what a screen reader says of a figure", true, [Line::plain(en.label), Line::plain(zh.label)]);
        for (en, zh) in en.caption.into_iter().zip(zh.caption) {
            say("caption", false, [en, zh]);
        }
    }
}

fn chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter) || ('\u{3000}'..='\u{303f}').contains(&letter))
}

/// Words that the Chinese course text leaves in English.
const COURSE_WORDS: [&str; 8] = ["accept", "learn", "prepare", "promise", "proposal", "propose", "refused", "request"];

/// What is wrong with a line in both languages.
fn complaints(said: &Said) -> Vec<String> {
    let [en, zh] = &said.lines;
    let [english, han] = [en.to_string(), zh.to_string()];
    let mut wrong = Vec::new();
    let mut complain = |bad: bool, why: &str| {
        if bad {
            wrong.push(format!("{} {why}: \u{201c}{english}\u{201d} / \u{201c}{han}\u{201d}", said.what));
        }
    };
    complain(en.is_empty() != zh.is_empty(), "is said in one language only");
    complain(said.must && en.is_empty(), "says nothing");
    complain(said.must && english == han, "is the same in both languages");
    complain(said.must && !chinese(&han), "has no Chinese word");
    complain(chinese(&english), "has Chinese in its English");
    for text in [&english, &han] {
        complain(text.contains(['{', '}', '*', '`']), "shows its template");
        complain(text.contains("  ") || text.trim() != text, "has blanks that nobody wants");
    }
    let plain = zh.0.iter().filter(|span| span.kind == SpanKind::Plain).map(|span| span.text.as_str());
    let lower = |word: &&str| word.len() > 2 && word.chars().all(|c| c.is_ascii_lowercase()) && !COURSE_WORDS.contains(word);
    let words: Vec<&str> = plain.flat_map(|text| text.split(|letter: char| !letter.is_alphanumeric())).filter(lower).collect();
    complain(words.len() > 1, "has English in its Chinese");
    wrong
}

#[test]
fn every_sentence_is_said_in_both_languages() {
    let mut wrong = BTreeSet::new();
    let mut count = 0;
    for mut opened in scenarios() {
        let events = opened.events(90);
        for event in events {
            opened.session.seek(event);
            let all = words(&*opened.session);
            count += all.len();
            wrong.extend(all.iter().flat_map(complaints));
        }
        opened.session.seek(u32::MAX);
        wrong.extend(words(&*opened.session).iter().flat_map(complaints));
        let phases = Locale::ALL.map(|locale| opened.session.phases(locale));
        for ((at, en), (other, zh)) in phases[0].iter().zip(&phases[1]) {
            assert_eq!(at, other);
            let said = Said { what: "name of a phase".to_owned(), lines: [en.clone(), zh.clone()], must: true };
            wrong.extend(complaints(&said));
        }
    }
    println!("{count} lines in two languages");
    let some: Vec<&String> = wrong.iter().take(40).collect();
    assert!(wrong.is_empty(), "{} complaints, for instance\n{some:#?}", wrong.len());
}

#[test]
fn every_title_is_said_in_both_languages() {
    for exhibit in catalogue() {
        let mut both = vec![exhibit.title(), exhibit.question()];
        both.extend(exhibit.about().iter().flat_map(|(title, text)| [*title, *text]));
        both.extend(exhibit.knobs().iter().flat_map(|knob| [knob.title, knob.help]));
        both.extend(exhibit.guards().iter().flat_map(|guard| [guard.title, guard.without]));
        both.extend(exhibit.scenarios().iter().flat_map(|scenario| [scenario.title, scenario.intro]));
        for both in both {
            assert!(!both.en.is_empty() && !chinese(both.en), "{}", both.en);
            assert!(both.en == "Paxos" || chinese(both.zh), "{} / {}", both.en, both.zh);
            assert!(both.en.trim() == both.en && both.zh.trim() == both.zh && !both.en.contains('{'), "{}", both.en);
        }
        for knob in exhibit.knobs() {
            if let KnobKind::Choice(words) = knob.kind {
                assert!(words.iter().all(|(_, both)| !both.en.is_empty() && chinese(both.zh)), "{}", knob.name);
            }
        }
    }
}

// Acts.

/// A few events of a run: its start, its end, and what lies between.
fn sample(opened: &mut Opened, count: usize) -> Vec<u32> {
    let events = opened.events(120);
    let step = (events.len() / count).max(1);
    let last = events[events.len() - 1];
    events.into_iter().step_by(step).chain([last]).collect()
}

/// Where a session stands, as far as a shell can see.
fn stand(session: &dyn Session) -> (u32, u16, usize) {
    (session.cursor(), session.digest(), session.branches(Locale::En).len())
}

#[test]
fn a_closed_offer_is_refused_and_an_open_one_is_done_and_undone() {
    let (mut open, mut closed) = (0, 0);
    for mut opened in scenarios() {
        for event in sample(&mut opened, 4) {
            opened.session.seek(event);
            let before = stand(&*opened.session);
            for offer in opened.session.offers(Locale::En) {
                let name = format!("{} at {event}: {}", opened.name, offer.label);
                let done = opened.session.choose(offer.act);
                if offer.closed.is_some() {
                    assert!(matches!(done, Err(Refusal::Closed(_))), "{name} is closed");
                    closed += 1;
                } else {
                    assert_eq!(done, Ok(()), "{name} is open");
                    let from_start = matches!(offer.act, Act::Betray { since: Since::Start, .. });
                    assert_eq!(opened.session.cursor(), if from_start { event } else { event + 1 }, "{name}");
                    if !from_start {
                        assert_eq!(done_act(&*opened.session), Some(offer.act), "{name}");
                    }
                    if offer.next {
                        opened.session.seek(event);
                    } else {
                        assert!(opened.session.undo(), "{name}");
                    }
                    open += 1;
                }
                assert_eq!(stand(&*opened.session), before, "{name}");
            }
        }
    }
    println!("{open} open offers done and undone, {closed} closed ones refused");
}

/// The act of the event at the cursor, as a saved run would do it again.
fn done_act(session: &dyn Session) -> Option<Act> {
    let here = session.cursor();
    let log = session.saved().acts;
    let by_log = log.iter().find(|deviation| deviation.event == here).map(|deviation| deviation.act);
    by_log.or_else(|| {
        let mut before = synod::exhibits::find(session.saved().exhibit)?.open(&session.saved()).ok()?;
        before.seek(here - 1);
        before.offers(Locale::En).into_iter().find(|offer| offer.next).map(|offer| offer.act)
    })
}

#[test]
fn what_happens_next_by_itself_is_one_of_the_offers() {
    for mut opened in scenarios() {
        for event in sample(&mut opened, 8) {
            opened.session.seek(event);
            let offers = opened.session.offers(Locale::En);
            let next: Vec<&Offer> = offers.iter().filter(|offer| offer.next).collect();
            let more = opened.session.extent().last > event;
            assert_eq!(next.len(), usize::from(more), "{} at {event}", opened.name);
            assert!(next.iter().all(|offer| offer.closed.is_none()), "{} at {event}", opened.name);
        }
    }
}

#[test]
fn redo_does_again_what_undo_took_back() {
    for mut opened in scenarios() {
        for event in sample(&mut opened, 2) {
            opened.session.seek(event);
            let offers = opened.session.offers(Locale::En);
            let Some(offer) = offers.iter().find(|offer| offer.closed.is_none() && !offer.next) else { continue };
            assert_eq!(opened.session.choose(offer.act), Ok(()));
            let done = stand(&*opened.session);
            assert!(opened.session.undo() && opened.session.can_undo_redo().1 && opened.session.redo());
            assert_eq!(stand(&*opened.session), done, "{} at {event}: {}", opened.name, offer.label);
            assert!(opened.session.undo());
        }
    }
}

#[test]
fn acting_in_the_past_keeps_the_old_future_as_a_branch() {
    for mut opened in scenarios() {
        let events = opened.events(40);
        let old = digests(&mut *opened.session, &events);
        let here = events.len() as u32 / 2;
        opened.session.seek(here);
        let offers = opened.session.offers(Locale::En);
        let crash = offers.iter().find(|offer| matches!(offer.act, Act::Crash { .. }) && offer.closed.is_none() && !offer.next);
        let Some(offer) = crash else { continue };
        assert_eq!(opened.session.choose(offer.act), Ok(()));
        let new = opened.session.digest();
        let branches = opened.session.branches(Locale::En);
        assert_eq!(branches.iter().map(|branch| branch.current).collect::<Vec<_>>(), [false, true], "{}", opened.name);
        opened.session.take_branch(0);
        assert_eq!(opened.session.cursor(), here, "{}: the branches part there", opened.name);
        assert_eq!(digests(&mut *opened.session, &events), old, "{}", opened.name);
        opened.session.take_branch(1);
        opened.session.seek(here + 1);
        assert_eq!(opened.session.digest(), new, "{}", opened.name);
        opened.session.seek(here);
        assert_eq!(opened.session.digest(), old[here as usize], "{}", opened.name);
    }
}

#[test]
fn a_traitor_from_the_start_takes_the_place_of_a_later_turn() {
    for mut opened in scenarios() {
        let last = opened.events(60).len() as u32 - 1;
        for (node, turned) in [(0, 0), (1, last / 2)] {
            let node = NodeId(node);
            let mut session = opened.again();
            session.seek(turned);
            // The scenario of the liar has its traitor already.
            if session.choose(Act::Betray { node, since: Since::Now }).is_err() {
                continue;
            }
            session.seek(turned);
            assert_eq!(session.choose(Act::Betray { node, since: Since::Start }), Ok(()), "{}", opened.name);
            assert_eq!(session.cursor(), turned, "{}: the same frame", opened.name);
            let again = open(opened.exhibit, &session.saved());
            assert_eq!((again.cursor(), again.digest()), (turned, session.digest()), "{}", opened.name);
            assert!(!session.saved().acts.iter().any(|d| d.act == Act::Betray { node, since: Since::Now }), "{}", opened.name);
        }
    }
}

// What is promised.

#[test]
fn each_scenario_ends_as_it_declares() {
    for mut opened in scenarios() {
        let name = opened.saved.scenario;
        let spec = opened.exhibit.scenarios().iter().find(|spec| spec.name == name).expect("its own spec");
        assert!(!spec.expect.is_empty(), "{}: declares nothing", opened.name);
        opened.session.seek(u32::MAX);
        let guarantees = opened.session.guarantees(Locale::En);
        for (check, want) in spec.expect {
            let found = guarantees.iter().find(|guarantee| guarantee.name == *check);
            let got = found.unwrap_or_else(|| panic!("{}: no check {check}", opened.name));
            assert_eq!(got.verdict, *want, "{} at {}: {check}: {}", opened.name, opened.session.cursor(), got.because);
        }
        for broken in guarantees.iter().filter(|guarantee| guarantee.verdict == Verdict::Broken) {
            let declared = spec.expect.iter().any(|(check, want)| *check == broken.name && *want == Verdict::Broken);
            assert!(declared || broken.name != "agreement", "{}: {} breaks undeclared", opened.name, broken.name);
        }
    }
}

#[test]
fn a_broken_guarantee_names_the_event_that_broke_it() {
    for mut opened in scenarios() {
        opened.session.seek(u32::MAX);
        let broken = opened.session.guarantees(Locale::En);
        for guarantee in broken.iter().filter(|guarantee| guarantee.verdict == Verdict::Broken) {
            let since = guarantee.since.unwrap_or_else(|| panic!("{}: since when?", opened.name));
            let verdict = |session: &dyn Session| {
                let all = session.guarantees(Locale::En);
                all.iter().find(|other| other.name == guarantee.name).map(|other| (other.verdict, other.since))
            };
            opened.session.seek(since);
            assert_eq!(verdict(&*opened.session), Some((Verdict::Broken, Some(since))), "{}", opened.name);
            opened.session.seek(since - 1);
            let before = verdict(&*opened.session).expect("the same checks");
            assert!(before.0 != Verdict::Broken && before.1.is_none(), "{}", opened.name);
        }
    }
}

#[test]
fn of_a_rule_that_fired_all_conditions_hold_and_of_a_refusal_the_last_fails() {
    let facts = conditions::<PaxosExhibit>();
    println!("{facts} facts");
    assert!(facts > 1_000);
}

fn conditions<E: Staged>() -> usize {
    let mut facts = 0;
    for spec in E::SCENARIOS {
        let play = E::play(spec.name).expect("every scenario is played");
        let mut run = play_run::<E>(&play, &play.without);
        let log = resolve::<E>(&mut run, &play.cues).expect("every cue is possible");
        let mut run = Run::new(Rc::new(E::protocol(&play.knobs, &play.without)), play.seed, &log, None);
        run.extend(400);
        for step in run.steps() {
            for (at, fact) in &step.facts {
                let (last, before) = match fact.conditions().split_last() {
                    Some((last, before)) => (Some(last), before),
                    None => (None, &[][..]),
                };
                let name = format!("{} event {} node {}: {fact:?}", spec.name, step.event, at.0);
                assert!(before.iter().all(Condition::holds), "{name}");
                assert!(last.is_none_or(|last| last.holds() != fact.refuses()), "{name}");
                facts += 1;
            }
        }
    }
    facts
}

fn play_run<E: Staged>(play: &Play, without: &[&'static str]) -> Run<E::Protocol> {
    Run::new(Rc::new(E::protocol(&play.knobs, without)), play.seed, &[], None)
}

#[test]
fn every_guard_that_is_taken_away_breaks_a_check_and_put_back_breaks_nothing() {
    guards::<PaxosExhibit>();
}

fn guards<E: Staged>() {
    for guard in E::GUARDS {
        let name = format!("without-{}", guard.name);
        let spec = E::SCENARIOS.iter().find(|spec| spec.name == name).unwrap_or_else(|| panic!("no scenario {name}"));
        let play = E::play(spec.name).expect("every scenario is played");
        assert_eq!(play.without, [guard.name]);
        let declared: Vec<&str> =
            spec.expect.iter().filter(|(_, want)| *want == Verdict::Broken).map(|(check, _)| *check).collect();
        assert!(!declared.is_empty(), "{name} breaks nothing");
        let mut run = play_run::<E>(&play, &play.without);
        assert!(resolve::<E>(&mut run, &play.cues).is_ok(), "{name}");
        let broken = broken::<E>(&run);
        assert!(declared.iter().all(|check| broken.contains(check)), "{name}: {broken:?}");

        let (kept, whole) = put_back::<E>(&play);
        println!("{name}: breaks {}; put back, {} of {} cues are possible", broken.join(", "), kept.len(), play.cues.len());
        assert!(kept.len() * 2 > play.cues.len(), "{name}: put back, hardly anything is left");
        assert_eq!(whole, Vec::<&str>::new(), "{name} put back");
    }
}

fn broken<E: Staged>(run: &Run<E::Protocol>) -> Vec<&'static str> {
    let verdict = |check| run.world().sight(|sight| E::judge(check, &sight));
    let names = E::CHECKS.iter().enumerate().filter(|(check, _)| verdict(*check) == Verdict::Broken);
    names.map(|(_, (name, _))| *name).collect()
}

/// Plays the same cues with every guard in place, passing over what is not possible any more, and
/// then lets the run go on by itself; what was played, and what is broken at the end.
fn put_back<E: Staged>(play: &Play) -> (Vec<Cue>, Vec<&'static str>) {
    let mut kept: Vec<Cue> = Vec::new();
    for cue in &play.cues {
        kept.push(*cue);
        if resolve::<E>(&mut play_run::<E>(play, &[]), &kept).is_err() {
            kept.pop();
        }
    }
    let mut run = play_run::<E>(play, &[]);
    let log = resolve::<E>(&mut run, &kept).expect("what is left is possible");
    let mut whole = broken::<E>(&run);
    let mut on = Run::new(Rc::new(E::protocol(&play.knobs, &[])), play.seed, &log, None);
    on.seek(500);
    whole.extend(broken::<E>(&on));
    (kept, whole)
}

// Pictures.

fn on_grid(stage: &Stage, name: &str) {
    let (wide, high) = (stage.width, stage.height);
    assert!(wide > 0 && high > 0, "{name}");
    for figure in &stage.figures {
        let (x, y, r) = (figure.at.x, figure.at.y, figure.radius);
        assert!(r > 0 && x >= r && y >= r && x + r <= wide && y + r <= high, "{name}: {} at {:?}", figure.name, figure.at);
        if !figure.tags.is_empty() {
            let at = figure.tags_at;
            assert!((0..wide).contains(&at.x) && (0..high).contains(&at.y), "{name}: tags of {} at {at:?}", figure.name);
        }
    }
    for heading in &stage.headings {
        let at = heading.at;
        assert!((0..=wide).contains(&at.x) && (0..=high).contains(&at.y), "{name}: {} at {at:?}", heading.text);
    }
    let keys: BTreeSet<u8> = stage.figures.iter().map(|figure| figure.node).collect();
    assert_eq!(keys.len(), stage.figures.len(), "{name}: a figure is a node, once");
    let ends = stage.packets.iter().map(|packet| (packet.from, packet.to));
    let ends = ends.chain(stage.links.iter().map(|link| (link.from, link.to)));
    for (from, to) in ends.chain(stage.bundles.iter().map(|bundle| (bundle.from, bundle.to))) {
        assert!(keys.contains(&from) && keys.contains(&to) && from != to, "{name}: from {from} to {to}");
    }
    for packet in &stage.packets {
        assert!(packet.before <= packet.after && packet.after <= 1_000, "{name}: {packet:?}");
    }
}

#[test]
fn a_picture_is_a_pure_function_of_its_frame_and_stays_on_its_grid() {
    for mut opened in scenarios() {
        let events = opened.events(90);
        for event in events {
            opened.session.seek(event);
            let name = format!("{} at {event}", opened.name);
            for format in Format::ALL {
                let [en, zh] = in_both(|locale| opened.session.scene(locale, format));
                assert_eq!(en, opened.session.scene(Locale::En, format), "{name}");
                on_grid(&en.stage, &name);
                let place = |scene: &Scene| scene.stage.figures.iter().map(|figure| figure.at).collect::<Vec<_>>();
                assert_eq!(place(&en), place(&zh), "{name}: a language moves nothing");
                assert!(en.stage.packets.len() <= PACKETS_SHOWN_MAX, "{name}: {} packets", en.stage.packets.len());
                assert!(en.stage.figures.len() == opened.session.nodes().len(), "{name}");
            }
        }
    }
}

#[test]
fn every_message_in_flight_is_on_the_picture_or_in_a_bundle() {
    for mut opened in scenarios() {
        let events = opened.events(90);
        for event in events {
            opened.session.seek(event);
            let stage = opened.session.scene(Locale::En, Format::Wide).stage;
            let flying = opened.session.in_flight().len();
            let bundled: u32 = stage.bundles.iter().flat_map(|bundle| bundle.counts.iter().map(|(count, ..)| *count)).sum();
            let shown = stage.packets.iter().filter(|packet| packet.after < 1_000).count();
            assert!(shown + bundled as usize >= flying, "{} at {event}: {shown} + {bundled} of {flying}", opened.name);
        }
    }
}

#[test]
fn a_window_of_the_diagram_agrees_with_the_whole() {
    for mut opened in scenarios() {
        let last = opened.events(120).len() as u32 - 1;
        let whole = opened.session.diagram(0, last);
        assert_eq!((whole.first, whole.lifelines.len()), (0, opened.session.nodes().len()), "{}", opened.name);
        for first in (0..last).step_by(17) {
            let part = opened.session.diagram(first, last);
            assert!(part.phases.iter().all(|phase| *phase >= first), "{}: no phase lies outside of the window", opened.name);
            let ends = |arrow: &&synod::scene::Arrow| arrow.ended >= first;
            let want: BTreeSet<(u32, u32)> = whole.arrows.iter().filter(ends).map(|arrow| (arrow.message, arrow.ended)).collect();
            let got: BTreeSet<(u32, u32)> = part.arrows.iter().map(|arrow| (arrow.message, arrow.ended)).collect();
            assert_eq!(got, want, "{} from {first}", opened.name);
        }
    }
}

/// Above 150 arrows the diagram has bundles, and no message is left out of them.
#[test]
fn a_crowded_diagram_has_bundles() {
    let exhibit = synod::exhibits::find("paxos").expect("it is in the catalogue");
    let mut saved = exhibit.scenario("duel").expect("it has this scenario");
    for (knob, text) in
        [("proposers", "3"), ("acceptors", "9"), ("learners", "3"), ("duplicate_percent", "100"), ("delay_ms_max", "1000")]
    {
        saved.knobs.set(exhibit.knobs(), knob, text).expect("it has this knob");
    }
    let mut session = exhibit.open(&saved).expect("it opens");
    session.seek(120);
    let flying = session.scene(Locale::En, Format::Wide).stage.in_flight();
    let arrows = session.diagram(0, 120).arrows;
    assert!(arrows.len() <= 150 && flying > 150, "{} arrows, {flying} in flight", arrows.len());
    let still: u32 = arrows.iter().filter(|arrow| arrow.end == ArrowEnd::Flying).map(|arrow| arrow.count).sum();
    assert_eq!(still as usize, flying);
    assert!(session.diagram(0, 3).arrows.iter().all(|arrow| arrow.count == 1), "few arrows stand for themselves");
}

// Names and knobs.

fn kebab(name: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    name.split(['-', '_']).all(part)
}

fn assert_names<'a>(what: &str, names: impl Iterator<Item = &'a str>) {
    let names: Vec<&str> = names.collect();
    let once: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(once.len(), names.len(), "{what}: {names:?}");
    assert!(names.iter().all(|name| kebab(name)), "{what}: {names:?}");
}

#[test]
fn every_name_of_files_and_addresses_is_used_once_and_is_plain() {
    assert_names("exhibits", catalogue().iter().map(|exhibit| exhibit.name()));
    for exhibit in catalogue() {
        assert!(std::ptr::eq(synod::exhibits::find(exhibit.name()).expect("found by its name"), *exhibit));
        assert_names("scenarios", exhibit.scenarios().iter().map(|spec| spec.name));
        assert_names("knobs", exhibit.knobs().iter().map(|spec| spec.name));
        assert_names("guards", exhibit.guards().iter().map(|spec| spec.name));
        let saved = exhibit.scenario(exhibit.scenarios()[0].name).expect("the first scenario");
        let guarantees = open(*exhibit, &saved).guarantees(Locale::En);
        assert_names("checks", guarantees.iter().map(|guarantee| guarantee.name));
        assert!(exhibit.scenarios().is_sorted_by_key(|spec| spec.group), "{}: groups stand together", exhibit.name());
        assert!(exhibit.scenario("no-such-scenario").is_none());
    }
}

fn assert_round_trip(spec: &KnobSpec, value: &KnobValue) {
    assert_eq!(spec.parse(&value.to_text()).as_ref(), Ok(value), "{}", spec.name);
}

#[test]
fn every_knob_reads_what_it_writes_and_refuses_what_is_beyond_its_limits() {
    for spec in catalogue().iter().flat_map(|exhibit| exhibit.knobs()) {
        assert_round_trip(spec, &spec.default_value());
        let bad: Vec<String> = match spec.kind {
            KnobKind::Number { min, max, default } => {
                assert!((min..=max).contains(&default), "{}", spec.name);
                for number in [min, max] {
                    assert_round_trip(spec, &KnobValue::Number(number));
                }
                vec![(u64::from(max) + 1).to_string(), (i64::from(min) - 1).to_string(), "99999999999999999999".to_owned()]
            }
            KnobKind::Switch { .. } => {
                for on in [false, true] {
                    assert_round_trip(spec, &KnobValue::Switch(on));
                }
                vec!["maybe".to_owned()]
            }
            KnobKind::Choice(words) => {
                for (word, _) in words {
                    assert_round_trip(spec, &KnobValue::Choice(word));
                }
                vec!["neither".to_owned()]
            }
            KnobKind::Words { max, .. } => {
                assert_round_trip(spec, &KnobValue::Words(vec!["红".to_owned(), "blue green".to_owned()]));
                vec!["a,".to_owned(), vec!["w"; max + 1].join(","), "thirteenchars".to_owned(), "a\u{7}b".to_owned()]
            }
        };
        for given in bad.iter().map(String::as_str).chain(["", " ", "\u{0}"]) {
            let error = spec.parse(given).expect_err(spec.name);
            let [en, zh] = in_both(|locale| error.tell(locale));
            assert!(en.contains(spec.name) && zh.contains(spec.name) && chinese(&zh), "{en} / {zh}");
        }
    }
}

#[test]
fn the_knobs_of_every_scenario_are_read_back_from_their_texts() {
    for opened in scenarios() {
        let specs = opened.exhibit.knobs();
        let mut read = Knobs::defaults(specs);
        for (name, text) in opened.saved.knobs.texts() {
            assert_eq!(read.set(specs, name, &text), Ok(()), "{}", opened.name);
        }
        assert_eq!(read, opened.saved.knobs, "{}", opened.name);
    }
}

// Somebody just tries.

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
