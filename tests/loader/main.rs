//! Runs programs with the loader of strict modules installed.
//!
//! Each folder of `programs` is one: `main.py` runs in it, and what it prints is compared with a snapshot. A first line
//! `# options: …` adds to the command line.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Runs the interpreter in a folder.
fn run(folder: &Path, words: &[&str]) -> Output {
    command(folder, words).output().expect("the binary was built")
}

fn command(folder: &Path, words: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_strict"));
    command.arg("run").args(words).current_dir(folder);
    for variable in ["PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONINSTALLSTRICTLOADER", "PYTHONSTRICTPATCHING"] {
        command.env_remove(variable);
    }
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// What it wrote, and how it ended.
fn shown(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (text(&output.stdout), text(&output.stderr));
    let folder = root().join("tests/loader/programs").display().to_string();
    format!("{out}--- {}\n{}", output.status, err).replace(&folder, "<programs>")
}

#[test]
fn programs() {
    let mut folders: Vec<PathBuf> = std::fs::read_dir(root().join("tests/loader/programs"))
        .expect("it is part of the tree")
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.join("main.py").is_file())
        .collect();
    folders.sort();
    assert!(folders.len() > 3, "the programs are not where they should be");
    for folder in folders {
        let text = std::fs::read_to_string(folder.join("main.py")).expect("it was found");
        let options = text.lines().next().and_then(|line| line.strip_prefix("# options: ")).unwrap_or("");
        let mut words: Vec<&str> = options.split_whitespace().collect();
        words.extend(["-X", "install-strict-loader", "main.py"]);
        let name = folder.file_name().expect("it has one").to_string_lossy().into_owned();
        insta::assert_snapshot!(name, shown(&run(&folder, &words)));
    }
}

#[test]
fn the_shop_does_the_same_frozen() {
    let examples = root().join("examples");
    for arguments in [&["list"][..], &["search", "marbles"], &["buy", "--as", "ada", "B-001", "T-001=12"]] {
        let mut words = vec!["-m", "shop.cli"];
        words.extend(arguments);
        let plain = run(&examples, &words);
        assert!(plain.status.success(), "{}", shown(&plain));
        let mut frozen = vec!["-X", "install-strict-loader"];
        frozen.extend(words);
        assert_eq!(shown(&run(&examples, &frozen)), shown(&plain));
    }
}

#[test]
fn what_is_broken_is_refused() {
    let examples = root().join("examples");
    let text =
        std::fs::read_to_string(examples.join("broken/expected.json")).expect("it is part of the tree");
    let expected: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&text).expect("it is JSON");
    let mut refused = 0;
    for (file, findings) in expected {
        let Some(module) = file.strip_suffix(".py") else { continue };
        let codes = findings.as_array().into_iter().flatten().filter_map(|it| it["code"].as_str());
        // Codes below 100 that are warnings and notes do not keep a module from being loaded.
        let mut errors = codes.filter(|code| !["STR005", "STR006", "STR007", "STR173"].contains(code));
        let Some(code) = errors.next() else { continue };
        let module = module.strip_suffix("/__init__").unwrap_or(module).replace('/', ".");
        let import = format!("import broken.{module}");
        let output = run(&examples, &["-X", "install-strict-loader", "-c", &import]);
        let shown = shown(&output);
        assert!(
            !output.status.success() && shown.contains("StrictModuleError") && shown.contains(code),
            "{file} was not refused for {code}: {shown}"
        );
        refused += 1;
    }
    assert!(refused > 20, "only {refused} violations were tried");
}

/// Runs a program of two strict modules with a cache of its own; whether it printed this.
fn prints(tree: &Path, cache: &Path, expected: &str) -> bool {
    let words = ["-X", "install-strict-loader", "main.py"];
    let output = command(tree, &words).env("XDG_CACHE_HOME", cache).output().expect("the binary was built");
    String::from_utf8_lossy(&output.stdout).trim_end() == expected
        || String::from_utf8_lossy(&output.stderr).contains(expected)
}

fn proofs(cache: &Path) -> Vec<PathBuf> {
    let folder = cache.join("strict/proofs");
    std::fs::read_dir(folder).into_iter().flatten().filter_map(|it| Some(it.ok()?.path())).collect()
}

#[test]
fn kept_proofs_hold_until_something_changes() {
    let (tree, cache) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (tree, cache) = (tree.path(), cache.path());
    let write = |name: &str, text: &str| std::fs::write(tree.join(name), text).expect("it can be written");
    write(
        "main.py",
        "import __strict__\nimport shapes\nif __name__ == '__main__':\n    import late\n    shapes.run()\n",
    );
    write(
        "shapes.py",
        "import __strict__\nclass A:\n    x: int\ndef run():\n    a = A()\n    a.x = 1\n    print(a.x, hasattr(a, '__dict__'))\n",
    );
    write("late.py", "import __strict__\n");
    assert!(prints(tree, cache, "1 False"));
    let kept = proofs(cache);
    assert_eq!(kept.len(), 1, "the proof was not kept");
    let first = std::fs::metadata(&kept[0]).and_then(|it| it.modified()).expect("it is there");
    assert!(prints(tree, cache, "1 False"));
    let second = std::fs::metadata(&kept[0]).and_then(|it| it.modified()).expect("it is there");
    assert!(prints(tree, cache, "1 False"));
    let third = std::fs::metadata(&kept[0]).and_then(|it| it.modified()).expect("it is there");
    // The second run found the proof of what runs at the top, and added that of what it imported later.
    assert!(first <= second && second == third);
    write("shapes.py", "import __strict__\nprint('an effect')\n");
    assert!(prints(tree, cache, "STR120"));
    write("late.py", "import __strict__\nprint('an effect')\n");
    write("shapes.py", "import __strict__\ndef run(): pass\n");
    assert!(prints(tree, cache, "STR120"));
    write("late.py", "import __strict__\n");
    write("shapes.py", "import __strict__\ndef run(): print('changed')\n");
    assert!(prints(tree, cache, "changed"));
    assert!(prints(tree, cache, "changed"));
    for path in proofs(cache) {
        std::fs::write(path, b"damaged").expect("it can be written");
    }
    assert!(prints(tree, cache, "is damaged and ignored"));
    assert!(prints(tree, cache, "changed"));
    // A cache that cannot be written to is none.
    std::fs::remove_dir_all(cache.join("strict/proofs")).expect("it is there");
    std::fs::write(cache.join("strict/proofs"), "a file").expect("it can be written");
    assert!(prints(tree, cache, "changed"));
}

#[test]
fn a_second_run_finds_all_proofs() {
    let (tree, cache) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (tree, cache) = (tree.path(), cache.path());
    let write = |name: &str, text: &str| std::fs::write(tree.join(name), text).expect("it can be written");
    // Strict modules that plain ones import, at their top and later.
    write("main.py", "import middle\nprint(middle.total())\n");
    write(
        "middle.py",
        "import one\nfrom two import X\ndef total():\n    import a, b, c\n    return one.X + X + a.X + b.X + c.X\n",
    );
    for (number, name) in ["one", "two", "a", "b", "c"].iter().enumerate() {
        write(&format!("{name}.py"), &format!("import __strict__\nX = {number}\n"));
    }
    assert!(prints(tree, cache, "10"));
    let kept = proofs(cache);
    assert_eq!(kept.len(), 1, "the proofs were not kept together");
    let whole = std::fs::read(&kept[0]).expect("it is there");
    let made = std::fs::metadata(&kept[0]).and_then(|it| it.modified()).expect("it is there");
    assert!(prints(tree, cache, "10"));
    assert_eq!(std::fs::read(&kept[0]).expect("it is there"), whole);
    let now = std::fs::metadata(&kept[0]).and_then(|it| it.modified()).expect("it is there");
    assert_eq!(made, now, "something was proved again");
}

/// Whatever lies in the folder of the cache, programs run as ever and nothing outside of it is touched.
#[test]
#[cfg(unix)]
fn what_is_in_the_folder_of_the_cache_does_no_harm() {
    let (tree, cache) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (tree, cache) = (tree.path(), cache.path());
    std::fs::write(
        tree.join("main.py"),
        "import __strict__\nimport m\nif __name__ == '__main__':\n    print(m.X)\n",
    )
    .expect("it can be written");
    std::fs::write(tree.join("m.py"), "import __strict__\nX = 1\n").expect("it can be written");
    assert!(prints(tree, cache, "1"));
    let kept = proofs(cache);
    let [entry] = &kept[..] else { panic!("the proof was not kept") };
    let whole = std::fs::read(entry).expect("it is there");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let victim = elsewhere.path().join("victim");
    std::fs::write(&victim, "precious").expect("it can be written");
    let replace = |with: &dyn Fn(&Path)| {
        let _ = std::fs::remove_file(entry);
        let _ = std::fs::remove_dir_all(entry);
        with(entry);
        let since = std::time::Instant::now();
        assert!(prints(tree, cache, "1"));
        assert!(since.elapsed().as_secs() < 30, "it waited for something");
        assert_eq!(std::fs::read(&victim).expect("it is there"), b"precious");
    };
    replace(&|at| std::os::unix::fs::symlink(&victim, at).expect("a link"));
    replace(&|at| std::os::unix::fs::symlink("/dev/zero", at).expect("a link"));
    replace(&|at| std::os::unix::fs::symlink(at, at).expect("a link"));
    replace(&|at| std::fs::create_dir(at).expect("a folder"));
    replace(&|at| std::fs::create_dir_all(at.join("not/empty")).expect("a folder"));
    replace(&|at| {
        let made = Command::new("mkfifo").arg(at).status().expect("mkfifo runs");
        assert!(made.success());
    });
    replace(&|at| {
        let file = std::fs::File::create(at).expect("a file");
        file.set_len(1 << 40).expect("a file with a hole");
    });
    replace(&|at| std::fs::write(at, &whole[..whole.len() / 2]).expect("a file"));
    // Somebody else's, if this is a process that can give files away.
    replace(&|at| {
        std::fs::write(at, &whole).expect("a file");
        let _ = std::os::unix::fs::chown(at, Some(12345), None);
    });
    // The folder is a link to one with other things in it, many of them.
    let folder = cache.join("strict/proofs");
    std::fs::remove_dir_all(&folder).expect("it is there");
    for number in 0..40 {
        std::fs::write(elsewhere.path().join(format!("{number}.json")), "precious").expect("a file");
    }
    std::os::unix::fs::symlink(elsewhere.path(), &folder).expect("a link");
    assert!(prints(tree, cache, "1"));
    let left = std::fs::read_dir(elsewhere.path()).expect("it is there").count();
    assert!(left >= 41, "files that are no entries were removed");
}
