//! What was compiled, what was not and why, and how often compiled code was left.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use crate::deopt::Blob;

/// Counters of one VM.
#[derive(Debug, Default)]
pub(crate) struct Stats {
    pub(crate) compiled: u32,
    pub(crate) compile_time: Duration,
    pub(crate) bytecodes: usize,
    pub(crate) invalidations: u32,
    /// Functions that were not compiled, by reason.
    pub(crate) refused: BTreeMap<String, Vec<String>>,
}

impl Stats {
    /// All of it in words.
    pub(crate) fn report(&self, blobs: &[&'static Blob], code_bytes: usize) -> String {
        let mut text = String::new();
        let mut line = |words: std::fmt::Arguments<'_>| {
            let _ = text.write_fmt(words);
            text.push('\n');
        };
        line(format_args!("jit: {} pieces of code compiled, {code_bytes} bytes", self.compiled));
        line(format_args!(
            "jit: {:.1} ms for {} instructions of bytecode",
            self.compile_time.as_secs_f64() * 1e3,
            self.bytecodes
        ));
        line(format_args!("jit: {} invalidated", self.invalidations));
        for (reason, functions) in &self.refused {
            line(format_args!("jit: not compiled, {reason}: {} ({})", functions.len(), functions.join(", ")));
        }
        let mut exits: BTreeMap<(String, u32, &str), u64> = BTreeMap::new();
        for blob in blobs {
            for exit in &blob.exits {
                if exit.count.get() > 0 {
                    let key = (blob.name.clone(), exit.placed.position(), exit.placed.reason);
                    *exits.entry(key).or_default() += u64::from(exit.count.get());
                }
            }
        }
        let mut exits: Vec<_> = exits.into_iter().collect();
        exits.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        for ((name, position, reason), count) in exits.into_iter().take(40) {
            line(format_args!("jit: left {name} at {position}, {reason}: {count}"));
        }
        text
    }
}
