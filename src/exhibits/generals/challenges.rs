//! What people are asked to do among the generals, and how it is judged.

use crate::exhibit::{Attempt, ChallengeKind, ChallengeSpec, Tried, Verdict};
use crate::sim::{NodeId, NodeSet};
use crate::text::{Locale, both};

use super::checks::{Check, decided, faults, loyal_in};
use super::machine::{Oral, Value};
use super::suspects::suspects;
use super::text::leaves;
use super::text::teller::{Teller, count};

/// Nobody can be told to be the traitor.
const UNKNOWN: &str = "unknown";

/// The general whose view counts, in the challenge of the view.
const VIEWER: NodeId = NodeId(2);

/// The challenges, in the order of the page.
pub const CHALLENGES: &[ChallengeSpec] = &[
    ChallengeSpec {
        name: "find-traitor",
        title: both("Find the traitor", "找出叛徒"),
        task: both(
            "You are G2, and loyal. One of three generals may be a traitor: step to the end and say who, from what G2 has heard.",
            "你是 G2，而且忠诚。三个将军中可能有一个叛徒：走到末尾，根据 G2 听到的内容说出是谁。",
        ),
        scenario: "three-commander",
        by: Some("G2"),
        kind: ChallengeKind::Answer(&[
            ("G0", both("G0 is the traitor", "叛徒是 G0")),
            ("G1", both("G1 is the traitor", "叛徒是 G1")),
            (UNKNOWN, both("It cannot be told", "无法判断")),
        ]),
    },
    ChallengeSpec {
        name: "two-traitors-disagree",
        title: both("Make four loyal generals disagree", "让四个忠诚的将军意见不一"),
        task: both(
            "Six generals run OM(2): one too few for two traitors. Let two of them be traitors, and choose what they say so that among the four loyal ones one lieutenant attacks and another retreats.",
            "六个将军运行 OM(2)：要应对两个叛徒还少一个。让其中两个当叛徒并选定他们说的话，使四个忠诚的将军中有的中尉进攻、有的撤退。",
        ),
        scenario: "six",
        by: None,
        kind: ChallengeKind::Do,
    },
    ChallengeSpec {
        name: "disobey",
        title: both("Against a loyal order", "违背忠诚的命令"),
        task: both(
            "Seven generals run OM(1), and a loyal commander orders attack. Make every loyal lieutenant retreat, with at most three traitors.",
            "七个将军运行 OM(1)，忠诚的指挥官命令进攻。请用至多三个叛徒，使每个忠诚的中尉都撤退。",
        ),
        scenario: "tie",
        by: None,
        kind: ChallengeKind::Do,
    },
];

/// How a challenge stands.
#[inline(never)]
pub fn attempt(challenge: usize, tried: &Tried<'_, Oral>, answer: Option<&str>, locale: Locale) -> Attempt {
    let teller = Teller::new(&tried.world.protocol, locale);
    match challenge {
        0 => forbidden(tried, teller, (3, 1), 1).unwrap_or_else(|| find(tried, teller, answer)),
        1 => forbidden(tried, teller, (6, 2), 2).unwrap_or_else(|| disagree(tried, teller)),
        2 => forbidden(tried, teller, (7, 1), 3).unwrap_or_else(|| disobey(tried, teller)),
        _ => Attempt::default(),
    }
}

/// What no solution may have: another size, a guard taken away, the wire's help, too many traitors.
fn forbidden(tried: &Tried<'_, Oral>, teller: Teller, size: (u8, u8), most: u32) -> Option<Attempt> {
    let oral = teller.oral;
    let because = if !tried.setup.without.is_empty() {
        teller.say("A guard is taken away; here all must stay in place.", "去掉了守卫条件；本题要求全部保留。", &[])
    } else if (oral.generals, oral.tolerated) != size {
        let size = [count(size.0.into()), count(size.1.into())];
        teller.say("This task is about {0} generals and OM({1}).", "本题说的是 {0} 个将军和 OM({1})。", &size)
    } else if tried.acts().any(|act| (0..4).any(|assumption| leaves(assumption, &act))) {
        teller.say(
            "Something was done to the messages; here only traitors may do harm.",
            "对消息动了手脚；本题只允许叛徒作恶。",
            &[],
        )
    } else if faults(tried.world) > most {
        let counts = [count(faults(tried.world)), count(most)];
        teller.say("{0} generals are faulty; here it may be {1}.", "有 {0} 个将军出错；本题最多允许 {1} 个。", &counts)
    } else {
        return None;
    };
    Some(Attempt::failed(because))
}

/// Who could have brought about what the viewer heard?
fn find(tried: &Tried<'_, Oral>, teller: Teller, answer: Option<&str>) -> Attempt {
    let me = teller.node(VIEWER);
    if teller.oral.commander != NodeId(0) || !loyal_in(tried.world).has(VIEWER) {
        let why = teller.say(
            "In this task {0} is a loyal lieutenant of {1}.",
            "本题中 {0} 是 {1} 麾下忠诚的中尉。",
            &[me, teller.node(NodeId(0))],
        );
        return Attempt::failed(why);
    }
    let Some(general) = tried.world.node(VIEWER).filter(|general| general.decided.is_some()) else {
        let why = "{0} has not heard everything yet: go on to the end.";
        return Attempt::open(teller.say(why, "{0} 还没有听完：请走到末尾。", &[me]));
    };
    let possible = suspects(teller.oral, VIEWER, &general.heard);
    let Some(answer) = answer else {
        return Attempt::open(teller.say("{0} has heard everything: choose an answer.", "{0} 已听完：请选择答案。", &[me]));
    };
    let named = possible.iter().find(|node| Oral::name(*node) == answer);
    if possible.len() == 1 {
        let only = possible.iter().next();
        let who = teller.nodes(possible);
        let why = teller.say("Only {0} can have brought about what {1} heard.", "只有 {0} 能造成 {1} 听到的内容。", &[who, me]);
        return if only == named { Attempt::solved(why) } else { Attempt::failed(why) };
    }
    if answer == UNKNOWN {
        let why = teller.say(
            "Right: with either of {0} as the traitor, {1} can hear exactly this, word for word.",
            "正确：无论叛徒是 {0} 中的哪一个，{1} 听到的都可以一字不差。",
            &[teller.nodes(possible), me],
        );
        return Attempt::solved(why);
    }
    let others = named.map_or(possible, |named| possible.without(named));
    let why = teller.say(
        "{0} could be the traitor as well, and {1} would hear exactly the same.",
        "叛徒也可能是 {0}，那样 {1} 听到的会完全相同。",
        &[teller.nodes(others), me],
    );
    Attempt::failed(why)
}

/// The loyal lieutenants that do this.
fn doing(tried: &Tried<'_, Oral>, value: Option<Value>) -> NodeSet {
    let loyal = loyal_in(tried.world).without(tried.world.protocol.commander);
    let does = tried.world.sight(|sight| decided(&sight, loyal));
    does.into_iter().filter(|(_, does)| *does == value).map(|(node, _)| node).collect()
}

/// How many lieutenants are loyal, and what is missing before anybody has decided.
fn undecided(tried: &Tried<'_, Oral>, teller: Teller) -> Option<Attempt> {
    let waiting = doing(tried, None);
    let why = "Not everybody has decided yet: go on to the end, or change the traitors first.";
    let zh = "还有将军没有决定：请走到末尾，或先改变叛徒。";
    (!waiting.is_empty()).then(|| Attempt::open(teller.say(why, zh, &[])))
}

fn disagree(tried: &Tried<'_, Oral>, teller: Teller) -> Attempt {
    if faults(tried.world) < 2 {
        let why = "{0} generals are loyal; four are wanted: there may be two traitors.";
        let zh = "有 {0} 个将军忠诚；本题说的是四个：可以有两个叛徒。";
        return Attempt::open(teller.say(why, zh, &[count(loyal_in(tried.world).len() as u32)]));
    }
    let broken = tried.world.sight(|sight| Check::Agreement.judge(&sight)) == Verdict::Broken;
    let [attack, retreat] = [Value::Attack, Value::Retreat].map(|value| doing(tried, Some(value)));
    if broken {
        let who = [teller.nodes(attack), teller.nodes(retreat)];
        let why = "Attack: {0}; retreat: {1}. Among six generals two traitors are too many.";
        return Attempt::solved(teller.say(why, "进攻：{0}；撤退：{1}。六个将军经不起两个叛徒。", &who));
    }
    if tried.world.traitors().has(teller.oral.commander) {
        let why = "{0} is a traitor; then the four loyal lieutenants always agree here: let two lieutenants be the traitors.";
        let zh = "{0} 是叛徒；这时四个忠诚的中尉总会一致：请让两个中尉当叛徒。";
        return Attempt::open(teller.say(why, zh, &[teller.node(teller.oral.commander)]));
    }
    undecided(tried, teller).unwrap_or_else(|| {
        let value = if attack.is_empty() { Value::Retreat } else { Value::Attack };
        let why = "All loyal lieutenants agree on {0}: change what the traitors say.";
        Attempt::open(teller.say(why, "忠诚的中尉都是 {0}，意见一致：请改变叛徒说的话。", &[teller.value(value)]))
    })
}

fn disobey(tried: &Tried<'_, Oral>, teller: Teller) -> Attempt {
    let oral = teller.oral;
    if !loyal_in(tried.world).has(oral.commander) || oral.order != Value::Attack {
        let why = teller.say(
            "The commander {0} has to be loyal and to order {1}.",
            "指挥官 {0} 必须忠诚，并命令 {1}。",
            &[teller.node(oral.commander), teller.value(Value::Attack)],
        );
        return Attempt::open(why);
    }
    if let Some(open) = undecided(tried, teller) {
        return open;
    }
    let [attack, retreat] = [Value::Attack, Value::Retreat].map(|value| doing(tried, Some(value)));
    if attack.is_empty() {
        let why = "All loyal lieutenants retreat ({0}): three against three is a tie, and a tie is worth retreat.";
        let zh = "忠诚的中尉都撤退（{0}）：三比三是平局，平局取撤退。";
        return Attempt::solved(teller.say(why, zh, &[teller.nodes(retreat)]));
    }
    let why = "{0} obey the order and attack: nobody loyal may.";
    Attempt::open(teller.say(why, "{0} 仍听令进攻：不能有忠诚的将军进攻。", &[teller.nodes(attack)]))
}
