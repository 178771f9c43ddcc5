//! `_md5`, `_sha1`, `_sha2`, `_sha3` and `_blake2`: what `hashlib` is made of when there is no OpenSSL.

mod blake2;
mod hasher;
mod sha3;

use crate::heap::Gc;
use crate::modules::native_module::{Buffer, ModuleSpec, new_module, record_type};
use crate::native::{FromValue, method, native};
use crate::object::{Effect, NativeSpec, Record, Str, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

pub use blake2::MODULE as BLAKE2;
use hasher::{Algorithm, Hasher};
pub use sha3::MODULE as SHA3;

const SIGNATURE: &str = "(data=b'', *, usedforsecurity=True, string=None)";

/// The type of hash objects of an algorithm that functions make.
macro_rules! made_type {
    ($static_name:ident, $name:literal, $module:literal) => {
        static $static_name: TypeSpec = TypeSpec {
            flags: TypeFlags::NO_NEW,
            attributes: ATTRIBUTES,
            ..record_type($name, $module, METHODS, "")
        };
    };
}

made_type!(MD5, "md5", "_md5");
made_type!(SHA1_TYPE, "sha1", "_sha1");
made_type!(SHA224, "SHA224Type", "_sha2");
made_type!(SHA256, "SHA256Type", "_sha2");
made_type!(SHA384, "SHA384Type", "_sha2");
made_type!(SHA512, "SHA512Type", "_sha2");

/// A function that makes hash objects.
macro_rules! maker {
    ($name:literal, $algorithm:ident, $class:ident) => {
        method(
            $name,
            SIGNATURE,
            Effect::Pure,
            native(|vm: &mut Vm, data: Option<Value>, _: Option<Value>, string: Option<Value>| {
                let class = vm.native_type(&$class);
                new(vm, class, Hasher::new(Algorithm::$algorithm), $name, data, string)
            }),
            concat!("Return a new ", $name, " hash object; optionally initialized with a string."),
        )
    };
}

/// The module `_md5`.
pub static MD5_MODULE: ModuleSpec = ModuleSpec {
    fill: |vm, namespace| {
        let class = vm.native_type(&MD5).value();
        vm.set_global(namespace, "MD5Type", class)?;
        vm.set_global(namespace, "_GIL_MINSIZE", Value::fixnum(2048))
    },
    ..new_module("_md5", &[maker!("md5", Md5, MD5)])
};

/// The module `_sha1`.
pub static SHA1: ModuleSpec = ModuleSpec {
    fill: |vm, namespace| {
        let class = vm.native_type(&SHA1_TYPE).value();
        vm.set_global(namespace, "SHA1Type", class)?;
        vm.set_global(namespace, "_GIL_MINSIZE", Value::fixnum(2048))
    },
    ..new_module("_sha1", &[maker!("sha1", Sha1, SHA1_TYPE)])
};

/// The module `_sha2`.
pub static SHA2: ModuleSpec = ModuleSpec {
    types: &[&SHA224, &SHA256, &SHA384, &SHA512],
    fill: |vm, namespace| vm.set_global(namespace, "_GIL_MINSIZE", Value::fixnum(2048)),
    ..new_module(
        "_sha2",
        &[
            maker!("sha224", Sha224, SHA224),
            maker!("sha256", Sha256, SHA256),
            maker!("sha384", Sha384, SHA384),
            maker!("sha512", Sha512, SHA512),
        ],
    )
};

/// The attributes of hash objects.
const ATTRIBUTES: &[(&str, crate::object::Getter, Option<crate::object::Setter>)] = &[
    (
        "name",
        |vm, it| {
            let name = with(vm, it, Hasher::name)?;
            Ok(vm.new_str(name).value())
        },
        None,
    ),
    ("digest_size", |vm, it| with(vm, it, |hasher| Value::index(hasher.digest_size())), None),
    ("block_size", |vm, it| with(vm, it, |hasher| Value::index(hasher.block_size())), None),
];

/// The methods of hash objects.
const METHODS: &[NativeSpec] = &[UPDATE, DIGEST, HEX_DIGEST, COPY];

const UPDATE: NativeSpec = method(
    "update",
    "($self, obj, /)",
    Effect::MutatesReceiver,
    native(update),
    "Update this hash object's state with the provided string.",
);
const DIGEST: NativeSpec = method(
    "digest",
    "($self, /)",
    Effect::Pure,
    native(digest),
    "Return the digest value as a bytes object.",
);
const HEX_DIGEST: NativeSpec = method(
    "hexdigest",
    "($self, /)",
    Effect::Pure,
    native(hex_digest),
    "Return the digest value as a string of hexadecimal digits.",
);
const COPY: NativeSpec =
    method("copy", "($self, /)", Effect::Pure, native(copy), "Return a copy of the hash object.");

/// The bytes to hash.
struct Data(Buffer);

impl FromValue for Data {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<Data> {
        if value.is::<Str>() {
            return Err(vm.type_error("Strings must be encoded before hashing"));
        }
        match Buffer::from_value(vm, value) {
            Ok(buffer) => Ok(Data(buffer)),
            Err(_) if vm.catch(vm.exceptions.TypeError) => {
                Err(vm.type_error("object supporting the buffer API required"))
            }
            Err(raised) => Err(raised),
        }
    }
}

/// A new hash object that has seen the data.
fn new(
    vm: &mut Vm,
    class: Gc<Type>,
    mut hasher: Hasher,
    name: &str,
    data: Option<Value>,
    string: Option<Value>,
) -> Outcome<Gc<Record>> {
    let string = string.filter(|it| !it.is_none());
    if data.is_some() && string.is_some() {
        let _ = name;
        return Err(vm.type_error("'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version."));
    }
    if string.is_some() {
        let message = "the 'string' keyword parameter is deprecated since Python 3.15 and slated for removal in Python 3.19; use the 'data' keyword parameter or pass the data to hash as a positional argument instead";
        let _ = message;
    }
    if let Some(data) = data.or(string) {
        hasher.update(&Data::from_value(vm, data)?.0);
    }
    Ok(make(vm, class, hasher))
}

fn make(vm: &mut Vm, class: Gc<Type>, hasher: Hasher) -> Gc<Record> {
    let record = vm.new_record(class, &[Value::NONE]);
    let index = vm.heap.adopt(record, hasher);
    record.set(0, index);
    record
}

fn hasher(vm: &mut Vm, record: Gc<Record>) -> &mut Hasher {
    match vm.heap.foreign(record.get(0)) {
        Some(hasher) => hasher,
        None => unreachable!("the record was made with its hasher"),
    }
}

fn with<T>(vm: &mut Vm, it: Value, read: impl FnOnce(&Hasher) -> T) -> Outcome<T> {
    match it.cast::<Record>() {
        Some(record) => Ok(read(hasher(vm, record))),
        None => Err(vm.type_error("not a hash object")),
    }
}

fn update(vm: &mut Vm, it: Gc<Record>, data: Data) -> Outcome<()> {
    hasher(vm, it).update(&data.0);
    Ok(())
}

fn digest(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let digest = hasher(vm, it).digest();
    vm.new_bytes(&digest)
}

/// Bytes as hexadecimal digits.
fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn hex_digest(vm: &mut Vm, it: Gc<Record>) -> Outcome<String> {
    Ok(hexadecimal(&hasher(vm, it).digest()))
}

fn copy(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Record>> {
    let copy = hasher(vm, it).clone();
    let class = vm.type_of(it.value());
    Ok(make(vm, class, copy))
}
