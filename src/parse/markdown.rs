//! The one door to Markdown: CommonMark with tables, footnotes, strikethrough and smart punctuation.
//!
//! What comes out is [`Prose`]: markup that can be trusted (raw HTML is a diagnostic and is left out; links lead to
//! http, https, mailto and to our own things only) with holes where citations, links by id and pictures stand.

use super::address;
use super::citation;
use super::event::CitationFile;
use super::report::Report;
use super::sentences::{self, Paragraph};
use super::shapes::Space;
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::{Html, Piece, Prose};
use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd, html};
use std::collections::BTreeMap;
use std::ops::Range;

/// A link by id that nobody has followed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkFile {
    pub space: Space,
    pub id: Spanned<String>,
}

/// A parsed body.
#[derive(Debug, Clone, Default)]
pub struct BodyFile {
    pub prose: Prose<CitationFile, LinkFile>,
    /// Where sentences stand that have no citation.
    pub uncited: Vec<Span>,
    /// The pictures it shows, by the name written, with where they stand.
    pub pictures: Vec<Spanned<String>>,
}

/// The schemes of links by id.
const SCHEMES: &[(&str, Space)] = &[
    ("event", Space::Event),
    ("source", Space::Source),
    ("claim", Space::Claim),
    ("person", Space::Person),
    ("organization", Space::Organization),
    ("place", Space::Place),
    ("page", Space::Page),
];

/// What the broken-link callback gives a citation as its address: nothing that a file can hold.
const CITATION: &str = "\u{1}";

/// Reads the Markdown `text`, which begins at byte `offset` of its file. `scope` is the file's id: it keeps footnotes
/// of several bodies on one page apart.
pub fn read(text: &str, offset: usize, scope: &str, report: &mut Report) -> BodyFile {
    if text.trim().is_empty() {
        return BodyFile::default();
    }
    // NUL marks the holes below. `read` refuses it in files; a space keeps every position where it was.
    let text = &*text.replace('\0', " ");
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SMART_PUNCTUATION;
    let callback = |link: BrokenLink| {
        citation::is_group(&link.reference).then_some((CowStr::Borrowed(CITATION), CowStr::Borrowed("")))
    };
    let mut reader = Reader::new(text, offset, scope, report);
    for (event, range) in Parser::new_with_broken_link_callback(text, options, Some(callback)).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish()
}

/// Goes through the parser's events once, keeping those that are plain markup and putting holes in place of the rest.
struct Reader<'a> {
    text: &'a str,
    offset: usize,
    scope: &'a str,
    report: &'a mut Report,
    events: Vec<Event<'a>>,
    holes: Vec<Piece<CitationFile, LinkFile>>,
    body: BodyFile,
    plain: String,
    paragraph: Paragraph,
    open: Vec<Open>,
    footnotes: BTreeMap<String, Footnote>,
    in_footnote: usize,
}

/// A link or picture whose end has not come yet.
enum Open {
    /// Its end is dropped with it: the text alone stays.
    Unwrapped,
    /// An ordinary link.
    Kept,
    ById(LinkFile),
    /// What stands between is not text but the citation itself; or the text before a citation is kept.
    Citation {
        group: Vec<CitationFile>,
        keeps_text: bool,
    },
    Picture {
        destination: String,
        at: Span,
        /// Where the destination stands.
        written: Span,
        alt: String,
    },
}

#[derive(Default)]
struct Footnote {
    number: usize,
    references: usize,
    /// Which event opens it, once it has come.
    opened: Option<usize>,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, offset: usize, scope: &'a str, report: &'a mut Report) -> Self {
        Self {
            text,
            offset,
            scope,
            report,
            events: Vec::new(),
            holes: Vec::new(),
            body: BodyFile::default(),
            plain: String::new(),
            paragraph: Paragraph::default(),
            open: Vec::new(),
            footnotes: BTreeMap::new(),
            in_footnote: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let at = self.in_file(&range);
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.start_link(link_type, &dest_url, &title, &range);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.end_link(),
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                if &*dest_url == CITATION && is_unknown_reference(link_type) {
                    self.open.push(Open::Unwrapped);
                } else {
                    let written = self.written(&dest_url, &range);
                    self.open.push(Open::Picture {
                        destination: dest_url.into_string(),
                        at,
                        written,
                        alt: String::new(),
                    });
                }
            }
            Event::Start(Tag::HtmlBlock) => self.raw_html(at, &range),
            Event::InlineHtml(html) if html.starts_with("</") => {}
            Event::InlineHtml(_) => self.raw_html(at, &range),
            Event::Html(_) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Heading { level, .. }) => self.hole(Piece::HeadingStart(level as u8)),
            Event::End(TagEnd::Heading(level)) => {
                self.hole(Piece::HeadingEnd(level as u8));
                self.end_block(false);
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.in_footnote += 1;
                self.open_footnote(name.into_string());
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.in_footnote -= 1;
                self.markup("</div>\n".to_owned());
            }
            Event::Text(words) => {
                self.words(&words, &range);
                self.push(Event::Text(words.into_string().into()));
            }
            Event::Code(words) => {
                self.words(&words, &range);
                self.push(Event::Code(words.into_string().into()));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.words(" ", &range);
                self.push(if event == Event::SoftBreak { Event::SoftBreak } else { Event::HardBreak });
            }
            Event::End(tag @ (TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock)) => {
                self.end_block(matches!(tag, TagEnd::Paragraph | TagEnd::Item));
                self.push(Event::End(tag));
            }
            Event::Start(Tag::List(_)) => {
                self.end_block(true);
                self.push(event.into_static());
            }
            other => self.push(other.into_static()),
        }
    }

    fn start_link(&mut self, link_type: LinkType, destination: &str, title: &str, range: &Range<usize>) {
        if destination == CITATION && is_unknown_reference(link_type) {
            return self.start_citation(link_type, range);
        }
        // The parser finds a mail address in the text of a link, and HTML has no links in links.
        if self.is_in_link() {
            self.open.push(Open::Unwrapped);
            return;
        }
        let by_id = destination
            .split_once(':')
            .and_then(|(scheme, id)| SCHEMES.iter().find(|(name, _)| *name == scheme).map(|(_, space)| (*space, id)));
        if let Some((space, id)) = by_id {
            let target = self.written(destination, range);
            let id_at = Span::new(target.end.saturating_sub(id.len()).max(target.start), target.end);
            let link = LinkFile { space, id: Spanned::new(id.trim().to_owned(), id_at) };
            if matches!(space, Space::Event | Space::Source | Space::Claim) {
                self.paragraph.support();
            }
            self.hole(Piece::LinkStart(link.clone()));
            self.open.push(Open::ById(link));
            return;
        }
        let address =
            if link_type == LinkType::Email { format!("mailto:{destination}") } else { destination.to_owned() };
        match address::web_or_mail(&address) {
            Ok(_) => {
                self.push(Event::Start(Tag::Link {
                    link_type,
                    dest_url: destination.to_owned().into(),
                    title: title.to_owned().into(),
                    id: "".into(),
                }));
                self.open.push(Open::Kept);
            }
            Err(problem) => {
                let at = self.written(destination, range);
                self.report.add(Code::InvalidUrl, at, problem.message, problem.help);
                self.open.push(Open::Unwrapped);
            }
        }
    }

    /// Where the address of a link or picture is written; the whole of it, where its address stands elsewhere.
    fn written(&self, destination: &str, range: &Range<usize>) -> Span {
        match self.text[range.clone()].rfind(destination) {
            Some(found) if !destination.is_empty() => {
                let start = self.offset + range.start + found;
                Span::new(start, start + destination.len())
            }
            _ => self.in_file(range),
        }
    }

    fn start_citation(&mut self, link_type: LinkType, range: &Range<usize>) {
        let keeps_text = link_type == LinkType::ReferenceUnknown;
        let written = &self.text[range.clone()];
        // `[text][@a]`: the citation is what the last brackets hold.
        let (start, inside) = match (keeps_text, written.rfind('[')) {
            (true, Some(open)) => (open + 1, &written[open + 1..]),
            _ => (1, written.get(1..).unwrap_or_default()),
        };
        let inside = inside.trim_end_matches("[]").trim_end_matches(']');
        // A group may run over lines; a line break is one byte, and so is a space.
        let inside = inside.replace(['\n', '\r'], " ");
        let group = citation::group(&inside, self.offset + range.start + start).unwrap_or_else(|(message, at)| {
            let help = "write `[@id]`, `[@id, p. 3]`, `[@id, \"exact words\"]`, or several with `;` between them";
            self.report.add(Code::InvalidCitation, at, message, help);
            Vec::new()
        });
        self.open.push(Open::Citation { group, keeps_text });
    }

    fn end_link(&mut self) {
        match self.open.pop() {
            Some(Open::Kept) => self.push(Event::End(TagEnd::Link)),
            Some(Open::ById(link)) => self.hole(Piece::LinkEnd(link)),
            Some(Open::Citation { group, .. }) => {
                // A citation that can't be read was meant to support its sentence all the same.
                self.paragraph.support();
                if !group.is_empty() {
                    // The space before a citation belongs to it: "It was so [@a]." reads "It was so."
                    self.plain.truncate(self.plain.trim_end_matches(' ').len());
                    self.hole(Piece::Citations(group));
                }
            }
            Some(Open::Picture { destination, at, written, alt }) => self.picture(&destination, at, written, alt),
            Some(Open::Unwrapped) | None => {}
        }
    }

    /// A picture beside the file is shown; one on another host would tell that host who reads, so it becomes a link.
    fn picture(&mut self, destination: &str, at: Span, written: Span, alt: String) {
        if alt.trim().is_empty() {
            let help = "write between the brackets what it shows: `![The letter of resignation](letter.jpg)`";
            self.report.add(Code::MissingAlt, at, "this picture has no text for who can't see it", help);
        }
        if !destination.contains(':') && !destination.starts_with(['/', '#']) && !destination.contains("..") {
            let file = percent_encoding::percent_decode_str(destination).decode_utf8_lossy().into_owned();
            self.body.pictures.push(Spanned::new(file.clone(), written));
            self.hole(Piece::Picture { file, alt });
            return;
        }
        match address::web(destination) {
            Ok(address) => {
                let (href, label) = (Html::escaped(&address), Html::escaped(&alt));
                self.markup(match self.is_in_link() {
                    true => label.into_string(),
                    false => format!("<a href=\"{}\">{}</a>", href.as_str(), label.as_str()),
                });
            }
            Err(problem) => {
                let help = "put the picture beside this file and write its name, or link to its page";
                self.report.add(Code::InvalidUrl, written, problem.message, help);
            }
        }
    }

    fn raw_html(&mut self, at: Span, range: &Range<usize>) {
        let written = self.text[range.clone()].trim();
        let first = written.lines().next().unwrap_or_default();
        let span = Span::new(at.start, at.start + first.len());
        let help = "write it in Markdown; a `<` that should be read stands as `\\<`";
        self.report.add(Code::RawHtml, span, "HTML is not rendered", help);
    }

    fn footnote(&mut self, name: &str) -> &mut Footnote {
        let number = self.footnotes.len() + 1;
        self.footnotes.entry(name.to_owned()).or_insert(Footnote { number, ..Footnote::default() })
    }

    /// Opens a footnote. A second one of the same name is one that nothing refers to.
    fn open_footnote(&mut self, mut name: String) {
        if self.footnote(&name).opened.is_some() {
            name = format!("{name}\0{}", self.footnotes.len());
        }
        let opened = self.events.len();
        let footnote = self.footnote(&name);
        footnote.opened = Some(opened);
        let footnote_number = footnote.number;
        let number = format!("<span class=\"footnote-number\">{footnote_number}</span>");
        self.markup(opening_of(self.scope, footnote_number) + &number);
    }

    /// Where something refers to a footnote, its number leads back there: known only when everything has been read.
    fn link_footnotes_back(&mut self) {
        let scope = self.scope;
        for footnote in self.footnotes.values().filter(|footnote| footnote.references > 0) {
            let number = footnote.number;
            let back = format!(
                "<a class=\"footnote-number\" href=\"#{scope}-note-{number}-1\" role=\"doc-backlink\">{number}</a>"
            );
            if let Some(event) = footnote.opened.and_then(|opened| self.events.get_mut(opened)) {
                *event = Event::InlineHtml((opening_of(scope, number) + &back).into());
            }
        }
    }

    fn footnote_reference(&mut self, name: &str) {
        // In a picture's text nothing leads anywhere, and in a link's only the link.
        if self.is_hidden() || self.is_in_link() {
            return;
        }
        let scope = self.scope;
        let footnote = self.footnote(name);
        footnote.references += 1;
        let (number, nth) = (footnote.number, footnote.references);
        self.markup(format!(
            "<sup class=\"footnote-reference\"><a href=\"#{scope}-note-{number}\" id=\"{scope}-note-{number}-{nth}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
    }

    /// Words of the text, kept for search and summaries too. `range` is where they stand in the body.
    fn words(&mut self, words: &str, range: &Range<usize>) {
        if let Some(Open::Picture { alt, .. }) = self.open.last_mut() {
            alt.push_str(words);
            return;
        }
        if self.is_hidden() {
            return;
        }
        self.paragraph.push(words, self.in_file(range));
        self.plain.push_str(words);
    }

    fn end_block(&mut self, is_prose: bool) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if is_prose && self.in_footnote == 0 {
            self.body.uncited.extend(paragraph.uncited());
        }
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    /// Whether what comes now is the inside of a citation or a picture's text.
    fn is_hidden(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Citation { keeps_text: false, .. } | Open::Picture { .. }))
    }

    fn is_in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Kept | Open::ById(_)))
    }

    fn push(&mut self, event: Event<'a>) {
        if !self.is_hidden() {
            self.events.push(event);
        }
    }

    fn markup(&mut self, markup: String) {
        self.push(Event::InlineHtml(markup.into()));
    }

    fn hole(&mut self, piece: Piece<CitationFile, LinkFile>) {
        if !self.is_hidden() {
            self.events.push(Event::InlineHtml(format!("\0{}\0", self.holes.len()).into()));
            self.holes.push(piece);
        }
    }

    fn in_file(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    /// One rendering of all events, then cut at the holes: a table or list goes on across a citation in it.
    fn finish(mut self) -> BodyFile {
        self.link_footnotes_back();
        let mut markup = String::with_capacity(self.text.len() * 3 / 2);
        html::push_html(&mut markup, self.events.into_iter());
        let markup = without_styles(markup);
        let mut pieces = Vec::with_capacity(self.holes.len() * 2 + 1);
        let mut holes = self.holes.into_iter();
        for (index, part) in markup.split('\0').enumerate() {
            if index % 2 == 1 {
                pieces.extend(holes.next());
            } else if !part.is_empty() {
                pieces.push(Piece::Html(Html::trusted(part.to_owned())));
            }
        }
        let first_sentence = sentences::first(&self.plain);
        let at = Span::new(self.offset, self.offset + self.text.len());
        BodyFile { prose: Prose { pieces, text: self.plain, first_sentence, at }, ..self.body }
    }
}

fn opening_of(scope: &str, footnote: usize) -> String {
    format!("<div class=\"footnote\" id=\"{scope}-note-{footnote}\" role=\"doc-footnote\">")
}

fn is_unknown_reference(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown)
}

/// The markup with a class for the alignment of each cell: a page's policy forbids styles in it. No text holds `<`.
fn without_styles(mut markup: String) -> String {
    for cell in ["td", "th"] {
        for side in ["left", "center", "right"] {
            let styled = format!("<{cell} style=\"text-align: {side}\">");
            if markup.contains(&styled) {
                markup = markup.replace(&styled, &format!("<{cell} class=\"{side}\">"));
            }
        }
    }
    markup
}
