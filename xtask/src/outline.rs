//! Stretches of code made functions of their own, so that what a function does only now and then can travel apart from
//! what it does at once.
//!
//! A stretch begins where code may or may not be come to: behind a conditional branch, at the start of either half of an
//! `if`, behind the end of a block. It goes to the end of the block that it stands in: nothing else leads into it. In its
//! place stands a call: it hands over the locals that the stretch reads, takes back those that it changed and somebody
//! still reads, and goes on where the stretch would have. So it is of no consequence for what a program does which
//! stretches are taken out; that is a matter of how much travels first.

mod code;
mod stretch;
#[cfg(test)]
mod tests;

use crate::complaint::{Complaint, Outcome};
use crate::wasm::{Wasm, plain, unreadable};
use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use code::{Code, codes};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use stretch::{Signature, Stretch};
use wasm_encoder::reencode::{self, Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module, NameMap, NameSection, TypeSection};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Name, Operator, Parser, TypeSectionReader};

/// How the name of a function begins that was a stretch of another; then comes the part that it is to travel with.
const STRETCH: &str = "stretch for ";
/// Bytes of a digest that tell one form of a function from another.
const FORM_BYTES: usize = 6;
/// How many bytes must be saved for a stretch to be taken out.
const WORTH_BYTES: isize = 8;

/// The part that a function travels with that was made here.
pub(crate) fn part_of(name: &str) -> Option<&str> {
    name.strip_prefix(STRETCH)?.split(' ').next()
}

/// All places in a binary where a stretch may begin: which body, and which instruction of it.
pub(crate) fn places(binary: &[u8]) -> Outcome<Vec<(usize, usize)>> {
    let codes = codes(binary).map_err(|error| unreadable(&error))?;
    Ok(codes.iter().enumerate().flat_map(|(body, code)| begins(code).into_iter().map(move |at| (body, at))).collect())
}

/// What of a binary may travel apart when that is known of its places: a line for each part and function, which tells the
/// function's name and form, and which of its places go there, counted from 0.
pub(crate) fn lines(binary: &[u8], wasm: &Wasm<'_>, apart: &BTreeMap<(usize, usize), &str>) -> Outcome<BTreeSet<String>> {
    let codes = codes(binary).map_err(|error| unreadable(&error))?;
    let mut all: BTreeMap<String, BTreeMap<usize, &str>> = BTreeMap::new();
    for (body, code) in codes.iter().enumerate() {
        let numbered = begins(code).into_iter().enumerate();
        let here: BTreeMap<usize, &str> = numbered.filter_map(|(number, at)| Some((number, *apart.get(&(body, at))?))).collect();
        // Of twins, which are made of the same lines, a place goes where it goes in all.
        let twins = all.entry(key(wasm, body, binary, code)).or_insert_with(|| here.clone());
        twins.retain(|number, part| here.get(number) == Some(part));
    }
    let mut lines: BTreeMap<String, String> = BTreeMap::new();
    for (key, (number, part)) in all.iter().flat_map(|(key, all)| all.iter().map(move |one| (key, one))) {
        lines.entry(format!("{STRETCH}{part} of {key}:")).or_default().extend([" ", &number.to_string()]);
    }
    Ok(lines.into_iter().map(|(line, numbers)| line + &numbers).collect())
}

/// A binary whose cold stretches, as such lines tell them, are functions of their own wherever that saves enough bytes.
pub(crate) fn outlined<'l>(binary: &[u8], wasm: &Wasm<'_>, lines: impl Iterator<Item = &'l str>) -> Outcome<Vec<u8>> {
    let mut told: BTreeMap<&str, BTreeMap<usize, &str>> = BTreeMap::new();
    for line in lines {
        let Some((part, (key, numbers))) = part_of(line).zip(line.rsplit_once(':')) else { continue };
        let key = key.get(STRETCH.len() + part.len() + " of ".len()..).unwrap_or_default();
        let numbers = numbers.split_whitespace().filter_map(|number| number.parse().ok());
        told.entry(key).or_default().extend(numbers.map(|number: usize| (number, part)));
    }
    let codes = codes(binary).map_err(|error| unreadable(&error))?;
    let mut stretches = Vec::new();
    for (body, code) in codes.iter().enumerate() {
        let Some(numbers) = told.get(&*key(wasm, body, binary, code)) else { continue };
        let numbered = begins(code).into_iter().enumerate();
        let cold = numbered.filter_map(|(number, at)| Some((at, *numbers.get(&number)?)));
        stretches.push((body, Stretch::all(code, cold, WORTH_BYTES)));
    }
    without(binary, wasm, &codes, &stretches.into_iter().collect())
}

/// A binary with these stretches of its bodies made functions, which come last.
fn without(binary: &[u8], wasm: &Wasm<'_>, codes: &[Code<'_>], stretches: &Stretches<'_>) -> Outcome<Vec<u8>> {
    let mut writer = Writer::new(wasm, codes, stretches);
    let mut module = Module::new();
    let written = writer.parse_core_module(&mut module, Parser::new(0), binary);
    written.map_err(|error| Complaint::new(format!("the compiled page cannot be taken apart: {error}")))?;
    Ok(module.finish())
}

/// The places in a body where a stretch may begin.
fn begins(code: &Code<'_>) -> Vec<usize> {
    let forks = |operator: &Operator<'_>| {
        matches!(operator, Operator::BrIf { .. } | Operator::If { .. } | Operator::Else | Operator::End)
    };
    let begins = |at: &usize| {
        let before = &code.before[*at];
        forks(&code.operators[*at - 1]) && before.empty && before.reachable && !ends(&code.operators[*at])
    };
    if code.strange { Vec::new() } else { (1..code.operators.len()).filter(begins).collect() }
}

fn ends(operator: &Operator<'_>) -> bool {
    matches!(operator, Operator::End | Operator::Else)
}

/// What a function is known by from one build to the next: its name, and a digest of its instructions without what they
/// are about, as that changes with every function before it.
fn key(wasm: &Wasm<'_>, body: usize, binary: &[u8], code: &Code<'_>) -> String {
    let mut form = Sha256::new();
    for before in &code.before {
        form.update(&binary[before.offset..=before.offset]);
    }
    let form = BASE64.encode(&form.finalize()[..FORM_BYTES]);
    format!("{} {form}", plain(wasm.name(wasm.imported() + body as u32)))
}

/// The stretches to be taken out, by body.
type Stretches<'a> = BTreeMap<usize, Vec<Stretch<'a>>>;

/// Writes a binary without its stretches.
struct Writer<'a> {
    codes: &'a [Code<'a>],
    stretches: &'a Stretches<'a>,
    /// How many types there were, and those that are new.
    types: u32,
    signatures: Vec<Signature>,
    /// The number of the first function that was a stretch.
    from: u32,
    names: Vec<String>,
}

impl<'a> Writer<'a> {
    fn new(wasm: &Wasm<'_>, codes: &'a [Code<'a>], stretches: &'a Stretches<'a>) -> Self {
        let all = || stretches.iter().flat_map(|(body, some)| some.iter().map(move |stretch| (*body, stretch)));
        let signatures: BTreeSet<Signature> = all().map(|(body, stretch)| stretch.signature(&codes[body])).collect();
        let name = |body: usize| wasm.name(wasm.imported() + body as u32);
        Self {
            codes,
            stretches,
            types: wasm.types.as_ref().map_or(0, wasmparser::SectionLimited::count),
            signatures: signatures.into_iter().collect(),
            from: wasm.imported() + codes.len() as u32,
            names: all().map(|(body, stretch)| format!("{STRETCH}{} of {}", stretch.part, name(body))).collect(),
        }
    }

    fn all(&self) -> impl Iterator<Item = (&'a Code<'a>, &'a Stretch<'a>)> {
        let codes = self.codes;
        self.stretches.iter().flat_map(move |(body, some)| some.iter().map(move |stretch| (&codes[*body], stretch)))
    }

    fn kind(&self, code: &Code<'_>, stretch: &Stretch<'_>) -> u32 {
        let signature = stretch.signature(code);
        self.types + self.signatures.binary_search(&signature).unwrap_or_default() as u32
    }
}

impl Reencode for Writer<'_> {
    type Error = Infallible;

    fn parse_type_section(&mut self, types: &mut TypeSection, section: TypeSectionReader<'_>) -> Result<(), Error<Infallible>> {
        reencode::utils::parse_type_section(self, types, section)?;
        for (takes, gives) in &self.signatures {
            types.ty().function(takes.iter().copied(), gives.iter().copied());
        }
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Infallible>> {
        reencode::utils::parse_function_section(self, functions, section)?;
        for (code, stretch) in self.all() {
            functions.function(self.kind(code, stretch));
        }
        Ok(())
    }

    fn parse_code_section(&mut self, section: &mut CodeSection, bodies: CodeSectionReader<'_>) -> Result<(), Error<Infallible>> {
        let mut next = self.from;
        for (at, body) in bodies.into_iter().enumerate() {
            match self.stretches.get(&at) {
                Some(stretches) => {
                    section.function(&stretch::left(&self.codes[at], stretches, next)?);
                    next += stretches.len() as u32;
                }
                None => self.parse_function_body(section, body?)?,
            }
        }
        for (code, stretch) in self.all() {
            section.function(&stretch.function(code)?);
        }
        Ok(())
    }

    fn parse_custom_name_subsection(&mut self, names: &mut NameSection, section: Name<'_>) -> Result<(), Error<Infallible>> {
        let Name::Function(map) = section else { return reencode::utils::parse_custom_name_subsection(self, names, section) };
        let mut all = NameMap::new();
        for naming in map {
            let naming = naming?;
            all.append(naming.index, naming.name);
        }
        for (index, name) in (self.from..).zip(&self.names) {
            all.append(index, name);
        }
        names.functions(&all);
        Ok(())
    }
}
