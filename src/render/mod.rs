//! Fills the templates: what the pages of a plan look like.
//!
//! Templates see views (`view/`), small structs made for one template family each. Events and sources reach a page's
//! template as finished [`pieces`] only, which can't be had without the status of the claims that they tell. Pages
//! are filled in parallel; nothing here knows the clock, the disk or in which order it is done.
//!
//! What it doesn't do: decide which pages there are (`plan`), or what a status says (`ledger`).

mod cache;
mod chart;
mod dates;
mod fragment;
mod outside;
mod pieces;
mod prose;
mod relays;
mod say;
mod search;
mod statics;
mod status;
mod templates;
mod view;
mod viewpoint;

pub use viewpoint::Viewpoint;

use crate::error::Error;
use crate::ledger::Ledger;
use crate::model::Html;
use crate::plan::{Page, Plan, Planned};
use crate::read::Inputs;
use crate::resolve::Site;
use crate::words::Words;
use crate::write::{Content, Outputs};
use cache::Cache;
use rayon::prelude::*;
use templates::Templates;

/// Everything that a site's output holds, but its data files: pages, pictures and documents, the look.
///
/// Of `inputs` only the site's own templates, static files and media are used; a file of the site's own wins over the
/// built-in one of the same name.
pub fn render(site: &Site, ledger: &Ledger, words: &Words, plan: &Plan, inputs: &Inputs) -> Result<Outputs, Error> {
    let renderer = Renderer::new(site, ledger, words, plan, inputs)?;
    let pages: Result<Vec<(String, Content)>, Error> =
        plan.pages.par_iter().map(|planned| Ok((planned.file(), renderer.page(planned)?))).collect();
    let mut outputs = statics::files(site, inputs);
    outputs.extend(pages?);
    let index = search::files(&search::records(site, ledger, words));
    outputs.extend(index.into_iter().map(|(name, bytes)| (format!("search/index/{name}"), Content::Bytes(bytes))));
    Ok(outputs)
}

/// What filling any page needs.
pub struct Renderer<'a> {
    pub site: &'a Site,
    pub ledger: &'a Ledger,
    pub words: &'a Words,
    pub plan: &'a Plan,
    templates: Templates,
    cache: Cache,
    last_changed: Option<chrono::NaiveDate>,
}

impl<'a> Renderer<'a> {
    /// A renderer with its templates read and found whole.
    pub fn new(
        site: &'a Site,
        ledger: &'a Ledger,
        words: &'a Words,
        plan: &'a Plan,
        inputs: &Inputs,
    ) -> Result<Self, Error> {
        let shared = view::Shared::new(site, words);
        let templates = Templates::new(&inputs.templates, &shared)?;
        let last_changed = dates::of_site(site);
        Ok(Self { site, ledger, words, plan, templates, cache: Cache::new(site), last_changed })
    }

    /// A page's bytes.
    pub fn page(&self, planned: &Planned) -> Result<Content, Error> {
        self.html(planned).map(|html| Content::Bytes(html.into_string().into_bytes()))
    }

    fn html(&self, planned: &Planned) -> Result<Html, Error> {
        match planned.page {
            Page::Front => self.front_page(planned),
            Page::All => self.all_page(planned),
            Page::Embed => self.embed_page(planned),
            Page::Year(year, part) => self.year_page(planned, year, part),
            Page::Event(event) => self.event_page(planned, event),
            Page::EventEmbed(event) => self.event_embed_page(planned, event),
            Page::Alias(event) => self.alias_page(planned, event),
            Page::Sources(part) => self.sources_page(planned, part),
            Page::Source(source, part) => self.source_page(planned, source, part),
            Page::Claims => self.claims_page(planned),
            Page::Claim(claim) => self.claim_page(planned, claim),
            Page::People(part) => self.parties_page(planned, crate::model::PartyKind::Person, part),
            Page::Organizations(part) => self.parties_page(planned, crate::model::PartyKind::Organization, part),
            Page::Party(party, part) => self.party_page(planned, party, part),
            Page::Places(part) => self.places_page(planned, part),
            Page::Place(place, part) => self.place_page(planned, place, part),
            Page::Kinds => self.kinds_page(planned),
            Page::Kind(kind, part) => self.kind_page(planned, kind, part),
            Page::Tags => self.tags_page(planned),
            Page::Tag(tag, part) => self.tag_page(planned, tag, part),
            Page::Search => self.search_page(planned),
            Page::Corrections => self.corrections_page(planned),
            Page::Free(page) => self.free_page(planned, page),
            Page::NotFound => self.not_found_page(planned),
        }
    }

    /// A text of the catalogue.
    fn say<'b>(&'b self, key: &'b str) -> &'b str {
        say::say(self.words, key)
    }

    /// A text of the catalogue, filled in.
    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        say::fill(self.words, key, values)
    }

    /// A number of things, in words.
    fn count(&self, key: &str, number: usize) -> String {
        say::count(self.words, key, number)
    }
}

#[cfg(test)]
mod tests;
