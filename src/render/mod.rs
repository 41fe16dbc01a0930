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
mod listing;
mod outside;
mod pieces;
mod prose;
mod quoted;
mod relays;
mod statics;
mod status;
mod templates;
mod view;
mod viewpoint;

pub mod data;
mod search;

pub use listing::Listing;
pub use viewpoint::Viewpoint;

use crate::checked::Checked;
use crate::error::Error;
use crate::ledger::Ledger;
use crate::plan::{Page, Plan, Planned};
use crate::read::{Input, Inputs};
use crate::resolve::Site;
use crate::words::{self, Words};
use crate::write::{Content, Outputs};
use cache::Cache;
use std::fmt;
use std::sync::Arc;
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
/// Nearly all of it is made only when it is written or asked for. A file of the site's own wins over the built-in one
/// of the same name.
pub fn render(checked: Arc<Checked>) -> Result<Outputs, Error> {
    let press = Arc::new(Press::new(checked)?);
    // First, since what it is made from is large and let go of.
    let search = search_files(&press);
    let mut outputs = Listing::new(&press).outputs(&press);
    outputs.extend(search);
    Ok(outputs)
}

/// The search index, whose files can't be made one without the other.
pub fn search_files(press: &Press) -> Outputs {
    search_files_while(press, &|| true).unwrap_or_default()
}

/// The same; none where they are `wanted` no longer.
pub fn search_files_while(press: &Press, wanted: &dyn Fn() -> bool) -> Option<Outputs> {
    let index = search::files(&press.renderer().records(), wanted)?;
    Some(
        index.into_iter().map(|(name, bytes)| (format!("search/index/{name}"), Content::Bytes(bytes.into()))).collect(),
    )
}

/// The whole timeline as one JSON text: what `timeline.json` holds.
pub fn export(checked: Arc<Checked>) -> Result<Content, Error> {
    let press = Press::new(checked)?;
    Ok(Content::stream(move |out| press.renderer().timeline_json(out)))
}

/// A site ready to be printed: with its templates read, and what many pages need worked out once.
pub struct Press {
    checked: Arc<Checked>,
    templates: Templates,
    cache: Cache,
    last_changed: Option<chrono::NaiveDate>,
    changed: data::Changed,
    cards: data::Cards,
}

impl fmt::Debug for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Press")
    }
}

impl Press {
    /// Reads the templates and finds them whole.
    pub fn new(checked: Arc<Checked>) -> Result<Self, Error> {
        let Checked { site, ledger, words, inputs, .. } = &*checked;
        let (templates, (cache, changed)) = rayon::join(
            || Templates::new(&inputs.templates, &view::Shared::new(site, words)),
            || (Cache::new(site), data::Changed::new(site, ledger)),
        );
        let last_changed = dates::of_site(site);
        Ok(Self { templates: templates?, cache, last_changed, changed, cards: data::Cards::default(), checked })
    }

    /// The site.
    pub fn checked(&self) -> &Checked {
        &self.checked
    }

    /// Whether some of the templates are the site's own, and may fail on any page.
    pub fn has_own_templates(&self) -> bool {
        !self.checked.inputs.templates.is_empty()
    }

    /// Who fills the pages in.
    pub fn renderer(&self) -> Renderer<'_> {
        let Checked { site, ledger, words, plan, inputs, .. } = &*self.checked;
        let Self { templates, cache, changed, cards, last_changed, .. } = self;
        Renderer { site, ledger, words, plan, templates, cache, last_changed: *last_changed, inputs, changed, cards }
    }
}

/// What filling any page needs.
pub struct Renderer<'a> {
    pub site: &'a Site,
    pub ledger: &'a Ledger,
    pub words: &'a Words,
    pub plan: &'a Plan,
    templates: &'a Templates,
    cache: &'a Cache,
    last_changed: Option<chrono::NaiveDate>,
    inputs: &'a Inputs,
    changed: &'a data::Changed,
    cards: &'a data::Cards,
}

impl Renderer<'_> {
    /// A page as bytes; not the one of all events, see [`Renderer::all_page`].
    fn page(&self, planned: &Planned) -> Result<Vec<u8>, Error> {
        let html = match planned.page {
            Page::All => unreachable!("it is too long to be held whole: the listing has it written on the way"),
            Page::Front => self.front_page(planned),
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
        };
        Ok(html?.into_string().into_bytes())
    }

    /// A text of the catalogue, for what is put together outside of templates; its key if the catalogue has lost it.
    fn say<'b>(&'b self, key: &'b str) -> &'b str {
        self.words.page.get(key).map_or(key, String::as_str)
    }

    /// A text of the catalogue, with each `{name}` replaced.
    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        words::fill(self.say(key), values)
    }

    /// A number of things: the entry `key_one` for one, `key_other` for every other number, with `{n}` filled in.
    fn count(&self, key: &str, number: usize) -> String {
        let form = if number == 1 { "one" } else { "other" };
        self.fill(&format!("{key}_{form}"), &[("n", &self.words.number(number))])
    }
}

#[cfg(test)]
mod tests;
