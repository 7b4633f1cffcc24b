//! Writing the two parts, section by section.

use super::{FIRST, HOST, JOINED, LOAD, MARK, PIECES, PLACES, Plan, data, host_name, own_name};
use std::collections::BTreeMap;
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
        if !self.marked {
            functions.function(load);
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
                (false, false) => code.function(&self.asking(index, &mut renumber)?),
            };
        }
        if !self.marked {
            code.function(&self.joins());
        }
        module.section(&code);
        module.section(&self.first_data());
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

    /// What the first part lends the second by name: all tables, memories and globals.
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

    /// Joins the second part, if it is not there.
    fn joins(&self) -> Function {
        let mut function = Function::new([]);
        function.instruction(&Instruction::GlobalGet(self.globals));
        function.instruction(&Instruction::I32Eqz);
        function.instruction(&Instruction::If(BlockType::Empty));
        function.instruction(&Instruction::Call(self.imported));
        function.instruction(&Instruction::End);
        function.instruction(&Instruction::End);
        function
    }

    /// Joins the second part, then goes on in it.
    fn stand_in(&self, index: u32) -> Result<Function, Error<Infallible>> {
        let kind = self.kind(index);
        let parameters = self.parameters(kind)?;
        let mut function = Function::new([]);
        function.instruction(&Instruction::Call(self.join()));
        for parameter in 0..parameters {
            function.instruction(&Instruction::LocalGet(parameter));
        }
        self.go_on(index, &mut function);
        function.instruction(&Instruction::End);
        Ok(function)
    }

    /// Calls a function of the second part, which is there.
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

    /// A function that joins the second part before it comes by data that is away.
    fn asking(&self, index: u32, renumber: &mut Renumber<'_>) -> Result<Function, Error<Infallible>> {
        let body = self.body(index);
        let operators = data::operators(body)?;
        let away = |callee| self.is_away(callee);
        let sites = data::sites(self.statics, body, away)?;
        let direct = |callee| self.direct.contains(&callee);
        let asking = data::asking(&operators, &sites, |piece| self.late.contains(&piece), away, direct);
        let mut function = renumber.new_function_with_parsed_locals(body)?;
        for (at, operator) in operators.into_iter().enumerate() {
            if asking.contains(&at) {
                function.instruction(&Instruction::Call(self.join()));
            }
            if let Operator::Call { function_index } = operator
                && direct(function_index)
            {
                self.go_on(function_index, &mut function);
                continue;
            }
            function.instruction(&renumber.instruction(operator)?);
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

    pub(super) fn later(&self) -> Result<Vec<u8>, Error<Infallible>> {
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
        for (at, index) in (self.lent_from()..).zip(&self.shared) {
            imports.import(FIRST, &format!("f{at}"), EntityType::Function(self.kind(*index)));
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
        module.section(&self.later_data());
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

/// Writes what was read, with other numbers for its functions.
struct Renumber<'a>(&'a BTreeMap<u32, u32>);

impl Reencode for Renumber<'_> {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        // Every function that is named was looked for when the plan was made.
        Ok(self.0.get(&index).copied().unwrap_or(u32::MAX))
    }
}
