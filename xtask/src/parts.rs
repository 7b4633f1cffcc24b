//! One WebAssembly binary made into several: what every first stage needs, what some need beside it, and the rest, which
//! arrives behind them.
//!
//! All parts share one memory and one table. Where a part calls a function that is in another one, it has the host join that
//! part first (`later.load`), and calls it through a slot of the table that the part fills. What points at a function that is
//! away (the table, an export) finds a stand-in of the same type there, which does just that. So nothing can be called that is
//! not there, whatever is asked for, and however soon; which functions are where is a matter of speed alone. The same holds
//! for static data (`data.rs`). Where the last part is there, all are.

mod data;
#[cfg(test)]
mod joined;
mod order;
#[cfg(test)]
mod tests;
mod types;
mod write;

use crate::complaint::{Complaint, Outcome};
use crate::outline::part_of;
use crate::statics::{self, Image, Statics};
use crate::wasm::{Wasm, plain};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use wasm_encoder::reencode::Error;
use wasmparser::{ElementItems, ElementKind, ExternalKind, FunctionBody, Operator, TypeRef};

/// The module that the first part imports its one function of ours from.
const HOST: &str = "later";
/// What it is called there: joins another part, or fails.
const LOAD: &str = "load";
/// The module that other parts import the first one's memory, table, globals and functions from.
const FIRST: &str = "first";
/// The global of the first part that says which others are there, a bit each; the host sets it.
const JOINED: &str = "joined";
/// What a marked binary calls at the start of each function, with its index, before each address of a piece of data, with
/// the number of that piece behind [`PIECES`], and at each place where a stretch may begin, behind [`PLACES`].
const MARK: &str = "mark";
/// What the number of the first piece of data is; no function has so high an index.
const PIECES: u32 = 1 << 20;
/// What the number of the first place is; there are fewer pieces than there are numbers between.
const PLACES: u32 = 1 << 24;

/// The parts.
pub(crate) struct Parts {
    pub(crate) first: Vec<u8>,
    /// The others, from 1.
    pub(crate) others: Vec<Vec<u8>>,
    /// What the host's functions, and those it calls, are called now: long names travel, too.
    pub(crate) renamed: BTreeMap<String, String>,
}

/// Parts a binary into so many: `home` tells of the name of a function, or the key of a piece of data, where it goes.
pub(crate) fn part(wasm: &Wasm<'_>, statics: &Statics, count: usize, home: impl Fn(&str) -> usize) -> Outcome<Parts> {
    let plan = Plan::new(wasm, statics, count, home)?;
    let others = || (1..count).map(|part| plan.other(part)).collect::<Result<_, _>>();
    let parts = plan.first().and_then(|first| Ok(Parts { first, others: others()?, renamed: plan.renamed() }));
    parts.map_err(|error| unparted(&error))
}

/// A binary that says which of its functions are called, which of its data may be read, and to which of some places of its
/// code it comes, by calls of `later.mark`.
pub(crate) fn mark(wasm: &Wasm<'_>, statics: &Statics, places: &[(usize, usize)]) -> Outcome<Vec<u8>> {
    let plan = Plan { marked: true, places, ..Plan::new(wasm, statics, 1, |_| 0)? };
    plan.first().map_err(|error| unparted(&error))
}

/// The places of functions that were called when there were these marks, each with whether somebody came to it.
pub(crate) fn come_to<'p>(
    wasm: &Wasm<'_>,
    places: &'p [(usize, usize)],
    marks: &BTreeSet<u32>,
) -> impl Iterator<Item = (&'p (usize, usize), bool)> {
    let called = |body: usize| marks.contains(&(wasm.imported() + body as u32));
    (PLACES..).zip(places).filter(move |(_, (body, _))| called(*body)).map(|(mark, place)| (place, marks.contains(&mark)))
}

/// What came to these marks: names of functions, and keys of data that code of those functions asks for.
pub(crate) fn seen(wasm: &Wasm<'_>, statics: &Statics, marks: &BTreeSet<u32>) -> BTreeSet<String> {
    let functions = marks.iter().filter(|mark| **mark < PIECES).map(|index| plain(wasm.name(*index)));
    let key = |mark: &u32| Some(statics.all.get(mark.checked_sub(PIECES)? as usize)?.key.clone());
    functions.chain(marks.iter().filter_map(key)).filter(|name| !name.is_empty()).collect()
}

/// All that has a name: functions that were no stretches of others, and the pieces of data that functions ask for by their
/// address, those functions left out that are `last`.
pub(crate) fn named(wasm: &Wasm<'_>, statics: &Statics, last: impl Fn(&str) -> bool) -> Outcome<BTreeSet<String>> {
    let plan = Plan::new(wasm, statics, 2, |name| usize::from(last(name)))?;
    let asked = plan.asked_for().map_err(|error| crate::wasm::unreadable(&error))?;
    let keys = asked.into_iter().filter_map(|piece| Some(statics.all.get(piece)?.key.clone()));
    let functions = (wasm.imported()..).take(wasm.bodies.len()).map(|index| plain(wasm.name(index)));
    Ok(functions.filter(|name| !name.is_empty() && part_of(name).is_none()).chain(keys).collect())
}

fn unparted(error: &Error<Infallible>) -> Complaint {
    Complaint::new(format!("the compiled page cannot be parted: {error}"))
}

/// Which function goes where, and under which number. Numbers of the whole binary are called indices here.
struct Plan<'a> {
    wasm: &'a Wasm<'a>,
    statics: &'a Statics,
    imported: u32,
    /// How many parts there are.
    count: usize,
    /// The part of each function that is away from the first.
    homes: BTreeMap<u32, usize>,
    /// Functions of the first part by their index: its own, and the stand-ins.
    first: BTreeMap<u32, u32>,
    /// Functions that are away and that another part calls, or that are pointed at, with the slot of the table that such calls
    /// go through.
    slots: BTreeMap<u32, u32>,
    /// Functions of the first part, and stand-ins, that other parts name: they are lent through the table.
    shared: Vec<u32>,
    /// Where in the table functions that are away are pointed to.
    pointed: Vec<(u32, u32)>,
    /// Entries of the table without the slots, and without the functions that are lent, which come last.
    table: u32,
    types: u32,
    globals: u32,
    /// The pieces of data that are away, and where.
    late: BTreeMap<usize, usize>,
    /// All data.
    image: Image,
    marked: bool,
    /// The places that are marked, by their bodies.
    places: &'a [(usize, usize)],
}

impl<'a> Plan<'a> {
    fn new(wasm: &'a Wasm<'a>, statics: &'a Statics, count: usize, home: impl Fn(&str) -> usize) -> Outcome<Self> {
        let imported = wasm.imported();
        let all = imported..imported + wasm.bodies.len() as u32;
        let homes: BTreeMap<u32, usize> =
            all.clone().map(|index| (index, home(wasm.name(index)))).filter(|(_, home)| *home > 0).collect();
        let (table, pointed) = pointed(wasm)?;
        let named = Named::find(wasm, count, &homes)?;
        let named_in_the_first = wasm.exported().chain(wasm.start).chain(pointed.iter().map(|(_, index)| *index));
        let stand_ins: BTreeSet<u32> =
            named_in_the_first.chain(named.otherwise).filter(|index| homes.contains_key(index)).collect();
        // Those of one type are alike.
        let by_type = |index: &u32| wasm.functions[(index - imported) as usize];
        let mut slotted: Vec<u32> = named.away.union(&stand_ins).copied().collect();
        slotted.sort_by_key(by_type);
        let slots: BTreeMap<u32, u32> = slotted.into_iter().zip(table..).collect();
        let mut standing_in: Vec<u32> = stand_ins.into_iter().collect();
        standing_in.sort_by_key(by_type);

        // One function of ours is imported behind all others; what joins the parts comes last.
        let here: Vec<u32> = all.filter(|index| !homes.contains_key(index)).collect();
        let bodies: Vec<&[u8]> = here.iter().map(|index| wasm.bodies[(index - imported) as usize].as_bytes()).collect();
        let ordered: Vec<u32> = order::alike(&bodies).into_iter().map(|at| here[at]).collect();
        let own = ordered.iter().chain(&standing_in).copied().zip(imported + 1..);
        let first: BTreeMap<u32, u32> = (0..imported).map(|index| (index, index)).chain(own).collect();
        let mut shared: Vec<u32> = named.shared.into_iter().collect();
        shared.sort_by_key(|index| first.get(index));

        let mut plan = Self {
            wasm,
            statics,
            imported,
            count,
            first,
            slots,
            shared,
            pointed: pointed.into_iter().filter(|(_, index)| homes.contains_key(index)).collect(),
            homes,
            table,
            types: wasm.types.as_ref().map_or(0, wasmparser::SectionLimited::count),
            globals: wasm.globals.as_ref().map_or(0, wasmparser::SectionLimited::count),
            late: BTreeMap::new(),
            image: statics::image(wasm)?,
            marked: false,
            places: &[],
        };
        plan.late = plan.late_pieces(home).map_err(|error| crate::wasm::unreadable(&error))?;
        Ok(plan)
    }

    /// The place in the table of the first function that is lent.
    fn lent_from(&self) -> u32 {
        self.table + self.slots.len() as u32
    }

    /// How long the table is of all parts.
    fn table_length(&self) -> u32 {
        self.lent_from() + self.shared.len() as u32
    }

    /// The part that a function travels with.
    fn home(&self, function: u32) -> usize {
        self.homes.get(&function).copied().unwrap_or_default()
    }

    fn last(&self) -> usize {
        self.count - 1
    }

    /// The functions of a part other than the first, in their order.
    fn members(&self, part: usize) -> impl Iterator<Item = u32> {
        self.homes.iter().filter(move |(_, home)| **home == part).map(|(index, _)| *index)
    }

    /// The number, in the first part, of the function that joins another one: these come last.
    fn join(&self, part: usize) -> u32 {
        (self.first.len() + part) as u32
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
        own.into_iter().map(|(index, _)| (*index, self.home(*index) > 0)).collect()
    }
}

/// Which functions are named across parts.
#[derive(Default)]
struct Named {
    /// Functions that are away and that another part calls.
    away: BTreeSet<u32>,
    /// Functions that another part names without calling them: it needs something that can be named.
    otherwise: BTreeSet<u32>,
    /// Functions that another part than the first has of the first: its own, and stand-ins.
    shared: BTreeSet<u32>,
}

impl Named {
    fn find(wasm: &Wasm<'_>, count: usize, homes: &BTreeMap<u32, usize>) -> Outcome<Self> {
        let mut named = Self::default();
        let home = |index: u32| homes.get(&index).copied().unwrap_or_default();
        for (index, body) in (wasm.imported()..).zip(&wasm.bodies) {
            let from = home(index);
            for (callee, calls) in callees(body).map_err(|error| crate::wasm::unreadable(&error))? {
                let to = home(callee);
                if callee < wasm.imported() || from == to {
                    continue;
                }
                match (to, calls) {
                    (0, _) => _ = named.shared.insert(callee),
                    // In the last part all others are there: it has of them what they have.
                    (_, true) => _ = named.away.insert(callee),
                    (_, false) if from == count - 1 => _ = named.away.insert(callee),
                    (_, false) => {
                        named.otherwise.insert(callee);
                        named.shared.extend((from > 0).then_some(callee));
                    }
                }
            }
        }
        Ok(named)
    }
}

/// What a function of the host is called in all parts.
fn host_name(index: u32) -> String {
    format!("h{index}")
}

/// What a function is called that the page exports.
fn own_name(index: u32) -> String {
    format!("e{index}")
}

/// The functions that a body names, and whether it simply calls them there.
#[expect(clippy::wildcard_enum_match_arm, reason = "of hundreds of instructions, those that name functions matter")]
fn callees(body: &FunctionBody<'_>) -> Result<Vec<(u32, bool)>, wasmparser::BinaryReaderError> {
    let mut found = Vec::new();
    for operator in body.get_operators_reader()? {
        match operator? {
            Operator::Call { function_index } => found.push((function_index, true)),
            Operator::ReturnCall { function_index } | Operator::RefFunc { function_index } => found.push((function_index, false)),
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
