//! The search over strategies: what it counts is what is published, and what it finds breaks what it says.

use synod::exhibit::explored::{Counted, Explorable, Hunt, Question, STRATEGIES_MAX, Unsearchable, Unshown};
use synod::exhibit::{Exhibit, Knobs, Saved, Verdict};
use synod::exhibits::{explorable, find};
use synod::explore::{Budget, Limit, Limits, Network, Order, Outcome, Plan};
use synod::text::Locale;

fn generals() -> (&'static dyn Exhibit, &'static dyn Explorable) {
    let explorable = explorable().iter().copied().find(|one| one.name() == "oral-messages");
    (find("oral-messages").expect("it is there"), explorable.expect("it is searched"))
}

/// What is asked of so many generals who tolerate so many traitors.
fn asking(generals_: u32, tolerated: u32, traitors: u8) -> Question {
    let specs = generals().0.knobs();
    let knobs = Knobs::defaults(specs).with(specs, "generals", &generals_.to_string());
    Question {
        knobs: knobs.with(specs, "traitors_tolerated", &tolerated.to_string()),
        without: Vec::new(),
        seed: 1,
        network: Network::Bag,
        lossy: false,
        budget: Budget::default(),
        checks: Vec::new(),
        claims: Vec::new(),
        plan: Plan::default(),
        traitors: Some(traitors),
        given: false,
    }
}

fn begun(question: &Question) -> Box<dyn Hunt> {
    generals().1.explore(question).expect("it can be searched")
}

/// A sample of the great ones: it is enough to find something.
fn some() -> Plan {
    Plan { limits: Limits { walks: 1_000, ..Limits::default() }, ..Plan::default() }
}

fn over(question: &Question) -> Box<dyn Hunt> {
    let mut hunt = begun(question);
    while !hunt.advance(1_000).over {}
    hunt
}

fn counted(question: &Question) -> Counted {
    over(question).counted().expect("strategies are counted")
}

/// How many strategies there are, and how many break IC1 and IC2.
fn counts(question: &Question) -> (u128, u64, u64) {
    let Counted { strategies, looked, broken } = counted(question);
    assert_eq!(strategies, u128::from(looked));
    (strategies, broken[0], broken[1])
}

/// The verdicts on agreement and validity in a frame of a saved run.
fn verdicts(saved: &Saved, event: u32) -> Vec<Verdict> {
    let mut session = generals().0.open(saved).expect("it opens");
    assert_eq!(session.seek(event), event);
    session.guarantees(Locale::En).into_iter().map(|one| one.verdict).collect()
}

#[test]
fn every_strategy_is_counted_as_published() {
    assert_eq!(counts(&asking(3, 1, 1)), (12, 0, 2));
    assert_eq!(counts(&asking(4, 1, 1)), (32, 0, 0));
    assert_eq!(counts(&asking(4, 1, 2)), (192, 24, 24));
}

#[test]
fn one_traitor_among_more_than_three_breaks_nothing() {
    for (generals, strategies) in [(5, 80), (6, 192)] {
        assert_eq!(counts(&asking(generals, 1, 1)), (strategies, 0, 0), "{generals}");
    }
    assert_eq!(counts(&asking(7, 2, 0)), (2, 0, 0), "nobody lies");
    assert_eq!(counts(&asking(3, 1, 3)).1, 0, "nobody is loyal");
}

/// The order and the way in which the run is gone through are the run's; the counts are not.
#[test]
fn counts_depend_neither_on_the_present_order_nor_on_the_commander() {
    let specs = generals().0.knobs();
    for (name, value) in [("order", "retreat"), ("order", "attack"), ("sequence", "recursion"), ("commander", "G2")] {
        let asked = asking(4, 1, 2);
        let knobs = asked.knobs.clone().with(specs, name, value);
        assert_eq!(counts(&Question { knobs, ..asked }), (192, 24, 24), "{name}={value}");
    }
}

#[test]
fn three_generals_disobey_only_an_order_to_attack() {
    let specs = generals().0.knobs();
    for (order, broken) in [("attack", 2), ("retreat", 0)] {
        let asked = asking(3, 1, 1);
        let knobs = asked.knobs.clone().with(specs, "order", order);
        assert_eq!(counts(&Question { knobs, given: true, ..asked }), (8, 0, broken), "{order}");
    }
}

/// Whatever is found is a run which breaks that check in its last frame, with no lie too many.
fn assert_found(question: &Question, check: &'static str) -> Saved {
    let (exhibit, searched) = generals();
    let mut hunt = over(&Question { checks: vec![check], plan: some(), ..question.clone() });
    let answers = hunt.answers();
    assert_eq!((answers.len(), answers[0].outcome), (1, Outcome::Broken), "{check} {:?}", question.without);
    let saved = hunt.run(0).expect("it is shown");
    let place = searched.checks().iter().position(|name| *name == check).expect("it has it");
    assert_eq!(verdicts(&saved, saved.event)[place], Verdict::Broken);
    let mut session = exhibit.open(&saved).expect("it opens");
    assert_eq!(session.seek(u32::MAX), saved.event, "it is the last frame");
    let plot = saved.knobs.plot("traitors").expect("a plot").clone();
    assert_eq!((Some(plot.lies().len()), plot.traitors().0.count_ones()), (answers[0].length, 2));
    for lie in plot.lies() {
        let mut fewer = plot.clone();
        fewer.unlie(&lie.path, lie.to);
        let mut knobs = saved.knobs.clone();
        knobs.set_plot("traitors", fewer);
        let mut session = exhibit.open(&Saved { knobs, ..saved.clone() }).expect("it opens");
        session.seek(u32::MAX);
        assert_ne!(session.guarantees(Locale::En)[place].verdict, Verdict::Broken, "{lie:?} is not needed");
    }
    saved
}

#[test]
fn two_traitors_among_six_are_too_many_and_the_run_shows_it() {
    for check in ["agreement", "validity"] {
        assert_found(&asking(6, 2, 2), check);
    }
}

#[test]
fn a_guard_taken_away_is_found() {
    let without = |generals, m, traitors, guard| Question { without: vec![guard], ..asking(generals, m, traitors) };
    for (generals, guard) in [(5, "default"), (4, "own"), (4, "rounds")] {
        let (_, ic1, ic2) = counts(&without(generals, 1, 1, guard));
        assert!(ic1 + ic2 > 0, "{guard} with {generals}");
    }
    assert_found(&without(7, 2, 2, "recursion"), "validity");
    for guard in ["relay", "exclude"] {
        assert_found(&without(7, 2, 2, guard), "agreement");
    }
    // A flat majority is right for OM(1).
    assert_eq!(counts(&without(4, 1, 1, "recursion")), (32, 0, 0));
}

#[test]
fn beyond_the_most_strategies_a_sample_is_drawn_and_nothing_is_said_to_hold() {
    let mut hunt = over(&Question { plan: some(), ..asking(7, 2, 2) });
    let counted = hunt.counted().expect("they are counted");
    assert!(counted.strategies > STRATEGIES_MAX && counted.looked == 1_000);
    assert_eq!((hunt.progress().limit, hunt.progress().complete), (Some(Limit::Sampled), false));
    assert!(hunt.answers().iter().all(|answer| answer.outcome == Outcome::Limit));
}

#[test]
fn a_sample_may_be_wished_for_and_depends_on_its_seed_alone() {
    let limits = Limits { walks: 500, ..Limits::default() };
    let sampled = |seed| Question { plan: Plan { order: Order::Walk(seed), limits, ..Plan::default() }, ..asking(4, 1, 2) };
    let one = counted(&sampled(1));
    assert_eq!((one.looked, one.strategies), (500, 192));
    // An eighth of them break each promise.
    assert!(one.broken.iter().all(|broken| (20..150).contains(broken)), "{one:?}");
    assert_eq!(counted(&sampled(1)), one);
    assert_ne!(counted(&sampled(2)), one);
    assert_eq!(over(&sampled(1)).answers()[0].outcome, Outcome::Broken);
}

#[test]
fn however_it_is_cut_into_pieces_it_comes_to_the_same() {
    let asked = asking(4, 1, 2);
    let mut whole = over(&asked);
    for piece in [1, 7, 191, 192, 193] {
        let mut hunt = begun(&asked);
        while !hunt.advance(piece).over {}
        assert_eq!((hunt.answers(), hunt.counted()), (whole.answers(), whole.counted()), "{piece}");
        assert_eq!((hunt.run(0), hunt.run(1)), (whole.run(0), whole.run(1)), "{piece}");
    }
}

#[test]
fn limits_and_a_stop_end_it_at_any_point_and_are_no_verdict() {
    for states in [1, 11, 12, 31, 32, 33] {
        let limits = Limits { states, ..Limits::default() };
        let mut hunt = over(&Question { plan: Plan { limits, ..Plan::default() }, ..asking(4, 1, 1) });
        let progress = hunt.progress();
        assert_eq!((progress.limit, progress.complete), if states < 32 { (Some(Limit::States), false) } else { (None, true) });
        assert_eq!(progress.distinct, states.min(32));
        let outcome = if states < 32 { Outcome::Limit } else { Outcome::Holds };
        assert!(hunt.answers().iter().all(|answer| answer.outcome == outcome));
    }
    for pieces in [0, 1, 31] {
        let mut hunt = begun(&asking(4, 1, 1));
        hunt.advance(pieces);
        hunt.stop(Limit::Cancelled);
        hunt.stop(Limit::Time);
        assert_eq!((hunt.advance(100).limit, hunt.progress().distinct), (Some(Limit::Cancelled), pieces));
        assert_eq!((hunt.has_broken(), hunt.run(0)), (false, Err(Unshown::Nothing)));
    }
}

#[test]
fn what_cannot_be_is_refused() {
    let explore = |question: &Question| generals().1.explore(question).err();
    assert_eq!(explore(&asking(4, 1, 5)), Some(Unsearchable::Traitors { nodes: 4 }));
    assert!(matches!(explore(&asking(13, 4, 4)), Some(Unsearchable::Plot { .. })));
    for error in [explore(&asking(4, 1, 5)), explore(&asking(13, 4, 4))] {
        let told = Locale::ALL.map(|locale| error.clone().expect("one").tell("oral-messages", locale));
        assert_ne!(told[0], told[1]);
    }
}

#[test]
fn the_table_is_counted_row_by_row() {
    let rows: Vec<_> = generals().1.table();
    let told = |(row, asked): &(synod::exhibit::treason::Row, Question)| (row.nodes, row.traitors, counts(asked));
    let table: Vec<_> = rows.iter().map(told).collect();
    println!("{table:?}");
    assert_eq!(table[..2], [(3, 1, (12, 0, 2)), (4, 1, (32, 0, 0))]);
    assert!(table.contains(&(4, 2, (192, 24, 24))));
    assert!(rows.iter().all(|(row, _)| row.tolerated == 1 && (3..=6).contains(&row.nodes)));
}
