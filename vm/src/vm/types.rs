//! The built-in types: their specifications, and how they come to be.

use crate::builtins;
use crate::heap::{Gc, Header, Heap, Kind, Tracer};
use crate::object::{
    Dict, GetSet, Getter, NativeFunction, NativeSpec, Setter, Special, Str, Table, Type, TypeFlags,
};
use crate::value::Value;
use crate::vm::Vm;

/// The declaration of a built-in type.
#[derive(Debug)]
pub struct TypeSpec {
    /// `__name__`
    pub name: &'static str,
    /// `__module__`
    pub module: &'static str,
    /// The layout of instances.
    pub kind: Kind,
    /// Facts.
    pub flags: TypeFlags,
    /// The base class; `object` if none is told.
    pub base: Option<fn(&Types) -> Gc<Type>>,
    /// The base class, if it is one of a native module.
    pub native_base: Option<&'static TypeSpec>,
    /// Methods, class methods (`$type`), static methods (no `$`) and `__new__`.
    pub methods: &'static [NativeSpec],
    /// Computed attributes.
    pub attributes: &'static [(&'static str, Getter, Option<Setter>)],
    /// `__doc__`
    pub doc: &'static str,
}

/// A specification to be completed with what differs.
pub const fn new_spec(name: &'static str, kind: Kind) -> TypeSpec {
    TypeSpec {
        name,
        module: "builtins",
        kind,
        flags: TypeFlags(0),
        base: None,
        native_base: None,
        methods: &[],
        attributes: &[],
        doc: "",
    }
}

macro_rules! types {
    ($($field:ident: $spec:path,)*) => {
        /// The built-in types.
        #[derive(Clone, Debug)]
        #[allow(missing_docs, reason = "each is the type that its specification declares")]
        pub struct Types {
            $(pub $field: Gc<Type>,)*
        }

        impl Types {
            /// Makes the types, empty.
            pub(super) fn allocate(heap: &mut Heap) -> Types {
                Types { $($field: heap.alloc_sized(None, size_of::<Type>(), 0),)* }
            }

            /// They live as long as the VM.
            pub(super) fn trace(&self, tracer: &mut Tracer<'_>) {
                $(tracer.object(self.$field);)*
            }

            fn with_specs(&self) -> Vec<(Gc<Type>, &'static TypeSpec)> {
                vec![$((self.$field, &$spec),)*]
            }
        }
    };
}

types! {
    object: builtins::object::OBJECT,
    type_: builtins::type_type::TYPE,
    int: builtins::int::INT,
    bool: builtins::int::BOOL,
    float: builtins::float::FLOAT,
    complex: builtins::complex::COMPLEX,
    str: builtins::str::STR,
    bytes: builtins::bytes::BYTES,
    bytearray: builtins::bytearray::BYTEARRAY,
    tuple: builtins::tuple::TUPLE,
    list: builtins::list::LIST,
    dict: builtins::dict::DICT,
    set: builtins::set::SET,
    frozenset: builtins::set::FROZENSET,
    dict_keys: builtins::dict_views::DICT_KEYS,
    dict_values: builtins::dict_views::DICT_VALUES,
    dict_items: builtins::dict_views::DICT_ITEMS,
    range: builtins::range::RANGE,
    slice: builtins::slice::SLICE,
    none: builtins::singletons::NONE_TYPE,
    not_implemented: builtins::singletons::NOT_IMPLEMENTED_TYPE,
    ellipsis: builtins::singletons::ELLIPSIS_TYPE,
    function: builtins::function::FUNCTION,
    builtin_function: builtins::function::BUILTIN_FUNCTION,
    method_descriptor: builtins::function::METHOD_DESCRIPTOR,
    wrapper_descriptor: builtins::function::WRAPPER_DESCRIPTOR,
    method_wrapper: builtins::function::METHOD_WRAPPER,
    classmethod_descriptor: builtins::function::CLASSMETHOD_DESCRIPTOR,
    method: builtins::function::METHOD,
    getset_descriptor: builtins::descriptors::GETSET_DESCRIPTOR,
    member_descriptor: builtins::descriptors::MEMBER_DESCRIPTOR,
    property: builtins::descriptors::PROPERTY,
    classmethod: builtins::descriptors::CLASSMETHOD,
    staticmethod: builtins::descriptors::STATICMETHOD,
    super_: builtins::super_type::SUPER,
    cell: builtins::function::CELL,
    code: builtins::code::CODE,
    frame: builtins::code::FRAME,
    traceback: builtins::code::TRACEBACK,
    module: builtins::module::MODULE,
    strict_module: crate::strict::STRICT_MODULE,
    lazy_import: crate::lazy_imports::LAZY_IMPORT,
    generator: builtins::generator::GENERATOR,
    coroutine: builtins::generator::COROUTINE,
    coroutine_wrapper: builtins::generator::COROUTINE_WRAPPER,
    async_generator: builtins::async_generator::ASYNC_GENERATOR,
    async_generator_asend: builtins::async_generator::ASYNC_GENERATOR_ASEND,
    async_generator_athrow: builtins::async_generator::ASYNC_GENERATOR_ATHROW,
    async_generator_wrapped: builtins::async_generator::ASYNC_GENERATOR_WRAPPED,
    anext_awaitable: builtins::async_generator::ANEXT_AWAITABLE,
    list_iterator: builtins::iterators::LIST_ITERATOR,
    list_reverseiterator: builtins::iterators::LIST_REVERSEITERATOR,
    tuple_iterator: builtins::iterators::TUPLE_ITERATOR,
    str_ascii_iterator: builtins::iterators::STR_ASCII_ITERATOR,
    str_iterator: builtins::iterators::STR_ITERATOR,
    bytes_iterator: builtins::iterators::BYTES_ITERATOR,
    bytearray_iterator: builtins::iterators::BYTEARRAY_ITERATOR,
    range_iterator: builtins::iterators::RANGE_ITERATOR,
    longrange_iterator: builtins::iterators::LONGRANGE_ITERATOR,
    dict_keyiterator: builtins::iterators::DICT_KEYITERATOR,
    dict_valueiterator: builtins::iterators::DICT_VALUEITERATOR,
    dict_itemiterator: builtins::iterators::DICT_ITEMITERATOR,
    dict_reversekeyiterator: builtins::iterators::DICT_REVERSEKEYITERATOR,
    dict_reversevalueiterator: builtins::iterators::DICT_REVERSEVALUEITERATOR,
    dict_reverseitemiterator: builtins::iterators::DICT_REVERSEITEMITERATOR,
    set_iterator: builtins::iterators::SET_ITERATOR,
    iterator: builtins::iterators::ITERATOR,
    callable_iterator: builtins::iterators::CALLABLE_ITERATOR,
    enumerate: builtins::iterators::ENUMERATE,
    zip: builtins::iterators::ZIP,
    map: builtins::iterators::MAP,
    filter: builtins::iterators::FILTER,
    reversed: builtins::iterators::REVERSED,
    mappingproxy: builtins::mappingproxy::MAPPINGPROXY,
    memoryview: builtins::memoryview::MEMORYVIEW,
    generic_alias: builtins::generic_alias::GENERIC_ALIAS,
    union: builtins::union::UNION,
    weakref: builtins::weakref::REFERENCE,
    simple_namespace: builtins::namespace::SIMPLE_NAMESPACE,
    io_base: crate::modules::io::IO_BASE,
    raw_io_base: crate::modules::io::RAW_IO_BASE,
    buffered_io_base: crate::modules::io::BUFFERED_IO_BASE,
    text_io_base: crate::modules::io::TEXT_IO_BASE,
    file_io: crate::modules::io::FILE_IO,
    buffered_reader: crate::modules::io::BUFFERED_READER,
    buffered_writer: crate::modules::io::BUFFERED_WRITER,
    buffered_random: crate::modules::io::BUFFERED_RANDOM,
    buffered_rw_pair: crate::modules::io::BUFFERED_RW_PAIR,
    bytes_io: crate::modules::io::BYTES_IO,
    string_io: crate::modules::io::STRING_IO,
    text_io_wrapper: crate::modules::io::TEXT_IO_WRAPPER,
    incremental_newline_decoder: crate::modules::io::INCREMENTAL_NEWLINE_DECODER,
}

macro_rules! exceptions {
    ($($name:ident: $base:ident;)*) => {
        /// The built-in exception types.
        #[derive(Clone, Debug)]
        #[allow(non_snake_case, missing_docs, reason = "each is the Python class of that name")]
        pub struct ExceptionTypes {
            $(pub $name: Gc<Type>,)*
        }

        impl ExceptionTypes {
            /// Makes the types, empty.
            pub(super) fn allocate(heap: &mut Heap) -> ExceptionTypes {
                ExceptionTypes { $($name: heap.alloc_sized(None, size_of::<Type>(), 0),)* }
            }

            /// They live as long as the VM.
            pub(super) fn trace(&self, tracer: &mut Tracer<'_>) {
                $(tracer.object(self.$name);)*
            }

            /// The types and their names, bases before what derives from them.
            pub fn all(&self) -> Vec<(&'static str, Gc<Type>)> {
                vec![$((stringify!($name), self.$name),)*]
            }
        }

        /// The base of a built-in exception type: its name.
        pub fn exception_base(name: &str) -> &'static str {
            match name {
                $(stringify!($name) => stringify!($base),)*
                _ => "object",
            }
        }
    };
}

exceptions! {
    BaseException: object;
    Exception: BaseException;
    BaseExceptionGroup: BaseException;
    GeneratorExit: BaseException;
    KeyboardInterrupt: BaseException;
    SystemExit: BaseException;
    ArithmeticError: Exception;
    FloatingPointError: ArithmeticError;
    OverflowError: ArithmeticError;
    ZeroDivisionError: ArithmeticError;
    AssertionError: Exception;
    AttributeError: Exception;
    BufferError: Exception;
    EOFError: Exception;
    ExceptionGroup: BaseExceptionGroup;
    ImportError: Exception;
    ModuleNotFoundError: ImportError;
    LookupError: Exception;
    IndexError: LookupError;
    KeyError: LookupError;
    MemoryError: Exception;
    NameError: Exception;
    UnboundLocalError: NameError;
    OSError: Exception;
    BlockingIOError: OSError;
    ChildProcessError: OSError;
    ConnectionError: OSError;
    BrokenPipeError: ConnectionError;
    ConnectionAbortedError: ConnectionError;
    ConnectionRefusedError: ConnectionError;
    ConnectionResetError: ConnectionError;
    FileExistsError: OSError;
    FileNotFoundError: OSError;
    InterruptedError: OSError;
    IsADirectoryError: OSError;
    NotADirectoryError: OSError;
    PermissionError: OSError;
    ProcessLookupError: OSError;
    TimeoutError: OSError;
    ReferenceError: Exception;
    RuntimeError: Exception;
    NotImplementedError: RuntimeError;
    PythonFinalizationError: RuntimeError;
    RecursionError: RuntimeError;
    StopAsyncIteration: Exception;
    StopIteration: Exception;
    SyntaxError: Exception;
    IndentationError: SyntaxError;
    TabError: IndentationError;
    _IncompleteInputError: SyntaxError;
    SystemError: Exception;
    TypeError: Exception;
    ValueError: Exception;
    UnicodeError: ValueError;
    UnicodeDecodeError: UnicodeError;
    UnicodeEncodeError: UnicodeError;
    UnicodeTranslateError: UnicodeError;
    Warning: Exception;
    BytesWarning: Warning;
    DeprecationWarning: Warning;
    EncodingWarning: Warning;
    FutureWarning: Warning;
    ImportWarning: Warning;
    PendingDeprecationWarning: Warning;
    ResourceWarning: Warning;
    RuntimeWarning: Warning;
    SyntaxWarning: Warning;
    UnicodeWarning: Warning;
    UserWarning: Warning;
}

/// Gives every built-in type its shapes, so that instances can be made.
pub(super) fn give_shapes(heap: &mut Heap, types: &mut Types, exceptions: &mut ExceptionTypes) {
    let meta = {
        let class = types.type_;
        heap.new_root_shape(class, 0, 0)
    };
    let set = |heap: &mut Heap, class: Gc<Type>, kind: Kind, flags: TypeFlags| {
        let base = Header::word(Kind::Type, Some(meta), 0);
        class.header().reset(base);
        class.instance_kind.set(kind as u8);
        class.flags.set(flags);
        let shape = if class == types.type_ { meta } else { heap.new_root_shape(class, 0, 0) };
        class.root_shape.init(shape);
        let dictionary = heap.new_root_shape(class, 0, 0);
        dictionary.is_dictionary.set(true);
        class.dict_shape.init(dictionary);
        if !flags_has(flags, TypeFlags::DICT) {
            shape.is_closed.set(true);
        }
        let specials = heap.array(Special::COUNT);
        class.specials.init(specials);
    };
    for (class, spec) in types.with_specs() {
        let flags = spec.flags.and(TypeFlags::IMMUTABLE);
        set(heap, class, spec.kind, flags);
        class.spec.set(std::ptr::from_ref(spec) as usize);
    }
    for (_, class) in exceptions.all() {
        let flags = TypeFlags::BASE
            .and(TypeFlags::ATTRIBUTES)
            .and(TypeFlags::DICT)
            .and(TypeFlags::IMMUTABLE)
            .and(TypeFlags::EXCEPTION);
        set(heap, class, Kind::Exception, flags);
    }
    for (class, _) in types.with_specs() {
        let dict: Gc<Dict> = heap.alloc(types.dict.root_shape.get());
        class.dict.init(dict);
    }
    for (_, class) in exceptions.all() {
        let dict: Gc<Dict> = heap.alloc(types.dict.root_shape.get());
        class.dict.init(dict);
    }
}

fn flags_has(flags: TypeFlags, flag: TypeFlags) -> bool {
    flags.0 & flag.0 == flag.0
}

/// Completes the built-in types: bases, methods, attributes.
pub(super) fn fill(vm: &mut Vm) {
    let types = vm.types.clone();
    let mut specs = types.with_specs();
    // `object` first, then those that derive from it alone; the others follow in the order of their declaration.
    specs.sort_by_key(|(class, spec)| (*class != types.object, spec.base.is_some()));
    for (class, spec) in specs {
        let base = match spec.base {
            Some(base) => Some(base(&types)),
            None if class == types.object => None,
            None => Some(types.object),
        };
        fill_type(vm, class, spec.name, base);
        // Instances of built-in types have no `__module__`.
        if spec.module != "builtins" {
            let module = vm.intern(spec.module);
            let key = vm.names.module;
            set_entry(vm, class, key, module.value());
        }
        if class == types.bytearray {
            add_methods(vm, class, builtins::bytes::BYTEARRAY_METHODS);
        }
        if class == types.mappingproxy {
            add_methods(vm, class, builtins::mappingproxy::extra_methods());
        }
        add_methods(vm, class, spec.methods);
        for &(name, getter, setter) in spec.attributes {
            add_attribute(vm, class, name, getter, setter);
        }
        let defines = |name| spec.methods.iter().any(|method| method.name == name);
        if defines("__eq__") && !defines("__hash__") {
            let key = vm.names.special(Special::Hash);
            set_entry(vm, class, key, Value::NONE);
        }
        // Instances of some types have docstrings of their own.
        if !spec.attributes.iter().any(|(name, ..)| *name == "__doc__") {
            let key = vm.names.doc;
            let doc = if spec.doc.is_empty() { Value::NONE } else { vm.new_str(spec.doc).value() };
            set_entry(vm, class, key, doc);
        }
        vm.update_specials(class);
    }
    builtins::exceptions::fill(vm);
}

/// Sets the name, bases and method resolution order of a built-in type.
pub(crate) fn fill_type(vm: &mut Vm, class: Gc<Type>, name: &str, base: Option<Gc<Type>>) {
    let name = vm.intern(name);
    class.name.set(class, name.value());
    class.qualified_name.set(class, name.value());
    let bases: Vec<Value> = base.iter().map(|base| base.value()).collect();
    let bases = vm.tuple(&bases);
    class.bases.set(class, bases);
    let mut order = smallvec::SmallVec::<[Value; 8]>::new();
    order.push(class.value());
    if let Some(base) = base {
        class.base.set(class, base);
        order.extend(base.mro.get().iter());
        vm.register_subclass(base, class);
    }
    let order = vm.tuple(&order);
    class.mro.set(class, order);
    vm.last_version += 1;
    class.version.set(vm.last_version);
}

/// Adds native methods to a built-in type.
pub(crate) fn add_methods(vm: &mut Vm, class: Gc<Type>, methods: &'static [NativeSpec]) {
    for spec in methods {
        let key = vm.intern(spec.name);
        let value = make_method(vm, class, spec);
        set_entry(vm, class, key, value);
    }
}

fn make_method(vm: &mut Vm, class: Gc<Type>, spec: &'static NativeSpec) -> Value {
    let types = &vm.types;
    let special = spec.name.starts_with("__") && vm.names.find_special(vm.interned_name(spec.name)).is_some();
    let (kind, bound, passes) = if spec.name == "__new__" {
        (types.builtin_function, class.value(), false)
    } else if spec.signature.starts_with("($type") {
        (types.classmethod_descriptor, Value::UNBOUND, false)
    } else if spec.signature.starts_with("($") {
        (if special { types.wrapper_descriptor } else { types.method_descriptor }, Value::UNBOUND, false)
    } else {
        (types.builtin_function, Value::UNBOUND, false)
    };
    let is_static = !spec.signature.starts_with("($") && spec.name != "__new__";
    let function: Gc<NativeFunction> = vm.heap.alloc(kind.root_shape.get());
    function.spec.set(Some(spec));
    function.owner.init(class);
    function.receiver.init(bound);
    function.passes_receiver.set(passes);
    if is_static { vm.new_staticmethod(function.value()) } else { function.value() }
}

/// Adds a computed attribute to a built-in type.
pub(crate) fn add_attribute(
    vm: &mut Vm,
    class: Gc<Type>,
    name: &str,
    getter: Getter,
    setter: Option<Setter>,
) {
    let key = vm.intern(name);
    let descriptor: Gc<GetSet> = vm.heap.alloc(vm.types.getset_descriptor.root_shape.get());
    descriptor.owner.init(class);
    descriptor.name.init(key.value());
    descriptor.getter.set(Some(getter));
    descriptor.setter.set(setter);
    set_entry(vm, class, key, descriptor.value());
}

/// Sets an entry of a built-in type's namespace, whatever the type's flags.
pub(crate) fn set_entry(vm: &mut Vm, class: Gc<Type>, key: Gc<Str>, value: Value) {
    let dict = class.dict.get();
    let hash = vm.hash_str(key);
    let entry = match dict.find_str(key, hash) {
        Some(entry) => Some(entry),
        None => vm.heap.add_entry(dict, crate::object::hash_word(hash), key.value()),
    };
    if let Some(entry) = entry {
        dict.entries().set(entry * Dict::STRIDE + 2, value);
    }
}
