//! What is told through a veil: the story, the guarantees, nodes and messages in detail, and what may be done.

use crate::scene::{Row, Table};
use crate::sim::{Act, Evidence, Flight, NodeId, Protocol};
use crate::text::Line;

use super::super::history::{self, arrivals, sent};
use super::super::prose;
use super::super::shown::{Assumption, Guarantee, Inspection, Offer, Story, Verdict};
use super::super::staged::{AssumptionSpec, Staged};
use super::Veil;

/// What is told.
impl<E: Staged> Veil<'_, E> {
    pub(super) fn story(&self) -> Story {
        let (world, step) = (self.world(), &*self.world().step);
        if step.act.is_none() {
            return Story { what: prose::event::<E>(world, step, self.locale), ..Story::default() };
        }
        let step = &history::own(step, self.by);
        let facts: Vec<_> = step.facts.iter().map(|(_, fact)| fact).collect();
        let mut what = self.locale.all(facts.iter().map(|fact| E::fact(world, step, self.by, fact, self.locale)));
        if what.is_empty() {
            what = match self.noticed(&self.world().step).first() {
                Some(entry) => {
                    let told = history::line::<E>(world, self.by, entry, self.locale);
                    self.locale.say("*{0}:* {1}.", "*{0}：*{1}。", &[self.me(), told])
                }
                None => self.locale.say("*Something happens that {0} does not see.*", "*发生了 {0} 看不到的事。*", &[self.me()]),
            };
        }
        let telling = facts.last();
        Story {
            what,
            rule: telling.map(|fact| E::rule(fact, self.locale)).unwrap_or_default(),
            conditions: telling.map_or_else(Vec::new, |fact| {
                fact.conditions().iter().map(|condition| E::condition(condition, self.locale)).collect()
            }),
            ..Story::default()
        }
    }

    pub(super) fn guarantee(&self, name: &'static str, title: &str) -> Guarantee {
        let because = self.locale.say(
            "{0} cannot know this: it is said of the whole run, which only the watcher sees.",
            "{0} 无从得知：这说的是整个运行，只有旁观者看得到。",
            &[self.me()],
        );
        Guarantee { name, title: Line::plain(title), verdict: Verdict::Open, because, since: None }
    }

    pub(super) fn assumption(&self, spec: &AssumptionSpec) -> Assumption {
        let [title, because] = [spec.title, spec.help].map(|words| Line::plain(words.get(self.locale)));
        Assumption { title, because, left: false }
    }

    /// A node in detail.
    pub(in crate::exhibit) fn inspect_node(&self, node: NodeId) -> Option<Inspection> {
        self.world().node(node)?;
        if node == self.by {
            let mut inspection = E::inspect(self.world(), node, self.locale);
            inspection.table.rows.retain(|row| !row.watcher);
            return Some(inspection);
        }
        let Inspection { title, role, .. } = E::inspect(self.origin(), node, self.locale);
        let head = Line::plain(self.locale.pick("veiled", "不可见"));
        let told = self.locale.say("{0} cannot know this.", "{0} 无从得知。", &[self.me()]);
        let rows = vec![Row { cells: vec![head, told], watcher: false }];
        Some(Inspection { title, role, table: Table { rows, ..Table::default() } })
    }

    /// A message in detail, if the node has sent it or got it.
    pub(in crate::exhibit) fn inspect_message(&self, message: u32) -> Option<Inspection> {
        let past = self.run.steps().get(..=self.run.cursor() as usize)?;
        let of = |flight: &&Flight<E::Protocol>| flight.id.0 == message;
        let said = || past.iter().rev().find_map(|step| sent(step, self.by).find(of));
        let heard = past.iter().rev().find_map(|step| arrivals(step, self.by).find(of));
        let flight = heard.or_else(said)?;
        let row = |en: &str, zh: &str, node| Row {
            cells: vec![Line::plain(self.locale.pick(en, zh)), prose::node::<E>(self.origin(), node)],
            watcher: false,
        };
        let rows = vec![row("from", "发送者", flight.name.from), row("to", "接收者", flight.name.to)];
        Some(Inspection {
            title: E::message(&self.world().protocol, &flight.message, self.locale),
            role: E::kind_help(&flight.message, self.locale),
            table: Table { rows, ..Table::default() },
        })
    }

    /// What may be done to the node itself. To do anything else the veil has to be lifted: an offer is a sight, too.
    pub(in crate::exhibit) fn offers(&self, all: Vec<Offer>) -> Vec<Offer> {
        let mut crash = false;
        let mine = all.into_iter().filter(|offer| match offer.act {
            Act::Command { node, .. } | Act::Fire { node, .. } | Act::Wake { node, .. } => node == self.by,
            Act::Crash { node, .. } => node == self.by && !std::mem::replace(&mut crash, true),
            Act::Deliver(_)
            | Act::Lose(_)
            | Act::Duplicate(_)
            | Act::Hold(_)
            | Act::Release(_)
            | Act::Forge { .. }
            | Act::Cut(..)
            | Act::Heal(..)
            | Act::Partition(_)
            | Act::HealAll
            | Act::Betray { .. }
            | Act::Turn(_) => false,
        });
        mine.map(|offer| self.offer(offer)).collect()
    }

    /// How many of its latest messages are still under way, and so may be called back, the node cannot know.
    fn offer(&self, offer: Offer) -> Offer {
        let Act::Crash { node, .. } = offer.act else { return Offer { next: false, ..offer } };
        let reaches = (0..self.world().protocol.size()).map(NodeId).collect();
        let label = self.locale.say("Crash {0}", "使 {0} 宕机", &[self.me()]);
        Offer { act: Act::Crash { node, reaches }, label, next: false, ..offer }
    }
}
