//! What a session tells of its run: stories, inspections, and the words of files.

use std::rc::Rc;

use crate::scene::{Row, Table};
use crate::sim::{Act, Ending, Evidence, Flight, Lane, MessageId, NodeId, NodeSet, Protocol, Step, World};
use crate::text::{Line, Locale, Span, tell};

use super::prose;
use super::session::{CommandWord, InFlight};
use super::shown::{Inspection, Story};
use super::staged::Staged;

/// The story of the event that led to `world`.
pub(super) fn story<E: Staged>(
    before: Option<&World<E::Protocol>>,
    world: &World<E::Protocol>,
    over: bool,
    locale: Locale,
) -> Story {
    let step = &world.step;
    let mut what = if step.facts.is_empty() {
        prose::event::<E>(world, step, locale)
    } else {
        locale.all(step.facts.iter().map(|(at, fact)| E::fact(world, step, *at, fact, locale)))
    };
    let mut missing = Line::default();
    if over && world.next_default().is_none() {
        missing = E::stuck(world, locale);
        what = locale.all([what, missing.clone()]);
    }
    let telling = step.facts.last().map(|(_, fact)| fact);
    Story {
        what,
        rule: telling.map(|fact| E::rule(fact, locale)).unwrap_or_default(),
        conditions: conditions::<E>(world, locale),
        watcher: E::aside(before, world, step, locale),
        missing,
        cause: step.cause,
        unseen: super::veil::unseen(step),
    }
}

/// The conditions of the rule that was told last. Where several nodes followed it in one step, a condition that not all of
/// them found has the names of those that did.
fn conditions<E: Staged>(world: &World<E::Protocol>, locale: Locale) -> Vec<Line> {
    let facts = &world.step.facts;
    let Some((at, last)) = facts.last() else { return Vec::new() };
    let told = |condition| E::condition(condition, locale);
    let followed = || facts.iter().filter(|(_, fact)| fact.rule() == last.rule());
    let who: NodeSet = followed().map(|(node, _)| *node).collect();
    if who == NodeSet::EMPTY.with(*at) {
        return last.conditions().iter().map(told).collect();
    }
    let mut found: Vec<(Line, NodeSet)> = Vec::new();
    for (node, fact) in followed() {
        for line in fact.conditions().iter().map(told) {
            match found.iter_mut().find(|(known, _)| *known == line) {
                Some((_, nodes)) => *nodes = nodes.with(*node),
                None => found.push((line, NodeSet::EMPTY.with(*node))),
            }
        }
    }
    let named = |(line, nodes): (Line, NodeSet)| {
        if nodes == who { line } else { locale.say("{0}: {1}", "{0}：{1}", &[prose::nodes::<E>(world, nodes, locale), line]) }
    };
    found.into_iter().map(named).collect()
}

/// A message of the run in detail, as far as the run has come; `event` sent it, `ended` ends it.
pub(super) fn inspect_message<E: Staged>(
    world: &World<E::Protocol>,
    steps: &[Rc<Step<E::Protocol>>],
    message: u32,
    (event, ended): (u32, Option<u32>),
    locale: Locale,
) -> Option<Inspection> {
    let past = steps.get(..=world.event() as usize)?;
    let first = past.get(event as usize)?.sent.iter().find(|flight| flight.id.0 == message)?;
    let now = world.flight(MessageId(message));
    let ended = ended.and_then(|event| past.get(event as usize)).and_then(|step| {
        step.ended.iter().find(|(flight, _)| flight.id.0 == message).map(|(flight, ending)| (step.event, flight, *ending))
    });
    let flight = now.or(ended.map(|(_, flight, _)| flight)).unwrap_or(first);
    let row =
        |en: &str, zh: &str, value: Line, watcher: bool| Row { cells: vec![Line::plain(locale.pick(en, zh)), value], watcher };
    let mut rows = vec![
        row("from", "发送者", prose::node::<E>(world, flight.name.from), false),
        row("to", "接收者", prose::node::<E>(world, flight.name.to), false),
        row("sent in frame", "发送帧", Span::number(event).into(), false),
    ];
    let fate = match (ended, now) {
        (Some((at, _, ending)), _) => tell(ending_words(ending, locale), &[Span::number(at).into()]),
        (None, Some(flight)) if flight.held => Line::plain(locale.pick("held back", "被扣住")),
        (None, _) => Line::plain(locale.pick("in flight", "在途")),
    };
    rows.push(row("now", "现状", fate, false));
    if flight.name.lane == Lane::Copied {
        rows.push(row("twin", "重复", Line::plain(locale.pick("a second one, made by the wire", "由网络产生的第二份")), true));
    }
    if flight.forged {
        rows.push(row("lie", "谎言", E::message(&world.protocol, &first.message, locale), true));
    }
    Some(Inspection {
        title: E::message(&world.protocol, &flight.message, locale),
        role: E::kind_help(&flight.message, locale),
        table: Table { title: String::new(), heads: Vec::new(), rows },
    })
}

fn ending_words(ending: Ending, locale: Locale) -> &'static str {
    match ending {
        Ending::Delivered => locale.pick("delivered in frame {0}", "在第 {0} 帧送达"),
        Ending::Refused => locale.pick("refused in frame {0}", "在第 {0} 帧被拒绝"),
        Ending::Ignored => locale.pick("ignored in frame {0}", "在第 {0} 帧被忽略"),
        Ending::Lost(_) => locale.pick("lost in frame {0}", "在第 {0} 帧丢失"),
    }
}

/// A message in flight, in the words of files.
pub(super) fn in_flight<E: Staged>(world: &World<E::Protocol>, flight: &Flight<E::Protocol>) -> InFlight {
    let look = E::look(&world.protocol, &flight.message);
    InFlight {
        message: flight.name,
        number: flight.id.0,
        from: E::name(&world.protocol, flight.name.from),
        to: E::name(&world.protocol, flight.name.to),
        kind: look.kind,
        fields: look.fields,
    }
}

/// Every command in the words of files.
pub(super) fn commands<E: Staged>(world: &World<E::Protocol>) -> Vec<CommandWord> {
    let nodes = (0..world.protocol.size()).map(NodeId);
    let of_node = |node: NodeId| {
        let commands = world.protocol.commands(node).into_iter().enumerate();
        commands.map(move |(choice, command)| {
            let (word, argument) = E::command_word(&world.protocol, &command);
            let act = Act::Command { node, choice: choice as u16 };
            CommandWord { node: E::name(&world.protocol, node), word, argument, act }
        })
    };
    nodes.flat_map(of_node).collect()
}
