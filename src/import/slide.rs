//! A slide of TimelineJS, which its JSON and its spreadsheet both describe, as an event.

use super::content::{ImportBuilder, shorten};
use super::day::{DateParts, Years, span};
use super::front_matter::FrontMatter;
use super::html::{addresses, escaped, markdown, plain};
use super::{ImportRequest, Imported};
use crate::model::{EventDate, Id};
use crate::parse::address;

/// A slide. Texts may hold HTML.
#[derive(Debug, Default, Clone)]
pub struct Slide {
    /// What messages call it: `event 3`.
    pub place: String,
    pub headline: String,
    pub text: String,
    pub start: DateParts,
    pub end: DateParts,
    /// What was shown in place of the date.
    pub display_date: String,
    pub media: SlideMedia,
    pub group: String,
    pub id: String,
    /// Fields that only change how the slide looks, and those nobody knows, with their values.
    pub rest: Vec<(String, String)>,
}

/// What stands beside a slide's text.
#[derive(Debug, Default, Clone)]
pub struct SlideMedia {
    /// An address, or HTML.
    pub url: String,
    pub caption: String,
    pub credit: String,
    pub alt: String,
    pub title: String,
    pub link: String,
}

impl SlideMedia {
    /// Everything that it says, each with its name.
    fn fields(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let all = [
            ("media", &self.url),
            ("caption", &self.caption),
            ("credit", &self.credit),
            ("alt", &self.alt),
            ("title of the media", &self.title),
            ("link of the media", &self.link),
        ];
        all.into_iter().map(|(name, text)| (name, text.trim())).filter(|(_, text)| !text.is_empty())
    }

    /// Tells all of it but the named fields as lost.
    fn lose(&self, place: &str, except: &[&str], why: &str, content: &mut ImportBuilder) {
        for (name, text) in self.fields().filter(|(name, _)| !except.contains(name)) {
            content.lose(place, format!("{name}: {text}"), why);
        }
    }
}

/// A whole TimelineJS timeline.
#[derive(Debug, Default)]
pub struct Slides {
    pub title: Option<Slide>,
    pub events: Vec<Slide>,
    pub eras: Vec<Slide>,
    /// Fields of the timeline itself.
    pub rest: Vec<(String, String)>,
}

/// Ends of addresses that are pictures or sounds, not works that one can read.
const PICTURES: &[&str] =
    &["jpg", "jpeg", "png", "gif", "webp", "svg", "bmp", "tif", "tiff", "avif", "mp3", "wav", "m4a"];
/// Hosts of videos.
const VIDEOS: &[&str] = &["youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "wistia.com", "m.youtube.com"];

impl Slides {
    /// The slides as content.
    pub fn import(self, request: &ImportRequest) -> Imported {
        let mut content = ImportBuilder::new(request);
        for (field, value) in &self.rest {
            content.lose("timeline", format!("{field}: {value}"), why_left_out(field));
        }
        self.title_slide(&mut content);
        for era in &self.eras {
            let date = era.start.edtf(Years::BeforeChrist).unwrap_or_else(|_| era.start.shown());
            let what = format!("{} ({date} to {})", plain(&era.headline), era.end.shown());
            era.lose(&what, "an era is a stretch of the background and no event: nothing here shows one", &mut content);
        }
        let mut has_years_before_christ = false;
        for slide in self.events {
            has_years_before_christ |= slide.start.year.trim().starts_with('-');
            slide.event(&mut content);
        }
        if has_years_before_christ {
            content
                .note("years before 1 were taken as TimelineJS shows them: its -43 is 43 BCE, which EDTF writes -0042");
        }
        content.finish()
    }

    fn title_slide(&self, content: &mut ImportBuilder) {
        let empty = Slide::default();
        let slide = self.title.as_ref().unwrap_or(&empty);
        let title = content.plain(&slide.place, "title", &slide.headline);
        let text = content.plain(&slide.place, "description", &slide.text);
        let kind = content.request.kind;
        let mut label = kind.replace('-', " ");
        if let Some(first) = label.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        content.settings(&title, &text, &[(kind.to_owned(), label)]);
        if self.title.is_none() {
            return;
        }
        if content.request.existing.has_settings {
            let why = "the site has a title and a description already, in content/site.yaml";
            content.lose(&slide.place, format!("{title}: {text}"), why);
        }
        slide.media.lose(&slide.place, &[], "the front page shows no picture", content);
        let beside = [
            ("date", slide.start.shown()),
            ("end date", slide.end.shown()),
            ("display date", slide.display_date.clone()),
            ("group", slide.group.clone()),
            ("id", slide.id.clone()),
        ];
        for (name, text) in beside.iter().filter(|(_, text)| !text.trim().is_empty()) {
            content.lose(&slide.place, format!("{name}: {text}"), "a site's title has none");
        }
        slide.lose_rest(&slide.place, content);
    }
}

/// Why a field that nothing here is made from was left out.
fn why_left_out(field: &str) -> &'static str {
    match field {
        "background" | "classname" | "asset.thumbnail" | "autolink" | "type" | "layout" | "media.thumb"
        | "media.thumbnail" | "media thumbnail" | "media.link_target" | "scale" => {
            "it changes only how TimelineJS shows it"
        }
        field if field.ends_with(".millisecond") => "times here are as fine as seconds",
        field if field.ends_with(".format") => "dates are shown in the words of the site's language",
        _ => "nothing here is made from a field of this name",
    }
}

impl Slide {
    /// Tells all of it as lost.
    fn lose(&self, what: &str, why: &str, content: &mut ImportBuilder) {
        content.lose(&self.place, what, why);
        for (name, text) in
            [("text", &self.text), ("display date", &self.display_date), ("group", &self.group), ("id", &self.id)]
        {
            if !text.trim().is_empty() {
                content.lose(&self.place, format!("{name}: {text}"), why);
            }
        }
        self.media.lose(&self.place, &[], why, content);
        self.lose_rest(&self.place, content);
    }

    fn lose_rest(&self, place: &str, content: &mut ImportBuilder) {
        for (field, value) in &self.rest {
            content.lose(place, format!("{field}: {value}"), why_left_out(field));
        }
    }

    fn event(self, content: &mut ImportBuilder) {
        let text = markdown(&self.text);
        let headline = content.plain(&self.place, "title", &self.headline);
        let place = match headline.as_str() {
            "" => self.place.clone(),
            _ => format!("{}, “{}”", self.place, shorten(&headline)),
        };
        let Some(date) = self.date(&place, content) else { return };
        let title = match headline.is_empty() {
            false => headline,
            true => plain(&self.text).split_inclusive(". ").next().unwrap_or_default().trim().to_owned(),
        };
        if title.is_empty() {
            let why = "it has neither a headline nor a text, and an event needs a title; nothing was imported of it";
            self.lose(&format!("the event of {date}"), why, content);
            return;
        }
        for tag in &text.lost {
            content.lose(&place, tag, "Markdown has nothing like it, and no scripts or frames are shown");
        }
        self.lose_rest(&place, content);
        let year = EventDate::parse(&date).ok().and_then(|date| date.year());
        let id = self.event_id(&title, &date, content);
        let mut front = FrontMatter::default();
        front.text("title", &title).text("date", &date);
        if let Some(time) = self.time(&date, &place, content) {
            front.text("time", &time);
        }
        front.text("kind", content.request.kind);
        let group = content.plain(&place, "tag", &self.group);
        front.list("tags", (!group.is_empty()).then_some(group));
        let source = self.source(&place, content);
        front.list("sources", source.clone());
        let mut body = text.markdown;
        if let Some(quotation) = self.quotation() {
            body = if body.is_empty() { quotation } else { format!("{body}\n\n{quotation}") };
        }
        content.add_event(&id, year, front, &body, source.is_some());
    }

    /// The date as EDTF; without one there is no event, and the reason is reported.
    fn date(&self, place: &str, content: &mut ImportBuilder) -> Option<String> {
        if self.start.is_empty() {
            let shown = self.rest.iter().find(|(field, _)| field == "start_date" || field == "not an object");
            let what = shown.map_or_else(|| "the whole event".to_owned(), |(field, value)| format!("{field}: {value}"));
            content.lose(place, what, "it has no date; nothing was imported of it: give it one and import it again");
            return None;
        }
        let not_mended = "; nothing was imported of it: correct the date and import it again";
        let start = match self.start.edtf(Years::BeforeChrist) {
            Ok(start) => start,
            Err(why) => {
                content.lose(place, format!("start date {}", self.start.shown()), format!("{why}{not_mended}"));
                return None;
            }
        };
        let whole = match self.end.is_empty() {
            true => Ok(start.clone()),
            false => self.end.edtf(Years::BeforeChrist).and_then(|end| span(&start, &end)),
        };
        match whole {
            Ok(date) => {
                let shown = plain(&self.display_date);
                if !shown.is_empty() {
                    let why =
                        format!("dates are shown from their EDTF, which is `{date}`: change that if this says more");
                    content.lose(place, format!("display date “{shown}”"), why);
                }
                Some(date)
            }
            Err(why) => {
                let what = format!("from {} to {}", self.start.shown(), self.end.shown());
                content.lose(place, what, format!("{why}{not_mended}"));
                None
            }
        }
    }

    fn time(&self, date: &str, place: &str, content: &mut ImportBuilder) -> Option<String> {
        if let Some(time) = self.end.time() {
            let what = time.unwrap_or_else(|why| why);
            content.lose(place, format!("end time {what}"), "an event has one time, that of its beginning");
        }
        match self.start.time()? {
            Ok(time) if EventDate::parse(date).is_ok_and(|date| date.full_day().is_some()) => Some(time),
            Ok(time) => {
                content.lose(place, format!("time {time}"), "a time needs one full day as its date");
                None
            }
            Err(why) => {
                content.lose(place, "the time", why);
                None
            }
        }
    }

    fn event_id(&self, title: &str, date: &str, content: &mut ImportBuilder) -> String {
        let day: String = date.split('/').next().unwrap_or_default().trim_start_matches('-').to_lowercase();
        let words = Id::suggestion(title);
        let words: Vec<&str> = words.split('-').take(6).collect();
        content.own_id("events", &self.id, &format!("{day}-{}", words.join("-")))
    }

    /// The source that the slide's media is: what has an address and can be read or watched.
    fn source(&self, place: &str, content: &mut ImportBuilder) -> Option<String> {
        let media = &self.media;
        let address = media.url.trim();
        if address.is_empty() {
            media.lose(place, &[], "it belongs to no media", content);
            return None;
        }
        if address.starts_with('<') {
            if self.quotation().is_none() {
                media.lose(place, &[], "no frames of other sites are shown", content);
            } else {
                for address in addresses(address) {
                    content.lose(place, format!("link to {address} in the quotation"), "only its words were taken");
                }
                media.lose(place, &["media"], "a quotation has none here", content);
            }
            return None;
        }
        let Ok(address) = address::web(address) else {
            media.lose(place, &[], "it is no address on the web", content);
            return None;
        };
        let path = address.split(['?', '#']).next().unwrap_or_default().to_lowercase();
        if path.rsplit_once('.').is_some_and(|(_, end)| PICTURES.contains(&end)) {
            let why = "pictures lie beside the event: download it, check its licence, and list it under `media`";
            media.lose(place, &[], why, content);
            return None;
        }
        media.lose(place, &["media", "caption", "credit", "title of the media"], "a source has no such field", content);
        let host = address::host(&address);
        let title = content.plain(place, "title", &media.title);
        let caption = content.plain(place, "title", &media.caption);
        let credit = content.plain(place, "outlet", &media.credit);
        let name = match (title.is_empty(), caption.is_empty()) {
            (true, _) => caption,
            (false, true) => title,
            (false, false) => {
                content.lose(
                    place,
                    format!("caption: {caption}"),
                    "a source has one title, which is that of the media",
                );
                title
            }
        };
        let stand_in = address.split("://").last().unwrap_or(&address);
        let wanted = match name.as_str() {
            "" => stand_in,
            name => name,
        };
        let wanted = format!("{}-{}", host.split('.').next().unwrap_or(&host), cut_words(wanted, 6));
        let mut front = FrontMatter::default();
        if !content.has_source(&address) {
            if name.is_empty() {
                let why = "it is not in the file: the address stands in; write the real one into the source";
                content.lose(place, format!("the title of {address}"), why);
            }
            front.text("title", if name.is_empty() { stand_in } else { &name });
            front.text("outlet", if credit.is_empty() { &host } else { &credit });
        } else {
            front.text("title", &name).text("outlet", &credit);
        }
        front.text("type", if VIDEOS.contains(&host.as_str()) { "video" } else { "other" });
        Some(content.source(place, &address, &wanted, front))
    }

    /// A quotation that stands where others have a picture.
    fn quotation(&self) -> Option<String> {
        let html = self.media.url.trim();
        html.to_lowercase().starts_with("<blockquote").then(|| {
            let text = plain(html);
            format!("> {}", escaped(&text))
        })
    }
}

fn cut_words(text: &str, count: usize) -> String {
    Id::suggestion(text).split('-').take(count).collect::<Vec<_>>().join("-")
}
