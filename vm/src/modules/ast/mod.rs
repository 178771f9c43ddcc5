//! `_ast`: the classes of syntax tree nodes, and the conversions between such objects and the syntax tree.

mod build;
mod build_expressions;
mod build_statements;
mod build_strings;
mod nodes;
mod operators;
mod read;
mod read_expressions;
mod read_statements;

use strict_compiler::MadeTree;
use strict_syntax::ast::Expr;
use strict_syntax::{ParsedExpression, ParsedModule};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::{Dict, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

use build::Builder;

/// The module.
pub static MODULE: ModuleSpec =
    ModuleSpec { fill, python: include_str!("_ast.py"), ..new_module("_ast", &[]) };

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let table = vm.new_str(nodes::TEXT);
    vm.set_global(namespace, "_grammar", table.value())?;
    let registry = vm.registry;
    vm.set_global(registry, NAMESPACE, namespace.value())
}

/// Where the registry keeps the module's namespace, whatever becomes of `sys.modules`.
const NAMESPACE: &str = "_ast.namespace";

/// A tuple that the module's Python part leaves.
fn kept_tuple(vm: &mut Vm, name: &str) -> Outcome<Gc<Tuple>> {
    let registry = vm.registry;
    let key = vm.intern(NAMESPACE);
    if vm.dict_get_str(registry, key).is_none() {
        vm.new_native_module(&MODULE)?;
    }
    let namespace = vm.dict_get_str(registry, key).and_then(Value::cast::<Dict>);
    let name = vm.intern(name);
    match namespace.and_then(|it| vm.dict_get_str(it, name)).and_then(Value::cast::<Tuple>) {
        Some(tuple) => Ok(tuple),
        None => Err(vm.error(vm.exceptions.RuntimeError, "the module _ast is not initialised")),
    }
}

fn builder<'v, 'a>(vm: &'v mut Vm, text: &'a str) -> Outcome<Builder<'v, 'a>> {
    let classes = kept_tuple(vm, "_classes")?;
    let instances = kept_tuple(vm, "_instances")?;
    Ok(Builder::new(vm, text, classes, instances))
}

/// The object of class `Module` or `Interactive` for a module's tree.
pub(crate) fn module_object(
    vm: &mut Vm,
    text: &str,
    parsed: &ParsedModule,
    is_interactive: bool,
) -> Outcome<Value> {
    let mut builder = builder(vm, text)?;
    let body = builder.body(&parsed.ast.body)?;
    if is_interactive {
        return builder.plain("Interactive", &[body]);
    }
    let ignored = builder.vm.new_list().value();
    builder.plain("Module", &[body, ignored])
}

/// The object of class `Expression` for an expression's tree.
pub(crate) fn expression_object(vm: &mut Vm, text: &str, parsed: &ParsedExpression) -> Outcome<Value> {
    let mut builder = builder(vm, text)?;
    let body = builder.expression(&parsed.ast.body)?;
    builder.plain("Expression", &[body])
}

/// A tree that was read from a part of a text.
pub(crate) struct Part<'a> {
    /// What it was read from.
    pub(crate) text: &'a str,
    /// How many bytes more the tree's text has before it than the whole.
    pub(crate) shift: i64,
    /// The tree.
    pub(crate) tree: &'a Expr,
}

/// The object of class `FunctionType` for a signature in a type comment: a call with the types of the parameters as
/// arguments, and the type of the result.
pub(crate) fn function_type_object(vm: &mut Vm, arguments: Part<'_>, result: Part<'_>) -> Outcome<Value> {
    let mut types = vm.new_list().value();
    if let Expr::Call(call) = arguments.tree {
        let mut builder = builder(vm, arguments.text)?;
        builder.shift = arguments.shift;
        let positional = call.arguments.args.iter().map(|argument| match argument {
            Expr::Starred(starred) => &*starred.value,
            other => other,
        });
        let keywords = call.arguments.keywords.iter().map(|keyword| &keyword.value);
        types = builder.list(positional.chain(keywords), Builder::expression)?;
    }
    let mut builder = builder(vm, result.text)?;
    builder.shift = result.shift;
    let result = builder.expression(result.tree)?;
    builder.plain("FunctionType", &[types, result])
}

/// Does to a tree what the compiler does at this level of optimization before anything else.
pub(crate) fn optimize(vm: &mut Vm, tree: Value, level: i64) -> Outcome<Value> {
    kept_tuple(vm, "_classes")?;
    let registry = vm.registry;
    let key = vm.intern(NAMESPACE);
    let namespace = vm.dict_get_str(registry, key).and_then(Value::cast::<Dict>);
    let name = vm.intern("_optimized");
    match namespace.and_then(|it| vm.dict_get_str(it, name)) {
        Some(function) => vm.call(function, &[tree, Value::fixnum(level)]),
        None => Ok(tree),
    }
}

/// The tree of an object of class `Module`, `Interactive` or `Expression`.
///
/// # Errors
/// `TypeError` and `ValueError` for objects that are no tree.
pub(crate) fn made_tree(vm: &mut Vm, object: Value, mode: &str) -> Outcome<MadeTree> {
    let classes = kept_tuple(vm, "_classes")?;
    read::Reader::new(vm, classes).read(object, mode)
}

/// Whether the class of a tree is the one with this name.
///
/// # Errors
/// `TypeError` if it isn't.
pub(crate) fn check_class(vm: &mut Vm, object: Value, name: &str) -> Outcome<()> {
    let classes = kept_tuple(vm, "_classes")?;
    read::Reader::new(vm, classes).check_class(object, name)
}

/// Whether a value is a node object.
pub(crate) fn is_node(vm: &mut Vm, value: Value) -> Outcome<bool> {
    let registry = vm.registry;
    let key = vm.intern(NAMESPACE);
    let Some(namespace) = vm.dict_get_str(registry, key).and_then(Value::cast::<Dict>) else {
        return Ok(false);
    };
    let key = vm.intern("AST");
    match vm.dict_get_str(namespace, key) {
        Some(class) => vm.plain_is_instance(value, class),
        None => Ok(false),
    }
}
