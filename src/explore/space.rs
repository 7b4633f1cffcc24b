//! What can be searched: states, the steps between them, and what must never be.

/// A space of states.
///
/// It is a value: the same space gives the same states in the same order, always. A check here is
/// of the kind *always*: a state breaks it or does not.
pub trait Space {
    /// One state; whatever tells two of them apart goes into [`Space::fingerprint`].
    type State;
    /// What leads from one state to the next, choices included: enough to do it again.
    type Move: Clone;

    /// Where everything begins.
    fn starts(&self) -> Vec<Self::State>;

    /// Every step out of a state, in a fixed order. What changes nothing by being ignored is no
    /// step; what is handled is one, even when it leads back to the same state.
    fn steps(&self, state: &Self::State) -> Vec<(Self::Move, Self::State)>;

    /// One move carried out; `None` when it is not possible in this state, or no step.
    fn apply(&self, state: &Self::State, step: &Self::Move) -> Option<Self::State>;

    /// What tells states apart: 64 bits, the same natively and in wasm. Among a million states two
    /// differing ones share them with a chance of one in thirty million.
    fn fingerprint(&self, state: &Self::State) -> u64;

    /// The names of the checks.
    fn checks(&self) -> Vec<&'static str>;

    /// Whether a state breaks the check with this index.
    fn broken(&self, check: usize, state: &Self::State) -> bool;
}

/// The same space entered at one of its states: what can still happen from here on.
#[derive(Clone, Debug)]
pub struct Onward<S: Space> {
    /// The space.
    pub space: S,
    /// Where it is entered.
    pub start: S::State,
}

impl<S: Space<State: Clone>> Space for Onward<S> {
    type State = S::State;
    type Move = S::Move;

    fn starts(&self) -> Vec<S::State> {
        vec![self.start.clone()]
    }

    fn steps(&self, state: &S::State) -> Vec<(S::Move, S::State)> {
        self.space.steps(state)
    }

    fn apply(&self, state: &S::State, step: &S::Move) -> Option<S::State> {
        self.space.apply(state, step)
    }

    fn fingerprint(&self, state: &S::State) -> u64 {
        self.space.fingerprint(state)
    }

    fn checks(&self) -> Vec<&'static str> {
        self.space.checks()
    }

    fn broken(&self, check: usize, state: &S::State) -> bool {
        self.space.broken(check, state)
    }
}
