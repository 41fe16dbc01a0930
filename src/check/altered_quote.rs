//! `altered-quote`: words between quotation marks that are not, or no longer, those of the source.
//!
//! Either they were compared with the source's text, which says something else, or they were found there and have been
//! edited since. We notice the second by the record of the comparison, which has the quotation, its source and where it
//! was. If that place now has another quotation of the source, which nobody has compared, and the two share most of their
//! words, then the quotation was edited. If they share few, it is a new quotation, and `unverified-quote` reports it.

use super::{Findings, Subject};
use crate::diagnostic::Code;
use crate::model::{CheckedQuotation, Verdict, Verification};
use crate::quotation::{Normal, closest_match, difference, same_words};
use crate::resolve::Quotation;

pub fn check(subject: &Subject, findings: &mut Findings) {
    let verification = &subject.site.verification;
    if verification.quotations.is_empty() {
        return;
    }
    let quotations = subject.site.quotations();
    for quotation in &quotations {
        let source = &subject.site.sources[quotation.source].id;
        match verification.of(source.as_str(), quotation.quote) {
            Some(record) if record.verdict == Verdict::Differs => findings.add(
                Code::AlteredQuote,
                quotation.file,
                quotation.at,
                format!("these are not the words of `{source}`, compared on {}", record.checked),
                differing(record),
            ),
            Some(record) if record.verdict != Verdict::NoText => {}
            _ => {
                if let Some(before) = before(quotation, source.as_str(), verification, &quotations) {
                    findings.add(
                        Code::AlteredQuote,
                        quotation.file,
                        quotation.at,
                        format!(
                            "this quotation was edited since it was compared with `{source}` on {}",
                            before.checked
                        ),
                        format!(
                            "put back the words that were found there, or run `dateline verify`:\n  {}",
                            difference::one_line(&difference(&before.quote, quotation.quote))
                        ),
                    );
                }
            }
        }
    }
}

/// What this quotation was when it was last compared, if it was compared and something else.
pub fn before<'a>(
    quotation: &Quotation,
    source: &str,
    verification: &'a Verification,
    all: &[Quotation],
) -> Option<&'a CheckedQuotation> {
    let stands_here = |record: &CheckedQuotation| {
        let same_place = |other: &&Quotation| other.place == quotation.place && other.source == quotation.source;
        all.iter().filter(same_place).any(|other| same_words(other.quote, &record.quote))
    };
    let orphans = verification.of_source(source).iter().filter(|record| {
        record.verdict == Verdict::Verbatim
            && record.places.iter().any(|place| **place == *quotation.place)
            && !stands_here(record)
    });
    orphans
        .filter_map(|record| shared(&record.quote, quotation.quote).map(|shared| (shared, record)))
        .max_by(|(a, x), (b, y)| a.cmp(b).then_with(|| y.quote.cmp(&x.quote)))
        .map(|(_, record)| record)
}

/// How many words of the shorter one stand in the other, if that is most of them.
fn shared(a: &str, b: &str) -> Option<usize> {
    let (short, long) = if a.split_whitespace().count() <= b.split_whitespace().count() { (a, b) } else { (b, a) };
    if let Some(closest_match) = closest_match(short, &Normal::new(long)) {
        return Some(closest_match.shared);
    }
    // Too short for the alignment: one or two words.
    let words = |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let long = words(long);
    let shared = words(short).iter().filter(|word| long.contains(word)).count();
    (shared > 0 && words(short).len() < 3).then_some(shared)
}

fn differing(record: &CheckedQuotation) -> String {
    match &record.reason {
        Some(reason) => format!("quote the words that stand there, then run `dateline verify`:\n  {reason}"),
        None => "quote the words that stand there, then run `dateline verify`".to_owned(),
    }
}
