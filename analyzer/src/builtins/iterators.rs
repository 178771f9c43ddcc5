//! Iterators: those of containers, `enumerate`, `zip`, `map`, `filter`, `reversed`, generators and coroutines.

use super::arity::{class_getitem, expect, expect_after_first, instance, new_class, receiver};
use super::subscripts::{self, Index};
use super::{Native, exceptions as exc, function, method, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{Elements, GeneratorStatus, Iter, ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, Next, Resumed, Stop, Truth};
use crate::ir::sym;

/// `__iter__` and `__next__` of a class of iterators, and what else it has.
macro_rules! iterator {
    ($class:literal, $($own:expr),*) => {
        &[
            method(concat!($class, ".__iter__"), itself),
            method(concat!($class, ".__next__"), next),
            $($own),*
        ]
    };
}

pub(crate) const ITERATOR_METHODS: &[Native] =
    iterator!("iterator", method("iterator.__length_hint__", length_hint));
pub(crate) const ENUMERATE_METHODS: &[Native] = iterator!(
    "enumerate",
    function("enumerate.__new__", new_enumerate).tolerant(),
    method("enumerate.__class_getitem__", class_getitem).tolerant()
);
pub(crate) const ZIP_METHODS: &[Native] =
    iterator!("zip", function("zip.__new__", new_zip).tolerant().variadic());
pub(crate) const MAP_METHODS: &[Native] = iterator!("map", function("map.__new__", new_map).tolerant());
pub(crate) const FILTER_METHODS: &[Native] =
    iterator!("filter", function("filter.__new__", new_filter).tolerant());
pub(crate) const REVERSED_METHODS: &[Native] = iterator!(
    "reversed",
    function("reversed.__new__", new_reversed),
    method("reversed.__length_hint__", length_hint)
);
pub(crate) const GENERATOR_METHODS: &[Native] = iterator!(
    "generator",
    method("generator.send", send).tolerant(),
    method("generator.throw", throw),
    method("generator.close", close),
    method("generator.__class_getitem__", class_getitem).tolerant()
);
pub(crate) const COROUTINE_METHODS: &[Native] = &[
    method("coroutine.__await__", drive).tolerant(),
    method("coroutine.send", drive).tolerant(),
    method("coroutine.throw", drive).tolerant(),
    method("coroutine.close", close_unstarted),
    method("coroutine.__class_getitem__", class_getitem).tolerant(),
];
pub(crate) const ASYNC_GENERATOR_METHODS: &[Native] = &[
    method("async_generator.__aiter__", itself),
    method("async_generator.__anext__", drive).tolerant(),
    method("async_generator.asend", drive).tolerant(),
    method("async_generator.athrow", drive).tolerant(),
    method("async_generator.aclose", drive).tolerant(),
    method("async_generator.__class_getitem__", class_getitem).tolerant(),
];

/// `iter(iterator)`
fn itself(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    match (arguments.get(0), arguments.len()) {
        (Some(value), 1) => Ok(value.clone()),
        (_, given) => interp.type_error(&format!("expected 0 arguments, got {}", given.saturating_sub(1))),
    }
}

/// `iterator.__next__()`
fn next(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Some(iterator) = arguments.get(0).cloned().filter(|_| arguments.len() == 1) else {
        return interp
            .type_error(&format!("expected 0 arguments, got {}", arguments.len().saturating_sub(1)));
    };
    advance(interp, &iterator, None)
}

/// The iterator's next element; at its end the default, or else `StopIteration`.
pub(super) fn advance(interp: &mut Interp<'_>, iterator: &Value, default: Option<&Value>) -> Eval<Value> {
    let (next, returned) = match interp.generator_of(iterator) {
        Some(id) => match interp.resume(id, Value::None, None)? {
            Resumed::Yielded(value) => (Next::Item(value), Value::None),
            Resumed::Any(value) => (Next::Any(value), Value::None),
            Resumed::Returned(value) => (Next::Done, value),
        },
        None => {
            if let Value::Typed(class) = iterator
                && class.unit.0 == 0
            {
                let name = interp.class_name(*class);
                let unknown = Value::unknown(format!("an object of type `{name}` whose state is not known"));
                return Ok(interp.unknown_use(
                    DiagnosticCode::UnknownIteration,
                    &unknown,
                    "`next()` is applied to",
                ));
            }
            (interp.next(iterator)?, Value::None)
        }
    };
    match (next, default) {
        (Next::Item(value), _) => Ok(value),
        (Next::Any(value), Some(default)) => Ok(interp.heap.join(&value, default)),
        (Next::Any(value), None) => {
            interp.maybe_raise_class(exc::STOP_ITERATION);
            Ok(value)
        }
        (Next::Done, Some(default)) => Ok(default.clone()),
        (Next::Done, None) => stop_iteration(interp, returned),
    }
}

fn stop_iteration<T>(interp: &mut Interp<'_>, value: Value) -> Eval<T> {
    let args = if matches!(value, Value::None) { Value::empty_tuple() } else { Value::tuple(vec![value]) };
    let exception = interp.exception_with(exc::STOP_ITERATION, args);
    Err(Stop::Raise(exception))
}

fn length_hint(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Some(Value::Object(id)) = arguments.get(0) else { return Ok(Value::Typed(types::INT)) };
    let Payload::Iterator(iter) = &interp.heap.get(*id).payload else { return Ok(Value::Typed(types::INT)) };
    Ok(match &**iter {
        Iter::Exhausted => Value::int(0),
        Iter::Values { values, index } => Value::len(values.len().saturating_sub(*index)),
        Iter::Text { text, index } => Value::len(text.len().saturating_sub(*index)),
        Iter::Range { remaining, .. } => Value::Int(remaining.clone()),
        Iter::List { list, index } => match &interp.heap.get(*list).payload {
            Payload::List(Elements::Exact(items)) => Value::len(items.len().saturating_sub(*index)),
            _ => Value::Typed(types::INT),
        },
        Iter::ListReversed { index, .. } | Iter::SequenceReversed { index, .. } => Value::len(*index),
        _ => Value::Typed(types::INT),
    })
}

fn make(interp: &mut Interp<'_>, class: ObjectId, iter: Iter) -> Eval<Value> {
    instance(interp, class, Payload::Iterator(Box::new(iter)))
}

fn new_enumerate(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::ENUMERATE)?;
    let given = arguments.len() - 1 + arguments.keywords.len();
    if given > 2 {
        return interp.type_error(&format!("enumerate() takes at most 2 arguments ({given} given)"));
    }
    let iterable = arguments.take(1, "iterable");
    let start = arguments.take(2, "start");
    if let Some((name, _)) = arguments.keywords.first() {
        return interp.type_error(&format!("'{name}' is an invalid keyword argument for enumerate()"));
    }
    let Some(iterable) = iterable else {
        return interp.type_error(if start.is_some() {
            "'start' is an invalid keyword argument for enumerate()"
        } else {
            "enumerate() missing required argument 'iterable'"
        });
    };
    let start = match start {
        Some(start) => start_of(interp, &start)?,
        None => Index::Known(0.into()),
    };
    let inner = interp.iter(&iterable)?;
    let iter = match start {
        Index::Known(next) => Iter::Enumerate { inner, next },
        Index::Typed => {
            let numbers = interp.new_iterator(Iter::Summary(Value::Typed(types::INT)));
            Iter::Zip { inners: vec![numbers, inner], strict: false }
        }
    };
    make(interp, class, iter)
}

/// Where `enumerate` begins to count.
fn start_of(interp: &mut Interp<'_>, value: &Value) -> Eval<Index> {
    match value {
        Value::Unknown(_) => {
            interp.unknown_use(DiagnosticCode::UnknownArgument, value, "`enumerate` would run code of");
            Ok(Index::Typed)
        }
        Value::Union(members) => {
            interp.fork(members.to_vec(), |interp, member| {
                subscripts::index(interp, &member).map(|_| Value::None)
            })?;
            Ok(Index::Typed)
        }
        value => subscripts::index(interp, value),
    }
}

/// The `strict` argument of `zip` and `map`; a subclass may take keyword arguments of its own.
fn strictness(interp: &mut Interp<'_>, arguments: &mut Arguments, name: &str, refuses: bool) -> Eval<bool> {
    let strict = match arguments.keyword(sym::strict_kw) {
        Some(strict) => interp.truth(&strict)?,
        None => Truth::False,
    };
    if strict == Truth::Either {
        interp.maybe_raise_class(exc::VALUE_ERROR);
    }
    match arguments.keywords.first() {
        Some((keyword, _)) if refuses => {
            interp.type_error(&format!("{name}() got an unexpected keyword argument '{keyword}'"))
        }
        _ => Ok(strict == Truth::True),
    }
}

fn new_zip(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::ZIP)?;
    let strict = strictness(interp, arguments, "zip", class == types::ZIP)?;
    if arguments.more_positional.is_some() {
        // Rows of unknown length: each part may come from any of the iterables.
        let mut parts = Vec::new();
        for iterable in arguments.positional.iter().skip(1).chain(&arguments.more_positional) {
            match interp.collect(iterable)? {
                Elements::Exact(items) => parts.extend(items),
                Elements::Summary(item) => parts.push(item),
            }
        }
        let row = match interp.heap.join_all(&parts) {
            Some(part) => Iter::Summary(interp.tuple_of(Elements::Summary(part))),
            None => Iter::Exhausted,
        };
        return make(interp, class, row);
    }
    let mut inners = Vec::with_capacity(arguments.len() - 1);
    for iterable in arguments.positional.iter().skip(1) {
        inners.push(interp.iter(iterable)?);
    }
    make(interp, class, Iter::Zip { inners, strict })
}

fn new_map(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::MAP)?;
    let strict = strictness(interp, arguments, "map", class == types::MAP)?;
    if arguments.len() < 3 {
        return interp.type_error("map() must have at least two arguments.");
    }
    let function = arguments.positional[1].clone();
    let mut inners = Vec::with_capacity(arguments.len() - 2);
    for iterable in arguments.positional.iter().skip(2) {
        inners.push(interp.iter(iterable)?);
    }
    make(interp, class, Iter::Map { function, inners, strict })
}

fn new_filter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::FILTER)?;
    if class == types::FILTER || arguments.keywords.is_empty() {
        expect_after_first(interp, arguments, "filter", 2, 2)?;
    }
    let function = match &arguments.positional[1] {
        Value::Object(types::BOOL) => Value::None,
        function => function.clone(),
    };
    let inner = interp.iter(&arguments.positional[2].clone())?;
    make(interp, class, Iter::Filter { function, inner })
}

fn new_reversed(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = new_class(interp, arguments, types::REVERSED)?;
    if class == types::REVERSED || arguments.keywords.is_empty() {
        expect_after_first(interp, arguments, "reversed", 1, 1)?;
    }
    reverse(interp, &arguments.positional[1].clone())
}

/// `reversed(sequence)`
pub(super) fn reverse(interp: &mut Interp<'_>, sequence: &Value) -> Eval<Value> {
    if let Some(method) = interp.special(sequence, sym::reversed)? {
        return interp.call(&method, Vec::new());
    }
    let built_in = matches!(
        interp.heap.class_of(sequence),
        Some(types::TUPLE | types::STR | types::BYTES | types::BYTEARRAY | types::MEMORYVIEW)
    );
    let is_sequence = built_in
        || interp.special_exists(sequence, sym::len) && interp.special_exists(sequence, sym::getitem);
    if !is_sequence || interp.heap.class_of(sequence) == Some(types::MAPPING_PROXY) {
        let name = interp.type_name(sequence);
        return interp.type_error(&format!("'{name}' object is not reversible"));
    }
    let iter = if built_in {
        match interp.collect(sequence)? {
            Elements::Exact(mut items) => {
                items.reverse();
                Iter::Values { values: items.into(), index: 0 }
            }
            Elements::Summary(item) => Iter::Summary(item),
        }
    } else {
        match super::sequences::length(interp, sequence)? {
            Value::Int(length) if length.to_usize().is_some() => {
                Iter::SequenceReversed { object: sequence.clone(), index: length.to_usize().unwrap_or(0) }
            }
            _ => {
                let item = interp.any_times(|interp| interp.get_item(sequence, &Value::Typed(types::INT)))?;
                item.map_or(Iter::Exhausted, Iter::Summary)
            }
        }
    };
    make(interp, types::REVERSED, iter)
}

/// The generator that a method is applied to; `None` where only the type is known, which is reported.
fn generator(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    name: &str,
    least: usize,
    most: usize,
) -> Eval<Option<ObjectId>> {
    let value = receiver(interp, arguments, types::GENERATOR, name, least, most)?;
    let found = interp.generator_of(&value);
    if found.is_none() {
        let unknown = Value::unknown("a generator whose state is not known");
        interp.unknown_use(DiagnosticCode::UnsafeCall, &unknown, &format!("`{name}` is applied to"));
    }
    Ok(found)
}

fn status(interp: &Interp<'_>, id: ObjectId) -> GeneratorStatus {
    match &interp.heap.get(id).payload {
        Payload::Generator(generator) => generator.status,
        _ => GeneratorStatus::Finished,
    }
}

/// What a resumption of a generator means to the caller of `send` or `throw`.
fn outcome(interp: &mut Interp<'_>, resumed: Resumed) -> Eval<Value> {
    match resumed {
        Resumed::Yielded(value) => Ok(value),
        Resumed::Returned(value) => stop_iteration(interp, value),
        Resumed::Any(value) => {
            interp.maybe_raise_class(exc::STOP_ITERATION);
            Ok(value)
        }
    }
}

fn send(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Some(id) = generator(interp, arguments, "generator.send", 1, 1)? else {
        return Ok(interp.after_error());
    };
    let value = arguments.positional[1].clone();
    if status(interp, id) == GeneratorStatus::Created && !matches!(value, Value::None) {
        return interp.type_error("can't send non-None value to a just-started generator");
    }
    let resumed = interp.resume(id, value, None)?;
    outcome(interp, resumed)
}

fn throw(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Some(id) = generator(interp, arguments, "generator.throw", 1, 3)? else {
        return Ok(interp.after_error());
    };
    let thrown = arguments.positional[1].clone();
    let class = match &thrown {
        Value::Object(class) if interp.heap.get(*class).as_class().is_some() => Some(*class),
        other => interp.heap.class_of(other),
    };
    if !class.is_some_and(|class| interp.is_subclass_of(class, exc::BASE_EXCEPTION)) {
        let name = interp.type_name(&thrown);
        let message =
            format!("exceptions must be classes or instances deriving from BaseException, not {name}");
        return interp.type_error(&message);
    }
    let exception = match (&thrown, arguments.get(2)) {
        (Value::Object(id), Some(value))
            if interp.heap.get(*id).as_class().is_some() && !matches!(value, Value::None) =>
        {
            let value = value.clone();
            interp.call(&thrown, vec![value])?
        }
        _ => interp.as_exception(&thrown)?,
    };
    let resumed = interp.resume(id, Value::None, Some(exception))?;
    outcome(interp, resumed)
}

fn close(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let Some(id) = generator(interp, arguments, "generator.close", 0, 0)? else {
        return Ok(interp.after_error());
    };
    if status(interp, id) == GeneratorStatus::Finished {
        return Ok(Value::None);
    }
    let exit = interp.exception(exc::GENERATOR_EXIT, "");
    match interp.resume(id, Value::None, Some(exit)) {
        Ok(Resumed::Returned(value)) => Ok(value),
        Ok(Resumed::Yielded(_)) => interp.raise(exc::RUNTIME_ERROR, "generator ignored GeneratorExit"),
        Ok(Resumed::Any(_)) => {
            interp.maybe_raise_class(exc::RUNTIME_ERROR);
            Ok(Value::unknown("the result of closing a generator"))
        }
        Err(Stop::Raise(exception)) => {
            let class = interp.heap.class_of(&exception);
            let expected = |class| {
                interp.is_subclass_of(class, exc::GENERATOR_EXIT)
                    || interp.is_subclass_of(class, exc::STOP_ITERATION)
            };
            if class.is_some_and(expected) { Ok(Value::None) } else { Err(Stop::Raise(exception)) }
        }
        Err(stop) => Err(stop),
    }
}

/// A coroutine runs only in an event loop, which the module level has none of.
fn drive(interp: &mut Interp<'_>, _arguments: &mut Arguments) -> Eval<Value> {
    let help = "run coroutines inside a function";
    interp.report(
        DiagnosticCode::ProhibitedBuiltin,
        "a coroutine is run by hand".to_owned(),
        &[],
        Some(help),
    );
    Ok(interp.after_error())
}

/// A coroutine that has not been run has nothing to clean up.
fn close_unstarted(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, types::COROUTINE, "coroutine.close", 0, 0)?;
    Ok(Value::None)
}

/// `iter(callable, sentinel)`, `iter(iterable)`
pub(super) fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect(interp, arguments, "iter", 1, 2)?;
    let value = arguments.positional[0].clone();
    let Some(sentinel) = arguments.get(1).cloned() else { return interp.iter(&value) };
    if !is_callable(interp, &value) {
        return interp.type_error("iter(v, w): v must be callable");
    }
    Ok(interp.new_iterator(Iter::Callable { function: value, sentinel }))
}

fn is_callable(interp: &mut Interp<'_>, value: &Value) -> bool {
    match value {
        Value::Unknown(_) | Value::Union(_) => true,
        Value::Object(id) => match &interp.heap.get(*id).payload {
            Payload::Function(_)
            | Payload::Native(_)
            | Payload::BoundMethod { .. }
            | Payload::Class(_)
            | Payload::StaticMethod(_)
            | Payload::GenericAlias { .. } => true,
            _ => interp.special_exists(value, sym::call),
        },
        _ => interp.special_exists(value, sym::call),
    }
}
