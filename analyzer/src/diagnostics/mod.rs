//! What the analyzer tells its user: stable codes, places, and the chain of calls that led there.
//!
//! A diagnostic is plain data. Rendering (text, JSON, SARIF, ...) is the caller's business.

mod code;
mod comments;
mod suppression;

pub use code::{Category, Code, Severity, UnknownCode};
pub use suppression::{Applied, Suppressions};

use std::sync::Arc;

use ruff_text_size::TextRange;
use strict_syntax::SourceFile;

/// A range of characters in a source file.
#[derive(Clone, Debug)]
pub struct Location {
    /// The file; shared, so that a diagnostic can outlive the analysis.
    pub source: Arc<SourceFile>,
    /// Byte offsets into [`SourceFile::text`].
    pub range: TextRange,
}

/// One step of the chain that leads from module level to the effect.
#[derive(Clone, Debug)]
pub struct TraceFrame {
    /// Where the step happens: usually a call.
    pub location: Location,
    /// What happens there, for instance "`configure()` is called here".
    pub description: String,
}

/// Something the user should know about a module.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Stable code.
    pub code: Code,
    /// One sentence, without a final full stop, that says what the effect or error is.
    pub message: String,
    /// The place in the analysed module: where the effect is, or the innermost call in this module that leads to it.
    pub primary: Location,
    /// Short text beside the primary span.
    pub label: Option<String>,
    /// From module level (first) to the effect (last). Empty when the primary place says it all.
    pub trace: Vec<TraceFrame>,
    /// Facts such as where an unknown value came from.
    pub notes: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
}
