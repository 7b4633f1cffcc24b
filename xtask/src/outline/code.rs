//! The body of a function with what must be known to move a stretch of it elsewhere: blocks, heights of the stack, and
//! which locals are still read.

use wasmparser::{
    BinaryReaderError, BlockType, FrameKind, FuncValidator, FuncValidatorAllocations, FunctionBody, Operator, Parser, ValType,
    ValidPayload, Validator, WasmModuleResources,
};

/// What stands in one block at the level of the block itself; the whole body is one, too.
pub(super) struct Block {
    pub(super) is_loop: bool,
    pub(super) parent: Option<usize>,
    /// Its first instruction.
    pub(super) start: usize,
    /// The instructions that end it, and its first half, if it has two.
    pub(super) end: usize,
    pub(super) half: Option<usize>,
    /// What it leaves on the stack.
    pub(super) leaves: Leaves,
}

/// The values that a block leaves on the stack, as far as they can be told of here.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leaves {
    Nothing,
    One(ValType),
    More,
}

/// What is known before an instruction is carried out.
#[derive(Clone)]
pub(super) struct Before {
    /// Where the instruction stands in the binary.
    pub(super) offset: usize,
    pub(super) block: usize,
    /// Whether the stack holds nothing of the block.
    pub(super) empty: bool,
    /// Whether it can be come to at all, as far as the form of the code tells.
    pub(super) reachable: bool,
    /// The locals whose values may be read from here on.
    pub(super) live: Locals,
}

/// Some locals of a function.
#[derive(Clone, Default)]
pub(super) struct Locals(Vec<u64>);

impl Locals {
    pub(super) fn insert(&mut self, local: u32) {
        let word = local as usize / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (local % 64);
    }

    fn remove(&mut self, local: u32) {
        if let Some(word) = self.0.get_mut(local as usize / 64) {
            *word &= !(1 << (local % 64));
        }
    }

    pub(super) fn add(&mut self, others: &Self) {
        if self.0.len() < others.0.len() {
            self.0.resize(others.0.len(), 0);
        }
        self.0.iter_mut().zip(&others.0).for_each(|(word, other)| *word |= other);
    }

    pub(super) fn contains(&self, local: u32) -> bool {
        self.0.get(local as usize / 64).is_some_and(|word| word & 1 << (local % 64) != 0)
    }

    /// Whether these have one that others have not.
    fn exceed(&self, others: &Self) -> bool {
        (0..).zip(&self.0).any(|(at, word): (usize, _)| word & !others.0.get(at).copied().unwrap_or_default() != 0)
    }
}

/// One body.
pub(super) struct Code<'a> {
    pub(super) operators: Vec<Operator<'a>>,
    pub(super) before: Vec<Before>,
    pub(super) blocks: Vec<Block>,
    /// Parameters first.
    pub(super) locals: Vec<ValType>,
    pub(super) parameters: usize,
    /// Whether it turns elsewhere in ways that are not followed here.
    pub(super) strange: bool,
}

/// All bodies of a binary in their order.
pub(super) fn codes(binary: &[u8]) -> Result<Vec<Code<'_>>, BinaryReaderError> {
    let mut validator = Validator::new();
    let mut allocations = FuncValidatorAllocations::default();
    let mut codes = Vec::new();
    for payload in Parser::new(0).parse_all(binary) {
        if let ValidPayload::Func(function, body) = validator.payload(&payload?)? {
            let mut function = function.into_validator(allocations);
            codes.push(Code::read(&mut function, &body)?);
            allocations = function.into_allocations();
        }
    }
    Ok(codes)
}

impl<'a> Code<'a> {
    fn read<R: WasmModuleResources>(
        validator: &mut FuncValidator<R>,
        body: &FunctionBody<'a>,
    ) -> Result<Self, BinaryReaderError> {
        let parameters = validator.len_locals() as usize;
        validator.read_locals(&mut body.get_binary_reader())?;
        let locals = (0..validator.len_locals()).filter_map(|local| validator.get_local_type(local)).collect();
        let mut code = Self { operators: vec![], before: vec![], blocks: vec![], locals, parameters, strange: false };
        let mut open: Vec<usize> = Vec::new();
        for operator in body.get_operators_reader()?.into_iter_with_offsets() {
            let (operator, offset) = operator?;
            if let Some(frame) = validator.get_control_frame(0) {
                if open.len() < validator.control_stack_height() as usize {
                    code.blocks.push(Block {
                        is_loop: frame.kind == FrameKind::Loop,
                        parent: open.last().copied(),
                        start: code.operators.len(),
                        end: 0,
                        half: None,
                        leaves: leaves(frame.block_type, validator.resources()),
                    });
                    open.push(code.blocks.len() - 1);
                }
                code.before.push(Before {
                    offset,
                    block: open.last().copied().unwrap_or_default(),
                    empty: validator.operand_stack_height() as usize == frame.height,
                    reachable: !frame.unreachable,
                    live: Locals::default(),
                });
            }
            let at = code.operators.len();
            if let (Operator::Else, Some(block)) = (&operator, open.last()) {
                code.blocks[*block].half = Some(at);
            } else if let (Operator::End, Some(block)) = (&operator, open.last().copied()) {
                code.blocks[block].end = at;
                open.pop();
            }
            code.strange |= turns_strangely(&operator);
            validator.op(offset, &operator)?;
            code.operators.push(operator);
        }
        if !code.strange {
            code.find_what_is_live()?;
        }
        Ok(code)
    }

    /// The block that a label names, which is so many blocks further out; nothing where there are no more.
    pub(super) fn label(&self, block: usize, depth: u32) -> Option<usize> {
        (0..depth).try_fold(block, |block, _| self.blocks[block].parent)
    }

    /// How many blocks it stands in.
    pub(super) fn depth(&self, block: usize) -> u32 {
        let outward = std::iter::successors(Some(block), |block| self.blocks[*block].parent);
        outward.count() as u32 - 1
    }

    /// Goes backward through the body, and again while that tells more of what a loop reads when it starts anew.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "of hundreds of instructions, those that turn elsewhere or name locals matter"
    )]
    fn find_what_is_live(&mut self) -> Result<(), BinaryReaderError> {
        let mut heads: Vec<Locals> = vec![Locals::default(); self.blocks.len()];
        let mut more = true;
        while more {
            more = false;
            // What is live behind each block, and at the start of the second half of one that has two.
            let mut behind: Vec<Locals> = vec![Locals::default(); self.blocks.len()];
            let mut second: Vec<Option<Locals>> = vec![None; self.blocks.len()];
            let mut live = Locals::default();
            for at in (0..self.operators.len()).rev() {
                let block = self.before[at].block;
                let label = |depth: u32| -> Locals {
                    let named = self.label(block, depth);
                    let at_label = |named: usize| if self.blocks[named].is_loop { &heads[named] } else { &behind[named] };
                    named.map(at_label).cloned().unwrap_or_default()
                };
                match &self.operators[at] {
                    Operator::End => behind[block].clone_from(&live),
                    Operator::Else => second[block] = Some(std::mem::replace(&mut live, behind[block].clone())),
                    Operator::If { .. } => {
                        let inner = self.before[at + 1].block;
                        live.add(&second[inner].take().unwrap_or_else(|| behind[inner].clone()));
                    }
                    Operator::Loop { .. } => {
                        let inner = self.before[at + 1].block;
                        more |= live.exceed(&heads[inner]);
                        heads[inner].clone_from(&live);
                    }
                    Operator::Br { relative_depth } => live = label(*relative_depth),
                    Operator::BrIf { relative_depth } => live.add(&label(*relative_depth)),
                    Operator::BrTable { targets } => {
                        live = label(targets.default());
                        for target in targets.targets() {
                            live.add(&label(target?));
                        }
                    }
                    Operator::Return | Operator::Unreachable => live = Locals::default(),
                    Operator::LocalGet { local_index } => live.insert(*local_index),
                    Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => live.remove(*local_index),
                    _ => {}
                }
                self.before[at].live.clone_from(&live);
            }
        }
        Ok(())
    }
}

fn leaves(kind: BlockType, resources: &impl WasmModuleResources) -> Leaves {
    match kind {
        BlockType::Empty => Leaves::Nothing,
        BlockType::Type(value) => Leaves::One(value),
        BlockType::FuncType(index) => {
            let kind = resources.sub_type_at(index).map(wasmparser::SubType::unwrap_func);
            match kind.map(wasmparser::FuncType::results) {
                Some([]) => Leaves::Nothing,
                Some([value]) => Leaves::One(*value),
                _ => Leaves::More,
            }
        }
    }
}

/// Whether it goes to a label, out of the function or into a handler in a way that compilers of Rust do not write.
fn turns_strangely(operator: &Operator<'_>) -> bool {
    use Operator as Is;
    matches!(
        operator,
        Is::ReturnCall { .. }
            | Is::ReturnCallIndirect { .. }
            | Is::ReturnCallRef { .. }
            | Is::Try { .. }
            | Is::TryTable { .. }
            | Is::Catch { .. }
            | Is::CatchAll
            | Is::Delegate { .. }
            | Is::Throw { .. }
            | Is::ThrowRef
            | Is::Rethrow { .. }
            | Is::BrOnNull { .. }
            | Is::BrOnNonNull { .. }
            | Is::BrOnCast { .. }
            | Is::BrOnCastFail { .. }
    )
}
