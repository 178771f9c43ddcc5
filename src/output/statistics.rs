//! `--statistics`: how much work was done, and what blocks the modules that were rejected.

use std::fmt::Write;
use std::time::Duration;

use super::printable;
use super::summary::grouped;
use strict_project::findings::{Blockers, Findings, Outcome};

/// The longest reason that is shown.
const LONGEST_REASON: usize = 120;

/// A table for people. `elapsed` is the time of the whole run.
pub(crate) fn statistics(findings: &Findings, elapsed: Duration) -> String {
    let work = &findings.statistics;
    let seconds = elapsed.as_secs_f64();
    let mut text = String::from("\nWork\n");
    let mut row = |name: &str, value: String| {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {name:<15} {value}");
    };
    let number = |count: usize| grouped(count as u64);
    row(
        "modules",
        format!("{} parsed, {} evaluated", number(work.modules_parsed), number(work.modules_evaluated)),
    );
    row("lines", number(work.lines));
    row("abstract steps", grouped(work.steps));
    row("exhausted", number(work.exhausted));
    row("time", format!("{seconds:.3} s{}", phases(&work.seconds)));
    if seconds > 0.0 {
        row("speed", format!("{} lines/s", grouped((work.lines as f64 / seconds) as u64)));
    }
    if let Some(bytes) = peak_memory() {
        row("peak memory", format!("{} MiB", grouped(bytes >> 20)));
    }
    text.push_str(&verdicts(findings));
    text.push_str(&blockers(&Blockers::of(findings)));
    text
}

fn phases(seconds: &[(&str, f64)]) -> String {
    if seconds.is_empty() {
        return String::new();
    }
    let phases: Vec<String> = seconds.iter().map(|(name, time)| format!("{name} {time:.3}")).collect();
    format!(" (over all threads: {})", phases.join(", "))
}

fn verdicts(findings: &Findings) -> String {
    let accepted = findings.count_outcome(Outcome::Accepted);
    let analyzed = findings.modules.len() - findings.count_outcome(Outcome::NotAnalyzed);
    if analyzed == 0 {
        return String::new();
    }
    let percentage = 100.0 * accepted as f64 / analyzed as f64;
    format!(
        "\nAccepted: {} of {} analysed modules ({percentage:.1} %)\n",
        grouped(accepted as u64),
        grouped(analyzed as u64)
    )
}

fn blockers(blockers: &Blockers) -> String {
    let codes: Vec<(String, usize)> = blockers
        .codes
        .iter()
        .map(|(code, modules)| (format!("{code} {}: {}", code.alias(), code.summary()), *modules))
        .collect();
    table("What blocks modules, by number of modules", &codes)
        + &table("Most frequent reasons, by number of modules", &blockers.reasons)
        + &table("Most frequent origins, by number of modules", &blockers.origins)
        + &table("Rejected modules, by number of modules that import them", &blockers.modules)
}

fn table(title: &str, rows: &[(String, usize)]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let mut text = format!("\n{title}\n");
    for (name, count) in rows {
        let _ = writeln!(text, "  {:>7}  {}", grouped(*count as u64), shortened(name));
    }
    text
}

fn shortened(text: &str) -> String {
    let text = printable(text);
    match text.char_indices().nth(LONGEST_REASON) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The most memory that the process has held so far, in bytes, where the system says so.
fn peak_memory() -> Option<u64> {
    // See `VmHWM` in proc_pid_status(5); it is given in KiB.
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes << 10)
}
