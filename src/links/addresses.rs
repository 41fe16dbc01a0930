//! Every address outside of the site that its pages link to.

use crate::model::{Body, Piece, Ref, Source};
use crate::resolve::Site;
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet};

/// An address and where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub url: String,
    /// The files that lead there, in order.
    pub files: BTreeSet<String>,
    /// The source that it is the page of; of two, the first.
    pub source: Option<Ref<Source>>,
    /// The day on which somebody read that page.
    pub accessed: Option<NaiveDate>,
}

/// The site's outgoing addresses, each once, in their order. Drafts lead nowhere yet.
pub fn addresses(site: &Site) -> Vec<Address> {
    let mut all = AddressTable::default();
    for (row, source) in site.sources.iter() {
        if let Some(url) = &source.url {
            let address = all.add(url, &source.file);
            if address.source.is_none() {
                address.source = Some(row);
                address.accessed = source.accessed;
            }
        }
        for copy in &source.archived {
            all.add(&copy.url, &source.file);
        }
        all.add_body(&source.body, &source.file);
    }
    for event in site.events.rows().filter(|event| !event.draft && event.withdrawn.is_none()) {
        all.add_body(&event.body, &event.file);
    }
    for claim in site.claims.rows() {
        all.add_body(&claim.body, &claim.file);
    }
    for party in site.parties.rows() {
        for url in &party.links {
            all.add(url, &party.file);
        }
        all.add_body(&party.body, &party.file);
    }
    for place in site.places.rows() {
        all.add_body(&place.body, &place.file);
    }
    for page in site.pages.rows() {
        all.add_body(&page.body, &page.file);
    }
    for topic in site.topics.rows() {
        all.add_body(&topic.body, &topic.file);
    }
    let settings = &site.settings;
    let contact = settings.publisher.as_ref().and_then(|publisher| publisher.contact.as_ref());
    for url in [contact, settings.repository.as_ref()].into_iter().flatten() {
        if url.starts_with("http") {
            all.add(url, "content/site.yaml");
        }
    }
    all.0.into_values().collect()
}

#[derive(Default)]
struct AddressTable(BTreeMap<String, Address>);

impl AddressTable {
    fn add(&mut self, url: &str, file: &str) -> &mut Address {
        let new = || Address { url: url.to_owned(), files: BTreeSet::new(), source: None, accessed: None };
        let address = self.0.entry(url.to_owned()).or_insert_with(new);
        address.files.insert(file.to_owned());
        address
    }

    fn add_body(&mut self, body: &Body, file: &str) {
        for piece in &body.pieces {
            if let Piece::Html(html) = piece {
                for url in links(html.as_str()) {
                    self.add(&url, file);
                }
            }
        }
    }
}

/// Where the links in our own markup lead, which always writes them in one way.
fn links(markup: &str) -> impl Iterator<Item = String> {
    markup.split("href=\"http").skip(1).filter_map(|rest| {
        let (address, _) = rest.split_once('"')?;
        let address = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&amp;", "&")]
            .iter()
            .fold(format!("http{address}"), |text, (reference, c)| text.replace(reference, c));
        Some(address)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_in_markup_are_found_as_they_were_written() {
        let markup = r##"<p>See <a href="https://a.example/?b=c&amp;d=%22">this</a>, <a href="#note">that</a> and
            <a href="mailto:a@b.example">her</a>, <a href="http://b.example">b</a></p>"##;
        assert_eq!(links(markup).collect::<Vec<_>>(), ["https://a.example/?b=c&d=%22", "http://b.example"]);
    }
}
