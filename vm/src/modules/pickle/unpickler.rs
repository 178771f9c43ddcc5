//! `Unpickler`, `load` and `loads`.

use super::input::Input;
use super::load::Loader;
use super::{error, load_build, memo};
use crate::builtins::prelude::*;
use crate::modules::native_module::{bytes_like, record_type};
use crate::object::{Bytes, Dict, List, NativeFunction, NativeSpec, Record};

// The fields.
/// `read` of the file, unbound before `__init__`.
const READ: usize = 0;
const READ_LINE: usize = 1;
const PEEK: usize = 2;
const FIX_IMPORTS: usize = 3;
const ENCODING: usize = 4;
const ERRORS: usize = 5;
/// An iterator or `None`.
const BUFFERS: usize = 6;
/// The objects remembered, a list.
pub(super) const MEMO: usize = 7;
/// Those at places far away, a dictionary.
pub(super) const SPARSE: usize = 8;
/// `persistent_load`, if it was set.
const PERSISTENT_LOAD: usize = 9;
/// The protocol of the pickle that is or was read last.
pub(super) const PROTOCOL: usize = 10;
/// Whether it is loading something.
const BUSY: usize = 11;

fn record(it: Value) -> Option<Gc<Record>> {
    it.cast::<Record>()
}

/// What `persistent_load` does unless it is overridden.
static NO_PERSISTENT_LOAD: NativeSpec = m(
    "persistent_load",
    "(pid, /)",
    Pure,
    n(|vm: &mut Vm, _: Value| {
        let message = "A load persistent id instruction was encountered, but no persistent_load function was specified.";
        Err::<Value, _>(error(vm, "UnpicklingError", message))
    }),
    "",
);

const FIND_CLASS: NativeSpec = m(
    "find_class",
    "($self, module_name, global_name, /)",
    Any,
    n(find_class),
    "Return an object from a specified module.",
);

/// `Unpickler`
pub(super) static UNPICKLER: TypeSpec = TypeSpec {
    flags: TypeFlags::BASE,
    attributes: &[
        ("memo", |vm, it| memo::unpickler_proxy(vm, it), Some(memo::set_unpickler_memo)),
        (
            "persistent_load",
            |vm, it| match record(it).and_then(|it| it.get(PERSISTENT_LOAD).bound()) {
                Some(function) => Ok(function),
                None => Ok(vm.new_native(&NO_PERSISTENT_LOAD, Value::NONE, Value::NONE)),
            },
            Some(|_, it, value| {
                record(it).into_iter().for_each(|it| it.set(PERSISTENT_LOAD, value));
                Ok(())
            }),
        ),
    ],
    ..record_type(
        "Unpickler",
        "_pickle",
        &[
            m("__new__", "($type, *args, **kwargs)", Pure, n(new), ""),
            m(
                "__init__",
                "($self, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
                Any,
                n(init),
                "This takes a binary file for reading a pickle data stream.",
            ),
            m(
                "load",
                "($self, /)",
                Any,
                n(load),
                "Load a pickle.\n\nRead a pickled object representation from the open file object given\nin the constructor, and return the reconstituted object hierarchy\nspecified therein.",
            ),
            FIND_CLASS,
        ],
        "This takes a binary file for reading a pickle data stream.",
    )
};

fn new(vm: &mut Vm, class: Gc<Type>, _: Value, _: Value) -> Outcome<Gc<Record>> {
    let none = Value::UNBOUND;
    let it = vm.new_record(
        class,
        &[
            none,
            Value::NONE,
            Value::NONE,
            Value::TRUE,
            Value::NONE,
            Value::NONE,
            Value::NONE,
            Value::NONE,
            Value::NONE,
            none,
            Value::ZERO,
            Value::FALSE,
        ],
    );
    clear_memo(vm, it);
    Ok(it)
}

/// Forgets everything.
pub(super) fn clear_memo(vm: &mut Vm, it: Gc<Record>) {
    let memo = vm.new_list();
    it.set(MEMO, memo.value());
    let sparse = vm.new_dict();
    it.set(SPARSE, sparse.value());
}

/// The methods of a file: `read`, `readline` and `peek`, which may be missing.
fn methods_of(vm: &mut Vm, file: Value) -> Outcome<[Value; 3]> {
    let mut methods = [Value::NONE; 3];
    for (method, name) in methods.iter_mut().zip(["read", "readline", "peek"]) {
        let name = vm.intern(name);
        *method = vm.find_attribute(file, name)?.unwrap_or(Value::NONE);
    }
    if methods[0].is_none() || methods[1].is_none() {
        return Err(vm.error(
            vm.exceptions.AttributeError,
            "file must have 'read', 'readinto' and 'readline' attributes",
        ));
    }
    Ok(methods)
}

/// The iterator of an argument `buffers`.
fn buffers_of(vm: &mut Vm, buffers: Option<Value>) -> Outcome<Value> {
    match buffers.filter(|buffers| !buffers.is_none()) {
        Some(buffers) => vm.iter(buffers),
        None => Ok(Value::NONE),
    }
}

/// A text argument.
fn text_of(vm: &mut Vm, name: &str, value: Option<Value>, otherwise: &str) -> Outcome<String> {
    match value {
        None => Ok(otherwise.to_owned()),
        Some(value) => match value.cast::<Str>() {
            Some(text) => Ok(text.to_lossy()),
            None => {
                let given = vm.type_name(value);
                Err(vm.type_error(format!("argument '{name}' must be str, not {given}")))
            }
        },
    }
}

fn init(
    vm: &mut Vm,
    it: Gc<Record>,
    file: Value,
    fix_imports: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
    buffers: Option<Value>,
) -> Outcome<()> {
    if it.get(BUSY) == Value::TRUE {
        return Err(vm.error(vm.exceptions.RuntimeError, "Unpickler object is already used"));
    }
    let fix_imports = fix_imports.map_or(Ok(true), |it| vm.is_true(it))?;
    let encoding = text_of(vm, "encoding", encoding, "ASCII")?;
    let errors = text_of(vm, "errors", errors, "strict")?;
    let [read, read_line, peek] = methods_of(vm, file)?;
    let buffers = buffers_of(vm, buffers)?;
    let encoding = vm.new_str(&encoding).value();
    it.set(ENCODING, encoding);
    let errors = vm.new_str(&errors).value();
    it.set(ERRORS, errors);
    it.set(READ, read);
    it.set(READ_LINE, read_line);
    it.set(PEEK, peek);
    it.set(FIX_IMPORTS, Value::bool(fix_imports));
    it.set(BUFFERS, buffers);
    it.set(PROTOCOL, Value::ZERO);
    clear_memo(vm, it);
    Ok(())
}

/// What loads a pickle with the given settings and remembers nothing yet.
fn loader(
    vm: &mut Vm,
    input: Input,
    fix_imports: bool,
    encoding: String,
    errors: String,
    buffers: Value,
) -> Loader {
    Loader {
        input,
        stack: vm.new_list(),
        marks: Vec::new(),
        memo: vm.new_list(),
        sparse: vm.new_dict(),
        remembered: 0,
        protocol: 0,
        fix_imports,
        encoding,
        errors,
        buffers,
        find_class: Value::NONE,
        persistent_load: Value::NONE,
        owner: None,
    }
}

fn load(vm: &mut Vm, it: Gc<Record>) -> Outcome<Value> {
    let Some(read) = it.get(READ).bound() else {
        let class = vm.type_of(it.value());
        let name = class.display_name();
        let message = format!("Unpickler.__init__() was not called by {name}.__init__()");
        return Err(error(vm, "UnpicklingError", &message));
    };
    if it.get(BUSY) == Value::TRUE {
        return Err(vm.error(vm.exceptions.RuntimeError, "Unpickler object is already used"));
    }
    let input = Input::of_file(read, it.get(READ_LINE), it.get(PEEK));
    let text = |field: usize| it.get(field).cast::<Str>().map_or_else(String::new, |text| text.to_lossy());
    let fix_imports = it.get(FIX_IMPORTS) == Value::TRUE;
    let mut loader = loader(vm, input, fix_imports, text(ENCODING), text(ERRORS), it.get(BUFFERS));
    if let (Some(memo), Some(sparse)) = (it.get(MEMO).cast::<List>(), it.get(SPARSE).cast::<Dict>()) {
        let set = (0..memo.len()).filter(|&place| memo.get(place).is_some_and(|it| !it.is_unbound())).count();
        (loader.memo, loader.sparse) = (memo, sparse);
        loader.remembered = (set + sparse.len()) as u64;
    }
    loader.find_class = override_of(vm, it, "find_class")?;
    loader.persistent_load = match it.get(PERSISTENT_LOAD).bound() {
        Some(function) => function,
        None => override_of(vm, it, "persistent_load")?,
    };
    loader.owner = Some(it);
    it.set(PROTOCOL, Value::ZERO);
    it.set(BUSY, Value::TRUE);
    let result = loader.load(vm);
    it.set(BUSY, Value::FALSE);
    result
}

/// A method that a subclass gave, `None` if there is only the native one.
fn override_of(vm: &mut Vm, it: Gc<Record>, name: &str) -> Outcome<Value> {
    let name = vm.intern(name);
    let found = vm.find_attribute(it.value(), name)?;
    let is_native =
        found.and_then(Value::cast::<NativeFunction>).and_then(|it| it.spec.get()).is_some_and(|spec| {
            std::ptr::eq(spec, &raw const NO_PERSISTENT_LOAD) || spec.name == FIND_CLASS.name
        });
    Ok(found.filter(|_| !is_native).unwrap_or(Value::NONE))
}

fn find_class(vm: &mut Vm, it: Gc<Record>, module: Value, name: Value) -> Outcome<Value> {
    let (Some(module), Some(name)) = (module.cast::<Str>(), name.cast::<Str>()) else {
        return Err(vm.type_error("find_class() arguments must be str"));
    };
    let protocol = it.get(PROTOCOL).as_fixnum().unwrap_or(0);
    load_build::find_class(vm, protocol, it.get(FIX_IMPORTS) == Value::TRUE, module, name)
}

pub(super) fn load_from_file(
    vm: &mut Vm,
    file: Value,
    fix_imports: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
    buffers: Option<Value>,
) -> Outcome<Value> {
    let [read, read_line, peek] = methods_of(vm, file)?;
    let input = Input::of_file(read, read_line, peek);
    load_with(vm, input, fix_imports, encoding, errors, buffers)
}

pub(super) fn load_from_bytes(
    vm: &mut Vm,
    data: Value,
    fix_imports: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
    buffers: Option<Value>,
) -> Outcome<Value> {
    let bytes = match data.cast::<Bytes>() {
        Some(bytes) => bytes,
        None => {
            let copy = bytes_like(vm, data)?;
            let copy = vm.new_bytes(&copy)?;
            match copy.cast() {
                Some(copy) => copy,
                None => return Err(vm.type_error("a bytes-like object is required")),
            }
        }
    };
    load_with(vm, Input::of_bytes(bytes), fix_imports, encoding, errors, buffers)
}

fn load_with(
    vm: &mut Vm,
    input: Input,
    fix_imports: Option<Value>,
    encoding: Option<Value>,
    errors: Option<Value>,
    buffers: Option<Value>,
) -> Outcome<Value> {
    let fix_imports = fix_imports.map_or(Ok(true), |it| vm.is_true(it))?;
    let encoding = text_of(vm, "encoding", encoding, "ASCII")?;
    let errors = text_of(vm, "errors", errors, "strict")?;
    let buffers = buffers_of(vm, buffers)?;
    let mut loader = loader(vm, input, fix_imports, encoding, errors, buffers);
    loader.load(vm)
}
