//! Which static data may stay away with the second part, and where in the first part it is asked for.
//!
//! Code of the first part comes by the address of a piece in three ways: the address stands in the code, or in other data,
//! or it was handed over by code of the second part, which is there by then. Data that other data of the first part points
//! at therefore stays. Where the address of a piece that is away stands in the code, a call is put before it that joins the
//! second part; nobody can have the address sooner.

use super::Plan;
use crate::statics::{Statics, numbers};
use std::collections::BTreeSet;
use std::ops::Range;
use wasm_encoder::{ConstExpr, DataSection};
use wasmparser::{BinaryReaderError, FunctionBody, Operator};

/// So many zeros between two segments of the first part are sent rather than left out: they pack into next to nothing.
const ZEROS_SENT: usize = 192;
/// So many bytes that are there already are sent again rather than starting another segment of the second part.
const SENT_TWICE: u32 = 8;

/// A place in code where the addresses of some pieces stand.
pub(super) struct Site {
    /// Which instruction of its body it is.
    pub(super) at: usize,
    pub(super) pieces: BTreeSet<usize>,
    /// Whether the second part is joined anyway before anything can be read there.
    pub(super) harmless: bool,
}

/// The places in a body where addresses of data stand. `away` tells of a function whether a call of it joins the second part.
pub(super) fn sites(
    statics: &Statics,
    body: &FunctionBody<'_>,
    away: impl Fn(u32) -> bool,
) -> Result<Vec<Site>, BinaryReaderError> {
    let operators = operators(body)?;
    let pieces = |operator: &Operator<'_>| numbers(operator).into_iter().flat_map(|number| statics.meant(number)).collect();
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

/// The instructions of a body before which the second part must be joined: each place where the address of a piece that is
/// away stands, or a function without a stand-in is called, unless it has been joined on every way there.
pub(super) fn asking(
    operators: &[Operator<'_>],
    sites: &[Site],
    is_late: impl Fn(usize) -> bool,
    away: impl Fn(u32) -> bool,
    direct: impl Fn(u32) -> bool,
) -> BTreeSet<usize> {
    let late =
        |at: usize| sites.iter().any(|site| site.at == at && !site.harmless && site.pieces.iter().any(|one| is_late(*one)));
    let mut asking = BTreeSet::new();
    // Whether it is joined for certain: here, and where each open block began.
    let (mut joined, mut open) = (false, Vec::new());
    for (at, operator) in operators.iter().enumerate() {
        let calls = matches!(operator, Operator::Call { function_index } if direct(*function_index));
        if (calls || late(at)) && !joined {
            asking.insert(at);
            joined = true;
        }
        if opens(operator) {
            open.push(joined);
        } else if matches!(operator, Operator::Call { function_index } if away(*function_index)) {
            joined = true;
        } else if matches!(operator, Operator::End) {
            joined = open.pop().unwrap_or_default();
        } else if !goes_straight_on(operator) {
            joined = open.last().copied().unwrap_or_default();
        }
    }
    asking
}

fn opens(operator: &Operator<'_>) -> bool {
    matches!(
        operator,
        Operator::Block { .. } | Operator::Loop { .. } | Operator::If { .. } | Operator::Try { .. } | Operator::TryTable { .. }
    )
}

/// Whether what comes next in the code is only ever come to through this instruction.
fn goes_straight_on(operator: &Operator<'_>) -> bool {
    !matches!(operator, Operator::Else | Operator::Catch { .. } | Operator::CatchAll | Operator::Delegate { .. })
}

impl Plan<'_> {
    /// The pieces whose addresses the first part comes by without the second.
    pub(super) fn asked_for(&self) -> Result<BTreeSet<usize>, BinaryReaderError> {
        let mut asked = BTreeSet::new();
        for (index, stands_in) in self.own() {
            if !stands_in {
                let sites = sites(self.statics, self.body(index), |callee| self.is_away(callee))?;
                asked.extend(sites.into_iter().filter(|site| !site.harmless).flat_map(|site| site.pieces));
            }
        }
        Ok(asked)
    }

    /// The pieces that travel with the second part: what is never written to and can be done without.
    pub(super) fn late_pieces(&self, early: impl Fn(&str) -> bool) -> Result<BTreeSet<usize>, BinaryReaderError> {
        let all = || self.statics.all.iter().enumerate();
        let asked = self.asked_for()?.into_iter().filter(|piece| early(&self.statics.all[*piece].key));
        let written = all().filter(|(_, piece)| !piece.fixed).map(|(at, _)| at);
        let here = self.statics.reached(asked.chain(written));
        Ok(all().map(|(at, _)| at).filter(|at| !here.contains(at)).collect())
    }

    /// All data but what is away.
    pub(super) fn first_data(&self) -> DataSection {
        let mut bytes = self.bytes(self.everything());
        let start = self.everything().start;
        for piece in self.late.iter().map(|piece| &self.statics.all[*piece].range) {
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

    /// The data that is away, and between its pieces a few bytes that are not, if they are never written to.
    pub(super) fn later_data(&self) -> DataSection {
        let mut ranges: Vec<Range<u32>> = Vec::new();
        for piece in self.late.iter().map(|piece| &self.statics.all[*piece].range) {
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
        let late = || self.late.iter().map(|piece| &self.statics.all[*piece].range);
        late().fold(start..end, |all, piece| all.start.min(piece.start)..all.end.max(piece.end))
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
