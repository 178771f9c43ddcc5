//! The objects of `zlib`: `Compress`, `Decompress` and `_ZlibDecompressor`.

use libz_rs_sys as z;

use super::decompressor::{self, Decompressor};
use super::zlib::{MAX_WINDOW_BITS, fail};
use super::zlib_stream::{Inflater, Settings, Stream};
use super::{content, new_owner};
use crate::heap::Gc;
use crate::modules::native_module::{Buffer, record_type};
use crate::native::{method, native};
use crate::object::{Effect, Record, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

const COPY: &str = "Return a copy of the compression object.";

/// The type of compressing objects.
pub(super) static COMPRESS: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    ..record_type(
        "Compress",
        "zlib",
        &[
            method(
                "compress",
                "($self, data, /)",
                Effect::MutatesReceiver,
                native(compress),
                "Returns a bytes object containing compressed data.",
            ),
            method(
                "flush",
                "($self, mode=zlib.Z_FINISH, /)",
                Effect::MutatesReceiver,
                native(flush),
                "Return a bytes object containing any remaining compressed data.",
            ),
            method("copy", "($self, /)", Effect::Pure, native(copy_compressor), COPY),
            method("__copy__", "($self, /)", Effect::Pure, native(copy_compressor), COPY),
            method(
                "__deepcopy__",
                "($self, memo, /)",
                Effect::Pure,
                native(|vm: &mut Vm, it: Gc<Record>, _: Value| copy_compressor(vm, it)),
                COPY,
            ),
        ],
        "",
    )
};

// The fields of a `Decompress` besides its stream.
const UNUSED: usize = 1;
const UNCONSUMED: usize = 2;
const EOF: usize = 3;

/// The type of decompressing objects.
pub(super) static DECOMPRESS: TypeSpec = TypeSpec {
    flags: TypeFlags::NO_NEW,
    attributes: &[
        ("unused_data", |_, it| Ok(field(it, UNUSED)), None),
        ("unconsumed_tail", |_, it| Ok(field(it, UNCONSUMED)), None),
        ("eof", |_, it| Ok(field(it, EOF)), None),
    ],
    ..record_type(
        "Decompress",
        "zlib",
        &[
            method(
                "decompress",
                "($self, data, /, max_length=0)",
                Effect::MutatesReceiver,
                native(decompress),
                "Return a bytes object containing the decompressed version of the data.",
            ),
            method(
                "flush",
                "($self, length=zlib.DEF_BUF_SIZE, /)",
                Effect::MutatesReceiver,
                native(flush_decompressor),
                "Return a bytes object containing any remaining decompressed data.",
            ),
            method("copy", "($self, /)", Effect::Pure, native(copy_decompressor), COPY),
            method("__copy__", "($self, /)", Effect::Pure, native(copy_decompressor), COPY),
            method(
                "__deepcopy__",
                "($self, memo, /)",
                Effect::Pure,
                native(|vm: &mut Vm, it: Gc<Record>, _: Value| copy_decompressor(vm, it)),
                COPY,
            ),
        ],
        "",
    )
};

/// `_ZlibDecompressor`
pub(super) static DECOMPRESSOR: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        ("eof", decompressor::eof::<Inflater>, None),
        ("needs_input", decompressor::needs_input::<Inflater>, None),
        ("unused_data", decompressor::unused_data::<Inflater>, None),
    ],
    ..record_type(
        "_ZlibDecompressor",
        "zlib",
        &[
            method("__new__", "($type, wbits=MAX_WBITS, zdict=b'')", Effect::Pure, native(new_plain), ""),
            method(
                "decompress",
                "($self, /, data, max_length=-1)",
                Effect::MutatesReceiver,
                native(|vm: &mut Vm, it: Gc<Record>, data: Buffer, limit: Option<i64>| {
                    decompressor::decompress::<Inflater>(vm, it, &data, limit, "zlib.error")
                }),
                "Decompress *data*, returning uncompressed data as bytes.",
            ),
        ],
        "Create a decompressor object for decompressing data incrementally.",
    )
};

fn field(record: Value, at: usize) -> Value {
    record.cast::<Record>().map_or(Value::NONE, |record| record.get(at))
}

/// A compressing stream; none once it is finished.
type Deflater = Option<Stream>;

/// `compressobj(...)`
pub(super) fn new_compressor(
    vm: &mut Vm,
    level: Option<i64>,
    method: Option<i64>,
    window_bits: Option<i64>,
    memory_level: Option<i64>,
    strategy: Option<i64>,
    dictionary: Option<Value>,
) -> Outcome<Gc<Record>> {
    use crate::native::FromValue;
    let dictionary = match dictionary.filter(|it| !it.is_none()) {
        Some(dictionary) => Some(Buffer::from_value(vm, dictionary)?),
        None => None,
    };
    let settings = Settings {
        level: level.unwrap_or(-1) as i32,
        method: method.unwrap_or(8) as i32,
        window_bits: window_bits.unwrap_or(MAX_WINDOW_BITS) as i32,
        memory_level: memory_level.unwrap_or(8) as i32,
        strategy: strategy.unwrap_or(0) as i32,
    };
    let mut stream = match Stream::deflate(settings) {
        Ok(stream) => stream,
        Err(failure) if failure.code == z::Z_STREAM_ERROR => {
            return Err(vm.value_error("Invalid initialization option"));
        }
        Err(failure) => return Err(fail(vm, &failure, "while creating compression object")),
    };
    if let Some(dictionary) = dictionary
        && stream.set_dictionary(&dictionary).is_err()
    {
        return Err(vm.value_error("Invalid dictionary"));
    }
    let class = vm.native_type(&COMPRESS);
    Ok(new_owner::<Deflater>(vm, class, Some(stream), &[]))
}

fn deflate(vm: &mut Vm, it: Gc<Record>, data: &[u8], mode: i32, doing: &str) -> Outcome<Value> {
    let mut out = Vec::new();
    let deflater = content::<Deflater>(vm, it);
    let Some(stream) = deflater else {
        let failure = super::zlib_stream::Failure { code: z::Z_STREAM_ERROR, message: None };
        return Err(fail(vm, &failure, doing));
    };
    match stream.compress(data, mode, &mut out) {
        Ok(progress) => {
            if progress.is_finished {
                *deflater = None;
            }
            vm.new_bytes(&out)
        }
        Err(failure) => Err(fail(vm, &failure, doing)),
    }
}

fn compress(vm: &mut Vm, it: Gc<Record>, data: Buffer) -> Outcome<Value> {
    deflate(vm, it, &data, z::Z_NO_FLUSH, "while compressing data")
}

fn flush(vm: &mut Vm, it: Gc<Record>, mode: Option<i64>) -> Outcome<Value> {
    let mode = mode.unwrap_or(z::Z_FINISH.into()) as i32;
    if mode == z::Z_NO_FLUSH {
        return vm.new_bytes(&[]);
    }
    deflate(vm, it, &[], mode, "while flushing")
}

fn copy_compressor(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Record>> {
    match content::<Deflater>(vm, it).as_ref().map(Stream::duplicate) {
        Some(Ok(copy)) => {
            let class = vm.native_type(&COMPRESS);
            Ok(new_owner::<Deflater>(vm, class, Some(copy), &[]))
        }
        _ => Err(vm.value_error("Inconsistent stream state")),
    }
}

fn inflater(vm: &mut Vm, window_bits: Option<i64>, dictionary: Option<Buffer>) -> Outcome<Inflater> {
    let window_bits = window_bits.unwrap_or(MAX_WINDOW_BITS) as i32;
    let mut stream = match Stream::inflate(window_bits) {
        Ok(stream) => stream,
        Err(failure) if failure.code == z::Z_STREAM_ERROR => {
            return Err(vm.value_error("Invalid initialization option"));
        }
        Err(failure) => return Err(fail(vm, &failure, "while creating decompression object")),
    };
    let dictionary = dictionary.map(|it| it.to_vec()).filter(|it| !it.is_empty());
    // Raw data cannot ask for its dictionary.
    if let Some(dictionary) = dictionary.as_deref().filter(|_| window_bits < 0)
        && let Err(failure) = stream.set_dictionary(dictionary)
    {
        return Err(fail(vm, &failure, "while setting zdict"));
    }
    Ok(Inflater { stream, dictionary })
}

/// `decompressobj(...)`
pub(super) fn new_decompressor(
    vm: &mut Vm,
    window_bits: Option<i64>,
    dictionary: Option<Buffer>,
) -> Outcome<Gc<Record>> {
    let inflater = inflater(vm, window_bits, dictionary)?;
    let class = vm.native_type(&DECOMPRESS);
    let nothing = vm.new_bytes(&[])?;
    Ok(new_owner(vm, class, inflater, &[nothing, nothing, Value::FALSE]))
}

fn new_plain(
    vm: &mut Vm,
    class: Gc<Type>,
    window_bits: Option<i64>,
    dictionary: Option<Buffer>,
) -> Outcome<Gc<Record>> {
    let inflater = inflater(vm, window_bits, dictionary)?;
    Ok(new_owner(vm, class, Decompressor::new(inflater), &[]))
}

fn inflate(vm: &mut Vm, it: Gc<Record>, data: &[u8], limit: usize, mode: i32, doing: &str) -> Outcome<Value> {
    let mut out = Vec::new();
    let Inflater { stream, dictionary } = content(vm, it);
    let progress = match stream.decompress(data, &mut out, limit, mode, dictionary.as_deref()) {
        Ok(progress) => progress,
        Err(failure) => return Err(fail(vm, &failure, doing)),
    };
    let rest = &data[progress.consumed..];
    if progress.is_finished {
        let before =
            it.get(UNUSED).cast::<crate::object::Bytes>().map_or(Vec::new(), |it| it.as_slice().to_vec());
        let unused = vm.new_bytes(&[&before, rest].concat())?;
        it.set(UNUSED, unused);
        it.set(EOF, Value::TRUE);
        let nothing = vm.new_bytes(&[])?;
        it.set(UNCONSUMED, nothing);
    } else {
        let tail = vm.new_bytes(rest)?;
        it.set(UNCONSUMED, tail);
    }
    vm.new_bytes(&out)
}

fn decompress(vm: &mut Vm, it: Gc<Record>, data: Buffer, limit: Option<i64>) -> Outcome<Value> {
    let limit = match usize::try_from(limit.unwrap_or(0)) {
        Ok(0) => usize::MAX,
        Ok(limit) => limit,
        Err(_) => return Err(vm.value_error("max_length must be non-negative")),
    };
    if it.get(EOF) == Value::TRUE {
        // All of it follows the stream.
        let before =
            it.get(UNUSED).cast::<crate::object::Bytes>().map_or(Vec::new(), |it| it.as_slice().to_vec());
        let unused = vm.new_bytes(&[&before, &*data].concat())?;
        it.set(UNUSED, unused);
        return vm.new_bytes(&[]);
    }
    inflate(vm, it, &data, limit, z::Z_SYNC_FLUSH, "while decompressing data")
}

fn flush_decompressor(vm: &mut Vm, it: Gc<Record>, length: Option<i64>) -> Outcome<Value> {
    if length.is_some_and(|length| length <= 0) {
        return Err(vm.value_error("length must be greater than zero"));
    }
    if it.get(EOF) == Value::TRUE {
        return vm.new_bytes(&[]);
    }
    let tail =
        it.get(UNCONSUMED).cast::<crate::object::Bytes>().map_or(Vec::new(), |it| it.as_slice().to_vec());
    inflate(vm, it, &tail, usize::MAX, z::Z_SYNC_FLUSH, "while flushing")
}

fn copy_decompressor(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Record>> {
    if it.get(EOF) == Value::TRUE {
        return Err(vm.value_error("Inconsistent stream state"));
    }
    let Inflater { stream, dictionary } = content(vm, it);
    let Ok(copy) = stream.duplicate() else { return Err(vm.value_error("Inconsistent stream state")) };
    let inflater = Inflater { stream: copy, dictionary: dictionary.clone() };
    let class = vm.native_type(&DECOMPRESS);
    Ok(new_owner(vm, class, inflater, &[it.get(UNUSED), it.get(UNCONSUMED), it.get(EOF)]))
}
