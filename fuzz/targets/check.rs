//! Any bytes as a module that is treated as strict: the check ends with a verdict, and without an internal error.
//!
//! One session checks all inputs, so that what they import is evaluated once.

#![no_main]

use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::{env, fs, process};

use libfuzzer_sys::fuzz_target;
use strict_analyzer::diagnostics::Code;
use strict_analyzer::{Disk, Options, Session, Verdict};

static PATH: LazyLock<PathBuf> = LazyLock::new(|| env::temp_dir().join(format!("strict-fuzz-{}.py", process::id())));

static SESSION: LazyLock<Mutex<Session>> = LazyLock::new(|| {
    let options = Options {
        modules: vec![("fuzzed".to_owned(), PATH.clone())],
        all: true,
        details: true,
        jobs: 1,
        ..Options::default()
    };
    Mutex::new(Session::new(options, Arc::new(Disk)))
});

fuzz_target!(|bytes: &[u8]| {
    fs::write(&*PATH, bytes).expect("a writable folder");
    let mut session = SESSION.lock().unwrap_or_else(PoisonError::into_inner);
    session.changed(&PATH);
    let report = session.check(None).expect("nothing cancels it");
    let module = &report.modules[0];
    assert_ne!(module.verdict, Verdict::NotAnalyzed);
    let internal = module.diagnostics.iter().find(|it| it.code == Code::Internal);
    assert!(internal.is_none(), "{internal:?}");
});
