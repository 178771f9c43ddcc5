//! `_operator`: the operators as functions, and objects that fetch attributes and items.

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::native::{method, native};
use crate::object::{
    ByteArray, Bytes, Dict, Effect, MemoryView, NativeSpec, Record, Special, Str, Table, Tuple, Type,
    TypeFlags,
};
use crate::protocol::{Arguments, Operator, is_same};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

/// A binary operator.
macro_rules! binary {
    ($name:literal, $operator:ident, $doc:literal) => {
        method(
            $name,
            "(a, b, /)",
            Effect::Any,
            native(|vm: &mut Vm, a: Value, b: Value| vm.binary(Operator::$operator, a, b)),
            $doc,
        )
    };
}

/// An augmented assignment.
macro_rules! in_place {
    ($name:literal, $operator:ident, $doc:literal) => {
        method(
            $name,
            "(a, b, /)",
            Effect::Any,
            native(|vm: &mut Vm, a: Value, b: Value| vm.binary_in_place(Operator::$operator, a, b)),
            $doc,
        )
    };
}

/// A comparison.
macro_rules! comparison {
    ($name:literal, $special:ident, $doc:literal) => {
        method(
            $name,
            "(a, b, /)",
            Effect::Any,
            native(|vm: &mut Vm, a: Value, b: Value| vm.compare(Special::$special, a, b)),
            $doc,
        )
    };
}

/// A unary operator.
macro_rules! unary {
    ($name:literal, $special:ident, $doc:literal) => {
        method(
            $name,
            "(a, /)",
            Effect::Any,
            native(|vm: &mut Vm, a: Value| vm.unary(Special::$special, a)),
            $doc,
        )
    };
}

static FUNCTIONS: &[NativeSpec] = &[
    binary!("add", ADD, "Same as a + b."),
    binary!("sub", SUBTRACT, "Same as a - b."),
    binary!("mul", MULTIPLY, "Same as a * b."),
    binary!("matmul", MATRIX_MULTIPLY, "Same as a @ b."),
    binary!("floordiv", FLOOR_DIVIDE, "Same as a // b."),
    binary!("truediv", TRUE_DIVIDE, "Same as a / b."),
    binary!("mod", REMAINDER, "Same as a % b."),
    binary!("lshift", LEFT_SHIFT, "Same as a << b."),
    binary!("rshift", RIGHT_SHIFT, "Same as a >> b."),
    binary!("and_", AND, "Same as a & b."),
    binary!("xor", XOR, "Same as a ^ b."),
    binary!("or_", OR, "Same as a | b."),
    binary!("pow", POWER, "Same as a ** b."),
    in_place!("iadd", ADD, "Same as a += b."),
    in_place!("isub", SUBTRACT, "Same as a -= b."),
    in_place!("imul", MULTIPLY, "Same as a *= b."),
    in_place!("imatmul", MATRIX_MULTIPLY, "Same as a @= b."),
    in_place!("ifloordiv", FLOOR_DIVIDE, "Same as a //= b."),
    in_place!("itruediv", TRUE_DIVIDE, "Same as a /= b."),
    in_place!("imod", REMAINDER, "Same as a %= b."),
    in_place!("ilshift", LEFT_SHIFT, "Same as a <<= b."),
    in_place!("irshift", RIGHT_SHIFT, "Same as a >>= b."),
    in_place!("iand", AND, "Same as a &= b."),
    in_place!("ixor", XOR, "Same as a ^= b."),
    in_place!("ior", OR, "Same as a |= b."),
    in_place!("ipow", POWER, "Same as a **= b."),
    comparison!("lt", Less, "Same as a < b."),
    comparison!("le", LessEqual, "Same as a <= b."),
    comparison!("eq", Equal, "Same as a == b."),
    comparison!("ne", NotEqual, "Same as a != b."),
    comparison!("gt", Greater, "Same as a > b."),
    comparison!("ge", GreaterEqual, "Same as a >= b."),
    unary!("neg", Negative, "Same as -a."),
    unary!("pos", Positive, "Same as +a."),
    unary!("inv", Invert, "Same as ~a."),
    unary!("invert", Invert, "Same as ~a."),
    method("abs", "(a, /)", Effect::Any, native(absolute), "Same as abs(a)."),
    method("index", "(a, /)", Effect::Any, native(index), "Same as a.__index__()"),
    method(
        "truth",
        "(a, /)",
        Effect::Any,
        native(|vm: &mut Vm, a: Value| vm.is_true(a)),
        "Return True if a is true, False otherwise.",
    ),
    method(
        "not_",
        "(a, /)",
        Effect::Any,
        native(|vm: &mut Vm, a: Value| Ok(!vm.is_true(a)?)),
        "Same as not a.",
    ),
    method(
        "is_",
        "(a, b, /)",
        Effect::Pure,
        native(|_: &mut Vm, a: Value, b: Value| Ok(is_same(a, b))),
        "Same as a is b.",
    ),
    method(
        "is_not",
        "(a, b, /)",
        Effect::Pure,
        native(|_: &mut Vm, a: Value, b: Value| Ok(!is_same(a, b))),
        "Same as a is not b.",
    ),
    method(
        "is_none",
        "(a, /)",
        Effect::Pure,
        native(|_: &mut Vm, a: Value| Ok(a.is_none())),
        "Same as a is None.",
    ),
    method(
        "is_not_none",
        "(a, /)",
        Effect::Pure,
        native(|_: &mut Vm, a: Value| Ok(!a.is_none())),
        "Same as a is not None.",
    ),
    method("concat", "(a, b, /)", Effect::Any, native(concat), "Same as a + b, for a and b sequences."),
    method(
        "iconcat",
        "(a, b, /)",
        Effect::Any,
        native(concat_in_place),
        "Same as a += b, for a and b sequences.",
    ),
    method(
        "contains",
        "(a, b, /)",
        Effect::Any,
        native(|vm: &mut Vm, a: Value, b: Value| vm.contains(a, b)),
        "Same as b in a (note reversed operands).",
    ),
    method(
        "countOf",
        "(a, b, /)",
        Effect::Any,
        native(count_of),
        "Return the number of items in a which are, or which equal, b.",
    ),
    method("indexOf", "(a, b, /)", Effect::Any, native(index_of), "Return the first index of b in a."),
    method(
        "getitem",
        "(a, b, /)",
        Effect::Any,
        native(|vm: &mut Vm, a: Value, b: Value| vm.get_item(a, b)),
        "Same as a[b].",
    ),
    method(
        "setitem",
        "(a, b, c, /)",
        Effect::Any,
        native(|vm: &mut Vm, a: Value, b: Value, c: Value| vm.set_item(a, b, c)),
        "Same as a[b] = c.",
    ),
    method(
        "delitem",
        "(a, b, /)",
        Effect::Any,
        native(|vm: &mut Vm, a: Value, b: Value| vm.delete_item(a, b)),
        "Same as del a[b].",
    ),
    method(
        "length_hint",
        "(obj, default=0, /)",
        Effect::Any,
        native(length_hint),
        "Return an estimate of the number of items in obj.",
    ),
    method("call", "(obj, /, *args, **kwargs)", Effect::Any, native(call), "Same as obj(*args, **kwargs)."),
    method("_compare_digest", "(a, b, /)", Effect::Pure, native(compare_digest), "Return 'a == b'."),
];

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "Operator interface.\n\nThis module exports a set of functions implemented in C corresponding\nto the intrinsic operators of Python.  For example, operator.add(x, y)\nis equivalent to the expression x+y.",
    types: &[&ITEM_GETTER, &ATTRIBUTE_GETTER, &METHOD_CALLER],
    ..new_module("_operator", FUNCTIONS)
};

fn absolute(vm: &mut Vm, a: Value) -> Outcome<Value> {
    let name = vm.intern("abs");
    let builtins = vm.builtins;
    let function = vm.dict_get_str(builtins, name).unwrap_or(Value::NONE);
    vm.call(function, &[a])
}

fn index(vm: &mut Vm, a: Value) -> Outcome<Value> {
    let number = vm.to_index(a)?;
    Ok(vm.new_integer(&number))
}

fn is_sequence(vm: &mut Vm, value: Value) -> bool {
    vm.special(value, Special::GetItem).is_some() && !value.is::<Dict>()
}

/// `TypeError` for what cannot be concatenated: no sequence, or one that knows no `+`.
fn check_sequences(vm: &mut Vm, a: Value, b: Value) -> Outcome<()> {
    let adds_itself = is_sequence(vm, b) && vm.special(b, Special::ReflectedAdd).is_some();
    if is_sequence(vm, a) && (vm.special(a, Special::Add).is_some() || adds_itself) {
        return Ok(());
    }
    let name = vm.type_name(a);
    Err(vm.type_error(format!("'{name}' object can't be concatenated")))
}

fn concat(vm: &mut Vm, a: Value, b: Value) -> Outcome<Value> {
    check_sequences(vm, a, b)?;
    vm.binary(Operator::ADD, a, b)
}

fn concat_in_place(vm: &mut Vm, a: Value, b: Value) -> Outcome<Value> {
    if vm.special(a, Special::InPlaceAdd).is_none() || !is_sequence(vm, a) {
        check_sequences(vm, a, b)?;
    }
    vm.binary_in_place(Operator::ADD, a, b)
}

fn count_of(vm: &mut Vm, a: Value, b: Value) -> Outcome<usize> {
    let iterator = vm.iter_or(a, "is not iterable")?;
    let mut count = 0;
    while let Some(item) = vm.next(iterator)? {
        count += usize::from(vm.equals(item, b)?);
    }
    Ok(count)
}

fn index_of(vm: &mut Vm, a: Value, b: Value) -> Outcome<usize> {
    let iterator = vm.iter_or(a, "is not iterable")?;
    let mut at = 0;
    while let Some(item) = vm.next(iterator)? {
        if vm.equals(item, b)? {
            return Ok(at);
        }
        at += 1;
    }
    Err(vm.value_error("sequence.index(x): x not in sequence"))
}

fn length_hint(vm: &mut Vm, object: Value, default: Option<Value>) -> Outcome<Value> {
    let default = match default {
        None => Value::ZERO,
        Some(default) if vm.as_int(default).is_some() => default,
        Some(default) => {
            let name = vm.type_name(default);
            return Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")));
        }
    };
    Ok(vm.length_hint(object)?.unwrap_or(default))
}

fn call(vm: &mut Vm, object: Value, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    call_with_dict(vm, object, arguments.as_slice(), keywords)
}

fn call_with_dict(vm: &mut Vm, callee: Value, arguments: &[Value], keywords: Gc<Dict>) -> Outcome<Value> {
    if keywords.is_empty() {
        return vm.call(callee, arguments);
    }
    let (values, names) = vm.spread(arguments, keywords)?;
    vm.call_with(callee, Arguments { values: values.as_slice(), names })
}

fn compare_digest(vm: &mut Vm, a: Value, b: Value) -> Outcome<bool> {
    let bytes = |vm: &mut Vm, value: Value| -> Outcome<Option<Vec<u8>>> {
        if value.is::<Bytes>() || value.is::<ByteArray>() || value.is::<MemoryView>() {
            return crate::modules::native_module::bytes_like(vm, value).map(Some);
        }
        Ok(None)
    };
    let (left, right) = if let (Some(a), Some(b)) = (a.cast::<Str>(), b.cast::<Str>()) {
        match (a.as_ascii(), b.as_ascii()) {
            (Some(a), Some(b)) => (a.as_bytes().to_vec(), b.as_bytes().to_vec()),
            _ => return Err(vm.type_error("comparing strings with non-ASCII characters is not supported")),
        }
    } else {
        match (bytes(vm, a)?, bytes(vm, b)?) {
            (Some(a), Some(b)) => (a, b),
            _ => {
                let (a, b) = (vm.type_name(a), vm.type_name(b));
                let message =
                    format!("unsupported operand types(s) or combination of types: '{a}' and '{b}'");
                return Err(vm.type_error(message));
            }
        }
    };
    // Takes the same time wherever they differ.
    let difference = left.iter().zip(&right).fold(0, |difference, (a, b)| difference | a ^ b);
    Ok(std::hint::black_box(difference) == 0 && left.len() == right.len())
}

// Each of these objects has what it fetches, and for calls the arguments.
const WHAT: usize = 0;
const ARGUMENTS: usize = 1;
const KEYWORDS: usize = 2;

static ITEM_GETTER: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    ..record_type(
        "itemgetter",
        "operator",
        &[
            method("__new__", "($type, *args, **kwargs)", Effect::Pure, native(new_item_getter), ""),
            method("__call__", "($self, obj, /)", Effect::Any, native(get_items), "Call self as a function."),
            method(
                "__repr__",
                "($self, /)",
                Effect::Any,
                native(|vm: &mut Vm, it| repr(vm, it)),
                "Return repr(self).",
            ),
            method(
                "__reduce__",
                "($self, /)",
                Effect::Pure,
                native(reduce),
                "Return state information for pickling",
            ),
        ],
        "Return a callable object that fetches the given item(s) from its operand.",
    )
};

static ATTRIBUTE_GETTER: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    ..record_type(
        "attrgetter",
        "operator",
        &[
            method("__new__", "($type, *args, **kwargs)", Effect::Pure, native(new_attribute_getter), ""),
            method(
                "__call__",
                "($self, obj, /)",
                Effect::Any,
                native(get_attributes),
                "Call self as a function.",
            ),
            method(
                "__repr__",
                "($self, /)",
                Effect::Any,
                native(|vm: &mut Vm, it| repr(vm, it)),
                "Return repr(self).",
            ),
            method(
                "__reduce__",
                "($self, /)",
                Effect::Pure,
                native(reduce),
                "Return state information for pickling",
            ),
        ],
        "Return a callable object that fetches the given attribute(s) from its operand.",
    )
};

static METHOD_CALLER: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    ..record_type(
        "methodcaller",
        "operator",
        &[
            method("__new__", "($type, *args, **kwargs)", Effect::Pure, native(new_method_caller), ""),
            method(
                "__call__",
                "($self, obj, /)",
                Effect::Any,
                native(call_method),
                "Call self as a function.",
            ),
            method("__repr__", "($self, /)", Effect::Any, native(repr_method_caller), "Return repr(self)."),
            method(
                "__reduce__",
                "($self, /)",
                Effect::Any,
                native(reduce_method_caller),
                "Return state information for pickling",
            ),
        ],
        "Return a callable object that calls the given method on its operand.",
    )
};

fn names_of(vm: &mut Vm, what: &str, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    if !keywords.is_empty() {
        return Err(vm.type_error(format!("{what}() takes no keyword arguments")));
    }
    if arguments.is_empty() {
        return Err(vm.type_error(format!("{what} expected 1 argument, got 0")));
    }
    Ok(())
}

fn new_item_getter(
    vm: &mut Vm,
    class: Gc<Type>,
    items: Gc<Tuple>,
    keywords: Gc<Dict>,
) -> Outcome<Gc<Record>> {
    names_of(vm, "itemgetter", items, keywords)?;
    Ok(vm.new_record(class, &[items.value()]))
}

fn parts(it: Gc<Record>) -> Gc<Tuple> {
    match it.get(WHAT).cast() {
        Some(parts) => parts,
        None => unreachable!("the object was made with its parts"),
    }
}

fn get_items(vm: &mut Vm, it: Gc<Record>, object: Value) -> Outcome<Value> {
    let keys = parts(it);
    if keys.len() == 1 {
        return vm.get_item(object, keys.get(0));
    }
    let found = vm.new_list();
    for &key in keys.as_slice() {
        let item = vm.get_item(object, key)?;
        vm.append(found, item)?;
    }
    Ok(vm.tuple_of_list(found)?.value())
}

fn new_attribute_getter(
    vm: &mut Vm,
    class: Gc<Type>,
    names: Gc<Tuple>,
    keywords: Gc<Dict>,
) -> Outcome<Gc<Record>> {
    names_of(vm, "attrgetter", names, keywords)?;
    let paths = vm.new_list();
    for &name in names.as_slice() {
        let Some(text) = name.cast::<Str>() else {
            return Err(vm.type_error("attribute name must be a string"));
        };
        // Most names have no dots; those stand for themselves.
        let path = text.to_lossy();
        if path.contains('.') {
            let steps = vm.new_list();
            for step in path.split('.') {
                let step = vm.intern(step).value();
                vm.append(steps, step)?;
            }
            let steps = vm.tuple_of_list(steps)?.value();
            vm.append(paths, steps)?;
        } else {
            let name = vm.intern_str(text).value();
            vm.append(paths, name)?;
        }
    }
    let paths = vm.tuple_of_list(paths)?.value();
    Ok(vm.new_record(class, &[names.value(), paths]))
}

fn follow(vm: &mut Vm, object: Value, path: Value) -> Outcome<Value> {
    if let Some(name) = path.cast::<Str>() {
        return vm.get_attribute(object, name);
    }
    let mut object = object;
    if let Some(steps) = path.cast::<Tuple>() {
        for &step in steps.as_slice() {
            if let Some(name) = step.cast::<Str>() {
                object = vm.get_attribute(object, name)?;
            }
        }
    }
    Ok(object)
}

fn get_attributes(vm: &mut Vm, it: Gc<Record>, object: Value) -> Outcome<Value> {
    let Some(paths) = it.get(1).cast::<Tuple>() else { return Ok(Value::NONE) };
    if paths.len() == 1 {
        return follow(vm, object, paths.get(0));
    }
    let found = vm.new_list();
    for &path in paths.as_slice() {
        let attribute = follow(vm, object, path)?;
        vm.append(found, attribute)?;
    }
    Ok(vm.tuple_of_list(found)?.value())
}

/// The class as `repr` shows it.
fn class_text(vm: &mut Vm, it: Gc<Record>) -> String {
    let class = vm.type_of(it.value());
    vm.full_type_name(class)
}

fn repr(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let mut texts = Vec::new();
    for &part in parts(it).as_slice() {
        texts.push(vm.repr(part)?.to_lossy());
    }
    Ok(format!("{}({})", class_text(vm, it), texts.join(", ")))
}

fn reduce(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let class = vm.type_of(it.value()).value();
    Ok(vm.pair(class, it.get(WHAT)))
}

fn new_method_caller(
    vm: &mut Vm,
    class: Gc<Type>,
    arguments: Gc<Tuple>,
    keywords: Gc<Dict>,
) -> Outcome<Gc<Record>> {
    let Some((&name, rest)) = arguments.as_slice().split_first() else {
        return Err(vm.type_error("methodcaller needs at least one argument, the method name"));
    };
    let Some(name) = name.cast::<Str>() else { return Err(vm.type_error("method name must be a string")) };
    let name = vm.intern_str(name);
    let rest = vm.new_tuple(rest)?;
    Ok(vm.new_record(class, &[name.value(), rest.value(), keywords.value()]))
}

/// The name, arguments and keyword arguments of a method caller.
fn call_parts(it: Gc<Record>) -> Option<(Gc<Str>, Gc<Tuple>, Gc<Dict>)> {
    Some((it.get(WHAT).cast()?, it.get(ARGUMENTS).cast()?, it.get(KEYWORDS).cast()?))
}

fn call_method(vm: &mut Vm, it: Gc<Record>, object: Value) -> Outcome<Value> {
    let Some((name, arguments, keywords)) = call_parts(it) else { return Ok(Value::NONE) };
    if keywords.is_empty() {
        return vm.call_method(object, name, arguments.as_slice());
    }
    let method = vm.get_attribute(object, name)?;
    call_with_dict(vm, method, arguments.as_slice(), keywords)
}

fn repr_method_caller(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    let Some((name, arguments, keywords)) = call_parts(it) else { return Ok(String::new()) };
    let mut texts = vec![vm.repr(name.value())?.to_lossy()];
    for &argument in arguments.as_slice() {
        texts.push(vm.repr(argument)?.to_lossy());
    }
    let (values, names) = vm.spread(&[], keywords)?;
    if let Some(names) = names {
        for (&key, &value) in names.as_slice().iter().zip(values.as_slice()) {
            let key = vm.to_str(key)?.to_lossy();
            texts.push(format!("{key}={}", vm.repr(value)?.to_lossy()));
        }
    }
    Ok(format!("{}({})", class_text(vm, it), texts.join(", ")))
}

fn reduce_method_caller(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let Some((name, arguments, keywords)) = call_parts(it) else { return Ok(Value::NONE) };
    let class = vm.type_of(it.value()).value();
    let all = vm.list_of(&[name.value()])?;
    vm.list_extend(all, arguments.value())?;
    let all = vm.tuple_of_list(all)?;
    if keywords.is_empty() {
        return Ok(vm.pair(class, all.value()));
    }
    let functools = crate::modules::import_module(vm, "functools")?;
    let partial = vm.intern("partial");
    let partial = vm.get_attribute(functools, partial)?;
    let mut bound = smallvec::SmallVec::<[Value; 8]>::new();
    bound.push(class);
    bound.extend_from_slice(all.as_slice());
    let constructor = call_with_dict(vm, partial, &bound, keywords)?;
    let nothing = vm.empty_tuple.value();
    Ok(vm.pair(constructor, nothing))
}
