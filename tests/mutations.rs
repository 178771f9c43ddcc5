//! Mutated real sources: whatever the text, a check ends in time, within bounded memory, and without an internal error.
//!
//! Cases are made from the seed and their number alone, so a failure names all that is needed to see it again.
//! `STRICT_MUTATIONS` says how many cases to try, `STRICT_MUTATION_SEED` which, `STRICT_MUTATION_BINARY` with what.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use serde_json::Value;

/// Cases in a run of the checker.
const BATCH: usize = 20;

/// Seconds that a case may take, in a batch or alone; an unoptimised checker on a busy machine needs some.
const SECONDS: u64 = 60;

/// Kilobytes of address space that a run may take.
const MEMORY: u64 = 8 << 20;

/// Sources larger than this are left out: they make slow cases and no better ones.
const LARGEST: usize = 60_000;

/// A generator of numbers that look random (SplitMix64, by Steele, Lea and Flood).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).expect("it is below a usize")
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }
}

/// Cuts text into words, numbers, runs of blanks, and single other characters. Together they are the text.
fn tokens(text: &str) -> Vec<&str> {
    fn class(character: char) -> u8 {
        match character {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => 0,
            ' ' => 1,
            _ => 2,
        }
    }
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut previous = None;
    for (at, character) in text.char_indices() {
        let now = class(character);
        if previous.is_some_and(|it| it != now || now == 2) {
            tokens.push(&text[start..at]);
            start = at;
        }
        previous = Some(now);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// Replaces, moves, doubles or drops a few tokens; what is put in comes from another source.
fn splice_tokens(text: &str, other: &str, random: &mut Random) -> String {
    let mut tokens = tokens(text);
    let donor = self::tokens(other);
    for _ in 0..=random.below(8) {
        if tokens.is_empty() || donor.is_empty() {
            break;
        }
        let at = random.below(tokens.len());
        match random.below(5) {
            0 => tokens[at] = *random.pick::<&str>(&donor),
            1 => drop(tokens.remove(at)),
            2 => tokens.insert(at, tokens[at]),
            3 => {
                let length = 1 + random.below(12);
                let from = random.below(donor.len());
                let piece = donor[from..(from + length).min(donor.len())].to_vec();
                tokens.splice(at..at, piece);
            }
            _ => {
                let with = random.below(tokens.len());
                tokens.swap(at, with);
            }
        }
    }
    tokens.concat()
}

/// Replaces lines by lines of another source that are indented alike, so that the result often still parses.
fn splice_lines(text: &str, other: &str, random: &mut Random) -> String {
    let indentation = |line: &str| line.len() - line.trim_start().len();
    let mut lines: Vec<&str> = text.lines().collect();
    let donor: Vec<&str> = other.lines().filter(|line| !line.trim().is_empty()).collect();
    for _ in 0..=random.below(6) {
        if lines.is_empty() || donor.is_empty() {
            break;
        }
        let at = random.below(lines.len());
        let from = random.below(donor.len());
        let like = indentation(lines[at]);
        if let Some(found) = donor[from..].iter().find(|line| indentation(line) == like) {
            match random.below(3) {
                0 => lines.insert(at, *found),
                _ => lines[at] = *found,
            }
        } else {
            lines.remove(at);
        }
    }
    lines.join("\n") + "\n"
}

/// The text of one case.
fn mutant(seed: u64, case: usize, sources: &[String]) -> String {
    let mut random = Random(seed ^ (case as u64).wrapping_mul(0xff51_afd7_ed55_8ccd));
    let text = random.pick(sources);
    let other = random.pick(sources);
    if random.below(2) == 0 {
        splice_tokens(text, other, &mut random)
    } else {
        splice_lines(text, other, &mut random)
    }
}

fn sources() -> Vec<String> {
    let library = strict_library::modules().filter(|module| module.size() <= LARGEST);
    let mut sources: Vec<_> =
        library.map(|module| String::from_utf8_lossy(&module.source()).into_owned()).collect();
    for folder in ["shop", "broken"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(folder);
        let mut files: Vec<_> = fs::read_dir(path)
            .expect("examples exist")
            .map(|entry| entry.expect("readable").path())
            .collect();
        files.sort();
        sources.extend(files.iter().filter_map(|file| fs::read_to_string(file).ok()));
    }
    sources
}

/// What is wrong with a check of a folder, if anything is.
fn complaint(binary: &Path, folder: &Path, seconds: u64) -> Option<String> {
    let output = folder.join("report.json");
    let mut child = Command::new("sh")
        .args(["-c", r#"ulimit -v "$0" 2>/dev/null; exec "$@""#])
        .arg(MEMORY.to_string())
        .arg(binary)
        .args(["check", "--all", "--jobs", "2", "--quiet", "--output-format", "json", "--output-file"])
        .arg(&output)
        .arg(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the checker starts");
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("the checker is a child") {
            break status;
        }
        if started.elapsed() > Duration::from_secs(seconds) {
            child.kill().and_then(|()| child.wait()).expect("the checker is a child");
            return Some(format!("not finished after {seconds} seconds"));
        }
        thread::sleep(Duration::from_millis(5));
    };
    if !matches!(status.code(), Some(0 | 1)) {
        return Some(format!("ended with {status}"));
    }
    let report: Value = match fs::read(&output).map(|text| serde_json::from_slice(&text)) {
        Ok(Ok(report)) => report,
        other => return Some(format!("no report: {other:?}")),
    };
    let diagnostics = report["diagnostics"].as_array()?;
    let internal = diagnostics.iter().find(|it| it["code"] == "STR199")?;
    Some(format!("internal error: {internal}"))
}

fn variable(name: &str, default: u64) -> u64 {
    env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

#[test]
fn mutants_do_no_harm() {
    let binary = env::var_os("STRICT_MUTATION_BINARY")
        .map_or_else(|| PathBuf::from(env!("CARGO_BIN_EXE_strict")), PathBuf::from);
    let seed = variable("STRICT_MUTATION_SEED", 1);
    let cases = usize::try_from(variable("STRICT_MUTATIONS", 60)).expect("a number of cases");
    let sources = sources();
    let mut complaints = Vec::new();
    for first in (0..cases).step_by(BATCH) {
        let batch = first..(first + BATCH).min(cases);
        let write = |folder: &Path, case: usize| {
            fs::write(folder.join(format!("case_{case}.py")), mutant(seed, case, &sources))
                .expect("a writable folder");
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        for case in batch.clone() {
            write(folder.path(), case);
        }
        let Some(of_batch) = complaint(&binary, folder.path(), SECONDS * BATCH as u64) else { continue };
        let before = complaints.len();
        for case in batch.clone() {
            let folder = tempfile::tempdir().expect("a temporary folder");
            write(folder.path(), case);
            if let Some(complaint) = complaint(&binary, folder.path(), SECONDS) {
                let kept = env::temp_dir().join(format!("strict-mutant-{seed}-{case}.py"));
                fs::copy(folder.path().join(format!("case_{case}.py")), &kept).expect("a writable folder");
                complaints.push(format!("seed {seed}, case {case} ({}): {complaint}", kept.display()));
            }
        }
        if complaints.len() == before {
            complaints.push(format!("seed {seed}, cases {batch:?} together: {of_batch}"));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn tokens_are_the_text() {
    let text = "def f(x):\n    return x + 1  # Gödel\n";
    assert_eq!(tokens(text).concat(), text);
    assert!(tokens(text).contains(&"return"));
}
