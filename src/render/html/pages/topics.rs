//! Topics: the page of each, and the lists in which they stand.

use super::event_list::{EventListView, event_list};
use super::filters::{FiltersView, filters_by_index};
use super::index_entry::IndexEntryView;
use crate::error::Error;
use crate::model::{Event, Html, Party, Ref, Topic, foreign};
use crate::plan::{EventList, PageSlice, Planned, Route};
use crate::render::html::claims::{ClaimView, claim, claim_by_label};
use crate::render::html::context::PageContext;
use crate::render::html::dates::span_of;
use crate::render::html::ensure_noticed::{RequiredMarkup, ensure_noticed};
use crate::render::html::fragments::CardPlace;
use crate::render::html::links::{self, LinkView};
use crate::render::html::prose::body;
use crate::render::html::shell::{About, PageView, shell};
use crate::render::html::templates::Markup;
use crate::render::link_base::LinkBase;
use crate::render::notices::RequiredNotices;
use crate::resolve::Tag;
use serde::Serialize;
use std::cmp::Reverse;

/// Topics in a list.
#[derive(Debug, Serialize)]
pub struct TopicListView<'a> {
    listed: Vec<ListedTopicView<'a>>,
    /// Where all of them stand, if these are not all.
    more: Option<LinkView<'a>>,
}

impl<'a> TopicListView<'a> {
    /// The claims of which it tells, which it can't leave out.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimView<'a>> {
        self.listed.iter().flat_map(|topic| &topic.claims)
    }
}

#[derive(Debug, Serialize)]
struct ListedTopicView<'a> {
    link: LinkView<'a>,
    summary: Option<&'a str>,
    /// Its leading claims by label, with their status in a few words.
    claims: Vec<ClaimView<'a>>,
    /// "4 events, November 2029 to January 2034".
    count: String,
}

#[derive(Debug, Serialize)]
struct TopicPageView<'a> {
    page: PageView<'a>,
    heading: &'a str,
    standfirst: Option<&'a str>,
    /// "4 events, November 2029 to January 2034".
    summary: String,
    /// Its leading claims, and what became of each.
    claims: Vec<ClaimView<'a>>,
    feed: Option<String>,
    body: Markup,
    sources: Vec<Markup>,
    /// Those who take part in its events, the most frequent first.
    people: Vec<IndexEntryView<'a>>,
    /// Those beyond as many as a reader takes in at once.
    more_people: Vec<IndexEntryView<'a>>,
    more_people_label: String,
    /// Of a list that takes several pages.
    filters: Option<FiltersView<'a>>,
    list: EventListView,
}

/// So many topics stand on the front page.
const ON_FRONT: usize = 6;
/// A site with fewer topics tells of one affair, which the front page shows itself.
const SEVERAL: usize = 2;
/// So many people stand on a topic's page before the others have to be asked for.
const PEOPLE: usize = 12;

/// The topics in which something happened last; none on a site that has not several.
pub fn on_front<'a>(cx: &PageContext<'a>) -> Option<TopicListView<'a>> {
    let mut topics: Vec<_> = cx.site.published_topics().map(|(_, row, tag)| (row, tag)).collect();
    if topics.len() < SEVERAL {
        return None;
    }
    topics.sort_by_key(|(_, tag)| Reverse(tag.events.last().copied()));
    let all = topics.len();
    topics.truncate(ON_FRONT);
    let more = (all > ON_FRONT).then(|| LinkView::new(cx.count("all_topics", all), &Route::top("tags")));
    Some(TopicListView { listed: topics.into_iter().map(|(row, tag)| listed(cx, row, tag)).collect(), more })
}

/// All topics by their titles; none where there are none.
pub fn all<'a>(cx: &PageContext<'a>) -> Option<TopicListView<'a>> {
    let mut topics: Vec<_> = cx.site.published_topics().map(|(_, row, tag)| (row, tag)).collect();
    topics.sort_by_cached_key(|(row, _)| cx.words.language.sort_key(&foreign::plain(&row.title)));
    let listed: Vec<_> = topics.into_iter().map(|(row, tag)| listed(cx, row, tag)).collect();
    (!listed.is_empty()).then_some(TopicListView { listed, more: None })
}

fn listed<'a>(cx: &PageContext<'a>, row: &'a Topic, tag: &Tag) -> ListedTopicView<'a> {
    ListedTopicView {
        link: LinkView::new(&row.title, &Route::tag(row.id.as_str())),
        summary: row.summary.as_deref(),
        claims: row.lead_claims.iter().map(|of| claim_by_label(cx, *of)).collect(),
        count: count(cx, &tag.events),
    }
}

fn count(cx: &PageContext<'_>, events: &[Ref<Event>]) -> String {
    let count = cx.count("events", events.len());
    match span_of(cx, events) {
        Some(span) => cx.fill("list_summary", &[("events", &count), ("span", &span)]),
        None => count,
    }
}

/// A topic with its text, its leading claims, its people and its events. Of a long one the pages after the first have
/// the events alone.
pub fn page(
    cx: &PageContext<'_>,
    planned: &Planned,
    topic: Ref<Topic>,
    events: &[Ref<Event>],
    part: PageSlice,
) -> Result<Html, Error> {
    let row = &cx.site.topics[topic];
    let is_first = part.number == 1;
    let description = || row.summary.as_ref().map(|text| RequiredNotices::of_topic(cx, row).before(cx, text).into());
    let about = About {
        title: (&row.title).into(),
        description: description().filter(|_| is_first),
        section: "tags",
        file: Some(&row.file),
        feed: true,
        part: Some(part),
        ..About::default()
    };
    let claims: Vec<_> = row.lead_claims.iter().map(|of| claim(cx, *of)).collect();
    let mut people = if is_first { people(cx, events) } else { Vec::new() };
    let more_people = people.split_off(people.len().min(PEOPLE));
    let (body, sources) = match is_first {
        true => body(cx, &row.body, &row.sources, None).map(|body| (body.markup, body.sources))?,
        false => (Html::default().into(), Vec::new()),
    };
    let has_feed = cx.site.settings.base_url.is_some();
    let view = TopicPageView {
        page: shell(cx, planned, about),
        heading: &row.title,
        standfirst: row.summary.as_deref(),
        summary: count(cx, events),
        claims,
        feed: has_feed.then(|| LinkBase::Page.file(&Route::tag(row.id.as_str()).beside("feed.xml"))),
        body,
        sources,
        people,
        more_people_label: cx.count("more_people", more_people.len()),
        more_people,
        filters: filters_by_index(cx, planned, events.len()),
        list: event_list(cx, planned, &EventList::by_year(cx.site, events), part, None, CardPlace::Section)?,
    };
    let html = cx.templates.fill("topic.html", &view)?;
    let required = RequiredMarkup::of_claims(&view.claims);
    ensure_noticed(&html, &required, "topic.html", || format!("the topic `{}`", row.id))?;
    Ok(html)
}

/// The people who take part in these events, or take a stance there: those of most events first.
fn people<'a>(cx: &PageContext<'a>, events: &[Ref<Event>]) -> Vec<IndexEntryView<'a>> {
    let here = |party: Ref<Party>| {
        let all = &cx.site.backlinks.of_party[party.index()];
        all.iter().filter(|event| events.binary_search(event).is_ok()).count()
    };
    let mut people: Vec<(Ref<Party>, usize)> = cx.plan.people.iter().map(|party| (*party, here(*party))).collect();
    people.retain(|(_, count)| *count > 0);
    people.sort_by_key(|(_, count)| Reverse(*count));
    let entry = |(party, count): (Ref<Party>, usize)| IndexEntryView {
        anchor: None,
        link: links::party(cx, party),
        remark: cx.site.parties[party].role.as_deref(),
        is_pseudonym: cx.site.parties[party].pseudonym.is_some(),
        count: cx.count("events", count),
    };
    people.into_iter().map(entry).collect()
}
