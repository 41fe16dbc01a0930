//! The page as it will look: the site with the draft in it, each page made when it is asked for.

use super::super::response::{HttpResponse, media_type, plain, typed};
use super::EditService;
use crate::Checked;
use crate::model::PartyKind;
use crate::parse::schema::FileKind;
use crate::plan::Page;
use crate::render::{OutputList, SiteRenderer};
use crate::resolve::Site;
use hyper::StatusCode;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::sync::{Arc, OnceLock, PoisonError};

/// The sites with a draft in them that may still be looked at, by their numbers.
#[derive(Debug, Default)]
pub struct KeptDrafts {
    last: u64,
    kept: VecDeque<(u64, Arc<DraftPages>)>,
}

/// As many forms may be open beside each other and each show its own page.
const MOST_KEPT: usize = 4;

/// A site with a draft in it.
pub struct DraftPages {
    checked: Arc<Checked>,
    made: OnceLock<Option<(OutputList, Arc<SiteRenderer>)>>,
}

impl std::fmt::Debug for DraftPages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DraftPages")
    }
}

impl DraftPages {
    fn file(&self, name: &str) -> Option<Vec<u8>> {
        let make = || {
            let renderer = Arc::new(SiteRenderer::new(Arc::clone(&self.checked)).ok()?);
            Some((OutputList::new(&renderer), renderer))
        };
        let (list, renderer) = self.made.get_or_init(make).as_ref()?;
        list.file(name, renderer)?.bytes().ok().map(Cow::into_owned)
    }
}

impl EditService {
    /// Keeps the site with a draft in it for those who look at its pages; gives the address of the page of `file`, if it
    /// has one.
    pub fn show_draft(&self, checked: Arc<Checked>, file: Option<(FileKind, &str)>) -> String {
        let Some(page) = file.and_then(|(kind, id)| page_of(&checked, kind, id)) else { return String::new() };
        let mut drafts = self.drafts.lock().unwrap_or_else(PoisonError::into_inner);
        drafts.last += 1;
        let number = drafts.last;
        drafts.kept.push_front((number, Arc::new(DraftPages { checked, made: OnceLock::new() })));
        drafts.kept.truncate(MOST_KEPT);
        format!("/_dateline/draft/{number}/{page}")
    }

    /// A page of the site with the draft in it.
    pub async fn draft_page(self: Arc<Self>, path: String) -> HttpResponse {
        let (number, path) = path.split_once('/').unwrap_or((&path, ""));
        let wanted = number.parse::<u64>().ok();
        let draft = {
            let drafts = self.drafts.lock().unwrap_or_else(PoisonError::into_inner);
            drafts.kept.iter().find(|(number, _)| Some(*number) == wanted).map(|(_, pages)| Arc::clone(pages))
        };
        let name = if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        let media = media_type(&name);
        let made = tokio::task::spawn_blocking(move || draft?.file(&name)).await;
        match made.ok().flatten() {
            Some(bytes) => typed(StatusCode::OK, media, bytes),
            None => plain(StatusCode::NOT_FOUND, "This page can’t be made.\n"),
        }
    }
}

/// The address of the page about a file, relative to the site's root.
pub fn page_of(checked: &Checked, kind: FileKind, id: &str) -> Option<String> {
    if kind == FileKind::Site {
        return Some(String::new());
    }
    let planned = checked.plan.pages.iter().find(|planned| edited(&checked.site, &planned.page) == Some((kind, id)))?;
    let file = planned.file();
    Some(file.strip_suffix("index.html").unwrap_or(&file).to_owned())
}

/// The file that a page is about.
pub fn edited<'s>(site: &'s Site, page: &Page) -> Option<(FileKind, &'s str)> {
    match page {
        Page::Event(event) => Some((FileKind::Event, site.events[*event].id.as_str())),
        Page::Source(source, _) => Some((FileKind::Source, site.sources[*source].id.as_str())),
        Page::Claim(claim) => Some((FileKind::Claim, site.claims[*claim].id.as_str())),
        Page::Party(party, _) => {
            let party = &site.parties[*party];
            let kind = if party.kind == PartyKind::Person { FileKind::Person } else { FileKind::Organization };
            Some((kind, party.id.as_str()))
        }
        Page::Place(place, _) => Some((FileKind::Place, site.places[*place].id.as_str())),
        Page::Tag(tag, _) => {
            let topic = site.backlinks.tags[*tag].topic?;
            Some((FileKind::Topic, site.topics[topic].id.as_str()))
        }
        Page::Free(page) => Some((FileKind::Page, site.pages[*page].id.as_str())),
        _ => None,
    }
}
