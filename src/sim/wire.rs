//! The wire: the messages in flight, oldest first.
//!
//! Worlds are kept by the hundred, and a round may have a hundred thousand messages in flight, so the wire is made of
//! chunks that worlds share: a copy costs a pointer a chunk, a change the copy of one chunk. Numbers of messages only
//! grow, so what is sent is put at the end and everything is found by halving.

use std::cell::OnceCell;
use std::hash::{Hash, Hasher};
use std::rc::Rc;

use super::fingerprint::Fingerprint;
use super::ids::{MessageId, MessageRef};
use super::protocol::Protocol;
use super::step::Flight;

/// Messages in a chunk: a hundred thousand messages are some eight hundred pointers, and changing one copies 6 kB.
const FLIGHTS_PER_CHUNK: usize = 128;

/// The messages in flight.
#[derive(Clone, Debug)]
pub(super) struct Wire<P: Protocol> {
    /// None is empty.
    chunks: Vec<Rc<Chunk<P>>>,
    len: usize,
}

#[derive(Clone, Debug)]
struct Chunk<P: Protocol> {
    flights: Vec<Flight<P>>,
    /// What a fingerprint takes of them, once one has been asked for.
    bytes: OnceCell<Vec<u8>>,
}

impl<P: Protocol> Wire<P> {
    /// Nothing is in flight.
    pub(super) fn new() -> Wire<P> {
        Wire { chunks: Vec::new(), len: 0 }
    }

    /// How many are in flight.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// All, oldest first.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &Flight<P>> {
        self.chunks.iter().flat_map(|chunk| chunk.flights.iter())
    }

    /// Those numbered from `first` on, oldest first.
    pub(super) fn from(&self, first: MessageId) -> impl Iterator<Item = &Flight<P>> {
        let chunks = &self.chunks[self.chunk(first)..];
        chunks.iter().flat_map(|chunk| chunk.flights.iter()).skip_while(move |flight| flight.id < first)
    }

    /// A message by its number.
    pub(super) fn get(&self, id: MessageId) -> Option<&Flight<P>> {
        self.from(id).next().filter(|flight| flight.id == id)
    }

    /// A message by its number, to be changed.
    pub(super) fn get_mut(&mut self, id: MessageId) -> Option<&mut Flight<P>> {
        let (chunk, place) = self.place(id)?;
        change(self.chunks.get_mut(chunk)?).get_mut(place)
    }

    /// A message by its name. Who asks means one of the oldest or of the newest, so both ends are looked at in turn.
    pub(super) fn find(&self, name: MessageRef) -> Option<&Flight<P>> {
        let mut ends = self.iter();
        loop {
            let oldest = ends.next()?;
            if oldest.name == name {
                return Some(oldest);
            }
            let newest = ends.next_back()?;
            if newest.name == name {
                return Some(newest);
            }
        }
    }

    /// Puts a message on the wire; its number is above all others.
    pub(super) fn push(&mut self, flight: Flight<P>) {
        self.len += 1;
        match self.chunks.last_mut().filter(|chunk| chunk.flights.len() < FLIGHTS_PER_CHUNK) {
            Some(chunk) => change(chunk).push(flight),
            None => self.chunks.push(Rc::new(Chunk { flights: vec![flight], bytes: OnceCell::new() })),
        }
    }

    /// Takes a message off the wire.
    pub(super) fn remove(&mut self, id: MessageId) -> Option<Flight<P>> {
        let (chunk, place) = self.place(id)?;
        let flights = change(self.chunks.get_mut(chunk)?);
        let flight = flights.remove(place);
        if flights.is_empty() {
            self.chunks.remove(chunk);
        }
        self.len -= 1;
        Some(flight)
    }

    /// Writes what a person can tell of the wire.
    pub(super) fn write(&self, hasher: &mut Fingerprint) {
        for chunk in &self.chunks {
            let bytes = chunk.bytes.get_or_init(|| {
                Fingerprint::bytes(|all| {
                    for flight in &chunk.flights {
                        (flight.name, &flight.message, flight.sent, flight.due, flight.held, flight.forged).hash(all);
                    }
                })
            });
            hasher.write(bytes);
        }
    }

    /// The first chunk that reaches up to this number.
    fn chunk(&self, id: MessageId) -> usize {
        self.chunks.partition_point(|chunk| chunk.flights.last().is_some_and(|last| last.id < id))
    }

    fn place(&self, id: MessageId) -> Option<(usize, usize)> {
        let chunk = self.chunk(id);
        let place = self.chunks.get(chunk)?.flights.binary_search_by_key(&id, |flight| flight.id).ok()?;
        Some((chunk, place))
    }
}

/// The flights of a chunk, to be changed.
fn change<P: Protocol>(chunk: &mut Rc<Chunk<P>>) -> &mut Vec<Flight<P>> {
    let chunk = Rc::make_mut(chunk);
    chunk.bytes.take();
    &mut chunk.flights
}

impl<P: Protocol> FromIterator<Flight<P>> for Wire<P> {
    fn from_iter<I: IntoIterator<Item = Flight<P>>>(flights: I) -> Wire<P> {
        let mut wire = Wire::new();
        flights.into_iter().for_each(|flight| wire.push(flight));
        wire
    }
}
