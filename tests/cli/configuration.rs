//! `strict.toml` and `pyproject.toml`, seen through the command line.

use crate::project::Project;

const FINDING: (&str, &str) = ("folder.py/readme.txt", "");

#[test]
fn settings_come_from_the_nearest_file() {
    let project = Project::new(&[
        FINDING,
        ("pyproject.toml", "[tool.strict]\noutput-format = \"concise\"\n"),
        ("inner/strict.toml", "output-format = \"gitlab\"\n"),
        ("inner/x.py/readme.txt", ""),
    ]);
    assert!(project.run(&["check"]).stdout.starts_with("folder.py:1:1: STR002"));
    assert!(project.run(&["check", "inner"]).stdout.starts_with("[\n"));
    assert!(project.run(&["check", "--output-format", "full"]).stdout.starts_with("error[STR002]"));
    assert!(project.run(&["check", "--config", "inner/strict.toml"]).stdout.starts_with("[\n"));
}

#[test]
fn patterns_are_relative_to_the_file() {
    let project = Project::new(&[FINDING, ("strict.toml", "exclude = [\"/folder.py\"]\n")]);
    assert_eq!(project.run(&["check"]).status, 0);
    assert_eq!(project.run(&["check", "--exclude", "other"]).status, 1);
}

#[test]
fn mistakes_are_located() {
    let project = Project::new(&[("pyproject.toml", "[tool.strict]\nexlude = []\n")]);
    let run = project.run(&["check"]);
    assert_eq!(run.status, 2);
    assert!(
        run.stderr
            .ends_with("pyproject.toml:2:1: unknown key `tool.strict.exlude`; did you mean `exclude`?\n"),
        "{run:?}"
    );
}

#[cfg(unix)]
#[test]
fn nothing_waits_for_a_pipe() {
    let project = Project::new(&[FINDING]);
    let pipe = project.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()));
    for option in ["--config", "--baseline"] {
        let run = project.run(&["check", option, "pipe"]);
        assert_eq!(run.status, 2, "{run:?}");
        assert!(run.stderr.contains("pipe") && run.stderr.contains("is not a regular file"), "{run:?}");
    }
}
