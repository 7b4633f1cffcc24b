//! A second opinion on searches: Stateright 0.31 runs the handlers of our protocols, and must find the same states.
//!
//! ```text
//!               ┌── actors ── Stateright's own actors and networks (for protocols of messages only)
//!   handlers ───┼── model ─── a state of our own writing, searched by Stateright's checker (a `Case`: commands, timers,
//!               │             crashes and what the watcher knows, too)
//!               └── ours ──── the search under test
//! ```
//!
//! # What a network is, there and here
//!
//! - *Ignoring.* A handler that neither touches its state nor sends is no step to Stateright; with us a handler says so
//!   (`Effects::ignore`), and here that is translated. On an unordered network the message then stays, with both. On an
//!   ordered one Stateright takes an ignored message off the head of its row, and that is a step: otherwise nothing behind
//!   it would ever arrive.
//! - *Nonduplicating* is our multiset: a message that arrives is gone, what was sent twice arrives twice, and one of two
//!   equal messages is one step.
//! - *Duplicating* is our set, but its state holds the message that arrived last as well: states that differ in nothing else
//!   are two (634 for 265). `model` leaves that out.
//! - *Lossy* takes a message off the network, undelivered, as a step of its own: one copy of it where it is counted, the
//!   message itself where it stays (it cannot arrive again, unless it is sent again), the head of a row where there is order.
//!   Nothing is remembered of it. With us losing a message is never receiving it, and no step: no check of ours can tell,
//!   but the states are many more, because the wire is part of them.
//! - *Ordered* keeps a row of messages for every pair of nodes and direction.
//! - The numbers generated count the start and each step, those into known states included; the levels count the start as
//!   the first.
//!
//! Unique, generated and levels of `paxos-actors`, from Stateright's actors:
//!
//! ```text
//!                             1 client                           2 clients
//!   nonduplicating            265         482           14       16,668     32,971      21
//!   nonduplicating, lossy     2,378       8,197         15       954,508    5,060,177   25
//!   duplicating               634         1,783         15       42,805     133,965     22
//!   duplicating, lossy        1,987,050   15,849,047    28       more than eight gigabytes hold
//!   ordered                   237         512           15       33,328     110,216     25
//!   ordered, lossy            1,150       3,779         15       194,120    1,031,889   25
//!   a set (of `model`)        265         756           14       16,355     51,149      21
//!   a set, lossy              722,762     5,811,623     27
//! ```
#![cfg(not(target_arch = "wasm32"))]

mod actors;
mod case;
mod model;
mod ours;
mod paxos;
#[path = "../shared/paxos.rs"]
mod sizes;

use stateright::actor::Network;
use synod::explore::models::paxos_actors::{Message, PaxosActors};

use case::{Case, Kind, Tally};

/// The names are Stateright's.
type Make = fn() -> Network<Message>;
const NONDUPLICATING: Make = || Network::new_unordered_nonduplicating([]);
const DUPLICATING: Make = || Network::new_unordered_duplicating([]);
const ORDERED: Make = || Network::new_ordered([]);

/// Clients, network, whether it is lossy; unique, generated, levels.
type Known = (u8, Make, bool, (usize, u64, usize));

fn tally((unique, generated, levels): (usize, u64, usize)) -> Tally {
    Tally { unique, generated, levels }
}

fn assert_actors_have(known: &[Known]) {
    for (clients, network, lossy, sums) in known {
        let found = actors::explored(&PaxosActors { clients: *clients }, network(), *lossy);
        assert_eq!(found, tally(*sums), "{clients} clients, {:?}, lossy: {lossy}", network());
    }
}

#[test]
fn stateright_counts_the_states_of_our_actors_on_each_of_its_networks() {
    assert_actors_have(&[
        (1, NONDUPLICATING, false, (265, 482, 14)),
        (1, NONDUPLICATING, true, (2_378, 8_197, 15)),
        (1, DUPLICATING, false, (634, 1_783, 15)),
        (1, ORDERED, false, (237, 512, 15)),
        (1, ORDERED, true, (1_150, 3_779, 15)),
        (2, NONDUPLICATING, false, (16_668, 32_971, 21)),
        (2, DUPLICATING, false, (42_805, 133_965, 22)),
        (2, ORDERED, false, (33_328, 110_216, 25)),
    ]);
}

#[test]
#[ignore = "takes a minute and two gigabytes"]
fn stateright_counts_the_states_of_our_actors_on_its_greatest_networks() {
    assert_actors_have(&[
        (2, ORDERED, true, (194_120, 1_031_889, 25)),
        (2, NONDUPLICATING, true, (954_508, 5_060_177, 25)),
        (1, DUPLICATING, true, (1_987_050, 15_849_047, 28)),
    ]);
}

#[test]
fn ours_counts_the_states_of_actors_that_stateright_counts() {
    let known = [
        (1, Kind::Multiset, (265, 482, 14)),
        (1, Kind::Set, (265, 756, 14)),
        (2, Kind::Multiset, (16_668, 32_971, 21)),
        (2, Kind::Set, (16_355, 51_149, 21)),
    ];
    for (clients, kind, sums) in known {
        let case = Case::new(PaxosActors { clients }, kind);
        assert_eq!(model::found(&case).tally, tally(sums), "Stateright, {clients} clients, {kind:?}");
        assert_eq!(ours::found(&case).tally, tally(sums), "ours, {clients} clients, {kind:?}");
    }
}

#[test]
fn the_model_of_our_own_writing_counts_what_stateright_s_actors_count() {
    let known = [
        (1, Kind::Multiset, true, (2_378, 8_197, 15)),
        (1, Kind::Ordered, false, (237, 512, 15)),
        (1, Kind::Ordered, true, (1_150, 3_779, 15)),
        (2, Kind::Ordered, false, (33_328, 110_216, 25)),
    ];
    for (clients, kind, lossy, sums) in known {
        let case = Case { lossy, ..Case::new(PaxosActors { clients }, kind) };
        assert_eq!(model::found(&case).tally, tally(sums), "{clients} clients, {kind:?}, lossy: {lossy}");
    }
}
