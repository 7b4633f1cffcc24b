//! What differs between two pictures that stand side by side: nodes, messages, boxes of trees, guarantees. Pure.
//!
//! Nodes are told apart by their names, because two scenarios may number them differently; messages by their link and by
//! what is written on them.

use crate::exhibit::Guarantee;
use crate::scene::{Bundle, Fate, Figure, GlowKind, Packet, Pin, Stage, Tag, TagKind, TreeBox};
use crate::text::{Line, Locale, words};

/// What differs.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Contrast {
    /// The names of the nodes that differ, in the order of the first picture.
    pub names: Vec<String>,
    /// Of each picture, the nodes that differ.
    pub nodes: [Vec<u8>; 2],
    /// Of each picture, the messages that have no like in the other.
    pub messages: [Vec<u32>; 2],
    /// Of each picture, the links whose bundles have no like in the other.
    pub bundles: [Vec<(u8, u8)>; 2],
    /// How many messages and bundles that are, those on one link taken in pairs.
    pub count: usize,
    /// The keys of the boxes that say something else in the other picture's tree of the same node.
    pub boxes: Vec<u32>,
    /// Of each picture, the places of the pinned votes that have no like in the other.
    pub pins: [Vec<u8>; 2],
    /// The names of the guarantees that differ, and their titles.
    pub guarantees: Vec<(&'static str, String)>,
}

/// One of the two pictures.
#[derive(Clone, Copy, Debug)]
pub struct Half<'a> {
    /// Its stage.
    pub stage: &'a Stage,
    /// Its guarantees.
    pub guarantees: &'a [Guarantee],
}

impl Contrast {
    /// Compares two pictures; without `watching`, what only the watcher knows makes no difference.
    #[inline(never)]
    pub fn of(left: Half<'_>, right: Half<'_>, watching: bool) -> Contrast {
        let mut contrast = Contrast::default();
        contrast.compare_nodes([left.stage, right.stage], watching);
        contrast.compare_messages([left.stage, right.stage], watching);
        contrast.compare_trees([left.stage, right.stage]);
        let other = |one: &Guarantee| right.guarantees.iter().find(|other| other.name == one.name);
        let differs = |one: &&Guarantee| other(one).is_some_and(|other| other.verdict != one.verdict);
        contrast.guarantees = left.guarantees.iter().filter(differs).map(|one| (one.name, one.title.to_string())).collect();
        contrast
    }

    fn compare_nodes(&mut self, [left, right]: [&Stage; 2], watching: bool) {
        let find = |stage: &Stage, name: &str| stage.figures.iter().position(|figure| called(figure) == name);
        for one in &left.figures {
            let other = find(right, called(one)).map(|index| &right.figures[index]);
            if other.is_some_and(|other| alike(one, other, watching)) {
                continue;
            }
            self.names.push(called(one).to_owned());
            self.nodes[0].push(one.node);
            self.nodes[1].extend(other.map(|other| other.node));
        }
        for one in right.figures.iter().filter(|one| find(left, called(one)).is_none()) {
            self.names.push(called(one).to_owned());
            self.nodes[1].push(one.node);
        }
    }

    fn compare_messages(&mut self, stages: [&Stage; 2], watching: bool) {
        let [packets, others] = stages.map(|stage| seen(stage, &stage.packets, |one| said(one, watching)));
        let [left, right] = unpaired(&packets, &others);
        let bundled = stages.map(|stage| seen(stage, &stage.bundles, counted));
        let [bundles, more] = unpaired(&bundled[0], &bundled[1]);
        self.count = on_links(&left, &right) + on_links(&bundles, &more);
        self.messages = [left, right].map(|all| all.iter().map(|one| one.what.message).collect());
        self.bundles = [bundles, more].map(|all| all.iter().map(|one| (one.what.from, one.what.to)).collect());
    }

    /// What a tree's boxes say; whether that is a lie makes no difference to whose tree it is.
    fn compare_trees(&mut self, [left, right]: [&Stage; 2]) {
        let (Some(tree), Some(other)) = (&left.tree, &right.tree) else { return };
        if tree.who != other.who {
            return;
        }
        let twin = |one: &TreeBox| other.boxes.iter().find(|other| other.key == one.key);
        let says = |one: &TreeBox| (one.tone, one.known, one.lines.clone());
        let differs = |one: &&TreeBox| twin(one).is_some_and(|other| says(one) != says(other));
        self.boxes = tree.boxes.iter().filter(differs).map(|one| one.key).collect();
        let like = |one: &Pin, other: &Pin| (one.from, one.to, &one.label) == (other.from, other.to, &other.label);
        let alone = |one: &Stage, other: &Stage| {
            let alone = one.pins.iter().filter(|pin| !other.pins.iter().any(|other| like(pin, other)));
            alone.map(|pin| pin.vote).collect()
        };
        self.pins = [alone(left, right), alone(right, left)];
    }

    /// Whether nothing differs.
    pub fn is_none(&self) -> bool {
        self.names.is_empty() && self.count == 0 && self.boxes.is_empty() && self.guarantees.is_empty()
    }

    /// One short line.
    #[inline(never)]
    pub fn tell(&self, locale: Locale) -> String {
        if self.is_none() {
            return words::SAME_PICTURE.get(locale).to_owned();
        }
        let listed = |names: &[String]| names.join(locale.pick(", ", "、"));
        let nodes = match &*self.names {
            [] => None,
            [one] => Some(words::fill(words::NODE_DIFFERS, locale, &[one])),
            all => Some(words::fill(words::NODES_DIFFER, locale, &[&all.len(), &listed(all)])),
        };
        let messages = match self.count {
            0 => None,
            1 => Some(words::MESSAGE_DIFFERS.get(locale).to_owned()),
            count => Some(words::fill(words::MESSAGES_DIFFER, locale, &[&count])),
        };
        let boxes = match self.boxes.len() {
            0 => None,
            1 => Some(words::BOX_DIFFERS.get(locale).to_owned()),
            count => Some(words::fill(words::BOXES_DIFFER, locale, &[&count])),
        };
        let titles: Vec<String> = self.guarantees.iter().map(|(_, title)| title.clone()).collect();
        let guarantees = (!titles.is_empty()).then(|| words::fill(words::GUARANTEES_DIFFER, locale, &[&listed(&titles)]));
        let all: Vec<String> = nodes.into_iter().chain(messages).chain(boxes).chain(guarantees).collect();
        all.join(locale.pick("; ", "；")) + locale.pick(".", "。")
    }
}

/// The name of a figure: a star behind it says whose turn it is.
fn called(figure: &Figure) -> &str {
    figure.name.trim_end_matches([' ', '★'])
}

/// Something on a link, with the names of its ends and what is written on it.
struct Seen<'a, T> {
    link: (&'a str, &'a str),
    written: String,
    what: &'a T,
}

trait OnLink {
    fn ends(&self) -> (u8, u8);
}

impl OnLink for Packet {
    fn ends(&self) -> (u8, u8) {
        (self.from, self.to)
    }
}

impl OnLink for Bundle {
    fn ends(&self) -> (u8, u8) {
        (self.from, self.to)
    }
}

fn seen<'a, T: OnLink>(stage: &'a Stage, all: &'a [T], written: impl Fn(&T) -> String) -> Vec<Seen<'a, T>> {
    let name = |node| stage.figures.iter().find(|figure| figure.node == node).map_or("", called);
    let one = |what: &'a T| Seen { link: (name(what.ends().0), name(what.ends().1)), written: written(what), what };
    all.iter().map(one).collect()
}

/// Those that have no like in the other list, taken one by one.
fn unpaired<'a, 'b, T>(left: &'b [Seen<'a, T>], right: &'b [Seen<'a, T>]) -> [Vec<&'b Seen<'a, T>>; 2] {
    let mut over: Vec<&Seen<'a, T>> = right.iter().collect();
    let alone = left.iter().filter(|one| {
        let twin = over.iter().position(|other| other.link == one.link && other.written == one.written);
        twin.map(|at| over.remove(at)).is_none()
    });
    [alone.collect(), over]
}

/// How many differ, one here and one there on the same link taken for one that reads otherwise.
fn on_links<T>(left: &[&Seen<'_, T>], right: &[&Seen<'_, T>]) -> usize {
    let mut over: Vec<(&str, &str)> = right.iter().map(|one| one.link).collect();
    for one in left {
        if let Some(at) = over.iter().position(|link| *link == one.link) {
            over.remove(at);
        }
    }
    left.len() + over.len()
}

/// What is written on a message, and what becomes of it as far as one sees that.
fn said(packet: &Packet, watching: bool) -> String {
    let mark = match packet.fate {
        Fate::Leaves | Fate::Flies => "",
        Fate::Falls if watching => " x",
        Fate::Arrives | Fate::Bounces | Fate::Fades | Fate::Falls => " >",
    };
    let lie = if watching && packet.forged { " ?" } else { "" };
    [&packet.label, mark, lie].concat()
}

fn counted(bundle: &Bundle) -> String {
    let counts: Vec<String> = bundle.counts.iter().map(|(count, kind, _)| format!("{count} {kind}")).collect();
    counts.join(", ")
}

/// Whether two figures show the same state.
fn alike(one: &Figure, other: &Figure, watching: bool) -> bool {
    let captions = |figure: &Figure| figure.caption.iter().map(Line::to_string).collect::<Vec<_>>();
    let shown = |tag: &&Tag| watching || tag.kind != TagKind::Watcher;
    let tags = |figure: &Figure| figure.tags.iter().filter(shown).map(|tag| tag.line.to_string()).collect::<Vec<_>>();
    let glow = |figure: &Figure| figure.glow.filter(|glow| watching || glow.kind != GlowKind::Chosen);
    (one.tone, one.crashed, glow(one)) == (other.tone, other.crashed, glow(other))
        && (!watching || one.traitor == other.traitor)
        && captions(one) == captions(other)
        && tags(one) == tags(other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exhibit::Verdict;
    use crate::scene::{PacketShape, Point, Shape, Tree};
    use crate::text::Tone;

    fn figure(node: u8, name: &str) -> Figure {
        Figure {
            node,
            name: name.to_owned(),
            shape: Shape::Dot,
            at: Point::default(),
            radius: 20,
            tone: Tone::Plain,
            active: false,
            aside: false,
            crashed: false,
            traitor: false,
            glow: None,
            caption: Vec::new(),
            over: false,
            lean: 0,
            tags: Vec::new(),
            tags_at: Point::default(),
            label: String::new(),
        }
    }

    fn packet(message: u32, from: u8, to: u8, label: &str) -> Packet {
        Packet {
            message,
            from,
            to,
            shape: PacketShape::Box,
            tone: Tone::Ask,
            label: label.to_owned(),
            before: 0,
            after: 500,
            fate: Fate::Flies,
            beside: 0,
            late: false,
            twin: false,
            forged: false,
        }
    }

    fn stage() -> Stage {
        let figures = vec![figure(0, "P1"), figure(1, "A1"), figure(2, "A2")];
        Stage { figures, packets: vec![packet(7, 0, 1, "prepare 1"), packet(8, 0, 2, "prepare 1")], ..Stage::default() }
    }

    fn told(left: &Stage, right: &Stage, watching: bool) -> (Contrast, String) {
        let contrast = Contrast::of(Half { stage: left, guarantees: &[] }, Half { stage: right, guarantees: &[] }, watching);
        let words = contrast.tell(Locale::En);
        (contrast, words)
    }

    #[test]
    fn a_picture_is_the_same_as_itself_whatever_its_messages_are_numbered() {
        let mut other = stage();
        other.packets.reverse();
        other.packets[0].message = 99;
        other.figures[0].active = true;
        other.figures[0].name += " ★";
        assert_eq!(told(&stage(), &other, true), (Contrast::default(), "The same picture in both runs.".to_owned()));
    }

    #[test]
    fn nodes_and_messages_that_differ_are_named_and_counted() {
        let mut other = stage();
        other.figures[1].crashed = true;
        other.figures[2].caption = vec![Line::plain("promised 2")];
        other.packets[0].label = "prepare 2".to_owned();
        other.packets.push(packet(9, 1, 0, "promise 1"));
        let (contrast, words) = told(&stage(), &other, true);
        assert_eq!(words, "2 nodes differ: A1, A2; 2 messages differ.");
        assert_eq!(contrast.nodes, [vec![1, 2], vec![1, 2]]);
        assert_eq!(contrast.messages, [vec![7], vec![7, 9]], "the same link, read otherwise, is one");
    }

    #[test]
    fn nodes_are_told_apart_by_name_and_may_be_missing() {
        let other = Stage { figures: vec![figure(0, "A1"), figure(1, "A3")], ..Stage::default() };
        let left = Stage { packets: Vec::new(), ..stage() };
        let (contrast, words) = told(&left, &other, true);
        assert_eq!((contrast.nodes, &*words), ([vec![0, 2], vec![1]], "3 nodes differ: P1, A2, A3."));
    }

    #[test]
    fn what_only_the_watcher_knows_makes_no_difference_to_others() {
        let mut other = stage();
        other.figures[0].traitor = true;
        other.packets[1].forged = true;
        assert_eq!(told(&stage(), &other, true).1, "1 node differs: P1; 1 message differs.");
        assert!(told(&stage(), &other, false).0.is_none());
    }

    #[test]
    fn boxes_differ_by_what_they_say_and_not_by_who_lies() {
        let one = |key: u32, said: &str, liar: bool| TreeBox {
            key,
            at: Point::default(),
            half: Point::default(),
            above: None,
            name: String::new(),
            lines: vec![Line::plain(said)],
            tone: Tone::Plain,
            known: true,
            vote: 0,
            folding: false,
            liar,
            hidden: 0,
            label: String::new(),
        };
        let pin = |label: &str| Pin { from: 1, to: 2, label: label.to_owned(), tone: Tone::Plain, vote: 3, liar: false };
        let with = |boxes: Vec<TreeBox>, label: &str| Stage {
            tree: Some(Tree { boxes, ..Tree::default() }),
            pins: vec![pin(label)],
            ..Stage::default()
        };
        let left = with(vec![one(1, "attack", false), one(2, "attack", false), one(3, "?", false)], "0·1 ▲");
        let right = with(vec![one(2, "retreat", false), one(1, "attack", true), one(4, "?", false)], "0·1 ▽");
        let (contrast, words) = told(&left, &right, true);
        assert_eq!((contrast.boxes, contrast.pins, &*words), (vec![2], [vec![3], vec![3]], "1 box of the tree differs."));
        let veiled = Stage { tree: None, ..right };
        assert!(told(&left, &veiled, false).0.is_none(), "what is not shown does not differ");
    }

    #[test]
    fn guarantees_differ_by_their_verdicts() {
        let one = |verdict| {
            let title = Line::plain("Agreement");
            [Guarantee { name: "agreement", title, verdict, because: Line::default(), since: None }]
        };
        let [left, right] = [one(Verdict::Holds), one(Verdict::Broken)];
        let empty = Stage::default();
        let half = |guarantees| Half { stage: &empty, guarantees };
        let contrast = Contrast::of(half(&left), half(&right), true);
        assert_eq!(contrast.tell(Locale::En), "guarantees differ: Agreement.");
        assert_eq!(contrast.tell(Locale::Zh), "性质不同：Agreement。");
        assert!(Contrast::of(half(&left), half(&left), true).is_none());
    }
}
