//! The static data of the page, piece by piece: where each lies, whether it is ever written to, and what it points at.
//!
//! The linker knows that exactly, and with `--emit-relocs` it says so: every address in the binary that it wrote is noted
//! with the piece that is meant, also where the address lies before, behind or in the middle of it. A piece is known from
//! one build to the next by a [key](Static::key), which is made of its bytes and not of where they lie.

#[cfg(test)]
mod tests;

use crate::complaint::{Complaint, Outcome};
use crate::flow;
use crate::wasm::{Wasm, unreadable};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::ops::Range;
use wasm_encoder::reencode::{Error, Reencode};
use wasmparser::{
    BinaryReaderError, DataKind, KnownCustom, Linking, LinkingSectionReader, Operator, Parser, RelocSectionReader,
    RelocationType, SymbolFlags, SymbolInfo,
};

/// The section that nothing is ever written to.
const READ_ONLY: &str = ".rodata";
/// How far a number that the linker did not write may lie from the piece that it is an address of.
const ASTRAY_BYTES: u32 = 4096;
/// Bytes of a digest that a key consists of.
const KEY_BYTES: usize = 6;

/// Memory as it is at first: what lies where.
pub(crate) type Image = BTreeMap<u32, Vec<u8>>;

/// All static data; empty for a binary that has none.
#[derive(Default)]
pub(crate) struct Statics {
    /// In the order of their addresses; none overlaps another.
    pub(crate) all: Vec<Static>,
    /// The addresses that the code was linked with, and what each is an address of; an end only where its piece may be read
    /// from there.
    known: BTreeMap<u32, BTreeSet<usize>>,
    /// Numbers in the linked code that may look like addresses and are none.
    plain: BTreeSet<u32>,
}

/// One piece.
pub(crate) struct Static {
    pub(crate) range: Range<u32>,
    /// Whether it is never written to.
    pub(crate) fixed: bool,
    /// The pieces that it holds addresses of.
    pub(crate) points: BTreeSet<usize>,
    /// The same in every build that has the same bytes here.
    pub(crate) key: String,
}

impl Statics {
    /// Reads what the linker said of a binary. `page` is what was made of that binary since: its data must be the same.
    pub(crate) fn read(linked: &[u8], page: &Wasm<'_>) -> Outcome<Self> {
        let said = Said::read(linked).map_err(|error| unreadable(&error))?;
        if said.segments.is_empty() {
            return Err(Complaint::new("the linker says nothing of the data: is `--emit-relocs` gone from .cargo/config.toml?"));
        }
        if said.strange {
            return Err(Complaint::new("the page was linked with addresses of a form that no part of this program knows"));
        }
        let image = image(&Wasm::read(linked)?)?;
        if filled(&image) != filled(&self::image(page)?) {
            return Err(Complaint::new("the data of the page is not what was linked: build it anew"));
        }
        said.statics(&image, linked).map_err(|error| unreadable(&error))
    }

    /// What a number in code may be an address of. Where it stands in the code is asked of nobody: an optimiser moves it.
    pub(crate) fn meant(&self, number: u32) -> BTreeSet<usize> {
        let inside = self.at(number);
        if let Some(known) = self.known.get(&number) {
            return known.iter().copied().chain(inside).collect();
        }
        if self.plain.contains(&number) {
            return inside.into_iter().collect();
        }
        // An optimiser may have added something to an address.
        let near = number.saturating_sub(ASTRAY_BYTES)..number.saturating_add(ASTRAY_BYTES);
        let from = self.all.partition_point(|piece| piece.range.end < near.start);
        let to = self.all.partition_point(|piece| piece.range.start < near.end);
        (from..to).collect()
    }

    /// The pieces that code of the linked binary may come by with no more than the address behind their last byte, which is
    /// also where the next piece starts: code where that address stands and, on some way to it, none inside the piece.
    /// `addresses` are all those in the code: where in the file, of which piece, and the number.
    fn read_from_their_ends(
        &self,
        linked: &[u8],
        addresses: &[(usize, usize, u32)],
    ) -> Result<BTreeSet<usize>, BinaryReaderError> {
        let is_end = |piece: usize, number: u32| number == self.all[piece].range.end;
        let by_place: BTreeMap<usize, (usize, u32)> =
            addresses.iter().map(|(place, piece, number)| (*place, (*piece, *number))).collect();
        let mut found = BTreeSet::new();
        for payload in Parser::new(0).parse_all(linked) {
            let wasmparser::Payload::CodeSectionEntry(body) = payload? else { continue };
            let here: Vec<_> = by_place.range(body.range()).map(|(_, address)| *address).collect();
            let ends: BTreeSet<usize> =
                here.iter().filter(|(piece, number)| is_end(*piece, *number)).map(|(piece, _)| *piece).collect();
            if ends.is_empty() {
                continue;
            }
            let (operators, mut starts): (Vec<_>, Vec<_>) =
                body.get_operators_reader()?.into_iter_with_offsets().collect::<Result<Vec<_>, _>>()?.into_iter().unzip();
            starts.push(body.range().end);
            for piece in ends {
                let stands = |at: usize, end: bool| {
                    let mut inside = by_place.range(starts[at]..starts[at + 1]).map(|(_, address)| *address);
                    u32::from(inside.any(|(one, number)| one == piece && is_end(piece, number) == end))
                };
                if !flow::lacking(&operators, 0, |at, _| stands(at, true), |at, _| stands(at, false)).is_empty() {
                    found.insert(piece);
                }
            }
        }
        Ok(found)
    }

    /// The piece that ends at an address, if there is one.
    pub(crate) fn ends_at(&self, number: u32) -> Option<usize> {
        let at = self.all.partition_point(|piece| piece.range.end < number);
        self.all.get(at).filter(|piece| piece.range.end == number).map(|_| at)
    }

    /// The piece that an address lies in.
    fn at(&self, address: u32) -> Option<usize> {
        let at = self.all.partition_point(|piece| piece.range.start <= address).checked_sub(1)?;
        self.all.get(at).filter(|piece| piece.range.contains(&address)).map(|_| at)
    }
}

/// The numbers in an instruction that may be addresses.
pub(crate) fn numbers(operator: &Operator<'_>) -> Vec<u32> {
    struct Offsets(Vec<u32>);
    impl Reencode for Offsets {
        type Error = Infallible;
        fn mem_arg(&mut self, arg: wasmparser::MemArg) -> Result<wasm_encoder::MemArg, Error<Infallible>> {
            self.0.push(arg.offset as u32);
            Ok(wasm_encoder::MemArg { offset: arg.offset, align: u32::from(arg.align), memory_index: arg.memory })
        }
    }
    let mut numbers = Offsets(Vec::new());
    if let Operator::I32Const { value } = operator {
        numbers.0.push(value.cast_unsigned());
    } else if let Operator::I64Const { value } = operator {
        // An address and a length may have been made one number.
        numbers.0.extend((0..8).map(|byte| (value.cast_unsigned() >> (8 * byte)) as u32));
    } else {
        // Only its side effect is wanted; what cannot be written has no address in it.
        let _ = numbers.instruction(operator.clone());
    }
    numbers.0
}

/// What a binary fills memory with.
pub(crate) fn image(wasm: &Wasm<'_>) -> Outcome<Image> {
    let strange = || Complaint::new("the compiled page has data that is not put into memory at once");
    let mut image = Image::new();
    for data in wasm.data.clone().into_iter().flatten() {
        let data = data.map_err(|error| unreadable(&error))?;
        let DataKind::Active { memory_index: 0, offset_expr } = data.kind else { return Err(strange()) };
        let Ok(Operator::I32Const { value }) = offset_expr.get_operators_reader().read() else { return Err(strange()) };
        image.insert(value.cast_unsigned(), data.data.to_vec());
    }
    Ok(image)
}

/// The bytes that are not zero, which memory is without being told.
fn filled(image: &Image) -> BTreeMap<u32, u8> {
    let bytes = image.iter().flat_map(|(start, bytes)| (*start..).zip(bytes.iter().copied()));
    bytes.filter(|(_, byte)| *byte != 0).collect()
}

/// What the linker said.
#[derive(Default)]
struct Said {
    /// Where the sections of the file start, one after another.
    sections: Vec<usize>,
    code: Option<usize>,
    data: Option<usize>,
    /// Where in the file the segments of the data are, and where in memory.
    places: Vec<(Range<usize>, u32)>,
    /// The names of those segments.
    segments: Vec<String>,
    /// Of each symbol, if it is a piece of data: its segment, and where in it.
    symbols: Vec<Option<(u32, Range<u32>)>>,
    /// An address: its section, where in it, and the symbol and how far from it.
    addresses: Vec<(u32, u32, u32, i64)>,
    /// Other numbers that depend on the build.
    passing: Vec<(u32, u32)>,
    /// Whether there is an address of a form that is not known here.
    strange: bool,
}

impl Said {
    #[expect(clippy::wildcard_enum_match_arm, reason = "only what concerns data is looked for")]
    fn read(linked: &[u8]) -> Result<Self, BinaryReaderError> {
        let mut said = Self::default();
        for payload in Parser::new(0).parse_all(linked) {
            let payload = payload?;
            let body = matches!(payload, wasmparser::Payload::CodeSectionEntry(_));
            said.sections.extend(payload.as_section().filter(|_| !body).map(|(_, range)| range.start));
            match payload {
                wasmparser::Payload::CodeSectionStart { .. } => said.code = Some(said.sections.len() - 1),
                wasmparser::Payload::DataSection(section) => {
                    said.data = Some(said.sections.len() - 1);
                    for data in section {
                        let data = data?;
                        let DataKind::Active { offset_expr, .. } = data.kind else { continue };
                        let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else { continue };
                        said.places.push((data.range.end - data.data.len()..data.range.end, value.cast_unsigned()));
                    }
                }
                wasmparser::Payload::CustomSection(section) => match section.as_known() {
                    KnownCustom::Linking(section) => said.take_symbols(&section)?,
                    KnownCustom::Reloc(section) => said.take_addresses(&section)?,
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(said)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "only what concerns data is looked for")]
    fn take_symbols(&mut self, section: &LinkingSectionReader<'_>) -> Result<(), BinaryReaderError> {
        for part in section.subsections() {
            match part? {
                Linking::SegmentInfo(segments) => {
                    for segment in segments {
                        self.segments.push(segment?.name.to_owned());
                    }
                }
                Linking::SymbolTable(symbols) => {
                    for symbol in symbols {
                        self.symbols.push(match symbol? {
                            SymbolInfo::Data { flags, symbol: Some(at), .. } if !flags.contains(SymbolFlags::ABSOLUTE) => {
                                Some((at.index, at.offset..at.offset + at.size))
                            }
                            _ => None,
                        });
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "what is not known here is refused")]
    fn take_addresses(&mut self, section: &RelocSectionReader<'_>) -> Result<(), BinaryReaderError> {
        for entry in section.entries() {
            let entry = entry?;
            match entry.ty {
                RelocationType::MemoryAddrLeb | RelocationType::MemoryAddrSleb | RelocationType::MemoryAddrI32 => {
                    self.addresses.push((section.section_index(), entry.offset, entry.index, entry.addend));
                }
                RelocationType::FunctionIndexLeb
                | RelocationType::TableIndexSleb
                | RelocationType::TableIndexI32
                | RelocationType::TypeIndexLeb
                | RelocationType::GlobalIndexLeb
                | RelocationType::TableNumberLeb => self.passing.push((section.section_index(), entry.offset)),
                _ => self.strange = true,
            }
        }
        Ok(())
    }

    fn statics(self, image: &Image, linked: &[u8]) -> Result<Statics, BinaryReaderError> {
        let absolute = |(segment, range): &(u32, Range<u32>)| {
            let start = self.places.get(*segment as usize).map_or(0, |(_, start)| *start);
            start + range.start..start + range.end
        };
        let fixed = |segment: u32| self.segments.get(segment as usize).is_some_and(|name| name.starts_with(READ_ONLY));
        let ranges: Vec<Option<(Range<u32>, bool)>> =
            self.symbols.iter().map(|symbol| symbol.as_ref().map(|symbol| (absolute(symbol), fixed(symbol.0)))).collect();
        let mut sorted: Vec<&(Range<u32>, bool)> = ranges.iter().flatten().filter(|(range, _)| !range.is_empty()).collect();
        sorted.sort_by_key(|(range, _)| (range.start, range.end));
        let mut statics = Statics::default();
        for (range, fixed) in sorted {
            if let Some(last) = statics.all.last_mut().filter(|last| range.start < last.range.end) {
                last.range.end = last.range.end.max(range.end);
                last.fixed &= fixed;
            } else {
                let (range, fixed) = (range.clone(), *fixed);
                statics.all.push(Static { range, fixed, points: BTreeSet::new(), key: String::new() });
            }
        }
        let piece = |symbol: u32| {
            let (range, _) = ranges.get(symbol as usize)?.as_ref()?;
            Some((range.start, statics.at(range.start).filter(|_| !range.is_empty())?))
        };

        let in_memory = |section: u32, offset: u32| {
            let at = self.sections.get(section as usize)? + offset as usize;
            let (file, start) = self.places.iter().find(|(file, _)| file.contains(&at))?;
            Some(start + (at - file.start) as u32)
        };
        let is = |section: u32, which: Option<usize>| which == Some(section as usize);
        let (mut in_code, mut pointers) = (Vec::new(), BTreeMap::new());
        for (section, offset, symbol, addend) in &self.addresses {
            let Some((start, piece)) = piece(*symbol) else { continue };
            if is(*section, self.code) {
                in_code.push((
                    self.sections[*section as usize] + *offset as usize,
                    piece,
                    start.wrapping_add_signed(*addend as i32),
                ));
            } else if is(*section, self.data) {
                pointers.insert(in_memory(*section, *offset).unwrap_or_default(), Some((piece, *addend)));
            }
        }
        for (section, offset) in self.passing.iter().filter(|(section, _)| is(*section, self.data)) {
            pointers.insert(in_memory(*section, *offset).unwrap_or_default(), None);
        }
        let by_end = statics.read_from_their_ends(linked, &in_code)?;
        let mut known = BTreeMap::<u32, BTreeSet<usize>>::new();
        for (_, piece, number) in in_code {
            let meant = known.entry(number).or_default();
            if number != statics.all[piece].range.end || by_end.contains(&piece) {
                meant.insert(piece);
            }
        }
        let plain = plain_numbers(linked)?.into_iter().filter(|number| !known.contains_key(number)).collect();

        let bytes: Vec<Vec<u8>> = statics.all.iter().map(|piece| with_zeros(image, &piece.range, &pointers)).collect();
        for (piece, bytes_here) in statics.all.iter_mut().zip(&bytes) {
            let mut digest = Sha256::new_with_prefix(bytes_here);
            for (target, addend) in pointers.range(piece.range.clone()).filter_map(|(_, to)| *to) {
                piece.points.insert(target);
                digest.update(addend.to_le_bytes());
                digest.update(&bytes[target]);
            }
            let digits =
                digest.finalize().iter().take(KEY_BYTES).fold(String::new(), |digits, byte| format!("{digits}{byte:02x}"));
            piece.key = format!("data {digits}");
        }
        Ok(Statics { known, plain, ..statics })
    }
}

fn plain_numbers(linked: &[u8]) -> Result<BTreeSet<u32>, BinaryReaderError> {
    let mut all = BTreeSet::new();
    for payload in Parser::new(0).parse_all(linked) {
        if let wasmparser::Payload::CodeSectionEntry(body) = payload? {
            for operator in body.get_operators_reader()? {
                all.extend(numbers(&operator?));
            }
        }
    }
    Ok(all)
}

/// The bytes of a piece, with zeros for all that the linker filled in.
fn with_zeros<T>(image: &Image, range: &Range<u32>, pointers: &BTreeMap<u32, T>) -> Vec<u8> {
    let byte = |at: u32| {
        let (start, bytes) = image.range(..=at).next_back()?;
        bytes.get((at - start) as usize).copied()
    };
    let mut bytes: Vec<u8> = range.clone().map(|at| byte(at).unwrap_or_default()).collect();
    for (at, _) in pointers.range(range.clone()) {
        bytes.iter_mut().skip((at - range.start) as usize).take(4).for_each(|byte| *byte = 0);
    }
    bytes
}

#[cfg(test)]
impl Statics {
    /// Pieces one behind another, each with what it points at; the code knows their starts.
    pub(crate) fn of(start: u32, pieces: &[(u32, bool, &[usize])]) -> Self {
        let mut statics = Self::default();
        let mut at = start;
        for (number, (length, fixed, points)) in pieces.iter().enumerate() {
            statics.known.insert(at, BTreeSet::from([number]));
            let (range, points) = (at..at + length, points.iter().copied().collect());
            statics.all.push(Static { range, fixed: *fixed, points, key: format!("data {number}") });
            at += length;
        }
        statics
    }
}
