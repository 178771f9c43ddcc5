//! Dialects: how fields are separated, quoted and escaped.

use super::{content, error};
use crate::heap::Gc;
use crate::modules::native_module::record_type;
use crate::native::{method, native};
use crate::object::{Dict, Effect, Record, Str, Table, Tuple, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

/// When fields are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    Minimal,
    All,
    NonNumeric,
    None,
    Strings,
    NotNull,
}

/// The kinds of quoting with their names, in the order of their numbers.
pub(super) const QUOTINGS: [(&str, Quoting); 6] = [
    ("QUOTE_MINIMAL", Quoting::Minimal),
    ("QUOTE_ALL", Quoting::All),
    ("QUOTE_NONNUMERIC", Quoting::NonNumeric),
    ("QUOTE_NONE", Quoting::None),
    ("QUOTE_STRINGS", Quoting::Strings),
    ("QUOTE_NOTNULL", Quoting::NotNull),
];

/// A dialect.
#[derive(Clone, Debug)]
pub(super) struct Dialect {
    pub(super) delimiter: u32,
    pub(super) quote: Option<u32>,
    pub(super) escape: Option<u32>,
    pub(super) line_end: Vec<u32>,
    pub(super) quoting: Quoting,
    pub(super) double_quote: bool,
    pub(super) skip_space: bool,
    pub(super) is_strict: bool,
}

macro_rules! attribute {
    ($name:literal, $read:expr) => {
        (
            $name,
            |vm, it| {
                let Some(record) = it.cast::<Record>() else { return Ok(Value::NONE) };
                let dialect = content::<Dialect>(vm, record).clone();
                let read: fn(&mut Vm, Dialect) -> Outcome<Value> = $read;
                read(vm, dialect)
            },
            None,
        )
    };
}

fn character(vm: &mut Vm, point: Option<u32>) -> Value {
    point.map_or(Value::NONE, |point| vm.str_from_char(point))
}

/// The type.
pub(super) static DIALECT: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        attribute!("delimiter", |vm, it| Ok(character(vm, Some(it.delimiter)))),
        attribute!("quotechar", |vm, it| Ok(character(vm, it.quote))),
        attribute!("escapechar", |vm, it| Ok(character(vm, it.escape))),
        attribute!("lineterminator", |vm, it| {
            let text = strict_semantics::Text::from_code_points(it.line_end);
            Ok(vm.try_str(text.view())?.value())
        }),
        attribute!("quoting", |_, it| Ok(Value::fixnum(it.quoting as i64))),
        attribute!("doublequote", |_, it| Ok(Value::bool(it.double_quote))),
        attribute!("skipinitialspace", |_, it| Ok(Value::bool(it.skip_space))),
        attribute!("strict", |_, it| Ok(Value::bool(it.is_strict))),
    ],
    ..record_type(
        "Dialect",
        "_csv",
        &[
            method(
                "__new__",
                "($type, /, dialect=None, delimiter=',', doublequote=True, escapechar=None, lineterminator='\\r\\n', quotechar='\"', quoting=QUOTE_MINIMAL, skipinitialspace=False, strict=False)",
                Effect::Any,
                new,
                "",
            ),
            method("__reduce__", "($self, /)", Effect::Pure, native(refuse_pickle), ""),
            method(
                "__reduce_ex__",
                "($self, protocol, /)",
                Effect::Pure,
                native(|vm: &mut Vm, it: Value, _: Value| refuse_pickle(vm, it)),
                "",
            ),
        ],
        "CSV dialect",
    )
};

fn refuse_pickle(vm: &mut Vm, it: Value) -> Outcome<Value> {
    let name = vm.type_of(it).display_name();
    Err(vm.type_error(format!("cannot pickle '{name}' instances")))
}

/// The names of the options, in the order of the parameters.
const OPTIONS: [&str; 8] = [
    "delimiter",
    "doublequote",
    "escapechar",
    "lineterminator",
    "quotechar",
    "quoting",
    "skipinitialspace",
    "strict",
];

/// `Dialect(dialect=None, ...)`: the class, the base, and the options in their order.
fn new(vm: &mut Vm, arguments: &[Value]) -> Outcome<Value> {
    let class = vm.expect_type(arguments[0], "Dialect.__new__")?;
    let mut options = [None; 8];
    for (option, value) in options.iter_mut().zip(&arguments[2..]) {
        *option = value.bound();
    }
    make(vm, class, arguments[1].bound(), &options)
}

/// A dialect object of a base, another dialect or its registered name, and options.
pub(super) fn make(
    vm: &mut Vm,
    class: Gc<Type>,
    base: Option<Value>,
    options: &[Option<Value>],
) -> Outcome<Value> {
    let mut base = base.filter(|it| !it.is_none());
    if let Some(name) = base.filter(|it| it.is::<Str>()) {
        base = Some(super::get_dialect(vm, name)?);
    }
    let own = vm.native_type(&DIALECT);
    if let Some(base) = base
        && vm.type_of(base) == own
        && options.iter().all(Option::is_none)
    {
        return Ok(base);
    }
    let mut values = [None; 8];
    for (at, value) in values.iter_mut().enumerate() {
        *value = options.get(at).copied().flatten();
        if value.is_none()
            && let Some(base) = base
        {
            let name = vm.intern(OPTIONS[at]);
            *value = vm.find_attribute(base, name)?;
        }
    }
    let dialect = parse(vm, &values)?;
    let record = vm.new_record(class, &[Value::NONE]);
    let index = vm.heap.adopt(record, dialect);
    record.set(0, index);
    Ok(record.value())
}

/// The dialect of keyword arguments.
pub(super) fn from_keywords(vm: &mut Vm, base: Option<Value>, keywords: Option<Gc<Dict>>) -> Outcome<Value> {
    let class = vm.native_type(&DIALECT);
    let mut options = [None; 8];
    if let Some(keywords) = keywords {
        let mut known = 0;
        for (at, name) in OPTIONS.iter().enumerate() {
            let key = vm.intern(name);
            options[at] = vm.dict_get_str(keywords, key);
            known += usize::from(options[at].is_some());
        }
        if known < keywords.len() {
            let (_, names) = vm.spread(&[], keywords)?;
            let names = names.map_or_else(Vec::new, |names| {
                names.iter().filter_map(Value::cast::<Str>).map(|it| it.to_lossy()).collect()
            });
            let unknown =
                names.into_iter().find(|name| !OPTIONS.contains(&name.as_str())).unwrap_or_default();
            return Err(
                vm.type_error(format!("this function got an unexpected keyword argument '{unknown}'"))
            );
        }
    }
    make(vm, class, base, &options)
}

fn one_character(vm: &mut Vm, name: &str, value: Value, or_none: &str) -> Outcome<u32> {
    let Some(text) = value.cast::<Str>() else {
        let class = vm.type_name(value);
        return Err(vm.type_error(format!("\"{name}\" must be a unicode character{or_none}, not {class}")));
    };
    match text.view().char_at(0) {
        Some(point) if text.len() == 1 => Ok(point),
        _ => {
            let length = text.len();
            let message =
                format!("\"{name}\" must be a unicode character{or_none}, not a string of length {length}");
            Err(vm.type_error(message))
        }
    }
}

fn optional_character(
    vm: &mut Vm,
    name: &str,
    value: Option<Value>,
    default: Option<u32>,
) -> Outcome<Option<u32>> {
    match value {
        None => Ok(default),
        Some(value) if value.is_none() => Ok(None),
        Some(value) => one_character(vm, name, value, " or None").map(Some),
    }
}

fn parse(vm: &mut Vm, values: &[Option<Value>; 8]) -> Outcome<Dialect> {
    let delimiter = match values[0] {
        None => u32::from(','),
        Some(value) => one_character(vm, "delimiter", value, "")?,
    };
    let truth = |vm: &mut Vm, at: usize, default| values[at].map_or(Ok(default), |value| vm.is_true(value));
    let double_quote = truth(vm, 1, true)?;
    let escape = optional_character(vm, "escapechar", values[2], None)?;
    let line_end = match values[3] {
        None => vec![13, 10],
        Some(value) => match value.cast::<Str>() {
            Some(text) => text.view().code_points().collect(),
            None => {
                let class = vm.type_name(value);
                return Err(vm.type_error(format!("\"lineterminator\" must be a string, not {class}")));
            }
        },
    };
    let quote = optional_character(vm, "quotechar", values[4], Some(u32::from('"')))?;
    let mut quoting = Quoting::Minimal;
    if let Some(value) = values[5] {
        if !vm.is_exact(value, vm.types.int) {
            let class = vm.type_name(value);
            return Err(vm.type_error(format!("\"quoting\" must be an integer, not {class}")));
        }
        let number = value.as_fixnum().and_then(|number| usize::try_from(number).ok());
        match number.and_then(|number| QUOTINGS.get(number)) {
            Some((_, found)) => quoting = *found,
            None => return Err(vm.type_error("bad \"quoting\" value")),
        }
    }
    let skip_space = truth(vm, 6, false)?;
    let is_strict = truth(vm, 7, false)?;
    if values[4].is_some_and(Value::is_none) && values[5].is_none() {
        quoting = Quoting::None;
    }
    if quoting != Quoting::None && quote.is_none() {
        return Err(vm.type_error("quotechar must be set if quoting enabled"));
    }
    let dialect =
        Dialect { delimiter, quote, escape, line_end, quoting, double_quote, skip_space, is_strict };
    check(vm, &dialect)?;
    Ok(dialect)
}

fn check(vm: &mut Vm, it: &Dialect) -> Outcome<()> {
    let line_breaks = [10, 13];
    let mut bad = |what: &str| Err(vm.value_error(format!("bad {what} value")));
    let is_bad =
        |point: u32, or_space: bool| line_breaks.contains(&point) || or_space && point == 32 && it.skip_space;
    if is_bad(it.delimiter, false) {
        return bad("delimiter");
    }
    if it.escape.is_some_and(|point| is_bad(point, true)) {
        return bad("escapechar");
    }
    if it.quote.is_some_and(|point| is_bad(point, true)) {
        return bad("quotechar");
    }
    if Some(it.delimiter) == it.escape {
        return bad("delimiter or escapechar");
    }
    if Some(it.delimiter) == it.quote {
        return bad("delimiter or quotechar");
    }
    if it.escape.is_some() && it.escape == it.quote {
        return bad("escapechar or quotechar");
    }
    if it.line_end.contains(&it.delimiter) {
        return bad("delimiter or lineterminator");
    }
    if it.escape.is_some_and(|point| it.line_end.contains(&point)) {
        return bad("escapechar or lineterminator");
    }
    if it.quote.is_some_and(|point| it.line_end.contains(&point)) {
        return bad("quotechar or lineterminator");
    }
    Ok(())
}

/// The name under which a dialect is registered.
pub(super) fn registered(vm: &mut Vm, dialects: Gc<Dict>, name: Value) -> Outcome<Value> {
    match vm.dict_get(dialects, name)? {
        Some(dialect) => Ok(dialect),
        None => Err(error(vm, "unknown dialect")),
    }
}

/// Positional arguments and keywords of `reader` and `writer`: the first, and the dialect.
pub(super) fn split_arguments(
    vm: &mut Vm,
    function: &str,
    arguments: Gc<Tuple>,
    keywords: Gc<Dict>,
) -> Outcome<(Value, Value)> {
    let base = vm.intern("dialect");
    let named = vm.dict_remove(keywords, base.value())?;
    let (first, base) = match *arguments.as_slice() {
        [first] => (first, named),
        [first, base] => (first, Some(base)),
        [] => return Err(vm.type_error(format!("{function} expected at least 1 argument, got 0"))),
        ref more => {
            return Err(vm.type_error(format!("{function} expected at most 2 arguments, got {}", more.len())));
        }
    };
    let dialect = from_keywords(vm, base, Some(keywords))?;
    Ok((first, dialect))
}
