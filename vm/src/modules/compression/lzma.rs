//! `_lzma`

use liblzma_sys as l;

use super::decompressor::{self, Decompressor};
use super::lzma_filters::{Filter, Options, branches, delta, preset, read_properties};
use super::lzma_stream::{Action, MEMORY_ERROR, Setup, Stream, is_check_supported, message};
use super::{content, new_owner};
use crate::heap::Gc;
use crate::modules::native_module::{Buffer, ModuleSpec, new_module, record_type};
use crate::native::{method, native};
use crate::object::{Dict, Effect, Record, Table, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, Raised, TypeSpec, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    fill,
    types: &[&COMPRESSOR, &DECOMPRESSOR],
    ..new_module(
        "_lzma",
        &[
            method(
                "is_check_supported",
                "(check_id, /)",
                Effect::Pure,
                native(|_: &mut Vm, check: i64| Ok(u32::try_from(check).is_ok_and(is_check_supported))),
                "Test whether the given integrity check is supported.",
            ),
            method(
                "_encode_filter_properties",
                "(filter, /)",
                Effect::Pure,
                native(encode_properties),
                "Return a bytes object encoding the options (properties) of the filter specified by *filter* (a dict).",
            ),
            method(
                "_decode_filter_properties",
                "(filter_id, encoded_props, /)",
                Effect::Pure,
                native(decode_properties),
                "Return a bytes object encoding the options (properties) of the filter specified by *filter* (a dict).",
            ),
        ],
    )
};

static COMPRESSOR: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    ..record_type(
        "LZMACompressor",
        "_lzma",
        &[
            method(
                "__new__",
                "($type, format=FORMAT_XZ, check=-1, preset=None, filters=None)",
                Effect::Pure,
                native(new_compressor),
                "",
            ),
            method(
                "compress",
                "($self, data, /)",
                Effect::MutatesReceiver,
                native(compress),
                "Provide data to the compressor object.",
            ),
            method(
                "flush",
                "($self, /)",
                Effect::MutatesReceiver,
                native(flush),
                "Finish the compression process.",
            ),
        ],
        "Create a compressor object for compressing data incrementally.",
    )
};

static DECOMPRESSOR: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        ("eof", decompressor::eof::<Stream>, None),
        ("needs_input", decompressor::needs_input::<Stream>, None),
        ("unused_data", decompressor::unused_data::<Stream>, None),
        ("check", check_of, None),
    ],
    ..record_type(
        "LZMADecompressor",
        "_lzma",
        &[
            method(
                "__new__",
                "($type, format=FORMAT_AUTO, memlimit=None, filters=None)",
                Effect::Pure,
                native(new_decompressor),
                "",
            ),
            method(
                "decompress",
                "($self, /, data, max_length=-1)",
                Effect::MutatesReceiver,
                native(|vm: &mut Vm, it: Gc<Record>, data: Buffer, limit: Option<i64>| {
                    decompressor::decompress::<Stream>(vm, it, &data, limit, "_lzma.LZMAError")
                }),
                "Decompress *data*, returning uncompressed data as bytes.",
            ),
        ],
        "Create a decompressor object for decompressing data incrementally.",
    )
};

// Container formats.
const FORMAT_AUTO: i64 = 0;
const FORMAT_XZ: i64 = 1;
const FORMAT_ALONE: i64 = 2;
const FORMAT_RAW: i64 = 3;
// Integrity checks.
const CHECK_NONE: i64 = 0;
const CHECK_CRC64: i64 = 4;
/// The preset that is used unless told otherwise.
const PRESET_DEFAULT: u32 = 6;
/// The longest chain.
const MOST_FILTERS: usize = 4;

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let base = vm.exceptions.Exception;
    vm.add_exception(namespace, "_lzma", "LZMAError", base)?;
    for (name, number) in [
        ("FORMAT_AUTO", FORMAT_AUTO),
        ("FORMAT_XZ", FORMAT_XZ),
        ("FORMAT_ALONE", FORMAT_ALONE),
        ("FORMAT_RAW", FORMAT_RAW),
        ("CHECK_NONE", CHECK_NONE),
        ("CHECK_CRC32", 1),
        ("CHECK_CRC64", CHECK_CRC64),
        ("CHECK_SHA256", 10),
        ("CHECK_ID_MAX", 15),
        ("CHECK_UNKNOWN", 16),
        ("FILTER_LZMA1", l::LZMA_FILTER_LZMA1 as i64),
        ("FILTER_LZMA2", l::LZMA_FILTER_LZMA2 as i64),
        ("FILTER_DELTA", l::LZMA_FILTER_DELTA as i64),
        ("FILTER_X86", l::LZMA_FILTER_X86 as i64),
        ("FILTER_POWERPC", l::LZMA_FILTER_POWERPC as i64),
        ("FILTER_IA64", l::LZMA_FILTER_IA64 as i64),
        ("FILTER_ARM", l::LZMA_FILTER_ARM as i64),
        ("FILTER_ARMTHUMB", l::LZMA_FILTER_ARMTHUMB as i64),
        ("FILTER_SPARC", l::LZMA_FILTER_SPARC as i64),
        ("MF_HC3", 0x03),
        ("MF_HC4", 0x04),
        ("MF_BT2", 0x12),
        ("MF_BT3", 0x13),
        ("MF_BT4", 0x14),
        ("MODE_FAST", 1),
        ("MODE_NORMAL", 2),
        ("PRESET_DEFAULT", PRESET_DEFAULT.into()),
        ("PRESET_EXTREME", 1 << 31),
    ] {
        let number = vm.new_int(number);
        vm.set_global(namespace, name, number)?;
    }
    Ok(())
}

fn fail(vm: &mut Vm, code: u32) -> Raised {
    if code == MEMORY_ERROR { vm.memory_error() } else { vm.module_error("_lzma.LZMAError", message(code)) }
}

/// The entries of a filter's specification.
fn entry(vm: &mut Vm, specification: Value, name: &str) -> Outcome<Option<u64>> {
    let key = vm.intern(name).value();
    let value = match vm.get_item(specification, key) {
        Ok(value) => value,
        Err(_) if vm.catch(vm.exceptions.KeyError) => return Ok(None),
        Err(raised) => return Err(raised),
    };
    match vm.to_index(value)?.to_u64() {
        Some(number) => Ok(Some(number)),
        None => Err(vm.error(vm.exceptions.OverflowError, "can't convert negative int to unsigned")),
    }
}

fn number(vm: &mut Vm, specification: Value, name: &str) -> Outcome<Option<u32>> {
    match entry(vm, specification, name)? {
        None => Ok(None),
        Some(number) => match u32::try_from(number) {
            Ok(number) => Ok(Some(number)),
            Err(_) => Err(vm.error(vm.exceptions.OverflowError, "Value too large for uint32_t type")),
        },
    }
}

/// Refuses entries that the filter does not know.
fn check_names(vm: &mut Vm, specification: Value, known: &[&str], what: &str) -> Outcome<()> {
    let mut is_known = true;
    vm.for_each(specification, |_, key| {
        let name = key.cast::<crate::object::Str>().map(|name| name.to_lossy());
        is_known &= name.is_some_and(|name| known.contains(&name.as_str()));
        Ok(())
    })?;
    if is_known { Ok(()) } else { Err(vm.value_error(format!("Invalid filter specifier for {what} filter"))) }
}

/// Reads a filter's specification.
fn filter(vm: &mut Vm, specification: Value) -> Outcome<Filter> {
    if vm.special(specification, crate::object::Special::GetItem).is_none()
        || specification.is::<crate::object::Str>()
    {
        return Err(vm.type_error("Filter specifier must be a dict or dict-like object"));
    }
    let Some(id) = entry(vm, specification, "id")? else {
        return Err(vm.value_error("Filter specifier must have an \"id\" entry"));
    };
    let options = match id {
        l::LZMA_FILTER_LZMA1 | l::LZMA_FILTER_LZMA2 => lzma_options(vm, specification)?,
        l::LZMA_FILTER_DELTA => {
            check_names(vm, specification, &["id", "dist"], "delta")?;
            Options::Delta(delta(number(vm, specification, "dist")?.unwrap_or(1)))
        }
        l::LZMA_FILTER_X86..=l::LZMA_FILTER_SPARC => {
            check_names(vm, specification, &["id", "start_offset"], "BCJ")?;
            Options::Branches(branches(number(vm, specification, "start_offset")?.unwrap_or(0)))
        }
        id => return Err(vm.value_error(format!("Invalid filter ID: {id}"))),
    };
    Ok(Filter { id, options })
}

fn lzma_options(vm: &mut Vm, specification: Value) -> Outcome<Options> {
    let number_of_preset = number(vm, specification, "preset")?.unwrap_or(PRESET_DEFAULT);
    let Some(mut options) = preset(number_of_preset) else {
        let message = format!("Invalid compression preset: {number_of_preset}");
        return Err(vm.module_error("_lzma.LZMAError", message));
    };
    let known = ["id", "preset", "dict_size", "lc", "lp", "pb", "mode", "nice_len", "mf", "depth"];
    check_names(vm, specification, &known, "LZMA")?;
    let mut set = |name: &str, place: &mut u32| -> Outcome<()> {
        if let Some(value) = number(vm, specification, name)? {
            *place = value;
        }
        Ok(())
    };
    set("dict_size", &mut options.dict_size)?;
    set("lc", &mut options.lc)?;
    set("lp", &mut options.lp)?;
    set("pb", &mut options.pb)?;
    set("mode", &mut options.mode)?;
    set("nice_len", &mut options.nice_len)?;
    set("mf", &mut options.mf)?;
    set("depth", &mut options.depth)?;
    Ok(Options::Lzma(options))
}

fn chain(vm: &mut Vm, specifications: Value) -> Outcome<Vec<Filter>> {
    if specifications.is::<Dict>() || vm.special(specifications, crate::object::Special::GetItem).is_none() {
        let name = vm.type_name(specifications);
        return Err(vm.type_error(format!("{name} is not a sequence")));
    }
    let list = vm.list_from(specifications)?;
    if list.len() > MOST_FILTERS {
        return Err(vm.value_error("Too many filters - liblzma supports a maximum of 4"));
    }
    let mut filters = Vec::new();
    for at in 0..list.len() {
        filters.push(filter(vm, list.get(at).unwrap_or(Value::NONE))?);
    }
    Ok(filters)
}

/// A compressor; none once it is flushed.
type Compressor = Option<Stream>;

fn new_compressor(
    vm: &mut Vm,
    class: Gc<Type>,
    format: Option<i64>,
    check: Option<i64>,
    preset_value: Option<Value>,
    filters: Option<Value>,
) -> Outcome<Gc<Record>> {
    let preset_value = preset_value.filter(|it| !it.is_none());
    let filters = filters.filter(|it| !it.is_none());
    if preset_value.is_some() && filters.is_some() {
        return Err(vm.value_error("Cannot specify both preset and filter chain"));
    }
    let number = match preset_value {
        None => PRESET_DEFAULT,
        Some(value) => {
            let number = vm.to_index(value)?;
            if number.is_negative() {
                return Err(vm.value_error("Cannot convert negative int"));
            }
            match number.to_u64().and_then(|it| u32::try_from(it).ok()) {
                Some(number) => number,
                None => {
                    return Err(vm.error(vm.exceptions.OverflowError, "Python int too large for C uint32_t"));
                }
            }
        }
    };
    let format = format.unwrap_or(FORMAT_XZ);
    let check = check.unwrap_or(-1);
    if format != FORMAT_XZ && check != -1 && check != CHECK_NONE {
        return Err(vm.value_error("Integrity checks are only supported by FORMAT_XZ"));
    }
    let filters = match filters {
        Some(filters) => Some(chain(vm, filters)?),
        None => None,
    };
    let check = if check == -1 { CHECK_CRC64 } else { check } as u32;
    let made = match (format, &filters) {
        (FORMAT_XZ, None) => Stream::new(&Setup::Easy(number, check)),
        (FORMAT_XZ, Some(filters)) => Stream::new(&Setup::Xz(filters, check)),
        (FORMAT_ALONE, None) => match preset(number) {
            Some(options) => Stream::new(&Setup::Alone(&Filter {
                id: l::LZMA_FILTER_LZMA1,
                options: Options::Lzma(options),
            })),
            None => {
                let message = format!("Invalid compression preset: {number}");
                return Err(vm.module_error("_lzma.LZMAError", message));
            }
        },
        (FORMAT_ALONE, Some(filters)) => match filters.as_slice() {
            [only] if only.id == l::LZMA_FILTER_LZMA1 => Stream::new(&Setup::Alone(only)),
            _ => {
                let message = "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter";
                return Err(vm.value_error(message));
            }
        },
        (FORMAT_RAW, Some(filters)) => Stream::new(&Setup::RawEncoder(filters)),
        (FORMAT_RAW, None) => return Err(vm.value_error("Must specify filters for FORMAT_RAW")),
        _ => return Err(vm.value_error(format!("Invalid container format: {format}"))),
    };
    match made {
        Ok(stream) => Ok(new_owner::<Compressor>(vm, class, Some(stream), &[])),
        Err(code) => Err(fail(vm, code)),
    }
}

fn compress(vm: &mut Vm, it: Gc<Record>, data: Buffer) -> Outcome<Value> {
    let mut out = Vec::new();
    let Some(stream) = content::<Compressor>(vm, it) else {
        return Err(vm.value_error("Compressor has been flushed"));
    };
    match stream.process(&data, &mut out, usize::MAX, Action::Run) {
        Ok(_) => vm.new_bytes(&out),
        Err(code) => Err(fail(vm, code)),
    }
}

fn flush(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let mut out = Vec::new();
    let Some(mut stream) = content::<Compressor>(vm, it).take() else {
        return Err(vm.value_error("Repeated call to flush()"));
    };
    match stream.process(&[], &mut out, usize::MAX, Action::Finish) {
        Ok(_) => vm.new_bytes(&out),
        Err(code) => Err(fail(vm, code)),
    }
}

fn new_decompressor(
    vm: &mut Vm,
    class: Gc<Type>,
    format: Option<i64>,
    memory_limit: Option<Value>,
    filters: Option<Value>,
) -> Outcome<Gc<Record>> {
    let format = format.unwrap_or(FORMAT_AUTO);
    let filters = filters.filter(|it| !it.is_none());
    let limit = match memory_limit.filter(|it| !it.is_none()) {
        None => u64::MAX,
        Some(_) if format == FORMAT_RAW => {
            return Err(vm.value_error("Cannot specify memory limit with FORMAT_RAW"));
        }
        Some(limit) => match vm.to_index(limit)?.to_u64() {
            Some(limit) => limit,
            None => return Err(vm.error(vm.exceptions.OverflowError, "memlimit is out of range")),
        },
    };
    if format == FORMAT_RAW && filters.is_none() {
        return Err(vm.value_error("Must specify filters for FORMAT_RAW"));
    }
    if format != FORMAT_RAW && filters.is_some() {
        return Err(vm.value_error("Cannot specify filters except with FORMAT_RAW"));
    }
    let made = match format {
        FORMAT_AUTO => Stream::new(&Setup::AutoDecoder(limit)),
        FORMAT_XZ => Stream::new(&Setup::XzDecoder(limit)),
        FORMAT_ALONE => Stream::new(&Setup::AloneDecoder(limit)),
        FORMAT_RAW => {
            let filters = chain(vm, filters.unwrap_or(Value::NONE))?;
            Stream::new(&Setup::RawDecoder(&filters))
        }
        _ => return Err(vm.value_error(format!("Invalid container format: {format}"))),
    };
    match made {
        Ok(stream) => Ok(new_owner(vm, class, Decompressor::new(stream), &[])),
        Err(code) => Err(fail(vm, code)),
    }
}

fn check_of(vm: &mut Vm, this: Value) -> Outcome<Value> {
    let Some(record) = this.cast::<Record>() else { return Ok(Value::NONE) };
    Ok(Value::fixnum(content::<Decompressor<Stream>>(vm, record).decoder.check.into()))
}

fn encode_properties(vm: &mut Vm, specification: Value) -> Outcome<Value> {
    let filter = filter(vm, specification)?;
    match filter.properties() {
        Ok(bytes) => vm.new_bytes(&bytes),
        Err(code) => Err(fail(vm, code)),
    }
}

fn decode_properties(vm: &mut Vm, id: Value, data: Buffer) -> Outcome<Gc<Dict>> {
    let number = vm.to_index(id)?.to_u64().unwrap_or(u64::MAX);
    match read_properties(number, &data) {
        Ok(entries) => {
            let dict = vm.new_dict();
            vm.set_global(dict, "id", id)?;
            for (name, value) in entries {
                vm.set_global(dict, name, Value::fixnum(value.into()))?;
            }
            debug_assert!(!dict.is_empty());
            Ok(dict)
        }
        Err(code) => Err(fail(vm, code)),
    }
}
