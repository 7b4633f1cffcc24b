//! Acts: what is offered, done, undone and done again.

use super::{Opened, digests, open, scenarios};
use std::collections::BTreeMap;
use synod::exhibit::{Offer, Refusal, Session};
use synod::sim::{Act, NodeId, Since};
use synod::text::Locale;

/// A few events of a run: its start, its end, and what lies between.
pub(super) fn sample(opened: &mut Opened, count: usize) -> Vec<u32> {
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

/// Two offers that read alike are about a message and its twin, on one link.
#[test]
fn no_two_offers_on_different_links_read_alike() {
    let link = |act: Act| {
        let (Act::Deliver(m) | Act::Lose(m) | Act::Duplicate(m) | Act::Hold(m) | Act::Release(m)) = act else { return None };
        Some((m.from, m.to))
    };
    let mut named = 0;
    for mut opened in scenarios() {
        for event in sample(&mut opened, 12) {
            opened.session.seek(event);
            for locale in [Locale::En, Locale::Zh] {
                let mut known: BTreeMap<String, Option<(NodeId, NodeId)>> = BTreeMap::new();
                for offer in opened.session.offers(locale) {
                    let label = offer.label.to_string();
                    named += usize::from(link(offer.act).is_some() && label.contains(" from "));
                    let first = *known.entry(label.clone()).or_insert(link(offer.act));
                    assert_eq!(first, link(offer.act), "{} {event}: {label}", opened.name);
                }
            }
        }
    }
    assert!(named > 50, "where it matters, the sender is named: {named}");
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
