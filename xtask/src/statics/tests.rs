//! What a linker says of five pieces of data, read and asked.

use super::*;
use std::borrow::Cow;
use wasm_encoder::{
    CodeSection, ConstExpr, CustomSection, DataSection, Function, FunctionSection, Instruction, MemorySection, MemoryType,
    Module, TypeSection,
};

const START: u32 = 1024;
/// `a`, `b`, a pointer to `a`, `d`; then, in a section that is written to, a pointer to `b`.
const READ_ONLY_BYTES: &[u8] = b"aaaabbbb\x00\x04\0\0dddd";
const WRITTEN_BYTES: &[u8] = b"\x04\x04\0\0";

fn page(read_only: &[u8]) -> Vec<u8> {
    let mut module = Module::new();
    let mut types = TypeSection::new();
    types.ty().function([], []);
    module.section(&types);
    let mut functions = FunctionSection::new();
    functions.function(0);
    module.section(&functions);
    let mut memories = MemorySection::new();
    memories.memory(MemoryType { minimum: 1, maximum: None, memory64: false, shared: false, page_size_log2: None });
    module.section(&memories);
    let mut code = CodeSection::new();
    let mut body = Function::new([]);
    for number in [START + 9, START + 12, START + 5] {
        body.instruction(&Instruction::I32Const(number.cast_signed()));
        body.instruction(&Instruction::Drop);
    }
    body.instruction(&Instruction::End);
    code.function(&body);
    module.section(&code);
    let mut data = DataSection::new();
    data.active(0, &ConstExpr::i32_const(START.cast_signed()), read_only.iter().copied());
    data.active(0, &ConstExpr::i32_const(START.cast_signed() + 16), WRITTEN_BYTES.iter().copied());
    module.section(&data);
    module.finish()
}

/// Four bytes behind the start of `t`, which is where `d` starts: the second address in the code.
const BEHIND_T: [u8; 4] = [4, 8, 2, 4];
/// And the first, inside of `t`.
const INSIDE_T: [u8; 4] = [4, 4, 2, 1];

/// The same with what a linker says of it, and of these addresses in the code.
fn linked(in_code: &[[u8; 4]]) -> Vec<u8> {
    let mut binary = page(READ_ONLY_BYTES);
    let mut add = |name: &str, bytes: &[u8]| {
        let section = CustomSection { name: name.into(), data: Cow::Borrowed(bytes) };
        wasm_encoder::Section::append_to(&section, &mut binary);
    };
    let mut said = vec![2, 5, 19, 2, 7];
    said.extend_from_slice(b".rodata");
    said.extend([2, 0, 5]);
    said.extend_from_slice(b".data");
    said.extend([2, 0, 8, 36, 5]);
    for (name, segment, offset) in [(b'a', 0, 0), (b'b', 0, 4), (b't', 0, 8), (b'd', 0, 12), (b'm', 1, 0)] {
        said.extend([1, 0, 1, name, segment, offset, 4]);
    }
    add("linking", &said);
    add("reloc.CODE", &[&[3, in_code.len() as u8], in_code.as_flattened()].concat());
    // In the data: `t` holds the address of `a`, `m` that of `b`. Where they lie in the section is counted from its start.
    add("reloc.DATA", &[4, 2, 5, 15, 0, 0, 5, 29, 1, 0]);
    binary
}

fn read(page: &[u8]) -> Outcome<Statics> {
    Statics::read(&linked(&[BEHIND_T]), &Wasm::read(page)?)
}

#[test]
fn the_linker_says_what_lies_where_and_what_it_points_at() {
    let Ok(statics) = read(&page(READ_ONLY_BYTES)) else { panic!("the linker said it") };
    let all: Vec<_> = statics.all.iter().map(|one| (one.range.start - START, one.fixed, one.points.len())).collect();
    assert_eq!(all, [(0, true, 0), (4, true, 0), (8, true, 1), (12, true, 0), (16, false, 1)]);
    assert_eq!((&statics.all[2].points, &statics.all[4].points), (&BTreeSet::from([0]), &BTreeSet::from([1])));
}

#[test]
fn a_number_means_what_the_linker_meant_or_else_all_that_is_near() {
    let Ok(statics) = read(&page(READ_ONLY_BYTES)) else { panic!("the linker said it") };
    assert_eq!(statics.meant(START + 12), BTreeSet::from([2, 3]), "behind `t`, and inside `d`");
    assert_eq!(statics.meant(START + 5), BTreeSet::from([1]), "it stood in the linked code and was no address");
    assert_eq!(statics.meant(START - 100).len(), 5, "nobody knows where it comes from");
    assert!(statics.meant(3 * ASTRAY_BYTES).is_empty());
    assert_eq!(numbers(&Operator::I64Const { value: 0x35_0000_040c }).first(), Some(&(START + 12)));
    let memarg = wasmparser::MemArg { align: 0, max_align: 0, offset: 1036, memory: 0 };
    assert_eq!(numbers(&Operator::I32Load8U { memarg }), [START + 12]);
}

#[test]
fn an_end_means_the_piece_only_where_nothing_inside_it_was_named_before() {
    let page = page(READ_ONLY_BYTES);
    let meant = |in_code: &[[u8; 4]]| {
        let read = Wasm::read(&page).and_then(|wasm| Statics::read(&linked(in_code), &wasm));
        read.map(|statics| statics.meant(START + 12)).unwrap_or_default()
    };
    assert_eq!(meant(&[INSIDE_T, BEHIND_T]), BTreeSet::from([3]));
    assert_eq!(meant(&[BEHIND_T]), BTreeSet::from([2, 3]), "somebody may go down from there");
}

#[test]
fn a_key_is_made_of_what_is_there_and_not_of_where_it_lies() {
    let Ok(statics) = read(&page(READ_ONLY_BYTES)) else { panic!("the linker said it") };
    let keys: BTreeSet<_> = statics.all.iter().map(|one| &one.key).collect();
    assert_eq!(keys.len(), 5, "two pointers differ when what they point at does");
    let place = |at: u32| (at, vec![b'x', 1, 2, 3, 4, b'y']);
    let bytes = |at: u32| with_zeros(&Image::from([place(at)]), &(at..at + 6), &BTreeMap::from([(at + 1, None::<u8>)]));
    assert_eq!(bytes(100), b"x\0\0\0\0y");
    assert_eq!(bytes(100), bytes(7));
}

#[test]
fn data_that_is_not_what_was_linked_is_refused() {
    assert!(read(&page(b"aaaabbbb\x00\x04\0\0dddD")).is_err());
    let unsaid = page(READ_ONLY_BYTES);
    assert!(Wasm::read(&unsaid).and_then(|wasm| Statics::read(&unsaid, &wasm)).is_err());
}
