//! Types that nobody in a part names do not travel with it: parts are written with the types of the whole, because functions
//! are known by the numbers of those, and hold a tenth of them.

use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{Module, TypeSection};
use wasmparser::{Parser, TypeSectionReader};

/// A binary with those types alone that it names.
pub(super) fn without_idle(binary: &[u8]) -> Result<Vec<u8>, Error<Infallible>> {
    let mut named = Named::default();
    named.parse_core_module(&mut Module::new(), Parser::new(0), binary)?;
    let mut numbered = Numbered(named.0.into_iter().zip(0..).collect());
    let mut module = Module::new();
    numbered.parse_core_module(&mut module, Parser::new(0), binary)?;
    Ok(module.finish())
}

/// Notes the types that are named.
#[derive(Default)]
struct Named(BTreeSet<u32>);

impl Reencode for Named {
    type Error = Infallible;

    fn type_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        self.0.insert(index);
        Ok(index)
    }

    fn parse_type_section(&mut self, _: &mut TypeSection, _: TypeSectionReader<'_>) -> Result<(), Error<Infallible>> {
        Ok(())
    }
}

/// Gives the types that are named new numbers, without gaps.
struct Numbered(BTreeMap<u32, u32>);

impl Reencode for Numbered {
    type Error = Infallible;

    fn type_index(&mut self, index: u32) -> Result<u32, Error<Infallible>> {
        Ok(self.0.get(&index).copied().unwrap_or(u32::MAX))
    }

    fn parse_type_section(&mut self, types: &mut TypeSection, section: TypeSectionReader<'_>) -> Result<(), Error<Infallible>> {
        for (index, group) in (0..).zip(section) {
            // Types of functions name no other types, so each group is one type.
            let group = group?;
            if self.0.contains_key(&index) {
                utils::parse_recursive_type_group(self, types.ty(), group)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_types_that_are_named_are_left_and_everything_still_means_them() {
        let whole = r#"(module
          (type (func (param f64)))
          (type (func (param i32)))
          (type (func (param i64) (result i64)))
          (type (func (param i32 i32) (result i32 i32)))
          (type (func (result i32)))
          (import "host" "tell" (func (type 1)))
          (table 1 funcref)
          (func (export "go") (param i32)
            (call 0 (local.get 0))
            (i32.const 1) (i32.const 2)
            (block (type 3))
            (call 0) (call 0)
            (call 0 (call_indirect (type 4) (i32.const 0)))))"#;
        let Ok(binary) = wat::parse_str(whole) else { panic!("it is a program") };
        let Ok(pruned) = without_idle(&binary) else { panic!("it can be written anew") };
        let named: u32 = wasmparser::Parser::new(0)
            .parse_all(&pruned)
            .filter_map(Result::ok)
            .map(|payload| if let wasmparser::Payload::TypeSection(types) = payload { types.count() } else { 0 })
            .sum();
        assert_eq!(named, 3, "that of both functions, of the block, and of what is called through the table");
        assert!(wasmparser::Validator::new().validate_all(&pruned).is_ok());
        let Ok(again) = without_idle(&pruned) else { panic!("it can be written anew") };
        assert_eq!(again, pruned, "where all types are named nothing changes");
    }
}
