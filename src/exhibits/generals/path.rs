//! Paths: through whom a value has come.
//!
//! `0·1·4` is the call in which G4 tells what it heard G1 tell of what G0 said. A path names a call of the recursion, and
//! every message of that call carries it; its last name is the sender.

use std::fmt;

use crate::sim::NodeId;

/// The most names on a path: OM(4) has five rounds.
pub const PATH_LENGTH_MAX: usize = 5;

/// Through whom a value has come; the first is the commander, the last the sender.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path {
    length: u8,
    names: [u8; PATH_LENGTH_MAX],
}

impl Path {
    /// The path of the first call.
    pub fn root(commander: NodeId) -> Path {
        let mut names = [0; PATH_LENGTH_MAX];
        names[0] = commander.0;
        Path { length: 1, names }
    }

    /// The path with another name at its end; one that is full stays as it is.
    #[must_use]
    pub fn then(mut self, node: NodeId) -> Path {
        if let Some(name) = self.names.get_mut(usize::from(self.length)) {
            *name = node.0;
            self.length += 1;
        }
        self
    }

    /// The path without its last name; `None` for the first call.
    pub fn parent(mut self) -> Option<Path> {
        if self.length < 2 {
            return None;
        }
        self.length -= 1;
        self.names[usize::from(self.length)] = 0;
        Some(self)
    }

    /// How many names it has: the round in which its messages are sent.
    pub fn length(self) -> u8 {
        self.length
    }

    /// Who sends on it.
    pub fn last(self) -> NodeId {
        NodeId(self.names[usize::from(self.length.max(1)) - 1])
    }

    /// Whether a name is on it.
    pub fn has(self, node: NodeId) -> bool {
        self.nodes().any(|name| name == node)
    }

    /// The names, first to last.
    pub fn nodes(self) -> impl Iterator<Item = NodeId> + Clone {
        self.names.into_iter().take(usize::from(self.length)).map(NodeId)
    }

    /// The names as numbers, first to last.
    pub fn names(&self) -> &[u8] {
        self.names.get(..usize::from(self.length)).unwrap_or(&[])
    }

    /// Whether it begins with the whole of another.
    pub fn begins(self, with: Path) -> bool {
        self.length >= with.length && self.nodes().zip(with.nodes()).all(|(a, b)| a == b)
    }

    /// A number of its own, for chance: four bits a name behind the length.
    pub fn code(self) -> u32 {
        self.nodes().fold(u32::from(self.length), |code, node| code << 4 | u32::from(node.0 & 15))
    }
}

impl fmt::Display for Path {
    /// `0·1·4`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, node) in self.nodes().enumerate() {
            write!(out, "{}{}", if place == 0 { "" } else { "·" }, node.0)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Path {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_grows_and_shrinks() {
        let path = Path::root(NodeId(0)).then(NodeId(1)).then(NodeId(4));
        assert_eq!((path.to_string().as_str(), path.length(), path.last()), ("0·1·4", 3, NodeId(4)));
        assert_eq!(path.parent().and_then(Path::parent), Some(Path::root(NodeId(0))));
        assert_eq!(Path::root(NodeId(2)).parent(), None);
        assert!(path.has(NodeId(1)) && !path.has(NodeId(2)) && path.names() == [0, 1, 4] && path.begins(Path::root(NodeId(0))));
        let full = (5..9).fold(path, |path, node| path.then(NodeId(node)));
        assert_eq!(full.length(), 5, "a full path stays as it is");
    }
}
