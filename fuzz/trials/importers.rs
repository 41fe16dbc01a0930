//! Importers: no panic, files where they belong, and what was HTML elsewhere is Markdown of ours without HTML.

use super::{in_memory, text};
use chrono::NaiveDate;
use dateline::diagnostic::Code;
use dateline::import::{self, ExistingContent, ImportFormat, ImportRequest, Mapping};

/// The first byte says what sort of file it is. A mapping stands before its table, with a line `===` between.
pub fn try_it(bytes: &[u8]) {
    let Some((first, rest)) = bytes.split_first() else { return };
    let Ok(rest) = std::str::from_utf8(rest) else { return };
    match first % 5 {
        0 => import(ImportFormat::TimelineJs, rest, None),
        1 => import(ImportFormat::TimelineJsSheet, rest, None),
        2 => import(ImportFormat::CslJson, rest, None),
        3 => import(ImportFormat::Timeline, rest, None),
        _ => {
            let Some((mapping, table)) = rest.split_once("\n===\n") else { return };
            let Ok(columns) = import::columns(table) else { return };
            let Ok(mapping) = Mapping::parse(&"mapping.yaml".into(), mapping, &columns) else { return };
            import(ImportFormat::Csv, table, Some(&mapping));
        }
    }
}

fn import(format: ImportFormat, file: &str, mapping: Option<&Mapping>) {
    let existing = ExistingContent::default();
    let today = NaiveDate::from_ymd_opt(2033, 1, 1).expect("a day");
    let request = ImportRequest {
        format,
        name: "file",
        text: file,
        mapping,
        kind: "event",
        existing: &existing,
        last: None,
        drafts: false,
        today,
    };
    let Ok(imported) = import::import(&request) else { return };
    for path in imported.files.keys().chain(imported.copies.keys()).chain(imported.copies.values()) {
        let is_here = !path.starts_with('/') && !path.contains('\\') && !path.split('/').any(|part| part == "..");
        assert!(is_here, "{path}");
    }
    for path in imported.files.keys() {
        assert!(path.starts_with("content/"), "{path}");
    }
    let files = imported.files.iter().filter(|(_, text)| text_is_readable(text));
    let checked =
        std::sync::Arc::new(in_memory::judge(in_memory::inputs(files.map(|(path, text)| (&**path, &**text)))));
    // What a CSV or our own data says is Markdown already; the rest was made here.
    let is_made = matches!(format, ImportFormat::TimelineJs | ImportFormat::TimelineJsSheet | ImportFormat::CslJson);
    for found in &checked.diagnostics {
        let is_ours = found.code == Code::InvalidYaml || is_made && found.code == Code::RawHtml;
        assert!(!is_ours, "{}: {}\n{}", found.location.file, found.message, imported.files[&*found.location.file]);
    }
    if let Some(outputs) = in_memory::render(&checked) {
        super::site::hold(&outputs);
    }
}

fn text_is_readable(file: &str) -> bool {
    text(file.as_bytes()).is_some()
}
