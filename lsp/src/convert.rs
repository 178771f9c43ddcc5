//! Diagnostics as the protocol has them.

use std::path::Path;

use lsp_types::{
    CodeDescription, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Uri,
};
use strict_analyzer::diagnostics::{Code, Diagnostic, Severity};
use strict_project::paths::absolute;

use crate::place::Encoding;
use crate::uri;

/// How diagnostics are written for a client.
#[derive(Clone, Debug)]
pub(crate) struct Converter {
    pub(crate) encoding: Encoding,
    /// Folder with the pages of the codes, as URI.
    pub(crate) pages: Option<String>,
}

impl Converter {
    /// The diagnostic. What `strict check` prints as notes and help follows the message.
    pub(crate) fn diagnostic(&self, diagnostic: &Diagnostic) -> lsp_types::Diagnostic {
        let primary = &diagnostic.primary;
        let mut message = diagnostic.message.clone();
        for note in &diagnostic.notes {
            message.push_str("\nnote: ");
            message.push_str(note);
        }
        if let Some(help) = &diagnostic.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        lsp_types::Diagnostic {
            range: self.encoding.range(&primary.source, primary.range),
            severity: Some(match diagnostic.code.severity() {
                Severity::Error => DiagnosticSeverity::ERROR,
                Severity::Warning => DiagnosticSeverity::WARNING,
                Severity::Note => DiagnosticSeverity::INFORMATION,
            }),
            code: Some(NumberOrString::String(diagnostic.code.to_string())),
            code_description: self.page(diagnostic.code).map(|href| CodeDescription { href }),
            source: Some("strict".to_owned()),
            message,
            related_information: self.related(diagnostic),
            tags: (diagnostic.code == Code::UnusedSuppression).then(|| vec![DiagnosticTag::UNNECESSARY]),
            data: None,
        }
    }

    /// Where the code is explained.
    fn page(&self, code: Code) -> Option<Uri> {
        format!("{}/{code}.md", self.pages.as_ref()?).parse().ok()
    }

    /// The chain of calls.
    fn related(&self, diagnostic: &Diagnostic) -> Option<Vec<DiagnosticRelatedInformation>> {
        let primary = &diagnostic.primary;
        let related = diagnostic.trace.iter().filter_map(|frame| {
            let source = &frame.location.source;
            // The text of the embedded library is in no file: it is named beside the place that leads there.
            let is_file =
                !source.path().starts_with("<library>") && !source.path().to_string_lossy().starts_with('<');
            let (location, message) = if is_file {
                let range = self.encoding.range(source, frame.location.range);
                let uri = uri::from_path(&absolute(source.path()))?;
                (Location { uri, range }, frame.description.clone())
            } else {
                let line = source.position(frame.location.range.start()).line;
                let range = self.encoding.range(&primary.source, primary.range);
                let uri = uri::from_path(&absolute(primary.source.path()))?;
                let message = format!("{} ({}:{line})", frame.description, source.path().display());
                (Location { uri, range }, message)
            };
            Some(DiagnosticRelatedInformation { location, message })
        });
        let related: Vec<_> = related.collect();
        (!related.is_empty()).then_some(related)
    }
}

/// Writes the pages of all codes to a folder; its URI.
pub(crate) fn write_pages(folder: &Path) -> Option<String> {
    std::fs::create_dir_all(folder).ok()?;
    for code in Code::ALL {
        let path = folder.join(format!("{code}.md"));
        let text = strict_project::rule_page(*code);
        if std::fs::read_to_string(&path).is_ok_and(|known| known == text) {
            continue;
        }
        std::fs::write(&path, text).ok()?;
    }
    Some(uri::from_path(folder)?.as_str().to_owned())
}
