//! Compiling source and syntax trees: the function `compile`, and how its errors are raised.

use std::sync::Arc;

use strict_bytecode::CodeFlags;
use strict_compiler::{CompileError, Mode, Optimization, Options};

use super::prelude::*;
use crate::modules::ast;
use crate::object::CodeObject;
use crate::vm::Raised;

/// The flags of `compile`.
mod flags {
    /// The result is a syntax tree.
    pub(super) const ONLY_AST: i64 = 0x400;
    /// The result is a syntax tree with constants folded.
    pub(super) const OPTIMIZED_AST: i64 = 0x8000 | ONLY_AST;
    /// All that `compile` accepts: those of `__future__` and the ones that begin with `PyCF`.
    pub(super) const ALL: i64 = 0x1fe_0000 | OPTIMIZED_AST | 0x7b00 | 0x10;
    /// Those that code has because the code around it has them.
    pub(super) const INHERITED: i64 = 0x1fe_0000;
}

/// What `compile` was asked for.
struct Request {
    filename: Arc<str>,
    mode: Mode,
    flags: i64,
    optimization: Optimization,
}

/// The text of a source argument.
pub(crate) fn source_text(vm: &mut Vm, source: Value, name: &str) -> Outcome<String> {
    if let Some(text) = source.cast::<Str>() {
        if text.view().code_points().any(|point| point == 0) {
            return Err(vm.error(vm.exceptions.SyntaxError, "source code string cannot contain null bytes"));
        }
        return match text.view().to_utf8() {
            Some(text) => Ok(text.into_owned()),
            None => Err(vm.value_error("source contains lone surrogates")),
        };
    }
    match super::bytes::from_buffer(vm, source)? {
        Some(data) => match strict_syntax::SourceFile::from_bytes("<string>", data) {
            Ok(file) => Ok(file.text().to_owned()),
            Err(error) => Err(vm.error(vm.exceptions.SyntaxError, error.to_string())),
        },
        None => Err(vm.type_error(format!("{name}() arg 1 must be a string, bytes or code object"))),
    }
}

/// Compiles text.
pub(crate) fn compile_text(vm: &mut Vm, text: &str, options: &Options) -> Outcome<Gc<CodeObject>> {
    match strict_compiler::compile(text, options) {
        Ok(code) => vm.new_code(&Arc::new(code)),
        Err(error) => Err(raise_compile_error(vm, &error, text, &options.filename)),
    }
}

fn raise_compile_error(vm: &mut Vm, error: &CompileError, text: &str, filename: &str) -> Raised {
    let CompileError::Syntax(errors) = error else {
        return vm.error(vm.exceptions.SystemError, error.to_string());
    };
    let Some(error) = errors.first() else {
        return vm.error(vm.exceptions.SyntaxError, "invalid syntax");
    };
    let file = strict_syntax::SourceFile::from_text(filename, text);
    let start = file.position(error.range.start());
    let end = file.position(error.range.end());
    let line = file.line_text(start.line).unwrap_or_default().to_owned();
    let places = [start.line, start.column, end.line, end.column].map(Value::index);
    raise_syntax_error(vm, error, filename, Some(&line), places)
}

/// Raises a syntax error at line, column, end line and end column, all from 1.
fn raise_syntax_error(
    vm: &mut Vm,
    error: &strict_syntax::SyntaxError,
    filename: &str,
    line: Option<&str>,
    [start_line, start_column, end_line, end_column]: [Value; 4],
) -> Raised {
    use strict_syntax::SyntaxErrorKind as Kind;
    let class = match error.kind {
        Kind::Indentation => vm.exceptions.IndentationError,
        Kind::Tab => vm.exceptions.TabError,
        Kind::TooComplex => vm.exceptions.MemoryError,
        Kind::Syntax => vm.exceptions.SyntaxError,
    };
    let filename = vm.new_str(filename).value();
    let line = line.map_or(Value::NONE, |line| vm.new_str(line).value());
    let place = vm.tuple(&[filename, start_line, start_column, line, end_line, end_column]);
    let message = vm.new_str(&error.message);
    vm.raise_with(class, &[message.value(), place.value()])
}

/// The future features in force in the running frame.
pub(super) fn inherited_flags(vm: &Vm) -> CodeFlags {
    let bits = vm.stacks.frames().last().map_or(0, |frame| frame.function.code.get().flags().bits());
    CodeFlags::from_bits_retain(bits & flags::INHERITED as u32)
}

#[allow(clippy::too_many_arguments, reason = "one for each parameter of the Python function")]
pub(super) fn compile(
    vm: &mut Vm,
    source: Value,
    filename: Value,
    mode: Gc<Str>,
    flags: Option<i64>,
    dont_inherit: bool,
    optimize: Option<i64>,
    _feature_version: Option<Value>,
) -> Outcome<Value> {
    let filename = match filename.cast::<Str>() {
        Some(name) => name.to_lossy(),
        None => match super::bytes::from_buffer(vm, filename)? {
            Some(data) => String::from_utf8_lossy(&data).into_owned(),
            None => {
                let path = crate::modules::import_module(vm, "os")?;
                let name = vm.intern("fspath");
                let path = vm.call_method(path, name, &[filename])?;
                vm.expect_str(path, "filename")?.to_lossy()
            }
        },
    };
    let mut flags = flags.unwrap_or(0);
    if flags & !flags::ALL != 0 {
        return Err(vm.value_error("compile(): unrecognised flags"));
    }
    let optimization = match optimize.unwrap_or(-1) {
        -1 => vm.options.optimization(),
        0 => Optimization::None,
        1 => Optimization::Asserts,
        2 => Optimization::Docstrings,
        _ => return Err(vm.value_error("compile(): invalid optimize value")),
    };
    if !dont_inherit {
        flags |= i64::from(inherited_flags(vm).bits());
    }
    let wants_tree = flags & flags::ONLY_AST != 0;
    let mode = match (mode.to_lossy().as_str(), wants_tree) {
        ("exec", _) => Mode::Exec,
        ("eval", _) => Mode::Eval,
        ("single", _) => Mode::Single,
        ("func_type", true) => {
            let text = source_text(vm, source, "compile")?;
            return function_type(vm, &text, &filename);
        }
        ("func_type", false) => {
            return Err(vm.value_error("compile() mode 'func_type' requires flag PyCF_ONLY_AST"));
        }
        (_, false) => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
        (_, true) => {
            return Err(vm.value_error("compile() mode must be 'exec', 'eval', 'single' or 'func_type'"));
        }
    };
    if source.is::<CodeObject>() {
        return Ok(source);
    }
    let request = Request { filename: filename.into(), mode, flags, optimization };
    if ast::is_node(vm, source)? {
        return compile_tree(vm, source, &request);
    }
    let text = source_text(vm, source, "compile")?;
    if wants_tree {
        parse(vm, &text, &request)
    } else {
        Ok(compile_text(vm, &text, &request.options())?.value())
    }
}

impl Request {
    fn options(&self) -> Options {
        Options {
            filename: Arc::clone(&self.filename),
            mode: self.mode,
            optimization: self.optimization,
            inherited: CodeFlags::from_bits_retain((self.flags & flags::INHERITED) as u32),
        }
    }
}

/// The object for the syntax tree of text.
fn parse(vm: &mut Vm, text: &str, request: &Request) -> Outcome<Value> {
    if request.mode == Mode::Eval {
        let parsed = strict_syntax::parse_expression(text);
        if !parsed.is_grammatical {
            check(vm, &parsed.errors, text, &request.filename)?;
        }
        return ast::expression_object(vm, text, &parsed);
    }
    let parsed = strict_syntax::parse_module_text(text);
    if !parsed.is_grammatical {
        check(vm, &parsed.errors, text, &request.filename)?;
    }
    ast::module_object(vm, text, &parsed, request.mode == Mode::Single)
}

pub(crate) fn check(
    vm: &mut Vm,
    errors: &[strict_syntax::SyntaxError],
    text: &str,
    filename: &str,
) -> Outcome<()> {
    if errors.is_empty() {
        return Ok(());
    }
    Err(raise_compile_error(vm, &CompileError::Syntax(errors.to_vec()), text, filename))
}

/// The tree of a signature in a type comment: `(int, *str) -> bool`. The types are read as the arguments of a call.
fn function_type(vm: &mut Vm, text: &str, filename: &str) -> Outcome<Value> {
    let Some((arguments, result)) = text.rsplit_once("->") else {
        return Err(vm.error(vm.exceptions.SyntaxError, "invalid syntax"));
    };
    let blanks = |text: &str| (text.len() - text.trim_start_matches([' ', '\t']).len()) as i64;
    let call = format!("_{}", arguments.trim_start_matches([' ', '\t']));
    let parsed = strict_syntax::parse_expression(&call);
    check(vm, &parsed.errors, text, filename)?;
    let arguments = ast::Part { text: &call, shift: 1 - blanks(arguments), tree: &parsed.ast.body };
    let start = (text.len() - result.len()) as i64 + blanks(result);
    let result = result.trim_start_matches([' ', '\t']);
    let parsed = strict_syntax::parse_expression(result);
    check(vm, &parsed.errors, text, filename)?;
    ast::function_type_object(
        vm,
        arguments,
        ast::Part { text: result, shift: -start, tree: &parsed.ast.body },
    )
}

/// Compiles a tree of node objects; if a tree is asked for, it's the result.
fn compile_tree(vm: &mut Vm, source: Value, request: &Request) -> Outcome<Value> {
    let mode = match request.mode {
        Mode::Exec => "Module",
        Mode::Eval => "Expression",
        Mode::Single => "Interactive",
    };
    if request.flags & flags::ONLY_AST != 0 {
        return Ok(source);
    }
    let made = ast::made_tree(vm, source, mode)?;
    match strict_compiler::compile_made_tree(&made, &request.options()) {
        Ok(code) => Ok(vm.new_code(&Arc::new(code))?.value()),
        Err(CompileError::Syntax(errors)) if !errors.is_empty() => {
            let error = &errors[0];
            let (line, column) = made.line_and_column(error.range.start());
            let (end_line, end_column) = made.line_and_column(error.range.end());
            let places = [line, column + 1, end_line, end_column + 1].map(|it| Value::fixnum(i64::from(it)));
            Err(raise_syntax_error(vm, error, &request.filename, None, places))
        }
        Err(error) => Err(raise_compile_error(vm, &error, "", &request.filename)),
    }
}
