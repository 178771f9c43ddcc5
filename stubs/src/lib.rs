//! Models of library modules, as Python-syntax stub files embedded in the binary.
//!
//! ```
//! let stub = strict_stubs::find("_thread").expect("modelled");
//! assert_eq!(stub.path, "_thread.pyi");
//! assert!(stub.text.contains("def allocate_lock"));
//! assert!(strict_stubs::is_absent("winreg"));
//! ```
//!
//! `docs/stubs.md` specifies the dialect. This crate is data and a lookup: the analyzer gives the text its meaning.

include!(concat!(env!("OUT_DIR"), "/table.rs"));

const ABSENT: &str = include_str!("../absent.txt");

/// A stub file: a module's model, or an overlay over its real source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stub {
    /// Dotted name of the module.
    pub name: &'static str,
    /// Path below `modules/`.
    pub path: &'static str,
    /// Whether the module is a package (`.../__init__.pyi`).
    pub is_package: bool,
    /// The file's text.
    pub text: &'static str,
}

/// The stub of a module, by dotted name.
pub fn find(name: &str) -> Option<Stub> {
    let index = STUBS.binary_search_by(|stub| stub.name.cmp(name)).ok()?;
    STUBS.get(index).copied()
}

/// Names of all modules that have a stub, sorted.
pub fn names() -> impl Iterator<Item = &'static str> {
    STUBS.iter().map(|stub| stub.name)
}

/// Whether importing the module is to fail with `ModuleNotFoundError`: it does not exist on the modelled platform, or
/// it is an accelerator whose pure Python twin in the library is evaluated instead.
pub fn is_absent(name: &str) -> bool {
    absent().any(|absent| absent == name)
}

/// The entries of `absent.txt`.
fn absent() -> impl Iterator<Item = &'static str> {
    ABSENT
        .lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_sorted_and_unique() {
        let names: Vec<_> = names().collect();
        assert!(names.windows(2).all(|pair| pair[0] < pair[1]), "{names:?}");
        assert!(names.iter().all(|name| find(name).is_some_and(|stub| stub.name == *name)));
    }

    #[test]
    fn packages_are_told_from_modules() {
        for stub in STUBS {
            let stem = stub.name.replace('.', "/");
            let expected =
                if stub.is_package { format!("{stem}/__init__.pyi") } else { format!("{stem}.pyi") };
            assert_eq!(stub.path, expected);
        }
    }

    #[test]
    fn no_module_is_both_modelled_and_absent() {
        assert_eq!(absent().filter(|name| find(name).is_some()).collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn unknown_modules_have_no_stub() {
        assert_eq!(find("no_such_module"), None);
        assert!(!is_absent("no_such_module"));
    }
}
