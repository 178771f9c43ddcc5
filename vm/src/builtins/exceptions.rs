//! The built-in exceptions.

use super::prelude::*;
use crate::heap::Gc;
use crate::object::{Dict, Exception, List, NativeSpec, Traceback};
use crate::vm::{Raised, exception_base};

const BASE_METHODS: &[NativeSpec] = &[
    m("__new__", "($type, /, *args, **kwargs)", Pure, n(new), ""),
    m("__init__", "($self, /, *args, **kwargs)", Any, n(init), "Initialize self."),
    m("__repr__", "($self, /)", Any, n(repr), "Return repr(self)."),
    m("__str__", "($self, /)", Any, n(to_str), "Return str(self)."),
    m("__reduce__", "($self, /)", Any, n(reduce), ""),
    m("__setstate__", "($self, state, /)", MutatesReceiver, n(setstate), ""),
    m(
        "with_traceback",
        "($self, object, /)",
        MutatesReceiver,
        n(with_traceback),
        "Set self.__traceback__ to tb and return self.",
    ),
    m("add_note", "($self, object, /)", MutatesReceiver, n(add_note), "Add a note to the exception"),
];

/// The fields of exceptions besides `args`, by class: names in the order of the extra array.
const FIELDS: &[(&str, &[&str])] = &[
    ("StopIteration", &["value"]),
    ("SystemExit", &["code"]),
    ("ImportError", &["msg", "name", "path", "name_from"]),
    ("AttributeError", &["name", "obj"]),
    ("NameError", &["name"]),
    ("OSError", &["errno", "strerror", "filename", "filename2", "characters_written"]),
    (
        "SyntaxError",
        &[
            "msg",
            "filename",
            "lineno",
            "offset",
            "text",
            "end_lineno",
            "end_offset",
            "print_file_and_line",
            "_metadata",
        ],
    ),
    ("UnicodeDecodeError", &["encoding", "object", "start", "end", "reason"]),
    ("UnicodeEncodeError", &["encoding", "object", "start", "end", "reason"]),
    ("UnicodeTranslateError", &["encoding", "object", "start", "end", "reason"]),
    ("BaseExceptionGroup", &["message", "exceptions"]),
];

/// `str` of particular exceptions, and constructors.
const OWN_METHODS: &[(&str, &[NativeSpec])] = &[
    ("KeyError", &[m("__str__", "($self, /)", Any, n(key_error_str), "Return str(self).")]),
    (
        "StopIteration",
        &[m("__init__", "($self, /, *args, **kwargs)", Any, n(init_first), "Initialize self.")],
    ),
    ("SystemExit", &[m("__init__", "($self, /, *args, **kwargs)", Any, n(init_code), "Initialize self.")]),
    (
        "ImportError",
        &[
            m("__init__", "($self, /, *args, **kwargs)", Any, n(init_import), "Initialize self."),
            m("__str__", "($self, /)", Any, n(message_str), "Return str(self)."),
            m("__reduce__", "($self, /)", Any, n(reduce_import), ""),
        ],
    ),
    (
        "AttributeError",
        &[
            m(
                "__init__",
                "($self, /, *args, name=None, obj=None)",
                Any,
                n(init_attribute),
                "Initialize self.",
            ),
            m("__reduce__", "($self, /)", Any, n(reduce_attribute), ""),
        ],
    ),
    ("NameError", &[m("__init__", "($self, /, *args, name=None)", Any, n(init_name), "Initialize self.")]),
    ("OSError", super::os_errors::METHODS),
    (
        "SyntaxError",
        &[
            m("__init__", "($self, /, *args, **kwargs)", Any, n(init_syntax), "Initialize self."),
            m("__str__", "($self, /)", Any, n(syntax_str), "Return str(self)."),
        ],
    ),
    (
        "UnicodeDecodeError",
        &[
            m("__init__", "($self, /, *args, **kwargs)", Any, n(init_decode), "Initialize self."),
            m("__str__", "($self, /)", Any, n(unicode_str), "Return str(self)."),
        ],
    ),
    (
        "UnicodeEncodeError",
        &[
            m("__init__", "($self, /, *args, **kwargs)", Any, n(init_encode), "Initialize self."),
            m("__str__", "($self, /)", Any, n(unicode_str), "Return str(self)."),
        ],
    ),
    (
        "UnicodeTranslateError",
        &[
            m("__init__", "($self, /, *args, **kwargs)", Any, n(init_translate), "Initialize self."),
            m("__str__", "($self, /)", Any, n(unicode_str), "Return str(self)."),
        ],
    ),
];

fn fields_of(name: &str) -> &'static [&'static str] {
    FIELDS.iter().find(|(class, _)| *class == name).map_or(&[], |(_, fields)| fields)
}

/// Completes the exception types.
pub(crate) fn fill(vm: &mut Vm) {
    let all = vm.exceptions.all();
    for &(name, class) in &all {
        let base_name = exception_base(name);
        let base =
            all.iter().find(|(other, _)| *other == base_name).map_or(vm.types.object, |&(_, base)| base);
        crate::vm::fill_type(vm, class, name, Some(base));
        let slots = match fields_of(name) {
            // The specification of `object` is one.
            [] if base == vm.types.object => 0,
            [] => base.spec.get(),
            // Groups also keep how their sequence was shown.
            fields if name == "BaseExceptionGroup" => fields.len() + 1,
            fields => fields.len(),
        };
        // For exception types the specification's place holds the number of extra fields.
        class.spec.set(slots);
        let key = vm.names.doc;
        crate::vm::set_entry(vm, class, key, Value::NONE);
        if name == "BaseException" {
            crate::vm::add_methods(vm, class, BASE_METHODS);
            let attributes: &[(&str, crate::object::Getter, Option<crate::object::Setter>)] = &[
                ("args", args, Some(set_args)),
                ("__traceback__", traceback, Some(set_traceback)),
                ("__cause__", cause, Some(set_cause)),
                ("__context__", context, Some(set_context)),
                ("__suppress_context__", suppress, Some(set_suppress)),
                ("__dict__", super::type_type::instance_dict, Some(super::type_type::set_native_dict)),
            ];
            for &(name, getter, setter) in attributes {
                crate::vm::add_attribute(vm, class, name, getter, setter);
            }
        }
        for (place, field) in fields_of(name).iter().enumerate() {
            let (getter, setter) = FIELD_ACCESS[place];
            let is_group = name == "BaseExceptionGroup";
            let setter = Some(if is_group { super::descriptors::readonly_member } else { setter });
            crate::vm::add_attribute(vm, class, field, getter, setter);
        }
        if let Some((_, methods)) = OWN_METHODS.iter().find(|(own, _)| *own == name) {
            crate::vm::add_methods(vm, class, methods);
        }
        if name == "BaseExceptionGroup" {
            crate::vm::add_methods(vm, class, super::exception_groups::METHODS);
        }
        if name == "ExceptionGroup" {
            // Its bases are `BaseExceptionGroup` and `Exception`.
            let bases =
                vm.tuple(&[vm.exceptions.BaseExceptionGroup.value(), vm.exceptions.Exception.value()]);
            class.bases.set(class, bases);
            if let Ok(order) = vm.linearize(class) {
                class.mro.set(class, order);
            }
        }
        vm.update_specials(class);
    }
}

/// How many extra fields instances of an exception class have.
pub(crate) fn extra_fields(_vm: &Vm, class: Gc<Type>) -> usize {
    let mut class = class;
    while class.is_heap_type() {
        class = class.base.get();
    }
    class.spec.get()
}

pub(super) fn get_field(this: Value, place: usize) -> Outcome<Value> {
    let extra = this.cast::<Exception>().and_then(|exception| exception.extra.try_get());
    Ok(extra
        .filter(|extra| place < extra.capacity())
        .and_then(|extra| extra.get(place).bound())
        .unwrap_or(Value::NONE))
}

/// Sets a field of an exception.
pub(crate) fn set_field(this: Value, place: usize, value: Value) {
    if let Some(extra) = this.cast::<Exception>().and_then(|exception| exception.extra.try_get())
        && place < extra.capacity()
    {
        extra.set(place, value);
    }
}

type Access = (crate::object::Getter, crate::object::Setter);

const FIELD_ACCESS: [Access; 9] = {
    macro_rules! access {
        ($($place:literal)*) => {
            [$((|_, this| get_field(this, $place), |_, this, value| {
                set_field(this, $place, value);
                Ok(())
            })),*]
        };
    }
    access!(0 1 2 3 4 5 6 7 8)
};

fn new(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, _keywords: Gc<Dict>) -> Outcome<Gc<Exception>> {
    Ok(vm.alloc_exception(class, arguments))
}

fn init(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    if !keywords.is_empty() {
        let name = vm.type_name(this.value());
        return Err(vm.type_error(format!("{name}() takes no keyword arguments")));
    }
    this.arguments.set(this, arguments);
    Ok(())
}

fn init_first(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    init(vm, this, arguments, keywords)?;
    let value = arguments.as_slice().first().copied().unwrap_or(Value::NONE);
    set_field(this.value(), 0, value);
    Ok(())
}

fn init_code(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    init(vm, this, arguments, keywords)?;
    let code = match arguments.as_slice() {
        [] => Value::NONE,
        [only] => *only,
        _ => arguments.value(),
    };
    set_field(this.value(), 0, code);
    Ok(())
}

fn init_import(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    this.arguments.set(this, arguments);
    let message = if let &[message] = arguments.as_slice() { message } else { Value::NONE };
    set_field(this.value(), 0, message);
    let names = ["name", "path", "name_from"];
    for place in 1..=names.len() {
        set_field(this.value(), place, Value::NONE);
    }
    let mut at = 0;
    while let Some(found) = keywords.next_entry(at) {
        at = found + 1;
        let name = keywords.key_at(found).cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
        match names.iter().position(|known| *known == name) {
            Some(place) => set_field(this.value(), place + 1, keywords.value_at(found)),
            None => {
                let message = format!("ImportError() got an unexpected keyword argument '{name}'");
                return Err(vm.type_error(message));
            }
        }
    }
    Ok(())
}

fn init_attribute(
    _: &mut Vm,
    this: Gc<Exception>,
    arguments: Gc<Tuple>,
    name: Option<Value>,
    object: Option<Value>,
) -> Outcome<()> {
    this.arguments.set(this, arguments);
    set_field(this.value(), 0, name.unwrap_or(Value::NONE));
    set_field(this.value(), 1, object.unwrap_or(Value::NONE));
    Ok(())
}

fn init_name(_: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, name: Option<Value>) -> Outcome<()> {
    this.arguments.set(this, arguments);
    set_field(this.value(), 0, name.unwrap_or(Value::NONE));
    Ok(())
}

fn init_syntax(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    init(vm, this, arguments, keywords)?;
    let value = this.value();
    if let Some(&message) = arguments.as_slice().first() {
        set_field(value, 0, message);
    }
    if arguments.len() == 2 {
        let place = vm.tuple_from(arguments.get(1))?;
        let (count, most) = (place.len(), 7);
        if !(4..=most).contains(&count) {
            let bound = if count < 4 { "at least 4" } else { "at most 7" };
            return Err(vm.type_error(format!("function takes {bound} arguments ({count} given)")));
        }
        if count == 5 {
            return Err(vm.type_error("end_offset must be provided when end_lineno is provided"));
        }
        for (index, &part) in place.as_slice().iter().take(6).enumerate() {
            set_field(value, 1 + index, part);
        }
    }
    Ok(())
}

fn syntax_str(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    let value = this.value();
    let (message, file, line) = (get_field(value, 0)?, get_field(value, 1)?, get_field(value, 2)?);
    let message = vm.to_str(message)?.to_lossy();
    let file = file.cast::<Str>().map(|file| file.to_lossy());
    let file = file.map(|file| file.rsplit('/').next().unwrap_or_default().to_owned());
    let text = match (file, line.as_fixnum()) {
        (Some(file), Some(line)) => format!("{message} ({file}, line {line})"),
        (Some(file), None) => format!("{message} ({file})"),
        (None, Some(line)) => format!("{message} (line {line})"),
        (None, None) => message,
    };
    Ok(vm.new_str(&text).value())
}

/// Checks the arguments of a Unicode error, in the way of C's argument formats: a letter tells what each must be.
fn unicode_arguments(vm: &mut Vm, arguments: Gc<Tuple>, keywords: Gc<Dict>, letters: &str) -> Outcome<()> {
    let (wanted, given) = (letters.len(), arguments.len());
    if !keywords.is_empty() {
        return Err(vm.type_error("function takes no keyword arguments"));
    }
    if given != wanted {
        return Err(vm.type_error(format!("function takes exactly {wanted} arguments ({given} given)")));
    }
    for (index, (letter, &argument)) in letters.chars().zip(arguments.as_slice()).enumerate() {
        match letter {
            's' if !argument.is::<Str>() => {
                let (place, given) = (index + 1, vm.type_name(argument));
                return Err(vm.type_error(format!("argument {place} must be str, not {given}")));
            }
            'n' => {
                vm.index_i64(argument)?;
            }
            'b' => {
                crate::modules::native_module::bytes_like(vm, argument)?;
            }
            _ => {}
        }
    }
    Ok(())
}

fn fill_unicode(this: Gc<Exception>, arguments: Gc<Tuple>, first: usize) {
    this.arguments.set(this, arguments);
    for (place, &part) in arguments.as_slice().iter().enumerate() {
        set_field(this.value(), first + place, part);
    }
}

fn init_decode(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    unicode_arguments(vm, arguments, keywords, "sbnns")?;
    fill_unicode(this, arguments, 0);
    Ok(())
}

fn init_encode(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    unicode_arguments(vm, arguments, keywords, "ssnns")?;
    fill_unicode(this, arguments, 0);
    Ok(())
}

fn init_translate(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, keywords: Gc<Dict>) -> Outcome<()> {
    unicode_arguments(vm, arguments, keywords, "snns")?;
    fill_unicode(this, arguments, 1);
    Ok(())
}

/// Raises an error of a codec.
pub(crate) fn unicode_error(
    vm: &mut Vm,
    class: Gc<Type>,
    encoding: &str,
    object: Value,
    start: usize,
    end: usize,
    reason: &str,
) -> Raised {
    let encoding = vm.new_str(encoding).value();
    let reason = vm.new_str(reason).value();
    vm.raise_with(class, &[encoding, object, Value::index(start), Value::index(end), reason])
}

fn unicode_str(vm: &mut Vm, this: Gc<Exception>) -> Outcome<String> {
    let value = this.value();
    let is_unset = |place: usize| this.extra.try_get().is_none_or(|extra| extra.get(place).is_unbound());
    if is_unset(1) {
        return Ok(String::new());
    }
    let (encoding, reason) = (get_field(value, 0)?, get_field(value, 4)?);
    let reason = vm.to_str(reason)?.to_lossy();
    let encoding = vm.to_str(encoding)?.to_lossy();
    let class = vm.type_of(value);
    // Showing those may have changed this.
    let object = get_field(value, 1)?;
    if is_unset(1) {
        return Err(vm.type_error("UnicodeError 'object' attribute is not set"));
    }
    let is_decoding = class.is_subtype_of(vm.exceptions.UnicodeDecodeError);
    if !(if is_decoding { object.is::<crate::object::Bytes>() } else { object.is::<Str>() }) {
        let wanted = if is_decoding { "bytes" } else { "string" };
        return Err(vm.type_error(format!("UnicodeError 'object' attribute must be a {wanted}")));
    }
    let (start, end) =
        (get_field(value, 2)?.as_fixnum().unwrap_or(0), get_field(value, 3)?.as_fixnum().unwrap_or(0));
    if class.is_subtype_of(vm.exceptions.UnicodeDecodeError) {
        let what = match super::bytes::byte_at(object, start.max(0) as usize) {
            Some(byte) if end == start + 1 => format!("byte 0x{byte:02x} in position {start}"),
            _ => format!("bytes in position {start}-{}", end - 1),
        };
        return Ok(format!("'{encoding}' codec can't decode {what}: {reason}"));
    }
    let point = object.cast::<Str>().and_then(|text| text.view().char_at(start.max(0) as usize));
    let what = match point {
        Some(point) if end == start + 1 => {
            let escape = match point {
                0..0x100 => format!("\\x{point:02x}"),
                0x100..0x10000 => format!("\\u{point:04x}"),
                _ => format!("\\U{point:08x}"),
            };
            format!("character '{escape}' in position {start}")
        }
        _ => format!("characters in position {start}-{}", end - 1),
    };
    Ok(if class.is_subtype_of(vm.exceptions.UnicodeEncodeError) {
        format!("'{encoding}' codec can't encode {what}: {reason}")
    } else {
        format!("can't translate {what}: {reason}")
    })
}

fn repr(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    let name = vm.type_name(this.value());
    let arguments = this.arguments.get();
    let inner = match arguments.as_slice() {
        [only] => {
            let inner = vm.repr(*only)?.to_lossy();
            format!("({inner})")
        }
        _ => vm.repr(arguments.value())?.to_lossy(),
    };
    Ok(vm.new_str(&format!("{name}{inner}")).value())
}

pub(super) fn to_str(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    let arguments = this.arguments.get();
    match arguments.as_slice() {
        [] => Ok(vm.names.empty.value()),
        [only] => vm.to_str(*only).map(Gc::value),
        _ => vm.to_str(arguments.value()).map(Gc::value),
    }
}

fn message_str(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    let message = get_field(this.value(), 0)?;
    if message.is::<Str>() { Ok(message) } else { to_str(vm, this) }
}

fn key_error_str(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    match this.arguments.get().as_slice() {
        [only] => vm.repr(*only).map(Gc::value),
        _ => to_str(vm, this),
    }
}

fn reduce(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    let class = vm.type_of(this.value()).value();
    let dict = vm.materialize_dict(this.value())?;
    let arguments = this.arguments.get().value();
    if dict.is_empty() {
        return Ok(vm.pair(class, arguments));
    }
    Ok(vm.tuple(&[class, arguments, dict.value()]).value())
}

/// `__reduce__` of an exception some of whose fields, by place and name, go into the state.
fn reduce_with(vm: &mut Vm, this: Gc<Exception>, fields: &[(usize, &str)]) -> Outcome<Value> {
    let class = vm.type_of(this.value()).value();
    let own = vm.materialize_dict(this.value())?;
    let state = vm.new_dict();
    vm.dict_update(state, own.value())?;
    for &(place, name) in fields {
        let value = get_field(this.value(), place)?;
        if !value.is_none() {
            vm.set_global(state, name, value)?;
        }
    }
    let arguments = this.arguments.get().value();
    if state.is_empty() {
        return Ok(vm.pair(class, arguments));
    }
    Ok(vm.tuple(&[class, arguments, state.value()]).value())
}

fn reduce_import(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    reduce_with(vm, this, &[(1, "name"), (2, "path"), (3, "name_from")])
}

/// The object that has not the attribute stays out of it: it may be one that can't be pickled.
fn reduce_attribute(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    reduce_with(vm, this, &[(0, "name")])
}

fn setstate(vm: &mut Vm, this: Gc<Exception>, state: Value) -> Outcome<()> {
    if state.is_none() {
        return Ok(());
    }
    let Some(state) = state.cast::<Dict>() else { return Err(vm.type_error("state is not a dictionary")) };
    let mut entry = 0;
    while let Some(found) = state.next_entry(entry) {
        entry = found + 1;
        if let Some(name) = state.key_at(found).cast::<Str>() {
            let name = vm.intern_str(name);
            vm.set_attribute(this.value(), name, state.value_at(found))?;
        }
    }
    Ok(())
}

fn with_traceback(vm: &mut Vm, this: Gc<Exception>, traceback: Value) -> Outcome<Gc<Exception>> {
    set_traceback(vm, this.value(), traceback)?;
    Ok(this)
}

fn add_note(vm: &mut Vm, this: Value, note: Value) -> Outcome<()> {
    if !note.is::<Str>() {
        let name = vm.type_name(note);
        return Err(vm.type_error(format!("add_note() argument must be str, not {name}")));
    }
    let key = vm.names.notes;
    let notes = match vm.find_attribute(this, key)? {
        Some(notes) => notes,
        None => {
            let notes = vm.new_list().value();
            vm.set_attribute(this, key, notes)?;
            notes
        }
    };
    match notes.cast::<List>() {
        Some(notes) => vm.append(notes, note),
        None => Err(vm.type_error("Cannot add note: __notes__ is not a list")),
    }
}

fn exception(this: Value) -> Gc<Exception> {
    this.cast::<Exception>().expect("descriptors check their receiver")
}

fn args(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(exception(this).arguments.get().value())
}

fn set_args(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if value.is_unbound() {
        return Err(vm.type_error("args may not be deleted"));
    }
    let arguments = vm.tuple_from(value)?;
    let this = exception(this);
    this.arguments.set(this, arguments);
    Ok(())
}

fn traceback(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(exception(this).traceback.get().bound().unwrap_or(Value::NONE))
}

fn set_traceback(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    if value.is_unbound() {
        return Err(vm.type_error("__traceback__ may not be deleted"));
    }
    if !value.is_none() && !value.is::<Traceback>() {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    let this = exception(this);
    this.traceback.set(this, if value.is_none() { Value::UNBOUND } else { value });
    Ok(())
}

fn linked(vm: &mut Vm, value: Value, what: &str) -> Outcome<Value> {
    if value.is_unbound() {
        return Err(vm.type_error(format!("{what} may not be deleted")));
    }
    if value.is_none() {
        return Ok(Value::UNBOUND);
    }
    if !value.is::<Exception>() {
        return Err(vm.type_error(format!(
            "exception {} must be None or derive from BaseException",
            what.trim_matches('_')
        )));
    }
    Ok(value)
}

fn cause(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(exception(this).cause.get().bound().unwrap_or(Value::NONE))
}

fn set_cause(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let value = linked(vm, value, "__cause__")?;
    let this = exception(this);
    this.cause.set(this, value);
    this.suppress_context.set(true);
    Ok(())
}

fn context(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(exception(this).context.get().bound().unwrap_or(Value::NONE))
}

fn set_context(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let value = linked(vm, value, "__context__")?;
    let this = exception(this);
    this.context.set(this, value);
    Ok(())
}

fn suppress(_: &mut Vm, this: Value) -> Outcome<Value> {
    Ok(Value::bool(exception(this).suppress_context.get()))
}

fn set_suppress(vm: &mut Vm, this: Value, value: Value) -> Outcome<()> {
    let Some(truth) = value.as_bool() else {
        return Err(vm.type_error("attribute value type must be bool"));
    };
    exception(this).suppress_context.set(truth);
    Ok(())
}
