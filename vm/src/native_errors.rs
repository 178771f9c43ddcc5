//! What is wrong with a call of a native function, in the words that CPython has for C functions.

use crate::heap::Gc;
use crate::object::{NativeFunction, NativeSpec, Special, Str, Type};
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

/// Whether a function with parameters that must be named counts the others before it looks at names.
fn checks_count(spec: &NativeSpec) -> bool {
    spec.name == "sorted"
}

impl Vm {
    /// The class that a call of `__new__` or `__init__` makes an instance of.
    fn constructed(&self, spec: &'static NativeSpec, arguments: &[Value]) -> Option<Gc<Type>> {
        let receiver = *arguments.first()?;
        match spec.name {
            "__new__" => receiver.cast::<Type>(),
            "__init__" => Some(self.type_of(receiver)),
            _ => None,
        }
    }

    /// The bare name of a native function; constructors go by the name of their class.
    pub(crate) fn shown_name(&self, spec: &'static NativeSpec, arguments: &[Value]) -> String {
        match self.constructed(spec, arguments) {
            Some(class) => self.native_owner(class, spec).display_name(),
            None => spec.name.to_owned(),
        }
    }

    /// The name of a native function, methods with their class.
    pub(crate) fn native_name(&self, spec: &'static NativeSpec, arguments: &[Value]) -> String {
        match arguments.first() {
            Some(&receiver) if spec.arity.has_receiver && !matches!(spec.name, "__new__" | "__init__") => {
                let owner = match receiver.cast::<Type>() {
                    // What is called on a class goes by it.
                    Some(class) => class,
                    None => self.native_owner(self.type_of(receiver), spec),
                };
                let qualified = owner.qualified_name.get().cast::<Str>();
                let qualified = qualified.map_or_else(|| owner.display_name(), |name| name.to_lossy());
                format!("{qualified}.{}", spec.name)
            }
            _ => match crate::modules::library::module_of(spec) {
                Some(module) => format!("{module}.{}", spec.name),
                None => self.shown_name(spec, arguments),
            },
        }
    }

    /// Whether the constructor of a built-in type is called for a class that overrides its counterpart: then it lets
    /// keyword arguments pass, which are the counterpart's.
    pub(crate) fn ignores_keywords(&self, spec: &'static NativeSpec, arguments: &[Value]) -> bool {
        let Some(class) = self.constructed(spec, arguments) else { return false };
        let owner = self.native_owner(class, spec);
        if owner == self.types.set {
            return false;
        }
        let counterpart = if spec.name == "__new__" { Special::Init } else { Special::New };
        class != owner && class.special(counterpart) != owner.special(counterpart)
    }

    /// `TypeError` unless the first argument of a `__new__` is a class that it may make instances of.
    pub(crate) fn check_new(&mut self, owner: Gc<Type>, class: Option<Value>) -> Outcome<()> {
        let Some(argument) = class else {
            let name = owner.display_name();
            return Err(self.type_error(format!("{name}.__new__(): not enough arguments")));
        };
        let Some(class) = argument.cast::<Type>() else {
            let (name, given) = (owner.display_name(), self.type_name(argument));
            return Err(self.type_error(format!("{name}.__new__(X): X is not a type object ({given})")));
        };
        if class == owner {
            return Ok(());
        }
        if !class.is_subtype_of(owner) {
            let (name, given) = (owner.display_name(), class.display_name());
            return Err(
                self.type_error(format!("{name}.__new__({given}): {given} is not a subtype of {name}"))
            );
        }
        let mut builtin = class;
        // Whose `__new__` is written in Python does not say how instances are made.
        while builtin.is_heap_type() && !builtin.special(Special::New).is::<NativeFunction>() {
            let Some(base) = builtin.base.try_get() else { return Ok(()) };
            builtin = base;
        }
        if builtin.special(Special::New) != owner.special(Special::New) {
            let (name, given, builtin) = (owner.display_name(), class.display_name(), builtin.display_name());
            return Err(
                self.type_error(format!("{name}.__new__({given}) is not safe, use {builtin}.__new__()"))
            );
        }
        Ok(())
    }

    /// Whether a method fills what is a slot of a C type, whose wrapper then complains of arguments.
    fn fills_slot(&self, spec: &'static NativeSpec, arguments: &[Value]) -> bool {
        // These are methods like others in C.
        const METHODS: &[&str] = &[
            "__new__",
            "__init__",
            "__ceil__",
            "__floor__",
            "__trunc__",
            "__round__",
            "__format__",
            "__reversed__",
            "__length_hint__",
            "__dir__",
            "__complex__",
            "__enter__",
            "__exit__",
            "__aenter__",
            "__aexit__",
            "__bytes__",
            "__fspath__",
            "__missing__",
            "__set_name__",
            "__prepare__",
            "__mro_entries__",
            "__init_subclass__",
            "__class_getitem__",
            "__instancecheck__",
            "__subclasscheck__",
        ];
        // And these are where CPython has written them as methods beside the slot, to be faster.
        let coexists = arguments.first().is_some_and(|&receiver| {
            let owner = self.native_owner(self.type_of(receiver), spec);
            let (list, dict) = (self.types.list, self.types.dict);
            match spec.name {
                "__getitem__" => owner == list || owner == dict,
                "__contains__" => owner == dict || owner == self.types.set || owner == self.types.frozenset,
                _ => false,
            }
        });
        spec.arity.has_receiver
            && !coexists
            && spec.name.starts_with("__")
            && !METHODS.contains(&spec.name)
            && self.names.find_special(self.interned_name(spec.name)).is_some()
    }

    /// `TypeError` for keyword arguments of a function that takes none.
    #[cold]
    pub(crate) fn no_keywords(&mut self, spec: &'static NativeSpec, arguments: &[Value]) -> Raised {
        let name = if self.fills_slot(spec, arguments) {
            format!("wrapper {}", spec.name)
        } else {
            self.native_name(spec, arguments)
        };
        self.type_error(format!("{name}() takes no keyword arguments"))
    }

    /// `TypeError` for more positional and keyword arguments together than there are parameters.
    #[cold]
    pub(crate) fn too_many(
        &mut self,
        spec: &'static NativeSpec,
        positional: &[Value],
        keywords: usize,
    ) -> Outcome<Value> {
        let arity = spec.arity;
        let skip = usize::from(arity.has_receiver);
        let given = positional.len().saturating_sub(skip);
        let total = (arity.total as usize).saturating_sub(skip);
        let kind = if given == 0 { "keyword " } else { "" };
        let plural = if total == 1 { "" } else { "s" };
        let name = self.shown_name(spec, positional);
        let given = given + keywords;
        Err(self.type_error(format!("{name}() takes at most {total} {kind}argument{plural} ({given} given)")))
    }

    /// Whether the constructor is that of `int` or `str`, which count positional arguments before looking at names.
    fn counts_alone(&self, spec: &'static NativeSpec, arguments: &[Value]) -> bool {
        self.constructed(spec, arguments).is_some_and(|class| {
            let owner = self.native_owner(class, spec);
            class == owner && (owner == self.types.int || owner == self.types.str)
        })
    }

    /// `TypeError` for a wrong number of positional arguments.
    #[cold]
    pub(crate) fn wrong_count(&mut self, spec: &'static NativeSpec, arguments: &[Value]) -> Outcome<Value> {
        let arity = spec.arity;
        let skip = usize::from(arity.has_receiver);
        let count = |all: usize| all.saturating_sub(skip);
        let (given, min, max) =
            (count(arguments.len()), count(arity.min as usize), count(arity.max as usize));
        let only_positional = arity.total == arity.max && arity.positional_only == arity.max;
        let gathers = u8::from(arity.var_positional) + u8::from(arity.var_keyword);
        let has_named = arity.total > arity.max + gathers;
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (bound, wanted) = match (min == max, given > max) {
            // What may be named as well is counted together with what is.
            (_, true) if arity.total == arity.max && arity.positional_only < arity.max => ("at most ", max),
            (true, false) if arity.var_positional => ("at least ", min),
            (true, _) => ("exactly ", max),
            (false, true) => ("at most ", max),
            (false, false) => ("at least ", min),
        };
        let constructs = matches!(spec.name, "__new__" | "__init__");
        let fills_slot = self.fills_slot(spec, arguments) && only_positional;
        let message = if fills_slot && min == max {
            // The wrappers of slots with one argument count by themselves, the others have it checked by name.
            let name = if max > 1 { format!("{} ", spec.name) } else { String::new() };
            format!("{name}expected {max} argument{}, got {given}", plural(max))
        } else if fills_slot && (min, max) == (1, 2) && spec.name != "__get__" {
            format!("expected 1 or 2 arguments, got {given}")
        } else if only_positional && !constructs && min == max && max <= 1 {
            let takes = if max == 0 { "no arguments" } else { "exactly one argument" };
            format!("{}() takes {takes} ({given} given)", self.native_name(spec, arguments))
        } else if max == 0 && arity.total > arity.max {
            format!("{}() takes no positional arguments", self.shown_name(spec, arguments))
        } else if (arity.positional_only < arity.max || has_named && !checks_count(spec))
            && !self.counts_alone(spec, arguments)
        {
            let name = self.shown_name(spec, arguments);
            // Parameters that must be named do not count, and the message says so; nor do others if what is missing
            // cannot be named.
            let unnamed = count(arity.min.min(arity.positional_only) as usize);
            let (wanted, positional) = match (given < unnamed, arity.total == arity.max) {
                (true, _) => (unnamed, "positional "),
                (false, true) => (wanted, ""),
                (false, false) => (wanted, "positional "),
            };
            format!("{name}() takes {bound}{wanted} {positional}argument{} ({given} given)", plural(wanted))
        } else {
            let bound = bound.trim_start_matches("exactly ");
            let name = self.shown_name(spec, arguments);
            format!("{name} expected {bound}{wanted} argument{}, got {given}", plural(wanted))
        };
        Err(self.type_error(message))
    }
}
