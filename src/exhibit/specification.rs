//! A machine as TLA+ says it, with its constants: what TLC takes. The page exports none.

use std::fmt::Write;

/// A specification in TLA+ for one size of a machine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Specification {
    /// The name of its module; TLA+ wants its file to have it, too.
    pub module: &'static str,
    /// The module, written by hand.
    pub text: &'static str,
    /// The constants, each as TLC's configuration writes its value.
    pub constants: Vec<(&'static str, String)>,
    /// What must hold in every state: definitions of the module.
    pub invariants: &'static [&'static str],
    /// What must hold of every step.
    pub properties: &'static [&'static str],
    /// The knobs that it knows: all others are about time and chance, which it does not have.
    pub knobs: &'static [&'static str],
}

impl Specification {
    /// TLC's configuration (the `.cfg` beside the module): constants and what is checked.
    pub fn configuration(&self) -> String {
        let mut lines = "SPECIFICATION Spec\nCONSTANTS\n".to_owned();
        for (name, value) in &self.constants {
            // Writing to a string cannot fail.
            let _ = writeln!(lines, "  {name} = {value}");
        }
        for (head, names) in [("INVARIANTS", self.invariants), ("PROPERTIES", self.properties)] {
            if !names.is_empty() {
                let _ = writeln!(lines, "{head} {}", names.join(" "));
            }
        }
        lines
    }
}
