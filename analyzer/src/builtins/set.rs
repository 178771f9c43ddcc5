//! `set` and `frozenset`.

use super::arity::{class_getitem, expect_after_first, instance, new_class, receiver};
use super::elements::{self, comparisons, of_truth};
use super::set_algebra as algebra;
use super::{Native, exceptions as exc, function, hashes, method, types};
use crate::domain::{Dict, ObjectId, Payload, Set, Value};
use crate::interp::{Arguments, DictGet, Eval, Interp, Presence, SET_ELEMENT, Stop, unknown_dict};
use crate::ir::CompareOp;

/// Methods that both classes have.
macro_rules! methods {
    ($class:literal, $new:ident, $($own:expr,)*) => {
        &[
            function(concat!($class, ".__new__"), $new).tolerant(),
            method(concat!($class, ".__repr__"), repr),
            method(concat!($class, ".__len__"), len),
            method(concat!($class, ".__contains__"), contains).tolerant(),
            method(concat!($class, ".__iter__"), iter),
            method(concat!($class, ".__eq__"), eq),
            method(concat!($class, ".__ne__"), ne),
            method(concat!($class, ".__lt__"), lt),
            method(concat!($class, ".__le__"), le),
            method(concat!($class, ".__gt__"), gt),
            method(concat!($class, ".__ge__"), ge),
            method(concat!($class, ".__and__"), and),
            method(concat!($class, ".__rand__"), rand),
            method(concat!($class, ".__or__"), or),
            method(concat!($class, ".__ror__"), ror),
            method(concat!($class, ".__sub__"), sub),
            method(concat!($class, ".__rsub__"), rsub),
            method(concat!($class, ".__xor__"), xor),
            method(concat!($class, ".__rxor__"), rxor),
            method(concat!($class, ".__sizeof__"), sizeof),
            method(concat!($class, ".__class_getitem__"), class_getitem).tolerant(),
            method(concat!($class, ".copy"), copy),
            method(concat!($class, ".difference"), difference).variadic(),
            method(concat!($class, ".intersection"), intersection).variadic(),
            method(concat!($class, ".isdisjoint"), isdisjoint),
            method(concat!($class, ".issubset"), issubset),
            method(concat!($class, ".issuperset"), issuperset),
            method(concat!($class, ".symmetric_difference"), symmetric_difference),
            method(concat!($class, ".union"), union).variadic(),
            $($own,)*
        ]
    };
}

pub(crate) const SET_METHODS: &[Native] = methods!(
    "set",
    new_set,
    method("set.__init__", init).tolerant(),
    method("set.__iand__", iand),
    method("set.__ior__", ior),
    method("set.__isub__", isub),
    method("set.__ixor__", ixor),
    method("set.add", add).tolerant(),
    method("set.clear", clear),
    method("set.difference_update", difference_update).variadic(),
    method("set.discard", discard).tolerant(),
    method("set.intersection_update", intersection_update).variadic(),
    method("set.pop", pop),
    method("set.remove", remove).tolerant(),
    method("set.symmetric_difference_update", symmetric_difference_update),
    method("set.update", update).variadic(),
);

pub(crate) const FROZENSET_METHODS: &[Native] =
    methods!("frozenset", new_frozenset, method("frozenset.__hash__", hash),);

/// Whether the class is `set`, `frozenset` or a subclass of one.
pub(super) fn is_set_class(interp: &Interp<'_>, class: ObjectId) -> bool {
    interp.is_subclass_of(class, types::SET) || interp.is_subclass_of(class, types::FROZENSET)
}

/// A checked receiver.
struct Receiver {
    value: Value,
    /// A set, as against a frozen one.
    is_mutable: bool,
}

impl Receiver {
    fn contents(&self, interp: &Interp<'_>) -> Dict {
        algebra::of_set(interp, &self.value).unwrap_or_else(unknown_dict)
    }

    /// A set of the receiver's kind.
    fn like(&self, interp: &mut Interp<'_>, contents: Dict) -> Value {
        if self.is_mutable { new(interp, contents) } else { frozen(interp, contents) }
    }
}

pub(super) fn new(interp: &mut Interp<'_>, contents: Dict) -> Value {
    interp.alloc(types::SET, Payload::Set(Set { dict: contents }))
}

fn frozen(interp: &mut Interp<'_>, contents: Dict) -> Value {
    interp.alloc(types::FROZENSET, Payload::FrozenSet(Set { dict: contents }))
}

/// The receiver of a method of both classes.
fn either(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    least: usize,
    most: usize,
) -> Eval<Receiver> {
    let class = arguments.get(0).and_then(|value| interp.heap.class_of(value));
    let is_mutable = !class.is_some_and(|class| interp.is_subclass_of(class, types::FROZENSET));
    let (class, class_name) = if is_mutable { (types::SET, "set") } else { (types::FROZENSET, "frozenset") };
    let value = receiver(interp, arguments, class, &format!("{class_name}.{name}"), least, most)?;
    Ok(Receiver { value, is_mutable })
}

/// The receiver of a method of `set` alone.
fn mutable(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    least: usize,
    most: usize,
) -> Eval<Receiver> {
    let value = receiver(interp, arguments, types::SET, &format!("set.{name}"), least, most)?;
    Ok(Receiver { value, is_mutable: true })
}

fn replace(interp: &mut Interp<'_>, set: &Value, contents: Dict) -> Eval<()> {
    if let Some(id) = interp.changeable(set, "the contents")? {
        interp.heap.modify(id).payload = Payload::Set(Set { dict: contents });
    }
    Ok(())
}

fn new_set(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::SET)?;
    instance(interp, class, Payload::Set(Set::default()))
}

fn init(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_after_first(interp, arguments, "set", 0, 1)?;
    let set = receiver(interp, arguments, types::SET, "set.__init__", 0, 1)?;
    let Some(iterable) = arguments.get(1).cloned() else {
        replace(interp, &set, Dict::default())?;
        return Ok(Value::None);
    };
    interp.over(&iterable, |interp, iterable| {
        let contents = algebra::of_iterable(interp, iterable)?;
        replace(interp, &set, contents)?;
        Ok(Value::None)
    })
}

fn new_frozenset(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::FROZENSET)?;
    if class == types::FROZENSET || arguments.keywords.is_empty() {
        expect_after_first(interp, arguments, "frozenset", 0, 1)?;
    }
    let iterable = arguments.get(1).cloned().unwrap_or_else(Value::empty_tuple);
    interp.over(&iterable, |interp, iterable| {
        if class == types::FROZENSET && interp.heap.class_of(iterable) == Some(types::FROZENSET) {
            return Ok(iterable.clone());
        }
        let contents = algebra::of_iterable(interp, iterable)?;
        instance(interp, class, Payload::FrozenSet(Set { dict: contents }))
    })
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let set = either(interp, arguments, "__repr__", 0, 0)?;
    elements::repr(interp, &set.value)
}

fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let set = either(interp, arguments, "__len__", 0, 0)?;
    Ok(match &set.value {
        Value::Object(id) => interp.dict_of(*id).map_or(Value::Typed(types::INT), super::dict::length),
        _ => Value::Typed(types::INT),
    })
}

/// Runs something with a key; a set that is looked for is taken for a frozen one.
fn with_key<T>(
    interp: &mut Interp<'_>,
    key: &Value,
    mut run: impl FnMut(&mut Interp<'_>, &Value) -> Eval<T>,
) -> Eval<T> {
    match run(interp, key) {
        Err(Stop::Raise(exception)) if interp.heap.class_of(&exception) == Some(exc::TYPE_ERROR) => {
            let contents = match interp.heap.class_of(key) {
                Some(class) if interp.is_subclass_of(class, types::SET) => algebra::of_set(interp, key),
                _ => None,
            };
            match contents {
                Some(contents) => {
                    let key = frozen(interp, contents);
                    run(interp, &key)
                }
                None => Err(Stop::Raise(exception)),
            }
        }
        other => other,
    }
}

fn contains(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let set = either(interp, arguments, "__contains__", 1, 1)?;
    if arguments.positional[1].is_unknown() {
        let code = crate::diagnostics::Code::UnknownOperator;
        interp.unknown_use(code, &arguments.positional[1], "a set is searched for");
        return Ok(Value::Typed(types::BOOL));
    }
    let found = with_key(interp, &arguments.positional[1], |interp, key| match &set.value {
        Value::Object(id) => interp.dict_get(*id, key),
        _ => interp.key_hash(key, SET_ELEMENT).map(|_| DictGet::Perhaps(Value::None)),
    })?;
    Ok(match found {
        DictGet::Found(_) => Value::Bool(true),
        DictGet::Absent => Value::Bool(false),
        DictGet::Perhaps(_) => Value::Typed(types::BOOL),
    })
}

fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let set = either(interp, arguments, "__iter__", 0, 0)?;
    interp.iter_contents(&set.value)
}

comparisons!(compare);

fn compare(interp: &mut Interp<'_>, arguments: &mut Arguments, op: CompareOp, name: &str) -> Eval<Value> {
    let set = either(interp, arguments, name, 1, 1)?;
    match algebra::of_set(interp, &arguments.positional[1]) {
        Some(other) => {
            let contents = set.contents(interp);
            algebra::compare(interp, op, &contents, &other).map(of_truth)
        }
        None => Ok(Value::NotImplemented),
    }
}

type Operation = fn(&mut Interp<'_>, &Dict, &Dict) -> Eval<Dict>;

fn union_of(interp: &mut Interp<'_>, left: &Dict, right: &Dict) -> Eval<Dict> {
    algebra::union(interp, left.clone(), right)
}

/// A binary operator between sets.
fn operator(interp: &mut Interp<'_>, arguments: &Arguments, name: &str, operation: Operation) -> Eval<Value> {
    let set = either(interp, arguments, name, 1, 1)?;
    match algebra::of_set(interp, &arguments.positional[1]) {
        Some(other) => {
            let contents = set.contents(interp);
            let contents = operation(interp, &contents, &other)?;
            Ok(set.like(interp, contents))
        }
        None => Ok(Value::NotImplemented),
    }
}

/// A binary operator whose left operand is the argument.
fn reflected(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    operation: Operation,
) -> Eval<Value> {
    either(interp, arguments, name, 1, 1)?;
    let swapped = Arguments::new(vec![arguments.positional[1].clone(), arguments.positional[0].clone()]);
    if algebra::of_set(interp, &swapped.positional[0]).is_none() {
        return Ok(Value::NotImplemented);
    }
    operator(interp, &swapped, name, operation)
}

fn and(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    operator(interp, arguments, "__and__", algebra::intersection)
}

fn rand(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    reflected(interp, arguments, "__rand__", algebra::intersection)
}

fn or(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    operator(interp, arguments, "__or__", union_of)
}

fn ror(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    reflected(interp, arguments, "__ror__", union_of)
}

fn sub(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    operator(interp, arguments, "__sub__", algebra::difference)
}

fn rsub(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    reflected(interp, arguments, "__rsub__", algebra::difference)
}

fn xor(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    operator(interp, arguments, "__xor__", algebra::symmetric_difference)
}

fn rxor(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    reflected(interp, arguments, "__rxor__", algebra::symmetric_difference)
}

/// An operator such as `|=`, which changes its left operand.
fn in_place(interp: &mut Interp<'_>, arguments: &Arguments, name: &str, operation: Operation) -> Eval<Value> {
    let set = mutable(interp, arguments, name, 1, 1)?;
    match algebra::of_set(interp, &arguments.positional[1]) {
        Some(other) => {
            let contents = set.contents(interp);
            let contents = operation(interp, &contents, &other)?;
            replace(interp, &set.value, contents)?;
            Ok(set.value)
        }
        None => Ok(Value::NotImplemented),
    }
}

fn iand(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    in_place(interp, arguments, "__iand__", algebra::intersection)
}

fn ior(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    in_place(interp, arguments, "__ior__", union_of)
}

fn isub(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    in_place(interp, arguments, "__isub__", algebra::difference)
}

fn ixor(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    in_place(interp, arguments, "__ixor__", algebra::symmetric_difference)
}

fn sizeof(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    either(interp, arguments, "__sizeof__", 0, 0)?;
    Ok(Value::Typed(types::INT))
}

fn hash(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let set = either(interp, arguments, "__hash__", 0, 0)?;
    let contents = set.contents(interp);
    let keys: Vec<Value> = contents.iter().map(|entry| entry.key.clone()).collect();
    let known = hashes::known_hashes(interp, &keys)?.filter(|_| contents.has_exact_keys());
    Ok(hashes::value_of(known.map(strict_semantics::hash::hash_frozenset)))
}

fn copy(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let set = either(interp, arguments, "copy", 0, 0)?;
    if !set.is_mutable && interp.heap.class_of(&set.value) == Some(types::FROZENSET) {
        return Ok(set.value);
    }
    let contents = set.contents(interp);
    Ok(set.like(interp, contents))
}

/// Applies an operation to the contents and each further argument in turn.
fn fold(interp: &mut Interp<'_>, arguments: &Arguments, contents: Dict, operation: Operation) -> Eval<Dict> {
    let mut contents = contents;
    for other in arguments.positional.iter().skip(1) {
        let other = algebra::of_iterable(interp, other)?;
        contents = operation(interp, &contents, &other)?;
    }
    if let Some(other) = &arguments.more_positional {
        let other = algebra::of_iterable(interp, other)?;
        let mut possible = operation(interp, &contents, &other)?;
        // Applied any number of times, it may also not be applied at all.
        for entry in contents.iter() {
            let found = interp.presence_hashed(&possible, &entry.key, Some(entry.hash))?;
            if found == Presence::Absent {
                let entry = (entry.key.clone(), Value::None);
                interp.insert_entry(&mut possible, entry, false, SET_ELEMENT)?;
            }
        }
        for entry in possible.iter_mut() {
            let before = contents.candidates(entry.hash).find_map(|position| contents.entry(position));
            entry.definite &= before.is_some_and(|before| before.definite && before.key.same(&entry.key));
        }
        contents = possible;
    }
    Ok(contents)
}

/// A method that gives a new set.
fn combined(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    most: usize,
    operation: Operation,
) -> Eval<Value> {
    let least = if most == 1 { 1 } else { 0 };
    let set = either(interp, arguments, name, least, most)?;
    let contents = set.contents(interp);
    let contents = fold(interp, arguments, contents, operation)?;
    Ok(set.like(interp, contents))
}

/// A method that changes the set.
fn updated(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    most: usize,
    operation: Operation,
) -> Eval<Value> {
    let least = if most == 1 { 1 } else { 0 };
    let set = mutable(interp, arguments, name, least, most)?;
    let contents = set.contents(interp);
    let contents = fold(interp, arguments, contents, operation)?;
    replace(interp, &set.value, contents)?;
    Ok(Value::None)
}

fn difference(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    combined(interp, arguments, "difference", usize::MAX, algebra::difference)
}

fn intersection(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    combined(interp, arguments, "intersection", usize::MAX, algebra::intersection)
}

fn symmetric_difference(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    combined(interp, arguments, "symmetric_difference", 1, algebra::symmetric_difference)
}

fn union(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    combined(interp, arguments, "union", usize::MAX, union_of)
}

fn difference_update(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    updated(interp, arguments, "difference_update", usize::MAX, algebra::difference)
}

fn intersection_update(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    updated(interp, arguments, "intersection_update", usize::MAX, algebra::intersection)
}

fn symmetric_difference_update(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    updated(interp, arguments, "symmetric_difference_update", 1, algebra::symmetric_difference)
}

fn update(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    updated(interp, arguments, "update", usize::MAX, union_of)
}

fn isdisjoint(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let contents = either(interp, arguments, "isdisjoint", 1, 1)?.contents(interp);
    let other = algebra::of_iterable(interp, &arguments.positional[1])?;
    algebra::is_disjoint(interp, &contents, &other).map(of_truth)
}

fn issubset(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let contents = either(interp, arguments, "issubset", 1, 1)?.contents(interp);
    let other = algebra::of_iterable(interp, &arguments.positional[1])?;
    algebra::is_subset(interp, &contents, &other).map(of_truth)
}

fn issuperset(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let contents = either(interp, arguments, "issuperset", 1, 1)?.contents(interp);
    let other = algebra::of_iterable(interp, &arguments.positional[1])?;
    algebra::is_subset(interp, &other, &contents).map(of_truth)
}

fn add(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let set = receiver(interp, arguments, types::SET, "set.add", 1, 1)?;
    let element = arguments.positional[1].clone();
    match &set {
        // An element that is there stays, even where the new one is equal but of another type.
        Value::Object(id) if interp.dict_of(*id).is_some() => interp.dict_set(*id, element, Value::None)?,
        _ => drop(interp.changeable(&set, "the contents")?),
    }
    Ok(Value::None)
}

fn clear(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let set = receiver(interp, arguments, types::SET, "set.clear", 0, 0)?;
    replace(interp, &set, Dict::default())?;
    Ok(Value::None)
}

/// Removes an element; whether it was there.
fn take(interp: &mut Interp<'_>, arguments: &Arguments, name: &str) -> Eval<DictGet> {
    let set = receiver(interp, arguments, types::SET, name, 1, 1)?;
    with_key(interp, &arguments.positional[1], |interp, element| match &set {
        Value::Object(id) if interp.dict_of(*id).is_some() => interp.dict_remove(*id, element),
        _ => {
            interp.changeable(&set, "the contents")?;
            Ok(DictGet::Perhaps(Value::None))
        }
    })
}

fn discard(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    take(interp, arguments, "set.discard")?;
    Ok(Value::None)
}

fn remove(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match take(interp, arguments, "set.remove")? {
        DictGet::Found(_) => {}
        DictGet::Perhaps(_) => interp.maybe_raise_class(exc::KEY_ERROR),
        DictGet::Absent => return interp.key_error(&arguments.positional[1]),
    }
    Ok(Value::None)
}

fn pop(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let set = mutable(interp, arguments, "pop", 0, 0)?;
    let mut contents = set.contents(interp);
    let elements = super::mapping::view_items(&contents, crate::domain::DictViewKind::Keys);
    if elements.is_empty() {
        return interp.key_error(&Value::str("pop from an empty set"));
    }
    if !contents.iter().any(|entry| entry.definite) {
        interp.maybe_raise_class(exc::KEY_ERROR);
    }
    if contents.has_exact_keys() && elements.len() == 1 {
        contents.clear();
    } else {
        // Which one is taken is an accident of the implementation.
        for entry in contents.iter_mut() {
            entry.definite = false;
        }
    }
    replace(interp, &set.value, contents)?;
    Ok(elements::joined(interp, &elements))
}
