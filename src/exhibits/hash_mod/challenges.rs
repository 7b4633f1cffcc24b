//! The challenge of hash mod N.

use crate::exhibit::{Attempt, ChallengeKind, ChallengeSpec, Saved};
use crate::text::{Locale, both};

use crate::exhibit::spread::machine::frame::{Frame, Part};

/// The challenges, in the order of the page.
pub const CHALLENGES: &[ChallengeSpec] = &[ChallengeSpec {
    name: "how-many",
    title: both("How many will move?", "会迁移多少？"),
    task: both(
        "Before you step: four servers become five. About how many of all keys will move?",
        "先别步进：四台变成五台，大约有多少键会迁移？",
    ),
    scenario: "joins",
    by: None,
    kind: ChallengeKind::Answer(&[
        ("fifth", both("a fifth", "五分之一")),
        ("half", both("a half", "一半")),
        ("four-fifths", both("four fifths", "五分之四")),
        ("all", both("all of them", "全部")),
    ]),
}];

/// How a challenge stands: its answer is the formula's.
pub fn attempt(challenge: usize, setup: &Saved, frame: &Frame<'_>, answer: Option<&str>, locale: Locale) -> Attempt {
    let say = |en: &str, zh: &str| locale.say(en, zh, &[]);
    if CHALLENGES.get(challenge).is_none() {
        return Attempt::default();
    }
    if setup.knobs.words("servers").len() != 4 {
        return Attempt::failed(say("The question is about four servers.", "题目问的是四台服务器。"));
    }
    let Some(answer) = answer else { return Attempt::open(say("Choose an answer.", "选一个答案。")) };
    if frame.told.is_none_or(|told| told.part < Part::Tally) {
        return Attempt::open(say("Now step to the tally and see.", "现在步进到清点，看看结果。"));
    }
    match answer {
        "four-fifths" => Attempt::solved(say(
            "1 - 4/20: only the remainders 0 to 3 of 20 name the same server twice.",
            "1 - 4/20：20 个余数中只有 0 到 3 两次都指向同一台。",
        )),
        "fifth" => Attempt::failed(say("That is what has to move; mod N moves more.", "那是必须迁移的份额；取模迁移得更多。")),
        "half" => Attempt::failed(say("That is so from four to eight.", "从四台到八台才是这样。")),
        _ => Attempt::failed(say("Some remainders stay the same.", "有些余数不变。")),
    }
}
