//! Two things that want one address.
//!
//! Addresses that differ only in case are one address on many disks, so they are compared in lower case.

use super::{Page, Plan, Planned, slug};
use crate::diagnostic::{Code, Diagnostic, Location};
use crate::resolve::Site;
use std::collections::BTreeMap;
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

/// Files of the site's own that `render` makes beside the pages.
const FILES: &[&str] = &[
    "404.html",
    "corrections.xml",
    "feed.json",
    "feed.xml",
    "robots.txt",
    "sitemap.xml",
    "sources.bib",
    "sources.csl.json",
    "timeline.csv",
    "timeline.ics",
    "timeline.json",
    "timeline.schema.json",
];

/// Who wants an address, for people, and the file in which it can be mended.
#[derive(Clone)]
struct Owner {
    what: String,
    file: Option<Arc<str>>,
    help: &'static str,
}

/// Every pair of things with one address.
pub fn check(site: &Site, plan: &Plan, statics: &[&str]) -> Vec<Diagnostic> {
    let mut addresses = Addresses { owners: BTreeMap::new(), diagnostics: Vec::new() };
    for file in FILES {
        addresses.take((*file).to_owned(), Owner { what: format!("the site's own `{file}`"), file: None, help: "" });
    }
    addresses.take_pages(site, plan);
    for (_, row) in site.events.iter() {
        addresses.take_event_files(row);
    }
    for file in statics {
        let owner = Owner {
            what: format!("`static/{file}`"),
            file: Some(format!("static/{file}").into()),
            help: "give the file another name",
        };
        addresses.take((*file).to_owned(), owner);
    }
    addresses.refuse_reserved(site, statics);
    addresses.diagnostics
}

struct Addresses {
    owners: BTreeMap<String, Owner>,
    diagnostics: Vec<Diagnostic>,
}

impl Addresses {
    /// Gives the path to its owner, or reports whoever has it already.
    fn take(&mut self, path: String, owner: Owner) {
        let Some(first) = self.owners.get(&path.to_lowercase()) else {
            self.owners.insert(path.to_lowercase(), owner);
            return;
        };
        // The one that can be mended is told; where both can, the later one.
        let (told, other) = if owner.file.is_some() { (&owner, first) } else { (first, &owner) };
        let Some(file) = &told.file else { return };
        let address = path.strip_suffix("index.html").unwrap_or(&path);
        let message = format!("{} and {} would both live at `/{address}`", told.what, other.what);
        self.diagnostics.push(Diagnostic::new(Code::RouteCollision, Location::start_of(file), message).help(told.help));
    }

    fn take_pages(&mut self, site: &Site, plan: &Plan) {
        for planned in &plan.pages {
            if planned.page == Page::NotFound {
                continue;
            }
            self.take(planned.file(), owner(site, planned));
        }
        for (_, row) in site.events.iter() {
            for alias in &row.aliases {
                // Not planned, since the event itself lives there.
                if let Some(event) = site.events.rows().iter().find(|event| event.id == *alias) {
                    let message = format!("the alias `{alias}` is the id of an event, in `{}`", event.file);
                    self.diagnostics.push(
                        Diagnostic::new(Code::RouteCollision, Location::start_of(&row.file), message)
                            .help("remove the alias, or rename the event that took its address"),
                    );
                }
            }
        }
    }

    fn take_event_files(&mut self, row: &crate::model::Event) {
        let route = super::Route::event(&row.id);
        for name in ["index.json", "oembed.json", "card.png"] {
            let own = Owner { what: format!("the event's own `{name}`"), file: None, help: "" };
            self.take(route.beside(name), own);
        }
        let mut seen: Vec<(&str, &str)> = Vec::new();
        for media in &row.media {
            if seen.contains(&(&media.name, &media.path)) {
                continue;
            }
            seen.push((&media.name, &media.path));
            let owner = Owner {
                what: format!("the file `{}` of `{}`", media.path, row.id),
                file: Some(Arc::clone(&row.file)),
                help: "give the file another name",
            };
            self.take(route.beside(&media.name), owner);
        }
    }

    fn refuse_reserved(&mut self, site: &Site, statics: &[&str]) {
        for (_, page) in site.pages.iter() {
            let is_year = page.id.as_str().parse::<i64>().is_ok();
            // A static folder of a page's name is fine as long as no file of it is the page itself.
            let is_static = statics.iter().any(|file| file.eq_ignore_ascii_case(page.id.as_str()));
            if RESERVED.contains(&page.id.as_str()) || is_year || is_static {
                let message = format!("a page can't be called `{}`: that is an address of the site's own", page.id);
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

fn owner(site: &Site, planned: &Planned) -> Owner {
    match planned.page {
        Page::Event(event) => {
            let row = &site.events[event];
            Owner {
                what: format!("the event `{}`", row.id),
                file: Some(Arc::clone(&row.file)),
                help: "rename one of them",
            }
        }
        Page::Alias(event) => {
            let row = &site.events[event];
            let alias = planned.route.as_str().rsplit('/').next().unwrap_or_default();
            Owner {
                what: format!("the alias `{alias}` of `{}`", row.id),
                file: Some(Arc::clone(&row.file)),
                help: "remove the alias from one of them",
            }
        }
        Page::Free(page) => {
            let row = &site.pages[page];
            Owner {
                what: format!("the page `{}`", row.id),
                file: Some(Arc::clone(&row.file)),
                help: "give the file another name",
            }
        }
        Page::Tag(index, _) => {
            let (tag, events) = &site.backlinks.of_tag[index];
            let file = events.first().map(|event| Arc::clone(&site.events[*event].file));
            Owner {
                what: format!("the tag `{tag}` (`{}`)", slug(tag)),
                file,
                help: "write the tag in one way everywhere, or choose another word",
            }
        }
        _ => Owner { what: format!("the site's own `/{}`", planned.route.as_str()), file: None, help: "" },
    }
}
