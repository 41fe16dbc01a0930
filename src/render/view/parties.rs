//! People and organizations: their lists, and the page of each.

use super::inline::{ClaimView, LinkView};
use super::page::{About, PageView};
use crate::error::Error;
use crate::model::{Html, Party, PartyKind, Ref};
use crate::plan::{Part, Planned, Route};
use crate::render::pieces::CardPlace;
use crate::render::{Renderer, Viewpoint, templates::Markup};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct PartiesView {
    page: PageView,
    heading: String,
    entries: Vec<IndexView>,
}

/// An entry of a list of people, places, kinds or tags.
#[derive(Debug, Serialize)]
pub struct IndexView {
    pub link: LinkView,
    pub remark: Option<String>,
    /// "7 events".
    pub count: String,
}

#[derive(Debug, Serialize)]
struct PartyPageView {
    page: PageView,
    name: String,
    is_person: bool,
    role: Option<String>,
    also_known_as: Option<String>,
    links: Vec<LinkView>,
    feed: Option<String>,
    /// The claims about the party, with their status.
    claims: Vec<ClaimView>,
    body: Markup,
    sources: Vec<Markup>,
    events: Vec<Markup>,
    count: String,
}

impl Renderer<'_> {
    /// The people, or the organizations, by their sort names.
    pub fn parties_page(&self, planned: &Planned, kind: PartyKind, part: Part) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let parties = match kind {
            PartyKind::Person => &self.plan.people,
            PartyKind::Organization => &self.plan.organizations,
        };
        let entries = part.of(parties).iter().map(|party| IndexView {
            link: self.party(*party, at),
            remark: self.site.parties[*party].role.clone(),
            count: self.count("events", self.site.backlinks.of_party[party.index()].len()),
        });
        let section = match kind {
            PartyKind::Person => "people",
            PartyKind::Organization => "organizations",
        };
        let heading = self.say(section).to_owned();
        let about = About { title: heading.clone(), section, part: Some(part), ..About::default() };
        let view = PartiesView { page: self.page_view(planned, at, about), heading, entries: entries.collect() };
        self.templates.fill("index.html", &view)
    }

    /// A person or an organization with all that concerns them.
    pub fn party_page(&self, planned: &Planned, party: Ref<Party>, part: Part) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let row = &self.site.parties[party];
        let body = self.body(&row.body, &row.sources, None, at)?;
        let events = &self.site.backlinks.of_party[party.index()];
        let is_person = row.kind == PartyKind::Person;
        let about = About {
            title: row.name.clone(),
            description: row.role.clone(),
            section: if is_person { "people" } else { "organizations" },
            noindex: row.noindex,
            file: Some(&row.file),
            feed: is_person,
            part: Some(part),
            ..About::default()
        };
        let has_feed = is_person && self.site.settings.base_url.is_some();
        let view = PartyPageView {
            page: self.page_view(planned, at, about),
            name: row.name.clone(),
            is_person,
            role: row.role.clone(),
            also_known_as: (!row.also_known_as.is_empty()).then(|| self.words.list(&row.also_known_as)),
            links: row
                .links
                .iter()
                .map(|link| LinkView { text: crate::parse::address::host(link), href: link.clone() })
                .collect(),
            feed: has_feed.then(|| at.to_file(&Route::party(row).beside("feed.xml"))),
            claims: (self.site.backlinks.claims_about[party.index()].iter())
                .map(|claim| self.claim_view(*claim, at))
                .collect(),
            body: body.markup(),
            sources: self.entries(&row.sources, &body.cited_at, at)?,
            events: self.cards(part.of(events), CardPlace::Section, at)?,
            count: self.count("events", events.len()),
        };
        self.templates.fill("party.html", &view)
    }
}
