//! Binaries of two functions, parted and marked.

use super::*;
use wasm_encoder::{
    BlockType, CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
    FunctionSection, ImportSection, Instruction, MemArg, MemorySection, MemoryType, Module, TableSection, TypeSection, ValType,
};

/// Far from all small numbers, as data is in the page.
const START: u32 = 1 << 16;

/// `early` calls `late`, `late` calls `early` and an import; `late` also stands in the table.
fn whole() -> Vec<u8> {
    let body = |calls: &[u32]| {
        let calls = calls.iter().map(|index| Instruction::Call(*index));
        [Instruction::LocalGet(0)].into_iter().chain(calls).collect()
    };
    built([body(&[2]), body(&[0, 1])], &[])
}

/// Import 0 and two functions, `early` and `late`, all of a number to a number; and data.
fn built(bodies: [Vec<Instruction<'_>>; 2], bytes: &[u8]) -> Vec<u8> {
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
    if !bytes.is_empty() {
        let mut memories = MemorySection::new();
        memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
        module.section(&memories);
    }
    let mut exports = ExportSection::new();
    exports.export("early", ExportKind::Func, 1);
    module.section(&exports);
    let mut elements = ElementSection::new();
    elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([1, 2].as_slice().into()));
    module.section(&elements);
    let mut code = CodeSection::new();
    for instructions in bodies {
        let mut body = Function::new([]);
        for instruction in instructions.iter().chain([&Instruction::End]) {
            body.instruction(instruction);
        }
        code.function(&body);
    }
    module.section(&code);
    if !bytes.is_empty() {
        let mut data = DataSection::new();
        data.active(0, &ConstExpr::i32_const(START.cast_signed()), bytes.iter().copied());
        module.section(&data);
    }
    let mut names = wasm_encoder::NameSection::new();
    let mut map = wasm_encoder::NameMap::new();
    map.append(1, "early");
    map.append(2, "late");
    names.functions(&map);
    module.section(&names);
    module.finish()
}

fn parted(binary: &[u8], statics: &Statics, early: impl Fn(&str) -> bool) -> Outcome<Parts> {
    part(&Wasm::read(binary)?, statics, 2, |name| usize::from(!early(name)))
}

fn calls(wasm: &Wasm<'_>, body: usize) -> Vec<u32> {
    callees(&wasm.bodies[body]).unwrap_or_default().into_iter().map(|(callee, _)| callee).collect()
}

#[test]
fn what_is_away_has_a_stand_in_and_its_own_place_in_the_second_part() {
    let whole = whole();
    let Ok(parts) = parted(&whole, &Statics::default(), |name| name == "early") else { panic!("it can be parted") };
    let Ok(first) = Wasm::read(&parts.first) else { panic!("the first part is a binary") };
    // Imported: log, load. Then `early` and the stand-in, which call what calls load, and that.
    assert_eq!((first.imported(), first.bodies.len()), (2, 3));
    assert_eq!((calls(&first, 0), calls(&first, 1), calls(&first, 2)), (vec![4], vec![4], vec![1]));
    // One slot more than the table had, the stand-in where `late` stood, and `early` once more: it is lent to the second part.
    assert!(matches!(pointed(&first), Ok((5, at)) if at == [(1, 2), (2, 3), (4, 2)]));
    let Ok(later) = Wasm::read(&parts.others[0]) else { panic!("the second part is a binary") };
    // Imported: log from the host, `early` from the first part. `late` calls both.
    assert_eq!((later.imported(), later.bodies.len()), (2, 1));
    assert_eq!(calls(&later, 0), [0, 1]);
    let names: Vec<_> = later.imports.iter().map(|import| (import.module, import.name)).collect();
    assert_eq!(names, [("host", "h0"), ("first", "f4"), ("first", "t0")]);
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
    let whole = whole();
    let marked = Wasm::read(&whole).and_then(|wasm| mark(&wasm, &Statics::default(), &[(1, 1)]));
    let Ok(marked) = marked else { panic!("it can be marked") };
    let Ok(wasm) = Wasm::read(&marked) else { panic!("it is a binary") };
    assert_eq!((calls(&wasm, 0), calls(&wasm, 1)), (vec![1, 3], vec![1, 1, 0, 2]));
}

#[test]
fn what_is_no_binary_is_refused() {
    assert!(parted(b"no", &Statics::default(), |_| true).is_err());
}

/// What a part fills memory with.
fn filled(part: &[u8]) -> Vec<(u32, Vec<u8>)> {
    let image = Wasm::read(part).and_then(|wasm| statics::image(&wasm));
    image.unwrap_or_default().into_iter().collect()
}

fn at(piece: u32) -> Instruction<'static> {
    Instruction::I32Const((START + 4 * piece).cast_signed())
}

fn read() -> Instruction<'static> {
    Instruction::I32Load(MemArg { offset: 0, align: 2, memory_index: 0 })
}

/// Pieces of four bytes: 0 is read by `early`, 1 points at 2 and is written to, 3 is read by `early` now and then, 4 is
/// handed by `early` to `late`, 5 is read by `late` alone.
fn with_data() -> (Vec<u8>, Statics) {
    let now_and_then = [Instruction::If(BlockType::Result(ValType::I32)), at(3), read(), Instruction::Else, at(3), read()];
    let mut early = vec![at(0), read()];
    early.extend(now_and_then);
    early.extend([Instruction::End, Instruction::Drop, at(4), Instruction::Call(2), at(3), Instruction::I32Add]);
    let late = vec![at(5), read()];
    let fixed: &[usize] = &[];
    let pieces = [(4, true, fixed), (4, false, &[2]), (4, true, &[]), (4, true, &[]), (4, true, &[]), (4, true, &[])];
    (built([early, late], b"0000111122223333444455555"), Statics::of(START, &pieces))
}

#[test]
fn data_goes_where_it_is_asked_for() {
    let (whole, statics) = with_data();
    let Ok(parts) = parted(&whole, &statics, |name| name != "late") else { panic!("it can be parted") };
    assert_eq!(
        filled(&parts.first),
        [(START, [b"0000111122223333".as_slice(), &[0; 8], b"5"].concat())],
        "the last byte is nobody's"
    );
    assert_eq!(filled(&parts.others[0]), [(START + 16, b"44445555".to_vec())]);
}

#[test]
fn data_that_is_asked_for_now_and_then_may_wait_and_is_joined_in_time() {
    let (whole, statics) = with_data();
    let Ok(parts) = parted(&whole, &statics, |name| name != "late" && name != "data 3") else { panic!("it can be parted") };
    assert_eq!(filled(&parts.others[0]), [(START + 12, b"333344445555".to_vec())]);
    let Ok(first) = Wasm::read(&parts.first) else { panic!("the first part is a binary") };
    // Once in each arm; then before `late` is called, behind which everything is there.
    assert_eq!(calls(&first, 0), [4, 4, 4]);
}

#[test]
fn what_is_written_to_never_travels_twice() {
    let (whole, statics) = with_data();
    let Ok(parts) = parted(&whole, &statics, |name| name == "early") else { panic!("it can be parted") };
    // 1 is written to, 2 hangs on it: both stay, and no gap over them is closed.
    assert_eq!(filled(&parts.others[0]), [(START, b"0000".to_vec()), (START + 12, b"333344445555".to_vec())]);
}

#[test]
fn what_has_a_name_and_what_was_seen_of_it() {
    let (whole, statics) = with_data();
    let Ok(wasm) = Wasm::read(&whole) else { panic!("it is a binary") };
    let all = |last: &str| named(&wasm, &statics, |name| name == last).unwrap_or_default().into_iter().collect::<Vec<_>>();
    assert_eq!(all("late"), ["data 0", "data 3", "early", "late"], "what is handed to `late` is there when it is");
    assert_eq!(all(""), ["data 0", "data 3", "data 4", "data 5", "early", "late"]);
    let marks = BTreeSet::from([1, PIECES, PIECES + 3]);
    assert_eq!(seen(&wasm, &statics, &marks).into_iter().collect::<Vec<_>>(), ["data 0", "data 3", "early"]);
    let places = [(0, 2), (0, 4), (1, 7)];
    let marks = BTreeSet::from([1, PLACES + 1]);
    let come_to: Vec<_> = come_to(&wasm, &places, &marks).collect();
    assert_eq!(come_to, [(&(0, 2), false), (&(0, 4), true)], "`late` was not called at all");
}

#[test]
fn data_of_two_parts_stays_with_the_first_and_data_of_one_goes_with_it() {
    let (whole, statics) = with_data();
    let Ok(wasm) = Wasm::read(&whole) else { panic!("it is a binary") };
    // `early` in a part of its own, `late` in another, the third has nobody: it takes what nobody asks for.
    let home = |name: &str| match name {
        "early" | "data 0" | "data 3" => 1,
        "late" | "data 5" => 2,
        _ => 0,
    };
    let Ok(parts) = part(&wasm, &statics, 4, home) else { panic!("it can be parted") };
    assert_eq!(filled(&parts.first), [(START + 4, [b"11112222".as_slice(), &[0; 4], b"4444", &[0; 4], b"5"].concat())]);
    assert_eq!(filled(&parts.others[0]), [(START, b"0000".to_vec()), (START + 12, b"3333".to_vec())]);
    assert_eq!(filled(&parts.others[1]), [(START + 20, b"5555".to_vec())]);
    assert!(filled(&parts.others[2]).is_empty());
}
