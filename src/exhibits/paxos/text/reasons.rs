//! What only the watcher knows: of a step, of an instant, and why a guarantee stands as it does.

use crate::exhibit::Verdict;
use crate::exhibits::paxos::checks::Check;
use crate::exhibits::paxos::facts::What;
use crate::exhibits::paxos::guards::{Guard, Guards};
use crate::exhibits::paxos::machine::{Paxos, Role};
use crate::exhibits::paxos::roles::{Id, Node, Phase, Proposal, Value, Watched};
use crate::sim::{Act, Disk, NodeId, NodeSet, Sight, Step, World};
use crate::text::{Line, Locale, join};

use super::standing::acceptors_up;
use super::teller::{Teller, count, id};

/// What only the watcher knows about this step: "red is chosen at this moment".
pub fn aside(before: Option<&World<Paxos>>, world: &World<Paxos>, step: &Step<Paxos>, locale: Locale) -> Line {
    let Some(before) = before else { return Line::default() };
    let (teller, was, now) = (Teller::new(&world.protocol, locale), before.watched(), world.watched());
    let chosen = now.chosen.iter().skip(was.chosen.len()).map(|proposal| newly_chosen(teller, world, was, *proposal));
    let broken = now.broken.filter(|_| was.broken.is_none()).map(|broken| breaks(teller, before, step, broken));
    let mistaken = now.mistaken.filter(|_| was.mistaken.is_none()).map(|(who, proposal)| mistakes(teller, world, who, proposal));
    let others = step.facts.iter().map(|(at, fact)| beside(teller, before, *at, &fact.what));
    let turned = match step.act {
        Some(Act::Betray { node, .. }) if teller.paxos.role(node).0 == Role::Acceptor => {
            Some(last_loyal(teller, world.traitors()))
        }
        _ => None,
    };
    let all: Vec<Line> = chosen.chain(broken).chain(mistaken).chain(others).chain(turned).collect();
    teller.all(all)
}

fn newly_chosen(teller: Teller, world: &World<Paxos>, was: &Watched, proposal: Proposal) -> Line {
    let voters = world.watched().votes.get(&proposal).copied().unwrap_or_default();
    let args = [teller.value(proposal.value), teller.nodes(voters.iter()), teller.proposal(proposal)];
    if was.disagrees() {
        return teller.say(
            "*{0} is chosen:* {2} has been accepted by {1}, a majority. Agreement was broken before.",
            "*{0} 被批准：*{1} 构成多数派，都已接受 {2}。协定性在此之前已被破坏。",
            &args,
        );
    }
    if let Some(other) = was.chosen.iter().find(|other| other.value != proposal.value) {
        let args = [args[0].clone(), args[1].clone(), args[2].clone(), teller.value(other.value), id(other.id)];
        return teller.say(
            "*{0} is chosen as well:* {1}, a majority, have accepted {2}. But {3} was chosen before, under id {4}: agreement is \
             broken at this moment.",
            "*{0} 也被批准了：*{1} 构成多数派，都已接受 {2}。但 {3} 早已在编号 {4} 下被批准：协定性就在此刻被破坏。",
            &args,
        );
    }
    if !was.chosen.is_empty() {
        return teller.say(
            "{0} is chosen once more: {1} have accepted {2}. It is the same value, so nothing changes.",
            "{0} 再次被批准：{1} 都已接受 {2}。值相同，什么也没有改变。",
            &args,
        );
    }
    let first = if voters.len() == 1 {
        teller.say(
            "*{0} is chosen at this moment:* {1} alone is a majority and has accepted {2}.",
            "*{0} 就在此刻被批准：*{1} 一个就是多数派，它已接受 {2}。",
            &args,
        )
    } else {
        teller.say(
            "*{0} is chosen at this moment:* {1}, a majority, have accepted {2}.",
            "*{0} 就在此刻被批准：*{1} 构成多数派，都已接受 {2}。",
            &args,
        )
    };
    let last = if knows(world, proposal.value) {
        Line::default()
    } else {
        teller.say("Nobody knows it yet.", "还没有谁知道。", &[])
    };
    teller.all([first, last])
}

/// Whether any node takes `value` for the resolution.
fn knows(world: &World<Paxos>, value: Value) -> bool {
    world.places().iter().any(|place| match &*place.state {
        Node::Proposer(proposer) => matches!(&proposer.phase, Phase::Resolved { proposal, .. } if proposal.value == value),
        Node::Learner(learner) => learner.learned.is_some_and(|learned| learned.value == value),
        Node::Acceptor(_) => false,
    })
}

fn breaks(teller: Teller, before: &World<Paxos>, step: &Step<Paxos>, (who, had, did): (NodeId, Id, Id)) -> Line {
    let now = step.facts.iter().any(|(at, fact)| *at == who && matches!(fact.what, What::Accepts { .. }));
    // Where accepting does not promise, the word that is broken may be an acceptance.
    let votes = &before.watched().votes;
    let accepted = teller.paxos.without.has(Guard::Raise) && votes.iter().any(|(vote, by)| vote.id == had && by.has(who));
    let past = if accepted { teller.say("accepted", "接受", &[]) } else { teller.say("promised", "承诺", &[]) };
    let present = if now { teller.say("accepts", "接受了", &[]) } else { teller.say("promises", "又承诺", &[]) };
    teller.say(
        "*{0} breaks its word:* it had {1} {2} and now {3} {4}.",
        "*{0} 违背了诺言：*它曾{1} {2}，现在却{3} {4}。",
        &[teller.node(who), past, id(had), present, id(did)],
    )
}

fn mistakes(teller: Teller, world: &World<Paxos>, who: NodeId, proposal: Proposal) -> Line {
    let voters = world.watched().votes.get(&proposal).map_or(0, |voters| voters.len() as u32);
    let needed = count(teller.paxos.majority());
    let args = [teller.node(who), teller.value(proposal.value), count(voters), teller.proposal(proposal), needed];
    teller.say(
        "*{0} is mistaken:* {1} is not chosen. {3} has been accepted by {2}, and a majority is {4}.",
        "*{0} 弄错了：*{1} 并没有被批准。接受过 {3} 的有 {2} 个，多数派是 {4} 个。",
        &args,
    )
}

/// What is worth knowing of a fact beyond what its node knows.
fn beside(teller: Teller, before: &World<Paxos>, at: NodeId, what: &What) -> Line {
    let watched = before.watched();
    match what {
        What::Wakes { disk: Disk::Lost, .. } if teller.paxos.role(at).0 == Role::Acceptor => {
            let Some(promised) = watched.promised.get(&at) else { return Line::default() };
            let said = watched.votes.iter().filter(|(_, voters)| voters.has(at)).map(|(proposal, _)| teller.proposal(*proposal));
            let accepted = teller.listed(said);
            let args = [teller.node(at), id(*promised), accepted];
            if args[2].is_empty() {
                teller.say("{0} had promised {1}.", "{0} 曾承诺 {1}。", &args)
            } else {
                teller.say("{0} had promised {1} and accepted {2}.", "{0} 曾承诺 {1}，并接受过 {2}。", &args)
            }
        }
        What::Prepares { id: now, .. } if teller.paxos.without.has(Guard::FreshId) => {
            match watched.votes.keys().find(|proposal| proposal.id == *now) {
                Some(old) => teller.say(
                    "Id {0} has been used before, for {1}.",
                    "编号 {0} 以前用过，那时的值是 {1}。",
                    &[id(*now), teller.value(old.value)],
                ),
                None => Line::default(),
            }
        }
        What::Contradicts { heard, .. } if watched.chosen.iter().all(|chosen| chosen.value != heard.value) => {
            teller.say("{0} is not chosen.", "{0} 并没有被批准。", &[teller.value(heard.value)])
        }
        What::Prepares { .. }
        | What::Wakes { .. }
        | What::Promises { .. }
        | What::RefusesPrepare { .. }
        | What::CountsPromise { .. }
        | What::Proposes { .. }
        | What::Accepts { .. }
        | What::RefusesPropose { .. }
        | What::CountsAccepted { .. }
        | What::Declares { .. }
        | What::HearsRefusal { .. }
        | What::Learns { .. }
        | What::LearnerCounts { .. }
        | What::Contradicts { .. }
        | What::Ignores { .. } => Line::default(),
    }
}

/// What only the watcher knows at this instant: "chosen: id 1, red", or nothing.
pub fn watcher(world: &World<Paxos>, locale: Locale) -> Line {
    let teller = Teller::new(&world.protocol, locale);
    let all = &world.watched().chosen;
    let news = |(place, proposal): &(usize, &Proposal)| all.iter().take(*place).all(|other| other.value != proposal.value);
    let chosen = all
        .iter()
        .enumerate()
        .filter(news)
        .map(|(_, proposal)| teller.say("id {0}, {1}", "编号 {0}，{1}", &[id(proposal.id), teller.value(proposal.value)]));
    let chosen = join(chosen, " · ");
    if chosen.is_empty() { chosen } else { teller.say("chosen: {0}", "已批准：{0}", &[chosen]) }
}

/// Why a guarantee stands as it does, with the values of this instant.
pub fn because(check: usize, sight: &Sight<'_, Paxos>, locale: Locale) -> Line {
    let Some(check) = Check::ALL.get(check) else { return Line::default() };
    let teller = Teller::new(sight.protocol, locale);
    let verdict = check.judge(sight);
    let broken = verdict == Verdict::Broken;
    match check {
        Check::Agreement => agreement(teller, sight, broken),
        Check::Validity => validity(teller, sight, broken),
        Check::Promises => promises(teller, sight),
        Check::Learned => learned(teller, sight),
        Check::Termination => termination(teller, sight, verdict),
    }
}

fn agreement(teller: Teller, sight: &Sight<'_, Paxos>, broken: bool) -> Line {
    let nobody = || teller.say("Nobody is left; agreement holds of nobody.", "所有节点都已宕机；没有节点，协定性自然成立。", &[]);
    let Some(first) = sight.watched.chosen.first() else {
        return if sight.up.is_empty() {
            nobody()
        } else {
            let open = teller.say(
                "Nothing is chosen yet; at most one value ever may be.",
                "还没有值被批准；最多只能有一个值被批准。",
                &[],
            );
            teller.all([open, last_loyal(teller, sight.traitors)])
        };
    };
    let args = [teller.value(first.value), id(first.id)];
    if let Some(other) = sight.watched.chosen.iter().find(|other| broken && other.value != first.value) {
        let [value, of] = args;
        return teller.say(
            "{0} was chosen under id {1}, and {2} under id {3}.",
            "{0} 在编号 {1} 下被批准，而 {2} 在编号 {3} 下也被批准。",
            &[value, of, teller.value(other.value), id(other.id)],
        );
    }
    let only = teller.say("Only {0} is chosen (id {1}).", "只有 {0} 被批准（编号 {1}）。", &args);
    let second = if sight.up.is_empty() {
        nobody()
    } else if warranted(sight) {
        teller.say(
            "Every higher id that a majority promises will have to carry {0} on.",
            "此后任何得到多数派承诺的更大编号都必须沿用 {0}。",
            &args,
        )
    } else {
        last_loyal(teller, sight.traitors)
    };
    teller.all([only, second])
}

/// Whether the theorem speaks of this run: no guard is taken away, nobody lies, nobody forgot.
fn warranted(sight: &Sight<'_, Paxos>) -> bool {
    let Watched { broken, forgot, .. } = sight.watched;
    sight.protocol.without == Guards::default() && sight.traitors.is_empty() && broken.is_none() && forgot.is_empty()
}

/// That of several acceptors only one is loyal: agreement asks nothing of the others.
fn last_loyal(teller: Teller, traitors: NodeSet) -> Line {
    let loyal: NodeSet = teller.paxos.all_acceptors().filter(|node| !traitors.has(*node)).collect();
    if loyal.len() == 1 && teller.paxos.acceptors > 1 {
        teller.say("Of the acceptors only {0} is loyal.", "决策者中只有 {0} 是忠诚的。", &[teller.list(loyal)])
    } else {
        Line::default()
    }
}

fn validity(teller: Teller, sight: &Sight<'_, Paxos>, broken: bool) -> Line {
    let asked = || teller.values(sight.watched.asked.iter().copied());
    let stray = sight.watched.chosen.iter().find(|chosen| broken && !sight.watched.asked.contains(&chosen.value));
    match (stray, sight.watched.chosen.first()) {
        (Some(stray), _) => teller.say(
            "{0} was chosen (id {1}), but no client ever asked for it; asked for: {2}.",
            "{0} 被批准了（编号 {1}），但从没有客户端请求过它；请求过的值：{2}。",
            &[teller.value(stray.value), id(stray.id), asked()],
        ),
        (None, Some(chosen)) => teller.say(
            "{0} is chosen, and a client asked for it.",
            "被批准的 {0} 确实是客户端请求过的值。",
            &[teller.value(chosen.value)],
        ),
        (None, None) if sight.watched.asked.is_empty() => teller.say(
            "No client has asked for anything yet, and nothing is chosen.",
            "还没有客户端提出请求，也没有值被批准。",
            &[],
        ),
        (None, None) => teller.say(
            "Nothing is chosen yet. Only what a client asked for may be: {0}.",
            "还没有值被批准。只有客户端请求过的值才能被批准：{0}。",
            &[asked()],
        ),
    }
}

fn promises(teller: Teller, sight: &Sight<'_, Paxos>) -> Line {
    if let Some((who, had, did)) = sight.watched.broken {
        let args = [teller.node(who), id(had), id(did)];
        return if teller.paxos.without.has(Guard::Raise) {
            teller.say("{0} had said yes to {1} and said yes to {2} all the same.", "{0} 曾答应 {1}，却仍然答应了 {2}。", &args)
        } else {
            teller.say("{0} had promised {1} and said yes to {2} all the same.", "{0} 曾承诺 {1}，却仍然答应了 {2}。", &args)
        };
    }
    if sight.watched.promised.is_empty() {
        return teller.say("No acceptor has promised anything yet.", "还没有决策者作过承诺。", &[]);
    }
    let kept =
        sight.watched.promised.iter().map(|(who, promised)| {
            teller.node(*who).then(Line::plain(format!("{}{}", teller.locale.pick(": ", "："), promised.0)))
        });
    let kept = teller.listed(kept);
    teller.say("Every acceptor has kept its promises; they stand at {0}.", "每个决策者都信守承诺；目前的承诺：{0}。", &[kept])
}

fn learned(teller: Teller, sight: &Sight<'_, Paxos>) -> Line {
    if let Some((who, proposal)) = sight.watched.mistaken {
        return teller.say(
            "{0} took {1} (id {2}) for the resolution when no majority had accepted it.",
            "{0} 把 {1}（编号 {2}）当成了决议，而当时并没有多数派接受它。",
            &[teller.node(who), teller.value(proposal.value), id(proposal.id)],
        );
    }
    let knowing = |node: &&Node| match node {
        Node::Proposer(proposer) => matches!(proposer.phase, Phase::Resolved { .. }),
        Node::Learner(learner) => learner.learned.is_some(),
        Node::Acceptor(_) => false,
    };
    let who = (0_u8..).zip(sight.nodes).filter(|(_, node)| knowing(node)).map(|(index, _)| NodeId(index));
    let who: Vec<NodeId> = who.collect();
    if who.is_empty() {
        return teller.say("Nobody takes anything for the resolution yet.", "还没有谁认定任何决议。", &[]);
    }
    teller.say("What {0} took for the resolution had been chosen.", "{0} 所认定的决议确已被批准。", &[teller.nodes(who)])
}

fn termination(teller: Teller, sight: &Sight<'_, Paxos>, verdict: Verdict) -> Line {
    if verdict == Verdict::Holds {
        return teller.say("Every learner that is up has learned the resolution.", "所有未宕机的学习者都已学习到决议。", &[]);
    }
    let (up, needed) = (acceptors_up(teller, sight.up), teller.paxos.needed());
    let first = if sight.up.is_empty() {
        teller.say("Nobody is left who could learn anything.", "已经没有节点能学习到任何值。", &[])
    } else if !sight.watched.chosen.is_empty() {
        teller.say(
            "Not yet: a value is chosen, but not every learner knows it.",
            "尚未：已有值被批准，但不是每个学习者都知道。",
            &[],
        )
    } else if up.0 < needed {
        teller.say(
            "Not yet, and not like this: {0}, and it takes {1}.",
            "尚未，而且这样下去也不会：{0}，而需要 {1} 个。",
            &[up.1, count(needed)],
        )
    } else {
        teller.say("Not yet: nothing is chosen.", "尚未：还没有值被批准。", &[])
    };
    if !warranted(sight) || sight.watched.disagrees() {
        return first;
    }
    let second = teller.say(
        "How can this work after FLP? Agreement never waits for time, so it never breaks; *that* it ends needs a quiet spell, \
         in which one proposer is left alone, and no algorithm can promise one.",
        "有了 FLP 不可能性结果，这怎么还行得通？协定性从不依赖时间，所以不会被破坏；*能否*终止则取决于有没有一段平静的时间，让一个提议者不受打扰，而没有算法能保证这一点。",
        &[],
    );
    teller.all([first, second])
}
