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
mod found;
mod fragment;
mod outside;
mod pieces;
mod prose;
mod relays;
mod say;
mod statics;
mod status;
mod templates;
mod view;
mod viewpoint;

pub mod data;
pub mod search;

pub use viewpoint::Viewpoint;

use crate::Checked;
use crate::error::Error;
use crate::ledger::Ledger;
use crate::model::Html;
use crate::plan::{Page, Plan, Planned};
use crate::read::{Input, Inputs};
use crate::resolve::Site;
use crate::words::Words;
use crate::write::{Content, Outputs};
use cache::Cache;
use rayon::prelude::*;
use templates::Templates;

/// The words of the site's language: built in, and the site's own over them.
///
/// `templates/words/fr-CA.yaml` serves `fr-CA`, and `fr.yaml` serves it where there is none.
pub fn words(site: &Site, inputs: &Inputs) -> Result<Words, Error> {
    let language = site.settings.language.as_str();
    let primary = language.split('-').next().unwrap_or(language);
    let named = |language: &str| inputs.templates.iter().find(|input| *input.path == *format!("words/{language}.yaml"));
    let Some(input) = named(language).or_else(|| named(primary)) else { return Ok(Words::english()) };
    Words::parse(&input.text).map_err(|error| wrong_words(input, &error.message, error.at))
}

fn wrong_words(input: &Input, message: &str, at: usize) -> Error {
    let before = input.text.get(..at).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Error::Template(format!("{message}\n --> templates/{}:{line}:{column}", input.path))
}

/// Everything that a site's output holds: pages, data and feeds, pictures and documents, the look.
///
/// A file of the site's own wins over the built-in one of the same name.
pub fn render(checked: &Checked) -> Result<Outputs, Error> {
    render_while(checked, &|| true)
}

/// The same, abandoned at the next page once it isn't `wanted` any more.
pub fn render_while(checked: &Checked, wanted: &(dyn Fn() -> bool + Sync)) -> Result<Outputs, Error> {
    let Checked { site, ledger, words, plan, inputs, .. } = checked;
    let renderer = Renderer::new(site, ledger, words, plan, inputs)?;
    let page = |planned: &Planned| match wanted() {
        true => Ok((planned.file(), renderer.page(planned)?)),
        false => Err(Error::Abandoned),
    };
    let pages: Result<Vec<(String, Content)>, Error> = plan.pages.par_iter().map(page).collect();
    let mut outputs = statics::files(site, inputs);
    outputs.extend(pages?);
    for (path, content) in renderer.data_files() {
        // A site's own `static/card.png` is its card; no other file of ours can be there already.
        outputs.entry(path).or_insert(content);
    }
    let index = search::files(&search::records(site, ledger, words));
    outputs.extend(index.into_iter().map(|(name, bytes)| (format!("search/index/{name}"), Content::Bytes(bytes))));
    Ok(outputs)
}

/// The whole timeline as one JSON text: what `timeline.json` holds.
pub fn export(checked: &Checked) -> Result<String, Error> {
    let Checked { site, ledger, words, plan, inputs, .. } = checked;
    Ok(Renderer::new(site, ledger, words, plan, inputs)?.timeline_json())
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
    inputs: &'a Inputs,
    changed: data::Changed,
    cards: data::Cards,
}

impl<'a> Renderer<'a> {
    /// A renderer with its templates read and found whole.
    pub fn new(
        site: &'a Site,
        ledger: &'a Ledger,
        words: &'a Words,
        plan: &'a Plan,
        inputs: &'a Inputs,
    ) -> Result<Self, Error> {
        let shared = view::Shared::new(site, words);
        let templates = Templates::new(&inputs.templates, &shared)?;
        let last_changed = dates::of_site(site);
        Ok(Self {
            site,
            ledger,
            words,
            plan,
            templates,
            cache: Cache::new(site),
            last_changed,
            inputs,
            changed: data::Changed::new(site, ledger),
            cards: data::Cards::default(),
        })
    }

    /// What is published beside the pages as it is.
    pub fn files(&self) -> Outputs {
        statics::files(self.site, self.inputs)
    }

    /// A page's bytes.
    pub fn page(&self, planned: &Planned) -> Result<Content, Error> {
        let mut bytes = self.html(planned)?.into_string().into_bytes();
        // All pages are in memory at once, and a buffer that grew holds up to twice what it needs.
        bytes.shrink_to_fit();
        Ok(Content::Bytes(bytes))
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
