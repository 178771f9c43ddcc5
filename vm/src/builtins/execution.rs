//! Compiling and running source: the functions `compile`, `eval` and `exec`.

use std::sync::Arc;

use strict_compiler::{CompileError, Mode, Optimization, Options};

use super::functions::namespaces;
use super::prelude::*;
use crate::object::{CodeObject, Dict};
use crate::vm::Raised;

/// The text of a source argument.
fn source_text(vm: &mut Vm, source: Value, name: &str) -> Outcome<String> {
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
    use strict_syntax::SyntaxErrorKind as Kind;
    let CompileError::Syntax(errors) = error else {
        return vm.error(vm.exceptions.SystemError, error.to_string());
    };
    let Some(error) = errors.first() else {
        return vm.error(vm.exceptions.SyntaxError, "invalid syntax");
    };
    let class = match error.kind {
        Kind::Indentation => vm.exceptions.IndentationError,
        Kind::Tab => vm.exceptions.TabError,
        Kind::TooComplex => vm.exceptions.MemoryError,
        Kind::Syntax => vm.exceptions.SyntaxError,
    };
    let file = strict_syntax::SourceFile::from_text(filename, text);
    let start = file.position(error.range.start());
    let end = file.position(error.range.end());
    let line = file.line_text(start.line).unwrap_or_default().to_owned();
    let place = [
        vm.new_str(filename).value(),
        Value::index(start.line),
        Value::index(start.column),
        vm.new_str(&line).value(),
        Value::index(end.line),
        Value::index(end.column),
    ];
    let place = vm.tuple(&place);
    let message = vm.new_str(&error.message);
    vm.raise_with(class, &[message.value(), place.value()])
}

/// The flag of `compile` that asks for a syntax tree.
const ONLY_AST: i64 = 0x400;

#[expect(clippy::too_many_arguments, reason = "the parameters of the Python function")]
pub(super) fn compile(
    vm: &mut Vm,
    source: Value,
    filename: Value,
    mode: Gc<Str>,
    flags: Option<i64>,
    _inherit: bool,
    optimize: Option<i64>,
    _version: Option<Value>,
) -> Outcome<Value> {
    if source.is::<CodeObject>() {
        return Ok(source);
    }
    let mode = match mode.to_lossy().as_str() {
        "exec" => Mode::Exec,
        "eval" => Mode::Eval,
        "single" => Mode::Single,
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let filename = match filename.cast::<Str>() {
        Some(name) => name.to_lossy(),
        None => String::from_utf8_lossy(&super::bytes::expect_buffer(vm, filename)?).into_owned(),
    };
    let text = source_text(vm, source, "compile")?;
    let optimization = match optimize.unwrap_or(-1) {
        -1 => vm.options.optimization(),
        0 => Optimization::None,
        1 => Optimization::Asserts,
        _ => Optimization::Docstrings,
    };
    if flags.unwrap_or(0) & ONLY_AST != 0 {
        // Of this class because callers such as `traceback` go on without a tree then.
        let message = "syntax trees are not supported yet";
        return Err(vm.error(vm.exceptions.SyntaxError, message));
    }
    let inherited = strict_bytecode::CodeFlags::from_bits_truncate(flags.unwrap_or(0) as u32);
    let options = Options { filename: filename.into(), mode, optimization, inherited };
    Ok(compile_text(vm, &text, &options)?.value())
}

/// Runs code in the namespaces that `eval` and `exec` were given.
fn run_in(
    vm: &mut Vm,
    name: &str,
    mode: Mode,
    source: Value,
    globals: Option<Value>,
    locals: Option<Value>,
    closure: Option<Value>,
) -> Outcome<Value> {
    let given = |value: Option<Value>| value.filter(|value| !value.is_none());
    let (globals, locals) = match (given(globals), given(locals)) {
        (None, locals) => {
            let (globals, own) = namespaces(vm)?;
            (globals, locals.unwrap_or(own))
        }
        (Some(globals), locals) => match globals.cast::<Dict>() {
            Some(dict) => (dict, locals.unwrap_or(globals)),
            None => {
                let given = vm.type_name(globals);
                return Err(vm.type_error(format!("{name}() globals must be a dict, not {given}")));
            }
        },
    };
    let key = vm.names.dunder_builtins;
    if !vm.dict_contains(globals, key.value())? {
        let name = vm.names.builtins;
        let modules = vm.modules;
        if let Some(builtins) = vm.dict_get_str(modules, name) {
            vm.dict_set(globals, key.value(), builtins)?;
        }
    }
    let code = match source.cast::<CodeObject>() {
        Some(code) => code,
        None => {
            let mut text = source_text(vm, source, name)?;
            if mode == Mode::Eval {
                text = text.trim_start_matches([' ', '\t']).to_owned();
            }
            let options = Options {
                filename: "<string>".into(),
                mode,
                optimization: vm.options.optimization(),
                inherited: strict_bytecode::CodeFlags::empty(),
            };
            compile_text(vm, &text, &options)?
        }
    };
    let function = vm.new_function(code, globals);
    if let Some(closure) = closure.and_then(super::super::value::Value::cast::<Tuple>) {
        function.closure.set(function, closure);
    } else if code.code().free_count() > 0 {
        return Err(vm.type_error(format!("code object passed to {name}() may not contain free variables")));
    }
    if let Some(builtins) = crate::modules::builtins_of(vm, globals) {
        function.builtins.set(function, builtins);
    }
    vm.run_body(function, locals)
}

pub(super) fn eval(
    vm: &mut Vm,
    source: Value,
    globals: Option<Value>,
    locals: Option<Value>,
) -> Outcome<Value> {
    run_in(vm, "eval", Mode::Eval, source, globals, locals, None)
}

pub(super) fn exec(
    vm: &mut Vm,
    source: Value,
    globals: Option<Value>,
    locals: Option<Value>,
    closure: Option<Value>,
) -> Outcome<()> {
    run_in(vm, "exec", Mode::Exec, source, globals, locals, closure).map(|_| ())
}
