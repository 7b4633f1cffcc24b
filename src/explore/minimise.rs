//! Ways made shorter: moves that they can do without are left out.

use super::search::{Witness, apply};
use super::space::Space;

/// The same finding without the moves that it can do without: none of those left can be left out alone.
pub fn minimised<S: Space<Move: PartialEq>>(space: &mut S, aim: usize, witness: Witness<S::Move>) -> Witness<S::Move> {
    let Witness { start, mut moves } = witness;
    loop {
        let before = moves.len();
        let mut at = moves.len();
        while at > 0 {
            at -= 1;
            let mut fewer = moves.clone();
            fewer.remove(at);
            if let Some(length) = reaches(space, aim, start, &fewer) {
                moves = fewer;
                moves.truncate(length);
                at = at.min(moves.len());
            }
        }
        if moves.len() == before {
            return Witness { start, moves };
        }
    }
}

/// After how many of these moves it is found, if they can all be made so far.
fn reaches<S: Space<Move: PartialEq>>(space: &mut S, aim: usize, start: usize, moves: &[S::Move]) -> Option<usize> {
    let mut row = space.starts().into_iter().nth(start)?;
    for made in 0..=moves.len() {
        if space.hits(&row, 1 << aim) != 0 {
            return Some(made);
        }
        row = apply(space, &row, moves.get(made)?)?;
    }
    None
}
