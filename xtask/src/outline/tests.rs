//! Programs, by hand and by chance, with and without their stretches: they must do the same.

use super::*;
use wasmi::{Config, Engine, ExternType, Linker, Store, Val};

/// What a program may do before it is no longer waited for.
const FUEL: u64 = 40_000;

/// Comes to every way out of a stretch: on, out of a loop and back to its start, to several labels, and out of the
/// function, with a value and without.
const BY_HAND: &str = r#"(module
  (global $told (export "told") (mut i32) (i32.const 0))
  (func $tell (param i32) (global.set $told (i32.add (i32.mul (global.get $told) (i32.const 31)) (local.get 0))))
  (func (export "sum") (param $to i32) (result i32) (local $at i32) (local $sum i64)
    (block $out
      (loop $again
        (br_if $out (i32.ge_s (local.get $at) (local.get $to)))
        (if (i32.eq (i32.rem_s (local.get $at) (i32.const 7)) (i32.const 5))
          (then (local.set $at (i32.add (local.get $at) (i32.const 2))) (br $again))
          (else (local.set $sum (i64.add (local.get $sum) (i64.extend_i32_s (local.get $at))))))
        (if (i32.eq (local.get $at) (i32.const 33)) (then (return (i32.const -1))))
        (local.set $at (i32.add (local.get $at) (i32.const 1)))
        (br $again)))
    (call $tell (local.get $at))
    (i32.wrap_i64 (local.get $sum)))
  (func (export "which") (param $of i32) (result f64) (local $left i32)
    (block $d (block $c (block $b (block $a
      (br_if $d (i32.eqz (local.get $of)))
      (local.set $left (i32.rem_u (local.get $of) (i32.const 5)))
      (br_table $a $b $c $d $a (local.get $left)))
      (call $tell (i32.const 1)) (br_if $c (i32.gt_u (local.get $of) (i32.const 20))))
      (call $tell (i32.const 2)) (return (f64.convert_i32_s (local.get $left))))
      (call $tell (i32.add (local.get $left) (i32.const 3))))
    (f64.const 4.5))
  (func (export "nested") (param $n i32) (result i32) (local $best i32)
    (if (result i32) (i32.and (local.get $n) (i32.const 1))
      (then (loop $up
              (if (i32.lt_u (local.get $best) (local.get $n))
                (then (local.set $best (i32.add (local.get $best) (i32.const 3)))
                      (if (i32.gt_u (local.get $best) (i32.const 25)) (then (call $tell (local.get $best)) (unreachable)))
                      (br $up))))
            (local.get $best))
      (else (if (i32.and (local.get $n) (i32.const 2)) (then (return (i32.const 77))))
            (call $tell (local.get $n))
            (i32.sub (i32.const 0) (local.get $best))))))"#;

/// What a program gives for some arguments, with what it leaves in its globals; nothing when it takes too long.
fn run(binary: &[u8], argument: i32) -> Option<Vec<String>> {
    let engine = Engine::new(Config::default().consume_fuel(true));
    let module = wasmi::Module::new(&engine, binary).expect("it is a program");
    let mut store = Store::new(&engine, ());
    store.set_fuel(FUEL).expect("fuel is counted");
    let instance = Linker::new(&engine).instantiate_and_start(&mut store, &module).ok()?;
    let mut said = Vec::new();
    for export in module.exports() {
        let ExternType::Func(kind) = export.ty() else { continue };
        let arguments: Vec<Val> = kind.params().iter().map(|kind| value(*kind, argument)).collect();
        let mut results: Vec<Val> = kind.results().iter().map(|kind| value(*kind, 0)).collect();
        let function = instance.get_func(&store, export.name()).expect("it is exported");
        match function.call(&mut store, &arguments, &mut results) {
            Ok(()) => said.extend(results.iter().map(|result| format!("{} {}", export.name(), told(result)))),
            Err(error) if error.as_trap_code() == Some(wasmi::TrapCode::OutOfFuel) => return None,
            Err(error) => said.push(format!("{} {error}", export.name())),
        }
    }
    let globals = instance.exports(&store).filter_map(wasmi::Export::into_global).collect::<Vec<_>>();
    said.extend(globals.into_iter().map(|global| told(&global.get(&store))));
    for memory in instance.exports(&store).filter_map(wasmi::Export::into_memory).collect::<Vec<_>>() {
        said.push(format!("{:?}", Sha256::digest(memory.data(&store))));
    }
    Some(said)
}

/// A value in words; of a reference, only that it is one.
fn told(value: &Val) -> String {
    match value {
        Val::I32(_) | Val::I64(_) | Val::F32(_) | Val::F64(_) => format!("{value:?}"),
        Val::V128(_) | Val::FuncRef(_) | Val::ExternRef(_) => format!("{:?}", value.ty()),
    }
}

fn value(kind: wasmi::ValType, number: i32) -> Val {
    match kind {
        wasmi::ValType::I32 => Val::I32(number),
        wasmi::ValType::I64 => Val::I64(i64::from(number) << 20),
        wasmi::ValType::F32 => Val::F32(f32::from(number as i16).into()),
        wasmi::ValType::F64 => Val::F64(f64::from(number).into()),
        wasmi::ValType::V128 | wasmi::ValType::FuncRef | wasmi::ValType::ExternRef => Val::default_for_ty(kind),
    }
}

/// A binary without those of all its stretches that are chosen, however little that saves.
fn taken_out(binary: &[u8], chosen: impl Fn(usize) -> bool) -> (Vec<u8>, usize) {
    let wasm = Wasm::read(binary).unwrap_or_default();
    let codes = codes(binary).unwrap_or_default();
    let mut stretches = Stretches::new();
    let mut number = 0;
    for (body, code) in codes.iter().enumerate() {
        let cold = begins(code).into_iter().filter(|_| {
            number += 1;
            chosen(number - 1)
        });
        let cold = cold.map(|at| (at, "later"));
        stretches.insert(body, Stretch::all(code, cold, isize::MIN));
    }
    let taken = stretches.values().map(Vec::len).sum();
    let Ok(without) = without(binary, &wasm, &codes, &stretches) else { panic!("it can be written") };
    (without, taken)
}

#[test]
fn by_hand_any_choice_of_stretches_does_the_same() {
    let Ok(binary) = wat::parse_str(BY_HAND) else { panic!("it is a program") };
    let Ok(places) = places(&binary) else { panic!("it can be read") };
    assert_eq!(places.len(), 20);
    let expected: Vec<_> = (0..45).map(|argument| run(&binary, argument)).collect();
    assert!(expected.iter().flatten().flatten().any(|said| said.contains("unreachable")), "one way ends in a trap");
    // Each alone, all, and every choice of a few bits repeated.
    let alone = (0..places.len()).map(|one| 1_u32 << one);
    for choice in alone.chain((0..64).map(|bits| bits * 0x2_0821)).chain([u32::MAX]) {
        let (without, _) = taken_out(&binary, |number| choice & 1 << number != 0);
        for (argument, expected) in (0..).zip(&expected) {
            assert_eq!(&run(&without, argument), expected, "choice {choice:b}, argument {argument}");
        }
    }
}

#[test]
fn by_chance_any_choice_of_stretches_does_the_same() {
    let (mut taken, mut compared) = (0, 0);
    for seed in 0..400_u32 {
        let bytes: Vec<u8> = (0..48_u32).flat_map(|block| Sha256::digest((seed << 8 | block).to_le_bytes())).collect();
        let config = wasm_smith::Config {
            allow_start_export: false,
            max_imports: 0,
            min_funcs: 2,
            export_everything: true,
            simd_enabled: false,
            relaxed_simd_enabled: false,
            exceptions_enabled: false,
            gc_enabled: false,
            tail_call_enabled: false,
            threads_enabled: false,
            memory64_enabled: false,
            max_memory32_bytes: 1 << 17,
            ..wasm_smith::Config::default()
        };
        let mut source = arbitrary::Unstructured::new(&bytes);
        let Ok(module) = wasm_smith::Module::new(config, &mut source) else { continue };
        let binary = module.to_bytes();
        let (without, some) = taken_out(&binary, |number| bytes[number % bytes.len()] & 3 != 0);
        taken += some;
        for argument in [0, 1, -7, 1000] {
            if let (Some(one), Some(other)) = (run(&binary, argument), run(&without, argument)) {
                compared += 1;
                assert_eq!(one, other, "seed {seed}, argument {argument}");
            }
        }
    }
    assert!(taken > 300 && compared > 900, "{taken} stretches were taken out, {compared} runs compared");
}

#[test]
fn only_what_saves_bytes_is_taken_out_and_a_line_tells_it() {
    let Ok(binary) = wat::parse_str(
        r#"(module (memory 1) (func $rarely (export "rarely") (param i32) (result i32)
             (if (local.get 0) (then (i32.store (i32.const 0) (i32.const 1)) (i32.store (i32.const 4) (i32.const 2))
                                     (i32.store (i32.const 8) (i32.const 3)) (i32.store (i32.const 12) (i32.const 4))))
             (if (i32.eqz (local.get 0)) (then (i32.store (i32.const 0) (i32.const 5))))
             (i32.load (i32.const 0))))"#,
    ) else {
        panic!("it is a program")
    };
    let Ok(wasm) = Wasm::read(&binary) else { panic!("it can be read") };
    let cold: BTreeMap<_, _> = places(&binary).unwrap_or_default().into_iter().map(|place| (place, "later")).collect();
    let lines = lines(&binary, &wasm, &cold).unwrap_or_default();
    let [line] = &lines.iter().collect::<Vec<_>>()[..] else { panic!("one function, one line: {lines:?}") };
    assert!(line.starts_with("stretch for later of rarely ") && line.ends_with(": 0 1 2 3"), "{line}");
    let without = outlined(&binary, &wasm, lines.iter().map(String::as_str)).unwrap_or_default();
    let Ok(apart) = Wasm::read(&without) else { panic!("it can be read") };
    assert_eq!(apart.bodies.len(), 2, "the second `if` is shorter than a call");
    assert_eq!(part_of(apart.name(1)), Some("later"));
    // Another function of that name, in another form, is left as it is.
    let other = line.replace(": 0", "x: 0");
    let same = outlined(&binary, &wasm, [other.as_str()].into_iter()).unwrap_or_default();
    assert_eq!(Wasm::read(&same).map(|wasm| wasm.bodies.len()).ok(), Some(1));
}

#[test]
fn what_is_no_binary_is_refused() {
    assert!(places(b"no").is_err());
    assert!(outlined(b"no", &Wasm::default(), [].into_iter()).is_err());
}
