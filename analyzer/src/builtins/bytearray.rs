//! `bytearray`: what it has beyond `bytes`.

use strict_semantics::slice::{self, Indices};
use strict_semantics::text::TextRef;
use strict_semantics::{Int, Limit, bytes as plain_bytes};

use super::arity;
use super::bytes::{Kind, buffer, byte, bytearray_maketrans, bytes_like, contents, of_integers, of_source};
use super::conversions::{self, Index, Subscript};
use super::{Native, exceptions as exc, function, method, types};
use crate::diagnostics::Code as DiagnosticCode;
use crate::domain::{ObjectId, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, MAX_VALUE, Stop};
use crate::ir::Symbol;

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
    function("bytearray.maketrans", bytearray_maketrans),
    method("bytearray.pop", pop),
    method("bytearray.remove", remove),
    method("bytearray.resize", resize),
    method("bytearray.reverse", reverse),
];

const LIMIT: Limit = Limit(MAX_VALUE);

/// Checks the receiver.
fn receiver(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<()> {
    match arguments.get(0) {
        Some(value) if arity::is_instance(interp, value, types::BYTEARRAY) => Ok(()),
        _ => arity::wrong_receiver(interp, arguments, name),
    }
}

/// The receiver's contents, as far as they are known. Converting arguments may run code that changes them.
fn current(interp: &Interp<'_>, arguments: &Arguments) -> Option<Vec<u8>> {
    contents(interp, arguments.get(0)?).map(|bytes| bytes.to_vec())
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
    let class = arity::new_class(interp, arguments, types::BYTEARRAY)?;
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
    let item = arity::one(interp, arguments, "bytearray.append")?;
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
    receiver(interp, arguments, "bytearray.extend")?;
    let iterable = arity::one(interp, arguments, "bytearray.extend")?;
    let class = interp.type_name(&iterable);
    if arity::is_instance(interp, &iterable, types::STR) {
        return match interp.heap.unwrap(&iterable) {
            Value::Str(text) if text.is_empty() => Ok(Value::None),
            Value::Str(_) => interp.type_error("expected iterable of integers; got: 'str'"),
            _ => {
                interp.maybe_raise_class(exc::TYPE_ERROR);
                Ok(Value::None)
            }
        };
    }
    let more = integers(interp, &iterable, &format!("can't extend bytearray with {class}"))?;
    let bytes = current(interp, arguments);
    store(interp, arguments, bytes.zip(more).map(|(bytes, more)| [bytes, more].concat()))?;
    Ok(Value::None)
}

/// The contents of a bytes-like object or of an iterable of integers.
fn integers(interp: &mut Interp<'_>, iterable: &Value, refusal: &str) -> Eval<Option<Vec<u8>>> {
    if let Some(bytes) = bytes_like(interp, iterable)? {
        return Ok(bytes.map(|bytes| bytes.to_vec()));
    }
    let iterator = match interp.iter(iterable) {
        Err(Stop::Raise(error)) if arity::is_instance(interp, &error, exc::TYPE_ERROR) => {
            return interp.type_error(refusal);
        }
        other => other?,
    };
    let elements = interp.drain(&iterator)?;
    of_integers(interp, &elements, Kind::ByteArray)
}

fn insert(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.insert")?;
    let [index, item] = arity::positional(interp, arguments, "bytearray.insert", 2)?;
    let index = conversions::size(interp, &index.unwrap_or(Value::None))?;
    let item = byte(interp, &item.unwrap_or(Value::None))?;
    let bytes = current(interp, arguments);
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
    receiver(interp, arguments, "bytearray.pop")?;
    let [index] = arity::positional(interp, arguments, "bytearray.pop", 0)?;
    let index = match index {
        Some(index) => conversions::size(interp, &index)?,
        None => Some(-1),
    };
    let bytes = current(interp, arguments);
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
    receiver(interp, arguments, "bytearray.remove")?;
    let item = arity::one(interp, arguments, "bytearray.remove")?;
    let item = byte(interp, &item)?;
    let bytes = current(interp, arguments);
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
    receiver(interp, arguments, "bytearray.reverse")?;
    let bytes = current(interp, arguments);
    arity::nothing(interp, arguments, "bytearray.reverse")?;
    let reversed = bytes.map(|mut bytes| {
        bytes.reverse();
        bytes
    });
    store(interp, arguments, reversed)?;
    Ok(Value::None)
}

fn clear(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.clear")?;
    arity::nothing(interp, arguments, "bytearray.clear")?;
    store(interp, arguments, Some(Vec::new()))?;
    Ok(Value::None)
}

fn copy(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.copy")?;
    let bytes = current(interp, arguments);
    arity::nothing(interp, arguments, "bytearray.copy")?;
    Ok(Kind::ByteArray.make(interp, bytes))
}

fn resize(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.resize")?;
    let size = arity::one(interp, arguments, "bytearray.resize")?;
    let size = conversions::size(interp, &size)?;
    let bytes = current(interp, arguments);
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
    const REFUSAL: &str = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
    receiver(interp, arguments, "bytearray.__setitem__")?;
    let [key, value] = arity::positional(interp, arguments, "bytearray.__setitem__", 2)?;
    let (key, value) = (key.unwrap_or(Value::None), value.unwrap_or(Value::None));
    let length = current(interp, arguments).map(|bytes| bytes.len());
    let changed = match place(interp, &key, length)? {
        Place::Item(index) => {
            let item = byte(interp, &value)?;
            let bytes = current(interp, arguments);
            let place = item_place(interp, index, bytes.as_ref().map(Vec::len))?;
            bytes.zip(place).zip(item).map(|((mut bytes, place), item)| {
                bytes[place] = item;
                bytes
            })
        }
        Place::Slice(indices) => {
            if [types::STR, types::INT].iter().any(|class| arity::is_instance(interp, &value, *class)) {
                return interp.type_error(REFUSAL);
            }
            let items = integers(interp, &value, REFUSAL)?;
            // The indices are those of the old length.
            let bytes = current(interp, arguments).filter(|bytes| Some(bytes.len()) == length);
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
    receiver(interp, arguments, "bytearray.__delitem__")?;
    let key = arity::one(interp, arguments, "bytearray.__delitem__")?;
    let length = current(interp, arguments).map(|bytes| bytes.len());
    let place = place(interp, &key, length)?;
    let bytes = current(interp, arguments).filter(|bytes| Some(bytes.len()) == length);
    let changed = match place {
        Place::Item(index) => {
            let place = item_place(interp, index, bytes.as_ref().map(Vec::len))?;
            bytes.zip(place).map(|(mut bytes, place)| {
                bytes.remove(place);
                bytes
            })
        }
        Place::Slice(indices) => bytes.zip(indices).map(|(bytes, indices)| without(&bytes, indices)),
    };
    store(interp, arguments, changed)?;
    Ok(Value::None)
}

/// What a key means, as far as it is known.
enum Place {
    Item(Option<Int>),
    Slice(Option<Indices>),
}

fn place(interp: &mut Interp<'_>, key: &Value, length: Option<usize>) -> Eval<Place> {
    match conversions::subscript(interp, key, length)? {
        Subscript::Index(index) => Ok(Place::Item(index)),
        Subscript::Slice(indices) => Ok(Place::Slice(indices)),
        Subscript::Other => {
            let name = interp.type_name(key);
            interp.type_error(&format!("bytearray indices must be integers or slices, not {name}"))
        }
    }
}

/// Where an item is; `None` when that is not known.
fn item_place(interp: &mut Interp<'_>, index: Option<Int>, length: Option<usize>) -> Eval<Option<usize>> {
    let (Some(index), Some(length)) = (index, length) else {
        interp.maybe_raise_class(exc::INDEX_ERROR);
        return Ok(None);
    };
    match slice::normalize_index(&index, length) {
        Some(place) => Ok(Some(place)),
        None => interp.raise(exc::INDEX_ERROR, "bytearray index out of range"),
    }
}

fn iadd(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.__iadd__")?;
    let other = arity::one(interp, arguments, "bytearray.__iadd__")?;
    let owner = interp.type_name(&arguments.positional[0]);
    let more = buffer(interp, &other, |type_name| format!("can't concat {type_name} to {owner}"))?;
    let bytes = current(interp, arguments);
    store(interp, arguments, bytes.zip(more).map(|(bytes, more)| [&bytes, &*more].concat()))?;
    Ok(arguments.positional[0].clone())
}

fn imul(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.__imul__")?;
    let count = arity::one(interp, arguments, "bytearray.__imul__")?;
    let Some(count) = conversions::repetitions(interp, &count)? else { return Ok(Value::NotImplemented) };
    let changed = match (current(interp, arguments), count) {
        (Some(bytes), Index::Known(count)) => {
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
    arity::nothing(interp, arguments, "bytearray.__alloc__")?;
    Ok(Value::Typed(types::INT))
}

fn release_buffer(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.__release_buffer__")?;
    arity::one(interp, arguments, "bytearray.__release_buffer__")?;
    Ok(Value::None)
}

fn reduce(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.__reduce__")?;
    let bytes = current(interp, arguments);
    arity::nothing(interp, arguments, "bytearray.__reduce__")?;
    let contents = match bytes {
        None => return Ok(Value::Typed(types::TUPLE)),
        Some(bytes) if bytes.is_empty() => Vec::new(),
        Some(bytes) => vec![Value::Str(TextRef::Latin1(&bytes).into()), Value::str("latin-1")],
    };
    reduced(interp, &arguments.positional[0], contents)
}

fn reduce_ex(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "bytearray.__reduce_ex__")?;
    let [protocol] = arity::positional(interp, arguments, "bytearray.__reduce_ex__", 0)?;
    let protocol = conversions::int_or(interp, protocol.as_ref(), 0)?;
    let bytes = current(interp, arguments);
    match (protocol, bytes) {
        (Some(3..), Some(bytes)) => {
            let contents = if bytes.is_empty() { Vec::new() } else { vec![Value::Bytes(bytes.into())] };
            reduced(interp, &arguments.positional[0], contents)
        }
        (Some(..3), _) => {
            arguments.positional.truncate(1);
            reduce(interp, arguments)
        }
        _ => Ok(Value::Typed(types::TUPLE)),
    }
}

/// The class, the arguments and the state from which the receiver can be made again.
fn reduced(interp: &mut Interp<'_>, receiver: &Value, contents: Vec<Value>) -> Eval<Value> {
    let class = interp.type_of(receiver);
    let has_state = interp.heap.class_of(receiver) != Some(types::BYTEARRAY);
    let method =
        if has_state { interp.get_attr_or_none(receiver, Symbol::new("__getstate__"))? } else { None };
    let state = match method {
        Some(method) => interp.call(&method, Vec::new())?,
        None => Value::None,
    };
    Ok(Value::tuple([class, Value::tuple(contents), state]))
}
