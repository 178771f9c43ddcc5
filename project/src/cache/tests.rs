//! Tests of the cache: a kept result is the fresh one, and is used only when it is.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;

fn check(tree: &Path, cache: &Path) -> (String, bool) {
    let modules = ["a", "b"].map(|name| (name.to_owned(), tree.join(format!("{name}.py"))));
    let options =
        Options { modules: modules.to_vec(), search_path: vec![tree.to_owned()], ..Options::default() };
    let report = cached_check(&options, None, Some(cache));
    let was_cached = report.statistics.modules_parsed == 0;
    let fresh = strict_analyzer::check(&options, None);
    let show = |report: &Report| {
        let module = |it: &ModuleReport| {
            format!("{} {:?} {:?} {:?} {:?}\n", it.name, it.kind, it.verdict, it.diagnostics, it.imports)
        };
        // When lines have been counted is not part of the result.
        let text: String = report.modules.iter().map(module).collect();
        text.split("lines: OnceLock")
            .map(|part| part.split_once(") }").map_or(part, |it| it.1))
            .collect::<String>()
    };
    assert_eq!(show(&report), show(&fresh));
    (show(&report), was_cached)
}

#[test]
fn a_result_is_kept_until_something_it_depends_on_changes() {
    let (tree, cache) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (tree, cache) = (tree.path(), cache.path());
    fs::write(tree.join("a.py"), "import __strict__\nimport c\nprint(c.X)\n").unwrap();
    fs::write(tree.join("b.py"), "import __strict__\nimport json\nX = json.loads('[1]')\n").unwrap();
    fs::write(tree.join("c.py"), "import __strict__\nX = 1\n").unwrap();
    assert!(!check(tree, cache).1);
    assert!(check(tree, cache).1);
    // A file that is not among the modules, but imported.
    fs::write(tree.join("c.py"), "X = 1\n").unwrap();
    assert!(!check(tree, cache).1);
    assert!(check(tree, cache).1);
    // What stands beside them.
    fs::write(tree.join("notes.txt"), "").unwrap();
    assert!(check(tree, cache).1);
    fs::create_dir(tree.join("c-1.dist-info")).unwrap();
    assert!(!check(tree, cache).1);
    // A file that was looked for and not there.
    fs::write(tree.join("json.py"), "import __strict__\n").unwrap();
    assert!(!check(tree, cache).1);
    assert!(check(tree, cache).1);
    fs::remove_file(tree.join("a.py")).unwrap();
    assert!(!check(tree, cache).1);
}

#[test]
fn damaged_entries_are_ignored() {
    let (tree, cache) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (tree, cache) = (tree.path(), cache.path());
    fs::write(tree.join("a.py"), "import __strict__\nprint(1)\n").unwrap();
    fs::write(tree.join("b.py"), "").unwrap();
    let (whole, _) = check(tree, cache);
    let entry = fs::read_dir(cache).unwrap().next().unwrap().unwrap().path();
    let bytes = fs::read(&entry).unwrap();
    let mut flipped = bytes.clone();
    flipped[bytes.len() / 2] ^= 1;
    for damaged in [&bytes[..bytes.len() / 2], &bytes[..3], &[], &flipped] {
        fs::write(&entry, damaged).unwrap();
        assert_eq!(check(tree, cache), (whole.clone(), false));
        assert!(check(tree, cache).1);
    }
}

#[test]
fn concurrent_checks_see_whole_entries() {
    let (tree, cache) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let (tree, cache) = (tree.path(), cache.path());
    fs::write(tree.join("a.py"), "import __strict__\nprint(1)\n").unwrap();
    fs::write(tree.join("b.py"), "import __strict__\nimport a\n").unwrap();
    let (expected, _) = check(tree, cache);
    std::thread::scope(|scope| {
        for number in 0..4 {
            let expected = &expected;
            scope.spawn(move || {
                for round in 0..6 {
                    // Entries vanish and are damaged all the while.
                    let entry = fs::read_dir(cache).unwrap().filter_map(Result::ok).next();
                    if let Some(entry) = entry {
                        let _ = match (number + round) % 3 {
                            0 => fs::remove_file(entry.path()),
                            1 => fs::write(entry.path(), "damaged"),
                            _ => Ok(()),
                        };
                    }
                    assert_eq!(check(tree, cache).0, *expected);
                }
            });
        }
    });
    let left = |it: &fs::DirEntry| it.path().extension().is_some_and(|extension| extension != "json");
    assert_eq!(fs::read_dir(cache).unwrap().filter_map(Result::ok).filter(left).count(), 0);
    check(tree, cache);
    assert!(check(tree, cache).1);
}
