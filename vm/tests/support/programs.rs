//! Running the programs in `tests/run` under an interpreter, and comparing their output with what CPython 3.14 printed.
//!
//! A line `[exit status N]` at the end of the expected output is the status of a program that does not end with 0.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// What a program may take, with collections at allocations.
const TIME_LIMIT: Duration = Duration::from_secs(300);

/// The programs of the folder and those below it.
fn programs(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder of programs is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            programs(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
    found.sort();
}

/// How the programs are run.
pub(crate) struct Interpreter<'a> {
    /// The interpreter.
    pub(crate) path: &'a str,
    /// What its command line has before the program.
    pub(crate) arguments: &'a [&'a str],
    /// Whether collections are forced at allocations.
    pub(crate) is_stressed: bool,
}

/// What a program printed, with its status; or why that is not known.
fn output_of(program: &Path, interpreter: &Interpreter<'_>, scratch: &Path) -> Result<String, String> {
    let (out, errors) = (scratch.join("out"), scratch.join("errors"));
    let create = |path: &Path| std::fs::File::create(path).expect("a file of the scratch folder");
    let variables = match interpreter.is_stressed {
        true => vec![("GC_STRESS", stress_interval(program)), ("GC_VERIFY", "1".to_owned())],
        false => Vec::new(),
    };
    let mut child = Command::new(interpreter.path)
        .args(interpreter.arguments)
        .arg(program)
        .env_remove("PYTHONUNBUFFERED")
        .envs(variables)
        .stdin(Stdio::null())
        .stdout(create(&out))
        .stderr(create(&errors))
        .spawn()
        .expect("the program starts");
    let start = Instant::now();
    let status = loop {
        match child.try_wait().expect("the program is a child") {
            Some(status) => break status,
            None if start.elapsed() > TIME_LIMIT => {
                child.kill().expect("the program runs");
                child.wait().expect("the program was killed");
                return Err("takes too long".to_owned());
            }
            None => std::thread::sleep(Duration::from_millis(5)),
        }
    };
    let read = |path: &Path| String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned();
    let mut printed = read(&out);
    match status.code() {
        Some(0) => {}
        Some(code) => printed.push_str(&format!("[exit status {code}]\n")),
        None => return Err(format!("{status}\n{}", read(&errors))),
    }
    Ok(printed)
}

/// The first line that differs.
fn difference(printed: &str, expected: &str) -> String {
    let pairs = printed.lines().map(Some).chain(std::iter::repeat(None)).zip(expected.lines());
    let differing = pairs.enumerate().find(|(_, (printed, expected))| *printed != Some(*expected));
    match differing {
        Some((at, (printed, expected))) => {
            format!(
                "line {}:\n  printed:  {}\n  expected: {expected}",
                at + 1,
                printed.unwrap_or("(nothing)")
            )
        }
        None => "prints more than is expected".to_owned(),
    }
}

/// How many allocations lie between forced collections: five, unless a program that imports much tells another number
/// in a first line `# stress: NUMBER`.
fn stress_interval(program: &Path) -> String {
    let text = std::fs::read_to_string(program).unwrap_or_default();
    text.lines().next().and_then(|line| line.strip_prefix("# stress: ")).unwrap_or("5").to_owned()
}

/// Fails for every program whose output differs. `name` is that of a scratch folder.
pub(crate) fn check(name: &str, interpreter: &Interpreter<'_>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/run");
    let mut all = Vec::new();
    programs(&folder, &mut all);
    let (next, failures) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{thread}"));
            let (all, next, failures, folder) = (&all, &next, &failures, &folder);
            scope.spawn(move || {
                std::fs::create_dir_all(&scratch).expect("the scratch folder is writable");
                while let Some(program) = all.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let expected = std::fs::read_to_string(program.with_extension("expected"));
                    let problem = match (expected, output_of(program, interpreter, &scratch)) {
                        (Err(_), _) => "has no expected output: tests/run/expect".to_owned(),
                        (_, Err(problem)) => problem,
                        (Ok(expected), Ok(printed)) if expected == printed => continue,
                        (Ok(expected), Ok(printed)) => difference(&printed, &expected),
                    };
                    let shown = program.strip_prefix(folder).unwrap_or(program).display();
                    let failure = format!("{shown}: {problem}");
                    failures.lock().expect("no thread panics with the lock").push(failure);
                }
            });
        }
    });
    let mut failures = failures.into_inner().expect("no thread panicked with the lock");
    failures.sort();
    assert!(
        failures.is_empty(),
        "{} of {} programs differ\n{}",
        failures.len(),
        all.len(),
        failures.join("\n")
    );
}
