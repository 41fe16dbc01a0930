//! The claims: their list, and the life of each.

use super::event::EventView;
use super::event_page::{ResponseView, StanceView};
use super::inline::{ClaimView, DateView, LinkView};
use super::page::{About, PageView};
use crate::error::Error;
use crate::model::{Claim, Entry, Event, Html, Ref};
use crate::plan::{Planned, Route};
use crate::render::{Renderer, Viewpoint, dates, templates::Markup};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct ClaimsView {
    page: PageView,
    claims: Vec<ListedView>,
}

/// A claim in the list of all.
#[derive(Debug, Serialize)]
struct ListedView {
    claim: ClaimView,
    about: Markup,
    /// "5 events".
    count: String,
    reviewed: Option<DateView>,
}

#[derive(Debug, Serialize)]
struct ClaimPageView {
    page: PageView,
    claim: ClaimView,
    about: Vec<LinkView>,
    reviewed: Option<DateView>,
    body: Markup,
    /// Its life in order, each step finished.
    steps: Vec<Markup>,
    /// Sources whose titles themselves bear on it.
    titles: Vec<Markup>,
    sources: Vec<Markup>,
    feed: Option<String>,
}

/// One step of a claim's life.
#[derive(Debug, Serialize)]
struct StepView {
    event: EventView,
    stance: Option<StanceView>,
    response: Option<ResponseView>,
    /// The other claims that the event bears on, with their status.
    others: Vec<ClaimView>,
    /// The event's sources by their neutral names, leading to their entries on its page.
    sources: Vec<LinkView>,
}

impl Renderer<'_> {
    /// All claims with their status.
    pub fn claims_page(&self, planned: &Planned) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let claims = self.site.published_claims().map(|(claim, row)| {
            let mut events: Vec<Ref<Event>> = self.site.life(claim).iter().map(|entry| entry.event()).collect();
            events.dedup();
            ListedView {
                claim: self.claim_view(claim, at),
                about: Html::trusted(self.parties_markup(&row.about, at)).into(),
                count: self.count("events", events.len()),
                reviewed: row.reviewed.map(|day| self.day(day)),
            }
        });
        let about = About { title: self.say("claims").to_owned(), section: "claims", ..About::default() };
        let view = ClaimsView { page: self.page_view(planned, at, about), claims: claims.collect() };
        self.templates.fill("claims.html", &view)
    }

    /// A claim's statement, status and life.
    pub fn claim_page(&self, planned: &Planned, claim: Ref<Claim>) -> Result<Html, Error> {
        let at = &Viewpoint::of(planned);
        let row = &self.site.claims[claim];
        let body = self.body(&row.body, &row.sources, None, at)?;
        let steps: Result<Vec<Markup>, Error> =
            (0..self.site.life(claim).len()).map(|index| self.step(claim, index, at)).collect();
        let about = About {
            title: row.statement.clone(),
            description: Some(self.wording().short(claim, crate::ledger::Whose::Everybody)),
            section: "claims",
            file: Some(&row.file),
            changed: dates::of_claim(self.site, claim),
            feed: true,
            ..About::default()
        };
        let base = self.site.settings.base_url.as_ref();
        let view = ClaimPageView {
            page: self.page_view(planned, at, about),
            claim: ClaimView { status: self.full_status(claim, at), ..self.claim_view(claim, at) },
            about: row.about.iter().map(|party| self.party(*party, at)).collect(),
            reviewed: row.reviewed.map(|day| self.day(day)),
            body: body.markup(),
            steps: steps?,
            titles: self.site.titles(claim).iter().map(|source| self.line(*source, at)).collect::<Result<_, _>>()?,
            sources: self.entries(&row.sources, &body.cited_at, at)?,
            feed: base.map(|_| at.to_file(&planned.route.beside("feed.xml"))),
        };
        let html = self.templates.fill("claim.html", &view)?;
        let demanded = [self.full_status(claim, at)];
        let markup = self.looked_over("claim.html", html, &demanded, || format!("the claim `{}`", row.id))?;
        Ok(Html::trusted(markup.as_str().to_owned()))
    }

    /// A step of a claim's life; its status heads the page.
    fn step(&self, claim: Ref<Claim>, index: usize, at: &Viewpoint) -> Result<Markup, Error> {
        let entry = self.site.life(claim)[index];
        let event = entry.event();
        let row = &self.site.events[event];
        let address = at.to(&Route::claim(&self.site.claims[claim].id));
        let event_view = self.event_view(event, at);
        let sources = row.sources.iter().enumerate().map(|(number, cited)| LinkView {
            text: self.source_label(cited.source).to_owned(),
            href: format!("{}#source-{}", event_view.href, number + 1),
        });
        let view = StepView {
            stance: match entry {
                Entry::Stance(_, index) => Some(self.stance_view(&row.stances[index], at)),
                Entry::Response(..) => None,
            },
            response: match entry {
                Entry::Response(_, index) => Some(self.response(row, &row.responses[index], at)),
                Entry::Stance(..) => None,
            },
            others: event_view.claims.iter().filter(|other| other.href != address).cloned().collect(),
            sources: sources.collect(),
            event: event_view,
        };
        let html = self.templates.fill("claim-step.html", &view)?;
        let told = self.told_by_event(row).into_iter().filter(|other| other.claim != claim);
        let mut demanded: Vec<Markup> = told.map(|other| self.notice(&other)).collect();
        if let Some(caveat) = self.caveat(row) {
            demanded.push(Html::escaped(&caveat).into());
        }
        self.looked_over("claim-step.html", html, &demanded, || format!("the event `{}`", row.id))
    }
}
