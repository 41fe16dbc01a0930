//! Diagnostics for other programs: one JSON array of objects.

use serde::Serialize;

use super::control_characters::is_hidden;
use super::located::Located;

#[derive(Serialize)]
struct Object<'a> {
    code: &'static str,
    severity: &'static str,
    message: &'a str,
    file: &'a str,
    line: usize,
    column: usize,
    help: Option<&'a str>,
}

/// The array, ended by a line break; `[]` when there is nothing to say.
pub(super) fn report(located: &[Located<'_>]) -> String {
    let objects: Vec<Object<'_>> = located
        .iter()
        .map(|located| Object {
            code: located.diagnostic.code.as_str(),
            severity: located.diagnostic.severity.as_str(),
            message: &located.diagnostic.message,
            file: &located.diagnostic.location.file,
            line: located.start.line,
            column: located.start.column,
            help: located.diagnostic.help.as_deref(),
        })
        .collect();
    let json = serde_json::to_string_pretty(&objects).expect("strings and numbers always serialize");
    escape_hidden(&json) + "\n"
}

/// The same JSON with characters that could steer a terminal written as `\u…`.
///
/// Outside of strings JSON has none of them, and inside of strings the escape means the same.
fn escape_hidden(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\u{7f}' || is_hidden(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                escaped.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::super::report::DiagnosticFormat;
    use super::super::report::tests::{RESIGNS, on, rendered};
    use super::super::{Code, Diagnostic, Location};

    #[test]
    fn an_array_of_objects() {
        let text = "---\nsources:\n  - é: ledgr\n---\n";
        let list = [
            on(Code::SingleOrigin, RESIGNS, text, "sources", "all 2 sources go back to one origin"),
            on(Code::UnknownSource, RESIGNS, text, "ledgr", "event cites `ledgr`").help("did you mean `ledger`?"),
        ];
        assert_eq!(
            rendered(&list, text, DiagnosticFormat::Json),
            r#"[
  {
    "code": "single-origin",
    "severity": "warning",
    "message": "all 2 sources go back to one origin",
    "file": "content/events/2031/2031-04-05-warden-resigns.md",
    "line": 2,
    "column": 1,
    "help": null
  },
  {
    "code": "unknown-source",
    "severity": "error",
    "message": "event cites `ledgr`",
    "file": "content/events/2031/2031-04-05-warden-resigns.md",
    "line": 3,
    "column": 8,
    "help": "did you mean `ledger`?"
  }
]
"#
        );
    }

    #[test]
    fn nothing_is_an_empty_array() {
        assert_eq!(rendered(&[], "", DiagnosticFormat::Json), "[]\n");
    }

    #[test]
    fn hostile_text_is_escaped_and_means_the_same() {
        let message = "\u{1b}[2J \u{9b}1A \u{202e}\u{7f}\u{e0041} \"\\\n";
        let diagnostic = Diagnostic::new(Code::InvalidYaml, Location::start_of(&"content/a.md".into()), message);
        let json = rendered(&[diagnostic], "", DiagnosticFormat::Json);
        assert!(json.chars().all(|c| c == '\n' || (' '..='~').contains(&c)), "{json}");
        let back: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(back[0]["message"], message);
    }
}
