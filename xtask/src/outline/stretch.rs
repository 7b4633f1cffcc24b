//! One stretch of a body: what it takes and gives, the function that it becomes, and what is left in its place.

use super::code::{Code, Leaves, Locals};
use std::convert::Infallible;
use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder};
use wasm_encoder::{BlockType, Function, Instruction, ValType};
use wasmparser::Operator;

/// What a function takes, and what it gives.
pub(super) type Signature = (Vec<ValType>, Vec<ValType>);
/// What a call and its number weigh.
const CALL_BYTES: usize = 8;
/// What reading or writing a local weighs.
const LOCAL_BYTES: usize = 2;
/// What going on in one of several places weighs.
const EXIT_BYTES: usize = 3;

/// From the beginning of a stretch to the end of the block that it stands in.
pub(super) struct Stretch<'p> {
    /// The part that it is to travel with.
    pub(super) part: &'p str,
    /// Its first instruction, and the one behind its last.
    pub(super) from: usize,
    to: usize,
    /// The locals that are handed over to it, and those that it gives back.
    takes: Vec<u32>,
    gives: Vec<u32>,
    /// Where it goes on.
    exits: Vec<Exit>,
    /// A value that it leaves on the stack at some exit.
    value: Option<ValType>,
}

/// Where a stretch goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Exit {
    to: Target,
    /// Whether it leaves a value on the stack there.
    value: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Target {
    /// Behind the block that it stands in, or at its second half's end.
    On,
    /// At a label, counted from that block.
    Label(u32),
}

impl<'p> Stretch<'p> {
    /// Those stretches of a body that begin at cold places and are worth it, the widest ones.
    pub(super) fn all(code: &Code<'_>, cold: impl Iterator<Item = (usize, &'p str)>, worth: isize) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for (from, part) in cold {
            if all.last().is_none_or(|last| last.to <= from) {
                all.extend(Self::new(code, from, part).filter(|stretch| stretch.saves(code, worth)));
            }
        }
        all
    }

    /// The stretch that begins there; nothing when it goes on in too many ways.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "of hundreds of instructions, those that turn elsewhere or name locals matter"
    )]
    fn new(code: &Code<'_>, from: usize, part: &'p str) -> Option<Self> {
        let block = code.before[from].block;
        let to = code.blocks[block].half.filter(|half| *half > from).unwrap_or(code.blocks[block].end);
        let mut exits: Vec<Exit> = Vec::new();
        let mut value = None;
        let mut leave = |to: Target, leaves: Leaves| {
            let exit = Exit { to, value: leaves != Leaves::Nothing };
            if let Leaves::One(kind) = leaves {
                let kind = RoundtripReencoder.val_type(kind).ok()?;
                if *value.get_or_insert(kind) != kind {
                    return None;
                }
            }
            if !exits.contains(&exit) {
                exits.push(exit);
            }
            (leaves != Leaves::More).then_some(())
        };
        if code.before[to].reachable {
            leave(Target::On, code.blocks[block].leaves)?;
        }
        let (mut read, mut written) = (Locals::default(), Locals::default());
        for at in from..to {
            let within = code.depth(code.before[at].block) - code.depth(block);
            let mut branch = |depth: u32| match depth.checked_sub(within) {
                Some(outward) => {
                    let (target, leaves) = code.target(block, outward)?;
                    leave(target, leaves)
                }
                None => Some(()),
            };
            match &code.operators[at] {
                Operator::Br { relative_depth } | Operator::BrIf { relative_depth } => branch(*relative_depth)?,
                Operator::BrTable { targets } => {
                    branch(targets.default())?;
                    targets.targets().try_for_each(|target| branch(target.ok()?))?;
                }
                Operator::Return => branch(code.depth(code.before[at].block))?,
                Operator::LocalGet { local_index } => read.insert(*local_index),
                Operator::LocalSet { local_index } | Operator::LocalTee { local_index } => written.insert(*local_index),
                _ => {}
            }
        }
        if exits.len() > 2 && value.is_some() {
            return None;
        }
        exits.sort_by_key(|exit| exit.to != Target::On);
        let mut wanted = Locals::default();
        for exit in &exits {
            wanted.add(code.live_at(block, exit.to));
        }
        let locals = || 0..code.locals.len() as u32;
        let gives: Vec<u32> = locals().filter(|local| written.contains(*local) && wanted.contains(*local)).collect();
        let used = |local: u32| read.contains(local) || gives.contains(&local);
        let takes = locals().filter(|local| code.before[from].live.contains(*local) && used(*local)).collect();
        Some(Self { part, from, to, takes, gives, exits, value })
    }

    /// Whether what is left in its place is so much shorter.
    fn saves(&self, code: &Code<'_>, worth: isize) -> bool {
        let bytes = code.before[self.to].offset - code.before[self.from].offset;
        let locals = self.takes.len() + self.gives.len() + usize::from(self.value.is_some());
        let left = CALL_BYTES + LOCAL_BYTES * locals + EXIT_BYTES * self.exits.len();
        bytes.cast_signed() - left.cast_signed() >= worth
    }

    fn types(code: &Code<'_>, locals: &[u32]) -> Vec<ValType> {
        let kinds = locals.iter().filter_map(|local| code.locals.get(*local as usize));
        kinds.filter_map(|kind| RoundtripReencoder.val_type(*kind).ok()).collect()
    }

    fn tells_its_exit(&self) -> bool {
        self.exits.len() > 1
    }

    pub(super) fn signature(&self, code: &Code<'_>) -> Signature {
        let exit = self.tells_its_exit().then_some(ValType::I32);
        (Self::types(code, &self.takes), exit.into_iter().chain(self.value).chain(Self::types(code, &self.gives)).collect())
    }

    /// The stretch as a function. Around it stands a block for each exit; behind each, it is told which it was.
    pub(super) fn function(&self, code: &Code<'_>) -> Result<Function, Error<Infallible>> {
        let used = (self.from..self.to).filter_map(|at| local(&code.operators[at])).chain(self.gives.iter().copied());
        let mut own: Vec<u32> = used.filter(|local| !self.takes.contains(local)).collect();
        own.sort_by_key(|local| (format!("{:?}", code.locals[*local as usize]), *local));
        own.dedup();
        let all: Vec<u32> = self.takes.iter().chain(&own).copied().collect();
        let number = |local: u32| all.iter().position(|one| *one == local).unwrap_or_default() as u32;
        let mut function = Function::new_with_locals_types(Self::types(code, &own).into_iter().chain(self.value));
        let value = all.len() as u32;

        if self.tells_its_exit() {
            function.instruction(&Instruction::Block(BlockType::Result(ValType::I32)));
        }
        for exit in self.exits.iter().rev() {
            let kind = self.value.filter(|_| exit.value).map_or(BlockType::Empty, BlockType::Result);
            function.instruction(&Instruction::Block(kind));
        }
        self.write_inside(code, number, &mut function)?;
        if !code.before[self.to].reachable {
            // Code that is never come to may have left something on the stack.
            function.instruction(&Instruction::Unreachable);
        }
        for (at, exit) in (0..).zip(&self.exits) {
            function.instruction(&Instruction::End);
            if exit.value {
                function.instruction(&Instruction::LocalSet(value));
            }
            if self.tells_its_exit() {
                function.instruction(&Instruction::I32Const(at));
                let outward = self.exits.len() as u32 - 1 - at.cast_unsigned();
                function.instruction(&Instruction::Br(outward));
            }
        }
        if self.tells_its_exit() {
            function.instruction(&Instruction::End);
        }
        if self.value.is_some() {
            function.instruction(&Instruction::LocalGet(value));
        }
        for local in &self.gives {
            function.instruction(&Instruction::LocalGet(number(*local)));
        }
        function.instruction(&Instruction::End);
        Ok(function)
    }

    /// Its own instructions, with other numbers for locals and for the labels that it goes on at.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "of hundreds of instructions, those that turn elsewhere or name locals matter"
    )]
    fn write_inside(
        &self,
        code: &Code<'_>,
        number: impl Fn(u32) -> u32,
        function: &mut Function,
    ) -> Result<(), Error<Infallible>> {
        let block = code.before[self.from].block;
        for at in self.from..self.to {
            let within = code.depth(code.before[at].block) - code.depth(block);
            let exit = |depth: u32| {
                let Some((target, _)) = depth.checked_sub(within).and_then(|outward| code.target(block, outward)) else {
                    return depth;
                };
                within + self.exits.iter().position(|exit| exit.to == target).unwrap_or_default() as u32
            };
            let instruction = match &code.operators[at] {
                Operator::LocalGet { local_index } => Instruction::LocalGet(number(*local_index)),
                Operator::LocalSet { local_index } => Instruction::LocalSet(number(*local_index)),
                Operator::LocalTee { local_index } => Instruction::LocalTee(number(*local_index)),
                Operator::Br { relative_depth } => Instruction::Br(exit(*relative_depth)),
                Operator::BrIf { relative_depth } => Instruction::BrIf(exit(*relative_depth)),
                Operator::BrTable { targets } => {
                    let labels = targets.targets().map(|target| target.map(exit)).collect::<Result<Vec<u32>, _>>()?;
                    Instruction::BrTable(labels.into(), exit(targets.default()))
                }
                Operator::Return => Instruction::Br(exit(code.depth(code.before[at].block))),
                other => RoundtripReencoder.instruction(other.clone())?,
            };
            function.instruction(&instruction);
        }
        Ok(())
    }

    /// What stands in its place: a call of the function, and going on.
    fn write_call(&self, called: u32, value: u32, function: &mut Function) {
        if self.exits.len() > 2 {
            function.instruction(&Instruction::Block(BlockType::Empty));
        }
        for local in &self.takes {
            function.instruction(&Instruction::LocalGet(*local));
        }
        function.instruction(&Instruction::Call(called));
        for local in self.gives.iter().rev() {
            function.instruction(&Instruction::LocalSet(*local));
        }
        match self.exits.as_slice() {
            [] => _ = function.instruction(&Instruction::Unreachable),
            [only] => go(*only, 0, function),
            [one, Exit { to: Target::Label(other), value: false }] if self.value.is_none() => {
                function.instruction(&Instruction::BrIf(*other));
                go(*one, 0, function);
            }
            [one, other] => {
                if self.value.is_some() {
                    // The exit is wanted first, and lies below.
                    function.instruction(&Instruction::LocalSet(value));
                }
                let fetch = |exit: &Exit, function: &mut Function| {
                    if exit.value {
                        function.instruction(&Instruction::LocalGet(value));
                    }
                };
                function.instruction(&Instruction::If(BlockType::Empty));
                fetch(other, function);
                go(*other, 1, function);
                function.instruction(&Instruction::End);
                fetch(one, function);
                go(*one, 0, function);
            }
            all => {
                let label = |exit: &Exit| match exit.to {
                    Target::On => 0,
                    Target::Label(depth) => depth + 1,
                };
                let labels: Vec<u32> = all.iter().map(label).collect();
                let last = labels.last().copied().unwrap_or_default();
                function.instruction(&Instruction::BrTable(labels.into(), last));
                function.instruction(&Instruction::End);
                if !all.iter().any(|exit| exit.to == Target::On) {
                    function.instruction(&Instruction::Unreachable);
                }
            }
        }
    }
}

/// Goes on at an exit, from within so many more blocks.
fn go(exit: Exit, within: u32, function: &mut Function) {
    match exit.to {
        Target::Label(depth) => _ = function.instruction(&Instruction::Br(depth + within)),
        Target::On => {}
    }
}

impl Code<'_> {
    /// What a branch out of a stretch of this block goes to, and what it leaves on the stack.
    fn target(&self, block: usize, outward: u32) -> Option<(Target, Leaves)> {
        let named = self.label(block, outward)?;
        Some(match &self.blocks[named] {
            again if again.is_loop => (Target::Label(outward), Leaves::Nothing),
            left if outward == 0 => (Target::On, left.leaves),
            left => (Target::Label(outward), left.leaves),
        })
    }

    /// The locals that are read from there on.
    fn live_at(&self, block: usize, target: Target) -> &Locals {
        let outward = match target {
            Target::On => return &self.before[self.blocks[block].end].live,
            Target::Label(outward) => outward,
        };
        let named = self.label(block, outward).unwrap_or_default();
        let at = if self.blocks[named].is_loop { self.blocks[named].start } else { self.blocks[named].end };
        &self.before[at].live
    }
}

fn local(operator: &Operator<'_>) -> Option<u32> {
    let (Operator::LocalGet { local_index } | Operator::LocalSet { local_index } | Operator::LocalTee { local_index }) = operator
    else {
        return None;
    };
    Some(*local_index)
}

/// A body without some stretches; the functions that they became count from `next`.
pub(super) fn left(code: &Code<'_>, stretches: &[Stretch<'_>], next: u32) -> Result<Function, Error<Infallible>> {
    let declared: Vec<u32> = (code.parameters as u32..code.locals.len() as u32).collect();
    let mut kinds: Vec<ValType> = Vec::new();
    for stretch in stretches.iter().filter(|stretch| stretch.tells_its_exit()) {
        kinds.extend(stretch.value.filter(|kind| !kinds.contains(kind)));
    }
    let value = |stretch: &Stretch<'_>| {
        let at = kinds.iter().position(|kind| Some(*kind) == stretch.value);
        (code.locals.len() + at.unwrap_or_default()) as u32
    };
    let locals = Stretch::types(code, &declared).into_iter().chain(kinds.iter().copied());
    let mut function = Function::new_with_locals_types(locals);
    let mut at = 0;
    for (called, stretch) in (next..).zip(stretches) {
        for operator in &code.operators[at..stretch.from] {
            function.instruction(&RoundtripReencoder.instruction(operator.clone())?);
        }
        stretch.write_call(called, value(stretch), &mut function);
        at = stretch.to;
    }
    for operator in &code.operators[at..] {
        function.instruction(&RoundtripReencoder.instruction(operator.clone())?);
    }
    Ok(function)
}
