//! How a native module of the library is declared, and made when it's first imported.

use crate::heap::{Gc, Header, Kind};
use crate::native::FromValue;
use crate::object::{Bytes, CodeObject, Dict, Module, NativeSpec, Record, Special, Type, TypeFlags};
use crate::run::code_cache::checksum;
use crate::value::Value;
use crate::vm::{Outcome, Raised, TypeSpec, Vm, add_attribute, add_methods, fill_type, new_spec, set_entry};

/// The declaration of a native module.
#[derive(Debug)]
pub struct ModuleSpec {
    /// `__name__`
    pub name: &'static str,
    /// `__doc__`
    pub doc: &'static str,
    /// Its functions.
    pub functions: &'static [NativeSpec],
    /// Its types, except for those that only functions make.
    pub types: &'static [&'static TypeSpec],
    /// Adds what is neither.
    pub fill: fn(&mut Vm, Gc<Dict>) -> Outcome<()>,
    /// The part of it that is written in Python, which runs last in its namespace.
    pub python: &'static str,
}

/// A module to be completed with what differs.
pub const fn new_module(name: &'static str, functions: &'static [NativeSpec]) -> ModuleSpec {
    ModuleSpec { name, doc: "", functions, types: &[], fill: |_, _| Ok(()), python: "" }
}

/// A type of a module whose instances are records.
pub const fn record_type(
    name: &'static str,
    module: &'static str,
    methods: &'static [NativeSpec],
    doc: &'static str,
) -> TypeSpec {
    TypeSpec { module, methods, doc, flags: TypeFlags::BASE, ..new_spec(name, Kind::Record) }
}

impl Vm {
    /// Makes a native module.
    ///
    /// # Errors
    /// What its `fill` raises.
    pub fn new_native_module(&mut self, spec: &'static ModuleSpec) -> Outcome<Gc<Module>> {
        let dict = self.new_namespace();
        let module: Gc<Module> =
            self.heap.alloc_with_attributes(self.types.module.root_shape.get(), size_of::<Module>());
        module.dict.init(dict);
        let name = self.intern(spec.name).value();
        // What it runs may import it.
        let modules = self.modules;
        self.dict_set(modules, name, module.value())?;
        self.set_global(dict, "__name__", name)?;
        let doc = if spec.doc.is_empty() { Value::NONE } else { self.new_str(spec.doc).value() };
        self.set_global(dict, "__doc__", doc)?;
        for entry in ["__package__", "__loader__", "__spec__"] {
            let value = if entry == "__package__" { self.names.empty.value() } else { Value::NONE };
            self.set_global(dict, entry, value)?;
        }
        for function in spec.functions {
            let value = self.new_native(function, module.value(), name);
            self.set_global(dict, function.name, value)?;
        }
        for &spec in spec.types {
            let class = self.native_type(spec);
            self.set_global(dict, spec.name, class.value())?;
        }
        (spec.fill)(self, dict)?;
        if !spec.python.is_empty() {
            self.run_python_part(spec.name, spec.python, dict)?;
        }
        Ok(module)
    }

    /// Runs Python text that belongs to a native module in its namespace.
    ///
    /// # Errors
    /// What it raises; `SystemError` if it's not Python.
    pub fn run_python_part(&mut self, name: &str, text: &str, namespace: Gc<Dict>) -> Outcome<()> {
        let code =
            self.embedded_code(&format!("<native {name}>"), Some(text), || text.as_bytes().to_vec())?;
        let function = self.new_function(code, namespace);
        self.run_body(function, namespace.value())?;
        Ok(())
    }

    /// The compiled text of a file that is embedded in the program. Its name tells it from all others, together with
    /// `distinct`, for names that several texts have.
    ///
    /// # Errors
    /// `SystemError` if it is not Python.
    pub(crate) fn embedded_code(
        &mut self,
        filename: &str,
        distinct: Option<&str>,
        text: impl FnOnce() -> Vec<u8>,
    ) -> Outcome<Gc<CodeObject>> {
        let mut options = strict_compiler::Options::module(filename);
        options.optimization = self.options.optimization();
        let key: String = filename
            .chars()
            .map(|it| if it.is_ascii_alphanumeric() || it == '_' { it } else { '.' })
            .collect();
        let sum = distinct.map_or(0, |text| checksum(text.as_bytes()));
        let key = format!("{}.{sum:x}.{}", key.trim_matches('.'), self.options.optimize.min(2));
        let made = self.code_cache.get(&key, || {
            let text = text();
            // The library is UTF-8; a test compiles all of it.
            strict_compiler::compile(&String::from_utf8_lossy(&text), &options)
        });
        match made {
            Ok(code) => self.new_code(&code),
            Err(error) => Err(self.error(self.exceptions.SystemError, format!("{filename}: {error}"))),
        }
    }

    /// Sets a name in the namespace of a module.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn set_global(&mut self, namespace: Gc<Dict>, name: &str, value: Value) -> Outcome<()> {
        let key = self.intern(name);
        self.dict_set(namespace, key.value(), value)
    }

    /// The type that a native module declares; made when it's first asked for, and kept from then on.
    pub fn native_type(&mut self, spec: &'static TypeSpec) -> Gc<Type> {
        let address = std::ptr::from_ref(spec) as usize;
        let known = self.native_type_places.get(&address).and_then(|&place| self.native_types.get(place));
        if let Some(class) = known.and_then(Value::cast::<Type>) {
            return class;
        }
        let class = self.registered_native_type(spec);
        let place = self.native_types.len();
        let types = self.native_types;
        if self.append(types, class.value()).is_ok() {
            self.native_type_places.insert(address, place);
        }
        class
    }

    fn registered_native_type(&mut self, spec: &'static TypeSpec) -> Gc<Type> {
        let key = self.intern(&format!("{}.{}", spec.module, spec.name));
        let registry = self.registry;
        if let Some(class) =
            self.dict_get_str(registry, key).and_then(super::super::value::Value::cast::<Type>)
        {
            return class;
        }
        let class = self.make_native_type(spec);
        // The registry is small; if there is no memory for it, the type is only made again.
        let _ = self.dict_set(registry, key.value(), class.value());
        class
    }

    fn make_native_type(&mut self, spec: &'static TypeSpec) -> Gc<Type> {
        let meta = self.types.type_.root_shape.get();
        let class: Gc<Type> = self.heap.alloc(meta);
        class.header().reset(Header::word(Kind::Type, Some(meta), 0));
        class.instance_kind.set(spec.kind as u8);
        class.flags.set(spec.flags);
        class.spec.set(std::ptr::from_ref(spec) as usize);
        let dict: Gc<Dict> = self.heap.alloc(self.types.dict.root_shape.get());
        class.dict.set(class, dict);
        let shape = self.heap.new_root_shape(class, 0, 0);
        shape.is_closed.set(!class.has(TypeFlags::DICT));
        class.root_shape.set(class, shape);
        let dictionary = self.heap.new_root_shape(class, 0, 0);
        dictionary.is_dictionary.set(true);
        class.dict_shape.set(class, dictionary);
        let specials = self.heap.array(Special::COUNT);
        class.specials.set(class, specials);
        let types = self.types.clone();
        let base = match spec.native_base {
            Some(base) => self.native_type(base),
            None => spec.base.map_or(types.object, |base| base(&types)),
        };
        fill_type(self, class, spec.name, Some(base));
        let module = self.intern(spec.module);
        let key = self.names.module;
        set_entry(self, class, key, module.value());
        add_methods(self, class, spec.methods);
        for &(name, getter, setter) in spec.attributes {
            add_attribute(self, class, name, getter, setter);
        }
        let defines = |name| spec.methods.iter().any(|method| method.name == name);
        if defines("__eq__") && !defines("__hash__") {
            let key = self.names.special(Special::Hash);
            set_entry(self, class, key, Value::NONE);
        }
        // Instances of some types have docstrings of their own.
        if !spec.attributes.iter().any(|(name, ..)| *name == "__doc__") {
            let key = self.names.doc;
            let doc = if spec.doc.is_empty() { Value::NONE } else { self.new_str(spec.doc).value() };
            set_entry(self, class, key, doc);
        }
        self.update_specials(class);
        class
    }
}

/// Sets a constant of a class.
pub(crate) fn set_constant(vm: &mut Vm, class: Gc<Type>, name: &str, value: Value) {
    let key = vm.intern(name);
    set_entry(vm, class, key, value);
}

/// The object as a record, if it is an instance of the type that a specification declares, or of a subclass.
pub(crate) fn instance(vm: &Vm, value: Value, spec: &'static TypeSpec) -> Option<Gc<Record>> {
    let record = value.cast::<Record>()?;
    let mut class = vm.type_of(value);
    loop {
        if class.spec.get() == std::ptr::from_ref(spec) as usize {
            return Some(record);
        }
        class = class.base.try_get()?;
    }
}

/// Whether an object's class is the very one that a specification declares.
pub(crate) fn is_exactly(vm: &Vm, value: Value, spec: &'static TypeSpec) -> bool {
    vm.type_of(value).spec.get() == std::ptr::from_ref(spec) as usize
}

/// Calls a method by its name.
pub(crate) fn call_named(vm: &mut Vm, object: Value, name: &str, arguments: &[Value]) -> Outcome<Value> {
    let name = vm.intern(name);
    vm.call_method(object, name, arguments)
}

/// A function of another module.
pub(crate) fn function_of(vm: &mut Vm, module: &str, name: &str) -> Outcome<Value> {
    let module = crate::modules::import_module(vm, module)?;
    let name = vm.intern(name);
    vm.get_attribute(module, name)
}

macro_rules! comparisons {
    ($compare:path) => {
        [
            m(
                "__lt__",
                "($self, value, /)",
                Any,
                n(|vm: &mut Vm, a: Gc<Record>, b: Value| $compare(vm, Special::Less, a, b)),
                "Return self<value.",
            ),
            m(
                "__le__",
                "($self, value, /)",
                Any,
                n(|vm: &mut Vm, a: Gc<Record>, b: Value| $compare(vm, Special::LessEqual, a, b)),
                "Return self<=value.",
            ),
            m(
                "__eq__",
                "($self, value, /)",
                Any,
                n(|vm: &mut Vm, a: Gc<Record>, b: Value| $compare(vm, Special::Equal, a, b)),
                "Return self==value.",
            ),
            m(
                "__ne__",
                "($self, value, /)",
                Any,
                n(|vm: &mut Vm, a: Gc<Record>, b: Value| $compare(vm, Special::NotEqual, a, b)),
                "Return self!=value.",
            ),
            m(
                "__gt__",
                "($self, value, /)",
                Any,
                n(|vm: &mut Vm, a: Gc<Record>, b: Value| $compare(vm, Special::Greater, a, b)),
                "Return self>value.",
            ),
            m(
                "__ge__",
                "($self, value, /)",
                Any,
                n(|vm: &mut Vm, a: Gc<Record>, b: Value| $compare(vm, Special::GreaterEqual, a, b)),
                "Return self>=value.",
            ),
        ]
    };
}
pub(crate) use comparisons;

/// `__class_getitem__` of a generic type.
pub fn generic_alias(vm: &mut Vm, class: Value, item: Value) -> Outcome<Value> {
    crate::builtins::generic_alias::alias(vm, class, item)
}

/// The bytes of a bytes-like object.
///
/// # Errors
/// `TypeError` for anything else.
pub fn bytes_like(vm: &mut Vm, value: Value) -> Outcome<Vec<u8>> {
    crate::builtins::bytes::expect_buffer(vm, value)
}

/// The bytes of an argument: those of a `bytes` object in place, else a copy.
#[derive(Debug)]
pub enum Buffer {
    /// An object whose bytes never change.
    Shared(Gc<Bytes>),
    /// A copy of what may change.
    Copied(Vec<u8>),
}

impl std::ops::Deref for Buffer {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Buffer::Shared(bytes) => bytes.as_slice(),
            Buffer::Copied(bytes) => bytes,
        }
    }
}

impl FromValue for Buffer {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<Buffer> {
        match value.cast::<Bytes>() {
            Some(bytes) => Ok(Buffer::Shared(bytes)),
            None => bytes_like(vm, value).map(Buffer::Copied),
        }
    }
}

impl FromValue for Option<Buffer> {
    fn from_value(vm: &mut Vm, value: Value) -> Outcome<Self> {
        if value.is_unbound() { Ok(None) } else { Buffer::from_value(vm, value).map(Some) }
    }
}

impl Vm {
    /// Makes an exception class of a native module and sets it in its namespace.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn add_exception(
        &mut self,
        namespace: Gc<Dict>,
        module: &str,
        name: &str,
        base: Gc<Type>,
    ) -> Outcome<Gc<Type>> {
        self.add_exception_of(namespace, module, name, &[base])
    }

    /// Like [`Vm::add_exception`], with several bases.
    ///
    /// # Errors
    /// `MemoryError`
    pub fn add_exception_of(
        &mut self,
        namespace: Gc<Dict>,
        module: &str,
        name: &str,
        bases: &[Gc<Type>],
    ) -> Outcome<Gc<Type>> {
        let registry = self.registry;
        let full_name = format!("{module}.{name}");
        let key = self.intern(&full_name);
        // A module that is made a second time has the class that its functions raise.
        if let Some(class) = self.dict_get_str(registry, key).and_then(Value::cast::<Type>) {
            self.set_global(namespace, name, class.value())?;
            return Ok(class);
        }
        let attributes = self.new_dict();
        let module_name = self.intern(module).value();
        self.set_global(attributes, "__module__", module_name)?;
        let values: smallvec::SmallVec<[Value; 4]> = bases.iter().map(|base| base.value()).collect();
        let all = self.new_tuple(&values)?.value();
        let class_name = self.intern(name).value();
        let meta = self.types.type_.value();
        let class = self.call(meta, &[class_name, all, attributes.value()])?;
        self.set_global(namespace, name, class)?;
        self.set_global(registry, &full_name, class)?;
        Ok(class.cast().unwrap_or(bases[0]))
    }

    /// An exception class that [`Vm::add_exception`] made, by its full name.
    pub fn module_exception(&mut self, full_name: &str) -> Gc<Type> {
        let key = self.intern(full_name);
        let registry = self.registry;
        let class = self.dict_get_str(registry, key).and_then(Value::cast::<Type>);
        class.unwrap_or(self.exceptions.Exception)
    }

    /// Raises an exception of a class that [`Vm::add_exception`] made.
    #[cold]
    pub fn module_error(&mut self, full_name: &str, message: impl AsRef<str>) -> Raised {
        let class = self.module_exception(full_name);
        self.error(class, message)
    }
}
