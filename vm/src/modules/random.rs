//! `_random`: the Mersenne Twister (MT19937, Matsumoto and Nishimura) under `random`.

use strict_semantics::Int;

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module, record_type};
use crate::native::{method, native};
use crate::object::{Effect, Raw, Record, Tuple, Type, TypeFlags};
use crate::value::Value;
use crate::vm::{Outcome, TypeSpec, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec { types: &[&RANDOM], ..new_module("_random", &[]) };

/// A record of one field, raw storage: the state's words and the position in them.
static RANDOM: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    ..record_type(
        "Random",
        "_random",
        &[
            method("__new__", "($type, *args, **kwargs)", Effect::NonDeterministic, native(new), ""),
            method(
                "seed",
                "($self, n=None, /)",
                Effect::MutatesReceiver,
                native(seed),
                "Defaults to use urandom and falls back to a combination of the current time and the process identifier.",
            ),
            method(
                "random",
                "($self, /)",
                Effect::MutatesReceiver,
                native(random),
                "random() -> x in the interval [0, 1).",
            ),
            method(
                "getrandbits",
                "($self, k, /)",
                Effect::MutatesReceiver,
                native(get_random_bits),
                "getrandbits(k) -> x.  Generates an int with k random bits.",
            ),
            method(
                "getstate",
                "($self, /)",
                Effect::Pure,
                native(get_state),
                "getstate() -> tuple containing the current state.",
            ),
            method(
                "setstate",
                "($self, state, /)",
                Effect::MutatesReceiver,
                native(set_state),
                "setstate(state) -> None.  Restores generator state.",
            ),
        ],
        "Random() -> create a random number generator with its own internal state.",
    )
};

/// Words of the state.
const SIZE: usize = 624;
/// The distance of the recurrence.
const DISTANCE: usize = 397;

struct Twister(Gc<Raw>);

impl Twister {
    fn of(record: Gc<Record>) -> Twister {
        match record.get(0).cast() {
            Some(raw) => Twister(raw),
            None => unreachable!("a generator is made with its state"),
        }
    }

    fn word(&self, at: usize) -> u32 {
        self.0.words()[at].get()
    }

    fn set(&self, at: usize, word: u32) {
        self.0.words()[at].set(word);
    }

    fn start(&self, seed: u32) {
        self.set(0, seed);
        for at in 1..SIZE {
            let before = self.word(at - 1);
            self.set(at, 1_812_433_253_u32.wrapping_mul(before ^ before >> 30).wrapping_add(at as u32));
        }
        self.set(SIZE, SIZE as u32);
    }

    fn start_with(&self, key: &[u32]) {
        self.start(19_650_218);
        let (mut at, mut place) = (1, 0);
        let next = |at: &mut usize| {
            *at += 1;
            if *at >= SIZE {
                self.set(0, self.word(SIZE - 1));
                *at = 1;
            }
        };
        for _ in 0..SIZE.max(key.len()) {
            let before = self.word(at - 1);
            let mixed = self.word(at) ^ (before ^ before >> 30).wrapping_mul(1_664_525);
            self.set(at, mixed.wrapping_add(key[place]).wrapping_add(place as u32));
            next(&mut at);
            place = (place + 1) % key.len();
        }
        for _ in 1..SIZE {
            let before = self.word(at - 1);
            let mixed = self.word(at) ^ (before ^ before >> 30).wrapping_mul(1_566_083_941);
            self.set(at, mixed.wrapping_sub(at as u32));
            next(&mut at);
        }
        self.set(0, 0x8000_0000);
    }

    fn next(&self) -> u32 {
        if self.word(SIZE) as usize >= SIZE {
            for at in 0..SIZE {
                let joined = self.word(at) & 0x8000_0000 | self.word((at + 1) % SIZE) & 0x7fff_ffff;
                let twist = if joined & 1 == 0 { 0 } else { 0x9908_b0df };
                self.set(at, self.word((at + DISTANCE) % SIZE) ^ joined >> 1 ^ twist);
            }
            self.set(SIZE, 0);
        }
        let at = self.word(SIZE) as usize;
        self.set(SIZE, at as u32 + 1);
        let mut word = self.word(at);
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        word ^ word >> 18
    }
}

fn new(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, _keywords: Value) -> Outcome<Gc<Record>> {
    let Some(state) = vm.heap.try_raw(4 * (SIZE + 1)) else { return Err(vm.memory_error()) };
    let record = vm.new_record(class, &[state.value()]);
    // Subclasses seed in `__init__`, with what they make of their arguments.
    let given = if class.is_heap_type() { None } else { arguments.as_slice().first().copied() };
    seed(vm, record, given)?;
    Ok(record)
}

fn seed(vm: &mut Vm, it: Gc<Record>, value: Option<Value>) -> Outcome<()> {
    let key = match value.filter(|value| !value.is_none()) {
        None => fresh_key(),
        Some(value) => {
            let number = match vm.as_int(value) {
                Some(number) => number.abs(),
                None => {
                    let hash = vm.hash(value)?;
                    Int::from(hash as u64)
                }
            };
            words_of(&number)
        }
    };
    Twister::of(it).start_with(&key);
    Ok(())
}

/// A key that nobody knows.
fn fresh_key() -> Vec<u32> {
    use std::hash::{BuildHasher, Hasher};
    let mut key = Vec::with_capacity(8);
    for _ in 0..4 {
        // Each has keys of its own from the operating system.
        let word = std::collections::hash_map::RandomState::new().build_hasher().finish();
        key.extend([word as u32, (word >> 32) as u32]);
    }
    key
}

/// The words of a number, the lowest first; at least one.
fn words_of(number: &Int) -> Vec<u32> {
    let (_, words) = number.to_big().to_u32_digits();
    if words.is_empty() { vec![0] } else { words }
}

fn random(_vm: &mut Vm, it: Gc<Record>) -> Outcome<f64> {
    let twister = Twister::of(it);
    let (high, low) = (twister.next() >> 5, twister.next() >> 6);
    Ok((f64::from(high) * 67_108_864.0 + f64::from(low)) / 9_007_199_254_740_992.0)
}

fn get_random_bits(vm: &mut Vm, it: Gc<Record>, bits: i64) -> Outcome<Value> {
    let Ok(bits) = u64::try_from(bits) else {
        return Err(vm.value_error("number of bits must be non-negative"));
    };
    let twister = Twister::of(it);
    if bits == 0 {
        return Ok(Value::ZERO);
    }
    if bits <= 32 {
        return Ok(vm.new_int(i64::from(twister.next() >> (32 - bits))));
    }
    if bits > 1 << 33 {
        return Err(vm.memory_error());
    }
    let count = bits.div_ceil(32);
    let mut bytes = Vec::with_capacity(4 * count as usize);
    for at in 0..count {
        let left = bits - 32 * at;
        let word = twister.next();
        bytes.extend((if left < 32 { word >> (32 - left) } else { word }).to_le_bytes());
    }
    let number = Int::from_bytes(&bytes, strict_semantics::int::ByteOrder::Little, false);
    Ok(vm.new_integer(&number))
}

fn get_state(vm: &mut Vm, it: Gc<Record>) -> Outcome<Gc<Tuple>> {
    let twister = Twister::of(it);
    let list = vm.new_list();
    for at in 0..=SIZE {
        vm.append(list, Value::fixnum(i64::from(twister.word(at))))?;
    }
    vm.tuple_of_list(list)
}

fn set_state(vm: &mut Vm, it: Gc<Record>, state: Gc<Tuple>) -> Outcome<()> {
    if state.len() != SIZE + 1 {
        return Err(vm.value_error("state vector is the wrong size"));
    }
    let twister = Twister::of(it);
    for at in 0..=SIZE {
        let word = vm.index_i64(state.get(at))?;
        let most = if at == SIZE { SIZE as u32 } else { u32::MAX };
        match u32::try_from(word).ok().filter(|&word| word <= most) {
            Some(word) => twister.set(at, word),
            None => return Err(vm.value_error("invalid state")),
        }
    }
    Ok(())
}
