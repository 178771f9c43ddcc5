//! Syntax trees that a program made, with places of its own choice and constants that no literal has.

use ruff_python_ast::Mod;
use strict_bytecode::{Code, CodeFlags, Constant};
use strict_syntax::{LineIndex, SymbolTable, TextRange, TextSize};

use crate::compiler::Compiler;
use crate::options::{CompileError, Options};

/// A tree and what its ranges mean. Offsets only order the nodes; [`places`](Self::places) gives their lines and columns.
#[derive(Debug)]
pub struct MadeTree {
    /// A text of the length that the offsets need, with what the compiler reads off it: names, escapes of lone
    /// surrogates, the text of interpolations.
    pub text: String,
    /// Offsets with line and column (in bytes), in order.
    pub places: Vec<(TextSize, (u32, u32))>,
    /// The values of escape commands, which stand for constants: their texts are positions here.
    pub constants: Vec<Constant>,
    /// The tree.
    pub tree: Mod,
}

/// Where an offset is in the source.
pub(crate) enum Places<'a> {
    Text(LineIndex),
    Made(&'a MadeTree),
}

impl Places<'_> {
    /// Line, from 1, and column in bytes.
    pub(crate) fn line_and_column(&self, offset: TextSize) -> (u32, u32) {
        match self {
            Places::Text(lines) => {
                let line = lines.line_of(offset);
                let start = lines.line_start(line).unwrap_or_default();
                (line as u32, u32::from(offset.checked_sub(start).unwrap_or_default()))
            }
            Places::Made(made) => made.line_and_column(offset),
        }
    }
}

impl MadeTree {
    /// The place of an offset.
    #[must_use]
    pub fn line_and_column(&self, offset: TextSize) -> (u32, u32) {
        let after = self.places.partition_point(|place| place.0 <= offset);
        after.checked_sub(1).and_then(|at| self.places.get(at)).map_or((1, 0), |place| place.1)
    }
}

/// Compiles a tree that a program made. Needs a stack of 64 MiB at least.
///
/// # Errors
/// As [`compile`](crate::compile): what the symbol table finds.
pub fn compile_made_tree(made: &MadeTree, options: &Options) -> Result<Code, CompileError> {
    let (symbols, errors) = match &made.tree {
        Mod::Module(module) => {
            SymbolTable::of_module(module, options.inherited.contains(CodeFlags::FUTURE_ANNOTATIONS))
        }
        Mod::Expression(expression) => SymbolTable::of_expression(expression),
    };
    if !errors.is_empty() {
        return Err(CompileError::Syntax(errors));
    }
    let mut compiler = Compiler::new(&made.text, &symbols, options);
    compiler.places = Places::Made(made);
    match &made.tree {
        Mod::Module(module) => compiler.module(&module.body),
        Mod::Expression(expression) => compiler.only_expression(&expression.body),
    }
    Ok(compiler.finish()?)
}

/// The number in [`MadeTree::constants`] that an escape command stands for.
pub(crate) fn constant_of<'a>(places: &'a Places<'_>, number: &str) -> Option<&'a Constant> {
    match places {
        Places::Text(_) => None,
        Places::Made(made) => made.constants.get(number.parse::<usize>().ok()?),
    }
}

/// Whether an interpolation has its text alone between its braces, as in a made tree, where the expression comes before.
pub(crate) fn stands_alone(element: TextRange, expression: TextRange) -> bool {
    expression.end() <= element.start()
}
