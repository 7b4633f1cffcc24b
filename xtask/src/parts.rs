//! One WebAssembly binary made into two: what the first stage needs, and the rest, which arrives behind it.
//!
//! Both parts share one memory and one table. Where a function of the first part calls one that is away, it finds a
//! stand-in of the same type: the first such call has the host join the second part (`later.load`), every call goes on
//! through a slot of the table that the second part fills. So nothing can be called that is not there, whatever is asked
//! for, and however soon; which functions are away is a matter of speed alone. The same holds for static data (`data.rs`).

mod data;
mod order;
#[cfg(test)]
mod tests;
mod write;

use crate::complaint::{Complaint, Outcome};
use crate::outline::is_stretch;
use crate::statics::{self, Image, Statics};
use crate::wasm::{Wasm, plain};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use wasm_encoder::reencode::Error;
use wasmparser::{ElementItems, ElementKind, ExternalKind, FunctionBody, Operator, TypeRef};

/// The module that the first part imports its one function of ours from.
const HOST: &str = "later";
/// What it is called there: joins the second part, or fails.
const LOAD: &str = "load";
/// The module that the second part imports the first one's memory, table, globals and functions from.
const FIRST: &str = "first";
/// The global of the first part that says that the second is there; the host sets it.
const JOINED: &str = "joined";
/// What a marked binary calls at the start of each function, with its index, and before each address of a piece of data,
/// with the number of that piece behind [`PIECES`], and at each place where a stretch may begin, behind [`PLACES`].
const MARK: &str = "mark";
/// What the number of the first piece of data is; no function has so high an index.
const PIECES: u32 = 1 << 20;
/// What the number of the first place is; there are fewer pieces than there are numbers between.
const PLACES: u32 = 1 << 24;

/// Up to so many calls of a function that is away are shorter without a stand-in.
const DIRECT_CALLS: usize = 2;

/// The two parts.
pub(crate) struct Parts {
    pub(crate) first: Vec<u8>,
    pub(crate) later: Vec<u8>,
    /// What the host's functions, and those it calls, are called now: long names travel, too.
    pub(crate) renamed: BTreeMap<String, String>,
}

/// Parts a binary: the functions whose names, and the data whose keys, are `early` stay in the first part.
pub(crate) fn part(wasm: &Wasm<'_>, statics: &Statics, early: impl Fn(&str) -> bool) -> Outcome<Parts> {
    let plan = Plan::new(wasm, statics, early)?;
    let parts = plan.first().and_then(|first| Ok(Parts { first, later: plan.later()?, renamed: plan.renamed() }));
    parts.map_err(|error| unparted(&error))
}

/// A binary that says which of its functions are called, which of its data may be read, and to which of some places of its
/// code it comes, by calls of `later.mark`.
pub(crate) fn mark(wasm: &Wasm<'_>, statics: &Statics, places: &[(usize, usize)]) -> Outcome<Vec<u8>> {
    let plan = Plan { marked: true, places, ..Plan::new(wasm, statics, |_| true)? };
    plan.first().map_err(|error| unparted(&error))
}

/// The places of functions that were called, of those that were marked, that nobody came to.
pub(crate) fn passed_by(wasm: &Wasm<'_>, places: &[(usize, usize)], marks: &BTreeSet<u32>) -> BTreeSet<(usize, usize)> {
    let called = |body: usize| marks.contains(&(wasm.imported() + body as u32));
    let missed = (PLACES..).zip(places).filter(|(mark, (body, _))| called(*body) && !marks.contains(mark));
    missed.map(|(_, place)| *place).collect()
}

/// What may wait, when these are the marks of what ran: names of functions, and keys of data.
pub(crate) fn may_wait(wasm: &Wasm<'_>, statics: &Statics, marks: &BTreeSet<u32>) -> Outcome<BTreeSet<String>> {
    let ran: BTreeSet<String> = marks.iter().filter(|mark| **mark < PIECES).map(|index| plain(wasm.name(*index))).collect();
    let plan = Plan::new(wasm, statics, |name| ran.contains(&plain(name)))?;
    let asked = plan.asked_for().map_err(|error| crate::wasm::unreadable(&error))?;
    let key = |piece: usize| statics.all.get(piece).map(|piece| piece.key.clone());
    let seen: BTreeSet<String> = marks.iter().filter_map(|mark| key(mark.checked_sub(PIECES)? as usize)).collect();
    let keys = asked.into_iter().filter_map(key).filter(|key| !seen.contains(key));
    let functions = (wasm.imported()..).take(wasm.bodies.len()).map(|index| plain(wasm.name(index)));
    Ok(functions.filter(|name| !name.is_empty() && !is_stretch(name) && !ran.contains(name)).chain(keys).collect())
}

fn unparted(error: &Error<Infallible>) -> Complaint {
    Complaint::new(format!("the compiled page cannot be parted: {error}"))
}

/// Which function goes where, and under which number. Numbers of the whole binary are called indices here.
struct Plan<'a> {
    wasm: &'a Wasm<'a>,
    statics: &'a Statics,
    imported: u32,
    /// Functions of the first part by their index: its own, and the stand-ins.
    first: BTreeMap<u32, u32>,
    /// Functions of the second part by their index: those that it has of others, and its own.
    later: BTreeMap<u32, u32>,
    /// Functions that are away.
    away: Vec<u32>,
    /// Those of them that the first part asks for, with the slot of the table that their calls go through.
    slots: BTreeMap<u32, u32>,
    /// Those of these that have no stand-in: who calls them joins the second part first.
    direct: BTreeSet<u32>,
    /// Functions of the first part that the second calls: they are lent to it through the table.
    shared: Vec<u32>,
    /// Where in the table functions that are away are pointed to.
    pointed: Vec<(u32, u32)>,
    /// Entries of the table without the slots, and without the functions that are lent, which come last.
    table: u32,
    types: u32,
    globals: u32,
    /// The pieces of data that are away.
    late: BTreeSet<usize>,
    /// All data.
    image: Image,
    marked: bool,
    /// The places that are marked, by their bodies.
    places: &'a [(usize, usize)],
}

impl<'a> Plan<'a> {
    fn new(wasm: &'a Wasm<'a>, statics: &'a Statics, early: impl Fn(&str) -> bool) -> Outcome<Self> {
        let imported = wasm.imported();
        let count = imported + wasm.bodies.len() as u32;
        let (away, here): (Vec<u32>, Vec<u32>) = (imported..count).partition(|index| !early(wasm.name(*index)));
        let is_away: BTreeSet<u32> = away.iter().copied().collect();
        let called = |indices: &[u32]| -> Outcome<BTreeMap<u32, usize>> {
            let bodies = indices.iter().map(|index| &wasm.bodies[(index - imported) as usize]);
            bodies.map(callees).try_fold(BTreeMap::new(), |mut all, some| {
                for callee in some.map_err(|error| crate::wasm::unreadable(&error))? {
                    *all.entry(callee).or_default() += 1;
                }
                Ok(all)
            })
        };
        let (table, pointed) = pointed(wasm)?;
        let mut asked = called(&here)?;
        for index in wasm.exported().chain(wasm.start).chain(pointed.iter().map(|(_, index)| *index)) {
            asked.insert(index, usize::MAX);
        }
        asked.retain(|index, _| is_away.contains(index));
        // Those of one type are alike.
        let mut slotted: Vec<u32> = asked.keys().copied().collect();
        slotted.sort_by_key(|index| wasm.functions[(index - imported) as usize]);
        let slots: BTreeMap<u32, u32> = slotted.iter().copied().zip(table..).collect();
        let (direct, standing_in): (Vec<u32>, Vec<u32>) = slotted.into_iter().partition(|index| asked[index] <= DIRECT_CALLS);

        // One function of ours is imported behind all others; what joins the parts comes last.
        let bodies: Vec<&[u8]> = here.iter().map(|index| wasm.bodies[(index - imported) as usize].as_bytes()).collect();
        let ordered: Vec<u32> = order::alike(&bodies).into_iter().map(|at| here[at]).collect();
        let own = ordered.iter().chain(&standing_in).copied().zip(imported + 1..);
        let first: BTreeMap<u32, u32> = (0..imported).map(|index| (index, index)).chain(own).collect();

        let calls: BTreeSet<u32> = called(&away)?.into_keys().collect();
        let (host, mut shared): (Vec<u32>, Vec<u32>) = calls.difference(&is_away).copied().partition(|index| *index < imported);
        shared.sort_by_key(|index| first.get(index));
        let later = host.iter().chain(&shared).chain(&away).copied().zip(0..).collect();

        let pointed = pointed.into_iter().filter(|(_, index)| is_away.contains(index)).collect();
        let types = wasm.types.as_ref().map_or(0, wasmparser::SectionLimited::count);
        let globals = wasm.globals.as_ref().map_or(0, wasmparser::SectionLimited::count);
        let image = statics::image(wasm)?;
        let (late, marked) = (BTreeSet::new(), false);
        let mut plan = Self {
            wasm,
            statics,
            imported,
            first,
            later,
            away,
            slots,
            direct: direct.into_iter().collect(),
            shared,
            pointed,
            table,
            types,
            globals,
            late,
            image,
            marked,
            places: &[],
        };
        plan.late = plan.late_pieces(early).map_err(|error| crate::wasm::unreadable(&error))?;
        Ok(plan)
    }

    /// The place in the table of the first function that is lent.
    fn lent_from(&self) -> u32 {
        self.table + self.slots.len() as u32
    }

    /// How long the table is of both parts.
    fn table_length(&self) -> u32 {
        self.lent_from() + self.shared.len() as u32
    }

    fn is_away(&self, function: u32) -> bool {
        self.away.binary_search(&function).is_ok()
    }

    /// The number, in the first part, of the function that joins the second: it comes last.
    fn join(&self) -> u32 {
        self.first.len() as u32 + 1
    }

    fn body(&self, index: u32) -> &FunctionBody<'a> {
        &self.wasm.bodies[(index - self.imported) as usize]
    }

    fn kind(&self, index: u32) -> u32 {
        self.wasm.functions[(index - self.imported) as usize]
    }

    /// The short name of an imported function of this index, and of an exported one.
    fn renamed(&self) -> BTreeMap<String, String> {
        let imported = (0..).zip(self.host()).map(|(index, import)| (import.name.to_owned(), host_name(index)));
        let exported = self.wasm.exports.iter().filter(|export| export.kind == ExternalKind::Func);
        let exported = (0..).zip(exported).map(|(index, export)| (export.name.to_owned(), own_name(index)));
        imported.chain(exported).collect()
    }

    fn host(&self) -> impl Iterator<Item = wasmparser::Import<'a>> {
        self.wasm.imports.iter().copied().filter(|import| matches!(import.ty, TypeRef::Func(_)))
    }

    /// The functions that the first part has a body for, in their order: what they are in the whole, and whether they
    /// only stand in.
    fn own(&self) -> Vec<(u32, bool)> {
        let mut own: Vec<_> = self.first.iter().filter(|(index, _)| **index >= self.imported).collect();
        own.sort_by_key(|(_, number)| **number);
        own.into_iter().map(|(index, _)| (*index, self.slots.contains_key(index))).collect()
    }
}

/// What a function of the host is called in both parts.
fn host_name(index: u32) -> String {
    format!("h{index}")
}

/// What a function is called that the page exports.
fn own_name(index: u32) -> String {
    format!("e{index}")
}

/// The functions that a body names, once for each call; those that it names otherwise, so often that it counts as many.
#[expect(clippy::wildcard_enum_match_arm, reason = "of hundreds of instructions, those that name functions matter")]
fn callees(body: &FunctionBody<'_>) -> Result<Vec<u32>, wasmparser::BinaryReaderError> {
    let mut found = Vec::new();
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index } => found.push(function_index),
            Operator::ReturnCall { function_index } | Operator::RefFunc { function_index } => {
                found.extend([function_index; DIRECT_CALLS + 1]);
            }
            _ => {}
        }
    }
    Ok(found)
}

/// How many entries a table has, and which functions stand where in it.
type Table = (u32, Vec<(u32, u32)>);

/// The first table; nothing when it is filled in a way that cannot be told beforehand.
fn pointed(wasm: &Wasm<'_>) -> Outcome<Table> {
    let read = || -> Result<Option<Table>, wasmparser::BinaryReaderError> {
        let Some(Ok(table)) = wasm.tables.clone().and_then(|tables| tables.into_iter().next()) else { return Ok(None) };
        let mut found = Vec::new();
        for element in wasm.elements.clone().into_iter().flatten() {
            let element = element?;
            let (ElementKind::Active { table_index: None | Some(0), offset_expr }, ElementItems::Functions(items)) =
                (element.kind, element.items)
            else {
                return Ok(None);
            };
            let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else { return Ok(None) };
            for (at, function) in (value.cast_unsigned()..).zip(items) {
                found.push((at, function?));
            }
        }
        Ok(Some((table.ty.initial as u32, found)))
    };
    let strange = || Complaint::new("the compiled page keeps its functions in a table of a form that cannot be parted");
    read().map_err(|error| crate::wasm::unreadable(&error))?.ok_or_else(strange)
}
