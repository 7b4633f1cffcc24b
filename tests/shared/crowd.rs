//! A crowd: a protocol in rounds with the shape of oral messages OM(m), for what the kernel must carry.
//!
//! Node 0 tells everybody a value; for m rounds everybody passes on what it was told, to all whom it has not come by;
//! then the values are folded, the longest way first. With 13 nodes and m = 4 that are 108,384 messages, 95,040 of them
//! in flight at once, and 14,811 frames. Words and pictures are as bare as they can be.

use synod::exhibit::json::Json;
use synod::exhibit::knobs::{KnobKind, KnobSpec};
use synod::exhibit::script::Play;
use synod::exhibit::{AssumptionSpec, GuardSpec, Inspection, Knobs, Look, Saved, ScenarioGroup, ScenarioSpec, Staged, Verdict};
use synod::scene::{Figure, Format, Gaze, PacketShape, Point, Row, Shape, Stage, Table};
use synod::sim::{Act, Condition, Delivery, Disk, Effects, Evidence, Input, NodeId, NodeSet, Protocol, Sight, Step, Turn, World};
use synod::text::{Both, Line, Locale, Tone, both};

/// Nobody has said anything yet.
const UNKNOWN: u8 = 2;

/// The configuration: so many nodes, so many times passed on.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Crowd {
    pub nodes: u8,
    pub again: u8,
}

/// What somebody says: the value that came this way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Word {
    /// How many nodes it has come by.
    len: u8,
    /// Which of the ways of this length.
    way: u16,
    value: u8,
}

/// What one node knows: for each length of way, the value that came each way, and what it folded it to.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Knows {
    told: Vec<Vec<u8>>,
    folded: Vec<Vec<u8>>,
}

/// What happened: just a word.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said(pub &'static str);

impl Evidence for Said {
    fn rule(&self) -> &'static str {
        self.0
    }
    fn conditions(&self) -> &[Condition] {
        &[]
    }
    fn refuses(&self) -> bool {
        false
    }
}

impl Crowd {
    /// How many ways of this length there are.
    fn ways(&self, len: u8) -> u32 {
        (1..len).map(|gone| u32::from(self.nodes - gone)).product()
    }

    /// Who stands on a way, and its last one.
    fn on(&self, len: u8, way: u32) -> (NodeSet, NodeId) {
        let mut rest = way;
        let mut digits = [0_u32; 8];
        for at in (2..=len).rev() {
            let choices = u32::from(self.nodes - (at - 1));
            digits[usize::from(at)] = rest % choices;
            rest /= choices;
        }
        let mut on = (NodeSet::EMPTY.with(NodeId(0)), NodeId(0));
        for at in 2..=len {
            let next = self.beside(on.0).nth(digits[usize::from(at)] as usize).expect("a way of this crowd");
            on = (on.0.with(next), next);
        }
        on
    }

    fn beside(&self, on: NodeSet) -> impl Iterator<Item = NodeId> {
        (0..self.nodes).map(NodeId).filter(move |node| !on.has(*node))
    }

    /// The way that goes on to `node`.
    fn longer(&self, len: u8, way: u32, on: NodeSet, node: NodeId) -> u32 {
        let place = self.beside(on).position(|other| other == node).expect("not on the way yet");
        way * u32::from(self.nodes - len) + place as u32
    }

    fn part(len: u8, way: u32) -> u32 {
        u32::from(len) << 24 | way
    }

    fn fold(&self, me: NodeId, node: &mut Knows, len: u8, way: u32) {
        let (on, _) = self.on(len, way);
        let mut count = [0_u32; 3];
        count[usize::from(node.told[usize::from(len - 1)][way as usize])] += 1;
        for other in self.beside(on).filter(|other| *other != me) {
            let longer = self.longer(len, way, on, other) as usize;
            let longest = len == self.again;
            let from = if longest { &node.told } else { &node.folded };
            count[usize::from(from[usize::from(len)][longer])] += 1;
        }
        node.folded[usize::from(len - 1)][way as usize] = u8::from(count[1] > count[0]);
    }

    fn decided(node: &Knows) -> Option<u8> {
        node.folded.first().and_then(|first| first.first()).copied().filter(|value| *value != UNKNOWN)
    }
}

impl Protocol for Crowd {
    type Node = Knows;
    type Message = Word;
    type Timer = u8;
    type Command = ();
    type Fact = Said;
    type Watched = ();

    fn size(&self) -> u8 {
        self.nodes
    }
    fn delivery(&self) -> Delivery {
        Delivery::Rounds
    }
    fn rounds(&self) -> u32 {
        u32::from(self.again) + 2
    }
    fn turns(&self, round: u32) -> Vec<Turn> {
        let longest = self.again + 1;
        if round <= u32::from(longest) {
            let len = round as u8;
            let one = |way| Turn { nodes: NodeSet::EMPTY.with(self.on(len, way).1), part: Crowd::part(len, way) };
            return (0..self.ways(len)).map(one).collect();
        }
        let fold = |(len, way)| Turn { nodes: self.beside(self.on(len, way).0).collect(), part: Crowd::part(len, way) };
        (1..longest).rev().flat_map(|len| (0..self.ways(len)).map(move |way| (len, way))).map(fold).collect()
    }
    fn boot(&self, _me: NodeId, _fx: &mut Effects<Self>) -> Knows {
        let empty = |lens: u8| (1..=lens).map(|len| vec![UNKNOWN; self.ways(len) as usize]).collect();
        Knows { told: empty(self.again + 1), folded: empty(self.again) }
    }
    fn handle(&self, me: NodeId, node: &mut Knows, input: Input<Self>, fx: &mut Effects<Self>) {
        match input {
            Input::Message { message, .. } => {
                node.told[usize::from(message.len - 1)][usize::from(message.way)] = message.value;
            }
            Input::Turn { round, part } => {
                let (len, way) = ((part >> 24) as u8, part & 0xff_ffff);
                if round > u32::from(self.again) + 1 {
                    self.fold(me, node, len, way);
                    fx.note(Said("folds"));
                    return;
                }
                let (on, _) = self.on(len, way);
                let value =
                    if len == 1 { 1 } else { node.told[usize::from(len - 2)][(way / u32::from(self.nodes - len + 1)) as usize] };
                fx.broadcast(self.beside(on), &Word { len, way: way as u16, value });
                fx.note(Said("passes on"));
            }
            Input::Timer(_) | Input::Command(()) => {}
        }
    }
    fn wake(&self, me: NodeId, before: &Knows, disk: Disk, fx: &mut Effects<Self>) -> Knows {
        if disk == Disk::Kept { before.clone() } else { self.boot(me, fx) }
    }
    fn watch(&self, (): &mut (), _at: NodeId, _fact: &Said) {}
    fn lies(&self, _from: NodeId, _to: NodeId, message: &Word) -> Vec<Option<Word>> {
        vec![Some(Word { value: 1 - message.value.min(1), ..*message })]
    }
}

/// The crowd as an exhibit.
pub struct CrowdExhibit;

const NUMBER: KnobKind = KnobKind::Number { min: 1, max: 13, default: 3 };

impl Staged for CrowdExhibit {
    type Protocol = Crowd;

    const NAME: &'static str = "crowd";
    const TITLE: Both = both("Crowd", "人群");
    const QUESTION: Both = both("How many?", "多少？");
    const ABOUT: &'static [(Both, Both)] = &[];
    const KNOBS: &'static [KnobSpec] = &[
        KnobSpec { name: "again", title: both("again", "再次"), help: both("", ""), kind: NUMBER },
        KnobSpec { name: "nodes", title: both("nodes", "节点"), help: both("", ""), kind: NUMBER },
    ];
    const GUARDS: &'static [GuardSpec] = &[];
    const CHECKS: &'static [(&'static str, Both)] = &[("agreement", both("Agreement", "一致"))];
    const ASSUMPTIONS: &'static [AssumptionSpec] = &[AssumptionSpec {
        title: both("loyal", "忠诚"),
        help: both("Nobody lies.", "没有人说谎。"),
        left: both("Somebody may lie.", "有人可能说谎。"),
    }];
    const SCENARIOS: &'static [ScenarioSpec] = &[ScenarioSpec {
        name: "all",
        title: both("All", "全部"),
        intro: both("Everybody says everything.", "人人都说一切。"),
        group: ScenarioGroup::Lesson,
        expect: &[("agreement", Verdict::Holds)],
        beside: None,
    }];

    fn play(_scenario: &str) -> Option<Play> {
        Some(Play { knobs: saved(3, 10).knobs, without: Vec::new(), seed: 7, cues: &[], stops: false })
    }
    fn protocol(knobs: &Knobs, _without: &[&'static str]) -> Crowd {
        Crowd { nodes: knobs.number("nodes") as u8, again: knobs.number("again") as u8 }
    }
    fn judge(_check: usize, sight: &Sight<'_, Crowd>) -> Verdict {
        let mut decided = sight.nodes.iter().skip(1).filter_map(|node| Crowd::decided(node));
        let Some(first) = decided.next() else { return Verdict::Open };
        if decided.all(|other| other == first) { Verdict::Holds } else { Verdict::Broken }
    }
    fn because(_check: usize, _sight: &Sight<'_, Crowd>, _locale: Locale) -> Line {
        Line::plain("so it is")
    }
    fn name(_protocol: &Crowd, node: NodeId) -> String {
        format!("G{}", node.0)
    }
    fn decisions(world: &World<Crowd>) -> Vec<(String, Option<String>)> {
        let one = |(index, place): (usize, &synod::sim::Place<Crowd>)| {
            (format!("G{index}"), Crowd::decided(&place.state).map(|value| value.to_string()))
        };
        world.places().iter().enumerate().map(one).collect()
    }
    fn stage(world: &World<Crowd>, _locale: Locale, _format: Format, _gaze: Gaze) -> Stage {
        let figure = |node: u8| Figure {
            node,
            name: format!("G{node}"),
            shape: Shape::Shield,
            at: Point::at(30 + 40 * i32::from(node), 40),
            radius: 15,
            tone: Tone::Plain,
            active: world.step.node == Some(NodeId(node)),
            aside: false,
            crashed: !world.up().has(NodeId(node)),
            traitor: world.traitors().has(NodeId(node)),
            glow: None,
            caption: Vec::new(),
            over: false,
            lean: 0,
            tags: Vec::new(),
            tags_at: Point::at(0, 0),
            label: String::new(),
        };
        Stage { width: 640, height: 80, figures: (0..world.protocol.nodes).map(figure).collect(), ..Stage::default() }
    }
    fn table(world: &World<Crowd>, _locale: Locale) -> Table {
        let row = |node| Row { cells: vec![Line::plain(format!("G{node}"))], watcher: false };
        Table { title: String::new(), heads: Vec::new(), rows: (0..world.protocol.nodes).map(row).collect() }
    }
    fn inspect(_world: &World<Crowd>, _node: NodeId, _locale: Locale) -> Inspection {
        let table = Table { title: String::new(), heads: Vec::new(), rows: Vec::new() };
        Inspection { title: Line::default(), role: Line::default(), table }
    }
    fn summary(_world: &World<Crowd>, _locale: Locale) -> Line {
        Line::plain("a crowd")
    }
    fn phase(world: &World<Crowd>, _locale: Locale) -> Line {
        Line::plain(format!("round {}", world.round()))
    }
    fn phase_key(world: &World<Crowd>) -> u64 {
        world.round().into()
    }
    fn watcher(_world: &World<Crowd>, _locale: Locale) -> Line {
        Line::default()
    }
    fn stuck(_world: &World<Crowd>, _locale: Locale) -> Line {
        Line::plain("It is over.")
    }
    fn look(_protocol: &Crowd, message: &Word) -> Look {
        let (kind, tone) = CrowdExhibit::kind(*message);
        let label = format!("{} {}·{}", message.value, message.len, message.way);
        Look { kind, label, shape: PacketShape::Box, tone, fields: vec![("value", message.value.to_string())] }
    }
    fn sort(_protocol: &Crowd, message: &Word) -> (&'static str, Tone) {
        CrowdExhibit::kind(*message)
    }
    fn message(_protocol: &Crowd, message: &Word, _locale: Locale) -> Line {
        Line::plain(format!("{} {}·{}", message.value, message.len, message.way))
    }
    fn kind_help(_message: &Word, _locale: Locale) -> Line {
        Line::default()
    }
    fn command(_protocol: &Crowd, _node: NodeId, (): &(), _locale: Locale) -> Line {
        Line::default()
    }
    fn command_word(_protocol: &Crowd, (): &()) -> (&'static str, String) {
        ("nothing", String::new())
    }
    fn timer(_protocol: &Crowd, _node: NodeId, _timer: u8, _locale: Locale) -> Line {
        Line::default()
    }
    fn fact(world: &World<Crowd>, _step: &Step<Crowd>, at: NodeId, fact: &Said, _locale: Locale) -> Line {
        Line::plain(format!("{} {}.", Self::name(&world.protocol, at), fact.0))
    }
    fn fields(_protocol: &Crowd, _fact: &Said) -> Vec<(&'static str, Json)> {
        Vec::new()
    }
    fn rule(fact: &Said, _locale: Locale) -> Line {
        Line::plain(fact.0)
    }
    fn condition(_condition: &Condition, _locale: Locale) -> Line {
        Line::default()
    }
    fn aside(_before: Option<&World<Crowd>>, _world: &World<Crowd>, _step: &Step<Crowd>, _locale: Locale) -> Line {
        Line::default()
    }
    fn leaves(_protocol: &Crowd, _assumption: usize, act: &Act) -> bool {
        matches!(act, Act::Betray { .. })
    }
}

impl CrowdExhibit {
    pub fn kind(message: Word) -> (&'static str, Tone) {
        if message.value == 1 { ("yes", Tone::Value(1)) } else { ("no", Tone::Value(0)) }
    }
}

/// A run of so many nodes that pass on so many times, at its start.
pub fn saved(again: u8, nodes: u8) -> Saved {
    let knobs = Knobs::defaults(CrowdExhibit::KNOBS);
    let knobs = knobs.with(CrowdExhibit::KNOBS, "again", &again.to_string());
    let knobs = knobs.with(CrowdExhibit::KNOBS, "nodes", &nodes.to_string());
    Saved { exhibit: "crowd", scenario: "all", knobs, without: Vec::new(), seed: 7, acts: Vec::new(), stops: None, event: 0 }
}
