//! `open`, `open_code` and `text_encoding`.

use super::{BUFFER_SIZE, attribute, buffered, call, file, set, text};
use crate::builtins::prelude::*;
use crate::modules::system::fs_path;
use crate::object::{FileObject, NativeSpec};
use crate::vm::Raised;

/// The built-in function `open`.
pub(crate) const OPEN: NativeSpec = m(
    "open",
    "(file, mode='r', buffering=-1, encoding=None,\n     errors=None, newline=None, closefd=True, opener=None)",
    Any,
    n(open),
    "Open file and return a stream.  Raise OSError upon failure.",
);

/// The functions of the module.
pub(super) const FUNCTIONS: &[NativeSpec] = &[
    OPEN,
    m(
        "open_code",
        "(path)",
        Any,
        n(open_code),
        "Opens the provided file with the intent to import the contents.",
    ),
    m(
        "text_encoding",
        "(encoding, stacklevel=2, /)",
        Any,
        n(text_encoding),
        "A helper function to choose the text encoding.",
    ),
];

/// The parts of a mode.
#[derive(Debug)]
struct Mode {
    /// The mode of the raw file.
    raw: String,
    /// Whether the stream is of bytes.
    binary: bool,
    /// Whether it can be read and written.
    updating: bool,
    /// Whether it can be read only.
    reading: bool,
}

fn parse(vm: &mut Vm, mode: &str) -> Outcome<Mode> {
    let mut letters = String::new();
    for letter in mode.chars() {
        if !"rwaxbt+".contains(letter) || letters.contains(letter) {
            return Err(vm.value_error(format!("invalid mode: '{mode}'")));
        }
        letters.push(letter);
    }
    let has = |letter: char| letters.contains(letter);
    let raw: String = ["x", "r", "w", "a", "+"].into_iter().filter(|letter| mode.contains(letter)).collect();
    if has('t') && has('b') {
        return Err(vm.value_error("can't have text and binary mode at once"));
    }
    if "rwax".chars().filter(|&letter| has(letter)).count() > 1 {
        return Err(vm.value_error("must have exactly one of create/read/write/append mode"));
    }
    Ok(Mode { raw, binary: has('b'), updating: has('+'), reading: has('r') })
}

fn is_given(value: Option<Value>) -> bool {
    value.is_some_and(|value| !value.is_none())
}

#[allow(clippy::too_many_arguments, reason = "the parameters of `open`")]
fn open(
    vm: &mut Vm,
    name: Value,
    mode: Option<Value>,
    buffering: Option<i64>,
    encoding: Option<Value>,
    errors: Option<Value>,
    newline: Option<Value>,
    closes: Option<Value>,
    opener: Option<Value>,
) -> Outcome<Value> {
    let mode = match mode {
        None => vm.intern("r"),
        Some(mode) => match mode.cast::<Str>() {
            Some(mode) => mode,
            None => {
                let given = vm.type_name(mode);
                return Err(vm.type_error(format!("open() argument 'mode' must be str, not {given}")));
            }
        },
    };
    for (value, what) in [(encoding, "encoding"), (errors, "errors"), (newline, "newline")] {
        if let Some(value) = value.filter(|value| !value.is_none() && !value.is::<Str>()) {
            let given = vm.type_name(value);
            let message = format!("open() argument '{what}' must be str or None, not {given}");
            return Err(vm.type_error(message));
        }
    }
    let is_number = vm.special(name, Special::Index).is_some();
    let name = if is_number { name } else { fs_path(vm, name)? };
    let parsed = parse(vm, &mode.to_lossy())?;
    if parsed.binary {
        for (value, article, what) in
            [(encoding, "an", "encoding"), (errors, "an", "errors"), (newline, "a", "newline")]
        {
            if is_given(value) {
                return Err(vm.value_error(format!("binary mode doesn't take {article} {what} argument")));
            }
        }
        if buffering == Some(1) {
            let message = "line buffering (buffering=1) isn't supported in binary mode, \
                           the default buffer size will be used";
            let message = vm.new_str(message).value();
            let class = vm.exceptions.RuntimeWarning.value();
            let warnings = crate::modules::import_module(vm, "_warnings")?;
            call(vm, warnings, "warn", &[message, class, Value::ONE])?;
        }
    }
    let closes = closes.unwrap_or(Value::TRUE);
    let raw = file::open(vm, name, &parsed.raw, closes, opener.unwrap_or(Value::NONE))?;
    let mut outermost = raw.value();
    let result = wrap(vm, raw, &parsed, buffering.unwrap_or(-1), [encoding, errors, newline], &mut outermost);
    match result {
        Ok(()) => {
            if !parsed.binary && outermost != raw.value() {
                set(vm, outermost, "mode", mode.value())?;
            }
            Ok(outermost)
        }
        Err(_) => {
            let failure = vm.take_raised();
            let _ = call(vm, outermost, "close", &[]);
            buffered::chain(vm, failure);
            Err(Raised)
        }
    }
}

/// Puts buffers and text over a file; `outermost` is the last stream made.
fn wrap(
    vm: &mut Vm,
    raw: Gc<FileObject>,
    mode: &Mode,
    buffering: i64,
    options: [Option<Value>; 3],
    outermost: &mut Value,
) -> Outcome<()> {
    let mut line_buffering = buffering == 1;
    let is_terminal = buffering < 0 && file::isatty(vm, raw)?;
    line_buffering |= is_terminal;
    let size = match buffering {
        0 if mode.binary => return Ok(()),
        0 => return Err(vm.value_error("can't have unbuffered text I/O")),
        1 | i64::MIN..0 => (raw.block_size.get() as usize).clamp(BUFFER_SIZE, 8 << 20),
        size => size as usize,
    };
    let class = match mode {
        Mode { updating: true, .. } => vm.types.buffered_random,
        Mode { reading: true, .. } => vm.types.buffered_reader,
        _ => vm.types.buffered_writer,
    };
    if mode.updating && !file::seekable(vm, raw)? {
        return Err(super::unsupported(vm, "File or stream is not seekable."));
    }
    *outermost = buffered::open(vm, class, raw.value(), size)?.value();
    if mode.binary {
        return Ok(());
    }
    let options = options.map(|option| option.unwrap_or(Value::NONE));
    *outermost = text::open(vm, *outermost, options, line_buffering, false)?.value();
    Ok(())
}

fn open_code(vm: &mut Vm, path: Value) -> Outcome<Value> {
    let Some(path) = path.cast::<Str>() else {
        let given = vm.type_name(path);
        return Err(vm.type_error(format!("open_code() argument 'path' must be str, not {given}")));
    };
    let mode = vm.intern("rb").value();
    open(vm, path.value(), Some(mode), None, None, None, None, None, None)
}

fn text_encoding(vm: &mut Vm, encoding: Value, _level: Option<i64>) -> Outcome<Value> {
    if !encoding.is_none() {
        return Ok(encoding);
    }
    let flags = vm.intern("flags");
    let utf8 = match crate::modules::sys_attribute(vm, flags) {
        Some(flags) => {
            let mode = attribute(vm, flags, "utf8_mode")?;
            vm.is_true(mode)?
        }
        None => false,
    };
    Ok(vm.intern(if utf8 { "utf-8" } else { "locale" }).value())
}
