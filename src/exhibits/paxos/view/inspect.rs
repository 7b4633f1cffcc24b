//! A node in detail, and the frame as a table.

use crate::exhibit::Inspection;
use crate::exhibits::paxos::machine::{Paxos, Role};
use crate::exhibits::paxos::roles::{Acceptor, Learner, Node, Phase, Proposer};
use crate::exhibits::paxos::text::teller::{Teller, count, id};
use crate::exhibits::paxos::text::{role_name, role_sentence, watcher};
use crate::scene::{Row, Table};
use crate::sim::{NodeId, World};
use crate::text::{Line, Locale, join};

/// The frame as a table, a row for each node, and below them what only the watcher knows.
pub fn table(world: &World<Paxos>, locale: Locale) -> Table {
    let t = Teller::new(&world.protocol, locale);
    let nodes = (0_u8..).map(NodeId).zip(world.places());
    let mut rows: Vec<Row> = nodes
        .map(|(node, place)| {
            let role = Line::plain(role_name(t.paxos.role(node).0, locale));
            let up = if world.up().has(node) { t.say("up", "正常", &[]) } else { t.say("crashed", "宕机", &[]) };
            let crashed = !world.up().has(node);
            Row { cells: vec![t.node(node), role, up, knows(t, &place.state, crashed)], watcher: false }
        })
        .collect();
    let chosen = watcher(world, locale);
    let chosen = if chosen.is_empty() { t.say("nothing is chosen", "尚无值被批准", &[]) } else { chosen };
    let mut only_we = vec![chosen];
    if !world.traitors().is_empty() {
        only_we.push(t.say("traitors: {0}", "叛徒：{0}", &[t.list(world.traitors())]));
    }
    let head = || t.say("only the watcher", "只有旁观者", &[]);
    let dash = || Line::plain("–");
    rows.extend(only_we.into_iter().map(|line| Row { cells: vec![head(), dash(), dash(), line], watcher: true }));
    let heads = locale.pick(["Node", "Role", "State", "What it knows"], ["节点", "角色", "状态", "所知"]);
    Table {
        title: locale.pick("Every node in this frame", "此帧中的各个节点").to_owned(),
        heads: heads.map(str::to_owned).to_vec(),
        rows,
    }
}

/// What a node knows, in one line; while it is down, what it would find on its disk.
pub(super) fn knows(t: Teller, state: &Node, crashed: bool) -> Line {
    let state = &if crashed { t.paxos.on_disk(state) } else { state.clone() };
    match state {
        Node::Proposer(proposer) if proposer.phase == Phase::Idle && proposer.used.0 > 0 => {
            t.say("has nothing under way, has used id {0}", "暂无提案，用过编号 {0}", &[id(proposer.used)])
        }
        Node::Proposer(proposer) => proposer_knows(t, proposer),
        Node::Acceptor(acceptor) => acceptor_knows(t, acceptor),
        Node::Learner(learner) => match learner.learned {
            Some(proposal) => t.say("has learned {0}", "已学习 {0}", &[t.value(proposal.value)]),
            None => t.say("has learned nothing", "尚未学习到任何值", &[]),
        },
    }
}

fn proposer_knows(t: Teller, proposer: &Proposer) -> Line {
    let needed = count(t.paxos.needed());
    match &proposer.phase {
        Phase::Idle => t.say("has nothing under way", "暂无提案", &[]),
        Phase::Preparing { id: of, counted, .. } => t.say(
            "id {0}, phase 1 of 3: {1} of {2} promises",
            "编号 {0}，第 1/3 阶段：承诺 {1}/{2}",
            &[id(*of), count(*counted), needed],
        ),
        Phase::Proposing { proposal, accepted, .. } => t.say(
            "has proposed {0}, phase 2 of 3: {1} of {2} acceptances",
            "已提议 {0}，第 2/3 阶段：接受 {1}/{2}",
            &[t.proposal(*proposal), count(accepted.len() as u32), needed],
        ),
        Phase::Resolved { proposal, .. } => t.say("has declared the resolution {0}", "已宣布决议 {0}", &[t.proposal(*proposal)]),
    }
}

fn acceptor_knows(t: Teller, acceptor: &Acceptor) -> Line {
    let accepted = acceptor.accepted.map(|proposal| t.proposal(proposal));
    match (acceptor.promised.0, accepted) {
        (0, None) => t.say("has promised nothing and accepted nothing", "尚未承诺，尚未接受", &[]),
        (0, Some(line)) => t.say("has promised nothing, accepted {0}", "尚未承诺，已接受 {0}", &[line]),
        (_, None) => t.say("has promised {0}, accepted nothing", "已承诺 {0}，尚未接受", &[id(acceptor.promised)]),
        (_, Some(line)) => t.say("has promised {0}, accepted {1}", "已承诺 {0}，已接受 {1}", &[id(acceptor.promised), line]),
    }
}

/// A node in detail.
pub fn inspect(world: &World<Paxos>, node: NodeId, locale: Locale) -> Inspection {
    let t = Teller::new(&world.protocol, locale);
    let role = t.paxos.role(node).0;
    let title = t.node(node).then(Line::plain(format!(" · {}", role_name(role, locale))));
    let crashed = !world.up().has(node);
    let state = world.node(node).map(|state| if crashed { t.paxos.on_disk(state) } else { state.clone() });
    let mut rows = match &state {
        Some(Node::Proposer(proposer)) if crashed => vec![used_row(t, proposer)],
        Some(Node::Proposer(proposer)) => proposer_rows(t, node, proposer),
        Some(Node::Acceptor(acceptor)) => acceptor_rows(t, acceptor),
        Some(Node::Learner(learner)) => learner_rows(t, learner),
        None => Vec::new(),
    };
    if crashed && t.paxos.writes(role) {
        rows.insert(0, known(t.say("state", "状态", &[]), t.say("crashed; this is on its disk", "宕机；以下写在磁盘上", &[])));
    } else if crashed {
        rows = vec![known(t.say("state", "状态", &[]), t.say("crashed; nothing is on its disk", "宕机；磁盘上什么也没有", &[]))];
    }
    rows.extend(watched_rows(t, world, node));
    let heads = locale.pick(["", "at this frame"], ["", "此帧"]).map(str::to_owned).to_vec();
    let table = Table { title: title.to_string(), heads, rows };
    Inspection { title, role: Line::plain(role_sentence(role, locale)), table }
}

fn known(head: Line, value: Line) -> Row {
    Row { cells: vec![head, value], watcher: false }
}

fn nothing(t: Teller) -> Line {
    t.say("nothing yet", "尚无", &[])
}

fn proposer_rows(t: Teller, node: NodeId, proposer: &Proposer) -> Vec<Row> {
    let own = proposer.own.map_or_else(|| nothing(t), |own| t.value(own));
    let mut rows = vec![known(t.say("own value", "自己的值", &[]), own)];
    if let Some(of) = proposer.phase.id() {
        let phase = t.say("{0}, phase {1} of 3", "{0}，第 {1}/3 阶段", &[id(of), count(proposer.phase.number().into())]);
        rows.push(known(t.say("id", "编号", &[]), phase));
    }
    let promised = t.say("promises from", "承诺来自", &[]);
    let accepted = t.say("accepted by", "接受它的决策者", &[]);
    let some = |set: crate::sim::NodeSet| if set.is_empty() { nothing(t) } else { t.list(set) };
    match &proposer.phase {
        Phase::Idle => {}
        Phase::Preparing { promises, .. } => rows.push(known(promised, some(promises.keys().copied().collect()))),
        Phase::Proposing { promises, adopted, accepted: who, .. } => {
            rows.push(known(promised, some(*promises)));
            let carry = adopted.map_or_else(
                || t.say("nothing: it is free", "无：可自由选值", &[]),
                |(from, proposal)| {
                    t.say(
                        "{0} ({1} reported {2})",
                        "{0}（{1} 报告了 {2}）",
                        &[t.value(proposal.value), t.node(from), t.proposal(proposal)],
                    )
                },
            );
            rows.push(known(t.say("must carry", "须沿用", &[]), carry));
            rows.push(known(accepted, some(*who)));
        }
        Phase::Resolved { proposal, accepted: who } => {
            rows.push(known(accepted, some(*who)));
            rows.push(known(t.say("resolution", "决议", &[]), t.proposal(*proposal)));
        }
    }
    rows.push(used_row(t, proposer));
    rows.push(known(t.say("its next id", "下一个编号", &[]), id(t.paxos.next_id(node, proposer))));
    rows
}

fn used_row(t: Teller, proposer: &Proposer) -> Row {
    let used = if proposer.used.0 == 0 { nothing(t) } else { id(proposer.used) };
    let head = if t.paxos.writes(Role::Proposer) {
        t.say("highest id used (on disk)", "用过的最大编号（磁盘）", &[])
    } else {
        t.say("highest id used (not on disk)", "用过的最大编号（不在磁盘上）", &[])
    };
    known(head, used)
}

fn acceptor_rows(t: Teller, acceptor: &Acceptor) -> Vec<Row> {
    let none = acceptor.promised.0 == 0;
    let promised = if none { nothing(t) } else { id(acceptor.promised) };
    let refuses = if none {
        t.say("nothing", "无", &[])
    } else {
        t.say("`prepare` ≤ {0}, `propose` < {0}", "`prepare` ≤ {0}，`propose` < {0}", &[id(acceptor.promised)])
    };
    let accepted = acceptor.accepted.map_or_else(|| nothing(t), |proposal| t.proposal(proposal));
    vec![
        known(t.say("promised id", "承诺的编号", &[]), promised),
        known(t.say("accepted", "已接受", &[]), accepted),
        known(t.say("will refuse", "将拒绝", &[]), refuses),
    ]
}

fn learner_rows(t: Teller, learner: &Learner) -> Vec<Row> {
    let learned = learner.learned.map_or_else(|| nothing(t), |proposal| t.proposal(proposal));
    let votes = learner
        .votes
        .iter()
        .map(|(proposal, voters)| known(t.say("accepted {0}", "已接受 {0}", &[t.proposal(*proposal)]), t.list(*voters)));
    std::iter::once(known(t.say("learned", "已学习", &[]), learned)).chain(votes).collect()
}

/// What only the watcher knows of a node.
fn watched_rows(t: Teller, world: &World<Paxos>, node: NodeId) -> Vec<Row> {
    let only = |head: Line, value: Line| Row { cells: vec![head, value], watcher: true };
    let mut rows = Vec::new();
    let votes = world.watched().votes.iter().filter(|(_, voters)| voters.has(node)).map(|(proposal, _)| t.proposal(*proposal));
    let votes = join(votes, t.locale.pick(", ", "、"));
    if !votes.is_empty() {
        rows.push(only(t.say("ever accepted", "曾经接受", &[]), votes));
    }
    if world.traitors().has(node) {
        rows.push(only(t.say("traitor", "叛徒", &[]), t.say("it may say what it likes", "它可以随意说谎", &[])));
    }
    rows
}
