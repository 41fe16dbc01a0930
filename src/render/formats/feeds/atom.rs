//! Atom. The one door to it.

use super::entry::{self, LONGEST, escaped, link, status_paragraph};
use crate::model::{Claim, Event, Party, Ref};
use crate::plan::Route;
use crate::render::context::Context;
use crate::render::external_links::{self, Contact};
use crate::render::history::distinct_events_of;
use crate::render::link_base::LinkBase;
use crate::render::notices::{self, RequiredNotices, event_title, event_title_in, kind_and_date};
use crate::render::plain_text::{clean, one_line};
use atom_syndication as atom;
use chrono::NaiveDate;

/// How many entries the feed of a single claim or party holds, of which a site may have thousands.
const LONGEST_OF_ONE: usize = 25;

/// Which Atom feed.
#[derive(Debug, Clone, Copy)]
pub enum AtomFeed {
    Timeline,
    Corrections,
    Claim(Ref<Claim>),
    Party(Ref<Party>),
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
            entries: entries(cx, &cx.plan.events, LONGEST, base),
            ..frame(cx, &Route::front(), "feed.xml", base)
        },
        AtomFeed::Corrections => atom::Feed {
            title: plain(&titled(cx.say("corrections"))),
            subtitle: Some(plain(cx.say("corrections_intro"))),
            entries: corrections(cx, base),
            ..frame(cx, &Route::top("corrections"), "corrections.xml", base)
        },
        AtomFeed::Claim(claim) => {
            let row = &cx.site.claims[claim];
            let page = Route::claim(&row.id);
            atom::Feed {
                title: plain(&titled(&row.statement)),
                subtitle: Some(plain(&notices::short(cx, claim))),
                entries: entries(cx, &distinct_events_of(cx.site, claim), LONGEST_OF_ONE, base),
                ..frame(cx, &page, &page.beside("feed.xml"), base)
            }
        }
        AtomFeed::Party(party) => {
            let row = &cx.site.parties[party];
            let page = Route::party(row);
            atom::Feed {
                title: plain(&titled(&row.name)),
                subtitle: row.role.as_deref().map(plain),
                entries: entries(cx, &cx.site.backlinks.of_party[party.index()], LONGEST_OF_ONE, base),
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

fn entries(cx: &Context<'_>, events: &[Ref<Event>], longest: usize, base: LinkBase<'_>) -> Vec<atom::Entry> {
    entry::newest(cx, events, longest).into_iter().map(|event| entry_of(cx, event, base)).collect()
}

fn entry_of(cx: &Context<'_>, event: Ref<Event>, base: LinkBase<'_>) -> atom::Entry {
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
        summary: Some(atom::Text::plain(entry::summary(cx, row))),
        content: Some(html(entry::content(cx, event, base))),
        ..atom::Entry::default()
    }
}

/// Corrections and withdrawals, newest first.
fn corrections(cx: &Context<'_>, base: LinkBase<'_>) -> Vec<atom::Entry> {
    let mut entries = Vec::new();
    for (event, row) in cx.site.events.iter().filter(|(_, row)| !row.draft) {
        let page = base.page(&Route::event(&row.id));
        if let Some(withdrawal) = &row.withdrawn {
            let title = cx.say("withdrawn_event");
            let content = format!("<p>{}</p>\n<p>{}</p>", link(&page, title, base), escaped(&withdrawal.reason, base));
            entries.push(correction(withdrawal.date, format!("{page}#withdrawn"), title, &page, content));
            continue;
        }
        let mut of_day: Vec<NaiveDate> = Vec::new();
        for one in &row.corrections {
            let number = of_day.iter().filter(|day| **day == one.date).count() + 1;
            of_day.push(one.date);
            let number = if number == 1 { String::new() } else { format!("-{number}") };
            let corrected = |title: &str| cx.fill("data_correction", &[("title", title)]);
            let title = event_title_in(cx, row, corrected).unwrap_or_else(|| corrected(&kind_and_date(cx, row)));
            let notices = RequiredNotices::of_event(cx, row);
            let told: String = notices.claims.iter().map(|notice| status_paragraph(cx, notice, base)).collect();
            let caveat = notices.caveat.map_or_else(String::new, |text| format!("<p>{}</p>", escaped(&text, base)));
            let note = escaped(&one.note, base);
            // Programs show the beginning only.
            let content = format!("{told}{caveat}<p>{}</p>\n<p>{note}</p>", link(&page, &row.title, base));
            let id = format!("{page}#correction-{}{number}", one.date);
            let told_anew = cx.dates.told_anew(event).map_or(one.date, |day| day.max(one.date));
            entries.push(atom::Entry { updated: fixed(told_anew), ..correction(one.date, id, &title, &page, content) });
        }
    }
    entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.id.cmp(&b.id)));
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
