//! `jit`: what programs may ask of the compiler to machine code; `cinderjit` and `cinderx.jit` are the same.

use crate::abi::Request;
use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::Function;

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    doc: "Controls the compiler to machine code.",
    python: include_str!("python/jit.py"),
    ..new_module(
        "jit",
        &[
            m("is_enabled", "()", Any, n(is_enabled), "Whether hot functions are compiled."),
            m("_enable", "(on, /)", Any, n(enable), ""),
            m(
                "force_compile",
                "(function, /)",
                Any,
                n(force_compile),
                "Compile a function now; tell whether it is compiled.",
            ),
            m("is_jit_compiled", "(function, /)", Any, n(is_jit_compiled), "Whether a function is compiled."),
            m(
                "jit_suppress",
                "(function, /)",
                Any,
                n(suppress),
                "Never compile a function by itself; gives the function.",
            ),
            m(
                "jit_unsuppress",
                "(function, /)",
                Any,
                n(release),
                "Allow a function to be compiled again; gives the function.",
            ),
            m("get_compiled_functions", "()", Any, n(compiled_functions), "The functions that are compiled."),
            m(
                "get_compiled_size",
                "(function, /)",
                Any,
                n(compiled_size),
                "Bytes of machine code of a function.",
            ),
            m("_machine_code", "(function, /)", Any, n(machine_code), ""),
            m("_exits", "()", Any, n(exits), ""),
            m("get_figures", "()", Any, n(figures), "Counters, and times in milliseconds, by name."),
        ],
    )
};

const ALIAS: &str = "from jit import *\nfrom jit import __all__\n";

/// The same by the names that programs for Cinder use.
pub(crate) static CINDERJIT: ModuleSpec = ModuleSpec { python: ALIAS, ..new_module("cinderjit", &[]) };
pub(crate) static CINDERX: ModuleSpec =
    ModuleSpec { python: "__path__ = []\n", ..new_module("cinderx", &[]) };
pub(crate) static CINDERX_JIT: ModuleSpec = ModuleSpec { python: ALIAS, ..new_module("cinderx.jit", &[]) };

fn function_of(vm: &mut Vm, value: Value) -> Outcome<Gc<Function>> {
    let function = match value.cast::<crate::object::BoundMethod>() {
        Some(method) => method.function.get(),
        None => value,
    };
    match function.cast::<Function>() {
        Some(function) => Ok(function),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("expected a function, not {name}")))
        }
    }
}

fn is_enabled(vm: &mut Vm) -> Outcome<bool> {
    Ok(vm.ask_backend(Request::IsEnabled))
}

fn enable(vm: &mut Vm, on: bool) -> Outcome<bool> {
    Ok(vm.ask_backend(Request::Enable(on)) == on)
}

fn force_compile(vm: &mut Vm, function: Value) -> Outcome<bool> {
    let function = function_of(vm, function)?;
    Ok(vm.ask_backend(Request::Compile(function)))
}

fn is_jit_compiled(vm: &mut Vm, function: Value) -> Outcome<bool> {
    let function = function_of(vm, function)?;
    Ok(vm.backend().is_some_and(|backend| backend.machine_code(function).is_some()))
}

fn suppress(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let function = function_of(vm, value)?;
    vm.ask_backend(Request::Suppress(function, true));
    Ok(value)
}

fn release(vm: &mut Vm, value: Value) -> Outcome<Value> {
    let function = function_of(vm, value)?;
    vm.ask_backend(Request::Suppress(function, false));
    Ok(value)
}

fn compiled_functions(vm: &mut Vm) -> Outcome<Value> {
    let functions = vm.backend().map(crate::abi::CodeBackend::compiled_functions).unwrap_or_default();
    let values: Vec<_> = functions.into_iter().map(Gc::value).collect();
    Ok(vm.list_of(&values)?.value())
}

fn compiled_size(vm: &mut Vm, function: Value) -> Outcome<Value> {
    let function = function_of(vm, function)?;
    let size =
        vm.backend().and_then(|backend| backend.machine_code(function)).map_or(0, |(_, code)| code.len());
    Ok(Value::index(size))
}

fn machine_code(vm: &mut Vm, function: Value) -> Outcome<Value> {
    let function = function_of(vm, function)?;
    match vm.backend().and_then(|backend| backend.machine_code(function)) {
        None => Ok(Value::NONE),
        Some((address, code)) => {
            let code = vm.new_bytes(&code)?;
            let address = vm.new_int(address as i64);
            Ok(vm.new_tuple(&[address, code])?.value())
        }
    }
}

fn exits(vm: &mut Vm) -> Outcome<Value> {
    let exits = vm.backend().map(crate::abi::CodeBackend::exit_counts).unwrap_or_default();
    let list = vm.new_list();
    for exit in exits {
        let function = vm.new_str(&exit.function).value();
        let reason = vm.new_str(exit.reason).value();
        let (line, count) = (Value::fixnum(exit.line.into()), vm.new_int(exit.count as i64));
        let row = vm.new_tuple(&[function, line, reason, count])?.value();
        vm.append(list, row)?;
    }
    Ok(list.value())
}

fn figures(vm: &mut Vm) -> Outcome<Value> {
    let figures = vm.backend().map(crate::abi::CodeBackend::figures).unwrap_or_default();
    let dict = vm.new_dict();
    for (name, figure) in figures {
        let (name, figure) = (vm.new_str(name).value(), vm.new_float(figure));
        vm.dict_set(dict, name, figure)?;
    }
    Ok(dict.value())
}
