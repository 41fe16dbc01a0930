//! Atom. The one door to it.

use super::entry::{self, LONGEST, escaped, link, status_paragraph};
use crate::model::{Claim, Event, Html, Party, Ref, Topic};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::external_links::{self, Contact};
use crate::render::history::distinct_events_of;
use crate::render::link_base::LinkBase;
use crate::render::noticed_record::{NoticedRecord, Tells, stands_in};
use crate::render::notices::{self, RequiredNotices, event_title, event_title_in, kind_and_date};
use crate::render::plain_text::{clean, one_line};
use atom_syndication as atom;
use chrono::NaiveDate;

/// How many entries the feed of a single claim, party or topic holds, of which a site may have thousands.
const LONGEST_OF_ONE: usize = 25;

/// Which Atom feed.
#[derive(Debug, Clone, Copy)]
pub enum AtomFeed {
    Timeline,
    Corrections,
    Claim(Ref<Claim>),
    Party(Ref<Party>),
    /// A topic that something published belongs to.
    Topic(Ref<Topic>),
}

/// What a feed says; `address` is the site's.
pub fn atom(cx: &Context<'_>, feed: AtomFeed, address: &str) -> String {
    let settings = &cx.site.settings;
    let base = LinkBase::Absolute(address);
    let titled = |title: &str| {
        let title = title.trim_end_matches(['.', '。']);
        cx.fill("feed_title", &[("title", title), ("site", &settings.title)])
    };
    let feed = match feed {
        AtomFeed::Timeline => atom::Feed {
            title: plain(&settings.title),
            subtitle: settings.description.as_deref().map(plain),
            entries: written(entries(cx, &cx.plan.events, LONGEST, base, whole_entry)),
            ..frame(cx, &Route::front(), "feed.xml", base)
        },
        AtomFeed::Corrections => atom::Feed {
            title: plain(&titled(cx.say("corrections"))),
            subtitle: Some(plain(cx.say("corrections_intro"))),
            entries: written(corrections(cx, base)),
            ..frame(cx, &Route::top("corrections"), "corrections.xml", base)
        },
        AtomFeed::Claim(claim) => {
            let row = &cx.site.claims[claim];
            let page = Route::claim(&row.id);
            atom::Feed {
                title: plain(&titled(&row.statement)),
                subtitle: Some(plain(&notices::short(cx, claim))),
                entries: written(entries(cx, &distinct_events_of(cx.site, claim), LONGEST_OF_ONE, base, short_entry)),
                ..frame(cx, &page, &page.beside("feed.xml"), base)
            }
        }
        AtomFeed::Party(party) => {
            let row = &cx.site.parties[party];
            let page = Route::party(row);
            atom::Feed {
                title: plain(&titled(&row.name)),
                subtitle: row.role.as_deref().map(plain),
                entries: written(entries(
                    cx,
                    &cx.site.backlinks.of_party[party.index()],
                    LONGEST_OF_ONE,
                    base,
                    short_entry,
                )),
                ..frame(cx, &page, &page.beside("feed.xml"), base)
            }
        }
        AtomFeed::Topic(topic) => {
            let row = &cx.site.topics[topic];
            let page = Route::tag(row.id.as_str());
            let tag = cx.site.backlinks.of_topic[topic.index()].map(|index| &cx.site.backlinks.tags[index]);
            let subtitle = row.summary.as_ref().map(|text| RequiredNotices::of_topic(cx, row).before(cx, text));
            let events = tag.map_or(&[][..], |tag| &tag.events);
            atom::Feed {
                title: plain(&titled(&row.title)),
                subtitle: subtitle.as_deref().map(plain),
                entries: written(entries(cx, events, LONGEST_OF_ONE, base, short_entry)),
                ..frame(cx, &page, &page.beside("feed.xml"), base)
            }
        }
    };
    let newest = feed.entries.iter().map(|entry| entry.updated).max();
    let feed = atom::Feed { updated: newest.unwrap_or_else(|| fixed(cx.dates.newest)), ..feed };
    let mut bytes = Vec::new();
    let config = atom::WriteConfig { write_document_declaration: true, indent_size: Some(1) };
    feed.write_with_config(&mut bytes, config).expect("writing to memory can't fail");
    let mut text = String::from_utf8(bytes).expect("only text was written");
    text.push('\n');
    text
}

fn written(entries: Vec<NoticedRecord<atom::Entry>>) -> Vec<atom::Entry> {
    entries.into_iter().map(NoticedRecord::into_inner).collect()
}

/// What every feed says: which page it belongs to, where it lies itself, who answers for it.
fn frame(cx: &Context<'_>, page: &Route, path: &str, base: LinkBase<'_>) -> atom::Feed {
    let settings = &cx.site.settings;
    let page = base.page(page);
    let mut links = vec![
        atom_link(&base.file(path), "self", Some("application/atom+xml")),
        atom_link(&page, "alternate", Some("text/html")),
    ];
    if let Some(license) = settings.license.as_deref().and_then(external_links::license) {
        links.push(atom_link(&license, "license", None));
    }
    atom::Feed {
        id: page,
        authors: vec![author(cx)],
        generator: Some(atom::Generator {
            value: "Dateline".to_owned(),
            uri: None,
            version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        }),
        links,
        rights: settings.license.as_deref().map(plain),
        lang: Some(settings.language.clone()),
        ..atom::Feed::default()
    }
}

fn plain(text: &str) -> atom::Text {
    atom::Text::plain(one_line(text))
}

/// Who answers for the site.
fn author(cx: &Context<'_>) -> atom::Person {
    let settings = &cx.site.settings;
    let name = one_line(settings.publisher.as_ref().map_or(&settings.title, |publisher| &publisher.name));
    let (uri, email) = match Contact::of_publisher(cx) {
        Some(Contact::Web(address)) => (Some(address.to_owned()), None),
        Some(Contact::Mail(address)) => (None, Some(address.to_owned())),
        None => (None, None),
    };
    atom::Person { name, email, uri, ..atom::Person::default() }
}

/// What an entry says of an event, with what must stand with it.
type EntryOf<'a> = fn(&Context<'a>, Ref<Event>, &RequiredNotices, LinkBase<'_>) -> atom::Entry;

fn entries<'a>(
    cx: &Context<'a>,
    events: &[Ref<Event>],
    longest: usize,
    base: LinkBase<'_>,
    entry_of: EntryOf<'a>,
) -> Vec<NoticedRecord<atom::Entry>> {
    let entry = |event: Ref<Event>| {
        NoticedRecord::of_event(cx, &cx.site.events[event], |notices| entry_of(cx, event, notices, base))
    };
    entry::newest(cx, events, longest).into_iter().map(entry).collect()
}

impl Tells for atom::Entry {
    fn tells(&self, text: &str) -> bool {
        let content = self.content.as_ref().and_then(|content| content.value.as_ref());
        self.summary.as_ref().is_some_and(|summary| stands_in(&summary.value, text))
            || content.is_some_and(|markup| stands_in(markup, Html::escaped(text).as_str()))
    }
}

/// An event in the feed of a claim or a party: its title with what must stand with it, and the way to its page.
fn short_entry(cx: &Context<'_>, event: Ref<Event>, notices: &RequiredNotices, base: LinkBase<'_>) -> atom::Entry {
    let row = &cx.site.events[event];
    let page = base.page(&Route::event(&row.id));
    let told = notices.named_sentences(cx);
    atom::Entry {
        title: atom::Text::plain(event_title(cx, row)),
        id: page.clone(),
        updated: fixed(cx.dates.changed(event)),
        links: vec![atom_link(&page, "alternate", Some("text/html"))],
        summary: (!told.is_empty()).then(|| atom::Text::plain(one_line(&told.join(" ")))),
        ..atom::Entry::default()
    }
}

/// An event in the timeline's feed.
fn whole_entry(cx: &Context<'_>, event: Ref<Event>, notices: &RequiredNotices, base: LinkBase<'_>) -> atom::Entry {
    let row = &cx.site.events[event];
    let page = base.page(&Route::event(&row.id));
    let kind = &cx.site.kinds[row.kind];
    let mut categories =
        vec![atom::Category { term: kind.id.as_str().to_owned(), scheme: None, label: Some(one_line(&kind.label)) }];
    let tag = |tag: &String| atom::Category { term: one_line(tag), scheme: None, label: None };
    categories.extend(row.tags.iter().map(tag));
    atom::Entry {
        title: atom::Text::plain(event_title(cx, row)),
        id: page.clone(),
        updated: fixed(cx.dates.changed(event)),
        published: Some(fixed(cx.dates.added(event))),
        categories,
        links: vec![atom_link(&page, "alternate", Some("text/html"))],
        summary: Some(atom::Text::plain(entry::summary(cx, row, notices))),
        content: Some(html(entry::content(cx, event, notices, base))),
        ..atom::Entry::default()
    }
}

/// Corrections and withdrawals, newest first.
fn corrections(cx: &Context<'_>, base: LinkBase<'_>) -> Vec<NoticedRecord<atom::Entry>> {
    let mut entries = Vec::new();
    for (event, row) in cx.site.events.iter().filter(|(_, row)| !row.draft) {
        let page = base.page(&Route::event(&row.id));
        if let Some(withdrawal) = &row.withdrawn {
            let title = cx.say("withdrawn_event");
            let content = format!("<p>{}</p>\n<p>{}</p>", link(&page, title, base), escaped(&withdrawal.reason, base));
            let notice = correction(withdrawal.date, format!("{page}#withdrawn"), title, &page, content);
            entries.push(NoticedRecord::of_neither(notice));
            continue;
        }
        let mut of_day: Vec<NaiveDate> = Vec::new();
        for one in &row.corrections {
            let number = of_day.iter().filter(|day| **day == one.date).count() + 1;
            of_day.push(one.date);
            let number = if number == 1 { String::new() } else { format!("-{number}") };
            let corrected = |title: &str| cx.fill("data_correction", &[("title", title)]);
            let title = event_title_in(cx, row, corrected).unwrap_or_else(|| corrected(&kind_and_date(cx, row)));
            let id = format!("{page}#correction-{}{number}", one.date);
            let told_anew = cx.dates.told_anew(event).map_or(one.date, |day| day.max(one.date));
            entries.push(NoticedRecord::of_event(cx, row, |notices| {
                let told: String = notices.claims.iter().map(|notice| status_paragraph(cx, notice, base)).collect();
                let caveat = |text: &String| format!("<p>{}</p>", escaped(text, base));
                let caveat = notices.caveat.as_ref().map(caveat).unwrap_or_default();
                let note = escaped(&one.note, base);
                // Programs show the beginning only.
                let content = format!("{told}{caveat}<p>{}</p>\n<p>{note}</p>", link(&page, &row.title, base));
                atom::Entry { updated: fixed(told_anew), ..correction(one.date, id, &title, &page, content) }
            }));
        }
    }
    entries.sort_by(|a, b| {
        let (a, b) = (a.inner(), b.inner());
        b.updated.cmp(&a.updated).then_with(|| a.id.cmp(&b.id))
    });
    entries.truncate(LONGEST);
    entries
}

fn correction(day: NaiveDate, id: String, title: &str, page: &str, content: String) -> atom::Entry {
    atom::Entry {
        title: plain(title),
        id,
        updated: fixed(day),
        published: Some(fixed(day)),
        links: vec![atom_link(page, "alternate", Some("text/html"))],
        content: Some(html(content)),
        ..atom::Entry::default()
    }
}

fn html(markup: String) -> atom::Content {
    atom::Content {
        content_type: Some("html".to_owned()),
        value: Some(clean(&markup).into_owned()),
        ..atom::Content::default()
    }
}

fn atom_link(href: &str, rel: &str, mime: Option<&str>) -> atom::Link {
    let mime_type = mime.map(str::to_owned);
    atom::Link { href: href.to_owned(), rel: rel.to_owned(), mime_type, ..atom::Link::default() }
}

fn fixed(day: NaiveDate) -> atom::FixedDateTime {
    day.and_time(chrono::NaiveTime::MIN).and_utc().fixed_offset()
}
