//! All diagnostics of a run, in order, as one text for people or for programs.
//!
//! Each format has a file of its own; what they share is in [`super::located`].

use std::sync::Arc;

use super::located::{Located, locate};
use super::overview::Overview;
use super::{Diagnostic, github, human, json};

/// For whom a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiagnosticFormat {
    /// Excerpts for a reader, with colours where the terminal shows them: errors first, of many equal ones only some.
    Human { color: bool },
    /// The same of every diagnostic.
    Verbose { color: bool },
    /// One array of objects for other programs.
    Json,
    /// Annotations on the lines of a pull request.
    Github,
}

/// The diagnostics in `format`: sorted by file, line, column and code, each once; for people, errors before warnings.
///
/// `texts` gives the text of a file by its path, as it was when the spans were taken; without it there is no excerpt
/// and the position is the file's beginning.
pub fn report(
    diagnostics: &[Diagnostic],
    texts: &dyn Fn(&str) -> Option<Arc<str>>,
    format: DiagnosticFormat,
) -> String {
    write(&locate(diagnostics, texts), format)
}

/// The same of diagnostics whose places are known already.
pub fn write(located: &[Located], format: DiagnosticFormat) -> String {
    match format {
        DiagnosticFormat::Human { color } => human::report(located, &Overview::condensed(located), color),
        DiagnosticFormat::Verbose { color } => human::report(located, &Overview::whole(located), color),
        DiagnosticFormat::Json => json::report(located),
        DiagnosticFormat::Github => github::report(located),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::located::Counts;
    use super::super::{Code, Location, Span};
    use super::*;

    pub(in crate::diagnostic) const RESIGNS: &str = "content/events/2031/2031-04-05-warden-resigns.md";

    /// A diagnostic on the first occurrence of `part` in `text`.
    pub(in crate::diagnostic) fn on(code: Code, file: &str, text: &str, part: &str, message: &str) -> Diagnostic {
        let start = text.find(part).expect("the part is in the text");
        let span = Span::new(start, start + part.len());
        Diagnostic::new(code, Location { file: file.into(), span }, message)
    }

    /// A report on files that all have the same text.
    pub(in crate::diagnostic) fn rendered(diagnostics: &[Diagnostic], text: &str, format: DiagnosticFormat) -> String {
        report(diagnostics, &|_| Some(text.into()), format)
    }

    #[test]
    fn sorted_by_file_line_column_code_and_each_once() {
        let text = "a b\nc\n";
        let list = [
            on(Code::UnknownKey, "content/b.md", text, "a", "1"),
            on(Code::UnknownKey, "content/a.md", text, "c", "2"),
            on(Code::UnknownKey, "content/a.md", text, "b", "3"),
            on(Code::MissingKey, "content/a.md", text, "b", "4"),
            on(Code::UnknownKey, "content/a.md", text, "c", "2"),
            on(Code::UnknownKey, "content/a.md", text, "c", "2").help("other"),
        ];
        let messages = |list: &[Diagnostic]| -> Vec<String> {
            locate(list, &|_| Some(text.into())).iter().map(|it| it.diagnostic.message.clone()).collect()
        };
        assert_eq!(messages(&list), ["4", "3", "2", "2", "1"]);
        let reversed: Vec<_> = list.into_iter().rev().collect();
        assert_eq!(messages(&reversed), ["4", "3", "2", "2", "1"]);
    }

    #[test]
    fn each_text_is_asked_for_once() {
        let text = "a b c";
        let list = ["a", "b", "c"].map(|part| on(Code::UnknownKey, "content/a.md", text, part, part));
        let asked = std::cell::Cell::new(0);
        locate(&list, &|_| {
            asked.set(asked.get() + 1);
            Some(text.into())
        });
        assert_eq!(asked.get(), 1);
    }

    #[test]
    fn counts_have_their_plurals() {
        let words = |errors, warnings| Counts { errors, warnings }.to_string();
        assert_eq!(words(0, 0), "");
        assert_eq!(words(1, 0), "1 error");
        assert_eq!(words(0, 1), "1 warning");
        assert_eq!(words(2, 1), "2 errors, 1 warning");
        assert_eq!(words(1, 12), "1 error, 12 warnings");
    }

    proptest::proptest! {
        /// Whatever stands in a file and wherever a span points, there is a report, and nothing in it steers a terminal.
        #[test]
        fn no_text_and_no_span_is_too_strange(
            text in "(?s).{0,300}",
            message in "(?s).{0,20}",
            help in "(?s).{0,40}",
            start in 0_usize..1_300,
            end in 0_usize..1_300,
        ) {
            let location = Location { file: message.as_str().into(), span: Span::new(start, end) };
            let list = [Diagnostic::new(Code::InvalidYaml, location, message).help(help)];
            let verbose = DiagnosticFormat::Verbose { color: false };
            for format in [DiagnosticFormat::Human { color: false }, verbose, DiagnosticFormat::Json, DiagnosticFormat::Github] {
                let report = rendered(&list, &text, format);
                proptest::prop_assert!(
                    report.chars().all(|c| matches!(c, '\n' | '\t') || !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}')),
                    "{report:?}"
                );
            }
            super::super::summary::summary(&list, &|_| Some(text.as_str().into()));
        }
    }
}
