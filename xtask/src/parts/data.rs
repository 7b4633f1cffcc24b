//! Which static data may stay away with another part, and where it is asked for.
//!
//! Code comes by the address of a piece in three ways: the address stands in the code, or in other data, or it was handed
//! over by code of a part that has the piece, which is there by then. Data that other data points at therefore travels with
//! that, or with the first part if there are two such. Where the address of a piece that is away stands in the code, a call
//! is put before it that joins its part; nobody can have the address sooner.

use super::Plan;
use crate::flow::Set;
use crate::statics::{Statics, numbers};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use wasm_encoder::{ConstExpr, DataSection};
use wasmparser::{BinaryReaderError, FunctionBody, Operator};

/// So many zeros between two segments of the first part are sent rather than left out: they pack into next to nothing.
const ZEROS_SENT: usize = 192;
/// So many bytes that are there already are sent again rather than starting another segment of another part.
const SENT_TWICE: u32 = 8;

/// A place in code where the addresses of some pieces stand.
pub(super) struct Site {
    /// Which instruction of its body it is.
    pub(super) at: usize,
    pub(super) pieces: BTreeSet<usize>,
    /// Whether the last part is joined anyway before anything can be read there.
    pub(super) harmless: bool,
}

/// The places in a body where addresses of data stand. `away` tells of a function whether a call of it joins the last part.
pub(super) fn sites(
    statics: &Statics,
    body: &FunctionBody<'_>,
    away: impl Fn(u32) -> bool,
) -> Result<Vec<Site>, BinaryReaderError> {
    let operators = operators(body)?;
    let meant = |operator: &Operator<'_>| -> BTreeSet<usize> {
        numbers(operator).into_iter().flat_map(|number| statics.meant(number)).collect()
    };
    // An optimiser may have put the end of a piece before its start: where both stand, either means it.
    let somewhere: BTreeSet<usize> = operators.iter().flat_map(meant).collect();
    let pieces = |operator: &Operator<'_>| -> BTreeSet<usize> {
        let ends = numbers(operator).into_iter().filter_map(|number| statics.ends_at(number));
        meant(operator).into_iter().chain(ends.filter(|piece| somewhere.contains(piece))).collect()
    };
    let sites = operators.iter().enumerate().map(|(at, operator)| Site {
        at,
        pieces: pieces(operator),
        harmless: only_computes(operator) && joins_before_it_reads(&operators[at + 1..], &away),
    });
    Ok(sites.filter(|site| !site.pieces.is_empty()).collect())
}

pub(super) fn operators<'a>(body: &FunctionBody<'a>) -> Result<Vec<Operator<'a>>, BinaryReaderError> {
    body.get_operators_reader()?.into_iter().collect()
}

/// Whether what comes next calls a function that is away before it reads memory or turns elsewhere, as all code does that
/// is about to panic.
fn joins_before_it_reads(next: &[Operator<'_>], away: &impl Fn(u32) -> bool) -> bool {
    let after = next.iter().find(|operator| !only_computes(operator));
    matches!(after, Some(Operator::Call { function_index }) if away(*function_index))
}

/// Whether it neither reads memory nor turns elsewhere.
fn only_computes(operator: &Operator<'_>) -> bool {
    use Operator as Is;
    matches!(
        operator,
        Is::LocalGet { .. }
            | Is::LocalSet { .. }
            | Is::LocalTee { .. }
            | Is::GlobalGet { .. }
            | Is::GlobalSet { .. }
            | Is::I32Const { .. }
            | Is::I64Const { .. }
            | Is::I32Add
            | Is::I32Sub
            | Is::I32Mul
            | Is::I32And
            | Is::I32Or
            | Is::I32Shl
            | Is::I64Or
            | Is::I64Shl
            | Is::I64ExtendI32U
            | Is::Select
            | Is::Drop
            | Is::I32Store { .. }
            | Is::I32Store8 { .. }
            | Is::I32Store16 { .. }
            | Is::I64Store { .. }
    )
}

impl Plan<'_> {
    /// The part that a call joins, and all that are there when it is.
    pub(super) fn there(&self, part: usize) -> Set {
        if part == self.last() && part > 0 { Set::MAX } else { 1 << part }
    }

    pub(super) fn sites(&self, index: u32) -> Result<Vec<Site>, BinaryReaderError> {
        let last = self.last();
        sites(self.statics, self.body(index), |callee| last > 0 && self.home(callee) == last)
    }

    /// The pieces whose addresses stand in code of all parts but the last.
    pub(super) fn asked_for(&self) -> Result<BTreeSet<usize>, BinaryReaderError> {
        let mut asked = BTreeSet::new();
        let all = (self.imported..).take(self.wasm.bodies.len());
        for index in all.filter(|index| self.home(*index) < self.last().max(1)) {
            asked.extend(self.sites(index)?.into_iter().filter(|site| !site.harmless).flat_map(|site| site.pieces));
        }
        Ok(asked)
    }

    /// The pieces that travel with other parts than the first: what is never written to, and not pointed at by what does not.
    pub(super) fn late_pieces(&self, home: impl Fn(&str) -> usize) -> Result<BTreeMap<usize, usize>, BinaryReaderError> {
        let mut homes = vec![self.last(); self.statics.all.len()];
        for piece in self.asked_for()? {
            homes[piece] = home(&self.statics.all[piece].key);
        }
        for (at, _) in self.statics.all.iter().enumerate().filter(|(_, piece)| !piece.fixed) {
            homes[at] = 0;
        }
        let mut open: Vec<usize> = (0..homes.len()).filter(|piece| homes[*piece] != self.last()).collect();
        while let Some(piece) = open.pop() {
            for pointed in &self.statics.all[piece].points {
                let met = match homes[*pointed] {
                    last if last == self.last() => homes[piece],
                    same if same == homes[piece] => continue,
                    _ => 0,
                };
                if homes[*pointed] != met {
                    homes[*pointed] = met;
                    open.push(*pointed);
                }
            }
        }
        Ok(homes.into_iter().enumerate().filter(|(_, home)| *home > 0).collect())
    }

    fn late(&self, part: Option<usize>) -> impl Iterator<Item = &Range<u32>> {
        let some = self.late.iter().filter(move |(_, home)| part.is_none_or(|part| **home == part));
        some.map(|(piece, _)| &self.statics.all[*piece].range)
    }

    /// All data but what is away.
    pub(super) fn first_data(&self) -> DataSection {
        let mut bytes = self.bytes(self.everything());
        let start = self.everything().start;
        for piece in self.late(None) {
            bytes[(piece.start - start) as usize..(piece.end - start) as usize].fill(0);
        }
        let mut data = DataSection::new();
        let mut at = 0;
        while let Some(from) = bytes[at..].iter().position(|byte| *byte != 0).map(|zeros| at + zeros) {
            let zeros = bytes[from..].windows(ZEROS_SENT).position(|run| run.iter().all(|byte| *byte == 0));
            let last = bytes.iter().rposition(|byte| *byte != 0).map_or(bytes.len(), |last| last + 1);
            at = zeros.map_or(last, |length| from + length);
            data.active(0, &address(start + from as u32), bytes[from..at].iter().copied());
        }
        data
    }

    /// The data of another part, and between its pieces a few bytes that are not, if they are never written to.
    pub(super) fn other_data(&self, part: usize) -> DataSection {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for piece in self.late(Some(part)) {
            match ranges.last_mut().filter(|last| self.may_bridge(last.end..piece.start)) {
                Some(last) => last.end = piece.end,
                None => ranges.push(piece.clone()),
            }
        }
        let mut data = DataSection::new();
        for range in ranges {
            data.active(0, &address(range.start), self.bytes(range));
        }
        data
    }

    fn may_bridge(&self, gap: Range<u32>) -> bool {
        let mut between = self.statics.all.iter().filter(|piece| piece.range.start < gap.end && piece.range.end > gap.start);
        gap.end - gap.start <= SENT_TWICE && between.all(|piece| piece.fixed)
    }

    /// From the first byte that is not zero at first to the last one, and the end of the pieces that are away.
    fn everything(&self) -> Range<u32> {
        let start = self.image.keys().next().copied().unwrap_or_default();
        let end = self.image.iter().map(|(start, bytes)| start + bytes.len() as u32).max().unwrap_or_default();
        self.late(None).fold(start..end, |all, piece| all.start.min(piece.start)..all.end.max(piece.end))
    }

    fn bytes(&self, range: Range<u32>) -> Vec<u8> {
        let mut bytes = vec![0; (range.end - range.start) as usize];
        for (start, segment) in &self.image {
            for (at, byte) in (*start..).zip(segment).filter(|(at, _)| range.contains(at)) {
                bytes[(at - range.start) as usize] = *byte;
            }
        }
        bytes
    }
}

fn address(at: u32) -> ConstExpr {
    ConstExpr::i32_const(at.cast_signed())
}
