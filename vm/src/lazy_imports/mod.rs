//! Lazy imports: a name whose module is imported when the name is first used.
//!
//! Two forms share one mechanism. `lazy import m` and `lazy from m import n` say so themselves (PEP 810); `-L` makes ordinary
//! import statements of module level lazy (PEP 690), except for those inside of `try` and `with`, `import *`, modules that were
//! excluded, and what runs under `eager_imports()`.
//!
//! What a lazy statement binds is a *stub*, an object of `types.LazyImportType`. Looking the name up, in the module's own code
//! or as the module's attribute, imports and puts the result in the stub's place. A stub of `-L` is never seen: looking into the
//! namespace as a dictionary resolves it as well. One of the explicit form is shown as it is, as PEP 810 has it.
//!
//! Inline caches hold the cells of globals, so a stub never lies in a cell that a cache may have: it gets a new one, and the old
//! one is emptied.

mod natives;

pub(crate) use natives::{LAZY_IMPORT, MODULE, SYS_FUNCTIONS};

use crate::heap::Gc;
use crate::object::{Dict, Exception, Function, Record, Str, Table};
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// Which import statements of module level are lazy without saying so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Mode {
    /// None.
    #[default]
    Normal,
    /// All.
    All,
}

/// What the VM knows of lazy imports.
#[derive(Debug)]
pub(crate) struct State {
    pub mode: Mode,
    /// A container of names of modules whose statements stay eager, or `None`.
    pub excluding: Value,
    /// Called with importer, name and names: whether the import may be lazy; or `None`.
    pub filter: Value,
    /// How many blocks of `eager_imports()` are being executed.
    pub eager: usize,
    /// Whether there ever was a stub, so that namespaces may hold one.
    pub has_stubs: bool,
}

impl Default for State {
    fn default() -> State {
        State { mode: Mode::Normal, excluding: Value::NONE, filter: Value::NONE, eager: 0, has_stubs: false }
    }
}

/// The fields of a stub.
mod field {
    /// The stub whose value has the attribute, or `None`.
    pub(super) const PARENT: usize = 0;
    /// The module's name as the statement has it, or that of the attribute.
    pub(super) const NAME: usize = 1;
    /// The namespace of the statement.
    pub(super) const GLOBALS: usize = 2;
    /// The names of a `from` statement, or `None`.
    pub(super) const NAMES: usize = 3;
    /// Leading dots.
    pub(super) const LEVEL: usize = 4;
    /// The value, once known; `UNBOUND` before.
    pub(super) const VALUE: usize = 5;
    /// Where the statement is.
    pub(super) const FILE: usize = 6;
    pub(super) const LINE: usize = 7;
    /// Whether the statement says that it is lazy.
    pub(super) const EXPLICIT: usize = 8;
    /// The thread that is resolving it, or `None`.
    pub(super) const THREAD: usize = 9;
    /// The stub of an earlier `import package.part` that bound the same name and was not used, or `None`.
    pub(super) const EARLIER: usize = 10;
}

/// An import statement that may be lazy.
#[derive(Clone, Copy)]
pub(crate) struct Statement {
    pub name: Value,
    pub names: Value,
    pub level: Value,
    /// It says so itself.
    pub explicit: bool,
}

impl Vm {
    /// The stub that a value is.
    #[inline]
    pub(crate) fn as_stub(&self, value: Value) -> Option<Gc<Record>> {
        if !self.lazy_imports.has_stubs {
            return None;
        }
        value.cast::<Record>().filter(|_| self.type_of(value) == self.types.lazy_import)
    }

    /// The stub of an import statement of module level, if it is to be lazy.
    ///
    /// # Errors
    /// What the container of excluded modules and the filter raise.
    pub(crate) fn lazy_import(
        &mut self,
        function: Gc<Function>,
        locals: Value,
        statement: Statement,
    ) -> Outcome<Option<Value>> {
        let globals = function.globals.get();
        if locals != globals.value() || !globals.has_cells() || !self.is_wanted(globals, statement)? {
            return Ok(None);
        }
        let line = self.current_line();
        let file = self.new_str(&function.code.get().code().filename.clone()).value();
        self.lazy_imports.has_stubs = true;
        let class = self.types.lazy_import;
        let Statement { name, names, level, explicit } = statement;
        let fields = [
            Value::NONE,
            name,
            globals.value(),
            names,
            level,
            Value::UNBOUND,
            file,
            Value::fixnum(i64::from(line)),
            Value::bool(explicit),
            Value::NONE,
            Value::NONE,
        ];
        Ok(Some(self.new_record(class, &fields).value()))
    }

    fn is_wanted(&mut self, globals: Gc<Dict>, statement: Statement) -> Outcome<bool> {
        if self.lazy_imports.eager > 0 {
            return Ok(false);
        }
        let key = self.names.dunder_name;
        let importer = self.dict_get_str(globals, key).unwrap_or(Value::NONE);
        if !statement.explicit {
            let listed = self.intern("__lazy_modules__");
            let is_listed = match self.dict_get_str(globals, listed) {
                Some(listed) => self.contains(listed, statement.name)?,
                None => false,
            };
            if !is_listed && self.lazy_imports.mode == Mode::Normal {
                return Ok(false);
            }
            let excluding = self.lazy_imports.excluding;
            if !excluding.is_none() && self.contains(excluding, importer)? {
                return Ok(false);
            }
        }
        let filter = self.lazy_imports.filter;
        if filter.is_none() {
            return Ok(true);
        }
        let wanted = self.call(filter, &[importer, statement.name, statement.names])?;
        self.is_true(wanted)
    }

    /// The line that the running frame is at.
    fn current_line(&mut self) -> u32 {
        let depth = self.stacks.depth();
        let frame = self.frame_object(depth - 1);
        crate::builtins::code::frame_line(self, frame)
    }

    /// The stub of an attribute of what another stub stands for.
    pub(crate) fn lazy_attribute(&mut self, parent: Gc<Record>, name: Gc<Str>) -> Value {
        let class = self.types.lazy_import;
        let fields = [
            parent.value(),
            name.value(),
            parent.get(field::GLOBALS),
            Value::NONE,
            Value::ZERO,
            Value::UNBOUND,
            parent.get(field::FILE),
            parent.get(field::LINE),
            parent.get(field::EXPLICIT),
            Value::NONE,
            Value::NONE,
        ];
        self.new_record(class, &fields).value()
    }

    /// Binds a name of a namespace to a stub, in a cell that no inline cache has.
    ///
    /// # Errors
    /// `MemoryError`, or that the namespace is frozen.
    pub(crate) fn bind_stub(&mut self, namespace: Gc<Dict>, name: Value, stub: Gc<Record>) -> Outcome<()> {
        let builtins = self.builtins;
        if self.dict_contains(builtins, name)? {
            // A cache that holds an emptied cell would show the built-in object.
            let value = self.resolve_stub(stub)?;
            return self.dict_set(namespace, name, value);
        }
        let hash = self.hash(name)?;
        if let Some(name) = name.cast::<Str>()
            && let Some(entry) = namespace.find_str(name, hash)
            && let Some(earlier) = self.as_stub(namespace.value_at(entry))
            && is_of_package(earlier)
            && is_of_package(stub)
        {
            // Both are submodules of the package that the name stands for.
            stub.set(field::EARLIER, earlier.value());
        }
        self.dict_remove(namespace, name)?;
        let cell = self.new_cell(stub.value());
        let Some(entry) = self.heap.add_entry(namespace, crate::object::hash_word(hash), name) else {
            return Err(self.memory_error());
        };
        namespace.entries().set(entry * Dict::STRIDE + 2, cell.value());
        Ok(())
    }

    /// Whether an explicit stub is shown to who looks into the namespace as a dictionary.
    pub(crate) fn is_explicit_stub(&self, stub: Gc<Record>) -> bool {
        stub.get(field::EXPLICIT) == Value::TRUE
    }

    /// What a name of a namespace stands for: the value itself, or what the stub that it is resolves to. While this thread
    /// resolves it, the name is not there: as for `from . import part`, which binds `part` in its package.
    ///
    /// # Errors
    /// Whatever the import raises.
    #[inline]
    pub(crate) fn resolved(
        &mut self,
        namespace: Gc<Dict>,
        name: Gc<Str>,
        value: Value,
    ) -> Outcome<Option<Value>> {
        match self.as_stub(value) {
            Some(stub) if self.is_resolving(stub) => Ok(None),
            Some(stub) => self.resolve_name(namespace, name, stub).map(Some),
            None => Ok(Some(value)),
        }
    }

    /// Whether this thread is resolving a stub, or what it is an attribute of.
    fn is_resolving(&mut self, stub: Gc<Record>) -> bool {
        let thread = self.new_int(crate::vm::threads::current_ident() as i64);
        let mut innermost = Some(stub);
        while let Some(stub) = innermost {
            if stub.get(field::THREAD) == thread {
                return true;
            }
            innermost = stub.get(field::PARENT).cast::<Record>();
        }
        false
    }

    #[cold]
    fn resolve_name(&mut self, namespace: Gc<Dict>, name: Gc<Str>, stub: Gc<Record>) -> Outcome<Value> {
        let value = self.resolve_stub(stub)?;
        // Unless the name was bound to something else meanwhile.
        let hash = self.hash_str(name);
        if let Some(entry) = namespace.find_str(name, hash)
            && namespace.value_at(entry) == stub.value()
        {
            namespace.set_value_at(entry, value);
        }
        Ok(value)
    }

    /// Imports what a stub stands for.
    ///
    /// # Errors
    /// Whatever the import raises, with a note that tells where the statement is. The stub stays one.
    pub(crate) fn resolve_stub(&mut self, stub: Gc<Record>) -> Outcome<Value> {
        if let Some(value) = stub.get(field::VALUE).bound() {
            return Ok(value);
        }
        let thread = self.new_int(crate::vm::threads::current_ident() as i64);
        if stub.get(field::THREAD) == thread {
            let shown = self.shown_stub(stub);
            let message =
                format!("lazy import of {shown} needs itself (most likely due to a circular import)");
            return Err(self.error(self.exceptions.ImportError, message));
        }
        self.check_native_stack()?;
        self.resolve_earlier(stub)?;
        stub.set(field::THREAD, thread);
        let result = self.import_of_stub(stub);
        stub.set(field::THREAD, Value::NONE);
        match result {
            Ok(value) => {
                stub.set(field::VALUE, value);
                Ok(value)
            }
            Err(raised) => {
                self.note_lazy_import(stub);
                Err(raised)
            }
        }
    }

    /// Imports what earlier statements bound the same name to, in their order.
    fn resolve_earlier(&mut self, stub: Gc<Record>) -> Outcome<()> {
        let mut chain = Vec::new();
        let mut earlier = stub.get(field::EARLIER).cast::<Record>();
        while let Some(stub) = earlier.filter(|stub| stub.get(field::VALUE).is_unbound()) {
            chain.push(stub);
            earlier = stub.get(field::EARLIER).cast::<Record>();
        }
        // The later ones hold the earlier ones.
        for stub in chain.into_iter().rev() {
            self.resolve_stub(stub)?;
        }
        stub.set(field::EARLIER, Value::NONE);
        Ok(())
    }

    fn import_of_stub(&mut self, stub: Gc<Record>) -> Outcome<Value> {
        let name = stub.get(field::NAME);
        if let Some(parent) = stub.get(field::PARENT).cast::<Record>() {
            let module = self.resolve_stub(parent)?;
            let name = name.cast::<Str>().unwrap_or(self.names.empty);
            return crate::interp::imports::import_from(self, module, name);
        }
        let globals = stub.get(field::GLOBALS);
        let builtins = globals.cast::<Dict>().and_then(|globals| crate::modules::builtins_of(self, globals));
        let builtins = builtins.unwrap_or(self.builtins);
        let key = self.names.import;
        let Some(import) = self.dict_get_str(builtins, key) else {
            return Err(self.error(self.exceptions.ImportError, "__import__ not found"));
        };
        let (names, level) = (stub.get(field::NAMES), stub.get(field::LEVEL));
        self.call(import, &[name, globals, globals, names, level])
    }

    /// Says in the exception being raised where the import statement is.
    fn note_lazy_import(&mut self, stub: Gc<Record>) {
        // Only the innermost of a chain of stubs says it.
        if stub
            .get(field::PARENT)
            .cast::<Record>()
            .is_some_and(|parent| parent.get(field::VALUE).is_unbound())
        {
            return;
        }
        let exception = self.raised;
        if !exception.is::<Exception>() {
            return;
        }
        let shown = self.shown_stub(stub);
        let file = stub.get(field::FILE).cast::<Str>().map_or_else(String::new, |file| file.to_lossy());
        let line = stub.get(field::LINE).as_fixnum().unwrap_or(0);
        let note = format!("{shown} was imported lazily, by the statement at {file}, line {line}");
        self.raised = Value::UNBOUND;
        let note = self.new_str(&note).value();
        let add_note = self.intern("add_note");
        let _ = self.call_method(exception, add_note, &[note]);
        self.raised = exception;
    }

    /// A stub's import for messages: `'a.b'`, `'n' from 'a'`.
    pub(crate) fn shown_stub(&mut self, stub: Gc<Record>) -> String {
        let text = |value: Value| value.cast::<Str>().map_or_else(String::new, |text| text.to_lossy());
        let name = text(stub.get(field::NAME));
        match stub.get(field::PARENT).cast::<Record>() {
            Some(parent) => format!("'{name}' from {}", self.shown_stub(parent)),
            None => {
                let dots = usize::try_from(stub.get(field::LEVEL).as_fixnum().unwrap_or(0)).unwrap_or(0);
                format!("'{}{name}'", ".".repeat(dots))
            }
        }
    }

    /// Resolves the implicit stubs of a namespace that is looked into as a dictionary: the one of a key, or all.
    ///
    /// # Errors
    /// Whatever the imports raise.
    #[inline]
    pub(crate) fn settle_stubs(&mut self, dict: Gc<Dict>, key: Option<Value>) -> Outcome<()> {
        if self.lazy_imports.has_stubs && dict.has_cells() { self.settle_stubs_of(dict, key) } else { Ok(()) }
    }

    #[cold]
    fn settle_stubs_of(&mut self, dict: Gc<Dict>, key: Option<Value>) -> Outcome<()> {
        let mut at = 0;
        while let Some(found) = dict.next_entry(at) {
            at = found + 1;
            let name = dict.key_at(found);
            let Some(stub) = self.as_stub(dict.value_at(found)) else { continue };
            if self.is_explicit_stub(stub) {
                continue;
            }
            if let Some(key) = key
                && !(name == key || self.equals(name, key)?)
            {
                continue;
            }
            if let Some(name) = name.cast::<Str>()
                && !self.is_resolving(stub)
            {
                self.resolve_name(dict, name, stub)?;
            }
        }
        Ok(())
    }
}

/// Whether a stub is that of `import package.part`, which binds `package`.
fn is_of_package(stub: Gc<Record>) -> bool {
    let name = stub.get(field::NAME).cast::<Str>();
    stub.get(field::PARENT).is_none()
        && stub.get(field::NAMES).is_none()
        && name.is_some_and(|name| name.to_lossy().contains('.'))
}
