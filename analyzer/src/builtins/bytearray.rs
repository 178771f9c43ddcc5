//! `bytearray`: what it has beyond `bytes`.

use strict_semantics::slice::{self, Indices};
use strict_semantics::{Limit, bytes as plain_bytes};

use super::bytes::{Kind, buffer, byte, bytes_like, contents, of_integers, of_source};
use super::parameters::{self, Index, Subscript};
use super::{Native, exceptions as exc, function, method, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, MAX_VALUE, Stop};

pub(crate) const METHODS: &[Native] = &[
    function("bytearray.__new__", new),
    method("bytearray.__alloc__", alloc),
    method("bytearray.__delitem__", delitem),
    method("bytearray.__iadd__", iadd),
    method("bytearray.__imul__", imul),
    method("bytearray.__init__", init),
    method("bytearray.__reduce__", reduce),
    method("bytearray.__reduce_ex__", reduce_ex),
    method("bytearray.__release_buffer__", release_buffer),
    method("bytearray.__setitem__", setitem),
    method("bytearray.append", append),
    method("bytearray.clear", clear),
    method("bytearray.copy", copy),
    method("bytearray.extend", extend),
    method("bytearray.insert", insert),
    method("bytearray.pop", pop),
    method("bytearray.remove", remove),
    method("bytearray.resize", resize),
    method("bytearray.reverse", reverse),
];

const LIMIT: Limit = Limit(MAX_VALUE);

/// Checks the receiver and gives its contents, as far as they are known.
fn receiver(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Option<Vec<u8>>> {
    match arguments.get(0) {
        Some(value) if parameters::is_instance(interp, value, types::BYTEARRAY) => {
            Ok(contents(interp, value).map(|bytes| bytes.to_vec()))
        }
        _ => parameters::wrong_receiver(interp, arguments, name),
    }
}

/// Gives the receiver new contents, if it may be changed.
fn store(interp: &mut Interp<'_>, arguments: &Arguments, contents: Option<Vec<u8>>) -> Eval<()> {
    match arguments.get(0) {
        Some(Value::Object(id)) => set_contents(interp, *id, contents),
        _ => {
            let origin = Value::unknown("a `bytearray` whose owner is not known");
            interp.unknown_use(DiagnosticCode::UnknownArgument, &origin, "the contents are changed of");
            Ok(())
        }
    }
}

/// Gives a bytearray new contents, if it may be changed.
pub(crate) fn set_contents(interp: &mut Interp<'_>, id: ObjectId, contents: Option<Vec<u8>>) -> Eval<()> {
    if interp.may_change(id, "the contents")? {
        if let Some(contents) = &contents {
            interp.plain(LIMIT.check(contents.len()))?;
        }
        interp.heap.modify(id).payload = Payload::ByteArray(contents);
    }
    Ok(())
}

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = parameters::class_argument(interp, arguments, types::BYTEARRAY)?;
    if class == types::BYTEARRAY {
        return Ok(Kind::ByteArray.make(interp, Some(Vec::new())));
    }
    interp.new_instance(class)
}

fn init(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.__init__")?;
    let bytes = of_source(interp, arguments, Kind::ByteArray)?;
    store(interp, arguments, bytes)?;
    Ok(Value::None)
}

fn append(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.append")?;
    let item = parameters::one(interp, arguments, "bytearray.append")?;
    let item = byte(interp, &item)?;
    // The common case needs no copy of the contents.
    if let (Some(item), Some(Value::Object(id))) = (item, arguments.get(0)) {
        let id = *id;
        if interp.may_change(id, "the contents")?
            && let Payload::ByteArray(Some(bytes)) = &mut interp.heap.modify(id).payload
        {
            bytes.push(item);
        }
        return Ok(Value::None);
    }
    store(interp, arguments, None)?;
    Ok(Value::None)
}

fn extend(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.extend")?;
    let iterable = parameters::one(interp, arguments, "bytearray.extend")?;
    let class = interp.type_name(&iterable);
    if parameters::is_instance(interp, &iterable, types::STR) {
        return interp.type_error(&format!("expected iterable of integers; got: '{class}'"));
    }
    let more = integers(interp, &iterable, &format!("can't extend bytearray with {class}"))?;
    store(interp, arguments, bytes.zip(more).map(|(bytes, more)| [bytes, more].concat()))?;
    Ok(Value::None)
}

/// The contents of a bytes-like object or of an iterable of integers.
fn integers(interp: &mut Interp<'_>, iterable: &Value, refusal: &str) -> Eval<Option<Vec<u8>>> {
    if let Some(bytes) = bytes_like(interp, iterable)? {
        return Ok(bytes.map(|bytes| bytes.to_vec()));
    }
    let iterator = match interp.iter(iterable) {
        Err(Stop::Raise(error)) if parameters::is_instance(interp, &error, exc::TYPE_ERROR) => {
            return interp.type_error(refusal);
        }
        other => other?,
    };
    let elements = interp.drain(&iterator)?;
    of_integers(interp, &elements, Kind::ByteArray)
}

fn insert(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.insert")?;
    let [index, item] = parameters::positional(interp, arguments, "bytearray.insert", 2)?;
    let index = parameters::size(interp, &index.unwrap_or(Value::None))?;
    let item = byte(interp, &item.unwrap_or(Value::None))?;
    let changed = match (bytes, index, item) {
        (Some(mut bytes), Some(index), Some(item)) => {
            let length = bytes.len() as i64;
            let place = if index < 0 { index.saturating_add(length) } else { index };
            bytes.insert(place.clamp(0, length) as usize, item);
            Some(bytes)
        }
        _ => None,
    };
    store(interp, arguments, changed)?;
    Ok(Value::None)
}

fn pop(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.pop")?;
    let [index] = parameters::positional(interp, arguments, "bytearray.pop", 0)?;
    let index = match index {
        Some(index) => parameters::size(interp, &index)?,
        None => Some(-1),
    };
    let (Some(mut bytes), Some(index)) = (bytes, index) else {
        interp.maybe_raise_class(exc::INDEX_ERROR);
        store(interp, arguments, None)?;
        return Ok(Value::Typed(types::INT));
    };
    if bytes.is_empty() {
        return interp.raise(exc::INDEX_ERROR, "pop from empty bytearray");
    }
    let Some(place) = slice::normalize_index(&index.into(), bytes.len()) else {
        return interp.raise(exc::INDEX_ERROR, "pop index out of range");
    };
    let item = bytes.remove(place);
    store(interp, arguments, Some(bytes))?;
    Ok(Value::int(i64::from(item)))
}

fn remove(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.remove")?;
    let item = parameters::one(interp, arguments, "bytearray.remove")?;
    let item = byte(interp, &item)?;
    let (Some(mut bytes), Some(item)) = (bytes, item) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        store(interp, arguments, None)?;
        return Ok(Value::None);
    };
    let Some(place) = bytes.iter().position(|byte| *byte == item) else {
        return interp.value_error("value not found in bytearray");
    };
    bytes.remove(place);
    store(interp, arguments, Some(bytes))?;
    Ok(Value::None)
}

fn reverse(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.reverse")?;
    parameters::nothing(interp, arguments, "bytearray.reverse")?;
    let reversed = bytes.map(|mut bytes| {
        bytes.reverse();
        bytes
    });
    store(interp, arguments, reversed)?;
    Ok(Value::None)
}

fn clear(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.clear")?;
    parameters::nothing(interp, arguments, "bytearray.clear")?;
    store(interp, arguments, Some(Vec::new()))?;
    Ok(Value::None)
}

fn copy(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.copy")?;
    parameters::nothing(interp, arguments, "bytearray.copy")?;
    Ok(Kind::ByteArray.make(interp, bytes))
}

fn resize(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.resize")?;
    let size = parameters::one(interp, arguments, "bytearray.resize")?;
    let size = parameters::size(interp, &size)?;
    let (Some(mut bytes), Some(size)) = (bytes, size) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        store(interp, arguments, None)?;
        return Ok(Value::None);
    };
    let Ok(length) = usize::try_from(size) else {
        return interp.value_error(&format!("Can only resize to positive sizes, got {size}"));
    };
    interp.plain(LIMIT.check(length))?;
    bytes.resize(length, 0);
    store(interp, arguments, Some(bytes))?;
    Ok(Value::None)
}

fn setitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.__setitem__")?;
    let [key, value] = parameters::positional(interp, arguments, "bytearray.__setitem__", 2)?;
    let (key, value) = (key.unwrap_or(Value::None), value.unwrap_or(Value::None));
    let changed = match place(interp, &key, bytes.as_ref().map(Vec::len))? {
        Place::Item(place) => {
            let item = byte(interp, &value)?;
            bytes.zip(place).zip(item).map(|((mut bytes, place), item)| {
                bytes[place] = item;
                bytes
            })
        }
        Place::Slice(indices) => {
            const REFUSAL: &str = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
            if [types::STR, types::INT].iter().any(|class| parameters::is_instance(interp, &value, *class)) {
                return interp.type_error(REFUSAL);
            }
            let items = integers(interp, &value, REFUSAL)?;
            match (bytes, indices, items) {
                (Some(bytes), Some(indices), Some(items)) => Some(assign(interp, bytes, indices, items)?),
                _ => {
                    interp.maybe_raise_class(exc::VALUE_ERROR);
                    None
                }
            }
        }
    };
    store(interp, arguments, changed)?;
    Ok(Value::None)
}

/// The contents with other items in a slice.
fn assign(interp: &mut Interp<'_>, mut bytes: Vec<u8>, indices: Indices, items: Vec<u8>) -> Eval<Vec<u8>> {
    let Indices { start, step, count } = indices;
    if step == 1 {
        bytes.splice(start..start + count, items);
        return Ok(bytes);
    }
    if items.is_empty() {
        return Ok(without(&bytes, indices));
    }
    if items.len() != count {
        let size = items.len();
        return interp.value_error(&format!(
            "attempt to assign bytes of size {size} to extended slice of size {count}"
        ));
    }
    for (index, item) in indices.iter().zip(items) {
        bytes[index] = item;
    }
    Ok(bytes)
}

/// The contents without the items of a slice.
fn without(bytes: &[u8], indices: Indices) -> Vec<u8> {
    let mut kept = vec![true; bytes.len()];
    for index in indices.iter() {
        kept[index] = false;
    }
    bytes.iter().zip(kept).filter(|(_, kept)| *kept).map(|(byte, _)| *byte).collect()
}

fn delitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.__delitem__")?;
    let key = parameters::one(interp, arguments, "bytearray.__delitem__")?;
    let changed = match place(interp, &key, bytes.as_ref().map(Vec::len))? {
        Place::Item(place) => bytes.zip(place).map(|(mut bytes, place)| {
            bytes.remove(place);
            bytes
        }),
        Place::Slice(indices) => bytes.zip(indices).map(|(bytes, indices)| without(&bytes, indices)),
    };
    store(interp, arguments, changed)?;
    Ok(Value::None)
}

/// Where an item or a slice is, when that is known.
enum Place {
    Item(Option<usize>),
    Slice(Option<Indices>),
}

fn place(interp: &mut Interp<'_>, key: &Value, length: Option<usize>) -> Eval<Place> {
    match (parameters::subscript(interp, key, length)?, length) {
        (Subscript::Index(Some(index)), Some(length)) => match slice::normalize_index(&index, length) {
            Some(place) => Ok(Place::Item(Some(place))),
            None => interp.raise(exc::INDEX_ERROR, "bytearray index out of range"),
        },
        (Subscript::Index(_), _) => {
            interp.maybe_raise_class(exc::INDEX_ERROR);
            Ok(Place::Item(None))
        }
        (Subscript::Slice(indices), _) => Ok(Place::Slice(indices)),
        (Subscript::Other, _) => {
            let name = interp.type_name(key);
            interp.type_error(&format!("bytearray indices must be integers or slices, not {name}"))
        }
    }
}

fn iadd(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.__iadd__")?;
    let other = parameters::one(interp, arguments, "bytearray.__iadd__")?;
    let owner = interp.type_name(&arguments.positional[0]);
    let more = buffer(interp, &other, |type_name| format!("can't concat {type_name} to {owner}"))?;
    store(interp, arguments, bytes.zip(more).map(|(bytes, more)| [&bytes, &*more].concat()))?;
    Ok(arguments.positional[0].clone())
}

fn imul(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.__imul__")?;
    let count = parameters::one(interp, arguments, "bytearray.__imul__")?;
    let changed = match (bytes, parameters::repetitions(interp, &count)?) {
        (_, None) => return Ok(Value::NotImplemented),
        (Some(bytes), Some(Index::Known(count))) => {
            let repeated = plain_bytes::repeat(&bytes, count.saturate(), LIMIT);
            Some(interp.plain(repeated)?)
        }
        _ => None,
    };
    store(interp, arguments, changed)?;
    Ok(arguments.positional[0].clone())
}

fn alloc(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.__alloc__")?;
    parameters::nothing(interp, arguments, "bytearray.__alloc__")?;
    Ok(Value::Typed(types::INT))
}

fn release_buffer(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.__release_buffer__")?;
    parameters::one(interp, arguments, "bytearray.__release_buffer__")?;
    Ok(Value::None)
}

fn reduce(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.__reduce__")?;
    parameters::nothing(interp, arguments, "bytearray.__reduce__")?;
    let text = bytes.map_or(Value::Typed(types::STR), |bytes| {
        Value::Str(strict_semantics::text::TextRef::Latin1(&bytes).into())
    });
    Ok(reduced(interp, &arguments.positional[0], vec![text, Value::str("latin-1")]))
}

fn reduce_ex(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let bytes = receiver(interp, arguments, "bytearray.__reduce_ex__")?;
    let [protocol] = parameters::positional(interp, arguments, "bytearray.__reduce_ex__", 0)?;
    let protocol = parameters::size_or(interp, protocol.as_ref(), 0)?;
    match (protocol, bytes) {
        (Some(3..), Some(bytes)) => {
            let contents = if bytes.is_empty() { Vec::new() } else { vec![Value::Bytes(bytes.into())] };
            Ok(reduced(interp, &arguments.positional[0], contents))
        }
        (Some(..3), _) => {
            arguments.positional.truncate(1);
            reduce(interp, arguments)
        }
        _ => Ok(Value::Typed(types::TUPLE)),
    }
}

/// The class, the arguments and the state from which the receiver can be made again.
fn reduced(interp: &mut Interp<'_>, receiver: &Value, contents: Vec<Value>) -> Value {
    let class = interp.type_of(receiver);
    let has_state = interp.heap.class_of(receiver) != Some(types::BYTEARRAY);
    let state = if has_state { Value::unknown("the attributes of a `bytearray`") } else { Value::None };
    Value::tuple([class, Value::tuple(contents), state])
}
