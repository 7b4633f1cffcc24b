//! The commands, as acts carry them; they never change. New ones take a number that is free below [`TYPED`].

/// A server joins, or comes back.
pub const JOIN: u16 = 0;
/// A server leaves.
pub const LEAVE: u16 = 1;
/// A server weighs one more.
pub const HEAVIER: u16 = 2;
/// A server weighs one less.
pub const LIGHTER: u16 = 3;
/// Twice as many points for every server.
pub const MORE_POINTS: u16 = 8;
/// Half as many points for every server.
pub const FEWER_POINTS: u16 = 9;
/// The bound c is loosened to the next notch, and behind the last one there is none.
pub const LOOSER: u16 = 10;
/// The bound c is tightened to the next notch.
pub const TIGHTER: u16 = 11;
/// One more server keeps each key.
pub const MORE_COPIES: u16 = 12;
/// One server less keeps each key.
pub const FEWER_COPIES: u16 = 13;
/// The first key that somebody typed is looked up; the others follow.
pub const TYPED: u16 = 16;
/// The first key of all is looked up; the others follow.
pub const LOOK_UP: u16 = 32;
