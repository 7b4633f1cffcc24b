//! Deviations as a few bytes: the `a` of an address.
//!
//! Each deviation is the distance of its event from the one before (a varint), the code of its act,
//! and the act's fields. A message is its sender, its recipient, and its ordinal with the lane in
//! the lowest bit. Codes are part of addresses for ever: they grow at the end only.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::sim::limits::NODES_MAX;
use crate::sim::{Act, Deviation, Disk, Lane, MessageRef, NodeId, NodeSet, Since};

/// Writes deviations.
pub(super) fn encode(acts: &[Deviation]) -> String {
    let mut out = Vec::new();
    let mut last = 0;
    for Deviation { event, act } in acts {
        varint(event.saturating_sub(last), &mut out);
        last = *event;
        put(*act, &mut out);
    }
    URL_SAFE_NO_PAD.encode(out)
}

/// Reads deviations up to the event `most`; `None` when these are not the bytes of any.
pub(super) fn decode(text: &str, most: u32) -> Option<Vec<Deviation>> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let mut from = Reader { rest: &bytes };
    let mut acts = Vec::new();
    let mut event = 0_u32;
    while !from.rest.is_empty() {
        event = event.checked_add(from.varint()?).filter(|event| *event <= most)?;
        acts.push(Deviation { event, act: from.act()? });
        if acts.len() > most as usize {
            return None;
        }
    }
    Some(acts)
}

fn put(act: Act, out: &mut Vec<u8>) {
    match act {
        Act::Deliver(message) => put_message(0, message, out),
        Act::Lose(message) => put_message(1, message, out),
        Act::Duplicate(message) => put_message(2, message, out),
        Act::Hold(message) => put_message(3, message, out),
        Act::Release(message) => put_message(4, message, out),
        Act::Forge { message, choice } => {
            put_message(5, message, out);
            varint(choice.into(), out);
        }
        Act::Crash { node, reaches } => {
            out.extend([6, node.0]);
            varint(reaches.0, out);
        }
        Act::Wake { node, disk } => out.extend([7, node.0, u8::from(disk == Disk::Lost)]),
        Act::Cut(one, other) => out.extend([8, one.0, other.0]),
        Act::Heal(one, other) => out.extend([9, one.0, other.0]),
        Act::Partition(side) => {
            out.push(10);
            varint(side.0, out);
        }
        Act::HealAll => out.push(11),
        Act::Fire { node, timer } => {
            out.extend([12, node.0]);
            varint(timer.into(), out);
        }
        Act::Command { node, choice } => {
            out.extend([13, node.0]);
            varint(choice.into(), out);
        }
        Act::Betray { node, since } => out.extend([14, node.0, u8::from(since == Since::Start)]),
        Act::Turn(index) => {
            out.push(15);
            varint(index.into(), out);
        }
    }
}

fn put_message(code: u8, message: MessageRef, out: &mut Vec<u8>) {
    out.extend([code, message.from.0, message.to.0]);
    varint(u32::from(message.ordinal) << 1 | u32::from(message.lane == Lane::Copied), out);
}

fn varint(mut value: u32, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl Reader<'_> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn varint(&mut self) -> Option<u32> {
        let mut value = 0_u64;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return u32::try_from(value).ok();
            }
        }
        None
    }

    fn short(&mut self) -> Option<u16> {
        self.varint().and_then(|value| u16::try_from(value).ok())
    }

    fn node(&mut self) -> Option<NodeId> {
        self.byte().filter(|index| *index < NODES_MAX).map(NodeId)
    }

    fn bit(&mut self) -> Option<bool> {
        match self.byte()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }

    fn message(&mut self) -> Option<MessageRef> {
        let (from, to, name) = (self.node()?, self.node()?, self.varint()?);
        let lane = if name & 1 == 1 { Lane::Copied } else { Lane::Sent };
        Some(MessageRef { from, to, lane, ordinal: u16::try_from(name >> 1).ok()? })
    }

    fn act(&mut self) -> Option<Act> {
        Some(match self.byte()? {
            0 => Act::Deliver(self.message()?),
            1 => Act::Lose(self.message()?),
            2 => Act::Duplicate(self.message()?),
            3 => Act::Hold(self.message()?),
            4 => Act::Release(self.message()?),
            5 => Act::Forge { message: self.message()?, choice: self.short()? },
            6 => Act::Crash { node: self.node()?, reaches: NodeSet(self.varint()?) },
            7 => Act::Wake { node: self.node()?, disk: if self.bit()? { Disk::Lost } else { Disk::Kept } },
            8 => Act::Cut(self.node()?, self.node()?),
            9 => Act::Heal(self.node()?, self.node()?),
            10 => Act::Partition(NodeSet(self.varint()?)),
            11 => Act::HealAll,
            12 => Act::Fire { node: self.node()?, timer: self.short()? },
            13 => Act::Command { node: self.node()?, choice: self.short()? },
            14 => Act::Betray { node: self.node()?, since: if self.bit()? { Since::Start } else { Since::Now } },
            15 => Act::Turn(self.short()?),
            _ => return None,
        })
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sim::limits::STEPS_PER_RUN_MAX;

    fn node() -> impl Strategy<Value = NodeId> {
        (0..NODES_MAX).prop_map(NodeId)
    }

    fn message() -> impl Strategy<Value = MessageRef> {
        (node(), node(), any::<bool>(), any::<u16>()).prop_map(|(from, to, copied, ordinal)| MessageRef {
            from,
            to,
            lane: if copied { Lane::Copied } else { Lane::Sent },
            ordinal,
        })
    }

    fn act() -> impl Strategy<Value = Act> {
        prop_oneof![
            message().prop_map(Act::Deliver),
            message().prop_map(Act::Lose),
            message().prop_map(Act::Duplicate),
            message().prop_map(Act::Hold),
            message().prop_map(Act::Release),
            (message(), any::<u16>()).prop_map(|(message, choice)| Act::Forge { message, choice }),
            (node(), any::<u32>()).prop_map(|(node, reaches)| Act::Crash { node, reaches: NodeSet(reaches) }),
            (node(), any::<bool>()).prop_map(|(node, lost)| Act::Wake { node, disk: if lost { Disk::Lost } else { Disk::Kept } }),
            (node(), node()).prop_map(|(one, other)| Act::Cut(one, other)),
            (node(), node()).prop_map(|(one, other)| Act::Heal(one, other)),
            any::<u32>().prop_map(|side| Act::Partition(NodeSet(side))),
            Just(Act::HealAll),
            (node(), any::<u16>()).prop_map(|(node, timer)| Act::Fire { node, timer }),
            (node(), any::<u16>()).prop_map(|(node, choice)| Act::Command { node, choice }),
            (node(), any::<bool>())
                .prop_map(|(node, start)| Act::Betray { node, since: if start { Since::Start } else { Since::Now } }),
            any::<u16>().prop_map(Act::Turn),
        ]
    }

    /// Any deviations, by event.
    pub(crate) fn deviations() -> impl Strategy<Value = Vec<Deviation>> {
        prop::collection::vec((0..STEPS_PER_RUN_MAX, act()), 0..40).prop_map(|mut acts| {
            acts.sort_by_key(|(event, _)| *event);
            acts.into_iter().map(|(event, act)| Deviation { event, act }).collect()
        })
    }

    proptest! {
        #[test]
        fn deviations_come_back(acts in deviations()) {
            prop_assert_eq!(decode(&encode(&acts), STEPS_PER_RUN_MAX), Some(acts));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = decode(&URL_SAFE_NO_PAD.encode(bytes), STEPS_PER_RUN_MAX);
        }
    }

    /// Codes are part of addresses: whoever changes this breaks every link that was ever shared.
    #[test]
    fn the_codes_never_change() {
        let message = MessageRef { from: NodeId(1), to: NodeId(2), lane: Lane::Copied, ordinal: 3 };
        let acts = [
            Act::Deliver(message),
            Act::Lose(message),
            Act::Duplicate(message),
            Act::Hold(message),
            Act::Release(message),
            Act::Forge { message, choice: 1 },
            Act::Crash { node: NodeId(4), reaches: NodeSet(5) },
            Act::Wake { node: NodeId(4), disk: Disk::Lost },
            Act::Cut(NodeId(0), NodeId(1)),
            Act::Heal(NodeId(0), NodeId(1)),
            Act::Partition(NodeSet(300)),
            Act::HealAll,
            Act::Fire { node: NodeId(1), timer: 0 },
            Act::Command { node: NodeId(1), choice: 2 },
            Act::Betray { node: NodeId(3), since: Since::Start },
            Act::Turn(9),
        ];
        let acts: Vec<Deviation> = (1..).step_by(2).zip(acts).map(|(event, act)| Deviation { event, act }).collect();
        assert_eq!(encode(&acts), "AQABAgcCAQECBwICAQIHAgMBAgcCBAECBwIFAQIHAQIGBAUCBwQBAggAAQIJAAECCqwCAgsCDAEAAg0BAgIOAwECDwk");
    }
}
