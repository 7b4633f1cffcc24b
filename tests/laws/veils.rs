//! Seen by one: the veiled picture is a function of what the node has seen.

use super::words::{complaints, in_both, scene};
use super::{Opened, open, scenarios};
use std::collections::BTreeMap;
use synod::exhibit::{Inspection, Offer, OfferGroup, Seen, Session};
use synod::scene::{Arrow, Diagram, Format, Packet};
use synod::sim::{Act, NodeId};
use synod::text::{Line, Locale};

/// Of each scenario so many first frames, and so many other ways that the run might have gone.
const FRAMES: u32 = 26;
const OTHERS: usize = 5;

fn told(lines: &[Line]) -> String {
    lines.iter().map(|line| line.to_string() + "\n").collect()
}

/// A veiled view, without the numbers of messages: they are keys of elements and nobody sees them.
#[derive(Clone, PartialEq, Debug)]
struct View {
    seen: Seen,
    offers: Vec<Offer>,
    nodes: Vec<Option<Inspection>>,
}

fn view(session: &dyn Session, by: NodeId) -> View {
    let mut seen = session.seen_by(by, Locale::En, Format::Wide, (0, session.cursor()));
    seen.diagram = Diagram::default();
    for packet in &mut seen.scene.stage.packets {
        *packet = Packet { message: 0, ..packet.clone() };
    }
    let nodes = (0..session.nodes().len() as u8).map(|node| session.inspect_node_by(by, NodeId(node), Locale::En));
    View { nodes: nodes.collect(), seen, offers: session.offers_by(by, Locale::En) }
}

fn diagram(session: &dyn Session, by: NodeId) -> Diagram {
    let mut diagram = session.seen_by(by, Locale::En, Format::Wide, (0, session.cursor())).diagram;
    for arrow in &mut diagram.arrows {
        *arrow = Arrow { message: 0, ..arrow.clone() };
    }
    diagram
}

/// The run as it is, and as it might have gone: something is lost, forged, held, doubled, crashed or cut elsewhere.
fn ways(opened: &mut Opened) -> Vec<Box<dyn Session>> {
    let mut ways = vec![opened.again()];
    let last = opened.session.seek(FRAMES);
    for turn in 0..OTHERS {
        let event = last * turn as u32 / OTHERS as u32;
        opened.session.seek(event);
        let groups = [OfferGroup::Message, OfferGroup::Fault, OfferGroup::Link, OfferGroup::Deliver];
        let mut saved = opened.session.saved();
        let offers = opened.session.offers(Locale::En);
        let open_ones: Vec<&Offer> =
            offers.iter().filter(|offer| offer.closed.is_none() && offer.group == groups[turn % groups.len()]).collect();
        let Some(act) = open_ones.get(turn * 7 % open_ones.len().max(1)).map(|offer| offer.act) else { continue };
        saved.event = event;
        let mut other = open(opened.exhibit, &saved);
        if other.choose(act).is_ok() {
            ways.push(other);
        }
    }
    opened.session.seek(0);
    ways
}

#[test]
fn what_one_sees_is_a_function_of_what_it_has_seen() {
    let (mut alike, mut hidden) = (0, 0);
    for mut opened in scenarios().filter(|opened| opened.session.has_eyes()) {
        let mut known: BTreeMap<(u8, String, String), (View, String)> = BTreeMap::new();
        let mut drawn: BTreeMap<(u8, u32, Vec<String>), Diagram> = BTreeMap::new();
        for mut way in ways(&mut opened) {
            let nodes = way.nodes().len() as u8;
            let last = way.seek(FRAMES);
            let mut before = vec![String::new(); usize::from(nodes)];
            let mut timed = vec![Vec::new(); usize::from(nodes)];
            for event in 0..=last {
                way.seek(event);
                let raw = format!("{:?}", way.scene(Locale::En, Format::Wide).stage);
                for node in 0..nodes {
                    let by = NodeId(node);
                    let history = told(&way.history(by, Locale::En));
                    let old = std::mem::replace(&mut before[usize::from(node)], history.clone());
                    assert!(history.starts_with(&old), "{}: a history only grows", opened.name);
                    timed[usize::from(node)].push(history[old.len()..].to_owned());
                    let name = format!("{} at {event}, seen by {node}, who knows\n{history}", opened.name);
                    let now = view(&*way, by);
                    let key = (node, old, history);
                    if let Some((other, scene)) = known.get(&key) {
                        assert!(*other == now, "{name}");
                        alike += 1;
                        hidden += usize::from(*scene != raw);
                    } else {
                        known.insert(key, (now, raw.clone()));
                    }
                    let key = (node, event, timed[usize::from(node)].clone());
                    let diagram = diagram(&*way, by);
                    assert!(*drawn.entry(key).or_insert_with(|| diagram.clone()) == diagram, "{name}");
                }
            }
        }
    }
    println!("{alike} veiled pictures were equal to one of another frame or run; of {hidden} the whole picture differs");
    assert!(hidden > 5_000, "the law has something to compare");
}

/// Whoever is no node of the run sees names and nothing else.
#[test]
fn nobody_sees_nothing() {
    for mut opened in scenarios().filter(|opened| opened.session.has_eyes()) {
        opened.session.seek(12);
        let seen = opened.session.seen_by(NodeId(255), Locale::En, Format::Wide, (0, 12));
        let stage = &seen.scene.stage;
        assert!(stage.packets.is_empty() && stage.bundles.is_empty() && seen.diagram.arrows.is_empty(), "{}", opened.name);
        assert!(stage.figures.iter().all(|figure| figure.caption.is_empty() && figure.tags.is_empty()), "{}", opened.name);
        assert!(opened.session.history(NodeId(255), Locale::En).is_empty());
        assert!(opened.session.offers_by(NodeId(255), Locale::En).is_empty());
        assert!(opened.session.inspect_node_by(NodeId(255), NodeId(255), Locale::En).is_none());
    }
}

#[test]
fn everything_veiled_is_said_in_both_languages() {
    let mut wrong = std::collections::BTreeSet::new();
    for mut opened in scenarios().filter(|opened| opened.session.has_eyes()) {
        for event in opened.events(40) {
            opened.session.seek(event);
            for by in (0..opened.session.nodes().len() as u8).map(NodeId) {
                let mut all = Vec::new();
                let mut say = |what: &str, must: bool, lines: [Line; 2]| all.push(super::words::Said::new(what, must, lines));
                let [en, zh] = in_both(|locale| opened.session.seen_by(by, locale, Format::Wide, (0, event)));
                say("veiled story", true, [en.story.what, zh.story.what]);
                for (en, zh) in en.guarantees.into_iter().zip(zh.guarantees) {
                    say("veiled guarantee", true, [en.because, zh.because]);
                }
                scene(en.scene, zh.scene, &mut say);
                let [en, zh] = in_both(|locale| opened.session.history(by, locale));
                assert_eq!(en.len(), zh.len());
                for (en, zh) in en.into_iter().zip(zh) {
                    say("line of a history", true, [en, zh]);
                }
                wrong.extend(all.iter().flat_map(complaints));
            }
        }
    }
    let some: Vec<&String> = wrong.iter().take(20).collect();
    assert!(wrong.is_empty(), "{} complaints, for instance\n{some:#?}", wrong.len());
}

/// A loss is invisible to the sender and to the recipient: their histories do not change by it.
#[test]
fn no_history_tells_of_losses_lies_and_doubles() {
    for mut opened in scenarios().filter(|opened| opened.session.has_eyes()) {
        for event in opened.events(30) {
            opened.session.seek(event);
            for offer in opened.session.offers(Locale::En).into_iter().filter(|offer| offer.closed.is_none()) {
                let secret = matches!(
                    offer.act,
                    Act::Lose(_) | Act::Duplicate(_) | Act::Hold(_) | Act::Forge { .. } | Act::Betray { .. } | Act::Cut(..)
                );
                if !secret || event % 3 != 0 {
                    continue;
                }
                let mut other = open(opened.exhibit, &opened.session.saved());
                let histories = |session: &dyn Session| -> Vec<String> {
                    (0..session.nodes().len() as u8).map(|node| told(&session.history(NodeId(node), Locale::En))).collect()
                };
                let before = histories(&*other);
                other.choose(offer.act).expect("it is open");
                assert_eq!(histories(&*other), before, "{} at {event}: {:?}", opened.name, offer.act);
            }
        }
    }
}
