//! The records as the text of their file.

use crate::model::{CheckedQuotation, Verification, VisitedLink};
use crate::quotation::Fragment;
use crate::yaml;
use serde::Serialize;

const HEAD: &str = "# Written by `dateline verify` and `dateline links`; commit it with the content. Every quotation and address is\n\
    # listed with the day of the last look. Nothing here is meant to be edited by hand.\n";

/// The file's text.
pub fn text(verification: &Verification) -> String {
    let mut verification = verification.clone();
    verification.quotations = verification.quotations.iter().map(on_lines).collect();
    verification.sort();
    let record = ComparisonRecord {
        quotations: verification.quotations.iter().map(quotation).collect(),
        links: verification.links.iter().map(link).collect(),
    };
    format!("{HEAD}{}", yaml::write(&record))
}

#[derive(Serialize)]
struct ComparisonRecord<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    quotations: Vec<QuotationRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<LinkRecord<'a>>,
}

#[derive(Serialize)]
struct QuotationRecord<'a> {
    source: &'a str,
    quote: &'a str,
    r#in: &'a [String],
    verdict: &'static str,
    checked: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    times: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'a Fragment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<LocatedRecord<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}

#[derive(Serialize)]
struct LocatedRecord<'a> {
    locator: &'a str,
    link: &'a Fragment,
}

#[derive(Serialize)]
struct LinkRecord<'a> {
    url: &'a str,
    checked: String,
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    etag: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_modified: Option<&'a str>,
}

/// The record without what YAML takes for line ends inside of words: a space is as good.
fn on_lines(record: &CheckedQuotation) -> CheckedQuotation {
    let plain = |text: &str| text.replace(['\u{85}', '\u{2028}', '\u{2029}'], " ");
    let fragment = |link: &Fragment| Fragment {
        before: link.before.as_deref().map(plain),
        start: plain(&link.start),
        end: link.end.as_deref().map(plain),
        after: link.after.as_deref().map(plain),
    };
    CheckedQuotation {
        quote: plain(&record.quote),
        link: record.link.as_ref().map(fragment),
        places_by_locator: (record.places_by_locator.iter())
            .map(|(locator, link)| (plain(locator), fragment(link)))
            .collect(),
        reason: record.reason.as_deref().map(plain),
        ..record.clone()
    }
}

fn quotation(record: &CheckedQuotation) -> QuotationRecord<'_> {
    QuotationRecord {
        source: &record.source,
        quote: &record.quote,
        r#in: &record.places,
        verdict: record.verdict.as_str(),
        checked: record.checked.to_string(),
        from: record.text.as_ref().map(|text| text.from.as_str()),
        text: record.text.as_ref().map(|text| text.sha256.as_str()),
        times: record.times,
        link: record.link.as_ref(),
        elsewhere: record.places_by_locator.iter().map(|(locator, link)| LocatedRecord { locator, link }).collect(),
        reason: record.reason.as_deref(),
    }
}

fn link(record: &VisitedLink) -> LinkRecord<'_> {
    LinkRecord {
        url: &record.url,
        checked: record.checked.to_string(),
        state: record.state.as_str(),
        status: record.status,
        to: record.to.as_deref(),
        reason: record.reason.as_deref(),
        text: record.text.as_deref(),
        since: record.since.map(|day| day.to_string()),
        etag: record.etag.as_deref(),
        last_modified: record.last_modified.as_deref(),
    }
}
