//! Bodies as markup: their holes filled with numbers, links and pictures.

use super::status::link_to;
use super::templates::Markup;
use super::view::source::CitationView;
use super::{Renderer, Viewpoint};
use crate::error::Error;
use crate::model::{Body, CitedSource, Event, Html, InText, Link, Piece};
use crate::plan::Route;
use serde::Serialize;
use std::fmt::Write as _;

/// A body's markup, and where it cites what.
#[derive(Debug, Default)]
pub struct Rendered {
    pub markup: String,
    /// For each source, the ids of the places that cite it.
    pub cited_at: Vec<Vec<String>>,
}

impl Rendered {
    /// The markup, or nothing where there is nothing to read.
    pub fn markup(&self) -> Markup {
        Html::trusted(self.markup.clone()).into()
    }
}

/// A citation beside the text: on wide screens a side note, on narrow ones beneath its block.
#[derive(Debug, Serialize)]
struct NoteView {
    number: usize,
    href: String,
    label: String,
    citation: CitationView,
    /// That its entry warns of it, or tells what its publisher has at stake. The words stand there: beside a
    /// paragraph they would tear the text apart.
    has_warning: bool,
    has_stake: bool,
}

#[derive(Debug, Serialize)]
struct NotesView {
    notes: Vec<NoteView>,
}

impl Renderer<'_> {
    /// A body as it stands beneath the page's main heading; `event` is whose pictures it may show.
    pub fn body(
        &self,
        body: &Body,
        sources: &[CitedSource],
        event: Option<&Event>,
        at: &Viewpoint,
    ) -> Result<Rendered, Error> {
        let mut writer = Writer {
            renderer: self,
            sources,
            event,
            at,
            rendered: Rendered { markup: String::new(), cited_at: vec![Vec::new(); sources.len()] },
            blocks: 0,
            pending: Vec::new(),
            headings: Headings::of(body),
            links: Vec::new(),
        };
        for piece in &body.pieces {
            writer.piece(piece)?;
        }
        writer.notes()?;
        Ok(writer.rendered)
    }
}

struct Writer<'a> {
    renderer: &'a Renderer<'a>,
    sources: &'a [CitedSource],
    event: Option<&'a Event>,
    at: &'a Viewpoint,
    rendered: Rendered,
    /// How many blocks are open, so that notes come between blocks and never into one.
    blocks: usize,
    /// What the open block has cited so far.
    pending: Vec<InText>,
    headings: Headings,
    /// Links that are open; what a link's end must close.
    links: Vec<Link>,
}

impl Writer<'_> {
    fn piece(&mut self, piece: &Piece<InText, Link>) -> Result<(), Error> {
        match piece {
            Piece::Html(html) => return self.html(html.as_str()),
            Piece::Citations(group) => self.citations(group),
            Piece::LinkStart(link) => {
                let href = Html::escaped(&self.renderer.link(*link, self.at));
                _ = write!(self.rendered.markup, "<a href=\"{}\">", href.as_str());
                self.links.push(*link);
            }
            Piece::LinkEnd(_) => self.end_link(),
            Piece::HeadingStart(level) => {
                let level = self.headings.start(*level);
                _ = write!(self.rendered.markup, "<h{level}>");
            }
            Piece::HeadingEnd(_) => {
                let level = self.headings.end();
                _ = writeln!(self.rendered.markup, "</h{level}>");
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
                self.blocks += 1;
                continue;
            }
            self.blocks = self.blocks.saturating_sub(1);
            if self.blocks == 0 && !self.pending.is_empty() {
                self.rendered.markup.push_str(&html[written..end]);
                written = end;
                self.notes()?;
            }
        }
        self.rendered.markup.push_str(&html[written..]);
        Ok(())
    }

    fn citations(&mut self, group: &[InText]) {
        let markup = &mut self.rendered.markup;
        // The editor's space or line break before the brackets would let the number break away from its sentence.
        markup.truncate(markup.trim_end_matches([' ', '\n']).len());
        markup.push_str("<sup class=\"cite\">");
        for (index, cited) in group.iter().enumerate() {
            if index > 0 {
                // Narrow, and no place to break a line.
                markup.push('\u{202f}');
            }
            let number = cited.source + 1;
            let places = &mut self.rendered.cited_at[cited.source];
            let id = format!("cite-{number}-{}", places.len() + 1);
            _ = write!(markup, "<a id=\"{id}\" href=\"#source-{number}\">{number}</a>");
            places.push(id);
            if !self.pending.contains(cited) {
                self.pending.push(*cited);
            }
        }
        markup.push_str("</sup>");
    }

    fn notes(&mut self) -> Result<(), Error> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let notes = std::mem::take(&mut self.pending).into_iter().map(|cited| {
            let source = &self.sources[cited.source];
            let row = &self.renderer.site.sources[source.source];
            NoteView {
                number: cited.source + 1,
                href: format!("#source-{}", cited.source + 1),
                label: self.renderer.source_label(source.source).to_owned(),
                citation: self.renderer.citation_view(row, &source.citations[cited.citation], self.at),
                has_warning: row.reliability.is_some(),
                has_stake: row.interest.is_some(),
            }
        });
        let view = NotesView { notes: notes.collect() };
        let markup = self.renderer.templates.fill("notes.html", &view)?;
        self.rendered.markup.push_str(markup.as_str());
        Ok(())
    }

    /// A link to a claim prints the claim's status beside it, whatever the text around it says.
    fn end_link(&mut self) {
        self.rendered.markup.push_str("</a>");
        if let Some(Link::Claim(claim)) = self.links.pop() {
            let status = self.renderer.status(claim, self.at);
            let label = Html::escaped(self.renderer.say("status"));
            _ = write!(
                self.rendered.markup,
                " <span class=\"status\"><b>{}</b> {}</span>",
                label.as_str(),
                status.as_str()
            );
        }
    }

    fn picture(&mut self, file: &str, alt: &str) {
        let name = file.rsplit('/').next().unwrap_or(file);
        let media =
            self.event.and_then(|event| event.media.iter().find(|media| media.name == name).map(|m| (event, m)));
        let Some((event, media)) = media else { return };
        let src = Html::escaped(&self.at.to_file(&Route::event(&event.id).beside(&media.name)));
        let label = Html::escaped(if alt.trim().is_empty() { &media.alt } else { alt });
        match media.dimensions {
            Some((width, height)) => {
                _ = write!(
                    self.rendered.markup,
                    "<img src=\"{}\" width=\"{width}\" height=\"{height}\" alt=\"{}\" loading=\"lazy\" decoding=\"async\">",
                    src.as_str(),
                    label.as_str()
                );
                if let Some(credit) = self.renderer.credit(media) {
                    let credit = Html::escaped(&credit);
                    _ = write!(self.rendered.markup, " <span class=\"credit\">{}</span>", credit.as_str());
                }
            }
            None => {
                link_to(&mut self.rendered.markup, &self.at.to_file(&Route::event(&event.id).beside(&media.name)), alt);
            }
        }
    }
}

impl Renderer<'_> {
    /// Where a link by id leads.
    pub fn link(&self, link: Link, at: &Viewpoint) -> String {
        at.to(&match link {
            Link::Event(event) => Route::event(&self.site.events[event].id),
            Link::Source(source) => Route::source(&self.site.sources[source].id),
            Link::Claim(claim) => Route::claim(&self.site.claims[claim].id),
            Link::Party(party) => Route::party(&self.site.parties[party]),
            Link::Place(place) => Route::place(&self.site.places[place].id),
            Link::Page(page) => Route::free(&self.site.pages[page].id),
        })
    }
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
