//! Conditions: the comparisons on which rules rest, kept with the values that they had.

/// How two numbers are compared.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Relation {
    /// Left is greater.
    Above,
    /// Left is greater or equal.
    AtLeast,
    /// Left is less.
    Below,
    /// Both are equal.
    Equals,
    /// They differ.
    Differs,
}

impl Relation {
    /// The sign between the two.
    pub fn sign(self) -> &'static str {
        match self {
            Relation::Above => ">",
            Relation::AtLeast => "≥",
            Relation::Below => "<",
            Relation::Equals => "=",
            Relation::Differs => "≠",
        }
    }

    /// The sign of the relation that holds exactly where this one does not.
    pub fn opposite(self) -> &'static str {
        match self {
            Relation::Above => "≤",
            Relation::AtLeast => "<",
            Relation::Below => "≥",
            Relation::Equals => "≠",
            Relation::Differs => "=",
        }
    }
}

/// One comparison that a rule rests on, with the values it had: `2 > 1 (id above promised)`.
///
/// A machine asks [`Condition::holds`] and keeps the condition as its evidence: the guard and what
/// is told of it cannot drift apart.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Condition {
    /// Its name, by which an exhibit's text knows its words.
    pub name: &'static str,
    /// The left value.
    pub left: i64,
    /// The comparison.
    pub relation: Relation,
    /// The right value.
    pub right: i64,
}

impl Condition {
    /// A comparison of two numbers.
    pub fn new(name: &'static str, left: impl Into<i64>, relation: Relation, right: impl Into<i64>) -> Condition {
        Condition { name, left: left.into(), relation, right: right.into() }
    }

    /// Whether it is true of its values.
    pub fn holds(&self) -> bool {
        match self.relation {
            Relation::Above => self.left > self.right,
            Relation::AtLeast => self.left >= self.right,
            Relation::Below => self.left < self.right,
            Relation::Equals => self.left == self.right,
            Relation::Differs => self.left != self.right,
        }
    }

    /// The sign that is true of its values: the relation's own, or the opposite one where it does not hold.
    pub fn sign(&self) -> &'static str {
        if self.holds() { self.relation.sign() } else { self.relation.opposite() }
    }
}

/// What a fact can show for itself: the rule that fired and its conditions.
pub trait Evidence {
    /// The rule's name, by which an exhibit's text knows its words.
    fn rule(&self) -> &'static str;

    /// The conditions of the rule with the values they had. Of a rule that fired all are true; of a
    /// refusal the last one is false.
    fn conditions(&self) -> &[Condition];

    /// Whether this fact tells of a refusal: then its last condition is false.
    fn refuses(&self) -> bool;
}
