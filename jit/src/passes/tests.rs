//! What tests of passes share.

use super::Pass;
use crate::hir::parse::parse;
use crate::hir::verify::verify;

/// What a pass makes of a function in text form.
pub(super) fn after(pass: Pass, text: &str) -> String {
    let mut function = parse(text).expect("the text is a function");
    verify(&function).expect("the function is right");
    pass(&mut function);
    let shown = function.to_string();
    if let Err(problem) = verify(&function) {
        panic!("{problem}\n{shown}");
    }
    shown
}
