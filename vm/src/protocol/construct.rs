//! Making objects of built-in types.

use strict_bytecode::Constant;
use strict_semantics::{Complex, Int, Number, TextBuilder, TextRef};

use crate::heap::{Gc, flags};
use crate::object::{
    BoundMethod, Bytes, CellObject, ComplexObject, Dict, Iterator, IteratorKind, List, NativeFunction,
    NativeSpec, Record, Set, Slice, StaticMethod, Str, Table, Tuple, Type,
};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// An `int`.
    #[inline(always)]
    pub fn new_int(&mut self, number: i64) -> Value {
        match Value::try_fixnum(number) {
            Some(value) => value,
            None => self.new_integer(&Int::Small(number)),
        }
    }

    /// An `int` of any size.
    #[inline]
    pub fn new_integer(&mut self, number: &Int) -> Value {
        if let Int::Small(small) = number
            && let Some(value) = Value::try_fixnum(*small)
        {
            return value;
        }
        self.heap.new_integer(self.types.int.root_shape.get(), number).value()
    }

    /// An `int` with a sign and a magnitude, the lowest limb first, the highest not zero.
    pub(crate) fn new_magnitude(&mut self, negative: bool, limbs: &[u64]) -> Value {
        let small = match *limbs {
            [] => Some(0),
            [limb] => i64::try_from(limb).ok(),
            _ => None,
        };
        let small = small.map(|small| if negative { -small } else { small });
        match small.and_then(Value::try_fixnum) {
            Some(value) => value,
            None => self.heap.new_magnitude(self.types.int.root_shape.get(), negative, limbs).value(),
        }
    }

    /// A `float`.
    #[inline(always)]
    pub fn new_float(&mut self, number: f64) -> Value {
        match Value::try_flonum(number) {
            Some(value) => value,
            None => self.heap.new_float(self.types.float.root_shape.get(), number),
        }
    }

    /// A `complex`.
    pub fn new_complex(&mut self, number: Complex) -> Value {
        let object: Gc<ComplexObject> = self.heap.alloc(self.types.complex.root_shape.get());
        object.real.set(number.real);
        object.imag.set(number.imag);
        object.value()
    }

    /// Any number.
    pub fn new_number(&mut self, number: Number) -> Value {
        match number {
            Number::Int(int) => self.new_integer(&int),
            Number::Float(float) => self.new_float(float),
            Number::Complex(complex) => self.new_complex(complex),
        }
    }

    /// A `str`.
    pub fn new_str(&mut self, text: &str) -> Gc<Str> {
        match TextRef::from_ascii(text) {
            Some(view) => self.str_from_view(view),
            None => self.str_from_view(strict_semantics::Text::from(text).view()),
        }
    }

    /// The `str` of a name that the operating system gave: UTF-8, with `surrogateescape` (PEP 383).
    pub fn fs_decode(&mut self, bytes: &[u8]) -> Value {
        use strict_semantics::codecs::{Codec, Handler, decode};
        let text = strict_semantics::Text::build(|out| {
            // This handler takes any byte.
            let _ = decode(bytes, Codec::Utf8, Handler::SurrogateEscape, out);
        });
        self.str_from_view(text.view()).value()
    }

    /// A `str` of a view, which must not lie in the heap unless it is kept alive by the caller.
    #[inline]
    pub fn str_from_view(&mut self, text: TextRef<'_>) -> Gc<Str> {
        match self.try_str(text) {
            Ok(string) => string,
            Err(_) => {
                self.raised = Value::UNBOUND;
                self.names.empty
            }
        }
    }

    /// A `str`, or `MemoryError`. One Latin-1 character is always the same object.
    #[inline]
    pub fn try_str(&mut self, text: TextRef<'_>) -> Outcome<Gc<Str>> {
        if text.len() <= 1 && self.characters.len() == 256 {
            match text.char_at(0) {
                None => return Ok(self.names.empty),
                Some(point) if point < 256 => {
                    if let Some(string) = self.characters.get(point as usize).and_then(Value::cast) {
                        return Ok(string);
                    }
                }
                Some(_) => {}
            }
        }
        match self.heap.new_str(self.types.str.root_shape.get(), text) {
            Some(string) => Ok(string),
            None => Err(self.memory_error()),
        }
    }

    /// The text written to a builder, or `MemoryError`.
    pub fn str_from_builder(&mut self, builder: &TextBuilder) -> Outcome<Value> {
        self.check(builder.check())?;
        self.try_str(builder.view()).map(Gc::value)
    }

    /// A `str` of one code point.
    #[inline]
    pub fn str_from_char(&mut self, point: u32) -> Value {
        if point < 256
            && let Some(string) = self.characters.get(point as usize)
        {
            return string;
        }
        self.str_from_view(TextRef::Ucs4(&[point])).value()
    }

    /// A `bytes`.
    pub fn new_bytes(&mut self, data: &[u8]) -> Outcome<Value> {
        let made: Option<Gc<Bytes>> = self.heap.new_bytes(self.types.bytes.root_shape.get(), data);
        match made {
            Some(bytes) => Ok(bytes.value()),
            None => Err(self.memory_error()),
        }
    }

    /// A `tuple`, or `MemoryError`.
    #[inline]
    pub fn new_tuple(&mut self, values: &[Value]) -> Outcome<Gc<Tuple>> {
        if values.is_empty() {
            return Ok(self.empty_tuple);
        }
        let Some(tuple) = self.heap.new_tuple(self.types.tuple.root_shape.get(), values.len()) else {
            return Err(self.memory_error());
        };
        for (index, &value) in values.iter().enumerate() {
            tuple.init(index, value);
        }
        Ok(tuple)
    }

    /// A `tuple` of few values.
    pub fn tuple(&mut self, values: &[Value]) -> Gc<Tuple> {
        match self.new_tuple(values) {
            Ok(tuple) => tuple,
            Err(_) => self.empty_tuple,
        }
    }

    /// A `tuple` of two values.
    #[inline(always)]
    pub fn pair(&mut self, first: Value, second: Value) -> Value {
        self.tuple(&[first, second]).value()
    }

    /// A `tuple` of a list's items.
    pub fn tuple_of_list(&mut self, list: Gc<List>) -> Outcome<Gc<Tuple>> {
        let length = list.len();
        if length == 0 {
            return Ok(self.empty_tuple);
        }
        let Some(tuple) = self.heap.new_tuple(self.types.tuple.root_shape.get(), length) else {
            return Err(self.memory_error());
        };
        for (index, value) in list.items.get().values(length).enumerate() {
            tuple.init(index, value);
        }
        Ok(tuple)
    }

    /// An empty `list`.
    #[inline]
    pub fn new_list(&mut self) -> Gc<List> {
        self.heap.alloc(self.types.list.root_shape.get())
    }

    /// A `list` of values.
    pub fn list_of(&mut self, values: &[Value]) -> Outcome<Gc<List>> {
        let list = self.new_list();
        if !values.is_empty() {
            if !self.heap.reserve_list(list, values.len()) {
                return Err(self.memory_error());
            }
            let items = list.items.get();
            items.dirty(0, values.len());
            for (index, &value) in values.iter().enumerate() {
                items.init(index, value);
            }
            list.length.set(values.len());
        }
        Ok(list)
    }

    /// Appends to a list.
    #[inline(always)]
    pub fn append(&mut self, list: Gc<List>, value: Value) -> Outcome<()> {
        if self.heap.append(list, value) { Ok(()) } else { Err(self.memory_error()) }
    }

    /// An empty `dict`.
    #[inline]
    pub fn new_dict(&mut self) -> Gc<Dict> {
        self.heap.alloc(self.types.dict.root_shape.get())
    }

    /// An empty dictionary that keeps its values in cells, for the namespace of a module.
    pub fn new_namespace(&mut self) -> Gc<Dict> {
        self.heap.alloc_sized(Some(self.types.dict.root_shape.get()), size_of::<Dict>(), flags::EXTRA)
    }

    /// An empty `set`.
    pub fn new_set(&mut self) -> Gc<Set> {
        self.heap.alloc(self.types.set.root_shape.get())
    }

    /// A cell.
    #[inline]
    pub fn new_cell(&mut self, content: Value) -> Gc<CellObject> {
        let cell: Gc<CellObject> = self.heap.alloc(self.types.cell.root_shape.get());
        cell.content.init(content);
        cell
    }

    /// A `slice`.
    pub fn new_slice(&mut self, start: Value, stop: Value, step: Value) -> Value {
        let slice: Gc<Slice> = self.heap.alloc(self.types.slice.root_shape.get());
        slice.start.init(start);
        slice.stop.init(stop);
        slice.step.init(step);
        slice.value()
    }

    /// A method bound to its receiver.
    #[inline]
    pub fn bind(&mut self, function: Value, receiver: Value) -> Value {
        let method: Gc<BoundMethod> = self.heap.alloc(self.types.method.root_shape.get());
        method.function.init(function);
        method.receiver.init(receiver);
        method.value()
    }

    /// A `staticmethod`.
    pub fn new_staticmethod(&mut self, function: Value) -> Value {
        let shape = self.types.staticmethod.root_shape.get();
        let method: Gc<StaticMethod> = self.heap.alloc_with_attributes(shape, size_of::<StaticMethod>());
        method.function.init(function);
        method.value()
    }

    /// A native function, for a module or bound to a receiver.
    pub fn new_native(&mut self, spec: &'static NativeSpec, receiver: Value, module: Value) -> Value {
        let function: Gc<NativeFunction> = self.heap.alloc(self.types.builtin_function.root_shape.get());
        function.spec.set(Some(spec));
        function.receiver.init(receiver);
        function.module.init(module);
        function.value()
    }

    /// An iterator of the given type.
    #[inline]
    pub fn new_iterator(&mut self, class: Gc<Type>, of: IteratorKind, source: Value) -> Gc<Iterator> {
        let iterator: Gc<Iterator> =
            self.heap.alloc_with_attributes(class.root_shape.get(), size_of::<Iterator>());
        iterator.of.set(of);
        iterator.source.init(source);
        iterator
    }

    /// An object of a built-in type whose layout is a record.
    pub fn new_record(&mut self, class: Gc<Type>, values: &[Value]) -> Gc<Record> {
        self.heap.new_record(class.root_shape.get(), values)
    }

    /// The object of a constant.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn new_constant(&mut self, constant: &Constant) -> Outcome<Value> {
        Ok(match constant {
            Constant::None => Value::NONE,
            Constant::Bool(truth) => Value::bool(*truth),
            Constant::Ellipsis => Value::ELLIPSIS,
            Constant::Int(int) => self.new_integer(int),
            Constant::Float(bits) => self.new_float(f64::from_bits(*bits)),
            Constant::Complex(real, imag) => {
                self.new_complex(Complex::new(f64::from_bits(*real), f64::from_bits(*imag)))
            }
            Constant::Str(text) => {
                let string = self.try_str(text.view())?;
                // As CPython does for texts that look like identifiers.
                let looks_like_name = text.as_str().is_some_and(|text| {
                    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
                });
                if looks_like_name { self.intern_str(string).value() } else { string.value() }
            }
            Constant::Bytes(bytes) => self.new_bytes(bytes)?,
            Constant::Tuple(items) => {
                let list = self.new_list();
                for item in items.iter() {
                    let value = self.new_constant(item)?;
                    self.append(list, value)?;
                }
                self.tuple_of_list(list)?.value()
            }
            Constant::FrozenSet(items) => {
                let set: Gc<Set> = self.heap.alloc(self.types.frozenset.root_shape.get());
                for item in items.iter() {
                    let value = self.new_constant(item)?;
                    self.set_add(set, value)?;
                }
                set.value()
            }
            Constant::Slice(parts) => {
                let start = self.new_constant(&parts[0])?;
                let stop = self.new_constant(&parts[1])?;
                let step = self.new_constant(&parts[2])?;
                self.new_slice(start, stop, step)
            }
            Constant::Code(code) => self.new_sealed_code(code.0.clone()).value(),
        })
    }

    /// An interned name that is known to exist already, or a fresh string.
    pub(crate) fn interned_name(&self, name: &str) -> Gc<Str> {
        let Some(view) = TextRef::from_ascii(name) else { return self.names.empty };
        let hash = strict_semantics::hash::hash_text(view, self.hash_key);
        let found = self.interned.search(crate::object::hash_word(hash), |other| {
            other.cast::<Str>().is_some_and(|it| it.view() == view)
        });
        found.and_then(|entry| self.interned.key_at(entry).cast()).unwrap_or(self.names.empty)
    }
}
