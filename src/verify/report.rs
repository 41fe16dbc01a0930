//! The report of `verify`, for people and for programs.

use super::conflicts::ConflictingWording;
use crate::model::Verdict;
use crate::quotation::{WordChange, difference};
use serde::Serialize;

/// Everything that one run found.
#[derive(Debug, Clone, Serialize)]
pub struct VerifyReport {
    /// In the order of the timeline.
    pub quotations: Vec<QuotationReport>,
    /// Statements that two texts give in different words.
    #[serde(rename = "partings")]
    pub conflicts: Vec<ConflictingWording>,
    /// How many errors the content has beside; quotations of files that can't be read were not seen.
    pub content_errors: usize,
}

/// One quotation where it stands.
#[derive(Debug, Clone, Serialize)]
pub struct QuotationReport {
    pub file: String,
    pub line: usize,
    pub column: usize,
    pub source: String,
    pub quote: String,
    pub verdict: &'static str,
    /// Where the text was had from.
    pub from: Option<&'static str>,
    /// How often the words stand in the text.
    pub times: usize,
    /// How the nearest passage differs: the quotation's words are the first, the text's the second.
    pub difference: Vec<WordChange>,
    pub notes: Vec<String>,
    /// Whether the words stand on another page than the citation names.
    pub is_on_other_page: bool,
    /// Why there was no text.
    pub reason: Option<String>,
    /// An earlier comparison that counts still, because there was no text this time.
    pub compared_earlier: Option<String>,
}

impl VerifyReport {
    /// Whether every quotation that could be compared stands in its text.
    pub fn is_clean(&self) -> bool {
        let is_misplaced = self.quotations.iter().any(|quotation| quotation.is_on_other_page);
        self.count(Verdict::Differs) + self.count(Verdict::NotFound) == 0 && !is_misplaced
    }

    fn count(&self, verdict: Verdict) -> usize {
        self.quotations.iter().filter(|quotation| quotation.verdict == verdict.as_str()).count()
    }

    /// For programs.
    pub fn json(&self) -> String {
        let json = serde_json::to_string_pretty(self).expect("a report has text keys only");
        json + "\n"
    }

    /// For people: what needs somebody first, then what is worth knowing, then the sum.
    pub fn human(&self) -> String {
        let mut text: Vec<String> = Vec::new();
        for quotation in &self.quotations {
            text.push(quotation_lines(quotation));
        }
        for conflict in &self.conflicts {
            text.push(format!(
                "`{}` and `{}` quote one statement differently; [-the first-] {{+the second+}}:\n  {}\n",
                conflict.first,
                conflict.second,
                difference::one_line(&conflict.difference)
            ));
        }
        if self.content_errors > 0 {
            text.push(format!(
                "the content has {} error{}: `dateline check` tells which\n",
                self.content_errors,
                if self.content_errors == 1 { "" } else { "s" }
            ));
        }
        text.push(self.sum());
        text.concat()
    }

    fn sum(&self) -> String {
        let total = self.quotations.len();
        let parts = [
            (Verdict::Verbatim, "verbatim"),
            (Verdict::Differs, "differing"),
            (Verdict::NotFound, "not found"),
            (Verdict::NoText, "without a text"),
        ];
        let counts: Vec<_> = parts
            .iter()
            .map(|(verdict, word)| (self.count(*verdict), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{count} {word}"))
            .collect();
        let quotations = if total == 1 { "quotation" } else { "quotations" };
        if counts.is_empty() {
            "there are no quotations\n".to_owned()
        } else {
            format!("{total} {quotations}: {}\n", counts.join(", "))
        }
    }
}

fn quotation_lines(quotation: &QuotationReport) -> String {
    let head = format!("{}:{}:{}", quotation.file, quotation.line, quotation.column);
    let source = &quotation.source;
    let first = match quotation.verdict {
        "differs" => format!(
            "{head}: differs from the text of `{source}`; [-the quotation-] {{+the text+}}:\n  {}\n",
            difference::one_line(&quotation.difference)
        ),
        "not-found" => format!("{head}: not found in the text of `{source}`:\n  {}\n", quotation.quote),
        "no-text" => {
            format!("{head}: no text of `{source}`: {}\n", quotation.reason.as_deref().unwrap_or("it is not to be had"))
        }
        _ if quotation.notes.is_empty() => String::new(),
        _ => format!("{head}: stands in `{source}`:\n  {}\n", quotation.quote),
    };
    let mut text = vec![first];
    for note in &quotation.notes {
        text.push(format!("  = {note}\n"));
    }
    if let Some(day) = &quotation.compared_earlier {
        text.push(format!("  = its comparison on {day} counts still\n"));
    }
    text.concat()
}
