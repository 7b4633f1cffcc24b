//! Where the states of a graph stand in its picture: a level is a column, its states stand in order of what is decided in
//! them and, among those alike, so that few steps cross. Whole numbers only, in tenths of a unit; the same graph has the
//! same picture.
//!
//! Every column is at most as high as the picture. Where a level has too many states to stand one below the other, it is
//! several columns wide, and the states of its order stand in them by turns.

use std::ops::Range;

use crate::exhibit::explored::{Atlas, Spot};
use crate::explore::Region;

/// How high the picture is at most, in tenths; the stage of the page is about as high.
const HEIGHT_MAX: i32 = 4_400;
/// How far two states of a level stand apart where there is room.
const PITCH_MAX: i32 = 240;
/// How far two states of one column stand apart at least: a state is as wide.
const PITCH_MIN: i32 = 130;
/// How far the columns of one level stand apart.
const COLUMN: i32 = 120;
/// How far two levels stand apart at least, and at most where there are few.
const GAP: (i32, i32) = (400, 900);
/// How wide the picture is, if its levels allow: as wide as the dialog on a desk.
const WIDTH: i32 = 11_200;
/// What stays free around everything.
const EDGE: i32 = 200;
/// How often the order is improved, there and back.
const SWEEPS: u32 = 12;
/// The length of a level, for comparing places in levels of different sizes.
const LENGTH: i64 = 1 << 20;

/// A picture of a graph: where everything stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Layout {
    /// How wide and how high it is.
    pub size: (i32, i32),
    /// Where each state stands.
    pub spots: Vec<(i32, i32)>,
    /// The states of each level from top to bottom.
    pub order: Vec<Vec<u32>>,
    /// The stretches of each level in which states of one kind stand: the kind, and from where to where.
    pub bands: Vec<Vec<(Region, Range<i32>)>>,
    /// From where to where each level stands.
    pub columns: Vec<Range<i32>>,
}

/// What stands together in one band: what is settled beside what can be nothing else any more.
pub fn kind(region: Region) -> Region {
    match region {
        Region::Settled(value) | Region::Bound(value) => Region::Bound(value),
        Region::Torn | Region::Undecided | Region::Never | Region::Unknown => region,
    }
}

/// From top to bottom: the first value, what is open, the other values; what is settled is farthest from what is open.
fn rank(region: Region) -> u32 {
    match region {
        Region::Settled(0) => 0,
        Region::Bound(0) => 1,
        Region::Undecided => 2,
        Region::Unknown => 3,
        Region::Never => 4,
        Region::Torn => 5,
        Region::Bound(value) => 6 + 2 * u32::from(value),
        Region::Settled(value) => 7 + 2 * u32::from(value),
    }
}

impl Layout {
    /// Lays a graph out.
    #[inline(never)]
    pub fn of(atlas: &Atlas) -> Layout {
        let order = ordered(atlas);
        let regions: Vec<Region> = atlas.states.iter().map(Spot::region).collect();
        let mut layout = Layout { spots: vec![(0, 0); atlas.states.len()], ..Layout::default() };
        let highest = order.iter().map(|level| slots(level, &regions) * PITCH_MAX).max().unwrap_or(0);
        let height = highest.clamp(PITCH_MAX * 6, HEIGHT_MAX);
        let taken: i32 = order.iter().map(|level| (columns(slots(level, &regions), height) - 1) * COLUMN).sum();
        let gap = ((WIDTH - 2 * EDGE - taken) / (whole(order.len()) - 1).max(1)).clamp(GAP.0, GAP.1);
        let mut x = EDGE;
        for level in &order {
            x = layout.stand(level, &regions, (x, height)) + gap;
        }
        layout.size = (x - gap + EDGE, height + 2 * EDGE);
        layout.order = order;
        layout
    }

    /// Puts a level up at `x`; where it ends.
    fn stand(&mut self, level: &[u32], regions: &[Region], (x, height): (i32, i32)) -> i32 {
        let slots = slots(level, regions);
        let (pitch, columns) = (pitch(slots, height), columns(slots, height));
        let top = (height * 100 - (slots - 1) * pitch) / 2;
        let (mut slot, mut before, mut bands) = (0, None, Vec::<(Region, Range<i32>)>::new());
        for (at, state) in (0..).zip(level) {
            let region = kind(regions[*state as usize]);
            slot += i32::from(before.is_some_and(|before| before != region));
            let y = EDGE + (top + slot * pitch) / 100;
            self.spots[*state as usize] = (x + at % columns * COLUMN, y);
            match bands.last_mut().filter(|_| before == Some(region)) {
                Some((_, band)) => band.end = y,
                None => bands.push((region, y..y)),
            }
            (slot, before) = (slot + 1, Some(region));
        }
        let end = x + (columns - 1).min(whole(level.len()) - 1) * COLUMN;
        self.bands.push(bands);
        self.columns.push(x..end);
        end
    }

    /// The state that stands nearest to a place, if one is near.
    #[inline(never)]
    pub fn nearest(&self, (x, y): (i32, i32)) -> Option<u32> {
        const NEAR: i64 = 240;
        let far = |a: i32, b: i32| (i64::from(a) - i64::from(b)).abs();
        let near = |(state, (sx, sy)): (u32, &(i32, i32))| {
            let (across, down) = (far(*sx, x), far(*sy, y));
            (across.max(down) <= NEAR).then(|| (across.pow(2) + down.pow(2), state))
        };
        (0..).zip(&self.spots).filter_map(near).min().map(|(_, state)| state)
    }

    /// The level of a state.
    pub fn level(&self, state: u32) -> usize {
        let mut end = 0;
        self.order
            .iter()
            .position(|level| {
                end += level.len() as u32;
                state < end
            })
            .unwrap_or(0)
    }
}

/// A count of what is drawn, which is far from the end of numbers.
fn whole(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX / PITCH_MAX)
}

/// How far the states of a level stand apart, in hundredths of a tenth: there may be more of them than tenths.
fn pitch(slots: i32, height: i32) -> i32 {
    (height * 100 / slots.max(1)).clamp(1, PITCH_MAX * 100)
}

/// In how many columns they stand.
fn columns(slots: i32, height: i32) -> i32 {
    1 + (PITCH_MIN * 100 - 1) / pitch(slots, height)
}

/// How many places a level takes: one for each state, and one between two kinds.
fn slots(level: &[u32], regions: &[Region]) -> i32 {
    let kinds = level.windows(2).filter(|pair| kind(regions[pair[0] as usize]) != kind(regions[pair[1] as usize]));
    whole(level.len() + kinds.count())
}

/// The states of each level in an order in which few steps cross: again and again each state goes to the middle of those
/// that it is joined to, on the side from which the sweep comes, among the states of its own region.
fn ordered(atlas: &Atlas) -> Vec<Vec<u32>> {
    let mut order: Vec<Vec<u32>> = Vec::with_capacity(atlas.levels.len());
    let mut first = 0;
    for states in &atlas.levels {
        order.push((first..first + states).collect());
        first += states;
    }
    let joined = joined(atlas, &order);
    let ranks: Vec<u32> = atlas.states.iter().map(|spot| rank(spot.region())).collect();
    let mut places = vec![0_i64; atlas.states.len()];
    for level in &mut order {
        level.sort_by_key(|state| (ranks[*state as usize], *state));
        put(level, &mut places);
    }
    for sweep in 0..SWEEPS {
        let there = sweep % 2 == 0;
        for step in 0..order.len() {
            let at = if there { step } else { order.len() - 1 - step };
            let middle = |state: u32| {
                let near = if there { &joined[state as usize].0 } else { &joined[state as usize].1 };
                let sum: i64 = near.iter().map(|other| places[*other as usize]).sum();
                if near.is_empty() { places[state as usize] } else { sum / i64::from(whole(near.len())) }
            };
            let mut level: Vec<(u32, i64, i64, u32)> =
                order[at].iter().map(|state| (ranks[*state as usize], middle(*state), places[*state as usize], *state)).collect();
            level.sort_unstable();
            order[at] = level.into_iter().map(|(.., state)| state).collect();
            put(&order[at], &mut places);
        }
    }
    order
}

/// Notes where each state of a level stands in it.
fn put(level: &[u32], places: &mut [i64]) {
    let length = i64::from(whole(level.len()).max(1));
    for (at, state) in (0_i64..).zip(level) {
        places[*state as usize] = (2 * at + 1) * LENGTH / (2 * length);
    }
}

/// The states of the level before and of the level behind that each is joined to.
fn joined(atlas: &Atlas, order: &[Vec<u32>]) -> Vec<(Vec<u32>, Vec<u32>)> {
    let mut joined = vec![(Vec::new(), Vec::new()); atlas.states.len()];
    let levels: Vec<usize> = order.iter().enumerate().flat_map(|(level, states)| states.iter().map(move |_| level)).collect();
    for (from, spot) in atlas.states.iter().enumerate() {
        for to in spot.edges.iter().map(|edge| edge.to as usize).filter(|to| levels[*to] == levels[from] + 1) {
            joined[from].1.push(to as u32);
            joined[to].0.push(from as u32);
        }
    }
    joined
}

#[cfg(test)]
mod tests;
