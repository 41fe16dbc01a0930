//! Feeds: Atom for the timeline, its corrections, each claim and each party; JSON Feed for the timeline. The one door
//! to Atom.
//!
//! `published` is when an event was added here and `updated` when what is shown of it last changed. When it happened
//! stands in the content: feeds have no place for it, and readers of feeds would bury it among years.

use super::changed::moment;
use super::text::{clean, one_line};
use super::told::{escaped, link};
use crate::model::{Claim, Event, Party, Ref};
use crate::plan::Route;
use crate::render::Renderer;
use atom_syndication as atom;
use chrono::NaiveDate;
use serde_json::{Value, json};
use std::cmp::Reverse;

/// How many entries a feed holds: those that changed last.
const LONGEST: usize = 100;

/// The same for the feed of a single claim or party, of which a site may have thousands.
const LONGEST_OF_ONE: usize = 25;

/// A feed about to be written.
struct Told {
    title: String,
    subtitle: Option<String>,
    /// Its own path.
    path: String,
    /// The page that it belongs to.
    page: Route,
    entries: Vec<atom::Entry>,
}

/// Which feed.
#[derive(Debug, Clone, Copy)]
pub enum Feed {
    Timeline,
    TimelineAsJson,
    Corrections,
    Claim(Ref<Claim>),
    Party(Ref<Party>),
}

impl Renderer<'_> {
    /// Every feed with its path.
    pub fn feed_files(&self) -> Vec<(String, Feed)> {
        let mut files = vec![
            ("feed.xml".to_owned(), Feed::Timeline),
            ("feed.json".to_owned(), Feed::TimelineAsJson),
            ("corrections.xml".to_owned(), Feed::Corrections),
        ];
        let claims = self.site.published_claims();
        files.extend(claims.map(|(claim, row)| (Route::claim(&row.id).beside("feed.xml"), Feed::Claim(claim))));
        let parties = self.site.published_parties();
        files.extend(parties.map(|(party, row)| (Route::party(row).beside("feed.xml"), Feed::Party(party))));
        files
    }

    /// What a feed says.
    pub fn feed(&self, feed: Feed) -> String {
        let base = self.base();
        match feed {
            Feed::Timeline => self.atom(self.timeline_feed(base), base),
            Feed::TimelineAsJson => super::json(&self.json_feed(&self.plan.events, base)),
            Feed::Corrections => self.atom(self.corrections_feed(base), base),
            Feed::Claim(claim) => self.atom(self.claim_feed(claim, &self.site.claims[claim], base), base),
            Feed::Party(party) => self.atom(self.party_feed(party, &self.site.parties[party], base), base),
        }
    }

    fn timeline_feed(&self, base: &str) -> Told {
        let settings = &self.site.settings;
        Told {
            title: settings.title.clone(),
            subtitle: settings.description.clone(),
            path: "feed.xml".to_owned(),
            page: Route::front(),
            entries: self.atom_entries(&self.plan.events, LONGEST, base),
        }
    }

    fn corrections_feed(&self, base: &str) -> Told {
        let site = &self.site.settings.title;
        Told {
            title: self.fill("feed_title", &[("title", self.say("corrections")), ("site", site)]),
            subtitle: Some(self.say("corrections_intro").to_owned()),
            path: "corrections.xml".to_owned(),
            page: Route::top("corrections"),
            entries: self.correction_entries(base),
        }
    }

    fn claim_feed(&self, claim: Ref<Claim>, row: &Claim, base: &str) -> Told {
        let mut events: Vec<Ref<Event>> = self.site.life(claim).iter().map(|entry| entry.event()).collect();
        events.sort();
        events.dedup();
        let page = Route::claim(&row.id);
        Told {
            title: self.fill("feed_title", &[("title", &row.statement), ("site", &self.site.settings.title)]),
            subtitle: Some(self.wording().short(claim, crate::ledger::Whose::Everybody)),
            path: page.beside("feed.xml"),
            page,
            entries: self.atom_entries(&events, LONGEST_OF_ONE, base),
        }
    }

    fn party_feed(&self, party: Ref<Party>, row: &Party, base: &str) -> Told {
        let page = Route::party(row);
        Told {
            title: self.fill("feed_title", &[("title", &row.name), ("site", &self.site.settings.title)]),
            subtitle: row.role.clone(),
            path: page.beside("feed.xml"),
            page,
            entries: self.atom_entries(&self.site.backlinks.of_party[party.index()], LONGEST_OF_ONE, base),
        }
    }

    /// The feed as Atom.
    fn atom(&self, feed: Told, base: &str) -> String {
        let settings = &self.site.settings;
        let page = feed.page.absolute(base);
        let newest = feed.entries.iter().map(|entry| entry.updated).max();
        let mut links = vec![
            atom_link(&format!("{base}{}", crate::plan::encoded(&feed.path)), "self", Some("application/atom+xml")),
            atom_link(&page, "alternate", Some("text/html")),
        ];
        if let Some(license) = settings.license.as_ref().filter(|license| license.starts_with("https://")) {
            links.push(atom_link(license, "license", None));
        }
        let feed = atom::Feed {
            title: atom::Text::plain(one_line(&feed.title)),
            id: page,
            updated: newest.unwrap_or_else(|| fixed(self.changed.newest)),
            authors: vec![self.author()],
            generator: Some(atom::Generator {
                value: "Dateline".to_owned(),
                uri: None,
                version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            }),
            links,
            rights: settings.license.as_ref().map(|license| atom::Text::plain(one_line(license))),
            subtitle: feed.subtitle.map(|text| atom::Text::plain(one_line(&text))),
            entries: feed.entries,
            lang: Some(settings.language.clone()),
            ..atom::Feed::default()
        };
        let mut bytes = Vec::new();
        let config = atom::WriteConfig { write_document_declaration: true, indent_size: Some(1) };
        feed.write_with_config(&mut bytes, config).expect("writing to memory can't fail");
        let mut text = String::from_utf8(bytes).expect("only text was written");
        text.push('\n');
        text
    }

    /// Who answers for the site.
    fn author(&self) -> atom::Person {
        let settings = &self.site.settings;
        match &settings.publisher {
            None => atom::Person { name: one_line(&settings.title), ..atom::Person::default() },
            Some(publisher) => {
                let contact = publisher.contact.clone();
                let (uri, email) = match contact {
                    Some(contact) if contact.contains("://") => (Some(contact), None),
                    Some(contact) => (None, Some(contact.trim_start_matches("mailto:").to_owned())),
                    None => (None, None),
                };
                atom::Person { name: one_line(&publisher.name), email, uri, ..atom::Person::default() }
            }
        }
    }

    /// The events that changed last, newest change first.
    fn newest(&self, events: &[Ref<Event>], longest: usize) -> Vec<Ref<Event>> {
        let mut events = events.to_vec();
        events.sort_by_key(|event| Reverse((self.changed.changed(*event), self.changed.added(*event), *event)));
        events.truncate(longest);
        events
    }

    fn atom_entries(&self, events: &[Ref<Event>], longest: usize, base: &str) -> Vec<atom::Entry> {
        self.newest(events, longest).into_iter().map(|event| self.atom_entry(event, base)).collect()
    }

    fn atom_entry(&self, event: Ref<Event>, base: &str) -> atom::Entry {
        let row = &self.site.events[event];
        let page = Route::event(&row.id).absolute(base);
        let kind = &self.site.kinds[row.kind];
        let mut categories = vec![atom::Category {
            term: kind.id.as_str().to_owned(),
            scheme: None,
            label: Some(one_line(&kind.label)),
        }];
        let tag = |tag: &String| atom::Category { term: one_line(tag), scheme: None, label: None };
        categories.extend(row.tags.iter().map(tag));
        atom::Entry {
            title: atom::Text::plain(self.event_title(row)),
            id: page.clone(),
            updated: fixed(self.changed.changed(event)),
            published: Some(fixed(self.changed.added(event))),
            categories,
            links: vec![atom_link(&page, "alternate", Some("text/html"))],
            summary: Some(atom::Text::plain(self.entry_summary(row))),
            content: Some(html(self.entry_html(event, base))),
            ..atom::Entry::default()
        }
    }

    /// The summary after what must stand with it: programs show its beginning only.
    fn entry_summary(&self, row: &Event) -> String {
        let mut parts = self.lines_of_event(row);
        parts.push(row.summary.clone());
        one_line(&parts.join(" "))
    }

    /// Corrections and withdrawals, newest first.
    fn correction_entries(&self, base: &str) -> Vec<atom::Entry> {
        let mut entries = Vec::new();
        for row in self.site.events.rows().filter(|row| !row.draft) {
            let page = Route::event(&row.id).absolute(base);
            if let Some(withdrawal) = &row.withdrawn {
                let title = self.say("withdrawn_event");
                let content = format!("<p>{}</p>\n<p>{}</p>", link(&page, title), escaped(&withdrawal.reason));
                entries.push(correction(withdrawal.date, format!("{page}#withdrawn"), title, &page, content));
                continue;
            }
            let mut of_day: Vec<NaiveDate> = Vec::new();
            for one in &row.corrections {
                let number = of_day.iter().filter(|day| **day == one.date).count() + 1;
                of_day.push(one.date);
                let number = if number == 1 { String::new() } else { format!("-{number}") };
                let title = self.fill("data_correction", &[("title", &self.event_title(row))]);
                let told: String =
                    self.told_by_event(row).into_iter().map(|notice| self.status_paragraph(&notice, base)).collect();
                let caveat = self.caveat(row).map_or_else(String::new, |text| format!("<p>{}</p>", escaped(&text)));
                let content =
                    format!("<p>{}</p>\n<p>{}</p>\n{told}{caveat}", escaped(&one.note), link(&page, &row.title),);
                entries.push(correction(
                    one.date,
                    format!("{page}#correction-{}{number}", one.date),
                    &title,
                    &page,
                    content,
                ));
            }
        }
        entries.sort_by(|a, b| b.updated.cmp(&a.updated).then_with(|| a.id.cmp(&b.id)));
        entries.truncate(LONGEST);
        entries
    }

    /// The timeline as JSON Feed 1.1: <https://www.jsonfeed.org/version/1.1/>.
    fn json_feed(&self, events: &[Ref<Event>], base: &str) -> Value {
        let settings = &self.site.settings;
        let item = |event: Ref<Event>| {
            let row = &self.site.events[event];
            let page = Route::event(&row.id).absolute(base);
            let mut tags = vec![one_line(&self.site.kinds[row.kind].label)];
            for tag in row.tags.iter().map(|tag| one_line(tag)) {
                // A tag may be called as its kind is; a feed names each once.
                if !tags.contains(&tag) {
                    tags.push(tag);
                }
            }
            let mut item = json!({
                "id": page,
                "url": page,
                "title": self.event_title(row),
                "summary": self.entry_summary(row),
                "content_html": self.entry_html(event, base),
                "date_published": moment(self.changed.added(event)),
                "date_modified": moment(self.changed.changed(event)),
                "tags": tags,
                "language": settings.language,
                "_dateline": {
                    "about": format!("{base}timeline.schema.json"),
                    "happened": row.date.as_str(),
                    "data": format!("{base}{}", Route::event(&row.id).beside("index.json")),
                },
            });
            if let Some(image) = self.card_of(event) {
                item["image"] = format!("{base}{image}").into();
            }
            item
        };
        let author = self.author();
        let mut feed = json!({
            "version": "https://jsonfeed.org/version/1.1",
            "title": one_line(&settings.title),
            "home_page_url": base,
            "feed_url": format!("{base}feed.json"),
            "language": settings.language,
            "authors": [{"name": author.name}],
        });
        if let Some(url) = author.uri.or_else(|| author.email.map(|mail| format!("mailto:{mail}"))) {
            feed["authors"][0]["url"] = url.into();
        }
        if let Some(description) = &settings.description {
            feed["description"] = one_line(description).into();
        }
        feed["items"] = self.newest(events, LONGEST).into_iter().map(item).collect();
        feed
    }
}

fn correction(day: NaiveDate, id: String, title: &str, page: &str, content: String) -> atom::Entry {
    atom::Entry {
        title: atom::Text::plain(one_line(title)),
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
