//! `OSError`: the subclass that an error number asks for, and what its arguments mean.

use super::exceptions::{get_field, set_field, to_str};
use super::prelude::*;
use crate::object::{Dict, Exception, NativeSpec};

const CHARACTERS_WRITTEN: usize = 4;

/// Its methods.
pub(super) const METHODS: &[NativeSpec] = &[
    m("__new__", "($type, /, *args, **kwargs)", Pure, n(new), ""),
    m("__init__", "($self, /, *args, **kwargs)", Any, n(init), "Initialize self."),
    m("__str__", "($self, /)", Any, n(str_of), "Return str(self)."),
    m("__reduce__", "($self, /)", Any, n(reduce), ""),
];

/// The subclass of `OSError` for an error number.
fn class_for(vm: &Vm, number: i64) -> Option<Gc<Type>> {
    let exceptions = &vm.exceptions;
    Some(match i32::try_from(number).ok()? {
        libc::EAGAIN | libc::EALREADY | libc::EINPROGRESS => exceptions.BlockingIOError,
        libc::ECHILD => exceptions.ChildProcessError,
        libc::EPIPE | libc::ESHUTDOWN => exceptions.BrokenPipeError,
        libc::ECONNABORTED => exceptions.ConnectionAbortedError,
        libc::ECONNREFUSED => exceptions.ConnectionRefusedError,
        libc::ECONNRESET => exceptions.ConnectionResetError,
        libc::EEXIST => exceptions.FileExistsError,
        libc::ENOENT => exceptions.FileNotFoundError,
        libc::EINTR => exceptions.InterruptedError,
        libc::EISDIR => exceptions.IsADirectoryError,
        libc::ENOTDIR => exceptions.NotADirectoryError,
        libc::EACCES | libc::EPERM => exceptions.PermissionError,
        libc::ESRCH => exceptions.ProcessLookupError,
        libc::ETIMEDOUT => exceptions.TimeoutError,
        _ => return None,
    })
}

/// Whether `__init__` looks at the arguments, and not `__new__`: a subclass that has only an `__init__` of its own
/// decides what to pass on.
fn is_filled_by_init(vm: &Vm, class: Gc<Type>) -> bool {
    let plain = vm.exceptions.OSError;
    class.special(Special::Init) != plain.special(Special::Init)
        && class.special(Special::New) == plain.special(Special::New)
}

fn new(vm: &mut Vm, class: Gc<Type>, arguments: Gc<Tuple>, _keywords: Gc<Dict>) -> Outcome<Gc<Exception>> {
    if is_filled_by_init(vm, class) {
        let nothing = vm.tuple(&[]);
        return Ok(vm.alloc_exception(class, nothing));
    }
    let mut class = class;
    if class == vm.exceptions.OSError
        && (2..=5).contains(&arguments.len())
        && let Some(number) = arguments.get(0).as_fixnum()
        && let Some(better) = class_for(vm, number)
    {
        class = better;
    }
    let exception = vm.alloc_exception(class, arguments);
    fill(vm, exception, arguments);
    Ok(exception)
}

fn init(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>, _keywords: Gc<Dict>) -> Outcome<()> {
    if is_filled_by_init(vm, vm.type_of(this.value())) {
        fill(vm, this, arguments);
    }
    Ok(())
}

fn fill(vm: &mut Vm, this: Gc<Exception>, arguments: Gc<Tuple>) {
    this.arguments.set(this, arguments);
    if !(2..=5).contains(&arguments.len()) {
        return;
    }
    let value = this.value();
    set_field(value, 0, arguments.get(0));
    set_field(value, 1, arguments.get(1));
    let Some(&third) = arguments.as_slice().get(2).filter(|third| !third.is_none()) else { return };
    if vm.type_of(value).is_subtype_of(vm.exceptions.BlockingIOError) && vm.as_int(third).is_some() {
        set_field(value, CHARACTERS_WRITTEN, third);
        return;
    }
    set_field(value, 2, third);
    if let Some(&second) = arguments.as_slice().get(4).filter(|second| !second.is_none()) {
        set_field(value, 3, second);
    }
    let pair = vm.tuple(&[arguments.get(0), arguments.get(1)]);
    this.arguments.set(this, pair);
}

fn is_set(this: Gc<Exception>, place: usize) -> bool {
    this.extra.try_get().is_some_and(|extra| extra.get(place).bound().is_some())
}

fn str_of(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    let value = this.value();
    let has_file = is_set(this, 2);
    let has_number = is_set(this, 0) && is_set(this, 1);
    if !(has_file || has_number) {
        return to_str(vm, this);
    }
    let (number, text) = (get_field(value, 0)?, get_field(value, 1)?);
    let (number, text) = (vm.to_str(number)?.to_lossy(), vm.to_str(text)?.to_lossy());
    let mut result = format!("[Errno {number}] {text}");
    if has_file {
        let first = get_field(value, 2)?;
        result.push_str(&format!(": {}", vm.repr(first)?.to_lossy()));
        if is_set(this, 3) {
            let second = get_field(value, 3)?;
            result.push_str(&format!(" -> {}", vm.repr(second)?.to_lossy()));
        }
    }
    Ok(vm.new_str(&result).value())
}

/// `__reduce__`: file names, which `args` leaves out, are arguments again.
fn reduce(vm: &mut Vm, this: Gc<Exception>) -> Outcome<Value> {
    let class = vm.type_of(this.value()).value();
    let mut arguments = this.arguments.get();
    if arguments.len() == 2 && is_set(this, 2) {
        let (first, second) = (get_field(this.value(), 2)?, get_field(this.value(), 3)?);
        let all = [arguments.get(0), arguments.get(1), first, Value::NONE, second];
        arguments = vm.tuple(if is_set(this, 3) { &all } else { &all[..3] });
    }
    let dict = vm.materialize_dict(this.value())?;
    if dict.is_empty() {
        return Ok(vm.pair(class, arguments.value()));
    }
    Ok(vm.tuple(&[class, arguments.value(), dict.value()]).value())
}
