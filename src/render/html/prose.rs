//! Bodies as markup: their holes filled with numbers, links and pictures.

use super::context::PageContext;
use super::fragments::source_entries;
use super::links;
use super::media::credit;
use super::source::{CitationView, citation, foreign_language};
use super::templates::Markup;
use crate::error::Error;
use crate::model::{Body, CitedSource, Event, Html, InText, Link, Piece};
use crate::plan::Route;
use crate::render::link_base::{LinkBase, shared};
use crate::render::markup;
use crate::render::notices;
use crate::render::source_names::source_label;
use crate::words::Direction;
use serde::Serialize;
use std::fmt::Write as _;

/// A body, and beneath it the sources that it cites.
#[derive(Debug)]
pub struct BodyView {
    /// Nothing where there is nothing to read.
    pub markup: Markup,
    /// Each finished.
    pub sources: Vec<Markup>,
}

/// A citation beside the text: on wide screens a side note, on narrow ones beneath its block.
#[derive(Debug, Serialize)]
struct NoteView<'a> {
    number: usize,
    href: String,
    label: &'a str,
    /// The language of the source, where it isn't the page's.
    lang: Option<&'a str>,
    citation: CitationView<'a>,
    /// That its entry warns of it, or tells what its publisher has at stake. The words stand there: beside a
    /// paragraph they would tear the text apart.
    has_warning: bool,
    has_stake: bool,
}

#[derive(Debug, Serialize)]
struct NotesView<'a> {
    notes: Vec<NoteView<'a>>,
}

/// A body as it stands beneath the page's main heading; `event` is whose pictures it may show.
///
/// # Errors
///
/// Where a template fails.
pub fn body(
    cx: &PageContext<'_>,
    body: &Body,
    sources: &[CitedSource],
    event: Option<&Event>,
) -> Result<BodyView, Error> {
    let mut writer = ProseWriter {
        cx,
        sources,
        event,
        markup: String::new(),
        cited_at: vec![Vec::new(); sources.len()],
        blocks: 0,
        count: 0,
        pending: Vec::new(),
        is_noted: vec![false; sources.len()],
        headings: Headings::of(body),
        links: Vec::new(),
        attributes: body.foreign.as_deref().map_or_else(String::new, language_attributes),
    };
    for piece in &body.pieces {
        writer.piece(piece)?;
    }
    writer.notes()?;
    let sources = source_entries(cx, sources, &writer.cited_at)?;
    Ok(BodyView { markup: Html::trusted(writer.markup).into(), sources })
}

struct ProseWriter<'a> {
    cx: &'a PageContext<'a>,
    sources: &'a [CitedSource],
    event: Option<&'a Event>,
    markup: String,
    /// For each source, the ids of the places that cite it.
    cited_at: Vec<Vec<String>>,
    /// How many blocks are open, so that notes come between blocks and never into one.
    blocks: usize,
    /// How many citations there were so far.
    count: usize,
    /// What the open block has cited so far.
    pending: Vec<InText>,
    /// Of each source, whether a note has named it.
    is_noted: Vec<bool>,
    headings: Headings,
    /// Links that are open; what a link's end must close.
    links: Vec<Link>,
    /// Of each block, where the words are in another language than the page's.
    attributes: String,
}

impl ProseWriter<'_> {
    fn piece(&mut self, piece: &Piece<InText, Link>) -> Result<(), Error> {
        match piece {
            Piece::Html(html) => return self.html(html.as_str()),
            Piece::Citations(group) => self.citations(group),
            Piece::LinkStart(link) => {
                let href = Html::escaped(&links::by_id(self.cx, *link));
                _ = write!(self.markup, "<a href=\"{}\">", href.as_str());
                self.links.push(*link);
            }
            Piece::LinkEnd(_) => self.end_link(),
            Piece::HeadingStart(level) => {
                let level = self.headings.start(*level);
                _ = write!(self.markup, "<h{level}{}>", self.attributes);
            }
            Piece::HeadingEnd(_) => {
                let level = self.headings.end();
                _ = writeln!(self.markup, "</h{level}>");
            }
            Piece::Picture { file, alt } => self.picture(file, alt),
        }
        Ok(())
    }

    /// Markup as it is, with notes after each block at the top that has cited something.
    fn html(&mut self, html: &str) -> Result<(), Error> {
        let mut written = 0;
        for (start, _) in html.match_indices('<') {
            let Some(length) = html[start..].find('>') else { continue };
            let end = start + length + 1;
            let tag = &html[start + 1..end - 1];
            let (closes, name) = match tag.strip_prefix('/') {
                Some(name) => (true, name),
                None => (false, tag.split([' ', '/']).next().unwrap_or_default()),
            };
            if !matches!(name, "p" | "ul" | "ol" | "blockquote" | "table" | "pre" | "div") {
                continue;
            }
            if !closes {
                if self.blocks == 0 && !self.attributes.is_empty() {
                    self.markup.push_str(&html[written..start + 1 + name.len()]);
                    self.markup.push_str(&self.attributes);
                    written = start + 1 + name.len();
                }
                self.blocks += 1;
                continue;
            }
            self.blocks = self.blocks.saturating_sub(1);
            if self.blocks == 0 && !self.pending.is_empty() {
                self.markup.push_str(&html[written..end]);
                written = end;
                self.notes()?;
            }
        }
        self.markup.push_str(&html[written..]);
        Ok(())
    }

    fn citations(&mut self, group: &[InText]) {
        let markup = &mut self.markup;
        // The editor's space or line break before the brackets would let the number break away from its sentence.
        markup.truncate(markup.trim_end_matches([' ', '\n']).len());
        markup.push_str("<sup>");
        for (index, cited) in group.iter().enumerate() {
            if index > 0 {
                // Narrow, and no place to break a line.
                markup.push('\u{202f}');
            }
            let number = cited.source + 1;
            self.count += 1;
            let id = format!("c{}", self.count);
            _ = write!(markup, "<a id=\"{id}\" href=\"#source-{number}\">{number}</a>");
            self.cited_at[cited.source].push(id);
            if !self.pending.contains(cited) {
                self.pending.push(*cited);
            }
        }
        markup.push_str("</sup>");
    }

    /// What the last block has cited. A source that was named before comes again only where there is more to say.
    fn notes(&mut self) -> Result<(), Error> {
        let mut notes = Vec::new();
        for cited in std::mem::take(&mut self.pending) {
            let source = &self.sources[cited.source];
            let row = &self.cx.site.sources[source.source];
            let citation = citation(self.cx, row, &source.citations[cited.citation]);
            if std::mem::replace(&mut self.is_noted[cited.source], true) && citation.is_bare() {
                continue;
            }
            notes.push(NoteView {
                number: cited.source + 1,
                href: format!("#source-{}", cited.source + 1),
                label: source_label(self.cx, source.source),
                lang: foreign_language(self.cx, row),
                citation,
                has_warning: row.reliability.is_some(),
                has_stake: row.interest.is_some(),
            });
        }
        if notes.is_empty() {
            return Ok(());
        }
        let view = NotesView { notes };
        let markup = self.cx.templates.fill("notes.html", &view)?;
        self.markup.push_str(markup.as_str());
        Ok(())
    }

    /// A link to a claim prints the claim's status beside it, whatever the text around it says.
    fn end_link(&mut self) {
        self.markup.push_str("</a>");
        if let Some(Link::Claim(claim)) = self.links.pop() {
            let marker = Html::escaped(&notices::marker(self.cx, claim));
            // It is said in the page's language, whatever the words around it are in.
            let own = match self.attributes.as_str() {
                "" => String::new(),
                _ => language_attributes(self.cx.words.language.tag()),
            };
            _ = write!(self.markup, " <span class=\"marker\"{own}>({})</span>", marker.as_str());
        }
    }

    fn picture(&mut self, file: &str, alt: &str) {
        let Some(event) = self.event else { return };
        let name = file.rsplit('/').next().unwrap_or(file);
        let Some(media) = event.media.iter().find(|media| media.name == name) else { return };
        let href = shared(&Route::event(&event.id).beside(&media.name));
        let Some((width, height)) = media.dimensions else {
            return markup::link(LinkBase::Page, &href, alt, &mut self.markup);
        };
        let (src, alt) = (Html::escaped(&href), Html::escaped(if alt.trim().is_empty() { &media.alt } else { alt }));
        _ = write!(
            self.markup,
            "<img src=\"{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\" loading=\"lazy\" decoding=\"async\">",
            src.as_str(),
            alt.as_str()
        );
        if let Some(credit) = credit(self.cx, media) {
            _ = write!(self.markup, " <span class=\"credit\">{}</span>", Html::escaped(&credit).as_str());
        }
    }
}

/// The attributes of an element whose words are in this language.
fn language_attributes(tag: &str) -> String {
    let tag: String = tag.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!(" lang=\"{tag}\" dir=\"{}\"", Direction::of(&tag).as_str())
}

/// Which heading a body's headings become: below the page's own, and none deeper than one step below the last.
struct Headings {
    top: u8,
    last: u8,
    open: Vec<u8>,
}

impl Headings {
    fn of(body: &Body) -> Self {
        let levels = body.pieces.iter().filter_map(|piece| match piece {
            Piece::HeadingStart(level) => Some(*level),
            _ => None,
        });
        Self { top: levels.min().unwrap_or(1), last: 1, open: Vec::new() }
    }

    fn start(&mut self, level: u8) -> u8 {
        let level = (2 + level - self.top).min(self.last + 1).min(6);
        self.last = level;
        self.open.push(level);
        level
    }

    fn end(&mut self) -> u8 {
        self.open.pop().unwrap_or(2)
    }
}
