//! Writing the parts, section by section.

use super::{FIRST, HOST, JOINED, LOAD, MARK, PIECES, PLACES, Plan, callees, data, host_name, own_name, types};
use crate::flow;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, GlobalSection, GlobalType, ImportSection, Instruction, MemorySection, Module, StartSection, TableSection,
    TypeSection, ValType,
};
use wasmparser::{ExternalKind, Operator, TypeRef};

impl Plan<'_> {
    pub(super) fn first(&self) -> Result<Vec<u8>, Error<Infallible>> {
        let (wasm, mut renumber) = (self.wasm, Renumber(&self.first));
        let mut module = Module::new();

        let mut types = TypeSection::new();
        if let Some(section) = wasm.types.clone() {
            renumber.parse_type_section(&mut types, section)?;
        }
        let load = self.types;
        types.ty().function([ValType::I32], []);
        types.ty().function([], []);
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
        for _ in 1..self.count {
            functions.function(load + 1);
        }
        module.section(&functions);

        let mut tables = TableSection::new();
        for (at, table) in wasm.tables.clone().into_iter().flatten().enumerate() {
            let mut kind = renumber.table_type(table?.ty)?;
            if at == 0 {
                kind.minimum = u64::from(self.table_length());
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
        if !self.shared.is_empty() {
            let lent: Vec<u32> = self.shared.iter().map(|index| self.first[index]).collect();
            let start = ConstExpr::i32_const(self.lent_from().cast_signed());
            elements.active(None, &start, Elements::Functions(lent.into()));
        }
        module.section(&elements);
        let mut code = CodeSection::new();
        for (index, stands_in) in own {
            match (stands_in, self.marked) {
                (true, _) => code.function(&self.stand_in(index)?),
                (false, true) => code.function(&self.marked(index, &mut renumber)?),
                (false, false) => code.function(&self.asking(index, &mut renumber, |part| self.join(part))?),
            };
        }
        for part in 1..self.count {
            code.function(&self.joins(part));
        }
        module.section(&code);
        module.section(&self.first_data());
        types::without_idle(&module.finish())
    }

    /// What the page itself exports, and, under short names, what the other parts need.
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
        for part in (1..self.count).filter(|_| self.count > 2) {
            exports.export(&joining(part), ExportKind::Func, self.join(part));
        }
        for (name, kind, index) in self.lent() {
            exports.export(&name, kind, index);
        }
        Ok(exports)
    }

    /// What the first part lends the others by name: all tables, memories and globals.
    fn lent(&self) -> Vec<(String, ExportKind, u32)> {
        let tables = self.wasm.tables.as_ref().map_or(0, wasmparser::SectionLimited::count);
        let memories = self.wasm.memories.as_ref().map_or(0, wasmparser::SectionLimited::count);
        let kinds =
            [('t', ExportKind::Table, tables), ('m', ExportKind::Memory, memories), ('g', ExportKind::Global, self.globals)];
        kinds
            .into_iter()
            .flat_map(|(letter, kind, count)| (0..count).map(move |index| (format!("{letter}{index}"), kind, index)))
            .collect()
    }

    /// Joins another part, if it is not there.
    fn joins(&self, part: usize) -> Function {
        let mut function = Function::new([]);
        function.instruction(&Instruction::GlobalGet(self.globals));
        function.instruction(&Instruction::I32Const(1 << part));
        function.instruction(&Instruction::I32And);
        function.instruction(&Instruction::I32Eqz);
        function.instruction(&Instruction::If(BlockType::Empty));
        function.instruction(&Instruction::I32Const((part as u32).cast_signed()));
        function.instruction(&Instruction::Call(self.imported));
        function.instruction(&Instruction::End);
        function.instruction(&Instruction::End);
        function
    }

    /// Joins another part, then goes on in it.
    fn stand_in(&self, index: u32) -> Result<Function, Error<Infallible>> {
        let kind = self.kind(index);
        let parameters = self.parameters(kind)?;
        let mut function = Function::new([]);
        function.instruction(&Instruction::Call(self.join(self.home(index))));
        for parameter in 0..parameters {
            function.instruction(&Instruction::LocalGet(parameter));
        }
        self.go_on(index, &mut function);
        function.instruction(&Instruction::End);
        Ok(function)
    }

    /// Calls a function of another part, which is there.
    fn go_on(&self, index: u32, function: &mut Function) {
        function.instruction(&Instruction::I32Const(self.slots[&index].cast_signed()));
        function.instruction(&Instruction::CallIndirect { type_index: self.kind(index), table_index: 0 });
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

    /// A function that joins other parts before it comes by what they have; `join` tells which function joins which.
    fn asking(
        &self,
        index: u32,
        renumber: &mut Renumber<'_>,
        join: impl Fn(usize) -> u32,
    ) -> Result<Function, Error<Infallible>> {
        let (body, home) = (self.body(index), self.home(index));
        let (operators, sites) = (data::operators(body)?, self.sites(index)?);
        let callee = |operator: &Operator<'_>| {
            let Operator::Call { function_index } = operator else { return None };
            Some(*function_index).filter(|callee| self.home(*callee) > 0)
        };
        let elsewhere = |operator: &Operator<'_>| callee(operator).filter(|callee| self.home(*callee) != home);
        let needs = |at: usize, operator: &Operator<'_>| {
            let here = sites.iter().filter(|site| site.at == at && !site.harmless);
            let pieces = here.flat_map(|site| &site.pieces).filter_map(|piece| self.late.get(piece));
            pieces.copied().chain(elsewhere(operator).map(|callee| self.home(callee))).fold(0, |set, part| set | 1 << part)
        };
        let joins = |_: usize, operator: &Operator<'_>| callee(operator).map_or(0, |callee| self.there(self.home(callee)));
        let asking = flow::lacking(&operators, 1 | 1 << home, needs, joins);
        let mut function = renumber.new_function_with_parsed_locals(body)?;
        for (at, operator) in operators.into_iter().enumerate() {
            let missing = asking.get(&at).copied().unwrap_or_default();
            for part in (1..self.count).filter(|part| missing & 1 << part != 0) {
                function.instruction(&Instruction::Call(join(part)));
            }
            match elsewhere(&operator) {
                Some(callee) => self.go_on(callee, &mut function),
                None => _ = function.instruction(&renumber.instruction(operator)?),
            }
        }
        Ok(function)
    }

    fn marked(&self, index: u32, renumber: &mut Renumber<'_>) -> Result<Function, Error<Infallible>> {
        let body = self.body(index);
        let mut function = renumber.new_function_with_parsed_locals(body)?;
        let mark = |function: &mut Function, what: u32| {
            function.instruction(&Instruction::I32Const(what.cast_signed()));
            function.instruction(&Instruction::Call(self.imported));
        };
        mark(&mut function, index);
        let mut sites = data::sites(self.statics, body, |_| false)?.into_iter().peekable();
        let from = self.places.partition_point(|(body, _)| *body < (index - self.imported) as usize);
        let mut places = (from as u32..).zip(&self.places[from..]).peekable();
        for (at, operator) in data::operators(body)?.into_iter().enumerate() {
            if let Some((place, _)) = places.next_if(|(_, place)| **place == ((index - self.imported) as usize, at)) {
                mark(&mut function, PLACES + place);
            }
            for piece in sites.next_if(|site| site.at == at).into_iter().flat_map(|site| site.pieces) {
                mark(&mut function, PIECES + piece as u32);
            }
            function.instruction(&renumber.instruction(operator)?);
        }
        Ok(function)
    }

    /// A part other than the first.
    pub(super) fn other(&self, part: usize) -> Result<Vec<u8>, Error<Infallible>> {
        let wasm = self.wasm;
        let imported = self.imports_of(part)?;
        let joining: Vec<usize> = (1..self.count).filter(|other| part != self.last() && *other != part).collect();
        let joins_from = imported.len() as u32;
        let join = |other: usize| joins_from + joining.iter().position(|one| *one == other).unwrap_or_default() as u32;
        let own = self.members(part).zip(joins_from + joining.len() as u32..);
        let numbers: BTreeMap<u32, u32> = imported.iter().copied().zip(0..).chain(own).collect();
        let mut renumber = Renumber(&numbers);
        let mut module = Module::new();
        let mut types = TypeSection::new();
        if let Some(section) = wasm.types.clone() {
            renumber.parse_type_section(&mut types, section)?;
        }
        types.ty().function([], []);
        module.section(&types);

        let mut imports = ImportSection::new();
        let host: Vec<wasmparser::Import<'_>> = self.host().collect();
        for index in &imported {
            match host.get(*index as usize) {
                Some(import) => {
                    renumber.parse_import(&mut imports, wasmparser::Import { name: &host_name(*index), ..*import })?;
                }
                None => _ = imports.import(FIRST, &format!("f{}", self.entry(*index)), EntityType::Function(self.kind(*index))),
            }
        }
        for other in &joining {
            imports.import(FIRST, &self::joining(*other), EntityType::Function(self.types));
        }
        for (at, table) in wasm.tables.clone().into_iter().flatten().enumerate() {
            let mut kind = renumber.table_type(table?.ty)?;
            kind.maximum = kind.maximum.map(|maximum| maximum.max(u64::from(self.table_length())));
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
        for index in self.members(part) {
            functions.function(self.kind(index));
        }
        module.section(&functions);
        module.section(&self.filled(part, &numbers));
        let mut code = CodeSection::new();
        for index in self.members(part) {
            if part == self.last() {
                renumber.parse_function_body(&mut code, self.body(index).clone())?;
            } else {
                code.function(&self.asking(index, &mut renumber, join)?);
            }
        }
        module.section(&code);
        module.section(&self.other_data(part));
        types::without_idle(&module.finish())
    }

    /// The functions that a part has of others: the host's first, in their order.
    fn imports_of(&self, part: usize) -> Result<BTreeSet<u32>, Error<Infallible>> {
        let mut imported = BTreeSet::new();
        let through_the_table = |home: usize, calls: bool| calls && home > 0 && part != self.last();
        for index in self.members(part) {
            let named = callees(self.body(index))?.into_iter().map(|(callee, calls)| (callee, calls, self.home(callee)));
            let had = named.filter(|(_, calls, home)| *home != part && !through_the_table(*home, *calls));
            imported.extend(had.map(|(callee, ..)| callee));
        }
        Ok(imported)
    }

    /// Where in the table a function stands for other parts.
    fn entry(&self, index: u32) -> u32 {
        match self.shared.iter().position(|shared| *shared == index) {
            Some(at) => self.lent_from() + at as u32,
            None => self.slots.get(&index).copied().unwrap_or_default(),
        }
    }

    /// The slots of the functions of a part, and the entries of the table that held a stand-in.
    fn filled(&self, part: usize, numbers: &BTreeMap<u32, u32>) -> ElementSection {
        let here = |index: &u32| self.home(*index) == part;
        let mut all: BTreeMap<u32, u32> =
            self.pointed.iter().filter(|(_, index)| here(index)).map(|(at, index)| (*at, numbers[index])).collect();
        all.extend(self.slots.iter().filter(|(index, _)| here(index)).map(|(index, slot)| (*slot, numbers[index])));
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

/// What the function is called that joins a part.
fn joining(part: usize) -> String {
    format!("j{part}")
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
