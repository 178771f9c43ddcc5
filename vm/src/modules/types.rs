//! `_types`: names for built-in types that are no built-in names.

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::object::Dict;

/// The module.
pub static MODULE: ModuleSpec =
    ModuleSpec { doc: "Define names for built-in types.", fill, ..new_module("_types", &[]) };

/// What wraps pointers of C extensions. There are none, so it has no instances.
static CAPSULE: TypeSpec = TypeSpec {
    module: "builtins",
    flags: TypeFlags::NO_NEW,
    ..record_type(
        "PyCapsule",
        "builtins",
        &[],
        "Capsule objects let you wrap a C \"void *\" pointer in a Python object.",
    )
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let types = vm.types.clone();
    let capsule = vm.native_type(&CAPSULE);
    for (name, class) in [
        ("AsyncGeneratorType", types.async_generator),
        ("BuiltinFunctionType", types.builtin_function),
        ("BuiltinMethodType", types.builtin_function),
        ("CapsuleType", capsule),
        ("CellType", types.cell),
        ("ClassMethodDescriptorType", types.classmethod_descriptor),
        ("CodeType", types.code),
        ("CoroutineType", types.coroutine),
        ("EllipsisType", types.ellipsis),
        ("FrameType", types.frame),
        ("FunctionType", types.function),
        ("GeneratorType", types.generator),
        ("GenericAlias", types.generic_alias),
        ("GetSetDescriptorType", types.getset_descriptor),
        ("LambdaType", types.function),
        ("MappingProxyType", types.mappingproxy),
        ("MemberDescriptorType", types.member_descriptor),
        ("MethodDescriptorType", types.method_descriptor),
        ("MethodType", types.method),
        ("MethodWrapperType", types.method_wrapper),
        ("ModuleType", types.module),
        ("NoneType", types.none),
        ("NotImplementedType", types.not_implemented),
        ("SimpleNamespace", types.simple_namespace),
        ("TracebackType", types.traceback),
        ("UnionType", types.union),
        ("WrapperDescriptorType", types.wrapper_descriptor),
    ] {
        vm.set_global(namespace, name, class.value())?;
    }
    Ok(())
}
