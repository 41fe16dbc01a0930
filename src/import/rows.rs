//! The one door to CSV, for reading.

use std::collections::BTreeMap;

/// A table with a row of names.
#[derive(Debug)]
pub struct CsvRows {
    pub columns: Vec<String>,
    /// Each with its line in the file.
    pub rows: Vec<(u64, Vec<String>)>,
}

/// Reads a table. The delimiter is the one of comma, semicolon and tab that parts the first line most often.
pub fn read(text: &str) -> Result<CsvRows, String> {
    // CRLF would put the reader's count of lines one behind, and leave its halves in cells of several lines.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|delimiter| {
            let count = first.bytes().filter(|byte| byte == delimiter).count();
            (count, *delimiter == b',')
        })
        .unwrap_or(b',');
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let refuse = |error: csv::Error| format!("this is no CSV: {error}");
    let columns: Vec<String> = reader.headers().map_err(refuse)?.iter().map(|name| name.trim().to_owned()).collect();
    let mut seen: BTreeMap<&str, ()> = BTreeMap::new();
    for name in columns.iter().filter(|name| !name.is_empty()) {
        if seen.insert(name, ()).is_some() {
            return Err(format!("two columns are called `{name}`: rename one"));
        }
    }
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(refuse)?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push((line, record.iter().map(fused).collect()));
        }
    }
    Ok(CsvRows { columns, rows })
}

/// A cell without the apostrophe that keeps spreadsheets from reading it as a formula.
fn fused(cell: &str) -> String {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠', '\'']) => {
            rest.to_owned()
        }
        _ => cell.to_owned(),
    }
}
