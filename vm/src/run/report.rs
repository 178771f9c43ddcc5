//! Showing exceptions that nobody caught, through the hooks in `sys` and the library's `traceback`. If those fail, a plain
//! form is written without them.

use crate::heap::Gc;
use crate::modules::io::write_error;
use crate::object::{Exception, Traceback, Type};
use crate::value::Value;
use crate::vm::Vm;

/// How a program ended whose exception was reported.
pub(super) enum Reported {
    /// As any uncaught exception ends it.
    Shown,
    /// The hook raised `SystemExit`, which counts.
    Exit(Value),
}

/// Reports an uncaught exception with `sys.excepthook`.
pub(super) fn report_uncaught(vm: &mut Vm, exception: Value) -> Reported {
    let class = vm.type_of(exception).value();
    let traceback = exception.cast::<Exception>().and_then(|it| it.traceback.get().bound());
    let traceback = traceback.unwrap_or(Value::NONE);
    for (name, value) in [
        ("last_exc", exception),
        ("last_type", class),
        ("last_value", exception),
        ("last_traceback", traceback),
    ] {
        let name = vm.intern(name);
        crate::modules::set_sys_attribute(vm, name, value);
    }
    let name = vm.names.excepthook;
    let Some(hook) = crate::modules::sys_attribute(vm, name) else {
        write_error(vm, "sys.excepthook is missing\n");
        display(vm, exception);
        return Reported::Shown;
    };
    if vm.call(hook, &[class, exception, traceback]).is_ok() {
        return Reported::Shown;
    }
    let raised = vm.take_raised();
    if vm.type_of(raised).is_subtype_of(vm.exceptions.SystemExit) {
        return Reported::Exit(raised);
    }
    write_error(vm, "Error in sys.excepthook:\n");
    display(vm, raised);
    write_error(vm, "\nOriginal exception was:\n");
    display(vm, exception);
    Reported::Shown
}

/// Writes an exception with its traceback to `sys.stderr`, as the interpreter shows it.
fn display(vm: &mut Vm, exception: Value) {
    let shown = crate::modules::import_module(vm, "traceback").and_then(|module| {
        let name = vm.intern("_print_exception_bltin");
        vm.call_method(module, name, &[exception])
    });
    if shown.is_err() {
        vm.take_raised();
        let text = plain(vm, exception);
        write_error(vm, &text);
    }
}

/// The deepest chain of causes shown without the library.
const MAX_CHAIN: usize = 100;

/// An exception as text, made without calling anything in the library.
pub(crate) fn plain(vm: &mut Vm, exception: Value) -> String {
    let mut out = String::new();
    plain_chain(vm, exception, &mut out, 0);
    out
}

fn plain_chain(vm: &mut Vm, exception: Value, out: &mut String, depth: usize) {
    let Some(object) = exception.cast::<Exception>() else { return };
    if depth < MAX_CHAIN {
        let (cause, context) = (object.cause.get(), object.context.get());
        if !cause.is_unbound() {
            plain_chain(vm, cause, out, depth + 1);
            out.push_str("\nThe above exception was the direct cause of the following exception:\n\n");
        } else if !context.is_unbound() && !object.suppress_context.get() {
            plain_chain(vm, context, out, depth + 1);
            out.push_str("\nDuring handling of the above exception, another exception occurred:\n\n");
        }
    }
    let mut entry = object.traceback.get().cast::<Traceback>();
    if entry.is_some() {
        out.push_str("Traceback (most recent call last):\n");
    }
    while let Some(current) = entry {
        let code = current.frame.get().code.get().code();
        let line = current.line.get();
        out.push_str(&format!("  File \"{}\", line {line}, in {}\n", code.filename, code.name));
        entry = current.next.get().cast::<Traceback>();
    }
    out.push_str(&plain_line(vm, exception));
}

fn plain_line(vm: &mut Vm, exception: Value) -> String {
    let class: Gc<Type> = vm.type_of(exception);
    let name = vm.full_type_name(class);
    let text = match vm.to_str(exception) {
        Ok(text) => text.to_lossy(),
        Err(_) => "<exception str() failed>".to_owned(),
    };
    vm.raised = Value::UNBOUND;
    if text.is_empty() { format!("{name}\n") } else { format!("{name}: {text}\n") }
}
