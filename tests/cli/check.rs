//! `strict check`: exit codes, streams, and paths that cannot be checked.

use std::io::Read;
use std::process::Stdio;

use crate::project::Project;

/// A project with an error that does not depend on the analyzer: a folder that is named like a module.
fn with_finding() -> Project {
    Project::new(&[("folder.py/readme.txt", "")])
}

#[test]
fn an_empty_project_is_clean() {
    let run = Project::new(&[]).run(&["check"]);
    assert_eq!(run.status, 0);
    assert_eq!(run.stdout, "Checked 0 modules: 0 strict, 0 accepted, 0 rejected, 0 not analysed.\n");
    assert!(run.stderr.starts_with("warning: no Python files found"));
}

#[test]
fn findings_end_in_1_and_are_printed() {
    let run = with_finding().run(&["check"]);
    assert_eq!(run.status, 1);
    insta::assert_snapshot!(run.stdout);
    assert_eq!(run.stderr, "");
}

#[test]
fn quiet_prints_only_findings() {
    let run = with_finding().run(&["check", "-q", "--output-format", "concise"]);
    assert_eq!(run.status, 1);
    assert_eq!(run.stdout, "folder.py:1:1: STR002 `folder.py` is named like a module, but it is a folder\n");
    assert_eq!(Project::new(&[("a.py", "")]).run(&["check", "--quiet"]).stdout, "");
}

#[test]
fn what_cannot_run_ends_in_2() {
    let project = Project::new(&[("a.py", "")]);
    for (arguments, complaint) in [
        (
            &["check", "nowhere"][..],
            "error: cannot check `nowhere`: No such file or directory (os error 2)\n",
        ),
        (&["check", "--exclude", "[z-a]"], "error: cannot understand the pattern to exclude `[z-a]`"),
        (&["check", "--config", "none.toml"], "error: cannot read configuration `none.toml`"),
        (&["check", "--baseline", "none.json"], "error: cannot read baseline `none.json`"),
        (&["check", "--output-file", "no/such/folder"], "error: cannot write `no/such/folder`"),
        (
            &["check", "--python-version", "2.7"],
            "error: invalid value '2.7' for '--python-version <VERSION>': `2.7` is not",
        ),
        (&["check", "--stubs", "none"], "error: the folder `none` for stubs does not exist\n"),
        (&["check", "--search-path", "none"], "error: the folder `none` for imports does not exist\n"),
        (&["check", "--jobs", "0"], "error: invalid value '0' for '--jobs <N>'"),
        (&["check", "--frobnicate"], "error: unexpected argument '--frobnicate'"),
        (&["inspect", "."], "error: `.` is a folder; name a file"),
        (&["inspect", "none.py"], "error: cannot check `none.py`"),
        (&[], "Proves that importing"),
    ] {
        let run = project.run(arguments);
        assert_eq!(run.status, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.starts_with(complaint), "{arguments:?}: {run:?}");
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    let project = Project::new(&[]);
    for number in 0..2000 {
        project.write(&format!("folder{number}.py/readme.txt"), "");
    }
    let mut child =
        project.command(&["check"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 5];
    let mut stdout = child.stdout.take().unwrap();
    stdout.read_exact(&mut first).unwrap();
    drop(stdout);
    let output = child.wait_with_output().unwrap();
    assert_eq!(&first, b"error");
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn colours_are_used_when_asked_for() {
    let project = with_finding();
    assert!(!project.run(&["check"]).stdout.contains('\u{1b}'));
    assert!(project.run(&["check", "--color", "always"]).stdout.contains('\u{1b}'));
    assert!(project.run(&["--color", "always", "check"]).stdout.contains('\u{1b}'));
    project.run(&["check", "--color", "always", "--output-file", "report.txt"]);
    assert!(!project.read("report.txt").contains('\u{1b}'));
}

#[test]
fn statistics_say_what_was_done() {
    let run = with_finding().run(&["check", "--statistics"]);
    assert!(run.stdout.contains("\nWork\n") && run.stdout.contains("  abstract steps  "), "{run:?}");
    if cfg!(target_os = "linux") {
        assert!(run.stdout.contains("  peak memory     "), "{run:?}");
    }
}

#[test]
fn a_file_that_could_not_be_read_cannot_be_put_into_a_baseline() {
    let project = with_finding();
    let run = project.run(&["check", "--write-baseline", "baseline.json"]);
    assert_eq!(run.status, 0);
    assert_eq!(project.read("baseline.json"), "{\n  \"version\": 1,\n  \"findings\": []\n}\n");
    assert_eq!(project.run(&["check", "--baseline", "baseline.json"]).status, 1);
}
