//! A binary of two functions, parted and marked.

use super::*;
use wasm_encoder::{
    CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function, FunctionSection,
    ImportSection, Instruction, Module, TableSection, TypeSection, ValType,
};

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
