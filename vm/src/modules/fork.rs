//! `os.fork` and the functions to be called around it.
#![allow(unsafe_code, reason = "makes a system call")]

use crate::builtins::prelude::*;
use crate::modules::system::{last_error_number, raise_os_error};
use crate::object::List;

/// The functions, by when they are called.
#[derive(Clone, Copy)]
enum When {
    Before,
    InChild,
    InParent,
}

impl When {
    fn name(self) -> &'static str {
        match self {
            When::Before => "before",
            When::InChild => "after_in_child",
            When::InParent => "after_in_parent",
        }
    }
}

/// `os.register_at_fork`
pub(crate) fn register_at_fork(
    vm: &mut Vm,
    before: Option<Value>,
    child: Option<Value>,
    parent: Option<Value>,
) -> Outcome<()> {
    let given = [(When::Before, before), (When::InChild, child), (When::InParent, parent)];
    if given.iter().all(|(_, function)| function.is_none()) {
        return Err(vm.type_error("At least one argument is required."));
    }
    for (when, function) in given {
        if let Some(function) = function
            && !vm.is_callable(function)
        {
            let (name, class) = (when.name(), vm.type_name(function));
            return Err(vm.type_error(format!("'{name}' must be callable, not {class}")));
        }
    }
    for (when, function) in given {
        if let Some(function) = function {
            let list = match functions(vm, when) {
                Some(list) => list,
                None => {
                    let (list, registry) = (vm.new_list(), vm.registry);
                    vm.set_global(registry, when.name(), list.value())?;
                    list
                }
            };
            vm.append(list, function)?;
        }
    }
    Ok(())
}

fn functions(vm: &mut Vm, when: When) -> Option<Gc<List>> {
    let (key, registry) = (vm.intern(when.name()), vm.registry);
    vm.dict_get_str(registry, key).and_then(Value::cast::<List>)
}

/// Calls what was registered: what comes before a fork in reverse order.
fn call_functions(vm: &mut Vm, when: When) {
    let Some(list) = functions(vm, when) else { return };
    let count = list.len();
    for index in 0..count {
        let index = if matches!(when, When::Before) { count - 1 - index } else { index };
        if let Some(function) = list.get(index)
            && vm.call(function, &[]).is_err()
        {
            vm.report_unraisable("Exception ignored in", function);
        }
    }
}

/// `os.fork`: zero in the child, where the current thread is the only one.
pub(crate) fn fork(vm: &mut Vm) -> Outcome<i64> {
    call_functions(vm, When::Before);
    let others = vm.threads.list.len() - 1;
    vm.before_fork_of_compiled();
    // SAFETY: the child uses only what this thread holds; see `forget_other_threads` for what others held.
    let pid = unsafe { libc::fork() };
    let error = last_error_number();
    vm.after_fork_of_compiled(pid == 0);
    if pid == 0 {
        vm.forget_other_threads();
        vm.forget_signals();
        call_functions(vm, When::InChild);
        return Ok(0);
    }
    call_functions(vm, When::InParent);
    if pid < 0 {
        return Err(raise_os_error(vm, error, Value::UNBOUND, Value::UNBOUND));
    }
    if others > 0 {
        warn_of_threads(vm)?;
    }
    Ok(pid.into())
}

fn warn_of_threads(vm: &mut Vm) -> Outcome<()> {
    let message = format!(
        "This process (pid={}) is multi-threaded, use of fork() may lead to deadlocks in the child.",
        std::process::id()
    );
    let module = crate::modules::import_module(vm, "warnings")?;
    let warn = vm.intern("warn");
    let message = vm.new_str(&message).value();
    let category = vm.exceptions.DeprecationWarning.value();
    vm.call_method(module, warn, &[message, category])?;
    Ok(())
}
