//! An exhibit for tests of whoever reads files and tells of runs: nodes that say words to each other.
//!
//! A node that is told to `say` a word sends it to all others, who thank it. The default order
//! delivers what has been in flight longest. Links and traitors do not exist here.

use std::collections::BTreeMap;

use crate::exhibit::json::Json;
use crate::exhibit::{
    Assumption, Beside, Branch, CommandWord, End, Exhibit, Extent, FactWords, Grain, Guarantee, GuardSpec, InFlight, Inspection,
    KnobKind, KnobSpec, Knobs, Offer, OfferGroup, OpenError, Refusal, Saved, ScenarioGroup, ScenarioSpec, Seen, Session, Story,
    Tally, Verdict,
};
use crate::scene::{Diagram, Format, Scene};
use crate::sim::{Act, Deviation, Lane, MessageRef, NodeId, NodeSet};
use crate::text::{Both, Line, Locale, Tone, both};

/// The catalogue of tests.
pub(crate) static CATALOGUE: [&dyn Exhibit; 1] = [&Chatter];

/// Nodes that say words.
pub(crate) struct Chatter;

const KNOBS: [KnobSpec; 4] = [
    knob("nodes", KnobKind::Number { min: 2, max: 5, default: 3 }),
    knob("polite", KnobKind::Switch { default: true }),
    knob("mood", KnobKind::Choice(&[("calm", both("calm", "平静")), ("loud", both("loud", "吵闹"))])),
    knob("values", KnobKind::Words { chars: crate::exhibit::knobs::WORD_CHARS_MAX, min: 1, max: 3, default: &["red", "blue"] }),
];

const fn knob(name: &'static str, kind: KnobKind) -> KnobSpec {
    KnobSpec { name, title: both("", ""), help: both("", ""), kind }
}

const FIRST: Act = Act::Command { node: NodeId(0), choice: 0 };

impl Exhibit for Chatter {
    fn name(&self) -> &'static str {
        "chatter"
    }
    fn title(&self) -> Both {
        both("Chatter", "闲聊")
    }
    fn question(&self) -> Both {
        both("Who hears?", "谁听见？")
    }
    fn about(&self) -> &'static [(Both, Both)] {
        &[]
    }
    fn knobs(&self) -> &'static [KnobSpec] {
        &KNOBS
    }
    fn guards(&self) -> &'static [GuardSpec] {
        const NONE: Both = both("", "");
        &[GuardSpec { name: "listen", title: NONE, without: NONE }, GuardSpec { name: "think", title: NONE, without: NONE }]
    }
    fn scenarios(&self) -> &'static [ScenarioSpec] {
        const TITLES: [Both; 2] = [both("One word", "一个词"), both("Two words", "两个词")];
        const EXPECT: &[(&str, Verdict)] = &[("agreement", Verdict::Holds)];
        const fn scenario(name: &'static str, title: Both, beside: Option<Beside>) -> ScenarioSpec {
            ScenarioSpec { name, title, intro: title, group: ScenarioGroup::Lesson, expect: EXPECT, beside }
        }
        const {
            &[
                scenario("one", TITLES[0], None),
                scenario("two", TITLES[1], None),
                scenario("both", TITLES[1], Some(Beside { scenario: "one", eyes: Some("N2") })),
            ]
        }
    }
    fn scenario(&self, name: &str) -> Option<Saved> {
        let scenario = self.scenarios().iter().find(|known| known.name == name)?.name;
        let mut acts = vec![Deviation { event: 1, act: FIRST }];
        if name != "one" {
            acts.push(Deviation { event: 2, act: Act::Command { node: NodeId(2), choice: 1 } });
        }
        let knobs = Knobs::defaults(&KNOBS);
        Some(Saved { exhibit: "chatter", scenario, knobs, without: Vec::new(), seed: 5, acts, stops: None, event: 0 })
    }
    fn open(&self, saved: &Saved) -> Result<Box<dyn Session>, OpenError> {
        let mut chat = Chat { saved: saved.clone(), state: State::default() };
        let last = saved.acts.last().map_or(0, |act| act.event);
        chat.replay(last).map_err(|event| OpenError::Act { event })?;
        chat.seek(saved.event);
        Ok(Box::new(chat))
    }
}

#[derive(Clone, Debug)]
struct Flight {
    name: MessageRef,
    number: u32,
    kind: &'static str,
    id: u32,
    value: String,
    held: bool,
}

#[derive(Clone, Debug, Default)]
struct State {
    event: u32,
    wire: Vec<Flight>,
    down: NodeSet,
    ordinals: BTreeMap<(NodeId, NodeId, Lane), u16>,
    messages: u32,
    words: u32,
    heard: Vec<String>,
    broken: Option<u32>,
    tally: Tally,
}

struct Chat {
    saved: Saved,
    state: State,
}

impl State {
    fn launch(&mut self, from: NodeId, to: NodeId, lane: Lane, (kind, id, value): (&'static str, u32, &str)) {
        let next = self.ordinals.entry((from, to, lane)).or_default();
        let name = MessageRef { from, to, lane, ordinal: *next };
        *next += 1;
        self.wire.push(Flight { name, number: self.messages, kind, id, value: value.to_owned(), held: false });
        self.messages += 1;
        self.tally.sent += u32::from(lane == Lane::Sent);
    }

    fn find(&mut self, message: MessageRef) -> Result<&mut Flight, Refusal> {
        self.wire.iter_mut().find(|flight| flight.name == message).ok_or(Refusal::Unknown)
    }

    fn apply(&mut self, knobs: &Knobs, act: Act) -> Result<(), Refusal> {
        match act {
            Act::Deliver(message) => {
                let flight = self.find(message)?.clone();
                if flight.held {
                    return Err(Refusal::Closed(held(Locale::En)));
                }
                self.wire.retain(|flight| flight.name != message);
                self.deliver(knobs, &flight);
            }
            Act::Lose(message) => {
                self.find(message)?;
                self.tally.lost += 1;
                self.wire.retain(|flight| flight.name != message);
            }
            Act::Duplicate(message) => {
                let Flight { kind, id, value, .. } = self.find(message)?.clone();
                self.launch(message.from, message.to, Lane::Copied, (kind, id, &value));
            }
            Act::Hold(message) => self.find(message)?.held = true,
            Act::Release(message) => self.find(message)?.held = false,
            Act::Crash { node, reaches } => {
                self.down.insert(node);
                self.wire.retain(|flight| flight.name.from != node || reaches.has(flight.name.to));
            }
            Act::Wake { node, .. } => self.down = self.down.without(node),
            Act::Command { node, choice } => {
                let value = knobs.words("values").get(usize::from(choice)).cloned().ok_or(Refusal::Unknown)?;
                self.words += 1;
                for to in (0..knobs.number("nodes") as u8).map(NodeId).filter(|to| *to != node) {
                    self.launch(node, to, Lane::Sent, ("word", self.words, &value));
                }
            }
            Act::Forge { .. }
            | Act::Cut(..)
            | Act::Heal(..)
            | Act::Partition(_)
            | Act::HealAll
            | Act::Fire { .. }
            | Act::Betray { .. }
            | Act::Turn(_) => return Err(Refusal::Unknown),
        }
        self.event += 1;
        Ok(())
    }

    fn deliver(&mut self, knobs: &Knobs, flight: &Flight) {
        self.tally.delivered += 1;
        if flight.kind == "word" {
            if self.heard.iter().any(|heard| *heard != flight.value) {
                self.broken = self.broken.or(Some(self.event + 1));
            }
            self.heard.push(flight.value.clone());
            if knobs.switch("polite") {
                self.launch(flight.name.to, flight.name.from, Lane::Sent, ("thanks", flight.id, ""));
            }
        }
    }

    fn next(&self) -> Option<Act> {
        let flight = self.wire.iter().find(|flight| !flight.held)?;
        Some(if self.down.has(flight.name.to) { Act::Lose(flight.name) } else { Act::Deliver(flight.name) })
    }
}

fn held(locale: Locale) -> Line {
    Line::plain(locale.pick("The message is held back.", "消息被扣住了。"))
}

impl Chat {
    /// Replays to an event, or as far as the run goes; the error is the event that is impossible.
    fn replay(&mut self, event: u32) -> Result<(), u32> {
        self.state = State::default();
        let last = self.saved.acts.last().map_or(0, |act| act.event);
        while self.state.event < event && self.saved.stops.is_none_or(|stop| self.state.event < stop) {
            let next = self.state.event + 1;
            let told = self.saved.acts.iter().find(|act| act.event == next).map(|act| act.act);
            let Some(act) = told.or_else(|| self.state.next()) else { break };
            self.state.apply(&self.saved.knobs, act).map_err(|_| next)?;
        }
        if event <= last && self.state.event < event { Err(last) } else { Ok(()) }
    }
}

impl Session for Chat {
    fn saved(&self) -> Saved {
        Saved { event: self.state.event, ..self.saved.clone() }
    }
    fn cursor(&self) -> u32 {
        self.state.event
    }
    fn extent(&self) -> Extent {
        let mut ahead = Chat { saved: self.saved.clone(), state: State::default() };
        let last = ahead.seek(u32::MAX);
        let end = if self.saved.stops.is_some() { End::Stopped } else { End::Quiet };
        Extent { last, frames: last + 1, end: Some(end) }
    }
    fn seek(&mut self, event: u32) -> u32 {
        let _ = self.replay(event);
        self.state.event
    }
    fn stop_after(&mut self, _: Grain, ahead: bool) -> Option<u32> {
        let here = self.state.event;
        if ahead { Some(here + 1).filter(|next| *next <= self.extent().last) } else { here.checked_sub(1) }
    }
    fn offers(&self, locale: Locale) -> Vec<Offer> {
        let offer = |flight: &Flight| Offer {
            act: Act::Deliver(flight.name),
            group: OfferGroup::Deliver,
            label: Line::default(),
            tone: Tone::Plain,
            node: None,
            message: Some(flight.number),
            closed: flight.held.then(|| held(locale)),
            next: false,
            outside: false,
        };
        self.state.wire.iter().map(offer).collect()
    }
    fn choose(&mut self, act: Act) -> Result<(), Refusal> {
        let (here, default) = (self.state.event, self.state.next() == Some(act));
        self.state.apply(&self.saved.knobs, act)?;
        self.saved.acts.retain(|act| act.event <= here);
        if !default {
            self.saved.acts.push(Deviation { event: here + 1, act });
        }
        Ok(())
    }
    fn scene(&self, _: Locale, _: Format) -> Scene {
        Scene::default()
    }
    fn story(&self, locale: Locale) -> Story {
        let event = self.state.event;
        Story { what: Line::plain(locale.pick(format!("Event {event}."), format!("事件 {event}。"))), ..Story::default() }
    }
    fn story_at(&mut self, _: u32, locale: Locale) -> Story {
        self.story(locale)
    }
    fn guarantees(&self, locale: Locale) -> Vec<Guarantee> {
        let because = Line::plain(locale.pick("Because.", "因为。"));
        let title = Line::plain(locale.pick("Agreement", "协定性"));
        let broken = self.state.broken;
        let verdict = if broken.is_some() { Verdict::Broken } else { Verdict::Holds };
        let said = if self.state.heard.is_empty() { Verdict::Open } else { Verdict::Holds };
        vec![
            Guarantee { name: "agreement", title: title.clone(), verdict, because: because.clone(), since: broken },
            Guarantee { name: "said", title, verdict: said, because, since: None },
        ]
    }
    fn assumptions(&self, _: Locale) -> Vec<Assumption> {
        Vec::new()
    }
    fn inspect_node(&self, _: NodeId, _: Locale) -> Option<Inspection> {
        None
    }
    fn inspect_message(&self, _: u32, _: Locale) -> Option<Inspection> {
        None
    }
    fn history(&self, node: NodeId, _: Locale) -> Vec<Line> {
        let mut past = Chat { saved: self.saved.clone(), state: State::default() };
        let mut lines = Vec::new();
        for event in 0..self.state.event {
            past.seek(event);
            let next = past.saved.acts.iter().find(|act| act.event == event + 1).map(|act| act.act).or_else(|| past.state.next());
            match next {
                Some(Act::Deliver(message)) if message.to == node => {
                    let flight = past.state.find(message).map(|flight| flight.value.clone()).unwrap_or_default();
                    lines.push(Line::plain(format!("from N{}: {flight}", message.from.0 + 1)));
                }
                Some(Act::Command { node: at, choice }) if at == node => lines.push(Line::plain(format!("say {choice}"))),
                _ => {}
            }
        }
        lines
    }
    fn seen_by(&self, by: NodeId, locale: Locale, _: Format, _: (u32, u32)) -> Seen {
        let story =
            Story { what: Line::plain(format!("N{} {}", by.0 + 1, locale.pick("looks.", "在看。"))), ..Story::default() };
        Seen { story, ..Seen::default() }
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
    fn diagram(&mut self, _: u32, _: u32) -> Diagram {
        Diagram::default()
    }
    fn phases(&mut self, _: Locale) -> Vec<(u32, Line)> {
        Vec::new()
    }
    fn digest(&self) -> u16 {
        xxhash_rust::xxh64::xxh64(format!("{:?}", self.state).as_bytes(), 0) as u16
    }
    fn branches(&self, _: Locale) -> Vec<Branch> {
        Vec::new()
    }
    fn take_branch(&mut self, _: usize) {}
    fn branch_saved(&self, _: usize) -> Option<Saved> {
        None
    }
    fn undo(&mut self) -> bool {
        false
    }
    fn redo(&mut self) -> bool {
        false
    }
    fn can_undo_redo(&self) -> (bool, bool) {
        (false, false)
    }
    fn tally(&self) -> Tally {
        let decisions = self.nodes().into_iter().map(|node| (node, self.state.heard.last().cloned())).collect();
        Tally { decisions, ..self.state.tally.clone() }
    }
    fn nodes(&self) -> Vec<String> {
        (1..=self.saved.knobs.number("nodes")).map(|index| format!("N{index}")).collect()
    }
    fn in_flight(&self) -> Vec<InFlight> {
        let name = |node: NodeId| format!("N{}", node.0 + 1);
        let word = |flight: &Flight| InFlight {
            message: flight.name,
            number: flight.number,
            from: name(flight.name.from),
            to: name(flight.name.to),
            kind: flight.kind,
            fields: vec![("id", flight.id.to_string()), ("value", flight.value.clone())],
        };
        self.state.wire.iter().map(word).collect()
    }
    fn commands(&self) -> Vec<CommandWord> {
        let mut commands = Vec::new();
        for (node, name) in self.nodes().into_iter().enumerate() {
            for (choice, word) in self.saved.knobs.words("values").iter().enumerate() {
                let act = Act::Command { node: NodeId(node as u8), choice: choice as u16 };
                commands.push(CommandWord { node: name.clone(), word: "say", argument: word.clone(), act });
            }
        }
        commands
    }
    fn facts(&self) -> FactWords {
        let event = self.state.event;
        let heard = Json::object(vec![("rule", Json::text("heard")), ("event", Json::Number(event.into()))]);
        FactWords { act: format!("event {event}"), facts: vec![heard] }
    }
}
