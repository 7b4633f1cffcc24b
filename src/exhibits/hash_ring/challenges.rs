//! The challenges of the ring.

use crate::exhibit::{Attempt, ChallengeKind, ChallengeSpec, Made, Mechanism, Worked};
use crate::text::{Line, Locale, both, count, decimal};

use crate::balance::tally;
use crate::exhibit::spread::machine::{Change, Kind, State};

/// max/mean that counts as even, in thousandths.
const EVEN: u64 = 1_150;
/// So many servers must be left to carry the load.
const SERVERS: usize = 4;

/// The challenges, in the order of the page.
pub const CHALLENGES: &[ChallengeSpec] = &[
    ChallengeSpec {
        name: "replace",
        title: both("Replace a server", "替换一台服务器"),
        task: both(
            "Let S5 take the place of S2, and let as few keys as possible move on the way.",
            "让 S5 接替 S2，途中迁移的键越少越好。",
        ),
        scenario: "look-up",
        by: None,
        kind: ChallengeKind::Do,
    },
    ChallengeSpec {
        name: "even",
        title: both("Make it even", "使之均匀"),
        task: both(
            "Bring max/mean down to 1.15 or less, with four servers of weight 1 or more.",
            "在四台或更多权重至少为 1 的服务器下，使最大/均值降到 1.15 或更低。",
        ),
        scenario: "one-point",
        by: None,
        kind: ChallengeKind::Do,
    },
];

/// How a challenge stands.
pub fn attempt<M>(challenge: usize, tried: &Worked<'_, M>, locale: Locale) -> Attempt
where
    M: Mechanism<State = State, Change = Change>,
{
    match CHALLENGES.get(challenge).map(|spec| spec.name) {
        Some("replace") => replace(tried, locale),
        Some("even") => even(tried.still.state, locale),
        Some(_) | None => Attempt::default(),
    }
}

/// How many keys these changes moved.
fn moved<M: Mechanism<Change = Change>>(made: &[std::rc::Rc<Made<M>>]) -> usize {
    made.iter().map(|made| made.change.moved.len()).sum()
}

fn replace<M: Mechanism<State = State, Change = Change>>(tried: &Worked<'_, M>, locale: Locale) -> Attempt {
    let state = tried.still.state;
    let up: Vec<&str> =
        state.slots.iter().enumerate().filter(|(slot, _)| state.is_up(*slot)).map(|(_, slot)| slot.name.as_str()).collect();
    let total = moved(tried.made);
    let died = tried.made.iter().any(|made| matches!(made.change.kind, Kind::Die(_)));
    if died {
        let line = locale.say("A server that dies hands nothing over.", "宕机的服务器什么也移交不了。", &[]);
        return Attempt::failed(line);
    }
    if up != ["S1", "S3", "S4", "S5"] {
        let line = locale.say(
            "S1, S3, S4 and S5 are to be left; {0} keys have moved.",
            "最终应剩下 S1、S3、S4、S5；已迁移 {0} 个键。",
            &[count(total as u32)],
        );
        return Attempt::open(line);
    }
    // Joining first, what S5 takes from S2 moves once; the other way round it moves twice.
    let first = tried.made.first().map_or(state, |made| &*made.before);
    let gains =
        (0..state.setup.keys.len()).filter(|key| first.owner(*key) != state.owner(*key) && state.owner(*key) == 4).count();
    let leaves = (0..state.setup.keys.len()).filter(|key| first.owner(*key) == 1 && state.owner(*key) != 4).count();
    let least = gains + leaves;
    let args = [count(total as u32), count(least as u32)];
    if total <= least {
        Attempt::solved(locale.say("{0} keys moved: each at most once.", "迁移了 {0} 个键：每个至多一次。", &args))
    } else {
        Attempt::failed(locale.say(
            "{0} keys moved, and {1} would do: some moved twice.",
            "迁移了 {0} 个键，其实 {1} 个就够：有的迁移了两次。",
            &args,
        ))
    }
}

fn even(state: &State, locale: Locale) -> Attempt {
    let Some(placed) = &state.placed else {
        return Attempt::open(Line::plain(locale.pick("Nobody is on the ring.", "环上没有服务器。")));
    };
    let loads = placed.slots.iter().map(|slot| placed.loads[usize::from(*slot)]);
    let weights = placed.placement.servers().iter().map(|server| server.weight);
    let now = tally::evenness(loads.zip(weights)).max_to_mean;
    let told = [Line::plain(decimal(now)), count(state.up() as u32)];
    if state.up() < SERVERS {
        return Attempt::open(locale.say("Only {1} servers are left.", "只剩 {1} 台服务器。", &told));
    }
    if now > EVEN {
        return Attempt::open(locale.say("max/mean is {0}.", "最大/均值是 {0}。", &told));
    }
    Attempt::solved(locale.say("max/mean is {0} with {1} servers.", "{1} 台服务器，最大/均值是 {0}。", &told))
}
