//! `memoryview`: items of a buffer in place.

use smallvec::SmallVec;

use super::buffer::{FULL_READ_ONLY, derive, view_of};
use super::memoryview_items::{self as items, format_text};
use super::prelude::*;
use crate::object::{MemoryView, Slice};

/// The specification.
pub static MEMORYVIEW: TypeSpec = TypeSpec {
    flags: TypeFlags::SEQUENCE.and(TypeFlags::WEAKREF),
    methods: &[
        m("__new__", "($type, /, object)", Any, n(new), ""),
        m("_from_flags", "($type, /, object, flags)", Any, n(from_flags), ""),
        m("__buffer__", "($self, flags, /)", Any, n(super::buffer::buffer_method), BUFFER_DOC),
        m("__release_buffer__", "($self, buffer, /)", Any, n(super::buffer::release_method), RELEASE_DOC),
        m("__del__", "($self, /)", Any, n(finalize), ""),
        m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
        m("__getitem__", "($self, key, /)", Pure, n(getitem), "Return self[key]."),
        m("__setitem__", "($self, key, value, /)", MutatesReceiver, n(setitem), "Set self[key] to value."),
        m("__delitem__", "($self, key, /)", MutatesReceiver, n(delitem), "Delete self[key]."),
        m("__eq__", "($self, value, /)", Pure, n(eq), "Return self==value."),
        m("__hash__", "($self, /)", Pure, n(hash), "Return hash(self)."),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__enter__", "($self, /)", Pure, n(enter), ""),
        m(
            "__exit__",
            "($self, /, *exc_info)",
            Pure,
            n(exit),
            "Release the underlying buffer exposed by the memoryview object.",
        ),
        m(
            "tobytes",
            "($self, /, order='C')",
            Pure,
            n(tobytes),
            "Return the data in the buffer as a byte string.",
        ),
        m(
            "cast",
            "($self, /, format, shape=<unrepresentable>)",
            Pure,
            n(items::cast),
            "Cast a memoryview to a new format or shape.",
        ),
        m("toreadonly", "($self, /)", Pure, n(to_readonly), "Return a readonly version of the memoryview."),
        m(
            "hex",
            "($self, /, sep=<unrepresentable>, bytes_per_sep=1)",
            Pure,
            n(hex),
            "Return the data in the buffer as a str of hexadecimal numbers.",
        ),
        m("tolist", "($self, /)", Pure, n(tolist), "Return the data in the buffer as a list of elements."),
        m("count", "($self, value, /)", Any, n(count), "Count the number of occurrences of a value."),
        m(
            "index",
            "($self, value, start=0, stop=9223372036854775807, /)",
            Any,
            n(index),
            "Return the index of the first occurrence of a value.",
        ),
        m(
            "release",
            "($self, /)",
            MutatesReceiver,
            n(release),
            "Release the underlying buffer exposed by the memoryview object.",
        ),
        m(
            "__class_getitem__",
            "($type, object, /)",
            Pure,
            n(super::generic_alias::class_getitem),
            "See PEP 585",
        ),
    ],
    attributes: &[
        ("obj", |vm, this| attribute(vm, this, |_, view| Ok(view.exporter.get())), None),
        ("nbytes", |vm, this| attribute(vm, this, |_, view| Ok(Value::index(nbytes(view)))), None),
        ("itemsize", |vm, this| attribute(vm, this, |_, view| Ok(Value::index(view.item_size.get()))), None),
        ("ndim", |vm, this| attribute(vm, this, |_, view| Ok(Value::index(dimensions(view).len()))), None),
        (
            "shape",
            |vm, this| attribute(vm, this, |vm, view| numbers(vm, view, |dimension| dimension.count as i64)),
            None,
        ),
        (
            "strides",
            |vm, this| attribute(vm, this, |vm, view| numbers(vm, view, |dimension| dimension.stride as i64)),
            None,
        ),
        ("suboffsets", |vm, this| attribute(vm, this, |vm, _| Ok(vm.empty_tuple.value())), None),
        (
            "c_contiguous",
            |vm, this| attribute(vm, this, |_, view| Ok(Value::bool(is_contiguous(view)))),
            None,
        ),
        (
            "f_contiguous",
            |vm, this| attribute(vm, this, |_, view| Ok(Value::bool(is_column_contiguous(view)))),
            None,
        ),
        (
            "contiguous",
            |vm, this| {
                attribute(vm, this, |_, view| {
                    Ok(Value::bool(is_contiguous(view) || is_column_contiguous(view)))
                })
            },
            None,
        ),
        ("readonly", |vm, this| attribute(vm, this, |_, view| Ok(Value::bool(view.readonly.get()))), None),
        (
            "format",
            |vm, this| attribute(vm, this, |vm, view| Ok(vm.new_str(&format_text(view)).value())),
            None,
        ),
    ],
    doc: "Create a new memoryview object which references the given object.",
    ..new_spec("memoryview", Kind::MemoryView)
};

const BUFFER_DOC: &str = "Return a buffer object that exposes the underlying memory of the object.";
const RELEASE_DOC: &str = "Release the buffer object that exposes the underlying memory of the object.";

fn new(vm: &mut Vm, _class: Value, object: Value) -> Outcome<Gc<MemoryView>> {
    view_of(vm, object, FULL_READ_ONLY)
}

fn from_flags(vm: &mut Vm, _class: Value, object: Value, flags: i64) -> Outcome<Gc<MemoryView>> {
    view_of(vm, object, flags)
}

/// `ValueError` for a released view.
pub(crate) fn check(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<()> {
    if this.base.get().is_unbound() {
        return Err(vm.value_error("operation forbidden on released memoryview object"));
    }
    Ok(())
}

/// How many items there are along a dimension, and how many bytes apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Dimension {
    pub(crate) count: usize,
    pub(crate) stride: isize,
}

/// The dimensions of a view, the slowest first.
pub(crate) fn dimensions(this: Gc<MemoryView>) -> SmallVec<[Dimension; 4]> {
    let (shape, strides) = (this.shape.get().cast::<Tuple>(), this.strides.get().cast::<Tuple>());
    let (Some(shape), Some(strides)) = (shape, strides) else {
        return SmallVec::from_slice(&[Dimension { count: this.count.get(), stride: this.stride.get() }]);
    };
    let number = |value: &Value| value.as_fixnum().unwrap_or(0);
    let pairs = shape.as_slice().iter().zip(strides.as_slice());
    pairs
        .map(|(count, stride)| Dimension { count: number(count) as usize, stride: number(stride) as isize })
        .collect()
}

fn nbytes(this: Gc<MemoryView>) -> usize {
    dimensions(this).iter().map(|dimension| dimension.count).product::<usize>() * this.item_size.get()
}

/// Whether items follow each other with the last dimension the fastest.
pub(crate) fn is_contiguous(this: Gc<MemoryView>) -> bool {
    follows(this, dimensions(this).iter().rev())
}

/// Whether items follow each other with the first dimension the fastest.
pub(crate) fn is_column_contiguous(this: Gc<MemoryView>) -> bool {
    follows(this, dimensions(this).iter())
}

/// Makes a new view of contiguous items one of their bytes.
pub(crate) fn flatten(this: Gc<MemoryView>) {
    this.count.set(nbytes(this));
    this.stride.set(1);
    this.item_size.set(1);
    for field in [&this.format, &this.shape, &this.strides] {
        field.set(this, Value::UNBOUND);
    }
}

fn follows<'a>(this: Gc<MemoryView>, fastest_first: impl Iterator<Item = &'a Dimension> + Clone) -> bool {
    let mut distance = this.item_size.get() as isize;
    if fastest_first.clone().any(|dimension| dimension.count == 0) {
        return true;
    }
    for dimension in fastest_first {
        if dimension.count > 1 && dimension.stride != distance {
            return false;
        }
        distance *= dimension.count as isize;
    }
    true
}

/// The places of all items in bytes, in order.
pub(crate) fn places(this: Gc<MemoryView>) -> Vec<usize> {
    let mut places = vec![this.start.get()];
    for dimension in dimensions(this) {
        let along = |place: usize| {
            (0..dimension.count)
                .map(move |index| place.wrapping_add_signed(dimension.stride.wrapping_mul(index as isize)))
        };
        places = places.into_iter().flat_map(along).collect();
    }
    places
}

/// The bytes viewed.
pub(crate) fn contents(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Vec<u8>> {
    check(vm, this)?;
    let (base, size) = (this.base.get(), this.item_size.get());
    if is_contiguous(this) {
        return Ok(super::buffer::load(base, this.start.get(), nbytes(this)));
    }
    let bytes = |place: usize| (place..place + size).filter_map(move |at| super::bytes::byte_at(base, at));
    Ok(places(this).into_iter().flat_map(bytes).collect())
}

fn attribute(
    vm: &mut Vm,
    this: Value,
    get: impl Fn(&mut Vm, Gc<MemoryView>) -> Outcome<Value>,
) -> Outcome<Value> {
    let Some(view) = this.cast::<MemoryView>() else { return Ok(Value::NONE) };
    check(vm, view)?;
    get(vm, view)
}

fn numbers(vm: &mut Vm, view: Gc<MemoryView>, which: impl Fn(&Dimension) -> i64) -> Outcome<Value> {
    let row: SmallVec<[Value; 4]> =
        dimensions(view).iter().map(|dimension| Value::fixnum(which(dimension))).collect();
    Ok(vm.tuple(&row).value())
}

/// A view of a part of another; `ndim` other than 1 needs its shape and strides set.
fn part(
    vm: &mut Vm,
    of: Gc<MemoryView>,
    start: usize,
    count: usize,
    stride: isize,
) -> Outcome<Gc<MemoryView>> {
    let view = derive(vm, of)?;
    view.start.set(start);
    view.count.set(count);
    view.stride.set(stride);
    Ok(view)
}

fn to_readonly(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Gc<MemoryView>> {
    check(vm, this)?;
    let view = derive(vm, this)?;
    view.readonly.set(true);
    Ok(view)
}

/// Runs program code that must not release the view.
pub(crate) fn in_use<T>(
    vm: &mut Vm,
    this: Gc<MemoryView>,
    action: impl FnOnce(&mut Vm) -> Outcome<T>,
) -> Outcome<T> {
    this.users.set(this.users.get() + 1);
    let result = action(vm);
    this.users.set(this.users.get().saturating_sub(1));
    result
}

fn hex(vm: &mut Vm, this: Gc<MemoryView>, separator: Option<Value>, group: Option<i64>) -> Outcome<String> {
    check(vm, this)?;
    let separator = match separator {
        None => None,
        Some(separator) => Some(in_use(vm, this, |vm| super::bytes::separator(vm, separator))?),
    };
    let data = contents(vm, this)?;
    super::bytes::hex_of(vm, &data, separator, group)
}

fn len(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<usize> {
    check(vm, this)?;
    match dimensions(this).first() {
        Some(dimension) => Ok(dimension.count),
        None => Err(vm.type_error("0-dim memory has no length")),
    }
}

/// What a subscript means.
enum Subscript {
    /// An item at a place in bytes.
    Item(usize),
    /// A part along the first dimension.
    Part(strict_semantics::slice::Indices),
    /// All of it.
    Whole,
}

fn subscript(vm: &mut Vm, this: Gc<MemoryView>, key: Value) -> Outcome<Subscript> {
    let dimensions = dimensions(this);
    if key == Value::ELLIPSIS && dimensions.is_empty() {
        return Ok(Subscript::Whole);
    }
    if let Some(indices) = key.cast::<Tuple>() {
        return subscript_by_tuple(vm, this, &dimensions, indices);
    }
    if dimensions.is_empty() {
        return Err(vm.type_error("invalid indexing of 0-dim memory"));
    }
    if let Some(slice) = key.cast::<Slice>() {
        return Ok(Subscript::Part(vm.resolve_slice(slice, dimensions[0].count)?));
    }
    if vm.as_int(key).is_none() && vm.special(key, Special::Index).is_none() {
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    let index = super::list::index_key(vm, key, "memoryview")?;
    check(vm, this)?;
    if dimensions.len() > 1 {
        let message = "multi-dimensional sub-views are not implemented";
        return Err(vm.error(vm.exceptions.NotImplementedError, message));
    }
    along(vm, this.start.get(), &dimensions[0], 1, index).map(Subscript::Item)
}

/// The place of an index along a dimension.
fn along(vm: &mut Vm, start: usize, dimension: &Dimension, which: usize, index: i64) -> Outcome<usize> {
    match Vm::normalize(index, dimension.count) {
        Some(index) => Ok(start.wrapping_add_signed(dimension.stride.wrapping_mul(index as isize))),
        None => Err(vm.index_error(&format!("index out of bounds on dimension {which}"))),
    }
}

fn subscript_by_tuple(
    vm: &mut Vm,
    this: Gc<MemoryView>,
    dimensions: &[Dimension],
    indices: Gc<Tuple>,
) -> Outcome<Subscript> {
    let is_index = |vm: &Vm, value: &Value| vm.special(*value, Special::Index).is_some();
    if !indices.as_slice().iter().all(|value| is_index(vm, value)) {
        if indices.as_slice().iter().all(|value| value.is::<Slice>()) {
            let message = "multi-dimensional slicing is not implemented";
            return Err(vm.error(vm.exceptions.NotImplementedError, message));
        }
        return Err(vm.type_error("memoryview: invalid slice key"));
    }
    let (given, wanted) = (indices.len(), dimensions.len());
    if given < wanted {
        return Err(vm.error(vm.exceptions.NotImplementedError, "sub-views are not implemented"));
    }
    if given > wanted {
        return Err(vm.type_error(format!("cannot index {wanted}-dimension view with {given}-element tuple")));
    }
    let mut place = this.start.get();
    for (at, dimension) in dimensions.iter().enumerate() {
        let index = vm.index_i64(indices.get(at))?;
        place = along(vm, place, dimension, at + 1, index)?;
    }
    check(vm, this)?;
    Ok(Subscript::Item(place))
}

fn getitem(vm: &mut Vm, this: Gc<MemoryView>, key: Value) -> Outcome<Value> {
    check(vm, this)?;
    if key.is::<Slice>() && !dimensions(this).is_empty() {
        // The part keeps the buffer even if working out the bounds releases the whole.
        let whole = derive(vm, this)?;
        let made = match subscript(vm, whole, key) {
            Ok(Subscript::Part(indices)) => slice(vm, whole, &indices).map(Gc::value),
            Ok(_) => Ok(whole.value()),
            Err(raised) => Err(raised),
        };
        super::buffer::release(vm, whole)?;
        return made;
    }
    match subscript(vm, this, key)? {
        Subscript::Item(place) => items::get(vm, this, place),
        Subscript::Whole => Ok(this.value()),
        Subscript::Part(indices) => Ok(slice(vm, this, &indices)?.value()),
    }
}

/// A view of some of the items along the first dimension.
fn slice(
    vm: &mut Vm,
    this: Gc<MemoryView>,
    indices: &strict_semantics::slice::Indices,
) -> Outcome<Gc<MemoryView>> {
    let mut dimensions = dimensions(this);
    let first = &mut dimensions[0];
    let start = this.start.get().wrapping_add_signed(first.stride.wrapping_mul(indices.start as isize));
    *first = Dimension { count: indices.count, stride: first.stride.wrapping_mul(indices.step) };
    let view = part(vm, this, start, first.count, first.stride)?;
    if dimensions.len() > 1 {
        items::set_dimensions(vm, view, &dimensions);
    }
    Ok(view)
}

fn setitem(vm: &mut Vm, this: Gc<MemoryView>, key: Value, value: Value) -> Outcome<()> {
    check(vm, this)?;
    if this.readonly.get() {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    match subscript(vm, this, key)? {
        Subscript::Item(place) => items::set(vm, this, place, value),
        Subscript::Whole => items::set(vm, this, this.start.get(), value),
        Subscript::Part(_) if dimensions(this).len() > 1 => {
            let message = "memoryview slice assignments are currently restricted to ndim = 1";
            Err(vm.error(vm.exceptions.NotImplementedError, message))
        }
        Subscript::Part(indices) => {
            check(vm, this)?;
            let target = slice(vm, this, &indices)?;
            let result = assign(vm, target, value);
            super::buffer::release(vm, target)?;
            result
        }
    }
}

/// Copies the items of another buffer of the same structure.
fn assign(vm: &mut Vm, target: Gc<MemoryView>, value: Value) -> Outcome<()> {
    let Some(source) = super::buffer::acquire(vm, value, FULL_READ_ONLY)? else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
    };
    let plain = |format: String| format.trim_start_matches('@').to_owned();
    let alike = dimensions(source).len() == 1
        && dimensions(source)[0].count == dimensions(target)[0].count
        && plain(format_text(source)) == plain(format_text(target));
    let data = contents(vm, source)?;
    super::buffer::release(vm, source)?;
    check(vm, target)?;
    if !alike {
        return Err(vm.value_error("memoryview assignment: lvalue and rvalue have different structures"));
    }
    let (base, size) = (target.base.get(), target.item_size.get());
    if is_contiguous(target) {
        super::buffer::store(base, target.start.get(), &data);
        return Ok(());
    }
    for (place, item) in places(target).into_iter().zip(data.chunks(size)) {
        super::buffer::store(base, place, item);
    }
    Ok(())
}

fn delitem(vm: &mut Vm, this: Gc<MemoryView>, _key: Value) -> Outcome<()> {
    check(vm, this)?;
    if this.readonly.get() {
        return Err(vm.type_error("cannot modify read-only memory"));
    }
    Err(vm.type_error("cannot delete memory"))
}

fn eq(vm: &mut Vm, this: Gc<MemoryView>, other: Value) -> Outcome<Value> {
    if this.base.get().is_unbound() {
        return Ok(Value::bool(this.value() == other));
    }
    if other.cast::<MemoryView>().is_some_and(|other| other.base.get().is_unbound()) {
        return Ok(Value::FALSE);
    }
    let Some(view) = super::buffer::acquire(vm, other, FULL_READ_ONLY)? else {
        return Ok(Value::NOT_IMPLEMENTED);
    };
    let result = items::equal(vm, this, view);
    super::buffer::release(vm, view)?;
    result.map(Value::bool)
}

fn hash(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Value> {
    if let Some(hash) = this.hash.get().bound() {
        return Ok(hash);
    }
    check(vm, this)?;
    if !this.readonly.get() {
        return Err(vm.value_error("cannot hash writable memoryview object"));
    }
    if !matches!(format_text(this).trim_start_matches('@'), "B" | "b" | "c") {
        return Err(vm.value_error("memoryview: hashing is restricted to formats 'B', 'b' or 'c'"));
    }
    let exporter = this.exporter.get();
    in_use(vm, this, |vm| vm.hash(exporter))?;
    let data = contents(vm, this)?;
    let hash = vm.new_int(strict_semantics::hash::hash_bytes(&data, vm.hash_key));
    this.hash.set(this, hash);
    Ok(hash)
}

fn repr(_: &mut Vm, this: Gc<MemoryView>) -> Outcome<String> {
    let what = if this.base.get().is_unbound() { "released memory" } else { "memory" };
    Ok(format!("<{what} at {:#x}>", this.address()))
}

fn enter(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Gc<MemoryView>> {
    check(vm, this)?;
    Ok(this)
}

fn exit(vm: &mut Vm, this: Gc<MemoryView>, _info: Value) -> Outcome<()> {
    release(vm, this)
}

fn tobytes(vm: &mut Vm, this: Gc<MemoryView>, order: Option<Value>) -> Outcome<Value> {
    check(vm, this)?;
    let order = order.filter(|order| !order.is_none()).and_then(Value::cast::<Str>);
    let by_column = match order.map(|order| order.to_lossy()).as_deref() {
        None | Some("C") => false,
        Some("F") => true,
        Some("A") => is_column_contiguous(this) && !is_contiguous(this),
        Some(_) => return Err(vm.value_error("order must be 'C', 'F' or 'A'")),
    };
    let data = contents(vm, this)?;
    if !by_column {
        return vm.new_bytes(&data);
    }
    let size = this.item_size.get();
    let turned: Vec<u8> = items::column_order(this)
        .into_iter()
        .flat_map(|index| data[index * size..(index + 1) * size].iter().copied())
        .collect();
    vm.new_bytes(&turned)
}

fn tolist(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Value> {
    check(vm, this)?;
    items::to_list(vm, this)
}

fn count(vm: &mut Vm, this: Gc<MemoryView>, value: Value) -> Outcome<usize> {
    let mut found = 0;
    for index in 0..len(vm, this)? {
        let item = getitem(vm, this, Value::index(index))?;
        found += usize::from(vm.equals(item, value)?);
    }
    Ok(found)
}

fn index(
    vm: &mut Vm,
    this: Gc<MemoryView>,
    value: Value,
    start: Option<Value>,
    stop: Option<Value>,
) -> Outcome<usize> {
    let length = len(vm, this)?;
    let (start, stop) = super::list::search_bounds(vm, start, stop, length)?;
    let stop = if stop < 0 { stop + length as i64 } else { stop };
    for index in start.max(0)..stop.min(length as i64) {
        let item = getitem(vm, this, Value::fixnum(index))?;
        if vm.equals(item, value)? {
            return Ok(index as usize);
        }
    }
    Err(vm.value_error("memoryview.index(x): x not found"))
}

/// `memoryview.release`
pub(crate) fn release(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<()> {
    let users = this.users.get();
    if users > 0 && !this.base.get().is_unbound() {
        let plural = if users == 1 { "" } else { "s" };
        let message = format!("memoryview has {users} exported buffer{plural}");
        return Err(vm.error(vm.exceptions.BufferError, message));
    }
    super::buffer::release(vm, this)
}

/// A view that nobody has any more gives its buffer back.
fn finalize(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<()> {
    super::buffer::release(vm, this)
}
