//! Models of library modules, as Python-syntax stub files embedded in the binary.
//!
//! ```
//! let stub = strict_stubs::find("_thread").expect("modelled");
//! assert_eq!(stub.path, "_thread.pyi");
//! assert!(stub.text.contains("def allocate_lock"));
//! assert!(strict_stubs::is_absent("winreg", "linux"));
//! ```
//!
//! `docs/stubs.md` specifies the dialect. This crate is data and a lookup: the analyzer gives the text its meaning.

use std::sync::LazyLock;

include!(concat!(env!("OUT_DIR"), "/table.rs"));

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

/// Whether importing the module fails with `ModuleNotFoundError` on this platform (as in `sys.platform`): it does not exist
/// there, or it is an accelerator whose pure Python twin in the library is executed instead.
pub fn is_absent(name: &str, platform: &str) -> bool {
    let entries = &*ABSENT;
    entries.binary_search_by(|entry| entry.name.cmp(name)).is_ok_and(|index| {
        entries[index].platforms.is_empty() || entries[index].platforms.contains(&platform)
    })
}

/// A line of `absent.txt`.
struct Absent {
    name: &'static str,
    /// Where it is absent; everywhere when empty.
    platforms: Vec<&'static str>,
}

/// The lines of `absent.txt`, sorted by name.
static ABSENT: LazyLock<Vec<Absent>> = LazyLock::new(|| {
    let mut entries: Vec<Absent> = include_str!("../absent.txt")
        .lines()
        .filter_map(|line| {
            let mut words = line.split('#').next()?.split_whitespace();
            Some(Absent { name: words.next()?, platforms: words.collect() })
        })
        .collect();
    entries.sort_by_key(|entry| entry.name);
    entries
});

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
        let both = names()
            .filter(|name| ["linux", "darwin", "win32"].iter().all(|platform| is_absent(name, platform)));
        assert_eq!(both.collect::<Vec<_>>(), Vec::<&str>::new());
    }

    #[test]
    fn modules_are_absent_where_the_list_says() {
        assert!(is_absent("_heapq", "linux") && is_absent("_heapq", "win32"));
        assert!(is_absent("winreg", "darwin") && !is_absent("winreg", "win32"));
        assert!(is_absent("posix", "win32") && !is_absent("posix", "linux"));
        let known = ["linux", "darwin", "win32"];
        assert!(ABSENT.iter().all(|entry| entry.platforms.iter().all(|platform| known.contains(platform))));
    }

    #[test]
    fn unknown_modules_have_no_stub() {
        assert_eq!(find("no_such_module"), None);
        assert!(!is_absent("no_such_module", "linux"));
    }
}
