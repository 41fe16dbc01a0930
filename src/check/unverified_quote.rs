//! `unverified-quote`: a quotation that nobody compared with the text of its source, or that was not found there.
//!
//! Where nothing was ever compared there is one warning for the whole site: an editor who doesn't use
//! `dateline verify` should not lose the other warnings among hundreds of these. Where a source's text was not to be
//! had there is one for that source, in its file, where it can be accepted with a reason.

use super::{Findings, Subject, altered_quote};
use crate::diagnostic::{Code, Span};
use crate::model::Verdict;
use std::collections::BTreeMap;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let site = subject.site;
    let quotations = site.quotations();
    if site.verification.quotations.is_empty() {
        if !quotations.is_empty() {
            let what = match quotations.len() {
                1 => "1 quotation was".to_owned(),
                count => format!("{count} quotations were"),
            };
            findings.add(
                Code::UnverifiedQuote,
                &"content/site.yaml".into(),
                Span::new(0, 0),
                format!("{what} never compared with the texts of the sources"),
                "run `dateline verify` and commit `content/verification.yaml`",
            );
        }
        return;
    }
    let mut without_text: BTreeMap<_, (usize, &str)> = BTreeMap::new();
    for quotation in &quotations {
        let source = site.sources[quotation.source].id.as_str();
        let record = site.verification.of(source, quotation.quote);
        match record.map(|record| (record.verdict, record)) {
            Some((Verdict::Verbatim | Verdict::Differs, _)) => {}
            Some((Verdict::NotFound, record)) => findings.add(
                Code::UnverifiedQuote,
                quotation.file,
                quotation.at,
                format!("these words were not found in the text of `{source}` on {}", record.checked),
                "quote the source's own words; if its page shows only a part of the text, save the whole and run `dateline verify --texts DIR`",
            ),
            // Told already, as an error.
            Some((Verdict::NoText, _)) | None
                if altered_quote::before(quotation, source, &site.verification, &quotations).is_some() => {}
            Some((Verdict::NoText, record)) => {
                let reason = record.reason.as_deref().unwrap_or("there was no text");
                without_text.entry(quotation.source).or_insert((0, reason)).0 += 1;
            }
            None => findings.add(
                Code::UnverifiedQuote,
                quotation.file,
                quotation.at,
                format!("this quotation was not compared with the text of `{source}` yet"),
                "run `dateline verify` and commit `content/verification.yaml`",
            ),
        }
    }
    for (source, (count, reason)) in without_text {
        let row = &site.sources[source];
        let what = if count == 1 { "the quotation".to_owned() } else { format!("the {count} quotations") };
        findings.add(
            Code::UnverifiedQuote,
            &row.file,
            Span::new(0, 0),
            format!("{what} from `{}` could not be compared: {reason}", row.id),
            format!(
                "save its text as `{}.txt`, `.html` or `.pdf` in a folder and run `dateline verify --texts DIR`",
                row.id
            ),
        );
    }
}
