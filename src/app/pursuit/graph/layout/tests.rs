//! What a picture of a graph keeps to: every state in a place of its own, kinds together, few crossings, the same each time.

use super::*;
use crate::explore::{Edge, Valence};

/// Levels of these sizes; each state leads to the states of the next level that `leads` names.
fn atlas(levels: &[u32], leads: impl Fn(u32, u32) -> bool, reachable: impl Fn(usize, u32) -> u32) -> Atlas {
    let mut atlas = Atlas { levels: levels.to_vec(), ..Atlas::default() };
    let mut first = 0;
    for (level, states) in levels.iter().enumerate() {
        let next = first + states;
        let behind = levels.get(level + 1).copied().unwrap_or(0);
        for at in 0..*states {
            let to = (0..behind).filter(|to| leads(at, *to)).map(|to| Edge { to: next + to, by: 0 });
            let valence = Valence { reachable: reachable(level, at), ..Valence::default() };
            atlas.states.push(Spot { valence, edges: to.collect(), ..Spot::default() });
        }
        first = next;
    }
    atlas
}

/// How many pairs of steps between neighbouring levels cross.
fn crossings(atlas: &Atlas, layout: &Layout) -> usize {
    let place = |state: u32| {
        let level = layout.level(state);
        (level, layout.order[level].iter().position(|one| *one == state).expect("it is there"))
    };
    let edges: Vec<_> = (0..)
        .zip(&atlas.states)
        .flat_map(|(from, spot)| spot.edges.iter().map(move |edge| (place(from), place(edge.to))))
        .collect();
    let crosses = |a: &((usize, usize), (usize, usize)), b: &((usize, usize), (usize, usize))| {
        a.0.0 == b.0.0 && (a.0.1 < b.0.1) != (a.1.1 < b.1.1) && a.0.1 != b.0.1 && a.1.1 != b.1.1
    };
    (0..edges.len()).map(|a| edges[a + 1..].iter().filter(|b| crosses(&edges[a], b)).count()).sum()
}

#[test]
fn every_state_has_a_place_of_its_own_within_the_picture() {
    for levels in [vec![1, 2, 3], vec![1, 40, 400, 900, 600, 59], vec![1; 30], vec![2_000]] {
        let atlas = atlas(&levels, |a, b| a / 2 == b / 3, |level, at| (at % 4) * u32::from(level > 0));
        let layout = Layout::of(&atlas);
        let mut spots = layout.spots.clone();
        spots.sort_unstable();
        spots.dedup();
        assert_eq!(spots.len(), atlas.states.len(), "{levels:?}");
        let inside = |(x, y): &(i32, i32)| (EDGE..=layout.size.0 - EDGE).contains(x) && (EDGE..=layout.size.1 - EDGE).contains(y);
        assert!(spots.iter().all(inside), "{levels:?}");
        assert!(layout.size.1 <= HEIGHT_MAX + 2 * EDGE);
        // Levels follow one another, and none stands in the next.
        assert!(layout.columns.windows(2).all(|pair| pair[0].end + GAP.0 <= pair[1].start), "{levels:?}");
    }
}

#[test]
fn no_two_states_of_a_level_cover_each_other() {
    let atlas = atlas(&[1, 30, 300, 700], |a, b| a % 7 == b % 11, |_, at| 1 + at % 3);
    let layout = Layout::of(&atlas);
    for level in &layout.order {
        for (at, a) in level.iter().enumerate() {
            for b in &level[at + 1..] {
                let ((ax, ay), (bx, by)) = (layout.spots[*a as usize], layout.spots[*b as usize]);
                assert!((ax - bx).abs() >= COLUMN || (ay - by).abs() >= PITCH_MIN - 1, "{a} {b}");
            }
        }
    }
}

#[test]
fn states_of_one_kind_stand_together_and_the_rest_so_that_fewer_steps_cross() {
    // A shuffled ladder: numbered as they come, nearly every pair of steps crosses.
    let ladder = atlas(&[1, 24, 24, 24], |a, b| (a * 7 + 5) % 24 == b || (a * 7 + 6) % 24 == b, |_, _| 3);
    let numbered = Layout {
        order: Layout::of(&ladder)
            .order
            .iter()
            .map(|level| {
                let mut level = level.clone();
                level.sort_unstable();
                level
            })
            .collect(),
        ..Layout::default()
    };
    let (before, after) = (crossings(&ladder, &numbered), crossings(&ladder, &Layout::of(&ladder)));
    assert!(after * 3 < before, "{after} of {before}");
    let mixed = atlas(&[1, 30, 30], |a, b| a == b, |level, at| if level == 0 { 3 } else { 1 + at % 3 });
    let layout = Layout::of(&mixed);
    for (level, bands) in layout.order.iter().zip(&layout.bands) {
        let mut kinds: Vec<Region> = level.iter().map(|state| kind(mixed.states[*state as usize].region())).collect();
        kinds.dedup();
        assert_eq!(kinds, bands.iter().map(|(kind, _)| *kind).collect::<Vec<_>>());
        assert!(bands.windows(2).all(|pair| pair[0].1.end < pair[1].1.start));
    }
    assert_eq!(
        layout.bands[1].iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
        [Region::Bound(0), Region::Undecided, Region::Bound(1)]
    );
}

#[test]
fn the_same_graph_has_the_same_picture_and_a_place_finds_its_state() {
    let atlas = atlas(&[1, 9, 200, 40], |a, b| a % 9 == b % 9, |_, at| 1 + at % 3);
    let layout = Layout::of(&atlas);
    assert_eq!(layout, Layout::of(&atlas));
    for (state, (x, y)) in (0..).zip(&layout.spots) {
        assert_eq!(layout.nearest((x + 12, y - 9)), Some(state));
    }
    assert_eq!((layout.nearest((-5_000, 9)), layout.nearest((i32::MAX, i32::MIN))), (None, None));
}
