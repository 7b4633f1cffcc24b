//! Words: every sentence in both languages.

use super::scenarios;
use std::collections::BTreeSet;
use synod::exhibit::Session;
use synod::exhibit::knobs::KnobKind;
use synod::exhibits::catalogue;
use synod::scene::{Format, Scene, Table};
use synod::sim::NodeId;
use synod::text::{Line, Locale, SpanKind};

/// A line in both languages, and whether it must be said and must differ.
pub(super) struct Said {
    what: String,
    lines: [Line; 2],
    must: bool,
}

impl Said {
    pub(super) fn new(what: &str, must: bool, lines: [Line; 2]) -> Said {
        Said { what: what.to_owned(), lines, must }
    }
}

pub(super) fn in_both<T>(ask: impl Fn(Locale) -> T) -> [T; 2] {
    Locale::ALL.map(ask)
}

/// Everything that a session says at its cursor.
pub(super) fn words(session: &dyn Session) -> Vec<Said> {
    let mut all = Vec::new();
    let mut say = |what: &str, must: bool, lines: [Line; 2]| all.push(Said::new(what, must, lines));
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

pub(super) fn scene(en: Scene, zh: Scene, say: &mut impl FnMut(&str, bool, [Line; 2])) {
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

pub(super) fn chinese(text: &str) -> bool {
    text.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter) || ('\u{3000}'..='\u{303f}').contains(&letter))
}

/// Words that the Chinese course text leaves in English.
const COURSE_WORDS: [&str; 8] = ["accept", "learn", "prepare", "promise", "proposal", "propose", "refused", "request"];

/// What is wrong with a line in both languages.
pub(super) fn complaints(said: &Said) -> Vec<String> {
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
        let gap = |piece: &str| piece.starts_with(|letter: char| letter.is_ascii_digit());
        complain(text.contains(['*', '`']) || text.split('{').skip(1).any(gap), "shows its template");
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
