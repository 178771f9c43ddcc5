//! `termios`: the attributes of terminals.
#![allow(unsafe_code, reason = "makes system calls")]

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::modules::system::{descriptor_of, last_error_number, message_of, retried};
use crate::object::{Bytes, Dict, List};
use crate::vm::Raised;

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "This module provides an interface to the Posix calls for tty I/O control.",
    fill,
    ..new_module(
        "termios",
        &[
            m(
                "tcgetattr",
                "(fd, /)",
                Any,
                n(get_attributes),
                "Get the tty attributes for file descriptor fd.",
            ),
            m(
                "tcsetattr",
                "(fd, when, attributes, /)",
                Any,
                n(set_attributes),
                "Set the tty attributes for file descriptor fd.",
            ),
            m("tcsendbreak", "(fd, duration, /)", Any, n(send_break), "Send a break on file descriptor fd."),
            m(
                "tcdrain",
                "(fd, /)",
                Any,
                n(drain),
                "Wait until all output written to file descriptor fd has been transmitted.",
            ),
            m("tcflush", "(fd, queue, /)", Any, n(flush), "Discard queued data on file descriptor fd."),
            m(
                "tcflow",
                "(fd, action, /)",
                Any,
                n(flow),
                "Suspend or resume input or output on file descriptor fd.",
            ),
            m("tcgetwinsize", "(fd, /)", Any, n(window_size), "Get the tty winsize for file descriptor fd."),
            m(
                "tcsetwinsize",
                "(fd, winsize, /)",
                Any,
                n(set_window_size),
                "Set the tty winsize for file descriptor fd.",
            ),
        ],
    )
};

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    B0 B1000000 B110 B115200 B1152000 B1200 B134 B150 B1500000 B1800 B19200 B200 B2000000 B230400 B2400 B2500000
    B300 B3000000 B3500000 B38400 B4000000 B460800 B4800 B50 B500000 B57600 B576000 B600 B75 B921600 B9600
    BRKINT BS0 BS1 BSDLY CBAUD CBAUDEX CIBAUD CLOCAL CR0 CR1 CR2 CR3 CRDLY CREAD CRTSCTS CS5 CS6 CS7 CS8 CSIZE
    CSTOPB ECHO ECHOCTL ECHOE ECHOK ECHOKE ECHONL ECHOPRT EXTA EXTB EXTPROC FF0 FF1 FFDLY FIOASYNC FIOCLEX
    FIONBIO FIONCLEX FIONREAD FLUSHO HUPCL IBSHIFT ICANON ICRNL IEXTEN IGNBRK IGNCR IGNPAR IMAXBEL INLCR INPCK
    ISIG ISTRIP IUCLC IUTF8 IXANY IXOFF IXON NCCS NL0 NL1 NLDLY NOFLSH OCRNL OFDEL OFILL OLCUC ONLCR ONLRET
    ONOCR OPOST PARENB PARMRK PARODD PENDIN TAB0 TAB1 TAB2 TAB3 TABDLY TCFLSH TCGETS TCIFLUSH TCIOFF TCIOFLUSH
    TCION TCOFLUSH TCOOFF TCOON TCSADRAIN TCSAFLUSH TCSANOW TCSBRK TCSBRKP TCSETS TCSETSF TCSETSW TCXONC
    TIOCCONS TIOCEXCL TIOCGETD TIOCGICOUNT TIOCGLCKTRMIOS TIOCGPGRP TIOCGSERIAL TIOCGSOFTCAR TIOCGWINSZ TIOCINQ
    TIOCLINUX TIOCMBIC TIOCMBIS TIOCMGET TIOCMIWAIT TIOCMSET TIOCM_CAR TIOCM_CD TIOCM_CTS TIOCM_DSR TIOCM_DTR
    TIOCM_LE TIOCM_RI TIOCM_RNG TIOCM_RTS TIOCM_SR TIOCM_ST TIOCNOTTY TIOCNXCL TIOCOUTQ TIOCPKT TIOCSCTTY
    TIOCSERCONFIG TIOCSERGETLSR TIOCSERGETMULTI TIOCSERGSTRUCT TIOCSERGWILD TIOCSERSETMULTI TIOCSERSWILD
    TIOCSETD TIOCSLCKTRMIOS TIOCSPGRP TIOCSSERIAL TIOCSSOFTCAR TIOCSTI TIOCSWINSZ TOSTOP VDISCARD VEOF VEOL
    VEOL2 VERASE VINTR VKILL VLNEXT VMIN VQUIT VREPRINT VSTART VSTOP VSUSP VSWTC VT0 VT1 VTDLY VTIME VWERASE
    XCASE XTABS _POSIX_VDISABLE
};

/// What the headers of the C library define and the crate `libc` does not: control characters that terminals start with,
/// line disciplines, and modes of packets.
const MORE_CONSTANTS: &[(&str, i64)] = &[
    ("CDSUSP", 25),
    ("CEOF", 4),
    ("CEOL", 0),
    ("CEOT", 4),
    ("CERASE", 127),
    ("CFLUSH", 15),
    ("CINTR", 3),
    ("CKILL", 21),
    ("CLNEXT", 22),
    ("CQUIT", 28),
    ("CRPRNT", 18),
    ("CSTART", 17),
    ("CSTOP", 19),
    ("CSUSP", 26),
    ("CWERASE", 23),
    ("IOCSIZE_MASK", 0x3fff_0000),
    ("IOCSIZE_SHIFT", 16),
    ("N_MOUSE", 2),
    ("N_PPP", 3),
    ("N_SLIP", 1),
    ("N_STRIP", 4),
    ("N_TTY", 0),
    ("TIOCPKT_DATA", 0),
    ("TIOCPKT_DOSTOP", 32),
    ("TIOCPKT_FLUSHREAD", 1),
    ("TIOCPKT_FLUSHWRITE", 2),
    ("TIOCPKT_NOSTOP", 16),
    ("TIOCPKT_START", 8),
    ("TIOCPKT_STOP", 4),
    ("TIOCSER_TEMT", 1),
    ("VSWTCH", 7),
];

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CONSTANTS.iter().chain(MORE_CONSTANTS) {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    let base = vm.exceptions.Exception;
    vm.add_exception(namespace, "termios", "error", base)?;
    Ok(())
}

fn error(vm: &mut Vm, code: i32) -> Raised {
    let class = vm.module_exception("termios.error");
    let message = vm.new_str(&message_of(code)).value();
    vm.raise_with(class, &[Value::fixnum(code.into()), message])
}

/// Makes a system call, which fails with `termios.error`.
fn checked(vm: &mut Vm, call: impl FnMut() -> i64) -> Outcome<()> {
    match retried(vm, call)? {
        Ok(_) => Ok(()),
        Err(code) => Err(error(vm, code)),
    }
}

fn attributes_of(vm: &mut Vm, number: i32) -> Outcome<libc::termios> {
    // SAFETY: a structure of numbers.
    let mut mode: libc::termios = unsafe { std::mem::zeroed() };
    // SAFETY: the pointer leads to a local.
    if unsafe { libc::tcgetattr(number, &raw mut mode) } == -1 {
        return Err(error(vm, last_error_number()));
    }
    Ok(mode)
}

/// Whether a place among the control characters holds a number in this mode.
fn is_number(mode: &libc::termios, place: usize) -> bool {
    mode.c_lflag & libc::ICANON == 0 && (place == libc::VMIN || place == libc::VTIME)
}

fn get_attributes(vm: &mut Vm, object: Value) -> Outcome<Gc<List>> {
    let number = descriptor_of(vm, object)?;
    let mode = attributes_of(vm, number)?;
    // SAFETY: the pointers lead to a local.
    let speeds = unsafe { (libc::cfgetispeed(&raw const mode), libc::cfgetospeed(&raw const mode)) };
    let characters = vm.new_list();
    for (place, &character) in mode.c_cc.iter().enumerate() {
        let item = if is_number(&mode, place) {
            Value::fixnum(character.into())
        } else {
            vm.new_bytes(&[character])?
        };
        vm.append(characters, item)?;
    }
    let list = vm.new_list();
    for number in [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag, speeds.0, speeds.1] {
        vm.append(list, Value::fixnum(number.into()))?;
    }
    vm.append(list, characters.value())?;
    Ok(list)
}

fn set_attributes(vm: &mut Vm, object: Value, when: i64, attributes: Value) -> Outcome<()> {
    let number = descriptor_of(vm, object)?;
    let Some(list) = attributes.cast::<List>().filter(|list| list.len() == 7) else {
        return Err(vm.type_error("tcsetattr, arg 3: must be 7 element list"));
    };
    let mut mode = attributes_of(vm, number)?;
    let mut numbers = [0; 6];
    for (place, field) in numbers.iter_mut().enumerate() {
        let item = list.get(place).unwrap_or(Value::NONE);
        if vm.as_int(item).is_none() {
            return Err(vm.type_error("tcsetattr: integer attribute expected"));
        }
        *field = vm.index_i64(item)? as libc::tcflag_t;
    }
    [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag] =
        [numbers[0], numbers[1], numbers[2], numbers[3]];
    let wanted = mode.c_cc.len();
    let characters = list.get(6).and_then(Value::cast::<List>).filter(|list| list.len() == wanted);
    let Some(characters) = characters else {
        return Err(vm.type_error(format!("tcsetattr: attributes[6] must be {wanted} element list")));
    };
    for place in 0..wanted {
        let item = characters.get(place).unwrap_or(Value::NONE);
        mode.c_cc[place] = match item.cast::<Bytes>() {
            Some(bytes) if bytes.len() == 1 => bytes.as_slice()[0],
            None if vm.as_int(item).is_some() => vm.index_i64(item)? as libc::cc_t,
            _ => {
                return Err(vm.type_error(
                    "tcsetattr: elements of attributes must be bytes objects of length 1 or integers",
                ));
            }
        };
    }
    // SAFETY: the pointers lead to a local.
    let refused = unsafe {
        libc::cfsetispeed(&raw mut mode, numbers[4]) == -1
            || libc::cfsetospeed(&raw mut mode, numbers[5]) == -1
    };
    if refused {
        return Err(error(vm, last_error_number()));
    }
    // SAFETY: as above.
    checked(vm, || unsafe { libc::tcsetattr(number, when as i32, &raw const mode) }.into())
}

fn send_break(vm: &mut Vm, object: Value, duration: i64) -> Outcome<()> {
    let number = descriptor_of(vm, object)?;
    // SAFETY: the call takes numbers, here and below.
    checked(vm, || unsafe { libc::tcsendbreak(number, duration as i32) }.into())
}

fn drain(vm: &mut Vm, object: Value) -> Outcome<()> {
    let number = descriptor_of(vm, object)?;
    // SAFETY: as above.
    checked(vm, || unsafe { libc::tcdrain(number) }.into())
}

fn flush(vm: &mut Vm, object: Value, queue: i64) -> Outcome<()> {
    let number = descriptor_of(vm, object)?;
    // SAFETY: as above.
    checked(vm, || unsafe { libc::tcflush(number, queue as i32) }.into())
}

fn flow(vm: &mut Vm, object: Value, action: i64) -> Outcome<()> {
    let number = descriptor_of(vm, object)?;
    // SAFETY: as above.
    checked(vm, || unsafe { libc::tcflow(number, action as i32) }.into())
}

fn size_of_window(vm: &mut Vm, number: i32) -> Outcome<libc::winsize> {
    let mut size = libc::winsize { ws_row: 0, ws_col: 0, ws_xpixel: 0, ws_ypixel: 0 };
    // SAFETY: the pointer leads to a local.
    checked(vm, || unsafe { libc::ioctl(number, libc::TIOCGWINSZ, &raw mut size) }.into())?;
    Ok(size)
}

fn window_size(vm: &mut Vm, object: Value) -> Outcome<Value> {
    let number = descriptor_of(vm, object)?;
    let size = size_of_window(vm, number)?;
    Ok(vm.pair(Value::fixnum(size.ws_row.into()), Value::fixnum(size.ws_col.into())))
}

fn set_window_size(vm: &mut Vm, object: Value, wanted: Value) -> Outcome<()> {
    let number = descriptor_of(vm, object)?;
    if vm.special(wanted, Special::GetItem).is_none() {
        return Err(vm.type_error("tcsetwinsize, arg 2: must be a two-item sequence"));
    }
    let wanted = vm.list_from(wanted)?;
    let (Some(rows), Some(columns), 2) = (wanted.get(0), wanted.get(1), wanted.len()) else {
        return Err(vm.type_error("tcsetwinsize, arg 2: must be a two-item sequence"));
    };
    let (rows, columns) = (vm.index_i64(rows)?, vm.index_i64(columns)?);
    let (Ok(rows), Ok(columns)) = (u16::try_from(rows), u16::try_from(columns)) else {
        return Err(vm.error(vm.exceptions.OverflowError, "winsize value(s) out of range."));
    };
    // Pixels stay as they are.
    let mut size = size_of_window(vm, number)?;
    size.ws_row = rows;
    size.ws_col = columns;
    // SAFETY: as above.
    checked(vm, || unsafe { libc::ioctl(number, libc::TIOCSWINSZ, &raw const size) }.into())
}
