//! `errno`: the operating system's error numbers.

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::Dict;
use crate::value::Value;
use crate::vm::{Outcome, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module makes available standard errno system symbols.",
    fill,
    ..new_module("errno", &[])
};

macro_rules! numbers {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name)),*] };
}

/// Those that only Linux has.
#[cfg(target_os = "linux")]
const OWN_NUMBERS: &[(&str, i32)] = numbers! {
    ECHRNG EL2NSYNC EL3HLT EL3RST ELNRNG EUNATCH ENOCSI EL2HLT EBADE EBADR EXFULL ENOANO EBADRQC EBADSLT EBFONT ENONET
    ENOPKG EADV ESRMNT ECOMM EDOTDOT ENOTUNIQ EBADFD EREMCHG ELIBACC ELIBBAD ELIBSCN ELIBMAX ELIBEXEC ERESTART ESTRPIPE
    EUCLEAN ENOTNAM ENAVAIL EISNAM EREMOTEIO ENOMEDIUM EMEDIUMTYPE ENOKEY EKEYEXPIRED EKEYREVOKED EKEYREJECTED ERFKILL
    EHWPOISON EDEADLOCK
};
#[cfg(not(target_os = "linux"))]
const OWN_NUMBERS: &[(&str, i32)] = &[];

/// Names that mean the same number come after the one that `errorcode` tells.
const NUMBERS: &[(&str, i32)] = numbers! {
    EPERM ENOENT ESRCH EINTR EIO ENXIO E2BIG ENOEXEC EBADF ECHILD EAGAIN ENOMEM EACCES EFAULT ENOTBLK EBUSY EEXIST
    EXDEV ENODEV ENOTDIR EISDIR EINVAL ENFILE EMFILE ENOTTY ETXTBSY EFBIG ENOSPC ESPIPE EROFS EMLINK EPIPE EDOM ERANGE
    EDEADLK ENAMETOOLONG ENOLCK ENOSYS ENOTEMPTY ELOOP ENOMSG EIDRM ENOSTR ENODATA ETIME ENOSR EREMOTE ENOLINK EPROTO
    EMULTIHOP EBADMSG EOVERFLOW EILSEQ EUSERS ENOTSOCK EDESTADDRREQ EMSGSIZE EPROTOTYPE ENOPROTOOPT EPROTONOSUPPORT
    ESOCKTNOSUPPORT EOPNOTSUPP EPFNOSUPPORT EAFNOSUPPORT EADDRINUSE EADDRNOTAVAIL ENETDOWN ENETUNREACH ENETRESET
    ECONNABORTED ECONNRESET ENOBUFS EISCONN ENOTCONN ESHUTDOWN ETOOMANYREFS ETIMEDOUT ECONNREFUSED EHOSTDOWN
    EHOSTUNREACH EALREADY EINPROGRESS ESTALE EDQUOT ECANCELED EOWNERDEAD ENOTRECOVERABLE EWOULDBLOCK ENOTSUP
};

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let codes = vm.new_dict();
    for &(name, number) in NUMBERS.iter().chain(OWN_NUMBERS) {
        let number = Value::fixnum(i64::from(number));
        vm.set_global(namespace, name, number)?;
        if !vm.dict_contains(codes, number)? {
            let name = vm.intern(name);
            vm.dict_set(codes, number, name.value())?;
        }
    }
    vm.set_global(namespace, "errorcode", codes.value())
}
