//! `strict explain` and `strict completions`.

use crate::project::Project;

#[test]
fn a_code_or_alias_has_a_page() {
    let project = Project::new(&[]);
    let by_code = project.run(&["explain", "STR101"]);
    assert_eq!(by_code.status, 0);
    assert!(by_code.stdout.starts_with("# STR101 unsafe-call\n"));
    assert_eq!(project.run(&["explain", "unsafe-call"]).stdout, by_code.stdout);
}

#[test]
fn unknown_codes_end_in_2() {
    let run = Project::new(&[]).run(&["explain", "unsafe-cal"]);
    assert_eq!(run.status, 2);
    assert_eq!(run.stderr, "error: `unsafe-cal` is not a diagnostic code; did you mean `unsafe-call`?\n");
}

#[test]
fn all_codes_are_listed() {
    insta::assert_snapshot!(Project::new(&[]).run(&["explain"]).stdout);
}

#[test]
fn every_shell_has_a_script() {
    let project = Project::new(&[]);
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = project.run(&["completions", shell]);
        assert_eq!(run.status, 0, "{shell}");
        assert!(run.stdout.contains("strict") && run.stdout.contains("output-format"), "{shell}");
    }
}
