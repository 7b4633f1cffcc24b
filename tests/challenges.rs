//! The challenges: each has a solution that replays and a near miss that is none, and each can be told.
#![cfg(not(target_arch = "wasm32"))]

use std::rc::Rc;

use synod::exhibit::plot::Habit;
use synod::exhibit::script::{Cue, resolve};
use synod::exhibit::{Attempt, AttemptVerdict, ChallengeKind, Exhibit, Saved, Session, Staged};
use synod::exhibits::generals::GeneralsExhibit;
use synod::exhibits::paxos::PaxosExhibit;
use synod::exhibits::{catalogue, find};
use synod::sim::Run;
use synod::text::{Both, Locale};

use AttemptVerdict::{Failed, Open, Solved};
use Cue::{Betray, Command, Crash, Deliver, Fire, Forge, Lose, RunOut, Wake, WakeBlank};

/// A run that somebody makes of a challenge's scenario.
struct Way {
    challenge: &'static str,
    /// Knobs that are set.
    set: &'static [(&'static str, &'static str)],
    /// Guards that are taken away.
    without: &'static [&'static str],
    cues: Vec<Cue>,
    answer: Option<&'static str>,
    verdict: AttemptVerdict,
    /// What is said of it.
    because: &'static str,
}

const fn way(challenge: &'static str, verdict: AttemptVerdict, because: &'static str) -> Way {
    Way { challenge, set: &[], without: &[], cues: Vec::new(), answer: None, verdict, because }
}

fn plot(
    challenge: &'static str,
    set: &'static [(&'static str, &'static str)],
    verdict: AttemptVerdict,
    because: &'static str,
) -> Way {
    Way { set, cues: vec![RunOut], ..way(challenge, verdict, because) }
}

fn answer(answer: &'static str, verdict: AttemptVerdict, because: &'static str) -> Way {
    Way { answer: Some(answer), cues: vec![RunOut], ..way("find-traitor", verdict, because) }
}

fn done(challenge: &'static str, cues: Vec<Cue>, verdict: AttemptVerdict, because: &'static str) -> Way {
    Way { cues, ..way(challenge, verdict, because) }
}

fn generals() -> Vec<Way> {
    const SILENT: &[(&str, &str)] = &[("traitors", "G1:silent")];
    const FOUR: &[(&str, &str)] = &[("generals", "4")];
    vec![
        answer("unknown", Solved, "word for word"),
        answer("G0", Failed, "G1 could be the traitor as well"),
        answer("G1", Failed, "G0 could be the traitor as well"),
        Way { answer: None, ..answer("", Open, "choose an answer") },
        Way { cues: Vec::new(), ..answer("unknown", Open, "not heard everything") },
        Way { set: SILENT, ..answer("unknown", Failed, "Only G1") },
        Way { set: SILENT, ..answer("G1", Solved, "Only G1") },
        Way { set: &[("traitors", "")], ..answer("unknown", Solved, "word for word") },
        Way { set: FOUR, ..answer("unknown", Failed, "3 generals") },
        Way { set: &[("traitors", "G2:flip")], ..answer("unknown", Failed, "loyal lieutenant") },
        Way { without: &["own"], ..answer("unknown", Failed, "guard") },
        plot("two-traitors-disagree", &[("traitors", TWO)], Solved, "retreat: G"),
        plot("two-traitors-disagree", &[("traitors", "G0:split,G2:split")], Open, "always agree"),
        plot("two-traitors-disagree", &[("traitors", "G1:flip,G2:silent")], Open, "agree on"),
        plot("two-traitors-disagree", &[], Open, "agree on"),
        plot("two-traitors-disagree", &[("traitors", "G1:split")], Open, "5 generals are loyal"),
        plot("two-traitors-disagree", &[("traitors", "G0:split,G1:split,G2:split")], Failed, "3 generals are faulty"),
        plot("two-traitors-disagree", &[("traitors", TWO), ("traitors_tolerated", "1")], Failed, "OM(2)"),
        plot("disobey", &[("traitors", "G1:flip,G2:flip,G3:flip")], Solved, "three against three"),
        plot("disobey", &[("traitors", "G4:silent,G5:flip,G6:silent")], Solved, "three against three"),
        plot("disobey", &[("traitors", "G1:flip,G2:flip,G3:split")], Open, "attack"),
        plot("disobey", &[("traitors", "G1:flip,G2:flip")], Open, "obey"),
        plot("disobey", &[("traitors", "G1:flip,G2:flip,G3:flip"), ("order", "retreat")], Open, "order"),
        plot("disobey", &[], Open, "G0"),
        Way { without: &["own"], ..plot("disobey", &[("traitors", "G1:flip,G2:flip,G3:flip")], Failed, "guard") },
    ]
}

/// Two traitors among six, by which four loyal lieutenants part.
const TWO: &str = "G1:split,G4:split";

/// Prepare and promise between a proposer and two acceptors.
fn prepared(proposer: &'static str, with: [&'static str; 2]) -> Vec<Cue> {
    let asked = with.map(|acceptor| Deliver(proposer, acceptor, "prepare"));
    let told = with.map(|acceptor| Deliver(acceptor, proposer, "promise"));
    [asked, told].concat()
}

fn proposed(proposer: &'static str, to: &[&'static str]) -> Vec<Cue> {
    to.iter().map(|acceptor| Deliver(proposer, acceptor, "propose")).collect()
}

/// Nobody hears of the acceptances of A1 and A2.
fn unheard(last: &[Cue]) -> Vec<Cue> {
    let lost = vec![Lose("P1", "A3", "prepare")];
    let chosen = [vec![Command("P1", 0)], prepared("P1", ["A1", "A2"]), lost, proposed("P1", &["A1", "A2"])].concat();
    [&chosen[..], &[Lose("P1", "A3", "propose")], last].concat()
}

/// Each prepare reaches A1 and A2 before the other's propose, so many times.
fn duel(times: usize) -> Vec<Cue> {
    let begin = [Command("P1", 0)].into_iter().chain(prepared("P1", ["A1", "A2"]));
    let mut cues: Vec<Cue> = begin.chain([Command("P2", 1)]).chain(prepared("P2", ["A1", "A2"])).collect();
    for _ in 1..times {
        for proposer in ["P1", "P2"] {
            cues.push(Fire(proposer));
            cues.extend(prepared(proposer, ["A1", "A2"]));
        }
    }
    cues
}

/// A2 promises P2 what P1's late propose would have to find there.
fn reboot(wake: Cue) -> Vec<Cue> {
    let red = [vec![Command("P1", 0)], prepared("P1", ["A1", "A2"]), proposed("P1", &["A1"])].concat();
    let blue = [vec![Command("P2", 1)], prepared("P2", ["A2", "A3"])].concat();
    let late = [Crash("A2", &["*"]), wake, Deliver("P1", "A2", "propose")];
    [&red[..], &blue, &late, &proposed("P2", &["A2", "A3"])].concat()
}

/// A2 has accepted red, and says, or not, that it has accepted nothing.
fn liar(lies: bool) -> Vec<Cue> {
    let red = [vec![Command("P1", 0)], prepared("P1", ["A1", "A2"]), proposed("P1", &["A1", "A2"])].concat();
    let asked = vec![Command("P2", 1), Deliver("P2", "A2", "prepare"), Deliver("P2", "A3", "prepare"), Betray("A2")];
    let lie = if lies { vec![Forge("A2", "P2", "promise", 0)] } else { Vec::new() };
    let heard = vec![Deliver("A2", "P2", "promise"), Deliver("A3", "P2", "promise")];
    [red, asked, lie, heard, proposed("P2", &["A2", "A3"])].concat()
}

fn paxos() -> Vec<Way> {
    let silenced = [Lose("A1", "P1", "accepted"), Lose("A2", "P1", "accepted")];
    vec![
        done("forgotten-choice", unheard(&silenced), Solved, "a fact about the acceptors"),
        done("forgotten-choice", unheard(&silenced[..1]), Open, "in flight"),
        done("forgotten-choice", unheard(&[RunOut]), Failed, "P1 knows"),
        Way { without: &["promise"], ..done("forgotten-choice", unheard(&silenced), Failed, "guard") },
        done("livelock", duel(3), Solved, "no message is lost"),
        done("livelock", duel(2), Open, "2 of 3"),
        done("livelock", [duel(2), vec![Lose("P1", "A3", "prepare")]].concat(), Failed, "lost"),
        done("livelock", vec![RunOut], Failed, "is chosen"),
        Way { set: &[("proposers", "1")], ..done("livelock", Vec::new(), Failed, "two proposers") },
        done("break-it", reboot(WakeBlank("A2")), Solved, "both chosen"),
        done("break-it", reboot(Wake("A2")), Open, "nothing else"),
        done("break-it", liar(true), Solved, "both chosen"),
        done("break-it", liar(false), Open, "nothing else"),
        Way { without: &["disk"], ..done("break-it", reboot(Wake("A2")), Failed, "guard") },
    ]
}

fn play<E: Staged>(exhibit: &dyn Exhibit, way: &Way) -> (Box<dyn Session>, usize) {
    let index = exhibit.challenges().iter().position(|one| one.name == way.challenge).expect("there is such a challenge");
    let mut saved = exhibit.scenario(exhibit.challenges()[index].scenario).expect("there is such a scenario");
    for (name, value) in way.set {
        saved.knobs = saved.knobs.with(exhibit.knobs(), name, value);
    }
    saved.without = way.without.to_vec();
    let mut run = Run::new(Rc::new(E::protocol(&saved.knobs, &saved.without)), saved.seed, &[], None);
    let acts = resolve::<E>(&mut run, &way.cues).unwrap_or_else(|cue| panic!("{}: {:?}", way.challenge, way.cues[cue]));
    let saved = Saved { acts, stops: None, event: run.cursor(), ..saved };
    let session = exhibit.open(&saved).expect("it can be opened");
    assert_eq!(session.cursor(), run.cursor());
    (session, index)
}

fn judge<E: Staged>(ways: &[Way]) {
    let exhibit = find(E::NAME).expect("it is in the catalogue");
    for way in ways {
        let (mut session, index) = play::<E>(exhibit, way);
        let told = session.attempt(index, way.answer, Locale::En);
        let what = format!("{} with {:?} {:?}: {}", way.challenge, way.set, way.answer, told.because);
        assert_eq!(told.verdict, way.verdict, "{what}");
        assert!(told.because.to_string().contains(way.because), "{what}");
        told_well(&*session, index, way.answer);
        // Judgement is a function of the run at the cursor: whoever goes back and comes again finds the same.
        let event = session.cursor();
        session.seek(0);
        session.seek(event);
        assert_eq!(session.attempt(index, way.answer, Locale::En), told, "{what}");
    }
    for spec in exhibit.challenges() {
        let verdicts: Vec<_> = ways.iter().filter(|way| way.challenge == spec.name).map(|way| way.verdict).collect();
        assert!(verdicts.contains(&Solved) && verdicts.iter().any(|one| *one != Solved), "{}", spec.name);
    }
}

/// One sentence in both languages, the same verdict in both.
fn told_well(session: &dyn Session, index: usize, answer: Option<&str>) -> Attempt {
    let [en, zh] = Locale::ALL.map(|locale| session.attempt(index, answer, locale));
    assert_eq!(en.verdict, zh.verdict);
    let both = [en.because.to_string(), zh.because.to_string()];
    assert!(!both[0].chars().any(chinese) && both[1].chars().any(chinese), "{both:?}");
    assert!(both[0].ends_with('.') && both[1].ends_with('。') && both[0] != both[1], "{both:?}");
    assert!(both.iter().all(|text| !text.contains(['{', '*', '`']) && !text.contains("  ")), "{both:?}");
    en
}

fn chinese(letter: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&letter)
}

fn said_twice(both: Both) {
    assert!(!both.en.is_empty() && both.en.is_ascii() && both.zh.chars().any(chinese) && both.en != both.zh, "{both:?}");
}

#[test]
fn every_challenge_of_the_generals_is_judged() {
    judge::<GeneralsExhibit>(&generals());
}

#[test]
fn every_challenge_of_paxos_is_judged() {
    judge::<PaxosExhibit>(&paxos());
}

#[test]
fn every_challenge_starts_open_and_is_told_in_both_languages() {
    for exhibit in catalogue() {
        for (index, spec) in exhibit.challenges().iter().enumerate() {
            let same = exhibit.challenges().iter().filter(|other| other.name == spec.name);
            assert_eq!(same.count(), 1, "{}", spec.name);
            let saved = exhibit.scenario(spec.scenario).unwrap_or_else(|| panic!("{}: no scenario", spec.name));
            let session = exhibit.open(&saved).expect("a scenario can be opened");
            let _ = [spec.title, spec.task].map(said_twice);
            assert!(spec.by.is_none_or(|by| session.nodes().iter().any(|node| node == by)), "{}", spec.name);
            assert_eq!(told_well(&*session, index, None).verdict, Open, "{}", spec.name);
            let answers = spec.kind.answers();
            assert_eq!(answers.is_empty(), matches!(spec.kind, ChallengeKind::Do), "{}", spec.name);
            for (name, words) in answers {
                said_twice(*words);
                assert_eq!(told_well(&*session, index, Some(name)).verdict, Open, "no answer is judged before the end");
            }
        }
    }
}

/// The scenario alone solves nothing: somebody has to do something.
#[test]
fn no_challenge_is_solved_by_watching() {
    for exhibit in catalogue() {
        for (index, spec) in exhibit.challenges().iter().enumerate() {
            let mut session = exhibit.open(&exhibit.scenario(spec.scenario).expect("there is one")).expect("it opens");
            for event in 0..200 {
                session.seek(event);
                let told = told_well(&*session, index, None);
                assert_ne!(told.verdict, Solved, "{} at {event}: {}", spec.name, told.because);
            }
        }
    }
}

/// Where the commander is one of the two traitors the four lieutenants always agree; two lieutenants can part the others.
#[test]
fn two_traitors_among_six_part_the_loyal_ones_only_if_both_are_lieutenants() {
    let exhibit = find(GeneralsExhibit::NAME).expect("it is in the catalogue");
    let mut saved = exhibit.scenario("six").expect("there is one");
    let mut solved = 0;
    for (first, second) in (0..6).flat_map(|first| (first + 1..6).map(move |second| (first, second))) {
        for habits in Habit::ALL.iter().flat_map(|one| Habit::ALL.map(|other| [one.word(), other.word()])) {
            let text = format!("G{first}:{},G{second}:{}", habits[0], habits[1]);
            saved.knobs = saved.knobs.with(exhibit.knobs(), "traitors", &text);
            let mut session = exhibit.open(&saved).expect("it can be opened");
            session.seek(u32::MAX);
            let verdict = session.attempt(1, None, Locale::En).verdict;
            assert!(first > 0 || verdict == Open, "{text}");
            solved += u32::from(verdict == Solved);
        }
    }
    assert!(solved > 20, "{solved}");
}
