//! What is in the archive.

use std::collections::HashSet;
use std::path::Path;

use strict_library::{
    Module, at_display_path, children, data_at_display_path, data_files, entries_at_display_path, find,
    is_native, modules,
};

fn text(name: &str) -> String {
    let module = find(name).unwrap_or_else(|| panic!("no module {name}"));
    String::from_utf8(module.source()).expect("the library is UTF-8")
}

#[test]
fn every_module_decodes_to_its_size() {
    assert!(modules().len() > 550, "only {} modules", modules().len());
    for module in modules() {
        let source = module.source();
        assert_eq!(source.len(), module.size(), "{}", module.path);
        assert!(std::str::from_utf8(&source).is_ok(), "{}", module.path);
        assert_eq!(find(module.name), Some(module));
        assert_eq!(at_display_path(&module.display_path()), Some(module));
    }
}

#[test]
fn modules_are_sorted_and_unique() {
    let names: Vec<&str> = modules().map(|it| it.name).collect();
    assert!(names.is_sorted());
    assert_eq!(names.iter().collect::<HashSet<_>>().len(), names.len());
}

#[test]
fn packages_are_told_from_modules() {
    let asyncio = find("asyncio").expect("a package");
    assert!(asyncio.is_package);
    assert_eq!(
        (asyncio.path, asyncio.display_path().as_str()),
        ("asyncio/__init__.py", "<stdlib>/asyncio/__init__.py")
    );
    let events = find("asyncio.events").expect("a module");
    assert!(!events.is_package);
    assert_eq!(events.path, "asyncio/events.py");
}

#[test]
fn unknown_names_are_not_found() {
    for name in
        ["", ".", "asyncio.", "asyncio.__init__", "asyncio/events", "nothing", "math", "test", "<stdlib>"]
    {
        assert_eq!(find(name), None, "{name}");
    }
    for path in ["", "<stdlib>/", "asyncio/events.py", "<stdlib>/asyncio.py", "<stdlib>/asyncio/events"] {
        assert_eq!(at_display_path(path), None, "{path}");
    }
}

#[test]
fn children_are_the_direct_ones() {
    let names = |package| children(package).map(|it| it.name).collect::<Vec<_>>();
    assert_eq!(
        names("importlib.resources"),
        [
            "importlib.resources._adapters",
            "importlib.resources._common",
            "importlib.resources._functional",
            "importlib.resources._itertools",
            "importlib.resources.abc",
            "importlib.resources.readers",
            "importlib.resources.simple",
        ]
    );
    assert_eq!(names("dataclasses"), [""; 0]);
    assert_eq!(names("nothing"), [""; 0]);
    let top = names("");
    assert!(top.contains(&"abc") && top.contains(&"zoneinfo") && !top.iter().any(|it| it.contains('.')));
    let importlib = names("importlib");
    assert!(importlib.contains(&"importlib.resources") && !importlib.contains(&"importlib.resources.abc"));
}

#[test]
fn children_of_all_packages_are_all_modules() {
    let packages = modules().filter(|it| it.is_package).map(|it| it.name);
    let reached: usize = std::iter::once("").chain(packages).map(|it| children(it).count()).sum();
    assert_eq!(reached, modules().len());
}

#[test]
fn traces_of_rustpython_are_gone() {
    for module in modules() {
        assert!(!text(module.name).to_lowercase().contains("rustpython"), "{}", module.path);
    }
    for name in ["_dummy_os", "_dummy_thread", "_pycodecs", "dummy_threading", "idlelib.idle_test"] {
        assert_eq!(find(name), None, "{name}");
    }
}

#[test]
fn patches_restore_what_cpython_says() {
    assert!(text("io").contains("open, open_code, FileIO, BytesIO,"));
    assert!(text("io").contains("\nRawIOBase.register(FileIO)\n"));
    assert!(text("site").contains("    return 'Python'\n"));
    assert!(text("sysconfig").contains("    return 'Python'\n"));
    assert!(text("platform").contains("\n        name = 'CPython'\n"));
    assert!(!text("json.decoder").contains("_from_serde"));
    assert!(!text("_compat_pickle").contains("JitError"));
    assert!(!text("unittest").contains("expectedSuccess"));
    assert!(text("_sitebuiltins").contains("from _pyrepl.pager import get_pager"));
}

#[test]
fn unpatched_modules_are_the_crates_text() {
    for Module { name, path, .. } in modules() {
        let patch = Path::new(env!("CARGO_MANIFEST_DIR")).join("overlay").join(format!("{path}.patch"));
        if !patch.exists() {
            let original = std::fs::read_to_string(Path::new(rustpython_pylib::LIB_PATH).join(path));
            assert_eq!(text(name), original.expect("the crate's file"), "{path}");
        }
    }
}

#[test]
fn the_licence_is_pythons() {
    assert!(strict_library::LICENSE.contains("PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2"));
}

#[test]
fn native_modules_are_not_in_the_archive() {
    assert!(is_native("math") && is_native("_socket") && is_native("sys") && is_native("winreg"));
    assert!(!is_native("re") && !is_native("nothing") && !is_native(""));
    assert!(modules().all(|it| !is_native(it.name)));
}

#[test]
fn files_that_modules_read_are_there() {
    let paths: Vec<&str> = data_files().map(|file| file.path).collect();
    assert!(paths.is_sorted());
    assert!(paths.contains(&"venv/scripts/common/activate"), "{paths:?}");
    for file in data_files() {
        let found = data_at_display_path(&format!("<stdlib>/{}", file.path));
        assert_eq!(found, Some(file));
        assert!(!file.contents().is_empty(), "{}", file.path);
    }
    let wheel = data_files().find(|file| file.path.ends_with(".whl")).expect("pip");
    assert!(wheel.contents().starts_with(b"PK"), "a wheel is a zip archive");
    assert_eq!(data_at_display_path("<stdlib>/os.py"), None);
    assert_eq!(data_at_display_path("venv/scripts/common/activate"), None);
}

#[test]
fn folders_have_entries() {
    let names = |path| entries_at_display_path(path).into_iter().collect::<Vec<_>>();
    assert_eq!(names("<stdlib>/venv"), ["__init__.py", "__main__.py", "scripts"]);
    assert_eq!(names("<stdlib>/venv/scripts"), ["common", "posix"]);
    assert!(names("<stdlib>/venv/__init__.py").is_empty());
    assert!(names("<stdlib>/nothing").is_empty());
}
