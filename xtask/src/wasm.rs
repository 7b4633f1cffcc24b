//! A WebAssembly binary taken apart: as much of it as is measured, or parted into two.

use crate::complaint::{Complaint, Outcome};
use wasmparser::{
    BinaryReaderError, DataSectionReader, ElementSectionReader, Export, ExternalKind, FunctionBody, GlobalSectionReader, Import,
    KnownCustom, MemorySectionReader, Name, NameSectionReader, Parser, Payload, TableSectionReader, TypeRef, TypeSectionReader,
};

/// The sections of a binary. A section that is absent is empty.
#[derive(Default)]
pub(crate) struct Wasm<'a> {
    pub(crate) types: Option<TypeSectionReader<'a>>,
    pub(crate) imports: Vec<Import<'a>>,
    /// The types of the functions that have a body.
    pub(crate) functions: Vec<u32>,
    pub(crate) tables: Option<TableSectionReader<'a>>,
    pub(crate) memories: Option<MemorySectionReader<'a>>,
    pub(crate) globals: Option<GlobalSectionReader<'a>>,
    pub(crate) exports: Vec<Export<'a>>,
    pub(crate) start: Option<u32>,
    pub(crate) elements: Option<ElementSectionReader<'a>>,
    pub(crate) bodies: Vec<FunctionBody<'a>>,
    pub(crate) data: Option<DataSectionReader<'a>>,
    /// The names of all functions by their index, imported ones first; empty where there is none.
    names: Vec<&'a str>,
}

impl<'a> Wasm<'a> {
    /// Takes a binary apart. One that has a section that is not known here is refused, so that nothing gets lost.
    pub(crate) fn read(binary: &'a [u8]) -> Outcome<Self> {
        let mut wasm = Self::default();
        for payload in Parser::new(0).parse_all(binary) {
            let known = payload.and_then(|payload| wasm.take(payload)).map_err(|error| unreadable(&error))?;
            if !known {
                return Err(Complaint::new("the compiled page has a section that no part of this program knows"));
            }
        }
        Ok(wasm)
    }

    /// Whether it was known what to do with it.
    #[expect(clippy::wildcard_enum_match_arm, reason = "sections of proposals to come are unknown, whatever they are called")]
    fn take(&mut self, payload: Payload<'a>) -> Result<bool, BinaryReaderError> {
        match payload {
            Payload::TypeSection(section) => self.types = Some(section),
            Payload::ImportSection(section) => self.imports = section.into_imports().collect::<Result<_, _>>()?,
            Payload::FunctionSection(section) => self.functions = section.into_iter().collect::<Result<_, _>>()?,
            Payload::TableSection(section) => self.tables = Some(section),
            Payload::MemorySection(section) => self.memories = Some(section),
            Payload::GlobalSection(section) => self.globals = Some(section),
            Payload::ExportSection(section) => self.exports = section.into_iter().collect::<Result<_, _>>()?,
            Payload::StartSection { func, .. } => self.start = Some(func),
            Payload::ElementSection(section) => self.elements = Some(section),
            Payload::CodeSectionEntry(body) => self.bodies.push(body),
            Payload::DataSection(section) => self.data = Some(section),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(names) = section.as_known() {
                    self.take_names(names)?;
                }
            }
            Payload::Version { .. } | Payload::DataCountSection { .. } | Payload::CodeSectionStart { .. } | Payload::End(_) => {}
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn take_names(&mut self, names: NameSectionReader<'a>) -> Result<(), BinaryReaderError> {
        for part in names {
            let Name::Function(map) = part? else { continue };
            for naming in map {
                let naming = naming?;
                let index = naming.index as usize;
                self.names.resize(self.names.len().max(index + 1), "");
                self.names[index] = naming.name;
            }
        }
        Ok(())
    }

    /// How many functions are imported: their indices come first.
    pub(crate) fn imported(&self) -> u32 {
        self.imports.iter().filter(|import| matches!(import.ty, TypeRef::Func(_))).count() as u32
    }

    /// The name of a function, as the compiler mangled it; empty when it has none.
    pub(crate) fn name(&self, function: u32) -> &'a str {
        self.names.get(function as usize).copied().unwrap_or_default()
    }

    /// The bytes of each body, with the name of its function.
    pub(crate) fn weights(&self) -> impl Iterator<Item = (&'a str, u64)> {
        (self.imported()..).zip(&self.bodies).map(|(index, body)| (self.name(index), body.range().len() as u64))
    }

    /// The functions that the host may call.
    pub(crate) fn exported(&self) -> impl Iterator<Item = u32> {
        self.exports.iter().filter(|export| export.kind == ExternalKind::Func).map(|export| export.index)
    }
}

/// A binary without what the linker noted about the one that it was made of, which does not hold for it any more.
pub(crate) fn without_linking(binary: &[u8]) -> Outcome<Vec<u8>> {
    let mut kept = wasm_encoder::Module::HEADER.to_vec();
    for payload in Parser::new(0).parse_all(binary) {
        let payload = payload.map_err(|error| unreadable(&error))?;
        let notes = |name: &str| name == "linking" || name.starts_with("reloc.");
        let body = matches!(payload, Payload::CodeSectionEntry(_));
        let dropped = body || matches!(&payload, Payload::CustomSection(section) if notes(section.name()));
        if let Some((id, range)) = payload.as_section().filter(|_| !dropped) {
            let data = binary.get(range).unwrap_or_default();
            wasm_encoder::Section::append_to(&wasm_encoder::RawSection { id, data }, &mut kept);
        }
    }
    Ok(kept)
}

/// A name without what changes with every compiler: the hashes of its crates, and the number of a twin.
pub(crate) fn plain(mangled: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(mangled));
    let mut parts = name.split('[');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once(']') {
            Some((hash, rest)) if hash.len() >= 8 && hash.bytes().all(|digit| digit.is_ascii_hexdigit()) => plain.push_str(rest),
            _ => plain.extend(["[", part]),
        }
    }
    match plain.rsplit_once('.') {
        Some((name, twin)) if twin.bytes().all(|digit| digit.is_ascii_digit()) => name.to_owned(),
        _ => plain,
    }
}

/// The sentence for a binary that cannot be read.
pub(crate) fn unreadable(error: &BinaryReaderError) -> Complaint {
    Complaint::new(format!("the compiled page is not a WebAssembly binary: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_count_from_the_imported_functions() {
        let mut binary = b"\0asm\x01\0\0\0".to_vec();
        binary.extend([1, 4, 1, 0x60, 0, 0]); // one type: () -> ()
        binary.extend([2, 7, 1, 1, b'e', 1, b'f', 0, 0]); // one imported function
        binary.extend([3, 2, 1, 0]); // one function of that type
        binary.extend([10, 6, 1, 4, 0, 1, 1, 0x0b]); // its body: no locals, two no-ops
        binary.extend([0, 12, 4, b'n', b'a', b'm', b'e', 1, 5, 1, 1, 2, b'h', b'i']);
        let Ok(wasm) = Wasm::read(&binary) else { panic!("it is a binary") };
        assert_eq!(wasm.weights().collect::<Vec<_>>(), [("hi", 4)]);
        assert_eq!(wasm.imported(), 1);
    }

    #[test]
    fn only_the_notes_of_the_linker_are_dropped() {
        let mut binary = b"\0asm\x01\0\0\0".to_vec();
        binary.extend([1, 4, 1, 0x60, 0, 0]);
        let kept = binary.clone();
        binary.extend([0, 9, 7, b'l', b'i', b'n', b'k', b'i', b'n', b'g', 2]);
        binary.extend([0, 8, 7, b'r', b'e', b'l', b'o', b'c', b'.', b'X']);
        assert_eq!(without_linking(&binary).ok(), Some(kept));
        assert!(without_linking(b"no").is_err());
    }

    #[test]
    fn names_outlive_a_compiler() {
        assert_eq!(plain("<core[c5930c85a12de822]::str::Chars>::next.1237"), "<core::str::Chars>::next");
        assert_eq!(plain("<[usize]>::sort::<&str>"), "<[usize]>::sort::<&str>");
        assert_eq!(plain("_RNvNtCs1234_7mycrate3foo3bar"), "mycrate::foo::bar");
    }

    #[test]
    fn a_cut_off_binary_is_refused() {
        assert!(Wasm::read(b"\0asm\x01\0\0\0\x0a\xff").is_err());
        assert!(Wasm::read(b"").is_err());
    }
}
