//! The tree of one lieutenant: what it received on every path, and what each call is worth to it. One path is open at a
//! time; under every open box stand the calls below it and its own received value.

use crate::exhibits::generals::facts::What;
use crate::exhibits::generals::guards::Guard;
use crate::exhibits::generals::machine::{General, Heard, Oral, Value};
use crate::exhibits::generals::order::Moment;
use crate::exhibits::generals::path::Path;
use crate::exhibits::generals::text::moment;
use crate::exhibits::generals::text::teller::{Teller, count, marked, tone};
use crate::scene::{Gaze, Point, Tree, TreeBox};
use crate::sim::{NodeId, World};
use crate::text::{Line, Locale, Tone};

use super::layout::{Layout, NOTE};

/// Between a box and the one under it, at least.
const GAP_MIN: i32 = 10;

fn worth(general: &General, path: Path) -> Option<Value> {
    general.worth.get(&path).copied()
}

fn received(general: &General, path: Path) -> Option<Heard> {
    general.heard.get(&path).copied()
}

/// The tree of `who`, open along the path that the reader has opened, or along the one that the step is about.
pub(super) fn tree(world: &World<Oral>, who: NodeId, gaze: Gaze, layout: &Layout, locale: Locale) -> Tree {
    let oral = &world.protocol;
    let teller = Teller::new(oral, locale);
    let (corner, wide, high) = layout.tree;
    let small = !layout.captioned;
    let scribe = Scribe { world, who, teller, words_from: layout.words_from, folding: folding(world, who), veiled: gaze.veiled };
    let open = opened(world, who, gaze);
    let rows = i32::from(oral.levels());
    let mut notes = notes(world, who, open, teller, (gaze.veiled, layout.notes_max < 3));
    notes.truncate(layout.notes_max.into());
    let foot = if notes.is_empty() { 0 } else { NOTE * i32::from(layout.notes_max) };
    let top = if small { 14 } else { 24 };
    let pitch = ((high - foot - top) / rows.max(1)).min(layout.pitch_max);
    let height = layout.half.min((pitch - GAP_MIN) / 2);
    let mut boxes = Vec::new();
    let root = Path::root(oral.commander);
    let row_y = |row: i32| corner.y + top + height + row * pitch;
    let first = Point::at(corner.x + wide / 2, row_y(0));
    boxes.push(scribe.leaf(root, first, Point::at((wide / 2 - 4).min(70), height), None));
    let mut above = (root, first);
    for row in 1..rows {
        let (path, at) = above;
        if !open.begins(path) {
            break;
        }
        let under: Vec<NodeId> = oral.lieutenants(path).without(who).iter().collect();
        let own = !oral.without.has(Guard::Own);
        let count = under.iter().map(|_| 1).sum::<i32>() + i32::from(own);
        let slot = (wide / count.max(1)).min(108);
        let left = corner.x + (wide - slot * count) / 2;
        let half = Point::at((slot / 2 - if slot > 50 { 4 } else { 2 }).max(9), height);
        let mut next = None;
        for (index, node) in (0..).zip(&under) {
            let call = path.then(*node);
            let place = Point::at(left + slot * index + slot / 2, row_y(row));
            boxes.push(scribe.leaf(call, place, half, Some(at)));
            if open.begins(call) {
                next = Some((call, place));
            }
        }
        if own {
            let place = Point::at(left + slot * (count - 1) + slot / 2, row_y(row));
            boxes.push(scribe.own(path, place, half, at));
        }
        match next {
            Some(next) => above = next,
            None => break,
        }
    }
    for one in &mut boxes {
        let shown = one.hidden > 0 && open_has(open, one.key);
        one.hidden = if shown { 0 } else { one.hidden };
    }
    let title = teller.say("What {0} heard, and how it folds", "{0} 听到什么，怎样逐层取多数", &[teller.node(who)]);
    Tree {
        who: who.0,
        title,
        title_at: Point::at(corner.x, corner.y + if small { 6 } else { 8 }),
        boxes,
        notes,
        notes_at: Point::at(corner.x, corner.y + high - foot + 16),
    }
}

fn open_has(open: Path, key: u32) -> bool {
    let mut path = Some(open);
    while let Some(call) = path {
        if call.code() == key {
            return true;
        }
        path = call.parent();
    }
    false
}

/// The call that is folded in this step, if the lieutenant takes part.
pub(super) fn folding(world: &World<Oral>, who: NodeId) -> Option<Path> {
    world.step.facts.iter().find_map(|(at, fact)| match fact.what {
        What::Folds { path, .. } if *at == who => Some(path),
        What::Folds { .. } | What::Calls { .. } | What::Ignores { .. } | What::Wakes { .. } => None,
    })
}

/// The path along which the tree is open.
fn opened(world: &World<Oral>, who: NodeId, gaze: Gaze) -> Path {
    let oral = &world.protocol;
    let root = Path::root(oral.commander);
    if let Some(path) = gaze.open.and_then(|key| find(oral, who, root, key)) {
        return path;
    }
    let about = match moment(world) {
        Some(Moment::Call(path) | Moment::Fold(path)) if !gaze.veiled => path,
        Some(_) | None => folding(world, who).unwrap_or(root),
    };
    let mut path = Some(about);
    while let Some(call) = path {
        if oral.lieutenants(call).has(who) && (call == root || !call.has(who)) {
            return call;
        }
        path = call.parent();
    }
    root
}

/// The path of a key among those that a lieutenant is told of.
fn find(oral: &Oral, who: NodeId, path: Path, key: u32) -> Option<Path> {
    if path.code() == key {
        return Some(path);
    }
    if path.length() >= oral.levels() {
        return None;
    }
    oral.lieutenants(path).without(who).iter().find_map(|node| find(oral, who, path.then(node), key))
}

fn notes(world: &World<Oral>, who: NodeId, open: Path, teller: Teller, (veiled, narrow): (bool, bool)) -> Vec<Line> {
    let oral = &world.protocol;
    let mut lines = Vec::new();
    if open.length() > 1 {
        let mut said = Line::default();
        let names: Vec<NodeId> = open.nodes().collect();
        for (place, node) in names.iter().rev().enumerate() {
            let piece = if place == 0 {
                teller.say("{0} told {1}", "{0} 告诉 {1}", &[teller.node(*node), teller.node(who)])
            } else {
                teller.say(" that {0} said", "：{0} 说过", &[teller.node(*node)])
            };
            said = said.then(piece);
        }
        lines.push(teller.say("{0}: {1}", "{0}：{1}", &[teller.path(open), said]));
    }
    let by_round = (1..=oral.levels()).map(|length| (oral.calls(length) * oral.breadth(length)).to_string());
    let sum = Line::plain(by_round.collect::<Vec<_>>().join(" + "));
    let args = [count(world.counters.sent), sum, Line::plain(oral.messages().to_string())];
    // How much the others have said nobody of them knows.
    lines.extend((!veiled).then(|| {
        if oral.levels() > 1 {
            teller.say("Messages sent: {0}. The formula: {1} = {2}.", "已发消息：{0}。公式：{1} = {2}。", &args)
        } else {
            teller.say("Messages sent: {0} of {2}.", "已发消息：{0}/{2}。", &args)
        }
    }));
    if oral.levels() > 1 && !narrow {
        lines.push(teller.say(
            "A box is worth the majority of the boxes under it. A tie is worth {0}.",
            "一个框的值是其下各框的多数；平局取 {0}。",
            &[teller.value(Value::default())],
        ));
    }
    lines
}

/// Writes boxes.
struct Scribe<'a> {
    world: &'a World<Oral>,
    who: NodeId,
    teller: Teller<'a>,
    /// The widths from which one value, and two, are written as words.
    words_from: (i32, i32),
    folding: Option<Path>,
    veiled: bool,
}

impl Scribe<'_> {
    fn written(&self, value: Option<Value>, strong: bool, wordy: bool) -> Line {
        let Some(value) = value else { return Line::plain("?") };
        let text = if wordy { marked(value, self.teller.locale) } else { tone(value).glyph().to_owned() };
        let mut line = Line::from(crate::text::Span::value(tone(value), text));
        line.0[0].strong = strong;
        line
    }

    /// The box of a call: what was received in it, and what it is worth.
    fn leaf(&self, path: Path, at: Point, half: Point, above: Option<Point>) -> TreeBox {
        let oral = &self.world.protocol;
        let general = self.world.node(self.who);
        let heard = general.and_then(|general| received(general, path));
        let folds =
            oral.level(path) > 0 && path.length() < oral.levels() && !(oral.without.has(Guard::Recursion) && path.length() > 1);
        let folded = general.and_then(|general| worth(general, path));
        let value = if folds || path.length() == 1 { folded } else { heard.map(Heard::value) };
        let wordy = 2 * half.x >= if folds { self.words_from.1 } else { self.words_from.0 };
        let got = match heard {
            Some(Heard::Nothing) if wordy => Line::plain(self.teller.locale.pick("nothing", "无")),
            Some(Heard::Nothing) => Line::plain("–"),
            Some(Heard::Said(value)) => self.written(Some(value), !folds, wordy && !folds),
            None => Line::plain("?"),
        };
        let lines = if folds { vec![got, Line::plain("= ").then(self.written(folded, true, wordy))] } else { vec![got] };
        let vote = if self.folding == Some(path) { 0 } else { self.place(path) };
        let hidden = if folds { (oral.breadth(path.length()) - 1 + u32::from(!oral.without.has(Guard::Own))) as u8 } else { 0 };
        let label = self.label(path, heard, folds, folded);
        TreeBox {
            key: path.code(),
            at,
            half,
            above,
            name: path.to_string(),
            lines,
            tone: value.map_or(Tone::Plain, tone),
            known: heard.is_some(),
            vote,
            folding: self.folding == Some(path),
            liar: !self.veiled && self.world.traitors().has(path.last()),
            hidden,
            label,
        }
    }

    /// The box of what was received in a call, as a vote of its own.
    fn own(&self, path: Path, at: Point, half: Point, above: Point) -> TreeBox {
        let heard = self.world.node(self.who).and_then(|general| received(general, path));
        let value = heard.map(Heard::value);
        let own = self.teller.locale.pick("own", "自己");
        let vote = if self.folding == Some(path) { self.place(path) } else { 0 };
        let said = self.written(value, true, 2 * half.x >= self.words_from.0);
        TreeBox {
            key: path.then(self.who).code(),
            at,
            half,
            above: Some(above),
            name: own.to_owned(),
            label: format!("{own}: {said}"),
            lines: vec![said],
            tone: value.map_or(Tone::Plain, tone),
            known: heard.is_some(),
            vote,
            folding: false,
            liar: !self.veiled && self.world.traitors().has(path.last()),
            hidden: 0,
        }
    }

    /// The place of a call's vote in this step's fold, from 1; 0 where it has none. A flat majority takes everything at once.
    fn place(&self, path: Path) -> u8 {
        let flat = self.world.protocol.without.has(Guard::Recursion);
        let votes = self.folding.filter(|_| !flat).zip(self.world.node(self.who));
        let votes = votes.map(|(folding, general)| self.world.protocol.votes(self.who, general, folding)).unwrap_or_default();
        votes.iter().position(|vote| vote.path == path).map_or(0, |before| before as u8 + 1)
    }

    fn label(&self, path: Path, heard: Option<Heard>, folds: bool, folded: Option<Value>) -> String {
        let t = self.teller;
        let got = match heard {
            Some(Heard::Said(value)) => t.value(value),
            Some(Heard::Nothing) => t.say("nothing", "无", &[]),
            None => t.say("not yet", "尚未", &[]),
        };
        let worth = folded.map_or_else(|| t.say("not yet", "尚未", &[]), |value| t.value(value));
        let args = [t.path(path), got, worth];
        let line = if folds {
            t.say("{0}: received {1}, worth {2}", "{0}：收到 {1}，值为 {2}", &args)
        } else {
            t.say("{0}: received {1}", "{0}：收到 {1}", &args)
        };
        line.to_string()
    }
}
