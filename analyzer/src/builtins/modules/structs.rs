//! The module `_struct`: bytes as packed values.

use strict_semantics::codecs::{self, Codec, Handler};
use strict_semantics::struct_layout::{Field, Layout, StructError};
use strict_semantics::struct_values::{PackError, StructKind, StructValue};
use strict_semantics::{Complex, Int, Number};

use super::NativeConstant;
use crate::builtins::arity::{expect, expect_receiver};
use crate::builtins::constants::value_of;
use crate::builtins::int::{NumberSource, text_of};
use crate::builtins::operands::{Kind, Operand, TEXT_LIMIT};
use crate::builtins::parameters::Parameters;
use crate::builtins::{Native, exceptions as exc, function, method, types};
use crate::diagnostics::Code;
use crate::domain::{Iter, Payload, Value};
use crate::interp::{Arguments, Eval, Interp, Stop, Truth};
use crate::ir::{Symbol, sym};

pub(super) const FUNCTIONS: &[Native] = &[
    function("_struct.calcsize", |interp, arguments| {
        expect(interp, arguments, "calcsize", 1, 1)?;
        let layout = layout_of(interp, &arguments.positional[0])?;
        Ok(size(layout.as_ref()))
    }),
    function("_struct.pack", |interp, arguments| {
        let layout = take_layout(interp, arguments)?;
        pack(interp, arguments, layout.as_ref(), "pack")
    }),
    function("_struct.pack_into", |interp, arguments| {
        let layout = take_layout(interp, arguments)?;
        pack_into(interp, arguments, layout.as_ref())
    }),
    function("_struct.unpack", |interp, arguments| {
        expect(interp, arguments, "unpack", 2, 2)?;
        let layout = take_layout(interp, arguments)?;
        unpack(interp, arguments, layout.as_ref())
    }),
    function("_struct.unpack_from", |interp, arguments| {
        let layout = take_layout(interp, arguments)?;
        unpack_from(interp, arguments, layout.as_ref())
    }),
    function("_struct.iter_unpack", |interp, arguments| {
        expect(interp, arguments, "iter_unpack", 2, 2)?;
        let layout = take_layout(interp, arguments)?;
        iter_unpack(interp, arguments, layout.as_ref())
    }),
    function("_struct._clearcache", |interp, arguments| {
        expect(interp, arguments, "_clearcache", 0, 0)?;
        Ok(Value::None)
    }),
];

pub(super) const CONSTANTS: &[(&str, NativeConstant)] =
    &[("error", NativeConstant::Class(exc::STRUCT_ERROR)), ("Struct", NativeConstant::Class(types::STRUCT))];

/// Methods of the class `Struct`.
pub(in crate::builtins) const STRUCT_METHODS: &[Native] = &[
    method("Struct.__init__", init),
    method("Struct.__repr__", repr),
    method("Struct.pack", |interp, arguments| {
        let layout = receiver_layout(interp, arguments, "Struct.pack")?;
        pack(interp, arguments, layout.as_ref(), "pack")
    }),
    method("Struct.pack_into", |interp, arguments| {
        let layout = receiver_layout(interp, arguments, "Struct.pack_into")?;
        pack_into(interp, arguments, layout.as_ref())
    }),
    method("Struct.unpack", |interp, arguments| {
        let layout = receiver_layout(interp, arguments, "Struct.unpack")?;
        expect(interp, arguments, "Struct.unpack", 1, 1)?;
        unpack(interp, arguments, layout.as_ref())
    }),
    method("Struct.unpack_from", |interp, arguments| {
        let layout = receiver_layout(interp, arguments, "Struct.unpack_from")?;
        unpack_from(interp, arguments, layout.as_ref())
    }),
    method("Struct.iter_unpack", |interp, arguments| {
        let layout = receiver_layout(interp, arguments, "Struct.iter_unpack")?;
        expect(interp, arguments, "Struct.iter_unpack", 1, 1)?;
        iter_unpack(interp, arguments, layout.as_ref())
    }),
];

const FORMAT: &str = "format";
const SIZE: &str = "size";

fn init(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_receiver(interp, arguments, types::STRUCT, "Struct.__init__")?;
    let receiver = arguments.positional.remove(0);
    const STRUCT: Parameters<1> =
        Parameters { function: "Struct", names: [FORMAT], required: 1, positional_only: 0, positional: 1 };
    let [format] = STRUCT.bind(interp, arguments)?;
    let format = format.unwrap_or(Value::None);
    let layout = layout_of(interp, &format)?;
    let Value::Object(id) = receiver else { return Ok(Value::None) };
    if !interp.may_change(id, "the format")? {
        return Ok(Value::None);
    }
    let text = match text_of(interp, &format) {
        NumberSource::Text(text) => Value::Str(text.into()),
        NumberSource::Bytes(bytes) => Value::str(&String::from_utf8_lossy(bytes)),
        _ => Value::Typed(types::STR),
    };
    let attrs = interp.heap.modify(id).attrs_mut();
    attrs.bind(Symbol::new(FORMAT), text);
    attrs.bind(Symbol::new(SIZE), size(layout.as_ref()));
    Ok(Value::None)
}

fn repr(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Value> {
    expect_receiver(interp, arguments, types::STRUCT, "Struct.__repr__")?;
    let format = format_of(interp, &arguments.positional[0]);
    match interp.repr_of(&format)? {
        Value::Str(format) => {
            let name = interp.type_name(&arguments.positional[0]);
            Ok(Value::str(&format!("{name}({})", format.to_string_lossy())))
        }
        _ => Ok(Value::Typed(types::STR)),
    }
}

fn format_of(interp: &Interp<'_>, receiver: &Value) -> Value {
    match receiver {
        Value::Object(id) => interp.heap.attr(*id, Symbol::new(FORMAT)).map(|slot| slot.value.clone()),
        _ => None,
    }
    .unwrap_or(Value::Typed(types::STR))
}

/// Takes the receiver, of class `Struct`, from the arguments.
fn receiver_layout(interp: &mut Interp<'_>, arguments: &mut Arguments, name: &str) -> Eval<Option<Layout>> {
    expect_receiver(interp, arguments, types::STRUCT, name)?;
    let receiver = arguments.positional.remove(0);
    let format = format_of(interp, &receiver);
    if matches!(format, Value::Str(_)) { layout_of(interp, &format) } else { Ok(None) }
}

/// Takes the format from the arguments of a function.
fn take_layout(interp: &mut Interp<'_>, arguments: &mut Arguments) -> Eval<Option<Layout>> {
    if arguments.positional.is_empty() {
        return interp.type_error("missing format argument");
    }
    let format = arguments.positional.remove(0);
    layout_of(interp, &format)
}

fn struct_error<T>(interp: &mut Interp<'_>, message: &str) -> Eval<T> {
    interp.raise(exc::STRUCT_ERROR, message)
}

/// The layout that a format describes; `None` when the format is not known.
fn layout_of(interp: &mut Interp<'_>, format: &Value) -> Eval<Option<Layout>> {
    let bytes = match text_of(interp, format) {
        NumberSource::Text(text) => codecs::encode(text, Codec::Ascii, Handler::Strict),
        NumberSource::Bytes(bytes) => Ok(bytes.to_vec()),
        NumberSource::Typed => {
            interp.maybe_raise_class(exc::STRUCT_ERROR);
            return Ok(None);
        }
        NumberSource::Other => {
            let name = interp.type_name(format);
            return interp
                .type_error(&format!("Struct() argument 1 must be a str or bytes object, not {name}"));
        }
    };
    let bytes = interp.plain(bytes)?;
    match Layout::parse(&bytes) {
        Ok(layout) => Ok(Some(layout)),
        Err(StructError::NullCharacter) => interp.value_error("embedded null character"),
        Err(error) => struct_error(interp, &error.to_string()),
    }
}

fn size(layout: Option<&Layout>) -> Value {
    layout.map_or(Value::Typed(types::INT), |layout| Value::len(layout.size))
}

/// The layout, if what it describes is small enough to be followed.
fn manageable(layout: Option<&Layout>) -> Option<&Layout> {
    layout.filter(|layout| layout.size <= TEXT_LIMIT.0 && layout.value_count() <= TEXT_LIMIT.0)
}

/// The packed values; `None` when one of them is not known.
fn packed(
    interp: &mut Interp<'_>,
    layout: &Layout,
    values: &[Value],
    function: &str,
) -> Eval<Option<Vec<u8>>> {
    let expected = layout.value_count();
    if values.len() != expected {
        let given = values.len();
        return struct_error(
            interp,
            &format!("{function} expected {expected} items for packing (got {given})"),
        );
    }
    let mut out = vec![0; layout.size];
    let mut known = true;
    let places = layout
        .fields
        .iter()
        .flat_map(|field| (0..field.count).map(move |i| (field, field.offset + i * field.item_size)));
    for ((field, offset), value) in places.zip(values) {
        let Some(value) = packable(interp, field, value)? else {
            known = false;
            continue;
        };
        match field.pack(layout.order, &value, &mut out[offset..offset + field.item_size]) {
            Ok(()) => {}
            Err(PackError::Struct(message)) => return struct_error(interp, &message),
            Err(PackError::Other(error)) => return interp.plain(Err(error)),
        }
    }
    if !known {
        interp.maybe_raise_class(exc::STRUCT_ERROR);
        interp.maybe_raise_class(exc::OVERFLOW_ERROR);
    }
    Ok(known.then_some(out))
}

/// The value as a field takes it; `None` when it is not known.
fn packable(interp: &mut Interp<'_>, field: &Field, value: &Value) -> Eval<Option<StructValue>> {
    Ok(match field.kind() {
        StructKind::Int => {
            if interp.as_int(value).is_none() && !interp.special_exists(value, sym::index) {
                return struct_error(interp, "required argument is not an integer");
            }
            interp.index(value)?.map(StructValue::Int)
        }
        StructKind::Float => {
            real_or_struct_error(interp, value, "required argument is not a float")?.map(StructValue::Float)
        }
        StructKind::Complex => match Operand::of(interp, value) {
            Operand::Known(Number::Complex(value)) => Some(StructValue::Complex(value)),
            Operand::Typed(Kind::Complex) => None,
            _ => real_or_struct_error(interp, value, "required argument is not a complex")?
                .map(|value| StructValue::Complex(Complex::new(value, 0.0))),
        },
        StructKind::Bool => match interp.truth(value)? {
            Truth::True => Some(StructValue::Bool(true)),
            Truth::False => Some(StructValue::Bool(false)),
            Truth::Either => None,
        },
        kind @ (StructKind::Character | StructKind::String) => match text_of(interp, value) {
            NumberSource::Bytes(bytes) => Some(StructValue::Bytes(bytes.to_vec())),
            NumberSource::Typed if !is_text(interp, value) => None,
            _ if kind == StructKind::Character => {
                return struct_error(interp, "char format requires a bytes object of length 1");
            }
            _ => {
                let code = char::from(field.code);
                return struct_error(interp, &format!("argument for '{code}' must be a bytes object"));
            }
        },
    })
}

fn is_text(interp: &Interp<'_>, value: &Value) -> bool {
    interp.heap.class_of(value).is_some_and(|class| interp.is_subclass_of(class, types::STR))
}

/// `float(value)` of a number, any `TypeError` being worded anew.
fn real_or_struct_error(interp: &mut Interp<'_>, value: &Value, message: &str) -> Eval<Option<f64>> {
    match interp.real(value) {
        Err(Stop::Raise(exception))
            if interp
                .heap
                .class_of(&exception)
                .is_some_and(|class| interp.is_subclass_of(class, exc::TYPE_ERROR)) =>
        {
            struct_error(interp, message)
        }
        other => other,
    }
}

fn pack(
    interp: &mut Interp<'_>,
    arguments: &Arguments,
    layout: Option<&Layout>,
    function: &str,
) -> Eval<Value> {
    let Some(layout) = manageable(layout) else {
        interp.maybe_raise_class(exc::STRUCT_ERROR);
        return Ok(Value::Typed(types::BYTES));
    };
    let bytes = packed(interp, layout, &arguments.positional, function)?;
    Ok(bytes.map_or(Value::Typed(types::BYTES), |bytes| Value::Bytes(bytes.into())))
}

fn pack_into(interp: &mut Interp<'_>, arguments: &mut Arguments, layout: Option<&Layout>) -> Eval<Value> {
    if arguments.len() < 2 {
        let missing = if arguments.len() == 0 { "buffer argument" } else { "offset" };
        return struct_error(interp, &format!("pack_into expected {missing}"));
    }
    let (buffer, offset) = (arguments.positional.remove(0), arguments.positional.remove(0));
    let offset = interp.index(&offset)?;
    let bytes = match manageable(layout) {
        Some(layout) => packed(interp, layout, &arguments.positional, "pack_into")?,
        None => None,
    };
    let Value::Object(id) = &buffer else {
        if matches!(buffer, Value::Typed(_)) {
            let target = Value::unknown("a buffer of which only the type is known");
            interp.unknown_use(Code::UnknownArgument, &target, "`pack_into` changes");
            return Ok(Value::None);
        }
        let name = interp.type_name(&buffer);
        return interp
            .type_error(&format!("pack_into() argument must be read-write bytes-like object, not {name}"));
    };
    if !interp.may_change(*id, "the contents")? {
        return Ok(Value::None);
    }
    let length = match &interp.heap.get(*id).payload {
        Payload::ByteArray(Some(contents)) => contents.len(),
        _ => {
            interp.havoc(&buffer);
            interp.maybe_raise_class(exc::STRUCT_ERROR);
            return Ok(Value::None);
        }
    };
    let start = match (offset, layout) {
        (Some(offset), Some(layout)) => {
            Some(start_in_buffer(interp, &offset, length, layout.size, "pack_into", "packing")?)
        }
        _ => {
            interp.maybe_raise_class(exc::STRUCT_ERROR);
            None
        }
    };
    if let Payload::ByteArray(contents) = &mut interp.heap.modify(*id).payload {
        match (contents.as_mut(), bytes, start) {
            (Some(contents), Some(bytes), Some(start)) => {
                contents[start..start + bytes.len()].copy_from_slice(&bytes);
            }
            _ => *contents = None,
        }
    }
    Ok(Value::None)
}

/// Where in a buffer a structure begins that is to be read or written there.
fn start_in_buffer(
    interp: &mut Interp<'_>,
    offset: &Int,
    length: usize,
    size: usize,
    function: &str,
    action: &str,
) -> Eval<usize> {
    let given = offset.saturate();
    let signed_length = i64::try_from(length).unwrap_or(i64::MAX);
    let start = if given < 0 {
        if given.saturating_add(i64::try_from(size).unwrap_or(i64::MAX)) > 0 {
            let verb = if action == "packing" { "no space to pack" } else { "not enough data to unpack" };
            return struct_error(interp, &format!("{verb} {size} bytes at offset {given}"));
        }
        if given.saturating_add(signed_length) < 0 {
            return struct_error(interp, &format!("offset {given} out of range for {length}-byte buffer"));
        }
        given + signed_length
    } else {
        given
    };
    let start = usize::try_from(start).unwrap_or(usize::MAX);
    if length.saturating_sub(start) < size || start > length {
        let needed = start.saturating_add(size);
        return struct_error(
            interp,
            &format!(
                "{function} requires a buffer of at least {needed} bytes for {action} {size} bytes at offset {given} \
                 (actual buffer size is {length})"
            ),
        );
    }
    Ok(start)
}

/// The bytes of a buffer; `None` when they are not known.
fn buffer_bytes(interp: &mut Interp<'_>, buffer: &Value) -> Eval<Option<Vec<u8>>> {
    match text_of(interp, buffer) {
        NumberSource::Bytes(bytes) => return Ok(Some(bytes.to_vec())),
        NumberSource::Typed if !is_text(interp, buffer) => return Ok(None),
        // Classes such as `array` have buffers, too.
        NumberSource::Other if interp.heap.class_of(buffer).is_some_and(|class| class.unit.0 != 0) => {
            return Ok(None);
        }
        _ => {}
    }
    let name = interp.type_name(buffer);
    interp.type_error(&format!("a bytes-like object is required, not '{name}'"))
}

/// A value of which only the code is known.
fn typed(field: &Field) -> Value {
    Value::Typed(match field.kind() {
        StructKind::Int => types::INT,
        StructKind::Float => types::FLOAT,
        StructKind::Complex => types::COMPLEX,
        StructKind::Bool => types::BOOL,
        StructKind::Character | StructKind::String => types::BYTES,
    })
}

/// The values in a tuple, when bytes and format are known; else what is known of them.
fn unpacked(interp: &mut Interp<'_>, layout: Option<&Layout>, bytes: Option<&[u8]>) -> Value {
    let Some(layout) = manageable(layout) else {
        let any = [types::INT, types::FLOAT, types::COMPLEX, types::BOOL, types::BYTES].map(Value::Typed);
        return interp.alloc(types::TUPLE, Payload::Tuple(Value::Union(any.into())));
    };
    let mut values = Vec::with_capacity(layout.value_count());
    for field in &layout.fields {
        for i in 0..field.count {
            let start = field.offset + i * field.item_size;
            values.push(match bytes.and_then(|bytes| bytes.get(start..start + field.item_size)) {
                Some(bytes) => match field.unpack(layout.order, bytes) {
                    StructValue::Int(value) => Value::Int(value),
                    StructValue::Float(value) => Value::Float(value),
                    StructValue::Complex(value) => value_of(Number::Complex(value)),
                    StructValue::Bool(value) => Value::Bool(value),
                    StructValue::Bytes(value) => Value::Bytes(value.into()),
                },
                None => typed(field),
            });
        }
    }
    Value::tuple(values)
}

fn unpack(interp: &mut Interp<'_>, arguments: &Arguments, layout: Option<&Layout>) -> Eval<Value> {
    let bytes = buffer_bytes(interp, &arguments.positional[0])?;
    match (layout, &bytes) {
        (Some(layout), Some(bytes)) if bytes.len() != layout.size => {
            return struct_error(interp, &format!("unpack requires a buffer of {} bytes", layout.size));
        }
        (Some(_), Some(_)) => {}
        _ => interp.maybe_raise_class(exc::STRUCT_ERROR),
    }
    Ok(unpacked(interp, layout, bytes.as_deref()))
}

fn unpack_from(interp: &mut Interp<'_>, arguments: &mut Arguments, layout: Option<&Layout>) -> Eval<Value> {
    const UNPACK_FROM: Parameters<2> = Parameters {
        function: "unpack_from",
        names: ["buffer", "offset"],
        required: 1,
        positional_only: 0,
        positional: 2,
    };
    let [buffer, offset] = UNPACK_FROM.bind(interp, arguments)?;
    let bytes = buffer_bytes(interp, &buffer.unwrap_or(Value::None))?;
    let offset = match offset {
        Some(offset) => interp.index(&offset)?,
        None => Some(Int::ZERO),
    };
    let (Some(bytes), Some(offset), Some(layout)) = (bytes, offset, layout) else {
        interp.maybe_raise_class(exc::STRUCT_ERROR);
        return Ok(unpacked(interp, layout, None));
    };
    let start = start_in_buffer(interp, &offset, bytes.len(), layout.size, "unpack_from", "unpacking")?;
    Ok(unpacked(interp, Some(layout), bytes.get(start..)))
}

fn iter_unpack(interp: &mut Interp<'_>, arguments: &Arguments, layout: Option<&Layout>) -> Eval<Value> {
    if layout.is_some_and(|layout| layout.size == 0) {
        return struct_error(interp, "cannot iteratively unpack with a struct of length 0");
    }
    let bytes = buffer_bytes(interp, &arguments.positional[0])?;
    let (Some(bytes), Some(layout)) = (bytes, manageable(layout)) else {
        interp.maybe_raise_class(exc::STRUCT_ERROR);
        let item = unpacked(interp, layout, None);
        return Ok(interp.new_iterator(Iter::Summary(item)));
    };
    if bytes.len() % layout.size != 0 {
        let size = layout.size;
        return struct_error(
            interp,
            &format!("iterative unpacking requires a buffer of a multiple of {size} bytes"),
        );
    }
    let values = bytes.chunks(layout.size).map(|chunk| unpacked(interp, Some(layout), Some(chunk))).collect();
    Ok(interp.new_iterator(Iter::Values { values, index: 0 }))
}
