//! Time: seeds, seeking, going back.

use super::{digests, open, scenarios};
use std::collections::BTreeSet;
use synod::exhibit::Grain;
use synod::scene::{ArrowEnd, Fate, Format};
use synod::text::Locale;

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
