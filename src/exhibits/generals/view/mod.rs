//! How the generals look: a ring with the commander starred, the tree of one lieutenant beside it, the frame as a table,
//! a general in detail, and the outline of a message.

mod inspect;
mod layout;
mod ring;
mod tree;

pub use inspect::{inspect, table};
pub use ring::stage;

use crate::exhibit::Look;
use crate::scene::PacketShape;
use crate::sim::{NodeId, NodeSet, World};

use super::checks::loyal_in;
use super::machine::{Message, Oral};
use super::text::teller::tone;

/// How a message looks: its path, and the glyph of what it says.
pub fn look(message: &Message) -> Look {
    let names: Vec<String> = message.path.nodes().map(Oral::name).collect();
    let tone = tone(message.value);
    Look {
        kind: "oral",
        label: format!("{} {}", message.path, tone.glyph()),
        shape: PacketShape::Pill,
        tone,
        fields: vec![("path", names.join(".")), ("value", message.value.word().to_owned())],
    }
}

/// What each general does: its order for a loyal commander, nothing for a traitor.
pub fn decisions(world: &World<Oral>) -> Vec<(String, Option<String>)> {
    let oral = &world.protocol;
    let all = (0..oral.generals).map(NodeId).map(|node| {
        let general = world.node(node).filter(|_| !world.traitors().has(node));
        let own = (node == oral.commander).then_some(oral.order);
        let does = general.and_then(|general| general.decided.or(own.filter(|_| world.up().has(node))));
        (Oral::name(node), does.map(|value| value.word().to_owned()))
    });
    all.collect()
}

/// Whose tree is shown: who was chosen, else the first loyal lieutenant, else the first.
fn eyes(world: &World<Oral>, chosen: Option<u8>) -> NodeId {
    let oral = &world.protocol;
    let lieutenants = oral.everybody().without(oral.commander);
    let chosen = chosen.filter(|node| *node < oral.generals).map(NodeId).filter(|node| lieutenants.has(*node));
    let loyal = NodeSet(lieutenants.0 & loyal_in(world).0);
    chosen.or_else(|| loyal.iter().next()).or_else(|| lieutenants.iter().next()).unwrap_or(oral.commander)
}
