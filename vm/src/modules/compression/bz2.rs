//! `_bz2`

use bzip2::{Action, Compress, Compression, Decompress, Error, Status};

use super::decompressor::{self, Decoder, Decompressor};
use super::{CHUNK, Progress, content, new_owner};
use crate::heap::Gc;
use crate::modules::native_module::{Buffer, ModuleSpec, new_module, record_type};
use crate::native::{method, native};
use crate::object::{Effect, Record, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

/// The module.
pub static MODULE: ModuleSpec =
    ModuleSpec { types: &[&COMPRESSOR, &DECOMPRESSOR], ..new_module("_bz2", &[]) };

static COMPRESSOR: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    ..record_type(
        "BZ2Compressor",
        "_bz2",
        &[
            method("__new__", "($type, compresslevel=9, /)", Effect::Pure, native(new_compressor), ""),
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
        ("eof", decompressor::eof::<Decompress>, None),
        ("needs_input", decompressor::needs_input::<Decompress>, None),
        ("unused_data", decompressor::unused_data::<Decompress>, None),
    ],
    ..record_type(
        "BZ2Decompressor",
        "_bz2",
        &[
            method("__new__", "($type, /)", Effect::Pure, native(new_decompressor), ""),
            method(
                "decompress",
                "($self, /, data, max_length=-1)",
                Effect::MutatesReceiver,
                native(|vm: &mut Vm, it: Gc<Record>, data: Buffer, limit: Option<i64>| {
                    decompressor::decompress::<Decompress>(vm, it, &data, limit, "")
                }),
                "Decompress *data*, returning uncompressed data as bytes.",
            ),
        ],
        "Create a decompressor object for decompressing data incrementally.",
    )
};

impl Decoder for Decompress {
    fn run(&mut self, input: &[u8], out: &mut Vec<u8>, limit: usize) -> Result<Progress, Option<String>> {
        let start = self.total_in();
        let mut progress = Progress::default();
        loop {
            progress.consumed = (self.total_in() - start) as usize;
            if progress.is_finished || out.len() >= limit {
                return Ok(progress);
            }
            let begin = super::grow(out, limit);
            let before = self.total_out();
            let status = self.decompress(&input[progress.consumed..], &mut out[begin..]);
            out.truncate(begin + (self.total_out() - before) as usize);
            match status {
                Ok(Status::StreamEnd) => progress.is_finished = true,
                Ok(Status::MemNeeded) => return Err(None),
                Ok(_) => {
                    let taken = (self.total_in() - start) as usize;
                    if taken == progress.consumed && self.total_out() == before {
                        return Ok(progress);
                    }
                }
                Err(Error::Sequence | Error::Param) => {
                    return Err(Some("Invalid parameters passed to libbzip2".to_owned()));
                }
                Err(Error::Data | Error::DataMagic) => return Err(Some("Invalid data stream".to_owned())),
            }
        }
    }
}

/// A compressor; none once it is flushed.
type Compressor = Option<Compress>;

fn new_compressor(vm: &mut Vm, class: Gc<Type>, level: Option<i64>) -> Outcome<Gc<Record>> {
    let level = level.unwrap_or(9);
    if !(1..=9).contains(&level) {
        return Err(vm.value_error("compresslevel must be between 1 and 9"));
    }
    let compressor: Compressor = Some(Compress::new(Compression::new(level as u32), 0));
    Ok(new_owner(vm, class, compressor, &[]))
}

fn run(compressor: &mut Compress, data: &[u8], action: Action) -> Vec<u8> {
    let mut out = Vec::new();
    let start = compressor.total_in();
    loop {
        out.reserve(CHUNK);
        let consumed = (compressor.total_in() - start) as usize;
        if action == Action::Run && consumed == data.len() {
            return out;
        }
        match compressor.compress_vec(&data[consumed..], &mut out, action) {
            Ok(Status::StreamEnd) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}

fn compress(vm: &mut Vm, it: Gc<Record>, data: Buffer) -> Outcome<Value> {
    let Some(compressor) = content::<Compressor>(vm, it) else {
        return Err(vm.value_error("Compressor has been flushed"));
    };
    let out = run(compressor, &data, Action::Run);
    vm.new_bytes(&out)
}

fn flush(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let Some(mut compressor) = content::<Compressor>(vm, it).take() else {
        return Err(vm.value_error("Repeated call to flush()"));
    };
    let out = run(&mut compressor, &[], Action::Finish);
    vm.new_bytes(&out)
}

fn new_decompressor(vm: &mut Vm, class: Gc<Type>) -> Outcome<Gc<Record>> {
    Ok(new_owner(vm, class, Decompressor::new(Decompress::new(false)), &[]))
}
