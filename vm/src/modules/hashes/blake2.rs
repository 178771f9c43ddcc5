//! `_blake2`: BLAKE2b and BLAKE2s with all their parameters (RFC 7693, and the tree mode of the specification).

use super::{ATTRIBUTES, Data, Hasher, make};
use crate::heap::Gc;
use crate::modules::native_module::{Buffer, ModuleSpec, new_module, record_type};
use crate::native::{FromValue, method};
use crate::object::{Effect, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    types: &[&BLAKE2B, &BLAKE2S],
    fill: |vm, namespace| vm.set_global(namespace, "_GIL_MINSIZE", Value::fixnum(2048)),
    ..new_module("_blake2", &[])
};

/// What the two variants differ in.
struct Limits {
    digest: usize,
    key: usize,
    salt: usize,
    /// The largest offset of a node.
    offset: u64,
}

const B: Limits = Limits { digest: 64, key: 64, salt: 16, offset: u64::MAX };
const S: Limits = Limits { digest: 32, key: 32, salt: 8, offset: (1 << 48) - 1 };

macro_rules! blake2_type {
    ($static_name:ident, $name:literal, $limits:ident) => {
        static $static_name: TypeSpec = TypeSpec {
            flags: TypeFlags(0),
            attributes: ATTRIBUTES,
            ..record_type(
                $name,
                "_blake2",
                &[
                    method(
                        "__new__",
                        "($type, data=b'', *, digest_size=64, key=b'', salt=b'', person=b'', fanout=1, depth=1, leaf_size=0, node_offset=0, node_depth=0, inner_size=0, last_node=False, usedforsecurity=True, string=None)",
                        Effect::Pure,
                        |vm, arguments| new(vm, &$limits, arguments),
                        "",
                    ),
                    super::UPDATE,
                    super::DIGEST,
                    super::HEX_DIGEST,
                    super::COPY,
                ],
                "Return a new BLAKE2 hash object.",
            )
        };
    };
}

blake2_type!(BLAKE2B, "blake2b", B);
blake2_type!(BLAKE2S, "blake2s", S);

/// The names of the parameters that are bytes, from the second on.
const NAMES: [&str; 3] = ["key", "salt", "person"];

struct Parameters {
    digest: usize,
    key: Vec<u8>,
    salt: Vec<u8>,
    person: Vec<u8>,
    fanout: u8,
    depth: u8,
    leaf: u32,
    offset: u64,
    node_depth: u8,
    inner: usize,
    last_node: bool,
}

/// `__new__(cls, data=b'', *, ...)`: the class, the data, and the parameters in their order.
fn new(vm: &mut Vm, limits: &Limits, arguments: &[Value]) -> Outcome<Value> {
    let class: Gc<Type> = vm.expect_type(arguments[0], "__new__")?;
    let data = arguments[1].bound();
    let mut values = [None; 13];
    for (value, given) in values.iter_mut().zip(&arguments[2..]) {
        *value = given.bound();
    }
    let string = values[12].filter(|it| !it.is_none());
    if data.is_some() && string.is_some() {
        return Err(vm.type_error("'data' and 'string' are mutually exclusive and support for 'string' keyword parameter is slated for removal in a future version."));
    }
    let parameters = parameters(vm, limits, &values)?;
    let mut hasher = if limits.digest == 64 { blake2b(&parameters) } else { blake2s(&parameters) };
    if let Some(data) = data.or(string) {
        hasher.update(&Data::from_value(vm, data)?.0);
    }
    Ok(make(vm, class, hasher).value())
}

fn parameters(vm: &mut Vm, limits: &Limits, values: &[Option<Value>; 13]) -> Outcome<Parameters> {
    let number = |vm: &mut Vm, at: usize, default: i64| match values[at] {
        Some(value) => vm.index_i64(value),
        None => Ok(default),
    };
    let digest = number(vm, 0, limits.digest as i64)?;
    if !(1..=limits.digest as i64).contains(&digest) {
        let message = format!(
            "digest_size for {} must be between 1 and {} bytes, here it is {digest}",
            if limits.digest == 64 { "Blake2b" } else { "Blake2s" },
            limits.digest
        );
        return Err(vm.value_error(message));
    }
    let bytes = |vm: &mut Vm, at: usize, most: usize| -> Outcome<Vec<u8>> {
        let Some(value) = values[at] else { return Ok(Vec::new()) };
        let bytes = Buffer::from_value(vm, value)?;
        if bytes.len() > most {
            return Err(vm.value_error(format!("maximum {} length is {most} bytes", NAMES[at - 1])));
        }
        Ok(bytes.to_vec())
    };
    let salt = bytes(vm, 2, limits.salt)?;
    let person = bytes(vm, 3, limits.salt)?;
    let key = bytes(vm, 1, limits.key)?;
    let fanout = number(vm, 4, 1)?;
    let Ok(fanout) = u8::try_from(fanout) else {
        return Err(vm.value_error("fanout must be between 0 and 255"));
    };
    let depth = number(vm, 5, 1)?;
    let Some(depth) = u8::try_from(depth).ok().filter(|&depth| depth > 0) else {
        return Err(vm.value_error("depth must be between 1 and 255"));
    };
    let unsigned = |vm: &mut Vm, at: usize| -> Outcome<Option<u64>> {
        match values[at] {
            None => Ok(Some(0)),
            Some(value) => {
                let number = vm.to_index(value)?;
                if number.is_negative() {
                    return Err(vm.value_error("Cannot convert negative int"));
                }
                Ok(number.to_u64())
            }
        }
    };
    let Some(leaf) = unsigned(vm, 6)?.and_then(|leaf| u32::try_from(leaf).ok()) else {
        return Err(vm.error(vm.exceptions.OverflowError, "leaf_size is too large"));
    };
    let Some(offset) = unsigned(vm, 7)?.filter(|&offset| offset <= limits.offset) else {
        return Err(vm.error(vm.exceptions.OverflowError, "node_offset is too large"));
    };
    let node_depth = number(vm, 8, 0)?;
    let Ok(node_depth) = u8::try_from(node_depth) else {
        return Err(vm.value_error("node_depth must be between 0 and 255"));
    };
    let inner = number(vm, 9, 0)?;
    let Some(inner) = usize::try_from(inner).ok().filter(|&inner| inner <= limits.digest) else {
        return Err(vm.value_error(format!("inner_size must be between 0 and is {}", limits.digest)));
    };
    let last_node = match values[10] {
        Some(value) => vm.is_true(value)?,
        None => false,
    };
    let digest = digest as usize;
    Ok(Parameters { digest, key, salt, person, fanout, depth, leaf, offset, node_depth, inner, last_node })
}

macro_rules! state {
    ($name:ident, $library:ident, $variant:ident) => {
        fn $name(it: &Parameters) -> Hasher {
            let mut parameters = $library::Params::new();
            parameters
                .hash_length(it.digest)
                .key(&it.key)
                .salt(&it.salt)
                .personal(&it.person)
                .fanout(it.fanout)
                .max_depth(it.depth)
                .max_leaf_length(it.leaf)
                .node_offset(it.offset)
                .node_depth(it.node_depth)
                .inner_hash_length(it.inner)
                .last_node(it.last_node);
            Hasher::$variant(Box::new(parameters.to_state()), it.digest)
        }
    };
}

state!(blake2b, blake2b_simd, Blake2b);
state!(blake2s, blake2s_simd, Blake2s);
