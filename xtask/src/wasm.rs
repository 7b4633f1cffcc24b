//! Reads just enough of a WebAssembly binary to say how many bytes of code each function has, and its name.
//!
//! The layout is that of the core specification, section 5.5, and of the `name` section in its appendix 7.4.

use crate::complaint::{Complaint, Outcome};
use std::collections::BTreeMap;

/// A function that has a body: its name (mangled) and the bytes of that body.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Function {
    /// As the `name` section has it; empty when it has none.
    pub(crate) name: String,
    /// Bytes in the code section.
    pub(crate) bytes: u64,
}

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const FUNCTION_NAMES: u8 = 1;

/// All functions of a binary, in their order.
pub(crate) fn functions(binary: &[u8]) -> Outcome<Vec<Function>> {
    read(binary).ok_or_else(|| Complaint::new("the compiled page is not a WebAssembly binary that can be measured"))
}

fn read(binary: &[u8]) -> Option<Vec<Function>> {
    let mut rest = Reader(binary.strip_prefix(b"\0asm\x01\0\0\0")?);
    let (mut imported, mut bodies, mut names) = (0_u64, Vec::new(), BTreeMap::new());
    while !rest.0.is_empty() {
        let id = rest.byte()?;
        let mut section = rest.block()?;
        match id {
            IMPORT => imported = imported_functions(&mut section)?,
            CODE => bodies = body_sizes(&mut section)?,
            CUSTOM if section.name()? == "name" => names = function_names(&mut section)?,
            _ => {}
        }
    }
    let name = |index| names.remove(&index).unwrap_or_default();
    Some(
        (imported..)
            .zip(bodies)
            .map({
                let mut name = name;
                move |(index, bytes)| Function { name: name(index), bytes }
            })
            .collect(),
    )
}

fn imported_functions(section: &mut Reader<'_>) -> Option<u64> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.block()?;
        section.block()?;
        match section.byte()? {
            0 => {
                functions += 1;
                section.number()?;
            }
            1 => {
                section.byte()?;
                section.limits()?;
            }
            2 => section.limits()?,
            3 => {
                section.byte()?;
                section.byte()?;
            }
            4 => {
                section.byte()?;
                section.number()?;
            }
            _ => return None,
        }
    }
    Some(functions)
}

fn body_sizes(section: &mut Reader<'_>) -> Option<Vec<u64>> {
    (0..section.number()?).map(|_| section.block().map(|body| body.0.len() as u64)).collect()
}

fn function_names(section: &mut Reader<'_>) -> Option<BTreeMap<u64, String>> {
    let mut names = BTreeMap::new();
    while !section.0.is_empty() {
        let id = section.byte()?;
        let mut part = section.block()?;
        if id == FUNCTION_NAMES {
            for _ in 0..part.number()? {
                let index = part.number()?;
                names.insert(index, part.name()?.to_owned());
            }
        }
    }
    Some(names)
}

/// What has not been read yet.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// An unsigned LEB128 number.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A length and so many bytes.
    fn block(&mut self) -> Option<Self> {
        let length = usize::try_from(self.number()?).ok()?;
        let (block, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(Self(block))
    }

    fn name(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.block()?.0).ok()
    }

    fn limits(&mut self) -> Option<()> {
        let flags = self.byte()?;
        self.number()?;
        if flags & 1 == 1 {
            self.number()?;
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_from_the_imported_functions() {
        let mut binary = b"\0asm\x01\0\0\0".to_vec();
        binary.extend([IMPORT, 7, 1, 1, b'e', 1, b'f', 0, 0]);
        binary.extend([CODE, 6, 1, 4, 0, 1, 1, 0x0b]);
        binary.extend([CUSTOM, 12, 4, b'n', b'a', b'm', b'e', FUNCTION_NAMES, 5, 1, 1, 2, b'h', b'i']);
        assert_eq!(read(&binary), Some(vec![Function { name: "hi".to_owned(), bytes: 4 }]));
    }

    #[test]
    fn a_cut_off_binary_is_refused() {
        assert!(functions(b"\0asm\x01\0\0\0\x0a\xff").is_err());
        assert!(functions(b"").is_err());
    }
}
