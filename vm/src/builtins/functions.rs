//! The built-in functions.

use strict_semantics::float::CompensatedSum;

use super::compile::compile;
use super::execution::{eval, exec};
use super::prelude::*;
use crate::object::{Dict, IteratorKind, List, NativeSpec};
use crate::protocol::{Arguments, Operator};

/// The functions of the module `builtins`.
pub(crate) static FUNCTIONS: &[NativeSpec] = &[
    m(
        "print",
        "(*args, sep=' ', end='\\n', file=None, flush=False)",
        crate::object::Effect::InputOutput,
        n(super::console::print),
        "Prints the values to a stream, or to sys.stdout by default.",
    ),
    m("len", "(obj, /)", Any, n(len), "Return the number of items in a container."),
    m("abs", "(number, /)", Any, n(abs), "Return the absolute value of the argument."),
    m("repr", "(obj, /)", Any, n(repr), "Return the canonical string representation of the object."),
    m("ascii", "(obj, /)", Any, n(ascii), "Return an ASCII-only representation of an object."),
    m(
        "chr",
        "(i, /)",
        Pure,
        n(chr),
        "Return a Unicode string of one character with ordinal i; 0 <= i <= 0x10ffff.",
    ),
    m("ord", "(character, /)", Pure, n(ord), "Return the ordinal value of a character."),
    m("bin", "(integer, /)", Any, n(bin), "Return the binary representation of an integer."),
    m("oct", "(integer, /)", Any, n(oct), "Return the octal representation of an integer."),
    m("hex", "(integer, /)", Any, n(hex), "Return the hexadecimal representation of an integer."),
    m("hash", "(obj, /)", Any, n(hash), "Return the hash value for the given object."),
    m("id", "(obj, /)", Pure, n(id), "Return the identity of an object."),
    m(
        "callable",
        "(obj, /)",
        Pure,
        n(callable),
        "Return whether the object is callable (i.e., some kind of function).",
    ),
    m(
        "isinstance",
        "(obj, class_or_tuple, /)",
        Any,
        n(isinstance),
        "Return whether an object is an instance of a class or of a subclass thereof.",
    ),
    m(
        "issubclass",
        "(cls, class_or_tuple, /)",
        Any,
        n(issubclass),
        "Return whether 'cls' is derived from another class or is the same class.",
    ),
    m(
        "getattr",
        "(object, name, default=<unrepresentable>, /)",
        Any,
        n(getattr),
        "Get a named attribute from an object.",
    ),
    m(
        "setattr",
        "(obj, name, value, /)",
        crate::object::Effect::MutatesArguments,
        n(setattr),
        "Sets the named attribute on the given object to the specified value.",
    ),
    m(
        "delattr",
        "(obj, name, /)",
        crate::object::Effect::MutatesArguments,
        n(delattr),
        "Deletes the named attribute from the given object.",
    ),
    m(
        "hasattr",
        "(obj, name, /)",
        Any,
        n(hasattr),
        "Return whether the object has an attribute with the given name.",
    ),
    m("iter", "(object, sentinel=<unrepresentable>, /)", Any, n(iter), "Get an iterator from an object."),
    m(
        "next",
        "(iterator, default=<unrepresentable>, /)",
        Any,
        n(next),
        "Return the next item from the iterator.",
    ),
    m("aiter", "(async_iterable, /)", Any, n(aiter), "Return an AsyncIterator for an AsyncIterable object."),
    m(
        "anext",
        "(aiterator, default=<unrepresentable>, /)",
        Any,
        n(anext),
        "Return the next item from the async iterator.",
    ),
    m(
        "all",
        "(iterable, /)",
        Any,
        n(all),
        "Return True if bool(x) is True for all values x in the iterable.",
    ),
    m("any", "(iterable, /)", Any, n(any), "Return True if bool(x) is True for any x in the iterable."),
    m(
        "sum",
        "(iterable, /, start=0)",
        Any,
        n(sum),
        "Return the sum of a 'start' value (default: 0) plus an iterable of numbers",
    ),
    m(
        "min",
        "(*args, key=None, default=<unrepresentable>)",
        Any,
        n(min),
        "With a single iterable argument, return its smallest item.",
    ),
    m(
        "max",
        "(*args, key=None, default=<unrepresentable>)",
        Any,
        n(max),
        "With a single iterable argument, return its biggest item.",
    ),
    m(
        "sorted",
        "(iterable, /, *, key=None, reverse=False)",
        Any,
        n(sorted),
        "Return a new list containing all items from the iterable in ascending order.",
    ),
    m("divmod", "(x, y, /)", Any, n(divmod), "Return the tuple (x//y, x%y)."),
    m(
        "pow",
        "(base, exp, mod=None)",
        Any,
        n(pow),
        "Equivalent to base**exp with 2 arguments or base**exp % mod with 3 arguments.",
    ),
    m(
        "round",
        "(number, ndigits=None)",
        Any,
        n(round),
        "Round a number to a given precision in decimal digits.",
    ),
    m(
        "format",
        "(value, format_spec='', /)",
        Any,
        n(format),
        "Return type(value).__format__(value, format_spec)",
    ),
    m(
        "globals",
        "()",
        Any,
        n(globals),
        "Return the dictionary containing the current scope's global variables.",
    ),
    m("locals", "()", Any, n(locals), "Return a dictionary containing the current scope's local variables."),
    m("vars", "(object=<unrepresentable>, /)", Any, n(vars), "Show vars."),
    m("dir", "(object=<unrepresentable>, /)", Any, n(dir), "Show attributes of an object."),
    m(
        "input",
        "(prompt='', /)",
        crate::object::Effect::InputOutput,
        n(super::console::input),
        "Read a string from standard input.",
    ),
    m(
        "compile",
        "(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)",
        Any,
        n(compile),
        "Compile source into a code object that can be executed by exec() or eval().",
    ),
    m(
        "eval",
        "(source, /, globals=None, locals=None)",
        Any,
        n(eval),
        "Evaluate the given source in the context of globals and locals.",
    ),
    m(
        "exec",
        "(source, /, globals=None, locals=None, *, closure=None)",
        Any,
        n(exec),
        "Execute the given source in the context of globals and locals.",
    ),
    m("breakpoint", "(*args, **kws)", Any, n(breakpoint), "Call sys.breakpointhook(*args, **kws)."),
    m(
        "__build_class__",
        "(*args, **kwargs)",
        Any,
        n(build_class),
        "Internal helper function used by the class statement.",
    ),
    m(
        "__import__",
        "(name, globals=None, locals=None, fromlist=(), level=0)",
        Any,
        n(crate::modules::import),
        "Import a module.",
    ),
];

fn len(vm: &mut Vm, object: Value) -> Outcome<usize> {
    vm.length(object)
}

fn abs(vm: &mut Vm, number: Value) -> Outcome<Value> {
    match vm.call_special(number, Special::Absolute, &[])? {
        Some(result) => Ok(result),
        None => {
            let name = vm.type_name(number);
            Err(vm.type_error(format!("bad operand type for abs(): '{name}'")))
        }
    }
}

fn repr(vm: &mut Vm, object: Value) -> Outcome<Gc<Str>> {
    vm.repr(object)
}

fn ascii(vm: &mut Vm, object: Value) -> Outcome<Value> {
    vm.ascii(object)
}

fn chr(vm: &mut Vm, number: Value) -> Outcome<Value> {
    let number = vm.to_index(number)?;
    match number.to_u64().and_then(|number| u32::try_from(number).ok()).filter(|&point| point < 0x11_0000) {
        Some(point) => Ok(vm.str_from_char(point)),
        None => Err(vm.value_error("chr() arg not in range(0x110000)")),
    }
}

fn ord(vm: &mut Vm, character: Value) -> Outcome<i64> {
    if let Some(text) = character.cast::<Str>() {
        return match text.view().char_at(0) {
            Some(point) if text.len() == 1 => Ok(i64::from(point)),
            _ => Err(vm.type_error(format!(
                "ord() expected a character, but string of length {} found",
                text.len()
            ))),
        };
    }
    match super::bytes::from_buffer(vm, character)? {
        Some(data) if data.len() == 1 => Ok(i64::from(data[0])),
        Some(data) => {
            Err(vm
                .type_error(format!("ord() expected a character, but string of length {} found", data.len())))
        }
        None => {
            let name = vm.type_name(character);
            Err(vm.type_error(format!("ord() expected string of length 1, but {name} found")))
        }
    }
}

macro_rules! radix_functions {
    ($($name:ident)*) => {$(
        fn $name(vm: &mut Vm, number: Value) -> Outcome<String> {
            let result = vm.to_index(number)?.$name(strict_semantics::Limit::NONE);
            vm.check(result)
        }
    )*};
}

radix_functions! { bin oct hex }

fn hash(vm: &mut Vm, object: Value) -> Outcome<i64> {
    vm.hash(object)
}

fn id(_: &mut Vm, object: Value) -> Outcome<i64> {
    Ok((object.bits() & (i64::MAX as u64)) as i64)
}

fn callable(vm: &mut Vm, object: Value) -> Outcome<bool> {
    Ok(vm.is_callable(object))
}

fn isinstance(vm: &mut Vm, object: Value, classes: Value) -> Outcome<bool> {
    vm.is_instance(object, classes)
}

fn issubclass(vm: &mut Vm, class: Value, classes: Value) -> Outcome<bool> {
    vm.is_subclass(class, classes)
}

fn attribute_name(vm: &mut Vm, name: Value) -> Outcome<Gc<Str>> {
    match name.cast::<Str>() {
        Some(name) => Ok(vm.intern_str(name)),
        None => {
            let given = vm.type_name(name);
            Err(vm.type_error(format!("attribute name must be string, not '{given}'")))
        }
    }
}

fn getattr(vm: &mut Vm, object: Value, name: Value, default: Option<Value>) -> Outcome<Value> {
    let name = attribute_name(vm, name)?;
    let Some(default) = default else { return vm.get_attribute(object, name) };
    match vm.find_attribute(object, name) {
        Ok(Some(value)) => Ok(value),
        Ok(None) => Ok(default),
        Err(_) if vm.catch(vm.exceptions.AttributeError) => Ok(default),
        Err(raised) => Err(raised),
    }
}

fn setattr(vm: &mut Vm, object: Value, name: Value, value: Value) -> Outcome<()> {
    let name = attribute_name(vm, name)?;
    vm.set_attribute(object, name, value)
}

fn delattr(vm: &mut Vm, object: Value, name: Value) -> Outcome<()> {
    let name = attribute_name(vm, name)?;
    vm.set_attribute(object, name, Value::UNBOUND)
}

fn hasattr(vm: &mut Vm, object: Value, name: Value) -> Outcome<bool> {
    let name = attribute_name(vm, name)?;
    match vm.find_attribute(object, name) {
        Ok(found) => Ok(found.is_some()),
        Err(_) if vm.catch(vm.exceptions.AttributeError) => Ok(false),
        Err(raised) => Err(raised),
    }
}

fn iter(vm: &mut Vm, object: Value, sentinel: Option<Value>) -> Outcome<Value> {
    let Some(sentinel) = sentinel else { return vm.iter(object) };
    if !vm.is_callable(object) {
        return Err(vm.type_error("iter(v, w): v must be callable"));
    }
    let class = vm.types.callable_iterator;
    let iterator = vm.new_iterator(class, IteratorKind::Callable, object);
    iterator.first.init(sentinel);
    Ok(iterator.value())
}

fn next(vm: &mut Vm, iterator: Value, default: Option<Value>) -> Outcome<Value> {
    let Some(method) = vm.special(iterator, Special::Next) else {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(format!("'{name}' object is not an iterator")));
    };
    match vm.call_method_value(method, iterator, &[]) {
        Ok(item) => Ok(item),
        Err(raised) => match default {
            Some(default) if vm.catch(vm.exceptions.StopIteration) => Ok(default),
            _ => Err(raised),
        },
    }
}

fn aiter(vm: &mut Vm, object: Value) -> Outcome<Value> {
    match vm.call_special(object, Special::AsyncIter, &[])? {
        Some(iterator) if vm.special(iterator, Special::AsyncNext).is_some() => Ok(iterator),
        Some(iterator) => {
            let name = vm.type_name(iterator);
            Err(vm.type_error(format!("aiter() returned not an async iterator of type '{name}'")))
        }
        None => {
            let name = vm.type_name(object);
            Err(vm.type_error(format!("'{name}' object is not an async iterable")))
        }
    }
}

fn anext(vm: &mut Vm, iterator: Value, default: Option<Value>) -> Outcome<Value> {
    let Some(awaitable) = vm.call_special(iterator, Special::AsyncNext, &[])? else {
        let name = vm.type_name(iterator);
        return Err(vm.type_error(format!("'{name}' object is not an async iterator")));
    };
    match default {
        None => Ok(awaitable),
        Some(default) => Ok(vm.new_record(vm.types.anext_awaitable, &[awaitable, default]).value()),
    }
}

fn all(vm: &mut Vm, items: Value) -> Outcome<bool> {
    let iterator = vm.iter(items)?;
    while let Some(item) = vm.next(iterator)? {
        if !vm.is_true(item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn any(vm: &mut Vm, items: Value) -> Outcome<bool> {
    let iterator = vm.iter(items)?;
    while let Some(item) = vm.next(iterator)? {
        if vm.is_true(item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

fn sum(vm: &mut Vm, items: Value, start: Option<Value>) -> Outcome<Value> {
    let start = start.unwrap_or(Value::ZERO);
    let class = vm.type_of(items);
    if !class.has_special(Special::Iter) && !class.has_special(Special::GetItem) {
        vm.iter(items)?;
    }
    if start.is::<Str>() {
        return Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    if start.is::<crate::object::Bytes>() {
        return Err(vm.type_error("sum() can't sum bytes [use b''.join(seq) instead]"));
    }
    if start.is::<crate::object::ByteArray>() {
        return Err(vm.type_error("sum() can't sum bytearray [use b''.join(seq) instead]"));
    }
    let iterator = vm.iter(items)?;
    let mut total = start;
    while let Some(item) = vm.next(iterator)? {
        if let (Some(first), Some(second)) = (vm.as_float(total), vm.as_float(item)) {
            let mut floats = CompensatedSum::new(first).with(second);
            // Floats are added with compensation, as long as there are floats and small ints.
            loop {
                let Some(item) = vm.next(iterator)? else { return Ok(vm.new_float(floats.value())) };
                if let Some(number) = vm.as_float(item) {
                    floats = floats.with(number);
                } else if let Some(number) = item.as_fixnum() {
                    floats = floats.with(number as f64);
                } else {
                    total = vm.new_float(floats.value());
                    total = vm.binary(Operator::ADD, total, item)?;
                    break;
                }
            }
            continue;
        }
        total = match (total.as_fixnum(), item.as_fixnum()) {
            (Some(a), Some(b)) => vm.new_int(a + b),
            _ => vm.binary(Operator::ADD, total, item)?,
        };
    }
    Ok(total)
}

fn extreme(
    vm: &mut Vm,
    name: &str,
    special: Special,
    arguments: Gc<Tuple>,
    key: Option<Value>,
    default: Option<Value>,
) -> Outcome<Value> {
    let items = match arguments.as_slice() {
        [] => return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0"))),
        [only] => *only,
        _ => {
            if default.is_some() {
                return Err(vm.type_error(format!(
                    "Cannot specify a default for {name}() with multiple positional arguments"
                )));
            }
            arguments.value()
        }
    };
    let key = key.filter(|key| !key.is_none());
    let iterator = vm.iter(items)?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = vm.next(iterator)? {
        let measure = match key {
            Some(key) => vm.call(key, &[item])?,
            None => item,
        };
        let better = match best {
            None => true,
            Some((_, known)) => vm.compare_bool(special, measure, known)?,
        };
        if better {
            best = Some((item, measure));
        }
    }
    match best.map(|(item, _)| item).or(default) {
        Some(item) => Ok(item),
        None => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
    }
}

fn min(vm: &mut Vm, arguments: Gc<Tuple>, key: Option<Value>, default: Option<Value>) -> Outcome<Value> {
    extreme(vm, "min", Special::Less, arguments, key, default)
}

fn max(vm: &mut Vm, arguments: Gc<Tuple>, key: Option<Value>, default: Option<Value>) -> Outcome<Value> {
    extreme(vm, "max", Special::Greater, arguments, key, default)
}

fn sorted(vm: &mut Vm, items: Value, key: Option<Value>, reverse: bool) -> Outcome<Gc<List>> {
    let list = vm.list_from(items)?;
    super::sorting::sort(vm, list, key.filter(|key| !key.is_none()), reverse)?;
    Ok(list)
}

fn divmod(vm: &mut Vm, left: Value, right: Value) -> Outcome<Value> {
    vm.binary(Operator::DIVMOD, left, right)
}

fn pow(vm: &mut Vm, base: Value, exponent: Value, modulus: Option<Value>) -> Outcome<Value> {
    vm.power_modulo(base, exponent, modulus.unwrap_or(Value::NONE))
}

fn round(vm: &mut Vm, number: Value, digits: Option<Value>) -> Outcome<Value> {
    let digits = digits.filter(|digits| !digits.is_none());
    let Some(method) = vm.special(number, Special::Round) else {
        let name = vm.type_name(number);
        return Err(vm.type_error(format!("type {name} doesn't define __round__ method")));
    };
    match digits {
        Some(digits) => vm.call_method_value(method, number, &[digits]),
        None => vm.call_method_value(method, number, &[]),
    }
}

fn format(vm: &mut Vm, value: Value, specification: Option<Value>) -> Outcome<Value> {
    let specification = match specification {
        None => vm.names.empty,
        Some(specification) => vm.expect_str(specification, "format() argument 2")?,
    };
    vm.format(value, specification)
}

/// The namespaces of the running frame.
pub(super) fn namespaces(vm: &mut Vm) -> Outcome<(Gc<Dict>, Value)> {
    let depth = vm.stacks.depth();
    let Some(frame) = vm.stacks.frames().last().copied() else {
        return Err(vm.error(vm.exceptions.SystemError, "globals and locals cannot be NULL"));
    };
    let globals = frame.function.globals.get();
    let locals = match frame.locals.bound() {
        Some(locals) if !super::code::has_comprehension(frame.function.code.get()) => locals,
        Some(locals) => {
            let object = vm.frame_object(depth - 1);
            super::code::with_comprehension(vm, object, locals)?
        }
        None => {
            let object = vm.frame_object(depth - 1);
            super::code::locals_of(vm, object)?.value()
        }
    };
    Ok((globals, locals))
}

fn globals(vm: &mut Vm) -> Outcome<Gc<Dict>> {
    match vm.stacks.frames().last() {
        Some(frame) => Ok(frame.function.globals.get()),
        None => Err(vm.error(vm.exceptions.SystemError, "globals and locals cannot be NULL")),
    }
}

fn locals(vm: &mut Vm) -> Outcome<Value> {
    Ok(namespaces(vm)?.1)
}

fn vars(vm: &mut Vm, object: Option<Value>) -> Outcome<Value> {
    let Some(object) = object else { return locals(vm) };
    let key = vm.names.dict;
    match vm.find_attribute(object, key)? {
        Some(dict) => Ok(dict),
        None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

fn dir(vm: &mut Vm, object: Option<Value>) -> Outcome<Gc<List>> {
    let names = match object {
        None => {
            let locals = locals(vm)?;
            let names = match locals.is::<Dict>() {
                true => locals,
                false => {
                    let keys = vm.names.keys;
                    vm.call_method(locals, keys, &[])?
                }
            };
            vm.list_from(names)?
        }
        Some(object) => match vm.call_special(object, Special::Dir, &[])? {
            Some(names) => vm.list_from(names)?,
            None => return Err(vm.type_error("object does not provide __dir__")),
        },
    };
    super::sorting::sort(vm, names, None, false)?;
    Ok(names)
}

fn build_class(vm: &mut Vm, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let (row, names) = vm.spread(arguments.as_slice(), keywords)?;
    vm.build_class(Arguments { values: row.as_slice(), names })
}

fn breakpoint(vm: &mut Vm, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<Value> {
    let sys = crate::modules::import_module(vm, "sys")?;
    let name = vm.intern("breakpointhook");
    let Some(hook) = vm.find_attribute(sys, name)? else {
        return Err(vm.error(vm.exceptions.RuntimeError, "lost sys.breakpointhook"));
    };
    let (row, names) = vm.spread(arguments.as_slice(), keywords)?;
    vm.call_with(hook, Arguments { values: row.as_slice(), names })
}
