//! `_io`: the library's own `_pyio`, over the descriptors of `posix`. It imports the names of `io` that it needs from
//! there, which is what imports this module; they are defined first instead.

use crate::heap::Gc;
use crate::modules::native_module::{ModuleSpec, new_module};
use crate::object::Dict;
use crate::vm::{Outcome, Vm};

/// The module.
pub static MODULE: ModuleSpec = ModuleSpec { fill, ..new_module("_io", &[]) };

/// What `_pyio` wants from `io`.
const BEFORE: &str = "\
class _Abstract:
    register = staticmethod(lambda class_: class_)


class io:
    IOBase = RawIOBase = BufferedIOBase = TextIOBase = _Abstract
    open_code = staticmethod(lambda path: open(path, 'rb'))


SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
__all__ = []
";
const AFTER: &str = include_str!("python/_io.py");

fn fill(vm: &mut Vm, namespace: Gc<Dict>) -> Outcome<()> {
    let Some(source) = strict_library::find("_pyio").map(|module| module.source()) else {
        return Err(vm.error(vm.exceptions.ImportError, "the library has no module '_pyio'"));
    };
    let source = String::from_utf8_lossy(&source);
    // Places stay the same.
    let is_import = |line: &str| line == "import io" || line.starts_with("from io import ");
    let text: String =
        source.lines().flat_map(|line| [if is_import(line) { "" } else { line }, "\n"]).collect();
    vm.run_python_part("_io", BEFORE, namespace)?;
    vm.run_python_part("_io", &text, namespace)?;
    vm.run_python_part("_io", AFTER, namespace)
}
