//! The standard streams: `sys.stdin`, `sys.stdout` and `sys.stderr`, and what is written to them by the VM itself.
#![allow(unsafe_code, reason = "asks about descriptors and the locale")]

use std::ffi::CStr;

use super::{BUFFER_SIZE, buffered, call, file, is_closed, set, text, write_to};
use crate::builtins::prelude::*;
use crate::modules::sys_attribute;
use crate::object::Dict;

/// The encoding of files that no other was told for.
pub(super) fn default_encoding(vm: &mut Vm) -> Gc<Str> {
    let name = default_name(vm);
    vm.intern(&name)
}

fn default_name(vm: &Vm) -> String {
    if vm.options.utf8_mode { "utf-8".to_owned() } else { locale_encoding() }
}

/// The encoding of the locale that the environment asks for.
fn locale_encoding() -> String {
    static NAME: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    NAME.get_or_init(|| {
        // SAFETY: the strings end in zero, and nothing else uses the locale at this time.
        let name = unsafe {
            libc::setlocale(libc::LC_CTYPE, c"".as_ptr());
            CStr::from_ptr(libc::nl_langinfo(libc::CODESET)).to_string_lossy().into_owned()
        };
        // The plain locale of C stands for one whose encoding nobody has chosen.
        if name.is_empty() || name == "ANSI_X3.4-1968" { "UTF-8".to_owned() } else { name }
    })
    .clone()
}

/// The encoding and error handler that `PYTHONIOENCODING` asks for.
fn asked_encoding(vm: &Vm) -> (Option<String>, Option<String>) {
    let ignored = vm.options.ignore_environment;
    let asked = std::env::var("PYTHONIOENCODING").ok().filter(|_| !ignored).unwrap_or_default();
    let (encoding, errors) = asked.split_once(':').unwrap_or((&asked, ""));
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    (given(encoding), given(errors))
}

/// Makes the standard streams.
///
/// # Errors
/// `LookupError` for an encoding that does not exist.
pub(crate) fn make_standard_streams(vm: &mut Vm, sys: Gc<Dict>) -> Outcome<()> {
    let (encoding, errors) = asked_encoding(vm);
    let unbuffered = vm.options.unbuffered;
    for (number, name) in [(0, "stdin"), (1, "stdout"), (2, "stderr")] {
        let errors = match (number, &errors) {
            (2, _) => "backslashreplace",
            (_, Some(errors)) => errors.as_str(),
            (_, None) if encoding.is_none() && (vm.options.utf8_mode || is_plain_locale()) => {
                "surrogateescape"
            }
            (_, None) => "strict",
        };
        let encoding = encoding.clone().unwrap_or_else(|| default_name(vm)).to_lowercase();
        let stream = make(vm, number, name, &encoding, errors, unbuffered && number > 0)?;
        vm.set_global(sys, name, stream)?;
        vm.set_global(sys, &format!("__{name}__"), stream)?;
    }
    Ok(())
}

/// Whether nobody has chosen a locale.
fn is_plain_locale() -> bool {
    let chosen = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    matches!(chosen.as_deref(), None | Some("C" | "POSIX"))
}

/// One standard stream, `None` if its descriptor is not open.
fn make(
    vm: &mut Vm,
    number: i32,
    name: &str,
    encoding: &str,
    errors: &str,
    unbuffered: bool,
) -> Outcome<Value> {
    if super::closed_streams::was_closed(number) {
        return Ok(Value::NONE);
    }
    let mode = if number == 0 { "rb" } else { "wb" };
    let raw = match file::open(vm, Value::fixnum(number.into()), mode, Value::FALSE, Value::NONE) {
        Ok(raw) => raw,
        // A folder, for example.
        Err(_) if number == 0 => {
            vm.raised = Value::UNBOUND;
            return Ok(Value::NONE);
        }
        Err(raised) => return Err(raised),
    };
    let shown = vm.new_str(&format!("<{name}>")).value();
    set(vm, raw.value(), "name", shown)?;
    let is_terminal = file::isatty(vm, raw)?;
    let buffer = if unbuffered {
        raw.value()
    } else {
        let class = if number == 0 { vm.types.buffered_reader } else { vm.types.buffered_writer };
        buffered::open(vm, class, raw.value(), BUFFER_SIZE)?.value()
    };
    let line_buffering = !unbuffered && (is_terminal || number == 2);
    let options = [encoding, errors, "\n"].map(|option| vm.intern(option).value());
    let stream = text::open(vm, buffer, options, line_buffering, unbuffered)?;
    // They stay open to the last, for what other finalisers print.
    for part in [raw.value(), buffer, stream.value()] {
        if let Some(header) = part.header() {
            header.add(crate::heap::flags::FINALIZED);
        }
    }
    let mode = vm.intern(&mode[..1]).value();
    set(vm, stream.value(), "mode", mode)?;
    Ok(stream.value())
}

/// Flushes the standard streams: whether that went well. What goes wrong with standard output is reported.
pub(crate) fn flush_standard_streams(vm: &mut Vm) -> bool {
    let mut well = true;
    for name in ["stdout", "stderr"] {
        let key = vm.intern(name);
        let Some(stream) = sys_attribute(vm, key).filter(|stream| !stream.is_none()) else { continue };
        match is_closed(vm, stream) {
            Ok(true) => continue,
            Ok(false) => {}
            Err(_) => vm.raised = Value::UNBOUND,
        }
        if call(vm, stream, "flush", &[]).is_err() {
            well = false;
            if name == "stdout" {
                let exception = vm.take_raised();
                vm.report_unraisable_message(exception, "Exception ignored while flushing sys.stdout");
            } else {
                vm.raised = Value::UNBOUND;
            }
        }
    }
    well
}

/// Writes text to `sys.stderr`, or to its descriptor where there is no such stream.
pub(crate) fn write_error(vm: &mut Vm, message: &str) {
    let key = vm.intern("stderr");
    let stream = sys_attribute(vm, key).filter(|stream| !stream.is_none());
    vm.with_saved_exception(|vm| {
        if let Some(stream) = stream {
            let text = vm.new_str(message);
            if write_to(vm, stream, text).and_then(|()| call(vm, stream, "flush", &[])).is_ok() {
                return;
            }
            vm.raised = Value::UNBOUND;
        }
        crate::run::write_stderr(message);
    });
}

/// Ends the program's use of streams: flushes the standard streams, runs the finalisers of
/// all objects, which closes files, and flushes again. Whether all output was written.
pub(crate) fn close_all(vm: &mut Vm) -> bool {
    /// How often finalisers may leave objects with finalisers.
    const MOST_ROUNDS: usize = 64;
    let mut well = flush_standard_streams(vm);
    for _ in 0..MOST_ROUNDS {
        if !vm.heap.has_finalizable() {
            break;
        }
        vm.heap.collect_at_end();
        vm.run_due();
    }
    well &= flush_standard_streams(vm);
    well
}
