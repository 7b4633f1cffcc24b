//! The session of any exhibit without messages: a course of changes with a cursor, its branches, and everything that
//! shells ask, made of the exhibit's [`Mechanism`].

mod course;
mod window;

use std::hash::Hash;
use std::rc::Rc;

use crate::scene::{Diagram, Format, Gaze, Scene};
use crate::sim::{Act, NodeId, fingerprint};
use crate::text::{Line, Locale, Tone};

use super::branches::{Branches, Trunk};
use super::challenge::Attempt;
use super::mechanism::{Deed, Flow, Made, Mechanism, Worked};
use super::open_error::OpenError;
use super::saved::Saved;
use super::session::{CommandWord, Extent, Grain, InFlight, Session, Tally};
use super::shown::{Assumption, Branch, Guarantee, Inspection, Offer, OfferGroup, Refusal, Seen, Story};
use course::Course;

/// A session of an exhibit without messages.
pub struct Driven<M: Mechanism> {
    saved: Saved,
    origin: Rc<M::State>,
    course: Course<M>,
    cursor: u32,
    branches: Branches,
    gaze: Gaze,
}

impl<M: Mechanism> Driven<M> {
    /// Opens a saved run; refuses one whose acts are not possible.
    pub fn open(saved: &Saved) -> Result<Driven<M>, OpenError> {
        if let Some(misfit) = M::misfit(&saved.knobs) {
            return Err(OpenError::Misfit(misfit));
        }
        let origin = Rc::new(M::start(&saved.knobs));
        let course = Course::new(Rc::clone(&origin), &saved.acts, saved.stops).map_err(|event| OpenError::Act { event })?;
        let trunk = Trunk { log: Rc::new(saved.acts.clone()), stops: saved.stops, at: 0, visited: 0, taken: None };
        let setup = Saved { acts: Vec::new(), ..saved.clone() };
        let branches = Branches::new(trunk);
        let mut driven = Driven { saved: setup, origin, course, cursor: 0, branches, gaze: Gaze::default() };
        driven.go(saved.event);
        Ok(driven)
    }

    fn go(&mut self, event: u32) -> u32 {
        self.cursor = event.min(self.course.last());
        self.branches.visit(self.cursor);
        self.cursor
    }

    /// Makes the run of the current branch and goes to `event`.
    fn rebuild(&mut self, event: u32) {
        let trunk = self.branches.current();
        // Every branch was possible when it was made.
        if let Ok(course) = Course::new(Rc::clone(&self.origin), &trunk.log, trunk.stops) {
            self.course = course;
        }
        self.go(event);
    }

    fn next_act(&self) -> Option<Act> {
        self.course.act_at(self.cursor + 1)
    }

    fn flows(&self) -> impl Iterator<Item = (u32, &Made<M>, Flow)> {
        window::flows(self.course.made(u32::MAX))
    }

    fn offer(&self, deed: Deed) -> Offer {
        let Deed { act, group, label, node, closed } = deed;
        Offer {
            act,
            group,
            label,
            tone: if matches!(act, Act::Crash { .. }) { Tone::Crashed } else { Tone::Plain },
            node: node.map(|node| node.0),
            message: None,
            closed,
            next: self.next_act() == Some(act),
            outside: (0..M::ASSUMPTIONS.len()).any(|assumption| M::leaves(assumption, act)),
        }
    }

    /// The deed of going on with what is being told.
    fn going_on(&self, locale: Locale) -> Option<Deed> {
        let act = self.next_act().filter(|act| matches!(act, Act::Turn(_)))?;
        let (made, frame) = self.course.still(self.cursor).told?;
        let label = M::goes_on(&made.change, frame + 1, locale);
        Some(Deed { act, group: OfferGroup::Deliver, label, node: None, closed: None })
    }

    fn deeds(&self, locale: Locale) -> Vec<Deed> {
        let mut deeds: Vec<Deed> = self.going_on(locale).into_iter().collect();
        deeds.extend(M::deeds(self.course.still(self.cursor).state, locale));
        deeds
    }
}

impl<M: Mechanism> Session for Driven<M> {
    fn saved(&self) -> Saved {
        Saved { acts: self.course.log(), stops: self.course.stops(), event: self.cursor, ..self.saved.clone() }
    }

    fn cursor(&self) -> u32 {
        self.cursor
    }

    fn extent(&self) -> Extent {
        let last = self.course.last();
        Extent { last, frames: last + 1, end: Some(self.course.end()) }
    }

    fn seek(&mut self, event: u32) -> u32 {
        self.go(event)
    }

    fn stop_after(&mut self, grain: Grain, ahead: bool) -> Option<u32> {
        let (here, last) = (self.cursor, self.course.last());
        match (grain, ahead) {
            (Grain::Frame | Grain::Event, true) => (here < last).then_some(here + 1),
            (Grain::Frame | Grain::Event, false) => here.checked_sub(1),
            // A change is seen whole when its last frame is.
            (Grain::Phase, true) => window::ends(&self.course).find(|end| *end > here),
            (Grain::Phase, false) => {
                let before = window::ends(&self.course).take_while(|end| *end < here).last();
                before.or_else(|| (here > 0).then_some(0))
            }
        }
    }

    fn offers(&self, locale: Locale) -> Vec<Offer> {
        self.deeds(locale).into_iter().map(|deed| self.offer(deed)).collect()
    }

    fn choose(&mut self, act: Act) -> Result<(), Refusal> {
        let here = self.cursor;
        if self.next_act() == Some(act) {
            self.go(here + 1);
            return Ok(());
        }
        let beyond = |locale| M::deed_beyond(self.course.still(here).state, act, locale);
        let listed = |locale| self.deeds(locale).into_iter().find(|deed| alike(deed.act, act));
        let deeds = Locale::ALL.map(|locale| listed(locale).or_else(|| beyond(locale)));
        let [Some(en), Some(zh)] = deeds else { return Err(Refusal::Unknown) };
        if let Some(closed) = en.closed {
            return Err(Refusal::Closed(closed));
        }
        // As it is offered: a crash here has no recipients, whatever a file says of them.
        let act = en.act;
        let taken = [en.label, zh.label];
        let ahead = self.branches.current().visited > here || self.course.made(here).len() < self.course.made(u32::MAX).len();
        if !self.course.act(here, act) {
            return Err(Refusal::Unknown);
        }
        let log = Rc::new(self.course.log());
        let trunk = Trunk { log, stops: None, at: here, visited: here, taken: Some(Rc::new(taken)) };
        self.branches.grow(trunk, ahead, here);
        self.go(here + 1);
        Ok(())
    }

    fn called(&self, word: &str, argument: &str) -> Option<Act> {
        M::called(self.course.still(self.cursor).state, word, argument)
    }

    fn pointed(&self, dot: u32) -> Option<Act> {
        M::pointed(self.course.still(self.cursor).state, dot)
    }

    fn scene(&self, locale: Locale, format: Format) -> Scene {
        let still = self.course.still(self.cursor);
        Scene {
            stage: M::stage(&still, locale, format, self.gaze),
            summary: M::summary(&still, locale),
            phase: M::phase(&still, locale),
            watcher: Line::default(),
            table: M::table(&still, locale),
        }
    }

    fn look_at(&mut self, gaze: Gaze) {
        self.gaze = gaze;
    }

    fn story(&self, locale: Locale) -> Story {
        let still = self.course.still(self.cursor);
        let over = self.cursor == self.course.last();
        let missing = if over { M::stuck(still.state, locale) } else { Line::default() };
        Story {
            what: locale.all([M::tell(&still, locale), missing.clone()]),
            rule: M::rule(&still, locale),
            conditions: M::reckoning(&still, locale),
            missing,
            ..Story::default()
        }
    }

    fn story_at(&mut self, event: u32, locale: Locale) -> Story {
        let here = self.cursor;
        self.cursor = event.min(self.course.last());
        let story = self.story(locale);
        self.cursor = here;
        story
    }

    fn guarantees(&self, locale: Locale) -> Vec<Guarantee> {
        let still = self.course.still(self.cursor);
        let one = |(check, (name, title)): (usize, &(&'static str, crate::text::Both))| Guarantee {
            name,
            title: Line::plain(title.get(locale)),
            verdict: M::judge(check, &still),
            because: M::because(check, &still, locale),
            since: self.course.broken(check).filter(|event| *event <= self.cursor),
        };
        M::CHECKS.iter().enumerate().filter(|(check, _)| M::applies(*check, still.state)).map(one).collect()
    }

    fn assumptions(&self, locale: Locale) -> Vec<Assumption> {
        let made = self.course.made(self.cursor);
        let one = |(index, spec): (usize, &super::AssumptionSpec)| {
            let left = made.iter().any(|made| M::leaves(index, made.act));
            let because = if left { spec.left } else { spec.help };
            Assumption { title: Line::plain(spec.title.get(locale)), because: Line::plain(because.get(locale)), left }
        };
        M::ASSUMPTIONS.iter().enumerate().map(one).collect()
    }

    fn attempt(&self, challenge: usize, answer: Option<&str>, locale: Locale) -> Attempt {
        let (still, made) = (self.course.still(self.cursor), self.course.made(self.cursor));
        M::attempt(challenge, &Worked { setup: &self.saved, still, made }, answer, locale)
    }

    fn inspect_node(&self, node: NodeId, locale: Locale) -> Option<Inspection> {
        let still = self.course.still(self.cursor);
        (node.index() < M::roster(still.state).len()).then(|| M::inspect(&still, node, locale))
    }

    fn inspect_message(&self, message: u32, locale: Locale) -> Option<Inspection> {
        let (_, made, flow) = self.flows().find(|(number, ..)| *number == message)?;
        let still = self.course.still(made.event + flow.frames.1 - 1);
        Some(M::inspect_flow(&still, flow, locale))
    }

    fn history(&self, node: NodeId, locale: Locale) -> Vec<Line> {
        let felt = |made: &Rc<Made<M>>| M::felt(&self.course.still(made.event), node, locale);
        self.course.made(self.cursor).iter().filter_map(felt).collect()
    }

    fn has_eyes(&self) -> bool {
        false
    }

    fn seen_by(&self, _: NodeId, _: Locale, _: Format, _: (u32, u32)) -> Seen {
        Seen::default()
    }

    fn offers_by(&self, _: NodeId, _: Locale) -> Vec<Offer> {
        Vec::new()
    }

    fn inspect_node_by(&self, _: NodeId, _: NodeId, _: Locale) -> Option<Inspection> {
        None
    }

    fn inspect_message_by(&self, _: NodeId, _: u32, _: Locale) -> Option<Inspection> {
        None
    }

    fn diagram(&mut self, first: u32, last: u32) -> Diagram {
        window::window(&self.course, (first, last.min(self.course.last())))
    }

    fn phases(&mut self, locale: Locale) -> Vec<(u32, Line)> {
        let name = |event| (event, M::phase(&self.course.still(event), locale));
        [0].into_iter().chain(self.course.made(u32::MAX).iter().map(|made| made.event)).map(name).collect()
    }

    fn digest(&self) -> u16 {
        let still = self.course.still(self.cursor);
        let frame = still.told.map_or(0, |(_, frame)| frame);
        let wide = fingerprint(&Told { event: self.cursor, frame, state: M::digest(still.state) });
        (wide ^ wide >> 16 ^ wide >> 32 ^ wide >> 48) as u16
    }

    fn branches(&self, locale: Locale) -> Vec<Branch> {
        self.branches.list(|trunk| trunk.title(locale))
    }

    fn take_branch(&mut self, branch: usize) {
        if let Some(at) = self.branches.take(branch, self.cursor) {
            self.rebuild(at);
        }
    }

    fn branch_saved(&self, branch: usize) -> Option<Saved> {
        let trunk = self.branches.get(branch)?;
        Some(Saved { acts: trunk.log.to_vec(), stops: trunk.stops, event: self.cursor, ..self.saved.clone() })
    }

    fn undo(&mut self) -> bool {
        let event = self.branches.undo(self.cursor);
        event.is_some_and(|event| {
            self.rebuild(event);
            true
        })
    }

    fn redo(&mut self) -> bool {
        let event = self.branches.redo(self.cursor);
        event.is_some_and(|event| {
            self.rebuild(event);
            true
        })
    }

    fn can_undo_redo(&self) -> (bool, bool) {
        self.branches.can_undo_redo()
    }

    fn tally(&self) -> Tally {
        let state = self.course.still(self.cursor).state;
        let names = M::roster(state).into_iter().enumerate();
        let decisions = names.map(|(node, name)| (name, M::decision(state, NodeId(node as u8)))).collect();
        Tally { decisions, ..Tally::default() }
    }

    fn nodes(&self) -> Vec<String> {
        M::roster(self.course.still(self.cursor).state)
    }

    fn named(&self) -> Vec<String> {
        let mut names = self.nodes();
        names.extend(M::newcomers(self.course.still(self.cursor).state));
        names
    }

    fn in_flight(&self) -> Vec<InFlight> {
        Vec::new()
    }

    fn commands(&self) -> Vec<CommandWord> {
        let (state, nodes) = (self.course.still(self.cursor).state, self.named());
        let word = |deed: Deed| {
            let (word, argument) = M::word(state, deed.act)?;
            let Act::Command { node, .. } = deed.act else { return None };
            let node = nodes.get(node.index()).cloned().unwrap_or_default();
            Some(CommandWord { node, word, argument, act: deed.act })
        };
        self.deeds(Locale::default()).into_iter().filter_map(word).collect()
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn facts(&self) -> super::FactWords {
        let still = self.course.still(self.cursor);
        let act = match still.told {
            None => "start".to_owned(),
            Some((made, 1)) => {
                let (word, argument) = M::word(&made.before, made.act).unwrap_or(("change", String::new()));
                [word, argument.as_str()].join(" ").trim_end().to_owned()
            }
            Some((_, frame)) => format!("turn {frame}"),
        };
        super::FactWords { act, facts: Vec::new() }
    }
}

/// Whether two acts are the same where nothing is sent and no disk is kept.
fn alike(one: Act, other: Act) -> bool {
    match (one, other) {
        (Act::Crash { node: one, .. }, Act::Crash { node: other, .. })
        | (Act::Wake { node: one, .. }, Act::Wake { node: other, .. }) => one == other,
        _ => one == other,
    }
}

/// What tells one frame from another.
#[derive(Hash)]
struct Told {
    event: u32,
    frame: u32,
    state: u64,
}
