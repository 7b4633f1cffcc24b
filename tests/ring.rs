//! The ring and hash mod N as exhibits: what a change moves, counted by a second reckoning, and how it is told.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use synod::balance::{Placement, Policy, Servers, Settings};
use synod::exhibit::spread::machine::{Change, Kind, NOBODY, State, command};
use synod::exhibit::{AttemptVerdict, Exhibit, Grain, Knobs, Session, Verdict};
use synod::exhibits::find;
use synod::scene::{Format, TURN};
use synod::sim::{Act, Disk, NodeId, NodeSet};
use synod::text::Locale;

fn exhibit(name: &str) -> &'static dyn Exhibit {
    find(name).expect("it is in the catalogue")
}

fn open(name: &str, scenario: &str) -> Box<dyn Session> {
    let exhibit = exhibit(name);
    exhibit.open(&exhibit.scenario(scenario).expect("there is such a scenario")).expect("it opens")
}

fn of(node: u8, choice: u16) -> Act {
    Act::Command { node: NodeId(node), choice }
}

fn dies(node: u8) -> Act {
    Act::Crash { node: NodeId(node), reaches: NodeSet::EMPTY }
}

/// What may be tried on up to seven servers.
fn act() -> impl Strategy<Value = Act> {
    let commands = prop_oneof![
        Just(command::JOIN),
        Just(command::LEAVE),
        Just(command::HEAVIER),
        Just(command::LIGHTER),
        Just(command::MORE_POINTS),
        Just(command::FEWER_POINTS),
        Just(command::LOOSER),
        Just(command::TIGHTER),
        Just(command::MORE_COPIES),
        Just(command::FEWER_COPIES),
        Just(command::TYPED),
        Just(command::LOOK_UP + 3),
    ];
    prop_oneof![
        6 => (0..7_u8, commands).prop_map(|(node, choice)| of(node, choice)),
        1 => (0..7_u8).prop_map(dies),
        1 => (0..7_u8).prop_map(|node| Act::Wake { node: NodeId(node), disk: Disk::Lost }),
    ]
}

fn knobs(exhibit: &dyn Exhibit, set: &[(&'static str, String)]) -> Knobs {
    set.iter().fold(Knobs::defaults(exhibit.knobs()), |all, (name, text)| all.with(exhibit.knobs(), name, text))
}

/// The owner of every key, found anew: each key is placed by itself on servers that are listed from the state.
fn owners(state: &State, points: Option<u32>) -> Vec<u8> {
    let all = Servers::new(state.slots.iter().map(|slot| (slot.name.clone(), slot.weight))).expect("they are fine");
    let away = (0..state.slots.len()).filter(|slot| !state.is_up(*slot));
    let left = away.into_iter().try_fold(all, |all, slot| all.leave(&state.slots[slot].name));
    let Ok(servers) = left else { return vec![NOBODY; state.setup.keys.len()] };
    let names: Vec<String> = servers.iter().map(|server| server.name.clone()).collect();
    let placement =
        Placement::build(state.setup.policy, servers, &Settings { points, ..Settings::default() }).expect("it builds");
    let slot = |place: u16| state.slots.iter().position(|slot| slot.name == names[usize::from(place)]).expect("it is listed");
    state.setup.keys.iter().map(|key| slot(placement.place(key.as_bytes()).expect("any key")) as u8).collect()
}

fn assert_change(before: &State, after: &State, change: &Change) {
    let moved: Vec<(u32, u8, u8)> = (0..before.setup.keys.len() as u32)
        .map(|key| (key, before.owner(key as usize), after.owner(key as usize)))
        .filter(|(_, from, to)| from != to)
        .collect();
    assert_eq!(change.moved.iter().map(|one| (one.key, one.from, one.to)).collect::<Vec<_>>(), moved);
    // A join gives only to the new server, a leave takes only from the old one.
    let promised = matches!(before.setup.policy, Policy::NginxConsistent | Policy::HaproxyConsistent)
        && before.bound.is_none()
        && after.bound.is_none();
    if promised {
        match change.kind {
            Kind::Join(slot) | Kind::Wake(slot) => assert!(moved.iter().all(|(_, _, to)| *to == slot)),
            Kind::Leave(slot) | Kind::Die(slot) => assert!(moved.iter().all(|(_, from, _)| *from == slot)),
            Kind::Weigh(slot, _) => assert!(moved.iter().all(|(_, from, to)| *from == slot || *to == slot)),
            Kind::LookUp(_) => assert!(moved.is_empty()),
            Kind::Copies(_) => assert!(moved.is_empty(), "an owner is an owner however many copies there are"),
            Kind::Points(_) | Kind::Bound(_) => {}
        }
        assert_eq!(after.strays, 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 120,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(2026),
        ..ProptestConfig::default()
    })]

    #[test]
    fn whatever_is_done_every_key_is_where_the_policy_places_it(
        policy in prop::sample::select(vec!["nginx", "ketama", "haproxy"]),
        points in 1..24_u32,
        replicas in 1..4_u32,
        bound in prop::sample::select(vec![0_u32, 0, 125, 100]),
        acts in prop::collection::vec(act(), 1..24),
    ) {
        let set = [
            ("policy", policy.to_owned()),
            ("points", (points * 4).to_string()),
            ("replicas", replicas.to_string()),
            ("bound_percent", bound.to_string()),
            ("keys", "60".to_owned()),
        ];
        let mut state = State::new(&knobs(exhibit("hash-ring"), &set));
        for act in acts {
            let Some((next, change)) = state.with(act) else { continue };
            assert_change(&state, &next, &change);
            if next.bound.is_none() {
                let points = if policy == "ketama" { next.points.next_multiple_of(4) } else { next.points };
                let want = owners(&next, Some(points));
                prop_assert!((0..want.len()).all(|key| next.owner(key) == want[key]), "{:?}", change.kind);
            } else if let Some(placed) = &next.placed {
                prop_assert!(placed.counts.iter().zip(&placed.capacities).all(|(count, capacity)| count <= capacity));
            }
            if let Some(placed) = &next.placed {
                prop_assert_eq!(placed.counts.iter().sum::<u64>(), next.setup.keys.len() as u64);
            }
            let copies = next.replicas.min(next.up());
            for key in [0, 30] {
                let keepers = next.keepers(key);
                prop_assert!(keepers.len() >= copies.min(1) && keepers.iter().all(|node| next.is_up(node.index())));
            }
            state = next;
        }
    }

    #[test]
    fn mod_n_is_the_remainder(acts in prop::collection::vec(act(), 1..12), nginx in any::<bool>()) {
        let policy = if nginx { "nginx-hash" } else { "modulo" };
        let mut state = State::new(&knobs(exhibit("hash-mod"), &[("policy", policy.to_owned()), ("keys", "40".to_owned())]));
        for act in acts {
            let Some((next, change)) = state.with(act) else { continue };
            assert_change(&state, &next, &change);
            let want = owners(&next, None);
            prop_assert!((0..want.len()).all(|key| next.owner(key) == want[key]));
            state = next;
        }
    }
}

#[test]
fn a_change_is_four_frames_and_so_is_a_look_up() {
    for (name, scenario, changes) in
        [("hash-ring", "joins", 1), ("hash-ring", "look-up", 1), ("hash-ring", "one-point", 3), ("hash-mod", "joins", 1)]
    {
        let mut session = open(name, scenario);
        assert_eq!(session.extent().last, 4 * changes, "{name}/{scenario}");
        assert_eq!(session.stop_after(Grain::Phase, true), Some(4), "a change is a phase");
    }
}

#[test]
fn who_acts_in_mid_telling_cuts_it_short_and_not_the_change() {
    let mut session = open("hash-ring", "joins");
    session.seek(2);
    assert_eq!(session.choose(of(0, command::LEAVE)), Ok(()));
    assert_eq!((session.cursor(), session.extent().last), (3, 6));
    assert_eq!(session.branches(Locale::En).len(), 1, "nothing lay ahead but the telling");
    assert!(session.undo());
    assert_eq!((session.cursor(), session.extent().last), (2, 4));
}

#[test]
fn the_keys_that_move_travel_and_the_others_do_not_twitch() {
    let mut session = open("hash-ring", "joins");
    for event in 0..=4 {
        session.seek(event);
        let stage = session.scene(Locale::En, Format::Wide).stage;
        let travelling = stage.dots.iter().filter(|dot| dot.from != dot.to).count();
        let moved = stage.dots.iter().filter(|dot| dot.moved).count();
        assert_eq!(travelling > 0, event == 3, "frame {event}");
        assert_eq!(moved > 0, event >= 3, "frame {event}");
        let ring = stage.ring.expect("a ring");
        let whole: i32 = ring.arcs.iter().map(|arc| arc.to - arc.from).sum();
        assert_eq!(whole, TURN, "the arcs of frame {event} close the circle");
        // Clockwise, and never farther than round.
        assert!(stage.dots.iter().all(|dot| (0..=TURN).contains(&(dot.to.x - dot.from.x))));
    }
}

#[test]
fn ketama_has_1264_points_and_not_1280() {
    let session = open("hash-ring", "ketama-lost-points");
    assert!(session.scene(Locale::En, Format::Wide).summary.to_string().contains("1264 points"));
}

#[test]
fn the_last_server_can_go_and_nobody_is_told_so() {
    for name in ["hash-ring", "hash-mod"] {
        let exhibit = exhibit(name);
        let mut saved = exhibit.scenario("look-up").expect("a scenario");
        (saved.knobs, saved.acts) = (saved.knobs.with(exhibit.knobs(), "servers", "S1"), Vec::new());
        let mut session = exhibit.open(&saved).expect("it opens");
        assert_eq!(session.choose(of(0, command::LEAVE)), Ok(()));
        session.seek(4);
        let guarantees = session.guarantees(Locale::En);
        assert_eq!(guarantees[0].verdict, Verdict::Broken);
        assert!(session.story(Locale::En).what.to_string().contains("Nobody is left"), "{name}");
        assert!(session.choose(of(0, command::TYPED)).is_err(), "nobody can be asked");
        assert_eq!(session.choose(of(0, command::JOIN)), Ok(()));
    }
}

#[test]
fn the_same_server_twice_and_odd_weights_get_one_sentence() {
    let exhibit = exhibit("hash-ring");
    let mut saved = exhibit.scenario("joins").expect("a scenario");
    saved.knobs = saved.knobs.with(exhibit.knobs(), "servers", "S1,S2,S1=3");
    assert!(exhibit.open(&saved).is_err());
    for odd in ["", "S1,", ",", "a\u{7}b"] {
        assert!(saved.knobs.set(exhibit.knobs(), "servers", odd).is_err(), "{odd:?}");
    }
}

/// What somebody does, and how the challenge stands then.
fn tried(name: &str, challenge: &str, acts: &[Act], answer: Option<&str>) -> AttemptVerdict {
    let exhibit = exhibit(name);
    let index = exhibit.challenges().iter().position(|one| one.name == challenge).expect("there is such a challenge");
    let saved = exhibit.scenario(exhibit.challenges()[index].scenario).expect("its scenario");
    let mut session = exhibit.open(&saved).expect("it opens");
    for act in acts {
        session.seek(u32::MAX);
        assert_eq!(session.choose(*act), Ok(()), "{act:?}");
    }
    session.seek(u32::MAX);
    let verdict = session.attempt(index, answer, Locale::En).verdict;
    session.seek(0);
    session.seek(u32::MAX);
    assert_eq!(session.attempt(index, answer, Locale::Zh).verdict, verdict, "judged by the run alone");
    verdict
}

#[test]
fn each_challenge_has_a_solution_and_a_near_miss() {
    use AttemptVerdict::{Failed, Open, Solved};
    let (joins, leaves) = (of(4, command::JOIN), of(1, command::LEAVE));
    assert_eq!(tried("hash-ring", "replace", &[joins, leaves], None), Solved);
    assert_eq!(tried("hash-ring", "replace", &[leaves, joins], None), Failed);
    assert_eq!(tried("hash-ring", "replace", &[joins], None), Open);
    assert_eq!(tried("hash-ring", "replace", &[joins, dies(1)], None), Failed);
    let more = [of(0, command::MORE_POINTS); 6];
    assert_eq!(tried("hash-ring", "even", &more, None), Solved);
    assert_eq!(tried("hash-ring", "even", &more[..1], None), Open);
    assert_eq!(tried("hash-ring", "even", &[of(0, command::LEAVE)], None), Open);
    assert_eq!(tried("hash-mod", "how-many", &[], Some("four-fifths")), Solved);
    for wrong in ["fifth", "half", "all"] {
        assert_eq!(tried("hash-mod", "how-many", &[], Some(wrong)), Failed);
    }
    assert_eq!(tried("hash-mod", "how-many", &[], None), Open);
}

/// 46 x 205: the cells of five columns, each one and a half units wide and high.
const DOTS_OF_FIVE: usize = 46 * 205;

#[test]
fn every_key_that_is_shown_has_a_cell_of_its_own() {
    let exhibit = exhibit("hash-mod");
    let mut saved = exhibit.scenario("joins").expect("a scenario");
    let servers: Vec<String> = (1..=16).map(|server| format!("S{server}")).collect();
    saved.knobs = saved.knobs.with(exhibit.knobs(), "servers", &servers.join(",")).with(exhibit.knobs(), "keys", "10000");
    saved.acts.clear();
    let session = exhibit.open(&saved).expect("it opens");
    for format in [Format::Wide, Format::Tall, Format::Half, Format::Strip] {
        let stage = session.scene(Locale::En, format).stage;
        let mut places: Vec<(i32, i32)> = stage.dots.iter().map(|dot| (dot.to.x, dot.to.y)).collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), stage.dots.len(), "{format:?}");
        let told = format!("dots: {} of 10,001 keys", places.len());
        assert!(stage.notes.iter().any(|note| note.line.to_string() == told), "{format:?}: {told}");
        assert!(stage.dots.iter().any(|dot| dot.key == 10_000), "what somebody typed is always shown");
    }
}

#[test]
fn a_million_keys_are_counted_and_ten_thousand_of_them_shown() {
    for name in ["hash-ring", "hash-mod"] {
        let exhibit = exhibit(name);
        let mut saved = exhibit.scenario("joins").expect("a scenario");
        // Somebody's own, one a line, as they are pasted or stand in a file; one of them has a comma.
        let own: String = (0..999_998).map(|key| format!("key {key}\r\n")).chain(["\n, \n".to_owned()]).collect();
        saved.knobs = saved.knobs.with(exhibit.knobs(), "own_keys", &own);
        let mut session = exhibit.open(&saved).expect("it opens");
        session.seek(u32::MAX);
        let story = session.story(Locale::En).what.to_string();
        assert!(story.contains("of 1,000,000 keys moved"), "{name}: {story}");
        let scene = session.scene(Locale::En, Format::Wide);
        let keys = |row: &synod::scene::Row| {
            row.cells[row.cells.len() - 2].to_string().replace(',', "").parse::<u32>().expect("a count")
        };
        assert_eq!(scene.table.rows.iter().map(keys).sum::<u32>(), 1_000_000);
        // Five columns of the remainders are a little too narrow for ten thousand cells, and say so.
        assert_eq!(scene.stage.dots.len(), if name == "hash-ring" { 10_000 } else { DOTS_OF_FIVE });
        assert_eq!(scene.stage.dots.last().map(|dot| dot.key), Some(999_999), "what somebody typed is always shown");
        session.seek(0);
        if name == "hash-ring" {
            assert!(session.story(Locale::En).what.to_string().contains("shows 10,000 of them"));
        }
    }
}

#[test]
fn the_bound_and_the_copies_are_turned_by_a_notch_and_no_farther() {
    let exhibit = exhibit("hash-ring");
    let mut session = open("hash-ring", "joins");
    let moved = |session: &mut dyn Session, choice| {
        assert_eq!(session.choose(of(0, choice)), Ok(()), "{choice}");
        session.seek(u32::MAX);
        assert!(session.guarantees(Locale::En).iter().all(|one| one.verdict != Verdict::Broken), "{choice}");
        session.story(Locale::En).what.to_string()
    };
    session.seek(u32::MAX);
    let refused = session.choose(of(0, command::LOOSER)).expect_err("there is no bound");
    assert!(format!("{refused:?}").contains("no bound to loosen"), "{refused:?}");
    for notch in 0..9 {
        let told = moved(&mut *session, command::TIGHTER);
        assert!(told.contains("of 200 keys moved"), "{notch}: {told}");
        assert!(session.guarantees(Locale::En).iter().any(|one| one.name == "bound" && one.verdict == Verdict::Holds));
    }
    let refused = session.choose(of(0, command::TIGHTER)).expect_err("c = 1 is the tightest");
    assert!(format!("{refused:?}").contains("tightest"), "{refused:?}");
    // With c = 1 every one of five servers has its fifth.
    let table = session.scene(Locale::En, Format::Wide).table;
    assert!(table.rows.iter().all(|row| row.cells[row.cells.len() - 2].to_string() == "40"));
    assert!(moved(&mut *session, command::LOOSER).contains("of 200 keys moved"));
    for _ in 0..4 {
        assert!(moved(&mut *session, command::MORE_COPIES).contains("0 of 200 keys moved"));
    }
    let refused = session.choose(of(0, command::MORE_COPIES)).expect_err("that would be too many");
    assert!(format!("{refused:?}").contains("copies are the most"), "{refused:?}");
    assert!(moved(&mut *session, command::FEWER_COPIES).contains("0 of 200 keys moved"));
    let (saved, digest, end) = (session.saved(), session.digest(), session.extent().last);
    assert_eq!(end, 4 * (1 + 9 + 1 + 4 + 1), "each is four frames");
    let mut again = exhibit.open(&saved).expect("what was saved opens again");
    again.seek(u32::MAX);
    assert_eq!((again.digest(), again.extent().last), (digest, end));
    assert!(session.undo());
    session.seek(u32::MAX);
    assert_ne!(session.digest(), digest, "the copies are part of what is there");
    let mut alone = open("hash-mod", "joins");
    assert!(alone.choose(of(0, command::TIGHTER)).is_err() && alone.choose(of(0, command::MORE_COPIES)).is_err());
}

#[test]
fn a_key_is_looked_up_by_pointing_at_it() {
    for name in ["hash-ring", "hash-mod"] {
        let mut session = open(name, "joins");
        for dot in [57, 199] {
            let act = session.pointed(dot).expect("each key can be looked up");
            assert_eq!(session.choose(act), Ok(()));
            session.seek(session.cursor() + 3);
            let key = if dot == 199 { "Ada".to_owned() } else { synod::exhibit::spread::machine::keys::name(dot) };
            assert!(session.story(Locale::En).what.to_string().contains(&key), "{name}: {key}");
        }
        assert!([200, 215, u32::MAX].iter().all(|dot| session.pointed(*dot).is_none()), "there are 200 keys");
    }
}

#[test]
fn a_run_has_room_for_so_many_changes_and_looking_up_is_none() {
    let exhibit = exhibit("hash-mod");
    let mut saved = exhibit.scenario("joins").expect("a scenario");
    (saved.knobs, saved.acts) = (saved.knobs.with(exhibit.knobs(), "keys", "999999"), Vec::new());
    let mut session = exhibit.open(&saved).expect("it opens");
    for change in 0..20 {
        let act = of(0, if change % 2 == 0 { command::HEAVIER } else { command::LIGHTER });
        assert_eq!(session.choose(act), Ok(()), "change {change}");
    }
    let refused = session.choose(of(0, command::HEAVIER)).expect_err("that is one too many");
    assert!(format!("{refused:?}").contains("has room for"), "{refused:?}");
    assert_eq!(session.choose(of(0, command::TYPED)), Ok(()));
}

#[test]
fn hash_mod_keeps_each_key_once_and_its_formula_is_about_equal_weights() {
    let mut session = open("hash-mod", "joins");
    session.seek(4);
    let told = |session: &dyn Session| session.story(Locale::En).conditions.iter().map(ToString::to_string).collect::<String>();
    assert!(told(&*session).contains("lcm"));
    let copies = session.guarantees(Locale::En).into_iter().find(|one| one.name == "copies").expect("a check");
    assert!(copies.because.to_string().contains("on one server"), "{}", copies.because);
    assert_eq!(session.choose(of(0, command::HEAVIER)), Ok(()));
    session.seek(u32::MAX);
    assert!(!told(&*session).contains("lcm") && told(&*session).contains("counted"), "{}", told(&*session));
}
