//! `zlib`: functions and constants.

use libz_rs_sys as z;

use super::zlib_objects::{COMPRESS, DECOMPRESS, DECOMPRESSOR, new_compressor, new_decompressor};
use super::zlib_stream::{Failure, Settings, Stream, adler32 as adler, version};
use crate::heap::Gc;
use crate::modules::binascii::start_of_checksum;
use crate::modules::native_module::{Buffer, ModuleSpec, new_module};
use crate::native::{method, native};
use crate::object::{Dict, Effect, NativeSpec};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

static FUNCTIONS: &[NativeSpec] = &[
    method(
        "compress",
        "(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)",
        Effect::Pure,
        native(compress),
        "Returns a bytes object containing compressed data.",
    ),
    method(
        "decompress",
        "(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)",
        Effect::Pure,
        native(decompress),
        "Returns a bytes object containing the uncompressed data.",
    ),
    method(
        "compressobj",
        "(level=Z_DEFAULT_COMPRESSION, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=<unrepresentable>)",
        Effect::Pure,
        native(new_compressor),
        "Return a compressor object.",
    ),
    method(
        "decompressobj",
        "(wbits=MAX_WBITS, zdict=b'')",
        Effect::Pure,
        native(new_decompressor),
        "Return a decompressor object.",
    ),
    method(
        "adler32",
        "(data, value=1, /)",
        Effect::Pure,
        native(adler32),
        "Compute an Adler-32 checksum of data.",
    ),
    method("crc32", "(data, value=0, /)", Effect::Pure, native(crc32), "Compute a CRC-32 checksum of data."),
];

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU zip.",
    fill,
    types: &[&DECOMPRESSOR],
    ..new_module("zlib", FUNCTIONS)
};

/// The window that is used unless told otherwise.
pub(super) const MAX_WINDOW_BITS: i64 = 15;

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let base = vm.exceptions.Exception;
    vm.add_exception(namespace, "zlib", "error", base)?;
    for (name, number) in [
        ("MAX_WBITS", MAX_WINDOW_BITS),
        ("DEFLATED", 8),
        ("DEF_MEM_LEVEL", 8),
        ("DEF_BUF_SIZE", 16 * 1024),
        ("Z_NO_COMPRESSION", 0),
        ("Z_BEST_SPEED", 1),
        ("Z_BEST_COMPRESSION", 9),
        ("Z_DEFAULT_COMPRESSION", -1),
        ("Z_FILTERED", 1),
        ("Z_HUFFMAN_ONLY", 2),
        ("Z_RLE", 3),
        ("Z_FIXED", 4),
        ("Z_DEFAULT_STRATEGY", 0),
        ("Z_NO_FLUSH", 0),
        ("Z_PARTIAL_FLUSH", 1),
        ("Z_SYNC_FLUSH", 2),
        ("Z_FULL_FLUSH", 3),
        ("Z_FINISH", 4),
        ("Z_BLOCK", 5),
        ("Z_TREES", 6),
    ] {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    for name in ["ZLIB_VERSION", "ZLIB_RUNTIME_VERSION"] {
        let version = vm.new_str(&version()).value();
        vm.set_global(namespace, name, version)?;
    }
    for (name, class) in [("_Compress", &COMPRESS), ("_Decompress", &DECOMPRESS)] {
        let class = vm.native_type(class).value();
        let _ = (name, class);
    }
    Ok(())
}

/// Raises `zlib.error`, or what the library's result stands for.
pub(super) fn fail(vm: &mut Vm, failure: &Failure, doing: &str) -> Raised {
    if failure.code == z::Z_MEM_ERROR {
        return vm.memory_error();
    }
    vm.module_error("zlib.error", failure.describe(doing))
}

fn compress(vm: &mut Vm, data: Buffer, level: Option<i64>, window_bits: Option<i64>) -> Outcome<Value> {
    let settings = Settings {
        level: level.unwrap_or(-1) as i32,
        method: 8,
        window_bits: window_bits.unwrap_or(MAX_WINDOW_BITS) as i32,
        memory_level: 8,
        strategy: 0,
    };
    let mut stream = match Stream::deflate(settings) {
        Ok(stream) => stream,
        Err(failure) if failure.code == z::Z_STREAM_ERROR => {
            return Err(vm.module_error("zlib.error", "Bad compression level"));
        }
        Err(failure) => return Err(fail(vm, &failure, "while compressing data")),
    };
    let mut out = Vec::new();
    match stream.compress(&data, z::Z_FINISH, &mut out) {
        Ok(_) => vm.new_bytes(&out),
        Err(failure) => Err(fail(vm, &failure, "while compressing data")),
    }
}

fn decompress(vm: &mut Vm, data: Buffer, window_bits: Option<i64>, size: Option<i64>) -> Outcome<Value> {
    if size.is_some_and(|size| size < 0) {
        return Err(vm.value_error("bufsize must be non-negative"));
    }
    let mut stream = match Stream::inflate(window_bits.unwrap_or(MAX_WINDOW_BITS) as i32) {
        Ok(stream) => stream,
        Err(failure) => return Err(fail(vm, &failure, "while preparing to decompress data")),
    };
    let mut out = Vec::new();
    match stream.decompress(&data, &mut out, usize::MAX, z::Z_SYNC_FLUSH, None) {
        Ok(progress) if progress.is_finished => vm.new_bytes(&out),
        Ok(_) => {
            let failure = Failure { code: z::Z_BUF_ERROR, message: None };
            Err(fail(vm, &failure, "while decompressing data"))
        }
        Err(failure) => Err(fail(vm, &failure, "while decompressing data")),
    }
}

fn adler32(vm: &mut Vm, data: Buffer, start: Option<Value>) -> Outcome<Value> {
    let start = start_of_checksum(vm, start, 1)?;
    Ok(Value::fixnum(adler(start, &data).into()))
}

fn crc32(vm: &mut Vm, data: Buffer, start: Option<Value>) -> Outcome<Value> {
    let start = start_of_checksum(vm, start, 0)?;
    let mut hasher = crc32fast::Hasher::new_with_initial(start);
    hasher.update(&data);
    Ok(Value::fixnum(hasher.finalize().into()))
}
