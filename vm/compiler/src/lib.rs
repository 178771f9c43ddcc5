//! Compiles Python 3.14 to the register bytecode of [`strict_bytecode`].
//!
//! The way in is [`compile`]. One [`Unit`](unit::Unit) is one code object in the making: the scope's variables
//! have fixed registers (see [`layout`]), temporaries are a stack above them. An expression is compiled either
//! *into* a register that the caller names, or as an *operand*: the register where its value happens to be,
//! which for a local variable is the variable's own. Comprehensions other than generator expressions are
//! compiled in place (PEP 709); their variables have registers of their own.
//!
//! Where a local variable may be unbound, a `check_bound` stands before its use; the pass in [`optimize`]
//! removes those that can't fail, and what can't be reached.

#![forbid(unsafe_code)]

mod annotations;
mod assignments;
mod blocks;
mod calls;
mod classes;
mod compare;
mod compiler;
mod comprehensions;
mod conditions;
mod displays;
mod exception_groups;
mod exceptions;
mod expressions;
mod fold;
mod functions;
mod imports;
mod layout;
mod literals;
mod loops;
mod made_tree;
mod matching;
mod names;
mod operators;
mod optimize;
mod options;
mod patterns;
mod statements;
mod strings;
mod supers;
mod type_parameters;
mod unit;
mod unparse;
mod with;

pub use compiler::{compile, compile_parsed_expression, compile_parsed_module};
pub use functions::definition_range;
pub use literals::{number, push_literal};
pub use made_tree::{MadeTree, compile_made_tree};
pub use options::{CompileError, Mode, Optimization, Options};
pub use strings::{interpolated_text, without_comments};
