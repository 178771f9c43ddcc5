//! The items of a `memoryview`: their formats, casts between them, and comparing.

use smallvec::SmallVec;
use strict_semantics::struct_layout::{Field, Layout};
use strict_semantics::struct_values::{StructKind, StructValue};

use super::buffer::derive;
use super::memoryview::{Dimension, check, contents, dimensions, is_contiguous};
use super::prelude::*;
use crate::object::{List, MemoryView};

/// Dimensions that a view may have.
const MOST_DIMENSIONS: usize = 64;

/// The format of an item.
pub(super) fn format_text(this: Gc<MemoryView>) -> String {
    this.format.get().cast::<Str>().map_or_else(|| "B".to_owned(), |format| format.to_lossy())
}

/// The format as `struct` has it, if it is one native letter.
fn single(format: &str) -> Option<(Layout, Field)> {
    let letter = format.trim_start_matches('@');
    let layout = Layout::parse(letter.as_bytes()).ok()?;
    let &[field] = layout.fields.as_slice() else { return None };
    (letter.len() == 1 && field.count == 1 && !matches!(field.code, b's' | b'p')).then_some((layout, field))
}

/// The item at a place in bytes.
pub(super) fn get(vm: &mut Vm, this: Gc<MemoryView>, place: usize) -> Outcome<Value> {
    let (base, size) = (this.base.get(), this.item_size.get());
    if this.format.get().is_unbound() {
        let byte = super::bytes::byte_at(base, place).unwrap_or(0);
        return Ok(Value::fixnum(i64::from(byte)));
    }
    let format = format_text(this);
    let Some((layout, field)) = single(&format) else {
        let message = format!("memoryview: format {format} not supported");
        return Err(vm.error(vm.exceptions.NotImplementedError, message));
    };
    let bytes: SmallVec<[u8; 16]> =
        (place..place + size).map(|at| super::bytes::byte_at(base, at).unwrap_or(0)).collect();
    match field.unpack(layout.order, &bytes) {
        StructValue::Int(number) => Ok(vm.new_integer(&number)),
        StructValue::Float(number) => Ok(vm.new_float(number)),
        StructValue::Complex(number) => Ok(vm.new_complex(number)),
        StructValue::Bool(truth) => Ok(Value::bool(truth)),
        StructValue::Bytes(bytes) => vm.new_bytes(&bytes),
    }
}

/// Sets the item at a place in bytes.
pub(super) fn set(vm: &mut Vm, this: Gc<MemoryView>, place: usize, value: Value) -> Outcome<()> {
    let format = format_text(this);
    let Some((layout, field)) = single(&format) else {
        let message = format!("memoryview: format {format} not supported");
        return Err(vm.error(vm.exceptions.NotImplementedError, message));
    };
    let value = convert(vm, &field, &format, value)?;
    check(vm, this)?;
    let mut bytes = [0; 16];
    let bytes = &mut bytes[..field.item_size];
    if field.pack(layout.order, &value, bytes).is_err() {
        let letter = format.trim_start_matches('@');
        return Err(vm.value_error(format!("memoryview: invalid value for format '{letter}'")));
    }
    super::buffer::store(this.base.get(), place, bytes);
    Ok(())
}

/// A value as the format wants it.
fn convert(vm: &mut Vm, field: &Field, format: &str, value: Value) -> Outcome<StructValue> {
    let wrong = |vm: &mut Vm| {
        let letter = format.trim_start_matches('@');
        vm.type_error(format!("memoryview: invalid type for format '{letter}'"))
    };
    match field.kind() {
        StructKind::Int if vm.special(value, Special::Index).is_some() => {
            vm.to_index(value).map(StructValue::Int)
        }
        StructKind::Float => match vm.to_f64(value) {
            Ok(number) => Ok(StructValue::Float(number)),
            Err(_) if vm.catch(vm.exceptions.TypeError) => Err(wrong(vm)),
            Err(raised) => Err(raised),
        },
        StructKind::Complex => match vm.as_number(value) {
            Some(strict_semantics::Number::Complex(number)) => Ok(StructValue::Complex(number)),
            Some(_) => Ok(StructValue::Complex(strict_semantics::Complex::new(vm.to_f64(value)?, 0.0))),
            None => Err(wrong(vm)),
        },
        StructKind::Bool => vm.is_true(value).map(StructValue::Bool),
        StructKind::Character => match value.cast::<crate::object::Bytes>() {
            Some(bytes) => Ok(StructValue::Bytes(bytes.as_slice().to_vec())),
            None => Err(wrong(vm)),
        },
        _ => Err(wrong(vm)),
    }
}

/// Gives a view its dimensions.
pub(super) fn set_dimensions(vm: &mut Vm, view: Gc<MemoryView>, dimensions: &[Dimension]) {
    if let &[only] = dimensions {
        view.count.set(only.count);
        view.stride.set(only.stride);
        view.shape.set(view, Value::UNBOUND);
        view.strides.set(view, Value::UNBOUND);
        return;
    }
    let counts: SmallVec<[Value; 4]> = dimensions.iter().map(|it| Value::index(it.count)).collect();
    let strides: SmallVec<[Value; 4]> = dimensions.iter().map(|it| Value::fixnum(it.stride as i64)).collect();
    let shape = vm.tuple(&counts);
    view.shape.set(view, shape.value());
    let strides = vm.tuple(&strides);
    view.strides.set(view, strides.value());
    view.count.set(dimensions.first().map_or(1, |it| it.count));
}

/// `memoryview.cast`
pub(super) fn cast(
    vm: &mut Vm,
    this: Gc<MemoryView>,
    format: Value,
    shape: Option<Value>,
) -> Outcome<Gc<MemoryView>> {
    check(vm, this)?;
    let Some(format) = format.cast::<Str>() else {
        let name = vm.type_name(format);
        return Err(vm.type_error(format!("cast() argument 'format' must be str, not {name}")));
    };
    if !is_contiguous(this) {
        return Err(vm.type_error("memoryview: casts are restricted to C-contiguous views"));
    }
    let own = dimensions(this);
    if (shape.is_some() || own.len() != 1) && own.iter().any(|it| it.count == 0) {
        return Err(vm.type_error("memoryview: cannot cast view with zeros in shape or strides"));
    }
    let wanted = match shape {
        None => None,
        Some(shape) => {
            let counts = read_shape(vm, shape)?;
            if counts.len() > 1 && own.len() != 1 {
                return Err(vm.type_error("memoryview: cast must be 1D -> ND or ND -> 1D"));
            }
            Some(counts)
        }
    };
    let text = format.to_lossy();
    let Some((_, field)) = single(&text) else {
        return Err(vm.value_error(
            "memoryview: destination format must be a native single character format prefixed with an optional '@'",
        ));
    };
    let size = field.item_size;
    let is_bytes = |format: &str| matches!(format.trim_start_matches('@'), "B" | "b" | "c");
    if !is_bytes(&text) && !is_bytes(&format_text(this)) {
        return Err(vm.type_error("memoryview: cannot cast between two non-byte formats"));
    }
    let bytes = own.iter().map(|it| it.count).product::<usize>() * this.item_size.get();
    if !bytes.is_multiple_of(size) {
        return Err(vm.type_error("memoryview: length is not a multiple of itemsize"));
    }
    let counts = wanted.unwrap_or_else(|| vec![bytes / size]);
    let total = counts.iter().try_fold(size, |total, &count| total.checked_mul(count));
    if total != Some(bytes) {
        return Err(vm.type_error("memoryview: product(shape) * itemsize != buffer size"));
    }
    let mut stride = bytes as isize;
    let mut made: SmallVec<[Dimension; 4]> = SmallVec::new();
    for count in counts {
        stride /= count.max(1) as isize;
        made.push(Dimension { count, stride: stride.max(size as isize) });
    }
    let view = derive(vm, this)?;
    view.item_size.set(size);
    let format = if text == "B" { Value::UNBOUND } else { format.value() };
    view.format.set(view, format);
    set_dimensions(vm, view, &made);
    Ok(view)
}

fn read_shape(vm: &mut Vm, shape: Value) -> Outcome<Vec<usize>> {
    if !shape.is::<Tuple>() && !shape.is::<List>() {
        return Err(vm.type_error("shape must be a list or a tuple"));
    }
    let list = vm.list_from(shape)?;
    if list.len() > MOST_DIMENSIONS {
        let message = format!("memoryview: number of dimensions must not exceed {MOST_DIMENSIONS}");
        return Err(vm.value_error(message));
    }
    let mut counts = Vec::new();
    for index in 0..list.len() {
        let item = list.get(index).unwrap_or(Value::NONE);
        if vm.as_int(item).is_none() {
            return Err(vm.type_error("memoryview.cast(): elements of shape must be integers"));
        }
        match usize::try_from(vm.index_i64(item)?) {
            Ok(count) if count > 0 => counts.push(count),
            _ => {
                return Err(vm.value_error("memoryview.cast(): elements of shape must be integers > 0"));
            }
        }
    }
    Ok(counts)
}

/// The items as lists, one inside of the other for each dimension.
pub(super) fn to_list(vm: &mut Vm, this: Gc<MemoryView>) -> Outcome<Value> {
    let dimensions = dimensions(this);
    nested(vm, this, &dimensions, this.start.get())
}

fn nested(vm: &mut Vm, this: Gc<MemoryView>, dimensions: &[Dimension], start: usize) -> Outcome<Value> {
    let Some((first, rest)) = dimensions.split_first() else { return get(vm, this, start) };
    let list = vm.new_list();
    for index in 0..first.count {
        let place = start.wrapping_add_signed(first.stride.wrapping_mul(index as isize));
        let item = nested(vm, this, rest, place)?;
        vm.append(list, item)?;
    }
    Ok(list.value())
}

/// The indices of the items, counted with the last dimension the fastest, in the order of the first the fastest.
pub(super) fn column_order(this: Gc<MemoryView>) -> Vec<usize> {
    let mut order = vec![0];
    let mut distance: usize = dimensions(this).iter().map(|it| it.count).product();
    let mut distances: SmallVec<[(usize, usize); 4]> = SmallVec::new();
    for dimension in dimensions(this) {
        distance /= dimension.count.max(1);
        distances.push((dimension.count, distance));
    }
    for &(count, distance) in &distances {
        order =
            (0..count).flat_map(|index| order.iter().map(move |place| place + index * distance)).collect();
    }
    order
}

/// Whether two views have the same shape and equal items.
pub(super) fn equal(vm: &mut Vm, left: Gc<MemoryView>, right: Gc<MemoryView>) -> Outcome<bool> {
    let counts =
        |view: Gc<MemoryView>| dimensions(view).iter().map(|it| it.count).collect::<SmallVec<[usize; 4]>>();
    if counts(left) != counts(right) {
        return Ok(false);
    }
    let (a, b) = (format_text(left), format_text(right));
    if a == b && matches!(a.as_str(), "B" | "b" | "c") {
        return Ok(contents(vm, left)? == contents(vm, right)?);
    }
    if single(&a).is_none() || single(&b).is_none() {
        return Ok(false);
    }
    let places = super::memoryview::places(left).into_iter().zip(super::memoryview::places(right));
    for (a, b) in places {
        let a = get(vm, left, a)?;
        let b = get(vm, right, b)?;
        if !vm.compare_bool(Special::Equal, a, b)? {
            return Ok(false);
        }
    }
    Ok(true)
}
