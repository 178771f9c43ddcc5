//! Type parameters and aliases (PEP 695): what the compiler's intrinsics make, by the module `_typing`.

use strict_bytecode::Intrinsic;

use super::prelude::*;

/// Performs an intrinsic on type parameters.
pub(crate) fn intrinsic(vm: &mut Vm, intrinsic: Intrinsic, arguments: &[Value]) -> Outcome<Value> {
    let name = match intrinsic {
        Intrinsic::TypeVar => "_make_typevar",
        Intrinsic::TypeVarWithBound => "_make_typevar_with_bound",
        Intrinsic::TypeVarWithConstraints => "_make_typevar_with_constraints",
        Intrinsic::ParamSpec => "_make_paramspec",
        Intrinsic::TypeVarTuple => "_make_typevartuple",
        Intrinsic::SetTypeParameterDefault => "_set_typeparam_default",
        Intrinsic::SubscriptGeneric => "_subscript_generic",
        _ => "_make_type_alias",
    };
    let module = crate::modules::import_module(vm, "_typing")?;
    let name = vm.intern(name);
    vm.call_method(module, name, arguments)
}
