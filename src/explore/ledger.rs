//! How each state was met, in pieces that are never moved: a search of millions copies nothing when it grows.

/// How many entries a piece has.
const PIECE: usize = 1 << 14;

/// The parent of a start.
pub(super) const NOBODY: u32 = u32::MAX;

/// How a state was met: from which one, and by which of its steps (of a start: which start).
#[derive(Clone, Copy)]
pub(super) struct Origin {
    pub(super) parent: u32,
    pub(super) step: u32,
}

/// The origins of all states, by the number of the state.
#[derive(Default)]
pub(super) struct Ledger {
    pieces: Vec<Vec<Origin>>,
    len: usize,
}

impl Ledger {
    pub(super) fn len(&self) -> usize {
        self.len
    }

    pub(super) fn push(&mut self, origin: Origin) {
        if self.len.is_multiple_of(PIECE) {
            self.pieces.push(Vec::with_capacity(PIECE));
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(origin);
            self.len += 1;
        }
    }

    /// The start that a state goes back to, and the numbers of the steps from there.
    pub(super) fn path(&self, state: u32) -> (usize, Vec<u32>) {
        let (mut at, mut steps) = (self.of(state), Vec::new());
        while at.parent != NOBODY {
            steps.push(at.step);
            at = self.of(at.parent);
        }
        steps.reverse();
        (at.step as usize, steps)
    }

    fn of(&self, state: u32) -> Origin {
        self.pieces[state as usize / PIECE][state as usize % PIECE]
    }

    /// How many bytes it holds.
    pub(super) fn bytes(&self) -> usize {
        self.pieces.len() * PIECE * size_of::<Origin>()
    }
}
