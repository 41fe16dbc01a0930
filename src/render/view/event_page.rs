//! An event's own page.

use super::event::EventView;
use super::inline::{ClaimView, DateView, LinkView};
use super::page::{About, PageView};
use crate::error::Error;
use crate::model::{Event, Html, Involvement, Media, Ref, SoughtAnswer, Source, Stance};
use crate::plan::{Planned, Route};
use crate::render::{Renderer, Viewpoint, dates, templates::Markup};
use serde::Serialize;

#[derive(Debug, Serialize)]
struct EventPageView {
    page: PageView,
    event: EventView,
    year: Option<LinkView>,
    /// The claims that it bears on, each with what the event does to it in full.
    claims: Vec<BearingView>,
    responses: Vec<ResponseView>,
    body: Markup,
    sources: Vec<Markup>,
    /// The origins by name, where they are fewer than the sources.
    origins: Vec<LinkView>,
    /// Other dates that sources give.
    variants: Vec<VariantView>,
    /// Which of its sources carry the chosen date.
    chosen_by: Vec<LinkView>,
    people: Vec<InvolvedView>,
    organizations: Vec<InvolvedView>,
    tags: Vec<LinkView>,
    related: Vec<Markup>,
    /// Events that name this one.
    mentioned_in: Vec<Markup>,
    media: Vec<MediaView>,
    corrections: Vec<CorrectionView>,
    added: Option<DateView>,
    changed: Option<DateView>,
    previous: Option<Markup>,
    next: Option<Markup>,
    /// The markup by which another site shows this event; none without the site's address.
    embed_code: Option<String>,
    data: String,
    cite: crate::render::data::CiteView,
}

/// A claim and everything that the event does to it.
#[derive(Debug, Serialize)]
pub struct BearingView {
    pub claim: ClaimView,
    pub stances: Vec<StanceView>,
}

/// Who does what to a claim.
#[derive(Debug, Serialize)]
pub struct StanceView {
    /// "Denied by Ida Bloom".
    pub words: Markup,
    /// What a body concluded, in its own terms.
    pub finding: Option<String>,
}

/// An answer that was sought.
#[derive(Debug, Serialize)]
pub struct ResponseView {
    pub claim: ClaimView,
    /// "Ida Bloom was asked by The Ledger, 4 April 2031, and gave no answer."
    pub words: Markup,
    pub sources: Vec<LinkView>,
}

#[derive(Debug, Serialize)]
struct VariantView {
    date: DateView,
    sources: Vec<LinkView>,
}

#[derive(Debug, Serialize)]
struct InvolvedView {
    party: LinkView,
    role: Option<String>,
}

#[derive(Debug, Serialize)]
struct MediaView {
    href: String,
    name: String,
    /// A picture's size; none for a document.
    width: Option<u32>,
    height: Option<u32>,
    alt: String,
    caption: Option<String>,
    credit: Option<String>,
    /// "PDF, 1.2 MB".
    format: String,
    /// Whether browsers show it as a picture.
    is_picture: bool,
}

/// What was wrong, and when it was put right.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    pub date: DateView,
    pub note: String,
}

impl Renderer<'_> {
    /// An event's page, or the notice that it was withdrawn.
    pub fn event_page(&self, planned: &Planned, event: Ref<Event>) -> Result<Html, Error> {
        let row = &self.site.events[event];
        if row.withdrawn.is_some() {
            return self.withdrawn_page(planned, event);
        }
        let at = &Viewpoint::of(planned);
        let body = self.body(&row.body, &row.sources, Some(row), at)?;
        let changed = dates::of_event(self.site, row);
        let about = About {
            title: self.safe_title(row),
            description: Some(self.description(row)),
            section: "timeline",
            noindex: row.draft,
            file: Some(&row.file),
            id: Some(&row.id),
            changed,
            ..About::default()
        };
        let place = self.plan.events.binary_search(&event).ok();
        let neighbour = |index: Option<usize>| {
            let event = index.and_then(|index| self.plan.events.get(index));
            event.map(|event| self.entry(*event, at)).transpose()
        };
        let view = EventPageView {
            page: self.page_view(planned, at, about),
            event: self.event_view(event, at),
            year: self.year_of(event, at),
            claims: self.bearings(row, at),
            responses: row.responses.iter().map(|response| self.response(row, response, at)).collect(),
            body: body.markup(),
            sources: self.entries(&row.sources, &body.cited_at, at)?,
            origins: match self.site.origins(event).len() < row.sources.len() {
                true => self.site.origins(event).iter().map(|origin| self.source_link(*origin, at)).collect(),
                false => Vec::new(),
            },
            variants: self.variants(row),
            chosen_by: self.chosen_by(row),
            people: self.involved(&row.people, at),
            organizations: self.involved(&row.organizations, at),
            tags: row.tags.iter().map(|tag| self.tag(tag, at)).collect(),
            related: self.shown_entries(&row.related, row.draft, at)?,
            mentioned_in: {
                let others = &self.site.backlinks.of_event[event.index()];
                let others: Vec<_> =
                    others.iter().filter(|other| !row.related.contains(other) && **other != event).copied().collect();
                self.shown_entries(&others, false, at)?
            },
            media: row.media.iter().filter(|media| !media.in_body).map(|media| self.media(row, media, at)).collect(),
            corrections: self.corrections(row),
            added: row.added.map(|day| self.day(day)),
            changed: changed.filter(|day| row.added.is_none_or(|added| added < *day)).map(|day| self.day(day)),
            previous: neighbour(place.and_then(|index| index.checked_sub(1)))?,
            next: neighbour(place.map(|index| index + 1))?,
            embed_code: self.embed_code(&Route::event_embed(&row.id), &self.safe_title(row), 320),
            data: at.to_file(&planned.route.beside("index.json")),
            cite: self.cite(event),
        };
        let html = self.templates.fill("event.html", &view)?;
        let markup = self.look_over_event("event.html", html, event, at)?;
        Ok(Html::trusted(markup.as_str().to_owned()))
    }

    /// What search engines and other sites show beneath the title; they cut it anywhere, so the status comes first.
    fn description(&self, row: &Event) -> String {
        let mut parts = self.lines_of_event(row);
        parts.push(row.summary.clone());
        parts.join(" ")
    }

    /// The claims that an event bears on, in the order in which it names them.
    pub fn bearings(&self, row: &Event, at: &Viewpoint) -> Vec<BearingView> {
        let mut bearings: Vec<(crate::model::Ref<crate::model::Claim>, Vec<StanceView>)> = Vec::new();
        for stance in &row.stances {
            let view = self.stance_view(stance, at);
            match bearings.iter_mut().find(|(claim, _)| *claim == stance.claim) {
                Some((_, stances)) => stances.push(view),
                None => bearings.push((stance.claim, vec![view])),
            }
        }
        let bearing = |(claim, stances)| BearingView { claim: self.claim_view(claim, at), stances };
        bearings.into_iter().map(bearing).collect()
    }

    /// Who does what to a claim.
    pub fn stance_view(&self, stance: &Stance, at: &Viewpoint) -> StanceView {
        StanceView { words: self.stance_in_full(stance, at), finding: stance.finding.clone() }
    }

    /// An answer that was sought from a party.
    pub fn response(&self, row: &Event, response: &crate::model::Response, at: &Viewpoint) -> ResponseView {
        let key = match response.result {
            SoughtAnswer::None => "sought_none",
            SoughtAnswer::Declined => "sought_declined",
            SoughtAnswer::Answered => "sought_answered",
            SoughtAnswer::Unreachable => "sought_unreachable",
        };
        let from = self.parties_markup(&[response.from], at);
        let mut asked = String::new();
        if let Some(by) = response.sought_by {
            asked.push_str(&self.fill_markup("sought_by", &[("by", &self.parties_markup(&[by], at))]));
        }
        if let Some(day) = &response.sought {
            let day = Html::escaped(&self.date(day).text).into_string();
            asked.push_str(&self.fill_markup("sought_on", &[("date", &day)]));
        }
        let words = Html::trusted(self.fill_markup(key, &[("from", &from), ("asked", &asked)])).into();
        ResponseView {
            claim: self.claim_view(response.claim, at),
            words,
            sources: response.sources.iter().map(|source| self.numbered(row, *source, at)).collect(),
        }
    }

    /// A source of an event by its neutral name, leading to its entry on the event's page where it has one.
    fn numbered(&self, row: &Event, source: Ref<Source>, at: &Viewpoint) -> LinkView {
        match row.sources.iter().position(|cited| cited.source == source) {
            Some(index) => LinkView {
                text: self.source_label(source).to_owned(),
                href: format!("{}#source-{}", at.to(&Route::event(&row.id)), index + 1),
            },
            None => self.source_link(source, at),
        }
    }

    fn variants(&self, row: &Event) -> Vec<VariantView> {
        let at = Viewpoint::at(&Route::event(&row.id));
        let variant = |variant: &crate::model::DateVariant| VariantView {
            date: self.date(&variant.date),
            sources: variant.sources.iter().map(|source| self.numbered(row, *source, &at)).collect(),
        };
        row.other_dates().map(variant).collect()
    }

    /// Which of its sources carry the chosen date; asked for only where some give another.
    fn chosen_by(&self, row: &Event) -> Vec<LinkView> {
        if row.date_variants.is_empty() {
            return Vec::new();
        }
        let at = Viewpoint::at(&Route::event(&row.id));
        row.date_sources().into_iter().map(|source| self.numbered(row, source, &at)).collect()
    }

    fn involved(&self, list: &[Involvement], at: &Viewpoint) -> Vec<InvolvedView> {
        list.iter()
            .map(|involved| InvolvedView { party: self.party(involved.party, at), role: involved.role.clone() })
            .collect()
    }

    /// Those of these events that readers may see, in one line each.
    fn shown_entries(&self, events: &[Ref<Event>], with_drafts: bool, at: &Viewpoint) -> Result<Vec<Markup>, Error> {
        let shown = events.iter().filter(|event| {
            let row = &self.site.events[**event];
            row.is_published() || with_drafts && row.withdrawn.is_none()
        });
        shown.map(|event| self.entry(*event, at)).collect()
    }

    /// An event's corrections, newest first.
    pub fn corrections(&self, row: &Event) -> Vec<CorrectionView> {
        let mut corrections: Vec<_> = row.corrections.iter().collect();
        corrections.sort_by_key(|correction| std::cmp::Reverse(correction.date));
        corrections
            .into_iter()
            .map(|correction| CorrectionView { date: self.day(correction.date), note: correction.note.clone() })
            .collect()
    }

    fn media(&self, row: &Event, media: &Media, at: &Viewpoint) -> MediaView {
        let extension = media.name.rsplit_once('.').map_or("", |(_, extension)| extension);
        let size = self.file_size(media.bytes);
        MediaView {
            href: at.to_file(&Route::event(&row.id).beside(&media.name)),
            name: media.name.clone(),
            width: media.dimensions.map(|(width, _)| width),
            height: media.dimensions.map(|(_, height)| height),
            alt: media.alt.clone(),
            caption: media.caption.clone(),
            credit: self.credit(media),
            format: self.fill("file_format", &[("type", &extension.to_uppercase()), ("size", &size)]),
            is_picture: media.dimensions.is_some(),
        }
    }

    /// "Harbour Board, CC-BY-4.0".
    pub fn credit(&self, media: &Media) -> Option<String> {
        match (&media.credit, &media.license) {
            (None, None) => None,
            (Some(only), None) | (None, Some(only)) => Some(only.clone()),
            (Some(credit), Some(license)) => {
                Some(self.fill("credit_and_license", &[("credit", credit), ("license", license)]))
            }
        }
    }

    fn file_size(&self, bytes: u64) -> String {
        let (key, number) = match bytes {
            0..1_000 => ("bytes", bytes.to_string()),
            1_000..1_000_000 => ("kilobytes", bytes.div_ceil(1_000).to_string()),
            _ => ("megabytes", format!("{}.{}", bytes / 1_000_000, bytes % 1_000_000 / 100_000)),
        };
        self.fill(key, &[("n", &number)])
    }

    /// The frame in which another site shows a page of ours.
    pub fn embed_code(&self, page: &Route, title: &str, height: u32) -> Option<String> {
        let src = Html::escaped(&page.absolute(self.site.settings.base_url.as_ref()?));
        let title = Html::escaped(title);
        Some(format!(
            "<iframe src=\"{}\" title=\"{}\" width=\"100%\" height=\"{height}\" loading=\"lazy\"></iframe>",
            src.as_str(),
            title.as_str()
        ))
    }
}
