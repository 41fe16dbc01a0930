//! `content/verification.yaml`, which `verify` and `links` write and a build reads.

use crate::Error;
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{CheckedQuotation, Verification, VisitedLink};
use crate::parse::{self, yaml};
use crate::quotation::Fragment;
use crate::read::{self, Inputs};
use crate::resolve::{self, Drafts, Site};
use serde::Serialize;
use std::path::Path;

/// Where the file stands in a site's folder.
pub const PATH: &str = "content/verification.yaml";

const HEAD: &str = "# Written by `dateline verify` and `dateline links`; commit it with the content. Every quotation and address is\n\
    # listed with the day of the last look. Nothing here is meant to be edited by hand.\n";

/// The site with its drafts, and how many errors its content has.
///
/// # Errors
///
/// Where there is no site, or the records of earlier runs can't be read: writing would lose them.
pub fn site(folder: &Path) -> Result<(Inputs, Site, usize), Error> {
    let (inputs, mut diagnostics) = read::read(folder)?;
    let (documents, found) = parse::parse(&inputs);
    diagnostics.extend(found);
    if let Some(broken) = diagnostics.iter().find(|diagnostic| &*diagnostic.location.file == PATH) {
        let message = format!("`{PATH}` can't be read: {}; `dateline check` shows where", broken.message);
        return Err(Error::Refused(message));
    }
    let (site, found) = resolve::resolve(documents, &inputs.media, Drafts::Shown);
    diagnostics.extend(found);
    let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
    let errors = diagnostics.iter().filter(is_error).count();
    Ok((inputs, site, errors))
}

/// Writes the records into a site's folder. The file is whole at every moment: whoever stops us loses nothing.
pub fn save(folder: &Path, verification: &Verification) -> Result<(), Error> {
    let path = folder.join(PATH);
    let text = text(verification);
    if std::fs::read_to_string(&path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    crate::write::replace(&path, text.as_bytes())
}

/// The file's text.
fn text(verification: &Verification) -> String {
    let mut verification = verification.clone();
    verification.quotations = verification.quotations.iter().map(on_lines).collect();
    verification.sort();
    let record = Record {
        quotations: verification.quotations.iter().map(quotation).collect(),
        links: verification.links.iter().map(link).collect(),
    };
    format!("{HEAD}{}", yaml::write(&record))
}

#[derive(Serialize)]
struct Record<'a> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;
    use crate::model::{ComparedText, LinkState, TextOrigin, Verdict};
    use std::fs;

    fn verification(quote: &str) -> Verification {
        let day = |text: &str| text.parse().unwrap();
        Verification {
            quotations: vec![CheckedQuotation {
                source: "courier".into(),
                quote: quote.trim().into(),
                places: vec!["event:2031-04-05-warden-resigns".into()],
                verdict: Verdict::Verbatim,
                checked: day("2031-05-03"),
                text: Some(ComparedText { from: TextOrigin::Local, sha256: "ab".repeat(32) }),
                times: Some(2),
                link: Some(Fragment {
                    before: Some("said: “".into()),
                    start: quote.trim().into(),
                    ..Fragment::default()
                }),
                places_by_locator: vec![(
                    "paragraph 4".into(),
                    Fragment { start: quote.trim().into(), after: Some("then".into()), ..Fragment::default() },
                )],
                reason: None,
                at: Span::default(),
            }],
            links: vec![VisitedLink {
                url: "https://courier.example/a?b=c#d".into(),
                checked: day("2031-05-04"),
                state: LinkState::Changed,
                status: Some(200),
                to: None,
                reason: Some("the text: is another".into()),
                text: Some("cd".repeat(32)),
                since: Some(day("2031-05-01")),
                etag: Some("W/\"x\"".into()),
                last_modified: None,
            }],
        }
    }

    fn round_trip(verification: &Verification) -> Verification {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        save(folder.path(), verification).unwrap();
        let (_, site, _) = site(folder.path()).unwrap();
        let mut back = Verification::clone(&site.verification);
        for record in &mut back.quotations {
            record.at = Span::default();
        }
        back
    }

    #[test]
    fn what_is_written_is_read() {
        let written = verification("I resign: “tonight”");
        assert_eq!(round_trip(&written), written);
        assert_eq!(round_trip(&Verification::default()), Verification::default());
    }

    #[test]
    fn a_line_separator_inside_a_quotation_is_a_space() {
        assert_eq!(round_trip(&verification("I resign\u{2028}tonight")), verification("I resign tonight"));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_not_written_over() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        fs::write(folder.path().join(PATH), "quotations: [{source: x}]\n").unwrap();
        assert!(matches!(site(folder.path()), Err(Error::Refused(message)) if message.contains(PATH)));
    }

    #[test]
    fn nothing_is_left_beside_the_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        for quote in ["a b c", "a b d", "a b d"] {
            save(folder.path(), &verification(quote)).unwrap();
        }
        let names: Vec<_> =
            fs::read_dir(folder.path().join("content")).unwrap().map(|it| it.unwrap().file_name()).collect();
        assert_eq!(names, ["verification.yaml"]);
    }

    proptest::proptest! {
        #[test]
        fn any_quotation_survives(quote in "[^\\p{C}\\s]([^\\p{C}\\p{Zl}\\p{Zp}]{0,30}[^\\p{C}\\s])?") {
            let written = verification(&quote);
            proptest::prop_assert_eq!(round_trip(&written), written);
        }
    }
}
