//! Compiling source and syntax trees: the function `compile`.

use std::sync::Arc;
use strict_syntax::Tree;

use strict_bytecode::CodeFlags;
use strict_compiler::{CompileError, Mode, Optimization, Options};

use strict_syntax::{SyntaxWarnings, TextOptions};

use super::prelude::*;
use super::syntax_errors::Origin;
pub(crate) use super::syntax_errors::{raise_decode_error, raise_file_error};
use crate::modules::ast;
use crate::object::CodeObject;

/// The flags of `compile`.
mod flags {
    /// The result is a syntax tree.
    pub(super) const ONLY_AST: i64 = 0x400;
    /// The result is a syntax tree with constants folded.
    pub(super) const OPTIMIZED_AST: i64 = 0x8000 | ONLY_AST;
    /// All that `compile` accepts: those of `__future__` and the ones that begin with `PyCF`.
    pub(super) const ALL: i64 = 0x1fe_0000 | OPTIMIZED_AST | 0x7b00 | 0x10;
    /// Blocks that are open at the end of interactive text aren't ended there.
    pub(super) const NO_IMPLIED_DEDENT: i64 = 0x200;
    /// Text that ends too early raises an exception of its own.
    pub(super) const ALLOWS_INCOMPLETE: i64 = 0x4000;
    /// Those that code has because the code around it has them.
    pub(super) const INHERITED: i64 = 0x1fe_0000;
}

/// What `compile` was asked for.
struct Request {
    filename: Arc<str>,
    mode: Mode,
    flags: i64,
    optimization: Optimization,
    /// Of Python 3, for the grammar of a tree.
    minor_version: Option<u8>,
}

/// The text of a source argument. Every line end is a newline.
pub(crate) fn source_text(vm: &mut Vm, source: Value, name: &str, filename: &str) -> Outcome<String> {
    if let Some(text) = source.cast::<Str>() {
        if text.view().code_points().any(|point| point == 0) {
            return Err(vm.error(vm.exceptions.SyntaxError, "source code string cannot contain null bytes"));
        }
        return match text.view().to_utf8() {
            Some(text) => Ok(with_newlines(text.into_owned())),
            None => Err(vm.value_error("source contains lone surrogates")),
        };
    }
    let Some(data) = super::bytes::from_buffer(vm, source)? else {
        return Err(vm.type_error(format!("{name}() arg 1 must be a string, bytes or code object")));
    };
    if data.contains(&0) {
        return Err(vm.error(vm.exceptions.SyntaxError, "source code string cannot contain null bytes"));
    }
    match strict_syntax::SourceFile::from_bytes(filename, data.clone()) {
        Ok(file) => Ok(with_newlines(file.text().to_owned())),
        Err(error) => Err(raise_decode_error(vm, &error, filename, &data)),
    }
}

/// The text with `\n` for every line end.
pub(crate) fn with_newlines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// Compiles text.
pub(crate) fn compile_text(vm: &mut Vm, text: &str, options: &Options) -> Outcome<Gc<CodeObject>> {
    compile_text_with(vm, text, options, TextOptions::default())
}

fn compile_text_with(
    vm: &mut Vm,
    text: &str,
    options: &Options,
    text_options: TextOptions,
) -> Outcome<Gc<CodeObject>> {
    let filename = &options.filename;
    let origin = Origin::text(filename, text);
    let future_annotations = options.inherited.contains(CodeFlags::FUTURE_ANNOTATIONS);
    let text_options = TextOptions { future_annotations, ..text_options };
    let (errors, mut warnings, code) = if options.mode == Mode::Eval {
        let parsed = strict_syntax::parse_expression_with(text, text_options);
        let warnings = SyntaxWarnings::of_expression(&parsed.ast.body, text);
        if parsed.is_grammatical {
            check_integers(vm, Tree::Expression(&parsed.ast.body), text, filename)?;
        }
        let code = strict_compiler::compile_parsed_expression(text, &parsed, options);
        (if parsed.is_grammatical { Vec::new() } else { parsed.errors }, warnings, code)
    } else {
        let parsed = strict_syntax::parse_module_with(text, text_options);
        let warnings = SyntaxWarnings::of_body(&parsed.ast.body, text);
        if parsed.is_grammatical {
            check_integers(vm, Tree::Body(&parsed.ast.body), text, filename)?;
        }
        let code = strict_compiler::compile_parsed_module(text, &parsed, options);
        (if parsed.is_grammatical { Vec::new() } else { parsed.errors }, warnings, code)
    };
    if let Some(error) = errors.first() {
        // What was read before the error was warned of.
        warnings.of_literals.retain(|warning| warning.place < error.range.start());
        warnings.of_meaning.clear();
    }
    origin.warn(vm, &warnings.of_literals, filename)?;
    origin.warn(vm, &warnings.of_meaning, filename)?;
    match code {
        Ok(code) => vm.new_code(&Arc::new(code)),
        Err(error) => Err(origin.raise(vm, &error, filename)),
    }
}

/// `SyntaxError` for a decimal integer with more digits than `sys.set_int_max_str_digits` allows.
fn check_integers(vm: &mut Vm, tree: Tree<'_>, text: &str, filename: &str) -> Outcome<()> {
    let limit = vm.digit_limit;
    if limit == strict_semantics::int::DigitLimit::NONE {
        return Ok(());
    }
    let Some((range, digits)) = strict_syntax::long_integer(tree, text, limit.0) else { return Ok(()) };
    let limit = limit.0;
    let message = vm.new_str(&format!(
        "Exceeds the limit ({limit} digits) for integer string conversion: value has {digits} digits; use \
         sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid \
         decimal conversion limits."
    ));
    let number = Value::index(text[..range.start().to_usize()].matches('\n').count() + 1);
    let line = text[text[..range.start().to_usize()].rfind('\n').map_or(0, |at| at + 1)..]
        .split_inclusive('\n')
        .next();
    let mut line = line.unwrap_or_default().to_owned();
    if matches!(tree, Tree::Body(_)) && !line.ends_with('\n') {
        line.push('\n');
    }
    let (filename, line) = (vm.new_str(filename).value(), vm.new_str(&line).value());
    let place = vm.tuple(&[filename, number, Value::ZERO, line, number, Value::ZERO]);
    Err(vm.raise_with(vm.exceptions.SyntaxError, &[message.value(), place.value()]))
}

/// `SyntaxError` for what the version asked for does not have.
fn check_version(vm: &mut Vm, tree: Tree<'_>, text: &str, request: &Request) -> Outcome<()> {
    let Some(minor) = request.minor_version else { return Ok(()) };
    let error = strict_syntax::newer_feature(tree, text, minor);
    check(vm, error.as_slice(), text, &request.filename)
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
    feature_version: Option<i64>,
) -> Outcome<Value> {
    let filename = match filename.cast::<Str>() {
        Some(name) => name.to_lossy(),
        None => {
            let os = crate::modules::import_module(vm, "os")?;
            let name = vm.intern("fsdecode");
            let path = vm.call_method(os, name, &[filename])?;
            vm.expect_str(path, "filename")?.to_lossy()
        }
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
            if ast::is_node(vm, source)? {
                ast::check_class(vm, source, "FunctionType")?;
                return Ok(source);
            }
            let text = source_text(vm, source, "compile", &filename)?;
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
    let minor_version = feature_version.and_then(|version| u8::try_from(version).ok());
    let request = Request { filename: filename.into(), mode, flags, optimization, minor_version };
    if ast::is_node(vm, source)? {
        return compile_tree(vm, source, &request);
    }
    let text = source_text(vm, source, "compile", &request.filename)?;
    if wants_tree {
        parse(vm, &text, &request)
    } else {
        Ok(compile_text_with(vm, &text, &request.options(), request.text_options())?.value())
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

    /// A tree as it was asked for.
    fn optimized(&self, vm: &mut Vm, tree: Value) -> Outcome<Value> {
        let level = match self.optimization {
            Optimization::None => 0,
            Optimization::Asserts => 1,
            Optimization::Docstrings => 2,
        };
        let is_wanted = self.flags & flags::OPTIMIZED_AST == flags::OPTIMIZED_AST;
        if is_wanted { ast::optimize(vm, tree, level) } else { Ok(tree) }
    }

    fn text_options(&self) -> TextOptions {
        TextOptions {
            is_interactive: self.mode == Mode::Single,
            allows_incomplete: self.flags & flags::ALLOWS_INCOMPLETE != 0,
            implies_dedents: self.flags & flags::NO_IMPLIED_DEDENT == 0,
            ..TextOptions::default()
        }
    }
}

/// The object for the syntax tree of text.
fn parse(vm: &mut Vm, text: &str, request: &Request) -> Outcome<Value> {
    if request.mode == Mode::Eval {
        let parsed = strict_syntax::parse_expression_with(text, request.text_options());
        if !parsed.is_grammatical {
            check(vm, &parsed.errors, text, &request.filename)?;
        }
        let searched = Tree::Expression(&parsed.ast.body);
        check_integers(vm, searched, text, &request.filename)?;
        check_version(vm, searched, text, request)?;
        let warnings = SyntaxWarnings::of_expression(&parsed.ast.body, text);
        Origin::text(&request.filename, text).warn(vm, &warnings.of_literals, &request.filename)?;
        let tree = ast::expression_object(vm, text, &parsed)?;
        return request.optimized(vm, tree);
    }
    let parsed = strict_syntax::parse_module_with(text, request.text_options());
    if !parsed.is_grammatical {
        check(vm, &parsed.errors, text, &request.filename)?;
    }
    let searched = Tree::Body(&parsed.ast.body);
    check_integers(vm, searched, text, &request.filename)?;
    check_version(vm, searched, text, request)?;
    let warnings = SyntaxWarnings::of_body(&parsed.ast.body, text);
    Origin::text(&request.filename, text).warn(vm, &warnings.of_literals, &request.filename)?;
    let tree = ast::module_object(vm, text, &parsed, request.mode == Mode::Single)?;
    request.optimized(vm, tree)
}

/// Raises the first of the errors.
pub(crate) fn check(
    vm: &mut Vm,
    errors: &[strict_syntax::SyntaxError],
    text: &str,
    filename: &str,
) -> Outcome<()> {
    if errors.is_empty() {
        return Ok(());
    }
    let error = CompileError::Syntax(errors.to_vec());
    Err(Origin::text(filename, text).raise(vm, &error, filename))
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
        ast::check_class(vm, source, mode)?;
        return request.optimized(vm, source);
    }
    let made = ast::made_tree(vm, source, mode)?;
    let origin = Origin::Made(&made);
    let warnings = SyntaxWarnings::of_tree(&made.tree, None);
    origin.warn(vm, &warnings.of_meaning, &request.filename)?;
    match strict_compiler::compile_made_tree(&made, &request.options()) {
        Ok(code) => Ok(vm.new_code(&Arc::new(code))?.value()),
        Err(error) => Err(origin.raise(vm, &error, &request.filename)),
    }
}
