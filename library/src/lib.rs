//! The Python 3.14 standard library, embedded in the binary: its pure Python modules, as text, and the files that
//! these read.
//!
//! ```
//! let module = strict_library::find("asyncio").expect("part of every Python");
//! assert_eq!(module.path, "asyncio/__init__.py");
//! assert!(module.is_package && !module.source().is_empty());
//! assert!(strict_library::children("asyncio").any(|it| it.name == "asyncio.events"));
//! ```
//!
//! The text is CPython's: `build/` takes it from the crate `rustpython-pylib`, and `overlay/` undoes what RustPython
//! changed in it. `tests/real_library.rs` compares the result with an installed CPython.
//!
//! # What is left out
//!
//! - Tests: `test`, the `test` and `tests` folders of packages, `idlelib.idle_test`. Programs do not import them, and they
//!   are half of the library.
//! - Whatever is not a `.py` file and not listed in `overlay/data`: icons, configuration of `idlelib`, byte code.
//! - Modules that RustPython added.
//! - What the crate lacks: `curses` and its submodules, `cProfile`, `_sysconfigdata*`. The first two are thin layers over
//!   the native `_curses` and `_lsprof`, and worth adding (about 1 000 lines) together with those; the last is written by
//!   CPython's own build.
//! - Native modules (`_socket`, `math`): there is no text to embed. [`is_native`] knows their names.

mod archive;
mod native;

pub use archive::{
    DataFile, Module, at_display_path, children, data_at_display_path, data_files, entries_at_display_path,
    find, modules,
};
pub use native::is_native;

/// The version of CPython whose library this is.
pub const VERSION: &str = "3.14.7";

/// The library's licence, which whoever passes the binary on has to pass on with it.
pub const LICENSE: &str = include_str!(concat!(env!("OUT_DIR"), "/LICENSE"));
