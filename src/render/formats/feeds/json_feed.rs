//! The timeline as JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>.

use super::entry::{self, LONGEST};
use crate::model::{Event, EventOutput, Ref};
use crate::plan::Route;
use crate::render::cards;
use crate::render::context::Context;
use crate::render::external_links::Contact;
use crate::render::link_base::LinkBase;
use crate::render::noticed_record::NoticedRecord;
use crate::render::notices::{RequiredNotices, event_title};
use crate::render::plain_text::one_line;
use chrono::NaiveDate;
use serde_json::{Value, json};

/// The timeline's feed.
pub fn json_feed(cx: &Context<'_>, address: &str) -> Value {
    let settings = &cx.site.settings;
    let base = LinkBase::Absolute(address);
    let publisher = settings.publisher.as_ref().map_or(&settings.title, |publisher| &publisher.name);
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": one_line(&settings.title),
        "home_page_url": address,
        "feed_url": base.file("feed.json"),
        "language": settings.language,
        "authors": [{"name": one_line(publisher)}],
    });
    if let Some(contact) = Contact::of_publisher(cx) {
        feed["authors"][0]["url"] = contact.href().into();
    }
    if let Some(description) = &settings.description {
        feed["description"] = one_line(description).into();
    }
    let events = entry::newest(cx, &cx.plan.events, LONGEST);
    feed["items"] = events.into_iter().map(|event| item(cx, event, base).into_inner()).collect();
    feed
}

fn item(cx: &Context<'_>, event: Ref<Event>, base: LinkBase<'_>) -> NoticedRecord<Value> {
    let row = &cx.site.events[event];
    NoticedRecord::of_event(cx, row, |notices| noticed_item(cx, event, notices, base))
}

fn noticed_item(cx: &Context<'_>, event: Ref<Event>, notices: &RequiredNotices, base: LinkBase<'_>) -> Value {
    let row = &cx.site.events[event];
    let page = Route::event(&row.id);
    let address = base.page(&page);
    let mut tags = vec![one_line(&cx.site.kinds[row.kind].label)];
    for tag in row.tags.iter().map(|tag| one_line(cx.site.settings.tag_word(tag))) {
        // A tag may be called as its kind is; a feed names each once.
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    let mut item = json!({
        "id": address,
        "url": address,
        "title": event_title(cx, row),
        "summary": entry::summary(cx, row, notices),
        "content_html": entry::content(cx, event, notices, base),
        "date_published": moment(cx.dates.added(event)),
        "date_modified": moment(cx.dates.changed(event)),
        "tags": tags,
        "language": cx.site.settings.language,
        "_dateline": {
            "about": cx.root_url().map(|root| format!("{root}timeline.schema.json")),
            "happened": row.date.as_str(),
        },
    });
    if cx.site.settings.makes(EventOutput::Data) {
        item["_dateline"]["data"] = base.file(&page.beside("index.json")).into();
    }
    if let Some(card) = cards::path_of(cx, event) {
        item["image"] = base.file(&card).into();
    }
    item
}

/// The day as a moment.
fn moment(day: NaiveDate) -> String {
    format!("{day}T00:00:00Z")
}
