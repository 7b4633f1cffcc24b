//! The ring: generals, the commander starred, who takes part in the present call, and the votes of a fold on the wires.

use crate::exhibits::generals::facts::What;
use crate::exhibits::generals::guards::Guard;
use crate::exhibits::generals::machine::{General, Heard, Oral, Value, Vote};
use crate::exhibits::generals::order::Moment;
use crate::exhibits::generals::path::Path;
use crate::exhibits::generals::text::teller::{Teller, tone};
use crate::exhibits::generals::text::{moment, stack};
use crate::scene::{Figure, Format, Gaze, Pin, Shape, Stage};
use crate::sim::{NodeId, World};
use crate::text::{Line, Locale, Span, Tone};

use super::layout::Layout;
use super::{eyes, tree};

/// The stage without links and packets.
pub fn stage(world: &World<Oral>, locale: Locale, format: Format, gaze: Gaze) -> Stage {
    let oral = &world.protocol;
    let layout = Layout::of(format, oral.generals, oral.levels());
    let teller = Teller::new(oral, locale);
    let who = eyes(world, gaze.node);
    // The commander has no tree, and somebody else's is not for its eyes.
    let hidden = gaze.veiled && gaze.node != Some(who.0);
    let here = if gaze.veiled { None } else { moment(world) };
    let eyes = Eyes { who, here, layout: &layout, teller };
    let figures = (0..oral.generals).filter_map(|node| figure(world, NodeId(node), &eyes));
    Stage {
        width: layout.size.0,
        height: layout.size.1,
        stack: Some((layout.stack, stack(world, locale))),
        figures: figures.collect(),
        pins: if hidden { Vec::new() } else { pins(world, who, gaze.veiled, format == Format::Wide) },
        tree: (!hidden).then(|| tree::tree(world, who, gaze, &layout, locale)),
        ..Stage::default()
    }
}

/// With whose eyes, and at which moment of the algorithm, the ring is drawn.
struct Eyes<'a> {
    who: NodeId,
    here: Option<Moment>,
    layout: &'a Layout,
    teller: Teller<'a>,
}

fn figure(world: &World<Oral>, node: NodeId, eyes: &Eyes<'_>) -> Option<Figure> {
    let (oral, layout, teller) = (&world.protocol, eyes.layout, eyes.teller);
    let general = world.node(node)?;
    let seat = layout.seat(i32::from(node.0) - i32::from(oral.commander.0));
    let crashed = !world.up().has(node);
    let path = match eyes.here {
        Some(Moment::Call(path) | Moment::Fold(path)) => path,
        None => Path::root(oral.commander),
    };
    let star = match path.last() == node {
        true if layout.wordy => " ★",
        true => "★",
        false => "",
    };
    let takes_part = path.last() == node || oral.lieutenants(path).has(node);
    Some(Figure {
        node: node.0,
        name: format!("{}{star}", Oral::name(node)),
        shape: Shape::Shield,
        at: seat,
        radius: layout.radius,
        tone: outline(general, crashed, node == eyes.who),
        active: step_of(world, node),
        aside: !takes_part,
        crashed,
        traitor: world.traitors().has(node),
        glow: None,
        caption: match layout {
            Layout { captioned: false, .. } => Vec::new(),
            Layout { named: false, .. } => glyph(world, node, general, crashed),
            Layout { .. } => caption(world, node, general, crashed, teller, false),
        },
        over: layout.is_over(seat),
        lean: layout.lean(seat),
        tags: Vec::new(),
        tags_at: seat,
        label: label(world, node, general, crashed, teller).to_string(),
    })
}

/// Whether a general steps in this event.
fn step_of(world: &World<Oral>, node: NodeId) -> bool {
    let acts = world.step.facts.iter().any(|(at, fact)| *at == node && !matches!(fact.what, What::Ignores { .. }));
    acts || world.step.facts.is_empty() && world.step.node == Some(node)
}

fn outline(general: &General, crashed: bool, watched: bool) -> Tone {
    match general.decided {
        _ if crashed => Tone::Crashed,
        Some(value) => tone(value),
        None if watched => Tone::Ask,
        None => Tone::Plain,
    }
}

/// The order that a lieutenant received, or what it does.
fn caption(world: &World<Oral>, node: NodeId, general: &General, crashed: bool, teller: Teller, wordy: bool) -> Vec<Line> {
    let oral = &world.protocol;
    if crashed {
        return vec![teller.say("crashed", "宕机", &[])];
    }
    let short = |value: Value| vec![teller.say("*{0}*", "*{0}*", &[teller.value(value)])];
    if let Some(value) = general.decided {
        return vec![teller.say("does *{0}*", "行动：*{0}*", &[teller.value(value)])];
    }
    if node == oral.commander {
        let order = || vec![teller.say("order: *{0}*", "命令：*{0}*", &[teller.value(oral.order)])];
        return if wordy { order() } else { short(oral.order) };
    }
    match general.heard.get(&Path::root(oral.commander)) {
        Some(Heard::Said(value)) if !wordy => short(*value),
        Some(Heard::Said(value)) => {
            vec![teller.say("from {1}: *{0}*", "来自 {1}：*{0}*", &[teller.value(*value), teller.node(oral.commander)])]
        }
        Some(Heard::Nothing) => vec![teller.say("from {0}: nothing", "来自 {0}：无", &[teller.node(oral.commander)])],
        None => Vec::new(),
    }
}

/// The same as a glyph, where many stand close: what is done behind the sign for what a call is worth. That a general has
/// crashed is told by its hatching.
fn glyph(world: &World<Oral>, node: NodeId, general: &General, crashed: bool) -> Vec<Line> {
    let oral = &world.protocol;
    let sign = |value: Value| {
        let mut sign = Span::value(tone(value), tone(value).glyph());
        sign.strong = true;
        Line::from(sign)
    };
    let first = || general.heard.get(&Path::root(oral.commander)).copied();
    let line = match general.decided {
        _ if crashed => None,
        Some(value) => Some(Line::plain("= ").then(sign(value))),
        None if node == oral.commander => Some(sign(oral.order)),
        None => first().map(|heard| if let Heard::Said(value) = heard { sign(value) } else { Line::plain("–") }),
    };
    line.into_iter().collect()
}

fn label(world: &World<Oral>, node: NodeId, general: &General, crashed: bool, teller: Teller) -> Line {
    let role = if node == teller.oral.commander {
        teller.say("{0}, the commander", "{0}，指挥官", &[teller.node(node)])
    } else {
        teller.say("{0}, a lieutenant", "{0}，中尉", &[teller.node(node)])
    };
    let lines = caption(world, node, general, crashed, teller, true);
    lines.into_iter().fold(role, |all, line| all.then(Line::plain(teller.locale.pick(": ", "："))).then(line))
}

/// The votes of this step's fold at one lieutenant: each on the wire by which it came.
fn pins(world: &World<Oral>, who: NodeId, veiled: bool, paths: bool) -> Vec<Pin> {
    let Some(path) = tree::folding(world, who) else { return Vec::new() };
    let flat = world.protocol.without.has(Guard::Recursion);
    let Some(general) = world.node(who).filter(|_| !flat) else { return Vec::new() };
    let votes = world.protocol.votes(who, general, path).into_iter().zip(1_u8..);
    let pin = |(vote, place): (Vote, u8)| {
        let (from, value) = (vote.path.last(), vote.said.value());
        let glyph = tone(value).glyph();
        (from != who).then(|| Pin {
            from: from.0,
            to: who.0,
            label: if paths { format!("{} {glyph}", vote.path) } else { glyph.to_owned() },
            tone: tone(value),
            vote: place,
            liar: !veiled && world.traitors().has(from),
        })
    };
    votes.filter_map(pin).collect()
}
