//! `memoryview`: a view of the bytes of another object.
//!
//! The object keeps its exporter in attribute `obj`, and what it shows as its plain value: known bytes where the
//! exporter cannot change, a typed `bytes` for unsigned bytes that may change, and a typed `memoryview` for any
//! other format.

use std::sync::Arc;

use strict_semantics::slice;
use strict_semantics::text::{Bounds, Text};

use super::arity;
use super::bytes::{Kind, bytes_like, hex_digits};
use super::conversions::{self, Index, Subscript};
use super::parameters;
use super::{Native, bytearray, exceptions as exc, function, method, types};
use crate::domain::{Elements, Iter, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, Truth};
use crate::ir::{Symbol, sym};

pub(crate) const METHODS: &[Native] = &[
    function("memoryview.__new__", new),
    method("memoryview.__buffer__", dunder_buffer),
    method("memoryview.__class_getitem__", class_getitem),
    method("memoryview.__delitem__", delitem),
    method("memoryview.__enter__", enter),
    method("memoryview.__eq__", eq),
    method("memoryview.__ge__", ge),
    method("memoryview.__gt__", gt),
    method("memoryview.__le__", le),
    method("memoryview.__lt__", lt),
    method("memoryview.__exit__", exit).tolerant(),
    method("memoryview.__getitem__", getitem),
    method("memoryview.__hash__", hash),
    method("memoryview.__iter__", iter),
    method("memoryview.__len__", len),
    method("memoryview.__ne__", ne),
    method("memoryview.__release_buffer__", exit).tolerant(),
    method("memoryview.__repr__", repr),
    method("memoryview.__setitem__", setitem),
    method("memoryview.cast", cast),
    method("memoryview.count", count),
    method("memoryview.hex", hex),
    method("memoryview.index", index),
    method("memoryview.release", release),
    method("memoryview.tobytes", tobytes),
    method("memoryview.tolist", tolist),
    method("memoryview.toreadonly", toreadonly),
];

/// What a view shows.
enum Shown {
    Known(Arc<[u8]>),
    /// Unsigned bytes.
    Bytes,
    /// Items of any format.
    Any,
}

impl Shown {
    fn plain(&self) -> Value {
        match self {
            Shown::Known(bytes) => Value::Bytes(Arc::clone(bytes)),
            Shown::Bytes => Value::Typed(types::BYTES),
            Shown::Any => Value::Typed(types::MEMORYVIEW),
        }
    }

    /// One of the items.
    fn item(&self, interp: &mut Interp<'_>) -> Value {
        match self {
            Shown::Any => {
                let kinds = [types::INT, types::FLOAT, types::BOOL, types::BYTES].map(Value::Typed);
                interp.heap.join_all(&kinds).unwrap_or(Value::Typed(types::INT))
            }
            _ => Value::Typed(types::INT),
        }
    }
}

fn shown(interp: &Interp<'_>, view: &Value) -> Shown {
    match interp.heap.unwrap(view) {
        Value::Bytes(bytes) => Shown::Known(Arc::clone(bytes)),
        Value::Typed(types::BYTES) => Shown::Bytes,
        _ => Shown::Any,
    }
}

/// The object whose bytes a view shows.
fn exporter(interp: &Interp<'_>, view: &Value) -> Value {
    let found = view.as_object().and_then(|id| interp.heap.attr(id, sym::obj)).map(|slot| slot.value.clone());
    found.unwrap_or_else(|| Value::unknown("the object behind a memoryview"))
}

fn receiver(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<(Value, Shown)> {
    match arguments.get(0) {
        Some(view) if arity::is_instance(interp, view, types::MEMORYVIEW) => {
            Ok((view.clone(), shown(interp, view)))
        }
        _ => arity::wrong_receiver(interp, arguments, name),
    }
}

fn make(interp: &mut Interp<'_>, exporter: Value, shown: &Shown) -> Value {
    let view = interp.alloc(types::MEMORYVIEW, Payload::Value(shown.plain()));
    if let Value::Object(id) = &view {
        interp.heap.modify(*id).attrs_mut().bind(sym::obj, exporter);
    }
    view
}

/// `memoryview(exporter)`
pub(crate) fn view(interp: &mut Interp<'_>, object: &Value) -> Eval<Value> {
    if arity::is_instance(interp, object, types::MEMORYVIEW) {
        let (exporter, shown) = (exporter(interp, object), shown(interp, object));
        return Ok(make(interp, exporter, &shown));
    }
    if arity::is_instance(interp, object, types::BYTES) {
        let shown = shown(interp, object);
        return Ok(make(interp, object.clone(), &shown));
    }
    if arity::is_instance(interp, object, types::BYTEARRAY) {
        return Ok(make(interp, object.clone(), &Shown::Bytes));
    }
    match bytes_like(interp, object)? {
        Some(_) => Ok(make(interp, object.clone(), &Shown::Any)),
        None => {
            let name = interp.type_name(object);
            interp.type_error(&format!("memoryview: a bytes-like object is required, not '{name}'"))
        }
    }
}

fn new(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    arity::new_class(interp, arguments, types::MEMORYVIEW)?;
    let [object] = parameters::named(interp, arguments, "memoryview", ["object"], 1)?;
    view(interp, &object.unwrap_or(Value::None))
}

/// An attribute of a view; `None` when there is none of that name.
pub(crate) fn attribute(interp: &mut Interp<'_>, view: &Value, name: Symbol) -> Option<Value> {
    let shown = shown(interp, view);
    let length = match &shown {
        Shown::Known(bytes) => Value::len(bytes.len()),
        _ => Value::Typed(types::INT),
    };
    let is_any = matches!(shown, Shown::Any);
    let of_bytes = |value: i64| if is_any { Value::Typed(types::INT) } else { Value::int(value) };
    Some(match name.as_str() {
        "obj" => exporter(interp, view),
        "nbytes" => length,
        "itemsize" => of_bytes(1),
        "ndim" => of_bytes(1),
        "format" if is_any => Value::Typed(types::STR),
        "format" => Value::str("B"),
        "shape" | "strides" | "suboffsets" if is_any => {
            interp.alloc(types::TUPLE, Payload::Tuple(Value::Typed(types::INT)))
        }
        "shape" => Value::tuple([length]),
        "strides" => Value::tuple([Value::Typed(types::INT)]),
        "suboffsets" => Value::empty_tuple(),
        "readonly" => match exporter(interp, view) {
            exporter if arity::is_instance(interp, &exporter, types::BYTES) => Value::Bool(true),
            _ => Value::Typed(types::BOOL),
        },
        "contiguous" | "c_contiguous" | "f_contiguous" => Value::Typed(types::BOOL),
        _ => return None,
    })
}

fn len(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, shown) = receiver(interp, arguments, "memoryview.__len__")?;
    arity::nothing(interp, arguments, "memoryview.__len__")?;
    Ok(match shown {
        Shown::Known(bytes) => Value::len(bytes.len()),
        _ => Value::Typed(types::INT),
    })
}

fn getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, shown) = receiver(interp, arguments, "memoryview.__getitem__")?;
    let key = arity::one(interp, arguments, "memoryview.__getitem__")?;
    let length = match &shown {
        Shown::Known(bytes) => Some(bytes.len()),
        _ => None,
    };
    match (conversions::subscript(interp, &key, length)?, &shown) {
        (Subscript::Index(Some(index)), Shown::Known(bytes)) => {
            match slice::normalize_index(&index, bytes.len()).and_then(|index| bytes.get(index)) {
                Some(byte) => Ok(Value::int(i64::from(*byte))),
                None => interp.raise(exc::INDEX_ERROR, "index out of bounds on dimension 1"),
            }
        }
        (Subscript::Index(_), _) => {
            interp.maybe_raise_class(exc::INDEX_ERROR);
            Ok(shown.item(interp))
        }
        (Subscript::Slice(indices), _) => {
            let part = match (indices, &shown) {
                (Some(indices), Shown::Known(bytes)) => {
                    Shown::Known(indices.iter().filter_map(|index| bytes.get(index)).copied().collect())
                }
                (_, Shown::Any) => Shown::Any,
                _ => Shown::Bytes,
            };
            let exporter = exporter(interp, &view);
            Ok(make(interp, exporter, &part))
        }
        (Subscript::Other, Shown::Any) => {
            interp.maybe_raise_class(exc::TYPE_ERROR);
            Ok(shown.item(interp))
        }
        (Subscript::Other, _) => interp.type_error("memoryview: invalid slice key"),
    }
}

fn setitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, _) = receiver(interp, arguments, "memoryview.__setitem__")?;
    arity::positional::<2>(interp, arguments, "memoryview.__setitem__", 2)?;
    let exporter = exporter(interp, &view);
    if arity::is_instance(interp, &exporter, types::BYTES) {
        return interp.type_error("cannot modify read-only memory");
    }
    interp.maybe_raise_class(exc::TYPE_ERROR);
    interp.maybe_raise_class(exc::VALUE_ERROR);
    match &exporter {
        Value::Object(id) if arity::is_instance(interp, &exporter, types::BYTEARRAY) => {
            bytearray::set_contents(interp, *id, None)?;
        }
        Value::Object(id) => {
            if interp.may_change(*id, "the contents")? {
                interp.havoc(&exporter);
            }
        }
        _ => {
            let code = crate::diagnostics::Code::UnknownSubscript;
            interp.unknown_use(
                code,
                &Value::unknown("an object that is not known"),
                "a memoryview changes the contents of",
            );
        }
    }
    Ok(Value::None)
}

fn delitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, _) = receiver(interp, arguments, "memoryview.__delitem__")?;
    arity::one(interp, arguments, "memoryview.__delitem__")?;
    let exporter = exporter(interp, &view);
    let is_fixed = arity::is_instance(interp, &exporter, types::BYTES);
    interp.type_error(if is_fixed { "cannot modify read-only memory" } else { "cannot delete memory" })
}

fn iter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, shown) = receiver(interp, arguments, "memoryview.__iter__")?;
    arity::nothing(interp, arguments, "memoryview.__iter__")?;
    let iter = match &shown {
        Shown::Known(bytes) => {
            Iter::Values { values: bytes.iter().map(|byte| Value::int(i64::from(*byte))).collect(), index: 0 }
        }
        shown => Iter::Summary(shown.item(interp)),
    };
    Ok(interp.new_iterator(iter))
}

fn equality(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str, wanted: bool) -> Eval<Value> {
    let (_, shown) = receiver(interp, arguments, name)?;
    let other = arity::one(interp, arguments, name)?;
    Ok(match (shown, bytes_like(interp, &other)?) {
        (_, None) => Value::NotImplemented,
        (Shown::Known(bytes), Some(Some(other))) => Value::Bool((bytes == other) == wanted),
        _ => Value::Typed(types::BOOL),
    })
}

fn eq(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    equality(interp, arguments, "memoryview.__eq__", true)
}

fn ne(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    equality(interp, arguments, "memoryview.__ne__", false)
}

/// Views have no order.
fn unordered(interp: &mut Interp<'_>, arguments: &Arguments, name: &'static str) -> Eval<Value> {
    receiver(interp, arguments, name)?;
    arity::one(interp, arguments, name)?;
    Ok(Value::NotImplemented)
}

fn lt(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    unordered(interp, arguments, "memoryview.__lt__")
}

fn le(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    unordered(interp, arguments, "memoryview.__le__")
}

fn gt(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    unordered(interp, arguments, "memoryview.__gt__")
}

fn ge(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    unordered(interp, arguments, "memoryview.__ge__")
}

fn hash(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, _) = receiver(interp, arguments, "memoryview.__hash__")?;
    arity::nothing(interp, arguments, "memoryview.__hash__")?;
    let exporter = exporter(interp, &view);
    if arity::is_instance(interp, &exporter, types::BYTEARRAY) {
        return interp.value_error("cannot hash writable memoryview object");
    }
    interp.maybe_raise_class(exc::VALUE_ERROR);
    Ok(Value::Typed(types::INT))
}

/// It names an address.
fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "memoryview.__repr__")?;
    arity::nothing(interp, arguments, "memoryview.__repr__")?;
    Ok(Value::Typed(types::STR))
}

fn enter(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, _) = receiver(interp, arguments, "memoryview.__enter__")?;
    arity::nothing(interp, arguments, "memoryview.__enter__")?;
    Ok(view)
}

/// That a view has been released is not tracked: using it afterwards raises, which is no effect.
fn exit(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "memoryview.__exit__")?;
    Ok(Value::None)
}

fn release(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    receiver(interp, arguments, "memoryview.release")?;
    arity::nothing(interp, arguments, "memoryview.release")?;
    Ok(Value::None)
}

fn tobytes(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, shown) = receiver(interp, arguments, "memoryview.tobytes")?;
    let [order] = parameters::named(interp, arguments, "memoryview.tobytes", ["order"], 0)?;
    if let Some(order) = order.filter(|order| !matches!(order, Value::None)) {
        let order = conversions::text(interp, &order, |type_name| {
            format!("tobytes() argument 'order' must be str or None, not {type_name}")
        })?;
        match order.as_ref().and_then(Text::as_str) {
            Some("A" | "C" | "F") => {}
            None => interp.maybe_raise_class(exc::VALUE_ERROR),
            Some(_) => return interp.value_error("order must be 'C', 'F' or 'A'"),
        }
    }
    Ok(match shown {
        Shown::Known(bytes) => Value::Bytes(bytes),
        _ => Kind::Bytes.make(interp, None),
    })
}

fn tolist(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, shown) = receiver(interp, arguments, "memoryview.tolist")?;
    arity::nothing(interp, arguments, "memoryview.tolist")?;
    let elements = match &shown {
        Shown::Known(bytes) if bytes.len() > crate::interp::MAX_ELEMENTS => {
            return interp.too_many_elements();
        }
        Shown::Known(bytes) => {
            Elements::Exact(bytes.iter().map(|byte| Value::int(i64::from(*byte))).collect())
        }
        Shown::Bytes => Elements::Summary(Value::Typed(types::INT)),
        // Lists within lists, when there is more than one dimension.
        Shown::Any => Elements::Summary(Value::unknown("an element of a memoryview")),
    };
    Ok(interp.list_of(elements))
}

fn toreadonly(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, shown) = receiver(interp, arguments, "memoryview.toreadonly")?;
    arity::nothing(interp, arguments, "memoryview.toreadonly")?;
    let exporter = exporter(interp, &view);
    Ok(make(interp, exporter, &shown))
}

fn cast(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (view, shown) = receiver(interp, arguments, "memoryview.cast")?;
    let [format, shape] = parameters::named(interp, arguments, "memoryview.cast", ["format", "shape"], 1)?;
    let format = conversions::text(interp, &format.unwrap_or(Value::None), |type_name| {
        format!("cast() argument 'format' must be str, not {type_name}")
    })?;
    let is_same = shape.is_none()
        && format.as_ref().and_then(Text::as_str).is_some_and(|format| matches!(format, "B" | "@B"));
    let shown = if is_same { shown } else { Shown::Any };
    if !is_same {
        interp.maybe_raise_class(exc::TYPE_ERROR);
        interp.maybe_raise_class(exc::VALUE_ERROR);
    }
    let exporter = exporter(interp, &view);
    Ok(make(interp, exporter, &shown))
}

fn hex(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, shown) = receiver(interp, arguments, "memoryview.hex")?;
    match shown {
        Shown::Known(bytes) => hex_digits(interp, arguments, "memoryview.hex", Some(&bytes)),
        _ => hex_digits(interp, arguments, "memoryview.hex", None),
    }
}

fn count(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, shown) = receiver(interp, arguments, "memoryview.count")?;
    let wanted = arity::one(interp, arguments, "memoryview.count")?;
    let Shown::Known(bytes) = shown else { return compared(interp, &shown, &wanted) };
    let mut count = Some(0);
    for byte in bytes.iter() {
        interp.step()?;
        match interp.equal(&Value::int(i64::from(*byte)), &wanted)? {
            Truth::True => count = count.map(|count| count + 1),
            Truth::False => {}
            Truth::Either => count = None,
        }
    }
    Ok(count.map_or(Value::Typed(types::INT), Value::len))
}

fn index(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (_, shown) = receiver(interp, arguments, "memoryview.index")?;
    let [wanted, start, end] = arity::positional(interp, arguments, "memoryview.index", 1)?;
    let wanted = wanted.unwrap_or(Value::None);
    let bounds = bound(interp, start.as_ref())?.zip(bound(interp, end.as_ref())?);
    let (Shown::Known(bytes), Some((start, end))) = (&shown, bounds) else {
        interp.maybe_raise_class(exc::VALUE_ERROR);
        return compared(interp, &shown, &wanted);
    };
    let bounds = Bounds { start, end };
    for place in bounds.resolve(bytes.len()).unwrap_or_default() {
        interp.step()?;
        match interp.equal(&Value::int(i64::from(bytes[place])), &wanted)? {
            Truth::True => return Ok(Value::len(place)),
            Truth::False => {}
            Truth::Either => {
                interp.maybe_raise_class(exc::VALUE_ERROR);
                return compared(interp, &shown, &wanted);
            }
        }
    }
    interp.value_error("memoryview.index(x): x not found")
}

/// A bound of `index`: left out or given, if that is known.
fn bound(interp: &mut Interp<'_>, value: Option<&Value>) -> Eval<Option<Option<i64>>> {
    let Some(value) = value else { return Ok(Some(None)) };
    match conversions::as_index(interp, value)? {
        Index::Known(value) => Ok(Some(Some(value.saturate()))),
        Index::Typed => Ok(None),
        Index::Missing => interp.type_error("slice indices must be integers or have an __index__ method"),
    }
}

/// A number that depends on comparisons of items that are not known; what they run is followed once.
fn compared(interp: &mut Interp<'_>, shown: &Shown, wanted: &Value) -> Eval<Value> {
    let item = shown.item(interp);
    interp.equal(&item, wanted)?;
    Ok(Value::Typed(types::INT))
}

fn dunder_buffer(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let (object, _) = receiver(interp, arguments, "memoryview.__buffer__")?;
    arity::one(interp, arguments, "memoryview.__buffer__")?;
    view(interp, &object)
}

fn class_getitem(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    let class = arguments.get(0).cloned().unwrap_or(Value::Object(types::MEMORYVIEW));
    let item = arity::one(interp, arguments, "memoryview.__class_getitem__")?;
    Ok(interp.generic_alias(class, item))
}
