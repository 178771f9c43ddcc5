//! `unicodedata`: the Unicode database, version 16.0 and, for IDNA 2003, 3.2.

use strict_semantics::text::unicode::data::{Facts, Version, decomposition, named_sequence};
use strict_semantics::text::unicode::normalize::{Form, is_normalized, normalize};

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::native::{method, native};
use crate::object::{Dict, Effect, NativeSpec, Str, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

/// A function of the module and the method of the old database that does the same.
macro_rules! both {
    ($name:literal, [$($parameter:ident),*], $signature:literal, $method_signature:literal, $function:ident, $doc:literal) => {
        (
            method($name, $signature, Effect::Pure, native(|vm: &mut Vm, $($parameter),*| $function(vm, Version::Current, $($parameter),*)), $doc),
            method($name, $method_signature, Effect::Pure, native(|vm: &mut Vm, _: Value, $($parameter),*| $function(vm, Version::Old, $($parameter),*)), $doc),
        )
    };
}

const BOTH: [(NativeSpec, NativeSpec); 13] = [
    both!(
        "bidirectional",
        [c],
        "(chr, /)",
        "($self, chr, /)",
        bidirectional,
        "Returns the bidirectional class assigned to the character chr as string."
    ),
    both!(
        "category",
        [c],
        "(chr, /)",
        "($self, chr, /)",
        category,
        "Returns the general category assigned to the character chr as string."
    ),
    both!(
        "combining",
        [c],
        "(chr, /)",
        "($self, chr, /)",
        combining,
        "Returns the canonical combining class assigned to the character chr as integer."
    ),
    both!(
        "decimal",
        [c, d],
        "(chr, default=<unrepresentable>, /)",
        "($self, chr, default=<unrepresentable>, /)",
        decimal,
        "Converts a Unicode character into its equivalent decimal value."
    ),
    both!(
        "decomposition",
        [c],
        "(chr, /)",
        "($self, chr, /)",
        decomposition_of,
        "Returns the character decomposition mapping assigned to the character chr as string."
    ),
    both!(
        "digit",
        [c, d],
        "(chr, default=<unrepresentable>, /)",
        "($self, chr, default=<unrepresentable>, /)",
        digit,
        "Converts a Unicode character into its equivalent digit value."
    ),
    both!(
        "east_asian_width",
        [c],
        "(chr, /)",
        "($self, chr, /)",
        east_asian_width,
        "Returns the east asian width assigned to the character chr as string."
    ),
    both!(
        "is_normalized",
        [f, t],
        "(form, unistr, /)",
        "($self, form, unistr, /)",
        is_normal,
        "Return whether the Unicode string unistr is in the normal form 'form'."
    ),
    both!("lookup", [n], "(name, /)", "($self, name, /)", lookup, "Look up character by name."),
    both!(
        "mirrored",
        [c],
        "(chr, /)",
        "($self, chr, /)",
        mirrored,
        "Returns the mirrored property assigned to the character chr as integer."
    ),
    both!(
        "name",
        [c, d],
        "(chr, default=<unrepresentable>, /)",
        "($self, chr, default=<unrepresentable>, /)",
        name,
        "Returns the name assigned to the character chr as a string."
    ),
    both!(
        "normalize",
        [f, t],
        "(form, unistr, /)",
        "($self, form, unistr, /)",
        normal,
        "Return the normal form 'form' for the Unicode string unistr."
    ),
    both!(
        "numeric",
        [c, d],
        "(chr, default=<unrepresentable>, /)",
        "($self, chr, default=<unrepresentable>, /)",
        numeric,
        "Converts a Unicode character into its equivalent numeric value."
    ),
];

static FUNCTIONS: [NativeSpec; 13] = {
    let mut functions = [BOTH[0].0; 13];
    let mut at = 0;
    while at < 13 {
        functions[at] = BOTH[at].0;
        at += 1;
    }
    functions
};

static METHODS: [NativeSpec; 13] = {
    let mut methods = [BOTH[0].1; 13];
    let mut at = 0;
    while at < 13 {
        methods[at] = BOTH[at].1;
        at += 1;
    }
    methods
};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module provides access to the Unicode Character Database which\ndefines character properties for all Unicode characters. The data in\nthis database is based on the UnicodeData.txt file version\n16.0.0 which is publicly available from the Unicode Consortium\nat https://www.unicode.org/Public/16.0.0/ucd/UnicodeData.txt.\n\nThe module uses the same names and symbols as defined by the\nUnicodeData File Format 16.0.0.",
    fill,
    types: &[&UCD],
    ..new_module("unicodedata", &FUNCTIONS)
};

static UCD: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    attributes: &[("unidata_version", |vm, _| Ok(vm.new_str("3.2.0").value()), None)],
    ..record_type("UCD", "unicodedata", &METHODS, "")
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let version = vm.new_str("16.0.0").value();
    vm.set_global(namespace, "unidata_version", version)?;
    let class = vm.native_type(&UCD);
    let old = vm.new_record(class, &[]).value();
    vm.set_global(namespace, "ucd_3_2_0", old)
}

/// The character that the first argument of a function is.
fn character(vm: &mut Vm, function: &str, number: &str, value: Value) -> Outcome<u32> {
    let Some(text) = value.cast::<Str>() else {
        let name = vm.type_name(value);
        let number = if number.is_empty() { "" } else { " 1" };
        return Err(
            vm.type_error(format!("{function}() argument{number} must be a unicode character, not {name}"))
        );
    };
    match text.view().char_at(0) {
        Some(point) if text.len() == 1 => Ok(point),
        _ => Err(vm.type_error(format!(
            "{function}(): argument{number} must be a unicode character, not a string of length {}",
            text.len()
        ))),
    }
}

fn facts(vm: &mut Vm, version: Version, function: &str, value: Value) -> Outcome<Facts> {
    Ok(Facts::of(character(vm, function, "", value)?, version))
}

fn bidirectional(vm: &mut Vm, version: Version, chr: Value) -> Outcome<&'static str> {
    Ok(facts(vm, version, "bidirectional", chr)?.bidirectional())
}

fn category(vm: &mut Vm, version: Version, chr: Value) -> Outcome<&'static str> {
    Ok(facts(vm, version, "category", chr)?.category())
}

fn combining(vm: &mut Vm, version: Version, chr: Value) -> Outcome<usize> {
    Ok(facts(vm, version, "combining", chr)?.combining().into())
}

fn east_asian_width(vm: &mut Vm, version: Version, chr: Value) -> Outcome<&'static str> {
    Ok(facts(vm, version, "east_asian_width", chr)?.east_asian_width())
}

fn mirrored(vm: &mut Vm, version: Version, chr: Value) -> Outcome<usize> {
    Ok(facts(vm, version, "mirrored", chr)?.is_mirrored().into())
}

fn decomposition_of(vm: &mut Vm, version: Version, chr: Value) -> Outcome<&'static str> {
    Ok(decomposition(character(vm, "decomposition", "", chr)?, version))
}

/// A value, or else the default, or else `ValueError`.
fn or_default(vm: &mut Vm, found: Option<Value>, default: Option<Value>, message: &str) -> Outcome<Value> {
    found.or(default).ok_or_else(|| vm.value_error(message))
}

fn decimal(vm: &mut Vm, version: Version, chr: Value, default: Option<Value>) -> Outcome<Value> {
    let point = character(vm, "decimal", " 1", chr)?;
    let value = Facts::of(point, version).decimal().map(|value| Value::fixnum(value.into()));
    or_default(vm, value, default, "not a decimal")
}

fn digit(vm: &mut Vm, version: Version, chr: Value, default: Option<Value>) -> Outcome<Value> {
    let point = character(vm, "digit", " 1", chr)?;
    let value = Facts::of(point, version).digit().map(|value| Value::fixnum(value.into()));
    or_default(vm, value, default, "not a digit")
}

fn numeric(vm: &mut Vm, version: Version, chr: Value, default: Option<Value>) -> Outcome<Value> {
    let point = character(vm, "numeric", " 1", chr)?;
    let value = Facts::of(point, version).numeric().map(|value| vm.new_float(value));
    or_default(vm, value, default, "not a numeric character")
}

fn name(vm: &mut Vm, version: Version, chr: Value, default: Option<Value>) -> Outcome<Value> {
    let point = character(vm, "name", " 1", chr)?;
    let is_known = version == Version::Current || Facts::of(point, version).is_assigned();
    let found = char::from_u32(point).filter(|_| is_known).and_then(unicode_names2::name);
    let found = found.map(|name| vm.new_str(&name.to_string()).value());
    or_default(vm, found, default, "no such name")
}

/// The longest name that is looked up.
const LONGEST_NAME: usize = 256;

fn lookup(vm: &mut Vm, version: Version, name: Gc<Str>) -> Outcome<Value> {
    let text = name.to_lossy();
    if text.len() > LONGEST_NAME {
        return Err(vm.error(vm.exceptions.KeyError, "name too long"));
    }
    let upper = text.to_ascii_uppercase();
    if let Some(found) = unicode_names2::character(&upper) {
        let point = u32::from(found);
        // Loose matching is not Python's: a name matches as a whole, or is an alias.
        let is_exact =
            unicode_names2::name(found).is_none_or(|own| own.to_string() == upper) || is_alias(&upper, found);
        if is_exact && (version == Version::Current || Facts::of(point, version).is_assigned()) {
            return Ok(vm.str_from_char(point));
        }
    }
    if version == Version::Current
        && let Some(sequence) = named_sequence(&upper)
    {
        return Ok(vm.new_str(sequence).value());
    }
    Err(vm.error(vm.exceptions.KeyError, format!("undefined character name '{text}'")))
}

/// Whether a name that differs from a character's own is one of its aliases, not a loose spelling of it.
fn is_alias(name: &str, found: char) -> bool {
    if name.contains("IDEOGRAPH-") || name.starts_with("HANGUL SYLLABLE ") {
        return false;
    }
    let letters = |text: &str| -> String { text.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect() };
    unicode_names2::name(found).is_none_or(|own| letters(&own.to_string()) != letters(name))
}

fn form(vm: &mut Vm, form: Gc<Str>) -> Outcome<Form> {
    Form::named(&form.to_lossy()).ok_or_else(|| vm.value_error("invalid normalization form"))
}

fn normal(vm: &mut Vm, version: Version, name: Gc<Str>, text: Gc<Str>) -> Outcome<Value> {
    let form = form(vm, name)?;
    if text.is_ascii() && vm.is_exact(text.value(), vm.types.str) {
        return Ok(text.value());
    }
    let mut out = strict_semantics::TextBuilder::new();
    let points = normalize(text.view().code_points(), form, version);
    out.extend(vm.check(points)?);
    vm.str_from_builder(&out)
}

fn is_normal(vm: &mut Vm, version: Version, name: Gc<Str>, text: Gc<Str>) -> Outcome<bool> {
    let form = form(vm, name)?;
    if text.is_ascii() {
        return Ok(true);
    }
    let result = is_normalized(text.view().code_points(), form, version);
    vm.check(result)
}
