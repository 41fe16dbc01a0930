//! Links, pictures and citations, whose ends come after their words.

use super::super::address;
use super::super::brackets;
use super::super::citation;
use super::super::event::CitationFile;
use super::super::field_types::{EntityKind, UNBALANCED_HELP, unbalanced_direction};
use super::{LinkFile, Reader, unbalanced};
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::Piece;
use pulldown_cmark::{Event, LinkType, Tag, TagEnd};
use std::ops::Range;

/// The schemes of links by id.
const SCHEMES: &[(&str, EntityKind)] = &[
    ("event", EntityKind::Event),
    ("source", EntityKind::Source),
    ("claim", EntityKind::Claim),
    ("person", EntityKind::Person),
    ("organization", EntityKind::Organization),
    ("place", EntityKind::Place),
    ("page", EntityKind::Page),
];

/// Whether a link by id may begin so.
pub(super) fn is_scheme(word: &str) -> bool {
    SCHEMES.iter().any(|(scheme, _)| *scheme == word)
}

/// A link or picture whose end has not come yet.
pub(super) enum OpenElement {
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
        /// The links by id in its text, each with its words.
        links: Vec<(LinkFile, String)>,
    },
}

impl Reader<'_> {
    /// A link begins, or a citation, which the parser takes for one.
    pub(super) fn start_link(&mut self, link_type: LinkType, destination: &str, title: &str, range: &Range<usize>) {
        if is_citation(link_type) {
            return self.start_citation(link_type, range);
        }
        // The parser finds a mail address in the text of a link, and HTML has no links in links.
        if self.is_in_link() {
            self.open.push(OpenElement::Unwrapped);
            return;
        }
        let by_id = destination
            .split_once(':')
            .and_then(|(scheme, id)| SCHEMES.iter().find(|(name, _)| *name == scheme).map(|(_, kind)| (*kind, id)));
        if let Some((kind, id)) = by_id {
            let target = self.written(destination, range);
            let id_at = Span::new(target.end.saturating_sub(id.len()).max(target.start), target.end);
            let link = LinkFile { kind, id: Spanned::new(id.trim().to_owned(), id_at) };
            if matches!(kind, EntityKind::Event | EntityKind::Source | EntityKind::Claim) {
                self.paragraph.support();
            }
            self.start_link_by_id(link.clone());
            self.open.push(OpenElement::ById(link));
            return;
        }
        let address =
            if link_type == LinkType::Email { format!("mailto:{destination}") } else { destination.to_owned() };
        self.refuse_forbidden_characters(title, range);
        match address::web_or_mail(&address) {
            Ok(_) => {
                self.push(Event::Start(Tag::Link {
                    link_type,
                    dest_url: destination.to_owned().into(),
                    title: title.to_owned().into(),
                    id: "".into(),
                }));
                self.open.push(OpenElement::Kept);
            }
            Err(problem) => {
                let at = self.written(destination, range);
                self.report.add(Code::InvalidUrl, at, problem.message, problem.help);
                self.open.push(OpenElement::Unwrapped);
            }
        }
    }

    /// A link by id begins; in a picture's text it waits for the picture's end.
    pub(super) fn start_link_by_id(&mut self, link: LinkFile) {
        if let Some((_, links)) = self.picture_text() {
            links.push((link, String::new()));
        } else if !self.is_hidden() {
            self.link_starts.push(self.plain.len());
            self.piece(Piece::LinkStart(link));
        }
    }

    /// Where the address of a link or picture is written; the whole of it, where its address stands elsewhere.
    pub(super) fn written(&self, destination: &str, range: &Range<usize>) -> Span {
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
        let inside = self.one_line(&brackets::show(inside));
        if let Some(bad) = unbalanced_direction(&inside) {
            self.report.add(Code::InvalidValue, self.in_file(range), unbalanced(bad), UNBALANCED_HELP);
        }
        let group = citation::group(&inside, self.offset + range.start + start).unwrap_or_else(|(message, at)| {
            let help = "write `[@id]`, `[@id, p. 3]`, `[@id, \"exact words\"]`, or several with `;` between them";
            self.report.add(Code::InvalidCitation, at, message, help);
            Vec::new()
        });
        self.open.push(OpenElement::Citation { group, keeps_text });
    }

    /// What runs over lines, as one: a line break is one byte, and so is a space. In a block quote, what begins the
    /// next line is none of its words.
    fn one_line(&self, inside: &str) -> String {
        let mut begins = false;
        let one = |c| {
            begins = c == '\n' || begins && matches!(c, ' ' | '\t' | '>');
            if c == '\n' || begins && c == '>' && self.in_quote > 0 { ' ' } else { c }
        };
        inside.chars().map(one).collect()
    }

    /// What began last ends.
    pub(super) fn end_link(&mut self) {
        match self.open.pop() {
            Some(OpenElement::Kept) => self.push(Event::End(TagEnd::Link)),
            Some(OpenElement::ById(link)) => self.piece(Piece::LinkEnd(link)),
            Some(OpenElement::Citation { group, .. }) => {
                // A citation that can't be read was meant to support its sentence all the same.
                self.paragraph.support();
                if !group.is_empty() {
                    // The space before a citation belongs to it: "It was so [@a]." reads "It was so."
                    self.plain.truncate(self.plain.trim_end_matches(' ').len());
                    self.piece(Piece::Citations(group));
                }
            }
            Some(OpenElement::Picture { destination, at, written, alt, links }) => {
                self.picture(&destination, at, written, alt);
                self.links_of_picture(links);
            }
            Some(OpenElement::Unwrapped) | None => {}
        }
    }
}

/// Whether a link is a citation: only of those does the parser hear that an unknown reference is one.
pub(super) fn is_citation(link_type: LinkType) -> bool {
    matches!(link_type, LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown)
}
