//! The generals: the machine against an independent evaluation, the published counts, and rule by rule.
#![cfg(not(target_arch = "wasm32"))]

mod counts;
mod guards;
mod oracle;
mod rules;
mod suspects;
mod told;
mod views;

use std::rc::Rc;

use oracle::{Lies, Oracle};
use synod::exhibit::plot::{Habit, Lie, Plot};
use synod::exhibits::generals::guards::Guards;
use synod::exhibits::generals::machine::{Oral, Value};
use synod::exhibits::generals::text::PLOT;
use synod::sim::{NodeId, Run, World};

/// A configuration without traitors.
fn oral(generals: u8, tolerated: u8) -> Oral {
    Oral {
        generals,
        tolerated,
        order: Value::Attack,
        commander: NodeId(0),
        plot: Plot::nobody(&PLOT),
        by_recursion: false,
        without: Guards::default(),
    }
}

/// The end of a run.
fn end(oral: Oral, seed: u64) -> World<Oral> {
    let mut run = Run::new(Rc::new(oral), seed, &[], None);
    run.seek(u32::MAX);
    run.world().clone()
}

fn value(attack: bool) -> Value {
    if attack { Value::Attack } else { Value::Retreat }
}

/// What each lieutenant does, `true` for attack.
fn decisions(world: &World<Oral>) -> Vec<(u8, bool)> {
    let oral = &world.protocol;
    let lieutenants = oral.everybody().without(oral.commander);
    let does = |node: NodeId| world.node(node).and_then(|general| general.decided).map(|value| value == Value::Attack);
    lieutenants.iter().map(|node| (node.0, does(node).expect("it has decided"))).collect()
}

/// Every message that the run of OM(m) has: its path and its recipient.
fn messages(generals: u8, m: u8, commander: u8) -> Vec<(Vec<u8>, u8)> {
    let mut all = Vec::new();
    let mut calls = vec![vec![commander]];
    for _ in 0..=m {
        let mut next = Vec::new();
        for path in calls {
            for to in (0..generals).filter(|to| !path.contains(to)) {
                all.push((path.clone(), to));
                next.push([&path[..], &[to]].concat());
            }
        }
        calls = next;
    }
    all
}

/// The same lies as the plot of a machine.
fn plot(traitors: &[u8], lies: &Lies) -> Plot {
    let mut plot = Plot::nobody(&PLOT);
    for traitor in traitors {
        plot.turn(*traitor, Habit::Truth);
    }
    for ((path, to), said) in lies {
        plot.lie(Lie { path: path.clone(), to: *to, say: said.map(|attack| u8::from(!attack)) });
    }
    plot
}

/// A small source of chance for tests: the same numbers everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// So many different generals.
    fn traitors(&mut self, generals: u8, count: u8) -> Vec<u8> {
        let mut all: Vec<u8> = (0..generals).collect();
        (0..count.min(generals)).map(|_| all.remove(self.roll(all.len() as u64) as usize)).collect()
    }

    /// A random table of lies of these traitors.
    fn lies(&mut self, generals: u8, m: u8, commander: u8, traitors: &[u8]) -> Lies {
        let all = messages(generals, m, commander).into_iter();
        let lying = all.filter(|(path, _)| traitors.contains(path.last().expect("a sender")));
        let mut lies = Lies::new();
        for message in lying {
            match self.roll(5) {
                0 => drop(lies.insert(message, None)),
                1 | 2 => drop(lies.insert(message, Some(true))),
                3 => drop(lies.insert(message, Some(false))),
                _ => {}
            }
        }
        lies
    }
}

/// How many random tables of lies the machine is compared on.
const TABLES: u32 = 10_000;

#[test]
fn the_machine_agrees_with_a_recursive_evaluation() {
    let mut dice = Dice(2026);
    let (mut crossed, mut broken) = (0, 0);
    for table in 0..TABLES {
        let generals = 2 + dice.roll(7) as u8;
        // The largest are the slowest: one in eight.
        let m = if generals > 6 { dice.roll(8).min(4) as u8 % 4 } else { dice.roll(4) as u8 };
        let commander = dice.roll(generals.into()) as u8;
        let order = dice.roll(2) == 1;
        let count = dice.roll(u64::from(m) + 2) as u8;
        let traitors = dice.traitors(generals, count);
        let lies = dice.lies(generals, m, commander, &traitors);
        let plot = plot(&traitors, &lies);
        let by_recursion = table % 2 == 0;
        let machine = Oral { order: value(order), commander: NodeId(commander), plot, by_recursion, ..oral(generals, m) };
        let oracle = Oracle { generals, m, order, lies: &lies };
        let got = decisions(&end(machine, 1));
        for (me, does) in &got {
            assert_eq!(*does, oracle.decision(commander, *me), "n {generals} m {m} G{commander} {order} G{me}: {lies:?}");
        }
        let loyal: Vec<bool> = got.iter().filter(|(me, _)| !traitors.contains(me)).map(|(_, does)| *does).collect();
        let (together, obey) = (loyal.windows(2).all(|two| two[0] == two[1]), loyal.iter().all(|does| *does == order));
        let kept = together && (traitors.contains(&commander) || obey);
        crossed += u32::from(generals <= 3 * m || count > m);
        broken += u32::from(!kept);
        assert!(kept || generals <= 3 * m || count > m, "within the bound both promises hold: {lies:?}");
    }
    println!("{TABLES} tables, {crossed} beyond the bound, {broken} break a promise");
    assert!(crossed > 1_000 && broken > 100);
}
