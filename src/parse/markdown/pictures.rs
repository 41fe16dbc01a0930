//! Pictures: those beside the file are shown.

use super::links::OpenElement;
use super::{LinkFile, Reader, unbalanced};
use crate::diagnostic::{Code, Span, position::Spanned};
use crate::model::{Html, Piece};
use crate::parse::address;
use crate::parse::field_types::{UNBALANCED_HELP, unbalanced_direction};
use pulldown_cmark::Event;

impl Reader<'_> {
    /// The text of the picture that is open, and the links in it.
    pub(super) fn picture_text(&mut self) -> Option<(&mut String, &mut Vec<(LinkFile, String)>)> {
        self.open.iter_mut().rev().find_map(|open| match open {
            OpenElement::Picture { alt, links, .. } => Some((alt, links)),
            _ => None,
        })
    }

    /// Words in a picture's text; what stands in a citation's brackets is none of them.
    pub(super) fn words_of_picture(&mut self, words: &str) {
        if self.open.iter().any(|open| matches!(open, OpenElement::Citation { keeps_text: false, .. })) {
            return;
        }
        let is_linked = matches!(self.open.last(), Some(OpenElement::ById(_)));
        if let Some((alt, links)) = self.picture_text() {
            alt.push_str(words);
            if let Some((_, linked)) = links.last_mut().filter(|_| is_linked) {
                linked.push_str(words);
            }
        }
    }

    /// The links by id in a picture's text stand behind the picture: in an attribute they would lead nowhere, and what a
    /// claim says would stand there without what became of it.
    pub(super) fn links_of_picture(&mut self, links: Vec<(LinkFile, String)>) {
        for (link, words) in links {
            self.push(Event::Text(" ".into()));
            self.start_link_by_id(link.clone());
            self.push(Event::Text(words.into()));
            self.piece(Piece::LinkEnd(link));
        }
    }

    /// A picture beside the file is shown; one on another host would tell that host who reads, so it becomes a link.
    pub(super) fn picture(&mut self, destination: &str, at: Span, written: Span, alt: String) {
        if alt.trim().is_empty() {
            let help = "write between the brackets what it shows: `![The letter of resignation](letter.jpg)`";
            self.report.add(Code::MissingAlt, at, "this picture has no text for who can't see it", help);
        }
        if let Some(bad) = unbalanced_direction(&alt) {
            self.report.add(Code::InvalidValue, at, unbalanced(bad), UNBALANCED_HELP);
        }
        if !destination.contains(':') && !destination.starts_with(['/', '#']) && !destination.contains("..") {
            let file = percent_encoding::percent_decode_str(destination).decode_utf8_lossy().into_owned();
            self.body.pictures.push(Spanned::new(file.clone(), written));
            self.piece(Piece::Picture { file, alt });
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
}
