//! What is told of the generals: no sentence says more than is so.

use synod::exhibit::{Saved, Session, Verdict};
use synod::exhibits::catalogue;
use synod::sim::{Act, NodeId};
use synod::text::Locale;

/// A session of a scenario with some knobs of its own.
fn opened(scenario: &str, knobs: &[(&str, &str)]) -> Box<dyn Session> {
    let exhibit = catalogue().iter().find(|exhibit| exhibit.name() == "oral-messages").expect("it is in the catalogue");
    let own = exhibit.scenario(scenario).expect("a listed scenario");
    let knobs = knobs.iter().fold(own.knobs.clone(), |knobs, (name, value)| knobs.with(exhibit.knobs(), name, value));
    exhibit.open(&Saved { knobs, event: 0, ..own }).expect("it opens")
}

/// What happened at an event, and what only the watcher knows of it.
fn told(session: &mut dyn Session, event: u32, locale: Locale) -> [String; 2] {
    let story = session.story_at(event, locale);
    [story.what.to_string(), story.watcher.to_string()]
}

#[test]
fn of_a_traitors_call_is_told_what_it_says_and_not_what_it_should() {
    let mut session = opened("lieutenant", &[]);
    let [what, watcher] = told(&mut *session, 4, Locale::En);
    assert_eq!(what, "Of G0's word, G3 says ▽ retreat to G1 and G2. It is the commander of OM(0) now.");
    assert_eq!(watcher, "G3 is a traitor: by the rules it would say ▲ attack to all.");
    assert_eq!(told(&mut *session, 4, Locale::Zh)[0], "关于 G0 的话，G3 对 G1 和 G2 说 ▽ 撤退。它此时是 OM(0) 的指挥官。");
    let mut session = opened("commander", &[]);
    assert_eq!(told(&mut *session, 1, Locale::En)[0], "G0 says ▲ attack to G1 and G3, ▽ retreat to G2. This is OM(1).");
    let mut session = opened("silent", &[]);
    assert_eq!(told(&mut *session, 1, Locale::En)[0], "G0 says nothing to G1, G2 and G3. This is OM(1).");
    let mut session = opened("lieutenant", &[("traitors", "G3:truth")]);
    let [what, watcher] = told(&mut *session, 4, Locale::En);
    assert!(what.starts_with("G3 tells G1 and G2 what it received as G0's word: ▲ attack."), "{what}");
    assert_eq!(watcher, "G3 is a traitor, and tells the truth here.");
}

/// G2 is down when the orders arrive: what is lost the watcher knows, and G1 does not.
#[test]
fn what_is_lost_does_not_arrive() {
    let mut session = opened("all-loyal", &[]);
    session.seek(1);
    session.choose(Act::Crash { node: NodeId(2), reaches: [].into_iter().collect() }).expect("it is up");
    assert_eq!(
        told(&mut *session, 2, Locale::En)[0],
        "G2 crashes. What it has sent stays in flight; what arrives at it is lost."
    );
    let [what, watcher] = told(&mut *session, 3, Locale::En);
    assert!(what.starts_with("The 2 messages arrive together. G1 tells"), "{what}");
    assert_eq!(watcher, "One message is lost: its recipient is down.");
    session.seek(3);
    let veiled = session.seen_by(NodeId(2), Locale::En, synod::scene::Format::Wide, (0, 3)).story.what.to_string();
    assert!(!veiled.contains("arrive"), "{veiled}");
}

#[test]
fn what_lieutenants_count_is_told_of_each_where_it_differs() {
    let conditions = |scenario: &str| -> Vec<String> {
        let mut session = opened(scenario, &[]);
        let last = session.seek(u32::MAX);
        session.story_at(last, Locale::En).conditions.iter().map(ToString::to_string).collect()
    };
    assert_eq!(
        conditions("too-many"),
        [
            "G1, G3, G5: 4 > 2: more votes for attack than for retreat",
            "G2, G4, G6: 3 = 3: as many votes for attack as for retreat"
        ]
    );
    assert_eq!(conditions("tie"), ["3 = 3: as many votes for attack as for retreat"]);
}

/// A round is called back as a whole.
#[test]
fn a_crash_in_mid_round_tells_of_the_round() {
    let mut session = opened("two-traitors", &[("traitors", "")]);
    session.seek(13);
    let [kept, lost] =
        [&[NodeId(3)][..], &[]].map(|reaches| Act::Crash { node: NodeId(1), reaches: reaches.iter().copied().collect() });
    let offers = session.offers(Locale::En);
    let label = |act: Act| offers.iter().find(|offer| offer.act == act).map(|offer| offer.label.to_string());
    assert_eq!(label(lost).as_deref(), Some("Crash G1 before anything of this round gets out"));
    session.choose(kept).expect("it is up");
    let what = told(&mut *session, 14, Locale::En)[0].clone();
    assert_eq!(what, "G1 crashes in the middle of sending. What it sent in this round never gets to G4, G5, G6.");
}

#[test]
fn a_loyal_commander_is_not_forgotten_where_one_lieutenant_is_loyal() {
    let mut session = opened("three", &[]);
    session.seek(u32::MAX);
    let guarantees = session.guarantees(Locale::En);
    assert_eq!(guarantees[0].verdict, Verdict::Holds);
    assert!(guarantees[0].because.to_string().starts_with("Holds: G1 is the only loyal lieutenant."));
    assert!(guarantees[1].because.to_string().starts_with("G0 is loyal and ordered ▲ attack, but G1, loyal too, did otherwise."));
}

#[test]
fn the_theorem_does_not_speak_of_an_algorithm_without_a_guard() {
    for (scenario, said) in [("without-own", true), ("lieutenant", false)] {
        let mut session = opened(scenario, &[]);
        session.seek(u32::MAX);
        let because = session.guarantees(Locale::En)[1].because.to_string();
        assert_eq!(because.contains("promises nothing here: a guard is taken away"), said, "{scenario}: {because}");
    }
}

#[test]
fn nobody_is_said_to_have_nobody_to_speak_to_where_all_rounds_are_run() {
    for (knobs, said) in [
        (&[("generals", "3"), ("traitors_tolerated", "2")][..], true),
        (&[("generals", "3"), ("traitors_tolerated", "1")], false),
        (&[("generals", "2"), ("traitors_tolerated", "1")], true),
    ] {
        let mut session = opened("all-loyal", knobs);
        let last = session.seek(u32::MAX);
        let what = told(&mut *session, last, Locale::En)[0].clone();
        assert_eq!(what.contains("have nobody to speak to"), said, "{knobs:?}: {what}");
    }
}

#[test]
fn the_rule_of_om_0_is_quoted_where_nothing_is_counted() {
    let mut session = opened("all-loyal", &[("traitors_tolerated", "0")]);
    let last = session.seek(u32::MAX);
    let rule = session.story_at(last, Locale::En).rule.to_string();
    assert!(rule.starts_with("OM(0): each lieutenant uses the value it receives"), "{rule}");
}
