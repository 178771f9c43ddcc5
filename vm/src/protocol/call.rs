//! Calls: of anything, from native code; and binding arguments to the parameters of Python functions.
#![allow(unsafe_code, reason = "lays arguments out on the register stack")]

use smallvec::SmallVec;
use strict_bytecode::CodeFlags;

use crate::heap::{Array, Gc, Kind};
use crate::interp;
use crate::object::{
    BoundMethod, CodeObject, Dict, Function, Generator, NativeFunction, NativeSpec, Shape, Special,
    StaticMethod, Str, Tuple, Type, TypeFlags,
};
use crate::value::Value;
use crate::vm::{FrameKind, Outcome, Raised, Vm};

/// The arguments of a call: positional ones, then keyword ones, whose names are told.
#[derive(Clone, Copy, Debug)]
pub struct Arguments<'a> {
    /// All values. They are rooted by whoever holds them.
    pub values: &'a [Value],
    /// The names of the last ones.
    pub names: Option<Gc<Tuple>>,
}

impl<'a> Arguments<'a> {
    /// Only positional arguments.
    #[inline(always)]
    pub fn positional(values: &'a [Value]) -> Self {
        Arguments { values, names: None }
    }

    /// How many are positional.
    #[inline(always)]
    pub fn positional_count(&self) -> usize {
        self.values.len() - self.names.map_or(0, |names| names.len())
    }
}

/// Values that are rooted elsewhere, put in a row for a call.
type Row = SmallVec<[Value; 10]>;

/// The native function that a special method of a class is, if it is the class's own: its receiver is right.
fn native_of(method: Value, class: Gc<Type>) -> Option<&'static NativeSpec> {
    let native = method.cast::<NativeFunction>()?;
    let is_own = !native.passes_receiver.get() && native.owner.try_get() == Some(class);
    is_own.then(|| native.spec())
}

impl Vm {
    /// Calls with positional arguments.
    ///
    /// # Errors
    /// What the callee raises; `TypeError` if it cannot be called so.
    #[inline]
    pub fn call(&mut self, callee: Value, arguments: &[Value]) -> Outcome<Value> {
        self.call_with(callee, Arguments::positional(arguments))
    }

    /// Calls a function found on a type with the object it was found for, and further arguments.
    #[inline]
    pub fn call_method_value(&mut self, method: Value, object: Value, arguments: &[Value]) -> Outcome<Value> {
        let takes_receiver = method.is::<Function>() || self.is_method_descriptor(method);
        if takes_receiver {
            let mut row = Row::new();
            row.push(object);
            row.extend_from_slice(arguments);
            return self.call(method, &row);
        }
        if method.is_none() {
            return Err(self.type_error("'NoneType' object is not callable"));
        }
        let class = self.type_of(object);
        let bound = match object.cast::<Type>() {
            Some(subject) if !class.is_subtype_of(self.types.type_) => {
                self.descriptor_get_on_class(method, subject)?
            }
            _ => self.descriptor_get(method, object, class)?,
        };
        self.call(bound, arguments)
    }

    /// Calls the special method of an object's type; none if it has none.
    #[inline]
    pub fn call_special(
        &mut self,
        object: Value,
        special: Special,
        arguments: &[Value],
    ) -> Outcome<Option<Value>> {
        match self.special(object, special) {
            Some(method) => self.call_method_value(method, object, arguments).map(Some),
            None => Ok(None),
        }
    }

    /// `object.name(*arguments)`
    pub fn call_method(&mut self, object: Value, name: Gc<Str>, arguments: &[Value]) -> Outcome<Value> {
        let (callee, receiver) = self.load_method(object, name)?;
        match receiver {
            Some(receiver) => {
                let mut row = Row::new();
                row.push(receiver);
                row.extend_from_slice(arguments);
                self.call(callee, &row)
            }
            None => self.call(callee, arguments),
        }
    }

    /// Calls anything.
    ///
    /// # Errors
    /// What the callee raises; `TypeError` if it cannot be called so.
    pub fn call_with(&mut self, callee: Value, arguments: Arguments<'_>) -> Outcome<Value> {
        match callee.kind() {
            Some(Kind::Function) => {
                let function: Gc<Function> = callee.cast().expect("the kind was checked");
                self.call_function(function, arguments)
            }
            Some(Kind::Native) => {
                let native: Gc<NativeFunction> = callee.cast().expect("the kind was checked");
                self.call_native_function(native, arguments)
            }
            Some(Kind::BoundMethod) => {
                // What a method is bound to may be bound itself: the innermost receiver comes first.
                let (mut callee, mut row) = (callee, Row::new());
                while let Some(method) = callee.cast::<BoundMethod>() {
                    row.push(method.receiver.get());
                    callee = method.function.get();
                }
                row.reverse();
                row.extend_from_slice(arguments.values);
                self.call_with(callee, Arguments { values: &row, names: arguments.names })
            }
            Some(Kind::Type) => {
                let class: Gc<Type> = callee.cast().expect("the kind was checked");
                self.call_class(class, arguments)
            }
            _ => self.call_object(callee, arguments),
        }
    }

    /// Calls an object through its `__call__`.
    fn call_object(&mut self, callee: Value, arguments: Arguments<'_>) -> Outcome<Value> {
        if let Some(method) = callee.cast::<StaticMethod>() {
            return self.call_with(method.function.get(), arguments);
        }
        let Some(method) = self.special(callee, Special::Call) else {
            let name = self.type_name(callee);
            return Err(self.type_error(format!("'{name}' object is not callable")));
        };
        self.check_native_stack()?;
        if method.is::<Function>() || self.is_method_descriptor(method) {
            let mut row = Row::new();
            row.push(callee);
            row.extend_from_slice(arguments.values);
            return self.call_with(method, Arguments { values: &row, names: arguments.names });
        }
        let class = self.type_of(callee);
        let bound = self.descriptor_get(method, callee, class)?;
        self.call_with(bound, arguments)
    }

    /// Calls a native function, bound or not.
    pub fn call_native_function(
        &mut self,
        native: Gc<NativeFunction>,
        arguments: Arguments<'_>,
    ) -> Outcome<Value> {
        let spec = native.spec();
        if native.passes_receiver.get() {
            let mut row = Row::new();
            row.push(native.receiver.get());
            row.extend_from_slice(arguments.values);
            return self.call_native(spec, &row, arguments.names);
        }
        if spec.arity.has_receiver
            && let Some(owner) = native.owner.try_get()
            && !arguments.values.first().is_some_and(|&receiver| self.type_of(receiver) == owner)
        {
            self.check_receiver(owner, spec.name, arguments.values.first().copied(), spec.signature)?;
        }
        self.call_native(spec, arguments.values, arguments.names)
    }

    /// `TypeError` unless the first argument of a method descriptor is of its class.
    #[inline]
    pub(crate) fn check_receiver(
        &mut self,
        owner: Gc<Type>,
        name: &'static str,
        receiver: Option<Value>,
        signature: &'static str,
    ) -> Outcome<()> {
        if name == "__new__" {
            return self.check_new(owner, receiver);
        }
        let Some(receiver) = receiver else {
            let owner = owner.display_name();
            let is_slot =
                name.starts_with("__") && self.names.find_special(self.interned_name(name)).is_some();
            return Err(self.type_error(if is_slot {
                format!("descriptor '{name}' of '{owner}' object needs an argument")
            } else {
                format!("unbound method {owner}.{name}() needs an argument")
            }));
        };
        if signature.starts_with("($type") {
            return Ok(());
        }
        let class = self.type_of(receiver);
        if class == owner || class.is_subtype_of(owner) {
            return Ok(());
        }
        let (owner, given) = (owner.display_name(), class.display_name());
        let what = if name.starts_with("__") { "requires a" } else { "for" };
        let message = if what == "for" {
            format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object")
        } else {
            format!("descriptor '{name}' requires a '{owner}' object but received a '{given}'")
        };
        Err(self.type_error(message))
    }

    /// Calls a class.
    pub fn call_class(&mut self, class: Gc<Type>, arguments: Arguments<'_>) -> Outcome<Value> {
        let meta = self.type_of(class.value());
        if meta != self.types.type_ {
            let method = meta.special(Special::Call);
            if method != self.types.type_.special(Special::Call) {
                self.check_native_stack()?;
                if !method.is::<Function>() && !self.is_method_descriptor(method) {
                    let bound = self.descriptor_get(method, class.value(), meta)?;
                    return self.call_with(bound, arguments);
                }
                let mut row = Row::new();
                row.push(class.value());
                row.extend_from_slice(arguments.values);
                return self.call_with(method, Arguments { values: &row, names: arguments.names });
            }
        }
        self.instantiate(class, arguments)
    }

    /// `type.__call__`: makes an instance and initialises it.
    pub fn instantiate(&mut self, class: Gc<Type>, arguments: Arguments<'_>) -> Outcome<Value> {
        if class == self.types.type_ {
            if let (&[value], None) = (arguments.values, arguments.names) {
                return Ok(self.type_of(value).value());
            }
            if arguments.positional_count() == 1 {
                return Err(self.type_error("type() takes no keyword arguments"));
            }
            if arguments.positional_count() != 3 {
                return Err(self.type_error("type() takes 1 or 3 arguments"));
            }
        }
        if class == self.types.type_ && !matches!(arguments.values.len(), 1 | 3) && arguments.names.is_none()
        {
            return Err(self.type_error("type() takes 1 or 3 arguments"));
        }
        let mut row = Row::new();
        let instance = if class.has(TypeFlags::PLAIN_NEW) {
            self.new_plain_instance(class, arguments.values.len())?
        } else {
            let new = class.special(Special::New);
            let is_made_elsewhere = !class.is_heap_type()
                && !class.makes(Kind::Instance)
                && new == self.types.object.special(Special::New);
            if new.is_unbound() || is_made_elsewhere {
                let name = self.full_type_name(class);
                return Err(self.type_error(format!("cannot create '{name}' instances")));
            }
            row.push(class.value());
            row.extend_from_slice(arguments.values);
            let new = match new.cast::<StaticMethod>() {
                Some(method) => method.function.get(),
                None if new.is::<Function>() || new.is::<NativeFunction>() => new,
                None => self.descriptor_get_on_class(new, class)?,
            };
            let values = Arguments { values: &row, names: arguments.names };
            let made = match native_of(new, class) {
                Some(spec) => self.call_native(spec, values.values, values.names)?,
                None => self.call_with(new, values)?,
            };
            if !self.type_of(made).is_subtype_of(class) {
                return Ok(made);
            }
            made
        };
        let init = self.type_of(instance).special(Special::Init);
        if init == self.types.object.special(Special::Init) {
            return Ok(instance);
        }
        row.clear();
        row.push(instance);
        row.extend_from_slice(arguments.values);
        let result = if let Some(spec) = native_of(init, class) {
            self.call_native(spec, &row, arguments.names)?
        } else if init.is::<Function>() || self.is_method_descriptor(init) {
            self.call_with(init, Arguments { values: &row, names: arguments.names })?
        } else {
            let class = self.type_of(instance);
            let bound = self.descriptor_get(init, instance, class)?;
            self.call_with(bound, arguments)?
        };
        if !result.is_none() {
            return Err(self.init_result_error(result));
        }
        Ok(instance)
    }

    /// Raises the `TypeError` for an `__init__` that returned something.
    #[cold]
    pub(crate) fn init_result_error(&mut self, result: Value) -> Raised {
        let name = self.type_name(result);
        self.type_error(format!("__init__() should return None, not '{name}'"))
    }

    /// An instance of a class whose `__new__` is that of `object`.
    #[inline]
    pub fn new_plain_instance(&mut self, class: Gc<Type>, argument_count: usize) -> Outcome<Value> {
        let has_arguments =
            argument_count > 0 && class.special(Special::Init) == self.types.object.special(Special::Init);
        if class.has(TypeFlags::ABSTRACT) || has_arguments {
            return Err(self.cannot_instantiate(class, has_arguments));
        }
        Ok(self.alloc_instance(class))
    }

    /// An instance without attributes.
    #[inline]
    pub fn alloc_instance(&mut self, class: Gc<Type>) -> Value {
        self.alloc_instance_with(class.root_shape.get())
    }

    /// A new instance of the class of a shape, with that shape, which has no attributes yet.
    pub(crate) fn alloc_instance_with(&mut self, shape: Gc<Shape>) -> Value {
        let object: Gc<crate::object::Instance> = self.heap.alloc_with_attributes(shape, 8);
        object.value()
    }

    #[cold]
    fn cannot_instantiate(&mut self, class: Gc<Type>, has_arguments: bool) -> Raised {
        let name = class.display_name();
        if !class.has(TypeFlags::ABSTRACT) || has_arguments {
            return self.type_error(format!("{name}() takes no arguments"));
        }
        let key = self.names.abstractmethods;
        let mut missing: Vec<String> = Vec::new();
        if let Some(names) = self.lookup(class, key)
            && let Ok(list) = self.list_from(names)
        {
            missing = (0..list.len())
                .filter_map(|index| Some(list.get(index)?.cast::<Str>()?.to_lossy()))
                .map(|name| format!("'{name}'"))
                .collect();
        }
        missing.sort();
        let plural = if missing.len() == 1 { "" } else { "s" };
        let missing = missing.join(", ");
        self.type_error(format!(
            "Can't instantiate abstract class {name} without an implementation for abstract method{plural} {missing}"
        ))
    }

    /// `callee(*arguments, **keywords)`
    pub(crate) fn call_spread_values(
        &mut self,
        callee: Value,
        arguments: Gc<Tuple>,
        keywords: Gc<Dict>,
    ) -> Outcome<Value> {
        let (row, names) = self.spread(arguments.as_slice(), keywords)?;
        let result = self.call_with(callee, Arguments { values: row.as_slice(), names });
        std::hint::black_box(row);
        result
    }

    /// Calls a Python function from native code.
    pub fn call_function(&mut self, function: Gc<Function>, arguments: Arguments<'_>) -> Outcome<Value> {
        self.check_native_stack()?;
        let code = function.code.get();
        let base = self.stacks.top();
        let needed = code.register_count.get() as usize;
        // The arguments may be more than the registers: they are laid out only after binding.
        if !self.stacks.has_room(base.wrapping_add(needed)) || !self.stacks.has_frame_room() {
            return Err(self.recursion_error());
        }
        let simple = code.is_simple.get()
            && arguments.names.is_none()
            && arguments.values.len() == code.argument_count.get() as usize;
        if simple {
            // SAFETY: there is room for all registers of the frame.
            unsafe { std::ptr::copy_nonoverlapping(arguments.values.as_ptr(), base, arguments.values.len()) };
        } else {
            let bound = self.bind_arguments(function, arguments)?;
            if code.flags().intersects(interp::SUSPENDABLE) {
                return Ok(self.new_generator(function, bound)?.value());
            }
            let count = code.parameter_count.get() as usize;
            for (index, value) in bound.values(count).enumerate() {
                // SAFETY: as above.
                unsafe { base.add(index).write(value) };
            }
        }
        interp::push_frame(self, function, base, FrameKind::Entry, 0);
        crate::abi::run_innermost(self)
    }

    /// Runs the code of a module or class body in the given namespaces.
    pub fn run_body(&mut self, function: Gc<Function>, locals: Value) -> Outcome<Value> {
        self.check_native_stack()?;
        let base = self.stacks.top();
        let needed = function.code.get().register_count.get() as usize;
        if !self.stacks.has_room(base.wrapping_add(needed)) || !self.stacks.has_frame_room() {
            return Err(self.recursion_error());
        }
        interp::push_frame(self, function, base, FrameKind::Entry, 0);
        interp::set_locals(self, locals);
        interp::run(self)
    }

    /// A generator, coroutine or asynchronous generator of a function whose arguments are bound.
    ///
    /// # Errors
    /// `SystemError` for code from a file that is not sound.
    pub fn new_generator(&mut self, function: Gc<Function>, bound: Gc<Array>) -> Outcome<Gc<Generator>> {
        let count = function.code.get().parameter_count.get() as usize;
        // SAFETY: fields are plain words, and the array stays alive as `bound`.
        let parameters =
            unsafe { std::slice::from_raw_parts(bound.fields().as_ptr().cast::<Value>(), count) };
        let generator = self.begin_generator(function, parameters);
        std::hint::black_box(bound);
        generator
    }

    /// A new generator, coroutine or asynchronous generator with the values of its parameters, which are kept alive meanwhile.
    ///
    /// # Errors
    /// The code cannot be made ready.
    pub(crate) fn begin_generator(
        &mut self,
        function: Gc<Function>,
        parameters: &[Value],
    ) -> Outcome<Gc<Generator>> {
        let code = function.code.get();
        // A frame that is looked at before it runs has to begin with its own instructions.
        self.prepare_code(code)?;
        let flags = code.flags();
        let class = if flags.contains(CodeFlags::COROUTINE) {
            self.types.coroutine
        } else if flags.contains(CodeFlags::ASYNC_GENERATOR) {
            self.types.async_generator
        } else {
            self.types.generator
        };
        let registers = self.heap.array(code.register_count.get() as usize);
        for (index, &parameter) in parameters.iter().enumerate() {
            registers.init(index, parameter);
        }
        for index in parameters.len()..code.variable_count.get() as usize {
            registers.init(index, Value::UNBOUND);
        }
        let generator: Gc<Generator> = self.heap.alloc(class.root_shape.get());
        generator.function.init(function);
        generator.registers.init(registers);
        generator.name.init(function.name.get());
        generator.qualified_name.init(function.qualified_name.get());
        generator.next.set(code.instructions.get());
        if self.origin_depth > 0 && flags.contains(CodeFlags::COROUTINE) {
            let origin = self.calls_in_progress(self.origin_depth)?;
            generator.origin.set(generator, origin.value());
        }
        if code.finalizes.get() {
            self.heap.register_finalizer(generator.value());
        }
        Ok(generator)
    }

    /// Where the innermost frames are: up to `count` tuples of file, line and name.
    fn calls_in_progress(&mut self, count: usize) -> Outcome<Gc<Tuple>> {
        let calls = self.new_list();
        for depth in (0..self.stacks.depth()).rev().take(count) {
            self.materialize(depth);
            let code = self.stacks.frames()[depth].function.code.get();
            let code = code.code();
            let line = code.position(self.instruction_of(depth)).line;
            let filename = self.new_str(&code.filename).value();
            let name = self.new_str(&code.name).value();
            let call = self.tuple(&[filename, Value::index(line as usize), name]);
            self.append(calls, call.value())?;
        }
        self.tuple_of_list(calls)
    }

    /// Binds arguments to parameters: the values of the parameter registers.
    ///
    /// # Errors
    /// `TypeError`, as CPython words it.
    #[inline(never)]
    pub fn bind_arguments(&mut self, function: Gc<Function>, arguments: Arguments<'_>) -> Outcome<Gc<Array>> {
        let object = function.code.get();
        if !object.is_prepared() {
            self.prepare_code(object)?;
        }
        let code = object.code();
        let total = object.parameter_count.get() as usize;
        let positional_count = usize::from(code.argument_count);
        let named = positional_count + usize::from(code.keyword_only_count);
        let bound = self.heap.array(total.max(1));
        let given = arguments.positional_count();
        let (positional, keywords) = arguments.values.split_at(given);
        for (index, &value) in positional.iter().take(positional_count).enumerate() {
            bound.set(index, value);
        }
        let mut next = named;
        if code.flags.contains(CodeFlags::VARARGS) {
            let rest = positional.get(positional_count..).unwrap_or_default();
            let rest = self.new_tuple(rest)?;
            bound.set(next, rest.value());
            next += 1;
        }
        let mut extra: Option<Gc<Dict>> = None;
        if code.flags.contains(CodeFlags::VARKEYWORDS) {
            let dict = self.new_dict();
            bound.set(next, dict.value());
            extra = Some(dict);
        }
        for (index, &value) in keywords.iter().enumerate() {
            let name = arguments.names.map_or(Value::UNBOUND, |names| names.get(index));
            let Some(text) = name.cast::<Str>() else {
                return Err(self.type_error("keywords must be strings"));
            };
            let mut places = usize::from(code.positional_only_count)..named;
            // Names in calls are interned, but for those that come from a dictionary.
            let place = places
                .clone()
                .find(|&place| object.parameter_name(place) == name)
                .or_else(|| places.find(|&place| parameter_is(&code.variables[place].name, text)));
            match (place, extra) {
                (Some(place), _) => {
                    if !bound.get(place).is_unbound() {
                        let message = format!("got multiple values for argument '{}'", text.to_lossy());
                        return Err(self.argument_error(function, &message));
                    }
                    bound.set(place, value);
                }
                (None, Some(dict)) => self.dict_set(dict, name, value)?,
                (None, None) => return Err(self.unexpected_keyword(function, text, arguments)),
            }
        }
        if given > positional_count && !code.flags.contains(CodeFlags::VARARGS) {
            return Err(self.too_many_positional(function, given, bound));
        }
        if given < positional_count {
            let defaults = function.defaults.try_get();
            let default_count = defaults.map_or(0, |defaults| defaults.len());
            let first = positional_count.saturating_sub(default_count);
            for place in given..positional_count {
                if bound.get(place).is_unbound()
                    && let (true, Some(defaults)) = (place >= first, defaults)
                {
                    bound.set(
                        place,
                        defaults.get(place - first + default_count.saturating_sub(positional_count)),
                    );
                }
            }
            let missing: Vec<_> =
                (0..positional_count).filter(|&place| bound.get(place).is_unbound()).collect();
            if !missing.is_empty() {
                return Err(self.missing_arguments(object, function, &missing, "positional"));
            }
        }
        let mut missing = Vec::new();
        for place in positional_count..named {
            if bound.get(place).is_unbound() {
                let name = object.parameter_name(place);
                let default = match function.keyword_defaults.try_get() {
                    Some(defaults) => self.dict_get(defaults, name)?,
                    None => None,
                };
                match default {
                    Some(value) => bound.set(place, value),
                    None => missing.push(place),
                }
            }
        }
        if !missing.is_empty() {
            return Err(self.missing_arguments(object, function, &missing, "keyword-only"));
        }
        Ok(bound)
    }

    #[cold]
    fn argument_error(&mut self, function: Gc<Function>, message: &str) -> Raised {
        let name =
            function.qualified_name.get().cast::<Str>().map_or_else(String::new, |name| name.to_lossy());
        self.type_error(format!("{name}() {message}"))
    }

    #[cold]
    fn unexpected_keyword(
        &mut self,
        function: Gc<Function>,
        name: Gc<Str>,
        arguments: Arguments<'_>,
    ) -> Raised {
        let code = function.code.get().code();
        let positional_only: Vec<String> = (0..usize::from(code.positional_only_count))
            .filter(|&place| {
                arguments.names.is_some_and(|names| {
                    names.iter().any(|it| {
                        it.cast::<Str>().is_some_and(|it| parameter_is(&code.variables[place].name, it))
                    })
                })
            })
            .map(|place| code.variables[place].name.to_string())
            .collect();
        if !positional_only.is_empty() {
            let names = positional_only.join(", ");
            return self.argument_error(
                function,
                &format!("got some positional-only arguments passed as keyword arguments: '{names}'"),
            );
        }
        let text = name.to_lossy();
        let named = usize::from(code.argument_count) + usize::from(code.keyword_only_count);
        let candidates = code.variables[usize::from(code.positional_only_count)..named].iter();
        let suggestion =
            crate::protocol::errors::suggest(&text, candidates.map(|variable| variable.name.to_string()));
        let hint = suggestion.map_or_else(String::new, |name| format!(". Did you mean '{name}'?"));
        self.argument_error(function, &format!("got an unexpected keyword argument '{text}'{hint}"))
    }

    #[cold]
    fn too_many_positional(&mut self, function: Gc<Function>, given: usize, bound: Gc<Array>) -> Raised {
        let code = function.code.get().code();
        let most = usize::from(code.argument_count);
        let defaults = function.defaults.try_get().map_or(0, |defaults| defaults.len());
        let named = most + usize::from(code.keyword_only_count);
        let keyword_given = (most..named).filter(|&place| !bound.get(place).is_unbound()).count();
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let takes = if defaults > 0 {
            format!("from {} to {most} positional arguments", most.saturating_sub(defaults))
        } else {
            format!("{most} positional argument{}", plural(most))
        };
        let given_text = if keyword_given > 0 {
            format!(
                "{given} positional argument{} (and {keyword_given} keyword-only argument{}) were given",
                plural(given),
                plural(keyword_given)
            )
        } else {
            format!("{given} {} given", if given == 1 { "was" } else { "were" })
        };
        self.argument_error(function, &format!("takes {takes} but {given_text}"))
    }

    #[cold]
    fn missing_arguments(
        &mut self,
        code: Gc<CodeObject>,
        function: Gc<Function>,
        missing: &[usize],
        kind: &str,
    ) -> Raised {
        let names: Vec<String> =
            missing.iter().map(|&place| format!("'{}'", code.code().variables[place].name)).collect();
        let list = match names.as_slice() {
            [only] => only.clone(),
            [first, second] => format!("{first} and {second}"),
            [rest @ .., last] => format!("{}, and {last}", rest.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        self.argument_error(
            function,
            &format!("missing {} required {kind} argument{plural}: {list}", names.len()),
        )
    }
}

fn parameter_is(parameter: &str, name: Gc<Str>) -> bool {
    match name.as_ascii() {
        Some(name) => name == parameter,
        None => name.to_lossy() == parameter,
    }
}
