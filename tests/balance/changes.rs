//! What moves when servers come, go or change: the promises of the policies, kept and broken.

use proptest::prelude::*;
use synod::balance::{Change, Fate, Fraction, Moves, Placement, Policy, Promise, Servers, Settings, Tally};

use super::oracle::some_servers;
use super::{build, owners, servers};

fn keys(count: u32) -> impl Iterator<Item = String> + Clone {
    (0..count).map(|key| format!("key {key}"))
}

fn moves(policy: Policy, before: &Servers, after: &Servers, count: u32) -> Moves {
    let built = |servers: &Servers| Placement::build(policy, servers.clone(), &Settings::default()).expect("it can be built");
    let addresses = (0..count).map(|key| format!("10.{}.{}.1", key / 256 % 256, key % 256));
    let change = Change::between(before, after);
    let counted = if policy == Policy::NginxIpHash {
        change.count(&built(before), &built(after), addresses)
    } else {
        change.count(&built(before), &built(after), keys(count))
    };
    counted.expect("every key has a place")
}

fn promising(promise: Promise) -> impl Iterator<Item = Policy> {
    Policy::ALL.into_iter().filter(move |policy| policy.promise() == promise && *policy != Policy::TeachingRing)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_leave_moves_only_the_keys_of_the_dead_and_a_join_only_to_the_new(
        all in some_servers(9, 4),
        gone in any::<prop::sample::Index>(),
        weight in 1_u32..5,
    ) {
        for policy in promising(Promise::Minimal) {
            let more = all.join("192.168.0.1:80", weight).expect("one more");
            prop_assert_eq!(moves(policy, &all, &more, 300).collateral, 0, "{} joins", policy.name());
            let name = more.iter().nth(gone.index(more.len())).expect("one of them").name.clone();
            let fewer = more.leave(&name).expect("one less");
            prop_assert_eq!(moves(policy, &more, &fewer, 300).collateral, 0, "{} leaves", policy.name());
            let heavier = more.reweigh(&name, weight + 3).expect("another weight");
            prop_assert_eq!(moves(policy, &more, &heavier, 300).collateral, 0, "{} weighs", policy.name());
        }
    }

    #[test]
    fn jump_keeps_its_promise_at_the_end_of_the_list(all in some_servers(9, 1)) {
        for policy in promising(Promise::AtTheEnd) {
            let more = all.join("192.168.0.1:80", 1).expect("one more");
            prop_assert_eq!(moves(policy, &all, &more, 300).collateral, 0);
            prop_assert_eq!(moves(policy, &more, &all, 300).collateral, 0);
        }
    }

    #[test]
    fn the_order_of_servers_is_irrelevant_where_the_source_says_so(all in some_servers(9, 3)) {
        let mut backwards: Vec<(String, u32)> = all.iter().map(|server| (server.name.clone(), server.weight)).collect();
        backwards.reverse();
        let backwards = Servers::new(backwards).expect("the same servers");
        for policy in [Policy::NginxConsistent, Policy::Ketama, Policy::Rendezvous, Policy::EnvoyMaglev] {
            prop_assert_eq!(moves(policy, &all, &backwards, 300).moved(), 0, "{}", policy.name());
        }
    }
}

#[test]
fn the_order_of_servers_matters_where_the_source_says_so() {
    let (forwards, backwards) = (servers("a:1 b:1 c:1 d:1"), servers("d:1 c:1 b:1 a:1"));
    for policy in
        [Policy::Modulo, Policy::NginxHash, Policy::NginxIpHash, Policy::HaproxyConsistent, Policy::Jump, Policy::Maglev]
    {
        assert!(moves(policy, &forwards, &backwards, 2_000).moved() > 0, "{}", policy.name());
    }
    // Envoy's running sums: which of four servers has the odd points of a ring of six depends on who stands first.
    let mut settings = Settings::default();
    settings.set(Policy::EnvoyRing, "ring_size", "6").expect("it can be set");
    settings.set(Policy::EnvoyRing, "ring_size_max", "6").expect("it can be set");
    let built = |servers: &Servers| Placement::build(Policy::EnvoyRing, servers.clone(), &settings).expect("it can be built");
    let change = Change::between(&forwards, &backwards);
    let moves = change.count(&built(&forwards), &built(&backwards), keys(2_000)).expect("every key has a place");
    assert!(moves.collateral > 0 && moves.necessary == 0);
}

#[test]
fn a_promise_that_is_not_given_is_broken() {
    let ten = Servers::new((0..10).map(|name| (format!("10.0.0.{name}:80"), 1 + name % 3))).expect("ten");
    let even = Servers::new((0..10).map(|name| (format!("10.0.0.{name}:80"), 1))).expect("ten");
    for promise in [Promise::Nothing, Promise::Little] {
        for policy in promising(promise) {
            let moves = moves(policy, &ten, &ten.join("new:80", 2).expect("eleven"), 20_000);
            assert!(moves.collateral > 0, "{}: {moves:?}", policy.name());
            if promise == Promise::Little {
                assert!(moves.collateral < moves.necessary, "{}: {moves:?}", policy.name());
            }
        }
    }
    let middle = even.leave("10.0.0.4:80").expect("nine");
    assert!(moves(Policy::Jump, &even, &middle, 2_000).collateral > 0);
    // With equal weights and nothing lost, ketama keeps what it promises to nobody.
    assert_eq!(moves(Policy::Ketama, &even, &even.join("new:80", 1).expect("eleven"), 20_000).collateral, 0);
}

#[test]
fn what_must_move_at_least_is_known_exactly() {
    let least = |before: &str, after: &str| Change::between(&servers(before), &servers(after)).least();
    assert_eq!(least("a b c", "a b c d"), Fraction { parts: 1, of: 4 });
    assert_eq!(least("a b c d", "a b c"), Fraction { parts: 1, of: 4 });
    assert_eq!(least("a b", "c d"), Fraction { parts: 1, of: 1 });
    assert_eq!(least("a=1 b=1", "a=3 b=1"), Fraction { parts: 1, of: 4 });
    assert_eq!(least("a b", "b a"), Fraction { parts: 0, of: 1 });
}

#[test]
fn a_move_is_necessary_when_the_change_is_about_one_of_its_ends() {
    let change = Change::between(&servers("a b c=2 d"), &servers("d c=1 b e"));
    let fates = [(0, 2), (1, 3), (2, 2), (1, 0), (1, 2), (3, 0), (3, 1)].map(|(from, to)| change.fate(from, to));
    let want = [Fate::Necessary, Fate::Necessary, Fate::Necessary, Fate::Collateral, Fate::Stays, Fate::Stays, Fate::Collateral];
    assert_eq!(fates, want);
    assert_eq!(change.fate(99, 99), Fate::Necessary);
}

#[test]
fn modulo_moves_nearly_all_and_the_formula_counts_them() {
    let (ten, eleven) = (build(Policy::Modulo, "0 1 2 3 4 5 6 7 8 9"), build(Policy::Modulo, "0 1 2 3 4 5 6 7 8 9 10"));
    let change = Change::between(ten.servers(), eleven.servers());
    let moves = change.count(&ten, &eleven, (0..110_u32).map(|key| key.to_string())).expect("numbers have places");
    assert_eq!((moves.keys, moves.moved(), moves.necessary), (110, 100, 10));
    assert_eq!(Fraction::new(moves.moved(), moves.keys), synod::balance::modulo::moved(10, 11));
}

#[test]
fn groupcache_moves_one_of_four_keys() {
    let (three, four) = (build(Policy::TeachingRing, "6 4 2"), build(Policy::TeachingRing, "6 4 2 8"));
    let change = Change::between(three.servers(), four.servers());
    let moves = change.count(&three, &four, ["2", "11", "23", "27"]).expect("numbers have places");
    assert_eq!(moves, Moves { keys: 4, necessary: 1, collateral: 0 });
    assert_eq!(owners(&four, "27"), ["8"]);
}

#[test]
fn shares_follow_the_weights() {
    let all = servers("10.0.0.1:80=1 10.0.0.2:80=2 10.0.0.3:80=3 10.0.0.4:80=4");
    for policy in Policy::ALL.into_iter().filter(|policy| policy.weighs() && *policy != Policy::TeachingRing) {
        let placement = Placement::build(policy, all.clone(), &Settings::default()).expect("it can be built");
        let mut tally = Tally::new(&all);
        for key in 0..65_536_u32 {
            let address = format!("10.{}.{}.9", key / 256, key % 256);
            tally.count(placement.place(address.as_bytes()).expect("an address has a place everywhere"));
        }
        // Sixteen points a unit of weight are few: a server of weight 1 may well have half as much again as it should.
        let most = if policy == Policy::HaproxyConsistent { 0.6 } else { 0.2 };
        assert!((tally.max_to_mean() - 1.0).abs() < most, "{}: {}", policy.name(), tally.max_to_mean());
        assert!(tally.sd_to_mean() < most / 1.5 && tally.keys() == 65_536, "{}: {}", policy.name(), tally.sd_to_mean());
    }
}
