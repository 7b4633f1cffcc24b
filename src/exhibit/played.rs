//! The session of any exhibit of messages: a run with a cursor, its branches, and everything that
//! shells ask, made of the exhibit's [`Staged`]. How far a step or a leap goes is in `strides`.

mod strides;

use std::cell::Cell;
use std::marker::PhantomData;
use std::rc::Rc;

use crate::scene::{Diagram, Format, Gaze, Scene};
use crate::sim::limits::EVENTS_AHEAD;
use crate::sim::{Act, Ended, NodeId, Run, Since, World};
use crate::text::{Line, Locale};

use super::branches::{Branches, Trunk};
use super::challenge::{Attempt, Tried};
use super::chapters::Chapters;
use super::open_error::OpenError;
use super::saved::Saved;
use super::session::{CommandWord, End, Extent, Grain, InFlight, Leap, Session, Tally};
use super::shown::{Assumption, Branch, Guarantee, Inspection, Offer, OfferGroup, Refusal, Seen, Story};
use super::staged::Staged;
use super::veil::Veil;
use super::{history, offers, packets, prose, report};

/// A session of an exhibit of messages.
pub struct Played<E: Staged> {
    saved: Saved,
    run: Run<E::Protocol>,
    /// The world one event before the cursor: what a step is compared with.
    before: Option<World<E::Protocol>>,
    chapters: Chapters<E>,
    branches: Branches,
    gaze: Gaze,
    /// The digest at the cursor, once somebody has asked: with a hundred thousand messages in flight it costs much.
    digest: Cell<Option<u16>>,
    exhibit: PhantomData<E>,
}

impl<E: Staged> Played<E> {
    /// Opens a saved run; refuses one whose acts are not possible.
    pub fn open(saved: &Saved) -> Result<Played<E>, OpenError> {
        if let Some(misfit) = E::misfit(&saved.knobs, &saved.without) {
            return Err(OpenError::Misfit(misfit));
        }
        let protocol = Rc::new(E::protocol(&saved.knobs, &saved.without));
        let run = Run::new(protocol, saved.seed, &saved.acts, saved.stops);
        let trunk = Trunk { log: Rc::new(saved.acts.clone()), stops: saved.stops, at: 0, visited: 0, taken: None };
        let chapters = Chapters::new(&run);
        let mut played = Played {
            saved: Saved { acts: Vec::new(), ..saved.clone() },
            run,
            before: None,
            chapters,
            branches: Branches::new(trunk),
            gaze: Gaze::default(),
            digest: Cell::new(None),
            exhibit: PhantomData,
        };
        let events = || saved.acts.iter().map(|deviation| deviation.event);
        played.extend(events().max().unwrap_or(0));
        if let Some(event) = events().filter(|event| *event > played.run.last()).min() {
            return Err(OpenError::Act { event });
        }
        played.go(saved.event);
        Ok(played)
    }

    /// Works the run out up to `event`, and learns of it.
    fn extend(&mut self, event: u32) {
        let chapters = &mut self.chapters;
        self.run.extend_seeing(event, &mut |world| chapters.learn(world));
    }

    fn go(&mut self, event: u32) -> u32 {
        self.extend(event.saturating_add(EVENTS_AHEAD));
        let target = event.min(self.run.last());
        self.before = (target > 0).then(|| {
            self.run.seek(target - 1);
            self.run.world().clone()
        });
        self.run.seek(target);
        self.digest.set(None);
        self.branches.visit(target);
        target
    }

    /// Makes the run of the current branch and goes to `event`.
    fn rebuild(&mut self, event: u32) {
        let trunk = self.branches.current();
        let protocol = Rc::clone(&self.run.world().protocol);
        self.run = Run::new(protocol, self.saved.seed, &trunk.log, trunk.stops);
        self.chapters = Chapters::new(&self.run);
        self.go(event);
    }

    /// Goes on with the log of the current branch behind the cursor: nothing is replayed.
    fn fork(&mut self, event: u32) {
        let trunk = self.branches.current();
        self.run.fork(&trunk.log, trunk.stops);
        self.chapters.forget(&self.run);
        self.go(event);
    }

    fn next_act(&self) -> Option<Act> {
        self.run.steps().get(self.run.cursor() as usize + 1).and_then(|step| step.act)
    }

    fn world(&self) -> &World<E::Protocol> {
        self.run.world()
    }

    fn veil(&self, by: NodeId, locale: Locale) -> Veil<'_, E> {
        Veil::new(&self.run, by, locale)
    }
}

impl<E: Staged> Session for Played<E> {
    fn saved(&self) -> Saved {
        Saved { acts: self.run.deviations(), stops: self.run.stops(), event: self.run.cursor(), ..self.saved.clone() }
    }

    fn cursor(&self) -> u32 {
        self.run.cursor()
    }

    fn extent(&self) -> Extent {
        let end = self.run.end().map(|ended| match ended {
            Ended::Quiet | Ended::Astray => End::Quiet,
            Ended::Stopped => End::Stopped,
            Ended::Limit => End::Limit(self.run.last()),
        });
        Extent { last: self.run.last(), frames: self.run.last() + 1, end }
    }

    fn seek(&mut self, event: u32) -> u32 {
        self.go(event)
    }

    fn stop_after(&mut self, grain: Grain, ahead: bool) -> Option<u32> {
        self.stride(grain, ahead)
    }

    fn leap(&mut self, leap: Leap) -> Option<u32> {
        self.landing(leap)
    }

    fn by_calls(&self) -> bool {
        E::call(&self.world().protocol, 1).is_some()
    }

    fn moment(&self) -> Option<u64> {
        E::moment(self.world())
    }

    fn find_moment(&mut self, moment: u64) -> Option<u32> {
        self.event_of(moment)
    }

    fn offers(&self, locale: Locale) -> Vec<Offer> {
        offers::offers::<E>(self.world(), self.next_act(), locale)
    }

    fn offers_next(&self, locale: Locale) -> (Vec<Offer>, Vec<OfferGroup>) {
        offers::offers_next::<E>(self.world(), self.next_act(), locale)
    }

    fn choose(&mut self, act: Act) -> Result<(), Refusal> {
        if let Some(need) = self.world().closed(act) {
            return Err(Refusal::Closed(prose::closed::<E>(self.world(), need, Locale::default())));
        }
        let here = self.cursor();
        if self.next_act() == Some(act) {
            self.go(here + 1);
            return Ok(());
        }
        let from_start = matches!(act, Act::Betray { since: Since::Start, .. });
        let (log, stops) = self.run.log_with(act);
        let log = Rc::new(log);
        let ahead = self.branches.current().visited > here || log.len() < self.run.deviations().len();
        let taken = Some(Rc::new(Locale::ALL.map(|locale| prose::offer::<E>(self.world(), act, locale))));
        let trunk = Trunk { log, stops, at: here, visited: here, taken };
        self.branches.grow(trunk, ahead, here);
        if from_start {
            self.rebuild(here);
        } else {
            self.fork(here + 1);
        }
        Ok(())
    }

    fn scene(&self, locale: Locale, format: Format) -> Scene {
        let world = self.world();
        let mut stage = E::stage(world, locale, format, self.gaze);
        packets::place::<E>(world, &mut stage);
        Scene {
            stage,
            summary: E::summary(world, locale),
            phase: E::phase(world, locale),
            watcher: E::watcher(world, locale),
            table: E::table(world, locale),
        }
    }

    fn look_at(&mut self, gaze: Gaze) {
        self.gaze = gaze;
    }

    fn story(&self, locale: Locale) -> Story {
        report::story::<E>(
            self.before.as_ref(),
            self.world(),
            self.run.end().is_some() && self.cursor() == self.run.last(),
            locale,
        )
    }

    fn story_at(&mut self, event: u32, locale: Locale) -> Story {
        let here = self.cursor();
        self.go(event);
        let story = self.story(locale);
        self.go(here);
        story
    }

    fn guarantees(&self, locale: Locale) -> Vec<Guarantee> {
        let here = self.cursor();
        let one = |(check, (name, title)): (usize, &(&'static str, crate::text::Both))| {
            let (verdict, because) = self.world().sight(|sight| (E::judge(check, &sight), E::because(check, &sight, locale)));
            let since = self.chapters.broken(check).filter(|event| *event <= here);
            Guarantee { name, title: Line::plain(title.get(locale)), verdict, because, since }
        };
        E::CHECKS.iter().enumerate().map(one).collect()
    }

    fn assumptions(&self, locale: Locale) -> Vec<Assumption> {
        let here = self.cursor();
        let one = |(index, spec): (usize, &super::AssumptionSpec)| {
            let left = self.chapters.left(index).is_some_and(|event| event <= here);
            let because = if left { spec.left } else { spec.help };
            Assumption { title: Line::plain(spec.title.get(locale)), because: Line::plain(because.get(locale)), left }
        };
        E::ASSUMPTIONS.iter().enumerate().map(one).collect()
    }

    fn attempt(&self, challenge: usize, answer: Option<&str>, locale: Locale) -> Attempt {
        let steps = self.run.steps().get(..=self.cursor() as usize).unwrap_or(&[]);
        E::attempt(challenge, &Tried { setup: &self.saved, world: self.world(), steps }, answer, locale)
    }

    fn inspect_node(&self, node: NodeId, locale: Locale) -> Option<Inspection> {
        self.world().node(node)?;
        Some(E::inspect(self.world(), node, locale))
    }

    fn inspect_message(&self, message: u32, locale: Locale) -> Option<Inspection> {
        report::inspect_message::<E>(self.world(), self.run.steps(), message, self.chapters.chart.life(message)?, locale)
    }

    fn history(&self, node: NodeId, locale: Locale) -> Vec<Line> {
        history::history::<E>(&self.run, node, locale)
    }

    fn seen_by(&self, by: NodeId, locale: Locale, format: Format, window: (u32, u32)) -> Seen {
        self.veil(by, locale).seen(format, window)
    }

    fn offers_by(&self, by: NodeId, locale: Locale) -> Vec<Offer> {
        self.veil(by, locale).offers(self.offers(locale))
    }

    fn inspect_node_by(&self, by: NodeId, node: NodeId, locale: Locale) -> Option<Inspection> {
        self.veil(by, locale).inspect_node(node)
    }

    fn inspect_message_by(&self, by: NodeId, message: u32, locale: Locale) -> Option<Inspection> {
        self.veil(by, locale).inspect_message(message)
    }

    fn diagram(&mut self, first: u32, last: u32) -> Diagram {
        self.extend(last);
        self.chapters.diagram(&self.world().protocol, (first, last.min(self.run.last())))
    }

    fn phases(&mut self, locale: Locale) -> Vec<(u32, Line)> {
        self.chapters.names(locale)
    }

    fn digest(&self) -> u16 {
        if let Some(digest) = self.digest.get() {
            return digest;
        }
        let wide = self.world().fingerprint();
        let digest = (wide ^ wide >> 16 ^ wide >> 32 ^ wide >> 48) as u16;
        self.digest.set(Some(digest));
        digest
    }

    fn branches(&self, locale: Locale) -> Vec<Branch> {
        self.branches.list(|trunk| trunk.title(locale))
    }

    fn take_branch(&mut self, branch: usize) {
        if let Some(at) = self.branches.take(branch, self.run.cursor()) {
            self.rebuild(at);
        }
    }

    fn branch_saved(&self, branch: usize) -> Option<Saved> {
        let trunk = self.branches.get(branch)?;
        Some(Saved { acts: trunk.log.to_vec(), stops: trunk.stops, event: self.cursor(), ..self.saved.clone() })
    }

    fn undo(&mut self) -> bool {
        let event = self.branches.undo(self.run.cursor());
        event.is_some_and(|event| {
            self.rebuild(event);
            true
        })
    }

    fn redo(&mut self) -> bool {
        let event = self.branches.redo(self.run.cursor());
        event.is_some_and(|event| {
            self.rebuild(event);
            true
        })
    }

    fn can_undo_redo(&self) -> (bool, bool) {
        self.branches.can_undo_redo()
    }

    fn tally(&self) -> Tally {
        let world = self.world();
        let counters = world.counters;
        Tally {
            rounds: world.round().min(crate::sim::Protocol::message_rounds(&*world.protocol)),
            sent: counters.sent,
            delivered: counters.delivered,
            lost: counters.lost,
            duplicated: counters.duplicated,
            forged: counters.forged,
            refused: counters.refused,
            decisions: E::decisions(world),
        }
    }

    fn round(&self) -> u32 {
        self.world().round()
    }

    fn nodes(&self) -> Vec<String> {
        let world = self.world();
        (0..world.places().len()).map(|node| E::name(&world.protocol, NodeId(node as u8))).collect()
    }

    fn in_flight(&self) -> Vec<InFlight> {
        self.world().wire().map(|flight| report::in_flight::<E>(self.world(), flight)).collect()
    }

    fn commands(&self) -> Vec<CommandWord> {
        report::commands::<E>(self.world())
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn facts(&self) -> super::FactWords {
        super::facts::facts::<E>(self.world())
    }
}
