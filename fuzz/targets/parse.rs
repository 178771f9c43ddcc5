//! Any bytes: decoding, parsing and scope analysis end without a panic, and errors are inside the text.

#![no_main]

use std::thread;

use libfuzzer_sys::fuzz_target;
use strict_syntax::SourceFile;

fuzz_target!(|bytes: &[u8]| {
    let bytes = bytes.to_vec();
    let run = move || {
        let Ok(file) = SourceFile::from_bytes("fuzz.py", bytes) else { return };
        let parsed = strict_syntax::parse(&file);
        for error in &parsed.errors {
            assert!(usize::from(error.range.end()) <= file.text().len(), "{error:?}");
            let position = file.position(error.range.start());
            assert!(position.line >= 1 && position.column >= 1, "{error:?}");
        }
    };
    // The parser is recursive, and made for threads with this much stack.
    let thread = thread::Builder::new().stack_size(64 << 20).spawn(run).expect("a thread starts");
    assert!(thread.join().is_ok(), "the parser panicked");
});
