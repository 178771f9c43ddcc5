//! Commands that change files, and checks that follow each other.

use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::project::Project;

#[test]
fn adopt_marks_what_would_pass() {
    let project = Project::new(&[
        ("good.py", "\"\"\"Doc.\"\"\"\nX = 1\n"),
        ("user.py", "from good import X\nY = X\n"),
        ("bad.py", "print(1)\n"),
        ("done.py", "import __strict__\n"),
    ]);
    let run = project.run(&["adopt", "--dry-run"]);
    assert_eq!(run.stdout, "good.py\nuser.py\n2 modules could be strict now.\n");
    assert_eq!(project.read("user.py"), "from good import X\nY = X\n");
    let run = project.run(&["adopt"]);
    assert_eq!(run.stdout, "good.py\nuser.py\nMarked 2 modules as strict.\n");
    assert_eq!(project.read("good.py"), "\"\"\"Doc.\"\"\"\nimport __strict__\nX = 1\n");
    assert_eq!(project.run(&["check"]).status, 0);
    assert_eq!(project.run(&["adopt"]).stdout, "No further module could be strict now.\n");
}

#[test]
fn fix_applies_what_is_safe() {
    let project = Project::new(&[(
        "m.py",
        "X = 1  # strict: ignore[STR120, unsafe-call]\nimport __strict__\n\n# strict: ignore\nprint(X)\n",
    )]);
    let run = project.run(&["check", "--fix", "--output-format", "concise"]);
    assert_eq!(run.status, 1, "{run:?}");
    assert!(run.stderr.contains("Applied 3 fixes."), "{run:?}");
    assert!(run.stdout.contains("STR120"), "{run:?}");
    assert_eq!(project.read("m.py"), "import __strict__\nX = 1\n\nprint(X)\n");
}

#[test]
fn a_second_check_says_the_same() {
    let project = Project::new(&[
        ("owner.py", "import __strict__\ndef shout():\n    print(1)\n"),
        ("user.py", "import __strict__\nfrom owner import shout\nshout()\n"),
    ]);
    let first = project.run(&["check"]);
    assert_eq!(first.status, 1);
    let cached = project.run(&["check"]);
    assert_eq!((&cached.stdout, cached.status), (&first.stdout, 1));
    let fresh = project.run(&["check", "--no-cache"]);
    assert_eq!((&fresh.stdout, fresh.status), (&first.stdout, 1));
    project.write("owner.py", "import __strict__\ndef shout():\n    return 1\n");
    assert_eq!(project.run(&["check"]).status, 0);
}

#[test]
fn watching_reports_what_changes() {
    let project = Project::new(&[("m.py", "import __strict__\nX = 1\n")]);
    let mut command = project.command(&["check", "--watch", "--output-format", "concise"]);
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let (sender, lines) = channel();
    let stdout = BufReader::new(child.stdout.take().unwrap());
    thread::spawn(move || {
        for line in stdout.lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    let wait = |what: &str| loop {
        let line = lines.recv_timeout(Duration::from_secs(60)).expect("a line in time");
        if line.contains(what) {
            break;
        }
    };
    wait("1 accepted");
    project.write("m.py", "import __strict__\nprint(1)\n");
    wait("STR120");
    wait("1 rejected");
    project.write("n.py", "import __strict__\nimport m\n");
    wait("Checked 2 modules");
    child.kill().unwrap();
    child.wait().unwrap();
}
