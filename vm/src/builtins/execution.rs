//! Running source: the functions `eval` and `exec`.

use strict_compiler::{Mode, Options};

use super::compile::{compile_text, inherited_flags, source_text};
use super::functions::namespaces;
use super::prelude::*;
use crate::object::{CodeObject, Dict};

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
    // Names bound at the top of the code are not to be those of a frozen module.
    let (globals, locals) = if globals.is_frozen() && locals == globals.value() {
        let scratch = vm.scratch_namespace(globals)?;
        (scratch, scratch.value())
    } else {
        (globals, locals)
    };
    let key = vm.names.dunder_builtins;
    if !vm.dict_contains(globals, key.value())? {
        let running = vm.stacks.frames().last().map(|frame| frame.function.builtins.get());
        let builtins = running.unwrap_or(vm.builtins);
        vm.dict_set(globals, key.value(), builtins.value())?;
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
                inherited: inherited_flags(vm),
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
