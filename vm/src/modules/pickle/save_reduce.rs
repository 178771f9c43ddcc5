//! Saving what `__reduce__` returns, and classes and functions, which are saved by name.

use super::opcodes::*;
use super::save::Saver;
use super::{error, get_path, imported, note, shown_type};
use crate::builtins::prelude::*;
use crate::modules::{import_module, loaded};
use crate::object::{Bytes, Dict, Module};
use crate::vm::Raised;

/// What `__reduce__` returned.
struct Reduced {
    function: Value,
    arguments: Gc<Tuple>,
    state: Value,
    items: Value,
    pairs: Value,
    setter: Value,
}

fn wrong(vm: &mut Vm, message: &str) -> Raised {
    error(vm, "PicklingError", message)
}

/// A `PicklingError` that was raised while another exception was handled.
fn chained(vm: &mut Vm, cause: Value, message: &str) -> Raised {
    super::chained(vm, cause, "PicklingError", message)
}

fn is_absent(value: Value) -> bool {
    value.is_unbound() || value.is_none()
}

impl Saver {
    /// Saves an object by what its reducer returned.
    pub(super) fn save_reduced(&mut self, vm: &mut Vm, object: Value, reduced: Value) -> Outcome<()> {
        if let Some(name) = reduced.cast::<Str>() {
            return self.save_global(vm, object, Some(name));
        }
        let saved = match reduced.cast::<Tuple>() {
            Some(parts) => self.save_parts(vm, object, parts),
            None => {
                let shown = shown_type(vm, reduced);
                Err(wrong(vm, &format!("__reduce__ must return a string or tuple, not {shown}")))
            }
        };
        note(vm, saved, |vm| format!("when serializing {} object", shown_type(vm, object)))
    }

    /// Saves an object as a call.
    pub(super) fn save_call(
        &mut self,
        vm: &mut Vm,
        object: Value,
        function: Value,
        arguments: Gc<Tuple>,
    ) -> Outcome<()> {
        let none = Value::NONE;
        let reduced = Reduced { function, arguments, state: none, items: none, pairs: none, setter: none };
        self.save_reduce(vm, object, &reduced)
    }

    fn save_parts(&mut self, vm: &mut Vm, object: Value, parts: Gc<Tuple>) -> Outcome<()> {
        if !(2..=6).contains(&parts.len()) {
            let message = "tuple returned by __reduce__ must contain 2 through 6 elements";
            return Err(wrong(vm, message));
        }
        let part = |place: usize| parts.as_slice().get(place).copied().unwrap_or(Value::NONE);
        let not = |vm: &mut Vm, place: &str, what: &str, value: Value| {
            let shown = shown_type(vm, value);
            wrong(
                vm,
                &format!("{place} item of the tuple returned by __reduce__ must be {what}, not {shown}"),
            )
        };
        if !vm.is_callable(part(0)) {
            return Err(not(vm, "first", "callable", part(0)));
        }
        let Some(arguments) = part(1).cast::<Tuple>() else {
            return Err(not(vm, "second", "a tuple", part(1)));
        };
        for (place, value) in [("fourth", part(3)), ("fifth", part(4))] {
            if !value.is_none() && vm.special(value, Special::Next).is_none() {
                return Err(not(vm, place, "an iterator", value));
            }
        }
        if !part(5).is_none() && !vm.is_callable(part(5)) {
            return Err(not(vm, "sixth", "callable", part(5)));
        }
        let reduced = Reduced {
            function: part(0),
            arguments,
            state: part(2),
            items: part(3),
            pairs: part(4),
            setter: part(5),
        };
        self.save_reduce(vm, object, &reduced)
    }

    /// Saves something that belongs to an object, of which an error tells.
    fn save_for(&mut self, vm: &mut Vm, value: Value, object: Value, what: &str) -> Outcome<()> {
        let saved = self.save(vm, value, true);
        note(vm, saved, |vm| format!("when serializing {} {what}", shown_type(vm, object)))
    }

    fn save_reduce(&mut self, vm: &mut Vm, object: Value, reduced: &Reduced) -> Outcome<()> {
        let &Reduced { function, arguments, .. } = reduced;
        let function_name = if self.protocol >= 2 { name_of(vm, function)? } else { None };
        match function_name.as_deref() {
            Some("__newobj_ex__") => self.save_new_with_keywords(vm, object, arguments)?,
            Some("__newobj__") => self.save_new(vm, object, arguments)?,
            _ => {
                self.save_for(vm, function, object, "reconstructor")?;
                self.save_for(vm, arguments.value(), object, "reconstructor arguments")?;
                self.out.op(REDUCE);
            }
        }
        // An object that is reached from its own arguments has been saved meanwhile.
        match self.place_of(object) {
            Some(place) => {
                self.out.op(POP);
                self.get(place);
            }
            None => self.memoize(vm, object)?,
        }
        if !is_absent(reduced.items) {
            self.save_items(vm, reduced.items, object)?;
        }
        if !is_absent(reduced.pairs) {
            self.save_pairs(vm, reduced.pairs, object)?;
        }
        if is_absent(reduced.state) {
            return Ok(());
        }
        if is_absent(reduced.setter) {
            self.save_for(vm, reduced.state, object, "state")?;
            self.out.op(BUILD);
            return Ok(());
        }
        // setter(object, state), of which the result is thrown away.
        self.save_for(vm, reduced.setter, object, "state setter")?;
        self.save(vm, object, true)?;
        self.save_for(vm, reduced.state, object, "state")?;
        self.out.push(&[TUPLE2, REDUCE, POP]);
        Ok(())
    }

    /// `PicklingError` unless a class can make an object, which must be of that class.
    fn check_new(&mut self, vm: &mut Vm, object: Value, class: Value, function: &str) -> Outcome<()> {
        let name = vm.intern("__new__");
        if vm.find_attribute(class, name)?.is_none() {
            return Err(wrong(vm, &format!("first argument to {function}() has no __new__")));
        }
        let name = vm.intern("__class__");
        let own = vm.get_attribute(object, name)?;
        if own != class {
            let (own, class) = (vm.repr_lossy(own), vm.repr_lossy(class));
            return Err(wrong(vm, &format!("first argument to {function}() must be {own}, not {class}")));
        }
        Ok(())
    }

    fn save_new(&mut self, vm: &mut Vm, object: Value, arguments: Gc<Tuple>) -> Outcome<()> {
        let Some((&class, rest)) = arguments.as_slice().split_first() else {
            return Err(wrong(vm, "__newobj__ expected at least 1 argument, got 0"));
        };
        self.check_new(vm, object, class, "__newobj__")?;
        self.save_for(vm, class, object, "class")?;
        let rest = vm.new_tuple(rest)?;
        self.save_for(vm, rest.value(), object, "__new__ arguments")?;
        self.out.op(NEWOBJ);
        Ok(())
    }

    fn save_new_with_keywords(&mut self, vm: &mut Vm, object: Value, arguments: Gc<Tuple>) -> Outcome<()> {
        let &[class, positional, keywords] = arguments.as_slice() else {
            let message = format!("__newobj_ex__ expected 3 arguments, got {}", arguments.len());
            return Err(wrong(vm, &message));
        };
        let (Some(given), Some(named)) = (positional.cast::<Tuple>(), keywords.cast::<Dict>()) else {
            let (place, what, value) = match positional.is::<Tuple>() {
                false => ("second", "a tuple", positional),
                true => ("third", "a dict", keywords),
            };
            let shown = shown_type(vm, value);
            return Err(wrong(
                vm,
                &format!("{place} argument to __newobj_ex__() must be {what}, not {shown}"),
            ));
        };
        self.check_new(vm, object, class, "__newobj_ex__")?;
        if self.protocol >= 4 {
            self.save_for(vm, class, object, "class")?;
            self.save_for(vm, positional, object, "__new__ arguments")?;
            self.save_for(vm, keywords, object, "__new__ arguments")?;
            self.out.op(NEWOBJ_EX);
            return Ok(());
        }
        let partial = imported(vm, "functools", "partial")?;
        let name = vm.intern("__new__");
        let constructor = vm.get_attribute(class, name)?;
        let mut values: smallvec::SmallVec<[Value; 8]> = smallvec::smallvec![constructor, class];
        values.extend(given.as_slice().iter().copied());
        let values = vm.new_tuple(&values)?;
        std::hint::black_box((constructor, given));
        let bound = vm.call_spread_values(partial, values, named)?;
        self.save_for(vm, bound, object, "reconstructor")?;
        let nothing = vm.empty_tuple.value();
        self.save(vm, nothing, true)?;
        self.out.op(REDUCE);
        Ok(())
    }

    /// A class whose metaclass is `type`. Those of the singletons have no names.
    pub(super) fn save_type(&mut self, vm: &mut Vm, object: Value) -> Outcome<()> {
        let types = &vm.types;
        let singleton = match object {
            it if it == types.none.value() => Value::NONE,
            it if it == types.not_implemented.value() => Value::NOT_IMPLEMENTED,
            it if it == types.ellipsis.value() => Value::ELLIPSIS,
            _ => return self.save_global(vm, object, None),
        };
        let function = types.type_.value();
        let arguments = vm.new_tuple(&[singleton])?;
        self.save_call(vm, object, function, arguments)
    }

    /// An object that is found by a name in its module.
    pub(super) fn save_global(&mut self, vm: &mut Vm, object: Value, name: Option<Gc<Str>>) -> Outcome<()> {
        let name = match name {
            Some(name) => name.value(),
            None => {
                let qualified = vm.intern("__qualname__");
                match vm.find_attribute(object, qualified)?.filter(|name| !name.is_none()) {
                    Some(name) => name,
                    None => {
                        let plain = vm.intern("__name__");
                        vm.get_attribute(object, plain)?
                    }
                }
            }
        };
        let Some(name) = name.cast::<Str>() else {
            let shown = vm.repr_lossy(object);
            return Err(wrong(vm, &format!("Can't pickle {shown}: its name is no string")));
        };
        let module = module_of(vm, object, name)?;
        if self.protocol >= 2 && self.save_extension(vm, module, name)? {
            return Ok(());
        }
        if self.protocol >= 4 {
            self.save(vm, module.value(), true)?;
            self.save(vm, name.value(), true)?;
            self.out.op(STACK_GLOBAL);
            return self.memoize(vm, object);
        }
        let text = name.to_lossy();
        let mut path = text.split('.');
        let first = path.next().unwrap_or_default();
        if first.len() == text.len() {
            self.save_toplevel(vm, module, name)?;
            return self.memoize(vm, object);
        }
        // getattr(getattr(first, second), third)
        let rest: Vec<&str> = path.collect();
        let get_attribute = imported(vm, "builtins", "getattr")?;
        for _ in &rest {
            self.save(vm, get_attribute, true)?;
            if self.protocol < 2 {
                self.out.op(MARK);
            }
        }
        let first = vm.intern(first);
        self.save_toplevel(vm, module, first)?;
        for attribute in rest {
            let attribute = vm.intern(attribute).value();
            self.save(vm, attribute, true)?;
            self.out.push(&[if self.protocol < 2 { TUPLE } else { TUPLE2 }, REDUCE]);
        }
        self.memoize(vm, object)
    }

    /// Saves the number that is registered for a name, if there is one.
    fn save_extension(&mut self, vm: &mut Vm, module: Gc<Str>, name: Gc<Str>) -> Outcome<bool> {
        let Some(extensions) = self.extensions.cast::<Dict>().filter(|it| !it.is_empty()) else {
            return Ok(false);
        };
        let key = vm.pair(module.value(), name.value());
        let Some(code) = vm.dict_get(extensions, key)? else { return Ok(false) };
        let code = vm.index_i64(code)?;
        match code {
            1..=0xff => self.out.push(&[EXT1, code as u8]),
            0x100..=0xffff => self.out.op_with(EXT2, &(code as u16).to_le_bytes()),
            0x1_0000..=0x7fff_ffff => self.out.op_with(EXT4, &(code as u32).to_le_bytes()),
            _ => {
                let message = format!("extension code {code} is out of range");
                return Err(vm.error(vm.exceptions.RuntimeError, message));
            }
        }
        Ok(true)
    }

    /// The opcode of a name that is found in a module.
    fn save_toplevel(&mut self, vm: &mut Vm, module: Gc<Str>, name: Gc<Str>) -> Outcome<()> {
        let (mut module, mut name) = (module, name);
        if self.fix_imports {
            (module, name) =
                super::renamed(vm, "REVERSE_NAME_MAPPING", "REVERSE_IMPORT_MAPPING", module, name)?;
        }
        self.out.op(GLOBAL);
        for (text, what) in [(module, "module"), (name, "global")] {
            let name = vm.intern("encode");
            let codec = vm.intern(if self.protocol < 3 { "ascii" } else { "utf-8" }).value();
            let encoded = match vm.call_method(text.value(), name, &[codec]) {
                Err(_) if vm.raised_is(vm.exceptions.UnicodeEncodeError) => {
                    let cause = vm.take_raised();
                    let (shown, protocol) = (vm.repr_lossy(text.value()), self.protocol);
                    let message =
                        format!("can't pickle {what} identifier {shown} using pickle protocol {protocol}");
                    return Err(chained(vm, cause, &message));
                }
                encoded => encoded?,
            };
            if let Some(encoded) = encoded.cast::<Bytes>() {
                self.out.push(encoded.as_slice());
            }
            self.out.op(b'\n');
        }
        Ok(())
    }
}

/// `__name__`, if it is a string.
fn name_of(vm: &mut Vm, function: Value) -> Outcome<Option<String>> {
    let name = vm.intern("__name__");
    let name = vm.find_attribute(function, name)?;
    Ok(name.and_then(Value::cast::<Str>).map(|name| name.to_lossy()))
}

/// The module in which an object is found by its name.
fn module_of(vm: &mut Vm, object: Value, name: Gc<Str>) -> Outcome<Gc<Str>> {
    let text = name.to_lossy();
    let attribute = vm.intern("__module__");
    let module = vm.find_attribute(object, attribute)?.filter(|module| !module.is_none());
    if text.split('.').any(|part| part == "<locals>") {
        let shown = vm.repr_lossy(object);
        return Err(wrong(vm, &format!("Can't pickle local object {shown}")));
    }
    let module = match module {
        Some(module) => module,
        None => match search(vm, object, &text)? {
            Some(module) => return Ok(module),
            None => vm.intern("__main__").value(),
        },
    };
    let Some(module) = module.cast::<Str>() else {
        let (shown, given) = (vm.repr_lossy(object), vm.repr_lossy(module));
        return Err(wrong(vm, &format!("Can't pickle {shown}: its module {given} is no string")));
    };
    let module_text = module.to_lossy();
    let namespace = match loaded(vm, &module_text) {
        Some(namespace) => namespace,
        None => match import_by_name(vm, module) {
            Ok(namespace) => namespace,
            Err(_) => {
                let exceptions =
                    [vm.exceptions.ImportError, vm.exceptions.ValueError, vm.exceptions.KeyError];
                if !exceptions.iter().any(|&class| vm.raised_is(class)) {
                    return Err(Raised);
                }
                let cause = vm.take_raised();
                let (shown, cause_text) = (vm.repr_lossy(object), vm.to_str(cause)?.to_lossy());
                return Err(chained(vm, cause, &format!("Can't pickle {shown}: {cause_text}")));
            }
        },
    };
    match get_path(vm, namespace, &text) {
        Ok(found) if found == object => Ok(module),
        Ok(_) => {
            let shown = vm.repr_lossy(object);
            let message = format!("Can't pickle {shown}: it's not the same object as {module_text}.{text}");
            Err(wrong(vm, &message))
        }
        Err(_) if vm.raised_is(vm.exceptions.AttributeError) => {
            let cause = vm.take_raised();
            let shown = vm.repr_lossy(object);
            let message = format!("Can't pickle {shown}: it's not found as {module_text}.{text}");
            Err(chained(vm, cause, &message))
        }
        Err(raised) => Err(raised),
    }
}

/// `sys.modules[name]` after importing it.
pub(super) fn import_by_name(vm: &mut Vm, name: Gc<Str>) -> Outcome<Value> {
    let text = name.to_lossy();
    if let Some(module) = loaded(vm, &text) {
        return Ok(module);
    }
    if text.is_empty() {
        return Err(vm.value_error("Empty module name"));
    }
    import_module(vm, &text)?;
    let modules = vm.modules;
    match vm.dict_get(modules, name.value())? {
        Some(module) => Ok(module),
        None => Err(vm.key_error(name.value())),
    }
}

/// The module that has an object under a name, for objects that do not tell.
fn search(vm: &mut Vm, object: Value, name: &str) -> Outcome<Option<Gc<Str>>> {
    let modules = vm.list_from(vm.modules.value())?;
    for place in 0..modules.len() {
        let Some(key) = modules.get(place).and_then(Value::cast::<Str>) else { continue };
        if matches!(key.as_ascii(), Some("__main__" | "__mp_main__")) {
            continue;
        }
        let all = vm.modules;
        let Some(module) = vm.dict_get(all, key.value())?.filter(|module| module.is::<Module>()) else {
            continue;
        };
        match get_path(vm, module, name) {
            Ok(found) if found == object => return Ok(Some(key)),
            Ok(_) => {}
            Err(_) if vm.catch(vm.exceptions.AttributeError) => {}
            Err(raised) => return Err(raised),
        }
    }
    Ok(None)
}
