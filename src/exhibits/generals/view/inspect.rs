//! A general in detail, and the frame as a table.

use crate::exhibit::Inspection;
use crate::exhibits::generals::machine::{Heard, Oral};
use crate::exhibits::generals::path::Path;
use crate::exhibits::generals::text::teller::{Teller, count};
use crate::exhibits::generals::text::watcher;
use crate::scene::{Row, Table};
use crate::sim::{NodeId, World};
use crate::text::{Line, Locale, Span};

/// The most received values that a general's inspector lists; its tree shows the others.
const LISTED_MAX: usize = 14;

/// The frame as a table, a row for each general, and below them what only the watcher knows.
pub fn table(world: &World<Oral>, locale: Locale) -> Table {
    let t = Teller::new(&world.protocol, locale);
    let mut rows: Vec<Row> = (0..t.oral.generals)
        .map(NodeId)
        .map(|node| {
            let up = if world.up().has(node) { t.say("up", "正常", &[]) } else { t.say("crashed", "宕机", &[]) };
            Row { cells: vec![t.node(node), role(t, node), up, first(t, world, node), does(t, world, node)], watcher: false }
        })
        .collect();
    let only_we = watcher(world, locale);
    if !only_we.is_empty() {
        let dash = || Line::plain("–");
        let head = t.say("only the watcher", "只有旁观者", &[]);
        rows.push(Row { cells: vec![head, dash(), dash(), dash(), only_we], watcher: true });
    }
    let heads = locale.pick(
        ["General", "Role", "State", "Received from the commander", "Does"],
        ["将军", "角色", "状态", "从指挥官收到", "行动"],
    );
    Table {
        title: locale.pick("Every general in this frame", "此帧中的各个将军").to_owned(),
        heads: heads.map(str::to_owned).to_vec(),
        rows,
    }
}

fn role(t: Teller, node: NodeId) -> Line {
    if node == t.oral.commander { t.say("commander", "指挥官", &[]) } else { t.say("lieutenant", "中尉", &[]) }
}

fn heard(t: Teller, heard: Option<Heard>) -> Line {
    match heard {
        Some(Heard::Said(value)) => t.value(value),
        Some(Heard::Nothing) => t.say("nothing: the default", "无：取默认值", &[]),
        None => t.say("nothing yet", "尚无", &[]),
    }
}

fn first(t: Teller, world: &World<Oral>, node: NodeId) -> Line {
    if node == t.oral.commander {
        return t.say("its own order: {0}", "自己的命令：{0}", &[t.value(t.oral.order)]);
    }
    let path = Path::root(t.oral.commander);
    heard(t, world.node(node).and_then(|general| general.heard.get(&path).copied()))
}

fn does(t: Teller, world: &World<Oral>, node: NodeId) -> Line {
    let decided = world.node(node).and_then(|general| general.decided);
    decided.map_or_else(|| t.say("not yet", "尚未", &[]), |value| t.value(value))
}

/// A general in detail.
pub fn inspect(world: &World<Oral>, node: NodeId, locale: Locale) -> Inspection {
    let t = Teller::new(&world.protocol, locale);
    let known = |head: Line, value: Line| Row { cells: vec![head, value], watcher: false };
    let title = t.node(node).then(Line::plain(" · ")).then(role(t, node));
    let mut rows = Vec::new();
    if !world.up().has(node) {
        rows.push(known(t.say("state", "状态", &[]), t.say("crashed", "宕机", &[])));
    }
    if node == t.oral.commander {
        rows.push(known(t.say("order", "命令", &[]), t.value(t.oral.order)));
    } else {
        rows.push(known(t.say("does", "行动", &[]), does(t, world, node)));
    }
    if let Some(general) = world.node(node) {
        for (path, got) in general.heard.iter().take(LISTED_MAX) {
            let value = match general.worth.get(path) {
                Some(worth) => t.say("{0}, worth {1}", "{0}，值为 {1}", &[heard(t, Some(*got)), t.value(*worth)]),
                None => heard(t, Some(*got)),
            };
            rows.push(known(t.say("received on {0}", "收到 {0}", &[t.path(*path)]), value));
        }
        let more = general.heard.len().saturating_sub(LISTED_MAX) as u32;
        if more > 0 {
            rows.push(known(
                t.say("and more", "还有", &[]),
                t.say("{0} paths, in its tree", "{0} 条路径，见它的树", &[count(more)]),
            ));
        }
    }
    if world.traitors().has(node) {
        let habit = t.oral.plot.habit(node.0).word();
        let value = t.say("what it says where no lie is named: {0}", "没有指定谎言时说：{0}", &[Span::term(habit).into()]);
        rows.push(Row { cells: vec![t.say("traitor", "叛徒", &[]), value], watcher: true });
    }
    let role = if node == t.oral.commander {
        t.say(
            "Gives the order. Loyal, it tells every lieutenant the same; a traitor need not.",
            "下达命令。忠诚的指挥官对每个中尉说同样的话；叛徒则未必。",
            &[],
        )
    } else {
        t.say(
            "Receives the order, tells the others what it received, and takes the majority.",
            "接收命令，把收到的值告诉其他中尉，并取占多数的值。",
            &[],
        )
    };
    let heads = locale.pick(["", "at this frame"], ["", "此帧"]).map(str::to_owned).to_vec();
    Inspection { title: title.clone(), role, table: Table { title: title.to_string(), heads, rows } }
}
