//! `str`

use strict_semantics::codecs::{self, Codec, Handler};
use strict_semantics::{TextBuilder, TextRef};

use super::list::{index_key, repetitions};
use super::prelude::*;
use super::str_search::{count, endswith, find, index, rfind, rindex, startswith};
use super::str_split::{
    lstrip, partition, removeprefix, removesuffix, rpartition, rsplit, rstrip, split, splitlines, strip,
};
use crate::object::{Dict, IteratorKind, List, Slice};

/// The specification.
pub static STR: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    methods: &[
        m("__new__", "($type, object='', encoding='utf-8', errors='strict')", Any, n(new), ""),
        m("__repr__", "($self, /)", Pure, n(repr), "Return repr(self)."),
        m("__str__", "($self, /)", Pure, n(to_str), "Return str(self)."),
        m("__hash__", "($self, /)", Pure, n(hash), "Return hash(self)."),
        m("__len__", "($self, /)", Pure, n(len), "Return len(self)."),
        m("__getitem__", "($self, key, /)", Pure, n(getitem), "Return self[key]."),
        m("__contains__", "($self, key, /)", Pure, n(contains), "Return bool(key in self)."),
        m("__iter__", "($self, /)", Pure, n(iter), "Implement iter(self)."),
        m("__add__", "($self, value, /)", Pure, n(add), "Return self+value."),
        m("__mul__", "($self, value, /)", Pure, n(mul), "Return self*value."),
        m("__rmul__", "($self, value, /)", Pure, n(mul), "Return value*self."),
        m("__mod__", "($self, value, /)", Any, n(super::str_format::percent), "Return self%value."),
        m("__rmod__", "($self, value, /)", Any, n(rmod), "Return value%self."),
        m("__eq__", "($self, value, /)", Pure, n(eq), "Return self==value."),
        m("__ne__", "($self, value, /)", Pure, n(ne), "Return self!=value."),
        m("__lt__", "($self, value, /)", Pure, n(lt), "Return self<value."),
        m("__le__", "($self, value, /)", Pure, n(le), "Return self<=value."),
        m("__gt__", "($self, value, /)", Pure, n(gt), "Return self>value."),
        m("__ge__", "($self, value, /)", Pure, n(ge), "Return self>=value."),
        m(
            "__format__",
            "($self, format_spec, /)",
            Pure,
            n(super::str_format::format_method),
            "Return a formatted version of the string as described by format_spec.",
        ),
        m("__getnewargs__", "($self, /)", Pure, n(getnewargs), ""),
        m(
            "format",
            "($self, /, *args, **kwargs)",
            Any,
            n(super::str_format::format),
            "Return a formatted version of the string, using substitutions from args and kwargs.",
        ),
        m(
            "format_map",
            "($self, mapping, /)",
            Any,
            n(super::str_format::format_map),
            "Return a formatted version of the string, using substitutions from mapping.",
        ),
        m("join", "($self, iterable, /)", Any, n(join), "Concatenate any number of strings."),
        m(
            "split",
            "($self, /, sep=None, maxsplit=-1)",
            Pure,
            n(split),
            "Return a list of the substrings in the string, using sep as the separator string.",
        ),
        m(
            "rsplit",
            "($self, /, sep=None, maxsplit=-1)",
            Pure,
            n(rsplit),
            "Return a list of the substrings in the string, using sep as the separator string.",
        ),
        m(
            "splitlines",
            "($self, /, keepends=False)",
            Pure,
            n(splitlines),
            "Return a list of the lines in the string, breaking at line boundaries.",
        ),
        m(
            "partition",
            "($self, sep, /)",
            Pure,
            n(partition),
            "Partition the string into three parts using the given separator.",
        ),
        m(
            "rpartition",
            "($self, sep, /)",
            Pure,
            n(rpartition),
            "Partition the string into three parts using the given separator.",
        ),
        m(
            "strip",
            "($self, chars=None, /)",
            Pure,
            n(strip),
            "Return a copy of the string with leading and trailing whitespace removed.",
        ),
        m(
            "lstrip",
            "($self, chars=None, /)",
            Pure,
            n(lstrip),
            "Return a copy of the string with leading whitespace removed.",
        ),
        m(
            "rstrip",
            "($self, chars=None, /)",
            Pure,
            n(rstrip),
            "Return a copy of the string with trailing whitespace removed.",
        ),
        m(
            "removeprefix",
            "($self, prefix, /)",
            Pure,
            n(removeprefix),
            "Return a str with the given prefix string removed if present.",
        ),
        m(
            "removesuffix",
            "($self, suffix, /)",
            Pure,
            n(removesuffix),
            "Return a str with the given suffix string removed if present.",
        ),
        m(
            "replace",
            "($self, old, new, /, count=-1)",
            Pure,
            n(replace),
            "Return a copy with all occurrences of substring old replaced by new.",
        ),
        m(
            "find",
            "($self, sub, start=None, end=None, /)",
            Pure,
            n(find),
            "Return the lowest index in S where substring sub is found.",
        ),
        m(
            "rfind",
            "($self, sub, start=None, end=None, /)",
            Pure,
            n(rfind),
            "Return the highest index in S where substring sub is found.",
        ),
        m(
            "index",
            "($self, sub, start=None, end=None, /)",
            Pure,
            n(index),
            "Return the lowest index in S where substring sub is found.",
        ),
        m(
            "rindex",
            "($self, sub, start=None, end=None, /)",
            Pure,
            n(rindex),
            "Return the highest index in S where substring sub is found.",
        ),
        m(
            "count",
            "($self, sub, start=None, end=None, /)",
            Pure,
            n(count),
            "Return the number of non-overlapping occurrences of substring sub.",
        ),
        m(
            "startswith",
            "($self, prefix, start=None, end=None, /)",
            Pure,
            n(startswith),
            "Return True if the string starts with the specified prefix, False otherwise.",
        ),
        m(
            "endswith",
            "($self, suffix, start=None, end=None, /)",
            Pure,
            n(endswith),
            "Return True if the string ends with the specified suffix, False otherwise.",
        ),
        m("lower", "($self, /)", Pure, n(lower), "Return a copy of the string converted to lowercase."),
        m("upper", "($self, /)", Pure, n(upper), "Return a copy of the string converted to uppercase."),
        m(
            "title",
            "($self, /)",
            Pure,
            n(title),
            "Return a version of the string where each word is titlecased.",
        ),
        m("capitalize", "($self, /)", Pure, n(capitalize), "Return a capitalized version of the string."),
        m(
            "swapcase",
            "($self, /)",
            Pure,
            n(swapcase),
            "Convert uppercase characters to lowercase and lowercase characters to uppercase.",
        ),
        m(
            "casefold",
            "($self, /)",
            Pure,
            n(casefold),
            "Return a version of the string suitable for caseless comparisons.",
        ),
        m(
            "center",
            "($self, width, fillchar=' ', /)",
            Pure,
            n(center),
            "Return a centered string of length width.",
        ),
        m(
            "ljust",
            "($self, width, fillchar=' ', /)",
            Pure,
            n(ljust),
            "Return a left-justified string of length width.",
        ),
        m(
            "rjust",
            "($self, width, fillchar=' ', /)",
            Pure,
            n(rjust),
            "Return a right-justified string of length width.",
        ),
        m(
            "zfill",
            "($self, width, /)",
            Pure,
            n(zfill),
            "Pad a numeric string with zeros on the left, to fill a field of the given width.",
        ),
        m(
            "expandtabs",
            "($self, /, tabsize=8)",
            Pure,
            n(expandtabs),
            "Return a copy where all tab characters are expanded using spaces.",
        ),
        m(
            "encode",
            "($self, /, encoding='utf-8', errors='strict')",
            Pure,
            n(encode),
            "Encode the string using the codec registered for encoding.",
        ),
        m(
            "translate",
            "($self, table, /)",
            Any,
            n(translate),
            "Replace each character in the string using the given translation table.",
        ),
        m(
            "maketrans",
            "(x, y=<unrepresentable>, z=<unrepresentable>, /)",
            Pure,
            n(maketrans),
            "Return a translation table usable for str.translate().",
        ),
        m(
            "isalnum",
            "($self, /)",
            Pure,
            n(isalnum),
            "Return True if the string is an alpha-numeric string, False otherwise.",
        ),
        m(
            "isalpha",
            "($self, /)",
            Pure,
            n(isalpha),
            "Return True if the string is an alphabetic string, False otherwise.",
        ),
        m(
            "isascii",
            "($self, /)",
            Pure,
            n(isascii),
            "Return True if all characters in the string are ASCII, False otherwise.",
        ),
        m(
            "isdecimal",
            "($self, /)",
            Pure,
            n(isdecimal),
            "Return True if the string is a decimal string, False otherwise.",
        ),
        m(
            "isdigit",
            "($self, /)",
            Pure,
            n(isdigit),
            "Return True if the string is a digit string, False otherwise.",
        ),
        m(
            "isidentifier",
            "($self, /)",
            Pure,
            n(isidentifier),
            "Return True if the string is a valid Python identifier, False otherwise.",
        ),
        m(
            "islower",
            "($self, /)",
            Pure,
            n(islower),
            "Return True if the string is a lowercase string, False otherwise.",
        ),
        m(
            "isnumeric",
            "($self, /)",
            Pure,
            n(isnumeric),
            "Return True if the string is a numeric string, False otherwise.",
        ),
        m(
            "isprintable",
            "($self, /)",
            Pure,
            n(isprintable),
            "Return True if all characters in the string are printable, False otherwise.",
        ),
        m(
            "isspace",
            "($self, /)",
            Pure,
            n(isspace),
            "Return True if the string is a whitespace string, False otherwise.",
        ),
        m(
            "istitle",
            "($self, /)",
            Pure,
            n(istitle),
            "Return True if the string is a title-cased string, False otherwise.",
        ),
        m(
            "isupper",
            "($self, /)",
            Pure,
            n(isupper),
            "Return True if the string is an uppercase string, False otherwise.",
        ),
    ],
    doc: "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str",
    ..new_spec("str", Kind::Str)
};

fn new(
    vm: &mut Vm,
    class: Gc<Type>,
    object: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Outcome<Value> {
    let text = match object {
        None => vm.names.empty,
        Some(object) if encoding.is_none() && errors.is_none() => vm.to_str(object)?,
        Some(object) => {
            for (name, value) in [("encoding", encoding), ("errors", errors)] {
                if let Some(value) = value {
                    vm.expect_str(value, &format!("str() argument '{name}'"))?;
                }
            }
            if object.is::<Str>() {
                return Err(vm.type_error("decoding str is not supported"));
            }
            let data = super::bytes::from_buffer(vm, object)?;
            let Some(data) = data else {
                let name = vm.type_name(object);
                return Err(vm.type_error(format!("decoding to str: need a bytes-like object, {name} found")));
            };
            let decoded = decode(vm, &data, encoding, errors)?;
            decoded.cast::<Str>().unwrap_or(vm.names.empty)
        }
    };
    if class == vm.types.str {
        return Ok(text.value());
    }
    match vm.heap.new_str(class.root_shape.get(), text.view()) {
        Some(made) => Ok(made.value()),
        None => Err(vm.memory_error()),
    }
}

/// The codec and error handler that the arguments of `encode` and `decode` name; none if one of them is not built in.
fn codec(
    vm: &mut Vm,
    method: &str,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Outcome<Option<(Codec, Handler)>> {
    let mut text = |parameter: &str, value: Value| match value.cast::<Str>() {
        Some(text) => Ok(text),
        None => vm.expect_str(value, &format!("{method}() argument '{parameter}'")),
    };
    let codec = match encoding {
        None => Some(Codec::Utf8),
        Some(name) => Codec::named(&text("encoding", name)?.to_lossy()),
    };
    let handler = match errors.filter(|errors| !errors.is_none()) {
        None => Some(Handler::Strict),
        Some(name) => Handler::named(&text("errors", name)?.to_lossy()),
    };
    Ok(codec.zip(handler))
}

/// Has `_codecs` do what takes a registered codec or handler.
fn with_registry(
    vm: &mut Vm,
    function: &str,
    subject: Value,
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Outcome<Value> {
    let module = crate::modules::import_module(vm, "_codecs")?;
    let function = vm.intern(function);
    let utf8 = vm.intern("utf-8").value();
    let strict = vm.intern("strict").value();
    let errors = errors.filter(|errors| !errors.is_none()).unwrap_or(strict);
    vm.call_method(module, function, &[subject, encoding.unwrap_or(utf8), errors])
}

/// Decodes bytes.
pub(crate) fn decode(
    vm: &mut Vm,
    data: &[u8],
    encoding: Option<Value>,
    errors: Option<Value>,
) -> Outcome<Value> {
    let Some((codec, handler)) = codec(vm, "decode", encoding, errors)? else {
        let subject = vm.new_bytes(data)?;
        return with_registry(vm, "_decode_text", subject, encoding, errors);
    };
    let (data, codec) = codecs::without_mark(data, codec);
    let mut out = TextBuilder::new();
    let mut fault = None;
    let result = codecs::decode_with(
        data,
        codec,
        true,
        |found, out| {
            let result = handler.decode(found, data, out);
            if result.is_err() {
                fault = Some((found.encoding, found.start, found.end, found.reason));
            }
            result
        },
        &mut out,
    );
    match result {
        Ok(_) => vm.str_from_builder(&out),
        Err(error) => match fault {
            Some((name, start, end, reason)) if error.kind == strict_semantics::ErrorKind::UnicodeDecode => {
                let object = vm.new_bytes(data)?;
                Err(super::exceptions::unicode_error(
                    vm,
                    vm.exceptions.UnicodeDecodeError,
                    name,
                    object,
                    start,
                    end,
                    reason,
                ))
            }
            _ => Err(vm.raise_error(&error)),
        },
    }
}

fn encode(vm: &mut Vm, this: Gc<Str>, encoding: Option<Value>, errors: Option<Value>) -> Outcome<Value> {
    vm.check_handler("encode", errors)?;
    if let (None, None, Some(text)) = (encoding, errors, this.as_ascii()) {
        return vm.new_bytes(text.as_bytes());
    }
    let Some((codec, handler)) = codec(vm, "encode", encoding, errors)? else {
        return with_registry(vm, "_encode_text", this.value(), encoding, errors);
    };
    let mut fault = None;
    let view = this.view();
    let result = codecs::encode_with(view, codec, |found| -> strict_semantics::Result<_> {
        match handler.encode(found, view) {
            Ok(replacement) => Ok((replacement, found.end)),
            Err(error) => {
                fault = Some((found.encoding, found.start, found.end, found.reason));
                Err(error)
            }
        }
    });
    match result {
        Ok(data) => vm.new_bytes(&data),
        Err(_) => match fault {
            Some((name, start, end, reason)) => Err(super::exceptions::unicode_error(
                vm,
                vm.exceptions.UnicodeEncodeError,
                name,
                this.value(),
                start,
                end,
                reason,
            )),
            None => Err(vm.memory_error()),
        },
    }
}

fn repr(vm: &mut Vm, this: Gc<Str>) -> Outcome<Value> {
    let mut out = TextBuilder::new();
    this.view().repr(&mut out);
    vm.str_from_builder(&out)
}

fn to_str(vm: &mut Vm, this: Gc<Str>) -> Outcome<Value> {
    if vm.is_exact(this.value(), vm.types.str) {
        return Ok(this.value());
    }
    Ok(vm.try_str(this.view())?.value())
}

fn hash(vm: &mut Vm, this: Gc<Str>) -> Outcome<i64> {
    Ok(vm.hash_str(this))
}

fn len(_: &mut Vm, this: Gc<Str>) -> Outcome<usize> {
    Ok(this.len())
}

fn getitem(vm: &mut Vm, this: Gc<Str>, key: Value) -> Outcome<Value> {
    if let Some(slice) = key.cast::<Slice>() {
        let indices = vm.resolve_slice(slice, this.len())?;
        if indices.step == 1 {
            if indices.count == this.len() && vm.is_exact(this.value(), vm.types.str) {
                return Ok(this.value());
            }
            let part = this.view().slice(indices.start..indices.start + indices.count);
            return Ok(vm.try_str(part)?.value());
        }
        let mut out = TextBuilder::new();
        this.view().step_slice(indices.start, indices.step, indices.count, &mut out);
        return vm.str_from_builder(&out);
    }
    let index = index_key(vm, key, "string")?;
    match Vm::normalize(index, this.len()).and_then(|index| this.view().char_at(index)) {
        Some(point) => Ok(vm.str_from_char(point)),
        None => Err(vm.index_error("string index out of range")),
    }
}

fn contains(vm: &mut Vm, this: Gc<Str>, item: Value) -> Outcome<bool> {
    match item.cast::<Str>() {
        Some(item) => Ok(this.view().contains(item.view())),
        None => {
            let name = vm.type_name(item);
            Err(vm.type_error(format!("'in <string>' requires string as left operand, not {name}")))
        }
    }
}

fn iter(vm: &mut Vm, this: Gc<Str>) -> Outcome<Value> {
    let is_plain = this.as_ascii().is_some() && vm.is_exact(this.value(), vm.types.str);
    let class = if is_plain { vm.types.str_ascii_iterator } else { vm.types.str_iterator };
    Ok(vm.new_iterator(class, IteratorKind::Str, this.value()).value())
}

fn add(vm: &mut Vm, this: Gc<Str>, other: Value) -> Outcome<Value> {
    match other.cast::<Str>() {
        Some(other) => vm.concat(this, other),
        None => {
            let name = vm.type_name(other);
            Err(vm.type_error(format!("can only concatenate str (not \"{name}\") to str")))
        }
    }
}

/// Text of a receiver written by `write`, or the error it ends in.
fn written(
    vm: &mut Vm,
    write: impl FnOnce(&mut TextBuilder) -> strict_semantics::Result<()>,
) -> Outcome<Value> {
    let mut out = TextBuilder::with_limit(strict_semantics::Limit(1 << 36));
    let result = write(&mut out);
    vm.check(result)?;
    vm.str_from_builder(&out)
}

/// A part of the receiver: the receiver itself if that is all of it.
pub(super) fn part(vm: &mut Vm, this: Gc<Str>, view: TextRef<'_>) -> Outcome<Value> {
    if view.len() == this.len() && vm.is_exact(this.value(), vm.types.str) {
        return Ok(this.value());
    }
    Ok(vm.try_str(view)?.value())
}

fn mul(vm: &mut Vm, this: Gc<Str>, count: Value) -> Outcome<Value> {
    let count = repetitions(vm, count)?;
    if count == 1 {
        return part(vm, this, this.view());
    }
    written(vm, |out| this.view().repeat(count as i64, out))
}

fn rmod(vm: &mut Vm, this: Gc<Str>, other: Value) -> Outcome<Value> {
    match other.cast::<Str>() {
        Some(template) => super::str_format::percent(vm, template, this.value()),
        None => Ok(Value::NOT_IMPLEMENTED),
    }
}

macro_rules! comparisons {
    ($($name:ident $special:ident;)*) => {$(
        fn $name(_: &mut Vm, this: Gc<Str>, other: Value) -> Outcome<Value> {
            Ok(match other.cast::<Str>() {
                Some(other) => {
                    Value::bool(super::satisfies(Special::$special, Some(this.view().cmp(&other.view()))))
                }
                None => Value::NOT_IMPLEMENTED,
            })
        }
    )*};
}

comparisons! { lt Less; le LessEqual; eq Equal; ne NotEqual; gt Greater; ge GreaterEqual; }

fn getnewargs(vm: &mut Vm, this: Gc<Str>) -> Outcome<Value> {
    let plain = vm.try_str(this.view())?;
    Ok(vm.tuple(&[plain.value()]).value())
}

fn join(vm: &mut Vm, this: Gc<Str>, items: Value) -> Outcome<Value> {
    if vm.special(items, Special::Iter).is_none() && vm.special(items, Special::GetItem).is_none() {
        return Err(vm.type_error("can only join an iterable"));
    }
    let list = match vm.cast_exact::<List>(items) {
        Some(list) => list,
        None => vm.list_from(items)?,
    };
    let mut out = TextBuilder::new();
    for index in 0..list.len() {
        let item = list.get(index).unwrap_or(Value::NONE);
        let Some(text) = item.cast::<Str>() else {
            let name = vm.type_name(item);
            return Err(vm.type_error(format!("sequence item {index}: expected str instance, {name} found")));
        };
        if index > 0 {
            out.push_text(this.view());
        } else if list.len() == 1 && vm.is_exact(item, vm.types.str) {
            return Ok(item);
        }
        out.push_text(text.view());
    }
    vm.str_from_builder(&out)
}

fn replace(vm: &mut Vm, this: Gc<Str>, old: Value, new: Value, count: Option<i64>) -> Outcome<Value> {
    let old = vm.expect_str(old, "replace() argument 1")?;
    let new = vm.expect_str(new, "replace() argument 2")?;
    if vm.is_exact(this.value(), vm.types.str) && !this.view().contains(old.view()) {
        return Ok(this.value());
    }
    written(vm, |out| this.view().replace(old.view(), new.view(), count.unwrap_or(-1), out))
}

macro_rules! case_methods {
    ($($name:ident $method:ident;)*) => {$(
        fn $name(vm: &mut Vm, this: Gc<Str>) -> Outcome<Value> {
            let mut out = TextBuilder::new();
            this.view().$method(&mut out);
            vm.str_from_builder(&out)
        }
    )*};
}

case_methods! {
    lower lower; upper upper; title title; capitalize capitalize; swapcase swap_case; casefold case_fold;
}

macro_rules! predicates {
    ($($name:ident $method:ident;)*) => {$(
        fn $name(_: &mut Vm, this: Gc<Str>) -> Outcome<bool> {
            Ok(this.view().$method())
        }
    )*};
}

predicates! {
    isalnum is_alnum; isalpha is_alpha; isascii is_ascii; isdecimal is_decimal; isdigit is_digit;
    isidentifier is_identifier; islower is_lower; isnumeric is_numeric; isprintable is_printable;
    isspace is_space; istitle is_title; isupper is_upper;
}

fn fill(vm: &mut Vm, fill: Option<Value>) -> Outcome<u32> {
    let Some(fill) = fill else { return Ok(u32::from(' ')) };
    let Some(text) = fill.cast::<Str>() else {
        let name = vm.type_name(fill);
        return Err(vm.type_error(format!("The fill character must be a unicode character, not {name}")));
    };
    let result = text.view().fill_character();
    vm.check(result)
}

fn center(vm: &mut Vm, this: Gc<Str>, width: i64, with: Option<Value>) -> Outcome<Value> {
    let with = fill(vm, with)?;
    written(vm, |out| this.view().center(width, with, out))
}

fn ljust(vm: &mut Vm, this: Gc<Str>, width: i64, with: Option<Value>) -> Outcome<Value> {
    let with = fill(vm, with)?;
    written(vm, |out| this.view().ljust(width, with, out))
}

fn rjust(vm: &mut Vm, this: Gc<Str>, width: i64, with: Option<Value>) -> Outcome<Value> {
    let with = fill(vm, with)?;
    written(vm, |out| this.view().rjust(width, with, out))
}

fn zfill(vm: &mut Vm, this: Gc<Str>, width: i64) -> Outcome<Value> {
    written(vm, |out| this.view().zfill(width, out))
}

fn expandtabs(vm: &mut Vm, this: Gc<Str>, size: Option<i64>) -> Outcome<Value> {
    written(vm, |out| this.view().expand_tabs(size.unwrap_or(8), out))
}

fn translate(vm: &mut Vm, this: Gc<Str>, table: Value) -> Outcome<Value> {
    let mut out = TextBuilder::new();
    for point in this.view().code_points() {
        let key = Value::fixnum(i64::from(point));
        let mapped = match vm.get_item(table, key) {
            Ok(mapped) => mapped,
            Err(_) if vm.catch(vm.exceptions.LookupError) => {
                out.push(point);
                continue;
            }
            Err(raised) => return Err(raised),
        };
        if let Some(text) = mapped.cast::<Str>() {
            out.push_text(text.view());
        } else if let Some(number) = mapped.as_fixnum() {
            match u32::try_from(number).ok().filter(|&point| point < 0x11_0000) {
                Some(point) => out.push(point),
                None => return Err(vm.value_error("character mapping must be in range(0x110000)")),
            }
        } else if !mapped.is_none() {
            return Err(vm.type_error("character mapping must return integer, None or str"));
        }
    }
    vm.str_from_builder(&out)
}

fn maketrans(vm: &mut Vm, x: Value, y: Option<Value>, z: Option<Value>) -> Outcome<Value> {
    let result = vm.new_dict();
    let Some(y) = y else {
        let Some(source) = x.cast::<Dict>() else {
            return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let mut entry = 0;
        while let Some(found) = source.next_entry(entry) {
            entry = found + 1;
            let (key, value) = (source.key_at(found), source.value_at(found));
            let key = match key.cast::<Str>() {
                Some(text) => {
                    let point = strict_semantics::text::translation_key(text.view());
                    Value::fixnum(i64::from(vm.check(point)?))
                }
                None if vm.as_int(key).is_some() => key,
                None => return Err(vm.type_error("keys in translate table mustbe strings or integers")),
            };
            vm.dict_set(result, key, value)?;
        }
        return Ok(result.value());
    };
    let y = vm.expect_str(y, "maketrans() argument 2")?;
    let z = match z {
        Some(z) => Some(vm.expect_str(z, "maketrans() argument 3")?),
        None => None,
    };
    let Some(x) = x.cast::<Str>() else {
        return Err(vm.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let deleted = z.as_ref().map_or(TextRef::EMPTY, |z| z.view());
    let pairs = strict_semantics::text::make_translation(x.view(), y.view(), deleted);
    for (from, to) in vm.check(pairs)? {
        let to = to.map_or(Value::NONE, |to| Value::fixnum(i64::from(to)));
        vm.dict_set(result, Value::fixnum(i64::from(from)), to)?;
    }
    Ok(result.value())
}
