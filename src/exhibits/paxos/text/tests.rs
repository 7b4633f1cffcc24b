//! Laws of the words: everything is said in both languages, differently, and is filled in.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::*;
use crate::exhibits::paxos::checks::Check;
use crate::exhibits::paxos::facts::Why;
use crate::exhibits::paxos::guards::{GUARDS, Guards};
use crate::exhibits::paxos::roles::{Command, Id, Message, Proposal, Timer, Value};
use crate::sim::{Act, Condition, Disk, Evidence, NodeSet, Relation, Since, Timing};
use crate::text::Both;

fn paxos(proposers: u8, acceptors: u8, learners: u8) -> Paxos {
    let palette = ["red", "blue", "gold"].map(str::to_owned).to_vec();
    let own = (0..proposers).map(|index| Value(index % 3)).collect();
    Paxos {
        proposers,
        acceptors,
        learners,
        palette,
        own,
        timing: Timing { delay_ms_max: 30, duplicate_percent: 20, loss_percent: 10, ..Timing::default() },
        stagger_ms: 15,
        patience_ms: 60,
        backoff: true,
        refusals_answered: true,
        acceptors_tell: false,
        without: Guards::default(),
    }
}

/// Both languages say something, say it differently, and fill every place in.
#[track_caller]
fn lawful(what: &str, tell: impl Fn(Locale) -> Line) {
    let [en, zh] = Locale::ALL.map(|locale| tell(locale).to_string());
    assert!(!en.is_empty() && !zh.is_empty(), "{what}: {en:?} / {zh:?}");
    assert_ne!(en, zh, "{what}");
    for said in [&en, &zh] {
        assert!(!said.contains(['{', '}', '*', '`']), "{what}: {said}");
        assert!(!said.contains("  ") && !said.starts_with(' ') && !said.ends_with(' '), "{what}: {said:?}");
    }
    let chinese = zh.chars().any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
    assert!(chinese, "{what}: {en} / {zh}");
    for word in BANNED {
        assert!(!zh.contains(word), "{what}: {zh}");
    }
}

/// Words that the course text does not use, and a word for guards that is not ours.
const BANNED: [&str; 6] = ["接受者", "副官", "唤醒", "选票", "保护", "相持"];

#[test]
fn no_source_of_the_exhibit_uses_a_banned_word() {
    let sources = [
        include_str!("../guards.rs"),
        include_str!("../scenarios.rs"),
        include_str!("../view/captions.rs"),
        include_str!("../view/figures.rs"),
        include_str!("../view/inspect.rs"),
        include_str!("../view/mod.rs"),
        include_str!("acceptors.rs"),
        include_str!("learners.rs"),
        include_str!("messages.rs"),
        include_str!("proposers.rs"),
        include_str!("reasons.rs"),
        include_str!("rules.rs"),
        include_str!("standing.rs"),
        include_str!("waking.rs"),
        include_str!("words.rs"),
    ];
    for source in sources {
        let found = BANNED.iter().find(|word| source.contains(**word));
        assert_eq!(found, None, "{}", source.lines().next().unwrap_or_default());
    }
}

/// The same, but nothing at all may be said, too.
#[track_caller]
fn lawful_or_silent(what: &str, tell: impl Fn(Locale) -> Line) {
    if Locale::ALL.into_iter().any(|locale| !tell(locale).is_empty()) {
        lawful(what, tell);
    }
}

fn proposal(id: u32, value: u8) -> Proposal {
    Proposal { id: Id(id), value: Value(value) }
}

/// One of each fact, and of each way in which it can be told.
fn samples() -> Vec<What> {
    let (one, two) = (NodeId(2), [NodeId(2), NodeId(3)].into_iter().collect::<NodeSet>());
    let few = NodeSet::EMPTY.with(one);
    let (red, blue) = (proposal(1, 0), proposal(2, 1));
    let mut all = vec![
        What::Prepares { id: Id(1), own: Value(0), after: Id(0) },
        What::Prepares { id: Id(3), own: Value(0), after: Id(1) },
        What::RefusesPrepare { id: Id(1), promised: Id(1) },
        What::RefusesPrepare { id: Id(1), promised: Id(2) },
        What::RefusesPropose { proposal: red, promised: Id(2) },
        What::CountsAccepted { proposal: red, from: one, count: 1, needed: 2 },
        What::LearnerCounts { proposal: red, from: one, count: 1, needed: 2 },
        What::HearsRefusal { id: Id(1), from: one, promised: Id(2) },
        What::Contradicts { learned: red, heard: blue },
    ];
    for reported in [None, Some(red)] {
        all.push(What::CountsPromise { id: Id(1), from: one, reported, count: 1, needed: 2 });
        for (before, recorded) in [(Id(0), true), (Id(1), true), (Id(1), false)] {
            all.push(What::Promises { id: Id(2), before, reported, recorded });
        }
    }
    for promises in [two, few] {
        for adopted in [None, Some((one, red)), Some((one, blue))] {
            for passed_over in [None, Some((one, proposal(2, 2)))] {
                all.push(What::Proposes { proposal: blue, own: Value(1), adopted, passed_over, promises });
            }
        }
        all.extend([true, false].map(|tells| What::Declares { proposal: red, accepted: promises, tells }));
    }
    for promised in [Id(0), Id(1), Id(2), Id(3)] {
        all.extend([None, Some(red), Some(blue)].map(|before| What::Accepts { proposal: blue, promised, before }));
    }
    all.extend([true, false].map(|counted| What::Learns { proposal: red, from: one, counted }));
    let whys = [Why::OtherId { now: Id(0) }, Why::OtherId { now: Id(3) }, Why::CountedAlready, Why::PhaseOver];
    let whys = whys.into_iter().chain([Why::OtherValue, Why::KnownAlready, Why::NotMine]);
    all.extend(whys.map(|why| What::Ignores { from: one, kind: "promise", id: Id(1), why }));
    for disk in [Disk::Kept, Disk::Lost] {
        for (promised, holds) in [(Id(0), None), (Id(2), None), (Id(2), Some(red))] {
            all.push(What::Wakes { disk, promised: Some(promised), holds, used: Some(promised) });
        }
    }
    all
}

/// Worlds of all sizes of trouble, each with its guards, at every event of a run.
fn worlds(visit: &mut impl FnMut(Option<&World<Paxos>>, &World<Paxos>)) {
    let guards = std::iter::once(None).chain(GUARDS.iter().map(|(guard, _)| Some(*guard)));
    for (seed, guard) in guards.enumerate() {
        for (answered, tell) in [(true, false), (false, true)] {
            let mut config = paxos(2, 3, 2);
            config.refusals_answered = answered;
            config.acceptors_tell = tell;
            config.without = guard.map_or_else(Guards::default, |guard| Guards::default().with(guard));
            let mut world = World::new(Rc::new(config), seed as u64);
            visit(None, &world);
            for event in 0..100 {
                let act = trouble(event).filter(|act| world.closed(*act).is_none()).or_else(|| world.next_default());
                let Some(act) = act else { break };
                let before = world.clone();
                if world.apply(act, true).is_err() {
                    break;
                }
                visit(Some(&before), &world);
            }
        }
    }
}

/// What the adversary does, by event.
fn trouble(event: u32) -> Option<Act> {
    let crash = |node| Some(Act::Crash { node: NodeId(node), reaches: NodeSet::EMPTY });
    let wake = |node, disk| Some(Act::Wake { node: NodeId(node), disk });
    match event {
        9 => crash(2),
        14 => wake(2, Disk::Lost),
        20 => crash(0),
        24 => wake(0, Disk::Kept),
        30 => Some(Act::Command { node: NodeId(0), choice: 2 }),
        40 => crash(3),
        46 => wake(3, Disk::Kept),
        50 => crash(5),
        52 => wake(5, Disk::Kept),
        54 => crash(1),
        58 => wake(1, Disk::Lost),
        60 => Some(Act::Command { node: NodeId(1), choice: 1 }),
        70 => Some(Act::Betray { node: NodeId(4), since: Since::Now }),
        _ => None,
    }
}

#[test]
fn every_fact_is_told_in_both_languages_and_differently() {
    let rules: BTreeSet<&str> = samples().into_iter().map(|what| Fact::new(what, []).rule()).collect();
    assert_eq!(rules.len(), 15, "{rules:?}");
    let all = std::iter::once(Guards::default()).chain(GUARDS.iter().map(|(guard, _)| Guards::default().with(*guard)));
    for without in all {
        let world = World::new(Rc::new(Paxos { without, ..paxos(2, 3, 1) }), 1);
        for what in samples() {
            let told = Fact::new(what, []);
            for at in (0..6).map(NodeId) {
                let alone = matches!(told.what, What::HearsRefusal { .. }) && at.0 > 1;
                if !alone {
                    lawful(&format!("{:?} at {at:?}", told.what), |locale| fact(&world, &world.step, at, &told, locale));
                }
            }
            lawful(&format!("rule of {:?}", told.what), |locale| rule(&told, locale));
        }
    }
}

#[test]
fn every_condition_of_the_machine_has_words() {
    let sources = [
        include_str!("../machine.rs"),
        include_str!("../proposer.rs"),
        include_str!("../acceptor.rs"),
        include_str!("../learner.rs"),
    ];
    let names: BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.split("Condition::new(").skip(1))
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
        .collect();
    assert!(names.len() >= 10, "{names:?}");
    for name in names {
        for (left, right) in [(1, 2), (2, 1), (1, 1)] {
            let asked = Condition::new(name, left, Relation::Above, right);
            lawful(name, |locale| condition(&asked, locale));
        }
    }
}

#[test]
fn a_condition_that_fails_is_told_with_the_sign_that_is_true() {
    let asked = Condition::new("id-above-promised", 1, Relation::Above, 2);
    assert_eq!(condition(&asked, Locale::En).to_string(), "1 ≤ 2: the id is not above the promise");
    assert_eq!(condition(&asked, Locale::Zh).to_string(), "1 ≤ 2：编号不大于已承诺的编号");
}

#[test]
fn whatever_happens_is_told() {
    let mut told = BTreeSet::new();
    worlds(&mut |before, world| {
        let step = &world.step;
        for (at, what) in &step.facts {
            told.insert(what.rule());
            lawful(&format!("{what:?}"), |locale| fact(world, step, *at, what, locale));
            for asked in what.conditions() {
                lawful(asked.name, |locale| condition(asked, locale));
            }
        }
        lawful_or_silent("aside", |locale| aside(before, world, step, locale));
        lawful_or_silent("watcher", |locale| watcher(world, locale));
        lawful("phase", |locale| phase(world, locale));
        lawful("summary", |locale| summary(world, locale));
        lawful("stuck", |locale| stuck(world, locale));
        for check in 0..Check::ALL.len() {
            lawful("because", |locale| world.sight(|sight| because(check, &sight, locale)));
        }
    });
    assert!(told.len() >= 13, "{told:?}");
}

#[test]
fn messages_commands_and_timers_are_told() {
    let config = paxos(2, 3, 1);
    let messages = [
        Message::Prepare { id: Id(1) },
        Message::Promise { id: Id(1), accepted: None },
        Message::Promise { id: Id(2), accepted: Some(proposal(1, 0)) },
        Message::Propose(proposal(1, 0)),
        Message::Accepted(proposal(1, 0)),
        Message::Refused { id: Id(1), promised: Id(2) },
        Message::Learn(proposal(1, 0)),
    ];
    for said in messages {
        lawful(said.kind(), |locale| message(&config, &said, locale));
        lawful(said.kind(), |locale| kind_help(&said, locale));
    }
    let asked = Command::Propose(Value(1));
    assert_eq!(command_word(&config, &asked), ("propose", "blue".to_owned()));
    lawful("command", |locale| command(&config, NodeId(1), &asked, locale));
    lawful("timer", |locale| timer(&config, NodeId(1), Timer::Patience, locale));
}

#[test]
fn every_table_of_words_is_in_both_languages() {
    let mut all: Vec<Both> = vec![TITLE, QUESTION];
    all.extend(ABOUT.iter().flat_map(|(title, text)| [*title, *text]));
    all.extend(KNOBS.iter().flat_map(|knob| [knob.title, knob.help]));
    all.extend(CHECKS.iter().map(|(_, title)| *title));
    all.extend(ASSUMPTIONS.iter().flat_map(|spec| [spec.title, spec.help, spec.left]));
    for said in all {
        lawful(said.en, |locale| Line::plain(said.get(locale)));
    }
    let names: Vec<&str> = CHECKS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, Check::ALL.map(Check::name));
}

#[test]
fn the_mocks_sentences_come_out_of_the_run() {
    let world = World::new(Rc::new(paxos(2, 3, 1)), 1);
    let said = |at, what| fact(&world, &world.step, NodeId(at), &Fact::new(what, []), Locale::En).to_string();
    let promises = [NodeId(2), NodeId(3)].into_iter().collect();
    let (proposal, adopted) = (proposal(2, 0), Some((NodeId(2), proposal(1, 0))));
    assert_eq!(
        said(1, What::Proposes { proposal, own: Value(1), adopted, passed_over: None, promises }),
        "P2 must propose red, not blue. Its majority of promises came from A1 and A2, and A1 reported that it had already \
         accepted red under id 1. P2 has to carry on the value of the highest id that it heard of."
    );
    assert_eq!(said(2, What::RefusesPrepare { id: Id(1), promised: Id(2) }), "A1 will not promise 1: it has promised 2.");
}

#[test]
fn a_run_without_faults_passes_through_the_three_phases_of_one_id() {
    let config = Paxos { own: vec![Value(0)], timing: Timing::default(), ..paxos(1, 3, 1) };
    let mut world = World::new(Rc::new(config), 1);
    let mut phases = vec![phase(&world, Locale::En).to_string()];
    while let Some(act) = world.next_default() {
        assert!(world.apply(act, false).is_ok());
        phases.push(phase(&world, Locale::En).to_string());
    }
    assert_eq!(phases.len(), 15);
    phases.dedup();
    assert_eq!(phases, ["start", "id 1, phase 1 of 3", "id 1, phase 2 of 3", "id 1, phase 3 of 3"]);
}

#[test]
fn who_waits_is_told_what_would_help() {
    let mut world = World::new(Rc::new(Paxos { own: vec![Value(0)], ..paxos(1, 3, 1) }), 1);
    let crash = |node| Act::Crash { node: NodeId(node), reaches: NodeSet::EMPTY };
    for act in [crash(2), crash(3), Act::Command { node: NodeId(0), choice: 0 }] {
        assert!(world.apply(act, true).is_ok());
    }
    while let Some(act) = world.next_default().filter(|act| !matches!(act, Act::Fire { .. })) {
        assert!(world.apply(act, false).is_ok());
    }
    let said = stuck(&world, Locale::En).to_string();
    assert_eq!(
        said,
        "Nothing can happen: P1 waits for 1 more promise of id 1, 1 of 3 acceptors is up. Wake A2. Let P1 lose patience."
    );
}

#[test]
fn only_lies_lost_disks_and_cut_links_leave_an_assumption() {
    let left = |paxos: &Paxos, act: Act| (0..ASSUMPTIONS.len()).filter(|index| leaves(paxos, *index, &act)).collect::<Vec<_>>();
    let wake = |node, disk| Act::Wake { node: NodeId(node), disk };
    let config = paxos(2, 3, 1);
    assert_eq!(left(&config, Act::Betray { node: NodeId(0), since: Since::Now }), [0]);
    assert_eq!(left(&config, Act::Cut(NodeId(0), NodeId(2))), [4]);
    assert_eq!(left(&config, Act::Partition(NodeSet::EMPTY.with(NodeId(2)))), [4]);
    assert!(left(&config, Act::HealAll).is_empty());
    for (node, without, disk, want) in [
        (0, None, Disk::Lost, true),
        (0, None, Disk::Kept, false),
        (0, Some(Guard::FreshId), Disk::Kept, true),
        (0, Some(Guard::Disk), Disk::Kept, false),
        (2, None, Disk::Lost, true),
        (2, None, Disk::Kept, false),
        (2, Some(Guard::Disk), Disk::Kept, true),
        (5, None, Disk::Lost, false),
        (5, Some(Guard::Disk), Disk::Kept, false),
    ] {
        let without = without.map_or_else(Guards::default, |guard| Guards::default().with(guard));
        let config = Paxos { without, ..config.clone() };
        assert_eq!(left(&config, wake(node, disk)) == [1], want, "{node} {without:?} {disk:?}");
    }
}
