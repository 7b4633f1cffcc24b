//! A program in parts, run by a host that joins them when they are asked for: it must do what the whole does, whatever
//! travels with which part.

use super::*;
use crate::statics::Statics;
use wasmi::{AsContextMut, Engine, Extern, Instance, Linker, Module, Store};

/// Functions that call one another across and back, by name and through the table, hand on what lies in memory, and tell
/// the host on the way.
const PROGRAM: &str = r#"(module
  (import "host" "tell" (func $tell (param i32)))
  (memory 2) (global $depth (mut i32) (i32.const 0))
  (table 4 funcref) (elem (i32.const 1) $odd $even $read)
  (type $one (func (param i32) (result i32)))
  (func $start (export "start") (param $n i32) (result i32)
    (call $tell (i32.const 100))
    (i32.add (call $even (local.get $n)) (i32.add (call $read (i32.const 65536)) (call $twice (local.get $n)))))
  (func $even (param $n i32) (result i32)
    (global.set $depth (i32.add (global.get $depth) (i32.const 1)))
    (if (result i32) (local.get $n)
      (then (call $odd (i32.sub (local.get $n) (i32.const 1))))
      (else (call $tell (i32.load (i32.const 65540))) (i32.const 1))))
  (func $odd (param $n i32) (result i32)
    (if (result i32) (local.get $n)
      (then (call_indirect (type $one) (i32.sub (local.get $n) (i32.const 1)) (i32.const 2)))
      (else (call $read (i32.const 65544)))))
  (func $read (param $at i32) (result i32)
    (call $tell (global.get $depth)) (i32.load (local.get $at)))
  (func $twice (param $n i32) (result i32)
    (i32.add (call_indirect (type $one) (i32.const 65548) (i32.const 3)) (call $even (i32.and (local.get $n) (i32.const 3)))))
  (data (i32.const 65536) "aa\00\00bb\00\00cc\00\00dd\00\00"))"#;
const FUNCTIONS: [&str; 5] = ["start", "even", "odd", "read", "twice"];
const PARTS: usize = 4;

/// The host: what it was told, the parts that may be asked for, and the first one.
#[derive(Default)]
struct Host {
    told: Vec<i32>,
    others: Vec<Vec<u8>>,
    first: Option<Instance>,
    /// Which parts were asked for, in order.
    joined: Vec<usize>,
}

fn linker(engine: &Engine, tell: &str) -> Linker<Host> {
    let mut linker = Linker::new(engine);
    let tells = |mut caller: wasmi::Caller<'_, Host>, number: i32| caller.data_mut().told.push(number);
    linker.func_wrap("host", tell, tells).expect("it is new");
    linker
}

/// Joins a part, as the page does: where the last one is, all are.
fn join(mut store: impl AsContextMut<Data = Host>, engine: &Engine, part: usize) {
    let all = if part == PARTS - 1 { 1..PARTS } else { part..part + 1 };
    all.for_each(|part| join_one(&mut store, engine, part));
}

fn join_one(mut store: impl AsContextMut<Data = Host>, engine: &Engine, part: usize) {
    if store.as_context().data().joined.contains(&part) {
        return;
    }
    store.as_context_mut().data_mut().joined.push(part);
    let first = store.as_context().data().first.expect("it is there");
    let bytes = store.as_context().data().others[part - 1].clone();
    let module = Module::new(engine, &bytes).expect("it is a program");
    let mut linker = linker(engine, "h0");
    let exports: Vec<(String, Extern)> =
        first.exports(&store).map(|export| (export.name().to_owned(), export.into_extern())).collect();
    let table = first.get_table(&store, "t0").expect("it is lent");
    for import in module.imports().filter(|import| import.module() == FIRST) {
        let lent = match import.name().strip_prefix('f').and_then(|at| at.parse().ok()) {
            Some(at) => match table.get(&store, at).expect("it is there") {
                wasmi::Ref::Func(lent) => Extern::Func(*lent.val().expect("it is filled")),
                wasmi::Ref::Extern(_) => panic!("functions stand in it"),
            },
            None => exports.iter().find(|(name, _)| name == import.name()).expect("it is lent").1,
        };
        linker.define(FIRST, import.name(), lent).expect("it is new");
    }
    linker.instantiate_and_start(&mut store, &module).expect("it can be joined");
    let joined = first.get_global(&store, JOINED).expect("it is there");
    let bits = joined.get(&store).i32().unwrap_or_default() | 1 << part;
    joined.set(&mut store, wasmi::Val::I32(bits)).expect("it may be set");
}

fn run(first: &[u8], others: Vec<Vec<u8>>, start: &str, tell: &str) -> (Vec<i32>, Vec<i32>, Vec<usize>) {
    let engine = Engine::default();
    let mut store = Store::new(&engine, Host { others, ..Host::default() });
    let mut linker = linker(&engine, tell);
    let asked = engine.clone();
    let load = move |caller: wasmi::Caller<'_, Host>, part: i32| join(caller, &asked, part.cast_unsigned() as usize);
    linker.func_wrap(HOST, LOAD, load).expect("it is new");
    let module = Module::new(&engine, first).expect("it is a program");
    let instance = linker.instantiate_and_start(&mut store, &module).expect("it starts");
    store.data_mut().first = Some(instance);
    let start = instance.get_typed_func::<i32, i32>(&store, start).expect("it is exported");
    let gave = (0..5).map(|number| start.call(&mut store, number).expect("it comes to its end")).collect();
    let Host { told, joined, .. } = store.into_data();
    (gave, told, joined)
}

#[test]
fn whatever_travels_with_which_part_a_program_does_the_same() {
    let Ok(binary) = wat::parse_str(PROGRAM) else { panic!("it is a program") };
    let Ok(wasm) = Wasm::read(&binary) else { panic!("it can be read") };
    let statics = Statics::of(1 << 16, &[(4, true, &[]), (4, true, &[]), (4, true, &[]), (4, true, &[])]);
    let (gave, told, _) = run(&binary, vec![], "start", "tell");
    assert_eq!(gave[0], 1 + 0x6161 + 0x6464 + 1);
    let mut joined_some = BTreeSet::new();
    for choice in 0..PARTS.pow(FUNCTIONS.len() as u32) {
        let of = |number: usize| choice / PARTS.pow(number as u32) % PARTS;
        // Data goes with a function that reads it, or wherever the choice happens to send it.
        let home = |name: &str| match name.strip_prefix("data ").and_then(|piece| piece.parse::<usize>().ok()) {
            Some(piece) => of((piece + choice) % FUNCTIONS.len()),
            None => FUNCTIONS.iter().position(|one| *one == name).map_or(0, of),
        };
        let Ok(parts) = part(&wasm, &statics, PARTS, home) else { panic!("it can be parted") };
        let (now_gave, now_told, joined) = run(&parts.first, parts.others, "e0", "h0");
        assert_eq!((now_gave, now_told), (gave.clone(), told.clone()), "choice {choice}");
        joined_some.insert(joined);
    }
    assert!(joined_some.len() > 6, "parts were joined in many orders: {joined_some:?}");
}
