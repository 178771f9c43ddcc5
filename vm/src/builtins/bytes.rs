//! `bytes`

use strict_semantics::{Bounds, Limit, bytes};

pub(crate) use super::buffer::from_buffer;
use super::buffer::{exported, has_buffer};
use super::list::{index_key, repetitions};
use super::prelude::*;
use crate::object::{ByteArray, Bytes, IteratorKind, List, NativeSpec, Slice};

/// How much memory a single result may take.
const LIMIT: Limit = Limit(1 << 36);

/// Methods that `bytes` and `bytearray` share; results have the receiver's class.
macro_rules! shared_methods {
    ($($extra:expr,)*) => {
        &[
            m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
            m("__getitem__", "($self, key, /)", Pure, n(getitem), "Return self[key]."),
            m("__contains__", "($self, key, /)", Pure, n(contains), "Return bool(key in self)."),
            m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
            m("__add__", "($self, value, /)", Pure, n(add), "Return self+value."),
            m("__mod__", "($self, value, /)", Any, n(modulo), "Return self%value."),
            m("__rmod__", "($self, value, /)", Any, n(rmod), "Return value%self."),
            m("__buffer__", "($self, flags, /)", Any, n(super::buffer::buffer_method), "Return a buffer object that exposes the underlying memory of the object."),
            m("__mul__", "($self, value, /)", Pure, n(mul), "Return self*value."),
            m("__rmul__", "($self, value, /)", Pure, n(mul), "Return value*self."),
            m("__eq__", "($self, value, /)", Pure, n(eq), "Return self==value."),
            m("__ne__", "($self, value, /)", Pure, n(ne), "Return self!=value."),
            m("__lt__", "($self, value, /)", Pure, n(lt), "Return self<value."),
            m("__le__", "($self, value, /)", Pure, n(le), "Return self<=value."),
            m("__gt__", "($self, value, /)", Pure, n(gt), "Return self>value."),
            m("__ge__", "($self, value, /)", Pure, n(ge), "Return self>=value."),
            m("decode", "($self, /, encoding='utf-8', errors='strict')", Pure, n(decode), "Decode the bytes using the codec registered for encoding."),
            m("hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", Pure, n(hex), "Create a string of hexadecimal numbers from a bytes object."),
            m("fromhex", "($type, string, /)", Pure, n(fromhex), "Create a bytes object from a string of hexadecimal numbers."),
            m("join", "($self, iterable_of_bytes, /)", Any, n(join), "Concatenate any number of bytes objects."),
            m("split", "($self, /, sep=None, maxsplit=-1)", Pure, n(split), "Return a list of the sections in the bytes, using sep as the delimiter."),
            m("rsplit", "($self, /, sep=None, maxsplit=-1)", Pure, n(rsplit), "Return a list of the sections in the bytes, using sep as the delimiter."),
            m("splitlines", "($self, /, keepends=False)", Pure, n(splitlines), "Return a list of the lines in the bytes, breaking at line boundaries."),
            m("partition", "($self, sep, /)", Pure, n(partition), "Partition the bytes into three parts using the given separator."),
            m("rpartition", "($self, sep, /)", Pure, n(rpartition), "Partition the bytes into three parts using the given separator."),
            m("strip", "($self, bytes=None, /)", Pure, n(strip), "Strip leading and trailing bytes contained in the argument."),
            m("lstrip", "($self, bytes=None, /)", Pure, n(lstrip), "Strip leading bytes contained in the argument."),
            m("rstrip", "($self, bytes=None, /)", Pure, n(rstrip), "Strip trailing bytes contained in the argument."),
            m("removeprefix", "($self, prefix, /)", Pure, n(removeprefix), "Return a bytes object with the given prefix string removed if present."),
            m("removesuffix", "($self, suffix, /)", Pure, n(removesuffix), "Return a bytes object with the given suffix string removed if present."),
            m("replace", "($self, old, new, count=-1, /)", Pure, n(replace), "Return a copy with all occurrences of substring old replaced by new."),
            m("find", "($self, sub, start=None, end=None, /)", Pure, n(find), "Return the lowest index where subsection sub is found."),
            m("rfind", "($self, sub, start=None, end=None, /)", Pure, n(rfind), "Return the highest index where subsection sub is found."),
            m("index", "($self, sub, start=None, end=None, /)", Pure, n(index), "Return the lowest index where subsection sub is found."),
            m("rindex", "($self, sub, start=None, end=None, /)", Pure, n(rindex), "Return the highest index where subsection sub is found."),
            m("count", "($self, sub, start=None, end=None, /)", Pure, n(count), "Return the number of non-overlapping occurrences of subsection sub."),
            m("startswith", "($self, prefix, start=None, end=None, /)", Pure, n(startswith), "Return True if the bytes starts with the specified prefix, False otherwise."),
            m("endswith", "($self, suffix, start=None, end=None, /)", Pure, n(endswith), "Return True if the bytes ends with the specified suffix, False otherwise."),
            m("translate", "($self, table, /, delete=b'')", Pure, n(translate), "Return a copy with each character mapped by the given translation table."),
            m("maketrans", "(frm, to, /)", Pure, n(maketrans), "Return a translation table usable for the bytes or bytearray translate method."),
            m("lower", "($self, /)", Pure, n(lower), "Return a copy with all ASCII characters converted to lowercase."),
            m("upper", "($self, /)", Pure, n(upper), "Return a copy with all ASCII characters converted to uppercase."),
            m("title", "($self, /)", Pure, n(title), "Return a titlecased version."),
            m("capitalize", "($self, /)", Pure, n(capitalize), "Return a copy with its first character capitalized."),
            m("swapcase", "($self, /)", Pure, n(swapcase), "Return a copy with uppercase ASCII characters converted to lowercase and vice versa."),
            m("center", "($self, width, fillchar=b' ', /)", Pure, n(center), "Return a centered string of length width."),
            m("ljust", "($self, width, fillchar=b' ', /)", Pure, n(ljust), "Return a left-justified string of length width."),
            m("rjust", "($self, width, fillchar=b' ', /)", Pure, n(rjust), "Return a right-justified string of length width."),
            m("zfill", "($self, width, /)", Pure, n(zfill), "Pad a numeric string with zeros on the left."),
            m("expandtabs", "($self, /, tabsize=8)", Pure, n(expandtabs), "Return a copy where all tab characters are expanded using spaces."),
            m("isalnum", "($self, /)", Pure, n(isalnum), ""),
            m("isalpha", "($self, /)", Pure, n(isalpha), ""),
            m("isascii", "($self, /)", Pure, n(isascii), ""),
            m("isdigit", "($self, /)", Pure, n(isdigit), ""),
            m("islower", "($self, /)", Pure, n(islower), ""),
            m("isspace", "($self, /)", Pure, n(isspace), ""),
            m("istitle", "($self, /)", Pure, n(istitle), ""),
            m("isupper", "($self, /)", Pure, n(isupper), ""),
            $($extra,)*
        ]
    };
}

const BYTES_METHODS: &[NativeSpec] = shared_methods! {
    m("__new__", "($type, source=b'', encoding=<unrepresentable>, errors=<unrepresentable>)", Any, n(new), ""),
    m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
    m("__str__", "($self, /)", Pure, n(repr), "Return str(self)."),
    m("__hash__", "($self, /)", Pure, n(hash), "Return hash(self)."),
    m("__bytes__", "($self, /)", Pure, n(plain), "Convert this value to exact type bytes."),
    m("__getnewargs__", "($self, /)", Pure, n(getnewargs), ""),
};

/// Those of `bytearray`.
pub(crate) const BYTEARRAY_METHODS: &[NativeSpec] = shared_methods! {};

/// The specification.
pub static BYTES: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    methods: BYTES_METHODS,
    doc: "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes",
    ..new_spec("bytes", Kind::Bytes)
};

/// The bytes of a bytes-like object, or `TypeError`.
pub(crate) fn expect_buffer(vm: &mut Vm, value: Value) -> Outcome<Vec<u8>> {
    match from_buffer(vm, value)? {
        Some(data) => Ok(data),
        None => {
            let name = vm.type_name(value);
            Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")))
        }
    }
}

/// A byte of a bytes object or byte array.
pub(crate) fn byte_at(value: Value, index: usize) -> Option<u8> {
    match value.cast::<Bytes>() {
        Some(bytes) => bytes.as_slice().get(index).copied(),
        None => {
            if let Some(mapping) = value.cast::<crate::object::Mapping>() {
                return crate::modules::mmap::load(mapping, index, 1).first().copied();
            }
            let array = value.cast::<ByteArray>()?;
            if index < array.length.get() {
                array.storage.try_get()?.cells().get(index).map(std::cell::Cell::get)
            } else {
                None
            }
        }
    }
}

/// One byte from an integer.
pub(crate) fn byte(vm: &mut Vm, value: Value, what: &str) -> Outcome<u8> {
    let number = vm.to_index(value)?;
    match number.to_i64().and_then(|number| u8::try_from(number).ok()) {
        Some(byte) => Ok(byte),
        None => Err(vm.value_error(format!("{what} must be in range(0, 256)"))),
    }
}

/// A buffer, or an iterable of integers, as plain data.
pub(crate) fn from_object(vm: &mut Vm, source: Value, class: &str) -> Outcome<Vec<u8>> {
    if let Some(data) = from_buffer(vm, source)? {
        return Ok(data);
    }
    if vm.special(source, Special::Iter).is_none() && vm.special(source, Special::GetItem).is_none()
        || source.is::<Str>()
    {
        return Err(not_convertible(vm, source, class));
    }
    let iterator = match vm.iter(source) {
        Ok(iterator) => iterator,
        Err(_) if vm.catch(vm.exceptions.TypeError) => return Err(not_convertible(vm, source, class)),
        Err(raised) => return Err(raised),
    };
    let mut data = Vec::new();
    vm.for_each(iterator, |vm, item| {
        data.push(byte(vm, item, if class == "bytes" { "bytes" } else { "byte" })?);
        Ok(())
    })?;
    Ok(data)
}

fn not_convertible(vm: &mut Vm, source: Value, class: &str) -> crate::vm::Raised {
    let name = vm.type_name(source);
    vm.type_error(format!("cannot convert '{name}' object to {class}"))
}

/// The data for `class(source, encoding, errors)`, where `class` is `bytes` or `bytearray`.
pub(crate) fn construct(
    vm: &mut Vm,
    class: &str,
    source: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Outcome<Vec<u8>> {
    for (name, value) in [("encoding", encoding), ("errors", errors)] {
        if let Some(value) = value.filter(|value| !value.is::<Str>()) {
            let given = vm.type_name(value);
            return Err(vm.type_error(format!("{class}() argument '{name}' must be str, not {given}")));
        }
    }
    let is_text = source.is_some_and(Value::is::<Str>);
    if (encoding.is_some() || errors.is_some()) && !is_text {
        let what = if encoding.is_some() { "encoding" } else { "errors" };
        return Err(vm.type_error(format!("{what} without a string argument")));
    }
    let Some(source) = source else { return Ok(Vec::new()) };
    if encoding.is_some() {
        let name = vm.intern("encode");
        let row = [encoding.unwrap_or(Value::NONE), errors.unwrap_or(Value::NONE)];
        let count = 1 + usize::from(errors.is_some());
        let encoded = vm.call_method(source, name, &row[..count])?;
        return expect_buffer(vm, encoded);
    }
    if class == "bytes"
        && let Some(data) = by_method(vm, source)?
    {
        return Ok(data);
    }
    if is_text {
        return Err(vm.type_error("string argument without an encoding"));
    }
    if vm.special(source, Special::Index).is_some() {
        match vm.to_index(source) {
            Ok(count) => {
                let Some(count) = count.to_i64() else {
                    let name = vm.type_name(source);
                    let message = format!("cannot fit '{name}' into an index-sized integer");
                    return Err(vm.error(vm.exceptions.OverflowError, message));
                };
                return match usize::try_from(count) {
                    Ok(count) => zeros(vm, count),
                    Err(_) => Err(vm.value_error("negative count")),
                };
            }
            Err(_) if vm.catch(vm.exceptions.TypeError) => {}
            Err(raised) => return Err(raised),
        }
    }
    from_object(vm, source, class)
}

/// So many bytes of zero.
pub(crate) fn zeros(vm: &mut Vm, count: usize) -> Outcome<Vec<u8>> {
    let mut data = Vec::new();
    if data.try_reserve_exact(count).is_err() {
        return Err(vm.memory_error());
    }
    data.resize(count, 0);
    Ok(data)
}

/// What `__bytes__` returns, if the object has it.
pub(super) fn by_method(vm: &mut Vm, source: Value) -> Outcome<Option<Vec<u8>>> {
    let Some(result) = vm.call_special(source, Special::Bytes, &[])? else { return Ok(None) };
    if let Some(bytes) = result.cast::<Bytes>() {
        return Ok(Some(bytes.as_slice().to_vec()));
    }
    let name = vm.type_name(result);
    Err(vm.type_error(format!("__bytes__ returned non-bytes (type {name})")))
}

fn new(
    vm: &mut Vm,
    class: Gc<Type>,
    source: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Outcome<Value> {
    if let Some(source) = source
        && class == vm.types.bytes
        && encoding.is_none()
        && errors.is_none()
        && vm.is_exact(source, class)
    {
        return Ok(source);
    }
    let data = construct(vm, "bytes", source, encoding, errors)?;
    match vm.heap.new_bytes(class.root_shape.get(), &data) {
        Some(bytes) => Ok(bytes.value()),
        None => Err(vm.memory_error()),
    }
}

/// The receiver's bytes.
fn data(this: Value) -> Vec<u8> {
    match this.cast::<Bytes>() {
        Some(bytes) => bytes.as_slice().to_vec(),
        None => this.cast::<ByteArray>().map_or_else(Vec::new, |array| array.to_vec()),
    }
}

/// A result of the receiver's kind.
fn made(vm: &mut Vm, this: Value, data: &[u8]) -> Outcome<Value> {
    if this.is::<ByteArray>() { super::bytearray::new_bytearray(vm, data) } else { vm.new_bytes(data) }
}

fn repr(_: &mut Vm, this: Gc<Bytes>) -> Outcome<String> {
    Ok(bytes::repr(this.as_slice()))
}

fn hash(vm: &mut Vm, this: Gc<Bytes>) -> Outcome<i64> {
    Ok(vm.hash_bytes(this))
}

fn plain(vm: &mut Vm, this: Gc<Bytes>) -> Outcome<Value> {
    if vm.is_exact(this.value(), vm.types.bytes) { Ok(this.value()) } else { vm.new_bytes(this.as_slice()) }
}

fn getnewargs(vm: &mut Vm, this: Gc<Bytes>) -> Outcome<Value> {
    let plain = vm.new_bytes(this.as_slice())?;
    Ok(vm.tuple(&[plain]).value())
}

fn len(_: &mut Vm, this: Value) -> Outcome<usize> {
    Ok(match this.cast::<Bytes>() {
        Some(bytes) => bytes.len(),
        None => this.cast::<ByteArray>().map_or(0, |array| array.length.get()),
    })
}

fn getitem(vm: &mut Vm, this: Value, key: Value) -> Outcome<Value> {
    let length = len(vm, this)?;
    if let Some(slice) = key.cast::<Slice>() {
        let indices = vm.resolve_slice(slice, length)?;
        if let (Some(bytes), 1) = (this.cast::<Bytes>(), indices.step) {
            return vm.new_bytes(&bytes.as_slice()[indices.start..indices.start + indices.count]);
        }
        let source = data(this);
        let part: Vec<u8> = indices.iter().filter_map(|index| source.get(index).copied()).collect();
        return made(vm, this, &part);
    }
    let what = if this.is::<Bytes>() { "byte" } else { "bytearray" };
    let index = index_key(vm, key, what)?;
    match Vm::normalize(index, length).and_then(|index| byte_at(this, index)) {
        Some(byte) => Ok(Value::fixnum(i64::from(byte))),
        None if this.is::<Bytes>() => Err(vm.index_error("index out of range")),
        None => Err(vm.index_error("bytearray index out of range")),
    }
}

/// What to look for: bytes, or one byte.
fn needle(vm: &mut Vm, value: Value) -> Outcome<Vec<u8>> {
    if vm.special(value, Special::Index).is_some() && !value.is::<Bytes>() {
        return Ok(vec![byte(vm, value, "byte")?]);
    }
    if let Some(data) = from_buffer(vm, value)? {
        return Ok(data);
    }
    let name = vm.type_name(value);
    Err(vm.type_error(format!("argument should be integer or bytes-like object, not '{name}'")))
}

fn contains(vm: &mut Vm, this: Value, item: Value) -> Outcome<bool> {
    if !has_buffer(vm, item) && vm.special(item, Special::Index).is_none() {
        let name = vm.type_name(item);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
    }
    let item = exported(vm, this, |vm| needle(vm, item))?;
    Ok(bytes::contains(&data(this), &item))
}

fn iter(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let class = if this.is::<Bytes>() { vm.types.bytes_iterator } else { vm.types.bytearray_iterator };
    Ok(vm.new_iterator(class, IteratorKind::Bytes, this).value())
}

fn add(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
    let Some(other_data) = from_buffer(vm, other)? else {
        let (name, own) = (vm.type_name(other), vm.type_name(this));
        return Err(vm.type_error(format!("can't concat {name} to {own}")));
    };
    let result = bytes::concat(&data(this), &other_data, LIMIT);
    let result = vm.check(result)?;
    made(vm, this, &result)
}

fn mul(vm: &mut Vm, this: Value, count: Value) -> Outcome<Value> {
    let count = repetitions(vm, count)?;
    if count == 1 && vm.is_exact(this, vm.types.bytes) {
        return Ok(this);
    }
    let result = bytes::repeat(&data(this), count as i64, LIMIT);
    let result = vm.check(result)?;
    made(vm, this, &result)
}

/// What bytes are compared with: bytes, and only a byte array with all other buffers.
fn comparable(vm: &mut Vm, this: Value, other: Value) -> Outcome<Option<Vec<u8>>> {
    if this.is::<Bytes>() {
        return Ok(other.cast::<Bytes>().map(|other| other.as_slice().to_vec()));
    }
    from_buffer(vm, other)
}

macro_rules! comparisons {
    ($($name:ident $special:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Value, other: Value) -> Outcome<Value> {
            Ok(match comparable(vm, this, other)? {
                Some(other) => Value::bool(super::satisfies(Special::$special, Some(data(this).cmp(&other)))),
                None => Value::NOT_IMPLEMENTED,
            })
        }
    )*};
}

comparisons! { lt Less; le LessEqual; eq Equal; ne NotEqual; gt Greater; ge GreaterEqual; }

fn decode(vm: &mut Vm, this: Value, encoding: Option<Value>, errors: Option<Value>) -> Outcome<Value> {
    vm.check_handler("decode", errors)?;
    super::str::decode(vm, &data(this), encoding, errors)
}

fn hex(vm: &mut Vm, this: Value, separator: Option<Value>, group: Option<i64>) -> Outcome<String> {
    let separator = match separator {
        None => None,
        Some(separator) => Some(exported(vm, this, |vm| self::separator(vm, separator))?),
    };
    hex_of(vm, &data(this), separator, group)
}

/// The separator of `hex`: one character or byte. Its length is asked for as programs define it.
pub(super) fn separator(vm: &mut Vm, separator: Value) -> Outcome<u8> {
    if vm.length(separator)? != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    let result = match separator.cast::<Str>() {
        Some(text) => bytes::hex_separator(text.view()),
        None => match separator.cast::<Bytes>() {
            Some(data) => bytes::hex_separator(strict_semantics::TextRef::Latin1(data.as_slice())),
            None => return Err(vm.type_error("sep must be str or bytes.")),
        },
    };
    vm.check(result)
}

/// `bytes.hex`
pub(super) fn hex_of(vm: &mut Vm, data: &[u8], separator: Option<u8>, group: Option<i64>) -> Outcome<String> {
    let result = bytes::hex(data, separator, group.unwrap_or(1), LIMIT);
    vm.check(result)
}

/// `template % values`
fn modulo(vm: &mut Vm, this: Value, values: Value) -> Outcome<Value> {
    let template = data(this);
    let formatted = exported(vm, this, |vm| super::str_format::percent_bytes(vm, &template, values))?;
    made(vm, this, &formatted)
}

fn rmod(vm: &mut Vm, this: Value, template: Value) -> Outcome<Value> {
    let alike =
        template.is::<Bytes>() && this.is::<Bytes>() || template.is::<ByteArray>() && this.is::<ByteArray>();
    if alike { modulo(vm, template, this) } else { Ok(Value::NOT_IMPLEMENTED) }
}

fn fromhex(vm: &mut Vm, class: Gc<Type>, text: Value) -> Outcome<Value> {
    let result = match text.cast::<Str>() {
        Some(text) => bytes::from_hex(text.view()),
        None => {
            let Some(data) = from_buffer(vm, text)? else {
                let name = vm.type_name(text);
                let message = format!("fromhex() argument must be str or bytes-like, not {name}");
                return Err(vm.type_error(message));
            };
            bytes::from_hex(strict_semantics::TextRef::Latin1(&data))
        }
    };
    let data = vm.check(result)?;
    let plain = vm.new_bytes(&data)?;
    if class == vm.types.bytes { Ok(plain) } else { vm.call(class.value(), &[plain]) }
}

fn join(vm: &mut Vm, this: Value, items: Value) -> Outcome<Value> {
    let list: Gc<List> = match vm.cast_exact::<List>(items) {
        Some(list) => list,
        None if vm.special(items, Special::Iter).is_none()
            && vm.special(items, Special::GetItem).is_none() =>
        {
            return Err(vm.type_error("can only join an iterable"));
        }
        None => vm.list_from(items)?,
    };
    let length = list.len();
    if length == 1
        && this.is::<Bytes>()
        && let Some(only) = list.get(0).filter(|only| vm.is_exact(*only, vm.types.bytes))
    {
        return Ok(only);
    }
    let result = exported(vm, this, |vm| {
        let separator = data(this);
        let mut result = Vec::new();
        for index in 0..length {
            let item = list.get(index).unwrap_or(Value::NONE);
            let Some(part) = from_buffer(vm, item)? else {
                let name = vm.type_name(item);
                let message = format!("sequence item {index}: expected a bytes-like object, {name} found");
                return Err(vm.type_error(message));
            };
            if list.len() != length {
                let message = "sequence changed size during iteration";
                return Err(vm.error(vm.exceptions.RuntimeError, message));
            }
            let before: &[u8] = if index > 0 { &separator } else { &[] };
            if result.try_reserve(before.len() + part.len()).is_err() {
                return Err(vm.memory_error());
            }
            result.extend_from_slice(before);
            result.extend_from_slice(&part);
        }
        Ok(result)
    })?;
    made(vm, this, &result)
}

fn list_of_parts(vm: &mut Vm, this: Value, parts: Vec<&[u8]>) -> Outcome<Value> {
    let list = vm.new_list();
    for part in parts {
        let part = made(vm, this, part)?;
        vm.append(list, part)?;
    }
    Ok(list.value())
}

fn optional(vm: &mut Vm, this: Value, value: Option<Value>) -> Outcome<Option<Vec<u8>>> {
    match value.filter(|value| !value.is_none()) {
        None => Ok(None),
        Some(value) => exported(vm, this, |vm| expect_buffer(vm, value)).map(Some),
    }
}

fn split(vm: &mut Vm, this: Value, separator: Option<Value>, limit: Option<i64>) -> Outcome<Value> {
    let separator = optional(vm, this, separator)?;
    let source = data(this);
    let result = bytes::split(&source, separator.as_deref(), limit.unwrap_or(-1));
    let parts = vm.check(result)?;
    list_of_parts(vm, this, parts)
}

fn rsplit(vm: &mut Vm, this: Value, separator: Option<Value>, limit: Option<i64>) -> Outcome<Value> {
    let separator = optional(vm, this, separator)?;
    let source = data(this);
    let result = bytes::rsplit(&source, separator.as_deref(), limit.unwrap_or(-1));
    let parts = vm.check(result)?;
    list_of_parts(vm, this, parts)
}

fn splitlines(vm: &mut Vm, this: Value, keep: bool) -> Outcome<Value> {
    let source = data(this);
    list_of_parts(vm, this, bytes::split_lines(&source, keep))
}

/// The parts before and after a separator, which `bytes` gives back as the object that it is.
fn three(
    vm: &mut Vm,
    this: Value,
    given: Value,
    result: strict_semantics::Result<[&[u8]; 3]>,
) -> Outcome<Value> {
    let [before, separator, after] = vm.check(result)?;
    let before = made(vm, this, before)?;
    let separator =
        if this.is::<Bytes>() && !separator.is_empty() { given } else { made(vm, this, separator)? };
    let after = made(vm, this, after)?;
    Ok(vm.tuple(&[before, separator, after]).value())
}

fn partition(vm: &mut Vm, this: Value, separator: Value) -> Outcome<Value> {
    let (source, given) = (data(this), expect_buffer(vm, separator)?);
    three(vm, this, separator, bytes::partition(&source, &given))
}

fn rpartition(vm: &mut Vm, this: Value, separator: Value) -> Outcome<Value> {
    let (source, given) = (data(this), expect_buffer(vm, separator)?);
    three(vm, this, separator, bytes::rpartition(&source, &given))
}

/// A part of the receiver; exact bytes stand for the whole of themselves.
fn unless_whole(vm: &mut Vm, this: Value, part: &[u8]) -> Outcome<Value> {
    match this.cast::<Bytes>() {
        Some(bytes) if bytes.len() == part.len() && vm.is_exact(this, vm.types.bytes) => Ok(this),
        _ => made(vm, this, part),
    }
}

fn strip(vm: &mut Vm, this: Value, stripped: Option<Value>) -> Outcome<Value> {
    let stripped = optional(vm, this, stripped)?;
    let source = data(this);
    unless_whole(vm, this, bytes::strip(&source, stripped.as_deref()))
}

fn lstrip(vm: &mut Vm, this: Value, stripped: Option<Value>) -> Outcome<Value> {
    let stripped = optional(vm, this, stripped)?;
    let source = data(this);
    unless_whole(vm, this, bytes::lstrip(&source, stripped.as_deref()))
}

fn rstrip(vm: &mut Vm, this: Value, stripped: Option<Value>) -> Outcome<Value> {
    let stripped = optional(vm, this, stripped)?;
    let source = data(this);
    unless_whole(vm, this, bytes::rstrip(&source, stripped.as_deref()))
}

fn removeprefix(vm: &mut Vm, this: Value, prefix: Value) -> Outcome<Value> {
    let (source, prefix) = (data(this), expect_buffer(vm, prefix)?);
    unless_whole(vm, this, bytes::remove_prefix(&source, &prefix))
}

fn removesuffix(vm: &mut Vm, this: Value, suffix: Value) -> Outcome<Value> {
    let (source, suffix) = (data(this), expect_buffer(vm, suffix)?);
    unless_whole(vm, this, bytes::remove_suffix(&source, &suffix))
}

fn replace(vm: &mut Vm, this: Value, old: Value, new: Value, count: Option<i64>) -> Outcome<Value> {
    let (old, new) = (expect_buffer(vm, old)?, expect_buffer(vm, new)?);
    let result = bytes::replace(&data(this), &old, &new, count.unwrap_or(-1), LIMIT);
    let result = vm.check(result)?;
    made(vm, this, &result)
}

/// The arguments of a search; the receiver cannot be resized while they are converted.
fn search(
    vm: &mut Vm,
    this: Value,
    sub: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<(Vec<u8>, Bounds)> {
    let bounds = super::str_search::bounds(vm, start, end)?;
    let sub = exported(vm, this, |vm| needle(vm, sub))?;
    Ok((sub, bounds))
}

fn find(vm: &mut Vm, this: Value, sub: Value, start: Option<Value>, end: Option<Value>) -> Outcome<i64> {
    let (sub, bounds) = search(vm, this, sub, start, end)?;
    Ok(bytes::find(&data(this), &sub, bounds).map_or(-1, |index| index as i64))
}

fn rfind(vm: &mut Vm, this: Value, sub: Value, start: Option<Value>, end: Option<Value>) -> Outcome<i64> {
    let (sub, bounds) = search(vm, this, sub, start, end)?;
    Ok(bytes::rfind(&data(this), &sub, bounds).map_or(-1, |index| index as i64))
}

fn index(vm: &mut Vm, this: Value, sub: Value, start: Option<Value>, end: Option<Value>) -> Outcome<usize> {
    let (sub, bounds) = search(vm, this, sub, start, end)?;
    let result = bytes::index(&data(this), &sub, bounds);
    vm.check(result)
}

fn rindex(vm: &mut Vm, this: Value, sub: Value, start: Option<Value>, end: Option<Value>) -> Outcome<usize> {
    let (sub, bounds) = search(vm, this, sub, start, end)?;
    let result = bytes::rindex(&data(this), &sub, bounds);
    vm.check(result)
}

fn count(vm: &mut Vm, this: Value, sub: Value, start: Option<Value>, end: Option<Value>) -> Outcome<usize> {
    let (sub, bounds) = search(vm, this, sub, start, end)?;
    Ok(bytes::count(&data(this), &sub, bounds))
}

fn affix(vm: &mut Vm, name: &str, value: Value, test: impl Fn(&[u8]) -> bool) -> Outcome<bool> {
    if let Some(data) = from_buffer(vm, value)? {
        return Ok(test(&data));
    }
    let Some(tuple) = value.cast::<Tuple>() else {
        let given = vm.type_name(value);
        return Err(vm.type_error(format!("{name} first arg must be bytes or a tuple of bytes, not {given}")));
    };
    for &entry in tuple.as_slice() {
        let data = expect_buffer(vm, entry)?;
        if test(&data) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn startswith(
    vm: &mut Vm,
    this: Value,
    prefix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<bool> {
    let (bounds, source) = (super::str_search::bounds(vm, start, end)?, data(this));
    affix(vm, "startswith", prefix, |prefix| bytes::starts_with(&source, prefix, bounds))
}

fn endswith(
    vm: &mut Vm,
    this: Value,
    suffix: Value,
    start: Option<Value>,
    end: Option<Value>,
) -> Outcome<bool> {
    let (bounds, source) = (super::str_search::bounds(vm, start, end)?, data(this));
    affix(vm, "endswith", suffix, |suffix| bytes::ends_with(&source, suffix, bounds))
}

fn translate(vm: &mut Vm, this: Value, table: Value, deleted: Option<Value>) -> Outcome<Value> {
    let table = optional(vm, this, Some(table))?;
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let deleted = match deleted {
        Some(deleted) => exported(vm, this, |vm| expect_buffer(vm, deleted))?,
        None => Vec::new(),
    };
    let result = bytes::translate(&data(this), table.as_deref(), &deleted);
    let result = vm.check(result)?;
    made(vm, this, &result)
}

fn maketrans(vm: &mut Vm, from: Value, to: Value) -> Outcome<Value> {
    let (from, to) = (expect_buffer(vm, from)?, expect_buffer(vm, to)?);
    let result = bytes::make_translation(&from, &to);
    let table = vm.check(result)?;
    vm.new_bytes(&table)
}

macro_rules! case_methods {
    ($($name:ident $function:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Value) -> Outcome<Value> {
            let result = bytes::$function(&data(this));
            made(vm, this, &result)
        }
    )*};
}

case_methods! { lower lower; upper upper; title title; capitalize capitalize; swapcase swap_case; }

macro_rules! predicates {
    ($($name:ident $function:ident;)*) => {$(
        fn $name(_: &mut Vm, this: Value) -> Outcome<bool> {
            Ok(bytes::$function(&data(this)))
        }
    )*};
}

predicates! {
    isalnum is_alnum; isalpha is_alpha; isascii is_ascii; isdigit is_digit; islower is_lower; isspace is_space;
    istitle is_title; isupper is_upper;
}

fn fill(vm: &mut Vm, name: &str, fill: Option<Value>) -> Outcome<u8> {
    let Some(fill) = fill else { return Ok(b' ') };
    match from_buffer(vm, fill)?.as_deref() {
        Some(&[byte]) => Ok(byte),
        Some(data) => {
            let length = data.len();
            Err(vm.type_error(format!("{name}(): argument 2 must be a byte string of length 1, not a bytes object of length {length}")))
        }
        None => {
            let given = vm.type_name(fill);
            Err(vm.type_error(format!("{name}() argument 2 must be a byte string of length 1, not {given}")))
        }
    }
}

macro_rules! pad_methods {
    ($($name:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Value, width: i64, with: Option<Value>) -> Outcome<Value> {
            let with = fill(vm, stringify!($name), with)?;
            let result = bytes::$name(&data(this), width, with, LIMIT);
            let result = vm.check(result)?;
            made(vm, this, &result)
        }
    )*};
}

pad_methods! { center; ljust; rjust; }

fn zfill(vm: &mut Vm, this: Value, width: i64) -> Outcome<Value> {
    let result = bytes::zfill(&data(this), width, LIMIT);
    let result = vm.check(result)?;
    made(vm, this, &result)
}

fn expandtabs(vm: &mut Vm, this: Value, size: Option<i64>) -> Outcome<Value> {
    let result = bytes::expand_tabs(&data(this), size.unwrap_or(8), LIMIT);
    let result = vm.check(result)?;
    made(vm, this, &result)
}
