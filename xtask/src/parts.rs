//! One WebAssembly binary made into two: what the first stage needs, and the rest, which arrives behind it.
//!
//! Both parts share one memory and one table. Where a function of the first part calls one that is away, it finds a
//! stand-in of the same type: the first such call has the host join the second part (`later.load`), every call goes on
//! through a slot of the table that the second part fills. So nothing can be called that is not there, whatever is asked
//! for, and however soon; which functions are away is a matter of speed alone. Data stays in the first part.

use crate::complaint::{Complaint, Outcome};
use crate::wasm::Wasm;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataCountSection, ElementSection, Elements, EntityType, ExportKind, ExportSection,
    Function, FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, Module, StartSection,
    TableSection, TypeSection, ValType,
};
use wasmparser::{ElementItems, ElementKind, ExternalKind, FunctionBody, Operator, TypeRef};

/// The module that the first part imports its one function of ours from.
const HOST: &str = "later";
/// What it is called there: joins the second part, or fails.
const LOAD: &str = "load";
/// The module that the second part imports the first one's memory, table, globals and functions from.
const FIRST: &str = "first";
/// The global of the first part that says that the second is there; the host sets it.
const JOINED: &str = "joined";
/// What a marked binary calls at the start of each function, with its index.
const MARK: &str = "mark";

/// The two parts.
pub(crate) struct Parts {
    pub(crate) first: Vec<u8>,
    pub(crate) later: Vec<u8>,
    /// What the host's functions, and those it calls, are called now: long names travel, too.
    pub(crate) renamed: BTreeMap<String, String>,
}

/// Parts a binary: the functions that are named `early` stay in the first part.
pub(crate) fn part(binary: &[u8], early: impl Fn(&str) -> bool) -> Outcome<Parts> {
    let wasm = Wasm::read(binary)?;
    let plan = Plan::new(&wasm, early)?;
    let parts = plan.first().and_then(|first| Ok(Parts { first, later: plan.later()?, renamed: plan.renamed() }));
    parts.map_err(|error| unparted(&error))
}

/// A binary that says which of its functions are called: each begins with a call of `later.mark` with its index.
pub(crate) fn mark(binary: &[u8]) -> Outcome<Vec<u8>> {
    let wasm = Wasm::read(binary)?;
    let all = |_: &str| true;
    let plan = Plan { marked: true, ..Plan::new(&wasm, all)? };
    plan.first().map_err(|error| unparted(&error))
}

fn unparted(error: &Error<Infallible>) -> Complaint {
    Complaint::new(format!("the compiled page cannot be parted: {error}"))
}

/// Which function goes where, and under which number. Numbers of the whole binary are called indices here.
struct Plan<'a> {
    wasm: &'a Wasm<'a>,
    imported: u32,
    /// Functions of the first part by their index: its own, and the stand-ins.
    first: BTreeMap<u32, u32>,
    /// Functions of the second part by their index: those that it has of others, and its own.
    later: BTreeMap<u32, u32>,
    /// Functions that are away.
    away: Vec<u32>,
    /// Those of them that have a stand-in, with the slot of the table that their calls go through.
    slots: BTreeMap<u32, u32>,
    /// Functions of the first part that the second calls.
    shared: Vec<u32>,
    /// Where in the table functions that are away are pointed to.
    pointed: Vec<(u32, u32)>,
    /// Entries of the table without the slots.
    table: u32,
    types: u32,
    globals: u32,
    marked: bool,
}

impl<'a> Plan<'a> {
    fn new(wasm: &'a Wasm<'a>, early: impl Fn(&str) -> bool) -> Outcome<Self> {
        let imported = wasm.imported();
        let count = imported + wasm.bodies.len() as u32;
        let (away, here): (Vec<u32>, Vec<u32>) = (imported..count).partition(|index| !early(wasm.name(*index)));
        let is_away: BTreeSet<u32> = away.iter().copied().collect();
        let called = |indices: &[u32]| -> Outcome<BTreeSet<u32>> {
            let bodies = indices.iter().map(|index| &wasm.bodies[(index - imported) as usize]);
            bodies.map(callees).try_fold(BTreeSet::new(), |mut all, some| {
                all.extend(some.map_err(|error| crate::wasm::unreadable(&error))?);
                Ok(all)
            })
        };
        let (table, pointed) = pointed(wasm)?;
        let mut asked = called(&here)?;
        asked.extend(wasm.exported());
        asked.extend(wasm.start);
        asked.extend(pointed.iter().map(|(_, index)| *index));
        let slots: BTreeMap<u32, u32> = asked.intersection(&is_away).copied().zip(table..).collect();

        // One function of ours is imported behind all others.
        let own = here.iter().chain(slots.keys()).copied().zip(imported + 1..);
        let first = (0..imported).map(|index| (index, index)).chain(own).collect();

        let calls = called(&away)?;
        let (host, shared): (Vec<u32>, Vec<u32>) = calls.difference(&is_away).copied().partition(|index| *index < imported);
        let later = host.iter().chain(&shared).chain(&away).copied().zip(0..).collect();

        let pointed = pointed.into_iter().filter(|(_, index)| is_away.contains(index)).collect();
        let types = wasm.types.as_ref().map_or(0, wasmparser::SectionLimited::count);
        let globals = wasm.globals.as_ref().map_or(0, wasmparser::SectionLimited::count);
        Ok(Self { wasm, imported, first, later, away, slots, shared, pointed, table, types, globals, marked: false })
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

    fn first(&self) -> Result<Vec<u8>, Error<Infallible>> {
        let (wasm, mut renumber) = (self.wasm, Renumber(&self.first));
        let mut module = Module::new();

        let mut types = TypeSection::new();
        if let Some(section) = wasm.types.clone() {
            renumber.parse_type_section(&mut types, section)?;
        }
        let load = self.types;
        types.ty().function(self.marked.then_some(ValType::I32), []);
        module.section(&types);

        let mut imports = ImportSection::new();
        let mut functions = 0;
        for import in &wasm.imports {
            let mut import = *import;
            let name = host_name(functions);
            if matches!(import.ty, TypeRef::Func(_)) && !self.marked {
                import.name = &name;
                functions += 1;
            }
            renumber.parse_import(&mut imports, import)?;
        }
        imports.import(HOST, if self.marked { MARK } else { LOAD }, EntityType::Function(load));
        module.section(&imports);

        let own = self.own();
        let mut functions = FunctionSection::new();
        for (index, _) in &own {
            functions.function(self.kind(*index));
        }
        module.section(&functions);

        let mut tables = TableSection::new();
        for (at, table) in wasm.tables.clone().into_iter().flatten().enumerate() {
            let mut kind = renumber.table_type(table?.ty)?;
            if at == 0 {
                kind.minimum = u64::from(self.table) + self.slots.len() as u64;
                kind.maximum = kind.maximum.map(|maximum| maximum.max(kind.minimum));
            }
            tables.table(kind);
        }
        module.section(&tables);

        let mut memories = MemorySection::new();
        if let Some(section) = wasm.memories.clone() {
            renumber.parse_memory_section(&mut memories, section)?;
        }
        module.section(&memories);

        let mut globals = GlobalSection::new();
        if let Some(section) = wasm.globals.clone() {
            renumber.parse_global_section(&mut globals, section)?;
        }
        globals.global(GlobalType { val_type: ValType::I32, mutable: true, shared: false }, &ConstExpr::i32_const(0));
        module.section(&globals);

        module.section(&self.exports()?);
        if let Some(start) = wasm.start {
            module.section(&StartSection { function_index: renumber.function_index(start)? });
        }
        let mut elements = ElementSection::new();
        if let Some(section) = wasm.elements.clone() {
            renumber.parse_element_section(&mut elements, section)?;
        }
        module.section(&elements);
        if let Some(count) = wasm.data_count {
            module.section(&DataCountSection { count });
        }

        let mut code = CodeSection::new();
        for (index, stands_in) in own {
            match (stands_in, self.marked) {
                (true, _) => code.function(&self.stand_in(index)?),
                (false, true) => code.function(&self.marked(index, &mut renumber)?),
                (false, false) => {
                    renumber.parse_function_body(&mut code, self.body(index).clone())?;
                    &mut code
                }
            };
        }
        module.section(&code);
        let mut data = wasm_encoder::DataSection::new();
        if let Some(section) = wasm.data.clone() {
            renumber.parse_data_section(&mut data, section)?;
        }
        module.section(&data);
        Ok(module.finish())
    }

    /// What the page itself exports, and, under short names, what the second part needs.
    fn exports(&self) -> Result<ExportSection, Error<Infallible>> {
        let (mut exports, mut renumber) = (ExportSection::new(), Renumber(&self.first));
        let mut functions = 0;
        for export in &self.wasm.exports {
            let mut export = *export;
            let name = own_name(functions);
            if export.kind == ExternalKind::Func && !self.marked {
                export.name = &name;
                functions += 1;
            }
            renumber.parse_export(&mut exports, export)?;
        }
        if self.marked {
            return Ok(exports);
        }
        exports.export(JOINED, ExportKind::Global, self.globals);
        for (name, kind, index) in self.lent() {
            exports.export(&name, kind, index);
        }
        Ok(exports)
    }

    /// What the first part lends the second: all tables, memories and globals, and the functions that it calls.
    fn lent(&self) -> Vec<(String, ExportKind, u32)> {
        let tables = self.wasm.tables.as_ref().map_or(0, wasmparser::SectionLimited::count);
        let memories = self.wasm.memories.as_ref().map_or(0, wasmparser::SectionLimited::count);
        let kinds =
            [('t', ExportKind::Table, tables), ('m', ExportKind::Memory, memories), ('g', ExportKind::Global, self.globals)];
        let fixed = kinds
            .into_iter()
            .flat_map(|(letter, kind, count)| (0..count).map(move |index| (format!("{letter}{index}"), kind, index)));
        let functions = self.shared.iter().filter_map(|index| self.first.get(index));
        fixed.chain(functions.map(|number| (format!("f{number}"), ExportKind::Func, *number))).collect()
    }

    /// Joins the second part, if it is not there; then goes on in it.
    fn stand_in(&self, index: u32) -> Result<Function, Error<Infallible>> {
        let kind = self.kind(index);
        let parameters = self.parameters(kind)?;
        let mut function = Function::new([]);
        function.instruction(&Instruction::GlobalGet(self.globals));
        function.instruction(&Instruction::I32Eqz);
        function.instruction(&Instruction::If(BlockType::Empty));
        function.instruction(&Instruction::Call(self.imported));
        function.instruction(&Instruction::End);
        for parameter in 0..parameters {
            function.instruction(&Instruction::LocalGet(parameter));
        }
        function.instruction(&Instruction::I32Const(self.slots[&index].cast_signed()));
        function.instruction(&Instruction::CallIndirect { type_index: kind, table_index: 0 });
        function.instruction(&Instruction::End);
        Ok(function)
    }

    fn parameters(&self, kind: u32) -> Result<u32, Error<Infallible>> {
        let mut at = 0;
        for group in self.wasm.types.clone().into_iter().flatten() {
            for one in group?.into_types() {
                if at == kind {
                    return Ok(one.unwrap_func().params().len() as u32);
                }
                at += 1;
            }
        }
        Ok(0)
    }

    fn marked(&self, index: u32, renumber: &mut Renumber<'_>) -> Result<Function, Error<Infallible>> {
        let body = self.body(index);
        let mut function = renumber.new_function_with_parsed_locals(body)?;
        function.instruction(&Instruction::I32Const(index.cast_signed()));
        function.instruction(&Instruction::Call(self.imported));
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            function.instruction(&renumber.parse_instruction(&mut operators)?);
        }
        Ok(function)
    }

    fn later(&self) -> Result<Vec<u8>, Error<Infallible>> {
        let (wasm, mut renumber) = (self.wasm, Renumber(&self.later));
        let mut module = Module::new();
        let mut types = TypeSection::new();
        if let Some(section) = wasm.types.clone() {
            renumber.parse_type_section(&mut types, section)?;
        }
        module.section(&types);

        let mut imports = ImportSection::new();
        for (index, import) in (0..).zip(self.host()) {
            if self.later.contains_key(&index) {
                renumber.parse_import(&mut imports, wasmparser::Import { name: &host_name(index), ..import })?;
            }
        }
        for index in &self.shared {
            imports.import(FIRST, &format!("f{}", self.first[index]), EntityType::Function(self.kind(*index)));
        }
        for (at, table) in wasm.tables.clone().into_iter().flatten().enumerate() {
            let mut kind = renumber.table_type(table?.ty)?;
            kind.maximum = kind.maximum.map(|maximum| maximum.max(u64::from(self.table) + self.slots.len() as u64));
            imports.import(FIRST, &format!("t{at}"), kind);
        }
        for (at, memory) in wasm.memories.clone().into_iter().flatten().enumerate() {
            imports.import(FIRST, &format!("m{at}"), renumber.memory_type(memory?)?);
        }
        for (at, global) in wasm.globals.clone().into_iter().flatten().enumerate() {
            imports.import(FIRST, &format!("g{at}"), renumber.global_type(global?.ty)?);
        }
        module.section(&imports);

        let mut functions = FunctionSection::new();
        for index in &self.away {
            functions.function(self.kind(*index));
        }
        module.section(&functions);
        module.section(&self.filled());
        let mut code = CodeSection::new();
        for index in &self.away {
            renumber.parse_function_body(&mut code, self.body(*index).clone())?;
        }
        module.section(&code);
        Ok(module.finish())
    }

    /// The slots behind the stand-ins, and the entries of the table that held one.
    fn filled(&self) -> ElementSection {
        let mut all: BTreeMap<u32, u32> = self.pointed.iter().map(|(at, index)| (*at, self.later[index])).collect();
        all.extend(self.slots.iter().map(|(index, slot)| (*slot, self.later[index])));
        let mut elements = ElementSection::new();
        let mut run: Vec<u32> = Vec::new();
        let mut next = 0;
        let mut close = |run: &mut Vec<u32>, next: u32| {
            if !run.is_empty() {
                let start = ConstExpr::i32_const((next - run.len() as u32).cast_signed());
                elements.active(None, &start, Elements::Functions(std::mem::take(run).into()));
            }
        };
        for (at, function) in all {
            if at != next {
                close(&mut run, next);
            }
            run.push(function);
            next = at + 1;
        }
        close(&mut run, next);
        elements
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

/// The functions that a body names.
fn callees(body: &FunctionBody<'_>) -> Result<Vec<u32>, wasmparser::BinaryReaderError> {
    let mut found = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::Call { function_index }
        | Operator::ReturnCall { function_index }
        | Operator::RefFunc { function_index } = operator?
        {
            found.push(function_index);
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

/// Writes what was read, with other numbers for its functions.
struct Renumber<'a>(&'a BTreeMap<u32, u32>);

impl Reencode for Renumber<'_> {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        // Every function that is named was looked for when the plan was made.
        Ok(self.0.get(&index).copied().unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `early` calls `late`, `late` calls `early` and an import; `late` also stands in the table.
    fn whole() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([ValType::I32], [ValType::I32]);
        module.section(&types);
        let mut imports = ImportSection::new();
        imports.import("host", "log", EntityType::Function(0));
        module.section(&imports);
        let mut functions = FunctionSection::new();
        functions.function(0).function(0);
        module.section(&functions);
        let mut tables = TableSection::new();
        tables.table(wasm_encoder::TableType {
            element_type: wasm_encoder::RefType::FUNCREF,
            table64: false,
            minimum: 3,
            maximum: Some(3),
            shared: false,
        });
        module.section(&tables);
        let mut exports = ExportSection::new();
        exports.export("early", ExportKind::Func, 1);
        module.section(&exports);
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([1, 2].as_slice().into()));
        module.section(&elements);
        let mut code = CodeSection::new();
        for calls in [vec![2], vec![0, 1]] {
            let mut body = Function::new([]);
            body.instruction(&Instruction::LocalGet(0));
            for index in calls {
                body.instruction(&Instruction::Call(index));
            }
            body.instruction(&Instruction::End);
            code.function(&body);
        }
        module.section(&code);
        let mut names = wasm_encoder::NameSection::new();
        let mut map = wasm_encoder::NameMap::new();
        map.append(1, "early");
        map.append(2, "late");
        names.functions(&map);
        module.section(&names);
        module.finish()
    }

    fn calls(wasm: &Wasm<'_>, body: usize) -> Vec<u32> {
        callees(&wasm.bodies[body]).unwrap_or_default()
    }

    #[test]
    fn what_is_away_has_a_stand_in_and_its_own_place_in_the_second_part() {
        let Ok(parts) = part(&whole(), |name| name == "early") else { panic!("it can be parted") };
        let Ok(first) = Wasm::read(&parts.first) else { panic!("the first part is a binary") };
        // Imported: log, load. Then `early`, which calls the stand-in, and the stand-in, which calls load.
        assert_eq!((first.imported(), first.bodies.len()), (2, 2));
        assert_eq!((calls(&first, 0), calls(&first, 1)), (vec![3], vec![1]));
        // One slot more than the table had, and the stand-in where `late` stood.
        assert!(matches!(pointed(&first), Ok((4, at)) if at == [(1, 2), (2, 3)]));
        let Ok(later) = Wasm::read(&parts.later) else { panic!("the second part is a binary") };
        // Imported: log from the host, `early` from the first part. `late` calls both.
        assert_eq!((later.imported(), later.bodies.len()), (2, 1));
        assert_eq!(calls(&later, 0), [0, 1]);
        let names: Vec<_> = later.imports.iter().map(|import| (import.module, import.name)).collect();
        assert_eq!(names, [("host", "h0"), ("first", "f2"), ("first", "t0")]);
        let renamed: Vec<_> = parts.renamed.iter().map(|(old, new)| (old.as_str(), new.as_str())).collect();
        assert_eq!(renamed, [("early", "e0"), ("log", "h0")]);
        assert_eq!(first.exports[0].name, "e0");
        let filled = later.elements.clone().into_iter().flatten().flatten().map(|element| match element.items {
            ElementItems::Functions(items) => items.count(),
            ElementItems::Expressions(..) => 0,
        });
        assert_eq!(filled.collect::<Vec<_>>(), [2], "one run: its old place, and behind it its slot");
    }

    #[test]
    fn a_marked_binary_says_who_is_called() {
        let Ok(marked) = mark(&whole()) else { panic!("it can be marked") };
        let Ok(wasm) = Wasm::read(&marked) else { panic!("it is a binary") };
        assert_eq!((calls(&wasm, 0), calls(&wasm, 1)), (vec![1, 3], vec![1, 0, 2]));
    }

    #[test]
    fn what_is_no_binary_is_refused() {
        assert!(part(b"no", |_| true).is_err());
    }
}
