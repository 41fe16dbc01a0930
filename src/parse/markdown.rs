//! The one door to Markdown: CommonMark with tables, footnotes, strikethrough and smart punctuation.
//!
//! What comes out is [`Prose`]: markup that can be trusted (raw HTML is a diagnostic and is left out; links lead to
//! http, https, mailto and to our own things only) with citations, links by id and pictures between it.

mod footnotes;
mod links;
mod pictures;
mod pieces;

use super::brackets;
use super::citation;
use super::event::CitationFile;
use super::field_types::{EntityKind, UNBALANCED_HELP, forbidden_character};
use super::report::FileReport;
use super::sentences::{self, Paragraph};
use super::slips;
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::{Id, Piece, Prose};
use crate::words::SentenceWords;
use footnotes::Footnote;
use links::{OpenElement, is_citation};
use pieces::{BodyPart, PieceFile};
use pulldown_cmark::{BrokenLink, CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A link by id that nobody has followed yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkFile {
    pub kind: EntityKind,
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
    /// Words in square brackets that could be an id: a citation may have been meant.
    pub bracketed: Vec<Spanned<String>>,
}

/// Reads the Markdown `text`, which begins at byte `offset` of its file. `scope` is the file's id: it keeps footnotes
/// of several bodies on one page apart. `words` knows where its language's sentences end.
pub fn read(text: &str, offset: usize, scope: &str, words: &SentenceWords, report: &mut FileReport) -> BodyFile {
    if text.trim().is_empty() {
        return BodyFile::default();
    }
    let text = &*brackets::plain(text);
    let hidden = without_brackets_in_quotations(text);
    let mut reader = Reader::new(&hidden, offset, scope, words, report);
    let mut bracketed = Vec::new();
    let other = |word: &str, at: Range<usize>| {
        // `the [ledger] said` is an editor's word in a quotation; nobody puts a word such as `ledger-2031-04-05` there.
        if word.contains('-') && Id::new(word).is_some() {
            bracketed.push(Spanned::new(word.to_owned(), Span::new(at.start, at.end).shifted(offset)));
        }
    };
    for (event, range) in events(&hidden, other) {
        reader.event(event, range);
    }
    BodyFile { bracketed, ..reader.finish() }
}

/// What the text says, piece by piece; `other` hears of the words in brackets that are neither links nor citations.
fn events<'a>(
    text: &'a str,
    mut other: impl FnMut(&str, Range<usize>) + 'a,
) -> impl Iterator<Item = (Event<'a>, Range<usize>)> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_SMART_PUNCTUATION;
    let callback = move |link: BrokenLink<'_>| {
        let is_group = citation::is_group(&link.reference);
        if !is_group {
            other(&link.reference, link.span);
        }
        is_group.then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    Parser::new_with_broken_link_callback(text, options, Some(callback)).into_offset_iter()
}

/// The text as the parser can read it: see [`brackets`].
///
/// It goes over the text once more to learn what are citations, and what only looks like one, in code or in a link.
fn without_brackets_in_quotations(text: &str) -> Cow<'_, str> {
    let mut candidates = brackets::candidates(text);
    if candidates.is_empty() {
        return text.into();
    }
    let hidden = brackets::hide(text, &candidates);
    let ends: BTreeSet<usize> = events(&hidden, |_, _| ())
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { link_type, .. } | Tag::Image { link_type, .. }) if is_citation(link_type) => {
                Some(range.end - if hidden[range.clone()].ends_with("][]") { 2 } else { 0 })
            }
            _ => None,
        })
        .collect();
    candidates.retain(|candidate| ends.contains(&candidate.end));
    brackets::hide(text, &candidates).into()
}

/// Goes through the parser's events once, keeping those that are plain markup and putting pieces of prose in place of the rest.
struct Reader<'a> {
    text: &'a str,
    offset: usize,
    scope: &'a str,
    sentences: &'a SentenceWords,
    report: &'a mut FileReport,
    parts: Vec<BodyPart<'a>>,
    body: BodyFile,
    plain: String,
    link_starts: Vec<usize>,
    paragraph: Paragraph,
    open: Vec<OpenElement>,
    footnotes: BTreeMap<String, Footnote>,
    /// Definitions of a name that was defined before.
    repeated_footnotes: usize,
    in_footnote: usize,
    in_quote: usize,
    /// Where the parser made something of what stands there, so that it is no citation gone wrong.
    understood: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    fn new(
        text: &'a str,
        offset: usize,
        scope: &'a str,
        sentences: &'a SentenceWords,
        report: &'a mut FileReport,
    ) -> Self {
        Self {
            text,
            offset,
            scope,
            sentences,
            report,
            parts: Vec::new(),
            body: BodyFile::default(),
            plain: String::new(),
            link_starts: Vec::new(),
            paragraph: Paragraph::default(),
            open: Vec::new(),
            footnotes: BTreeMap::new(),
            repeated_footnotes: 0,
            in_footnote: 0,
            in_quote: 0,
            understood: Vec::new(),
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        let at = self.in_file(&range);
        match &event {
            Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock)
            | Event::Code(_)
            | Event::InlineHtml(_) => self.understood.push(range.clone()),
            Event::Start(Tag::BlockQuote(_)) => self.in_quote += 1,
            Event::End(TagEnd::BlockQuote(_)) => self.in_quote -= 1,
            _ => {}
        }
        match event {
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.start_link(link_type, &dest_url, &title, &range);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => self.end_link(),
            Event::Start(Tag::Image { link_type, dest_url, .. }) => {
                if is_citation(link_type) {
                    self.open.push(OpenElement::Unwrapped);
                } else {
                    let written = self.written(&dest_url, &range);
                    self.open.push(OpenElement::Picture {
                        destination: dest_url.into_string(),
                        at,
                        written,
                        alt: String::new(),
                        links: Vec::new(),
                    });
                }
            }
            Event::Start(Tag::HtmlBlock) => self.raw_html(at, &range),
            Event::InlineHtml(html) if html.starts_with("</") => {}
            Event::InlineHtml(_) => self.raw_html(at, &range),
            Event::Html(_) | Event::End(TagEnd::HtmlBlock) => {}
            Event::Start(Tag::Heading { level, .. }) => self.piece(Piece::HeadingStart(level as u8)),
            Event::End(TagEnd::Heading(level)) => {
                self.piece(Piece::HeadingEnd(level as u8));
                self.end_block(false);
            }
            Event::FootnoteReference(name) => self.footnote_reference(&name),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.in_footnote += 1;
                self.open_footnote(&name);
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                self.in_footnote -= 1;
                self.markup("</div>\n".to_owned());
            }
            Event::Text(words) => {
                let words = brackets::show(&words);
                self.words(&words, &range);
                self.push(Event::Text(words.into_owned().into()));
            }
            Event::Code(words) => {
                let words = brackets::show(&words);
                self.words(&words, &range);
                self.push(Event::Code(words.into_owned().into()));
            }
            Event::SoftBreak | Event::HardBreak => {
                self.words(" ", &range);
                self.push(if event == Event::SoftBreak { Event::SoftBreak } else { Event::HardBreak });
            }
            Event::End(tag @ (TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell | TagEnd::CodeBlock)) => {
                self.end_block(matches!(tag, TagEnd::Paragraph | TagEnd::Item));
                self.push(Event::End(tag));
            }
            // The word becomes part of a class, and ends where it would end there.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let word = info.split(|c: char| c.is_whitespace() || c.is_control()).next().unwrap_or_default();
                self.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(word.to_owned().into()))));
            }
            Event::Start(Tag::List(_)) => {
                self.end_block(true);
                self.push(event.into_static());
            }
            other => self.push(other.into_static()),
        }
    }

    fn raw_html(&mut self, at: Span, range: &Range<usize>) {
        let written = self.text[range.clone()].trim();
        let first = written.lines().next().unwrap_or_default();
        let span = Span::new(at.start, at.start + first.len());
        let help = "write it in Markdown; a `<` that should be read stands as `\\<`";
        self.report.add(Code::RawHtml, span, "HTML is not rendered", help);
    }

    /// Words of the text, kept for search and summaries too. `range` is where they stand in the body.
    fn words(&mut self, words: &str, range: &Range<usize>) {
        self.refuse_forbidden_characters(words, range);
        if self.is_hidden() {
            return self.words_of_picture(words);
        }
        self.paragraph.push(words, self.in_file(range));
        self.plain.push_str(words);
    }

    /// Raw, or written as `&#1;`.
    fn refuse_forbidden_characters(&mut self, words: &str, range: &Range<usize>) {
        if let Some((bad, message)) = forbidden_character(words) {
            let at = self.text[range.clone()].find(bad);
            let at = at.map_or(range.clone(), |at| range.start + at..range.start + at + bad.len_utf8());
            self.report.add(Code::InvalidValue, self.in_file(&at), message, "remove it");
        }
    }

    fn end_block(&mut self, is_prose: bool) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if let Some((bad, at)) = paragraph.unbalanced_direction() {
            self.report.add(Code::InvalidValue, at, unbalanced(bad), UNBALANCED_HELP);
        }
        if is_prose && self.in_footnote == 0 {
            // Behind a reference such as `&lt;`, which is longer than its character, a position may fall into one.
            let (text, offset) = (self.text, self.offset);
            let whole = |span: Span| {
                let (start, end) = (span.start - offset, span.end - offset);
                Span::new(text.floor_char_boundary(start), text.ceil_char_boundary(end)).shifted(offset)
            };
            self.body.uncited.extend(paragraph.uncited(self.sentences).into_iter().map(whole));
        }
        if !self.plain.is_empty() && !self.plain.ends_with('\n') {
            self.plain.push('\n');
        }
    }

    /// Whether what comes now is the inside of a citation or a picture's text.
    fn is_hidden(&self) -> bool {
        self.open
            .iter()
            .any(|open| matches!(open, OpenElement::Citation { keeps_text: false, .. } | OpenElement::Picture { .. }))
    }

    fn is_in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open, OpenElement::Kept | OpenElement::ById(_)))
    }

    fn push(&mut self, event: Event<'a>) {
        if !self.is_hidden() {
            self.parts.push(BodyPart::Markup(event));
        }
    }

    fn markup(&mut self, markup: String) {
        self.push(Event::InlineHtml(markup.into()));
    }

    fn piece(&mut self, piece: PieceFile) {
        if !self.is_hidden() {
            self.parts.push(BodyPart::Piece(piece));
        }
    }

    fn in_file(&self, range: &Range<usize>) -> Span {
        Span::new(range.start, range.end).shifted(self.offset)
    }

    /// The whole body, with what can only be said of it when all of it has been read.
    fn finish(mut self) -> BodyFile {
        self.link_footnotes_back();
        let help = "write `[@id, \"exact words\"]`, with ‘ ’ or “ ” for a quotation inside the quotation and no `|` in a \
                    table; brackets that should be read stand as `\\[` and `\\]`";
        for stray in brackets::strays(&brackets::show(self.text), &self.understood) {
            let at = Span::new(self.offset + stray.start, self.offset + stray.end);
            // It was meant to support its sentence all the same.
            self.body.uncited.retain(|sentence| at.start < sentence.start || at.start >= sentence.end);
            self.report.add(Code::InvalidCitation, at, "this begins like a citation and can't be read as one", help);
        }
        for parted in slips::parted_links(self.text, &self.understood, links::is_scheme) {
            let at = Span::new(self.offset + parted.start, self.offset + parted.end);
            let help = "write `[words](event:ID)`, with nothing between the brackets";
            self.report.add(Code::UnknownLink, at, "a space parts this from its words, so that it is no link", help);
        }
        let first_sentence = sentences::first(&self.plain, self.sentences);
        let at = Span::new(self.offset, self.offset + self.text.len());
        let pieces = pieces::pieces(self.parts);
        let link_starts = self.link_starts;
        BodyFile {
            prose: Prose { pieces, text: self.plain.into(), first_sentence, link_starts, at, foreign: None },
            ..self.body
        }
    }
}

/// In a line, what stands behind such words would be turned round with them: the status of a claim.
fn unbalanced(bad: char) -> String {
    format!("this text turns the reading direction with `{}` and doesn't turn it back", bad.escape_unicode())
}

#[cfg(test)]
mod tests;
