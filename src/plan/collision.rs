//! Finds addresses that two things want.
//!
//! Addresses that differ only in case are one address on many disks, so they are compared in lower case.

use super::{Page, Plan, Planned};
use crate::diagnostic::{Code, Diagnostic, Location, Span};
use crate::hashing::Entry;
use crate::hashing::{HashMap, HashSet};
use crate::model::{Alias, Event, FreePage, Id, Link, Media};
use crate::resolve::{Site, Tag};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::Arc;

/// Folders and files of the site's own, whether or not this site has them today: a page that took such a name would
/// work until the day it doesn't.
const RESERVED: &[&str] = &[
    "all",
    "claims",
    "corrections",
    "embed",
    "events",
    "kinds",
    "organizations",
    "people",
    "places",
    "search",
    "sources",
    "tags",
    "undated",
];

/// Ids that the parts of a page with many events have, where each event has its own; those of years are not listed.
const PARTS: &[&str] = &[
    "appendix-h",
    "chart-h",
    "data",
    "drafts-h",
    "embed-code",
    "f-kind",
    "f-organization",
    "f-person",
    "f-tag",
    "filters",
    "latest-h",
    "m-bar",
    "m-circle",
    "m-cross",
    "m-diamond",
    "m-hexagon",
    "m-pentagon",
    "m-square",
    "m-star",
    "m-triangle",
    "m-triangle-down",
    "main",
    "people-h",
    "q-alleged",
    "q-answered",
    "q-ended",
    "q-found",
    "questions-h",
    "sources-h",
    "standing-h",
    "timeline",
    "topics-h",
    "turning-h",
    "years-h",
];

/// Whether a page with many events may have a part with this id, such as `main` or `y2031`.
pub fn is_part(id: &str) -> bool {
    let is_year = |rest: &str| rest == "undated" || rest.parse::<i64>().is_ok();
    let is_month = |rest: &str| rest.parse::<u32>().is_ok();
    PARTS.contains(&id)
        || id.strip_prefix("month-").is_some_and(|rest| is_month(rest.strip_suffix("-h").unwrap_or(rest)))
        || id.strip_prefix('y').is_some_and(|rest| is_year(rest.strip_suffix("-h").unwrap_or(rest)))
}

/// Files of the site's own that `render` makes beside the pages.
const FILES: &[&str] = &[
    "404.html",
    "corrections.xml",
    "feed.json",
    "feed.xml",
    "print.css",
    "robots.txt",
    "sitemap.xml",
    "sources.bib",
    "sources.csl.json",
    "timeline.csv",
    "timeline.ics",
    "timeline.json",
    "timeline.schema.json",
];

/// Who wants an address.
#[derive(Clone, Copy)]
enum Owner<'a> {
    /// A file of the site's own.
    Own(&'static str),
    Page(&'a Planned),
    /// A file of the site's own beside an event.
    Beside(&'static str),
    Media(&'a Event, &'a Media),
    Static(&'a str),
}

/// An owner for people, and the place at which its wish can be mended.
struct Description {
    what: String,
    place: Option<Location>,
    help: &'static str,
}

/// Every pair of things with one address.
pub fn check(site: &Site, plan: &Plan, folders: &[String], statics: &[&str]) -> Vec<Diagnostic> {
    let mut addresses = AddressOwners { site, owners: HashMap::new(), diagnostics: Vec::new() };
    for (path, owner) in contested(wishes(site, plan, statics)) {
        addresses.take(path, owner);
    }
    addresses.refuse_aliases();
    addresses.refuse_reserved(statics);
    addresses.refuse_languages(folders, statics);
    addresses.diagnostics
}

/// Who wants which path, in the order in which they may have it.
fn wishes<'a>(site: &'a Site, plan: &'a Plan, statics: &[&'a str]) -> Vec<(String, Owner<'a>)> {
    let own = FILES.par_iter().map(|file| ((*file).to_owned(), Owner::Own(file)));
    let pages = plan.pages.par_iter().filter(|planned| planned.page != Page::NotFound);
    let pages = pages.map(|planned| (planned.file(), Owner::Page(planned)));
    // Nobody but a file that stands beside an event, or a static one, can want what we write there.
    let is_among_events = |file: &&str| in_lower_case(file).starts_with("events/");
    let may_clash = statics.iter().any(is_among_events);
    let beside = site.events.par_rows().filter(|event| may_clash || !event.media.is_empty());
    let beside = beside.flat_map_iter(event_files);
    let statics = statics.par_iter().map(|file| ((*file).to_owned(), Owner::Static(file)));
    own.chain(pages).chain(beside).chain(statics).collect()
}

/// The files in an event's folder beside its page.
fn event_files(row: &Event) -> impl Iterator<Item = (String, Owner<'_>)> {
    let route = super::Route::event(&row.id);
    let mut media: Vec<&Media> = Vec::new();
    for shown in &row.media {
        if media.iter().all(|known| (&known.name, &known.path) != (&shown.name, &shown.path)) {
            media.push(shown);
        }
    }
    let own = ["index.json", "oembed.json", "card.png"].map(|name| (route.beside(name), Owner::Beside(name)));
    let media: Vec<_> = media.iter().map(|media| (route.beside(&media.name), Owner::Media(row, media))).collect();
    own.into_iter().chain(media)
}

/// Those among the wishes that may be for one path: of a large site's hundred thousand hardly any.
fn contested<'a>(wishes: Vec<(String, Owner<'a>)>) -> impl Iterator<Item = (String, Owner<'a>)> {
    let hasher = RandomState::new();
    let hashes: Vec<u64> = wishes.par_iter().map(|(path, _)| hasher.hash_one(in_lower_case(path))).collect();
    let mut sorted = hashes.clone();
    sorted.par_sort_unstable();
    let shared: HashSet<u64> = sorted.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    wishes.into_iter().zip(hashes).filter(move |(_, hash)| shared.contains(hash)).map(|(wish, _)| wish)
}

/// The address that a path is on disks that know no capitals.
fn in_lower_case(path: &str) -> Cow<'_, str> {
    let is_lower = match path.is_ascii() {
        true => !path.bytes().any(|byte| byte.is_ascii_uppercase()),
        false => !path.chars().any(char::is_uppercase),
    };
    if is_lower { path.into() } else { path.to_lowercase().into() }
}

struct AddressOwners<'a> {
    site: &'a Site,
    owners: HashMap<String, Owner<'a>>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> AddressOwners<'a> {
    /// Gives the path to its owner, or reports whoever has it already.
    fn take(&mut self, path: String, owner: Owner<'a>) {
        let first = match self.owners.entry(in_lower_case(&path).into_owned()) {
            Entry::Vacant(vacant) => {
                vacant.insert(owner);
                return;
            }
            Entry::Occupied(occupied) => occupied.get().described(self.site),
        };
        let owner = owner.described(self.site);
        // The one that can be mended is reported; where both can, the later one.
        let (described, other) = if owner.place.is_some() { (owner, first) } else { (first, owner) };
        let Some(place) = described.place else { return };
        let address = path.strip_suffix("index.html").unwrap_or(&path);
        let message = format!("{} and {} would both live at `/{address}`", described.what, other.what);
        self.diagnostics.push(Diagnostic::new(Code::RouteCollision, place, message).help(described.help));
    }

    /// An alias that is an event's id has no page of its own, since the event lives there.
    fn refuse_aliases(&mut self) {
        let events = &self.site.events;
        if events.rows().all(|event| event.aliases.is_empty()) {
            return;
        }
        let ids: HashMap<&Id, &Event> = events.rows().map(|event| (&event.id, event)).collect();
        for row in events.rows() {
            for (alias, at) in row.aliases.iter().zip(&row.aliases_at) {
                if let Some(event) = ids.get(alias) {
                    let message = format!("the alias `{alias}` is the id of an event, in `{}`", event.file);
                    self.diagnostics.push(
                        Diagnostic::new(Code::RouteCollision, place(&row.file, *at), message)
                            .help("remove the alias, or rename the event that took its address"),
                    );
                }
            }
        }
    }

    /// The folder of a language holds the whole site again.
    fn refuse_languages(&mut self, folders: &[String], statics: &[&str]) {
        for folder in folders {
            let name = folder.trim_end_matches('/');
            let has_name = |page: &&FreePage| names_of(page).any(|id| id.as_str() == name);
            let pages = self.site.pages.rows().filter(has_name).map(|page| Arc::clone(&page.file));
            let statics = statics.iter().filter(|file| in_lower_case(file).starts_with(folder.as_str()));
            for file in pages.chain(statics.map(|file| format!("static/{file}").into())) {
                let message = format!("`/{folder}` is where the pages of the language `{name}` lie");
                let diagnostic = Diagnostic::new(Code::RouteCollision, Location::start_of(&file), message);
                self.diagnostics.push(diagnostic.help("give the file another name, or put it elsewhere"));
            }
        }
    }

    fn refuse_reserved(&mut self, statics: &[&str]) {
        for (_, event) in self.site.events.iter().filter(|(_, event)| is_part(event.id.as_str())) {
            let message =
                format!("an event can't be called `{}`: a part of the timeline's page is called so", event.id);
            self.diagnostics.push(
                Diagnostic::new(Code::RouteCollision, Location::start_of(&event.file), message)
                    .help("give the file another name, which begins with the date"),
            );
        }
        let pages = self.site.pages.rows().flat_map(|page| names_of(page).map(move |id| (page, id)));
        for (page, id) in pages {
            let is_year = id.as_str().parse::<i64>().is_ok();
            // A static folder of a page's name is fine as long as no file of it is the page itself.
            let is_static = statics.iter().any(|file| file.eq_ignore_ascii_case(id.as_str()));
            if RESERVED.contains(&id.as_str()) || is_year || is_static {
                let message = format!("a page can't be called `{id}`: that is an address of the site's own");
                let clash = self.diagnostics.iter().any(|known| known.location.file == page.file);
                if !clash {
                    self.diagnostics.push(
                        Diagnostic::new(Code::RouteCollision, Location::start_of(&page.file), message)
                            .help("give the file another name"),
                    );
                }
            }
        }
    }
}

/// A page's id and its former ones.
fn names_of(page: &FreePage) -> impl Iterator<Item = &Id> {
    std::iter::once(&page.id).chain(page.aliases.iter().map(|alias| &alias.id))
}

impl Owner<'_> {
    fn described(&self, site: &Site) -> Description {
        let own = |what: String| Description { what, place: None, help: "" };
        match self {
            Self::Own(file) => own(format!("the site's own `{file}`")),
            Self::Beside(file) => own(format!("the event's own `{file}`")),
            Self::Page(planned) => told_page(site, planned),
            Self::Media(event, media) => Description {
                what: format!("the file `{}` of `{}`", media.path, event.id),
                place: Some(place(&event.file, media.at)),
                help: RENAME,
            },
            Self::Static(file) => Description {
                what: format!("`static/{file}`"),
                place: Some(Location::start_of(&format!("static/{file}").into())),
                help: RENAME,
            },
        }
    }
}

fn told_page(site: &Site, planned: &Planned) -> Description {
    let of = |what: String, file: &Arc<str>| Description { what, place: Some(Location::start_of(file)), help: RENAME };
    match planned.page {
        Page::Event(event) => {
            let row = &site.events[event];
            of(format!("the event `{}`", row.id), &row.file)
        }
        Page::Alias(target) => told_alias(site, planned, target),
        Page::Claim(claim) => {
            let row = &site.claims[claim];
            of(format!("the claim `{}`", row.id), &row.file)
        }
        Page::Source(source, _) => {
            let row = &site.sources[source];
            of(format!("the source `{}`", row.id), &row.file)
        }
        Page::Party(party, _) => {
            let row = &site.parties[party];
            of(format!("the party `{}`", row.id), &row.file)
        }
        Page::Place(place, _) => {
            let row = &site.places[place];
            of(format!("the place `{}`", row.id), &row.file)
        }
        Page::Free(page) => {
            let row = &site.pages[page];
            of(format!("the page `{}`", row.id), &row.file)
        }
        Page::Tag(index, _) => {
            let Tag { spelling: tag, events, .. } = &site.backlinks.tags[index];
            let place = events.first().and_then(|event| {
                let row = &site.events[*event];
                let at = row.tags.iter().position(|known| known == tag)?;
                Some(place(&row.file, row.tags_at[at]))
            });
            let help = "choose another word for the tag";
            Description { what: format!("the tag `{tag}`"), place, help }
        }
        _ => Description { what: format!("the site's own `/{}`", planned.route.as_str()), place: None, help: "" },
    }
}

fn told_alias(site: &Site, planned: &Planned, target: Link) -> Description {
    let alias = planned.route.as_str().rsplit('/').next().unwrap_or_default();
    let of = |aliases: &[Alias]| aliases.iter().find(|known| known.id.as_str() == alias).map(|known| known.at);
    let (id, file, at) = match target {
        Link::Event(event) => {
            let row = &site.events[event];
            let at = row.aliases.iter().position(|known| known.as_str() == alias);
            (&row.id, &row.file, at.map(|index| row.aliases_at[index]))
        }
        Link::Source(source) => {
            (&site.sources[source].id, &site.sources[source].file, of(&site.sources[source].aliases))
        }
        Link::Claim(claim) => (&site.claims[claim].id, &site.claims[claim].file, of(&site.claims[claim].aliases)),
        Link::Party(party) => (&site.parties[party].id, &site.parties[party].file, of(&site.parties[party].aliases)),
        Link::Place(place) => (&site.places[place].id, &site.places[place].file, of(&site.places[place].aliases)),
        Link::Page(page) => (&site.pages[page].id, &site.pages[page].file, of(&site.pages[page].aliases)),
    };
    Description {
        what: format!("the alias `{alias}` of `{id}`"),
        place: Some(place(file, at.unwrap_or_default())),
        help: "remove the alias from one of them",
    }
}

fn place(file: &Arc<str>, span: Span) -> Location {
    Location { file: Arc::clone(file), span }
}

const RENAME: &str = "give the file another name";

#[cfg(test)]
mod tests;
