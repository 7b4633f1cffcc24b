//! What is told of Paxos when somebody just tries: no sentence says more than is so.
#![cfg(not(target_arch = "wasm32"))]

#[path = "shared/json.rs"]
mod json;

use serde_json::{Value, json};
use synod::exhibit::file::open;
use synod::exhibit::{Session, Verdict};
use synod::exhibits::catalogue;
use synod::scene::Format;
use synod::text::Locale;

/// Red is asked for and promised by A1 and A2.
const ASKED: &str = "ask P1 red, P1 A1 prepare, P1 A2 prepare, A1 P1 promise, A2 P1 promise";
/// Red is accepted by A1 and A2: it is chosen.
const CHOSEN: &str = "P1 A1 propose, P1 A2 propose";
/// Blue is asked for and promised by A2 and A3, under id 2.
const BLUE: &str = "ask P2 blue, P2 A2 prepare, P2 A3 prepare, A2 P2 promise, A3 P2 promise";

/// One item of a schedule, in few words.
fn item(words: &str) -> Value {
    let words: Vec<&str> = words.split_whitespace().collect();
    let message = |from: &str, to: &str, kind: &str| json!({ "from": from, "to": to, "kind": kind, "nth": 1 });
    match words.as_slice() {
        ["ask", node, value] => json!({ "command": { "node": node, "propose": value } }),
        ["blank", node] => json!({ "wake": node, "disk": "lost" }),
        [act @ ("crash" | "wake" | "betray" | "timeout"), node] => json!({ *act: node }),
        ["cut", one, other] => json!({ "cut": [one, other] }),
        ["forge", from, to, kind, lie] => {
            json!({ "forge": message(from, to, kind), "lie": lie.parse::<u8>().expect("a number") })
        }
        [act @ ("lose" | "duplicate"), from, to, kind] => json!({ *act: message(from, to, kind) }),
        [from, to, kind] => json!({ "deliver": message(from, to, kind) }),
        words => panic!("{words:?}"),
    }
}

/// The end of a run in which this is done, one after the other; `fields` are further fields of its file.
fn end(fields: Value, parts: &[&str]) -> Box<dyn Session> {
    let mut file = json!({ "format": 1, "exhibit": "paxos", "knobs": { "values": ["red", "blue"] }, "then": "stop" });
    let Value::Object(more) = fields else { panic!("further fields are an object") };
    for (name, value) in more {
        file[name] = value;
    }
    let items = parts.iter().flat_map(|part| part.split(',')).filter(|words| !words.trim().is_empty());
    file["schedule"] = items.map(item).collect();
    let opened = open(catalogue(), &json::tree(&file)).unwrap_or_else(|error| panic!("{}", error.tell(Locale::En)));
    let mut session = opened.session;
    session.seek(u32::MAX);
    session
}

fn plain(parts: &[&str]) -> Box<dyn Session> {
    end(json!({}), parts)
}

fn without(guard: &str, parts: &[&str]) -> Box<dyn Session> {
    end(json!({ "without": [guard] }), parts)
}

fn lone(parts: &[&str]) -> Box<dyn Session> {
    end(json!({ "knobs": { "proposers": 1, "values": ["red"] } }), parts)
}

/// How a guarantee stands, and why.
fn stands(session: &dyn Session, name: &str, locale: Locale) -> (Verdict, String) {
    let all = session.guarantees(locale);
    let found = all.iter().find(|guarantee| guarantee.name == name).expect("a guarantee of that name");
    (found.verdict, found.because.to_string())
}

fn because(session: &dyn Session, name: &str) -> String {
    stands(session, name, Locale::En).1
}

fn what(session: &dyn Session) -> String {
    session.story(Locale::En).what.to_string()
}

fn aside(session: &dyn Session) -> String {
    session.story(Locale::En).watcher.to_string()
}

#[track_caller]
fn assert_says(said: &str, words: &str) {
    assert!(said.contains(words), "{words:?} is not in {said:?}");
}

#[track_caller]
fn assert_silent(said: &str, words: &str) {
    assert!(!said.contains(words), "{words:?} is in {said:?}");
}

#[test]
fn nothing_is_said_of_later_ids_where_somebody_forgot_what_it_must_not() {
    let carried = "will have to carry red on";
    assert_says(&because(&*plain(&[ASKED, CHOSEN, "crash L1, blank L1"]), "agreement"), carried);
    for reboot in ["crash A2, blank A2", "crash P1, blank P1"] {
        assert_silent(&because(&*plain(&[ASKED, CHOSEN, reboot]), "agreement"), carried);
    }
    for (guard, reboot) in [("disk", "crash A2, wake A2"), ("fresh-id", "crash P1, wake P1")] {
        let session = without(guard, &[ASKED, CHOSEN, reboot]);
        assert_silent(&because(&*session, "agreement"), carried);
        assert!(session.assumptions(Locale::En)[1].left, "the disks did not survive without {guard}");
    }
}

#[test]
fn a_learner_that_keeps_its_value_when_it_is_lied_to_has_learned_nothing_wrong() {
    let told = "A1 P1 accepted, A2 P1 accepted, duplicate P1 L1 learn, P1 L1 learn, betray P1, forge P1 L1 learn 1, P1 L1 learn";
    let session = plain(&[ASKED, CHOSEN, told]);
    assert_eq!(stands(&*session, "learned", Locale::En).0, Verdict::Holds);
    assert_says(&what(&*session), "It keeps red.");
    assert_eq!(aside(&*session), "blue is not chosen.");
}

#[test]
fn that_agreement_never_breaks_is_said_only_where_it_is_promised() {
    let never = "so it never breaks";
    assert_says(&because(&*plain(&[ASKED]), "termination"), never);
    let forgot = plain(&[ASKED, CHOSEN, "crash A2, blank A2", BLUE, "P2 A2 propose, P2 A3 propose"]);
    assert_eq!(stands(&*forgot, "agreement", Locale::En).0, Verdict::Broken);
    assert_eq!(because(&*forgot, "termination"), "Not yet: a value is chosen, but not every learner knows it.");
    assert_silent(&because(&*plain(&[ASKED, "betray A1"]), "termination"), never);
    assert_silent(&because(&*without("adopt", &[ASKED]), "termination"), never);
    assert_says(&stands(&*plain(&[ASKED]), "termination", Locale::Zh).1, "能否终止");
}

#[test]
fn what_is_chosen_needs_no_majority_any_more() {
    let chosen = plain(&[ASKED, CHOSEN, "A1 P1 accepted, A2 P1 accepted, crash A1, crash A2"]);
    assert_says(&because(&*chosen, "termination"), "Not yet: a value is chosen, but not every learner knows it.");
    let down = plain(&[ASKED, "crash A1, crash A2"]);
    assert_says(&because(&*down, "termination"), "Not yet, and not like this: 1 of 3 acceptors is up, and it takes 2.");
}

#[test]
fn a_refusal_of_the_same_id_claims_no_cause() {
    let already = "has promised 1 already, by a promise or by accepting.";
    let late = [ASKED, "P1 A3 propose, P1 A3 prepare"];
    assert_eq!(what(&*plain(&late)), format!("A3 will not promise 1. It {already} It tells P1 so."));
    let heard = plain(&[late[0], late[1], "A3 P1 refused"]);
    assert_eq!(what(&*heard), format!("P1 hears that A3 refuses to promise 1. A3 says that it {already}"));
    let lie = plain(&["ask P1 red, P1 A1 prepare, betray A1, forge A1 P1 promise 1, A1 P1 refused"]);
    assert_eq!(what(&*lie), format!("P1 hears that A1 refuses to promise 1. A1 says that it {already}"));
}

#[test]
fn an_acceptor_that_forgot_says_only_what_it_remembers() {
    let promise = without("record", &[ASKED, "ask P2 blue, P2 A2 prepare"]);
    assert_says(&what(&*promise), "It remembers no earlier promise.");
    let accept = without("record", &[ASKED, BLUE, "P1 A2 propose"]);
    assert_says(&what(&*accept), "It remembers no promise, so nothing forbids it.");
    let blank = plain(&[ASKED, BLUE, "crash A2, blank A2, P1 A2 propose"]);
    assert_says(&what(&*blank), "It remembers no promise, so nothing forbids it.");
}

#[test]
fn a_guard_that_is_taken_away_is_not_claimed() {
    let one = without("majority", &["ask P1 red"]);
    assert_says(&what(&*one), "before it has the promise of 1 of the 3 acceptors");
    let learner = end(
        json!({ "without": ["majority"], "knobs": { "learn": "acceptors" } }),
        &["ask P1 red, P1 A1 prepare, A1 P1 promise, P1 A1 propose, A1 L1 accepted"],
    );
    assert_says(
        &what(&*learner),
        "Only A1 has told it that it accepted 1·red; a majority would be 2, but that guard is taken away.",
    );
    let report = [ASKED, CHOSEN, "ask P2 blue, P2 A2 prepare, A2 P2 promise"];
    assert_says(&what(&*plain(&report)), "P2 may have to carry that value on.");
    assert_says(&what(&*without("adopt", &report)), "P2 will not carry that value on: that rule is taken away.");
    let disk = without("disk", &[ASKED, "crash A2, wake A2"]);
    assert_says(&what(&*disk), "Acceptors write nothing to a disk: that guard is taken away.");
}

/// The rows of a node's table, in English, what only the watcher knows left out.
fn rows(session: &dyn Session, node: u8) -> Vec<String> {
    let inspection = session.inspect_node(synod::sim::NodeId(node), Locale::En).expect("a node");
    let rows = inspection.table.rows.iter().filter(|row| !row.watcher);
    rows.map(|row| format!("{}: {}", row.cells[0], row.cells[1])).collect()
}

#[test]
fn what_is_on_no_disk_is_not_shown_of_a_node_that_is_down() {
    let crashed = |guard: &[&str]| end(json!({ "without": guard }), &[ASKED, "crash P1, crash A1"]);
    assert_eq!(rows(&*crashed(&[]), 0), ["state: crashed; this is on its disk", "highest id used (on disk): 1"]);
    assert_says(&rows(&*crashed(&[]), 2).join(", "), "promised id: 1");
    for (guard, node) in [("fresh-id", 0), ("disk", 2)] {
        assert_eq!(rows(&*crashed(&[guard]), node), ["state: crashed; nothing is on its disk"]);
    }
    assert_says(&rows(&*without("fresh-id", &[ASKED]), 0).join(", "), "highest id used (not on disk): 1");
    let tags = |session: &dyn Session| session.scene(Locale::En, Format::Wide).stage.figures[2].tags.len();
    assert_eq!((tags(&*crashed(&[])), tags(&*crashed(&["disk"]))), (1, 0));
}

#[test]
fn a_word_that_is_broken_was_given_by_promising_or_by_accepting() {
    let knobs = json!({ "values": ["red", "blue"] });
    let accepted =
        [ASKED, "ask P2 blue, P2 A1 prepare, P2 A2 prepare, A1 P2 promise, A2 P2 promise, P2 A3 propose, P1 A3 propose"];
    let session = end(json!({ "without": ["raise"], "knobs": knobs }), &accepted);
    assert_eq!(aside(&*session), "A3 breaks its word: it had accepted 2 and now accepts 1.");
    assert_eq!(because(&*session, "promises"), "A3 had said yes to 2 and said yes to 1 all the same.");
    let session = without("promise", &[ASKED, BLUE, "P1 A2 propose"]);
    assert_eq!(aside(&*session), "A2 breaks its word: it had promised 2 and now accepts 1.");
}

#[test]
fn who_is_stuck_is_told_no_false_cause() {
    let lost = "lose P1 A3 prepare, lose P1 A3 propose";
    let ask_again = "P1 has declared the resolution, but L1 does not know it. Crash P1, wake it and ask it again.";
    let told = "A1 P1 accepted, A2 P1 accepted";
    let acceptors = end(
        json!({ "knobs": { "proposers": 1, "values": ["red"], "learn": "acceptors" } }),
        &[ASKED, CHOSEN, told, "lose A1 L1 accepted, lose A2 L1 accepted", lost],
    );
    assert_says(&what(&*acceptors), ask_again);
    let forgets = lone(&[ASKED, CHOSEN, told, "P1 L1 learn", lost, "crash L1, blank L1"]);
    assert_says(&what(&*forgets), ask_again);
    let down = lone(&[ASKED, CHOSEN, told, lost, "crash L1, lose P1 L1 learn"]);
    assert_says(&what(&*down), "P1 has declared the resolution, but no learner is up. Wake L1.");
}

#[test]
fn agreement_is_broken_once() {
    let broken = [ASKED, CHOSEN, "crash A2, blank A2", BLUE, "P2 A2 propose, P2 A3 propose"];
    assert_says(&aside(&*plain(&broken)), "agreement is broken at this moment.");
    let third = "lose P1 A3 prepare, lose P1 A3 propose, timeout P1, P1 A1 prepare, P1 A3 prepare, A1 P1 promise, A3 P1 promise";
    let again = plain(&[&broken[..], &[third, "P1 A1 propose, P1 A3 propose"]].concat());
    assert_eq!(aside(&*again), "blue is chosen: 3·blue has been accepted by A1 and A3, a majority. Agreement was broken before.");
}

#[test]
fn a_run_starts_once() {
    let phase = |session: &dyn Session| session.scene(Locale::En, Format::Wide).phase.to_string();
    assert_eq!(phase(&*plain(&[])), "start");
    assert_eq!(phase(&*lone(&[ASKED, CHOSEN, "crash P1, wake P1"])), "no id under way");
}

#[test]
fn a_crash_in_mid_broadcast_names_only_those_who_get_no_copy() {
    let item = |reaches: &[&str]| json!({ "crash": "P1", "reaches": reaches });
    let mut file = json!({ "format": 1, "exhibit": "paxos", "then": "stop" });
    let doubled = ["ask P1 red", "duplicate P1 A1 prepare", "P1 A1 prepare"].map(self::item);
    file["schedule"] = doubled.into_iter().chain([item(&[])]).collect();
    let mut session = open(catalogue(), &json::tree(&file)).expect("a file").session;
    session.seek(u32::MAX);
    assert_eq!(what(&*session), "P1 crashes in the middle of sending. Its latest message never gets to A2, A3.");
    let tally = session.tally();
    assert_eq!((tally.sent, tally.duplicated, tally.lost), (2, 1, 0), "A1's copies and its promise were sent");
    assert_eq!(session.facts().act, "crash P1 reaches=A1");
}

#[test]
fn an_acceptance_of_another_value_counts_for_nothing() {
    let lie = "P1 A1 propose, P1 A2 propose, A1 P1 accepted, betray A2, forge A2 P1 refused 3, A2 P1 accepted";
    let session = plain(&[ASKED, BLUE, lie]);
    assert_says(&what(&*session), "It names another value than P1 has proposed under this id.");
    assert_eq!(stands(&*session, "learned", Locale::En).0, Verdict::Holds);
}

#[test]
fn the_last_loyal_acceptor_is_told_of() {
    let session = plain(&[ASKED, CHOSEN, "betray A1, betray A2"]);
    assert_eq!(aside(&*session), "Of the acceptors only A3 is loyal.");
    let (verdict, because) = stands(&*session, "agreement", Locale::En);
    assert_eq!((verdict, because.as_str()), (Verdict::Holds, "Only red is chosen (id 1). Of the acceptors only A3 is loyal."));
}

#[test]
fn a_cut_link_leaves_an_assumption_and_a_lost_message_does_not() {
    let left = |session: &dyn Session| session.assumptions(Locale::En).iter().filter(|chip| chip.left).count();
    let titles: Vec<String> = plain(&[]).assumptions(Locale::En).iter().map(|chip| chip.title.to_string()).collect();
    assert!(titles[4..] == ["fully connected", "sender known"], "{titles:?}");
    assert_eq!(left(&*plain(&["ask P1 red, lose P1 A1 prepare, crash A2, wake A2"])), 0);
    assert_eq!(left(&*plain(&["cut P1 A1"])), 1);
}

#[test]
fn the_schedule_of_the_highest_report_has_blue_at_two_acceptors() {
    let exhibit = catalogue()[0];
    let saved = exhibit.scenario("highest-report").expect("a scenario");
    let mut session = exhibit.open(&saved).expect("it opens");
    session.seek(u32::MAX);
    assert_says(&because(&*session, "agreement"), "Only blue is chosen (id 2).");
}
