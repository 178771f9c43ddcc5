//! `_symtable`: the symbol tables of the compiler, as the library's `symtable` shows them.

use strict_syntax::{
    LineIndex, Resolution, Scope, ScopeFlags, ScopeId, ScopeKind, Symbol, SymbolFlags, SymbolTable,
};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect, List, Str};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The module. Its Python part has the class of the tables.
pub static MODULE: ModuleSpec = ModuleSpec {
    fill,
    python: include_str!("python/_symtable.py"),
    ..new_module(
        "_symtable",
        &[method(
            "_scopes",
            "(source, filename, startstr, /)",
            Effect::Pure,
            native(scopes),
            "The scopes of a text: kind, name, line, nesting, symbols, scopes inside.",
        )],
    )
};

/// The flags of symbols, as CPython numbers them.
mod flag {
    pub(super) const GLOBAL: i64 = 1;
    pub(super) const LOCAL: i64 = 2;
    pub(super) const PARAMETER: i64 = 4;
    pub(super) const NONLOCAL: i64 = 8;
    pub(super) const USE: i64 = 16;
    pub(super) const FREE_CLASS: i64 = 64;
    pub(super) const IMPORT: i64 = 128;
    pub(super) const ANNOTATION: i64 = 256;
    pub(super) const ITERATION: i64 = 512;
    pub(super) const TYPE_PARAMETER: i64 = 1024;
    pub(super) const COMPREHENSION_CELL: i64 = 2048;
    /// Where the kind of scope begins.
    pub(super) const SCOPE_OFFSET: i64 = 12;
}

const CONSTANTS: &[(&str, i64)] = &[
    ("DEF_GLOBAL", flag::GLOBAL),
    ("DEF_LOCAL", flag::LOCAL),
    ("DEF_PARAM", flag::PARAMETER),
    ("DEF_NONLOCAL", flag::NONLOCAL),
    ("USE", flag::USE),
    ("DEF_FREE_CLASS", flag::FREE_CLASS),
    ("DEF_IMPORT", flag::IMPORT),
    ("DEF_ANNOT", flag::ANNOTATION),
    ("DEF_COMP_ITER", flag::ITERATION),
    ("DEF_TYPE_PARAM", flag::TYPE_PARAMETER),
    ("DEF_COMP_CELL", flag::COMPREHENSION_CELL),
    ("DEF_BOUND", flag::LOCAL | flag::PARAMETER | flag::IMPORT | flag::TYPE_PARAMETER),
    ("SCOPE_OFF", flag::SCOPE_OFFSET),
    ("SCOPE_MASK", flag::GLOBAL | flag::LOCAL | flag::PARAMETER | flag::NONLOCAL),
    ("LOCAL", 1),
    ("GLOBAL_EXPLICIT", 2),
    ("GLOBAL_IMPLICIT", 3),
    ("FREE", 4),
    ("CELL", 5),
    ("TYPE_FUNCTION", 0),
    ("TYPE_CLASS", 1),
    ("TYPE_MODULE", 2),
    ("TYPE_ANNOTATION", 3),
    ("TYPE_TYPE_ALIAS", 4),
    ("TYPE_TYPE_PARAMETERS", 5),
    ("TYPE_TYPE_VARIABLE", 6),
];

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CONSTANTS {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    Ok(())
}

fn scopes(vm: &mut Vm, source: Value, filename: Value, mode: Gc<Str>) -> Outcome<Value> {
    let filename = vm.to_str(filename)?.to_lossy();
    let text = crate::builtins::compile::source_text(vm, source, "symtable", &filename)?;
    let (symbols, errors) = match mode.to_lossy().as_str() {
        "exec" | "single" => {
            let parsed = strict_syntax::parse_module_text(&text);
            (parsed.symbols, parsed.errors)
        }
        "eval" => {
            let parsed = strict_syntax::parse_expression(&text);
            (parsed.symbols, parsed.errors)
        }
        _ => {
            return Err(vm.value_error("symtable() arg 3 must be 'exec' or 'eval' or 'single'"));
        }
    };
    crate::builtins::compile::check(vm, &errors, &text, &filename)?;
    let lines = LineIndex::new(&text);
    scope_row(vm, &symbols, &lines, ScopeId::MODULE)
}

fn scope_row(vm: &mut Vm, table: &SymbolTable, lines: &LineIndex, id: ScopeId) -> Outcome<Value> {
    vm.check_native_stack()?;
    let scope = table.scope(id);
    let names = vm.new_dict();
    let parameter = match scope.kind() {
        ScopeKind::Generator => Some(".0"),
        ScopeKind::Annotations => Some(".format"),
        _ => None,
    };
    if let Some(parameter) = parameter {
        hidden_parameter(vm, names, parameter)?;
    }
    let children = vm.new_list();
    add_symbols(vm, table, id, names)?;
    add_children(vm, table, lines, id, names, children)?;
    let kind = Value::fixnum(kind_number(scope));
    let name = vm.intern(scope.name()).value();
    let line = if id == ScopeId::MODULE { 0 } else { lines.line_of(scope.range().start()) as i64 };
    let is_nested = Value::bool(scope.flags().contains(ScopeFlags::NESTED));
    let row = [kind, name, Value::fixnum(line), is_nested, names.value(), children.value()];
    Ok(vm.new_tuple(&row)?.value())
}

/// A parameter that only the compiler knows.
fn hidden_parameter(vm: &mut Vm, names: Gc<Dict>, name: &str) -> Outcome<()> {
    let key = vm.intern(name).value();
    let flags = flag::PARAMETER | (1 << flag::SCOPE_OFFSET) | flag::USE;
    vm.dict_set(names, key, Value::fixnum(flags))
}

/// Adds the symbols of a scope, except for those that are there.
fn add_symbols(vm: &mut Vm, table: &SymbolTable, id: ScopeId, names: Gc<Dict>) -> Outcome<()> {
    for symbol in table.symbols(id) {
        let key = vm.intern(symbol.name()).value();
        if !vm.dict_contains(names, key)? {
            vm.dict_set(names, key, Value::fixnum(symbol_flags(symbol)))?;
        }
    }
    Ok(())
}

/// Adds the scopes inside. Comprehensions that are compiled in place are none: what they hold belongs to the scope
/// around. Every function has one for its annotations, even without any.
fn add_children(
    vm: &mut Vm,
    table: &SymbolTable,
    lines: &LineIndex,
    id: ScopeId,
    names: Gc<Dict>,
    children: Gc<List>,
) -> Outcome<()> {
    let mut annotated = None;
    for &child in table.scope(id).children() {
        let scope = table.scope(child);
        if scope.kind().is_comprehension() && scope.kind() != ScopeKind::Generator {
            vm.check_native_stack()?;
            add_symbols(vm, table, child, names)?;
            add_children(vm, table, lines, child, names, children)?;
            continue;
        }
        if scope.kind() == ScopeKind::Function && annotated != Some(scope.range()) {
            let row = empty_annotations(vm, lines, scope)?;
            vm.append(children, row)?;
        }
        annotated = (scope.kind() == ScopeKind::Annotations).then_some(scope.range());
        let row = scope_row(vm, table, lines, child)?;
        vm.append(children, row)?;
    }
    Ok(())
}

fn empty_annotations(vm: &mut Vm, lines: &LineIndex, function: &Scope) -> Outcome<Value> {
    let names = vm.new_dict();
    hidden_parameter(vm, names, ".format")?;
    let children = vm.new_list();
    let name = vm.intern("__annotate__").value();
    let line = Value::index(lines.line_of(function.range().start()));
    let is_nested = Value::bool(function.flags().contains(ScopeFlags::NESTED));
    let row = [Value::fixnum(3), name, line, is_nested, names.value(), children.value()];
    Ok(vm.new_tuple(&row)?.value())
}

fn kind_number(scope: &Scope) -> i64 {
    match scope.kind() {
        ScopeKind::Class => 1,
        ScopeKind::Module => 2,
        ScopeKind::Annotations => 3,
        ScopeKind::TypeAlias => 4,
        ScopeKind::TypeParameters => 5,
        ScopeKind::TypeVariable => 6,
        _ => 0,
    }
}

fn symbol_flags(symbol: &Symbol) -> i64 {
    let has = symbol.flags();
    let scope = match symbol.resolution() {
        Resolution::Local => 1,
        Resolution::GlobalExplicit => 2,
        Resolution::GlobalImplicit => 3,
        Resolution::Free => 4,
        Resolution::Cell => 5,
    };
    let pairs = [
        (SymbolFlags::USED, flag::USE),
        (SymbolFlags::PARAMETER, flag::PARAMETER),
        (SymbolFlags::ASSIGNED, flag::LOCAL),
        (SymbolFlags::IMPORTED, flag::IMPORT),
        (SymbolFlags::ANNOTATED, flag::ANNOTATION | flag::LOCAL),
        (SymbolFlags::GLOBAL, flag::GLOBAL),
        (SymbolFlags::NONLOCAL, flag::NONLOCAL),
        (SymbolFlags::TYPE_PARAMETER, flag::TYPE_PARAMETER | flag::LOCAL),
        (SymbolFlags::ITERATION_VARIABLE, flag::ITERATION),
        (SymbolFlags::FREE_IN_INNER, flag::FREE_CLASS),
    ];
    let own: i64 =
        pairs.iter().filter(|(flag, _)| has.contains(*flag)).map(|(_, number)| number).sum::<i64>();
    // Several of them stand for `LOCAL`: it counts once.
    let locals =
        pairs.iter().filter(|(flag, number)| has.contains(*flag) && number & flag::LOCAL != 0).count();
    let surplus = flag::LOCAL * (locals as i64 - 1).max(0);
    (own - surplus) | (scope << flag::SCOPE_OFFSET)
}
