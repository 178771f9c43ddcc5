//! Reading pickles: finding classes, making objects, filling them.

use super::load::Loader;
use super::save_reduce::import_by_name;
use super::{error, get_path, imported, shown_type};
use crate::builtins::prelude::*;
use crate::builtins::{buffer, memoryview};
use crate::object::{Dict, Exception, GetSet, List, Set};

impl Loader {
    /// What a module has under a name.
    pub(super) fn find(&mut self, vm: &mut Vm, module: Gc<Str>, name: Gc<Str>) -> Outcome<Value> {
        if !self.find_class.is_none() {
            return vm.call(self.find_class, &[module.value(), name.value()]);
        }
        find_class(vm, self.protocol, self.fix_imports, module, name)
    }

    pub(super) fn load_stack_global(&mut self, vm: &mut Vm) -> Outcome<()> {
        self.need(vm, 2)?;
        let (name, module) = (self.pop(vm)?, self.pop(vm)?);
        let exact = |vm: &Vm, value: Value| value.cast::<Str>().filter(|_| vm.type_of(value) == vm.types.str);
        let (Some(name), Some(module)) = (exact(vm, name), exact(vm, module)) else {
            return Err(error(vm, "UnpicklingError", "STACK_GLOBAL requires str"));
        };
        let found = self.find(vm, module, name)?;
        self.push(vm, found)
    }

    pub(super) fn load_extension(&mut self, vm: &mut Vm, code: i64) -> Outcome<()> {
        let key = Value::fixnum(code);
        let cache = imported(vm, "copyreg", "_extension_cache")?;
        let cache = cache.cast::<Dict>();
        if let Some(cache) = cache
            && let Some(found) = vm.dict_get(cache, key)?
        {
            return self.push(vm, found);
        }
        if code <= 0 {
            return Err(error(vm, "UnpicklingError", "EXT specifies code <= 0"));
        }
        let registry = imported(vm, "copyreg", "_inverted_registry")?;
        let pair = match registry.cast::<Dict>() {
            Some(registry) => vm.dict_get(registry, key)?,
            None => None,
        };
        let Some(pair) = pair else {
            return Err(vm.value_error(format!("unregistered extension code {code}")));
        };
        let names = pair.cast::<Tuple>().filter(|pair| pair.len() == 2);
        let names = names.and_then(|pair| Some((pair.get(0).cast::<Str>()?, pair.get(1).cast::<Str>()?)));
        let Some((module, name)) = names else {
            let message = format!("_inverted_registry[{code}] isn't a 2-tuple of strings");
            return Err(vm.value_error(message));
        };
        let found = self.find(vm, module, name)?;
        if let Some(cache) = cache {
            vm.dict_set(cache, key, found)?;
        }
        self.push(vm, found)
    }

    pub(super) fn load_persistent(&mut self, vm: &mut Vm, name: Value) -> Outcome<()> {
        if self.persistent_load.is_none() {
            let message = "A load persistent id instruction was encountered, but no persistent_load function was specified.";
            return Err(error(vm, "UnpicklingError", message));
        }
        let found = vm.call(self.persistent_load, &[name])?;
        self.push(vm, found)
    }

    pub(super) fn load_next_buffer(&mut self, vm: &mut Vm) -> Outcome<()> {
        if self.buffers.is_none() {
            let message = "pickle stream refers to out-of-band data but no *buffers* argument was given";
            return Err(error(vm, "UnpicklingError", message));
        }
        match vm.next(self.buffers)? {
            Some(found) => self.push(vm, found),
            None => Err(error(vm, "UnpicklingError", "not enough out-of-band buffers")),
        }
    }

    pub(super) fn load_readonly_buffer(&mut self, vm: &mut Vm) -> Outcome<()> {
        let top = self.top(vm)?;
        let Some(view) = buffer::acquire(vm, top, 0)? else {
            let name = vm.type_name(top);
            return Err(vm.type_error(format!("a bytes-like object is required, not '{name}'")));
        };
        if view.readonly.get() {
            return memoryview::release(vm, view);
        }
        let readonly = buffer::derive(vm, view)?;
        readonly.readonly.set(true);
        self.pop(vm)?;
        self.push(vm, readonly.value())
    }

    pub(super) fn load_reduce(&mut self, vm: &mut Vm) -> Outcome<()> {
        self.need(vm, 2)?;
        let (arguments, function) = (self.pop(vm)?, self.pop(vm)?);
        let Some(arguments) = arguments.cast::<Tuple>() else {
            return Err(vm.type_error("argument list must be a tuple"));
        };
        let result = vm.call(function, arguments.as_slice())?;
        self.push(vm, result)
    }

    /// `class.__new__(class, *arguments)`, perhaps with keyword arguments.
    pub(super) fn load_new(&mut self, vm: &mut Vm, has_keywords: bool) -> Outcome<()> {
        let opcode = if has_keywords { "NEWOBJ_EX" } else { "NEWOBJ" };
        self.need(vm, if has_keywords { 3 } else { 2 })?;
        let keywords = if has_keywords { self.pop(vm)? } else { Value::NONE };
        let (arguments, class) = (self.pop(vm)?, self.pop(vm)?);
        let not = |vm: &mut Vm, what: &str, value: Value| {
            let shown = shown_type(vm, value);
            error(vm, "UnpicklingError", &format!("{opcode} {what}, not {shown}"))
        };
        let Some(class) = class.cast::<Type>() else {
            return Err(not(vm, "class argument must be a type", class));
        };
        let Some(arguments) = arguments.cast::<Tuple>() else {
            return Err(not(vm, "args argument must be a tuple", arguments));
        };
        let keywords = match keywords.cast::<Dict>() {
            Some(keywords) => Some(keywords),
            None if has_keywords => return Err(not(vm, "kwargs argument must be a dict", keywords)),
            None => None,
        };
        let is_plain = class.makes(Kind::Instance)
            && arguments.is_empty()
            && keywords.is_none()
            && class.special(Special::New) == vm.types.object.special(Special::New);
        let object = if is_plain {
            vm.new_plain_instance(class, 0)?
        } else {
            let name = vm.intern("__new__");
            let Some(constructor) = vm.find_attribute(class.value(), name)? else {
                let name = class.display_name();
                let message = format!("{opcode} class argument '{name}' doesn't have __new__");
                return Err(error(vm, "UnpicklingError", &message));
            };
            let mut values: smallvec::SmallVec<[Value; 8]> = smallvec::smallvec![class.value()];
            values.extend(arguments.as_slice().iter().copied());
            // A tuple, since the row may lie outside of the native stack.
            let values = vm.new_tuple(&values)?;
            std::hint::black_box(arguments);
            match keywords {
                Some(keywords) => vm.call_spread_values(constructor, values, keywords)?,
                None => vm.call(constructor, values.as_slice())?,
            }
        };
        self.push(vm, object)
    }

    pub(super) fn load_dict(&mut self, vm: &mut Vm) -> Outcome<()> {
        let items = self.items_after_mark(vm)?;
        let dict = vm.new_dict();
        let pairs = items.as_slice().chunks_exact(2);
        if !pairs.remainder().is_empty() {
            return Err(error(vm, "UnpicklingError", "odd number of items for DICT"));
        }
        for pair in pairs {
            vm.dict_set(dict, pair[0], pair[1])?;
        }
        self.push(vm, dict.value())
    }

    /// Appends the objects from a place on to the list below them.
    pub(super) fn load_append(&mut self, vm: &mut Vm, start: usize) -> Outcome<()> {
        let count = self.stack.len().saturating_sub(start);
        self.need(vm, count + 1)?;
        let target = self.stack.get(start - 1).unwrap_or(Value::NONE);
        if count == 0 {
            return Ok(());
        }
        if let Some(list) = target.cast::<List>().filter(|_| vm.type_of(target) == vm.types.list) {
            if !vm.heap.reserve_list(list, count) {
                return Err(vm.memory_error());
            }
            for place in start..start + count {
                let item = self.stack.get(place).unwrap_or(Value::NONE);
                vm.append(list, item)?;
            }
            self.truncate(start);
            return Ok(());
        }
        let items = self.items_from(vm, start)?;
        let name = vm.intern("extend");
        if let Some(extend) = vm.find_attribute(target, name)? {
            let items = vm.list_of(items.as_slice())?;
            vm.call(extend, &[items.value()])?;
            return Ok(());
        }
        let name = vm.intern("append");
        let append = vm.get_attribute(target, name)?;
        for &item in items.as_slice() {
            vm.call(append, &[item])?;
        }
        Ok(())
    }

    /// Sets the pairs from a place on in the dictionary below them.
    pub(super) fn load_set_items(&mut self, vm: &mut Vm, start: usize) -> Outcome<()> {
        let count = self.stack.len().saturating_sub(start);
        self.need(vm, count + 1)?;
        let target = self.stack.get(start - 1).unwrap_or(Value::NONE);
        if count == 0 {
            return Ok(());
        }
        if !count.is_multiple_of(2) {
            return Err(error(vm, "UnpicklingError", "odd number of items for SETITEMS"));
        }
        let dict = target.cast::<Dict>().filter(|_| vm.type_of(target) == vm.types.dict);
        for place in (start..start + count).step_by(2) {
            let key = self.stack.get(place).unwrap_or(Value::NONE);
            let value = self.stack.get(place + 1).unwrap_or(Value::NONE);
            match dict {
                Some(dict) => vm.dict_set(dict, key, value)?,
                None => vm.set_item(target, key, value)?,
            }
        }
        self.truncate(start);
        Ok(())
    }

    pub(super) fn load_add_items(&mut self, vm: &mut Vm) -> Outcome<()> {
        let start = self.mark(vm)?;
        let count = self.stack.len().saturating_sub(start);
        self.need(vm, count + 1)?;
        let target = self.stack.get(start - 1).unwrap_or(Value::NONE);
        let items = self.items_from(vm, start)?;
        if let Some(set) = target.cast::<Set>().filter(|_| vm.type_of(target) == vm.types.set) {
            for &item in items.as_slice() {
                vm.set_add(set, item)?;
            }
            return Ok(());
        }
        let name = vm.intern("add");
        let add = vm.get_attribute(target, name)?;
        for &item in items.as_slice() {
            vm.call(add, &[item])?;
        }
        Ok(())
    }

    /// Gives an object its state: by its own method, or attribute by attribute.
    pub(super) fn load_build(&mut self, vm: &mut Vm) -> Outcome<()> {
        self.need(vm, 2)?;
        let state = self.pop(vm)?;
        let object = self.top(vm)?;
        let name = vm.intern("__setstate__");
        if let Some(method) = vm.find_attribute(object, name)? {
            vm.call(method, &[state])?;
            return Ok(());
        }
        let (state, slots) = match state.cast::<Tuple>() {
            Some(pair) if pair.len() == 2 => (pair.get(0), pair.get(1)),
            _ => (state, Value::NONE),
        };
        if !state.is_none() {
            let Some(dict) = state.cast::<Dict>() else {
                return Err(error(vm, "UnpicklingError", "state is not a dictionary"));
            };
            set_state(vm, object, dict)?;
        }
        if !slots.is_none() {
            let Some(slots) = slots.cast::<Dict>() else {
                return Err(error(vm, "UnpicklingError", "slot state is not a dictionary"));
            };
            let mut at = 0;
            while let Some(entry) = slots.next_entry(at) {
                at = entry + 1;
                let (key, value) = (slots.key_at(entry), slots.value_at(entry));
                let Some(name) = key.cast::<Str>() else {
                    let given = vm.type_name(key);
                    return Err(vm.type_error(format!("attribute name must be string, not '{given}'")));
                };
                let name = vm.intern_str(name);
                vm.set_attribute(object, name, value)?;
            }
        }
        Ok(())
    }
}

/// Stores attributes in the namespace of an object.
fn set_state(vm: &mut Vm, object: Value, state: Gc<Dict>) -> Outcome<()> {
    let class = vm.type_of(object);
    let dict_name = vm.intern("__dict__");
    // With an ordinary namespace, what no descriptor takes is stored in the object directly.
    let is_plain = object.is_kind(Kind::Instance)
        && class.has(TypeFlags::DICT)
        && vm.lookup(class, dict_name).is_none_or(Value::is::<GetSet>);
    let mut namespace = None;
    let mut at = 0;
    while let Some(entry) = state.next_entry(at) {
        at = entry + 1;
        let (mut key, value) = (state.key_at(entry), state.value_at(entry));
        if let Some(name) = key.cast::<Str>().filter(|_| vm.type_of(key) == vm.types.str) {
            let name = vm.intern_str(name);
            key = name.value();
            let is_taken = vm.lookup(class, name).is_some_and(|it| vm.is_data_descriptor(it));
            if is_plain && !is_taken && namespace.is_none() {
                vm.generic_set(object, class, name, value)?;
                continue;
            }
        }
        let target = match namespace {
            Some(target) => target,
            None => {
                let found = vm.get_attribute(object, dict_name)?;
                namespace = Some(found);
                found
            }
        };
        vm.set_item(target, key, value)?;
    }
    Ok(())
}

/// `Unpickler.find_class`
pub(super) fn find_class(
    vm: &mut Vm,
    protocol: i64,
    fix_imports: bool,
    module: Gc<Str>,
    name: Gc<Str>,
) -> Outcome<Value> {
    let audit = imported(vm, "sys", "audit")?;
    let event = vm.intern("pickle.find_class").value();
    vm.call(audit, &[event, module.value(), name.value()])?;
    let (mut module, mut name) = (module, name);
    if protocol < 3 && fix_imports {
        (module, name) = super::renamed(vm, "NAME_MAPPING", "IMPORT_MAPPING", module, name)?;
    }
    let namespace = import_by_name(vm, module)?;
    if protocol < 4 {
        let name = vm.intern_str(name);
        return vm.get_attribute(namespace, name);
    }
    let path = name.to_lossy();
    if !path.contains('.') {
        let name = vm.intern_str(name);
        return vm.get_attribute(namespace, name);
    }
    match get_path(vm, namespace, &path) {
        Err(_) if vm.raised_is(vm.exceptions.AttributeError) => {
            let cause = vm.take_raised();
            let (name, module) = (vm.repr_lossy(name.value()), vm.repr_lossy(module.value()));
            let message = format!("Can't resolve path {name} on module {module}");
            let raised = vm.error(vm.exceptions.AttributeError, message);
            if let Some(exception) = vm.raised.cast::<Exception>() {
                exception.context.set(exception, cause);
            }
            Err(raised)
        }
        found => found,
    }
}
