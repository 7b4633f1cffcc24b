//! Giving way: where a packet rests so that it covers neither another one, nor a figure, nor words.

use super::lanes::{Lane, Rest};
use super::{Face, Sizes, caption_base, glow_gap, line_width, tag_width, width};
use crate::scene::{Figure, Heading, Point, Stage, Tree};

/// The air round everything that is to be read.
const AIR: f64 = 5.0;
/// The places along a wire that are tried: so many to each side, so far apart.
const PLACES: u8 = 30;
const STEP: f64 = 7.0;
/// At each of them the places beside the wire, in packets.
const ASIDE: [i32; 7] = [0, 1, -1, 2, -2, 3, -3];
/// How often everybody chooses.
const SWEEPS: usize = 5;
/// How bad it is to cover another packet, to cover a figure or words, and to leave the grid. A detour of a grid unit
/// along the wire counts a thousandth; leaving the wire counts as much as a long one.
const PACKET_WEIGHT: f64 = 10.0;
const EDGE_WEIGHT: f64 = 14.0;
const BLOCK_WEIGHT: f64 = 6.0;
const ASIDE_BURDEN: f64 = 0.3;
/// Headings are set in capitals and spaced: that much wider.
const HEADING_SPACED: f64 = 1.3;

/// A box that a packet may cover, and how bad that is.
#[derive(Clone, Copy)]
pub(super) struct Covered {
    /// Its middle.
    pub(super) at: (f64, f64),
    /// Half its width and height.
    pub(super) half: (f64, f64),
    /// How bad it is to cover all of it.
    pub(super) weight: f64,
}

impl Covered {
    /// What part of a packet with its middle at `at` lies over it, with some air round both.
    pub(super) fn share(&self, at: (f64, f64), half: (f64, f64)) -> f64 {
        let over = |a: f64, b: f64, half: f64, other: f64| {
            crate::app::between((half + other + AIR - (a - b).abs()) / (2.0 * half.min(other).max(1.0)), 0.0, 1.0)
        };
        over(at.0, self.at.0, half.0, self.half.0) * over(at.1, self.at.1, half.1, self.half.1)
    }
}

/// What packets keep clear of: a figure, the words under it, or a heading.
pub(super) struct Block {
    /// The node whose outline this is: its own packets know where they touch it.
    outline: Option<u8>,
    covered: Covered,
}

impl Block {
    /// A figure with the glow round it, the words under or over it, and the tags beside it.
    fn of(figure: &Figure, sizes: &Sizes) -> [Block; 3] {
        let (x, y) = (f64::from(figure.at.x), f64::from(figure.at.y));
        let radius = f64::from(figure.radius + if figure.glow.is_some() { glow_gap(figure.radius) } else { 0 });
        let wide = figure.caption.iter().map(|line| line_width(line, sizes.caption_type)).max().unwrap_or(0);
        let lines = i32::try_from(figure.caption.len()).unwrap_or(0);
        let high = f64::from(lines) * f64::from(sizes.caption_step) / 20.0;
        let bases = caption_base(figure, sizes, 0) + caption_base(figure, sizes, lines - 1);
        let words = y + f64::from(bases - sizes.caption_type * 7 / 10) / 20.0;
        let rows = i32::try_from(figure.tags.len()).unwrap_or(0);
        let tags = figure.tags.iter().map(|tag| tag_width(tag, sizes)).max().unwrap_or(0);
        let tags = (f64::from(tags) / 20.0, f64::from(sizes.tag_step * (rows - 1) + sizes.tag_height) / 20.0);
        let tags_at = (f64::from(figure.tags_at.x) + tags.0, f64::from(figure.tags_at.y) + tags.1);
        [
            Block::new(Some(figure.node), (x, y), (radius, radius)),
            Block::new(None, (x + f64::from(figure.lean), words), (f64::from(wide) / 20.0, high)),
            Block::new(None, tags_at, tags),
        ]
    }

    fn new(outline: Option<u8>, at: (f64, f64), half: (f64, f64)) -> Block {
        Block { outline, covered: Covered { at, half, weight: BLOCK_WEIGHT } }
    }

    fn over(heading: &Heading, sizes: &Sizes) -> Block {
        let size = f64::from(sizes.heading_type) / 10.0;
        let half = (f64::from(width(&heading.text, Face::Sans)) * size / 200.0 * HEADING_SPACED, size / 2.0);
        let at = (f64::from(heading.at.x), f64::from(heading.at.y) - size / 3.0);
        Block::new(None, at, half)
    }
}

/// Everything that packets keep clear of.
pub(super) fn blocks(stage: &Stage, sizes: &Sizes) -> Vec<Block> {
    let figures = stage.figures.iter().flat_map(|figure| Block::of(figure, sizes)).filter(|block| block.covered.half.0 > 0.0);
    let headings = stage.headings.iter().map(|heading| Block::over(heading, sizes));
    figures.chain(headings).chain(stage.tree.as_ref().and_then(around)).chain(edges(stage)).collect()
}

/// All boxes of a tree as one.
fn around(tree: &Tree) -> Option<Block> {
    let (mut from, mut to) = (tree.title_at, tree.title_at);
    for one in &tree.boxes {
        from = Point::at(from.x.min(one.at.x - one.half.x), from.y.min(one.at.y - one.half.y));
        to = Point::at(to.x.max(one.at.x + one.half.x), to.y.max(one.at.y + one.half.y));
    }
    let half = |from: i32, to: i32| f64::from(to - from) / 2.0;
    let half = (half(from.x, to.x), half(from.y, to.y));
    (!tree.boxes.is_empty()).then(|| Block::new(None, (f64::from(from.x) + half.0, f64::from(from.y) + half.1), half))
}

/// What lies beyond the edges of the grid.
fn edges(stage: &Stage) -> [Block; 4] {
    let half = (f64::from(stage.width) / 2.0, f64::from(stage.height) / 2.0);
    let beyond = |x: f64, y: f64| {
        let at = (half.0 + x * (2.0 * half.0 + AIR), half.1 + y * (2.0 * half.1 + AIR));
        Block { outline: None, covered: Covered { at, half, weight: EDGE_WEIGHT } }
    };
    [beyond(-1.0, 0.0), beyond(1.0, 0.0), beyond(0.0, -1.0), beyond(0.0, 1.0)]
}

/// Gives every packet of `order` its place, one after another: the best of some places on and
/// beside its wire. The first turn minds `fixed` and those that chose before, the others everybody.
pub(super) fn give_way(
    lanes: &mut [Lane],
    order: &[usize],
    fixed: &[usize],
    blocks: &[Block],
    rest: impl Fn(&mut Lane) -> &mut Rest,
) {
    let wanted: Vec<Rest> = lanes.iter_mut().map(|lane| *rest(lane)).collect();
    for sweep in 0..SWEEPS {
        for (turn, index) in order.iter().enumerate() {
            let minded = order[..if sweep == 0 { turn } else { order.len() }].iter().filter(|other| *other != index);
            let mut others: Vec<Covered> = Vec::with_capacity(lanes.len() + blocks.len());
            for other in minded.chain(fixed) {
                let at = *rest(&mut lanes[*other]);
                others.push(Covered { at: lanes[*other].middle(at), half: lanes[*other].half, weight: PACKET_WEIGHT });
            }
            let lane = lanes[*index];
            let foreign = |block: &&Block| block.outline != Some(lane.ends.0) && block.outline != Some(lane.ends.1);
            others.extend(blocks.iter().filter(foreign).map(|block| block.covered));
            *rest(&mut lanes[*index]) = best_place(&lane, wanted[*index], &others);
        }
    }
}

fn best_place(lane: &Lane, wanted: Rest, others: &[Covered]) -> Rest {
    let burden = |rest: Rest| {
        let at = lane.middle(rest);
        others.iter().map(|other| other.weight * other.share(at, lane.half)).sum::<f64>()
    };
    let mut best = (wanted, burden(wanted));
    let off = 2.0 * lane.half.1 + AIR;
    for step in 0..=PLACES {
        let detour = f64::from(step) * STEP;
        if best.1 <= detour / 1000.0 {
            break;
        }
        for along in [wanted.along + detour, wanted.along - detour] {
            if !(lane.touching.0..=lane.touching.1).contains(&along) {
                continue;
            }
            for row in ASIDE.into_iter().take(if lane.tied { 1 } else { ASIDE.len() }) {
                let place = Rest { along, aside: f64::from(row) * off };
                let found = burden(place) + detour / 1000.0 + f64::from(row.abs()) * ASIDE_BURDEN;
                if found < best.1 {
                    best = (place, found);
                }
            }
        }
    }
    best.0
}
