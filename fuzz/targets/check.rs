//! Any bytes as a module that is treated as strict: the check ends with a verdict, and without an internal error.

#![no_main]

use std::{env, fs, process};

use libfuzzer_sys::fuzz_target;
use strict_analyzer::diagnostics::Code;
use strict_analyzer::{Options, Verdict, check};

fuzz_target!(|bytes: &[u8]| {
    let path = env::temp_dir().join(format!("strict-fuzz-{}.py", process::id()));
    fs::write(&path, bytes).expect("a writable folder");
    let options = Options {
        modules: vec![("fuzzed".to_owned(), path)],
        all: true,
        details: true,
        jobs: 1,
        ..Options::default()
    };
    let report = check(&options, None);
    let module = &report.modules[0];
    assert_ne!(module.verdict, Verdict::NotAnalyzed);
    let internal = module.diagnostics.iter().find(|it| it.code == Code::Internal);
    assert!(internal.is_none(), "{internal:?}");
});
