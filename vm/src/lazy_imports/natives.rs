//! `types.LazyImportType`, and the functions of `importlib` and `sys` that steer lazy imports.

use super::{Mode, State};
use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::object::{Dict, NativeSpec, Record};

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
            m("is_enabled", "()", Pure, n(is_enabled), "Whether import statements of module level are lazy."),
            m(
                "set_enabled",
                "(enabled, excluding=None, /)",
                Any,
                n(set_enabled),
                "Set that, and the modules to leave out.",
            ),
            m("enter_eager", "()", Any, n(enter_eager), "Imports are eager until leave_eager() is called."),
            m("leave_eager", "()", Any, n(leave_eager), "Ends that."),
            m("is_lazy", "(namespace, name, /)", Pure, n(is_lazy), "Whether a name is still to be imported."),
        ],
    )
};

/// Those that `sys` shows.
pub(crate) const SYS_FUNCTIONS: &[NativeSpec] = &[
    m(
        "get_lazy_imports",
        "()",
        Pure,
        n(get_mode),
        "'all' if import statements of module level are lazy, 'normal' if only those that say so.",
    ),
    m(
        "set_lazy_imports",
        "(mode)",
        Any,
        n(set_mode),
        "Set whether import statements are lazy: 'all' or 'normal'.",
    ),
    m(
        "get_lazy_imports_filter",
        "()",
        Pure,
        n(get_filter),
        "What decides whether an import may be lazy, or None.",
    ),
    m(
        "set_lazy_imports_filter",
        "(filter)",
        Any,
        n(set_filter),
        "Have filter(importer, name, fromlist) decide whether an import may be lazy.",
    ),
];

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

fn set_mode(vm: &mut Vm, mode: Gc<Str>) -> Outcome<()> {
    vm.lazy_imports.mode = match &*mode.to_lossy() {
        "all" => Mode::All,
        "normal" => Mode::Normal,
        other => return Err(vm.value_error(format!("mode must be 'normal' or 'all', not {other:?}"))),
    };
    vm.lazy_imports.excluding = Value::NONE;
    Ok(())
}

fn is_enabled(vm: &mut Vm) -> Outcome<bool> {
    Ok(vm.lazy_imports.mode == Mode::All)
}

fn set_enabled(vm: &mut Vm, enabled: bool, excluding: Option<Value>) -> Outcome<()> {
    vm.lazy_imports.mode = if enabled { Mode::All } else { Mode::Normal };
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
