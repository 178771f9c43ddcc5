//! `types.LazyImportType`, and the functions of `importlib` and `sys` that steer lazy imports.

use super::{Mode, State};
use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::object::{Dict, Record};

/// `types.LazyImportType`
pub(crate) static LAZY_IMPORT: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    ..record_type(
        "LazyImportType",
        "types",
        &[
            m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
            m("resolve", "($self, /)", Any, n(resolve), "Import, and return what the name stands for."),
        ],
        "What a name is bound to by a lazy import statement until it is used.",
    )
};

/// The module.
pub(crate) static MODULE: ModuleSpec = ModuleSpec {
    python: include_str!("../modules/python/_lazy_imports.py"),
    fill,
    ..new_module(
        "_lazy_imports",
        &[
            m(
                "get_mode",
                "()",
                Pure,
                n(get_mode),
                "'all' if statements of module level are lazy, else 'normal'.",
            ),
            m(
                "set_mode",
                "(mode, excluding=None, /)",
                Any,
                n(set_mode),
                "Set that, and the modules to leave out.",
            ),
            m(
                "get_filter",
                "()",
                Pure,
                n(get_filter),
                "What decides whether an import may be lazy, or None.",
            ),
            m("set_filter", "(filter, /)", Any, n(set_filter), "Set that."),
            m("enter_eager", "()", Any, n(enter_eager), "Imports are eager until leave_eager() is called."),
            m("leave_eager", "()", Any, n(leave_eager), "Ends that."),
            m("is_lazy", "(namespace, name, /)", Pure, n(is_lazy), "Whether a name is still to be imported."),
        ],
    )
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let class = vm.types.lazy_import.value();
    vm.set_global(namespace, "LazyImportType", class)
}

fn repr(vm: &mut Vm, this: Gc<Record>) -> Outcome<String> {
    Ok(format!("<lazy import of {}>", vm.shown_stub(this)))
}

fn resolve(vm: &mut Vm, this: Gc<Record>) -> Outcome<Value> {
    vm.resolve_stub(this)
}

fn get_mode(vm: &mut Vm) -> Outcome<Value> {
    let mode = if vm.lazy_imports.mode == Mode::All { "all" } else { "normal" };
    Ok(vm.intern(mode).value())
}

fn set_mode(vm: &mut Vm, mode: Gc<Str>, excluding: Option<Value>) -> Outcome<()> {
    vm.lazy_imports.mode = match &*mode.to_lossy() {
        "all" => Mode::All,
        "normal" => Mode::Normal,
        other => return Err(vm.value_error(format!("mode must be 'normal' or 'all', not {other:?}"))),
    };
    vm.lazy_imports.excluding = excluding.unwrap_or(Value::NONE);
    Ok(())
}

fn get_filter(vm: &mut Vm) -> Outcome<Value> {
    Ok(vm.lazy_imports.filter)
}

fn set_filter(vm: &mut Vm, filter: Value) -> Outcome<()> {
    if !filter.is_none() && !vm.is_callable(filter) {
        return Err(vm.type_error("filter must be callable or None"));
    }
    vm.lazy_imports.filter = filter;
    Ok(())
}

fn enter_eager(vm: &mut Vm) -> Outcome<()> {
    vm.lazy_imports.eager += 1;
    Ok(())
}

fn leave_eager(vm: &mut Vm) -> Outcome<()> {
    vm.lazy_imports.eager = vm.lazy_imports.eager.saturating_sub(1);
    Ok(())
}

fn is_lazy(vm: &mut Vm, namespace: Gc<Dict>, name: Value) -> Outcome<bool> {
    let value = vm.dict_get(namespace, name)?;
    Ok(value.is_some_and(|value| vm.as_stub(value).is_some()))
}

impl State {
    /// The roots that it holds.
    pub(crate) fn roots(&self) -> [Value; 2] {
        [self.excluding, self.filter]
    }
}
