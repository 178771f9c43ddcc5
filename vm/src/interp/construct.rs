//! Making functions, strings and other things that displays and definitions build; intrinsics.

use std::sync::Arc;

use strict_bytecode::{Code, Intrinsic, SealedCode, flags as instruction_flags};
use strict_semantics::TextBuilder;

use crate::heap::Gc;
use crate::monitoring::Events;
use crate::object::{CodeObject, Dict, Function, List, Special, Str, Table, Tuple};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

impl Vm {
    /// The code object of bytecode.
    pub fn new_code(&mut self, code: &Arc<Code>) -> Outcome<Gc<CodeObject>> {
        let object = self.new_sealed_code(SealedCode::from(code.clone()));
        self.open_code(object)?;
        Ok(object)
    }

    /// The code object of bytecode that need not have been read: its constants and names are made once they are needed.
    pub(crate) fn new_sealed_code(&mut self, code: impl Into<Arc<SealedCode>>) -> Gc<CodeObject> {
        // Bytecode lives as long as the process, as machine code made from it would.
        let sealed: &'static SealedCode = Box::leak(Box::new(code.into()));
        let header = sealed.header();
        let name = self.intern(&header.name);
        let qualified_name = self.intern(&header.qualified_name);
        let object: Gc<CodeObject> = self.heap.alloc(self.types.code.root_shape.get());
        object.name.init(name.value());
        object.qualified_name.init(qualified_name.value());
        object.constants.init(self.empty_array);
        object.names.init(self.empty_array);
        object.init(sealed);
        object
    }

    /// Makes the constants of code as objects, and interns its names.
    ///
    /// # Errors
    /// `MemoryError`
    pub(crate) fn open_code(&mut self, object: Gc<CodeObject>) -> Outcome<()> {
        if object.is_open() {
            return Ok(());
        }
        let code = object.code();
        let constants = self.heap.array(code.constants.len());
        for (index, constant) in code.constants.iter().enumerate() {
            let value = self.new_constant(constant)?;
            constants.set(index, value);
        }
        let parameters = &code.variables[..code.parameter_count() as usize];
        let names = self.heap.array(code.names.len() + parameters.len());
        let all = code.names.iter().chain(parameters.iter().map(|variable| &variable.name));
        for (index, name) in all.enumerate() {
            let name = self.intern(name);
            names.set(index, name.value());
        }
        object.set_open(constants, names);
        object.finalizes.set(super::needs_finalizer(object));
        Ok(())
    }

    /// Makes code ready to run.
    ///
    /// # Errors
    /// `SystemError` for code from a file that is not sound.
    #[cold]
    #[inline(never)]
    pub(crate) fn prepare_code(&mut self, code: Gc<CodeObject>) -> Outcome<()> {
        if code.is_prepared() {
            return Ok(());
        }
        if let Err(error) = code.prepare() {
            return Err(self.error(self.exceptions.SystemError, error));
        }
        self.open_code(code)?;
        code.heat.set(self.tiering.initial_heat);
        if self.monitoring.wants(Events::all()) {
            self.instrument(code);
        }
        Ok(())
    }

    /// Makes a function's code ready to run, with its names bound if its module is frozen.
    ///
    /// # Errors
    /// As for [`Vm::prepare_code`].
    pub(crate) fn prepare_function(&mut self, function: Gc<Function>) -> Outcome<()> {
        self.prepare_code(function.code.get())?;
        self.bind_names_of(function);
        Ok(())
    }

    /// A function of code in a module's namespace.
    pub fn new_function(&mut self, code: Gc<CodeObject>, globals: Gc<Dict>) -> Gc<Function> {
        let shape = self.types.function.root_shape.get();
        let function: Gc<Function> = self.heap.alloc_with_attributes(shape, size_of::<Function>());
        function.code.init(code);
        function.globals.init(globals);
        function.builtins.set(function, self.builtins);
        function.name.set(function, code.name.get());
        function.qualified_name.set(function, code.qualified_name.get());
        let key = self.names.dunder_name;
        if let Some(module) = self.dict_get_str(globals, key) {
            function.module.set(function, module);
        }
        function
    }
}

/// A function, with the attributes that `flags` says are in `parts`.
pub(super) fn make_function(
    vm: &mut Vm,
    outer: Gc<Function>,
    code: Value,
    flags: u8,
    parts: &[Value],
) -> Value {
    let Some(code) = code.cast::<CodeObject>() else { return Value::NONE };
    let function = vm.new_function(code, outer.globals.get());
    function.builtins.set(function, outer.builtins.get());
    let mut parts = parts.iter().copied();
    if flags & instruction_flags::FUNCTION_DEFAULTS != 0
        && let Some(defaults) = parts.next().and_then(Value::cast::<Tuple>)
    {
        function.defaults.set(function, defaults);
    }
    if flags & instruction_flags::FUNCTION_KEYWORD_DEFAULTS != 0
        && let Some(defaults) = parts.next().and_then(Value::cast::<Dict>)
    {
        function.keyword_defaults.set(function, defaults);
    }
    if flags & instruction_flags::FUNCTION_ANNOTATE != 0
        && let Some(annotate) = parts.next()
    {
        function.annotate.set(function, annotate);
    }
    if flags & instruction_flags::FUNCTION_CLOSURE != 0
        && let Some(closure) = parts.next().and_then(Value::cast::<Tuple>)
    {
        function.closure.set(function, closure);
    }
    if flags & instruction_flags::FUNCTION_ANNOTATIONS != 0
        && let Some(annotations) = parts.next()
    {
        function.annotations.set(function, annotations);
    }
    function.value()
}

/// The parts of an f-string joined.
pub(super) fn build_string(vm: &mut Vm, parts: &[Value]) -> Outcome<Value> {
    if let [left, right] = parts
        && let (Some(left), Some(right)) = (left.cast::<Str>(), right.cast::<Str>())
    {
        return vm.concat(left, right);
    }
    let mut out = TextBuilder::new();
    for part in parts {
        if let Some(text) = part.cast::<Str>() {
            out.push_text(text.view());
        }
    }
    vm.str_from_builder(&out)
}

/// A value converted and formatted as an f-string asks.
pub(super) fn format(vm: &mut Vm, value: Value, flags: u8, specification: Option<Value>) -> Outcome<Value> {
    let value = match flags & instruction_flags::CONVERSION_MASK {
        instruction_flags::CONVERT_STR => vm.to_str(value)?.value(),
        instruction_flags::CONVERT_REPR => vm.repr(value)?.value(),
        instruction_flags::CONVERT_ASCII => vm.ascii(value)?,
        _ => value,
    };
    match specification.and_then(super::super::value::Value::cast::<Str>) {
        Some(specification) => vm.format(value, specification),
        None => {
            let empty = vm.names.empty;
            vm.format(value, empty)
        }
    }
}

fn from_templatelib(vm: &mut Vm, name: &str) -> Outcome<Value> {
    let module = super::imports::import_dotted(vm, "_templatelib")?;
    let name = vm.intern(name);
    vm.get_attribute(module, name)
}

/// An `Interpolation`.
pub(super) fn interpolation(
    vm: &mut Vm,
    value: Value,
    text: Value,
    flags: u8,
    specification: Value,
) -> Outcome<Value> {
    let class = from_templatelib(vm, "Interpolation")?;
    let conversion = match flags & instruction_flags::CONVERSION_MASK {
        instruction_flags::CONVERT_STR => vm.new_str("s").value(),
        instruction_flags::CONVERT_REPR => vm.new_str("r").value(),
        instruction_flags::CONVERT_ASCII => vm.new_str("a").value(),
        _ => Value::NONE,
    };
    vm.call(class, &[value, text, conversion, specification])
}

/// A `Template`.
pub(super) fn template(vm: &mut Vm, strings: Value, interpolations: Value) -> Outcome<Value> {
    let class = from_templatelib(vm, "Template")?;
    let (Some(strings), Some(interpolations)) = (strings.cast::<Tuple>(), interpolations.cast::<Tuple>())
    else {
        return Err(vm.type_error("a template is made of two tuples"));
    };
    let row = vm.new_list();
    for (index, &string) in strings.as_slice().iter().enumerate() {
        vm.append(row, string)?;
        if index < interpolations.len() {
            vm.append(row, interpolations.get(index))?;
        }
    }
    let row = vm.tuple_of_list(row)?;
    vm.call(class, row.as_slice())
}

/// `list.extend` for `*value` in a display or call.
pub(super) fn list_extend(vm: &mut Vm, list: Value, value: Value) -> Outcome<()> {
    let Some(list) = list.cast::<List>() else { return Ok(()) };
    let class = vm.type_of(value);
    if !class.has_special(Special::Iter) && !class.has_special(Special::GetItem) {
        let name = class.display_name();
        return Err(vm.type_error(format!("Value after * must be an iterable, not {name}")));
    }
    vm.list_extend(list, value)
}

/// `dict.update` for `**value` in a display.
pub(super) fn dict_update(vm: &mut Vm, dict: Value, value: Value) -> Outcome<()> {
    let Some(dict) = dict.cast::<Dict>() else { return Ok(()) };
    if value.is::<Dict>() {
        return vm.dict_update(dict, value);
    }
    let keys = vm.names.keys;
    let Some(keys) = vm.find_attribute(value, keys)? else {
        let name = vm.type_name(value);
        return Err(vm.type_error(format!("'{name}' object is not a mapping")));
    };
    vm.dict_update_by_keys(dict, value, keys)
}

/// Merges keyword arguments of a call: no key may come twice.
pub(super) fn dict_merge(vm: &mut Vm, dict: Value, other: Value, callee: Value) -> Outcome<()> {
    let Some(dict) = dict.cast::<Dict>() else { return Ok(()) };
    // A subclass that iterates in a way of its own is asked like any mapping.
    let plain = vm.type_of(other).special(Special::Iter) == vm.types.dict.special(Special::Iter);
    let source = match other.cast::<Dict>().filter(|_| plain) {
        Some(source) => source,
        None => {
            let source = vm.new_dict();
            let keys = vm.names.keys;
            let Some(keys) = vm.find_attribute(other, keys)? else {
                let (callee, name) = (callee_name(vm, callee), vm.type_name(other));
                return Err(vm.type_error(format!("{callee}argument after ** must be a mapping, not {name}")));
            };
            vm.dict_update_by_keys(source, other, keys)?;
            source
        }
    };
    let mut entry = 0;
    while let Some(found) = source.next_entry(entry) {
        let (key, value) = (source.key_at(found), source.value_at(found));
        if vm.dict_contains(dict, key)? {
            let (callee, key) = (callee_name(vm, callee), vm.to_str(key)?.to_lossy());
            return Err(vm.type_error(format!("{callee}got multiple values for keyword argument '{key}'")));
        }
        vm.dict_set(dict, key, value)?;
        entry = found + 1;
    }
    Ok(())
}

/// The name of a callee with its module, for messages.
pub(super) fn callee_name(vm: &mut Vm, callee: Value) -> String {
    let qualified = vm.names.qualname;
    let name = match vm.find_attribute(callee, qualified) {
        Ok(Some(name)) => name.cast::<Str>().map(|name| name.to_lossy()),
        _ => None,
    };
    let Some(name) = name else { return String::new() };
    let key = vm.names.module;
    let module = match vm.find_attribute(callee, key) {
        Ok(Some(module)) => module.cast::<Str>().map(|name| name.to_lossy()),
        _ => None,
    };
    match module {
        Some(module) if module != "builtins" => format!("{module}.{name}() "),
        _ => format!("{name}() "),
    }
}

/// A rare operation.
pub(super) fn intrinsic(
    vm: &mut Vm,
    intrinsic: Intrinsic,
    arguments: &[Value],
    locals: Value,
) -> Outcome<Value> {
    match intrinsic {
        Intrinsic::PrintExpression => {
            let hook = vm.names.displayhook;
            match crate::modules::sys_attribute(vm, hook) {
                Some(hook) => vm.call(hook, &[arguments[0]]),
                None => Err(vm.error(vm.exceptions.RuntimeError, "lost sys.displayhook")),
            }
        }
        Intrinsic::ImportStar => {
            let module = arguments[0];
            super::imports::import_star(vm, module, locals)?;
            Ok(Value::NONE)
        }
        Intrinsic::FreezeClass => {
            vm.freeze_if_module_is(arguments[0]);
            Ok(arguments[0])
        }
        Intrinsic::SetupAnnotations => {
            let key = vm.names.annotations;
            let known = match locals.cast::<Dict>() {
                Some(dict) => vm.dict_contains(dict, key.value())?,
                None => vm.contains(locals, key.value())?,
            };
            if !known {
                let dict = vm.new_dict();
                vm.set_item(locals, key.value(), dict.value())?;
            }
            Ok(Value::NONE)
        }
        Intrinsic::PrepareReraiseStar => {
            crate::builtins::exception_groups::prepare_reraise(vm, arguments[0], arguments[1])
        }
        Intrinsic::SetFunctionTypeParameters => {
            if let Some(function) = arguments[0].cast::<Function>() {
                function.type_parameters.set(function, arguments[1]);
            }
            Ok(arguments[0])
        }
        _ => crate::builtins::type_parameters::intrinsic(vm, intrinsic, arguments),
    }
}
