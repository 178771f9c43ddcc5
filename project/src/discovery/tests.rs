//! Tests of discovery on small trees.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Discovered, Filter, discover};

/// A folder with these files, all empty unless they are `.gitignore`, where `;` separates lines.
fn tree(files: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in files {
        let (name, text) = file.split_once('=').unwrap_or((file, ""));
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text.replace(';', "\n")).unwrap();
    }
    folder
}

fn find(folder: &TempDir, paths: &[&str], src: &[&str], exclude: &[&str]) -> Discovered {
    let path = |name: &&str| folder.path().join(name.trim_start_matches('.'));
    let full = |names: &[&str]| names.iter().map(path).collect::<Vec<PathBuf>>();
    let patterns: Vec<String> = exclude.iter().map(ToString::to_string).collect();
    let filter = Filter::new(folder.path(), &patterns, true).unwrap();
    discover(&full(paths), &full(src), &filter).unwrap()
}

fn names(discovered: &Discovered) -> Vec<&str> {
    discovered.modules.iter().map(|(name, _)| name.as_str()).collect()
}

fn messages(folder: &TempDir, discovered: &Discovered) -> Vec<String> {
    let prefix = format!("{}/", folder.path().display());
    let diagnostics = discovered.problems.iter().flat_map(|report| &report.diagnostics);
    diagnostics.map(|it| format!("{} {}", it.code, it.message.replace(&prefix, ""))).collect()
}

#[test]
fn packages_and_top_level_modules() {
    let folder =
        tree(&["app.py", "shop/__init__.py", "shop/cart.py", "shop/models/__init__.py", "notes.txt"]);
    assert_eq!(names(&find(&folder, &["."], &[], &[])), ["app", "shop", "shop.cart", "shop.models"]);
    let inner = find(&folder, &["shop/models"], &[], &[]);
    assert_eq!(names(&inner), ["shop.models"]);
    assert_eq!(inner.roots, [folder.path().canonicalize().unwrap()]);
    assert_eq!(names(&find(&folder, &["shop/cart.py", "app.py"], &[], &[])), ["app", "shop.cart"]);
}

#[test]
fn namespace_packages_reach_up_to_the_root() {
    let folder = tree(&["corp/tools/run.py", "corp/web/__init__.py", "corp/web/app.py", "corp-x/y/z.py"]);
    let found = find(&folder, &["."], &[], &[]);
    assert_eq!(names(&found), ["corp.tools.run", "corp.web", "corp.web.app", "y.z"]);
    assert_eq!(names(&find(&folder, &["corp"], &[], &[])), ["tools.run", "web", "web.app"]);
    assert_eq!(names(&find(&folder, &["corp"], &["."], &[])), ["corp.tools.run", "corp.web", "corp.web.app"]);
}

#[test]
fn a_src_folder_is_a_root() {
    let folder = tree(&["src/shop/__init__.py", "src/util.py", "tests/test_util.py"]);
    assert_eq!(names(&find(&folder, &["."], &[], &[])), ["shop", "tests.test_util", "util"]);
}

#[test]
fn odd_names_are_kept() {
    let folder = tree(&[
        "run-me.py",
        "my-package/__init__.py",
        "my-package/x.py",
        "pkg/__init__.py",
        "pkg/__main__.py",
    ]);
    assert_eq!(names(&find(&folder, &["."], &[], &[])), ["my-package", "pkg", "pkg.__main__", "run-me", "x"]);
}

#[test]
fn ignored_and_foreign_files_are_skipped() {
    let folder = tree(&[
        "a.py",
        ".gitignore=generated/;/b.py",
        "b.py",
        "generated/c.py",
        ".hidden/d.py",
        "node_modules/e.py",
        "x/__pycache__/f.py",
        "env/pyvenv.cfg",
        "env/lib/g.py",
        "old/h.py",
        "deep/migrations/i.py",
    ]);
    assert_eq!(names(&find(&folder, &["."], &[], &["old/", "migrations"])), ["a"]);
    assert_eq!(names(&find(&folder, &["generated", "old", "b.py"], &[], &["b.py"])), ["b", "c", "h"]);
    let filter = Filter::new(folder.path(), &[], false).unwrap();
    let unfiltered = discover(&[folder.path().to_owned()], &[], &filter).unwrap();
    assert_eq!(names(&unfiltered), ["a", "b", "deep.migrations.i", "generated.c", "old.h"]);
}

#[test]
fn malformed_patterns_are_refused() {
    let error = Filter::new(Path::new("."), &["a[".to_owned()], true).unwrap_err().to_string();
    assert!(error.starts_with("cannot understand the pattern to exclude `a[`"), "{error}");
}

#[test]
fn two_files_with_one_name_conflict() {
    let folder = tree(&["shop.py", "shop/__init__.py", "a-1/conf.py", "a-2/conf.py"]);
    let found = find(&folder, &["."], &[], &[]);
    assert_eq!(names(&found), ["conf", "shop"]);
    assert!(found.modules[1].1.ends_with("shop/__init__.py"));
    assert_eq!(
        messages(&folder, &found),
        [
            "STR007 module `conf` is already defined by `a-1/conf.py`",
            "STR007 module `shop` is already defined by `shop/__init__.py`"
        ]
    );
}

#[test]
fn one_file_by_two_paths_is_one_module() {
    let folder = tree(&["pkg/__init__.py", "pkg/a.py"]);
    let found = find(&folder, &[".", "pkg", "pkg/../pkg/a.py"], &[], &[]);
    assert_eq!(names(&found), ["pkg", "pkg.a"]);
    assert!(found.problems.is_empty());
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_reported() {
    let folder = tree(&["fine.py", "folder.py/inner.py"]);
    std::os::unix::fs::symlink("nowhere.py", folder.path().join("dangling.py")).unwrap();
    std::os::unix::fs::symlink("fine.py", folder.path().join("link.py")).unwrap();
    std::os::unix::fs::symlink(".", folder.path().join("loop")).unwrap();
    let socket = std::os::unix::net::UnixListener::bind(folder.path().join("socket.py")).unwrap();
    let found = find(&folder, &["."], &[], &[]);
    drop(socket);
    assert_eq!(names(&found), ["fine", "inner", "link"]);
    assert_eq!(
        messages(&folder, &found),
        [
            "STR002 `dangling.py` cannot be opened: No such file or directory (os error 2)",
            "STR002 `folder.py` is named like a module, but it is a folder",
            "STR002 `socket.py` is named like a module, but it is not a regular file"
        ]
    );
}

#[test]
fn missing_paths_are_errors() {
    let filter = Filter::new(Path::new("."), &[], true).unwrap();
    let error = discover(&[PathBuf::from("no/such/path")], &[], &filter).unwrap_err().to_string();
    assert_eq!(error, "cannot check `no/such/path`: No such file or directory (os error 2)");
}
