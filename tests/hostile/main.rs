//! Programs that hurt: each runs with limits on memory and time, checks by itself what has to happen, and ends with status 0.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How long a program may take. They take seconds; this is for slow machines.
const LIMIT: Duration = Duration::from_secs(300);
/// The address space of a program, in KiB.
const ADDRESSES: usize = 2 << 20;

#[test]
fn hostile_programs_end_as_they_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/hostile");
    let mut programs: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    programs.retain(|path| path.extension().is_some_and(|ending| ending == "py"));
    programs.sort();
    assert!(!programs.is_empty());
    let failures: Vec<String> = programs.iter().filter_map(|program| failure(program)).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What is wrong with how a program ended, if anything is.
fn failure(program: &Path) -> Option<String> {
    let cache = tempfile::tempdir().unwrap();
    let mut child = Command::new("sh")
        .args(["-c", &format!("ulimit -v {ADDRESSES}; ulimit -c 0; exec \"$@\""), "sh"])
        .args([env!("CARGO_BIN_EXE_strict"), "run"])
        .arg(program)
        .env("XDG_CACHE_HOME", cache.path())
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (mut stdout, mut stderr) = (child.stdout.take().unwrap(), child.stderr.take().unwrap());
    let reader = std::thread::spawn(move || {
        let mut text = Vec::new();
        let _ = stderr.read_to_end(&mut text);
        text
    });
    let printer = std::thread::spawn(move || {
        let mut text = Vec::new();
        let _ = stdout.read_to_end(&mut text);
        text
    });
    let begin = Instant::now();
    let status = loop {
        match child.try_wait().unwrap() {
            Some(status) => break status.to_string(),
            None if begin.elapsed() > LIMIT => {
                let _ = child.kill();
                break "takes too long".to_owned();
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    if status == "exit status: 0" {
        return None;
    }
    let text = [printer.join().unwrap(), reader.join().unwrap()].concat();
    let text = String::from_utf8_lossy(&text);
    let tail: Vec<&str> = text.lines().rev().take(20).collect();
    let tail: Vec<&str> = tail.into_iter().rev().collect();
    Some(format!("{}: {status}\n{}", program.display(), tail.join("\n")))
}
