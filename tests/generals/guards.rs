//! What each rule of OM(m) is for: ways of lying with the rule taken away, against what the changed rule comes to by hand.

use synod::exhibit::plot::{Habit, Plot};
use synod::exhibits::generals::guards::{GUARDS, Guard, Guards};
use synod::exhibits::generals::machine::Oral;
use synod::exhibits::generals::text::PLOT;

use super::counts::strategies;
use super::oracle::Lies;
use super::{decisions, end, oral, plot, value};

fn without(guard: Option<Guard>) -> Guards {
    guard.map_or(Guards::default(), |guard| Guards::default().with(guard))
}

/// Whether the loyal lieutenants part (IC1), and whether one disobeys a loyal commander (IC2).
fn breaks(order: bool, traitors: &[u8], does: &[(u8, bool)]) -> (bool, bool) {
    let loyal: Vec<bool> = does.iter().filter(|(me, _)| !traitors.contains(me)).map(|(_, does)| *does).collect();
    let disobeys = !traitors.contains(&0) && loyal.iter().any(|does| *does != order);
    (loyal.windows(2).any(|two| two[0] != two[1]), disobeys)
}

/// How many ways of lying one traitor has under either order, and how many break IC1 and IC2, when `does` says of the
/// order, the traitor and the lies what each lieutenant does.
fn broken(generals: u8, does: impl Fn(bool, u8, &Lies) -> Vec<(u8, bool)>) -> (u32, u32, u32) {
    let (mut all, mut parted, mut disobeyed) = (0, 0, 0);
    for traitor in 0..generals {
        for lies in strategies(generals, 1, &[traitor]) {
            for order in [false, true] {
                let (ic1, ic2) = breaks(order, &[traitor], &does(order, traitor, &lies));
                all += 1;
                parted += u32::from(ic1);
                disobeyed += u32::from(ic2);
            }
        }
    }
    (all, parted, disobeyed)
}

fn by_machine(generals: u8, guard: Option<Guard>) -> (u32, u32, u32) {
    broken(generals, |order, traitor, lies| {
        let plot = plot(&[traitor], lies);
        decisions(&end(Oral { order: value(order), plot, without: without(guard), ..oral(generals, 1) }, 1))
    })
}

/// OM(1) as one counts it on one's fingers: what one received, and what each other lieutenant says that it received.
fn by_hand(generals: u8, guard: Option<Guard>) -> (u32, u32, u32) {
    let is_without = |one: Guard| guard == Some(one);
    broken(generals, |order, _, lies| {
        let said = |path: &[u8], to: u8, truth: bool| lies.get(&(path.to_vec(), to)).map_or(truth, |said| *said == Some(true));
        let received = |me: u8| said(&[0], me, order);
        let decision = |me: u8| {
            let others = (1..generals).filter(|other| *other != me);
            let own = (!is_without(Guard::Own)).then(|| received(me));
            let votes: Vec<bool> = others.map(|other| said(&[0, other], me, received(other))).chain(own).collect();
            let attack = votes.iter().filter(|vote| **vote).count();
            if is_without(Guard::Rounds) || is_without(Guard::Default) && attack * 2 == votes.len() {
                received(me)
            } else {
                attack * 2 > votes.len()
            }
        };
        (1..generals).map(|me| (me, decision(me))).collect()
    })
}

#[test]
fn one_traitor_breaks_what_a_missing_rule_was_for_and_nothing_else() {
    // Of 40 ways of lying among four generals, and of 96 among five, so many break IC1 and IC2.
    let known = [
        (None, (0, 0), (0, 0)),
        // Four generals have three votes, and no ties.
        (Some(Guard::Default), (0, 0), (12, 0)),
        (Some(Guard::Own), (12, 9), (12, 0)),
        // Of one level a flat majority is the recursive one, and the call that is relayed is the only one.
        (Some(Guard::Recursion), (0, 0), (0, 0)),
        (Some(Guard::Relay), (0, 0), (0, 0)),
        (Some(Guard::Rounds), (12, 0), (28, 0)),
    ];
    for (guard, four, five) in known {
        for (generals, all, (ic1, ic2)) in [(4, 40, four), (5, 96, five)] {
            let name = format!("{generals} generals without {guard:?}");
            assert_eq!(by_hand(generals, guard), (all, ic1, ic2), "by hand, {name}");
            assert_eq!(by_machine(generals, guard), (all, ic1, ic2), "the machine, {name}");
        }
    }
}

/// Every two traitors among seven, each with every habit of lying, under either order.
#[test]
fn two_traitors_break_what_the_rules_of_calls_within_calls_are_for() {
    let habits = [Habit::Flip, Habit::Split, Habit::Silent];
    for guard in [None, Some(Guard::Recursion), Some(Guard::Relay), Some(Guard::Exclude)] {
        let (mut all, mut broken) = (0, 0);
        for traitors in (0..7_u8).flat_map(|one| (one + 1..7).map(move |other| [one, other])) {
            for (first, second) in habits.into_iter().flat_map(|first| habits.map(|second| (first, second))) {
                let mut plot = Plot::nobody(&PLOT);
                plot.turn(traitors[0], first);
                plot.turn(traitors[1], second);
                for order in [false, true] {
                    let machine = Oral { order: value(order), plot: plot.clone(), without: without(guard), ..oral(7, 2) };
                    let (ic1, ic2) = breaks(order, &traitors, &decisions(&end(machine, 1)));
                    all += 1;
                    broken += u32::from(ic1 || ic2);
                }
            }
        }
        println!("without {guard:?}: {broken} of {all} break a promise");
        assert_eq!((all, broken > 0), (21 * 9 * 2, guard.is_some()), "without {guard:?}");
    }
    assert_eq!(GUARDS.len(), 6, "each rule is in one of these two tests");
}
