//! `strict run` and `strict-python`: Python's command line.

use std::os::unix::process::CommandExt;

use crate::project::{Project, Run};

const SHOW: &str = "import sys; print(__name__, sys.argv)";

#[test]
fn a_program_is_a_file_a_command_or_the_standard_input() {
    let project = Project::new(&[("app.py", SHOW)]);
    for (words, expected) in [
        (&["run", "app.py", "-c", "--help"][..], "__main__ ['app.py', '-c', '--help']\n"),
        (&["run", "-c", SHOW, "-x"], "__main__ ['-c', '-x']\n"),
    ] {
        let run = project.run(words);
        assert_eq!((run.status, run.stdout.as_str()), (0, expected), "{}", run.stderr);
    }
    let input = std::fs::File::open(project.path().join("app.py")).unwrap();
    let run = Run::from(project.command(&["run", "-", "a"]).stdin(input).output().unwrap());
    assert_eq!(run.stdout, "__main__ ['-', 'a']\n");
}

#[test]
fn flags_are_shown_and_obeyed() {
    let project = Project::new(&[]);
    let run = project.run(&[
        "run",
        "-OPc",
        "assert 0; import sys; print(sys.flags.optimize, sys.path[:1] == [''])",
    ]);
    assert_eq!(run.stdout, "1 False\n", "{}", run.stderr);
    let run = project.run(&["run", "--dump-bytecode", "-c", "print(1)"]);
    assert!(run.stdout.contains("\"print\"") || run.stdout.contains("print"), "{}", run.stdout);
}

#[test]
fn the_status_is_the_programs() {
    let project = Project::new(&[]);
    assert_eq!(project.run(&["run", "-c", "raise SystemExit(7)"]).status, 7);
    let raised = project.run(&["run", "-c", "1/0"]);
    assert_eq!(raised.status, 1);
    assert!(raised.stderr.ends_with("ZeroDivisionError: division by zero\n"), "{}", raised.stderr);
    let missing = project.run(&["run", "gone.py"]);
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.contains("can't open file 'gone.py': [Errno 2] No such file or directory"));
    assert_eq!(project.run(&["run", "-Z"]).status, 2);
}

#[test]
fn the_binary_is_an_interpreter_under_an_interpreters_name() {
    let project = Project::new(&[]);
    let run = Run::from(project.command(&["-c", SHOW]).arg0("/usr/bin/strict-python").output().unwrap());
    assert_eq!(run.stdout, "__main__ ['-c']\n");
    let print = "import sys; print(sys.executable)";
    let cache = project.path().join("cache");
    let run =
        Run::from(project.command(&["run", "-c", print]).env("XDG_CACHE_HOME", &cache).output().unwrap());
    let interpreter = run.stdout.trim_end();
    assert!(interpreter.ends_with("/strict-python"), "{interpreter}");
    let nested = std::process::Command::new(interpreter).args(["-c", print]).output().unwrap();
    assert_eq!(String::from_utf8_lossy(&nested.stdout).trim_end(), interpreter);
}

/// Talks to the interpreter at a terminal; prints what it said, without what moves the cursor.
const CONVERSATION: &str = r#"
import os, pty, re, select, sys

pid, terminal = pty.fork()
if pid == 0:
    os.environ.update(TERM="xterm", PYTHON_HISTORY=os.path.abspath("history"))
    os.execv(sys.executable, [sys.executable, "-q"])


said = b""


def read_until(text):
    """Reads on until this has been said."""
    global said
    while text not in said:
        if not select.select([terminal], [], [], 60)[0]:
            sys.exit(f"{text} does not come after {said}")
        try:
            said += re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", os.read(terminal, 4096))
        except OSError:
            return
    said = said[said.index(text) + len(text):]


for keys, answer in [
    (b"6 * 7\r", b"42"),
    (b"\x10\r", b"42"),
    (b"lines = []; 40 + 3\r", b"43"),
    (b"lines.app\t'text') or 40 + 4\r", b"44"),
    (b"lines\r", b"['text']"),
    (b"def f():\rreturn 'from' + ' f'\r\rf()\r", b"'from f'"),
    (b"1 / 0\r", b"ZeroDivisionError: division"),
    (b"import sys; str(sys.last_exc)[:8]\r", b"'division'"),
    (b"_ + '!'\r", b"'division!'"),
    (b"\x03", b"KeyboardInterrupt"),
    (b"exit(3)\r", b"never"),
]:
    # Only after the prompt keys are read one by one.
    read_until(b">>> ")
    os.write(terminal, keys)
    read_until(answer)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
print("6 * 7" in open("history").read())
"#;

#[test]
fn a_conversation_at_a_terminal_has_history_and_completion() {
    let project = Project::new(&[("conversation.py", CONVERSATION)]);
    let run = project.run(&["run", "conversation.py"]);
    assert_eq!((run.status, run.stdout.as_str()), (0, "3\nTrue\n"), "{}", run.stderr);
}

#[test]
fn virtual_environments_are_made_and_found() {
    let project = Project::new(&[]);
    let interpreter = project.path().join("strict-python");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_strict"), &interpreter).unwrap();
    let command = ["-m", "venv", "--without-pip", "env"];
    let made = std::process::Command::new(&interpreter).args(command).current_dir(project.path()).output();
    let made = Run::from(made.unwrap());
    assert_eq!(made.status, 0, "{}", made.stderr);
    let folder = project.path().join("env");
    let script = std::fs::read_to_string(folder.join("bin/activate")).unwrap();
    assert!(script.contains(folder.to_str().unwrap()), "{script}");
    std::fs::write(folder.join("lib/python3.14/site-packages/installed.py"), "print('installed')").unwrap();
    let show = "import installed, sys, ensurepip; print(sys.prefix, ensurepip.version())";
    let run = std::process::Command::new(folder.join("bin/python")).args(["-c", show]).output().unwrap();
    let run = Run::from(run);
    assert_eq!(run.stdout, format!("installed\n{} 26.1.2\n", folder.display()), "{}", run.stderr);

    let told = project.run(&["run", "--venv", "env", "-c", show]);
    assert_eq!(told.stdout, run.stdout, "{}", told.stderr);
    let missing = project.run(&["run", "--venv", "nothing", "-c", show]);
    assert_eq!(missing.status, 2);
    assert!(missing.stderr.starts_with("--venv: nothing is no virtual environment"), "{}", missing.stderr);
}
