//! Sites that lie on no disk.

use chrono::NaiveDate;
use dateline::diagnostic::report::{DiagnosticFormat, report};
use dateline::diagnostic::{Diagnostic, Severity};
use dateline::read::{Folder, Input, Inputs};
use dateline::resolve::Drafts;
use dateline::write::Content;
use dateline::{Checked, Options};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A site of these files, by their path in its folder; what is no content is left out.
pub fn inputs<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Inputs {
    let files: BTreeMap<&str, &str> = files.into_iter().collect();
    let mut inputs = Inputs::default();
    for (path, text) in files {
        let mut input = Input { folder: Folder::Site, path: path.into(), text: text.into() };
        match path.strip_prefix("content/") {
            Some("site.yaml") => inputs.site = Some(input),
            Some("verification.yaml") => {
                input.folder = Folder::Verification;
                inputs.verification = Some(input);
            }
            Some(path) if path.ends_with(".md") => {
                if let Some(folder) = path.split_once('/').and_then(|(name, _)| Folder::of_content(name)) {
                    input.folder = folder;
                    inputs.documents.push(input);
                }
            }
            _ => {}
        }
    }
    inputs
}

/// How every site here is judged.
pub fn options() -> Options {
    Options {
        site: ".".into(),
        base_url: None,
        drafts: Drafts::LeftOut,
        strict: false,
        today: NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day"),
    }
}

/// The site, judged, and every way of telling its diagnostics tried.
pub fn judge(inputs: Inputs) -> Checked {
    let checked = dateline::judge(inputs, Vec::new(), &options(), &mut |_| ()).expect("English is built in");
    told(&checked.diagnostics, &checked.inputs);
    checked
}

/// Tries every way of telling these diagnostics.
pub fn told(diagnostics: &[Diagnostic], inputs: &Inputs) {
    for found in diagnostics {
        if let Some(text) = inputs.text(&found.location.file) {
            let span = found.location.span;
            assert!(span.start <= span.end && text.get(span.start..span.end).is_some(), "{found:?}");
        }
    }
    let texts = |file: &str| inputs.text(file).map(Arc::clone);
    let human = report(diagnostics, &texts, DiagnosticFormat::Human { color: false });
    assert!(!human.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\t')), "{human:?}");
    let json = report(diagnostics, &texts, DiagnosticFormat::Json);
    assert!(serde_is_happy(&json), "{json}");
    let _ = report(diagnostics, &texts, DiagnosticFormat::Github);
}

/// Whether JSON ends where it should; that it is JSON is tried elsewhere.
fn serde_is_happy(json: &str) -> bool {
    json.trim_end().starts_with('[') && json.trim_end().ends_with(']')
}

/// What a build of the site writes, unless it is refused.
pub fn render(checked: &Arc<Checked>) -> Option<BTreeMap<String, Vec<u8>>> {
    if checked.diagnostics.iter().any(|found| found.severity == Severity::Error) {
        return None;
    }
    let outputs = dateline::render(Arc::clone(checked)).expect("the built-in templates hold");
    let bytes = |content: Content| match content {
        Content::Copy(_) => Vec::new(),
        Content::Raster(raster) => raster.input.into_bytes(),
        content => content.bytes().expect("the built-in templates hold").into_owned(),
    };
    Some(outputs.into_iter().map(|(path, content)| (path, bytes(content))).collect())
}
