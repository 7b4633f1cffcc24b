//! The published counts: messages, frames, and how many strategies of lying break which promise.

use std::rc::Rc;

use super::oracle::Lies;
use super::{Dice, decisions, end, messages, oral, plot, value};
use synod::exhibit::{Session, Verdict};
use synod::exhibits::generals::machine::Oral;
use synod::sim::Run;
use synod::text::Locale;

#[test]
fn the_messages_of_om_m_are_counted_as_the_formula_says() {
    for (generals, m, sent) in [(4, 1, 9), (7, 1, 36), (7, 2, 156), (10, 3, 3_609), (3, 2, 4), (2, 1, 1), (2, 0, 1), (5, 0, 4)] {
        let machine = oral(generals, m);
        assert_eq!(machine.messages(), sent);
        assert_eq!(u64::from(end(machine, 1).counters.sent), sent, "({generals}, {m})");
    }
    assert_eq!(oral(13, 4).messages(), 108_384);
}

/// A call is a frame, a fold is one, and so is the start.
#[test]
fn frames_are_calls_and_folds() {
    for by_recursion in [false, true] {
        for (generals, m, frames) in [(4, 1, 6), (7, 2, 45), (10, 3, 669), (3, 1, 5), (2, 1, 3)] {
            let mut run = Run::new(Rc::new(Oral { by_recursion, ..oral(generals, m) }), 1, &[], None);
            run.extend(u32::MAX);
            assert_eq!(run.last() + 1, frames, "({generals}, {m})");
        }
    }
}

/// Every strategy of these traitors: each of their messages says attack or retreat.
pub(crate) fn strategies(generals: u8, m: u8, traitors: &[u8]) -> Vec<Lies> {
    let all = messages(generals, m, 0).into_iter();
    let lying: Vec<_> = all.filter(|(path, _)| traitors.contains(path.last().expect("a sender"))).collect();
    let one = |mask: u32| lying.iter().enumerate().map(|(bit, of)| (of.clone(), Some(mask >> bit & 1 == 1))).collect();
    (0..1 << lying.len()).map(one).collect()
}

/// How many strategies there are, and how many break IC1 and IC2. Those of a traitorous commander count for one order only.
fn exhaustive(generals: u8, count: usize) -> (u32, u32, u32) {
    let (mut all, mut ic1, mut ic2) = (0, 0, 0);
    for mask in 0_u32..1 << generals {
        let traitors: Vec<u8> = (0..generals).filter(|node| mask >> node & 1 == 1).collect();
        if traitors.len() != count {
            continue;
        }
        for order in [false, true] {
            if traitors.contains(&0) && order {
                continue;
            }
            for lies in strategies(generals, 1, &traitors) {
                let machine = Oral { order: value(order), plot: plot(&traitors, &lies), ..oral(generals, 1) };
                let got = decisions(&end(machine, 1));
                let loyal: Vec<bool> = got.iter().filter(|(me, _)| !traitors.contains(me)).map(|(_, does)| *does).collect();
                all += 1;
                ic1 += u32::from(loyal.windows(2).any(|two| two[0] != two[1]));
                ic2 += u32::from(!traitors.contains(&0) && loyal.iter().any(|does| *does != order));
            }
        }
    }
    (all, ic1, ic2)
}

#[test]
fn every_strategy_of_lying_is_counted_as_published() {
    assert_eq!(exhaustive(3, 1), (12, 0, 2));
    assert_eq!(exhaustive(4, 1), (32, 0, 0));
    assert_eq!(exhaustive(4, 2), (192, 24, 24));
}

#[test]
fn three_generals_disobey_only_an_order_to_attack() {
    for order in [false, true] {
        let mut broken = 0;
        for traitor in [1, 2] {
            for lies in strategies(3, 1, &[traitor]) {
                let machine = Oral { order: value(order), plot: plot(&[traitor], &lies), ..oral(3, 1) };
                let loyal = decisions(&end(machine, 1)).into_iter().find(|(me, _)| *me != traitor);
                broken += u32::from(loyal.is_some_and(|(_, does)| does != order));
            }
        }
        assert_eq!(broken, if order { 2 } else { 0 });
    }
}

/// Of all pairs of rules on (own, relayed) for three generals none keeps both promises.
#[test]
fn no_pair_of_rules_copes_with_one_traitor_among_three() {
    // A rule is a table of four bits: what to do for (own, relayed).
    let does = |rule: u32, own: bool, relayed: bool| rule >> (u32::from(own) << 1 | u32::from(relayed)) & 1 == 1;
    let both = [false, true];
    let fine = (0..256_u32).filter(|pair| {
        let (first, second) = (pair & 15, pair >> 4);
        // A loyal commander: each lieutenant obeys, whatever the other relays.
        let obey = both
            .iter()
            .all(|order| both.iter().all(|lie| does(first, *order, *lie) == *order && does(second, *order, *lie) == *order));
        // A traitorous commander: both do the same.
        let agree = both.iter().all(|a| both.iter().all(|b| does(first, *a, *b) == does(second, *b, *a)));
        obey && agree
    });
    assert_eq!(fine.count(), 0);
}

/// Within the bound both promises are kept, whatever the traitors say: every n > 3m up to n = 7, m = 2.
#[test]
fn within_the_bound_both_promises_hold_under_random_lies() {
    let mut dice = Dice(7);
    for (generals, m) in (1..=2_u8).flat_map(|m| (3 * m + 1..=7).map(move |generals| (generals, m))) {
        for _ in 0..200 {
            let traitors = dice.traitors(generals, m);
            let lies = dice.lies(generals, m, 0, &traitors);
            let order = dice.roll(2) == 1;
            let world = end(Oral { order: value(order), plot: plot(&traitors, &lies), ..oral(generals, m) }, 1);
            let loyal: Vec<bool> =
                decisions(&world).into_iter().filter(|(me, _)| !traitors.contains(me)).map(|(_, does)| does).collect();
            assert!(loyal.windows(2).all(|two| two[0] == two[1]), "IC1 n {generals} m {m}: {lies:?}");
            assert!(traitors.contains(&0) || loyal.iter().all(|does| *does == order), "IC2 n {generals} m {m}: {lies:?}");
        }
    }
}

/// MIT 6.852, n = 4, f = 1, p3 faulty, inputs 1 1 0 0: four runs of OM(1), one for each commander, seen by p1.
#[test]
fn the_leaves_of_a_published_example_fold_as_published() {
    // The leaves 12 13 14 21 23 24 31 32 34 41 42 43 at p1: what p1 hears on that path; p3 lies where it must.
    let leaves = [
        ("12", 1),
        ("13", 0),
        ("14", 1),
        ("21", 1),
        ("23", 0),
        ("24", 1),
        ("31", 0),
        ("32", 1),
        ("34", 1),
        ("41", 0),
        ("42", 0),
        ("43", 0),
    ];
    let inputs = [true, true, false, false];
    let mut folded = Vec::new();
    for commander in 0..4_u8 {
        let mut lies = Lies::new();
        for (path, said) in leaves {
            let names: Vec<u8> = path.bytes().map(|digit| digit - b'1').collect();
            let (from, above) = (names[1], names[0]);
            // p1 is general 0; what p3 (general 2) tells it, as commander or relaying.
            if above == commander && from == 2 && commander != 0 {
                lies.insert((vec![commander, from], 0), Some(said == 1));
            }
            if above == 2 && commander == 2 && from != 0 {
                // p3 is the commander: what each other heard of it is what that one relays to p1.
                lies.insert((vec![2], from), Some(said == 1));
            }
            if names == [2, 0] && commander == 2 {
                lies.insert((vec![2], 0), Some(said == 1));
            }
        }
        let machine = Oral {
            order: value(inputs[usize::from(commander)]),
            commander: synod::sim::NodeId(commander),
            plot: plot(&[2], &lies),
            ..oral(4, 1)
        };
        let at_p1 =
            if commander == 0 { inputs[0] } else { decisions(&end(machine, 1)).iter().find(|(me, _)| *me == 0).expect("p1").1 };
        folded.push(u8::from(at_p1));
    }
    assert_eq!(folded, [1, 1, 1, 0]);
}

/// What the published cases end in.
#[test]
fn published_cases_end_as_published() {
    let ends = |scenario: &str| {
        let exhibit = synod::exhibits::find("oral-messages").expect("it is in the catalogue");
        let mut session = exhibit.open(&exhibit.scenario(scenario).expect("it has it")).expect("it opens");
        session.seek(u32::MAX);
        session
    };
    let does = |session: &dyn Session| -> Vec<Option<String>> {
        session.tally().decisions.into_iter().skip(1).map(|(_, value)| value).collect()
    };
    let attack = || Some("attack".to_owned());
    let retreat = || Some("retreat".to_owned());
    // G2 is a traitor itself, so that its own decision is not reported.
    assert_eq!(does(&*ends("too-many")), [attack(), None, attack(), retreat(), attack(), retreat()]);
    assert_eq!(does(&*ends("six")), [None, None, retreat(), retreat(), retreat()]);
    assert_eq!(does(&*ends("tie")), vec![retreat(); 6]);
    let kept = |session: &dyn Session| session.guarantees(Locale::En).iter().all(|one| one.verdict == Verdict::Holds);
    assert!(kept(&*ends("not-settled")) && kept(&*ends("ten")));
}

/// With G0 loyal and G1, G2 splitting in OM(2) of seven, G1's call folds to 0 1 0 1 0, and all loyal obey.
#[test]
fn a_call_need_not_be_settled() {
    use synod::exhibit::plot::Plot;
    use synod::exhibits::generals::path::Path;
    use synod::exhibits::generals::text::PLOT;
    use synod::sim::NodeId;
    let machine = Oral { plot: Plot::parse(&PLOT, "G1:split,G2:split").expect("a plot"), ..oral(7, 2) };
    let world = end(machine, 1);
    let call = Path::root(NodeId(0)).then(NodeId(1));
    let worth = |node: u8| world.node(NodeId(node)).and_then(|general| general.worth.get(&call)).copied();
    let folded: Vec<u8> = (2..7).map(|node| worth(node).expect("it is folded") as u8).collect();
    assert_eq!(folded, [0, 1, 0, 1, 0]);
    assert!(decisions(&world).iter().filter(|(me, _)| *me > 2).all(|(_, does)| *does));
}
