//! Output formats, streams and files.

use serde_json::Value;

use crate::project::Project;

fn project() -> Project {
    Project::new(&[("folder.py/readme.txt", "")])
}

#[test]
fn machine_formats_own_the_standard_output() {
    for format in ["json", "sarif", "gitlab"] {
        let run = project().run(&["check", "--output-format", format]);
        assert!(serde_json::from_str::<Value>(&run.stdout).is_ok(), "{format}: {run:?}");
        assert!(run.stderr.starts_with("Checked 1 module: "), "{format}: {run:?}");
        assert_eq!(run.status, 1);
    }
    let run = project().run(&["check", "--output-format", "junit"]);
    assert!(roxmltree::Document::parse(&run.stdout).is_ok(), "{run:?}");
    let run = project().run(&["check", "--output-format", "github"]);
    assert!(run.stdout.lines().all(|line| line.starts_with("::error file=folder.py,")), "{run:?}");
}

#[test]
fn a_file_takes_the_findings_and_leaves_the_summary() {
    let project = project();
    let run = project.run(&["check", "--output-format", "json", "--output-file", "out.json"]);
    assert!(run.stdout.starts_with("Checked 1 module: "), "{run:?}");
    let value: Value = serde_json::from_str(&project.read("out.json")).unwrap();
    assert_eq!(value["diagnostics"][0]["code"], "STR002");
    assert_eq!(value["diagnostics"][0]["file"], "folder.py");
}
