//! What was compiled, what was not and why, and how often compiled code was left.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use crate::clock::thread_time;
use crate::deopt::Blob;

/// The phases of compiling.
pub(crate) const PHASES: [&str; 5] = ["building", "passes", "lowering", "registers", "emission"];

/// Measures phases, one after the other.
pub(crate) struct Stopwatch {
    last: Duration,
    phase: usize,
    pub(crate) phases: [Duration; PHASES.len()],
}

impl Stopwatch {
    /// The first phase begins.
    pub(crate) fn new() -> Stopwatch {
        Stopwatch { last: thread_time(), phase: 0, phases: Default::default() }
    }

    /// The phase ends, and the next one begins.
    pub(crate) fn next(&mut self) {
        let now = thread_time();
        self.phases[self.phase] = now - self.last;
        (self.last, self.phase) = (now, self.phase + 1);
    }
}

/// Counters of one VM.
#[derive(Debug, Default)]
pub(crate) struct Stats {
    pub(crate) compiled: u32,
    pub(crate) compile_time: Duration,
    /// The time that each phase took.
    pub(crate) phases: [Duration; PHASES.len()],
    pub(crate) bytecodes: usize,
    pub(crate) invalidations: u32,
    /// Functions that were not compiled, by reason.
    pub(crate) refused: BTreeMap<String, Vec<String>>,
    /// Exits that code had taken that was freed.
    exits: Exits,
}

/// How often exits were taken, by name of the code, position and reason.
type Exits = BTreeMap<(String, u32, &'static str), u64>;

/// Most exits of freed code that are remembered.
const MOST_REMEMBERED: usize = 10_000;

fn count_exits(exits: &mut Exits, blob: &Blob) {
    for exit in blob.exits.iter().filter(|exit| exit.count.get() > 0) {
        let key = (blob.name.clone(), exit.placed.position(), exit.placed.reason);
        *exits.entry(key).or_default() += u64::from(exit.count.get());
    }
}

impl Stats {
    /// Remembers the exits of code that is about to be freed.
    pub(crate) fn note_exits(&mut self, blob: &Blob) {
        if self.exits.len() < MOST_REMEMBERED {
            count_exits(&mut self.exits, blob);
        }
    }

    /// Counters, and times in milliseconds, by name.
    pub(crate) fn figures(&self, code_bytes: usize, metadata_bytes: usize) -> Vec<(&'static str, f64)> {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1e3;
        let mut figures = vec![
            ("compiled", f64::from(self.compiled)),
            ("invalidated", f64::from(self.invalidations)),
            ("bytecodes", self.bytecodes as f64),
            ("code_bytes", code_bytes as f64),
            ("metadata_bytes", metadata_bytes as f64),
            ("compile_ms", milliseconds(self.compile_time)),
        ];
        let names = ["building_ms", "passes_ms", "lowering_ms", "registers_ms", "emission_ms"];
        figures.extend(names.into_iter().zip(self.phases.map(milliseconds)));
        figures
    }

    /// All of it in words.
    pub(crate) fn report(&self, blobs: &[&'static Blob], code_bytes: usize, metadata_bytes: usize) -> String {
        let mut text = String::new();
        let mut line = |words: std::fmt::Arguments<'_>| {
            let _ = text.write_fmt(words);
            text.push('\n');
        };
        line(format_args!(
            "jit: {} pieces of code compiled, {code_bytes} bytes, and {metadata_bytes} of metadata",
            self.compiled
        ));
        line(format_args!(
            "jit: {:.1} ms for {} instructions of bytecode",
            self.compile_time.as_secs_f64() * 1e3,
            self.bytecodes
        ));
        let phases = PHASES.iter().zip(self.phases);
        let phases = phases.map(|(name, time)| format!("{name} {:.1} ms", time.as_secs_f64() * 1e3));
        line(format_args!("jit: {}", phases.collect::<Vec<_>>().join(", ")));
        line(format_args!("jit: {} invalidated", self.invalidations));
        for (reason, functions) in &self.refused {
            line(format_args!("jit: not compiled, {reason}: {} ({})", functions.len(), functions.join(", ")));
        }
        let mut exits = self.exits.clone();
        blobs.iter().for_each(|blob| count_exits(&mut exits, blob));
        let mut exits: Vec<_> = exits.into_iter().collect();
        exits.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for ((name, position, reason), count) in exits.into_iter().take(40) {
            line(format_args!("jit: left {name} at {position}, {reason}: {count}"));
        }
        text
    }
}
