//! Making exceptions: instances, context, tracebacks, and suggestions for misspelt names.

use crate::heap::Gc;
use crate::object::{Exception, FrameObject, Function, Str, Traceback, Tuple, Type};
use crate::protocol::Arguments;
use crate::value::Value;
use crate::vm::{Outcome, Raised, Vm};

impl Vm {
    /// An instance of an exception class, made as a call would.
    pub fn new_exception(&mut self, class: Gc<Type>, arguments: &[Value]) -> Outcome<Gc<Exception>> {
        let made = self.call_class(class, Arguments::positional(arguments))?;
        match made.cast::<Exception>() {
            Some(exception) => Ok(exception),
            None => Err(self.type_error("exceptions must derive from BaseException")),
        }
    }

    /// An exception object with its arguments set and nothing else.
    pub fn alloc_exception(&mut self, class: Gc<Type>, arguments: Gc<Tuple>) -> Gc<Exception> {
        let shape = class.root_shape.get();
        let exception: Gc<Exception> = self.heap.alloc_with_attributes(shape, size_of::<Exception>());
        exception.arguments.init(arguments);
        let fields = crate::builtins::exceptions::extra_fields(self, class);
        if fields > 0 {
            let extra = self.heap.array(fields);
            exception.extra.set(exception, extra);
        }
        exception
    }

    /// Raises `AttributeError` with the name and the object that it concerns.
    #[cold]
    pub fn attribute_error(&mut self, message: impl AsRef<str>, object: Value, name: Gc<Str>) -> Raised {
        let raised = self.error(self.exceptions.AttributeError, message);
        if let Some(exception) = self.raised.cast::<Exception>()
            && let Some(extra) = exception.extra.try_get()
        {
            extra.set(0, name.value());
            extra.set(1, object);
        }
        raised
    }

    /// Raises `NameError` (or a subclass) with the name that it concerns.
    #[cold]
    pub fn name_error(&mut self, class: Gc<Type>, message: impl AsRef<str>, name: Value) -> Raised {
        let raised = self.error(class, message);
        if let Some(exception) = self.raised.cast::<Exception>()
            && let Some(extra) = exception.extra.try_get()
        {
            extra.set(0, name);
        }
        raised
    }

    /// Raises `KeyError` for a key.
    #[cold]
    pub fn key_error(&mut self, key: Value) -> Raised {
        self.raise_with(self.exceptions.KeyError, &[key])
    }

    /// Raises `IndexError`.
    #[cold]
    pub fn index_error(&mut self, message: &str) -> Raised {
        self.error(self.exceptions.IndexError, message)
    }

    /// Raises `StopIteration` with a value.
    #[cold]
    pub fn stop_iteration(&mut self, value: Value) -> Raised {
        let arguments: &[Value] = if value.is_none() { &[] } else { std::slice::from_ref(&value) };
        let arguments = self.tuple(arguments);
        let exception = self.alloc_exception(self.exceptions.StopIteration, arguments);
        if let Some(extra) = exception.extra.try_get() {
            extra.set(0, value);
        }
        self.raised = exception.value();
        Raised
    }

    /// The exception that `raise value` raises: an instance.
    pub fn exception_from(&mut self, value: Value) -> Outcome<Value> {
        if value.is::<Exception>() {
            return Ok(value);
        }
        if let Some(class) = value.cast::<Type>()
            && class.is_subtype_of(self.exceptions.BaseException)
        {
            let made = self.call(value, &[])?;
            if made.is::<Exception>() {
                return Ok(made);
            }
            let given = self.type_of(made).value();
            let (class, given) = (self.repr(value)?.to_lossy(), self.repr(given)?.to_lossy());
            return Err(self.type_error(format!(
                "calling {class} should have returned an instance of BaseException, not {given}"
            )));
        }
        Err(self.type_error("exceptions must derive from BaseException"))
    }

    /// Makes the exception being handled the context of the one raised, unless that would make a cycle.
    pub fn link_context(&mut self) {
        let handled = self.handled;
        let (Some(raised), Some(context)) = (self.raised.cast::<Exception>(), handled.cast::<Exception>())
        else {
            return;
        };
        if raised == context {
            return;
        }
        // Break a chain that leads back to the exception raised.
        let mut link = context;
        for _ in 0..1000 {
            match link.context.get().cast::<Exception>() {
                Some(next) if next == raised => {
                    link.context.set(link, Value::UNBOUND);
                    break;
                }
                Some(next) => link = next,
                None => break,
            }
        }
        raised.context.set(raised, handled);
    }

    /// Adds an entry for a frame to the traceback of the exception raised.
    pub fn add_traceback(&mut self, frame: Gc<FrameObject>, instruction: u32) {
        let Some(exception) = self.raised.cast::<Exception>() else { return };
        let entry = self.new_traceback_entry(frame, instruction);
        entry.next.set(entry, exception.traceback.get());
        exception.traceback.set(exception, entry.value());
    }

    /// A traceback of one frame that is at an instruction.
    pub(crate) fn new_traceback_entry(&mut self, frame: Gc<FrameObject>, instruction: u32) -> Gc<Traceback> {
        let entry: Gc<Traceback> = self.heap.alloc(self.types.traceback.root_shape.get());
        entry.frame.init(frame);
        entry.instruction.set(instruction);
        let code = frame.code.get().code();
        let line = code.position(instruction).line;
        entry.line.set(if line == 0 { code.first_line } else { line });
        entry
    }

    /// Whether `exception` matches the class or tuple of classes of an `except` clause.
    ///
    /// # Errors
    /// `TypeError` for anything else.
    pub fn exception_matches(&mut self, exception: Value, classes: Value) -> Outcome<bool> {
        const MESSAGE: &str = "catching classes that do not inherit from BaseException is not allowed";
        let class = self.type_of(exception);
        if let Some(wanted) = classes.cast::<Type>() {
            if !wanted.is_subtype_of(self.exceptions.BaseException) {
                return Err(self.type_error(MESSAGE));
            }
            return Ok(class.is_subtype_of(wanted));
        }
        let Some(tuple) = classes.cast::<Tuple>() else { return Err(self.type_error(MESSAGE)) };
        for &entry in tuple.as_slice() {
            match entry.cast::<Type>() {
                Some(wanted) if wanted.is_subtype_of(self.exceptions.BaseException) => {}
                _ => return Err(self.type_error(MESSAGE)),
            }
        }
        Ok(tuple
            .as_slice()
            .iter()
            .any(|entry| entry.cast::<Type>().is_some_and(|wanted| class.is_subtype_of(wanted))))
    }

    /// Runs `work` with the exception state put aside, and restores it.
    pub fn with_saved_exception<T>(&mut self, work: impl FnOnce(&mut Vm) -> T) -> T {
        let raised = self.take_raised();
        let result = work(self);
        self.raised = raised;
        result
    }

    /// The name of a function, for messages.
    pub fn function_name(&self, function: Gc<Function>) -> String {
        function.qualified_name.get().cast::<Str>().map_or_else(String::new, |name| name.to_lossy())
    }
}

/// The candidate that is most like a misspelt name, by CPython's measure: edits cost 2 (1 for a change of case), and
/// the total is to stay within a third of the letters.
pub(crate) fn suggest(name: &str, candidates: impl std::iter::Iterator<Item = String>) -> Option<String> {
    const MOST_LETTERS: usize = 40;
    if name.len() > MOST_LETTERS {
        return None;
    }
    let mut best: Option<(usize, String)> = None;
    for candidate in candidates.take(750) {
        if candidate == name || candidate.len() > MOST_LETTERS {
            continue;
        }
        let limit = (name.len() + candidate.len() + 3) * 2 / 6;
        let bound = best.as_ref().map_or(limit, |(distance, _)| limit.min(distance.saturating_sub(1)));
        let distance = edit_distance(name, &candidate);
        if distance <= bound {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

fn edit_distance(left: &str, right: &str) -> usize {
    let substitute = |a: char, b: char| match () {
        () if a == b => 0,
        () if a.eq_ignore_ascii_case(&b) => 1,
        () => 2,
    };
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).map(|count| count * 2).collect();
    for (line, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = (line + 1) * 2;
        for (column, &b) in right.iter().enumerate() {
            let cost = (diagonal + substitute(a, b)).min(row[column] + 2).min(row[column + 1] + 2);
            diagonal = std::mem::replace(&mut row[column + 1], cost);
        }
    }
    row[right.len()]
}
