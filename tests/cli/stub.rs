//! `strict stub`, and what is said about stubs that contradict their source.

use crate::project::Project;

const PARCEL: &str = "\"\"\"Parcels.\"\"\"\n\nimport socket\n\nLIMIT = 3\n\n\nclass Parcel:\n    def __init__(self, weight, *, fragile=False):\n        self.weight = weight\n\n    @property\n    def price(self) -> int:\n        return self.weight * 2\n\n\ndef connect(host, port=80) -> Parcel:\n    return socket.create_connection((host, port))\n";

fn project() -> Project {
    Project::new(&[
        ("lib/parcel.py", PARCEL),
        ("lib/tree/__init__.py", "def grow(): pass\n"),
        ("lib/broken.py", "def f(:\n"),
    ])
}

#[test]
fn a_skeleton_is_printed() {
    let run = project().run(&["stub", "parcel", "--search-path", "lib"]);
    assert_eq!((run.status, run.stderr.as_str()), (0, ""));
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_skeleton_is_accepted_as_a_stub() {
    let project = project();
    let run = project.run(&["stub", "parcel", "--search-path", "lib", "--output", "stubs"]);
    assert_eq!(run.stdout, "Wrote stubs/parcel.pyi.\n");
    project.write("app.py", "import __strict__\nfrom parcel import LIMIT, Parcel\n\nTWICE = 2 * LIMIT\n");
    let check = ["check", "app.py", "--stubs", "stubs", "--search-path", "lib", "-q"];
    assert_eq!(project.run(&check).stdout, "");
    project.write("app.py", "import __strict__\nimport parcel\nparcel.connect('x')\n");
    let run = project.run(&["check", "app.py", "--stubs", "stubs", "-q", "--output-format", "concise"]);
    assert_eq!(
        run.stdout,
        "app.py:3:1: STR128 `parcel.connect` has no model yet: its stub does not say what it does\n"
    );
}

#[test]
fn packages_have_their_own_file() {
    let project = project();
    let stub = |output: &str| project.run(&["stub", "tree", "--search-path", "lib", "--output", output]);
    assert_eq!(stub("stubs").stdout, "Wrote stubs/tree/__init__.pyi.\n");
    assert_eq!(stub("other/__init__.pyi").stdout, "Wrote other/__init__.pyi.\n");
    assert_eq!(
        stub("tree.pyi").stderr,
        "error: `tree` is a package: its stub is a file `__init__.pyi`, not `tree.pyi`\n"
    );
}

#[test]
fn a_file_is_replaced_only_when_asked() {
    let project = project();
    project.write("parcel.pyi", "old");
    let arguments = ["stub", "parcel", "--search-path", "lib", "--output", "parcel.pyi"];
    let run = project.run(&arguments);
    assert_eq!(run.status, 2);
    assert_eq!(run.stderr, "error: `parcel.pyi` exists; `--force` replaces it\n");
    assert_eq!(project.read("parcel.pyi"), "old");
    assert_eq!(project.run(&[&arguments[..], &["--force"]].concat()).status, 0);
    assert!(project.read("parcel.pyi").starts_with("\"\"\"A first model of `parcel`"));
}

#[test]
fn what_has_no_source_ends_in_2() {
    let project = project();
    for (module, complaint) in [
        ("nowhere", "error: there is no module `nowhere` on the search path or in the library"),
        ("_socket", "error: `_socket` is a native module: there is no source to read\n"),
        ("broken", "error: lib/broken.py:1:7: invalid syntax\n"),
        ("lib/parcel.py", "error: `lib/parcel.py` is not the name of a module"),
    ] {
        let run = project.run(&["stub", module, "--search-path", "lib"]);
        assert_eq!((run.status, run.stdout.as_str()), (2, ""), "{module}");
        assert!(run.stderr.starts_with(complaint), "{module}: {run:?}");
    }
}

#[test]
fn stubs_that_contradict_their_source_are_reported() {
    let project = project();
    project.write("app.py", "import __strict__\nimport parcel\n");
    project.write(
        "stubs/parcel.pyi",
        "from __stub__ import effect\n\n\nclass Parcel:\n    def price(self) -> int: ...\n\n\n@effect(\"network\", \"opens a connection\")\ndef connect(host, port, timeout): ...\ndef send(parcel) -> None: ...\n",
    );
    project
        .write("stubs/textwrap.pyi", "from __stub__ import overlay, skip\n\noverlay()\nskip(\"register\")\n");
    project.write("stubs/tree/__init__.pyi", "def grow(:\n");
    let run = project.run(&["check", "app.py", "--stubs", "stubs", "--search-path", "lib"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stdout);
}

#[test]
fn a_stub_of_the_user_may_patch_a_module_on_the_search_path() {
    let project = project();
    project.write("stubs/parcel.pyi", "from __stub__ import overlay\n\noverlay()\nLIMIT = 4\n");
    project.write("app.py", "import __strict__\nfrom parcel import LIMIT\n\nassert LIMIT == 4\n");
    let run = project.run(&["check", "app.py", "--stubs", "stubs", "--search-path", "lib", "-q"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, ""));
}

#[test]
fn what_executing_a_stub_finds_is_reported() {
    let project = project();
    project.write("stubs/parcel.pyi", "LIMIT = 1 // 0\n");
    project.write("app.py", "import __strict__\nimport parcel\n");
    let run = project.run(&["check", "app.py", "--stubs", "stubs", "-q", "--output-format", "concise"]);
    assert_eq!(run.status, 1);
    assert!(run.stdout.contains("stubs/parcel.pyi:1:9: STR140"), "{run:?}");
}
