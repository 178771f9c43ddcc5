//! `localcontext()`: a context for a `with` statement.

use super::context;
use crate::builtins::prelude::*;
use crate::modules::native_module::record_type;
use crate::object::Record;

// The fields of a context manager: the context to set, and the one to restore.
const LOCAL: usize = 0;
const GLOBAL: usize = 1;

static MANAGER: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    ..record_type(
        "ContextManager",
        "decimal",
        &[
            m(
                "__enter__",
                "($self, /)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>| {
                    context::set_current(vm, it.get(LOCAL))?;
                    Ok(it.get(LOCAL))
                }),
                "",
            ),
            m(
                "__exit__",
                "($self, /, *args)",
                Any,
                n(|vm: &mut Vm, it: Gc<Record>, _: Value| context::set_current(vm, it.get(GLOBAL))),
                "",
            ),
        ],
        "",
    )
};

/// `localcontext(ctx=None, **settings)`
pub(super) fn local_context(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let global = context::current(vm)?;
    let given = context::optional(vm, arguments[0])?;
    let local = context::copy(vm, given)?;
    context::set_all(vm, local.value(), &arguments[1..])?;
    let class = vm.native_type(&MANAGER);
    Ok(vm.new_record(class, &[local.value(), global.value()]).value())
}
