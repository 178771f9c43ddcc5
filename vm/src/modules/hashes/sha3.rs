//! `_sha3`: the types of SHA-3 and SHAKE.

use super::{ATTRIBUTES, Algorithm, COPY, DIGEST, HEX_DIGEST, Hasher, UPDATE, hasher, hexadecimal, new};
use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::native::{method, native};
use crate::object::{Effect, NativeSpec, Record, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, Raised, TypeSpec, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    types: &[&SHA3_224, &SHA3_256, &SHA3_384, &SHA3_512, &SHAKE_128, &SHAKE_256],
    fill: |vm, namespace| {
        let name = vm.new_str("generic").value();
        vm.set_global(namespace, "implementation", name)?;
        vm.set_global(namespace, "_GIL_MINSIZE", Value::fixnum(2048))
    },
    ..new_module("_sha3", &[])
};

/// `__new__` of a type.
macro_rules! constructor {
    ($name:literal, $algorithm:ident) => {
        method(
            "__new__",
            "($type, data=b'', *, usedforsecurity=True, string=None)",
            Effect::Pure,
            native(
                |vm: &mut Vm,
                 class: Gc<Type>,
                 data: Option<Value>,
                 _: Option<Value>,
                 string: Option<Value>| {
                    new(vm, class, Hasher::new(Algorithm::$algorithm), $name, data, string)
                },
            ),
            "",
        )
    };
}

macro_rules! sha3_type {
    ($static_name:ident, $name:literal, $algorithm:ident, [$($digest:expr),*]) => {
        static $static_name: TypeSpec = TypeSpec {
            flags: TypeFlags(0),
            attributes: ALL_ATTRIBUTES,
            ..record_type(
                $name,
                "_sha3",
                &[constructor!($name, $algorithm), UPDATE, COPY, $($digest),*],
                concat!($name, "([data], *, usedforsecurity=True) -> ", $name, " object"),
            )
        };
    };
}

const ALL_ATTRIBUTES: &[(&str, crate::object::Getter, Option<crate::object::Setter>)] = &[
    ATTRIBUTES[0],
    ATTRIBUTES[1],
    ATTRIBUTES[2],
    (
        "_capacity_bits",
        |vm, it| super::with(vm, it, |hasher| Value::index(1600 - 8 * hasher.block_size())),
        None,
    ),
    ("_rate_bits", |vm, it| super::with(vm, it, |hasher| Value::index(8 * hasher.block_size())), None),
    (
        "_suffix",
        |vm, it| {
            let is_xof = super::with(vm, it, |hasher| hasher.digest_size() == 0)?;
            vm.new_bytes(&[if is_xof { 0x1f } else { 0x06 }])
        },
        None,
    ),
];

sha3_type!(SHA3_224, "sha3_224", Sha3_224, [DIGEST, HEX_DIGEST]);
sha3_type!(SHA3_256, "sha3_256", Sha3_256, [DIGEST, HEX_DIGEST]);
sha3_type!(SHA3_384, "sha3_384", Sha3_384, [DIGEST, HEX_DIGEST]);
sha3_type!(SHA3_512, "sha3_512", Sha3_512, [DIGEST, HEX_DIGEST]);
sha3_type!(SHAKE_128, "shake_128", Shake128, [XOF_DIGEST, XOF_HEX_DIGEST]);
sha3_type!(SHAKE_256, "shake_256", Shake256, [XOF_DIGEST, XOF_HEX_DIGEST]);

const XOF_DIGEST: NativeSpec = method(
    "digest",
    "($self, /, length)",
    Effect::Pure,
    native(digest),
    "Return the digest value as a bytes object.",
);
const XOF_HEX_DIGEST: NativeSpec = method(
    "hexdigest",
    "($self, /, length)",
    Effect::Pure,
    native(hex_digest),
    "Return the digest value as a string of hexadecimal digits.",
);

fn length(vm: &mut Vm, value: i64) -> Result<usize, Raised> {
    if value < 0 {
        return Err(vm.value_error("Cannot convert negative int"));
    }
    if value >= 1 << 29 {
        return Err(vm.value_error("length is too large"));
    }
    Ok(value as usize)
}

fn digest(vm: &mut Vm, it: Gc<Record>, wanted: i64) -> Outcome<Value> {
    let length = length(vm, wanted)?;
    let digest = hasher(vm, it).digest_of_length(length);
    vm.new_bytes(&digest)
}

fn hex_digest(vm: &mut Vm, it: Gc<Record>, wanted: i64) -> Outcome<String> {
    let length = length(vm, wanted)?;
    Ok(hexadecimal(&hasher(vm, it).digest_of_length(length)))
}
