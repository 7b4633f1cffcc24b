//! Pictures: pure, on their grid, and with nothing left out.

use super::scenarios;
use super::words::in_both;
use std::collections::BTreeSet;
use synod::exhibit::PACKETS_SHOWN_MAX;
use synod::scene::{ArrowEnd, Format, Scene, Stage};
use synod::text::Locale;

pub(super) fn on_grid(stage: &Stage, name: &str) {
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
        // Nodes may come in the course of a run.
        opened.session.seek(last);
        let whole = opened.session.diagram(0, last);
        assert_eq!((whole.first, whole.lifelines.len()), (0, opened.session.nodes().len()), "{}", opened.name);
        for first in (0..last).step_by(17) {
            let part = opened.session.diagram(first, last);
            assert!(part.phases.iter().all(|phase| *phase >= first), "{}: no phase lies outside of the window", opened.name);
            // A window with few arrows tells them apart where the whole has bundles.
            if whole.arrows.iter().chain(&part.arrows).any(|arrow| arrow.count > 1) {
                continue;
            }
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
