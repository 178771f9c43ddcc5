//! Running source: the functions `eval` and `exec`.

use strict_compiler::{Mode, Options};

use super::compile::{compile_text, inherited_flags, source_text};
use super::functions::namespaces;
use super::prelude::*;
use crate::object::{CellObject, CodeObject, Dict};

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
    if !locals.is::<Dict>() && !vm.type_of(locals).has_special(crate::object::Special::GetItem) {
        let given = vm.type_name(locals);
        let also = if mode == Mode::Eval { "" } else { " or None" };
        return Err(vm.type_error(format!("locals must be a mapping{also}, not {given}")));
    }
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
            let mut text = source_text(vm, source, name, "<string>")?;
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
    let closure = checked_closure(vm, name, source, code, closure.filter(|closure| !closure.is_none()))?;
    let function = vm.new_function(code, globals);
    if let Some(closure) = closure {
        function.closure.set(function, closure);
    }
    if let Some(builtins) = crate::modules::builtins_of(vm, globals) {
        function.builtins.set(function, builtins);
    }
    vm.run_body(function, locals)
}

/// The cells that code is run with: exactly those that it needs.
fn checked_closure(
    vm: &mut Vm,
    name: &str,
    source: Value,
    code: Gc<CodeObject>,
    closure: Option<Value>,
) -> Outcome<Option<Gc<Tuple>>> {
    let count = code.code().free_count();
    match closure {
        Some(_) if !source.is::<CodeObject>() => {
            Err(vm.type_error("closure can only be used when source is a code object"))
        }
        Some(_) if count == 0 => Err(vm.type_error("cannot use a closure with this code object")),
        None if count == 0 => Ok(None),
        None if name == "eval" => {
            Err(vm.type_error("code object passed to eval() may not contain free variables"))
        }
        given => {
            let cells = given.and_then(|given| vm.cast_exact::<Tuple>(given));
            match cells.filter(|it| it.len() == count && (0..count).all(|at| it.get(at).is::<CellObject>())) {
                Some(cells) => Ok(Some(cells)),
                None => {
                    let message = format!("code object requires a closure of exactly length {count}");
                    Err(vm.type_error(message))
                }
            }
        }
    }
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
