//! Laws of the layouts: whatever the numbers, nothing overlaps and nothing leaves the grid.

use std::rc::Rc;

use super::*;
use crate::exhibit::Knobs;
use crate::exhibits::paxos::configure;
use crate::exhibits::paxos::text::KNOBS;
use crate::scene::{Figure, Format, GlowKind, Shape, Stage};
use crate::sim::{Act, NodeId, NodeSet, Since};
use crate::text::{Line, Locale, SpanKind};

/// What a shell sets a stage in, in tenths: a caption's type and step, a tag's type, height and step.
const SIZES: [(Format, [i32; 5]); 6] = [
    (Format::Wide, [145, 205, 140, 250, 290]),
    (Format::Tall, [125, 165, 120, 220, 250]),
    (Format::Half, [140, 165, 136, 230, 255]),
    (Format::Half, [148, 180, 146, 240, 265]),
    (Format::Strip, [110, 135, 110, 190, 210]),
    (Format::Wide, LARGE),
];
/// On a phone and in a strip figures below this radius are small, and so is what is written there.
const SMALL_RADIUS: i32 = 14;
const SMALL: [(Format, [i32; 5]); 2] = [(Format::Tall, [125, 165, 110, 195, 212]), (Format::Strip, [110, 135, 110, 160, 180])];
/// For the back row; only up to nine nodes are set so large.
const LARGE: [i32; 5] = [200, 250, 195, 300, 330];

/// A rectangle: left, top, right, bottom, in tenths, and what it is of.
type Box = ([i32; 4], String);

/// About the width of a line set in `size`, in tenths.
fn width(line: &Line, size: i32) -> i32 {
    let letter = |letter: char| match letter {
        letter if !letter.is_ascii() && !"·…".contains(letter) => 100,
        'i' | 'j' | 'l' | '.' | ',' | ':' => 28,
        'f' | 'r' | 't' | '(' | ')' | ' ' | '·' | '/' => 35,
        'm' | 'w' => 85,
        'A'..='Z' => 66,
        _ => 56,
    };
    let ems = |text: &str, glyph: i32| text.chars().map(letter).sum::<i32>() + glyph;
    let spans = line.0.iter().map(|span| ems(&span.text, if matches!(span.kind, SpanKind::Value(_)) { 125 } else { 0 }));
    spans.sum::<i32>() * size / 100
}

fn boxes(figure: &Figure, [caption, caption_step, tag, tag_height, tag_step]: [i32; 5]) -> Vec<Box> {
    let (x, y, r) = (figure.at.x * 10, figure.at.y * 10, figure.radius * 10);
    let (side, below) = if figure.shape == Shape::Triangle { (r * 108 / 100, r * 88 / 100) } else { (r, r) };
    let glow = if figure.glow.is_none() && !figure.traitor {
        0
    } else if figure.radius < SMALL_RADIUS {
        20
    } else {
        70
    };
    let mut all = vec![([x - side - glow, y - r - glow, x + side + glow, y + below + glow], figure.name.clone())];
    for (row, line) in (0..).zip(&figure.caption) {
        let (half, base) = (width(line, caption) / 2, y + below + glow + caption * 11 / 10 + 60 + caption_step * row);
        all.push(([x - half, base - caption * 8 / 10, x + half, base + caption / 5], format!("{} {line}", figure.name)));
    }
    for (row, line) in (0..).zip(figure.tags.iter().map(|tag| &tag.line)) {
        let (left, top) = (figure.tags_at.x * 10, figure.tags_at.y * 10 + tag_step * row);
        let right = left + width(line, tag) + tag * 4 / 3;
        all.push(([left, top, right, top + tag_height], format!("{} {line}", figure.name)));
    }
    all
}

fn overlap([al, at, ar, ab]: [i32; 4], [bl, bt, br, bb]: [i32; 4]) -> bool {
    al < br && bl < ar && at < bb && bt < ab
}

/// What stands where it should not.
fn faults(stage: &Stage, sizes: [i32; 5]) -> Vec<String> {
    let all: Vec<Box> = stage.figures.iter().flat_map(|figure| boxes(figure, sizes)).collect();
    let mut faults = Vec::new();
    for (place, (a, what)) in all.iter().enumerate() {
        if a[0] < 0 || a[1] < 0 || a[2] > stage.width * 10 || a[3] > stage.height * 10 {
            faults.push(format!("{what} leaves the grid: {a:?}"));
        }
        let over = all.iter().skip(place + 1).filter(|(b, _)| overlap(*a, *b));
        faults.extend(over.map(|(b, other)| format!("{what} overlaps {other}: {a:?} {b:?}")));
        for heading in &stage.headings {
            let (x, y) = (heading.at.x * 10, heading.at.y * 10);
            if overlap(*a, [x - 450, y - 100, x + 450, y + 20]) {
                faults.push(format!("{what} overlaps heading {}: {a:?}", heading.text));
            }
        }
    }
    faults
}

fn world(proposers: u8, acceptors: u8, learners: u8) -> World<Paxos> {
    let set = |knobs: Knobs, name, number: u8| knobs.with(KNOBS, name, &number.to_string());
    let knobs = set(set(Knobs::defaults(KNOBS), "proposers", proposers), "acceptors", acceptors);
    let knobs = set(knobs, "learners", learners).with(KNOBS, "timeouts", "on");
    World::new(Rc::new(configure(&knobs, &[])), 3)
}

/// Runs in the default order, and every now and then crashes an acceptor or turns one traitor.
fn troubled(mut world: World<Paxos>, visit: &mut impl FnMut(&World<Paxos>)) {
    visit(&world);
    let first = world.protocol.proposers;
    for event in 0..90 {
        let trouble = match event {
            25 => Some(Act::Crash { node: NodeId(first), reaches: NodeSet::EMPTY }),
            40 => Some(Act::Betray { node: NodeId(first + 1), since: Since::Now }),
            60 => Some(Act::Crash { node: NodeId(0), reaches: NodeSet::EMPTY }),
            _ => None::<Act>,
        };
        let Some(act) = trouble.filter(|act| world.closed(*act).is_none()).or_else(|| world.next_default()) else { break };
        if world.apply(act, true).is_ok() && event % 5 == 0 {
            visit(&world);
        }
    }
}

#[test]
fn whatever_the_numbers_nothing_overlaps_and_nothing_leaves_the_grid() {
    let mut found = std::collections::BTreeMap::new();
    for proposers in 1..=3 {
        for acceptors in 1..=9 {
            for learners in 1..=3 {
                troubled(world(proposers, acceptors, learners), &mut |world| {
                    for locale in Locale::ALL {
                        for (format, sizes) in SIZES {
                            if sizes == LARGE && proposers + acceptors + learners > 9 {
                                continue;
                            }
                            let setting = format!("{format:?} {} {proposers}/{acceptors}/{learners}", sizes[0]);
                            let stage = stage(world, locale, format);
                            let small = stage.figures.iter().any(|figure| figure.radius < SMALL_RADIUS);
                            let sizes =
                                SMALL.into_iter().find(|(of, _)| small && *of == format).map_or(sizes, |(_, small)| small);
                            for fault in faults(&stage, sizes) {
                                found.entry(setting.clone()).or_insert(fault);
                            }
                        }
                    }
                });
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn every_node_is_told_in_both_languages() {
    troubled(world(2, 3, 2), &mut |world| {
        let [en, zh] = Locale::ALL.map(|locale| stage(world, locale, Format::Wide));
        for (en, zh) in en.figures.iter().zip(&zh.figures) {
            assert_ne!(en.label, zh.label);
            let lines = en.caption.iter().chain(en.tags.iter().map(|tag| &tag.line));
            let others = zh.caption.iter().chain(zh.tags.iter().map(|tag| &tag.line));
            assert!(lines.zip(others).all(|(a, b)| a.to_string() != b.to_string()), "{en:?}");
        }
        for node in (0..world.protocol.proposers + 5).map(NodeId) {
            let [en, zh] = Locale::ALL.map(|locale| inspect(world, node, locale));
            assert_ne!(en.title.to_string(), zh.title.to_string());
            assert_ne!(en.role.to_string(), zh.role.to_string());
            assert_eq!(en.table.rows.len(), zh.table.rows.len());
            assert!(en.table.rows.iter().zip(&zh.table.rows).all(|(a, b)| a.cells[0] != b.cells[0]), "{en:?}");
        }
        let [en, zh] = Locale::ALL.map(|locale| table(world, locale));
        assert!(en.rows.len() == zh.rows.len() && en.rows.len() > world.places().len());
        assert!(en.rows.iter().all(|row| row.cells.len() == en.heads.len()));
    });
}

#[test]
fn a_quorum_glows_promised_then_accepted_then_chosen() {
    let mut world = World::new(Rc::new(configure(&Knobs::defaults(KNOBS).with(KNOBS, "proposers", "1"), &[])), 3);
    let mut seen = Vec::new();
    while let Some(act) = world.next_default() {
        assert!(world.apply(act, false).is_ok());
        let stage = stage(&world, Locale::En, Format::Wide);
        let glows = stage.figures.iter().filter_map(|figure| figure.glow).map(|glow| (glow.kind, glow.tone));
        seen.push(glows.collect::<Vec<_>>());
    }
    let [promised, chosen] = [(GlowKind::Promised, Tone::Propose), (GlowKind::Chosen, Tone::Value(0))];
    assert!(seen[..5].iter().all(Vec::is_empty), "{seen:?}");
    assert_eq!(seen[5], [promised; 2]);
    assert_eq!(seen.last(), Some(&vec![chosen; 3]));
}

#[test]
fn decisions_are_those_of_proposers_and_learners_and_never_a_traitors() {
    let mut world = World::new(Rc::new(configure(&Knobs::defaults(KNOBS).with(KNOBS, "proposers", "1"), &[])), 3);
    let node = |name: &str, word: Option<&str>| (name.to_owned(), word.map(str::to_owned));
    assert_eq!(decisions(&world), [node("P1", None), node("L1", None)]);
    while let Some(act) = world.next_default() {
        assert!(world.apply(act, false).is_ok());
    }
    assert_eq!(decisions(&world), [node("P1", Some("red")), node("L1", Some("red"))]);
    assert!(world.apply(Act::Betray { node: NodeId(0), since: Since::Now }, true).is_ok());
    assert_eq!(decisions(&world), [node("P1", None), node("L1", Some("red"))]);
}

#[test]
fn a_kind_of_message_has_a_shape_a_tone_and_a_label_of_its_own() {
    let paxos = configure(&Knobs::defaults(KNOBS), &[]);
    let proposal = Proposal { id: Id(2), value: crate::exhibits::paxos::roles::Value(0) };
    let messages = [
        (Message::Prepare { id: Id(2) }, "prepare 2"),
        (Message::Promise { id: Id(2), accepted: None }, "promise 2"),
        (Message::Propose(proposal), "propose 2·red"),
        (Message::Accepted(proposal), "accepted 2·red"),
        (Message::Refused { id: Id(1), promised: Id(2) }, "refused 1"),
        (Message::Learn(proposal), "learn 2·red"),
    ];
    let looks: Vec<Look> = messages.iter().map(|(message, _)| look(&paxos, message)).collect();
    for (index, (one, (_, label))) in looks.iter().zip(messages).enumerate() {
        assert_eq!(one.label, label);
        assert!(looks[index + 1..].iter().all(|other| other.shape != one.shape && other.tone != one.tone));
    }
    let reported = look(&paxos, &Message::Promise { id: Id(3), accepted: Some(proposal) });
    assert_eq!(reported.label, "promise 3 (2·red)");
}
