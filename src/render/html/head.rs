//! What a page's head says to other programs: how to show a link to it, and where its feeds and data are.

use super::templates::Markup;
use crate::model::{Event, EventOutput, Html};
use crate::plan::{Page, Planned, Route};
use crate::render::cards;
use crate::render::context::Context;
use crate::render::formats::json_ld;
use crate::render::link_base::LinkBase;
use crate::render::notices::{RequiredNotices, neutral_title};
use crate::words;
use serde::Serialize;
use std::borrow::Cow;

/// What a page's head says to other programs. All of it needs the site's own address.
#[derive(Debug, Clone, Default, Serialize)]
pub struct HeadView<'a> {
    /// What other sites show as the page's title, where that isn't the page's own: they cut it at any length.
    pub title: Option<Cow<'a, str>>,
    /// The picture that other sites show with a link to the page.
    pub image: Option<ImageView<'a>>,
    /// `article` or `website`.
    pub og_type: &'static str,
    /// The days on which an event was added here, and last changed where that is another.
    pub published: Option<String>,
    pub modified: Option<String>,
    /// Where the page's oEmbed answer is.
    pub oembed: Option<String>,
    /// Other forms of the page.
    pub alternates: Vec<AlternateView<'a>>,
    /// The whole `<script type="application/ld+json">`: data, which no browser runs.
    pub json_ld: Option<Markup>,
}

/// A card image.
#[derive(Debug, Clone, Serialize)]
pub struct ImageView<'a> {
    pub href: String,
    /// Whether it shows this page; else it is the site's, and other sites need know no more of it.
    pub is_own: bool,
    pub width: u32,
    pub height: u32,
    pub alt: Cow<'a, str>,
}

/// Another form of a page, or a feed.
#[derive(Debug, Clone, Serialize)]
pub struct AlternateView<'a> {
    pub kind: &'static str,
    pub title: Cow<'a, str>,
    pub href: String,
}

/// What the head of a page says.
pub fn head<'a>(cx: &Context<'a>, planned: &Planned) -> HeadView<'a> {
    let Some(address) = &cx.site.settings.base_url else { return HeadView::default() };
    let base = LinkBase::Absolute(address);
    let image = |path: &str, alt, is_own| {
        Some(ImageView { href: base.file(path), is_own, width: cards::WIDTH, height: cards::HEIGHT, alt })
    };
    let site_image = image(cards::OF_SITE, (&cx.site.settings.title).into(), planned.page == Page::Front);
    let mut head = HeadView { og_type: "website", image: site_image, ..HeadView::default() };
    match planned.page {
        Page::Event(event) if cx.site.events[event].withdrawn.is_none() => {
            let row = &cx.site.events[event];
            head.og_type = "article";
            head.title = Some(neutral_title(cx, row));
            let (added, changed) = (cx.dates.added(event), cx.dates.changed(event));
            head.published = Some(added.to_string());
            head.modified = (changed != added).then(|| changed.to_string());
            let file = |name: &str| base.file(&Route::event(&row.id).beside(name));
            let makes = |output| row.is_published() && cx.site.settings.makes(output);
            if makes(EventOutput::Embeds) {
                head.oembed = Some(file("oembed.json"));
            }
            if makes(EventOutput::Data) {
                head.alternates.push(AlternateView {
                    kind: "application/json",
                    title: cx.say("event_as_json").into(),
                    href: file("index.json"),
                });
            }
            if let Some(card) = cards::path_of(cx, event) {
                head.image = image(&card, card_alt(cx, row).into(), true);
            }
            head.json_ld = Some(json_ld::with_event(cx, event, address, |article| script(article)));
        }
        Page::Party(party, part) if part.number == 1 => {
            head.json_ld = json_ld::party(cx, party, address).map(|party| script(&party));
        }
        Page::Claim(claim) => head.json_ld = Some(script(&json_ld::claim(cx, claim, address))),
        Page::Corrections => head.alternates.push(AlternateView {
            kind: "application/atom+xml",
            title: cx.say("corrections").into(),
            href: base.file("corrections.xml"),
        }),
        Page::Front => {
            head.oembed = Some(base.file("oembed.json"));
            head.json_ld = Some(script(&json_ld::site(cx, address)));
        }
        _ => {}
    }
    head
}

/// What an event's card says, for who can't see it.
fn card_alt(cx: &Context<'_>, row: &Event) -> String {
    let told = RequiredNotices::of_event(cx, row).before(cx, &row.title);
    format!("{}. {told}", words::date::date(cx.words, &row.date))
}

/// Data as a script that no browser runs, with nothing in it that could end it.
fn script(value: &impl Serialize) -> Markup {
    let json = serde_json::to_string(value).expect("our data has texts for keys");
    let mut script = String::with_capacity(json.len() + 64);
    script.push_str("<script type=\"application/ld+json\">");
    let mut done = 0;
    for (at, byte) in json.bytes().enumerate() {
        let (reference, length) = match byte {
            b'<' => ("\\u003c", 1),
            b'>' => ("\\u003e", 1),
            b'&' => ("\\u0026", 1),
            0xE2 if json[at..].starts_with('\u{2028}') => ("\\u2028", 3),
            0xE2 if json[at..].starts_with('\u{2029}') => ("\\u2029", 3),
            _ => continue,
        };
        script.push_str(&json[done..at]);
        script.push_str(reference);
        done = at + length;
    }
    script.push_str(&json[done..]);
    script.push_str("</script>");
    Html::trusted(script).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_data_ends_its_script() {
        let value = serde_json::json!({"name": "</script><!-- & \u{2028}\u{2029} \"quoted\""});
        let markup = script(&value);
        let json = markup.as_str().strip_prefix("<script type=\"application/ld+json\">").expect("it begins so");
        let json = json.strip_suffix("</script>").expect("it ends so");
        assert!(!json.contains(['<', '>', '&', '\u{2028}']), "{json}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(json).expect("JSON"), value);
    }
}
