//! `dateline links`: every outgoing address, visited politely.
//!
//! Never part of a build. Made for a weekly workflow, whose one issue is the Markdown of the [`LinksReport`]. What was found is
//! kept in `content/verification.yaml`, so that a page that changed since it was read is noticed, and a page that did not
//! is hardly asked for.

mod addresses;
mod report;
mod visit;

pub use report::{LinkReport, LinksReport};

use crate::Error;
use crate::model::{CheckedQuotation, LinkState, TextOrigin, Verification, VisitedLink};
use crate::net::{CrawlPolicy, Polite, each_per_host};
use crate::parse::address::host;
use crate::progress::Progress;
use crate::resolve::Site;
use crate::verify::file::{self, RecordsFile};
use addresses::{Address, addresses};
use chrono::NaiveDate;
use std::path::PathBuf;

/// What `links` is to do.
#[derive(Debug, Clone)]
pub struct LinksOptions {
    /// The folder that holds `content/`.
    pub site: PathBuf,
    /// The day of the visits.
    pub today: NaiveDate,
    /// Whether to visit also what was visited on this day already, as after an interruption.
    pub again: bool,
    pub policy: CrawlPolicy,
}

/// Visits every outgoing address and writes what was found, while it goes on.
///
/// # Errors
///
/// Where the site or the file of records can't be read or written.
pub fn links(options: &LinksOptions, progress: &mut dyn Progress) -> Result<LinksReport, Error> {
    let (_, site, content_errors) = file::site(&options.site)?;
    let addresses = addresses(&site);
    let is_wanted = |link: &VisitedLink| addresses.binary_search_by(|known| known.url.cmp(&link.url)).is_ok();
    // What stands in a file that can't be read just now may still lead there, and others may have added an address since.
    let is_forgotten =
        |link: &VisitedLink| content_errors == 0 && !is_wanted(link) && site.verification.visit(&link.url).is_some();
    let mut file = RecordsFile::open(&options.site, &site.verification);
    let is_due = |address: &&Address| {
        options.again || site.verification.visit(&address.url).is_none_or(|earlier| earlier.checked != options.today)
    };
    let due: Vec<&Address> = addresses.iter().filter(is_due).collect();

    let contact = site.settings.base_url.clone();
    let visitor = Polite::new(CrawlPolicy { contact, ..options.policy.clone() });
    let visit = |address: &&Address| {
        let earlier = site.verification.visit(&address.url).cloned().or_else(|| compared(&site, address));
        visit::visit(&visitor, address, earlier.as_ref(), options.today)
    };
    let mut failed = None;
    let mut done = 0;
    // What the file doesn't have yet.
    let mut unsaved: Vec<VisitedLink> = Vec::new();
    let add = |verification: &mut Verification, new: Vec<VisitedLink>| {
        verification.links.retain(|known| new.iter().all(|link| link.url != known.url));
        verification.links.extend(new);
    };
    each_per_host(&due, |address| host(&address.url), visit, &mut |address, link| {
        done += 1;
        progress.step(done, due.len(), &address.url);
        unsaved.push(link);
        if !file.is_due() {
            return true;
        }
        let new = std::mem::take(&mut unsaved);
        file.update(|verification| add(verification, new)).map_err(|error| failed = Some(error)).is_ok()
    });
    if let Some(error) = failed {
        return Err(error);
    }
    file.update(|verification| {
        add(verification, unsaved);
        verification.links.retain(|link| !is_forgotten(link));
    })?;
    let links = addresses
        .iter()
        .filter_map(|address| file.records().visit(&address.url).map(|link| link_report(&site, address, link)))
        .collect();
    Ok(LinksReport::new(options.today, links, due.len()))
}

/// The page as `dateline verify` saw it, where no visit was noted yet.
fn compared(site: &Site, address: &Address) -> Option<VisitedLink> {
    let source = &site.sources[address.source?];
    let records = site.verification.of_source(source.id.as_str()).iter();
    let live = |record: &&CheckedQuotation| record.text.as_ref().is_some_and(|text| text.from == TextOrigin::Live);
    let record = records.filter(live).max_by_key(|record| record.checked)?;
    Some(VisitedLink {
        url: address.url.clone(),
        checked: record.checked,
        state: LinkState::Fine,
        status: None,
        to: None,
        reason: None,
        text: record.text.as_ref().map(|text| text.sha256.clone()),
        since: Some(record.checked),
        etag: None,
        last_modified: None,
    })
}

fn link_report(site: &Site, address: &Address, link: &VisitedLink) -> LinkReport {
    let source = address.source.map(|source| &site.sources[source]);
    LinkReport {
        url: address.url.clone(),
        state: link.state.as_str(),
        status: link.status,
        to: link.to.clone(),
        reason: link.reason.clone(),
        source: source.map(|source| source.id.to_string()),
        archived: source.is_some_and(|source| !source.archived.is_empty()),
        files: address.files.iter().cloned().collect(),
    }
}
