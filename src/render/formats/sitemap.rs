//! `sitemap.xml`: which pages search engines should read, and when what they say last changed. The one door to the
//! XML writer.

use crate::model::Ref;
use crate::plan::{Page, Planned};
use crate::render::change_dates;
use crate::render::context::Context;
use crate::render::link_base::LinkBase;
use chrono::NaiveDate;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

/// So many addresses a sitemap may hold; a larger site has an index of several.
const MOST: usize = 50_000;
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// Which sitemap.
#[derive(Debug, Clone, Copy)]
pub enum Sitemap {
    /// The addresses of the part with this number, from 0.
    Part(usize),
    /// Of so many parts.
    Index(usize),
}

/// The file of a part.
fn part_name(number: usize) -> String {
    format!("sitemap-{}.xml", number + 1)
}

/// The sitemap, or the index and its parts, each with its path.
pub fn files(cx: &Context<'_>) -> Vec<(String, Sitemap)> {
    let pages = &cx.plan.pages;
    let languages = cx.edition.all.len();
    let indexed = || pages.iter().filter(|planned| changed(cx, planned).is_some()).count() * languages;
    let parts = if pages.len() * languages <= MOST { 1 } else { indexed().div_ceil(MOST) };
    if parts <= 1 {
        return vec![("sitemap.xml".to_owned(), Sitemap::Part(0))];
    }
    let mut files: Vec<_> = (0..parts).map(|number| (part_name(number), Sitemap::Part(number))).collect();
    files.push(("sitemap.xml".to_owned(), Sitemap::Index(parts)));
    files
}

/// What a sitemap says; `address` is the site's.
pub fn text(cx: &Context<'_>, sitemap: Sitemap, address: &str) -> String {
    let base = LinkBase::Absolute(address);
    match sitemap {
        Sitemap::Part(number) => part(cx, number, base),
        Sitemap::Index(parts) => index(cx, parts, base),
    }
}

fn part(cx: &Context<'_>, number: usize, base: LinkBase<'_>) -> String {
    let root = base.file("");
    // The pages are the same in each language.
    let indexed = cx.edition.all.iter().flat_map(|language| {
        let home = format!("{root}{}", language.folder);
        let of_page = move |page: &Planned| Some((LinkBase::Absolute(&home).page(&page.route), changed(cx, page)?));
        cx.plan.pages.iter().filter_map(of_page)
    });
    document("urlset", "url", indexed.skip(number * MOST).take(MOST))
}

fn index(cx: &Context<'_>, parts: usize, base: LinkBase<'_>) -> String {
    let of_one = || cx.plan.pages.iter().filter_map(|page| changed(cx, page));
    let days: Vec<Option<NaiveDate>> = cx.edition.all.iter().flat_map(|_| of_one()).collect();
    let part = |number: usize| {
        let days = days.iter().skip(number * MOST).take(MOST);
        (base.file(&part_name(number)), days.filter_map(|day| *day).max())
    };
    document("sitemapindex", "sitemap", (0..parts).map(part))
}

/// When the page last changed; none for pages that search engines are asked to leave out.
fn changed(cx: &Context<'_>, planned: &Planned) -> Option<Option<NaiveDate>> {
    let site = cx.site;
    let of = |events: &[Ref<crate::model::Event>]| events.iter().map(|event| cx.dates.changed(*event)).max();
    Some(match planned.page {
        Page::Event(event) if site.events[event].is_published() => Some(cx.dates.changed(event)),
        // Drafts and notices, pages inside other pages, and those that lead on or to nothing.
        Page::Event(_) | Page::EventEmbed(_) | Page::Embed | Page::Alias(_) | Page::NotFound | Page::Search => {
            return None;
        }
        Page::Party(party, _) if site.parties[party].noindex => return None,
        Page::Front | Page::All | Page::Corrections => Some(cx.dates.newest),
        Page::Sources(_) | Page::Claims | Page::People(_) | Page::Organizations(_) | Page::Places(_) => {
            Some(cx.dates.newest)
        }
        Page::Kinds | Page::Tags(_) => Some(cx.dates.newest),
        Page::Year(year, _) => of(&cx.plan.years[year].events),
        Page::Source(source, _) => {
            of(&site.backlinks.of_source[source.index()]).max(change_dates::of_source(&site.sources[source]))
        }
        Page::Claim(claim) => change_dates::of_claim(site, claim),
        Page::Party(party, _) => of(&site.backlinks.of_party[party.index()]),
        Page::Place(place, _) => of(&site.backlinks.of_place[place.index()]),
        Page::Kind(kind, _) => of(&site.backlinks.of_kind[kind.index()]),
        Page::Tag(tag, _) => of(&site.backlinks.tags[tag].events),
        Page::Free(_) => None,
    })
}

fn document(root: &str, item: &str, addresses: impl Iterator<Item = (String, Option<NaiveDate>)>) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).and_then(|()| {
        writer.create_element(root).with_attribute(("xmlns", NAMESPACE)).write_inner_content(|writer| {
            for (address, changed) in addresses {
                writer.create_element(item).write_inner_content(|writer| {
                    writer.create_element("loc").write_text_content(BytesText::new(&address))?;
                    if let Some(day) = changed {
                        writer.create_element("lastmod").write_text_content(BytesText::new(&day.to_string()))?;
                    }
                    Ok(())
                })?;
            }
            Ok(())
        })
    });
    written.expect("writing to memory can't fail");
    let mut text = String::from_utf8(writer.into_inner()).expect("only text was written");
    text.push('\n');
    text
}
