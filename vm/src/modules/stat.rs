//! `_stat`: what the bits of a file's mode mean.

use crate::builtins::prelude::*;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::Dict;

/// A function that tells whether a mode is of a file type.
macro_rules! is {
    ($name:literal, $type:expr, $what:literal) => {
        m(
            $name,
            "(mode, /)",
            Pure,
            n(|vm: &mut Vm, value: Value| {
                let mode = mode_of(vm, value)?;
                Ok($type != 0 && mode & libc::S_IFMT == $type)
            }),
            concat!($name, "(mode) -> bool\n\nReturn True if mode is from ", $what, "."),
        )
    };
}

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec {
    doc: "S_IFMT_: file type bits",
    fill,
    ..new_module(
        "_stat",
        &[
            is!("S_ISDIR", libc::S_IFDIR, "a directory"),
            is!("S_ISCHR", libc::S_IFCHR, "a character special device file"),
            is!("S_ISBLK", libc::S_IFBLK, "a block special device file"),
            is!("S_ISREG", libc::S_IFREG, "a regular file"),
            is!("S_ISFIFO", libc::S_IFIFO, "a FIFO (named pipe)"),
            is!("S_ISLNK", libc::S_IFLNK, "a symbolic link"),
            is!("S_ISSOCK", libc::S_IFSOCK, "a socket"),
            is!("S_ISDOOR", NO_TYPE, "a door"),
            is!("S_ISPORT", NO_TYPE, "an event port"),
            is!("S_ISWHT", NO_TYPE, "a whiteout"),
            m(
                "S_IMODE",
                "(mode, /)",
                Pure,
                n(|vm: &mut Vm, value: Value| Ok(i64::from(mode_of(vm, value)? & 0o7777))),
                "Return the portion of the file's mode that can be set by os.chmod().",
            ),
            m(
                "S_IFMT",
                "(mode, /)",
                Pure,
                n(|vm: &mut Vm, value: Value| Ok(i64::from(mode_of(vm, value)? & libc::S_IFMT))),
                "Return the portion of the file's mode that describes the file type.",
            ),
            m(
                "filemode",
                "(mode, /)",
                Pure,
                n(file_mode),
                "Convert a file's mode to a string of the form '-rwxrwxrwx'",
            ),
        ],
    )
};

/// The type of what the system does not have.
const NO_TYPE: libc::mode_t = 0;

macro_rules! constants {
    ($($name:ident)*) => { &[$((stringify!($name), libc::$name as i64)),*] };
}

const CONSTANTS: &[(&str, i64)] = constants! {
    S_IFDIR S_IFCHR S_IFBLK S_IFREG S_IFIFO S_IFLNK S_IFSOCK S_ISUID S_ISGID S_ISVTX S_IRWXU S_IRUSR S_IWUSR S_IXUSR S_IRWXG
    S_IRGRP S_IWGRP S_IXGRP S_IRWXO S_IROTH S_IWOTH S_IXOTH
};

/// Other names of bits, those of other systems, and the places in what `os.stat` returns.
const MORE_CONSTANTS: &[(&str, i64)] = &[
    ("S_IFDOOR", 0),
    ("S_IFPORT", 0),
    ("S_IFWHT", 0),
    ("S_ENFMT", 0o2000),
    ("S_IREAD", 0o400),
    ("S_IWRITE", 0o200),
    ("S_IEXEC", 0o100),
    ("UF_SETTABLE", 0xffff),
    ("UF_NODUMP", 0x1),
    ("UF_IMMUTABLE", 0x2),
    ("UF_APPEND", 0x4),
    ("UF_OPAQUE", 0x8),
    ("UF_NOUNLINK", 0x10),
    ("UF_COMPRESSED", 0x20),
    ("UF_TRACKED", 0x40),
    ("UF_DATAVAULT", 0x80),
    ("UF_HIDDEN", 0x8000),
    ("SF_SETTABLE", 0xffff_0000),
    ("SF_ARCHIVED", 0x1_0000),
    ("SF_IMMUTABLE", 0x2_0000),
    ("SF_APPEND", 0x4_0000),
    ("SF_NOUNLINK", 0x10_0000),
    ("SF_SNAPSHOT", 0x20_0000),
    ("SF_FIRMLINK", 0x80_0000),
    ("SF_DATALESS", 0x4000_0000),
    ("ST_MODE", 0),
    ("ST_INO", 1),
    ("ST_DEV", 2),
    ("ST_NLINK", 3),
    ("ST_UID", 4),
    ("ST_GID", 5),
    ("ST_SIZE", 6),
    ("ST_ATIME", 7),
    ("ST_MTIME", 8),
    ("ST_CTIME", 9),
];

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    for &(name, number) in CONSTANTS.iter().chain(MORE_CONSTANTS) {
        vm.set_global(namespace, name, Value::fixnum(number))?;
    }
    Ok(())
}

/// A mode from an integer.
fn mode_of(vm: &mut Vm, value: Value) -> Outcome<libc::mode_t> {
    let number = match value.as_fixnum() {
        Some(number) => Some(number),
        None => vm.to_index(value)?.to_i64(),
    };
    let overflow = vm.exceptions.OverflowError;
    match number.map(libc::mode_t::try_from) {
        Some(Ok(mode)) => Ok(mode),
        None => Err(vm.error(overflow, "Python int too large to convert to C unsigned long")),
        Some(Err(_)) if number.is_some_and(|number| number < 0) => {
            Err(vm.error(overflow, "can't convert negative value to unsigned int"))
        }
        Some(Err(_)) => Err(vm.error(overflow, "mode out of range")),
    }
}

fn file_mode(vm: &mut Vm, value: Value) -> Outcome<String> {
    let mode = mode_of(vm, value)?;
    let mut text = String::with_capacity(10);
    text.push(match mode & libc::S_IFMT {
        libc::S_IFREG => '-',
        libc::S_IFDIR => 'd',
        libc::S_IFLNK => 'l',
        libc::S_IFBLK => 'b',
        libc::S_IFCHR => 'c',
        libc::S_IFIFO => 'p',
        libc::S_IFSOCK => 's',
        _ => '?',
    });
    for (shift, special, letter) in
        [(6, libc::S_ISUID, 's'), (3, libc::S_ISGID, 's'), (0, libc::S_ISVTX, 't')]
    {
        let bits = mode >> shift;
        text.push(if bits & 4 != 0 { 'r' } else { '-' });
        text.push(if bits & 2 != 0 { 'w' } else { '-' });
        text.push(match (mode & special != 0, bits & 1 != 0) {
            (false, false) => '-',
            (false, true) => 'x',
            (true, true) => letter,
            (true, false) => letter.to_ascii_uppercase(),
        });
    }
    Ok(text)
}
