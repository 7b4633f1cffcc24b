//! Seen by one: what a run looks like to one of its nodes. The rest is veiled.
//!
//! Everything here is a function of the configuration, of the node's own [`super::history`] and of which of its entries
//! belong to the present step; a law compares runs in which these are equal. So the figures of others and what is said of
//! the whole come from the start of the run, only the node's own figure and row come from the present, and a message is
//! seen in the step in which the node sends it or gets it, and never in between: the node cannot know whether it is still
//! under way. The diagram shows the node's steps in the frames in which they happened, which are the reader's clock.

mod lifeline;
mod told;

use crate::scene::{Bundle, Fate, Figure, Format, Gaze, Link, LinkKind, Packet, Row, Scene, Stage, Table, TagKind};
use crate::sim::{Act, Flight, NodeId, Protocol, Run, SortedMap, Step, World};
use crate::text::{Line, Locale, SpanKind, Tone};

use super::history::{Entry, entries, sent};
use super::packets::{Counts, PACKETS_SHOWN_MAX, REST_FIRST, REST_LAST, drawn, fate, linked, queued};
use super::prose;
use super::shown::Seen;
use super::staged::Staged;

/// A run, and whose eyes see it.
pub(super) struct Veil<'a, E: Staged> {
    run: &'a Run<E::Protocol>,
    by: NodeId,
    locale: Locale,
}

impl<'a, E: Staged> Veil<'a, E> {
    /// The veil over a run through which the node `by` sees it.
    pub(super) fn new(run: &'a Run<E::Protocol>, by: NodeId, locale: Locale) -> Veil<'a, E> {
        Veil { run, by, locale }
    }

    /// What is seen through it at the cursor, and what the diagram shows of these frames.
    pub(super) fn seen(&self, format: Format, window: (u32, u32)) -> Seen {
        Seen {
            scene: Scene {
                stage: self.stage(format),
                summary: if E::SUMMARY_IS_THE_WATCHERS {
                    self.locale.say("what {0} knows", "{0} 所知", &[self.me()])
                } else {
                    E::summary(self.origin(), self.locale)
                },
                phase: self.locale.say("seen by {0}", "{0} 所见", &[self.me()]),
                watcher: Line::default(),
                table: self.table(),
            },
            story: self.story(),
            guarantees: E::CHECKS.iter().map(|(name, title)| self.guarantee(name, title.get(self.locale))).collect(),
            assumptions: E::ASSUMPTIONS.iter().map(|spec| self.assumption(spec)).collect(),
            diagram: self.diagram(window),
        }
    }

    fn world(&self) -> &World<E::Protocol> {
        self.run.world()
    }

    fn origin(&self) -> &World<E::Protocol> {
        self.run.origin()
    }

    fn is_here(&self) -> bool {
        self.by.0 < self.world().protocol.size()
    }

    fn me(&self) -> Line {
        if self.is_here() { prose::node::<E>(self.origin(), self.by) } else { Line::plain("?") }
    }

    /// Whether the node was up when the step began.
    fn was_up(&self, step: &Step<E::Protocol>) -> bool {
        let before = self.run.steps().iter().take(step.event as usize).rev();
        let crashed = |act: Act| matches!(act, Act::Crash { node, .. } if node == self.by);
        let woken = |act: Act| matches!(act, Act::Wake { node, .. } if node == self.by);
        let turned = before.filter_map(|step| step.act).find(|act| crashed(*act) || woken(*act));
        turned.is_none_or(woken)
    }

    /// What the node notices of a step.
    fn noticed<'s>(&self, step: &'s Step<E::Protocol>) -> Vec<Entry<'s, E::Protocol>> {
        if self.is_here() { entries(step, self.by, self.was_up(step)) } else { Vec::new() }
    }
}

/// The picture.
impl<E: Staged> Veil<'_, E> {
    fn stage(&self, format: Format) -> Stage {
        let step = &*self.world().step;
        let noticed = !self.noticed(step).is_empty() && step.act.is_some();
        let gaze = Gaze { node: Some(self.by.0), open: None, veiled: true };
        let present = E::stage(self.world(), self.locale, format, gaze);
        let own = present.figures.into_iter().find(|figure| figure.node == self.by.0);
        let mut stage = E::stage(self.origin(), self.locale, format, gaze);
        stage.tree = present.tree;
        stage.pins = present.pins;
        stage.figures = stage
            .figures
            .into_iter()
            .map(|figure| match &own {
                Some(own) if own.node == figure.node => known(own.clone(), noticed),
                Some(_) | None => self.veiled(figure),
            })
            .collect();
        let packets = self.packets(step);
        stage.links = self.links(&packets);
        stage.bundles = Vec::new();
        if packets.len() > PACKETS_SHOWN_MAX {
            let (moving, leaving): (Vec<_>, Vec<_>) = packets.into_iter().partition(|(packet, _)| packet.fate.is_end());
            stage.bundles = bundles(&leaving);
            stage.packets = moving.into_iter().map(|(packet, _)| packet).take(PACKETS_SHOWN_MAX).collect();
        } else {
            stage.packets = packets.into_iter().map(|(packet, _)| packet).collect();
        }
        stage
    }

    /// Of another node its name and its outline are known.
    fn veiled(&self, figure: Figure) -> Figure {
        let name = Line::plain(figure.name.clone());
        Figure {
            label: self.cannot_know(name).to_string(),
            tone: Tone::Plain,
            active: false,
            crashed: false,
            traitor: false,
            glow: None,
            caption: Vec::new(),
            tags: Vec::new(),
            ..figure
        }
    }

    fn cannot_know(&self, other: Line) -> Line {
        self.locale.say("{0}: veiled, {1} cannot know what it does", "{0}：{1} 无从得知它的状态", &[other, self.me()])
    }

    /// The messages that the node sends or gets in this step, each with the word for its sort.
    fn packets(&self, step: &Step<E::Protocol>) -> Vec<(Packet, &'static str)> {
        let mut queue: SortedMap<NodeId, u16> = SortedMap::new();
        let mut all: Vec<(Packet, &'static str)> = Vec::new();
        if !self.is_here() || step.act.is_none() {
            return all;
        }
        let ended = step.ended.iter().filter(|(flight, _)| flight.name.to == self.by);
        let ended = ended.map(|(flight, ending)| (flight, fate(*ending)));
        // That something was lost the node cannot see.
        let arriving = ended.filter(|(_, fate)| *fate != Fate::Falls);
        all.extend(arriving.map(|(flight, fate)| self.packet(flight, fate, (REST_LAST, 1000))));
        for flight in sent(step, self.by) {
            let ahead = queue.at(flight.name.to, || 0);
            all.push(self.packet(flight, Fate::Leaves, (0, queued(REST_FIRST, *ahead))));
            *ahead = ahead.saturating_add(1);
        }
        all
    }

    fn packet(&self, flight: &Flight<E::Protocol>, fate: Fate, places: (u16, u16)) -> (Packet, &'static str) {
        let protocol = &self.world().protocol;
        (drawn::<E>(protocol, flight, fate, places), E::sort(protocol, &flight.message).0)
    }

    /// The links that there are, whatever has become of them.
    fn links(&self, packets: &[(Packet, &'static str)]) -> Vec<Link> {
        let protocol = &*self.world().protocol;
        let links = linked(protocol).filter_map(|(a, b)| {
            let on = |packet: &Packet| (packet.from, packet.to) == (a.0, b.0) || (packet.from, packet.to) == (b.0, a.0);
            let busy = packets.iter().find(|(packet, _)| on(packet)).map(|(packet, _)| packet.tone);
            let kind = if busy.is_some() { LinkKind::Busy } else { LinkKind::Idle };
            let link = Link { from: a.0, to: b.0, kind, tone: busy.unwrap_or_default() };
            (busy.is_some() || E::draws_idle(protocol, a, b)).then_some(link)
        });
        links.collect()
    }

    /// Of others the name; of the node itself its row.
    fn table(&self) -> Table {
        let is_mine = |row: &Row| {
            let head = row.cells.first().and_then(|cell| cell.0.first());
            !row.watcher && head.is_some_and(|span| span.kind == SpanKind::Node(self.by.0))
        };
        let mine = E::table(self.world(), self.locale).rows.into_iter().find(is_mine);
        let mut table = E::table(self.origin(), self.locale);
        table.rows.retain(|row| !row.watcher);
        for row in &mut table.rows {
            match &mine {
                Some(mine) if is_mine(row) => *row = mine.clone(),
                Some(_) | None => row.cells.iter_mut().skip(1).for_each(|cell| *cell = Line::plain("–")),
            }
        }
        table
    }
}

/// The node's own figure, without what only the watcher knows of it.
fn known(own: Figure, active: bool) -> Figure {
    let tags = own.tags.into_iter().filter(|tag| tag.kind != TagKind::Watcher).collect();
    Figure { tags, active, traitor: false, glow: None, ..own }
}

/// One bundle a link, with its counts.
fn bundles(packets: &[(Packet, &'static str)]) -> Vec<Bundle> {
    let mut lanes: SortedMap<(u8, u8), Counts> = SortedMap::new();
    for (packet, word) in packets {
        lanes.at((packet.from, packet.to), Counts::default).add(word, packet.tone);
    }
    lanes.iter().filter_map(|((from, to), counts)| counts.bundle(*from, *to)).collect()
}

/// Whether what happened in a step is seen by no node at all: messages on the wire that are lost, doubled, held, released
/// or changed, and treason.
pub(super) fn unseen<P: Protocol>(step: &Step<P>) -> bool {
    let secret = matches!(
        step.act,
        Some(Act::Lose(_) | Act::Duplicate(_) | Act::Hold(_) | Act::Release(_) | Act::Forge { .. } | Act::Betray { .. })
    );
    secret && step.facts.is_empty()
}
